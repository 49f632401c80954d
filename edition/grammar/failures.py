"""What is wrong with a document, and the codes for it."""

from dataclasses import dataclass

from edition.model import Span

UNKNOWN_ELEMENT = "RNG001"
MISPLACED_ELEMENT = "RNG002"
EARLY_ELEMENT = "RNG003"
INCOMPLETE_ELEMENT = "RNG004"
UNKNOWN_ATTRIBUTE = "RNG005"
MISPLACED_ATTRIBUTE = "RNG006"
MISSING_ATTRIBUTE = "RNG007"
BAD_ATTRIBUTE = "RNG008"
STRAY_TEXT = "RNG009"
DUPLICATE_ID = "RNG010"
DANGLING_ID = "RNG011"
BAD_CONTENT = "RNG012"

TITLES = {
    UNKNOWN_ELEMENT: "the schema knows no element of this name",
    MISPLACED_ELEMENT: "an element is not allowed here",
    EARLY_ELEMENT: "an element comes too early: another must come first",
    INCOMPLETE_ELEMENT: "an element ends too early: another is missing in it",
    UNKNOWN_ATTRIBUTE: "an element has no attribute of this name",
    MISPLACED_ATTRIBUTE: "an attribute is not allowed beside the others",
    MISSING_ATTRIBUTE: "an attribute is missing",
    BAD_ATTRIBUTE: "the value of an attribute is not one that it may have",
    STRAY_TEXT: "text is not allowed here",
    DUPLICATE_ID: "an id is used twice",
    DANGLING_ID: "an attribute names an id that no element has",
    BAD_CONTENT: "the text of an element is not a value that it may have",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that the schema does not allow.

    `number` is the element, counted from 0 in document order; `attribute` is written as in the file, `token` is one
    word of it. `span` is set where the place is no start tag and no attribute, but text or an end tag: it is that of
    the text that was checked. `line` is where a parser has read far enough to see it: the end of the tag or the line
    of the text. jing reports it there. `unknown` is the name, as “{namespace}local”, of an element that the schema has
    nowhere, though it has others of that namespace: who knows the vocabulary may have more to say of it than `help`.
    """

    code: str
    message: str
    help: str
    number: int
    attribute: str | None = None
    token: str | None = None
    span: Span | None = None
    line: int = 0
    unknown: str = ""
