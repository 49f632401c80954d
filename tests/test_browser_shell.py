"""What stands around the text: the navigation, wide and on a phone, the look that a project makes its own, print."""

from pathlib import Path

import pytest
from browsing import opened
from conftest import Run
from playwright.sync_api import Browser, Page, expect
from test_extending import BLOCK, SECTIONS


def _open(browser: Browser, site: Path, name: str, width: int = 1280, **options: object) -> Page:
    return opened(browser, f"{site}/{name}.html", width, **options)


def test_menus_open_without_a_script_one_at_a_time(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "persons", java_script_enabled=False)
    nav = page.get_by_role("navigation", name="The edition")
    expect(nav.locator("summary", has_text="Menu")).to_be_hidden()
    expect(nav.get_by_role("link", name="Contents")).to_be_visible()
    expect(nav.get_by_role("link", name="Timeline")).to_be_hidden()
    nav.locator("summary", has_text="Registers").focus()
    page.keyboard.press("Enter")
    expect(nav.get_by_role("link", name="Persons")).to_have_attribute("aria-current", "page")
    nav.locator("summary", has_text="Explore").click()
    expect(nav.get_by_role("link", name="Persons")).to_be_hidden()
    nav.get_by_role("link", name="Timeline").click()
    page.wait_for_url("**/timeline.html")
    page.context.close()


def test_menus_close_by_escape_and_by_a_click_elsewhere(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "index")
    summary = page.locator(".site-header summary", has_text="Registers")
    link = page.locator(".site-header a", has_text="Persons")
    summary.click()
    link.focus()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.locator("h1").click()
    expect(link).to_be_hidden()
    page.context.close()


def test_contents_call_a_sort_of_text_by_the_name_of_its_category(sample_site: Path) -> None:
    page = (sample_site / "contents~kind.html").read_text("utf-8")
    for name in ("Calendar entry", "Record of a conversation", "Telegram"):
        assert f'<h3 class="group-title">{name}</h3>' in page
    assert ">kind-" not in page


@pytest.mark.parametrize("width", [320, 380])
def test_every_page_is_two_taps_away_on_a_phone(browser: Browser, sample_site: Path, width: int) -> None:
    page = _open(browser, sample_site, "telegram", width, has_touch=True, java_script_enabled=False)
    header = page.locator(".site-header")
    expect(header.get_by_role("link", name="Contents")).to_be_hidden()
    header.locator("summary", has_text="Menu").tap()
    links = header.locator("nav a")
    assert links.count() == 15
    for link in links.all():
        expect(link).to_be_visible()
        box = link.bounding_box()
        assert box
        assert box["height"] >= 40
        assert box["x"] + box["width"] <= width
    header.get_by_role("link", name="Ledger").tap()
    page.wait_for_url("**/ledger.html")
    page.context.close()


def test_a_small_edition_has_no_menus(browser: Browser, run: Run, project: Path, tmp_path: Path) -> None:
    assert run("build", project, "-o", tmp_path / "site", "-j", "1").status == 0
    page = _open(browser, tmp_path / "site", "index", 380)
    assert page.locator(".site-header details").count() == 0
    expect(page.get_by_role("link", name="Contents").first).to_be_visible()
    page.context.close()


def test_the_cast_of_a_talk_does_not_stand_before_its_first_words_on_a_phone(
    browser: Browser, sample_site: Path
) -> None:
    page = _open(browser, sample_site, "reception", 380)
    expect(page.locator(".cast table").first).to_be_hidden()
    box = page.locator("#rec-t01").bounding_box()
    assert box
    assert box["y"] < 900
    page.context.close()


def test_the_switches_stand_in_the_gap_between_the_text_and_its_notes(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "telegram", 1400)
    button, text, note = (
        page.locator(selector).first.bounding_box() for selector in (".view-open", ".text p", ".notes li")
    )
    assert button
    assert text
    assert note
    assert text["x"] + text["width"] < button["x"]
    assert button["x"] + button["width"] < note["x"]
    page.context.close()


@pytest.mark.parametrize("width", [1100, *(pytest.param(each, marks=pytest.mark.slow) for each in (700, 1600))])
def test_all_pages_begin_at_one_edge(browser: Browser, sample_site: Path, width: int) -> None:
    edge = "[...document.querySelectorAll('h1, .site-footer p')].map(e => Math.round(e.getBoundingClientRect().left))"
    page = _open(browser, sample_site, "index", width)
    edges = set()
    for name in (
        "index",
        "reception",
        "introduction",
        "persons",
        "map",
        "ledger",
        "making",
        "imprint",
        "search",
        "404",
    ):
        page.goto(f"file://{sample_site}/{name}.html")
        edges.update(page.evaluate(edge))
    assert len(edges) == 1


def test_ten_lines_make_another_look(browser: Browser, run: Run, project: Path, tmp_path: Path) -> None:
    css = max((text for _, name, text in BLOCK.findall(SECTIONS["Look"]) if name == "own.css"), key=len)
    assert len(css.splitlines()) <= 10
    (project / "own.css").write_text(css, "utf-8")
    with (project / "edition.toml").open("a", encoding="utf-8") as file:
        file.write('[site]\ncss = "own.css"\n')
    assert run("build", project, "-o", tmp_path / "site", "-j", "1").status == 0
    page = _open(browser, tmp_path / "site", "first", color_scheme="dark")
    style = "getComputedStyle(document.documentElement)"
    assert page.evaluate(f"{style}.backgroundColor") == "rgb(18, 22, 28)"
    assert page.evaluate(f"{style}.fontFamily").startswith("Literata")
    size = page.evaluate(f"parseFloat({style}.fontSize)")
    assert page.evaluate("document.querySelector('article').clientWidth") == pytest.approx(31 * size, abs=1)
    page.context.close()


def test_a_printed_page_has_no_controls(browser: Browser, sample_site: Path) -> None:
    for name in ("index", "reception", "persons", "timeline", "map", "search", "data"):
        page = _open(browser, sample_site, name, 640)  # the width of a sheet of paper
        page.emulate_media(media="print")
        seen = page.evaluate(
            "[...document.querySelectorAll('button, input, select, .site-header, .jumps, .colophon')]"
            ".filter((each) => each.checkVisibility()).map((each) => each.outerHTML)"
        )
        assert seen == [], name
        page.context.close()
