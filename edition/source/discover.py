"""Finds the TEI files of an edition.

What counts as a source: every regular file `*.xml` or `*.tei` below the folder that is not hidden, not in a hidden
folder, not in a site that we built ourselves, and chosen by the globs of `[sources]`. Of these a file whose root
element is known and is neither `TEI` nor `teiCorpus` is silently no source: stylesheets, schemas and METS files live
beside the texts. One that has such a name but not the TEI namespace is a source, so that somebody learns of the slip,
and so is a file of TEI P4 (`TEI.2`), or one that cannot be read or parsed as far as its root. Where there is no source,
files whose root is another element of TEI are: pages of a manuscript (`surface`), say, or a list of persons.
"""

import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from xml.parsers import expat

from edition.config import Config
from edition.errors import UsageError
from edition.model import Source
from edition.source.vocabulary import ELEMENTS

TEI_NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI_ROOTS = ("TEI", "teiCorpus")
FORMER_ROOTS = ("TEI.2", "teiCorpus.2")  # of TEI P4
ENDINGS = (".xml", ".tei")
MANIFEST_NAME = "edition.json"
GENERATOR = "tei-edition"

# The prolog is fed to expat in two pieces, not in many: expat reads an unfinished token anew with every piece.
_HEAD, _REST = 1 << 16, 1 << 22


def discover(
    root: Path, config: Config, skip: Collection[Path] = (), known: Mapping[str, bool] | None = None
) -> list[Source]:
    """Return the sources at `root`, a folder or one file, in the order of `[sources] order` and then of their names.

    Globs and names are relative to `root`. Folders in `skip` (the output) are not entered. `known` tells of files, by
    name, whether they are TEI, so that these need not be opened. Raises UsageError if `root` does not exist or a
    folder cannot be listed. A file that is named itself is a source, whatever is in it.
    """
    listed = candidates(root, config, skip)
    known = known or {}
    # Pieces are sources together or not at all, so that one tells whether those that are known are pieces.
    if any(_is_piece(path) for _, path in islice(((name, path) for name, path in listed if known.get(name)), 1)):
        known = {}
    sources = [
        Source(path, name)
        for name, path in listed
        if path is root or known.get(name) or (name not in known and _may_be_tei(path))
    ] or [Source(path, name) for name, path in listed if _is_piece(path)]
    order = [_glob(text) for text in config.sources.order]
    return sorted(sources, key=lambda source: (_place(order, source.name), source.name))


def candidates(root: Path, config: Config, skip: Collection[Path] = ()) -> list[tuple[str, Path]]:
    """Return the XML files that the globs choose, by name; whether they are TEI is not asked."""
    if not root.is_dir():
        if not root.exists():
            raise UsageError(f"{root} does not exist")
        return [(root.name, root)]
    skipped = {path.resolve() for path in skip}
    include, exclude = ([_glob(text) for text in texts] for texts in (config.sources.include, config.sources.exclude))
    named = ((path.relative_to(root).as_posix(), path) for path in _files(root, skipped))
    return [(name, path) for name, path in named if (_any(include, name) or not include) and not _any(exclude, name)]


def _files(root: Path, skipped: Collection[Path]) -> Iterator[Path]:
    """Yield the regular files with one of `ENDINGS`; no link is followed.

    A link out of `root` would let a source read what is not of the edition, and what a link within `root` leads to
    is found under its own name.
    """
    for folder, folders, names in os.walk(root, onerror=_cannot_list):
        here = Path(folder)
        folders[:] = [name for name in folders if not name.startswith(".") and not _is_output(here / name, skipped)]
        for name in names:
            if name.lower().endswith(ENDINGS) and not name.startswith(".") and S_ISREG((here / name).lstat().st_mode):
                yield here / name


def _cannot_list(error: OSError) -> None:
    raise UsageError(f"{error.filename} cannot be listed: {error.strerror}") from error


def _is_output(folder: Path, skipped: Collection[Path]) -> bool:
    return folder.resolve() in skipped or is_site(folder)


def is_site(folder: Path) -> bool:
    """Tell whether `folder` holds the manifest of a site that this program built."""
    try:
        manifest = json.loads((folder / MANIFEST_NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    generator = manifest.get("generator") if isinstance(manifest, dict) else None
    return isinstance(generator, str) and generator.startswith(f"{GENERATOR} ")


def _glob(text: str) -> re.Pattern[str]:
    """Compile a glob in which `*` stays within a folder and `**` does not; a folder's name stands for all in it."""
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", text.removeprefix("./").rstrip("/"))
    return re.compile("".join(parts.get(piece, re.escape(piece)) for piece in pieces) + "(?:/.*)?", re.DOTALL)


def _any(globs: list[re.Pattern[str]], name: str) -> bool:
    return any(glob.fullmatch(name) for glob in globs)


def _place(order: list[re.Pattern[str]], name: str) -> int:
    return next((place for place, glob in enumerate(order) if glob.fullmatch(name)), len(order))


class _Root(Exception):  # noqa: N818 - not an error, but the way out of expat
    """Carries the name of the root element."""


def _may_be_tei(path: Path) -> bool:
    root = _root(path)
    return not root or root in {*TEI_ROOTS, *FORMER_ROOTS, *(f"{TEI_NAMESPACE} {name}" for name in TEI_ROOTS)}


def _is_piece(path: Path) -> bool:
    """Tell whether the root of a file is an element of TEI that begins no document."""
    namespace, _, name = _root(path).partition(" ")
    return namespace == TEI_NAMESPACE and name in ELEMENTS and name not in TEI_ROOTS


def _root(path: Path) -> str:
    """Return namespace and name of the root element, with a blank between them; "" where that cannot be told."""

    def start(name: str, _attributes: object) -> None:
        raise _Root(name)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    try:
        with path.open("rb") as file:
            parser.Parse(file.read(_HEAD), False)
            rest = file.read(_REST)
            parser.Parse(rest, len(rest) < _REST)  # said to be the end, or newer versions of expat may wait for more
    except _Root as root:
        return str(root.args[0])
    except (expat.ExpatError, OSError, ValueError, LookupError):
        return ""
    return ""
