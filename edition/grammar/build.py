"""Makes patterns, each once, and remembers their derivatives."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from edition.grammar.errors import GrammarError
from edition.grammar.patterns import (
    EMPTY,
    NOT_ALLOWED,
    Choice,
    Group,
    Interleave,
    Leaves,
    OneOrMore,
    Pattern,
)

_LONGEST = 10_000  # members of one group; a schema that doubles its groups over and over would have no end
_P = TypeVar("_P", bound=Pattern)


class Builder:
    """Makes patterns so that equal ones are one object, and what is void or empty vanishes (sections 4.20, 4.21)."""

    def __init__(self) -> None:
        self._patterns: dict[tuple[object, ...], Pattern] = {}
        self._derivatives: dict[tuple[Pattern, Leaves], Pattern] = {}
        self._rests: dict[tuple[Pattern, Leaves], Pattern] = {}
        self._closed: dict[tuple[Pattern, Pattern], Pattern] = {}
        self._serial = 0

    @property
    def size(self) -> int:
        """How many patterns and derivatives are remembered."""
        return len(self._patterns) + len(self._derivatives) + len(self._rests) + len(self._closed)

    def forget(self) -> None:
        """Forget what was made; patterns in use stay right, they are only no longer found again."""
        self._patterns.clear()
        self._derivatives.clear()
        self._rests.clear()
        self._closed.clear()

    def numbered(self, pattern: _P) -> _P:
        """Give a new pattern its number, and return it."""
        self._serial += 1
        pattern.serial = self._serial
        return pattern

    def made(self, kind: Callable[..., Pattern], *parts: object) -> Pattern:
        """Return the one pattern of a kind with these parts."""
        key = (kind, *parts)
        pattern = self._patterns.get(key)
        if pattern is None:
            pattern = self._patterns[key] = self.numbered(kind(*parts))
        return pattern

    def choice(self, patterns: Iterable[Pattern]) -> Pattern:
        """Return the pattern of which one of `patterns` comes."""
        members: set[Pattern] = set()
        for pattern in patterns:
            if isinstance(pattern, Choice):
                members |= pattern.members
            elif pattern is not NOT_ALLOWED:
                members.add(pattern)
        if EMPTY in members and any(member.nullable for member in members if member is not EMPTY):
            members.remove(EMPTY)
        if len(members) <= 1:
            return members.pop() if members else NOT_ALLOWED
        return self.made(Choice, frozenset(members))

    def optional(self, pattern: Pattern) -> Pattern:
        """Return the pattern that comes or not."""
        return pattern if pattern.nullable else self.choice((pattern, EMPTY))

    def group(self, patterns: Iterable[Pattern]) -> Pattern:
        """Return the pattern of which all `patterns` come one after the other."""
        return self._sequence(Group, patterns)

    def interleave(self, patterns: Iterable[Pattern]) -> Pattern:
        """Return the pattern of which all `patterns` come at once."""
        return self._sequence(Interleave, patterns)

    def _sequence(self, kind: type[Group | Interleave], patterns: Iterable[Pattern]) -> Pattern:
        members: list[Pattern] = []
        for pattern in patterns:
            if pattern is NOT_ALLOWED:
                return NOT_ALLOWED
            if isinstance(pattern, kind):
                members += pattern.members
            elif pattern is not EMPTY:
                members.append(pattern)
        if len(members) <= 1:
            return members[0] if members else EMPTY
        if len(members) > _LONGEST:
            raise GrammarError(f"a pattern has more than {_LONGEST} parts")
        if kind is Interleave:
            members.sort(key=lambda member: member.serial)
        return self.made(kind, tuple(members))

    def one_or_more(self, pattern: Pattern) -> Pattern:
        """Return the pattern that comes once or several times."""
        if pattern is EMPTY or pattern is NOT_ALLOWED or isinstance(pattern, OneOrMore):
            return pattern
        return self.made(OneOrMore, pattern)

    def after(self, pattern: Pattern, leaves: Leaves) -> Pattern:
        """Return what may follow once one of `leaves` has come; remembered."""
        if leaves.isdisjoint(pattern.first):
            return NOT_ALLOWED
        key = (pattern, leaves)
        known = self._derivatives.get(key)
        if known is None:
            known = self._derivatives[key] = pattern.after(leaves, self)
        return known

    def without(self, pattern: Pattern, leaves: Leaves) -> Pattern:
        """Return what is left to come once one of the attributes `leaves` has come; remembered."""
        if leaves.isdisjoint(pattern.attributes):
            return NOT_ALLOWED
        key = (pattern, leaves)
        known = self._rests.get(key)
        if known is None:
            known = self._rests[key] = pattern.without(leaves, self)
        return known

    def closed(self, pattern: Pattern, missing: Pattern = NOT_ALLOWED) -> Pattern:
        """Return what may follow once no more attributes come; those that should have come count as `missing`."""
        if not pattern.attributes:
            return pattern
        key = (pattern, missing)
        known = self._closed.get(key)
        if known is None:
            known = self._closed[key] = pattern.closed(self, missing)
        return known
