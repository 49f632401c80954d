"""How sure it is that a form found in a text is the name that it looks like."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from edition.desk.days import words
from edition.desk.folded import folded
from edition.desk.tagging.lexicon import Hit, Meaning

_RIVALS = 0.15  # two meanings that are no farther apart are both possible
_AMBIGUOUS = 0.5
ORDINARY, BEFORE_A_NAME, BEHIND_A_NAME, COMPOUND, ANY, ADJECTIVE = 0.6, 0.75, 0.7, 0.6, 0.5, 0.7
_INDEFINITE = frozenset(  # as they are written: the French “à” is no “a”
    "a an any every each no some which what another such ein eine einen einem einer kein keine keinen jeder jede jeden"
    " welcher welche un une aucun chaque quel quelle какой какая каждый любой никакой".split()
)
_NEXT = re.compile(r"([-‐‑–]|[ \t\r\n]+)([^\W_]+)")
_PREVIOUS = re.compile(r"([^\W_]+)(\.?[ \t\r\n]+|[-‐‑–])$")
_SENTENCE = re.compile(r"(?:^|[.!?:…\0“”\"«»(\[][\s\0]*|[\s\0]{0,3}[–—]\s*)$")
_HYPHENS = "-‐‑–"
_LOOKED_AT = 60  # characters
# Behind an adjective there stands none of these.
_NO_NOUNS = words(
    "is are was were has have had will would who that which and or but as at by of to in on for with from"
)
# Words that may stand before a name without being part of a longer one.
_TITLES = words(
    "mr mrs ms miss dr prof professor sir lord lady dame madam general gen col colonel major maj capt captain lt"
    " marshal admiral minister president comrade cde cdes tov comrades ambassador envoy shah king queen prince princess"
    " emperor"
    " tsar czar count baron duke secretary premier chairman consul deputy chief bishop archbishop pope saint st father"
    " generalissimo herr frau fräulein graf baron könig kaiser hofrat minister direktor genosse monsieur madame"
    " mademoiselle mme mlle m roi reine prince général ministre président camarade тов товарищ товарища товарищу"
    " товарищем тт т г господин госпожа генерал маршал министр посол председатель the in of and from"
)


class Judgement(NamedTuple):
    """The meanings of a hit, the likeliest first, each with its confidence; more than one means it is ambiguous."""

    confidence: float
    because: str
    meanings: tuple[Meaning, ...]


class Setting(NamedTuple):
    """What is known of the file that a hit is in.

    `ordinary` are the words that it also writes small, folded. `at_home` are the entries that it names otherwise, too:
    where a form means several, these come first. `bodies` are the entries of peoples and bodies, whose names may be
    adjectives.
    """

    ordinary: frozenset[str]
    at_home: frozenset[int]
    bodies: frozenset[int]


def judge(hit: Hit, text: str, setting: Setting, language: str) -> Judgement:
    """Weigh a form found in a text of a language."""
    judged = likeliest(hit.meanings, setting.at_home)
    if len(judged.meanings) > 1:
        return judged
    factor, reasons = 1.0, [judged.because]
    for less, reason in _doubts(hit, text, setting, language):
        factor *= less
        reasons.append(reason)
    return Judgement(round(judged.confidence * factor, 2), "; ".join(reasons), judged.meanings)


def likeliest(meanings: Sequence[Meaning], at_home: Collection[int]) -> Judgement:
    """Weigh the meanings of a form, the best first, against each other; `at_home` as in a setting."""
    best = meanings[0]
    rivals = [meaning for meaning in meanings if meaning.weight >= best.weight - _RIVALS]
    if len(rivals) == 1:
        return Judgement(best.weight, best.because, (best,))
    rivals.sort(key=lambda meaning: meaning.entry not in at_home)
    confidence = min(_AMBIGUOUS, best.weight / len(rivals))
    return Judgement(round(confidence, 2), f"one of {len(rivals)} that are called so", tuple(rivals))


def _doubts(hit: Hit, text: str, setting: Setting, language: str) -> Iterator[tuple[float, str]]:
    """Yield what speaks against a hit, and how much.

    In German every noun has a capital, so what stands beside a name tells nothing there.
    """
    name = text[hit.start : hit.end]
    is_word = not re.search(r"[\W_]", name)
    behind = _NEXT.match(text, hit.end)
    before = _PREVIOUS.search(text, max(0, hit.start - _LOOKED_AT), hit.start)
    if is_word and folded(name).text in setting.ordinary:
        yield ORDINARY, "also an ordinary word here"
    if is_word and before and before[1].lower() in _INDEFINITE:
        yield ANY, f"behind “{before[1]}”"
    if (behind and behind[1] in _HYPHENS) or (before and before[2] in _HYPHENS):
        yield COMPOUND, "joined to another word"
    elif language not in ("de", "") and not name.isupper():
        if behind and behind[2][0].isupper():
            yield BEFORE_A_NAME, "before another capital"
        if is_word and before and _is_name(before[1], text, before.start()):
            yield BEHIND_A_NAME, "behind another capital"
    if is_word and language == "en" and hit.meanings[0].entry in setting.bodies and _describes(name, behind):
        yield ADJECTIVE, "it may be an adjective"


def _describes(name: str, behind: re.Match[str] | None) -> bool:
    """Tell whether a name, as in “Turkmen customs”, may be an adjective of the word behind it."""
    return not (name.endswith("s") or name.isupper()) and not (behind and folded(behind[2]).text in _NO_NOUNS)


def is_title(word: str) -> bool:
    """Tell whether a word may stand before a name without being part of it: “Mr”, “Captain”."""
    return folded(word).text in _TITLES


def _is_name(word: str, text: str, place: int) -> bool:
    """Tell whether a word is written as a name, and neither is a title nor begins a sentence."""
    if not word[0].isupper() or is_title(word):
        return False
    return not begins_sentence(text, place)


def begins_sentence(text: str, place: int) -> bool:
    """Tell whether what stands at a place begins a sentence, or a quotation, as far as points and marks tell."""
    return bool(_SENTENCE.search(text, max(0, place - _LOOKED_AT), place))
