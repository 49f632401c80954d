"""Books of the site that a build replaces which the new one would not have: who published their addresses is told."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from edition.config import CONFIG_NAME
from edition.paper import Asked, Wanted
from edition.source.discover import MANIFEST_NAME, is_site

_SHOWN = 3


class Dropped(NamedTuple):
    """Books that a build leaves out: the files of those not asked for, by form, and of those that `--only` leaves."""

    forms: Mapping[str, tuple[str, ...]]
    others: tuple[str, ...]


def dropped(out: Path, asked: Asked, wanted: Wanted) -> Dropped:
    """Return the books of the site in `out` that a build leaves out, but for those that the command line declines."""
    forms: dict[str, tuple[str, ...]] = {}
    others: list[str] = []
    books = list(_books(out))
    for form, is_wanted, answer in (("pdf", wanted.pdf, asked.pdf), ("epub", wanted.epub, asked.epub)):
        own = [(path, id_) for kind, path, id_ in books if kind == form]
        if is_wanted:
            # An EPUB of one document has the name of that of all.
            others += [path for path, id_ in own if wanted.only and form == "pdf" and id_ not in wanted.only]
        elif own and answer is None:
            forms[form] = tuple(path for path, _ in own)
    return Dropped(forms, tuple(others))


def in_words(left: Dropped, out: Path, *, is_project: bool) -> str:
    """Return one line on the books that are left out, and how to have them again; empty if none is."""
    paths = [path for own in left.forms.values() for path in own] + list(left.others)
    if not paths:
        return ""
    shown = [str(out / path) for path in paths[:_SHOWN]]
    more = len(paths) - len(shown)
    *first, last = [*shown, f"{more} other{'s' if more > 1 else ''}"] if more else shown
    names = f"{', '.join(first)} and {last}" if first else last
    are, them = ("is", "it") if len(paths) == 1 else ("are", "them")
    said = f"{names} of the last build {are} no longer there; to make {them} again"
    if not left.forms:
        return f"{said}, build without --only"
    advice = f"{said}: edition build {' '.join(f'--{form}' for form in left.forms)}"
    always = " and ".join(f"{form} = true" for form in left.forms)
    return f"{advice}, or always: {always} under [book] in {CONFIG_NAME}" if is_project else advice


def _books(out: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the books that a site has: `pdf` or `epub`, the file, the id of the document that it is of, if of one."""
    if not is_site(out):
        return
    content = json.loads((out / MANIFEST_NAME).read_bytes())
    for form, path in _table(content.get("formats")).items():
        if (kind := form.partition("-")[0]) in ("pdf", "epub"):
            yield kind, str(path), ""
    documents = content.get("documents")
    for document in map(_table, documents if isinstance(documents, list) else ()):
        if path := _table(document.get("formats")).get("pdf"):
            yield "pdf", str(path), str(document.get("id"))


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
