"""The values that travel from stage to stage; all are frozen, none is filled in later.

`number` everywhere is the place of an element among all elements of its file in document order, counted from 0.
Saxon, lxml and expat agree on it, so it stands for "this element" across engines and processes.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from edition.bearings import NO_BEARINGS, Bearings
from edition.bearings import DateRange as DateRange  # noqa: PLC0414 - it is one of the values of this module, too
from edition.credits import NO_CREDITS, Credits

Severity = Literal["error", "warning"]
Kind = Literal["document", "calendar", "register", "front"]
Area = Literal["text", "note", "header"]
Role = Literal["named", "speaks", "cited"]


@dataclass(frozen=True, slots=True)
class Source:
    """A TEI file of the edition; `name` is its path from the edition's folder, with `/`."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file: lines and columns count from 1, in code points; the end is behind the last letter."""

    line: int
    column: int
    end_line: int
    end_column: int


class Spot(NamedTuple):
    """What a finding speaks of: an element, one of its attributes, or one word of an attribute or of its text."""

    number: int
    attribute: str | None = None
    token: str | None = None


class Finding(NamedTuple):
    """Something wrong with a source, said to the person who can mend it.

    `spot` is known to whoever finds it; `span` and `path` are worked out afterwards, for findings that are shown.
    """

    code: str
    severity: Severity
    file: Path
    message: str
    help: str = ""
    spot: Spot | None = None
    span: Span | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Prefix:
    """A `prefixDef`: how a private scheme such as `pers:` becomes an address."""

    ident: str
    pattern: str
    replacement: str


class Target(NamedTuple):
    """An element with an `xml:id`: something that can be pointed at.

    `title` and `short` are the main and the short form of a name, where the element is an entry of a register; `about`
    is the beginning of its description in one line, `date` when it lived or was. `sort` is what it is sorted by, where
    its source says so or has a surname; `forms` are its other forms, each once.
    """

    id: str
    number: int
    name: str
    title: str = ""
    short: str = ""
    about: str = ""
    date: DateRange | None = None
    sort: str = ""
    forms: tuple[str, ...] = ()


class Pointer(NamedTuple):
    """One word of a pointing attribute: who points, with which attribute, from which block and area.

    `type` is the `@type` of the element, which says what an `rs` refers to.
    """

    number: int
    name: str
    attribute: str
    token: str
    block: str
    area: Area
    type: str = ""


class Block(NamedTuple):
    """A piece of text with an address: its kind (the local name of the element) and its place among its kind."""

    address: str
    number: int
    name: str
    ordinal: int


class Name(NamedTuple):
    """A name in the text that leads to no entry of the edition: whom or what it names, and in which block and area.

    `key` is equal for all names of the same: what the source says (`@key`, or a `@ref` that leads out of the edition),
    else the words themselves, which are `text`. `kind` is person, place, org, event, object, or name where it is
    another or unknown.
    """

    kind: str
    key: str
    text: str
    block: str
    area: Area


class Former(NamedTuple):
    """An address that a document or one of its elements had: an `idno type="former"`, whose own number is `number`.

    `target` is the address of the element, empty for the document; `text` is the old address as the source has it.
    """

    target: str
    number: int
    text: str


class Part(NamedTuple):
    """A file that a document includes, or asks for in vain: its path, the SHA-256 of its bytes ("" if unread).

    `is_whole` tells that all of it was included as XML, so that it is no document of its own.
    """

    path: Path
    sha256: str
    is_whole: bool


class Origin(NamedTuple):
    """Where a run of elements of a document comes from: its first has the number `first` in the document.

    That element has the number `number` in the file at `path`, the next one the next number, and so on.
    """

    first: int
    path: Path
    number: int


class Section(NamedTuple):
    """A page of a long document: the element that it begins with, and what of the document stands on it.

    `address` is unique in the document and becomes part of the page's name. `units` are the numbers of the elements
    that stand on this page whole; `splits` are the elements around them whose content begins on this page and goes on:
    their numbers, each with the place (from 1) of the page on which it ends. `level` counts from 0, the root; a depth
    in which no page begins does not count. `authors` and `shelfmark` are those of a `TEI` of a corpus.
    """

    number: int
    name: str
    level: int
    address: str
    title: str
    date: DateRange | None
    units: tuple[int, ...]
    splits: tuple[tuple[int, int], ...]
    authors: tuple[str, ...] = ()
    shelfmark: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What the program knows of a source once it was read; small, and independent of any tree.

    `modified` is the newest date of its `revisionDesc`; `shelfmark` the archive's reference to the original. `genre`
    is the sort of text in the source's own word. `images` are the addresses of pictures as they are written, each
    once. `contexts` are the words around its mentions (contexts.py), packed. `parts` are the files that it includes,
    and `origins` tell from which of them its elements come: both are empty for a document of one file.
    `former` are addresses that it had. `features` are the names of those elements it has that tell what an edition
    offers (`edition/source/features.py`), in the order of the alphabet.
    """

    source: Source
    id: str
    kind: Kind
    title: str
    short: str
    language: str
    date: DateRange | None
    sha256: str
    modified: str
    abstract: str = ""
    shelfmark: str = ""
    targets: tuple[Target, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    blocks: tuple[Block, ...] = ()
    prefixes: tuple[Prefix, ...] = ()
    sections: tuple[Section, ...] = ()
    authors: tuple[str, ...] = ()
    genre: str = ""
    images: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    parts: tuple[Part, ...] = ()
    origins: tuple[Origin, ...] = ()
    former: tuple[Former, ...] = ()
    features: tuple[str, ...] = ()
    bearings: Bearings = NO_BEARINGS
    credits: Credits = NO_CREDITS
    contexts: bytes = b""

    @property
    def page(self) -> str:
        """The path of the document's first page in the site."""
        return f"{self.id}.html"

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths of all its pages in order; `~` is in no document's id, so that no two documents clash."""
        return (self.page, *(f"{self.id}~{section.address}.html" for section in self.sections[1:]))

    def page_of(self, number: int) -> str:
        """Return the path of the page on which an element begins."""
        place = bisect_right(self.sections, number, key=lambda section: section.number)
        return self.page if place <= 1 else f"{self.id}~{self.sections[place - 1].address}.html"


class Link(NamedTuple):
    """Where a pointer leads: an `href` from one page of the site to another, or out of it."""

    href: str
    kind: str
    title: str = ""
    short: str = ""
    document: str = ""
    target: str = ""


class Mention(NamedTuple):
    """A place where a register's entry is named or speaks."""

    document: str
    block: str
    area: Area
    role: Role


@dataclass(frozen=True, slots=True)
class Index:
    """What the documents know of each other.

    `links` holds, for each document id, what every pointing word of it leads to; `mentions`, for each document id
    and entry id, where in the edition the entry is mentioned.
    """

    documents: tuple[Document, ...]
    links: Mapping[str, Mapping[str, Link]] = field(default_factory=dict)
    mentions: Mapping[tuple[str, str], tuple[Mention, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the finished site: its path from the site's folder, and its bytes."""

    path: str
    content: bytes
