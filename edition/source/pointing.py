"""Which attributes point at things of the edition, and which of them mention what they point at."""

from edition.model import Role

# All attributes of TEI P5 4.9 with the datatype teidata.pointer that lead to things of the edition: those that do so
# wherever they stand, and those whose name means something else on other elements. Left out are what leads to
# vocabularies (datcat, lemmaRef, property), within dictionaries (location, mergedIn) and within ODDs (filter, uri).
POINTING = frozenset(
    "adj adjFrom adjTo ana calendar change copyOf corresp datingMethod datingPoint decls domains edRef exclude facs "
    "feats fromUnit fVal given hand inst mutual next nymRef parts perf period prev ref rendition replyTo resp sameAs "
    "scribeRef scriptRef select since source spanTo synch target targetEnd toUnit toWhom unitRef who wit".split()
)
_TIMED = "annotationBlock binaryObject ellipsis gap incident kinesic media pause post u vocal writing"
POINTING_ON = {
    attribute: frozenset(names.split())
    for attribute, names in {
        "active": "relation",
        "children": "root iNode",
        "class": "msContents msItem msItemStruct",
        "code": "occupation socecStatus",
        "end": _TIMED,
        "follow": "iNode leaf",
        "from": "app span arc rt",
        "new": "handShift",
        "origin": "timeline",
        "parent": "iNode leaf",
        "passive": "relation",
        "require": "rdg lem rdgGrp",
        "scheme": "keywords classCode catRef locus locusGrp occupation socecStatus",
        "start": f"{_TIMED} line path surface zone",
        "to": "app span arc rt",
        "url": "graphic media",
        "value": "root iNode leaf eTree triangle eLeaf node",
        "where": "event conversion",
    }.items()
}


def attributes(name: str) -> frozenset[str]:
    """Return the attributes with which a TEI element, given by its local name, points."""
    return POINTING.union(attribute for attribute, names in POINTING_ON.items() if name in names)


def role(name: str, attribute: str) -> Role | None:
    """Return in which role an element mentions what it points at; None for what only says who is responsible.

    What names, lets speak or cites is a mention.
    """
    if attribute == "ref":
        return "named"
    if attribute == "who" and name in {"sp", "u", "said"}:
        return "speaks"
    if attribute in {"corresp", "target", "sameAs"} and name in {"bibl", "ref", "ptr", "person"}:
        return "cited"
    return None
