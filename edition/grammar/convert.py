"""The elements of a schema to patterns (RELAX NG, section 4)."""

from collections.abc import Callable, Sequence

from lxml import etree

from edition.grammar import datatypes
from edition.grammar.build import Builder
from edition.grammar.classes import name_class
from edition.grammar.datatypes import Context, Datatype
from edition.grammar.load import Definition, Library, Scope, gather
from edition.grammar.patterns import EMPTY, NOT_ALLOWED, TEXT, Attribute, Data, Element, List, Pattern, Value
from edition.grammar.syntax import (
    Setting,
    children,
    ensure_empty,
    enter,
    error,
    kind,
    ncname,
    place,
    required,
    text_of,
)


class Converter:
    """Makes the patterns of one schema; the content of an element only when it is asked for."""

    def __init__(self, build: Builder, library: Library) -> None:
        self.build = build
        self.library = library
        self.scopes: list[Scope] = []
        self.elements: list[Element] = []
        self._datatypes: dict[tuple[object, ...], Datatype] = {}
        self._kinds: dict[str, Callable[[etree._Element, Setting], Pattern]] = {
            "element": self._element,
            "attribute": self._attribute,
            "group": self._group,
            "interleave": lambda element, setting: build.interleave(self._patterns(element, setting)),
            "choice": lambda element, setting: build.choice(self._patterns(element, setting)),
            "optional": lambda element, setting: build.choice((self._group(element, setting), EMPTY)),
            "zeroOrMore": lambda element, setting: build.optional(build.one_or_more(self._group(element, setting))),
            "oneOrMore": lambda element, setting: build.one_or_more(self._group(element, setting)),
            "list": self._list,
            "mixed": lambda element, setting: build.interleave((self._group(element, setting), TEXT)),
            "ref": lambda element, setting: self._reference(element, setting, setting.scope),
            "parentRef": self._parent_reference,
            "empty": lambda element, setting: _constant(EMPTY, element, setting),
            "text": lambda element, setting: _constant(TEXT, element, setting),
            "notAllowed": lambda element, setting: _constant(NOT_ALLOWED, element, setting),
            "data": self._data,
            "value": self._value,
            "externalRef": self._external,
            "grammar": self._grammar,
        }

    def pattern(self, element: etree._Element, setting: Setting) -> Pattern:
        """Return the pattern that an element of a schema stands for."""
        convert = self._kinds.get(kind(element))
        if convert is None:
            raise error(f"<{kind(element)}> is not a pattern", element, setting)
        return convert(element, enter(element, setting))

    def definition(self, definition: Definition) -> Pattern:
        """Return the pattern of a definition."""
        if definition.pattern is None:
            first = definition.components[0]
            if definition.is_open:
                message = f"{first.name or 'start'} refers to itself without an element between"
                raise error(message, first.element, first.setting)
            definition.is_open = True
            try:
                patterns = [self._component(each.element, each.setting) for each in definition.components]
            finally:
                definition.is_open = False
            is_choice = len(patterns) == 1 or definition.combine() == "choice"
            definition.pattern = self.build.choice(patterns) if is_choice else self.build.interleave(patterns)
        return definition.pattern

    def _component(self, element: etree._Element, setting: Setting) -> Pattern:
        if kind(element) == "start" and len(children(element, setting)) > 1:
            raise error("<start> holds one pattern", element, setting)
        return self._group(element, setting)

    def _patterns(self, element: etree._Element, setting: Setting) -> list[Pattern]:
        found = children(element, setting)
        if not found:
            raise error(f"<{kind(element)}> holds no pattern", element, setting)
        return [self.pattern(child, setting) for child in found]

    def _group(self, element: etree._Element, setting: Setting) -> Pattern:
        return self.build.group(self._patterns(element, setting))

    def _named(self, element: etree._Element, setting: Setting) -> Sequence[etree._Element]:
        """Return the children of an element or attribute that are patterns."""
        found = children(element, setting)
        if element.get("name") is not None:
            return found
        if not found:
            raise error(f"<{kind(element)}> has no name", element, setting)
        return found[1:]

    def _element(self, element: etree._Element, setting: Setting) -> Pattern:
        patterns = self._named(element, setting)
        if not patterns:
            raise error("<element> holds no pattern", element, setting)
        names = name_class(element, setting)

        def content() -> Pattern:
            return self.build.group([self.pattern(child, setting) for child in patterns])

        made = self.build.numbered(Element(names, content, place(element, setting)))
        self.elements.append(made)
        return made

    def _attribute(self, element: etree._Element, setting: Setting) -> Pattern:
        patterns = self._named(element, setting)
        if len(patterns) > 1:
            raise error("<attribute> holds one pattern", element, setting)
        value = self.pattern(patterns[0], setting) if patterns else TEXT
        names = name_class(element, setting)
        return NOT_ALLOWED if value is NOT_ALLOWED else self.build.made(Attribute, names, value)

    def _list(self, element: etree._Element, setting: Setting) -> Pattern:
        content = self._group(element, setting)
        return NOT_ALLOWED if content is NOT_ALLOWED else self.build.made(List, content)

    def _reference(self, element: etree._Element, setting: Setting, scope: Scope | None) -> Pattern:
        ensure_empty(element, setting)
        name = ncname(element, "name", setting)
        definition = scope.definitions.get(name) if scope else None
        if definition is None:
            raise error(f"{name} is not defined", element, setting)
        return self.definition(definition)

    def _parent_reference(self, element: etree._Element, setting: Setting) -> Pattern:
        if setting.scope is None or setting.scope.parent is None:
            raise error("there is no grammar around this one", element, setting)
        return self._reference(element, setting, setting.scope.parent)

    def _external(self, element: etree._Element, setting: Setting) -> Pattern:
        ensure_empty(element, setting)
        root, inner = self.library.follow(element, setting)
        return self.pattern(root, Setting(inner.document, None, inner.ns))

    def _grammar(self, element: etree._Element, setting: Setting) -> Pattern:
        scope = gather(element, setting, self.library)
        self.scopes.append(scope)
        if scope.start is None:
            raise error("<grammar> has no <start>", element, setting)
        return self.definition(scope.start)

    def _datatype(self, name: str, parameters: datatypes.Parameters, where: tuple[etree._Element, Setting]) -> Datatype:
        element, setting = where
        key = (setting.library, name, *parameters)
        if key not in self._datatypes:
            try:
                datatype = datatypes.find(setting.library, name, parameters)
            except datatypes.ParameterError as wrong:
                raise error(str(wrong), element, setting) from wrong
            if datatype is None:
                raise error(f"there is no datatype {name} in the library “{setting.library}”", element, setting)
            self._datatypes[key] = datatype
        return self._datatypes[key]

    def _data(self, element: etree._Element, setting: Setting) -> Pattern:
        parameters: list[tuple[str, str]] = []
        excluded = None
        for child in children(element, setting):
            if kind(child) == "param" and excluded is None:
                parameters.append((required(child, "name", setting), text_of(child, enter(child, setting))))
            elif kind(child) == "except" and excluded is None:
                excluded = self.build.choice(self._patterns(child, enter(child, setting)))
            else:
                raise error(f"<{kind(child)}> has no place here", child, setting)
        name = ncname(element, "type", setting)
        datatype = self._datatype(name, tuple(parameters), (element, setting))
        return self.build.made(Data, datatype, None if excluded is NOT_ALLOWED else excluded)

    def _value(self, element: etree._Element, setting: Setting) -> Pattern:
        text = text_of(element, setting)
        if element.get("type") is None:
            datatype = datatypes.BUILT_IN["token"]
        else:
            datatype = self._datatype(ncname(element, "type", setting), (), (element, setting))
        namespaces = {prefix: uri for prefix, uri in element.nsmap.items() if prefix}
        context = Context({**namespaces, "": setting.ns}) if datatype.is_contextual else datatypes.NO_CONTEXT
        try:
            value = datatype.value(text, context)
        except ValueError as wrong:
            raise error(f"“{text}” is not {datatype.what}", element, setting) from wrong
        return self.build.made(Value, datatype, value, text)


def _constant(pattern: Pattern, element: etree._Element, setting: Setting) -> Pattern:
    ensure_empty(element, setting)
    return pattern
