"""What a site says of itself in `edition.json`: contract.md, "OUT/edition.json"."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from edition.errors import UsageError
from edition.source.discover import MANIFEST_NAME, is_site


class Entry(NamedTuple):
    """A document of the site: its source by name, the hash it had, its pages, and books of its own by their form.

    A book is a form and the files that it consists of: its volumes.
    """

    id: str
    source: str
    sha256: str
    pages: tuple[str, ...]
    books: tuple[tuple[str, tuple[str, ...]], ...]


class Manifest(NamedTuple):
    """The documents, and the books of the whole edition."""

    entries: tuple[Entry, ...]
    books: tuple[tuple[str, tuple[str, ...]], ...]


def read_manifest(site: Path) -> Manifest:
    """Return what a site is made of; raise UsageError where there is no site of ours."""
    if not is_site(site):
        raise UsageError(f"{site} is no site that edition built: it has no {MANIFEST_NAME} of ours")
    content = json.loads((site / MANIFEST_NAME).read_bytes())
    try:
        return Manifest(tuple(_entry(each) for each in content["documents"]), _books(content))
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{site / MANIFEST_NAME} is damaged; build the site again") from error


def _entry(value: Any) -> Entry:
    pages = tuple(str(page) for page in value["pages"])
    return Entry(str(value["id"]), str(value["source"]), str(value["sha256"]), pages, _books(value))


def _books(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the books; the further volumes of a PDF are called `pdf-2`, `pdf-3`."""
    formats = value.get("formats", {})
    files = {form: [formats[key] for key in formats if re.sub(r"-\d+$", "", key) == form] for form in ("pdf", "epub")}
    return tuple((form, tuple(map(str, names))) for form, names in files.items() if names)


def inside(folder: Path, name: str) -> Path | None:
    """Return the path of a file in a folder; None if the name leads out of it."""
    path = folder / name
    return path if path.resolve().is_relative_to(folder.resolve()) else None
