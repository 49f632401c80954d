"""A grammar as an automaton that is built where documents walk it.

The state within an element is a tuple of patterns. In most schemas it has one: what may still come before the end
tag. Where a start tag can mean several elements of the schema, the state in it follows all their contents side by
side, and what its parent may still hold afterwards depends on those that can end at the end tag. (James Clark's
algorithm keeps the same facts in one pattern with `after` inside; as a tuple without what surrounds the element, the
same state serves wherever the element stands, so the automaton stays small.)
"""

from collections.abc import Iterable, Sequence

from edition.grammar.build import Builder
from edition.grammar.datatypes import NO_CONTEXT, SPACE, Context
from edition.grammar.patterns import (
    NOT_ALLOWED,
    TEXT,
    Attribute,
    Data,
    Element,
    Leaves,
    List,
    Pattern,
    Value,
)

_MOST_ENTRIES = 500_000  # patterns, derivatives and states that are remembered
_MOST_VALUES = 20_000  # values that are remembered of one attribute


class Opening:
    """What a start tag leads to.

    `child` is the state in it, before its attributes; `entered` the state once it is closed without any, None where
    one is required; `name` the name of the tag. `resume` is the state behind the element, by the contents that can end
    there, as bits; it is worked out where it is needed.
    """

    __slots__ = ("_rests", "child", "entered", "name", "resume")

    def __init__(self, name: str, child: "State", rests: Sequence[tuple[Pattern, ...]]) -> None:
        self.name, self.child = name, child
        self.entered = child.closed()
        self.resume: dict[int, State] = {}
        self._rests = rests

    def after(self, accepted: int) -> "State | None":
        """Return the state behind the element when those of its contents that are bits of `accepted` can end."""
        if accepted and accepted not in self.resume:
            rests = [rest for place, rest in enumerate(self._rests) if accepted >> place & 1]
            machine = self.child.machine
            self.resume[accepted] = machine.state(map(machine.build.choice, zip(*rests, strict=True)))
        return self.resume.get(accepted)

    def forgiven(self) -> "State":
        """Return the state behind the element when none of its contents can end, but it does."""
        return self.after((1 << len(self._rests)) - 1) or self.child


class Plan:
    """What attributes of certain names lead to, if `known` allows each its value (None: it may have any)."""

    __slots__ = ("closed", "ids", "known")

    def __init__(self, known: Iterable["Known | None"], ids: Iterable[tuple[str, str]], closed: "State") -> None:
        self.known, self.ids, self.closed = tuple(known), tuple(ids), closed


class State:
    """What may still come in an element.

    `accepted` are the patterns that can end here, as bits; `texts` the leaves that text can match; `is_typed` tells
    whether it must be a value, `is_mixed` whether text changes nothing. `openings` and `plans` hold what start tags
    and attributes lead to.
    """

    __slots__ = ("accepted", "is_mixed", "is_typed", "machine", "openings", "patterns", "plans", "texts")

    def __init__(self, patterns: tuple[Pattern, ...], machine: "Machine") -> None:
        self.patterns, self.machine = patterns, machine
        self.accepted = sum(1 << place for place, pattern in enumerate(patterns) if pattern.nullable)
        self.texts = frozenset(leaf for pattern in patterns for leaf in pattern.first if not isinstance(leaf, Element))
        self.is_typed = bool(self.texts - TEXT.first)
        self.is_mixed = not self.is_typed and all(machine.build.after(each, TEXT.first) is each for each in patterns)
        self.openings: dict[str, Opening] = {}
        self.plans: dict[tuple[str, ...], Plan] = {}

    @property
    def first(self) -> Leaves:
        """What may come next."""
        return frozenset[Pattern]().union(*(pattern.first for pattern in self.patterns))

    @property
    def attributes(self) -> Leaves:
        """What attributes may come."""
        return frozenset[Pattern]().union(*(pattern.attributes for pattern in self.patterns))

    def after(self, leaves: Leaves) -> "State | None":
        """Return the state once one of the leaves has come, None if none of them may."""
        build = self.machine.build
        return self.machine.living(tuple(build.after(pattern, leaves) for pattern in self.patterns))

    def without(self, attributes: Leaves) -> "State | None":
        """Return the state once one of the attributes has come, None if none of them may."""
        build = self.machine.build
        return self.machine.living(tuple(build.without(pattern, attributes) for pattern in self.patterns))

    def closed(self, *, missing: Pattern = NOT_ALLOWED) -> "State | None":
        """Return the state once no more attributes come, None if one is missing."""
        build = self.machine.build
        return self.machine.living(tuple(build.closed(pattern, missing) for pattern in self.patterns))

    def open(self, name: str) -> Opening | None:
        """Return what a start tag leads to, None if there may be none of that name."""
        contents: dict[Pattern, list[set[Pattern]]] = {}
        for place, pattern in enumerate(self.patterns):
            for leaf in sorted_leaves(pattern.first):
                if isinstance(leaf, Element) and leaf.has_name(name):
                    of_content = contents.setdefault(leaf.content, [set() for _ in self.patterns])
                    of_content[place].add(leaf)
        if not contents:
            return None
        after = self.machine.build.after
        rests = [
            tuple(after(pattern, frozenset(leaves)) for pattern, leaves in zip(self.patterns, each, strict=True))
            for each in contents.values()
        ]
        opening = Opening(name, self.machine.state(contents), rests)
        self.machine.count()
        self.openings[name] = opening
        return opening

    @property
    def mixed(self) -> "State | None":
        """The state after text that is no value, None if there can be none."""
        return self if self.is_mixed else self.after(TEXT.first)

    def value(self, text: str, context: Context, *, is_whole: bool) -> "State | None":
        """Return the state after text that may be a value, None if it may not stand here.

        White space means something only where it `is_whole` what is in the element ("An algorithm for RELAX NG
        validation", childrenDeriv).
        """
        is_blank = not text.strip(SPACE)
        if is_blank and not is_whole:
            return self
        after = self.after(self.machine.matching(self.texts, text, context))
        if not is_blank or after is None:
            return after or (self if is_blank and self.accepted else None)
        return self.machine.either(self, after)


class Known(dict[str, bool]):
    """Which values an attribute may have, as far as they have been met."""

    def __init__(self, attribute: Attribute, machine: "Machine") -> None:
        super().__init__()
        self._pattern, self._machine = attribute.value, machine
        self._is_id = id_type(attribute) == "ID"

    def __missing__(self, value: str) -> bool:
        verdict = self._machine.accepts(self._pattern, value)
        if not self._is_id:  # ids do not come twice
            if len(self) > _MOST_VALUES:
                self.clear()
            self[value] = verdict
        return verdict


class Machine:
    """The states of a grammar that have been met so far, and what remembers them."""

    def __init__(self, build: Builder) -> None:
        self.build = build
        self._states: dict[tuple[Pattern, ...], State] = {}
        self._known: dict[Attribute, Known] = {}
        self._entries = 0

    def state(self, patterns: Iterable[Pattern]) -> State:
        """Return the one state of these patterns."""
        key = tuple(patterns)
        state = self._states.get(key)
        if state is None:
            state = self._states[key] = State(key, self)
        return state

    def living(self, patterns: tuple[Pattern, ...]) -> State | None:
        """Return the state of these patterns, None if none of them allows anything."""
        return self.state(patterns) if any(pattern is not NOT_ALLOWED for pattern in patterns) else None

    def either(self, *states: State) -> State:
        """Return the state that allows what one of several states of one element allows."""
        return self.state(map(self.build.choice, zip(*(state.patterns for state in states), strict=True)))

    def count(self) -> None:
        """Count something remembered; when it is too much, forget everything that is not in use."""
        self._entries += 1
        if self._entries + self.build.size < _MOST_ENTRIES:
            return
        for state in self._states.values():
            state.openings.clear()
            state.plans.clear()
        self._states.clear()
        self._known.clear()
        self.build.forget()
        self._entries = 0

    def known(self, attribute: Attribute) -> Known | None:
        """Return the values that an attribute may have; None if it may have any."""
        if attribute.value is TEXT:
            return None
        known = self._known.get(attribute)
        if known is None:
            known = self._known[attribute] = Known(attribute, self)
        return known

    def accepts(self, pattern: Pattern, text: str, context: Context = NO_CONTEXT) -> bool:
        """Tell whether a text matches all of a pattern."""
        if pattern.nullable and not text.strip(SPACE):
            return True
        return self.build.after(pattern, self.matching(pattern.first, text, context)).nullable

    def matching(self, leaves: Iterable[Pattern], text: str, context: Context) -> Leaves:
        """Return those of the leaves that match a text; the datatype of each is asked once."""
        return frozenset(leaf for leaf in leaves if self.matches(leaf, text, context))

    def matches(self, leaf: Pattern, text: str, context: Context) -> bool:
        """Tell whether a text matches a leaf."""
        match leaf:
            case Data(datatype=datatype, excluded=excluded):
                if not datatype.allows(text, context):
                    return False
                return excluded is None or not self.accepts(excluded, text, context)
            case Value(datatype=datatype, value=value):
                try:
                    return bool(datatype.value(text, context) == value)
                except ValueError:
                    return False
            case List(content=content):
                return self._matches_words(content, text.split(), context)
        return leaf is TEXT

    def _matches_words(self, content: Pattern, words: Sequence[str], context: Context) -> bool:
        for word in words:
            content = self.build.after(content, self.matching(content.first, word, context))
            if content is NOT_ALLOWED:
                return False
        return content.nullable


def sorted_leaves(leaves: Iterable[Pattern]) -> list[Pattern]:
    """Return leaves in the order in which the schema was read."""
    return sorted(leaves, key=lambda leaf: leaf.serial)


def id_type(attribute: Attribute) -> str | None:
    """Return what an attribute is for identity: `ID`, `IDREF`, `IDREFS`, None (RELAX NG DTD Compatibility, 4)."""
    for leaf in sorted_leaves(attribute.value.first):
        if isinstance(leaf, Data | Value) and leaf.datatype.id_type:
            return leaf.datatype.id_type
    return None


def is_contextual(pattern: Pattern) -> bool:
    """Tell whether a value depends on more than its text."""
    for leaf in pattern.first:
        if isinstance(leaf, Data | Value) and leaf.datatype.is_contextual:
            return True
        if isinstance(leaf, List) and is_contextual(leaf.content):
            return True
        if isinstance(leaf, Data) and leaf.excluded is not None and is_contextual(leaf.excluded):
            return True
    return False
