"""Registers for kinds of names that a collection has none of, and an alphabetical index for registers of many pages.

Which persons, places and things there are is known by then (subjects.py).
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from edition.model import Document, Index
from edition.site import alphabet
from edition.site.entries import Entries
from edition.site.subjects import KINDS, Subject, Subjects
from edition.view import Json, SitePage

# Bytes that a page of a register may take, and what entries take of it: about, and not exactly.
_PAGE, _ENTRY, _DOCUMENT = 150_000, 450, 420
_LINES = 1000  # names of a page of an alphabetical index


class _Made(NamedTuple):
    """A page of a register that was made: its kind, its place among the pages of it, and its entries."""

    path: str
    kind: str
    part: int
    subjects: Sequence[Subject]


class NamePages:
    """The registers that are made, the indexes of names, and the pages of all passages."""

    def __init__(self, index: Index) -> None:
        """Gather who and what is named, and decide what stands on which page."""
        self.subjects = Subjects(index)
        self._made = [page for kind in KINDS for page in _pages(kind, self.subjects.gathered(kind))]
        places = {each.number: f"{page.path}#{each.id}" for page in self._made for each in page.subjects}
        self.entries = Entries(self.subjects, places)
        self._index_of: dict[str, str] = {}
        self._indexes = list(self._make_indexes(index))

    def view(self, document: Document) -> Json:
        """Return what the page of a document shows of registers: where its entries are mentioned, where names lead."""
        hrefs = {name.key: self.subjects.of_name(name.kind, name.key) for name in document.names}
        return {
            "mentions": dict(self._mentions(document)),
            "names": {key: self.entries.href(subject) for key, subject in hrefs.items() if subject},
            "register": self._index_of.get(document.id),
        }

    def pages(self) -> Iterator[SitePage]:
        """Yield all pages; the first of each register that was made stands in the navigation."""
        for page in self._made:
            label = f"names.{page.kind}" if page.part == 0 else ""
            yield SitePage("names-page", page.path, partial(self._view, page), label)
        for path, view in self._indexes:
            yield SitePage("index-page", path, view)
        yield from self.entries.pages()

    def made_registers(self) -> Iterator[tuple[str, str]]:
        """Yield the kinds of the registers that were made, with their first pages."""
        yield from ((page.kind, page.path) for page in self._made if page.part == 0)

    def made_entries(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the addresses of the entries of these registers, with all names of whom or what each is."""
        for page in self._made:
            for each in page.subjects:
                yield f"{page.path}#{each.id}", (each.headword, *each.other_forms())

    def _mentions(self, document: Document) -> Iterator[tuple[str, Json]]:
        for target in document.targets:
            subject = self.subjects.of_entry(document.id, target.id)
            if subject and (summary := self.entries.summary(subject, (document, target.id))):
                yield target.id, summary

    def _view(self, page: _Made) -> Json:
        own = [each for each in self._made if each.kind == page.kind]
        letters = _letters((each, f"{part.path}#{each.id}") for part in own for each in part.subjects)
        return {
            "page": page.path,
            "kind": page.kind,
            "part": page.part + 1,
            "parts": [{"path": each.path, "from": _first(each), "to": _last(each)} for each in own],
            "index": self._index_of.get(page.kind),
            "letters": letters,
            "entries": [self._entry(subject) for subject in page.subjects],
        }

    def _entry(self, subject: Subject) -> Json:
        return {
            "id": subject.id,
            "title": subject.headword,
            "forms": subject.other_forms(),
            "mentions": self.entries.summary(subject),
        }

    def _make_indexes(self, index: Index) -> Iterator[tuple[str, partial[Json]]]:
        """Yield the alphabetical indexes: of registers on several pages, and of those that are made if they are."""
        for document in index.documents:
            if document.kind == "register" and len(document.pages) > 1:
                own = [each for each in self.subjects.all if each.home and each.home.id == document.id]
                self._index_of[document.id] = f"names~{document.id}~all.html"
                yield from self._index(own, f"names~{document.id}~all", document.title, document.page, "")
        for kind in dict.fromkeys(page.kind for page in self._made if page.part == 1):
            own = [each for page in self._made if page.kind == kind for each in page.subjects]
            self._index_of[kind] = f"names~{kind}~index.html"
            yield from self._index(own, f"names~{kind}~index", "", f"names~{kind}.html", kind)

    def _index(
        self, subjects: Sequence[Subject], stem: str, title: str, register: str, kind: str
    ) -> Iterator[tuple[str, partial[Json]]]:
        lines = sorted(_lines(subjects), key=lambda line: alphabet.key(line.sort))
        starts = range(0, len(lines), _LINES)
        paths = [f"{stem}{f'-{number}' if number > 1 else ''}.html" for number in range(1, len(starts) + 1)]
        letters: dict[str, str] = {}
        for start, path in zip(starts, paths, strict=True):
            for line in lines[start : start + _LINES]:
                if letter := alphabet.initial(line.sort):
                    letters.setdefault(letter, f"{path}#-{ord(letter[0]):x}")
        links = [{"letter": letter, "href": href} for letter, href in letters.items()]
        about: Json = {"title": title, "kind": kind, "register": register, "letters": links}
        for start, path in zip(starts, paths, strict=True):
            yield path, partial(self._index_view, {**about, "page": path}, lines[start : start + _LINES])

    def _index_view(self, about: Json, lines: Sequence["_Line"]) -> Json:
        groups: dict[str, list[Json]] = {}
        for line in lines:
            count, href = self.entries.count(line.subject), self.entries.href(line.subject)
            view: Json = {"name": line.name, "see": line.see, "href": href, "count": count}
            groups.setdefault(alphabet.initial(line.sort), []).append(view)
        named = [{"letter": key, "id": f"-{ord(key[0]):x}" if key else "", "lines": v} for key, v in groups.items()]
        return {**about, "groups": named}


class _Line(NamedTuple):
    """A line of an index: a name, and for a further form of a name the main one."""

    sort: str
    name: str
    see: str
    subject: Subject


def _lines(subjects: Iterable[Subject]) -> Iterator[_Line]:
    for subject in subjects:
        if subject.headword:
            yield _Line(subject.sort or subject.title, subject.headword, "", subject)
        words = set(alphabet.plain(subject.headword).replace(",", " ").split())
        for form in subject.other_forms():
            if (first := alphabet.plain(form).split()[:1]) and first[0] not in words:
                yield _Line(form, form, subject.headword, subject)


def _pages(kind: str, subjects: Sequence[Subject]) -> Iterator[_Made]:
    """Cut a register so that no page is larger than readers like to wait for."""
    part, size = 0, 0
    own: list[Subject] = []
    for subject in subjects:
        takes = _ENTRY + _DOCUMENT * min(12, len(subject.entries) + len(subject.named))
        if own and size + takes > _PAGE:
            yield _Made(_path(kind, part), kind, part, own)
            part, size, own = part + 1, 0, []
        own.append(subject)
        size += takes
    if own:
        yield _Made(_path(kind, part), kind, part, own)


def _path(kind: str, part: int) -> str:
    return f"names~{kind}{f'-{part + 1}' if part else ''}.html"


def _letters(entries: Iterable[tuple[Subject, str]]) -> list[Json]:
    """Return the first entry of each letter, where there are letters enough to choose from."""
    first: dict[str, str] = {}
    for subject, href in entries:
        if letter := alphabet.initial(subject.sort or subject.title):
            first.setdefault(letter, href)
    return [{"letter": letter, "href": href} for letter, href in first.items()]


def _first(page: _Made) -> str:
    return page.subjects[0].headword


def _last(page: _Made) -> str:
    return page.subjects[-1].headword
