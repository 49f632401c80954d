"""Old addresses in a real browser, with and without scripts; the pages on the edition itself."""

import shutil
from pathlib import Path

import pytest
from browsing import violations
from playwright.sync_api import Browser, Page, expect

from edition.cli import main

CASES = Path(__file__).parent / "cases" / "project"
MOVED = """title = "Two letters"
language = "en"

[imprint]
contact = "a@example.org"

[moved]
"old.html" = "first.html"
"both.html" = "first.html"
"both.html#b" = "second.html#answer"
"first.html#p2" = "first.html#first-p2"
"second.html#p" = "first.html#first-p2"

[removed]
"draft.html" = "Withdrawn."
"""
KINDS = ("imprint", "making", "assessment", "draft", "both", "old")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two letters, some of whose addresses have changed."""
    folder = tmp_path_factory.mktemp("moved")
    shutil.copytree(CASES, folder / "tei")
    (folder / "tei" / "edition.toml").write_text(MOVED, "utf-8")
    with pytest.raises(SystemExit) as exit_:
        main(["build", str(folder / "tei"), "-o", str(folder / "site"), "--quiet"])
    assert exit_.value.code == 0
    return folder / "site"


def opened(browser: Browser, site: Path, address: str, **options: object) -> Page:
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.goto(f"file://{site}/{address}")
    return page


@pytest.mark.parametrize(
    ("scripts", "old", "new"),
    [
        (True, "old.html", "first.html"),
        (True, "old.html#p2", "first.html#p2"),
        (True, "old.html?view=x#first-p2", "first.html?view=x#first-p2"),
        (True, "both.html#b", "second.html#answer"),
        (True, "both.html#other", "first.html#other"),
        (False, "old.html", "first.html"),
        (False, "both.html#b", "both.html#b"),
    ],
)
def test_an_old_address_leads_on(browser: Browser, site: Path, scripts: bool, old: str, new: str) -> None:
    page = opened(browser, site, old, java_script_enabled=scripts)
    page.wait_for_url(lambda address: address.endswith(f"/{new}"), timeout=5000)
    assert page.url.endswith(f"/{new}")
    page.context.close()


def test_the_way_back_does_not_lead_on_again(browser: Browser, site: Path) -> None:
    page = opened(browser, site, "index.html")
    page.goto(f"file://{site}/old.html")
    page.wait_for_url("**/first.html")
    page.go_back()
    assert page.url.endswith("/index.html")
    page.context.close()


def test_an_old_id_marks_what_has_another_now(browser: Browser, site: Path) -> None:
    page = opened(browser, site, "first.html#p2", java_script_enabled=False, viewport={"width": 700, "height": 120})
    expect(page.locator("#first-p2")).to_be_in_viewport()
    colour = "element => getComputedStyle(element).backgroundColor"
    assert page.locator("#first-p2").evaluate(colour) == "rgb(255, 243, 207)"
    page.context.close()


def test_a_passage_that_went_elsewhere_is_told_to_who_asks_for_it(browser: Browser, site: Path) -> None:
    page = opened(browser, site, "second.html", java_script_enabled=False)
    assert not page.locator("#p").is_visible()
    page.goto(f"file://{site}/second.html#p")
    assert page.locator("#p").is_visible()
    page.locator("#p a").click()
    assert page.url.endswith("/first.html#first-p2")
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_accessibility(browser: Browser, site: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    context.route("**/former.js", lambda route: route.abort())  # it would lead on
    page = context.new_page()
    for kind in KINDS:
        page.goto(f"file://{site}/{kind}.html")
        assert violations(page) == [], kind
        assert page.url.endswith(f"/{kind}.html")
    context.close()


@pytest.mark.parametrize("kind", ["imprint", "making", "assessment"])
def test_targets_are_large_enough(browser: Browser, sample_site: Path, kind: str) -> None:
    page = opened(browser, sample_site, f"{kind}.html", viewport={"width": 320, "height": 900})
    heights = page.locator(".colophon a").evaluate_all("all => all.map(each => each.getBoundingClientRect().height)")
    assert min(heights) >= 24
    page.context.close()


def test_nothing_is_asked_of_another_host_and_nothing_complains(browser: Browser, site: Path) -> None:
    said: list[str] = []
    for kind in KINDS:
        page = browser.new_context().new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
        page.goto(f"file://{site}/{kind}.html")
        page.context.close()
    assert said == []
