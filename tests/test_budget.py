"""What a page of the sample costs over a network: compressed as servers send it, with all that it asks for."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

TEXTS = ("reception", "telegram", "letter", "introduction", "edition")
PAGES = (
    *TEXTS,
    "index",
    "persons",
    "places",
    "timeline",
    "map",
    "archives",
    "ledger",
    "search",
    "imprint",
    "assessment",
)


def _sizes(browser: Browser, site: Path, name: str) -> dict[str, dict[str, int]]:
    """Return the bytes of all that a page asks for, in groups by what it is."""
    asked: list[str] = []
    page = browser.new_context().new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"file://{site}/{name}.html", wait_until="networkidle")
    page.context.close()
    sizes: dict[str, dict[str, int]] = {}
    for url in dict.fromkeys(asked):
        path = Path(unquote(urlsplit(url).path))
        content = path.read_bytes()
        sent = content if path.suffix == ".woff2" else gzip.compress(content, mtime=0)
        sizes.setdefault(path.suffix, {})[path.name] = len(sent)
    return sizes


@pytest.mark.parametrize(
    "name",
    [*PAGES[::3], *(pytest.param(name, marks=pytest.mark.slow) for name in PAGES if name not in PAGES[::3])],
)
def test_a_page_is_light(browser: Browser, sample_site: Path, name: str) -> None:
    sizes = _sizes(browser, sample_site, name)
    scripts = sum(size for file, size in sizes[".js"].items() if file != "search-data.js")
    assert scripts < 15_000, sizes[".js"]
    if name in TEXTS:
        # One letter of another script in a text, and the font of that script comes as well.
        fonts = sum(size for file, size in sizes.get(".woff2", {}).items() if "-latin" in file)
        others = sum(sum(group.values()) for suffix, group in sizes.items() if suffix != ".woff2")
        assert others < 60_000, sizes
        assert fonts + others < 180_000, sizes
