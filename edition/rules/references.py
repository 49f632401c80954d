"""References: each leads somewhere, nowhere it should not, and to a thing of the right kind."""

from collections.abc import Iterator, Sequence

from edition.index import Broken, Library, resolve
from edition.model import Document, Finding, Link, Pointer, Spot
from edition.rules.catalogue import finding

# What the element that is pointed at stands for. What is not listed here (category, item, note …) may be anything.
_KINDS = {
    **dict.fromkeys(("person", "persona", "persName", "respStmt", "role", "castItem", "actor"), "person"),
    "personGrp": "group",
    **dict.fromkeys(("place", "placeName", "geogName", "settlement", "country", "region", "district"), "place"),
    **dict.fromkeys(("org", "orgName"), "organisation"),
    **dict.fromkeys(("event", "eventName"), "event"),
    **dict.fromkeys(("bibl", "biblStruct", "biblFull", "listBibl"), "bibliographic entry"),
    **dict.fromkeys(("TEI", "text", "div", "p", "ab", "sp", "head", "l", "lg", "pb"), "piece of text"),
}
_PERSON, _PLACE, _ORGANISATION, _EVENT = ({"person", "group"}, {"place"}, {"organisation", "group"}, {"event"})
_ACTOR = _PERSON | _ORGANISATION
_PLACE_NAMES = ("placeName", "geogName", "settlement", "country", "region", "district", "bloc", "origPlace", "pubPlace")
_ALLOWED = {
    ("persName", "ref"): _PERSON,
    ("orgName", "ref"): _ORGANISATION,
    ("eventName", "ref"): _EVENT,
    **{(name, "ref"): _PLACE for name in _PLACE_NAMES},
}
_BY_TYPE = {
    **dict.fromkeys(("person", "pers", "persName"), _PERSON),
    **dict.fromkeys(("place", "placeName"), _PLACE),
    **dict.fromkeys(("org", "orgName", "organisation", "organization", "institution"), _ORGANISATION),
    "event": _EVENT,
}


def check(documents: Sequence[Document], library: Library) -> list[Finding]:
    """Return REF003, REF004 and REF006 for the pointers of all documents."""
    return [found for document in documents for found in _check_document(document, library)]


def _check_document(document: Document, library: Library) -> Iterator[Finding]:
    goals: dict[str, Link | Broken] = {}
    for pointer in document.pointers:
        goal = goals.get(pointer.token)
        if goal is None:
            goal = goals[pointer.token] = resolve(document, pointer.token, library)
        if isinstance(goal, Broken):
            yield _broken(document, pointer, goal)
        elif wrong := _wrong_kind(pointer, goal):
            yield _finding("REF006", document, pointer, *wrong)


def _broken(document: Document, pointer: Pointer, broken: Broken) -> Finding:
    token = pointer.token
    if broken.reason == "unsafe":
        message = f"“{token}” may run a program or read a private file"
        return _finding("REF004", document, pointer, message, "point to a page, a file of the edition or an id")
    if broken.reason == "outside":
        return _finding("REF004", document, pointer, f"“{token}” leads out of the edition’s folder")
    near = f"did you mean {' or '.join(f'“{name}”' for name in broken.near)}?" if broken.near else ""
    file, _, wanted = broken.wanted.partition("#")
    if broken.reason == "no-target":
        place = file or "this file"
        return _finding("REF003", document, pointer, f"there is no id “{wanted}” in {place}", near)
    if broken.reason == "no-file":
        hash_ = f"write #{token} if an id is meant" if token.isidentifier() else ""
        return _finding("REF003", document, pointer, f"there is no file “{file}” in the edition", near or hash_)
    if broken.reason == "no-prefix-match":
        prefix = token.partition(":")[0]
        message = f"“{token}” does not fit the pattern of the prefix {prefix}:"
        return _finding("REF003", document, pointer, message, f'see <prefixDef ident="{prefix}">')
    return _finding("REF003", document, pointer, f"“{token}” is not an address", near)


def _wrong_kind(pointer: Pointer, link: Link) -> tuple[str, str] | None:
    allowed = _allowed(pointer)
    kind = _KINDS.get(link.kind) if link.target else None
    if kind is None or not allowed or kind in allowed:
        return None
    wanted = " or ".join(sorted(allowed))
    message = f"{pointer.attribute} of <{pointer.name}> must lead to a {wanted}, but “{pointer.token}” is a {kind}"
    return message, f"it leads to <{link.kind} xml:id=“{link.target}”>"


def _allowed(pointer: Pointer) -> set[str] | None:
    if pointer.attribute in ("who", "toWhom"):
        return _ACTOR
    if pointer.name == "rs" and pointer.attribute == "ref":
        return _BY_TYPE.get(pointer.type)
    return _ALLOWED.get((pointer.name, pointer.attribute))


def _finding(code: str, document: Document, pointer: Pointer, message: str, help_: str = "") -> Finding:
    spot = Spot(pointer.number, pointer.attribute, pointer.token)
    return finding(code, document.source.path, message, help_, spot)
