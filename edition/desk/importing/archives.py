"""References to archives: fonds, opis, delo and list; box and folder; class marks."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from edition.desk.importing.spans import Span

_NO_HOLDER = r"(?!(?:Re|Subject|Betreff|Betr|Objet|See|Siehe|Voir)\b)"
_HOLDER = _NO_HOLDER + r"(?:(?P<{0}>[^\W\d_a-zа-я][\w.]{{1,30}}(?: [\w.()’'-]{{1,30}}){{0,6}})[.,:]\s{{1,2}})?"
_GAP = r"[.,;]?\s{0,2}"
_NUMBER = r"(?P<{}>\d{{1,6}}[\w]{{0,2}}(?:/\d{{1,4}})?)"
_SHEETS = r"(?P<listy>\d{1,5}(?:\s?об\.?|[a-zа-я]|v|r)?(?:\s?[-–,]\s?\d{1,5}(?:\s?об\.?|[a-zа-я]|v|r)?){0,12})(?![\w])"
_SOVIET = re.compile(
    r"(?<!\w)" + _HOLDER.format("holder")
    + r"(?:[Ff]onds?|[FfФф]|[Фф]онд)\.?\s{0,2}" + _NUMBER.format("fond") + _GAP
    + r"(?:[Oo]pis['’]?|[Oo]p|[Оо]пись|[Оо]п)\.?\s{0,2}" + _NUMBER.format("opis")
    + r"(?:" + _GAP + r"(?:[Pp]apka|[PpПп]|[Пп]апка)\.?\s{0,2}" + _NUMBER.format("papka") + r")?"
    + r"(?:" + _GAP + r"(?:[Dd]elo|[DdДд]|[Дд]ело)\.?\s{0,2}" + _NUMBER.format("delo") + r")?"
    + r"(?:" + _GAP + r"(?:[Ll]isty?|[Ll]l?|[Лл]исты?|[Лл]л?)\.?\s{0,2}" + _SHEETS + r")?"
)  # fmt: skip
_BOX = re.compile(
    r"(?<!\w)" + _HOLDER.format("holder")
    + r"(?i:box|carton|karton|kasten|schachtel|boite|boîte|коробка)\s{1,2}" + _NUMBER.format("box")
    + r"(?:" + _GAP + r"(?i:folder|file|mappe|akte|dossier|chemise|папка)\s{1,2}" + _NUMBER.format("folder") + r")?"
)  # fmt: skip
_MARK = re.compile(
    r"(?<!\w)(?:(?P<holder>TNA|NARA|The National Archives|National Archives|British Library|Bundesarchiv|BArch|"
    r"GStA(?: PK)?|PA ?AA"
    r"|AMAE|Archives nationales|BnF|SLUB|ÖStA|HHStA)[,:]?\s{1,2})?"
    r"(?P<mark>(?:FO|CAB|PREM|WO|ADM|CO|HO|T|RG|Add\.? MS|MS|Ms\.|Cod\.|NL|N|R|I\. HA|AF|"
    r"F)\s{0,2}\d{1,6}(?:\s?[/-]\s?\d{1,6}){1,4}"
    r"|(?:FO|CAB|PREM|WO|ADM|RG|Add\.? MS|BArch|NL)\s{0,2}\d{1,6}(?![\w]))"
    r"(?:,\s{1,2}(?i:box)\s{1,2}(?P<box>\d{1,6}\w?))?(?:,\s{1,2}(?i:folder)\s{1,2}(?P<folder>\d{1,6}\w?))?"
)
_LABELLED = re.compile(r"(?i:signatur|shelfmark|call number|cote|class ?mark|шифр)\s?:\s{1,2}(?P<mark>\S.{1,80})")
_PARTS = ("mark", "fond", "opis", "papka", "delo", "listy", "box", "folder")


class Reference(NamedTuple):
    """A reference to an archive in a text: its place, who holds it, and its parts by name."""

    start: int
    end: int
    holder: str
    parts: Mapping[str, str]
    spans: tuple[Span, ...]


def references(text: str, resp: str) -> Iterator[Reference]:
    """Yield the references to archives in a text, which do not overlap."""
    found = [match for pattern in (_SOVIET, _BOX, _MARK, _LABELLED) for match in pattern.finditer(text)]
    end = 0
    for match in sorted(found, key=lambda each: (each.start(), -each.end())):
        if match.start() >= end and (match.re is not _LABELLED or match.start() < 3):  # noqa: PLR2004
            end = match.end()
            yield _reference(match, resp)


def _reference(match: re.Match[str], resp: str) -> Reference:
    groups = match.groupdict()
    names = ("holder", *_PARTS)
    guess = (("cert", "medium"), ("resp", resp))
    whole = Span(*match.span(), "idno", (("type", "archival"), *guess), "archival reference", "medium")
    parts = tuple(
        Span(*match.span(name), "idno", (("type", "repository" if name == "holder" else name),))
        for name in names
        if groups.get(name) and match.span(name) != match.span()
    )
    values = {name: groups[name] or "" for name in _PARTS if groups.get(name)}
    return Reference(*match.span(), groups.get("holder") or "", values, (whole, *parts))
