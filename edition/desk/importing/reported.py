"""Turns of a talk that is reported: “X asks …”, “Y replies …”; gestures and narration between them.

Speakers are found first: names at the beginning of paragraphs with a verb of speaking behind them. Then each
paragraph is
given to the speaker who is its subject; one without a speaker goes on with the turn before it.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from edition.desk.importing.minutes import is_aside, is_narration, is_resolved
from edition.desk.importing.names import Token, is_capital, is_title, key, name_end, tokens
from edition.desk.importing.roles import Page, Person, Role, Roles
from edition.desk.importing.spans import Span
from edition.desk.importing.tables import (
    AUXILIARIES,
    BASE_VERBS,
    BETWEEN,
    GERUNDS,
    GESTURES,
    HONORIFICS,
    NO_NAMES,
    PARTICLES,
    VERBS,
)
from edition.rules.words_of_time import fold

_FEWEST_TURNS = 3
_SHARE = 0.3  # of the paragraphs, at least, open a turn
_MOST_BETWEEN = 4  # words between a name and its verb
_ARTICLES = frozenset({"the", "der", "die", "das", "le", "la", "l"})
_JOINING = frozenset("and or of in und oder von et ou de и или".split())
_BORDER = re.compile(r"[.?!\])][\"”»“’']{0,2}\s{1,2}(?=[^\W\d_a-z])")
_SENTENCE = re.compile(r"[.?!]\s")


class Talk(NamedTuple):
    """The turns of a text and who takes part in them."""

    roles: Roles
    persons: tuple[Person, ...]


class _Subject(NamedTuple):
    """Who speaks in a paragraph: the key, the place of the name, and how sure that is."""

    who: str
    start: int
    end: int
    cert: str = "high"
    remark: str = ""


def reported(page: Page, taken: Roles, *, is_asked: bool = False) -> Talk:
    """Return the turns of a reported talk; none if too few paragraphs open one, unless a talk `is_asked` for."""
    places = [place for place, block in enumerate(page) if place not in taken and block.kind == "p"]
    opened = {place: found for place in places if (found := _opening(page[place].text))}
    counts = Counter(key(name) for name in opened.values())
    speakers = set(counts)
    fewest = 1 if is_asked else max(_FEWEST_TURNS, _SHARE * len(places))
    is_loud = sum(map(_is_loud, opened.values())) >= _FEWEST_TURNS  # as minutes write those who speak
    is_talk = len(speakers) > 1 and max(counts.values()) > 1 and (is_loud or len(speakers) * 2 <= len(opened) + 1)
    # one person is no talk, and many who speak once are none
    if len(opened) < (_FEWEST_TURNS if is_loud else fewest) or not (is_asked or is_talk):
        return Talk({}, ())
    names = {**_names(page, opened, speakers), **_within_paragraphs(page, places, speakers)}
    return Talk(_roles(page, places, names), tuple(Person(who, name, ("speaker",)) for who, name in names.items()))


def _opening(text: str) -> Sequence[Token] | None:
    """Return the name that a text begins with, if a verb of speaking stands behind it."""
    words = tokens(text, 16)
    if not words or words[0].bare in NO_NAMES - HONORIFICS:
        return None
    if len(words) > 2 and words[0].bare in _ARTICLES and words[1].text.isalpha() and _verb(words, 2) is not None:  # noqa: PLR2004
        return words[:2]  # the envoy asks
    end = name_end(words)
    for last in range(end, 0, -1):
        if not any(is_capital(word) for word in words[:last]) or words[last - 1].text[-1] in ":;!?)":
            continue
        verb = _verb(words, last)
        if verb is not None and any(word.bare not in _ARTICLES for word in words[:last]):
            return words[:last]
    return None


def _is_loud(words: Sequence[Token]) -> bool:
    """Tell whether a name is written in capitals: “MR. BALFOUR”."""
    return all(word.text.isupper() or word.bare in PARTICLES for word in words) and len(words[-1].bare) > 1


def _verb(words: Sequence[Token], start: int) -> int | None:
    """Return the number of the verb of speaking that stands at a word, or behind few words of no weight."""
    for place in range(start, min(len(words), start + _MOST_BETWEEN + 1)):
        if words[place].bare in VERBS:
            return place
        if words[place].bare in BASE_VERBS and place > start and words[place - 1].bare in AUXILIARIES:
            return place
        if words[place].bare not in BETWEEN:
            return None
    return None


def _names(page: Page, opened: Mapping[int, Sequence[Token]], speakers: set[str]) -> Mapping[str, str]:
    """Return the speakers in the order of their first turn, with the fullest form of their names."""
    names: dict[str, str] = {}
    for place, words in opened.items():
        who = key(words)
        if who in speakers:
            form = page[place].text[words[0].start : words[-1].end].rstrip(",")
            if len(form) > len(names.get(who, "")):
                names[who] = form
    return names


def _within_paragraphs(page: Page, places: Sequence[int], speakers: set[str]) -> Mapping[str, str]:
    """Return those who speak only within paragraphs of others: with a title, at the beginning of a sentence."""
    names: dict[str, str] = {}
    for place in places:
        text = page[place].text
        for found in _BORDER.finditer(text):
            words = _opening(text[found.end() : found.end() + 200])
            if words and is_title(words[0]) and words[0].bare not in _ARTICLES and (who := key(words)) not in speakers:
                end = found.end() + words[-1].end
                names.setdefault(who, text[found.end() + words[0].start : end].rstrip(","))
    return names


def _roles(page: Page, places: Sequence[int], names: Mapping[str, str]) -> Roles:
    surnames = {who: fold(_surname(name)) for who, name in names.items()}
    roles: dict[int, Role] = {}
    speaking = ""
    for place in places:
        text = page[place].text
        if is_aside(text) or is_narration(text) or (speaking and is_resolved(text)):
            roles[place] = Role("stage" if is_aside(text) else "narration", "medium")
            speaking = ""
            continue
        role = _role(text, surnames, speaking)
        if role is None and speaking:
            role = Role("more", "medium", who=speaking, remark="goes on with the turn before it")
        if role is not None:
            roles[place] = role
            speaking = "" if role.name == "gesture" else role.who
    return roles


def divided(text: str, names: Mapping[str, str], speaking: str) -> Sequence[str]:
    """Return a paragraph in which several speak as the passages of each; `names` are those of the speakers by key.

    Another one begins with a sentence that has the name and a verb of speaking at its beginning.
    """
    surnames = {who: fold(_surname(name)) for who, name in names.items()}
    parts, start = [], 0
    for found in _BORDER.finditer(text):
        subject = _at_start(tokens(text, 12, found.end()), surnames)
        if subject is None or subject.cert != "high" or subject.who == speaking:
            continue
        parts.append(text[start : found.end()])
        start, speaking = found.end(), subject.who
    return [*parts, text[start:]]


def _surname(name: str) -> str:
    words = [word for word in tokens(name) if is_capital(word) and not is_title(word)]
    return words[-1].bare if words else name.rsplit(maxsplit=1)[-1]


def _role(text: str, surnames: Mapping[str, str], speaking: str) -> Role | None:
    words = tokens(text, 40)
    subject = _at_start(words, surnames)
    if subject is not None:
        behind = [word for word in words if word.start >= subject.end]
        if _is_gesture(behind):
            return Role("gesture", "medium", who=subject.who, spans=(_name_span(subject),))
        return Role("turn", subject.cert, who=subject.who, spans=(_name_span(subject),), remark=subject.remark)
    subject = _within(text, words, surnames)
    if subject is None:
        return None
    is_gesture = bool(words) and words[0].bare in GERUNDS
    if subject.who == speaking and not is_gesture:
        return None
    spans: tuple[Span, ...] = (_name_span(subject),)
    if is_gesture:
        end = len(text[: subject.start].rstrip(" ,"))
        spans = (Span(0, end, "stage", (("type", "gesture"),), "gesture", "medium"), *spans)
    return Role("turn", "medium", who=subject.who, spans=spans, remark="the speaker is not the first word")


def _name_span(subject: _Subject) -> Span:
    return Span(subject.start, subject.end, "persName", (("who", subject.who),), "speaker", subject.cert)


def _at_start(words: Sequence[Token], surnames: Mapping[str, str]) -> _Subject | None:
    """Return the speaker whose name a paragraph begins with: whole, or run together with its verb (“Stalinasks”)."""
    end = name_end(words, 0)
    least = 2 if words and words[0].bare in _ARTICLES else 1
    for place, word in enumerate(words[: max(end, least)]):
        if not all(_is_part(each) for each in words[:place]) or (place and words[0].bare in NO_NAMES - HONORIFICS):
            break
        for who, surname in surnames.items():
            if word.bare == surname and not word.text.endswith((":", ";")):
                behind = words[place + 1].bare if place + 1 < len(words) else ""
                known = _verb(words, place + 1) is not None or behind in GESTURES
                start, stop = words[0].start, word.start + len(word.text.rstrip(".,;:"))
                if known:
                    return _Subject(who, start, stop)
                if not behind or is_capital(words[place + 1]) or not behind.isalpha() or behind in _JOINING:
                    continue
                if word.text[-1] in ",.’'":
                    continue
                return _Subject(who, start, stop, "low", "the verb is not known as one of speaking")
            if (
                is_capital(word)
                and word.bare.startswith(surname)
                and _is_verb_run_on(word.bare[len(surname) :], words, place)
            ):
                stop = word.start + len(surname) + (len(word.text) - len(word.text.lstrip("([„“«'")))
                return _Subject(
                    who, words[0].start, stop, "medium", f"read as a name and “{word.bare[len(surname) :]}”"
                )
    return None


def _is_part(word: Token) -> bool:
    """Tell whether a word may stand before the surname in a name."""
    return is_title(word) or is_capital(word) or word.bare in PARTICLES


def _is_verb_run_on(rest: str, words: Sequence[Token], place: int) -> bool:
    return rest in VERBS or (rest in BETWEEN and _verb(words, place + 1) is not None)


def _is_gesture(behind: Sequence[Token]) -> bool:
    """Tell whether the first verb behind a name is a gesture, and nothing is said with it."""
    place = next((number for number, word in enumerate(behind[:4]) if word.bare in GESTURES), None)
    if place is None or any(word.bare in VERBS for word in behind[:place]):
        return False
    pairs = zip(behind[place:], behind[place + 1 :], strict=False)
    return not any(one.bare in ("and", "und", "et", "и") and two.bare in VERBS for one, two in pairs)


def _within(text: str, words: Sequence[Token], surnames: Mapping[str, str]) -> _Subject | None:
    """Return the speaker in the first sentence who has a verb of speaking behind or before the name."""
    end = _SENTENCE.search(text[:600])
    limit = end.start() + 1 if end else len(text)
    for place, word in enumerate(words):
        if word.end > limit:
            break
        who = next((each for each, surname in surnames.items() if word.bare == surname), None)
        if who is None or word.text.rstrip(",.")[-2:] in ("’s", "'s"):
            continue
        first = place
        while first and (is_title(words[first - 1]) or words[first - 1].bare in PARTICLES):
            first -= 1
        is_subject = word.text[-1] not in ".,;:" and _verb(words, place + 1) is not None
        if is_subject or (0 < first <= 8 and words[first - 1].bare in VERBS and _is_inverted(words[:first])):  # noqa: PLR2004
            return _Subject(who, words[first].start, word.start + len(word.text.rstrip(".,;:")), "medium")
    return None


def _is_inverted(before: Sequence[Token]) -> bool:
    """Tell whether the words before an inverted subject name nobody else: “Darauf erwidert X”, and not “A asks X”."""
    return not any(is_capital(word) and not is_title(word) for word in before[1:])
