"""Compile a Schematron schema and ask it about documents; the XSLT engine is handed in."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_CHECKER = Path(__file__).with_name("check.xsl")
_COMPILER = Path(__file__).with_name("compile.xsl")


class Stylesheet(Protocol):
    """A compiled stylesheet that can be run again and again."""

    def run(self, source: str) -> str:
        """Transform the text of a document and return the serialised result."""


class XsltEngine(Protocol):
    """The only thing asked of an XSLT 3.0 processor."""

    def compile_text(self, stylesheet: str) -> Stylesheet:
        """Compile the text of a stylesheet that imports nothing."""


class SchematronError(Exception):
    """A schema uses what this engine does not know; `reasons` names each such place."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Failure:
    """An assert that does not hold, or a report that does, at one node of a document.

    `number` is the failing element, or the owner of the failing attribute or text, counted from 0 in document order.
    `path` is the XPath of the failing node itself, with namespaces written out.
    """

    id: str
    role: str
    message: str
    number: int
    attribute: str | None
    path: str


@dataclass(frozen=True, slots=True)
class Rules:
    """A compiled schema."""

    stylesheet: Stylesheet

    def check(self, document: str) -> tuple[Failure, ...]:
        """Return what the rules find in the text of a document, pattern by pattern in document order."""
        return tuple(Failure(**item) for item in json.loads(self.stylesheet.run(document)))


def compile_schema(schema: str, engine: XsltEngine) -> Rules:
    """Turn the text of a schema into rules; raises SchematronError when it holds more than our subset."""
    if reasons := json.loads(_load(_CHECKER, engine).run(schema)):
        raise SchematronError(tuple(reasons))
    return Rules(engine.compile_text(_load(_COMPILER, engine).run(schema)))


def validate(schema: str, document: str, engine: XsltEngine) -> tuple[Failure, ...]:
    """Return what a schema finds in a document; to check many documents, keep the result of `compile_schema`."""
    return compile_schema(schema, engine).check(document)


def _load(stylesheet: Path, engine: XsltEngine) -> Stylesheet:
    return engine.compile_text(stylesheet.read_text(encoding="utf-8"))
