"""Names that a text often has and no register: what is written with capitals, and not only where a sentence begins."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Literal, NamedTuple, get_args
from xml.sax.saxutils import escape

from edition.desk.days import western, words
from edition.desk.folded import folded
from edition.desk.importing.tables import VERBS
from edition.desk.tagging.flow import Flow
from edition.desk.tagging.judge import begins_sentence
from edition.rules.words_of_time import weekdays

Kind = Literal["person", "place", "org"]

_LINKS = "of the de du des la le von van der den zu al el os ul bin ibn"
_CAPITAL = r"[^\W\d_a-zа-яё]\w*(?:[’'-]\w+)*"
_SEQUENCE = re.compile(
    rf"(?<![\w’'-])(?:[^\W\d_]\.[ \t\r\n]?){{0,3}}{_CAPITAL}"
    rf"(?:[ \t\r\n]+(?:(?:{'|'.join(_LINKS.split())})[ \t\r\n]+){{0,2}}{_CAPITAL}){{0,5}}"
)
_BEFORE = re.compile(r"([^\W\d_]+)\.?[ \t\r\n]+(?=$|[^\W\d_]+\.?[ \t\r\n]+$)")
_BEHIND = re.compile(r"[ \t\r\n]+([^\W\d_]+)")
_LOOKED_AT = 40  # characters before a name
_POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
_PEOPLE = words(
    "mr mrs ms miss dr prof professor sir lord lady general colonel major captain marshal admiral minister president"
    " comrade cde cdes ambassador herr frau fräulein graf monsieur madame mme camarade тов товарищ товарища генерал"
    " господин госпожа министр посол"
)
# What stands before places; some of it before persons, too.
_IN = words("in at near into towards through around in bei um nach à en vers в во под через около близ")
_TO = words("from to of for aus von zu de pour из от к для")
_BY = words("by with and durch mit und par avec et с и")
_ARTICLES = words("the der die das den dem des le la les")
_PLACE = words(
    "street road avenue square river lake mount mountain mountains island islands bay sea gulf strait province region"
    " republic ssr valley valleys station port straße strasse gasse platz see berg insel fluss rue lac mer île province"
    " улица река озеро море остров область город"
)
_PLACE_ENDING = re.compile(
    r".{2,}(?:gasse|stra(?:ss|ß)e|platz|burg|stadt|hausen|heim|dorf|hagen|land|stan|istan|grad|ville|shire|abad|град|стан)"
)
_BODY = words(
    "committee ministry party bank company council army government commission office department institute academy"
    " university society league association bureau corporation partei ministerium verein gesellschaft akademie"
    " universität comité ministère parti société université комитет министерство партия банк совет армия комиссия союз"
)
# Begins a sentence often, and is no name.
_NO_NAMES = words(
    "the a an i he she it we you they this that these those there here in on at by for from to of with as but and or"
    " nor if when while where what who which how why not no yes all some many most after before since until his her"
    " their our its my your one two three mr mrs dr der die das ein eine ich er sie es wir ihr und oder aber wenn als"
    " wie was wer wo ja nein nicht mein dein sein le la les un une je tu il elle nous vous ils elles et ou"
    " mais si quand oui non ce"
    " и а но он она оно мы вы они я ты это в на по за из от до с к у о не да нет как что кто где когда если"
)
_OFFICES = _PEOPLE | words("prime foreign deputy first vice chief acting secretary affairs chairman")
_ADJECTIVE = re.compile(r"(?:[^\W_]+-)*[a-z]+(?:ian|ean|ish|ese|ic)s?")  # as is, or as the people that it names
_EXAMPLES, _LONGEST, _ABBREVIATION = 3, 60, 5
# How much each piece of evidence weighs for a kind; a name without any is more often of a person.
_STRONG, _PLAIN, _WEAK = 2.0, 1.0, 0.25
_USUAL: tuple[Kind, float] = ("person", 0.3)
_DOUBT = 0.75  # is added to all evidence: little of it makes nothing certain
_MOST_SURE = 0.95


@dataclass(slots=True)
class _Seen:
    """How a name was met: as it is written, how often, how often within a sentence, and what speaks for each kind.

    `is_of_letter` tells whether it is of who wrote or got a letter, or of where, at least once.
    """

    written: Counter[str] = field(default_factory=Counter)
    within: int = 0
    is_of_letter: bool = False
    evidence: dict[Kind, float] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)


class Unlisted(NamedTuple):
    """A name that no register has: how often it comes, where it stands, and an entry to begin with.

    `kind` is a guess at what it is, and `confidence` how sure that is, between 0 and 1.
    """

    name: str
    times: int
    kind: Kind
    confidence: float
    examples: tuple[str, ...]
    stub: str


class Census:
    """Counts names over many texts."""

    def __init__(self) -> None:
        """Begin with none."""
        self._seen: dict[str, _Seen] = {}
        self._small: set[str] = set()

    def count(self, flow: Flow, taken: Sequence[tuple[int, int]]) -> None:
        """Count the names in a text, but for the passages that are taken, in their order."""
        self._small.update(word for word in re.findall(r"(?<!\w)[^\W\d_]{2,}", flow.text) if word[0].islower())
        is_german = flow.language[:2].lower() == "de"
        number = 0
        for found in _SEQUENCE.finditer(flow.text):
            while number < len(taken) and taken[number][1] <= found.start():
                number += 1
            if number < len(taken) and taken[number][0] < found.end():
                continue
            self._meet(flow.text, found.start(), found[0], is_german=is_german)

    def add(self, name: str, kind: str, *, is_of_letter: bool = False) -> None:
        """Count a name that is encoded, as one of a person, place, or organisation; of other kinds none is counted."""
        known: Kind | None = next((each for each in get_args(Kind) if each == kind), None)
        if known is None or len(name) > _LONGEST or not any(letter.isupper() for letter in name):
            return
        seen = self._seen.setdefault(folded(name).text, _Seen())
        seen.written[name] += 1
        seen.within += 1
        seen.is_of_letter |= is_of_letter
        seen.evidence[known] = seen.evidence.get(known, 0) + _STRONG
        if len(seen.examples) < _EXAMPLES:
            seen.examples.append(name)

    def _meet(self, text: str, start: int, name: str, *, is_german: bool) -> None:
        is_first = begins_sentence(text, start)
        parts = name.split()
        while parts and folded(parts[0].rstrip(".")).text in _NO_NAMES | _PEOPLE:
            start += len(parts[0])
            is_first = False
            parts = parts[1:]
        words_of = _POSSESSIVE.sub("", " ".join(parts))
        key = folded(words_of).text
        if not _may_be_name(words_of, key) or (is_german and len(parts) == 1) or len(words_of) > _LONGEST:
            return
        seen = self._seen.setdefault(key, _Seen())
        seen.written[words_of] += 1
        seen.within += not is_first
        place = text.find(parts[0], start)
        for kind, weight in _evidence(text, place, place + len(" ".join(parts)), key):
            seen.evidence[kind] = seen.evidence.get(kind, 0) + weight
        if len(seen.examples) < _EXAMPLES:
            seen.examples.append(" ".join(text[max(0, start - 30) : start + len(name) + 20].replace("\0", " ").split()))

    def often(self, least: int, ids: Collection[str] = ()) -> Iterator[Unlisted]:
        """Yield the names met at least so often, the most frequent first; `ids` are those that entries have already.

        Those of the correspondences come before them, were they met but once: a letter is found by them.
        """
        found = [
            (key, seen)
            for key, seen in self._seen.items()
            if seen.is_of_letter
            or (seen.written.total() >= least and seen.within and not (key in self._small and " " not in key))
        ]
        used = set(ids)
        for key, seen in sorted(found, key=lambda each: (not each[1].is_of_letter, -each[1].written.total(), each[0])):
            name = max(sorted(seen.written), key=lambda each: seen.written[each])
            if not seen.evidence and _ADJECTIVE.fullmatch(key):
                continue
            kind, confidence = _kind(name, seen)
            xml_id = _new_id(key, used)
            used.add(xml_id)
            yield Unlisted(
                name, seen.written.total(), kind, confidence, tuple(seen.examples), _stub(name, kind, xml_id)
            )


def _may_be_name(name: str, key: str) -> bool:
    letters = re.sub(r"[\W\d_]", "", name)
    if len(letters) < 3 or re.fullmatch(r"[ivxlcdm]+", key):  # noqa: PLR2004
        return False
    return not set(key.split()) <= _NO_NAMES | _OFFICES and western(key) is None and not weekdays(f"{key} 1")


def _evidence(text: str, start: int, end: int, key: str) -> Iterator[tuple[Kind, float]]:
    """Yield what speaks for each kind of name: its own words, the words before it, and the word behind."""
    own = set(key.split())
    if _BODY & own:
        yield "org", _STRONG
    elif _PLACE & own or _PLACE_ENDING.fullmatch(key):
        yield "place", _STRONG
    before = [folded(word).text for word in _BEFORE.findall(text[max(0, start - _LOOKED_AT) : start])]
    word = before[-1] if before else ""
    if word in _PEOPLE:
        yield "person", _STRONG
    elif word in _ARTICLES and not _PEOPLE & own:
        yield "org", _WEAK  # no person has an article
        if len(before) > 1 and before[-2] in _IN | _TO:
            yield "place", _WEAK if before[-2] in _TO else _WEAK + _WEAK
    yield from _by_preposition(word)
    behind = _BEHIND.match(text, end)
    if behind and folded(behind[1]).text in VERBS:
        yield "person", _PLAIN


def _by_preposition(word: str) -> Iterator[tuple[Kind, float]]:
    if word in _IN:
        yield "place", _STRONG
    elif word in _TO:
        yield "place", _WEAK
    elif word in _BY:
        yield "person", _WEAK


def _kind(name: str, seen: _Seen) -> tuple[Kind, float]:
    """Return what a name is of, and how sure that is."""
    evidence = dict(seen.evidence)
    if name.isupper() and len(name) <= _ABBREVIATION:
        evidence["org"] = evidence.get("org", 0) + _PLAIN
    first, *others = name.split()
    usual, weight = _USUAL
    if others and _ADJECTIVE.fullmatch(folded(first).text):
        usual = "place"  # “Russian Armenia”
    elif others:
        weight *= 2
    evidence[usual] = evidence.get(usual, 0) + weight
    kind = max(sorted(evidence), key=lambda each: evidence[each])
    sure = evidence[kind] / (sum(evidence.values()) + _DOUBT)
    return kind, round(min(sure, _MOST_SURE), 2)


def _new_id(key: str, used: Collection[str]) -> str:
    base = "-".join(re.findall(r"[^\W_]+", key))
    base = base if base[:1].isalpha() else f"n-{base}"
    if base not in used:
        return base
    return next(each for number in count(2) if (each := f"{base}-{number}") not in used)


def _stub(name: str, kind: Kind, xml_id: str) -> str:
    element = {"person": "persName", "place": "placeName", "org": "orgName"}[kind]
    return f'<{kind} xml:id="{xml_id}"><{element}>{escape(name)}</{element}></{kind}>'
