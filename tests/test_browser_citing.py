"""Citing in a real browser: by keyboard and pointer, with and without JavaScript."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browsing import violations
from playwright.sync_api import Browser, Page

OPEN = "document.getElementById('-cite').matches(':popover-open')"


@contextmanager
def opened(browser: Browser, site: Path, name: str, width: int = 1280, **options: object) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"file://{site}/{name}")
    yield page
    context.close()


def chicago(page: Page) -> str:
    return page.locator(".citation").first.text_content() or ""


def test_the_dialog_is_opened_and_left_by_keyboard(browser: Browser, sample_site: Path) -> None:
    with opened(browser, sample_site, "telegram.html") as page:
        page.locator(".cite-opener").focus()
        page.keyboard.press("Enter")
        assert page.evaluate(OPEN)
        assert page.evaluate("document.activeElement.id") == "-cite-title"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "cite-closer"
        page.keyboard.press("Escape")
        assert not page.evaluate(OPEN)
        assert page.evaluate("document.activeElement.className") == "cite-opener"


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.slow)])
def test_without_javascript_it_opens_all_the_same(browser: Browser, sample_site: Path, width: int) -> None:
    with opened(browser, sample_site, "reception.html", width, java_script_enabled=False) as page:
        section = page.locator("#-cite")
        assert "version 0.1.0" in section.inner_text()
        assert not page.locator(".cite-closer").is_visible()
        page.locator(".cite-opener").click()
        box = section.bounding_box()
        assert box
        assert (box["x"] >= 0, box["x"] + box["width"] <= width, box["y"] + box["height"] <= 900) == (True, True, True)
        page.locator(".cite-closer").click()
        assert not page.locator(".cite-closer").is_visible()


def test_a_turn_is_cited_with_its_address_and_the_view_of_the_reader(browser: Browser, sample_site: Path) -> None:
    with opened(browser, sample_site, "reception.html?x=1&view=corrected") as page:
        whole = chicago(page)
        assert whole.endswith("2026), reception.html.")
        page.locator("#rec-t07 a.number").click()
        assert page.evaluate(OPEN)
        assert chicago(page).endswith("turn 7, reception.html?view=corrected#rec-t07.")
        assert page.url.endswith("#rec-t07")
        page.get_by_role("button", name="Cite the whole document").click()
        assert chicago(page).endswith("2026), reception.html?view=corrected.")
        page.keyboard.press("Escape")


def test_what_is_copied_is_the_citation(browser: Browser, sample_site: Path) -> None:
    with opened(browser, sample_site, "reception.html") as page:
        page.evaluate("document.execCommand = () => { window.taken = String(getSelection()); return true; }")
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})")
        page.locator("#rec-t19 a.number").click()
        page.get_by_role("button", name="Copy: Chicago").click()
        page.get_by_role("status").get_by_text("Copied").wait_for()
        assert page.evaluate("window.taken") == chicago(page)
        page.evaluate("""Object.defineProperty(navigator, 'clipboard', {value: {
            writeText: text => { window.taken = text; return Promise.resolve(); }}})""")
        page.get_by_role("button", name="Copy: ISO 690").click()
        page.wait_for_function("window.taken.includes('[online]')")


def test_a_selection_chooses_the_paragraph(browser: Browser, sample_site: Path) -> None:
    with opened(browser, sample_site, "telegram.html") as page:
        page.evaluate("getSelection().selectAllChildren(document.getElementById('tel-p3'))")
        page.locator(".cite-opener").click()
        assert chicago(page).endswith("paragraph 3, telegram.html#tel-p3.")
        page.keyboard.press("Escape")
        page.evaluate("getSelection().removeAllRanges()")
        page.locator(".cite-opener").click()
        assert chicago(page).endswith("2026), telegram.html.")


def test_the_passage_that_the_address_asks_for_is_cited(browser: Browser, sample_site: Path) -> None:
    with opened(browser, sample_site, "reception.html#rec-t24", reduced_motion="reduce") as page:
        page.locator(".cite-opener").click()
        assert chicago(page).endswith("turn 24, reception.html#rec-t24.")
        page.get_by_role("button", name="Cite the whole document").click()
        assert chicago(page).endswith("2026), reception.html.")
    with opened(browser, sample_site, "reception.html#-cite", reduced_motion="reduce") as page:
        page.locator(".cite-opener").click()
        assert chicago(page).endswith("2026), reception.html.")


def test_a_register_entry_is_cited_by_its_name(browser: Browser, sample_site: Path) -> None:
    with opened(browser, sample_site, "persons.html") as page:
        page.locator("#stalin a.permalink").first.click()
        assert "persons.html#stalin." in chicago(page)
        assert "Stalin, Joseph (I. V.), persons.html" in chicago(page)


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", [pytest.param("reception", marks=pytest.mark.slow), "data"])
def test_accessibility(browser: Browser, sample_site: Path, name: str, scheme: str) -> None:
    with opened(browser, sample_site, f"{name}.html", color_scheme=scheme, bypass_csp=True) as page:
        if name == "reception":
            page.locator("#rec-t07 a.number").click()
        assert violations(page) == []


@pytest.mark.parametrize("name", ["reception", "data", "index", "persons"])
def test_the_data_in_the_head_violate_no_policy(browser: Browser, sample_site: Path, name: str) -> None:
    said: list[str] = []
    page = browser.new_context().new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"file://{sample_site}/{name}.html")
    page.context.close()
    assert said == []
    with opened(browser, sample_site, f"{name}.html", 320) as narrow:
        assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
