"""References: each leads somewhere, nowhere it should not, and to a thing of the right kind."""

import posixpath
from collections.abc import Iterator, Sequence

from edition.index import Broken, Library, Reason, near
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
    **dict.fromkeys(("witness", "listWit"), "witness"),
    **dict.fromkeys(("msDesc", "msPart", "msFrag", "object"), "manuscript"),
    "handNote": "description of a hand",
    "rendition": "rendition",
    "calendar": "calendar",
    "taxonomy": "taxonomy",
    "category": "category",
    **dict.fromkeys(("facsimile", "surface", "surfaceGrp", "zone", "graphic", "media", "sourceDoc"), "picture"),
}
_PERSON, _PLACE, _ORGANISATION, _EVENT = ({"person", "group"}, {"place"}, {"organisation", "group"}, {"event"})
_ACTOR = _PERSON | _ORGANISATION
_PLACE_NAMES = ("placeName", "geogName", "settlement", "country", "region", "district", "bloc", "origPlace", "pubPlace")
_ACTORS = ("author", "editor", "principal", "sponsor", "funder", "publisher", "distributor", "authority")
_ALLOWED = {
    **{(name, "ref"): _ACTOR for name in _ACTORS},
    ("persName", "ref"): _PERSON,
    ("orgName", "ref"): _ORGANISATION,
    ("eventName", "ref"): _EVENT,
    **{(name, "ref"): _PLACE for name in _PLACE_NAMES},
}
# What an attribute may lead to, on whichever element; what is not listed here may lead to anything.
_ANYWHERE = {
    **dict.fromkeys(("who", "toWhom"), _ACTOR),
    "resp": _ACTOR | {"description of a hand", "witness", "bibliographic entry"},
    "wit": {"witness", "manuscript", "bibliographic entry"},
    "hand": {"description of a hand"},
    "rendition": {"rendition"},
    "calendar": {"calendar"},
    "datingMethod": {"calendar", "category", "taxonomy", "bibliographic entry", "piece of text"},
    "scheme": {"taxonomy", "bibliographic entry"},
    "facs": {"picture"},
    "where": _PLACE,
}
# What an attribute leads to in the header, and in what that stands.
_IN_HEADERS = {"wit": ("witness", "listWit"), "hand": ("handNote", "handDesc")}
_ENTRIES = ((_PERSON, "person"), (_PLACE, "place"), (_ORGANISATION, "org"), (_EVENT, "event"), (_ACTOR, "person"))
# What these name is a picture or another file, unless it begins with #.
_FILES = ("facs", "url")
# What is wrong with the address of a file is said of pictures by their own rules.
_ABOUT_FILES = ("no-file", "unsafe", "outside")
_BY_TYPE = {
    **dict.fromkeys(("person", "pers", "persName"), _PERSON),
    **dict.fromkeys(("place", "placeName"), _PLACE),
    **dict.fromkeys(("org", "orgName", "organisation", "organization", "institution"), _ORGANISATION),
    "event": _EVENT,
}

_HINTS = 200
# What the base format of the Deutsches Textarchiv points to and no text of it declares; the stylesheets know them.
_RENDITIONS = frozenset("aq b blue c et et2 et3 fr g hr i in k larger red right s smaller sub sup u uu".split())

_MESSAGES: dict[Reason, tuple[str, str]] = {
    "unsafe": ("REF004", "“{token}” may run a program or read a private file"),
    "outside": ("REF004", "“{token}” leads out of the edition’s folder"),
    "left-out": ("REF011", "“{token}” leads into {file}, which has errors and is left out"),
    "no-target": ("REF003", "there is no id “{wanted}” in {place}"),
    "no-file": ("REF003", "there is no file “{file}” in the edition"),
    "no-prefix-match": ("REF003", "“{token}” does not fit the pattern of the prefix {prefix}:"),
}


def check(documents: Sequence[Document], library: Library) -> Iterator[Finding]:
    """Yield REF003, REF004, REF006 and REF011 for the pointers of all documents."""
    said: _Said = {}
    for document in documents:
        yield from _check_document(document, library, said)


# Code, message and hint for a word that leads nowhere, by the word, why, and whether it should lead into its own file.
_Said = dict[tuple[str, Broken, bool], tuple[str, str, str]]


def _check_document(document: Document, library: Library, said: _Said) -> Iterator[Finding]:
    goals, own = library.goals(document), f"{document.source.name}#"
    for pointer in document.pointers:
        token = pointer.token
        goal = goals[token]
        if isinstance(goal, Broken):
            if _is_no_matter(pointer, goal):
                continue
            key = token, goal, goal.wanted.startswith(own)
            if key not in said:
                # Looking for what was meant is slow: where much is broken, the first hints teach enough.
                hint = _hint(token, goal, document, library) if len(said) < _HINTS else ""
                said[key] = *_broken(token, goal, document.source.name), hint
            code, message, hint = said[key]
            yield _finding(document, pointer, code, message, hint or _to_describe(pointer, goal, document))
        elif wrong := _wrong_kind(pointer, goal):
            yield _finding(document, pointer, "REF006", *wrong)


def _is_no_matter(pointer: Pointer, broken: Broken) -> bool:
    """Tell whether a pointer that we cannot follow may be right: to a picture, or with a scheme such as xpath()."""
    if pointer.attribute in _FILES and broken.reason in _ABOUT_FILES:
        return True
    if pointer.attribute == "rendition" and pointer.token[:1] == "#" and pointer.token[1:] in _RENDITIONS:
        return True
    return broken.reason == "no-target" and "(" in broken.wanted.partition("#")[2]


def _broken(token: str, broken: Broken, own_file: str) -> tuple[str, str]:
    """Return the code and the message for a pointer that leads nowhere."""
    file, _, wanted = broken.wanted.partition("#")
    place = "this file" if file == own_file else file
    code, message = _MESSAGES[broken.reason]
    return code, message.format(token=token, file=file, wanted=wanted, place=place, prefix=token.partition(":")[0])


def _hint(token: str, broken: Broken, document: Document, library: Library) -> str:
    if broken.reason == "unsafe":
        return "point to a page, a file of the edition or an id"
    if broken.reason == "no-prefix-match":
        return f'see <prefixDef ident="{token.partition(":")[0]}">'
    id_ = token if broken.reason == "no-file" else broken.wanted.partition("#")[2]
    if broken.reason in ("no-file", "no-target") and (place := _elsewhere(id_, document, library)):
        return f"did you mean “{place}”?"
    if names := near(broken, library) if "#" in token or "." in token or ":" in token else ():
        return f"did you mean {' or '.join(f'“{name}”' for name in names)}?"
    is_bare = broken.reason == "no-file" and not set(token) & set("./#:")
    return f"write #{token} if an id is meant" if is_bare else ""


def _to_describe(pointer: Pointer, broken: Broken, document: Document) -> str:
    """Return how what a pointer wants would be described, where that is nowhere: a witness, or an entry of a register.

    Nothing is said of a name that seeks its entry in its own file: where the edition has its register, it may not know.
    """
    file, _, wanted = broken.wanted.partition("#")
    if broken.reason != "no-target":
        return ""
    if pointer.attribute in _IN_HEADERS and file == document.source.name:
        element, parent = _IN_HEADERS[pointer.attribute]
        return f'it would be <{element} xml:id="{wanted}"> in <{parent}> of the header'
    element = next((name for kinds, name in _ENTRIES if kinds == _allowed(pointer)), "")
    if not element or file == document.source.name:
        return ""
    return f'add <{element} xml:id="{wanted}"> to {file}, or name an entry that is there'


def _wrong_kind(pointer: Pointer, link: Link) -> tuple[str, str] | None:
    allowed = _allowed(pointer)
    kind = _KINDS.get(link.kind) if link.target else None
    if kind is None or not allowed or kind in allowed:
        return None
    *others, last = sorted(allowed)
    wanted = f"{', '.join(others)} or {last}" if others else last
    message = f"{pointer.attribute} of <{pointer.name}> must lead to {_a(wanted)}, but “{pointer.token}” is {_a(kind)}"
    return message, f"it leads to <{link.kind} xml:id=“{link.target}”>"


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _allowed(pointer: Pointer) -> set[str] | None:
    if pointer.attribute in _ANYWHERE:
        return _ANYWHERE[pointer.attribute]
    if pointer.name == "rs" and pointer.attribute == "ref":
        return _BY_TYPE.get(pointer.type)
    return _ALLOWED.get((pointer.name, pointer.attribute))


def _finding(document: Document, pointer: Pointer, code: str, message: str, help_: str) -> Finding:
    spot = Spot(pointer.number, pointer.attribute, pointer.token)
    return finding(code, document.source.path, message, help_, spot)


def _elsewhere(id_: str, document: Document, library: Library) -> str:
    """Return the reference from a document to an id that one other file has; empty if none or several have it."""
    names = [name for name, targets in library.targets.items() if id_ in targets]
    if len(names) != 1 or names == [document.source.name]:
        return ""
    return f"{posixpath.relpath(names[0], posixpath.dirname(document.source.name) or '.')}#{id_}"
