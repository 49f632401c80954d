"""What could be encoded in a file: names of the registers, and dates, each with a confidence and its reason."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import NamedTuple

from edition.desk.dates import dates
from edition.desk.days import Near
from edition.desk.tagging.elements import HOLDS_NAMES
from edition.desk.tagging.encoded import Encoded, encoded
from edition.desk.tagging.flow import BARRIER, Flow, flows
from edition.desk.tagging.judge import Judgement, Setting, judge
from edition.desk.tagging.lexicon import Hit, Lexicon
from edition.desk.tagging.linking import Links
from edition.desk.tagging.register import Register
from edition.desk.tagging.unlisted import Census
from edition.source.naming import kind_of

_CONTEXT = 40  # characters on either side
_LEAST = 0.3
_LOOKED_AT = 400  # characters of the file on either side, tags and all
_TAG = re.compile(r"^[^<>]*>(?=[^>]*<|[^<>]*$)|<[^>]*>|<[^>]*$")
_SPACE = re.compile(r"\s+")
_SMALL = re.compile(r"(?<![^\W_])[^\W\d_]{2,}")


class Choice(NamedTuple):
    """One way to encode a passage: the element with its attributes, and what that means in words."""

    element: str
    attributes: tuple[tuple[str, str], ...]
    means: str


class Proposal(NamedTuple):
    """A passage of a file that could be encoded.

    `start` and `end` count characters of the decoded file; `choices` are the ways to encode it, the likeliest first:
    more than one if the name is ambiguous. `prefix` is that of the tags around, with a colon. `before` and `after` are
    the words around, `words` the passage as it reads. A name that is encoded already only gets attributes: then `tag`
    is its start tag, which stands from `start` to `end`.
    """

    start: int
    end: int
    words: str
    before: str
    after: str
    confidence: float
    because: str
    choices: tuple[Choice, ...]
    prefix: str
    tag: str = ""

    @property
    def is_ambiguous(self) -> bool:
        """Whether an editor has to choose."""
        return len(self.choices) > 1


class Wanted(NamedTuple):
    """What is looked for: names, dates, and whether in the header, too."""

    names: bool = True
    dates: bool = True
    header: bool = False


class Tagger:
    """Finds the names of a register, and dates, in many files."""

    def __init__(self, register: Register, language: str = "") -> None:
        """Learn all forms; `language` is that of files that name none."""
        self._register, self._language = register, language
        self._lexicon = Lexicon(entry.forms for entry in register.entries)
        self._links = Links(register.entries, self._lexicon)
        self._bodies = frozenset(number for number, entry in enumerate(register.entries) if entry.kind == "org")

    def proposals(
        self, text: str, file: Path, wanted: Wanted, near: Near | None = None, census: Census | None = None
    ) -> list[Proposal]:
        """Return what could be encoded in a well-formed file, in order; no two passages overlap.

        `near` is the date of the file's text; `census` counts the names that no register has.
        """
        texts = [
            flow
            for flow in flows(text, header=wanted.header, language=self._language)
            if flow.text.strip(BARRIER + " \t\r\n")
        ]
        hits = [list(self._lexicon.hits(flow.text, flow.language)) for flow in texts]
        if census:
            for flow, each in zip(texts, hits, strict=True):
                census.count(flow, [(hit.start, hit.end) for hit in each])
        found: list[Proposal] = []
        if wanted.names:
            found += self._names(text, texts, hits, file)
            names = list(encoded(text, header=wanted.header, language=self._language))
            found += self._linked(text, names, hits, file)
            if census:
                for name in self._links.unknown(names):
                    census.add(name.words, kind_of(name.element, name.type), is_of_letter=name.is_of_letter)
        found = _outermost(found)
        taken = _Taken(found)
        if wanted.dates:
            days = (each for flow in texts for each in _dates(_Read(flow, text), near))
            found += _outermost(filter(taken.is_free, days))
        return sorted(found)

    def _names(self, text: str, texts: Sequence[Flow], hits: Sequence[Sequence[Hit]], file: Path) -> Iterator[Proposal]:
        ordinary = frozenset(word for flow in texts for word in _SMALL.findall(flow.text) if word[0].islower())
        setting = Setting(ordinary, frozenset(_certain(hit for each in hits for hit in each)), self._bodies)
        for flow, each in zip(texts, hits, strict=True):
            language = flow.language[:2].lower()
            for hit in each:
                judged = judge(hit, flow.text, setting, language)
                choices = tuple(self._choices(judged, file))
                if not choices or judged.confidence < _LEAST:
                    continue
                made = _proposal(_Read(flow, text), hit.start, hit.end, judged.confidence, judged.because, choices)
                if made:
                    yield made

    def _linked(
        self, text: str, names: Sequence[Encoded], hits: Sequence[Sequence[Hit]], file: Path
    ) -> Iterator[Proposal]:
        """Yield what names that are encoded already and lead nowhere may be led to."""
        clear = [found for name in names if len(found := self._links.meanings(name)) == 1]
        at_home = {*_certain(hit for each in hits for hit in each), *(found[0].entry for found in clear)}
        for name in names:
            judged = self._links.judge(name, at_home)
            if judged is None or judged.confidence < _LEAST:
                continue
            entries = [self._register.entries[meaning.entry] for meaning in judged.meanings]
            refs = [(("ref", self._register.reference(entry, file)),) for entry in entries]
            choices = [Choice(name.element, ref, entry.headword) for ref, entry in zip(refs, entries, strict=True)]
            before = _plain(text[max(0, name.start - _LOOKED_AT) : name.start])[-_CONTEXT:]
            after = _plain(text[name.end : name.end + _LOOKED_AT])[:_CONTEXT]
            around = (name.start, name.start + len(name.tag), name.words, before, after)
            yield Proposal(*around, judged.confidence, judged.because, tuple(choices), "", name.tag)

    def _choices(self, judged: Judgement, file: Path) -> Iterator[Choice]:
        for meaning in judged.meanings:
            entry = self._register.entries[meaning.entry]
            markup = self._register.markup(entry)
            if markup is None:
                continue
            attributes = (("type", markup.type),) if markup.type else ()
            attributes = (*attributes, ("ref", self._register.reference(entry, file)))
            yield Choice(markup.element, attributes, entry.headword)


def _certain(hits: Iterable[Hit]) -> Iterator[int]:
    """Yield the entries that a file names by forms that mean only them."""
    for hit in hits:
        if len(hit.meanings) == 1:
            yield hit.meanings[0].entry


def _outermost(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return those that lie in no other: within a name may stand a text of its own, such as a reading, with names."""
    found: list[Proposal] = []
    for each in sorted(proposals, key=lambda proposal: (proposal.start, -proposal.end)):
        if not found or found[-1].end <= each.start:
            found.append(each)
    return found


class _Read(NamedTuple):
    """A running text, and the file that it is in."""

    flow: Flow
    text: str


class _Taken:
    """The passages that are taken."""

    def __init__(self, proposals: Iterable[Proposal]) -> None:
        self._spans = sorted((each.start, each.end) for each in proposals)

    def is_free(self, proposal: Proposal) -> bool:
        """Tell whether a proposal overlaps none of them."""
        number = bisect_right(self._spans, (proposal.start, proposal.end))
        beside = self._spans[max(0, number - 1) : number + 1]
        return all(end <= proposal.start or proposal.end <= start for start, end in beside)


def _dates(read: _Read, near: Near | None) -> Iterator[Proposal]:
    for found in dates(read.flow.text, read.flow.language, near):
        means = " ".join(f"{name}={value}" for name, value in found.attributes)
        choice = Choice(found.element, found.attributes, means)
        if made := _proposal(read, found.start, found.end, found.confidence, found.because, (choice,)):
            yield made


def _proposal(
    read: _Read, start: int, end: int, confidence: float, because: str, choices: tuple[Choice, ...]
) -> Proposal | None:
    """Return a proposal for a passage of a running text, if a name or date may stand there."""
    flow, text = read
    where = flow.span(start, end)
    if where is None or where.parent not in HOLDS_NAMES or BARRIER in flow.text[start:end]:
        return None
    words = " ".join(flow.text[start:end].split())
    before = _plain(text[max(0, where.start - _LOOKED_AT) : where.start])[-_CONTEXT:]
    after = _plain(text[where.end : where.end + _LOOKED_AT])[:_CONTEXT]
    return Proposal(where.start, where.end, words, before, after, confidence, because, choices, where.prefix)


def _plain(piece: str) -> str:
    """Return what can be read of a piece of a file, which may begin and end within a tag."""
    return unescape(_SPACE.sub(" ", _TAG.sub("", piece)))
