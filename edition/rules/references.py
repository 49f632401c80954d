"""References: each leads somewhere, nowhere it should not, and to a thing of the right kind."""

from collections.abc import Iterator, Sequence

from edition.index import Broken, Library, near, resolve
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

_HINTS = 200


def check(documents: Sequence[Document], library: Library) -> list[Finding]:
    """Return REF003, REF004, REF006 and REF011 for the pointers of all documents."""
    hints: dict[tuple[str, Broken], str] = {}
    return [found for document in documents for found in _check_document(document, library, hints)]


def _check_document(document: Document, library: Library, hints: dict[tuple[str, Broken], str]) -> Iterator[Finding]:
    goals: dict[str, Link | Broken] = {}
    for pointer in document.pointers:
        token = pointer.token
        goal = goals.get(token) or goals.setdefault(token, resolve(document, token, library))
        if isinstance(goal, Broken):
            if (token, goal) not in hints:
                # Looking for what was meant is slow: where much is broken, the first hints teach enough.
                hints[token, goal] = _hint(token, goal, library) if len(hints) < _HINTS else ""
            code, message = _broken(token, goal, document.source.name)
            yield _finding(code, document, pointer, message, hints[token, goal])
        elif wrong := _wrong_kind(pointer, goal):
            yield _finding("REF006", document, pointer, *wrong)


def _broken(token: str, broken: Broken, own_file: str) -> tuple[str, str]:
    """Return the code and the message for a pointer that leads nowhere."""
    file, _, wanted = broken.wanted.partition("#")
    place = "this file" if file == own_file else file
    messages = {
        "unsafe": ("REF004", f"“{token}” may run a program or read a private file"),
        "outside": ("REF004", f"“{token}” leads out of the edition’s folder"),
        "left-out": ("REF011", f"“{token}” leads into {file}, which has errors and is left out"),
        "no-target": ("REF003", f"there is no id “{wanted}” in {place}"),
        "no-file": ("REF003", f"there is no file “{file}” in the edition"),
        "no-prefix-match": ("REF003", f"“{token}” does not fit the pattern of the prefix {token.partition(':')[0]}:"),
    }
    return messages[broken.reason]


def _hint(token: str, broken: Broken, library: Library) -> str:
    if broken.reason == "unsafe":
        return "point to a page, a file of the edition or an id"
    if broken.reason == "no-prefix-match":
        return f'see <prefixDef ident="{token.partition(":")[0]}">'
    if names := near(broken, library):
        return f"did you mean {' or '.join(f'“{name}”' for name in names)}?"
    return f"write #{token} if an id is meant" if broken.reason == "no-file" and token.isidentifier() else ""


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
