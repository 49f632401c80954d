"""The book as PDF: only a loss is looked for, since running heads and page numbers are the book's own.

Text that runs from left to right must be there letter by letter: each text of the source in one piece, or interrupted,
by a note at the foot of the page or a word in the margin, to go on at the beginning of a line. Compared is the folded
form (`letters.folded`): setting hyphenates, joins letters and sets small capitals. Text with letters that run from
right to left is held against what all the others leave over as a multiset: extractors disagree on its order.

The body of a document is sought on the pages between its heading and the next, which are named destinations
(ISO 32000-1, 12.3.2.3); what is not there, and all headers, in what the bodies leave over of the whole book.

The book repeats words of its own. Running heads, numbers of pages and what comes before page 1 are left out. In facts
at the head of a document, and in registers, a short text may still be found that is lost where it belongs, but not if
its neighbours stand side by side.
"""

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from edition.audit.align import SEPARATOR, Page
from edition.audit.epub import UnreadableError
from edition.audit.interrupted import Folded, Placing
from edition.audit.letters import folded

_SHORT = 20
# The number of a document before its heading has at most so many letters.
_NUMBER = 8
# What begins a part of the book, as no document's destination does.
_PART = "part:"


class Section(NamedTuple):
    """The lines of some pages of a book, folded, and the ids of the documents whose bodies stand there."""

    lines: list[str]
    ids: frozenset[str] = frozenset()


def read_pdf(path: Path) -> list[Section]:
    """Return the lines of a PDF that have letters, parted where a document begins; raise UnreadableError if it is none.

    Documents that share a page share a section.
    """
    try:
        with pypdfium2.PdfDocument(path) as document:
            if not _is_bound_right(document):
                return list(_sections(document))
        with pypdfium2.PdfDocument(_bound_left(path)) as document:
            return list(_sections(document))
    except (pypdfium2.PdfiumError, OSError) as error:
        raise UnreadableError(str(error)) from error


def _is_bound_right(document: pypdfium2.PdfDocument) -> bool:
    """Tell whether a PDF says that its pages follow one another from right to left (ISO 32000-1, table 150)."""
    found = ctypes.create_string_buffer(8)
    raw.FPDF_VIEWERREF_GetName(document, b"Direction", found, len(found))
    return found.value == b"R2L"


def _bound_left(path: Path) -> BytesIO:
    """Return a PDF that does not say so, since PDFium turns round what runs from left to right in one that does."""
    import pikepdf

    changed = BytesIO()
    with pikepdf.open(path) as pdf:
        del pdf.Root.ViewerPreferences.Direction
        pdf.save(changed)
    changed.seek(0)
    return changed


def _sections(document: pypdfium2.PdfDocument) -> Iterator[Section]:
    marks = sorted(_destinations(document))
    section = Section([])
    for number, page in enumerate(document):
        if _is_before(document, number):
            continue
        begun = [(name, height) for place, height, name in marks if place == number]
        _strip(page)
        if begun and not _has_above(page, max(height for _, height in begun)):
            yield section
            section = Section([])
        ids = {name.partition(":")[2] for name, _ in begun if not name.startswith(_PART)}
        lines = [kept for line in _text(page).splitlines() if (kept := folded(line))]
        section = Section([*section.lines, *lines], section.ids | ids)
    yield section


def _destinations(document: pypdfium2.PdfDocument) -> Iterator[tuple[int, float, str]]:
    """Yield each named destination: number of the page, height on it in points, and name: `documents:ID`."""
    for number in range(raw.FPDF_CountNamedDests(document)):
        size = ctypes.c_long()
        raw.FPDF_GetNamedDest(document, number, None, size)
        name = ctypes.create_string_buffer(max(size.value, 0))
        place = raw.FPDF_GetNamedDest(document, number, name, size)
        known = [ctypes.c_int() for _ in range(3)]
        x, y, zoom = (ctypes.c_float() for _ in range(3))
        raw.FPDFDest_GetLocationInPage(place, *known, x, y, zoom)
        yield raw.FPDFDest_GetDestPageIndex(document, place), y.value, name.raw.decode("utf-16-le", "replace")[:-1]


def _has_above(page: pypdfium2.PdfPage, height: float) -> bool:
    """Tell whether more than the number of a document stands above a height."""
    textpage = page.get_textpage()
    try:
        return len(folded(textpage.get_text_bounded(bottom=height))) > _NUMBER
    finally:
        textpage.close()


def _is_before(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Tell whether a page bears a Roman number: title, imprint and contents, which only repeat."""
    label = document.get_page_label(number)
    return bool(label) and not set(label) - set("ivxlcdm")


def _strip(page: pypdfium2.PdfPage) -> None:
    """Remove what a page marks as none of its text: running heads, numbers of pages and lines."""
    for each in list(page.get_objects([raw.FPDF_PAGEOBJ_TEXT])):
        if _is_artifact(each):
            page.remove_obj(each)


def _text(page: pypdfium2.PdfPage) -> str:
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_range())
    finally:
        textpage.close()


def _is_artifact(piece: pypdfium2.PdfObject) -> bool:
    """Tell whether a piece of a page is no content of its document (ISO 32000-1, 14.8.2.2)."""
    name, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
    for number in range(raw.FPDFPageObj_CountMarks(piece)):
        mark = raw.FPDFPageObj_GetMark(piece, number)
        size = ctypes.sizeof(name)
        raw.FPDFPageObjMark_GetName(mark, ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort)), size, length)
        if name.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0") == "Artifact":
            return True
    return False


def losses(texts: Sequence[Folded], sections: Sequence[Section]) -> list[int]:
    """Return which of some texts of sources, in order, are not in a book, given as `read_pdf` does."""
    straight = [place for place, text in enumerate(texts) if text.letters and not _runs_left(text.letters)]
    wanted, lines = set(straight), list[str]()
    for section in sections:
        own = [place for place in straight if texts[place].home in section.ids]
        absent, left = _unplaced([texts[place] for place in own], section.lines)
        wanted -= {*own} - {own[place] for place in absent}
        lines += left
    rest = sorted(wanted)
    absent, left = _unplaced([texts[place] for place in rest], lines)
    lost = [rest[place] for place in absent]
    free = Counter("".join(left))
    leftward = {place for place, text in enumerate(texts) if _runs_left(text.letters)}
    # A number or brackets among such texts take their direction, though they have no letter that says so.
    among = {place for place in lost if len(texts[place].letters) < _SHORT and leftward & {place - 1, place + 1}}
    lost = [place for place in lost if place not in among]
    for place in sorted(leftward | among):
        needed = Counter(texts[place].letters)
        lost += [] if needed <= free else [place]
        free -= needed
    return sorted(lost)


def _unplaced(texts: Sequence[Folded], lines: Sequence[str]) -> tuple[list[int], list[str]]:
    """Return which texts have no place in some lines, and what the others leave of these."""
    page = Page(lines)
    absent = Placing(texts, page).absent() if texts else []
    gaps = ([*(text for _, text in page.runs(start, end)), SEPARATOR] for start, end in page.gaps())
    return absent, [piece for gap in gaps for piece in gap]


def _runs_left(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)
