"""Addresses that documents and elements had before, and where each leads now.

What a source or the configuration says of an old address is a claim: `idno type="former"`, `[moved]`, `[removed]`.
Claims are followed one after the other to a goal that is there today. What cannot be followed is a fault, which the
rules turn into a finding.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from edition.config import CONFIG_NAME, Config
from edition.errors import ConfigError
from edition.index import OUR_PAGES
from edition.model import Document, Spot

# A page lies at the root of the site: the pages that lead on link to each other by their names.
_PAGE = re.compile(r"[^\s/\\:?#%\"'<>|*&\x00-\x1f.-][^\s/\\:?#%\"'<>|*&\x00-\x1f]*\.html")
_ID = re.compile(r"[^\s#%\"'<>&\x00-\x20-][^\s#%\"'<>&\x00-\x20]*")
# Pages made from the collection as a whole, which are not known before the site is made.
_MADE = re.compile(r"(names|contents)~.*\.html")
_DIGEST = re.compile(r"-[0-9a-f]{8}(-\d+)?")


class Address(NamedTuple):
    """A page of the site, and the id of an element on it; without an id, the page itself."""

    page: str
    id: str = ""

    def __str__(self) -> str:
        """Write the address as a link from another page has it."""
        return f"{self.page}#{self.id}" if self.id else self.page


class Gone(NamedTuple):
    """Where an address that is no more leads: to these words for the reader, which may be none."""

    words: str


Goal = Address | Gone


class Claim(NamedTuple):
    """What is said of an old address, in which file; `spot` is that of the element that says it.

    One `in_passing` follows from another: if it cannot be held, nobody need be told.
    """

    old: Address
    goal: Goal
    file: Path
    spot: Spot | None = None
    in_passing: bool = False


class Fault(NamedTuple):
    """A claim that does not hold: the address is in use, leads nowhere, in a circle, or is claimed by another, too."""

    kind: Literal["in-use", "nowhere", "circle", "twice"]
    claim: Claim
    other: Goal | None = None


@dataclass(frozen=True, slots=True)
class Moves:
    """All old addresses that lead somewhere today, each with its last goal, and the claims that do not hold."""

    goals: Mapping[Address, Goal] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def read(text: str) -> Address | None:
    """Return an address of a site as we make it; None for anything else."""
    page, _, id_ = text.partition("#")
    if not _PAGE.fullmatch(page) or (("#" in text) and not _ID.fullmatch(id_)):
        return None
    return Address(page, id_)


def check_tables(config: Config) -> None:
    """Raise ConfigError for what `[moved]` and `[removed]` call an address and is none."""
    for table, values in (("moved", config.moved), ("removed", config.removed)):
        for old, new in values.items():
            for text in (old, new) if table == "moved" else (old,):
                if read(text) is None:
                    raise ConfigError(
                        f"{config.folder / CONFIG_NAME}: `{table}`: “{text}” is no address of a page of the site; "
                        "write it as “page.html” or “page.html#id”"
                    )
    if both := sorted(config.moved.keys() & config.removed.keys()):
        raise ConfigError(f"{config.folder / CONFIG_NAME}: “{both[0]}” stands in `moved` and in `removed`")


class Present:
    """What is there today: the pages of the documents, and the ids on each."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_page = {page.casefold(): document for document in documents for page in document.pages}
        self._ids: dict[str, Mapping[str, str]] = {}

    def has_page(self, page: str) -> bool:
        """Tell whether a page of that name will be made, whatever the case: some web servers do not tell it apart."""
        name = page.casefold()
        return name in self._by_page or name.removesuffix(".html") in OUR_PAGES

    def has(self, address: Address) -> bool:
        """Tell whether an address leads to where it says; ids on pages that are no document's are believed."""
        document = self._by_page.get(address.page.casefold())
        if document is None:
            return self.has_page(address.page) or _MADE.fullmatch(address.page) is not None
        if address.page not in document.pages:  # only its case differs
            return False
        return not address.id or self.ids(document).get(address.id) == address.page

    def ids(self, document: Document) -> Mapping[str, str]:
        """Return the ids of a document, each with the page it stands on."""
        if document.id not in self._ids:
            self._ids[document.id] = ids_of(document)
        return self._ids[document.id]


def ids_of(document: Document) -> dict[str, str]:
    """Return the addresses that elements of a document have, each with the page it stands on."""
    known = {"-".join(target.id.split()): document.page_of(target.number) for target in document.targets}
    return known | {block.address: document.page_of(block.number) for block in document.blocks}


def settle(documents: Sequence[Document], config: Config) -> Moves:
    """Return where every old address leads; the configuration outranks what stands in a source."""
    claims: dict[Address, Claim] = {}
    faults: list[Fault] = []
    present = Present(documents)
    for claim in (*_configured(config), *(c for document in documents for c in _of_document(document, present))):
        known = claims.setdefault(claim.old, claim)
        if known.goal != claim.goal and not claim.in_passing:
            faults.append(Fault("twice", claim, known.goal))
    if not claims:
        return Moves()
    goals: dict[Address, Goal] = {}
    for claim in claims.values():
        found = _fault(claim, present) or _follow(claim, claims, present)
        if not isinstance(found, Fault):
            goals[claim.old] = found
        elif not claim.in_passing:
            faults.append(found)
    return Moves(goals, tuple(faults))


def _configured(config: Config) -> Iterator[Claim]:
    file = config.folder / CONFIG_NAME
    for old, new in config.moved.items():
        if (was := read(old)) and (now := read(new)):
            yield Claim(was, now, file)
    for old, words in config.removed.items():
        if was := read(old):
            yield Claim(was, Gone(words), file)


def _of_document(document: Document, present: Present) -> Iterator[Claim]:
    """Yield what a document says of its own old addresses, and of those of its entries."""
    path = document.source.path
    for target, number, text in document.former:
        spot = Spot(number)
        if not target:
            if old := read(text if text.endswith(".html") else f"{text}.html"):
                yield from _of_whole(document, old, path, spot)
            continue
        page = present.ids(document).get(target, document.page)
        if old := read(text if "#" in text else f"{page}#{text}"):
            yield Claim(old, Address(page, target), path, spot)
            yield from _below(document, old.page, old.id, target, path)


def _of_whole(document: Document, old: Address, path: Path, spot: Spot) -> Iterator[Claim]:
    """Yield the old address of a document, those of its further pages, and those made of its id."""
    yield Claim(old, Address(document.page), path, spot)
    stem = old.page.removesuffix(".html")
    for section, page in zip(document.sections[1:], document.pages[1:], strict=False):
        yield Claim(Address(f"{stem}~{section.address}.html"), Address(page), path, None, True)
    yield from _below(document, old.page, stem, document.id, path)


def _below(document: Document, page: str, was: str, now: str, path: Path) -> Iterator[Claim]:
    """Yield the old addresses of blocks without an id, which begin with the id of what they stand in."""
    for block in document.blocks:
        if block.address.startswith(f"{now}-") and _DIGEST.fullmatch(block.address, len(now)):
            old = Address(page, was + block.address[len(now) :])
            yield Claim(old, Address(document.page_of(block.number), block.address), path, None, True)


def _fault(claim: Claim, present: Present) -> Fault | None:
    """Say whether an old address is one of today: then what is there keeps it."""
    old = claim.old
    if old.id and not present.has_page(old.page):
        return None
    in_use = present.has_page(old.page) if not old.id else present.has(old)
    return Fault("in-use", claim) if in_use else None


def _follow(claim: Claim, claims: Mapping[Address, Claim], present: Present) -> Goal | Fault:
    """Return the last goal of a claim: what was moved once may be moved again."""
    seen = {claim.old}
    goal = claim.goal
    while isinstance(goal, Address) and not present.has(goal):
        if goal in seen:
            return Fault("circle", claim)
        seen.add(goal)
        onward = _onward(goal, claims)
        if onward is None:
            return Fault("nowhere", claim, goal)
        goal = onward
    return goal


def _onward(goal: Address, claims: Mapping[Address, Claim]) -> Goal | None:
    """Return where a goal leads that is itself an old address; an element goes with its page."""
    if goal in claims:
        return claims[goal].goal
    page = claims.get(Address(goal.page)) if goal.id else None
    if page is None or isinstance(page.goal, Gone):
        return page and page.goal
    return Address(page.goal.page, goal.id)
