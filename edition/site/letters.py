"""The index of letters in the Correspondence Metadata Interchange format (CMIF 1.1), for correspSearch and its like.

Source of the rules: TEI Correspondence SIG, "CMIF: Documentation", and the proposal for version 1.1.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from edition.config import Config
from edition.credits import Action, Party
from edition.model import DateRange, Document, Index, Page
from edition.site.feeds import clean, written
from edition.site.references import Bibliography
from edition.source.credits import day_of
from edition.source.discover import TEI_NAMESPACE

CMIF = "cmif.xml"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_UNKNOWN = Party("persName", "Unknown")  # CMIF asks for a name, and for this one where there is none


def has_letters(index: Index) -> bool:
    """Tell whether any document says who sent it to whom."""
    return any(document.credits.actions for document in index.documents)


def cmif(index: Index, config: Config) -> Page:
    """Return `cmif.xml`: sender, addressee, places and dates of each document with a `correspDesc`.

    Persons and places have the addresses of authority files where the source or a register of the edition gives them.
    """
    books = Bibliography(index, config)
    number = f"id-{uuid5(NAMESPACE_URL, books.url or books.title)}"
    top = etree.Element(_tei("TEI"), nsmap={None: TEI_NAMESPACE})
    header = _add(top, "teiHeader")
    _describe(header, books, config, number)
    profile = _add(header, "profileDesc")
    known = _authorities(index)
    for document in index.documents:
        if document.credits.actions:
            source = {"key": document.id, "ref": f"{books.url}{quote(document.page)}", "source": f"#{number}"}
            letter = _add(profile, "correspDesc", **source)
            for action in _both(document):
                _act(letter, action, _links(index, document, known))
    _add(_add(_add(top, "text"), "body"), "p")
    return Page(CMIF, written(top))


def _describe(header: etree._Element, books: Bibliography, config: Config, number: str) -> None:
    file = _add(header, "fileDesc")
    titles = _add(file, "titleStmt")
    _add(titles, "title", books.title)
    for editor in [each.text for each in books.editors] or [config.publisher or books.title]:
        _add(titles, "editor", editor)
    publication = _add(file, "publicationStmt")
    publisher = _add(publication, "publisher")
    name = config.publisher or books.title
    if books.url:
        _add(publisher, "ref", name, target=books.url)
    else:
        publisher.text = clean(name)
    _add(publication, "idno", f"{books.url}{CMIF}", type="url")
    if books.date:
        day = f"{books.date}{'-01' * (2 - books.date.count('-'))}"
        _add(publication, "date", when=f"{day}T00:00:00Z")
    words = "This file is licensed under the terms of the Creative-Commons-License CC-BY 4.0"
    _add(_add(publication, "availability"), "licence", words, target=_LICENCE)
    bibl = _add(_add(file, "sourceDesc"), "bibl", ". ".join(_statement(books, config)) + ".", type="online")
    bibl.set(_XML_ID, number)


def _statement(books: Bibliography, config: Config) -> Iterator[str]:
    """Yield the parts of the bibliographic statement of the edition."""
    parts = (books.title, ", ".join(each.text for each in books.editors), config.publisher, config.version)
    yield from (part for part in (*parts, books.date[:4], books.url) if part)


def _both(document: Document) -> Iterator[Action]:
    """Yield what was sent and what was received, the one that the source does not have as unknown."""
    for kind in ("sent", "received"):
        found = [action for action in document.credits.actions if action.type == kind]
        yield found[0] if found else Action(kind, (), None, None)


def _act(letter: etree._Element, action: Action, links: Mapping[str, str]) -> None:
    element = _add(letter, "correspAction", type=action.type)
    for party in action.parties or (_UNKNOWN,):
        _party(element, "orgName" if party.name == "orgName" else "persName", party, links)
    if action.place:
        _party(element, "placeName", action.place, links)
    if action.date and (when := _dates(action.date)):
        _add(element, "date", **when)


def _party(parent: etree._Element, name: str, party: Party, links: Mapping[str, str]) -> None:
    address = party.authority or links.get(party.token, "")
    _add(parent, name, party.text, **({"ref": address} if address else {}))


def _dates(date: DateRange) -> dict[str, str]:
    """Return the attributes of a date: days, months and years only, doubt as `@cert`."""
    start, end = day_of(date.start or ""), day_of(date.end or "")
    names = {"exact": ("when", ""), "range": ("from", "to")}.get(date.kind, ("notBefore", "notAfter"))
    found = {name: value for name, value in zip(names, (start, end), strict=True) if name and value}
    return {**found, "cert": "low"} if found and date.cert == "low" else found


def _authorities(index: Index) -> dict[tuple[str, str], str]:
    """Return the records in authority files that registers give: of which document, which entry."""
    return {(d.id, id_): address for d in index.documents for id_, address in d.credits.authorities}


def _links(index: Index, document: Document, known: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Return where in an authority file the pointers of a letter's data lead, by way of a register."""
    links = index.links.get(document.id, {})
    parties = [p for action in document.credits.actions for p in (*action.parties, action.place) if p]
    reached = {p.token: links[p.token] for p in parties if p.token in links}
    return {token: known.get((link.document, link.target), "") for token, link in reached.items()}


def _tei(name: str) -> str:
    return f"{{{TEI_NAMESPACE}}}{name}"


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    child: etree._Element = etree.SubElement(
        parent, _tei(name), {key: clean(value) for key, value in attributes.items()}
    )
    child.text = clean(text) or None
    return child
