"""Names that a file has encoded already, and that lead to nobody: a `persName` without `@ref`, and the like."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from edition.desk.tagging.elements import part
from edition.desk.tagging.flow import scope
from edition.desk.tokens import Token, tokens
from edition.source.discover import TEI_NAMESPACE
from edition.source.naming import is_name

_SAID = frozenset({"ref", "key", "sameAs"})
# Entries of registers, and what stands for itself: names in them are those that mentions lead to.
_SHUT = frozenset(
    "person personGrp place org event object nym relation category egXML msIdentifier repository idno".split()
)
_PARTS_OF_PLACES = frozenset("settlement country region district".split())
_UNHEARD = frozenset({"silent", "apart", "beside"})


class Encoded(NamedTuple):
    """A name: its element and that one's type, where its start tag stands in the file and where it ends; its words.

    `is_of_letter` tells whether it is of who wrote or got a letter, or of where: it stands in a `correspDesc`.
    """

    element: str
    type: str
    start: int
    tag: str
    end: int
    words: str
    language: str
    is_of_letter: bool


@dataclass(slots=True)
class _Name:
    """A name that is being read."""

    element: str
    start: int
    tag: Token
    language: str
    is_of_letter: bool
    words: list[str] = field(default_factory=list)


class _Open(NamedTuple):
    """An open element: the names that its words belong to, the one that it is, if it is one.

    `looks` tells whether names in it are looked at, `is_letter` whether it is a `correspDesc`, or stands in one.
    """

    local: str
    hears: tuple[_Name, ...]
    name: _Name | None
    looks: bool
    is_letter: bool
    namespaces: dict[str, str]
    language: str


def encoded(text: str, *, header: bool = False, language: str = "") -> Iterator[Encoded]:
    """Yield the names of a well-formed XML file that lead nowhere, each when it ends.

    Of the header those of a correspondence are looked at, the others only if they are wanted; those of a register's
    entries never. `language` holds where the file names none.
    """
    place = 0
    stack = [_Open("", (), None, True, False, {}, language)]
    for token in tokens(text):
        start, place = place, place + len(token.text)
        if token.kind == "start":
            opened = _opened(token, start, stack[-1], header=header)
            if not token.is_empty:
                stack.append(opened)
        elif token.kind == "end":
            name = stack.pop().name
            if name and (words := " ".join("".join(name.words).split())):
                type_ = dict(name.tag.attributes()).get("type", "''")[1:-1]
                where = (name.start, name.tag.text, place)
                yield Encoded(name.element, unescape(type_), *where, words, name.language, name.is_of_letter)
        elif token.kind in ("text", "cdata") and stack[-1].hears:
            words = token.text[9:-3] if token.kind == "cdata" else unescape(token.text)
            for each in stack[-1].hears:
                each.words.append(words)


def _opened(tag: Token, start: int, around: _Open, *, header: bool) -> _Open:
    """Return what a start tag opens."""
    prefix, _, local = tag.name.rpartition(":")
    namespaces, language = scope(tag, around.namespaces, around.language)
    if namespaces.get(prefix) != TEI_NAMESPACE:
        return _Open("", (), None, False, False, namespaces, language)
    means = part(local, around.local)
    hears = () if means in _UNHEARD else around.hears
    if means == "blank":
        for each in hears:
            each.words.append(" ")
    is_letter = around.is_letter or local == "correspDesc"
    looks = header if local == "teiHeader" else local == "correspDesc" or (around.looks and local not in _SHUT)
    is_part = local in _PARTS_OF_PLACES and around.local == "placeName"
    attributes = dict(tag.attributes())
    is_nobody = attributes.get("cert", "''")[1:-1] == "unknown"  # as the sender of a draft, where none is known
    if not (looks and is_name(local)) or is_part or is_nobody or not _SAID.isdisjoint(attributes):
        return _Open(local, hears, None, looks, is_letter, namespaces, language)
    name = _Name(local, start, tag, language, is_letter)
    return _Open(local, (*hears, name), name, looks, is_letter, namespaces, language)
