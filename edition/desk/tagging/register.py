"""Who and what the registers of an edition know, how they may be named, and how its files refer to them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

from lxml import etree

from edition.desk.tagging.forms import Form, forenames, forms, without_article
from edition.source.discover import TEI_NAMESPACE
from edition.source.parse import Tree
from edition.source.words import plain

_T = TypeVar("_T", str, "Markup")
_TEI = f"{{{TEI_NAMESPACE}}}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_KINDS = {
    "person": "person",
    "personGrp": "person",
    "place": "place",
    "org": "org",
    "event": "event",
    "object": "object",
}
_NAMES = {
    "person": "persName name",
    "place": "placeName geogName settlement country region district bloc name",
    "org": "orgName name",
    "event": "eventName label name",
    "object": "objectName name",
}
_ELEMENTS = {"person": "persName", "place": "placeName", "org": "orgName"}
_MENTIONS = frozenset(
    "persName placeName orgName geogName name objectName eventName settlement country region rs".split()
)
SEEN_OFTEN, SEEN_ONCE, SEEN_WORD = 0.9, 0.75, 0.6
_TARGET = re.compile(r"([^\s#:]*[#:])?([^\s#:/]+)")


class Entry(NamedTuple):
    """An entry of a register: its id, what it is of, its file, its headword, its forms, and the forenames of a person.

    `is_group` tells that it is of several persons.
    """

    id: str
    kind: str
    group: str  # the type or role that the register gives it
    home: Path
    headword: str
    forms: tuple[Form, ...]
    forenames: tuple[str, ...] = ()
    is_group: bool = False


class Markup(NamedTuple):
    """How a mention is encoded: the element, and its type."""

    element: str
    type: str


@dataclass(slots=True)
class Register:
    """The entries of all registers, and the habits of the files that refer to them.

    `markups` counts the elements of mentions by entry, group and kind; `styles` how references to the entries of a file
    and kind begin; `prefixes` lead from the name of a register's file to the prefix that stands for it.
    """

    entries: list[Entry] = field(default_factory=list)
    markups: dict[str, Counter[Markup]] = field(default_factory=dict)
    styles: dict[tuple[Path, str], Counter[str]] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)

    def markup(self, entry: Entry) -> Markup | None:
        """Return how mentions of an entry are encoded: as most that there are, else as those of its kind.

        None for kinds of which nothing is ever mentioned and for which TEI has no one element.
        """
        for key in (f"#{entry.id}", f"{entry.kind} {entry.group}", entry.kind):
            if (counts := self.markups.get(key)) and key != entry.kind:
                return _most(counts)
        if entry.kind in _ELEMENTS:
            return Markup(_ELEMENTS[entry.kind], "")
        counts = self.markups.get(entry.kind)
        return _most(counts) if counts else None

    def reference(self, entry: Entry, file: Path) -> str:
        """Return the reference to an entry as a file writes it: `#id`, `persons.xml#id` or with a prefix, `pers:id`."""
        styles = self.styles.get((entry.home, entry.kind))
        style = _most(styles) if styles else self.prefixes.get(entry.home.name, "")
        if style.endswith(":") or (style == "#"):
            return f"{style}{entry.id}"
        return f"#{entry.id}" if entry.home == file else f"{_relative(entry.home, file)}#{entry.id}"


def _most(counts: Counter[_T]) -> _T:
    return max(sorted(counts), key=lambda each: counts[each])


@lru_cache(maxsize=10_000)
def _relative(home: Path, file: Path) -> str:
    here, there = file.parent.parts, home.parts
    common = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
    return str(PurePosixPath(*[".."] * (len(here) - common), *there[common:]))


def read(trees: Iterable[Tree]) -> Register:
    """Gather the registers of an edition from its files, which may be gone through once."""
    register = Register()
    mentions: list[_Mention] = []
    for tree in trees:
        register.entries += _entries(tree)
        mentions += _mentions(tree)
        for prefix in tree.root.iter(f"{_TEI}prefixDef"):
            target = prefix.get("replacementPattern", "").partition("#")[0].rpartition("/")[2]
            if target and (ident := prefix.get("ident")):
                register.prefixes[target] = f"{ident}:"
    _learn(register, mentions)
    return register


class _Mention(NamedTuple):
    style: str
    id: str
    markup: Markup
    words: str


def _entries(tree: Tree) -> Iterator[Entry]:
    for element in tree.root.iter(*(f"{_TEI}{name}" for name in _KINDS)):
        xml_id = element.get(_ID)
        if not xml_id or element.get("sameAs"):
            continue
        kind = _KINDS[etree.QName(element).localname]
        names = list(element.iterchildren(*(f"{_TEI}{name}" for name in _NAMES[kind].split())))
        if names:
            main = next((name for name in names if name.get("type") == "main"), names[0])
            group = element.get("type") or element.get("role") or ""
            known = tuple(form for name in names for form in forms(name))
            first = tuple(word for name in names for word in forenames(name)) if kind == "person" else ()
            is_group = element.tag == f"{_TEI}personGrp"
            yield Entry(xml_id, kind, group, tree.source.path, plain(main), known, first, is_group)


def _mentions(tree: Tree) -> Iterator[_Mention]:
    for element in tree.root.iter(*(f"{_TEI}{name}" for name in _MENTIONS)):
        found = _TARGET.fullmatch(element.get("ref", ""))
        if found and found[1]:
            style = found[1] if found[1].endswith(":") or found[1] == "#" else "path"
            markup = Markup(etree.QName(element).localname, element.get("type", ""))
            yield _Mention(style, found[2], markup, plain(element))


def _learn(register: Register, mentions: Sequence[_Mention]) -> None:
    """Learn the habits of the files: how they refer, how they encode, and what else they call an entry."""
    known = {entry.id: number for number, entry in enumerate(register.entries)}
    called: dict[int, Counter[str]] = {}
    for mention in mentions:
        number = known.get(mention.id)
        if number is None:
            continue
        entry = register.entries[number]
        register.styles.setdefault((entry.home, entry.kind), Counter())[mention.style] += 1
        if mention.markup.element == "rs" and entry.kind != "event":
            continue  # a description, not a name
        for key in (f"#{entry.id}", f"{entry.kind} {entry.group}", entry.kind):
            register.markups.setdefault(key, Counter())[mention.markup] += 1
        if mention.markup.element != "rs":
            called.setdefault(number, Counter())[without_article(mention.words)] += 1
    for number, counts in called.items():
        entry = register.entries[number]
        more = [
            Form(words, SEEN_OFTEN if count > 1 else _seen_once(words), "so called elsewhere in the edition")
            for words, count in sorted(counts.items())
        ]
        register.entries[number] = entry._replace(forms=(*entry.forms, *more))


def _seen_once(words: str) -> float:
    return SEEN_ONCE if " " in words else SEEN_WORD
