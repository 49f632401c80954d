"""Holds books against every checker of PDF/A and PDF/UA that the package registries have, and against our own.

    python tests/oracles/pdf_validators.py [FILE.pdf…]

Without a file it makes the books of the sample and of the cases of all vocabularies, and takes those.

`page-validation`: all machine-checkable rules of PDF/A-3a and PDF/UA-1. `outloud`: PDF/UA-1, in another reading, and
what no standard asks for. `pdfua`: 16 rules. pikepdf: the syntax, as `qpdf --check`. `tests/conformance.py`: ours.
What one of them finds wrongly is listed below, with the reason. Exit status 1 if anything else is found.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from json import loads
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

import page
import pikepdf
from pdfua import validate

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from conformance import complaints  # noqa: E402
from support import ROOT, write_cases  # noqa: E402

# Rules of outloud that are no clause of a standard, or not as it reads them.
_NO_CLAUSE = {
    # ISO 14289-1, 7.8, asks that running heads and page numbers are artifacts; ours are, titles of documents and all.
    "TAG-002",
    # The number of a document above its title, or a year, is taken for the number of a page.
    "PAG-001",
    # Notes and numbers of lines are painted after the text; the order that counts is that of the tags (7.1).
    "ORD-001",
    # Tables of a source that has no labels: 7.5 says that tables should have headers, and nobody but the editors knows.
    "TBL-001", "TBL-010", "TBL-011",
    # Addresses in the words of a source, which made them no link.
    "LNK-010",
}  # fmt: skip
_NO_CLAUSE_OF_PDFUA = {"UA-15-003"}  # as TBL-001


def found(book: Path) -> Iterator[str]:
    """Yield what is wrong with a book, each with who says so."""
    for profile in ("3a", "ua1"):
        for each in page.validate_pdf(book, profile=profile, limits=page.SafetyLimits.unlimited()).failures:
            if each.rule_id != "PDFA3A-STREAM-LENGTH-001" or not _ends_in_return(book, each):
                yield f"page-validation: {each.rule_id}: {each.message}"
    yield from (f"outloud: {each}" for each in _outloud(book))
    for each in validate(str(book)).findings:
        if each.rule_id not in _NO_CLAUSE_OF_PDFUA:
            yield f"pdfua: {each.rule_id}: {each.message}"
    yield from (f"ours: {each}" for each in complaints(book))


def _ends_in_return(book: Path, failure: page.ValidationFailure) -> bool:
    """Tell whether a stream is as long as it says, and its last byte is a carriage return.

    ISO 19005-3, 6.1.7.1: what stands before `endstream` is an end of line and not counted. Ours is a line feed;
    page-validation takes the last byte for a part of it.
    """
    if failure.object_id is None:
        return False
    with pikepdf.open(book) as pdf:
        content = pdf.get_object(failure.object_id.object_number, 0).read_raw_bytes()
    return content.endswith(b"\r") and content + b"\nendstream" in book.read_bytes()


def _outloud(book: Path) -> Iterator[str]:
    with NamedTemporaryFile(suffix=".json") as said:
        command = [Path(sys.executable).with_name("outloud"), "--fail-on", "never", "--json", said.name, book]
        subprocess.run(command, check=True, capture_output=True)
        report = loads(Path(said.name).read_text("utf-8"))
    for file in report["results"]:
        for each in file["findings"]:
            if each["rule"] not in _NO_CLAUSE and each["severity"] in {"error", "warning"}:
                yield re.sub(r"\s+", " ", f"{each['rule']}: {each['message']}")


def made(folder: Path) -> list[str]:
    """Make the books of the sample and of the cases in a folder, and return their paths."""
    (folder / "cases").mkdir()
    write_cases(folder / "cases")
    for name, source in {"sample": ROOT / "tei", "of-cases": folder / "cases"}.items():
        command = [sys.executable, "-m", "edition", "build", source, "-o", folder / name, "--pdf", "--no-search", "-q"]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL, cwd=ROOT)
    return sorted(str(path) for path in folder.glob("*/*.pdf"))


def main(books: list[str]) -> int:
    """Print what is found in some books, and return the status of the command."""
    with TemporaryDirectory() as folder:
        books = books or made(Path(folder))
        said = [f"{Path(book).name}: {each}" for book in books for each in found(Path(book))]
    print(*said, f"{len(said)} findings in {len(books)} books", sep="\n")
    return min(len(said), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
