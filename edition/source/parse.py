"""A source to a tree: safe against hostile files, and with a finding for whatever is wrong."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lxml import etree

from edition.config import Limits
from edition.model import Finding, Source, Span
from edition.source.decode import decode
from edition.source.discover import TEI_NAMESPACE, TEI_ROOTS
from edition.source.expand import expand
from edition.source.lines import token_span
from edition.source.remark import Refusal, Remark
from edition.source.survey import survey

_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Tree:
    """A source that was read.

    `text` is the XML to hand to other engines: decoded, with entities expanded, without DOCTYPE and XML declaration;
    `root` is made of it. `is_verbatim` tells that lines and columns of `text` are those of the file. `sha256` is that
    of the file's bytes.
    """

    source: Source
    text: str
    root: etree._Element
    sha256: str
    is_verbatim: bool = True


def parse(source: Source, limits: Limits) -> tuple[Tree | None, list[Finding]]:
    """Return the tree of a source, or None with the finding that says why there is none; never raises.

    Nothing but the file itself is read: no DTD, no external entity, no XInclude.
    """
    findings: list[Finding] = []
    try:
        data = _read(source.path, limits.file)
        return _tree(source, data, limits, findings), findings
    except Refusal as refusal:
        return None, [*findings, _finding(source, refusal.remark)]


def _tree(source: Source, data: bytes, limits: Limits, findings: list[Finding]) -> Tree | None:
    """Survey and parse the bytes; what is not read is added to `findings`, and where text needs it there is no tree."""
    text = decode(data)
    encoded = text.encode()
    seen = survey(encoded, limits)
    findings += [_finding(source, remark) for remark in seen.remarks]
    if any(finding.severity == "error" for finding in findings):
        return None
    text = expand(encoded) if seen.has_doctype else _bare(text)
    root = _parse(text)
    name = etree.QName(root)
    if name.namespace != TEI_NAMESPACE or name.localname not in TEI_ROOTS:
        raise Refusal(_not_tei(name, token_span(encoded, seen.root_offset)))
    return Tree(source, text, root, hashlib.sha256(data).hexdigest(), not seen.has_doctype)


def _read(path: Path, limit: int) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a pipe or a device would never end
            raise Refusal(Remark("XML005", "this is not a file"))
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise Refusal(Remark("XML005", f"the file cannot be read: {error.strerror}")) from error
    if len(data) > limit:
        advice = "raise max-file in the table [sources] of edition.toml if it is meant to be so"
        raise Refusal(Remark("XML003", f"the file is longer than {limit} bytes", advice))
    return data


def _parse(text: str) -> etree._Element:
    """Make the tree of a text that the survey has passed and that has no DOCTYPE."""
    parser = etree.XMLParser(
        resolve_entities="internal",
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=True,  # libxml2's own limits are fixed; ours, which can be raised, were held by the survey
        collect_ids=False,  # a repeated id would stop the parser, and is a finding of ours
    )
    try:
        return etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise Refusal(Remark("XML001", error.msg or "not well-formed")) from error


def _not_tei(name: etree.QName, where: Span) -> Remark:
    found = f"<{name.localname}> in " + (f"the namespace {name.namespace}" if name.namespace else "no namespace")
    advice = f'TEI P5 begins with <TEI xmlns="{TEI_NAMESPACE}">'
    return Remark("XML006", f"the root element is {found}, not TEI", advice, where)


def _bare(text: str) -> str:
    """Blank the XML declaration out, which may name an encoding that text no longer has; all else stays in place."""
    declaration = _DECLARATION.match(text)
    return re.sub(r"[^\n]", " ", declaration[0]) + text[declaration.end() :] if declaration else text


def _finding(source: Source, remark: Remark) -> Finding:
    severity: Literal["error", "warning"] = "warning" if remark.code == "XML002" else "error"
    return Finding(remark.code, severity, source.path, remark.message, remark.help, span=remark.span)
