"""Failures in the words of someone who wants to help: what is wrong, what is allowed here, what may have been meant."""

from collections.abc import Iterable
from dataclasses import dataclass

from edition.grammar import failures
from edition.grammar.ahead import Ahead, look_ahead, missing, missing_attributes, required
from edition.grammar.derivative import Opening, State, sorted_leaves
from edition.grammar.grammar import Grammar
from edition.grammar.names import split
from edition.grammar.patterns import TEXT, Attribute, Element, Leaves, Pattern
from edition.grammar.values import expected
from edition.grammar.wording import Wording, nearest, quoted, several


@dataclass(frozen=True, slots=True)
class Said:
    """What a failure says, before it is known where; `unknown` is the name that the schema does not have."""

    code: str
    message: str
    help: str
    unknown: str = ""


class Explainer:
    """Explains what is wrong with one document."""

    def __init__(self, grammar: Grammar, wording: Wording) -> None:
        self._grammar, self._wording = grammar, wording
        self._lists: dict[State, str] = {}

    def element(self, name: str, parent: Opening | None, state: State, ahead: Ahead | None) -> Said:
        """Explain an element that cannot come next in the state of its parent."""
        tag = self._wording.tag(name)
        if ahead is not None:
            place = f"in {self._wording.tag(parent.name)}" if parent else "here"
            return Said(failures.EARLY_ELEMENT, f"{tag} is too early {place}: {self._first(ahead)}", "")
        allowed = self._allowed(state)
        if name not in self._grammar.names:
            return self._unknown(name, _element_names(state.first), allowed)
        if parent is None:
            return Said(failures.MISPLACED_ELEMENT, f"{tag} cannot be the root element", allowed)
        within = self._wording.tag(parent.name)
        if self._could_come(name, parent.child):
            allowed = f"it can only stand earlier in {within}; {allowed}"
        return Said(failures.MISPLACED_ELEMENT, f"{within} cannot contain {tag} here", allowed)

    def _could_come(self, name: str, child: State) -> bool:
        return any(look_ahead(pattern, name, child.machine.build) for pattern in child.patterns)

    def _unknown(self, name: str, here: list[str], allowed: str) -> Said:
        tag, (uri, local) = self._wording.tag(name), split(name)
        twins = [each for each in self._grammar.names if split(each)[1] == local]
        if twins:
            where = f"the namespace {uri}" if uri else "no namespace"
            wanted = split(min(twins, key=lambda twin: (twin not in here, twin)))[0]
            help_ = f"the schema has <{local}> in the namespace {wanted}" if wanted else "the schema has it in none"
            return Said(failures.UNKNOWN_ELEMENT, f"<{local}> is in {where}, where the schema has no such name", help_)
        if uri not in {split(each)[0] for each in self._grammar.names}:
            where = f"the namespace {uri}" if uri else "no namespace"
            return Said(failures.UNKNOWN_ELEMENT, f"unknown element {tag}", f"the schema has no element of {where}")
        meant = self._wording.meant(name, here, self._grammar.names)
        help_ = f"did you mean {self._wording.tag(meant)}?" if meant else allowed
        return Said(failures.UNKNOWN_ELEMENT, f"unknown element {tag}", help_, f"{{{uri}}}{local}")

    def _first(self, ahead: Ahead) -> str:
        parts = [self._one_of(pattern) for pattern in ahead.skipped]
        return f"{_joined(parts)} must come first"

    def _one_of(self, pattern: Pattern) -> str:
        names = _element_names(required(pattern)) or _element_names(missing(pattern))
        return self._named(names)

    def _named(self, names: list[str]) -> str:
        if len(names) == 1:
            return self._wording.tag(names[0])
        return f"one of {self._wording.listed(names)}" if names else "something"

    def _allowed(self, state: State) -> str:
        """Say what is allowed next, the likely first."""
        if state not in self._lists:
            self._lists[state] = self._list(state)
        return self._lists[state]

    def _list(self, state: State) -> str:
        first = state.first
        words = ["text"] if TEXT in first else []
        names = _element_names(first)
        if names:
            needed = _element_names(leaf for pattern in state.patterns for leaf in missing(pattern))
            words.append(self._wording.listed(names, needed))
        if any(isinstance(leaf, Element) and leaf.name_class.is_open for leaf in first):
            words.append("elements of other namespaces")
        values = [leaf for leaf in first if not isinstance(leaf, Element) and leaf is not TEXT]
        if values:
            words.append(expected(values))
        return f"allowed here: {', '.join(words)}" if words else "nothing more can come here"

    def incomplete(self, name: str, state: State) -> Said:
        """Explain an element that ends before all has come that must be in it."""
        patterns = [pattern for pattern in state.patterns if pattern.first or pattern.attributes]
        needed = {leaf for pattern in patterns for leaf in required(pattern)}
        names = _element_names(needed) if len(patterns) == 1 else []
        what = _joined([self._wording.tag(each) for each in names])
        if not names:
            names = _element_names(leaf for pattern in patterns for leaf in missing(pattern))
            what = self._named(names)
        verb = "are" if " and " in what else "is"
        message = f"{self._wording.tag(name)} is incomplete: {what} {verb} missing"
        help_ = "" if set(names) >= set(_element_names(state.first)) else self._allowed(state)
        return Said(failures.INCOMPLETE_ELEMENT, message, help_)

    def text(self, text: str, parent: str, state: State) -> Said:
        """Explain text where there can be none."""
        message = f"text {quoted(text)} is not allowed directly in {self._wording.tag(parent)}"
        return Said(failures.STRAY_TEXT, message, self._allowed(state))

    def content(self, text: str, name: str, state: State) -> Said:
        """Explain the text of an element that is not the value it should be."""
        tag = self._wording.tag(name)
        message = f"bad value {quoted(text)} for the text of {tag}" if text.strip() else f"{tag} is empty"
        return Said(failures.BAD_CONTENT, message, f"expected {expected(state.first, text)}")

    def attribute(self, name: str, element: str, child: State, state: State) -> Said:
        """Explain an attribute that the element does not have at all, or not beside those it has."""
        at, tag = f"@{self._wording.name(name)}", self._wording.tag(element)
        if any(attribute.has_name(name) for attribute in _attributes(child.attributes)):
            message = f"@{self._wording.name(name)} is not allowed on {tag} beside its other attributes"
            return Said(failures.MISPLACED_ATTRIBUTE, message, self._attributes_left(state))
        names = [each for attribute in _attributes(child.attributes) for each in attribute.name_class.names()]
        meant = nearest(self._wording.name(name), {self._wording.name(each): each for each in sorted(names)})
        help_ = f"did you mean @{self._wording.name(meant)}?" if meant else self._attributes_left(state)
        return Said(failures.UNKNOWN_ATTRIBUTE, f"{tag} has no attribute {at}", help_)

    def _attributes_left(self, state: State) -> str:
        names = {each for attribute in _attributes(state.attributes) for each in attribute.name_class.names()}
        words = sorted(f"@{self._wording.name(name)}" for name in names)
        return f"allowed here: {several(words)}" if words else "no other attribute is allowed here"

    def value(self, name: str, element: str, value: str, attributes: Iterable[Pattern]) -> Said:
        """Explain a value that an attribute cannot have."""
        leaves = {leaf for attribute in _attributes(attributes) for leaf in attribute.value.first}
        where = f"@{self._wording.name(name)} on {self._wording.tag(element)}"
        message = f"bad value {quoted(value)} for {where}" if value.strip() else f"{where} is empty"
        return Said(failures.BAD_ATTRIBUTE, message, f"expected {expected(leaves, value)}")

    def missing_attributes(self, element: str, state: State) -> Said:
        """Explain a start tag that lacks attributes."""
        needed = {leaf for pattern in state.patterns for leaf in required(pattern)}
        names = self._attribute_names(needed)
        tag = self._wording.tag(element)
        if names:
            what = f"the attribute {names[0]}" if len(names) == 1 else f"the attributes {_joined(names)}"
            return Said(failures.MISSING_ATTRIBUTE, f"{tag} needs {what}", "")
        build = state.machine.build
        options = self._attribute_names(
            leaf for pattern in state.patterns for leaf in missing_attributes(pattern, build)
        )
        if not options:
            return Said(failures.MISPLACED_ELEMENT, f"{tag} is not allowed here in any form", "")
        return Said(failures.MISSING_ATTRIBUTE, f"{tag} needs one of the attributes {several(options)}", "")

    def _attribute_names(self, leaves: Iterable[Pattern]) -> list[str]:
        names = {name for attribute in _attributes(leaves) for name in attribute.name_class.names()}
        return sorted(f"@{self._wording.name(name)}" for name in names)

    def duplicate(self, name: str, value: str, line: int) -> Said:
        """Explain an id that stands on two elements."""
        message = f"{self._wording.name(name)} {quoted(value)} is already used on line {line}"
        return Said(failures.DUPLICATE_ID, message, "an id names one element: give this one another")

    def dangling(self, name: str, value: str, ids: Iterable[str]) -> Said:
        """Explain a reference to an id that no element has."""
        meant = nearest(value, {each: each for each in sorted(ids)})
        message = f"@{self._wording.name(name)} names {quoted(value)}, but no element has this id"
        return Said(failures.DANGLING_ID, message, f"did you mean {quoted(meant)}?" if meant else "")


def _element_names(leaves: Iterable[Pattern]) -> list[str]:
    """Return the names that elements have, those in any namespace apart."""
    found = {name for leaf in leaves if isinstance(leaf, Element) for name in leaf.name_class.names()}
    return sorted(found)


def _attributes(leaves: Iterable[Pattern] | Leaves) -> list[Attribute]:
    return [leaf for leaf in sorted_leaves(leaves) if isinstance(leaf, Attribute)]


def _joined(words: list[str]) -> str:
    """Return words with commas, and “and” before the last."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
