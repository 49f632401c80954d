"""Transcript to draft: the whole way from blocks to the text of a TEI file."""

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from edition.desk.importing.addresses import give_ids
from edition.desk.importing.analyse import analyse
from edition.desk.importing.blocks import Transcript
from edition.desk.importing.body import Body
from edition.desk.importing.header import Header
from edition.desk.importing.names import slug
from edition.desk.importing.plain import Plain
from edition.desk.importing.proof import lost
from edition.desk.importing.report import Report
from edition.desk.importing.scribe import Scribe, reader_of
from edition.desk.importing.weave import child, element
from edition.desk.layout import Style, laid_out
from edition.errors import EditionError

_MODELS = {
    ".rnc": 'type="application/relax-ng-compact-syntax"',
    ".rng": 'type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"',
    ".sch": 'type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"',
}


class LossError(EditionError):
    """A draft would not hold the words of its transcript, which would be our fault: it is not written."""


class Draft(NamedTuple):
    """A draft: the text of the TEI file, what to tell the editor, and what of the transcript elements stand for."""

    text: str
    report: Report
    unsaid: tuple[str, ...] = ()


def draft(
    transcript: Transcript, *, kind: str = "auto", language: str = "", interface: str = "", schemas: Sequence[str] = ()
) -> Draft:
    """Return the draft of a transcript; LossError if a word of the transcript were missing in it.

    `kind` is one of `KINDS` and `language` a tag, where the editor knows them; `interface` is the language of the
    edition, in which a letter gets its title, else that of the transcript. `schemas` are addresses, seen from the
    draft, of what editors are to check it against. The same transcript gives the same draft.
    """
    root, report, unsaid = _tree(transcript, kind, language, interface)
    missing = lost(transcript, root, unsaid)
    if missing:
        words = ", ".join(f"“{word}”" for word in missing[:5])
        raise LossError(f"{transcript.name}: {len(missing)} words would be lost or doubled, among them {words}")
    text = etree.tostring(root, encoding="unicode")
    models = "".join(f"{_model(each)}\n" for each in schemas)
    return Draft(laid_out(f'<?xml version="1.0" encoding="UTF-8"?>\n{models}{text}\n', Style()), report, unsaid)


def _model(address: str) -> str:
    """Return the instruction by which editors find a schema: “Associating Schemas with XML documents” of the W3C."""
    kind = _MODELS[address[address.rfind(".") :]]
    return f'<?xml-model href="{address}" {kind}?>'


def _tree(
    transcript: Transcript, kind: str, language: str, interface: str
) -> tuple[etree._Element, Report, tuple[str, ...]]:
    name = document_id(transcript.name)
    prefix = f"{name}-"
    analysis = analyse(transcript, prefix, f"#{prefix}importer", kind=kind, language=language)
    reader = reader_of(analysis)
    plain = Plain(transcript, prefix, reader)
    for fixed in ("importer", *(role.type[len(prefix) :] for role in analysis.roles.values() if role.name == "note")):
        plain.new_id(f"{prefix}{fixed}")
        plain.new_id(f"{prefix}{fixed}-call")
    root = element("TEI", (("xml:id", name), ("xml:lang", analysis.setting.language)))
    header = Header(analysis, prefix, reader, plain, interface or analysis.setting.language)
    header.write(child(root, "teiHeader"))
    body = Body(analysis, Scribe(analysis, prefix, reader, plain))
    body.write(text := child(root, "text"))
    give_ids(text, prefix, plain)
    checks = sorted((*header.checks, *body.checks, *plain.checks), key=lambda check: check.line)
    unit = "paragraph" if transcript.form == "docx" else "line"
    return root, Report(tuple(checks), unit), tuple(plain.unsaid)


def document_id(name: str) -> str:
    """Return the id of the document of a file: it begins with a letter."""
    made = slug(name)
    return made if made[0].isalpha() else f"d-{made}"
