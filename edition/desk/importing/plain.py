"""Blocks that need no guess: lists, tables, quotations, code, pictures, and the notes that a file keeps apart."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from lxml import etree

from edition.desk.importing.blocks import Block, Note, Run, Transcript
from edition.desk.importing.pages import is_parted
from edition.desk.importing.passages import Reader
from edition.desk.importing.report import Check
from edition.desk.importing.spans import Attributes, Span
from edition.desk.importing.weave import Weaver, child, element

_SHORT = 60  # letters in a line of verse
_RUNNING_ON = "lines that run on"
_TO_BREAK = "one line in Markdown; for verse, end each with a backslash and import again"
_DEEPEST = 60  # lists within lists; below, their words stand in the list above


class Plain:
    """Writes blocks as they are; `checks` are the passages that were found in them."""

    def __init__(self, transcript: Transcript, prefix: str, reader: Reader):
        self._transcript = transcript
        self._prefix = prefix
        self._reader = reader
        self._weaver = Weaver(
            self._note,
            transcript.replaced.items(),
            parted=transcript.form == "text" and is_parted(transcript.blocks),
        )
        self._made: set[str] = set()
        self._ids: set[str] = set()
        self._line = 0
        self._depth = 0
        self._breaks = transcript.form == "docx"
        self.checks: list[Check] = []
        self._in_text: dict[str, Callable[[], etree._Element]] = {}
        self._left_out: list[str] = []
        self._writers: dict[str, Callable[[etree._Element, Block], None]] = {
            "list": self._list,
            "table": self._table,
            "quote": self._quote,
            "code": self._code,
            "rule": lambda parent, _: _empty(parent, "milestone", (("unit", "section"), ("rend", "rule"))),
            "pb": lambda parent, _: _empty(parent, "pb"),
            "head": self._paragraph,
            "p": self._paragraph,
        }

    def add_note(self, identifier: str, label: str, make: Callable[[], etree._Element]) -> None:
        """Let calls lead to a note that stood in the text, under a label that its call stands for."""
        self._in_text[identifier] = make
        self._left_out.append(label)

    def leave_out(self, words: str) -> None:
        """Say that words need not be written."""
        self._left_out.append(words)

    @property
    def unsaid(self) -> list[str]:
        """The letters of the transcript that are not written because an element says the same."""
        return [*self._weaver.unsaid, *self._left_out]

    def new_id(self, wanted: str) -> str:
        """Return an id that no element of the draft has yet, as near to the wanted one as can be."""
        number, chosen = 1, wanted
        while chosen in self._ids:
            number += 1
            chosen = f"{wanted}-{number}"
        self._ids.add(chosen)
        return chosen

    def fill(self, parent: etree._Element, runs: Sequence[Run], spans: Iterable[Span], line: int = 0) -> None:
        """Write runs with their spans, and note what was found in them."""
        before = len(self._weaver.kept)
        self._line = line or self._line
        text = "".join(run.text for run in runs)
        self._weaver.fill(parent, runs, spans, breaks=self._breaks)
        self.checks += (
            Check(_name(span), self._line, text[span.start : span.end], span.cert, _remark(span))
            for span in self._weaver.kept[before:]
            if span.kind and span.kind != "speaker" and not (span.tag == "idno" and not span.cert)
        )
        del self._weaver.kept[before:]

    def block(self, parent: etree._Element, block: Block) -> None:
        """Write a block and all within it."""
        self._depth += 1
        if self._depth > _DEEPEST:
            self._flat(parent, block)
        else:
            self._writers.get(block.kind, self._paragraph)(parent, block)
        self._depth -= 1

    def uncalled(self) -> Iterator[etree._Element]:
        """Yield the notes that nothing calls: they are in the file, and so in the draft."""
        for key, note in self._transcript.notes.items():
            if key not in self._made:
                line = note.blocks[0].line if note.blocks else 0
                words = " ".join(block.text for block in note.blocks)
                self.checks.append(Check("note", line, words, "low", "nothing calls it"))
                yield self._note(key)
        for identifier in self._in_text:
            if identifier not in self._made:
                yield self._note(identifier)

    def _paragraph(self, parent: etree._Element, block: Block) -> None:
        made = child(parent, "p")
        self._words(made, block)
        for each in block.children:
            self.block(parent, each)

    def _words(self, parent: etree._Element, block: Block) -> None:
        spans, _ = self._reader.passages(block.text)
        self.fill(parent, block.runs, spans, block.line)

    def _flat(self, parent: etree._Element, block: Block) -> None:
        waiting = [block]
        while waiting:
            each = waiting.pop()
            if each.runs:
                self._words(child(parent, "p"), each)
            waiting += reversed(each.children)

    def _list(self, parent: etree._Element, block: Block) -> None:
        made = child(parent, "list", (("rend", "numbered" if block.info == "ordered" else "bulleted"),))
        for item in block.children:
            self._inside(child(made, "item", (("n", item.info if item.info.isdecimal() else ""),)), item)
        if not len(made):
            child(made, "item")

    def _inside(self, parent: etree._Element, block: Block) -> None:
        """Write what an item or cell holds: the words of a single paragraph as such, else blocks."""
        inner = block.children
        if block.runs:
            self._words(parent, block)
        single = sum(each.kind == "p" for each in inner) == 1 and inner[0].kind == "p" and not inner[0].children
        for number, each in enumerate(inner):
            if number == 0 and single and (each.gap == 0 or len(inner) == 1):
                self._words(parent, each)
            else:
                self.block(parent, each)

    def _table(self, parent: etree._Element, block: Block) -> None:
        made = child(parent, "table")
        for row in block.children:
            written = child(made, "row", (("role", "label"),) if row.info == "head" else ())
            for cell in row.children:
                columns, _, rows = cell.info.partition("x")
                spans = (
                    ("cols", columns if columns not in ("", "1") else ""),
                    ("rows", rows if rows not in ("", "1") else ""),
                )
                self._inside(child(written, "cell", spans), cell)
            if not len(written):
                child(written, "cell")
        if not len(made):
            child(child(made, "row"), "cell")

    def _quote(self, parent: etree._Element, block: Block) -> None:
        made = child(parent, "quote")
        for each in block.children:
            if self._transcript.form == "markdown" and each.kind == "p" and _is_broken(each):
                self.checks.append(Check(_RUNNING_ON, each.line, each.text, "low", _TO_BREAK))
            self.block(made, each)

    def _code(self, parent: etree._Element, block: Block) -> None:
        made = child(parent, "eg", (("rend", f"language-{block.info}" if block.info else ""),))
        self.fill(made, block.runs, (), block.line)

    def _note(self, key: str) -> etree._Element:
        """Return the note of an id; called again, a pointer to it."""
        identifier = key if key in self._in_text else f"{self._prefix}{key}"
        if key in self._made:
            return element("ptr", (("target", f"#{identifier}"),))
        self._made.add(key)
        if key in self._in_text:
            return self._in_text[key]()
        note = self._transcript.notes.get(key) or Note(key, "foot", ())
        made = element("note", (("xml:id", self.new_id(identifier)), ("place", note.place), ("n", note.number)))
        line = self._line
        if len(note.blocks) == 1 and note.blocks[0].kind == "p":
            self._words(made, note.blocks[0])
        else:
            for block in note.blocks:
                self.block(made, block)
        self._line = line
        return made


def _empty(parent: etree._Element, tag: str, attributes: Attributes = ()) -> None:
    child(parent, tag, attributes)


def _is_broken(block: Block) -> bool:
    """Tell whether the lines of a paragraph are short, and one at least ends where the next word had room.

    Markdown makes one line of them, whatever was meant.
    """
    is_soft = any(run.text == "\n" and "break" not in run.marks for run in block.runs)
    lines = block.text.split("\n")
    longest = max(map(len, lines))
    has_room = any(len(line) + 1 + len(after.partition(" ")[0]) <= longest for line, after in pairwise(lines))
    return is_soft and longest <= _SHORT and has_room


def _name(span: Span) -> str:
    """Return what the summary calls a span: a date has its doubts where others have their kind."""
    return span.tag if span.tag in ("date", "time") else span.kind


def _remark(span: Span) -> str:
    """Return what the summary says of a span beside its kind."""
    return span.kind if span.kind != _name(span) else ""
