"""What the modules of this room say of a file that is being read; `parse` makes findings of it."""

from dataclasses import dataclass

from edition.model import Span


@dataclass(frozen=True, slots=True)
class Remark:
    """A code, what is wrong, what to do about it, and where; no span where the whole file is meant."""

    code: str
    message: str
    help: str = ""
    span: Span | None = None


class Refusal(Exception):  # noqa: N818 - what is wrong with a source is no error of the program
    """The file cannot be used; never leaves the room."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark.message)
        self.remark = remark
