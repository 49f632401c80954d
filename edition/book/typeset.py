"""The data of a book to a PDF, through a fixed Typst template; the only user of typst."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from edition.book.blocks import Blocks
from edition.book.culprit import culprit
from edition.book.glyphs import clusters_in, numbered
from edition.book.metadata import described
from edition.errors import ConfigError, TransformError
from edition.resources import resource

# PDF/A-3a: for archives, tagged, with attachments. PDF/UA-1: for screen readers. Both refuse letters without a glyph.
_STANDARDS = ["a-3a", "ua-1"]
_TRIES = 8
# How many bytes of data are set again for the sake of their notes; how often a larger book is, if few are late.
_PATIENCE, _MORE, _FEW = 5_000_000, 4, 5
# The project's template by the name that ours import it by, where an error says that it lies, and how ours refuse it.
_OWN = "own.typ"
_PLACE = re.compile(r"\bown\.typ:(\d+):(\d+)")
_REFUSED = "template refused:"
_MENDS = 3


class Sheet(NamedTuple):
    """What one book is set from.

    `data` is JSON. `sources` are the files that are attached, by name. `modified` is the date that the file bears, in
    seconds of the epoch. `fonts` are files of fonts that come before ours, in that order. `pictures` are what it shows,
    by the names that the data has. `template` is the project's own file of Typst.
    """

    data: bytes
    sources: Mapping[str, Path]
    modified: int
    fonts: tuple[Path, ...] = ()
    pictures: Mapping[str, Path | bytes] = {}
    template: Path | None = None


class Printed(NamedTuple):
    """A PDF; the characters that no font has, in whose place stand their numbers; the pages that registers ask for.

    `places` tells of each key in the data's `gather` on which pages it is named, as a register has them. `mixed` counts
    the pages whose notes stand in one block, although blocks were wanted. `late` are the signs of notes that begin on a
    page after their call, with blanks between.
    """

    pdf: bytes
    missing: str = ""
    places: Mapping[str, str] = {}
    mixed: int = 0
    late: str = ""


class Proof(NamedTuple):
    """What is known of a book that has been set but is not right yet, for the next time it is set.

    `tries` counts how often a note off its call has been mended, `missing` are the characters that no font has, and
    `crossing` tells whether references name pages. `rounds` counts the proofs for the sake of strays, `blocks` knows of
    notes that change places.
    """

    tries: Mapping[str, int] = {}
    missing: frozenset[str] = frozenset()
    crossing: bool = True
    rounds: int = 0
    mends: int = 0
    blocks: Blocks = Blocks()


def typeset(sheet: Sheet) -> Printed:
    """Return the PDF of a book, the same bytes for the same sheet; TransformError if it cannot be set.

    The data reaches the template as JSON and no other way, so no text of a source is ever read as markup or code.
    """
    found: Printed | Proof = Proof()
    while isinstance(found, Proof):
        found = set_once(sheet, found)
    return found


def set_once(sheet: Sheet, proof: Proof) -> Printed | Proof:
    """Set a book once; give a proof if it must be set again. Typst keeps in memory what it has set."""
    with TemporaryDirectory() as root, TemporaryDirectory() as own, as_file(_amiri()) as amiri:
        for number, font in enumerate(sheet.fonts):
            shutil.copyfile(font, Path(own) / f"{number:03}{font.suffix}")
        return _Press(sheet, proof, root, [own, str(amiri)]).print()


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

    def __init__(self, sheet: Sheet, proof: Proof, root: str, fonts: list[str]) -> None:
        import typst  # only here: it takes a while to load, and most runs make no book

        self._typst: Any = typst
        self._modified, self._proof = sheet.modified, proof
        own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts[:1]).families()
        told = {"sources": list(sheet.sources), "fonts": list(own), "crossing": proof.crossing}
        self._data = numbered({**json.loads(sheet.data), **told}, proof.missing)
        self._inputs = {path.name: path.read_bytes() for path in sorted(resource("xslt", "book").glob("*.typ"))}
        self._inputs["main"] = self._inputs.pop("book.typ")
        self._template = sheet.template
        if sheet.template is not None:
            self._inputs[_OWN] = sheet.template.read_bytes()
        self._inputs |= _files(self._data, proof.tries)
        self._inputs["blocks.json"] = _json({"order": proof.blocks.order(), "ruled": proof.blocks.ruled()})
        _lay_out(Path(root, "sources"), sheet.sources)
        _lay_out(Path(root, "pictures"), sheet.pictures)
        self._after: Sequence[str] | None = None
        self._options = {"root": root, "font_paths": typst.Fonts(include_system_fonts=False, font_paths=fonts)}

    def print(self) -> Printed | Proof:
        """Set the book; characters that cannot be set give way to their numbers, once they are known."""
        try:
            return self._better() or self._in_blocks() or self._pdf()
        except self._typst.TypstError as error:
            self._blame_template(error)
            clusters = self._unsettable(error) if self._proof.mends < _MENDS else frozenset()
            if not clusters:
                raise TransformError(self._why(f"{error.message}{_hints(error)}")) from error
            missing = self._proof.missing | clusters
            return self._proof._replace(missing=missing, mends=self._proof.mends + 1, blocks=Blocks())
        except BaseException as error:
            if _is_panic(error):
                raise TransformError(self._why(f"Typst stopped: {error}")) from error
            raise

    def _blame_template(self, error: Any) -> None:
        """Raise ConfigError if an error is one of the project's own template, with the place in it."""
        if self._template is None:
            return
        if place := _PLACE.search(error.diagnostic):
            raise ConfigError(f"{self._template}:{place[1]}:{place[2]}: {error.message}{_hints(error)}") from error
        if _REFUSED in error.message:
            raise ConfigError(f"{self._template}: {error.message.partition(_REFUSED)[2].strip(' `')}") from error

    def _why(self, what: str) -> str:
        """Say what is wrong, and with which element of which document."""
        place = culprit(self._data, self._fails)
        return f"{place or 'the book'} could not be set: {what}"

    def _fails(self, data: Mapping[str, Any]) -> bool:
        inputs = {**self._inputs, **_files(data, {}), "blocks.json": _json({"order": {}, "ruled": []})}
        try:
            self._typst.compile(inputs, format="pdf", pdf_standards=_STANDARDS, **self._options)
        except self._typst.TypstError:
            return True
        except BaseException as error:
            if _is_panic(error):
                return True
            raise
        return False

    def _unsettable(self, error: Any) -> frozenset[str]:
        """Return the clusters that an error names, and all other characters of the data that are as bad."""
        clusters = set(clusters_in(error.diagnostic))
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
                clusters.update(clusters_in(more.diagnostic))
        return frozenset(clusters)

    def _better(self) -> Proof | None:
        """Return what to know when the book is set again, so that every note comes to stand on the page of its call.

        What the tries that forms.typ knows have not mended stays as it is: a note a page off its call. In a large book
        with many notes that follow others over the page these are left, since to move one moves others.
        """
        proof = self._proof
        patience = min(_PATIENCE // len(self._inputs["divisions.json"]), 2 * _TRIES)
        if proof.rounds >= patience + _MORE or proof.blocks.pages is not None:
            return None
        strays = self._strays()
        is_late_wrong = proof.rounds < patience or (proof.rounds < _MORE and len(strays["late"]) <= _FEW)
        wrong = {*strays["early"], *(strays["late"] if is_late_wrong else ())}
        hopeful = sorted(note for note in wrong if proof.tries.get(note, 0) < _TRIES)
        if not hopeful:
            return None
        return proof._replace(tries=Counter(proof.tries) + Counter(hopeful), rounds=proof.rounds + 1)

    def _in_blocks(self) -> Proof | None:
        """Return what to know when the book is set again with its notes in blocks; None if they are as they can be."""
        if self._data["notes"] != "blocks":
            return None
        blocks = self._proof.blocks.again(dict(self._asked("<slots>")))
        return None if blocks is None else self._proof._replace(blocks=blocks)

    def _strays(self) -> Mapping[str, list[str]]:
        """Return which paragraphs, named by their first note, have a note on the page before or after its call."""
        try:
            strays = dict(self._asked("<strays>"))
        except RuntimeError:  # a query does not say well what is wrong
            self._pdf()
            raise
        self._after = strays["after"]
        return strays

    def _late(self) -> str:
        """Return the signs of the notes that begin on a page after their call."""
        if self._after is None:
            self._after = ()  # not asked again where the question fails
            self._strays()
        return " ".join(key.rpartition(":")[2] for key in self._after)

    def _asked(self, label: str) -> Any:
        return json.loads(self._run(self._typst.query, label, field="value", one=True))

    def _pdf(self) -> Printed | Proof:
        pdf, warnings = self._run(
            self._typst.compile_with_warnings, format="pdf", pdf_standards=_STANDARDS, timestamp=self._modified
        )
        if warnings and self._proof.crossing:  # pages named in the text may move what they name
            return Proof(missing=self._proof.missing, mends=self._proof.mends, crossing=False)
        if warnings:  # such as a layout that does not settle, whose page numbers would be wrong
            raise TransformError(f"the book could not be set without doubts: {warnings[0].message}")
        missing = "".join(sorted(set("".join(self._proof.missing))))
        places = self._asked("<places>") if self._data["gather"] else {}
        mixed = self._proof.blocks.mixed()
        return Printed(described(bytes(pdf), self._data), missing, places, mixed, self._late())

    def _run(self, task: Callable[..., Any], *values: str, **options: object) -> Any:
        return task(self._inputs, *values, **options, **self._options)


def _hints(error: Any) -> str:
    return "".join(f" ({hint})" for hint in error.hints)


def _is_panic(error: BaseException) -> bool:
    """Tell whether a bug of Typst ended its work: what comes of it in Python is no Exception."""
    return type(error).__name__ == "PanicException"


def _files(data: Mapping[str, Any], tries: Mapping[str, int]) -> dict[str, bytes]:
    """Return the files of the data: what is said of the book, and its parts, which change with the `tries`."""
    parts = _tried(data["parts"], tries) if tries else data["parts"]
    return {"book.json": _json({**data, "parts": []}), "divisions.json": _json(parts)}


def _tried(value: Any, tries: Mapping[str, int]) -> Any:
    """Return parts of a book whose blocks say how often their notes have been tried to mend."""
    if isinstance(value, list):
        return [_tried(item, tries) if isinstance(item, list | dict) else item for item in value]
    tried = {key: _tried(item, tries) if isinstance(item, list | dict) else item for key, item in value.items()}
    most = max((tries.get(note, 0) for note in value.get("notes", ())), default=0)
    return {**tried, "tries": most} if most else tried


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
