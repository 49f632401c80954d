"""Compile a schema and ask it about documents; the XSLT engine is handed in."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from edition.errors import TransformError
from edition.schematron.check import check
from edition.schematron.expand import Expanded, expand
from edition.schematron.model import (
    SCH,
    Failure,
    Fired,
    Note,
    Pattern,
    Place,
    Problem,
    Rule,
    SchematronError,
    Stylesheet,
    Test,
    XsltEngine,
)
from edition.schematron.read import AT, Allow, Reader
from edition.schematron.vocabulary import EXPRESSIONS

_COMPILER = Path(__file__).with_name("compile.xsl")
_RUNTIME = Path(__file__).with_name("runtime.xsl")
# How Saxon tells a mistake: where in the stylesheet, then a code and words, perhaps in several lines.
_SAXON = re.compile(r"rror [^\0]*?on line (\d+) column \d+ of [^\n]*\n((?:  [^\n]*\n?)+)")
_MARK = re.compile(r':at="(\d+)"')
_RENAMED = re.compile(r"(\$[\w.\-]+?)\.\.\d+")


def _nowhere(_path: Path) -> bool:
    return False


@dataclass(frozen=True)
class Schema:
    """A schema that was read and found good, in one phase; `expanded` holds its tables."""

    name: str
    title: str
    version: str
    expanded: Expanded
    places: tuple[Place, ...] = field(repr=False)
    trace: bool = False

    @cached_property
    def text(self) -> str:
        """The schema as `compile.xsl` takes it."""
        root = self.expanded.root
        if self.trace:
            root.set("trace", "true")
        return etree.tostring(root, encoding="unicode")

    @property
    def phase(self) -> str:
        """The phase that was chosen, `#ALL` if all patterns are active."""
        return self.expanded.phase

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns that are active."""
        return self.expanded.patterns

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the active patterns."""
        return self.expanded.rules

    @property
    def tests(self) -> tuple[Test, ...]:
        """The asserts and reports of the active patterns, and behind those of each rule the rule itself."""
        return self.expanded.tests

    def only(self, pattern: int) -> str:
        """Return the text of the schema with one of its patterns."""
        root = etree.fromstring(self.text)
        for number, element in enumerate(root.findall(f"{{{SCH}}}pattern")):
            if number != pattern:
                root.remove(element)
        return etree.tostring(root, encoding="unicode")


def load(
    text: str, base: Path | None = None, allow: Allow = _nowhere, *, phase: str | None = None, trace: bool = False
) -> Schema:
    """Read the text of a schema; raises SchematronError if any of it cannot be honoured.

    `base` is the file that the text comes from. Other files are read only if `allow` says so of their real paths.
    With `trace` the schema also tells which rules fired, as SVRL wants it.
    """
    reader = Reader(base, allow)
    root = reader.read(text)
    if not reader.problems:
        check(root, reader)
    _stop(reader.problems)
    expanded = expand(root, reader, phase)
    _stop(reader.problems)
    title = " ".join(root.xpath("string(*[local-name() = 'title'][1])").split())
    version = root.get("schemaVersion", "")
    return Schema(str(base) if base else "", title, version, expanded, tuple(reader.places), trace)


def _stop(problems: list[Problem]) -> None:
    if problems:
        raise SchematronError(problems)


class Compiler:
    """Makes rules of schemas; its own stylesheet is compiled once."""

    def __init__(self, engine: XsltEngine) -> None:
        self._engine = engine
        self._stylesheet = engine.compile_text(_COMPILER.read_text(encoding="utf-8"))

    def compile(self, schema: Schema) -> "Rules":
        """Return what can be asked about documents; raises SchematronError if an expression of the schema is wrong."""
        stylesheet = ""
        try:
            stylesheet = self._transpile(schema.text)
            whole = self._engine.compile_text(stylesheet)
        except TransformError as error:
            raise SchematronError(_problems(str(error), stylesheet, schema)) from error
        return Rules(schema, whole, self._alone)

    def _alone(self, schema: Schema, pattern: int) -> Stylesheet:
        return self._engine.compile_text(self._transpile(schema.only(pattern)))

    def _transpile(self, schema: str) -> str:
        """Return the stylesheet of a schema, each instruction that has a place in the schema on a line of its own."""
        root = etree.fromstring(self._stylesheet.run(schema))
        root.extend(etree.parse(_RUNTIME).getroot().iterchildren(etree.Element))
        for element in root.iter(etree.Element):
            if element.get(AT) is not None:
                before = element.getprevious()
                parent = element.getparent()
                if before is not None:
                    before.tail = "\n"
                elif parent is not None:
                    parent.text = "\n"
        return etree.tostring(root, encoding="unicode")


@dataclass(frozen=True)
class Rules:
    """A compiled schema."""

    schema: Schema
    stylesheet: Stylesheet
    alone: Callable[[Schema, int], Stylesheet] = field(repr=False)
    _parts: dict[int, Stylesheet] = field(default_factory=dict, repr=False)

    def check(self, document: str) -> tuple[Failure, ...]:
        """Return what the rules find in the text of a document, pattern by pattern in document order."""
        return tuple(found for found in self.report(document) if isinstance(found, Failure))

    def report(self, document: str) -> tuple[Failure | Fired, ...]:
        """Return what the rules find and, if the schema was loaded with trace, which of them were asked.

        Where the whole cannot be evaluated (a variable of a pattern has an error), the patterns are asked one by one.
        """
        try:
            return self._found(self.stylesheet, document)
        except TransformError as error:
            if is_final(error):
                raise
            return tuple(found for number in range(len(self.schema.patterns)) for found in self._one(number, document))

    def _one(self, pattern: int, document: str) -> tuple[Failure | Fired, ...]:
        try:
            if pattern not in self._parts:
                self._parts[pattern] = self.alone(self.schema, pattern)
            return self._found(self._parts[pattern], document)
        except TransformError as error:
            if is_final(error):
                raise
            name = self.schema.patterns[pattern].id
            return (broken(self.schema, name, f"The pattern {name} cannot be evaluated here: {_brief(str(error))}"),)

    def _found(self, stylesheet: Stylesheet, document: str) -> tuple[Failure | Fired, ...]:
        return tuple(_result(item, self.schema.tests) for item in json.loads(stylesheet.run(document)))


def _result(item: dict[str, Any], tests: Sequence[Test]) -> Failure | Fired:
    """Make a value of what the stylesheet tells of one node."""
    where = (item["number"], item["attribute"], item["path"])
    if item["kind"] == "fired":
        return Fired(item["n"], *where)
    test = tests[item["n"]]
    if item["kind"] == "broken":
        what = "rule" if test.kind == "rule" else "test"
        return Failure(test, f"The {what} cannot be evaluated here: {item['message']}", *where, is_broken=True)
    said = tuple(Note(head, text) for head, text in zip(test.notes, item["notes"], strict=True))
    return Failure(test, item["message"], *where, notes=said)


def is_final(error: TransformError) -> bool:
    """Tell whether there is no use in trying again in parts: no XML, or the run was ended from outside."""
    return bool(getattr(error, "is_final", False))


def broken(schema: Schema, id_: str, message: str) -> Failure:
    """Return the failure of a schema as a whole, or of a pattern, at a document as a whole."""
    place = Place(schema.name, 1, 1)
    return Failure(Test("rule", id_, "error", -1, "", place), message, is_broken=True)


def compile_schema(schema: str, engine: XsltEngine) -> Rules:
    """Turn the text of a schema that includes nothing into rules."""
    return Compiler(engine).compile(load(schema))


def validate(schema: str, document: str, engine: XsltEngine) -> tuple[Failure, ...]:
    """Return what a schema finds in a document; to check many documents, keep the result of `compile_schema`."""
    return compile_schema(schema, engine).check(document)


def _problems(told: str, stylesheet: str, schema: Schema) -> list[Problem]:
    """Translate what Saxon says of a stylesheet into what is wrong with the schema."""
    lines = stylesheet.split("\n")
    expressions = {str(e.get(AT)): _expression(e) for e in schema.expanded.root.iter(etree.Element) if e.get(AT)}
    problems: dict[Problem, None] = {}
    for found in _SAXON.finditer(told):
        mark = next((mark[1] for line in lines[int(found[1]) - 1 :: -1] if (mark := _MARK.search(line))), None)
        place = schema.places[int(mark)] if mark else Place(schema.name, 1, 1)
        message = _RENAMED.sub(r"\1", " ".join(found[2].split()))
        problems[Problem(place, message, expressions.get(mark or "", ""))] = None
    return list(problems) or [Problem(Place(schema.name, 1, 1), _brief(told))]


def _expression(element: etree._Element) -> str:
    text = next((text for name in EXPRESSIONS if (text := element.get(name)) is not None), element.get("match", ""))
    return _RENAMED.sub(r"\1", " ".join(text.split()))


def _brief(told: str) -> str:
    return " ".join(told.split())[:300]
