"""Times the setting of books, as a part of what WeasyPrint takes for the same words on pages of the same size.

    python tests/benchmarks/book_bench.py [--corpus minutes] [--documents 20] [--rounds 3]

WeasyPrint (`pip install weasyprint`; without it ours is timed alone) gets paragraphs and footnotes with running heads
and page numbers; it numbers no lines, gathers no index and makes no tags. Each engine sets in a process of its own,
which is measured from its start to the PDF, the quickest of some rounds. First a volume, then a document of ten pages
with notes: what it takes to begin.
"""

import argparse
import html
import json
import os
import pickle
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import corpora  # noqa: E402

from edition.book.data import Manuscript, alone, manuscript  # noqa: E402
from edition.book.volumes import volume_data, volumes  # noqa: E402
from edition.config import load  # noqa: E402
from edition.examine import Terms, examine_tree  # noqa: E402
from edition.index import build_index  # noqa: E402
from edition.model import Index  # noqa: E402
from edition.pipeline import across  # noqa: E402
from edition.source.discover import discover  # noqa: E402

# Of issue 6: pages a second with line numbers, megabytes for a thousand pages with them and without, seconds to begin.
PAGES_A_SECOND, MEGABYTES, MEGABYTES_WITHOUT, SECONDS = 15, 3000, 1500, 0.5

STYLE = """
@page { size: 155mm 235mm; margin: 23mm 28mm 26mm 20mm }
@page { @bottom-center { content: counter(page) } @top-center { content: "Volume" } }
h1 { break-before: page } p { margin: 0; text-indent: 1em; text-align: justify; hyphens: auto }
body { font: 10.5pt/13.5pt serif } .note { float: footnote; font-size: 8.5pt }
"""


def written(folder: Path, count: int | None = None) -> tuple[Index, Manuscript]:
    """Give the first documents of an edition as the books have them."""
    config = load(folder)
    terms = Terms(config.sources.limits, "en", 300_000)
    sources = discover(folder, config)[:count]
    read = [(tree, each.document) for tree, each in (examine_tree(source, terms) for source in sources) if tree]
    joined = across(sources, [document for _, document in read if document], frozenset())
    index = build_index(joined.documents, joined.library)
    return index, manuscript([tree for tree, _ in read], index, config, {})


def volume(folder: Path, count: int) -> dict[str, Any]:
    """Give the data of a volume of the first documents of a corpus."""
    index, given = written(folder, count)
    return dict(volume_data(volumes(index, given, 100_000)[0], given, {}))


def ten_pages() -> dict[str, Any]:
    """Give the data of the book of a document of the sample edition that has ten pages, with notes."""
    index, given = written(ROOT / "tei")
    return dict(alone(next(each for each in index.documents if each.id == "introduction"), given))


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


class Took(NamedTuple):
    """What an engine took: pages, seconds, seconds of the processor, megabytes."""

    name: str
    pages: int
    seconds: float
    processor: float
    megabytes: int


def timed(name: str, given: Path, title: str, rounds: int) -> Took:
    """Have an engine set a book some times; give what it took at best."""
    out = given.with_suffix(".pdf")
    command = [sys.executable, str(Path(__file__).with_name("book_engine.py")), name, str(given), str(out)]
    times = []
    for _ in range(rounds):
        before, start = os.times(), time.perf_counter()
        said = subprocess.run(command, check=True, capture_output=True)
        seconds, after = time.perf_counter() - start, os.times()
        processor = after.children_user + after.children_system - before.children_user - before.children_system
        times.append((seconds, processor, int(said.stdout.split()[-1])))
    with pypdfium2.PdfDocument(out) as document:
        pages = len(document)
    return Took(title, pages, *(min(each) for each in zip(*times, strict=True)))


def table(data: dict[str, Any], folder: Path, rounds: int) -> list[Took]:
    """Print a row for each way to set a book, and give the rows."""
    rows = []
    for name, numbers in (("edition", True), ("edition, no line numbers", False)):
        given = folder / f"{len(rows)}.sheet"
        content = json.dumps({**data, "line-numbers": numbers}).encode()
        given.write_bytes(pickle.dumps((content, {}, 0)))
        rows.append(timed("edition", given, name, rounds))
    if find_spec("weasyprint"):
        given = folder / "page.html"
        given.write_text(page(data), "utf-8")
        rows.append(timed("weasyprint", given, "weasyprint", rounds))
    theirs = rows[-1].seconds / rows[-1].pages
    for name, pages, seconds, processor, megabytes in rows:
        print(
            f"{name:26}{pages:6} pages{seconds:8.2f} s (processor {processor:6.2f} s){pages / seconds:7.1f} pages/s"
            f"{megabytes:7} MB{seconds / pages / theirs:7.2f}"
        )
    return rows


def main() -> int:
    """Print two tables, of a volume and of one document, and say whether the targets were met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", default="minutes")
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book = table(volume(corpora() / options.corpus, options.documents), Path(folder), options.rounds)
        start = table(ten_pages(), Path(folder), options.rounds)
    numbered, plain = book[:2]
    held = (
        numbered.pages / numbered.seconds >= PAGES_A_SECOND
        and numbered.megabytes / numbered.pages <= MEGABYTES / 1000
        and plain.megabytes / plain.pages <= MEGABYTES_WITHOUT / 1000
        and start[0].seconds <= SECONDS
    )
    print(
        f"targets: {PAGES_A_SECOND} pages a second with line numbers; for 1,000 pages {MEGABYTES} MB, without them "
        f"{MEGABYTES_WITHOUT} MB; ten pages in {SECONDS} s: {'held' if held else 'missed'}"
    )
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
