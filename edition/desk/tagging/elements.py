"""What an element of TEI P5 means to one who looks for names in its text."""

from typing import Literal

# inline     its text is part of the text around it
# silent     its text is no part of the text around it, and nothing is looked for in it
# beside     likewise, but its text is looked through by itself (a reading of an apparatus)
# apart      its text is looked through by itself, and parts the text around it
# closed     nothing is looked for in it, and it parts the text around it
# point      it holds nothing
# blank      it holds nothing, and stands for a blank
Part = Literal["inline", "silent", "beside", "apart", "closed", "point", "blank"]

_INLINE = """
abbr add app choice cl corr damage distinct emph ex expan foreign hi lem metamark mod orig pc phr q quote reg restore
retrace s said secl seg sic soCalled subst supplied term unclear w
"""
_SILENT = "am del fw surplus catchwords signatures"
_POINTS = "anchor milestone addSpan delSpan damageSpan ptr index handShift listTranspose"
_BLANKS = "lb pb cb gb space"
# Names and dates; what is cited; registers; code and examples; dictionaries; words that stand for themselves.
_CLOSED = """
addName affiliation bloc country date district docDate eventName forename genName geogFeat geogName idno name nameLink
objectName orgName origDate origPlace persName placeName region roleName rs settlement surname time lang location
actor author bibl biblFull biblStruct castItem citedRange docAuthor docImprint editor email gap imprint listBibl monogr
msDesc num measure measureGrp pubPlace publisher ref role roleDesc speaker title unit
category event listEvent listNym listObject listOrg listPerson listPlace listRelation nym object org particDesc person
personGrp place relation standOff
att code codeGrp eg egXML formula gi ident mentioned specDesc tag val valDesc xenoData metDecl constraintSpec
dictScrap entry entryFree etym form gramGrp hom sense superEntry
"""

_PARTS: dict[str, Part] = {
    **dict.fromkeys(_INLINE.split(), "inline"),
    **dict.fromkeys(_SILENT.split(), "silent"),
    **dict.fromkeys(_POINTS.split(), "point"),
    **dict.fromkeys(_BLANKS.split(), "blank"),
    **dict.fromkeys(_CLOSED.split(), "closed"),
    "rdg": "beside",
}
# Of a choice the reader reads the one.
_UNREAD = frozenset({"sic", "orig", "abbr"})

# Elements with text of their own in whose content TEI P5 (4.9.0, tei_all) allows persName, placeName, orgName, name,
# rs, date and time. The tests compare this list with the schema; those that are closed above are left out.
HOLDS_NAMES = frozenset(
    """
    ab abbr accMat acquisition activity add additions addrLine age authority biblScope birth byline camera caption
    case catDesc catchwords cell change channel cl classCode closer collation collection colloc colophon condition
    constitution corr creation custEvent damage dateline death decoNote def del derivation desc distinct distributor
    docEdition domain edition education emph expan explicit extent fDescr factuality faith figDesc filiation
    finalRubric floruit foliation foreign fsDescr funder fw gen gender geoDecl gloss gram handNote head headItem
    headLabel heraldry hi hyph iType imprimatur incipit institution interaction item l label langKnown language
    layout lbl lem licence locale material meeting metSym metamark mod mood musicNotation nationality note number
    objectType occupation offset opener orig origin orth p per persPronouns phr pos post preparedness principal pron
    provenance purpose q quote rb rdg re reg rendition repository residence resp restore retrace rhyme rt rubric s
    said salute scriptNote secFol secl seg sex sic signatures signed soCalled socecStatus sound source span sponsor
    stage stamp street stress subc summary supplied support surplus surrogates syll tagUsage tech term textLang
    titlePart tns trailer typeNote u unclear usg view watermark wit witDetail witness writing xr
    """.split()
)


def part(name: str, parent: str) -> Part:
    """Return what an element means for the text around it; elements and their parents by their local names."""
    if parent == "choice" and name in _UNREAD:
        return "silent"
    return _PARTS.get(name, "apart")
