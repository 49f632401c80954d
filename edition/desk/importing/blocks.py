"""What a transcript is made of, whatever the file it came in: blocks of text with what their letters look like."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from edition.errors import EditionError

Kind = Literal["p", "head", "list", "item", "table", "row", "cell", "quote", "code", "rule", "pb"]
Form = Literal["text", "markdown", "docx"]


class Unreadable(EditionError):  # noqa: N818 - what is wrong with a transcript is no error of the program
    """A transcript cannot be read: what is wrong with it, in one line."""


class Run(NamedTuple):
    """A stretch of text of one look.

    `marks` are of: bold italic underline strike sup sub smallcaps code break. `link` is where it leads, `note` the id
    of the note that is called behind it, `image` the address of a picture of which the text is the description.
    """

    text: str
    marks: tuple[str, ...] = ()
    link: str = ""
    note: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list and so on; `runs` for what holds text, `children` for what holds blocks.

    `line` is that of the source (of DOCX: the number of the paragraph), from 1; `gap` the blank lines before it;
    `level` that of a heading; `info` the language of code, “ordered” of a list, “COLSxROWS” of a cell, the style of
    a paragraph; `anchor` the address of a heading; `part` tells of a passage of a
    paragraph whether it is the first (I), the last (F) or between them (M).
    """

    kind: Kind
    runs: tuple[Run, ...] = ()
    line: int = 0
    gap: int = 1
    level: int = 0
    info: str = ""
    children: tuple["Block", ...] = ()
    anchor: str = ""
    part: str = ""

    @property
    def text(self) -> str:
        """The text of the block itself."""
        return self.runs[0].text if len(self.runs) == 1 else "".join(run.text for run in self.runs)


class Note(NamedTuple):
    """A note that its file keeps apart from the text: its number and where it stands (foot, end, comment)."""

    number: str
    place: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript that was read: its blocks, the notes that they call, and what stands apart (running heads).

    `replaced` maps the signs that stand for characters which XML cannot hold to the names of these characters; `files`
    are pictures that the transcript carries, by the names under which they are to stand beside the draft; `about` is
    what it says of itself before its text (title, author, date).
    """

    name: str
    form: Form
    blocks: tuple[Block, ...]
    notes: Mapping[str, Note] = field(default_factory=dict)
    apart: tuple[Block, ...] = ()
    replaced: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)


def whole(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield blocks and all blocks within them; without recursion, since hostile lists are deep."""
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        yield block
        waiting += reversed(block.children)
