"""Where a subject is mentioned: in short for its entry in a register, and a page of all passages where they are many.

A passage is a block of text that mentions it, with the words around. What stands in the texts and what editors say in
notes and introductions is counted apart.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from edition.model import Document
from edition.site import alphabet
from edition.site.subjects import Passage, Subject, Subjects
from edition.source.contexts import Context
from edition.view import Json, SitePage, first_day, place_view, shown_date

# Passages whose words a register shows itself. One of many pages shows none: it would be made again, all of it,
# whenever a text is changed beside a name.
_FEW, _FEWEST = 3, 1
_DOCUMENTS, _PLACES, _REFERENCES = 8, 4, 12  # what a register lists of an entry with more
_ROWS = 250  # passages of a page
_COMPANIONS = 48
_TIMES = 3  # mentions that are shown of one passage


class Entries:
    """What pages say of the mentions of all subjects; `made` says where those without a register have their entries."""

    def __init__(self, subjects: Subjects, made: Mapping[int, str]) -> None:
        """Decide who has a page of passages."""
        self._subjects, self._made = subjects, made
        self._counts = [len(subjects.passages(subject)) for subject in subjects.all]
        self._with_words = [_in_words(subjects.passages(subject)) for subject in subjects.all]
        self._paths = dict(self._named_pages())

    def href(self, subject: Subject) -> str:
        """Return where the entry of a subject stands."""
        if subject.home and subject.target:
            return f"{subject.home.page_of(subject.target.number)}#{'-'.join(subject.target.id.split())}"
        return self._made.get(subject.number, "")

    def count(self, subject: Subject) -> int:
        """Return in how many passages a subject is mentioned."""
        return self._counts[subject.number]

    def summary(self, subject: Subject, at: tuple[Document, str] | None = None) -> Json | None:
        """Return what an entry says of its mentions; None if there are none.

        `at` is the document with the entry, and its id there. One that a document has of its own, beside that of a
        register, tells of this document only and leads to the other.
        """
        document = at[0] if at else None
        if document is not None and (subject.home is None or document.id != subject.home.id):
            return self._local(subject, document, self._subjects.passages(subject, (document.id, at[1] if at else "")))
        passages, references = self._subjects.passages(subject), self._references(subject)
        if not passages and not references:
            return None
        groups = _by_document(passages)
        whole = subject.number not in self._paths and _few(subject) == _FEW
        shown = [self._group(subject, each, whole=whole, home=document) for each in groups[:_DOCUMENTS]]
        return {
            "counts": _counts(passages),
            "groups": shown,
            "more": max(0, len(groups) - _DOCUMENTS),
            "path": self._paths.get(subject.number, ""),
            "references": references[:_REFERENCES],
        }

    def _local(self, subject: Subject, document: Document, passages: Sequence[Passage]) -> Json | None:
        """Return the same for an entry beside that of a register: no figure in it changes with other documents."""
        home = self._paths.get(subject.number) or self.href(subject)
        group = [self._group(subject, passages, whole=False, home=document)] if passages else []
        return {"groups": group, "more": 0, "path": home, "references": []} if passages or home else None

    def _references(self, subject: Subject) -> list[Json]:
        return [{"title": each.headword, "href": self.href(each)} for each in self._subjects.references(subject)]

    def pages(self) -> Iterator[SitePage]:
        """Yield the pages of all passages of those who have more than a register shows."""
        for subject in self._subjects.all:
            if path := self._paths.get(subject.number):
                for part in range(-(-self.count(subject) // _ROWS)):
                    yield SitePage("mentions-page", _numbered(path, part), partial(self._view, subject, part))

    def _named_pages(self) -> Iterator[tuple[int, str]]:
        taken: set[str] = set()
        for subject in self._subjects.all:
            if self._with_words[subject.number] > _few(subject) or self.count(subject) > _DOCUMENTS:
                place = (
                    f"{subject.home.id}~{_slug(subject.id)}" if subject.home else f"names~{subject.kind}-{subject.id}"
                )
                path, repeat = f"mentions~{place}", 2
                while path.casefold() in taken:
                    path, repeat = f"mentions~{place}~~{repeat}", repeat + 1
                taken.add(path.casefold())
                yield subject.number, f"{path}.html"

    def _view(self, subject: Subject, part: int) -> Json:
        passages = self._subjects.passages(subject)
        path = self._paths[subject.number]
        here = passages[part * _ROWS : (part + 1) * _ROWS]
        parts = [_numbered(path, number) for number in range(-(-len(passages) // _ROWS))]
        return {
            "page": parts[part],
            "kind": subject.kind,
            "title": subject.headword,
            "forms": subject.other_forms(),
            "home": self.href(subject),
            "register": subject.home.title if subject.home else "",
            "counts": _counts(passages),
            "part": part + 1,
            "parts": parts,
            "years": _years(passages, parts),
            "companions": self._companions(subject, passages) if part == 0 else [],
            "references": self._references(subject),
            "groups": [self._group(subject, group, whole=True, home=None) for group in _by_document(here)],
        }

    def _group(self, subject: Subject, passages: Sequence[Passage], *, whole: bool, home: Document | None) -> Json:
        """Return the passages of one document; `whole` shows all of them, with their words."""
        document = passages[0].document
        shown = passages if whole else passages[:_PLACES]
        return {
            "id": document.id,
            "page": "" if home and document.id == home.id else document.page,
            "title": document.title,
            "language": document.language,
            "date": shown_date(document.date, document.language),
            "year": _year(document),
            "count": len(passages),
            "places": [self._place(subject, passage, whole=whole) for passage in shown],
        }

    def _place(self, subject: Subject, passage: Passage, *, whole: bool) -> Json:
        mention = passage.mention
        view = place_view(passage.document, passage.block, mention.area, mention.role)
        view["commentary"], view["speaks"] = _is_commentary(passage), mention.role == "speaks"
        if whole and passage.block:
            found = self._subjects.contexts(mention.document)
            own = [each for who, each in found if who is subject and each.block == mention.block]
            named = [each for each in own if each.words] or own[:1]
            view["contexts"] = [_context_view(each) for each in named[:_TIMES]]
            view["times"] = len(named)
        return view

    def _companions(self, subject: Subject, passages: Sequence[Passage]) -> list[Json]:
        """Return which persons are named together with a subject: in the same passages, and in the same documents."""
        near: Counter[int] = Counter()
        documents: Counter[int] = Counter()
        for group in _by_document(passages):
            blocks = {passage.mention.block for passage in group}
            for number, at in self._subjects.persons(group[0].document.id).items():
                if number != subject.number:
                    documents[number] += 1
                    near[number] += len(at & blocks)
        # Who is nowhere near is told only of one who has no neighbour at all.
        everyone = [self._subjects.all[number] for number in (+near or documents)]
        first = sorted(
            everyone, key=lambda s: (-near[s.number], -documents[s.number], alphabet.key(s.headword), s.number)
        )
        return [
            {
                "title": each.headword,
                "href": self._paths.get(each.number) or self.href(each),
                "passages": near[each.number],
                "documents": documents[each.number],
            }
            for each in first[:_COMPANIONS]
        ]


def _few(subject: Subject) -> int:
    return _FEW if subject.home is None or len(subject.home.pages) == 1 else _FEWEST


def _by_document(passages: Sequence[Passage]) -> list[list[Passage]]:
    return [list(group) for _, group in groupby(passages, key=lambda passage: passage.document.id)]


def _is_commentary(passage: Passage) -> bool:
    return passage.mention.area == "note" or passage.document.kind in ("front", "register")


def _in_words(passages: Iterable[Passage]) -> int:
    """Count the passages in texts and notes, without mentions that only the header makes."""
    return sum(passage.mention.area != "header" for passage in passages)


def _counts(passages: Sequence[Passage]) -> Json:
    commentary = sum(_is_commentary(passage) for passage in passages if passage.mention.area != "header")
    return {
        "documents": len({passage.document.id for passage in passages}),
        "text": _in_words(passages) - commentary,
        "commentary": commentary,
        "speaks": sum(passage.mention.role == "speaks" for passage in passages),
    }


def _context_view(context: Context) -> Json:
    return {"language": context.language, "before": context.before, "words": context.words, "after": context.after}


def _years(passages: Sequence[Passage], parts: Sequence[str]) -> list[Json]:
    """Return how often a subject is mentioned in documents of each year, and where these begin."""
    counted: Counter[str] = Counter()
    first: dict[str, str] = {}
    for place, passage in enumerate(passages):
        if year := _year(passage.document):
            counted[year] += 1
            first.setdefault(year, f"{parts[place // _ROWS]}#-{year}")
    return [{"year": year, "count": counted[year], "href": first[year]} for year in counted]


def _year(document: Document) -> str:
    match = re.match(r"-?\d{4}", first_day(document)) if document.kind in ("document", "calendar") else None
    return match[0] if match else ""


def _numbered(path: str, part: int) -> str:
    return f"{path.removesuffix('.html')}~{part + 1}.html" if part else path


def _slug(id_: str) -> str:
    return re.sub(r"[^\w.-]+", "-", id_)
