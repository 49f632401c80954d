"""A source to a tree: safe against hostile files, and with a finding for whatever is wrong."""

from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from edition.config import Limits
from edition.model import Finding, Origin, Part, Severity, Source, Span
from edition.source.discover import FORMER_ROOTS, TEI_NAMESPACE, TEI_ROOTS
from edition.source.lines import token_span
from edition.source.read import read, read_bytes
from edition.source.remark import Refusal, Remark
from edition.source.survey import survey
from edition.source.vocabulary import ELEMENTS, around_piece
from edition.source.xinclude import asks_for_more, include

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
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
        if name.namespace != TEI_NAMESPACE or name.localname not in ELEMENTS:
            raise Refusal(_not_tei(name, token_span(reading.utf8, survey(reading.utf8, limits).root_offset)))
        tree = Tree(source, reading.text, reading.root, reading.sha256, reading.is_verbatim)
        if asks_for_more(reading):
            whole = include(source, reading, limits)
            findings += [_finding(path, remark) for path, remark in whole.remarks]
            made = whole.reading
            tree = Tree(source, made.text, made.root, made.sha256, made.is_verbatim, whole.parts, whole.origins)
        return tree if name.localname in TEI_ROOTS else _completed(tree), findings
    except Refusal as refusal:
        return None, [*findings, _finding(source.path, refusal.remark)]


def _completed(piece: Tree) -> Tree:
    """Return the document that consists of a piece, its root being another element of TEI.

    There is no header, and none is made up. Findings on it keep the places that they have in the file.
    """
    content = deepcopy(piece.root)
    content.tail = None
    around = [f"{{{TEI_NAMESPACE}}}{name}" for name in ("TEI", *around_piece(etree.QName(content).localname))]
    root = parent = etree.Element(around[0], nsmap={None: TEI_NAMESPACE})
    for name in around[1:]:
        parent = etree.SubElement(parent, name)
    parent.append(content)
    if language := content.get(_LANG):
        root.set(_LANG, language)
    origins = [Origin(number, piece.source.path, 0) for number in range(len(around))]
    inner = piece.origins or (Origin(0, piece.source.path, 0),)
    origins += [each._replace(first=each.first + len(around)) for each in inner]
    text = etree.tostring(root, encoding="unicode")
    return replace(piece, text=text, root=root, is_verbatim=False, origins=tuple(origins))


def _not_tei(name: etree.QName, where: Span) -> Remark:
    found = f"<{name.localname}> in " + (f"the namespace {name.namespace}" if name.namespace else "no namespace")
    advice = f'TEI P5 begins with <TEI xmlns="{TEI_NAMESPACE}">'
    if name.localname in FORMER_ROOTS:
        advice = f"this is TEI P4; {advice}: the TEI has a stylesheet that converts, p4top5.xsl"
    return Remark("XML006", f"the root element is {found}, not TEI", advice, where)


def _finding(file: Path, remark: Remark) -> Finding:
    severity: Severity = "warning" if remark.code in _WARNINGS else "error"
    return Finding(remark.code, severity, file, remark.message, remark.help, span=remark.span)
