"""The documents of an edition as bibliographies know them: who, what, in which edition, when, where."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from edition.config import Config
from edition.model import DateRange, Document, Index
from edition.source.credits import day_of
from edition.view import Json, site_view

# Words by which a name without comma is that of a body, in the languages of the interface.
_BODIES = re.compile(
    r"\b(academy|archives?|association|board|centre|center|college|commission|committee|department|edition|editors?"
    r"|foundation|group|institute?|library|ministry|museum|office|press|program(me)?|project|society|staff|team"
    r"|universit\w*|akademie|archiv|gesellschaft|institut|kommission|projekt|redaktion|verlag|verein|équipe|projet"
    r"|société|академия|архив|институт|комиссия|общество|проект|редакция|университет)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w.'’ʿʾ-]*")
_MOST_WORDS = 4


class Person(NamedTuple):
    """A name in the order of reading; family and given name where it can be told apart into them."""

    text: str
    family: str = ""
    given: str = ""


class Reference(NamedTuple):
    """What a bibliography says of a document, or of the edition, whose `container` is empty.

    `date` is that of the edition ("2026-11-22", or less), `origin` that of the document. `address` is absolute, or
    the name of the page where the edition has no address.
    """

    id: str
    title: str
    container: str
    authors: tuple[Person, ...]
    editors: tuple[Person, ...]
    publisher: str
    version: str
    date: str
    origin: DateRange | None
    language: str
    archive: str
    address: str
    abstract: str
    licence: str


class Bibliography:
    """The references of an edition: its own, and that of each of its documents; those that are `printed` have a PDF."""

    def __init__(self, index: Index, config: Config, printed: frozenset[str] = frozenset()) -> None:
        self.printed = printed
        site = site_view(index, config)
        self.title, self._language = str(site["title"]), str(site["language"])
        self.url, self._config = str(site["url"] or ""), config
        self.editors = tuple(person(name) for name in config.editors)
        self.date = edition_date(index)
        self._slug = _slug(self.title)

    def edition(self) -> Reference:
        """Return the reference of the edition as a whole."""
        config = self._config
        return Reference(
            self._slug or "edition", self.title, "", (), self.editors, config.publisher, config.version, self.date,
            None, self._language, "", self.url or "index.html", "", config.licence,
        )  # fmt: skip

    def of(self, document: Document) -> Reference:
        """Return the reference of a document."""
        config = self._config
        return Reference(
            "-".join(filter(None, (self._slug, document.id))), document.title, self.title, authors(document),
            self.editors_of(document), config.publisher, config.version, self.date, document.date, document.language,
            document.shelfmark, f"{self.url}{document.page}", document.abstract,
            document.credits.licence or config.licence,
        )  # fmt: skip

    def editors_of(self, document: Document) -> tuple[Person, ...]:
        """Return the editors of the edition, else those that the document names."""
        return self.editors or tuple(person(name) for name in document.credits.editors)


def edition_date(index: Index) -> str:
    """Return the day of the newest change in any source: the date of the edition, "" if no source has a history."""
    return max((day_of(document.modified) for document in index.documents), default="")


def authors(document: Document) -> tuple[Person, ...]:
    """Return who wrote a document."""
    return tuple(map(person_named, document.authors))


def person_named(name: str) -> Person:
    """Tell the name of an author apart only at its comma, since sources write others in any order."""
    return person(name) if "," in name else Person(name)


def person(name: str) -> Person:
    """Tell a name apart: "Doe, Jane" at its comma, "Jane Doe" before its last word, a body not at all.

    What is not written with capitals ("the editors of this edition"), of one word or more than four is no person's.
    """
    text = " ".join(name.split())
    family, comma, given = text.partition(", ")
    if comma and ", " not in given and not _BODIES.search(text):
        return Person(f"{given} {family}", family, given)
    words = text.split(" ")
    is_person = 1 < len(words) <= _MOST_WORDS and all(_WORD.fullmatch(word) for word in words)
    if comma or not is_person or not all(word[0].isupper() for word in words) or _BODIES.search(text):
        return Person(text)
    return Person(text, words[-1], " ".join(words[:-1]))


def person_views(persons: Iterable[Person]) -> list[Json]:
    """Return names as the stylesheets have them."""
    return [each._asdict() for each in persons]


def inverted(persons: Iterable[Person]) -> Iterator[str]:
    """Yield names as lists sort them: "Doe, Jane"."""
    yield from (f"{each.family}, {each.given}" if each.family else each.text for each in persons)


def _slug(title: str) -> str:
    """Return the first word of a title that a key may begin with."""
    words = re.findall(r"[a-z]{3,}", title.casefold())
    return next((word for word in words if word not in {"the", "der", "die", "das", "les"}), "")
