"""The pictures of a transcript, which go with its draft: into the folder `images` beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from edition.desk.importing.blocks import Block, Transcript, whole
from edition.desk.importing.names import slug

FOLDER = "images"
_ENDINGS = frozenset(".png .jpg .jpeg .gif .svg .webp .avif .tif .tiff .jp2".split())
_LARGEST = 200_000_000  # bytes


def gathered(transcript: Transcript, path: Path) -> Transcript:
    """Return the transcript of the file at a path with the pictures that it names, and its addresses of them.

    A picture that is not there, or on another host, keeps its address.
    """
    if transcript.form != "markdown":
        return transcript
    blocks = (*transcript.blocks, *(each for note in transcript.notes.values() for each in note.blocks))
    wanted = dict.fromkeys(run.image for block in whole(blocks) for run in block.runs if run.image)
    found = {address: file for address in wanted if (file := _file(address, path.parent)) is not None}
    names = _names(found, slug(transcript.name))
    files = {names[address]: file.read_bytes() for address, file in found.items()}
    notes = {
        key: note._replace(blocks=tuple(_renamed(block, names) for block in note.blocks))
        for key, note in transcript.notes.items()
    }
    return replace(
        transcript,
        blocks=tuple(_renamed(block, names) for block in transcript.blocks),
        notes=notes,
        files={**transcript.files, **files},
    )


def _file(address: str, folder: Path) -> Path | None:
    """Return the file of a picture; None if it is none, or elsewhere."""
    name = unquote(address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0])
    if ":" in name or name.startswith("/") or Path(name).suffix.casefold() not in _ENDINGS:
        return None
    file = folder / name
    try:
        return file if file.is_file() and file.stat().st_size <= _LARGEST else None
    except (OSError, ValueError):
        return None


def _names(found: Mapping[str, Path], prefix: str) -> Mapping[str, str]:
    """Return under what name each picture goes with the draft: that of the draft and its own, in letters for URLs."""
    names: dict[str, str] = {}
    by_file: dict[Path, str] = {}
    for address, file in found.items():
        wanted = _unused(f"{FOLDER}/{prefix}-{slug(file.stem)}", file.suffix.lower(), by_file.values())
        names[address] = by_file.setdefault(file.resolve(), wanted)
    return names


def _unused(stem: str, ending: str, used: Iterable[str]) -> str:
    taken = set(used)
    name, number = f"{stem}{ending}", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}{ending}"
    return name


def _renamed(block: Block, names: Mapping[str, str]) -> Block:
    runs = tuple(run._replace(image=names.get(run.image, run.image)) if run.image else run for run in block.runs)
    return replace(block, runs=runs, children=tuple(_renamed(each, names) for each in block.children))
