"""What a site says of itself in `edition.json`: contract.md, "OUT/edition.json"."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from edition.errors import UsageError
from edition.source.discover import MANIFEST_NAME, is_site


class Entry(NamedTuple):
    """A document of the site: its source by name, the hash it had, its pages, and books of its own by their form."""

    id: str
    source: str
    sha256: str
    pages: tuple[str, ...]
    books: tuple[tuple[str, str], ...]


class Manifest(NamedTuple):
    """The documents, and the books of the whole edition."""

    entries: tuple[Entry, ...]
    books: tuple[tuple[str, str], ...]


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


def _books(value: Any) -> tuple[tuple[str, str], ...]:
    formats = value.get("formats", {})
    return tuple((form, str(formats[form])) for form in ("pdf", "epub") if form in formats)


def inside(folder: Path, name: str) -> Path | None:
    """Return the path of a file in a folder; None if the name leads out of it."""
    path = folder / name
    return path if path.resolve().is_relative_to(folder.resolve()) else None
