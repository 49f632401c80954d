"""What a new site would lose of the one that it replaces: addresses that somebody may have cited.

Compared is with what the old site says and holds itself, so that it may have been built on another machine: the pages
in its manifest, and the ids on the pages of those documents that have changed since.
"""

import html
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

from edition.addresses import Address, Goal, Gone, Present, read, settle
from edition.config import CONFIG_NAME, Config
from edition.model import Document, Finding
from edition.rules.catalogue import finding
from edition.site.manifest import NAME
from edition.source.discover import is_site

_ID = re.compile(r'<[A-Za-z][^<>]*?\sid="([^"]+)"')
_DERIVED = re.compile(r".*-[0-9a-f]{8}(-\d+)?")
_SHARED = 3  # characters at one end without which ids are those of different things: `lincoln` and `lie`
_MOST = 20  # elements of a document that are named one by one


class _Old(NamedTuple):
    """A document of the old site."""

    id: str
    source: str
    sha256: str
    title: str
    pages: tuple[str, ...]


class _Site(NamedTuple):
    """What the old site was: its folder, its documents, and the old addresses that it knew itself."""

    folder: Path
    documents: tuple[_Old, ...]
    former: tuple[Address, ...]


def lost(documents: Sequence[Document], config: Config, out: Path, unread: Collection[str]) -> Iterator[Finding]:
    """Yield REF015 for every address of the site in `out` that the new one would not have.

    `unread` names sources that cannot be read now: their documents are not lost for good. An address made of the words
    of a paragraph changes with them; of these the number is told, a document.
    """
    old = _read(out)
    if old is None or not (old.documents or old.former):
        return
    file = config.folder / CONFIG_NAME if config.is_project else out / NAME
    for message, advice in _Comparison(documents, config, old).losses(unread):
        yield finding("REF015", file, message, advice)


def _read(out: Path) -> _Site | None:
    """Return what the manifest of a site says; None where there is none, or none that can be read."""
    if not is_site(out):
        return None
    content = json.loads((out / NAME).read_bytes())
    try:
        documents = tuple(_document(each) for each in content["documents"])
        former = tuple(found for text in content.get("former", {}) if (found := read(str(text))))
    except (KeyError, TypeError, AttributeError):
        return None
    return _Site(out, documents, former)


def _document(value: Mapping[str, Any]) -> _Old:
    pages = tuple(page for page in map(str, value["pages"]) if read(page))
    return _Old(str(value["id"]), str(value["source"]), str(value["sha256"]), str(value["title"]), pages)


class _Comparison:
    """The documents of today beside those of the old site."""

    def __init__(self, documents: Sequence[Document], config: Config, old: _Site) -> None:
        self._documents, self._old = documents, old
        self._present = Present(documents)
        self._goals: Mapping[Address, Goal] = settle(documents, config).goals
        self._by_source = {document.source.name: document for document in documents}
        self._by_page = {page: document for document in documents for page in document.pages}

    def losses(self, unread: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield a message and an advice for each loss."""
        gone = [each for each in self._old.documents if each.source not in unread]
        if gone and not any(
            each.source in self._by_source or self._leads(Address(each.pages[0])) for each in gone if each.pages
        ):
            count = sum(len(each.pages) for each in gone)
            yield (
                f"{self._old.folder} holds a site of other documents: all {count} addresses of pages would be lost",
                "build into another folder with -o if they are another edition",
            )
            return
        for each in gone:
            yield from self._of_document(each)
        for address in self._old.former:
            if not self._leads(address):
                yield f"the old address “{address}” led on, and would be lost", _advice(address, "")

    def _of_document(self, old: _Old) -> Iterator[tuple[str, str]]:
        for page in old.pages:
            if not self._leads(Address(page)):
                what = f"the address “{page}” of “{old.title}” ({old.source}) would be lost"
                yield what, _advice(Address(page), self._candidate(old, page))
        now = self._by_page.get(old.pages[0]) if old.pages else None
        if now is None or (now.sha256, now.pages) != (old.sha256, old.pages):
            yield from self._elements(old)

    def _elements(self, old: _Old) -> Iterator[tuple[str, str]]:
        """Yield the ids that pages had which are still there, or lead on."""
        derived, named = 0, 0
        for page in old.pages:
            if not self._leads(Address(page)):
                continue
            known = _ids(self._old.folder / page)
            for id_ in known:
                if id_ == old.id or self._leads(Address(page, id_)):  # the id of the whole goes with the page
                    continue
                derived += (is_derived := _DERIVED.fullmatch(id_) is not None)
                named += not is_derived
                if not is_derived and named <= _MOST:
                    new = self._renamed(page, id_, known)
                    what = f"the address “{page}#{id_}” in “{old.title}” ({old.source}) would be lost"
                    yield what, _advice(Address(page, id_), new)
        if named > _MOST:
            yield f"{named - _MOST} more addresses with an xml:id in “{old.title}” ({old.source}) would be lost", ""
        if derived:
            what = "1 address that is" if derived == 1 else f"{derived} addresses that are"
            message = f"{what} made of the words of a passage would be lost in “{old.title}” ({old.source})"
            yield message, "an xml:id on what is cited keeps its address when its words change"

    def _leads(self, address: Address) -> bool:
        """Tell whether an address is one of today, or leads on."""
        if address in self._goals or self._present.has(address):
            return True
        page = self._goals.get(Address(address.page)) if address.id else None
        if page is None:
            return False
        return isinstance(page, Gone) or self._present.has(Address(page.page, address.id))

    def _candidate(self, old: _Old, page: str) -> str:
        """Return the page that the old one has most likely become; empty if there is none."""
        source = self._by_source.get(old.source)
        same = source or next((d for d in self._documents if d.sha256 == old.sha256 or d.title == old.title), None)
        if same is None:
            close = get_close_matches(page, self._by_page, 1, 0.75)
            return close[0] if close else ""
        renamed = same.id + page.removeprefix(old.id)
        return renamed if renamed in same.pages else same.page

    def _renamed(self, page: str, id_: str, known: Collection[str]) -> str:
        """Return the address of the element that most likely had an id; empty if there is none."""
        goal = self._goals.get(Address(page), Address(page))
        document = self._by_page.get(goal.page) if isinstance(goal, Address) else None
        if document is None:
            return ""
        now = self._present.ids(document)
        alike = (each for each in now if each not in known and _shared(id_, each) >= _SHARED)
        close = get_close_matches(id_, alike, 1, 0.4)
        return str(Address(now[close[0]], close[0])) if close else ""


def _shared(one: str, other: str) -> int:
    """Return how many characters two ids have in common at their beginning or their end, whichever is more."""
    begin = sum(1 for _ in takewhile(_are_equal, zip(one, other, strict=False)))
    end = sum(1 for _ in takewhile(_are_equal, zip(reversed(one), reversed(other), strict=False)))
    return max(begin, end)


def _are_equal(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _ids(page: Path) -> list[str]:
    """Return the ids of the source on a page of the old site, each once; those of the site itself begin with `-`."""
    try:
        text = page.read_text("utf-8")
    except (OSError, ValueError):
        return []
    return list(dict.fromkeys(id_ for found in _ID.findall(text) if not (id_ := html.unescape(found)).startswith("-")))


def _advice(old: Address, new: str) -> str:
    if new:
        return f'if it is meant, say so in {CONFIG_NAME}, under [moved]: "{old}" = "{new}"'
    moved, removed = f'under [moved]: "{old}" = "…"', f'under [removed]: "{old}" = "…"'
    return f"say in {CONFIG_NAME} where it is now, {moved}, or why it is no more, {removed}"
