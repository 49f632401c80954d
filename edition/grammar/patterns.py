"""Patterns in the simple form of RELAX NG (section 4), hash-consed: equal patterns are one object.

What a document can offer next is called a *leaf*: an element, an attribute, text, or a value of a datatype. A pattern
knows the leaves that may come first, and what is left to come once some of them have come. That is James Clark's
derivative ("An algorithm for RELAX NG validation") taken not by an event but by the set of the leaves that the event
matches, so that values and names stay outside and there are few derivatives to remember.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from edition.grammar.datatypes import Datatype
from edition.grammar.errors import Place
from edition.grammar.names import NameClass

if TYPE_CHECKING:
    from edition.grammar.build import Builder

Leaves = frozenset["Pattern"]

_NONE: Leaves = frozenset()


class Pattern:
    """What may stand somewhere; here the parts common to all, which suit a leaf."""

    __slots__ = ("attributes", "first", "nullable", "serial")
    nullable: bool
    first: Leaves  # what may come next, attributes apart
    attributes: Leaves  # what attributes may come, in any order
    serial: int  # the order of creation, which is the same in each run

    def after(self, leaves: Leaves, build: "Builder") -> "Pattern":
        """Return what may follow once one of `leaves` has come."""
        return EMPTY if self in leaves else NOT_ALLOWED

    def without(self, leaves: Leaves, build: "Builder") -> "Pattern":
        """Return what is left to come once one of the attributes `leaves` has come."""
        return NOT_ALLOWED

    def closed(self, build: "Builder", missing: "Pattern") -> "Pattern":
        """Return what may follow once no more attributes come; those that should have come count as `missing`."""
        return self


class Empty(Pattern):
    """Nothing more comes."""

    __slots__ = ()


class NotAllowed(Pattern):
    """Nothing is right."""

    __slots__ = ()


class Text(Pattern):
    """Any text, also none, also in several pieces."""

    __slots__ = ()

    def after(self, leaves: Leaves, build: "Builder") -> Pattern:
        """Return the text itself: more of it may follow."""
        return self if self in leaves else NOT_ALLOWED


class Anything(Pattern):
    """Whatever is in an element that the schema does not know."""

    __slots__ = ()

    def after(self, leaves: Leaves, build: "Builder") -> Pattern:
        """Return itself: anything may follow."""
        return self


class Choice(Pattern):
    """One of the members."""

    __slots__ = ("members",)
    members: frozenset[Pattern]

    def __init__(self, members: frozenset[Pattern]) -> None:
        self.members = members
        self.nullable = any(member.nullable for member in members)
        self.first = _NONE.union(*(member.first for member in members))
        self.attributes = _NONE.union(*(member.attributes for member in members))

    def after(self, leaves: Leaves, build: "Builder") -> Pattern:
        """Derive each member that has one of the leaves."""
        return build.choice(build.after(member, leaves) for member in self.members)

    def without(self, leaves: Leaves, build: "Builder") -> Pattern:
        """Derive each member."""
        return build.choice(build.without(member, leaves) for member in self.members)

    def closed(self, build: "Builder", missing: Pattern) -> Pattern:
        """Close each member."""
        return build.choice(build.closed(member, missing) for member in self.members)


class Sequence(Pattern):
    """Several members, all of which come."""

    __slots__ = ("members",)
    members: tuple[Pattern, ...]

    def _again(self, members: Iterable[Pattern], build: "Builder") -> Pattern:
        raise NotImplementedError

    def without(self, leaves: Leaves, build: "Builder") -> Pattern:
        """Take the attribute from one member; as attributes have no order, it may be any."""
        members = self.members
        return build.choice(
            self._again((*members[:place], build.without(member, leaves), *members[place + 1 :]), build)
            for place, member in enumerate(members)
            if not leaves.isdisjoint(member.attributes)
        )

    def closed(self, build: "Builder", missing: Pattern) -> Pattern:
        """Close each member."""
        return self._again((build.closed(member, missing) for member in self.members), build)


class Group(Sequence):
    """The members one after the other."""

    __slots__ = ()

    def __init__(self, members: tuple[Pattern, ...]) -> None:
        self.members = members
        self.nullable = all(member.nullable for member in members)
        self.attributes = _NONE.union(*(member.attributes for member in members))
        self.first = _NONE.union(*(member.first for member in self.reachable()))

    def reachable(self) -> tuple[Pattern, ...]:
        """Return the members up to the first that must come."""
        for place, member in enumerate(self.members, 1):
            if not member.nullable:
                return self.members[:place]
        return self.members

    def _again(self, members: Iterable[Pattern], build: "Builder") -> Pattern:
        return build.group(members)

    def after(self, leaves: Leaves, build: "Builder") -> Pattern:
        """Derive each member that may come first; those behind it follow."""
        return build.choice(
            build.group((build.after(member, leaves), *self.members[place:]))
            for place, member in enumerate(self.reachable(), 1)
            if not leaves.isdisjoint(member.first)
        )


class Interleave(Sequence):
    """The members all at once, the parts of each in their order."""

    __slots__ = ()

    def __init__(self, members: tuple[Pattern, ...]) -> None:
        self.members = members
        self.nullable = all(member.nullable for member in members)
        self.first = _NONE.union(*(member.first for member in members))
        self.attributes = _NONE.union(*(member.attributes for member in members))

    def _again(self, members: Iterable[Pattern], build: "Builder") -> Pattern:
        return build.interleave(members)

    def after(self, leaves: Leaves, build: "Builder") -> Pattern:
        """Derive one member, whichever; the others are still to come."""
        members = self.members
        return build.choice(
            build.interleave((*members[:place], build.after(member, leaves), *members[place + 1 :]))
            for place, member in enumerate(members)
            if not leaves.isdisjoint(member.first)
        )


class OneOrMore(Pattern):
    """The member, and perhaps again."""

    __slots__ = ("member",)

    def __init__(self, member: Pattern) -> None:
        self.member = member
        self.nullable, self.first, self.attributes = member.nullable, member.first, member.attributes

    def after(self, leaves: Leaves, build: "Builder") -> Pattern:
        """Derive the member; it may come again."""
        rest, again = build.after(self.member, leaves), build.optional(self)
        if rest is TEXT and isinstance(self.member, Choice) and TEXT in self.member.members:
            return again  # more text is what may come again anyway
        return build.group((rest, again))

    def without(self, leaves: Leaves, build: "Builder") -> Pattern:
        """Take an attribute; others may come."""
        return build.group((build.without(self.member, leaves), build.optional(self)))

    def closed(self, build: "Builder", missing: Pattern) -> Pattern:
        """Close the member."""
        return build.one_or_more(build.closed(self.member, missing))


class Leaf(Pattern):
    """A pattern that is the first thing of itself, and the only."""

    __slots__ = ()

    def __init__(self) -> None:
        self.nullable, self.first, self.attributes = False, frozenset((self,)), _NONE


class Element(Leaf):
    """An element; what is in it is worked out when it is first asked for, so a grammar may be recursive and large."""

    __slots__ = ("_content", "_make", "has_name", "name_class", "place")

    def __init__(self, name_class: NameClass, make: Callable[[], Pattern], place: Place) -> None:
        super().__init__()
        self.name_class, self.place, self.has_name = name_class, place, name_class.contains
        self._make, self._content = make, None  # type: Callable[[], Pattern], Pattern | None

    @property
    def content(self) -> Pattern:
        """What may stand in the element, its attributes included."""
        if self._content is None:
            self._content = self._make()
        return self._content


class Attribute(Pattern):
    """An attribute with a value."""

    __slots__ = ("has_name", "name_class", "value")

    def __init__(self, name_class: NameClass, value: Pattern) -> None:
        self.nullable, self.first, self.attributes = False, _NONE, frozenset((self,))
        self.name_class, self.value, self.has_name = name_class, value, name_class.contains

    def without(self, leaves: Leaves, build: "Builder") -> Pattern:
        """Return nothing more if this is the attribute that came."""
        return EMPTY if self in leaves else NOT_ALLOWED

    def closed(self, build: "Builder", missing: Pattern) -> Pattern:
        """Return what stands for a missing attribute."""
        return missing


class Data(Leaf):
    """A value of a datatype, but none of those that match `excluded`."""

    __slots__ = ("datatype", "excluded")

    def __init__(self, datatype: Datatype, excluded: Pattern | None = None) -> None:
        super().__init__()
        self.datatype, self.excluded = datatype, excluded


class Value(Leaf):
    """One value of a datatype; `literal` is how the schema writes it."""

    __slots__ = ("datatype", "literal", "value")

    def __init__(self, datatype: Datatype, value: object, literal: str) -> None:
        super().__init__()
        self.datatype, self.value, self.literal = datatype, value, literal


class List(Leaf):
    """Words between white space."""

    __slots__ = ("content",)

    def __init__(self, content: Pattern) -> None:
        super().__init__()
        self.content = content


def _constant(pattern: Pattern, *, nullable: bool, leaf: bool = False) -> Pattern:
    pattern.nullable, pattern.attributes, pattern.serial = nullable, _NONE, 0
    pattern.first = frozenset((pattern,)) if leaf else _NONE
    return pattern


EMPTY = _constant(Empty(), nullable=True)
NOT_ALLOWED = _constant(NotAllowed(), nullable=False)
TEXT = _constant(Text(), nullable=True, leaf=True)
ANYTHING = _constant(Anything(), nullable=True)
ANYTHING.first = TEXT.first
