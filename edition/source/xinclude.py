"""`xi:include` (XInclude 1.0), confined to the folder of the edition.

Taken in are whole XML files, elements with an id (`xpointer="id"`, `xpointer(id('id'))`, `element(id)`) and plain
text. Only a regular file below the folder is read: no scheme, no host, no absolute path, no way out by `..` or a link,
nothing hidden. What cannot be taken in is a remark, and its `xi:fallback` stands in. `xml:base` is not added, and what
stands in an example (`egXML`) is left as it is.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from edition.config import Limits
from edition.model import Origin, Part, Source, Spot
from edition.source.confined import Unavailable, fetch, name_of, to_text
from edition.source.positions import Positions
from edition.source.read import Reading, read
from edition.source.remark import Refusal, Remark

NAMESPACE = "http://www.w3.org/2001/XInclude"
_INCLUDE, _FALLBACK = f"{{{NAMESPACE}}}include", f"{{{NAMESPACE}}}fallback"
_EXAMPLE = "{http://www.tei-c.org/ns/Examples}egXML"
_DONE = f"{{{NAMESPACE}}}include-done"  # an include that holds what it asked for, until all are stripped at once
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_POINTER = re.compile(
    r"xpointer\(\s*id\(\s*(['\"])(?P<quoted>[^'\"]+)\1\s*\)\s*\)|element\((?P<element>[^()/]+)\)|(?P<bare>[^()/]+)"
)
_DEEPEST = 20  # includes within includes
_MOST = 10_000  # includes in one document
_READ = 4  # times the limit of a file that may be read for one document
_ENOUGH = 100  # remarks on one document


@dataclass(frozen=True, slots=True)
class Included:
    """A document with all that it includes: as a tree of one file would be, with the places that elements come from.

    The remarks stand with the path of the file that they are on.
    """

    reading: Reading
    parts: tuple[Part, ...]
    origins: tuple[Origin, ...]
    remarks: tuple[tuple[Path, Remark], ...]


def asks_for_more(reading: Reading) -> bool:
    """Tell whether a file may include others: nearly none does, so that this must cost nothing."""
    return NAMESPACE.encode() in reading.utf8


def include(source: Source, reading: Reading, limits: Limits) -> Included:
    """Return a document with what it includes; raise Refusal (XML003) if it is beyond a limit with that."""
    includer = _Includer(source, reading, limits)
    includer.expand(reading.root, _Place(source.name, ((source.name, ""),)))
    parts, remarks = tuple(includer.parts.values()), tuple(includer.remarks)
    if not includer.count:
        return Included(reading, parts, (), remarks)
    etree.strip_tags(reading.root, _DONE)
    origins = tuple(_runs(reading.root, includer.origins, includer.home))
    text = etree.tostring(reading.root.getroottree(), encoding="unicode")
    try:
        whole, _ = read(text.encode(), limits)
    except Refusal as refusal:  # its place is one in a text that nobody sees
        raise Refusal(replace(refusal.remark, span=None)) from refusal
    if whole is None:
        raise Refusal(Remark("XML001", "the document cannot be put together"))
    whole = replace(whole, utf8=reading.utf8, sha256=reading.sha256, is_verbatim=False)
    return Included(whole, parts, origins, remarks)


def included(documents: Iterable[tuple[Path, Iterable[Part]]]) -> frozenset[Path]:
    """Return the files that are part of another document as a whole, given the path and the parts of each document.

    Of two that include each other the first stays a document.
    """
    found: set[Path] = set()
    for path, parts in documents:
        if path not in found:
            found |= {part.path for part in parts if part.is_whole and part.path != path}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Place:
    """The file in which an include stands, by its name, and the way there: names of files with the id, "" for all.

    `fallbacks` counts those that it stands in.
    """

    name: str
    chain: tuple[tuple[str, str], ...]
    fallbacks: int = 0


class _Includer:
    """Puts a document together, and remembers where each element comes from."""

    def __init__(self, source: Source, reading: Reading, limits: Limits) -> None:
        self.home = source.path.parents[source.name.count("/")]
        self.parts: dict[Path, Part] = {}
        self.remarks: list[tuple[Path, Remark]] = []
        self.count = 0
        self.origins: dict[etree._Element, tuple[str, int]] = {}
        self._limits = limits
        self._size, self._read = len(reading.utf8), 0
        self._readings = {source.name: replace(reading, root=deepcopy(reading.root))}
        self._positions: dict[str, Positions] = {}
        self._unusable: dict[str, str] = {}
        self._numbers: dict[str, dict[etree._Element, int]] = {}
        self._ids: dict[str, dict[str, etree._Element]] = {}
        self._came_from(reading.root, source.name, 0)

    def _came_from(self, top: etree._Element, name: str, first: int) -> None:
        self.origins.update((each, (name, number)) for number, each in enumerate(top.iter("*"), first))

    def expand(self, top: etree._Element, place: _Place) -> None:
        """Put into each include of an element what it asks for."""
        for element in list(top.iter(_INCLUDE)):
            # It may be part of an example, or of the fallback of another include, which has its turn if it is used.
            is_shielded = next(element.iterancestors(_EXAMPLE, _INCLUDE, _FALLBACK), None) is not None
            if element.tag == _INCLUDE and not is_shielded:
                self._fill(element, place)

    def _fill(self, element: etree._Element, place: _Place) -> None:
        self.count += 1
        if self.count > _MOST:
            raise Refusal(Remark("XML003", f"there are more than {_MOST} includes"))
        inner = place
        try:
            content, inner = self._content(element, place)
        except Unavailable as reason:
            fallback = next(element.iterchildren(_FALLBACK), None) if place.fallbacks < _DEEPEST else None
            self._remark(element, str(reason), has_fallback=fallback is not None)
            text, nodes = ("", []) if fallback is None else (fallback.text or "", list(fallback))
            inner = replace(place, fallbacks=place.fallbacks + 1)
        else:
            text, nodes = (content, []) if isinstance(content, str) else ("", [content])
        element.clear(keep_tail=True)
        element.tag = _DONE
        element.text = text
        element.extend(nodes)
        self.expand(element, inner)

    def _remark(self, element: etree._Element, why: str, *, has_fallback: bool) -> None:
        wanted = element.get("href") or element.get("xpointer") or ""
        if len(self.remarks) >= _ENOUGH:
            return
        name, number = self.origins[element]
        if name not in self._positions:
            self._positions[name] = Positions(self._readings[name].utf8)
        span = self._positions[name].span(Spot(number))
        if has_fallback:
            remark = Remark("XML009", f"“{wanted}” is not included, its fallback stands here: {why}", "", span)
        else:
            advice = "mend the address or the file, or give the include an xi:fallback"
            remark = Remark("XML010", f"“{wanted}” is not included, its text is missing here: {why}", advice, span)
        self.remarks.append((self.home / name, remark))

    def _content(self, element: etree._Element, place: _Place) -> tuple[str | etree._Element, _Place]:
        """Return what an include asks for, and the place from which that includes more."""
        kind, pointer = element.get("parse", "xml"), element.get("xpointer", "")
        name = name_of(element.get("href", ""), place.name)
        if kind == "text":
            if pointer:
                raise Unavailable("xpointer cannot choose a part of a text")
            return self._text(name, element.get("encoding")), place
        if kind != "xml":
            raise Unavailable(f"parse is “{kind}”, and neither xml nor text")
        wanted = _id(pointer)
        if (name, wanted) in place.chain:
            raise Unavailable("it includes itself")
        if len(place.chain) > _DEEPEST:
            raise Unavailable(f"there are more than {_DEEPEST} includes within each other")
        return self._element(name, wanted), replace(place, name=name, chain=(*place.chain, (name, wanted)))

    def _bytes(self, name: str) -> bytes:
        """Read a file, and keep in mind that the document depends on it, even if there is none."""
        path = self.home / name
        self.parts.setdefault(path, Part(path, "", False))
        data = fetch(self.home, name, self._limits.file)
        self._read += len(data)
        if self._read > _READ * self._limits.file:
            raise Refusal(Remark("XML003", f"the includes ask for more than {_READ} times {self._limits.file} bytes"))
        self.parts[path] = self.parts[path]._replace(sha256=hashlib.sha256(data).hexdigest())
        return data

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > self._limits.file:
            message = f"with what it includes the document is longer than {self._limits.file} bytes"
            raise Refusal(Remark("XML003", message, "raise max-file in the table [sources] of edition.toml"))

    def _text(self, name: str, encoding: str | None) -> str:
        data = self._bytes(name)
        self._grow(len(data))
        return to_text(data, encoding)

    def _element(self, name: str, wanted: str) -> etree._Element:
        """Return a copy of an element of a file, or of its root."""
        root = self._reading(name).root
        if name not in self._numbers:
            self._numbers[name] = {each: number for number, each in enumerate(root.iter("*"))}
            self._ids[name] = {each.get(_XML_ID, ""): each for each in reversed(self._numbers[name])}
        found = self._ids[name].get(wanted) if wanted else root
        if found is None:
            raise Unavailable(f"there is no id “{wanted}” in {name}")
        self._grow(len(etree.tostring(found, encoding="utf-8", with_tail=False)))
        if not wanted:
            path = self.home / name
            self.parts[path] = self.parts[path]._replace(is_whole=True)
        copy = deepcopy(found)
        copy.tail = None
        self._came_from(copy, name, self._numbers[name][found])
        return copy

    def _reading(self, name: str) -> Reading:
        if name in self._unusable:
            raise Unavailable(self._unusable[name])
        if name not in self._readings:
            data = self._bytes(name)
            try:
                reading, remarks = read(data, self._limits)
            except Refusal as refusal:
                reading, remarks = None, (refusal.remark,)
            if reading is None:
                self._unusable[name] = _said(name, remarks[0])
                raise Unavailable(self._unusable[name])
            self._readings[name] = reading
        return self._readings[name]


def _said(name: str, remark: Remark) -> str:
    return f"{name}, line {remark.span.line}: {remark.message}" if remark.span else f"{name}: {remark.message}"


def _id(pointer: str) -> str:
    """Return the id that an xpointer names; "" for a whole file."""
    if not pointer.strip():
        return ""
    found = _POINTER.fullmatch(pointer.strip())
    if found is None:
        raise Unavailable(f"only an id can be asked for, as in xpointer=“id”, not “{pointer}”")
    return (found["quoted"] or found["element"] or found["bare"]).strip()


def _runs(root: etree._Element, origins: Mapping[etree._Element, tuple[str, int]], home: Path) -> Iterator[Origin]:
    """Yield the beginning of each run of elements that stand one after the other in one file, too."""
    expected: tuple[str, int] | None = None
    for first, element in enumerate(root.iter("*")):
        name, number = origins[element]
        if (name, number) != expected:
            yield Origin(first, home / name, number)
        expected = name, number + 1
