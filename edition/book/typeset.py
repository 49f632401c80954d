"""The data of a book to a PDF, through a fixed Typst template; the only user of typst."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from edition.book.culprit import culprit
from edition.errors import TransformError
from edition.resources import resource

# PDF/A-3a: for archives, tagged, with attachments. PDF/UA-1: for screen readers. Both refuse letters without a glyph.
_STANDARDS = ["a-3a", "ua-1"]
_TRIES = 8
_MENDS = 3
# How Typst names a cluster without a glyph, and a character that archives refuse.
_UNSETTABLE = re.compile(
    r'the (?:text|PDF contains the codepoint) `?"((?:[^"\\]|\\.)+)"|codepoint `"((?:[^"\\]|\\.)+)"'
)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


class Sheet(NamedTuple):
    """What one book is set from.

    `data` is JSON. `sources` are the files that are attached, by name. `modified` is the date that the file bears, in
    seconds of the epoch. `fonts` are files of fonts that come before ours, in that order. `pictures` are what it shows,
    by the names that the data has.
    """

    data: bytes
    sources: Mapping[str, Path]
    modified: int
    fonts: tuple[Path, ...] = ()
    pictures: Mapping[str, Path | bytes] = {}


class Printed(NamedTuple):
    """A PDF, and the characters that no font has: in their place stand their numbers."""

    pdf: bytes
    missing: str = ""


def typeset(sheet: Sheet) -> Printed:
    """Return the PDF of a book, the same bytes for the same sheet; TransformError if it cannot be set.

    The data reaches the template as JSON and no other way, so no text of a source is ever read as markup or code.
    """
    with TemporaryDirectory() as root, TemporaryDirectory() as own, as_file(_amiri()) as amiri:
        for number, font in enumerate(sheet.fonts):
            shutil.copyfile(font, Path(own) / f"{number:03}{font.suffix}")
        return _Press(sheet, root, [own, str(amiri)]).print()


def _lay_out(folder: Path, parts: Mapping[str, Path | bytes]) -> None:
    """Copy files into a new folder, without links: what Typst gets otherwise must be UTF-8."""
    for name, part in parts.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(part.read_bytes() if isinstance(part, Path) else part)


def _amiri() -> Any:
    return files("fontpkg_amiri").joinpath("files")


class _Press:
    """Typst with its files, its fonts and a folder of copies as root, so that it reads no file of the machine."""

    def __init__(self, sheet: Sheet, root: str, fonts: list[str]) -> None:
        import typst  # only here: it takes a while to load, and most runs make no book

        self._typst: Any = typst
        self._modified = sheet.modified
        own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts[:1]).families()
        self._data = {**json.loads(sheet.data), "sources": list(sheet.sources), "fonts": list(own)}
        self._missing: set[str] = set()
        self._inputs = {path.name: path.read_bytes() for path in sorted(resource("xslt", "book").glob("*.typ"))}
        self._inputs["main"] = self._inputs.pop("book.typ")
        _lay_out(Path(root, "sources"), sheet.sources)
        _lay_out(Path(root, "pictures"), sheet.pictures)
        self._options = {"root": root, "font_paths": typst.Fonts(include_system_fonts=False, font_paths=fonts)}

    def print(self) -> Printed:
        """Set the book; characters that cannot be set give way to their numbers, once they are known."""
        for _ in range(_MENDS):
            self._inputs["book.json"] = _json(self._data)
            try:
                return Printed(self._settle(), "".join(sorted(set("".join(self._missing)))))
            except self._typst.TypstError as error:
                if not (clusters := self._unsettable(error)):
                    raise TransformError(self._why(f"{error.message}{_hints(error)}")) from error
                self._missing |= clusters
                self._data = _numbered(self._data, clusters)
            except BaseException as error:
                if _is_panic(error):
                    raise TransformError(self._why(f"Typst stopped: {error}")) from error
                raise
        raise TransformError("the book could not be set: too many of its characters have no glyph")

    def _why(self, what: str) -> str:
        """Say what is wrong, and with which element of which document."""
        place = culprit(self._data, self._fails)
        return f"{place or 'the book'} could not be set: {what}"

    def _fails(self, data: Mapping[str, Any]) -> bool:
        inputs = {**self._inputs, "book.json": _json(data), "strays.json": b"{}"}
        try:
            self._typst.compile(inputs, format="pdf", pdf_standards=_STANDARDS, **self._options)
        except self._typst.TypstError:
            return True
        except BaseException as error:
            if _is_panic(error):
                return True
            raise
        return False

    def _unsettable(self, error: Any) -> set[str]:
        """Return the clusters that an error names, and all other characters of the data that are as bad."""
        clusters = set(_clusters(error.diagnostic))
        if clusters:
            rare = sorted(character for character in set(_json(self._data).decode()) if not character.isascii())
            probe = b'#set document(title: "-")\n#set text(font: %s)\n#for one in json("book.json") [#text(one) ]'
            fonts = _json(
                [*self._data["fonts"], "Libertinus Serif", "Amiri", "New Computer Modern", "DejaVu Sans Mono"]
            )
            inputs = {"main": probe % (b"(" + fonts[1:-1] + b")"), "book.json": _json(rare)}
            try:
                self._typst.compile(inputs, format="pdf", pdf_standards=_STANDARDS, **self._options)
            except self._typst.TypstError as more:
                clusters.update(_clusters(more.diagnostic))
        return clusters

    def _settle(self) -> bytes:
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
        return self._pdf()

    def _strays(self, tries: Mapping[str, int]) -> list[str]:
        """Return which paragraphs, named by their first note, have a note on another page; in the order of the book."""
        self._inputs["strays.json"] = _json(tries)
        try:
            return list(json.loads(self._run(self._typst.query, "<strays>", field="value", one=True)))
        except RuntimeError:  # a query does not say well what is wrong
            self._pdf()
            raise

    def _pdf(self) -> bytes:
        pdf, warnings = self._run(
            self._typst.compile_with_warnings, format="pdf", pdf_standards=_STANDARDS, timestamp=self._modified
        )
        if warnings and self._data["crossing"]:  # pages named in the text may move what they name
            self._data["crossing"] = False
            self._inputs["book.json"] = _json(self._data)
            return self._settle()
        if warnings:  # such as a layout that does not settle, whose page numbers would be wrong
            raise TransformError(f"the book could not be set without doubts: {warnings[0].message}")
        return bytes(pdf)

    def _run(self, task: Callable[..., Any], *values: str, **options: object) -> Any:
        return task(self._inputs, *values, **options, **self._options)


def _hints(error: Any) -> str:
    return "".join(f" ({hint})" for hint in error.hints)


def _is_panic(error: BaseException) -> bool:
    """Tell whether a bug of Typst ended its work: what comes of it in Python is no Exception."""
    return type(error).__name__ == "PanicException"


def _clusters(diagnostic: str) -> Iterable[str]:
    """Yield the texts that an error of Typst names as such that cannot be set; it escapes them as Rust does."""
    for found in _UNSETTABLE.finditer(diagnostic):
        yield _ESCAPED.sub(lambda part: chr(int(part[1], 16)) if part[1] else part[2], found[1] or found[2])


def _numbered(value: Any, clusters: set[str]) -> Any:
    """Replace what cannot be set by the numbers of its characters: U+4E2D."""
    if isinstance(value, str):
        for cluster in clusters:
            if cluster in value:
                value = value.replace(cluster, "".join(f"⟨U+{ord(character):04X}⟩" for character in cluster))
        return value
    if isinstance(value, list):
        return [_numbered(item, clusters) for item in value]
    if isinstance(value, dict):
        return {key: _numbered(item, clusters) for key, item in value.items()}
    return value


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
