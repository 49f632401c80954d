"""Schemas that a user keeps under a name; `add` is the only code of the program that ever uses a network."""

import hashlib
import json
import re
import ssl
import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from edition import grammar
from edition.errors import EditionError, UsageError
from edition.record import user_cache

SchemaKind = Literal["rng", "rnc", "sch"]
KINDS: tuple[SchemaKind, ...] = ("rng", "rnc", "sch")

# The customisations that the TEI Consortium itself publishes, and where: https://www.tei-c.org/release/.
TEI_RELEASE = "https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/{name}.rng"
TEI_NAMES = (
    "tei_all tei_bare tei_corpus tei_customization tei_drama tei_enrich tei_lite tei_math tei_minimal tei_ms tei_odds "
    "tei_simplePrint tei_speech tei_svg tei_tite"
).split()

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LARGEST = 32_000_000
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """A schema in the user's store: its name, kind and file, where it came from, and its SHA-256."""

    name: str
    kind: SchemaKind
    path: Path
    origin: str
    sha256: str


def store() -> Path:
    """Return the folder where this user's schemas lie; it need not exist."""
    return user_cache() / "schemas"


def add(origin: str, name: str | None = None) -> Kept:
    """Keep a schema: from a file, an https address, or by the name of a customisation of the TEI.

    A schema that is already kept under the name is replaced. Raises UsageError for what is no schema, EditionError
    where the network or the disk refuses.
    """
    address = TEI_RELEASE.format(name=origin) if origin in TEI_NAMES and not Path(origin).exists() else origin
    name = name or Path(urlsplit(address).path).stem
    if not _NAME.fullmatch(name):
        raise UsageError(f"“{name}” cannot be the name of a schema: letters, digits, . _ and - are allowed")
    kind = schema_kind(address)
    data = _fetch(address) if "://" in address else _read(Path(address))
    _refuse_parts(data, kind, address)
    _refuse_broken(data, kind, address)
    return _keep(data, name, kind, address)


def kept(name: str) -> Kept | None:
    """Return the schema that is kept under a name; EditionError if its file is not what was kept."""
    note = store() / f"{name}.json"
    if not _NAME.fullmatch(name) or not note.is_file():
        return None
    try:
        facts = json.loads(note.read_text("utf-8"))
        schema = Kept(name, facts["kind"], store() / f"{name}.{facts['kind']}", facts["origin"], facts["sha256"])
        digest = hashlib.sha256(schema.path.read_bytes()).hexdigest()
    except (OSError, ValueError, KeyError) as error:
        raise EditionError(f"the kept schema {name} cannot be read: {error}; add it again") from error
    if digest != schema.sha256:
        raise EditionError(f"the kept schema {name} was changed since it was added ({schema.path}); add it again")
    return schema


def kept_from(origin: str) -> Kept | None:
    """Return the schema that was kept from an address."""
    for note in sorted(store().glob("*.json")):
        schema = kept(note.stem)
        if schema and schema.origin == origin:
            return schema
    return None


def schema_kind(address: str) -> SchemaKind:
    """Say what kind of schema a file or address is, by its ending; UsageError if it is none that we read."""
    suffix = Path(urlsplit(address).path if "://" in address else address).suffix.lower().removeprefix(".")
    for kind in KINDS:
        if suffix == kind:
            return kind
    if suffix in ("odd", "xml"):
        raise UsageError(
            f"{address} is no schema but perhaps an ODD, from which one is made: open it in Roma "
            "(https://roma.tei-c.org) and download RELAX NG, or run teitorelaxng of the TEI Stylesheets; "
            "then name the .rng"
        )
    raise UsageError(f"{address} is no schema that edition reads: .rng, .rnc or .sch are")


def _fetch(address: str) -> bytes:
    if not address.startswith("https://"):
        raise UsageError(f"{address} is not fetched: only https addresses are")
    try:
        with urllib.request.urlopen(address, timeout=_SECONDS, context=ssl.create_default_context()) as answer:
            data: bytes = answer.read(_LARGEST + 1)
    except (urllib.error.URLError, OSError) as error:
        raise EditionError(f"{address} could not be fetched: {error}") from error
    if len(data) > _LARGEST:
        raise UsageError(f"{address} is longer than {_LARGEST} bytes; that is no schema")
    return data


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error


# How each kind of schema names another file.
_PARTS: dict[SchemaKind, re.Pattern[bytes]] = {
    "rng": re.compile(rb"<(\w+:)?(include|externalRef)\s[^>]*href="),
    "rnc": re.compile(rb"^\s*(include|external)\s+[\"']", re.MULTILINE),
    "sch": re.compile(rb"<(\w+:)?(include|extends)\s[^>]*href="),
}


def _refuse_parts(data: bytes, kind: SchemaKind, address: str) -> None:
    """Refuse a schema that includes others: it would not find them where it is kept."""
    if _PARTS[kind].search(data):
        raise UsageError(f"{address} includes other files; keep a schema that stands alone (trang or jing -s make one)")


def _refuse_broken(data: bytes, kind: SchemaKind, address: str) -> None:
    """Refuse a grammar with mistakes now, and not when it is needed."""
    if kind != "sch":
        try:
            grammar.load(grammar.parse(data, Path(f"schema.{kind}"))).verify()
        except grammar.GrammarError as error:
            raise UsageError(f"{address} is no schema that can be used: {error}") from error


def _keep(data: bytes, name: str, kind: SchemaKind, origin: str) -> Kept:
    folder = store()
    schema = Kept(name, kind, folder / f"{name}.{kind}", origin, hashlib.sha256(data).hexdigest())
    facts = {"kind": kind, "origin": origin, "sha256": schema.sha256}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(schema.path, data)
        _write(folder / f"{name}.json", json.dumps(facts, indent=2).encode())
    except OSError as error:
        raise EditionError(f"{folder} cannot be written: {error.strerror}") from error
    return schema


def _write(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever reads half of it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    Path(file.name).replace(path)
