"""Other people's editions, looked at by axe in a real browser: one page in so many of each kind of page."""

from collections import defaultdict
from pathlib import Path

import pytest
from browsing import violations
from conftest import Run
from lxml import etree
from playwright.sync_api import Browser
from support import corpora

_EACH = 6  # pages of a kind; they differ in their words more than in their markup
_LARGEST = 200_000  # bytes: axe takes minutes for more


def _chosen(site: Path) -> list[Path]:
    """Choose some pages of each class that a page can have, spread evenly over the site."""
    kinds: defaultdict[str, list[Path]] = defaultdict(list)
    for page in sorted(site.glob("*.html")):
        if page.stat().st_size <= _LARGEST:
            body = etree.parse(page).find("{http://www.w3.org/1999/xhtml}body")
            kinds["" if body is None else body.get("class", "")].append(page)
    return [page for pages in kinds.values() for page in pages[:: max(1, len(pages) // _EACH)]]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["letters", "minutes", "plays"])
def test_other_peoples_editions_are_accessible(name: str, run: Run, tmp_path: Path, browser: Browser) -> None:
    assert run("build", corpora() / name, "-o", tmp_path / "site", "-q").status == 0
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    said: list[tuple[str, str, str]] = []
    chosen = _chosen(tmp_path / "site")
    assert len(chosen) > _EACH
    for path in chosen:
        page = context.new_page()
        page.goto(f"file://{path}")
        said += [(path.name, *each) for each in violations(page)]
        page.close()
    context.close()
    assert said == []
