"""What a header says for those who cite or gather a document: editors, licence, history, and the data of a letter."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from edition.credits import Action, Credits, Party
from edition.source.discover import TEI_NAMESPACE
from edition.source.facts import date_range, path
from edition.source.words import plain

_NS = {"t": TEI_NAMESPACE}
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_MOST_CHANGES = 20
_LONGEST = 300  # characters of what is said of a change
_EDITORS = path("t:teiHeader/t:fileDesc/t:titleStmt/t:editor")
_NAMED = path("t:persName | t:name | t:orgName")
_LICENCES = path("t:teiHeader/t:fileDesc/t:publicationStmt/t:availability/t:licence")
_CHANGES = path("t:teiHeader/t:revisionDesc//t:change[@when]")
_ACTIONS = path("t:teiHeader/t:profileDesc/t:correspDesc/t:correspAction[@type='sent' or @type='received']")
_PARTIES = path("t:persName | t:orgName | t:name | t:rs")
_PLACES = path("t:placeName | t:settlement | t:district | t:region | t:country")
_IDENTIFIED = path("//t:idno[parent::t:person or parent::t:personGrp or parent::t:org or parent::t:place]")
_REGISTERS = path(
    "boolean(t:standOff | t:text/t:body//t:listPerson | t:text/t:body//t:listPlace | t:text/t:body//t:listOrg)"
)
_WEB = re.compile(r"https?://\S+")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(?=$|T)")
# Where the number of an authority file leads. The order is that in which CMIF and its readers know the files.
_FILES = {
    "gnd": "https://d-nb.info/gnd/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "bnf": "https://catalogue.bnf.fr/ark:/12148/{}",
    "lccn": "https://id.loc.gov/authorities/names/{}",
    "ndl": "https://id.ndl.go.jp/auth/ndlna/{}",
    "geonames": "https://www.geonames.org/{}",
    "wikidata": "https://www.wikidata.org/entity/{}",
}
_HOSTS = ("d-nb.info", "viaf.org", "bnf.fr", "loc.gov", "ndl.go.jp", "geonames.org", "wikidata.org")


def credits_of(root: etree._Element) -> Credits:
    """Return what the header of a document says of it for those who cite or gather it."""
    actions = _ACTIONS(root)
    known = _authorities(root) if actions or _REGISTERS(root) else {}
    return Credits(
        editors=tuple(dict.fromkeys(_editors(root))),
        licence=next(filter(None, map(_licence, _LICENCES(root))), ""),
        changes=tuple(_changes(root)),
        actions=tuple(_action(action, known) for action in actions),
        authorities=tuple(known.items()) if _REGISTERS(root) else (),
    )


def day_of(date: str) -> str:
    """Return the day, month or year of a date in TEI's form ("2026-11-22T12:00:00Z"); "" if it has another form."""
    match = _DAY.match(date)
    return match[0] if match else ""


def _editors(root: etree._Element) -> Iterator[str]:
    for editor in _EDITORS(root):
        yield from filter(None, map(plain, _NAMED(editor) or [editor]))


def _licence(licence: etree._Element) -> str:
    """Return the address of a licence: what it points to, else its words if they are one."""
    tokens = [*licence.get("target", "").split(), plain(licence)]
    return next((token for token in tokens if _WEB.fullmatch(token)), "")


def _changes(root: etree._Element) -> list[tuple[str, str]]:
    found = ((day_of(change.get("when", "").strip()), change) for change in _CHANGES(root))
    dated = sorted(((day, change) for day, change in found if day), key=lambda each: each[0])
    return [(day, plain(change)[:_LONGEST]) for day, change in dated[-_MOST_CHANGES:]]


def _authorities(root: etree._Element) -> dict[str, str]:
    """Return the best known address of each entry that has an id and a number in an authority file."""
    best: dict[str, tuple[int, str]] = {}
    for idno in _IDENTIFIED(root):
        parent = idno.getparent()
        id_ = parent.get(_XML_ID, "") if parent is not None else ""
        if id_ and (address := _address(idno)):
            rank = _rank(address)
            if id_ not in best or rank < best[id_][0]:
                best[id_] = rank, address
    return {id_: address for id_, (_, address) in best.items()}


def _address(idno: etree._Element) -> str:
    number = plain(idno)
    if _WEB.fullmatch(number):
        return number
    pattern = _FILES.get(idno.get("type", "").casefold())
    return pattern.format(number) if pattern and re.fullmatch(r"[\w.-]+", number) else ""


def _rank(address: str) -> int:
    return next((place for place, host in enumerate(_HOSTS) if host in address), len(_HOSTS))


def _action(action: etree._Element, known: dict[str, str]) -> Action:
    dates = (date_range(date) for date in action.iterchildren(f"{{{TEI_NAMESPACE}}}date"))
    return Action(
        action.get("type", ""),
        tuple(_parties(_PARTIES(action), known)),
        next(_parties(_PLACES(action), known), None),
        next(filter(None, dates), None),
    )


def _parties(elements: Iterable[etree._Element], known: dict[str, str]) -> Iterator[Party]:
    for element in elements:
        if text := plain(element):
            token = next(iter(element.get("ref", "").split()), "")
            authority = token if _WEB.fullmatch(token) else known.get(token.removeprefix("#"), "")
            yield Party(etree.QName(element).localname, text, token, authority)
