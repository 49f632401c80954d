"""A source to a tree: safe against hostile files, and with a finding for whatever is wrong."""

from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from edition.config import Limits
from edition.model import Finding, Origin, Part, Severity, Source, Span
from edition.source.discover import TEI_NAMESPACE, TEI_ROOTS
from edition.source.lines import token_span
from edition.source.read import read, read_bytes
from edition.source.remark import Refusal, Remark
from edition.source.survey import survey
from edition.source.xinclude import asks_for_more, include

_WARNINGS = frozenset({"XML002", "XML009"})


@dataclass(frozen=True, slots=True)
class Tree:
    """A source that was read.

    `text` is the XML to hand to other engines: decoded, with entities expanded, without DOCTYPE and XML declaration;
    `root` is made of it. `is_verbatim` tells that lines and columns of `text` are those of the file. `sha256` is that
    of the file's bytes. `parts` are the files that it includes (`xi:include`), `origins` tell which of its elements
    come from them; both are empty for a document of one file.
    """

    source: Source
    text: str
    root: etree._Element
    sha256: str
    is_verbatim: bool = True
    parts: tuple[Part, ...] = ()
    origins: tuple[Origin, ...] = ()


def parse(source: Source, limits: Limits) -> tuple[Tree | None, list[Finding]]:
    """Return the tree of a source, or None with the finding that says why there is none; never raises.

    Nothing but the file itself and what it includes from the edition's folder is read: no DTD, no external entity.
    Where an include fails the tree has what it falls back on, or a gap, and a finding (XML009, XML010).
    """
    findings: list[Finding] = []
    try:
        reading, remarks = read(read_bytes(source.path, limits.file), limits)
        findings += [_finding(source.path, remark) for remark in remarks]
        if reading is None:
            return None, findings
        name = etree.QName(reading.root)
        if name.namespace != TEI_NAMESPACE or name.localname not in TEI_ROOTS:
            raise Refusal(_not_tei(name, token_span(reading.utf8, survey(reading.utf8, limits).root_offset)))
        if not asks_for_more(reading):
            return Tree(source, reading.text, reading.root, reading.sha256, reading.is_verbatim), findings
        whole = include(source, reading, limits)
        findings += [_finding(path, remark) for path, remark in whole.remarks]
        reading = whole.reading
        tree = Tree(source, reading.text, reading.root, reading.sha256, reading.is_verbatim, whole.parts, whole.origins)
        return tree, findings
    except Refusal as refusal:
        return None, [*findings, _finding(source.path, refusal.remark)]


def _not_tei(name: etree.QName, where: Span) -> Remark:
    found = f"<{name.localname}> in " + (f"the namespace {name.namespace}" if name.namespace else "no namespace")
    advice = f'TEI P5 begins with <TEI xmlns="{TEI_NAMESPACE}">'
    return Remark("XML006", f"the root element is {found}, not TEI", advice, where)


def _finding(file: Path, remark: Remark) -> Finding:
    severity: Severity = "warning" if remark.code in _WARNINGS else "error"
    return Finding(remark.code, severity, file, remark.message, remark.help, span=remark.span)
