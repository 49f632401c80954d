"""One engine that sets one book, for book_bench.py: `book_engine.py edition|weasyprint GIVEN OUT`.

It says how many megabytes it took. A module of its own, so that the process loads nothing that setting does not need.
"""

import pickle
import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main(name: str, given: Path, out: Path) -> None:
    """Set the pickled sheet, or the page of HTML, as PDF."""
    if name == "weasyprint":
        from weasyprint import HTML

        HTML(string=given.read_text("utf-8")).write_pdf(out)
    else:
        from edition.book.typeset import Sheet, typeset

        out.write_bytes(typeset(Sheet(*pickle.loads(given.read_bytes()))).pdf)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
