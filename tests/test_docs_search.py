"""The search of the documentation: over a network, from the disk, and where no script runs."""

import subprocess
import sys
from pathlib import Path

import pytest
from browsing import opened, serving, violations
from playwright.sync_api import Browser, Page
from support import ROOT

pytest.importorskip("mkdocs")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation as a site."""
    out = tmp_path_factory.mktemp("docs")
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(out)]
    environment = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    subprocess.run(words, cwd=ROOT, env=environment, check=True, capture_output=True)
    return out


def asked(page: Page, words: str) -> list[str]:
    """Ask for words, and return where the hits lead."""
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="Search").click()
    page.wait_for_function("/^\\d+ section/.test(document.getElementById('docs-said').textContent)")
    return [str(link.get_attribute("href")) for link in page.locator("#docs-hits a").all()]


def test_over_a_network_sections_are_found(built: Path, browser: Browser) -> None:
    with serving(built) as address:
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


def test_from_the_disk_as_well(built: Path, browser: Browser) -> None:
    page = opened(browser, str(built / "search.html"), 320, color_scheme="dark")
    hits = asked(page, "Write-Báseline")
    assert any(hit.endswith("/commands.html#edition-validate") for hit in hits)
    assert page.locator("#docs-hits mark").first.inner_text().lower() == "write-baseline"
    assert asked(page, "xyzzy nothing") == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert violations(page) == []
    page.context.close()


def test_without_a_script_the_page_says_so(built: Path, browser: Browser) -> None:
    page = opened(browser, str(built / "search.html"), java_script_enabled=False)
    assert page.get_by_role("searchbox").count() == 0
    assert page.get_by_text("needs JavaScript").is_visible()
    page.context.close()
