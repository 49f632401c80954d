"""A loaded schema: what validation and its messages ask of it."""

from collections import defaultdict
from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from lxml import etree

from edition.grammar.build import Builder
from edition.grammar.convert import Converter
from edition.grammar.derivative import Machine, State
from edition.grammar.errors import GrammarError, Place
from edition.grammar.load import Definition, Library
from edition.grammar.patterns import Element, Pattern
from edition.grammar.restrictions import check_content, check_start
from edition.grammar.syntax import RNG, Document, Setting, element_names

_T = TypeVar("_T")
_NESTED = (f".//{RNG}grammar", f".//{RNG}externalRef")


class Grammar:
    """A RELAX NG schema; what it has learnt of documents it keeps, so use one for many files."""

    def __init__(self, root: etree._Element, document: Document, library: Library) -> None:
        self._root, self._setting, self._library = root, Setting(document), library
        self._contents: dict[str, tuple[Pattern, ...]] = {}
        build = Builder()
        self._converter = Converter(build, library)
        self.machine = Machine(build)
        self._start = self._guarded(lambda: self._converter.pattern(root, self._setting))

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that the schema was read from, so far."""
        return self._library.files

    @property
    def start(self) -> State:
        """The state before the root element."""
        return self.machine.state((self._start,))

    def definitions(self, name: str) -> State | None:
        """Return the state in an element of a name wherever the schema has it; None if it has none."""
        if name not in self._index:
            return None
        if name not in self._contents:
            for definition in self._index[name]:
                self._converter.definition(definition)
            elements = self._named(name) or (self._named(name) if self._all else [])
            self._contents[name] = tuple(dict.fromkeys(element.content for element in elements))
        return self.machine.state(self._contents[name]) if self._contents[name] else None

    @property
    def names(self) -> Collection[str]:
        """The names of all elements of the schema, except where it allows any name."""
        return self._index.keys()

    def _named(self, name: str) -> list[Element]:
        return [element for element in self._converter.elements if name in element.name_class.names()]

    @cached_property
    def _index(self) -> dict[str, list[Definition]]:
        """The definitions that hold an element of a name, found without making patterns of them."""
        index: dict[str, list[Definition]] = defaultdict(list)
        if self._root.tag != f"{RNG}grammar" or self._is_nested():
            for element in self._all:
                for name in element.name_class.names():
                    index[name] = []
        for scope in self._converter.scopes:
            for definition in scope.definitions.values():
                for component in definition.components:
                    for name in element_names(component.element, component.setting):
                        index[name].append(definition)
        return dict(index)

    def _is_nested(self) -> bool:
        roots = (self._root, *self._library.roots)
        return any(root.find(path) is not None for root in roots for path in _NESTED)

    @cached_property
    def _all(self) -> tuple[Element, ...]:
        """All elements of the schema: every definition is read for them."""
        self._guarded(self._convert_all)
        return tuple(self._converter.elements)

    def _convert_all(self) -> None:
        scopes = elements = 0
        while scopes < len(self._converter.scopes) or elements < len(self._converter.elements):
            for scope in self._converter.scopes[scopes:]:
                scopes += 1
                for definition in scope.definitions.values():
                    self._converter.definition(definition)
            for element in self._converter.elements[elements:]:
                elements += 1
                _ = element.content

    def verify(self) -> None:
        """Read all of the schema and check the restrictions of sections 4 and 7; raise GrammarError."""
        self._guarded(self._verify)

    def _verify(self) -> None:
        elements = self._all
        check_start(self._start, Place(self._setting.document.path, self._root.sourceline or 0))
        for element in elements:
            check_content(element)

    @staticmethod
    def _guarded(convert: Callable[[], _T]) -> _T:
        try:
            return convert()
        except RecursionError:
            raise GrammarError("the patterns are nested too deeply") from None
