"""Reads the regular expressions of XML Schema (part 2, appendix F) into terms."""

import re
from functools import lru_cache

from edition.grammar.datatypes.characters import ESCAPES, WILDCARD, CharacterClass, named, negated, single
from edition.grammar.datatypes.regex import Automaton, Chain, Either, One, RegexError, Term, chain, repeat

_QUANTITY = re.compile(r"\{(\d{1,6})(,(\d{1,6})?)?\}", re.ASCII)
_PROPERTY = re.compile(r"\\([pP])\{([A-Za-z0-9-]+)\}")
_SHORT = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_MULTIPLE = frozenset("sSiIcCdDwW")
_DEEPEST = 100  # nested brackets


@lru_cache(maxsize=1_000)
def compiled(expression: str) -> Automaton:
    """Return an expression ready to match; raise RegexError if it is none."""
    reader = _Reader(expression)
    term = reader.alternatives(0)
    if reader.rest:
        raise RegexError(f"“{reader.rest[0]}” at character {reader.place + 1} has no place here")
    return Automaton(term)


class _Reader:
    """Reads an expression from left to right; each method reads what it is named for and moves on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0

    @property
    def rest(self) -> str:
        return self.text[self.place : self.place + 1]

    def take(self, wanted: str) -> bool:
        """Move over `wanted` if it stands here."""
        found = self.text.startswith(wanted, self.place)
        self.place += len(wanted) * found
        return found

    def alternatives(self, depth: int) -> Term:
        if depth > _DEEPEST:
            raise RegexError("the brackets are nested too deeply")
        branches = [self.branch(depth)]
        while self.take("|"):
            branches.append(self.branch(depth))
        return branches[0] if len(branches) == 1 else Either(tuple(branches))

    def branch(self, depth: int) -> Term:
        pieces: list[Term] = []
        while self.rest and self.rest not in "|)":
            pieces.append(self.quantified(self.atom(depth)))
        return chain(pieces) if pieces else Chain()

    def quantified(self, atom: Term) -> Term:
        if self.rest in _SHORT and self.rest:
            least, most = _SHORT[self.rest]
            self.place += 1
            return repeat(atom, least, most)
        if self.rest != "{":
            return atom
        found = _QUANTITY.match(self.text, self.place)
        if not found:
            raise RegexError("a quantity is {n}, {n,} or {n,m}")
        self.place = found.end()
        least = int(found[1])
        most = least if found[2] is None else int(found[3]) if found[3] else None
        if most is not None and most < least:
            raise RegexError(f"the quantity {found[0]} has its bounds the wrong way round")
        return repeat(atom, least, most)

    def atom(self, depth: int) -> Term:
        if self.take("("):
            term = self.alternatives(depth + 1)
            if not self.take(")"):
                raise RegexError("a bracket ( is not closed")
            return term
        if self.take("["):
            return One(self.characters(depth))
        if self.take("."):
            return One(WILDCARD)
        if self.rest == "\\":
            return One(self.escape())
        if self.rest in "?*+{}]":
            raise RegexError(f"“{self.rest}” at character {self.place + 1} must be written \\{self.rest}")
        self.place += 1
        return One(single(self.text[self.place - 1]))

    def escape(self) -> CharacterClass:
        if found := _PROPERTY.match(self.text, self.place):
            self.place = found.end()
            characters = named(found[2])
            if characters is None:
                raise RegexError(f"there is no class of characters {found[2]}")
            return characters if found[1] == "p" else negated(characters)
        letter = self.text[self.place + 1 : self.place + 2]
        if letter not in ESCAPES:
            raise RegexError(f"\\{letter} means nothing")
        self.place += 2
        return ESCAPES[letter]

    def characters(self, depth: int) -> CharacterClass:
        """Read `[…]` behind its first bracket."""
        if depth > _DEEPEST:
            raise RegexError("the brackets are nested too deeply")
        is_negated = self.take("^")
        ranges: list[tuple[int, int]] = []
        classes: list[CharacterClass] = []
        taken = None
        while not self.take("]"):
            if (ranges or classes) and self.take("-["):
                taken = self.characters(depth + 1)
                if self.rest != "]":
                    raise RegexError("nothing may follow a class that is taken away but ]")
            else:
                self.member(ranges, classes)
        if not ranges and not classes:
            raise RegexError("a class of characters is empty")
        return CharacterClass(tuple(ranges), frozenset(), tuple(classes), is_negated, taken)

    def member(self, ranges: list[tuple[int, int]], classes: list[CharacterClass]) -> None:
        """Read a character, a range or an escape within brackets."""
        start = self.bound(classes)
        if start is None:
            return
        end = start
        if self.rest == "-" and self.text[self.place + 1 : self.place + 2] not in "[]":
            self.place += 1
            bound = self.bound(None)
            if bound is None or bound < start:
                raise RegexError("a range of characters has its bounds the wrong way round")
            end = bound
        ranges.append((start, end))

    def bound(self, classes: list[CharacterClass] | None) -> int | None:
        """Read one character; a class of several goes to `classes`, where these are allowed."""
        letter = self.rest
        if letter == "\\":
            follows = self.text[self.place + 1 : self.place + 2]
            escaped = self.escape()
            if follows in _MULTIPLE or follows in "pP":
                if classes is None:
                    raise RegexError("a range of characters cannot end in a class")
                classes.append(escaped)
                return None
            return escaped.ranges[0][0]
        if not letter or letter == "[":
            raise RegexError("a class of characters is not closed" if not letter else "write \\[ for [ in a class")
        self.place += 1
        return ord(letter)
