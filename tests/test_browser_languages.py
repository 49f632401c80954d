"""The interface in several languages as readers use it: the switch, the mirrored page, the search in each language."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import serving, violations
from conftest import SAMPLE
from playwright.sync_api import Browser, Page, expect

from edition.cli import main


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with five languages; a few documents of it are enough."""
    folder = tmp_path_factory.mktemp("languages")
    shutil.copytree(SAMPLE, folder / "tei", ignore=shutil.ignore_patterns(".edition"))
    toml = '[site]\nlanguages = ["en", "de", "fr", "ru", "fa"]\n[sources]\n'
    toml += 'include = ["reception*.xml", "persons.xml", "letter*.xml"]\n[rules]\nignore = ["REF"]\n'
    (folder / "tei" / "edition.toml").write_text(toml, "utf-8")
    with pytest.raises(SystemExit) as exit_:
        main(["build", str(folder / "tei"), "-o", str(folder / "site"), "--quiet"])
    assert exit_.value.code == 0
    return folder / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address of the site on a server of this machine."""
    with serving(site) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _choose(page: Page, language: str) -> None:
    page.locator(".languages summary").click()
    page.get_by_role("link", name=language).click()


def test_the_switch_leads_to_the_same_place_as_it_was_shown(page: Page, address: str) -> None:
    page.goto(f"{address}/reception.html?view=no-notes#rec-t20")
    _choose(page, "Deutsch")
    page.wait_for_url("**/de/reception.html?view=no-notes#rec-t20")
    expect(page.locator("#rec-t20")).to_be_in_viewport()
    _choose(page, "فارسی")
    page.wait_for_url("**/fa/reception.html?view=no-notes#rec-t20")
    _choose(page, "English")
    page.wait_for_url(f"{address}/reception.html?view=no-notes#rec-t20")


def test_the_switch_leads_to_the_same_page_without_scripts(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{site}/fa/persons.html")
    _choose(page, "Русский")
    expect(page).to_have_url(f"file://{site}/ru/persons.html")
    expect(page.get_by_role("navigation", name="Языки").locator("[aria-current]")).to_have_text("Русский")
    context.close()


def test_persian_is_mirrored_and_looks_as_the_other_pages_do(page: Page, address: str) -> None:
    page.goto(f"{address}/fa/index.html")
    brand, switch = page.locator(".brand").bounding_box(), page.locator(".languages").bounding_box()
    assert brand is not None
    assert switch is not None
    assert brand["x"] > switch["x"]
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length)")


@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.slow), 320])
@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("fa", "letter"),
        *(pytest.param(each, "reception", marks=pytest.mark.slow) for each in ("en", "de", "fr", "ru", "fa")),
    ],
)
def test_a_page_of_each_language_is_accessible_and_fits(
    browser: Browser, site: Path, language: str, name: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"file://{site / ('' if language == 'en' else language)}/{name}.html")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".languages summary").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = page.evaluate(
        "[...document.querySelectorAll('.languages :is(a, summary)')].map(a => a.getBoundingClientRect().toJSON())"
    )
    assert all(box["left"] >= 0 and box["right"] <= width for box in boxes)
    assert all(box["height"] >= 24 for box in boxes)
    context.close()


@pytest.mark.parametrize("language", ["en", "ru", "fa"])
def test_the_head_keeps_one_line_and_the_switch_answers_to_keys(page: Page, site: Path, language: str) -> None:
    page.goto(f"file://{site / ('' if language == 'en' else language)}/reception.html")
    summary = page.locator(".languages summary")
    rows = page.locator(".menu > ul > li, .languages summary").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(box => Math.round((box.top + box.bottom) / 2))"
    )
    assert max(rows) - min(rows) < 12
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".languages a")).to_have_count(5)
    expect(page.locator(".languages a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".languages a").first).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_search_of_another_language_finds_and_stays_in_it(page: Page, address: str) -> None:
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{address}/de/search.html?q=troops")
    expect(page.locator("#-said")).to_contain_text("Stellen")
    page.locator("#-hits .where a").first.click()
    page.wait_for_url("**/de/*.html?*hl=*")
    expect(page.locator(".arrival output")).to_contain_text("1 /")
    assert page.evaluate("getComputedStyle(document.querySelector('.arrival')).position") == "fixed"
    assert [url for url in failed if not url.endswith("favicon.ico")] == []


def test_the_search_works_from_a_disk_in_another_language(page: Page, site: Path) -> None:
    page.goto(f"file://{site}/ru/search.html?q=troops")
    expect(page.locator("#-hits .where a").first).to_be_visible()
    page.locator("#-hits .where a").first.click()
    page.wait_for_url("**/ru/*.html?*")
