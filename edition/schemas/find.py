"""Which schemas a document is to be checked against: named by the user, by the project, or by the document itself."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition.errors import UsageError
from edition.model import Severity
from edition.schemas.keep import SchemaKind, kept, kept_from, schema_kind
from edition.source.parse import Tree

DEFAULT = "tei_all"

_PSEUDO = re.compile(r"""([\w.-]+)\s*=\s*("[^"]*"|'[^']*')""")
_RELAXNG = "http://relaxng.org/ns/structure/1.0"
_SCHEMATRON = ("http://purl.oclc.org/dsdl/schematron", "http://www.ascc.net/xml/schematron")


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema file, its kind, the phase for Schematron, and how grave its failures are."""

    kind: SchemaKind
    path: Path
    phase: str | None = None
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Unread:
    """A schema that a document asks for and that is not read: its address, and why."""

    address: str
    reason: str
    advice: str = ""


def named(words: Iterable[str], base: Path, phase: str | None = None) -> list[Schema]:
    """Return the schemas that words name: files (relative to `base`) or names under which schemas are kept.

    Raises UsageError for a word that is neither.
    """
    return [_named(word, base, phase) for word in words]


def _named(word: str, base: Path, phase: str | None) -> Schema:
    path = base / word
    if path.is_file():
        return Schema(schema_kind(word), path.resolve(), phase)
    if schema := kept(word):
        return Schema(schema.kind, schema.path, phase)
    raise UsageError(
        f"there is no schema {path} and none is kept under the name “{word}”; "
        f"keep one with: edition schema add FILE-OR-ADDRESS --name NAME"
    )


def default() -> Schema | None:
    """Return the schema for a folder of TEI that names none: the kept tei_all, whose failures are warnings."""
    schema = kept(DEFAULT)
    return Schema(schema.kind, schema.path, severity="warning") if schema else None


def asked(tree: Tree, root: Path, trusted: Sequence[Schema]) -> Iterator[Schema | Unread]:
    """Yield the schemas that a document asks for with `xml-model`, and those among them that are not read.

    Read are local files inside `root`, files that are `trusted` (named by the user or the project), and schemas that
    are kept from the address that the document names. The processing instruction is that of "Associating Schemas with
    XML documents 1.0" (W3C, ISO/IEC 19757-11).
    """
    known = {schema.path: schema for schema in trusted}
    for instruction in tree.root.itersiblings(preceding=True):
        if isinstance(instruction, etree._ProcessingInstruction) and instruction.target == "xml-model":
            facts = {name: value[1:-1] for name, value in _PSEUDO.findall(instruction.text or "")}
            if address := facts.get("href", ""):
                yield _asked(tree, facts, address, root, known)


def _asked(
    tree: Tree, facts: Mapping[str, str], address: str, root: Path, known: Mapping[Path, Schema]
) -> Schema | Unread:
    kind = _kind(facts, address)
    phase = facts.get("phase")
    if kind is None:
        return Unread(address, "edition reads RELAX NG (.rng, .rnc) and Schematron (.sch) only")
    if urlsplit(address).scheme not in ("", "file"):
        if schema := kept_from(address):
            return Schema(schema.kind, schema.path, phase)
        name = Path(urlsplit(address).path).stem
        return Unread(address, "it is on the network", f"keep it: edition schema add {address} --name {name}")
    path = (tree.source.path.parent / unquote(urlsplit(address).path)).resolve()
    if path in known:
        return known[path]
    if not path.is_relative_to(root.resolve()):
        return Unread(address, "it lies outside the project", "name it in edition.toml, [schema], or with --schema")
    return Schema(kind, path, phase) if path.is_file() else Unread(address, "there is no such file")


def _kind(facts: Mapping[str, str], address: str) -> SchemaKind | None:
    """Tell the kind by `schematypens`, then by `type`, then by the ending."""
    space = facts.get("schematypens", "")
    if space in _SCHEMATRON:
        return "sch"
    if "compact" in facts.get("type", "") or (space in ("", _RELAXNG) and address.lower().endswith(".rnc")):
        return "rnc"
    if space == _RELAXNG:
        return "rng"
    if space:
        return None
    try:
        return schema_kind(address)
    except UsageError:
        return None
