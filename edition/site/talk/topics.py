"""What a talk names, in the order in which it comes up: dates, events, persons, places, organisations, works."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from edition.annotate import TEI
from edition.site.talk.model import Talk
from edition.source.facts import date_range
from edition.source.words import plain
from edition.view import Json, date_view

_NAMES = {"t": TEI.strip("{}")}
_CANDIDATE = "*[@ref or self::t:date or self::t:time]"
_CANDIDATES = etree.XPath(f"descendant::{_CANDIDATE}[not(ancestor::t:note)]", namespaces=_NAMES)
_HAS_ANY = etree.XPath(f"boolean(/*/t:text//{_CANDIDATE})", namespaces=_NAMES)
_DATES = frozenset(f"{TEI}{name}" for name in ("date", "time"))


_Key = str | tuple[str | None, ...]


class _Named(NamedTuple):
    """What is named, in the words of its first naming: by a pointer or, without one, by its date."""

    token: str
    date: Json | None
    text: str


def topics(talk: Talk) -> list[Json]:
    """Return what the turns name, in the order of first naming, with the turns that name it.

    Speakers are left out, and so is what stands in notes. A date within a name is a part of that. `at` are the places
    of the turns in the talk, from 0; `runs` tell them as lists of numbers do.
    """
    if not _HAS_ANY(talk.turns[0].element):
        return []
    speakers = {who for voice in talk.voices for who in voice.who}
    named: dict[_Key, _Named] = {}
    where: dict[_Key, dict[int, None]] = {}
    for at, turn in enumerate(talk.turns):
        for element in (turn.element, *turn.more):
            for key, each in _names(element):
                if key not in speakers:
                    named.setdefault(key, each)
                    where.setdefault(key, {})[at] = None
    return [
        {
            "token": each.token,
            "date": each.date,
            "text": each.text,
            "at": list(where[key]),
            "runs": list(_runs(talk, where[key])),
        }
        for key, each in named.items()
    ]


def _names(turn: etree._Element) -> Iterator[tuple[_Key, _Named]]:
    """Yield what an element names: a key that is equal for all names of the same, and what to tell of it."""
    for element in _CANDIDATES(turn):
        references = element.get("ref", "").split()
        for token in references:
            yield token, _Named(token, None, plain(element))
        if references or element.tag not in _DATES or _is_in_name(element, turn):
            continue
        if (date := date_range(element)) is not None:
            yield (date.start, date.end, date.kind), _Named("", date_view(date), plain(element))


def _is_in_name(element: etree._Element, turn: etree._Element) -> bool:
    around = element.getparent()
    while around is not None and around is not turn:
        if around.get("ref"):
            return True
        around = around.getparent()
    return False


def _runs(talk: Talk, at: Iterable[int]) -> Iterator[Json]:
    """Yield turns as lists of numbers do: those that follow each other as one run."""
    for _, group in groupby(enumerate(at), key=lambda pair: pair[1] - pair[0]):
        run = [place for _, place in group]
        yield {"from": talk.places[run[0]].number, "to": talk.places[run[-1]].number, "href": talk.href(run[0])}
