"""The restrictions on schemas (RELAX NG, section 7), checked on the simple form, one element at a time."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product

from edition.grammar.errors import GrammarError, Place
from edition.grammar.names import Name, NameClass, overlap, split
from edition.grammar.patterns import (
    EMPTY,
    TEXT,
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Group,
    Interleave,
    List,
    NotAllowed,
    OneOrMore,
    Pattern,
    Sequence,
    Text,
    Value,
)

_Kinds = tuple[type[Pattern], ...]
_STARTABLE = (Element, Choice, NotAllowed)

# Section 7.1: what a path of the simple form must not come upon; "repeated" is oneOrMore//group, oneOrMore//interleave
_FORBIDDEN: dict[str, _Kinds] = {
    "an attribute": (Attribute, Element),
    "a list": (List, Element, Attribute, Text, Interleave),
    "an except": (Attribute, Element, List, Text, Group, Interleave, OneOrMore, Empty),
    "a repeated group": (Attribute,),
}
_WORDS: dict[type[Pattern], str] = {
    Attribute: "an attribute",
    Element: "an element",
    List: "a list",
    Text: "text",
    Group: "a group",
    Interleave: "an interleave",
    OneOrMore: "a repetition",
    Empty: "empty content",
    Data: "a value",
    Value: "a value",
}
_REPEATED = "a repetition"
_Where = frozenset[str]
_Seen = set[tuple[Pattern, _Where]]


def check_start(start: Pattern, place: Place) -> None:
    """Check that a schema starts with elements (section 7.1.5)."""
    for pattern in start.members if isinstance(start, Choice) else (start,):
        if not isinstance(pattern, _STARTABLE):
            raise GrammarError(f"the start of a schema holds {_WORDS[type(pattern)]} beside elements", place)


def check_content(element: Element) -> None:
    """Check what is in an element, as far as the elements in it."""
    content = element.content
    try:
        _check_paths(content, frozenset(), set())
        _content_type(content, {})
        _check_attributes(content)
        _check_interleaves(content, set())
    except GrammarError as problem:
        raise GrammarError(problem.message, element.place) from problem


def _check_paths(pattern: Pattern, where: _Where, seen: _Seen) -> None:
    if (pattern, where) in seen:
        return
    seen.add((pattern, where))
    for inside in where & _FORBIDDEN.keys():
        if isinstance(pattern, _FORBIDDEN[inside]):
            raise GrammarError(f"{inside} cannot hold {_WORDS[type(pattern)]}")
    if isinstance(pattern, Sequence) and _REPEATED in where:
        where |= {"a repeated group"}
    for child, added in _parts(pattern):
        _check_paths(child, where | added, seen)


def _parts(pattern: Pattern) -> Iterator[tuple[Pattern, _Where]]:
    """Yield the patterns in a pattern, each with what that adds to its path."""
    match pattern:
        case Choice(members=members) | Sequence(members=members):
            for member in members:
                yield member, frozenset()
        case OneOrMore(member=member):
            yield member, frozenset((_REPEATED,))
        case Attribute(value=value):
            yield value, frozenset(("an attribute",))
        case List(content=content):
            yield content, frozenset(("a list",))
        case Data(excluded=excluded) if excluded is not None:
            yield excluded, frozenset(("an except",))


# Section 7.2: nothing, elements and text, or a value; None is for content that cannot be
_NOTHING, _COMPLEX, _SIMPLE = range(3)


def _content_type(pattern: Pattern, known: dict[Pattern, int]) -> int:
    """Return the type of a content; values stand alone, beside no element, text or other value."""
    if pattern not in known:
        known[pattern] = _fresh_content_type(pattern, known)
    return known[pattern]


def _fresh_content_type(pattern: Pattern, known: dict[Pattern, int]) -> int:
    match pattern:
        case Attribute(value=value):
            _content_type(value, known)
            return _NOTHING
        case Data() | Value() | List():
            return _SIMPLE
        case Choice(members=members):
            return max(_content_type(member, known) for member in members)
        case Sequence(members=members):
            types = [found for member in members if (found := _content_type(member, known))]
            if _SIMPLE in types and len(types) > 1:
                raise GrammarError("a value stands beside other content, so nothing tells where it ends")
            return max(types, default=_NOTHING)
        case OneOrMore(member=member):
            found = _content_type(member, known)
            if found == _SIMPLE:
                raise GrammarError("a value is repeated outside a list, so nothing tells where it ends")
            return found
    return _NOTHING if pattern is EMPTY else _COMPLEX


def _check_attributes(content: Pattern) -> None:
    """Check that no attribute can come twice, and that open classes of names are repeated (section 7.3)."""
    repeated: set[Pattern] = set()
    _check_duplicates(content, repeated, set())
    for attribute in content.attributes:
        if isinstance(attribute, Attribute) and attribute.name_class.is_open and attribute not in repeated:
            raise GrammarError("an attribute with any name must be in oneOrMore or zeroOrMore")


def _check_duplicates(pattern: Pattern, repeated: set[Pattern], seen: set[Pattern]) -> None:
    if not pattern.attributes or pattern in seen:
        return
    seen.add(pattern)
    if isinstance(pattern, OneOrMore):
        repeated |= pattern.attributes
    if isinstance(pattern, Sequence):
        members = [[each.name_class for each in _attributes(member)] for member in pattern.members if member.attributes]
        clash = _clash(members)
        if clash:
            raise GrammarError(f"the attribute {split(clash)[1]!r} can come twice")
    for child, _ in _parts(pattern):
        _check_duplicates(child, repeated, seen)


def _attributes(pattern: Pattern) -> list[Attribute]:
    return [attribute for attribute in pattern.attributes if isinstance(attribute, Attribute)]


def _clash(members: Iterable[Iterable[NameClass]]) -> str | None:
    """Return a name that belongs to classes of two members, None if there is none."""
    used: dict[str, int] = {}
    open_classes: list[tuple[int, NameClass]] = []
    for place, classes in enumerate(members):
        for each in classes:
            for name in each.names():
                if used.setdefault(name, place) != place:
                    return name
            if each.is_open:
                open_classes.append((place, each))
    named = ((place, Name(name)) for name, place in used.items())
    for (place, one), (at, other) in chain(product(named, open_classes), combinations(open_classes, 2)):
        if place != at and overlap(one, other):
            return next(iter(one.samples()))
    return None


def _check_interleaves(pattern: Pattern, seen: set[Pattern]) -> None:
    """Check that the members of an interleave share neither names nor text (section 7.4)."""
    if pattern in seen:
        return
    seen.add(pattern)
    if isinstance(pattern, Interleave):
        held = [_held(member, set()) for member in pattern.members]
        if sum(TEXT in leaves for leaves in held) > 1:
            raise GrammarError("two parts of an interleave hold text")
        clash = _clash([leaf.name_class for leaf in leaves if isinstance(leaf, Element)] for leaves in held)
        if clash:
            raise GrammarError(f"two parts of an interleave hold the element {split(clash)[1]!r}")
    for child, _ in _parts(pattern):
        _check_interleaves(child, seen)


def _held(pattern: Pattern, seen: set[Pattern]) -> set[Pattern]:
    """Return the patterns in a pattern, whether they come first or later, but for those in attributes."""
    if pattern not in seen:
        seen.add(pattern)
        if not isinstance(pattern, Attribute):
            for child, _ in _parts(pattern):
                _held(child, seen)
    return seen
