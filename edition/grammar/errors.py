"""What is wrong with a schema, as opposed to a document."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a schema; a schema that was handed over as bytes has no file."""

    file: Path | None = None
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file or 'schema'}:{self.line}"


class GrammarError(Exception):
    """The schema is no RELAX NG schema, breaks a restriction of RELAX NG, or lies out of reach."""

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        self.place = place or Place()

    @property
    def file(self) -> Path | None:
        """The file with the error."""
        return self.place.file

    @property
    def line(self) -> int:
        """The line of the error, from 1; 0 if it is of no line."""
        return self.place.line
