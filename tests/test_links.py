"""Every link of a site leads somewhere: to a file that is there and, in it, to an id that is there once."""

import posixpath
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from urllib.parse import unquote, urlsplit

import pytest
from conftest import Run
from lxml import etree
from support import corpora

_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "cite")
_REFERENCES = ("for", "form", "headers", "list", "popovertarget", "commandfor")
_ARIA = ("controls", "describedby", "details", "flowto", "labelledby", "owns", "activedescendant", "errormessage")
_NAMES = (*_REFERENCES, *(f"aria-{name}" for name in _ARIA))


def _addresses(page: etree._Element) -> Iterator[str]:
    """Yield what the elements of a page lead to."""
    for element in page.iter(etree.Element):
        yield from (element.get(name, "") for name in _ADDRESSES if element.get(name) is not None)
        yield from (each.split()[0] for each in element.get("srcset", "").split(",") if each.strip())


def _dangling(site: Path) -> list[tuple[str, str]]:
    """Give each page of a site with a link or a reference of it that leads nowhere, or an id that stands twice."""
    pages = {path.relative_to(site).as_posix(): etree.parse(path).getroot() for path in sorted(site.rglob("*.html"))}
    ids = {name: Counter(page.xpath("//@id")) for name, page in pages.items()}
    found = [(name, f"id {each} twice") for name, all_of in ids.items() for each, times in all_of.items() if times > 1]
    for name, page in pages.items():
        for address in _addresses(page):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            beside = posixpath.join(posixpath.dirname(name), unquote(parts.path))
            goal = posixpath.normpath(beside) if parts.path else name
            lost = goal in ids and parts.fragment and unquote(parts.fragment) not in ids[goal]
            if lost or not (site / goal).is_file():
                found.append((name, address))
        named = {word for each in page.iter(etree.Element) for key in _NAMES for word in each.get(key, "").split()}
        found += [(name, f"reference to {word}") for word in sorted(named - set(ids[name]))]
    return found


def test_every_link_of_the_sample_leads_somewhere(sample_site: Path) -> None:
    assert _dangling(sample_site) == []


@pytest.mark.slow
def test_every_link_of_other_peoples_editions_leads_somewhere(run: Run, tmp_path: Path) -> None:
    """Three plays, one of which is cut into pages, and ten letters with their registers."""
    letters = sorted((corpora() / "letters").glob("*.xml"))
    plays = sorted((corpora() / "plays").glob("[hls]*.xml"))
    indices = sorted((corpora() / "letters" / "indices").glob("*.xml"))
    (tmp_path / "tei").mkdir()
    for source in (*letters[:: len(letters) // 9][:10], *plays[:3], *indices):
        copy(source, tmp_path / "tei")
    assert run("build", tmp_path / "tei", "-o", tmp_path / "site", "-q").status == 0
    assert len(list((tmp_path / "site").glob("*.html"))) > len(letters[:10]) + len(plays[:3])
    assert _dangling(tmp_path / "site") == []
