"""Whom and what an edition names: each person, place or thing once, and where it is mentioned.

Most stand in a register. A kind that has no register is gathered: from the entries that documents have of their own
(equal ids and equal names are the same), and from the names that texts tag and that point to nothing in the edition
(equal keys are the same).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from edition.index import without_pointers
from edition.model import Block, Document, Index, Mention, Target
from edition.site import alphabet
from edition.source.contexts import Context, unpacked
from edition.view import date_key

# The elements of an entry of each kind.
KINDS = {
    "person": ("person", "personGrp"),
    "place": ("place",),
    "org": ("org",),
    "event": ("event",),
    "object": ("object",),
    "work": ("bibl", "biblStruct", "biblFull"),
    "name": ("nym",),
}
_KIND_OF = {element: kind for kind, elements in KINDS.items() for element in elements}
_MADE = ("person", "place", "org", "event", "object", "name")  # a list of sources is not made from what they are called
_ROLES = {"speaks": 0, "named": 1, "cited": 2}
_AREAS = {"text": 0, "note": 1, "header": 2}
_FORMS = 12  # other names that are told
_STAYS = 300  # documents whose contexts are kept at hand


@dataclass(slots=True)
class Subject:
    """A person, place or thing: what it is called, the entry that tells of it, and what leads to it.

    `home` is the document that holds its entry, None for one that was gathered. `entries` are the entries (document
    id, element id) that stand for it, `named` where it is named without pointing to one.
    """

    number: int
    kind: str
    key: str
    title: str
    sort: str
    home: Document | None = None
    target: Target | None = None
    entries: list[tuple[str, str]] = field(default_factory=list)
    named: list[Mention] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def id(self) -> str:
        """The id of its entry on the page of its register."""
        return self.target.id if self.home and self.target else f"n-{sha256(self.key.encode()).hexdigest()[:12]}"

    @property
    def headword(self) -> str:
        """Its name as a register has it; a gathered person under the surname."""
        return self.sort if self.home is None and ", " in self.sort else self.title

    def other_forms(self) -> list[str]:
        """Return its other names, the frequent ones first."""
        known = {alphabet.plain(self.title), alphabet.plain(self.headword)}
        by_use = sorted(self.forms, key=lambda form: (-self.forms[form], alphabet.key(form)))
        return [form for form in by_use if alphabet.plain(form) not in known][:_FORMS]


# What two entries have in common that tell of the same: kind, id, and the words of the name, in any order.
_Same = tuple[str, str, str]


class Passage(NamedTuple):
    """A place where a subject is mentioned: a block of a document, or the header of one (then without a block)."""

    document: Document
    block: Block | None
    mention: Mention


class Subjects:
    """All subjects of an edition."""

    def __init__(self, index: Index) -> None:
        """Gather them from the registers, from the entries of other documents, and from names."""
        full, index = index, without_pointers(index)  # what is kept until the last page is made must be small
        self._index = index
        self.all: list[Subject] = []
        self._of_entry: dict[tuple[str, str], int] = {}
        self._of_name: dict[tuple[str, str], int] = {}
        self._documents = {document.id: document for document in index.documents}
        by_date = sorted(
            index.documents, key=lambda document: (document.kind in ("front", "register"), date_key(document))
        )
        self._places = {document.id: place for place, document in enumerate(by_date)}
        self._gather(full.documents)
        self.contexts = lru_cache(_STAYS)(self._contexts)
        self.blocks = lru_cache(_STAYS)(self._blocks)
        self.persons = lru_cache(_STAYS)(self._persons)

    def of_entry(self, document: str, id_: str) -> Subject | None:
        """Return the subject that an entry tells of; None for what is no person, place or thing."""
        number = self._of_entry.get((document, id_))
        return None if number is None else self.all[number]

    def of_name(self, kind: str, key: str) -> Subject | None:
        """Return the subject of a name that points to nothing in the edition."""
        number = self._of_name.get((kind, key))
        return None if number is None else self.all[number]

    def gathered(self, kind: str) -> list[Subject]:
        """Return the subjects of a kind that has no register, in the order of the alphabet."""
        found = (each for each in self.all if each.home is None and each.kind == kind)
        return sorted(found, key=lambda each: (alphabet.key(each.sort or each.title), each.key))

    def passages(self, subject: Subject, entry: tuple[str, str] | None = None) -> list[Passage]:
        """Return where a subject is mentioned, once a block: documents by date, their text before their notes.

        With an `entry` (document id, element id) only what points to that.
        """
        entries, named = ([entry], []) if entry else (subject.entries, subject.named)
        mentions = [mention for at in entries for mention in self._index.mentions.get(at, ())] + named
        found: dict[tuple[str, str, str], Passage] = {}
        for mention in sorted(mentions, key=lambda each: _ROLES[each.role]):
            if (mention.document, mention.block) not in self._of_entry:
                block = self.blocks(mention.document).get(mention.block)
                passage = Passage(self._documents[mention.document], block, mention)
                found.setdefault((mention.document, mention.block, mention.area), passage)
        return sorted(found.values(), key=self._rank)

    def references(self, subject: Subject) -> list[Subject]:
        """Return the other subjects whose entries in a register mention this one."""
        mentions = (m for at in subject.entries for m in self._index.mentions.get(at, ()))
        found = (self.of_entry(mention.document, mention.block) for mention in mentions)
        return list({each.number: each for each in found if each and each.home and each is not subject}.values())

    def _rank(self, passage: Passage) -> tuple[int, int, int]:
        number = passage.block.number if passage.block else 0
        return self._places[passage.document.id], _AREAS[passage.mention.area], number

    def _blocks(self, document: str) -> Mapping[str, Block]:
        return {block.address: block for block in self._documents[document].blocks}

    def _contexts(self, document: str) -> Sequence[tuple[Subject, Context]]:
        """Return the contexts of a document with the subject of each."""
        return tuple(self._known(document, unpacked(self._documents[document].contexts)))

    def _persons(self, document: str) -> Mapping[int, set[str]]:
        """Return the numbers of the persons that a document names, with the blocks in which it does."""
        found: dict[int, set[str]] = {}
        for who, context in self.contexts(document):
            if who.kind == "person":
                found.setdefault(who.number, set()).add(context.block)
        return found

    def _known(self, document: str, contexts: Iterable[Context]) -> Iterator[tuple[Subject, Context]]:
        links = self._index.links.get(document, {})
        for context in contexts:
            if context.kind:
                subject = self.of_name(context.kind, context.key)
            else:
                link = links.get(context.key)
                subject = self.of_entry(link.document, link.target) if link else None
            if subject:
                yield subject, context

    def _gather(self, documents: Sequence[Document]) -> None:
        registers = [document for document in self._index.documents if document.kind == "register"]
        others = [document for document in documents if document.kind != "register"]
        homes: dict[_Same, Subject] = {}
        for document in registers:
            for kind, target in _entries(document):
                homes.setdefault(_same(kind, target), self._add(kind, target.id, target, document))
        left = [each for document in others for each in self._join(document, homes)]
        joined = Counter(subject.kind for subject in self.all for _ in subject.entries[1:])
        alone = Counter(kind for _, kind, _ in left)
        complete = {subject.kind for subject in self.all if alone[subject.kind] <= joined[subject.kind]}
        for document, kind, target in left:
            if kind not in complete and self._is_named(document, target):
                same = _same(kind, target)
                subject = homes.get(same)
                if subject is None:
                    subject = homes[same] = self._add(kind, " ".join(same[1:]), target, None)
                self._attach(subject, document, target)
        for document in others:
            self._take_names(document, complete)
        for subject in self.all:
            if subject.named:
                subject.title = max(subject.forms, key=lambda form: (subject.forms[form], -len(form), form))

    def _join(self, document: Document, homes: Mapping["_Same", Subject]) -> Iterator[tuple[Document, str, Target]]:
        """Join the entries that a document has of its own to those of the registers, and yield the others."""
        for kind, target in _entries(document):
            if subject := homes.get(_same(kind, target)):
                self._attach(subject, document, target)
            elif kind in _MADE and target.title:
                yield document, kind, target

    def _is_named(self, document: Document, target: Target) -> bool:
        """Tell whether a text names what an entry tells of; who only speaks, in a play, is in no register."""
        found = self._index.mentions.get((document.id, target.id), ())
        return any(mention.role == "named" and mention.block != target.id for mention in found)

    def _add(self, kind: str, key: str, target: Target | None, home: Document | None, title: str = "") -> Subject:
        title = target.title if target else title
        subject = Subject(len(self.all), kind, key, title, target.sort if target else "", home, target)
        self.all.append(subject)
        if target and home:
            self._attach(subject, home, target)
        return subject

    def _attach(self, subject: Subject, document: Document, target: Target) -> None:
        subject.entries.append((document.id, target.id))
        self._of_entry[document.id, target.id] = subject.number
        subject.forms.update(target.forms)

    def _take_names(self, document: Document, complete: set[str]) -> None:
        for name in document.names:
            if name.kind in complete or not name.text:
                continue
            at = name.kind, name.key
            if at not in self._of_name:
                self._of_name[at] = self._add(name.kind, name.key, None, None, name.text).number
            subject = self.all[self._of_name[at]]
            subject.forms[name.text] += 1
            subject.named.append(Mention(document.id, name.block, name.area, "named"))


def _same(kind: str, target: Target) -> _Same:
    return kind, target.id, " ".join(sorted(alphabet.plain(target.title).replace(",", " ").split()))


def _entries(document: Document) -> Iterator[tuple[str, Target]]:
    for target in document.targets:
        if kind := _KIND_OF.get(target.name):
            yield kind, target
