"""Blocks become passages: what is indexed, filtered and listed as one.

Search costs a reader a few bytes for every passage of the edition, and the site a file for each. So an edition has no
more than about 12,000 of them: in one of moderate size each block is a passage, in a larger one blocks that differ in
nothing that can be filtered by (document, page, language, area, speaker) share one, up to a length that grows with it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from edition.model import Document
from edition.site.search.blocks import Found

_MOST = 12_000  # passages of an edition
_ALWAYS = 6_000  # blocks that are passages each

# Languages that Pagefind knows how to stem (Snowball), with the script that their words are in.
_STEMMED = {
    **dict.fromkeys("da de en es fi fr hu it nl no pt ro sv tr".split(), "latin"),
    "ru": "cyrillic",
    "el": "greek",
    "ar": "arabic",
}
# Their names of three letters (ISO 639-2), which many sources use.
_LONG = dict(
    pair.split("=")
    for pair in "dan=da deu=de ger=de eng=en spa=es fin=fi fra=fr fre=fr hun=hu ita=it nld=nl dut=nl nor=no por=pt"
    " ron=ro rum=ro swe=sv tur=tr rus=ru ell=el gre=el ara=ar".split()
)
PLAIN = "und"  # stands for all languages without stems
_MOST_STEMMED, _LEAST_SHARE = 3, 0.02
_SCRIPTS = {
    "latin": re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]"),
    "cyrillic": re.compile(r"[Ѐ-ӿ]"),
    "arabic": re.compile(r"[؀-ۿ]"),
    "greek": re.compile(r"[Ͱ-Ͽἀ-῿]"),
}
_MOST_YEARS = 60  # that a date may span to be found by each of them


class Part(NamedTuple):
    """A block within a passage: where it is, what it is called, and the number of its first word."""

    href: str
    name: str
    ordinal: int
    title: str
    start: int


class Passage(NamedTuple):
    """What is indexed as one; `number` is its place in the edition."""

    number: int
    document: int
    bundle: str
    language: str
    text: str
    names: str
    filters: Mapping[str, tuple[str, ...]]
    parts: tuple[Part, ...]

    @property
    def id(self) -> str:
        """The name under which the browser knows it: so it can count the passages of a document unseen."""
        return f"{self.document}.{self.number}"


class Plan(NamedTuple):
    """How the blocks of an edition are arranged: the most letters of a passage, and the languages with stems."""

    room: int
    stemmed: tuple[str, ...]


def plan(blocks: int, letters: Mapping[str, int]) -> Plan:
    """Arrange an edition of so many blocks; `letters` counts those of each language."""
    total = sum(letters.values())
    primary = Counter[str]()
    for language, count in letters.items():
        primary[_stem_language(language)] += count
    known = [(-count, name) for name, count in primary.items() if name and count >= _LEAST_SHARE * total]
    stemmed = tuple(name for _, name in sorted(known)[:_MOST_STEMMED])
    return Plan(0 if blocks <= _ALWAYS else total // _MOST, stemmed)


def script(language: str) -> str:
    """Return the script of a language that has stems; empty for another."""
    return _STEMMED.get(language, "")


def scripts(text: str) -> set[str]:
    """Return the scripts that a text has letters of."""
    return {name for name, letters in _SCRIPTS.items() if letters.search(text)}


def _stem_language(language: str) -> str:
    """Return the language whose stems serve; none for a language in a script that is not its own."""
    primary, *rest = language.lower().split("-")
    primary = _LONG.get(primary, primary)
    return primary if primary in _STEMMED and not any(len(part) == 4 for part in rest) else ""  # noqa: PLR2004


def bundle_of(language: str, arranged: Plan) -> str:
    """Return the bundle that text of a language is in."""
    stems = _stem_language(language)
    return stems if stems in arranged.stemmed else PLAIN


class Names(NamedTuple):
    """The titles of entries by their address."""

    titles: Mapping[str, str]

    def of(self, hrefs: Iterable[str]) -> tuple[str, ...]:
        """Return the titles of those that have one, each once."""
        return tuple(dict.fromkeys(title for href in hrefs if (title := self.titles.get(href, ""))))

    def speaker(self, found: Found) -> str:
        """Return the name of who speaks a block; empty if nobody does."""
        return self.titles.get(found.speaker, "") or ("" if "#" in found.speaker else found.speaker)


def passages(
    number: int, place: int, document: Document | None, found: Sequence[Found], arranged: Plan, names: Names
) -> Iterator[Passage]:
    """Yield the passages of a document, the first with a number; `place` is that of the document in the edition.

    Entries of registers that are made from names stand in no document.
    """
    groups: list[list[Found]] = []
    latest: dict[tuple[str, ...], int] = {}
    lengths: list[int] = []
    for each in found:
        page = each.href.partition("#")[0]
        key = (page, each.area, bundle_of(each.language, arranged), each.language, names.speaker(each))
        at = latest.get(key)
        if at is not None and lengths[at] + len(each.text) <= arranged.room:
            groups[at].append(each)
            lengths[at] += len(each.text)
            continue
        latest[key] = len(groups)
        groups.append([each])
        lengths.append(len(each.text))
    shared = _shared(document)
    for offset, group in enumerate(groups):
        yield _passage(number + offset, place, group, shared, arranged, names)


def _passage(
    number: int,
    place: int,
    group: Sequence[Found],
    shared: Mapping[str, tuple[str, ...]],
    arranged: Plan,
    names: Names,
) -> Passage:
    first, speaker, start = group[0], names.speaker(group[0]), 0
    parts: list[Part] = []
    for each in group:
        title = each.names[0] if each.names else ""
        parts.append(Part(each.href, each.name, each.ordinal, title, start))
        start += len(each.text.split())
    filters = {
        **shared,
        "area": (first.area,),
        "lang": (first.language.split("-")[0].lower(),),
        "speaker": (speaker,) if speaker else (),
        "person": names.of(href for each in group for href in each.persons),
        "place": names.of(href for each in group for href in each.places),
    }
    forms = " ".join(name for each in group for name in each.names)
    text = " ".join(each.text for each in group)
    return Passage(
        number,
        place,
        bundle_of(first.language, arranged),
        first.language,
        text,
        forms,
        {k: v for k, v in filters.items() if v},
        tuple(parts),
    )


def kind_of(document: Document) -> str:
    """Return the kind of a document that readers filter by: its sort of text, where it is a document."""
    return document.genre if document.kind == "document" and document.genre else document.kind


def _shared(document: Document | None) -> dict[str, tuple[str, ...]]:
    if document is None:
        return {"kind": ("register",)}
    return {"kind": (kind_of(document),), "year": tuple(map(str, years(document)))}


def years(document: Document) -> list[int]:
    """Return the years of a document; of a long span the first and the last."""
    date = document.date
    if date is None or document.kind not in ("document", "calendar"):
        return []
    ends = [int(match[0]) for end in (date.start, date.end) if end and (match := re.match(r"-?\d{4}", end))]
    if not ends or ends[-1] - ends[0] > _MOST_YEARS:
        return sorted(set(ends))
    return list(range(ends[0], ends[-1] + 1))
