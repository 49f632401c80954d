"""The book as PDF: only a loss is looked for, since running heads and page numbers are the book's own.

Text that runs from left to right must be there letter by letter: each text of the source in one piece, or interrupted,
by a note at the foot of the page or a word in the margin, to go on at the beginning of a line. Compared is the folded
form (`letters.folded`): setting hyphenates, joins letters and sets small capitals. Text with letters that run from
right to left is held against what all the others leave over as a multiset: extractors disagree on its order.

The book repeats words of its own. Running heads, numbers of pages and what comes before page 1 are left out. In facts
at the head of a document, and in registers, a short text may still be found that is lost where it belongs, but not if
its neighbours stand side by side.
"""

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from edition.audit.align import Page
from edition.audit.epub import UnreadableError
from edition.audit.interrupted import Folded, Placing
from edition.audit.letters import folded

_SHORT = 20


def read_pdf(path: Path) -> list[str]:
    """Return the folded lines of a PDF that have letters; raise UnreadableError if it is none."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = [page for number, page in enumerate(document) if not _is_before(document, number)]
            return [kept for page in pages for line in _text(page).splitlines() if (kept := folded(line))]
    except (pypdfium2.PdfiumError, OSError) as error:
        raise UnreadableError(str(error)) from error


def _is_before(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Tell whether a page bears a Roman number: title, imprint and contents, which only repeat."""
    label = document.get_page_label(number)
    return bool(label) and not set(label) - set("ivxlcdm")


def _text(page: pypdfium2.PdfPage) -> str:
    """Return the text of a page, but not what is marked as none of it: running heads, numbers of pages and lines."""
    for each in list(page.get_objects([raw.FPDF_PAGEOBJ_TEXT])):
        if _is_artifact(each):
            page.remove_obj(each)
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


def losses(texts: Sequence[Folded], lines: Sequence[str]) -> list[int]:
    """Return which of some texts of sources, in order, are not in a book; `lines` are those of `read_pdf`."""
    book = Page(lines)
    straight = [place for place, text in enumerate(texts) if not _runs_left(text.letters)]
    worded = [place for place in straight if texts[place].letters]
    lost = [worded[place] for place in Placing([texts[place] for place in worded], book).absent()]
    left = Counter("".join(book.text[start:end] for start, end in book.gaps()))
    leftward = set(range(len(texts))).difference(straight)
    # A number or brackets among such texts take their direction, though they have no letter that says so.
    among = {place for place in lost if len(texts[place].letters) < _SHORT and leftward & {place - 1, place + 1}}
    lost = [place for place in lost if place not in among]
    for place in sorted(leftward | among):
        wanted = Counter(texts[place].letters)
        lost += [] if wanted <= left else [place]
        left -= wanted
    return sorted(lost)


def _runs_left(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)
