"""The sample in a real browser, opened from disk and without JavaScript unless a test looks in with its own."""

from itertools import pairwise
from pathlib import Path

import pytest
from browsing import opened, violations
from playwright.sync_api import Browser, Page

KINDS = (
    *("index", "contents~kind", "search", "data", "404"),
    *("reception", "telegram", "letter", "introduction", "edition"),
    *("persons", "places", "events", "bibliography", "mentions~persons~qavam", "mentions~bibliography~src-relations"),
    *("timeline", "map", "archives", "ledger"),
    *("making", "imprint", "assessment"),
)
LIKE_OTHERS = (
    *("contents~kind", "letter", "edition", "introduction", "persons", "places", "events"),
    "mentions~bibliography~src-relations",
)
# As most readers see it; the others take their time. 320 px is the narrowest screen of WCAG 1.4.10.
SIGHTS = (
    (1280, "light"),
    *(
        pytest.param(width, scheme, marks=pytest.mark.slow)
        for width, scheme in ((1280, "dark"), (390, "light"), (390, "dark"), (320, "light"))
    ),
)


def _open(browser: Browser, site: Path, name: str, width: int = 1280, **options: object) -> Page:
    return opened(browser, f"{site}/{name}", width, **options)


@pytest.mark.parametrize(
    "kind", [pytest.param(each, marks=[pytest.mark.slow] * (each in LIKE_OTHERS)) for each in KINDS]
)
@pytest.mark.parametrize(("width", "scheme"), SIGHTS)
def test_a_page_is_accessible_and_fits(browser: Browser, sample_site: Path, kind: str, width: int, scheme: str) -> None:
    page = _open(browser, sample_site, f"{kind}.html", width, color_scheme=scheme, bypass_csp=True)
    assert violations(page) == []
    for each in (width, 320):
        page.set_viewport_size({"width": each, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= each
    page.context.close()


def test_no_page_complains_or_asks_another_host(browser: Browser, sample_site: Path) -> None:
    said: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(f"{message.text} {message.location}"))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
    for kind in KINDS:
        page.goto(f"file://{sample_site}/{kind}.html")
    page.close()
    assert said == []


def test_the_switch_shows_one_reading(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "reception.html", java_script_enabled=False)
    first = page.locator("#rec-t01 .speech")
    assert "Cde. Stalinasks Qavam" in first.inner_text()
    assert "Cde. Stalin asks" not in first.inner_text()
    page.locator("summary", has_text="View").click()
    page.get_by_label("corrected").check()
    assert "Cde. Stalin asks Qavam" in first.inner_text()
    assert "Stalinasks" not in first.inner_text()
    page.context.close()


def test_unticking_a_speaker_folds_his_turns_and_a_link_unfolds_one(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "reception.html", java_script_enabled=False)
    long_turn, other = page.locator("#rec-t19 .speech"), page.locator("#rec-t10 .speech")
    heights = [locator.bounding_box()["height"] for locator in (long_turn, other)]  # type: ignore[index]
    page.get_by_label("Show the turns of Stalin").uncheck()
    folded = [locator.bounding_box()["height"] for locator in (long_turn, other)]  # type: ignore[index]
    assert folded[0] < heights[0] / 4
    assert folded[1] == heights[1]
    page.locator("#rec-t19 a.number").click()
    assert long_turn.bounding_box()["height"] == heights[0]  # type: ignore[index]
    page.context.close()


def test_a_note_is_reached_and_left_by_keyboard(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "reception.html", java_script_enabled=False)
    call = page.locator("#-call-rec-n1")
    call.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#rec-n1")
    page.locator("#rec-n1 a[role=doc-backlink]").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#-call-rec-n1")
    page.context.close()


def test_margin_notes_stand_in_order_and_never_overlap(browser: Browser, sample_site: Path) -> None:
    for name in ("reception.html", "introduction.html"):
        page = _open(browser, sample_site, name, 1400)
        boxes = [note.bounding_box() for note in page.locator(".notes li").all()]
        page.context.close()
        assert all(box and box["x"] > 700 for box in boxes), name
        for above, below in pairwise(boxes):
            assert above
            assert below
            assert below["y"] >= above["y"] + above["height"], name


def test_print_shows_all_words_whatever_is_folded(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "reception.html")
    page.get_by_label("Show the turns of Stalin").uncheck()
    page.emulate_media(media="print")
    box = page.locator("#rec-t19 .speech").bounding_box()
    assert box
    assert box["height"] > 100
    assert not page.locator(".readings").is_visible()
    assert page.locator(".about .availability").first.is_visible(), "the header is folded away in print"
    page.context.close()


def test_the_skip_link_comes_first_and_leads_to_the_text(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "telegram.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "-main"
    page.context.close()
