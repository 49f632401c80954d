"""Who keeps an id that several documents have: each gets an address of its own, and a copy none of the original."""

import posixpath
from collections.abc import Sequence
from dataclasses import replace

from edition.index import OUR_PAGES
from edition.model import Document, Finding


def settle_ids(documents: Sequence[Document]) -> tuple[list[Document], list[Finding]]:
    """Give each document an address of its own: contract.md, "Addresses".

    Of equal ids (also of case) the original keeps its own, the others (and whose are those of our own pages) get the
    folder's name in front, then a number; each such change is a warning.
    """
    owners: dict[str, Document] = {}
    for document in documents:
        owner = owners.setdefault(document.id.casefold(), document)
        if is_rather_original(document, owner):
            owners[document.id.casefold()] = document
    taken = {*OUR_PAGES, *owners}
    settled: list[Document] = []
    findings: list[Finding] = []
    for document in documents:
        wanted = document.id.casefold()
        if owners[wanted] is document and wanted not in OUR_PAGES:
            settled.append(document)
            continue
        new_id = _free(document, taken)
        taken.add(new_id.casefold())
        findings.append(_renamed(document, new_id, "" if wanted in OUR_PAGES else owners[wanted].source.name))
        settled.append(replace(document, id=new_id))
    return settled, findings


def is_rather_original(one: Document, other: Document) -> bool:
    """Tell whether of two files with equal ids `one` is the original, which keeps them, and `other` its copy.

    The name of the original is that of its page, or is part of the name of the copy: “letter-1-copy” or “Copy of
    letter-1”. That names alone decide makes a build from nothing that of one after another.
    """
    name, other_name = one.source.path.stem, other.source.path.stem
    if (name == one.id) != (other_name == other.id):
        return name == one.id
    return name != other_name and name in other_name


def _renamed(document: Document, new_id: str, owner: str) -> Finding:
    """Return the warning that the page of a document is called otherwise than it should be."""
    whose = owner or "a page of the site itself"
    message = f"the address “{document.id}” is that of {whose}; this document’s page is {new_id}.html"
    hint = "give the root element of this file an xml:id that no other document has"
    return Finding("REF010", "warning", document.source.path, message, hint)


def _free(document: Document, taken: set[str]) -> str:
    """Return an address for a document that cannot have its own."""
    folder = posixpath.basename(posixpath.dirname(document.source.name))
    wanted = f"{folder or 'document'}-{document.id}"
    if wanted.casefold() not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}".casefold() in taken:
        number += 1
    return f"{wanted}-{number}"
