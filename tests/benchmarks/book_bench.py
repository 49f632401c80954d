"""Times the setting of a volume, as a part of what WeasyPrint takes for the same words on pages of the same size.

    python tests/benchmarks/book_bench.py [--corpus minutes] [--documents 20]

WeasyPrint (`pip install weasyprint`; without it ours is timed alone) gets paragraphs and footnotes with running heads
and page numbers; it numbers no lines, gathers no index and makes no tags. Each engine sets in a process of its own,
which is measured from its start to the PDF. The second table is of one document: what it takes to begin.
"""

import argparse
import html
import json
import pickle
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pypdfium2

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import corpora  # noqa: E402

from edition.book.data import manuscript  # noqa: E402
from edition.book.typeset import Sheet, typeset  # noqa: E402
from edition.book.volumes import volume_data, volumes  # noqa: E402
from edition.config import load  # noqa: E402
from edition.examine import Terms, examine_tree  # noqa: E402
from edition.index import build_index  # noqa: E402
from edition.pipeline import across  # noqa: E402
from edition.source.discover import discover  # noqa: E402

STYLE = """
@page { size: 155mm 235mm; margin: 23mm 28mm 26mm 20mm }
@page { @bottom-center { content: counter(page) } @top-center { content: "Volume" } }
h1 { break-before: page } p { margin: 0; text-indent: 1em; text-align: justify; hyphens: auto }
body { font: 10.5pt/13.5pt serif } .note { float: footnote; font-size: 8.5pt }
"""


def volume(folder: Path, count: int) -> dict[str, Any]:
    """Give the data of a volume of the first documents of a corpus."""
    config = load(folder)
    terms = Terms(config.sources.limits, "en", 300_000)
    sources = discover(folder, config)[:count]
    read = [(tree, each.document) for tree, each in (examine_tree(source, terms) for source in sources) if tree]
    joined = across(sources, [document for _, document in read if document], frozenset())
    index = build_index(joined.documents, joined.library)
    written = manuscript([tree for tree, _ in read], index, config, {})
    return dict(volume_data(volumes(index, written, 100_000)[0], written, {}))


def paragraphs(value: Any) -> Iterator[str]:
    """Give the words of a chapter as paragraphs of HTML."""
    if isinstance(value, list):
        for item in value:
            yield from paragraphs(item)
    elif isinstance(value, dict) and "c" in value:
        yield f"<p>{inlines(value['c'])}</p>"
    elif isinstance(value, dict):
        yield from paragraphs([value.get(key, []) for key in ("b", "items", "rows")])


def inlines(parts: list[Any]) -> str:
    words = []
    for part in parts:
        if isinstance(part, str):
            words.append(html.escape(part))
        elif part["t"] == "note":
            words.append(f'<span class="note">{re.sub("</?p>", " ", "".join(paragraphs(part["b"])))}</span>')
        else:
            words.append(inlines(part.get("c", [])))
    return "".join(words)


def page(data: dict[str, Any]) -> str:
    """Give the same volume as a page of HTML."""
    body = []
    for part in data["parts"]:
        for chapter in part["chapters"]:
            of = chapter["description"] if part["kind"] == "descriptions" else chapter["body"]
            body += [f"<h1>{html.escape(chapter['title'])}</h1>", *paragraphs(of)]
    return f"<html lang='en'><style>{STYLE}</style><body>{''.join(body)}</body></html>"


def engine(name: str, given: Path, out: Path) -> None:
    """Be the process of an engine, and say how much memory it took."""
    if name == "weasyprint":
        from weasyprint import HTML

        HTML(string=given.read_text("utf-8")).write_pdf(out)
    else:
        out.write_bytes(typeset(pickle.loads(given.read_bytes())).pdf)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def timed(name: str, given: Path) -> tuple[int, float, int]:
    """Give pages, seconds and megabytes of an engine."""
    out = given.with_suffix(f".{name}.pdf")
    start = time.perf_counter()
    said = subprocess.run([sys.executable, __file__, "--be", name, given, out], check=True, capture_output=True)
    seconds = time.perf_counter() - start
    with pypdfium2.PdfDocument(out) as document:
        return len(document), seconds, int(said.stdout.split()[-1])


def table(data: dict[str, Any], folder: Path) -> None:
    """Print a row for each way to set a volume."""
    rows = []
    for name, numbers in (("edition", True), ("edition, no line numbers", False)):
        given = folder / f"{len(rows)}.sheet"
        content = json.dumps({**data, "line-numbers": numbers}).encode()
        given.write_bytes(pickle.dumps(Sheet(content, {}, 0)))
        rows.append((name, *timed("edition", given)))
    if find_spec("weasyprint"):
        given = folder / "page.html"
        given.write_text(page(data), "utf-8")
        rows.append(("weasyprint", *timed("weasyprint", given)))
    last = rows[-1]
    for name, pages, seconds, megabytes in rows:
        ratio = (seconds / pages) / (last[2] / last[1])
        print(f"{name:26}{pages:6} pages{seconds:8.1f} s{pages / seconds:7.1f} pages/s{megabytes:7} MB{ratio:7.2f}")


def main() -> None:
    """Print two tables: a volume, and one document."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", default="minutes")
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--be", nargs=3, metavar=("ENGINE", "GIVEN", "OUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.be:
        engine(options.be[0], Path(options.be[1]), Path(options.be[2]))
        return
    for count in (options.documents, 1):
        with tempfile.TemporaryDirectory() as folder:
            table(volume(corpora() / options.corpus, count), Path(folder))


if __name__ == "__main__":
    main()
