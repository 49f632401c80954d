"""Transcripts to files of TEI in a folder, never over one that is there."""

import codecs
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from edition.desk.importing.blocks import Block, Transcript, Unreadable
from edition.desk.importing.names import heading_id
from edition.desk.importing.pictures import gathered
from edition.desk.importing.reading import read
from edition.desk.importing.report import written
from edition.desk.importing.write import document_id, draft
from edition.desk.new import checked_language
from edition.errors import EditionError, UsageError

_ADDRESS = re.compile(r"(?P<path>[^#?:]+)(?:#(?P<heading>.+))?")


class Wish(NamedTuple):
    """What the editor says of the transcripts; nothing where it is to be guessed.

    `interface` is the language of the edition that the drafts are for, `schemas` are its files of grammars and rules.
    """

    kind: str = "auto"
    language: str = ""
    encoding: str = ""
    interface: str = ""
    schemas: tuple[Path, ...] = ()


class Imported(NamedTuple):
    """What became of a file: the summary of its draft, or why there is none; `is_left` if a file is in the way."""

    path: Path
    summary: Sequence[str] = ()
    error: str = ""
    is_left: bool = False


class _InTheWay(EditionError):  # noqa: N818 - what is there already is no error of the program
    """A file that is there already, in the place of a draft or of one of its pictures."""


def import_all(files: Sequence[Path], output: Path, wish: Wish) -> Iterator[Imported]:
    """Write the draft of each file into the folder `output`; one that cannot be read has an error and no draft.

    A file of which the draft would take the place of another file is left. Raises UsageError, before anything is
    written, if two would become one draft.
    """
    _check(wish)
    targets = _targets(files, output)
    names = {path.resolve(): target.name for path, target in targets.items()}
    schemas = [address for path in wish.schemas if (address := _schema(path, output))]
    for path, target in targets.items():
        try:
            _check_free(target)
            transcript = gathered(_linked(read(path, wish.encoding), path, names), path)
            for name in transcript.files:
                _check_free(output / name)
            own = {"kind": wish.kind, "language": wish.language, "interface": wish.interface}
            made = draft(transcript, **own, schemas=schemas)
            _write(target, made.text.encode(), transcript.files)
        except (Unreadable, _InTheWay) as error:
            yield Imported(path, error=str(error), is_left=isinstance(error, _InTheWay))
        else:
            yield Imported(path, tuple(written(made.report, str(path), str(target))))


def _schema(path: Path, output: Path) -> str:
    """Return the address of a schema as a draft has it; nothing for what is kept under a name, or not there."""
    if path.suffix not in (".rnc", ".rng", ".sch") or not path.is_file():
        return ""
    try:
        return quote(Path(os.path.relpath(path.resolve(), output.resolve())).as_posix())
    except ValueError:  # on another drive
        return ""


def _check(wish: Wish) -> None:
    if wish.language:
        checked_language(wish.language)
    if wish.encoding:
        try:
            "".encode(codecs.lookup(wish.encoding).name)
        except LookupError as error:
            raise UsageError(f"--encoding {wish.encoding} is no encoding of a text") from error


def _targets(files: Sequence[Path], output: Path) -> Mapping[Path, Path]:
    """Return where the draft of each file goes."""
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} is no folder")
    targets = {path: output / f"{path.stem}.xml" for path in files}
    taken: dict[str, Path] = {}
    for path, target in targets.items():
        other = taken.setdefault(target.name.casefold(), path)
        if other != path:
            raise UsageError(f"{other} and {path} would both become {target}; import one of them under another name")
    return targets


def _check_free(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise _InTheWay(f"{target} is there already and is not written over")


def _write(target: Path, data: bytes, files: Mapping[str, bytes]) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for name, picture in files.items():
            (target.parent / name).parent.mkdir(exist_ok=True)
            with (target.parent / name).open("xb") as file:
                file.write(picture)
        with target.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise _InTheWay(f"{error.filename} is there already and is not written over") from error
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}") from error


def _linked(transcript: Transcript, path: Path, names: Mapping[Path, str]) -> Transcript:
    """Let links to other files that are imported lead to their drafts."""
    if transcript.form != "markdown" or len(names) < 1:
        return transcript
    blocks = tuple(_relinked(block, path, names) for block in transcript.blocks)
    notes = {
        key: note._replace(blocks=tuple(_relinked(block, path, names) for block in note.blocks))
        for key, note in transcript.notes.items()
    }
    return replace(transcript, blocks=blocks, notes=notes)


def _relinked(block: Block, path: Path, names: Mapping[Path, str]) -> Block:
    runs = tuple(run._replace(link=_target(run.link, path, names)) if run.link else run for run in block.runs)
    return replace(block, runs=runs, children=tuple(_relinked(each, path, names) for each in block.children))


def _target(link: str, path: Path, names: Mapping[Path, str]) -> str:
    """Return where a link leads once the files are drafts: headings have the id of their document in front."""
    if link.startswith("#") and len(link) > 1:
        return f"#{document_id(path.stem)}-{heading_id(unquote(link[1:]))}"
    found = _ADDRESS.fullmatch(link)
    if not found:
        return link
    try:
        name = names.get((path.parent / found["path"]).resolve())
    except (OSError, ValueError):
        return link
    if name is None:
        return link
    heading = found["heading"]
    return f"{name}#{document_id(Path(name).stem)}-{heading_id(unquote(heading))}" if heading else name
