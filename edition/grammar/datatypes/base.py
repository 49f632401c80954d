"""Datatypes: what a datatype is, the two that RELAX NG has itself (section 6.2.8), and the libraries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SPACE = " \t\n\r"


@dataclass(frozen=True, slots=True)
class Context:
    """What a value may depend on: the namespaces in force by prefix, and the entities and notations of the DTD."""

    namespaces: Mapping[str, str] = field(default_factory=dict)
    entities: frozenset[str] = frozenset()
    notations: frozenset[str] = frozenset()


NO_CONTEXT = Context()

Read = Callable[[str, Context], Any]
Check = Callable[[Any, str], None]


def preserve(text: str) -> str:
    """Return the text as it is."""
    return text


def replace(text: str) -> str:
    """Return the text with a space for each character of white space."""
    return text.replace("\t", " ").replace("\n", " ").replace("\r", " ")


def collapse(text: str) -> str:
    """Return the words of the text with one space between them."""
    if " " not in text and "\n" not in text and "\t" not in text and "\r" not in text:
        return text
    return " ".join(word for word in replace(text).split(" ") if word)


@dataclass(frozen=True, eq=False)
class Datatype:
    """A set of values with their spellings.

    `read` makes a value of a text whose white space was treated by `space`, or raises ValueError with what is wrong;
    `what` is the name of such a value for people. `order` compares two values where the datatype is ordered, and
    returns None where they cannot be compared; `measure` gives a value its length where it has one.
    """

    name: str
    what: str
    read: Read
    space: Callable[[str], str] = collapse
    checks: tuple[Check, ...] = ()
    order: Callable[[Any, Any], int | None] | None = None
    measure: Callable[[Any], int] | None = None
    id_type: str | None = None
    is_contextual: bool = False
    patterns: tuple[str, ...] = ()
    is_decimal: bool = False

    def value(self, text: str, context: Context = NO_CONTEXT) -> Any:
        """Return the value that a text spells; raise ValueError, with a reason if there is more to say."""
        literal = self.space(text)
        value = self.read(literal, context)
        for check in self.checks:
            check(value, literal)
        return value

    def allows(self, text: str, context: Context = NO_CONTEXT) -> bool:
        """Tell whether a text spells a value."""
        try:
            self.value(text, context)
        except ValueError:
            return False
        return True


class ParameterError(ValueError):
    """A parameter does not fit its datatype."""


def spelling(text: str, _context: Context) -> str:
    """Return the text as its own value."""
    return text


BUILT_IN = {
    "string": Datatype("string", "text", spelling, preserve),
    "token": Datatype("token", "text", spelling),
}

Parameters = Sequence[tuple[str, str]]
