"""What the documents of an edition know of each other: where a pointer leads, and who is mentioned where."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Literal, NamedTuple
from urllib.parse import quote, unquote

from edition.model import Document, Index, Link, Mention, Pointer, Prefix, Target
from edition.source.discover import ENDINGS
from edition.source.pointing import role

Reason = Literal["no-target", "no-file", "left-out", "no-prefix-match", "unsafe", "outside"]

_WEB = frozenset({"http", "https", "mailto"})
_UNSAFE = frozenset({"javascript", "vbscript", "data", "file", "blob", "about", "jar"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):(.*)", re.DOTALL)
# Names of pages that we make ourselves, which no document may take.
OUR_PAGES = frozenset(
    "index 404 assets images making search imprint assessment edition.json timeline map archives ledger"
    " data feed cmif sitemap robots".split()
)


class Broken(NamedTuple):
    """Why a pointer leads nowhere, and what it asked for: a file, or a file and an id behind `#`."""

    reason: Reason
    wanted: str


@dataclass(frozen=True, slots=True)
class Library:
    """The documents by the name of their file, and their targets by id.

    `left_out` names the files that are of the edition but cannot be used, so that a pointer into them is not blamed.
    """

    documents: Mapping[str, Document]
    targets: Mapping[str, Mapping[str, Target]]
    left_out: frozenset[str] = frozenset()
    _goals: dict[str, "Goals"] = field(default_factory=dict)
    _shared: dict[tuple[str, tuple[Prefix, ...]], dict[str, "Link | Broken"]] = field(default_factory=dict)

    def goals(self, document: Document) -> "Goals":
        """Return where the pointing words of a document lead; each is resolved when it is first asked for."""
        name = document.source.name
        if name not in self._goals:
            shared = self._shared.setdefault((posixpath.dirname(name), document.prefixes), {})
            self._goals[name] = Goals(document, self, shared)
        return self._goals[name]


class Goals(dict[str, "Link | Broken"]):
    """Where the pointing words of one document lead.

    What a word means in one document it means in all of the same folder with the same prefixes, unless it leads into
    the document itself: so most words of a collection are resolved once, and their links are kept once.
    """

    def __init__(self, document: Document, shelf: Library, shared: dict[str, "Link | Broken"]) -> None:
        super().__init__()
        self._document, self._shelf, self._shared = document, shelf, shared

    def __missing__(self, token: str) -> "Link | Broken":
        goal = self._shared.get(token)
        if goal is None or self._is_own(goal):
            goal = resolve(self._document, token, self._shelf)
            if not self._is_own(goal):
                self._shared[token] = goal
        self[token] = goal
        return goal

    def _is_own(self, goal: "Link | Broken") -> bool:
        """Tell whether a word leads, or should lead, into the document itself."""
        if isinstance(goal, Link):
            return goal.document == self._document.id
        return goal.reason == "no-target" and goal.wanted.startswith(f"{self._document.source.name}#")


def library(documents: Iterable[Document], left_out: Iterable[str] = ()) -> Library:
    """Arrange the documents so that pointers can be resolved against them."""
    by_name = {document.source.name: document for document in documents}
    # The first of two equal ids wins, as in a browser; the second is a finding elsewhere.
    targets = {name: {t.id: t for t in reversed(document.targets)} for name, document in by_name.items()}
    for document in list(by_name.values()):  # what points at a file that was included whole points into the whole
        for name in _included(document):
            by_name.setdefault(name, document)
            targets.setdefault(name, targets[document.source.name])
    return Library(by_name, targets, frozenset(left_out))


def _included(document: Document) -> Iterator[str]:
    """Yield the names of the files that a document includes whole."""
    depth = document.source.name.count("/")
    for part in document.parts:
        if part.is_whole:
            yield part.path.relative_to(document.source.path.parents[depth]).as_posix()


def resolve(document: Document, token: str, shelf: Library) -> Link | Broken:
    """Say where one word of a pointing attribute leads, seen from a document.

    The algorithm is that of the TEI Guidelines, section SAPU ("Using Abbreviated Pointers"): cut at the first
    colon; the first `prefixDef` with that `ident` whose pattern matches the whole rest gives the address; a scheme
    without `prefixDef` is an ordinary URI.
    """
    if len(token) > 1 and token[0] == "#" and "%" not in token:  # by far the most of all
        return _within(document, document, token[1:], shelf)
    if match := _SCHEME.fullmatch(token):
        scheme, rest = match.groups()
        prefixes = [prefix for prefix in document.prefixes if prefix.ident == scheme]
        if not prefixes:
            return _outward(scheme.lower(), token)
        for prefix in prefixes:
            if address := expand(prefix.pattern, prefix.replacement, rest):
                return _inward(document, address, shelf)
        return Broken("no-prefix-match", token)
    return _inward(document, token, shelf)


def _outward(scheme: str, token: str) -> Link | Broken:
    if scheme in _UNSAFE:
        return Broken("unsafe", token)
    if scheme == "doi":
        return Link(f"https://doi.org/{token[4:]}", "external")
    address = _encoded(token) if scheme in _WEB else ""
    return Link(address if scheme == "mailto" or _HOST.match(address) else "", "external")


# What no address may hold (RFC 3986); brackets may, but only around a host, where they are left alone.
_ILLEGAL = re.compile(r"[\x00-\x20\"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})")


# What a browser takes for the address of a host: https://url.spec.whatwg.org/#host-parsing, in the rough.
_HOST = re.compile(
    r"https?:/*(?:[^/?#@]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^/?#@:%\[\]\\^|]+)(?::\d*)?(?:[/?#]|$)", re.IGNORECASE
)


def _encoded(address: str) -> str:
    """Return an address as browsers would read it, with what is illegal in it percent-encoded."""
    host = re.match(r"[a-z]+://\[[0-9A-Fa-f:.]+\]", address)
    start = host.end() if host else 0
    return address[:start] + _ILLEGAL.sub(lambda found: quote(found[0], safe=""), address[start:])


def near(broken: Broken, shelf: Library) -> tuple[str, ...]:
    """Return what comes near to what a broken pointer asked for; slow, so only for what is shown."""
    name, _, wanted = broken.wanted.partition("#")
    if broken.reason == "no-file":
        return tuple(get_close_matches(name, shelf.documents, 1, 0.7))
    if broken.reason == "no-target":
        return tuple(get_close_matches(wanted, shelf.targets[name], 3, 0.7))
    return ()


def _other_file(name: str) -> bool:
    """Say whether a path names a picture, a PDF or the like, which is no source of the edition."""
    suffix = posixpath.splitext(name)[1]
    return bool(suffix) and suffix.lower() not in ENDINGS


# A repeated group that repeats or chooses inside can take exponential time; no real prefix needs one.
_COSTLY = re.compile(r"[*+{|].*\)[*+{]")
_LONGEST_POINTER = 500


def expand(pattern: str, replacement: str, rest: str) -> str | None:
    """Apply a `prefixDef`: its pattern is one of XSD, its replacement counts groups with `$1`."""
    if len(rest) > _LONGEST_POINTER or _COSTLY.search(pattern):
        return None
    try:
        match = re.fullmatch(pattern, rest)
    except re.error:
        return None
    if match is None:
        return None
    return re.sub(r"\$([1-9])", lambda group: match.group(int(group[1])) or "", replacement)


def _inward(document: Document, address: str, shelf: Library) -> Link | Broken:
    if _SCHEME.fullmatch(address):
        return _outward(address.split(":", 1)[0].lower(), address)
    path, _, fragment = address.partition("#")
    name = document.source.name
    if path.startswith("/"):  # an address on the web server that the text came from
        return Link("", "external")
    if path:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
        if name.startswith("../") or name == "..":
            return Broken("outside", address)
    goal = shelf.documents.get(name)
    if goal is None and name in shelf.left_out:
        return Broken("left-out", name)
    if goal is None:
        return Link("", "file") if _other_file(name) else Broken("no-file", name)
    if not fragment:
        return Link(goal.page, "document", goal.title, document=goal.id)
    return _within(document, goal, unquote(fragment), shelf)


def _within(document: Document, goal: Document, id_: str, shelf: Library) -> Link | Broken:
    """Say where an id of a document is to be found, seen from another document or from itself."""
    name = goal.source.name
    target = shelf.targets[name].get(id_)
    if target is None:
        return Broken("no-target", f"{name}#{id_}")
    page = "" if goal is document and not goal.sections else goal.page_of(target.number)
    address = "-".join(id_.split()) if " " in id_ else id_
    return Link(f"{page}#{address}", target.name, target.title, target.short, goal.id, target.id)


def build_index(documents: Sequence[Document], shelf: Library | None = None) -> Index:
    """Resolve every pointer of every document, and gather what is mentioned where.

    `shelf` is the library of the documents, if there is one that has resolved pointers before.
    """
    shelf = shelf or library(documents)
    links: dict[str, dict[str, Link]] = {}
    mentions: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for document in documents:
        own = links.setdefault(document.id, {})
        goals = shelf.goals(document)
        for pointer in document.pointers:
            link = goals[pointer.token]
            if isinstance(link, Broken):
                continue
            own[pointer.token] = link
            if mention := _mention(document, pointer):
                mentions[link.document, link.target].append(mention)
    return Index(tuple(documents), links, {key: _once(value) for key, value in mentions.items()})


def without_pointers(index: Index) -> Index:
    """Return an index without what only led to it: the pointers and names of documents are half of their size."""
    return replace(index, documents=tuple(replace(each, pointers=(), names=()) for each in index.documents))


def _mention(document: Document, pointer: Pointer) -> Mention | None:
    as_ = role(pointer.name, pointer.attribute)
    return Mention(document.id, pointer.block, pointer.area, as_) if as_ else None


def _once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Keep the first of equal mentions: a paragraph that names someone twice is one place to go to."""
    return tuple(dict.fromkeys(mentions))
