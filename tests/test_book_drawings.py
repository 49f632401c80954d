"""SVG within a text, in the PDF: what only draws is a picture, of anything else there are the words."""

from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2
from conftest import Run
from pypdfium2 import raw
from test_press import letter, text_of

SVG: Final = 'xmlns="http://www.w3.org/2000/svg"'
SHAPES: Final = '<path d="M0 0L90 40M90 0L0 40" stroke="black"/>'


def shapes(pdf: Path) -> int:
    """Give how many of the slanting lines of our drawing are on the pages of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = [each.get_bounds() for page in document for each in page.get_objects([raw.FPDF_PAGEOBJ_PATH])]
    return sum(right - left > 15 and top - bottom > 10 for left, bottom, right, top in found)


def test_a_drawing_is_a_picture_with_words_that_stand_for_it(run: Run, tmp_path: Path) -> None:
    body = (
        f'<figure><svg {SVG} viewBox="0 0 90 40"><title>Plan of the house</title>{SHAPES}'
        f"<text x='9' y='20'>North</text></svg><head>Head</head></figure>"
        f"<p>Cross <svg {SVG} width='100%' height='40'>{SHAPES}</svg> in a line.</p>"
        f'<p>None <svg {SVG} width="0" viewBox="0 0 0 0">{SHAPES}</svg>.</p>'
    )
    out = tmp_path / "out"
    result = run("build", letter(tmp_path / "in", body), "-o", out, "--pdf", "-q", "--no-search")
    assert result.status == 0, result.err
    assert shapes(out / "letter.pdf") >= 2
    page = " ".join(text_of(out / "letter.pdf")[0].split())
    assert page.count("North") == page.count("Plan of the house") == 1
    with pikepdf.open(out / "letter.pdf") as pdf:
        said = {str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each}
    assert "Plan of the house" in said
    assert run("audit", tmp_path / "in", "--site", out).status == 0


def test_what_does_more_than_draw_is_its_words(run: Run, tmp_path: Path) -> None:
    body = f"<p>Then <svg {SVG} viewBox='0 0 90 40'><script>alert(1)</script>{SHAPES}<text>its words</text></svg>.</p>"
    run("build", letter(tmp_path / "in", body), "-o", tmp_path / "out", "--pdf", "-q", "--no-search")
    assert shapes(tmp_path / "out" / "letter.pdf") == 0
    assert "its words" in text_of(tmp_path / "out" / "letter.pdf")[0]
