"""Names and titles that are written to do harm are text on every page: nothing of them runs, and nothing bursts."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from conftest import CHECKOUT
from playwright.sync_api import Browser, Page, expect

from edition.cli import main

EVIL = "</script><img src=x onerror=alert(1)>"
_WORDS = {"EVIL": escape(EVIL), "LONG": "W" * 400, "RTL": "\u202eelif\u202d \u2067abc"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A talk and a register whose every name and title is written to do harm."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "tei").mkdir()
    (folder / "tei" / "edition.toml").write_text(f'title = "{EVIL}"\nlanguage = "en"\n', "utf-8")
    for source in sorted((CHECKOUT / "tests" / "cases" / "hostile").glob("*.xml")):
        text = source.read_text("utf-8")
        for word, instead in _WORDS.items():
            text = text.replace(word, instead)
        (folder / "tei" / source.name).write_text(text, "utf-8")
    with pytest.raises(SystemExit) as exit_:
        main(["build", str(folder / "tei"), "-o", str(folder / "site"), "--quiet"])
    assert exit_.value.code == 0
    return folder / "site"


@pytest.fixture(params=[pytest.param(1280, marks=pytest.mark.slow), 320])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on which nothing may run, complain, or ask for what is not of the site."""
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: wrong.append(asked.url) if asked.url.endswith("/x") else None)
    yield page
    context.close()
    assert wrong == []


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_nothing_runs_and_nothing_bursts(page: Page, site: Path) -> None:
    pages = sorted(site.glob("*.html"))
    assert len(pages) > 10
    for path in pages:
        page.goto(f"file://{path}")
        assert page.locator("img[onerror]").count() == 0, path.name
        assert _fits(page), path.name


def test_a_card_shows_it_as_text(page: Page, site: Path) -> None:
    page.goto(f"file://{site}/talk.html")
    page.locator("#first a[href='persons.html#evil']").focus()
    expect(page.locator(".card")).to_contain_text(EVIL)
    assert _fits(page)
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_be_hidden()


@pytest.mark.parametrize("words", ["oil", "onerror", "alert(1)"])
def test_the_search_shows_it_as_text(page: Page, site: Path, words: str) -> None:
    page.goto(f"file://{site}/search.html?q={words}")
    expect(page.locator("#-hits .where a").first).to_be_visible(timeout=20_000)
    expect(page.locator("#-hits")).to_contain_text(EVIL)
    assert _fits(page)
