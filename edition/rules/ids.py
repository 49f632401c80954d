"""Ids: each a name, and each used once (XML Schema's NCName; the Recommendation xml:id 1.0, sections 4 and 5)."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from edition.claims import is_rather_original
from edition.model import Document, Finding, Spot
from edition.rules.catalogue import finding
from edition.rules.outline import XML_ID, Outline
from edition.source.positions import locate

_START = (
    "A-Z_a-zÀ-ÖØ-öø-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NCNAME = re.compile(rf"[{_START}][{_START}\-.0-9·\u0300-\u036f\u203f\u2040]*")
_FEW = 3  # ids that two files may both have without being called copies


def check(whole: Outline) -> list[Finding]:
    """Return REF001 for each later use of an id in the file, and REF005 for each that is not a name."""
    first: dict[str, int] = {}
    findings: list[Finding] = []
    repeats: list[tuple[str, int]] = []
    file = whole.tree.source.path
    for number, element in whole.having({XML_ID}):
        xml_id = element.get(XML_ID, "")
        if not _NCNAME.fullmatch(xml_id):
            advice = "an id begins with a letter or _ and holds letters, digits, - _ and ."
            message = f"“{xml_id}” cannot be an xml:id"
            findings.append(finding("REF005", file, message, advice, Spot(number, "xml:id")))
        if first.setdefault(xml_id, number) != number:
            repeats.append((xml_id, number))
    return findings + list(_repeated(whole, first, repeats))


def _repeated(whole: Outline, first: dict[str, int], repeats: Sequence[tuple[str, int]]) -> Iterator[Finding]:
    file = whole.tree.source.path
    sought = [finding("REF001", file, xml_id, spot=Spot(first[xml_id])) for xml_id, _ in repeats]
    firsts = locate(sought, {file: whole.tree.origins}, paths=False)
    for (xml_id, number), place in zip(repeats, firsts, strict=True):
        # The line is in the help, not in the message, so that a baseline outlives an edit further up.
        where = "" if place.file == file else f" of {place.file.name}"
        advice = f"first used on line {place.span.line}{where}" if place.span else ""
        message = f"the id “{xml_id}” is already used in this file"
        yield finding("REF001", file, message, advice, Spot(number, "xml:id"))


def check_across(documents: Sequence[Document]) -> Iterator[Finding]:
    """Yield REF002 for ids that another document uses too: one before, or that of which it is a copy.

    Of two files that have many in common, which tells that one was copied, all are one finding.
    """
    first: dict[str, Document] = {}
    numbers: dict[str, dict[str, int]] = {}  # of copies that come before their originals
    shared: dict[tuple[str, str], _Shared] = {}
    for document in documents:
        for target in document.targets:
            owner, late, number = first.setdefault(target.id, document), document, target.number
            if owner is document:
                continue
            if is_rather_original(document, owner):
                own = numbers.setdefault(owner.source.name, {})
                if not own:
                    own.update((each.id, each.number) for each in reversed(owner.targets))
                owner, late, number = document, owner, own[target.id]
                first[target.id] = owner
            both = shared.setdefault((late.source.name, owner.source.name), _Shared(late, owner, []))
            both.ids.append((number, target.id))
    for both in shared.values():
        yield from _in_both(both)


class _Shared(NamedTuple):
    """Ids that a document has of another, with the numbers of its elements."""

    document: Document
    owner: Document
    ids: list[tuple[int, str]]


def _in_both(shared: _Shared) -> Iterator[Finding]:
    file, other = shared.document.source.path, shared.owner.source.name
    advice = "books and registers that gather several files need ids that differ"
    if len(shared.ids) <= _FEW:
        for number, xml_id in shared.ids:
            yield finding("REF002", file, f"the id “{xml_id}” is also used in {other}", advice, Spot(number, "xml:id"))
        return
    number, xml_id = min(shared.ids)
    message = f"{len(shared.ids)} ids, of which “{xml_id}” is the first, are also used in {other}"
    advice = f"{_renaming(shared) or 'a copy needs ids of its own'}; {advice}"
    yield finding("REF002", file, message, advice, Spot(number, "xml:id"))


def _renaming(shared: _Shared) -> str:
    """Return how a copy gets ids of its own, if they all begin with one name: “wolff-1”, “wolff-1-p1”.

    The name of the file is proposed for theirs. Nothing is said where an exchange of letters would meet other ids.
    """
    ids = [xml_id for _, xml_id in shared.ids]
    stem = min(ids, key=len)
    while stem and not all(_begins_with(xml_id, stem) for xml_id in ids):
        stem = stem.rpartition("-")[0]
    own = [target.id for target in shared.document.targets]
    name = Path(shared.document.source.name).stem
    if not stem or any(xml_id.startswith(stem) and not _begins_with(xml_id, stem) for xml_id in own):
        return ""
    is_free = _NCNAME.fullmatch(name) and not any(_begins_with(xml_id, name) for xml_id in (*ids, *own))
    other = f"“{name}”" if is_free else "another name"
    return f"replace “{stem}” by {other} everywhere in the copy, and it has ids of its own"


def _begins_with(xml_id: str, stem: str) -> bool:
    return xml_id == stem or xml_id.startswith(f"{stem}-")
