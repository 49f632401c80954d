"""The values of this room: where a schema says something, what is wrong with it, and what it found in a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

SCH = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"
# Ours alone: no schema may bind a prefix to it.
OWN = "urn:x-edition:schematron"

Severity = Literal["error", "warning", "info"]

# What authors of schemas write in @role and @severity. Any other word is a label and not a severity.
SEVERITIES: dict[str, Severity] = {
    "fatal": "error",
    "error": "error",
    "warning": "warning",
    "warn": "warning",
    "nonfatal": "warning",
    "caution": "warning",
    "information": "info",
    "informational": "info",
    "info": "info",
    "note": "info",
    "hint": "info",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A start tag in a schema; lines and columns count from 1. `file` is empty for a schema that came as text."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.file else f"line {self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a schema that cannot be used, and where; `expression` is the XPath that is at fault, if one is."""

    place: Place
    message: str
    expression: str = ""

    def __str__(self) -> str:
        shown = f' in "{self.expression}"' if self.expression else ""
        return f"{self.place}: {self.message}{shown}"


class SchematronError(Exception):
    """A schema cannot be used; `problems` names every reason with its place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class NoteHead:
    """A diagnostic or a property as the schema declares it."""

    kind: Literal["diagnostic", "property"]
    id: str
    language: str = ""
    role: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a diagnostic or a property says of one failure."""

    head: NoteHead
    text: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that is active in the phase of a schema."""

    id: str
    title: str
    role: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with a context; `pattern` counts the active patterns from 0."""

    id: str
    pattern: int
    context: str
    role: str
    flag: str


@dataclass(frozen=True, slots=True)
class Test:
    """An assert or a report as it stands in an expanded schema; `rule` stands for a rule as a whole.

    `rule` counts the rules of the active patterns from 0. `id` is the author's; without one it is that of the rule, if
    it has one, or of the pattern, and the place among its tests: `dates-2`.
    """

    kind: Literal["assert", "report", "rule"]
    id: str
    severity: Severity
    rule: int
    expression: str
    place: Place
    role: str = ""
    flag: str = ""
    see: str = ""
    fpi: str = ""
    icon: str = ""
    notes: tuple[NoteHead, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An assert that does not hold, or a report that does, at one node of a document.

    `number` is the failing element, or the owner of the failing attribute or text, counted from 0 in document order.
    `path` is the XPath of the failing node itself, with namespaces written out. `is_broken` marks a test that could
    not be evaluated here; such a failure is an error whatever the author's severity.
    """

    test: Test
    message: str
    number: int = 0
    attribute: str | None = None
    path: str = ""
    notes: tuple[Note, ...] = ()
    is_broken: bool = False

    @property
    def id(self) -> str:
        """The id of the test."""
        return self.test.id

    @property
    def code(self) -> str:
        """The code of a finding: `SCH-` and the id."""
        return f"SCH-{self.test.id}"

    @property
    def role(self) -> str:
        """The author's own word for how grave this is."""
        return self.test.role

    @property
    def severity(self) -> Severity:
        """How grave this is: @severity, else @role, of the test, its rule or its pattern; else an error."""
        return "error" if self.is_broken else self.test.severity


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that was asked about a node."""

    rule: int
    number: int
    attribute: str | None
    path: str


class Stylesheet(Protocol):
    """A compiled stylesheet that can be run again and again."""

    def run(self, source: str) -> str:
        """Transform the text of a document and return the serialised result."""


class XsltEngine(Protocol):
    """The only thing asked of an XSLT 3.0 processor; it raises TransformError where it cannot go on."""

    def compile_text(self, stylesheet: str) -> Stylesheet:
        """Compile the text of a stylesheet that imports nothing."""
