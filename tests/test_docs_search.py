"""The search of the documentation: over a network, from the disk, and where no script runs."""

from pathlib import Path

import pytest
from browsing import opened, serving, violations
from playwright.sync_api import Browser, Page

pytest.importorskip("mkdocs")


def asked(page: Page, words: str) -> list[str]:
    """Ask for words, and return where the hits lead."""
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="Search").click()
    page.wait_for_function("/^\\d+ section/.test(document.getElementById('docs-said').textContent)")
    return [str(link.get_attribute("href")) for link in page.locator("#docs-hits a").all()]


def test_over_a_network_sections_are_found(documentation: Path, browser: Browser) -> None:
    with serving(documentation) as address:
        page = browser.new_page()
        foreign: list[str] = []
        page.on("request", lambda request: foreign.append(request.url) if address not in request.url else None)
        page.goto(f"{address}/search.html?q=write-baseline")
        page.wait_for_selector("#docs-hits a")
        hits = asked(page, "write-baseline")
        assert "/commands.html#edition-validate" in hits
        assert violations(page) == []
        page.locator("#docs-hits a[href='/commands.html#edition-validate']").click()
        assert page.locator("h1").inner_text().startswith("Commands")
        assert foreign == []
        page.close()


def test_from_the_disk_as_well(documentation: Path, browser: Browser) -> None:
    page = opened(browser, str(documentation / "search.html"), 320, color_scheme="dark")
    hits = asked(page, "Write-Báseline")
    assert any(hit.endswith("/commands.html#edition-validate") for hit in hits)
    assert page.locator("#docs-hits mark").first.inner_text().lower() == "write-baseline"
    assert asked(page, "xyzzy nothing") == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert violations(page) == []
    page.context.close()


def test_without_a_script_the_page_says_so(documentation: Path, browser: Browser) -> None:
    page = opened(browser, str(documentation / "search.html"), java_script_enabled=False)
    assert page.get_by_role("searchbox").count() == 0
    assert page.get_by_text("needs JavaScript").is_visible()
    page.context.close()
