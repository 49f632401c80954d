"""What a bound book must not have: lines that leave the type area, and numbers of pages that are not true.

Read with PDFium, which knows where every run of letters stands, and where links lead.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4
# How far a hyphen or a full stop hangs over the edge, which makes it look straight.
_HANGING = 4.5


@dataclass
class Area:
    """The type area of a page that has these margins, in millimetres, on right-hand pages; mirrored on the others."""

    inside: float
    outside: float

    def of(self, number: int, width: float) -> tuple[float, float]:
        """Give left and right edge on a page, in points."""
        left, right = (self.inside, self.outside) if number % 2 else (self.outside, self.inside)
        return left * MM, width - right * MM


def overfull(path: Path, area: Area) -> list[str]:
    """Give the runs of letters that begin in the type area and end outside of it, or the other way round."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            left, right = area.of(number, page.get_width())
            for each in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
                start, _, end, _ = each.get_bounds()
                if start < right - 1 < right + _HANGING < end or start < left - _HANGING < left + 1 < end:
                    found.append(f"page {number}: {start:.0f}-{end:.0f} of {left:.0f}-{right:.0f}")
            page.close()
    return found


def labels(document: pypdfium2.PdfDocument) -> list[str]:
    """Give the numbers that the pages bear, as readers of PDF show them."""
    return [document.get_page_label(number) for number in range(len(document))]


def links(document: pypdfium2.PdfDocument, number: int) -> Iterator[tuple[tuple[float, float, float, float], int]]:
    """Give place and goal of each link within the book on a page: left, bottom, right, top; the index of a page."""
    page = document[number]
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, position, link):
        goal = raw.FPDFLink_GetDest(document.raw, link)
        box = raw.FS_RECTF()
        if goal and raw.FPDFLink_GetAnnotRect(link, box):
            yield (box.left, box.bottom, box.right, box.top), raw.FPDFDest_GetDestPageIndex(document.raw, goal)


def wrong_contents(path: Path) -> tuple[int, list[str]]:
    """Give how many numbers the contents have that are links, and those that differ from the page they lead to."""
    wrong, count = [], 0
    with pypdfium2.PdfDocument(path) as document:
        names = labels(document)
        for number in range(names.index("1")):
            textpage = document[number].get_textpage()
            for (left, bottom, right, top), goal in links(document, number):
                shown = re.sub(r"\s", "", textpage.get_text_bounded(left - 1, bottom, right + 1, top))
                if re.fullmatch(r"\d+", shown):
                    count += 1
                    if shown != names[goal]:
                        wrong.append(f"{shown} leads to {names[goal]}")
    return count, wrong


def texts(path: Path) -> list[tuple[str, str]]:
    """Give label and text of each page."""
    with pypdfium2.PdfDocument(path) as document:
        return [
            (label, page.get_textpage().get_text_range())
            for label, page in zip(labels(document), document, strict=True)
        ]
