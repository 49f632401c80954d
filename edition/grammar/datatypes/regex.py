"""Regular expressions of XML Schema (part 2, appendix F), matched in time that is linear in the text.

Python's `re` tries again and again where an expression is ambiguous, so that `(a+)+` against a few dozen letters takes
for ever. Here an expression is a term, a state the set of the terms that the rest of the text may match, and a step
takes the partial derivatives by a character (V. Antimirov, "Partial derivatives of regular expressions and finite
automaton constructions", 1996). Steps are remembered, so in effect the automaton is built where it is walked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from edition.grammar.datatypes.characters import CharacterClass

_MOST_STATES = 2_000  # remembered for one expression
_MOST_WORK = 50_000  # terms derived for one text, remembered steps apart
_LEAST_WORK = 500  # the same for an expression that was found hopeless before


class RegexError(ValueError):
    """The text is no regular expression of XML Schema."""


class TooCostlyError(ValueError):
    """The text and the expression together would take too long."""


class Term:
    """An expression, or a part of one."""

    __slots__ = ()

    @property
    def nullable(self) -> bool:
        """Tell whether the term matches the empty text."""
        raise NotImplementedError

    def steps(self, character: str) -> Iterator["Term"]:
        """Yield the terms that the rest may match once `character` was matched."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class One(Term):
    """One character of a class."""

    characters: CharacterClass
    nullable = False

    def steps(self, character: str) -> Iterator[Term]:
        """Yield the empty text if the character belongs to the class."""
        if self.characters.contains(character):
            yield _EMPTY


@dataclass(frozen=True, slots=True)
class Either(Term):
    """One of several terms."""

    terms: tuple[Term, ...]

    @property
    def nullable(self) -> bool:
        """Tell whether one of them is."""
        return any(term.nullable for term in self.terms)

    def steps(self, character: str) -> Iterator[Term]:
        """Yield the steps of each."""
        for term in self.terms:
            yield from term.steps(character)


@dataclass(frozen=True, slots=True)
class Repeat(Term):
    """A term `least` to `most` times; `most` is None where there is no end."""

    term: Term
    least: int
    most: int | None

    @property
    def nullable(self) -> bool:
        """Tell whether it may come not at all, or empty."""
        return self.least == 0 or self.term.nullable

    def steps(self, character: str) -> Iterator[Term]:
        """Yield the steps of the term, each with what is left of the repetition behind it."""
        again = repeat(self.term, max(self.least - 1, 0), None if self.most is None else self.most - 1)
        for rest in self.term.steps(character):
            yield chain((rest, again))


@dataclass(frozen=True, slots=True)
class Chain(Term):
    """Terms one after the other."""

    terms: tuple[Term, ...] = ()

    @property
    def nullable(self) -> bool:
        """Tell whether all of them are."""
        return all(term.nullable for term in self.terms)

    def steps(self, character: str) -> Iterator[Term]:
        """Yield the steps of the first terms, up to one that cannot be empty, each with the terms behind it."""
        for place, term in enumerate(self.terms, 1):
            for rest in term.steps(character):
                yield chain((rest, *self.terms[place:]))
            if not term.nullable:
                break


_EMPTY = Chain()


def chain(terms: Iterable[Term]) -> Term:
    """Return the terms one after the other, as flat as can be."""
    flat: list[Term] = []
    for term in terms:
        flat += term.terms if isinstance(term, Chain) else (term,)
    return flat[0] if len(flat) == 1 else Chain(tuple(flat))


def repeat(term: Term, least: int, most: int | None) -> Term:
    """Return a term `least` to `most` times."""
    if most == 0 or term == _EMPTY:
        return _EMPTY
    return term if least == most == 1 else Repeat(term, least, most)


class _State:
    """The terms that the rest of the text may match, and the states that follow, as far as they are known."""

    __slots__ = ("final", "following", "terms")

    def __init__(self, terms: frozenset[Term]) -> None:
        self.terms = terms
        self.final = any(term.nullable for term in terms)
        self.following: dict[str, _State] = {}


class Automaton:
    """An expression, ready to match."""

    def __init__(self, term: Term) -> None:
        self._start = _State(frozenset((term,)))
        self._states = {self._start.terms: self._start}
        self._patience = _MOST_WORK

    def matches(self, text: str) -> bool:
        """Tell whether the whole text matches; raise TooCostlyError where that would take too long."""
        state, patience = self._start, self._patience
        for character in text:
            following = state.following.get(character)
            if following is None:
                derived = (rest for term in state.terms for rest in term.steps(character))
                terms = list(islice(derived, patience + 1))
                patience -= len(terms)
                if patience < 0:
                    self._patience = max(self._patience // 10, _LEAST_WORK)
                    raise TooCostlyError("the value is too long to be compared with such a pattern")
                following = self._follow(state, character, frozenset(terms))
            state = following
            if not state.terms:
                return False
        return state.final

    def _follow(self, state: _State, character: str, terms: frozenset[Term]) -> _State:
        """Remember where a step leads."""
        if len(self._states) > _MOST_STATES:
            self._start.following.clear()
            self._states = {self._start.terms: self._start}
        following = self._states.get(terms)
        if following is None:
            following = self._states[terms] = _State(terms)
        if len(state.following) > _MOST_STATES:
            state.following.clear()
        state.following[character] = following
        return following
