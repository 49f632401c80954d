"""The book's data to a PDF, through a fixed Typst template; the only user of typst."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from importlib.resources import as_file, files
from tempfile import TemporaryDirectory
from typing import Any

from edition.errors import TransformError
from edition.resources import resource
from edition.view import Json

# PDF/A-3a: for archives, tagged, with attachments. PDF/UA-1: for screen readers. Both refuse letters without a glyph.
_STANDARDS = ["a-3a", "ua-1"]
_TRIES = 8


def typeset(data: Json, sources: Mapping[str, bytes], modified: int) -> bytes:
    """Return the PDF of a book, the same bytes for the same data; `sources` are attached to it by their names.

    The data reaches the template as JSON and no other way, so no text of a source is ever read as markup or code.
    """
    inputs = {path.name: path.read_bytes() for path in sorted(resource("xslt", "book").glob("*.typ"))}
    inputs["main"] = inputs.pop("book.typ")
    inputs["book.json"] = _json({**data, "sources": list(sources)})
    inputs |= {f"sources/{name}": content for name, content in sources.items()}
    with TemporaryDirectory() as root, as_file(files("fontpkg_amiri").joinpath("files")) as amiri:
        return _Press(inputs, root, str(amiri)).print(modified)


class _Press:
    """Typst with its files, its fonts and an empty folder as root, so that it reads no file of the machine."""

    def __init__(self, inputs: Mapping[str, bytes], root: str, amiri: str) -> None:
        import typst  # only here: it takes a while to load, and most runs make no book

        self._typst: Any = typst
        self._inputs = dict(inputs)
        self._options = {"root": root, "font_paths": typst.Fonts(include_system_fonts=False, font_paths=[amiri])}

    def print(self, modified: int) -> bytes:
        """Set the book until every note stands on the page of its call, then make the PDF.

        What the tries that forms.typ knows have not mended stays as it is: a note a page off its call.
        """
        tries: Counter[str] = Counter()
        for _ in range(2 * _TRIES):
            hopeful = [note for note in self._strays(tries) if tries[note] < _TRIES]
            if not hopeful:
                break
            tries.update(hopeful)
        self._inputs["strays.json"] = _json(tries)
        return self._pdf(modified)

    def _strays(self, tries: Mapping[str, int]) -> list[str]:
        """Return which paragraphs, named by their first note, have a note on another page; in the order of the book."""
        self._inputs["strays.json"] = _json(tries)
        return list(json.loads(self._run(self._typst.query, "<strays>", field="value", one=True)))

    def _pdf(self, modified: int) -> bytes:
        pdf, warnings = self._run(
            self._typst.compile_with_warnings, format="pdf", pdf_standards=_STANDARDS, timestamp=modified
        )
        if warnings:  # such as a layout that does not settle, whose page numbers would be wrong
            raise TransformError(f"the book could not be set without doubts: {warnings[0].message}")
        return bytes(pdf)

    def _run(self, task: Callable[..., Any], *values: str, **options: object) -> Any:
        try:
            return task(self._inputs, *values, **options, **self._options)
        except self._typst.TypstError as error:
            hints = "".join(f" ({hint})" for hint in error.hints)
            raise TransformError(f"the book could not be set: {error.message}{hints}") from error


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
