"""DOCX to blocks, read by mammoth; what mammoth passes over (running heads, deletions, formulas) is found apart."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import mammoth.docx
from lxml import etree
from mammoth import documents

from edition.desk.importing.blocks import Block, Note, Run, Transcript, Unreadable, whole
from edition.desk.importing.docx_rest import left_over
from edition.desk.importing.names import slug
from edition.desk.importing.pictures import FOLDER

_LARGEST = 200_000_000  # bytes, unpacked
_LARGEST_XML = 30_000_000  # bytes; a book of two thousand pages has less
_MOST_PARTS = 10_000
_APART = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_PLACES = {"footnote": "foot", "endnote": "end"}
_HEADING = re.compile(r"(?:heading|überschrift|titre|заголовок)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel|titre|название)$", re.IGNORECASE)
_QUOTE = re.compile(r"(?:intense )?(?:quote|quotation|zitat|citation)", re.IGNORECASE)
_ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/svg+xml": "svg",
    "image/tiff": "tif",
    "image/webp": "webp",
}
_LOOKS = (
    ("is_bold", "bold"),
    ("is_italic", "italic"),
    ("is_underline", "underline"),
    ("is_strikethrough", "strike"),
    ("is_small_caps", "smallcaps"),
)
_VERTICAL = {"superscript": "sup", "subscript": "sub"}
_NO_NOTE = ("-1", "0")  # the lines that separate notes


def read_docx(name: str, data: bytes) -> Transcript:
    """Return the blocks of a DOCX file; `name` is that of the file, without its ending.

    Raises Unreadable for what is no DOCX, is too large unpacked, declares entities, or is nested too deep.
    """
    roots = _parts(name, data)
    try:
        document = mammoth.docx.read(io.BytesIO(data)).value
        reader = _Reader(name, document)
        blocks = reader.blocks(document.children)
        notes = reader.notes()
    except RecursionError as error:
        raise Unreadable(f"{name}.docx cannot be read: it is nested too deep") from error
    except Exception as error:  # whatever a broken file makes of the library's assumptions
        raise Unreadable(f"{name}.docx cannot be read: it is no whole Word document ({_told(error)})") from error
    apart = tuple(left_over(roots, [*blocks, *(each for note in notes.values() for each in note.blocks)]))
    return Transcript(name, "docx", tuple(_listed(blocks)), notes, apart, files=reader.files)


def _parts(name: str, data: bytes) -> list[tuple[str, etree._Element]]:
    """Return the parts with text, by name, once the file is known to do no harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > _LARGEST:
                raise Unreadable(f"{name}.docx cannot be read: unpacked it has more than {_LARGEST // 1_000_000} MB")
            if sum(member.file_size for member in members if _is_xml(member)) > _LARGEST_XML:
                raise Unreadable(f"{name}.docx cannot be read: its text is larger than {_LARGEST_XML // 1_000_000} MB")
            parts = [(each.filename, archive.read(each)) for each in members if _is_xml(each)]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise Unreadable(f"{name}.docx cannot be read: it is no DOCX file ({_told(error)})") from error
    except Exception as error:  # zlib.error is no subclass of anything above
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"{name}.docx cannot be read: it is damaged ({_told(error)})") from error
    return [(part, root) for part, bytes_ in parts if (root := _root(name, part, bytes_)) is not None]


def _told(error: Exception) -> str:
    """Return what an error says, in one short line."""
    return " ".join(str(error).split())[:150]


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.casefold().endswith((".xml", ".rels"))


def _root(name: str, part: str, data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"{name}.docx cannot be read: {part} is not well-formed ({_told(error)})") from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable(f"{name}.docx cannot be read: {part} declares a document type, which no Word document does")
    return root if _APART.fullmatch(part) else None


class _Reader:
    """Walks over the tree of mammoth; `files` are the pictures that were met."""

    def __init__(self, name: str, document: Any):
        self._name = name
        self._document = document
        self._number = 0
        self._called: dict[tuple[str, str], str] = {}
        self._comments: dict[str, str] = {}
        self.files: dict[str, bytes] = {}

    def blocks(self, elements: Sequence[Any]) -> list[Block]:
        """Return the blocks of paragraphs and tables."""
        found: list[Block] = []
        for each in elements:
            if isinstance(each, documents.Paragraph):
                found += self._paragraph(each)
            elif isinstance(each, documents.Table):
                found.append(self._table(each))
            elif runs := list(self._runs([each], (), "")):
                found.append(Block("p", tuple(runs), self._number))
        return found

    def notes(self) -> dict[str, Note]:
        """Return footnotes, endnotes and comments, those first that were called, in their order."""
        read: dict[str, Note] = {}
        numbers: Counter[str] = Counter()
        bodies = {(note.note_type, note.note_id): note for note in self._document.notes._notes.values()}
        for key in [*self._called, *(key for key in bodies if key not in self._called)]:
            note = bodies.get(key)
            if note is None:
                continue
            blocks = self.blocks(note.body)
            if key not in self._called and not any(block.text.strip() for block in whole(tuple(blocks))):
                continue
            numbers[key[0]] += 1
            read[_id(*key)] = Note(str(numbers[key[0]]), _PLACES.get(key[0], "foot"), tuple(blocks))
        for comment in self._document.comments:
            author = comment.author_name or comment.author_initials or ""
            read[_id("comment", comment.comment_id)] = Note(author, "comment", tuple(self.blocks(comment.body)))
        return read

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        self._number += 1
        style = paragraph.style_name or paragraph.style_id or ""
        runs = tuple(self._runs(paragraph.children, (), ""))
        if any(run.marks == ("page",) for run in runs):
            yield Block("pb", line=self._number)
            runs = tuple(run for run in runs if run.marks != ("page",))
        if not any(run.text.strip() or run.note or run.image for run in runs):
            return
        heading = _HEADING.match(style)
        if heading or _TITLE.match(style):
            yield Block("head", runs, self._number, level=int(heading[1]) if heading else 1)
        elif paragraph.numbering:
            info = "ordered" if paragraph.numbering.is_ordered else ""
            yield Block("item", runs, self._number, level=int(paragraph.numbering.level_index), info=info)
        elif _QUOTE.match(style):
            yield Block("quote", line=self._number, children=(Block("p", runs, self._number),))
        else:
            yield Block("p", runs, self._number, info=style)

    def _table(self, table: Any) -> Block:
        rows = []
        for row in table.children:
            cells = tuple(
                Block(
                    "cell",
                    line=self._number,
                    info=f"{cell.colspan}x{cell.rowspan}",
                    children=tuple(_listed(self.blocks(cell.children))),
                )
                for cell in getattr(row, "children", ())
            )
            rows.append(
                Block("row", line=self._number, info="head" if getattr(row, "is_header", False) else "", children=cells)
            )
        return Block("table", line=self._number, children=tuple(rows))

    def _runs(self, elements: Sequence[Any], marks: tuple[str, ...], link: str) -> Iterator[Run]:
        for each in elements:
            if isinstance(each, documents.Text):
                yield Run(each.value, marks, link)
            elif isinstance(each, documents.Run):
                yield from self._runs(each.children, _looks(each), link)
            elif isinstance(each, documents.Hyperlink):
                target = each.href or (f"#{each.anchor}" if each.anchor else "")
                yield from self._runs(each.children, marks, target if each.href else "")
            elif isinstance(each, documents.HasChildren):
                yield from self._runs(each.children, marks, link)
            elif run := self._leaf(each, marks):
                yield run

    def _leaf(self, each: Any, marks: tuple[str, ...]) -> Run | None:
        if isinstance(each, documents.Tab):
            return Run("\t", marks)
        if isinstance(each, documents.Break):
            return Run("", ("page",)) if each.break_type == "page" else Run("\n", ("break",))
        if isinstance(each, documents.Checkbox):
            return Run("☒" if each.checked else "☐", marks)
        if isinstance(each, documents.NoteReference):
            self._called.setdefault((each.note_type, each.note_id), "")
            return Run("", note=_id(each.note_type, each.note_id))
        if isinstance(each, documents.CommentReference):
            return Run("", note=_id("comment", each.comment_id))
        return Run(each.alt_text or "", image=self._picture(each)) if isinstance(each, documents.Image) else None

    def _picture(self, image: Any) -> str:
        ending = _ENDINGS.get(image.content_type or "", "bin")
        name = f"{FOLDER}/{slug(self._name)}-{len(self.files) + 1}.{ending}"
        try:
            with image.open() as file:
                self.files[name] = file.read()
        except (KeyError, OSError, ValueError):
            return "missing"
        return name


def _looks(run: Any) -> tuple[str, ...]:
    marks = [mark for attribute, mark in _LOOKS if getattr(run, attribute)]
    return (*marks, *([_VERTICAL[run.vertical_alignment]] if run.vertical_alignment in _VERTICAL else []))


def _id(kind: str, number: str) -> str:
    return {"footnote": "fn", "endnote": "en", "comment": "c"}.get(kind, "n") + re.sub(r"\W", "", str(number))


def _listed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, the items that follow each other as lists within lists by their levels."""
    open_: list[tuple[int, str, list[Block]]] = []
    for block in blocks:
        if block.kind != "item":
            yield from _lists(open_, -1)
            yield block
            continue
        is_other = bool(open_) and open_[-1][0] == block.level and open_[-1][1] != block.info
        yield from _lists(open_, block.level - is_other)
        if not open_ or open_[-1][0] < block.level:
            open_.append((block.level, block.info, []))
        open_[-1][2].append(Block("item", block.runs, block.line))
    yield from _lists(open_, -1)


def _lists(open_: list[tuple[int, str, list[Block]]], level: int) -> Iterator[Block]:
    """Close the lists that are deeper than a level; yield the outermost if it is one of them."""
    while open_ and open_[-1][0] > level:
        _, info, items = open_.pop()
        made = Block("list", line=items[0].line, info=info, children=tuple(items))
        if not open_:
            yield made
            return
        last = open_[-1][2][-1]
        open_[-1][2][-1] = Block("item", last.runs, last.line, children=(*last.children, made))
