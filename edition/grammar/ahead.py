"""What must come: the parts of a pattern that it cannot do without, and what would be right if they had come.

The functions remember what they found, because a pattern may hold another in so many places that it cannot be walked
as a tree.
"""

from dataclasses import dataclass
from functools import lru_cache

from edition.grammar.build import Builder
from edition.grammar.patterns import (
    EMPTY,
    NOT_ALLOWED,
    Attribute,
    Choice,
    Element,
    Group,
    Interleave,
    Leaves,
    OneOrMore,
    Pattern,
    Sequence,
)

_NONE: Leaves = frozenset()
_remembered = lru_cache(maxsize=10_000)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is left to come once an element has come for which others, the `skipped`, should have come first."""

    rest: Pattern
    skipped: tuple[Pattern, ...] = ()


@_remembered
def look_ahead(pattern: Pattern, name: str, build: Builder) -> Ahead | None:
    """Return what an element would lead to if what must come before it had come; None if it never may come."""
    if isinstance(pattern, Element):
        return Ahead(EMPTY) if pattern.has_name(name) else None
    if isinstance(pattern, Choice):
        found = [ahead for member in pattern.members if (ahead := look_ahead(member, name, build))]
        return _nearest(found, build)
    if isinstance(pattern, OneOrMore):
        ahead = look_ahead(pattern.member, name, build)
        return ahead and Ahead(build.group((ahead.rest, build.optional(pattern))), ahead.skipped)
    if isinstance(pattern, Sequence):
        return _nearest(_in_members(pattern, name, build), build)
    return None


def _in_members(pattern: Sequence, name: str, build: Builder) -> list[Ahead]:
    found: list[Ahead] = []
    for place, member in enumerate(pattern.members):
        ahead = look_ahead(member, name, build)
        if ahead is None:
            continue
        before, behind = pattern.members[:place], pattern.members[place + 1 :]
        if isinstance(pattern, Group):
            skipped = tuple(each for each in before if not each.nullable)
            found.append(Ahead(build.group((ahead.rest, *behind)), (*skipped, *ahead.skipped)))
        else:
            found.append(Ahead(build.interleave((*before, ahead.rest, *behind)), ahead.skipped))
    return found


def _nearest(found: list[Ahead], build: Builder) -> Ahead | None:
    """Return what can be had with the least skipped."""
    if not found:
        return None
    least = min((ahead.skipped for ahead in found), key=lambda skipped: (len(skipped), [s.serial for s in skipped]))
    nearest = [ahead for ahead in found if ahead.skipped == least]
    return Ahead(build.choice(ahead.rest for ahead in nearest), least)


@_remembered
def required(pattern: Pattern) -> Leaves:
    """Return the elements and attributes that must come; where there is a choice, those in each of its members."""
    if isinstance(pattern, Element | Attribute):
        return frozenset((pattern,))
    if isinstance(pattern, Choice):
        members = [required(member) for member in pattern.members]
        return _NONE if pattern.nullable else members[0].intersection(*members[1:])
    if isinstance(pattern, Sequence):
        return _NONE.union(*map(required, pattern.members))
    return required(pattern.member) if isinstance(pattern, OneOrMore) else _NONE


@_remembered
def missing_attributes(pattern: Pattern, build: Builder) -> Leaves:
    """Return the attributes of which at least one must come."""
    if build.closed(pattern) is not NOT_ALLOWED:
        return _NONE
    if isinstance(pattern, Choice | Sequence):
        return _NONE.union(*(missing_attributes(member, build) for member in pattern.members))
    return pattern.attributes


@_remembered
def missing(pattern: Pattern) -> Leaves:
    """Return what could come next of the parts that must come."""
    if pattern.nullable:
        return _NONE
    if isinstance(pattern, Group):
        return missing(next(member for member in pattern.members if not member.nullable))
    if isinstance(pattern, Interleave):
        return _NONE.union(*(missing(member) for member in pattern.members))
    if isinstance(pattern, Choice):
        return _NONE.union(*(missing(member) for member in pattern.members))
    return missing(pattern.member) if isinstance(pattern, OneOrMore) else pattern.first
