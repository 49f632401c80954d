"""All forms of all names, looked up in a text word by word: the longest that begins at each word.

The forms are a tree of words, so that looking takes as long for five thousand names as for five.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from edition.desk.folded import Folded, folded
from edition.desk.tagging.endings import german, russian
from edition.desk.tagging.forms import Form, is_form

_WORD = re.compile(r"[^\W_]+")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑–—", "-") | dict.fromkeys("‘’ʼ`´ʿʾ", "'"))
ENDING, ACCENT = 0.97, 0.95
_ABBREVIATION = 6  # letters


class Meaning(NamedTuple):
    """What a form means: the number of its entry, how sure it is, and why; and the form as it is registered."""

    entry: int
    weight: float
    because: str
    form: str


class Hit(NamedTuple):
    """A form found in a text, from `start` to `end`, and all that it may mean, the likeliest first."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


class _Form(NamedTuple):
    """A form in the tree: how its words are written, and what stands between them."""

    shapes: tuple[str, ...]  # lower, Title or UPPER
    gaps: tuple[str, ...]
    meaning: Meaning


class _Word(NamedTuple):
    """A word of a text, folded."""

    text: str
    start: int
    end: int


_Node = dict[str | None, Any]


class Lexicon:
    """The forms of a register."""

    def __init__(self, entries: Iterable[Iterable[Form]]) -> None:
        """Gather the forms of entries, which are numbered in their order."""
        self._tree: _Node = {}
        self._cases: dict[str, set[str]] = {}  # Russian forms to nominatives
        self._genitives: dict[str, set[str]] = {}
        for number, forms in enumerate(entries):
            best: dict[str, Form] = {}
            for form in forms:
                known = best.get(form.text)
                if is_form(form.text) and (known is None or known.weight < form.weight):
                    best[form.text] = form
            for form in best.values():
                self._enter(number, form)
        bent = (word for table in (self._cases, self._genitives) for word in table)
        self._first = frozenset((*self._tree, *bent))  # most words of a text are none of these

    def _enter(self, number: int, form: Form) -> None:
        words = list(_words(folded(form.text)))
        node = self._tree
        for word in words:
            node = node.setdefault(word.text, {})
        raw = [each[0] for each in _WORD.finditer(form.text)]
        if len(raw) != len(words):  # letters that a folded text has not
            raw = [word.text.title() for word in words]
        small = folded(form.text).text
        gaps = tuple(_gap(small[one.end : two.start]) for one, two in pairwise(words))
        meaning = Meaning(number, form.weight, form.because, form.text)
        node.setdefault(None, []).append(_Form(tuple(map(_shape, raw)), gaps, meaning))
        for name in raw:
            for case in russian(name.lower()):
                self._cases.setdefault(folded(case).text, set()).add(folded(name).text)
            for case in german(name):
                self._genitives.setdefault(folded(case).text, set()).add(folded(name).text)

    def hits(self, text: str, language: str = "") -> Iterator[Hit]:
        """Yield the forms in a text of a language (BCP 47), the longest first where they overlap, in their order."""
        small = folded(text)
        words = list(_words(small))
        is_german = language[:2].lower() in ("de", "")
        number = 0
        while number < len(words):
            is_first = words[number].text in self._first
            found = self._longest(text, small, words, number, is_german=is_german) if is_first else None
            if found is None:
                number += 1
                continue
            last, meanings = found
            start, end = small.span(words[number].start, words[last].end)
            yield Hit(start, end, meanings)
            number = last + 1

    def _longest(
        self, text: str, small: Folded, words: list[_Word], first: int, *, is_german: bool
    ) -> tuple[int, tuple[Meaning, ...]] | None:
        """Return the last word of the longest form that begins with a word, and what it means."""
        best = None
        paths: list[tuple[_Node, bool]] = [(self._tree, False)]
        for number in range(first, len(words)):
            paths = [
                (node[word], bent or is_bent)
                for node, bent in paths
                for word, is_bent in self._read(words[number].text, is_german=is_german)
                if word in node
            ]
            if not paths:
                break
            meanings = [
                meaning
                for node, bent in paths
                for form in node.get(None, ())
                if (meaning := _meant(form, text, small, words[first : number + 1], bent=bent))
            ]
            if meanings:
                best = number, _best(meanings)
        return best

    def _read(self, word: str, *, is_german: bool) -> Iterator[tuple[str, bool]]:
        yield word, False
        for each in sorted(self._cases.get(word, ())):
            yield each, True
        if is_german:
            for each in sorted(self._genitives.get(word, ())):
                yield each, True


def _meant(form: _Form, text: str, small: Folded, words: list[_Word], *, bent: bool) -> Meaning | None:
    """Return what a form means that has these words; None if they are written otherwise."""
    for shape, word in zip(form.shapes, words, strict=True):
        start, end = small.span(word.start, word.end)
        if not _is_written(shape, text[start:end]):
            return None
    for gap, (one, two) in zip(form.gaps, pairwise(words), strict=True):
        between = small.text[one.end : two.start]
        if not _is_gap(gap, between):
            return None
    weight, because = form.meaning.weight, form.meaning.because
    start, end = small.span(words[0].start, words[-1].end)
    if bent:
        weight, because = weight * ENDING, f"{because}, with an ending"
    elif not text[start:end].isascii() and not _same_accents(form.meaning.form, text[start:end]):
        weight, because = weight * ACCENT, f"{because}, with other accents"
    return form.meaning._replace(weight=round(weight, 2), because=because)


def _same_accents(form: str, text: str) -> bool:
    return [each[0].lower() for each in _WORD.finditer(form)] == [each[0].lower() for each in _WORD.finditer(text)]


def _best(meanings: list[Meaning]) -> tuple[Meaning, ...]:
    """Return for each entry its best meaning, the best first."""
    best: dict[int, Meaning] = {}
    for meaning in sorted(meanings, key=lambda each: (-each.weight, each.entry, each.form)):
        best.setdefault(meaning.entry, meaning)
    return tuple(best.values())


def _words(small: Folded) -> Iterator[_Word]:
    return (_Word(found[0], found.start(), found.end()) for found in _WORD.finditer(small.text))


def _shape(word: str) -> str:
    if word.isupper() and 1 < len(word) <= _ABBREVIATION:
        return "UPPER"
    return "Title" if word[:1].isupper() else "lower"


def _is_written(shape: str, word: str) -> bool:
    """Tell whether a word is written as a form has it: a name with a capital, an abbreviation in capitals."""
    if shape == "lower":
        return True
    return word.isupper() if shape == "UPPER" else word[:1].isupper()


def _gap(text: str) -> str:
    return " ".join(text.translate(_HYPHENS).split()) or (" " if text else "")


def _is_gap(form: str, text: str) -> bool:
    """Tell whether what stands between two words of a text may stand between those of a form.

    Blanks may come and go beside a point, and a point may be left out, but not be put in.
    """
    gap = _gap(text)
    if gap == form:
        return True
    if "." in form:
        return gap.replace(".", "").strip() == form.replace(".", "").strip() and gap.count(".") <= form.count(".")
    return {form, gap} == {" ", "-"}
