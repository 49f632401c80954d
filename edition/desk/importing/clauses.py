"""What a reported turn says of itself: question, answer or reply, and which of its words are the speech."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from edition.desk.importing.names import Token, tokens
from edition.desk.importing.roles import Page, Roles
from edition.desk.importing.tables import ASKING, CONFIRMING, INTERROGATIVES, INVERTED, REPLYING, THAT, VERBS

_ENDS_ASKING = re.compile(r"(?:\?|[\[({]\?[\])}])[\s.”»“\"')\]]*$")
_NEAR = 5  # words between a verb of asking and the word that asks
_REACH = 7  # words between a verb of speaking and the speech
_MOST = 400


class Kind(NamedTuple):
    """What a turn is: of question, answer and reply, and the place of the turn that it takes up (-1 for none)."""

    kinds: tuple[str, ...]
    taken_up: int


def kinds(page: Page, roles: Roles) -> Mapping[int, Kind]:
    """Return the kinds of the turns of a talk by their places; only what the words tell."""
    found: dict[int, Kind] = {}
    before, was_question = -1, False
    for place in sorted(roles):
        role, text = roles[place], page[place].text
        if role.name == "more" and before >= 0 and _ENDS_ASKING.search(text[-40:]) and not role.label:
            was_question = True
            found[before] = found[before]._replace(kinds=tuple(dict.fromkeys((*found[before].kinds, "question"))))
        if role.name != "turn":
            continue
        words = tokens(text, _MOST)
        is_question = _asks(words, text)
        named = [] if role.label else _main_verbs(words)
        is_other = before >= 0 and roles[before].who != role.who
        kind = ""
        if is_other and (set(named) & REPLYING or (was_question and set(named) & CONFIRMING)):
            kind = "answer" if was_question else "reply"
        elif is_other and role.label and was_question and not is_question:
            kind = "answer"
        all_kinds = (*(("question",) if is_question else ()), *((kind,) if kind else ()))
        found[place] = Kind(all_kinds, before if kind else -1)
        before, was_question = place, is_question
    return found


def _main_verbs(words: Sequence[Token]) -> list[str]:
    """Return the words of the reporting clause: as far as the first verb of speaking, and one behind it."""
    for place, word in enumerate(words[:12]):
        if word.bare in VERBS:
            return [each.bare for each in words[: place + 3]]
    return []


def _asks(words: Sequence[Token], text: str) -> bool:
    if _ENDS_ASKING.search(text[-40:]):
        return True
    for place, word in enumerate(words):
        if word.bare in ASKING:
            behind = words[place + 1 : place + 1 + _NEAR]
            if any(each.bare in INTERROGATIVES and not _is_that(behind, number) for number, each in enumerate(behind)):
                return True
    return False


def _is_that(behind: Sequence[Token], number: int) -> bool:
    """Tell whether a word for “that” or “for” stands before: what is asked is a favour."""
    return any(each.bare in _FAVOURS for each in behind[:number])


_WITH_GERUND = frozenset("suggests suggested proposes proposed recommends recommended advises advised".split())
_FAVOURS = frozenset("that for to pardon be dass darum um zu que pour de что чтобы о".split()) - {"о"}


def speech(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where the reported speech of a paragraph begins and ends, if its words tell; the name ends at `start`."""
    words = tokens(text, 24, start)
    verb = next((place for place, word in enumerate(words[:6]) if word.bare in VERBS), None)
    if verb is None:
        return
    begin = _beginning(words[verb : verb + _REACH + 1], text)
    end = len(text.rstrip(" \n\t"))
    if begin is not None and text[end - 1 : end] == ".":
        end -= 1
    if begin is not None and begin < end:
        yield begin, end


def _beginning(words: Sequence[Token], text: str) -> int | None:
    if len(words) > 1 and words[0].bare in _WITH_GERUND and words[1].bare.endswith("ing"):
        return words[1].start
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else None
        if place and word.bare in THAT:
            return following.start if following else None
        if place and word.bare in INTERROGATIVES - INVERTED:
            return word.start
        if word.text[-1] in ",:;" and following and following.bare not in THAT | {"and", "und", "et", "и"}:
            return following.start
    return None
