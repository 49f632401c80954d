"""Read a schema and what it includes, from nowhere but where the caller allows; every element keeps its place."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from lxml import etree

from edition.schematron.model import OWN, SCH, XSL, Place, Problem, SchematronError

Allow = Callable[[Path], bool]
# A file, and the id of an element of it or nothing.
Step = tuple[Path, str]

# The place of an element: an index into `Reader.places`. Written by `read`, kept up to the finished stylesheet.
AT = f"{{{OWN}}}at"
# The prefixes that an element of XSLT sees; moved below another parent, it may lose them in lxml.
PREFIXES = f"{{{OWN}}}prefixes"
# Where an element stood before its schema was extracted from another file.
LINE, FILE = f"{{{OWN}}}line", f"{{{OWN}}}file"

# Files of a schema are small; these stop schemas that are made to fill the memory.
_MOST_ELEMENTS = 10_000
_MOST_STEPS = 20
_MOST_BYTES = 8_000_000
# A schema of another kind than we read has a problem in each line.
_MOST_PROBLEMS = 100
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_INCLUDE, _EXTENDS = f"{{{SCH}}}include", f"{{{SCH}}}extends"


class Reader:
    """Reads one schema; `places` and `problems` grow meanwhile."""

    def __init__(self, base: Path | None, allow: Allow) -> None:
        self.places: list[Place] = []
        self.problems: list[Problem] = []
        self._base = base
        self._allow = allow
        self._files: dict[Path, etree._Element] = {}
        self._included = 0

    def read(self, text: str) -> etree._Element:
        """Return the root of a schema with all its includes in place."""
        name = str(self._base) if self._base else ""
        if len(text) > _MOST_BYTES:
            raise SchematronError([Problem(Place(name, 1, 1), f"the schema is longer than {_MOST_BYTES} letters")])
        root = self._parse(text.encode("utf-8"), name, "utf-8")
        if self._base:
            self._files[self._base.resolve()] = deepcopy(root)
        self._resolve(root, self._base, ((self._base.resolve(), ""),) if self._base else ())
        return root

    def place(self, element: etree._Element) -> Place:
        """Return where an element stands."""
        return self.places[int(element.get(AT, "0"))]

    def problem(self, element: etree._Element, message: str, expression: str = "") -> None:
        """Take note of something that cannot be used; too many end the reading."""
        self.problems.append(Problem(self.place(element), message, expression))
        if len(self.problems) >= _MOST_PROBLEMS:
            raise SchematronError(self.problems)

    def _parse(self, data: bytes, name: str, encoding: str | None) -> etree._Element:
        """Parse the bytes of a file and mark every element with its place."""
        parser = etree.XMLParser(
            encoding=encoding,
            resolve_entities="internal",
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            place = Place(name, error.lineno or 1, error.offset or 1)
            raise SchematronError([Problem(place, f"the schema is not well-formed: {error.msg}")]) from error
        elements = list(root.iter(etree.Element))
        lines = _lines(data, encoding)
        for number, element in enumerate(elements):
            line, column = lines[number] if len(lines) == len(elements) else (element.sourceline or 1, 1)
            given = str(element.attrib.pop(LINE, ""))
            file = str(element.attrib.pop(FILE, "")) or name
            element.set(AT, str(len(self.places)))
            self.places.append(Place(file, int(given) if given.isdigit() else line, 1 if given else column))
        for declaration in root.iter(f"{{{XSL}}}*"):
            for element in declaration.iter(etree.Element):
                element.set(PREFIXES, " ".join(f"{name}={uri}" for name, uri in element.nsmap.items() if name))
        return plain(root)

    def _resolve(self, parent: etree._Element, base: Path | None, way: tuple[Step, ...]) -> None:
        """Put the content of other files in the place of each include and each extends that has an href."""
        for child in list(parent):
            if child.tag == _INCLUDE or (child.tag == _EXTENDS and child.get("href") is not None):
                self._insert(parent, child, base, way)
            elif str(child.tag).startswith(f"{{{SCH}}}"):
                self._resolve(child, base, way)

    def _insert(
        self, parent: etree._Element, pointer: etree._Element, base: Path | None, way: tuple[Step, ...]
    ) -> None:
        """Put what a pointer names in its place, and resolve that in turn."""
        index = parent.index(pointer)
        parent.remove(pointer)
        try:
            target, step = self._find(pointer, base, way)
            if pointer.tag == _EXTENDS and target.tag != parent.tag:
                name, other = (etree.QName(element).localname for element in (parent, target))
                raise _Refusal(f"extends takes what a {name} holds, but {pointer.get('href')} is a {other}")
        except _Refusal as refusal:
            self.problem(pointer, f"{etree.QName(pointer).localname}: {refusal}")
            return
        holder = etree.Element(parent.tag, dict(parent.attrib))
        holder.extend([target] if pointer.tag == _INCLUDE else list(target))
        self._resolve(holder, step[0], (*way, step))
        for offset, child in enumerate(list(holder)):
            child.tail = None
            parent.insert(index + offset, child)

    def _find(self, pointer: etree._Element, base: Path | None, way: tuple[Step, ...]) -> tuple[etree._Element, Step]:
        """Return a copy of the element that an href names, with its file and fragment."""
        href = pointer.get("href", "")
        address = urlsplit(href)
        if not href or address.scheme or address.netloc or base is None:
            raise _Refusal(f'"{href}" is not a path from the schema to another file')
        path = (base.parent / unquote(address.path)).resolve() if address.path else base.resolve()
        if (path, address.fragment) in way:
            raise _Refusal(f"{href} includes itself in the end")
        root = self._file(href, path)
        target = root if not address.fragment else _by_id(root, address.fragment)
        if target is None:
            raise _Refusal(f"there is no element with the id {address.fragment} in {path.name}")
        self._included += sum(1 for _ in target.iter())
        if self._included > _MOST_ELEMENTS or len(way) > _MOST_STEPS:
            raise SchematronError([Problem(self.place(pointer), "the schema includes too much: does it grow?")])
        return deepcopy(target), (path, address.fragment)

    def _file(self, href: str, path: Path) -> etree._Element:
        if path in self._files:
            return self._files[path]
        if not self._allow(path):
            raise _Refusal(f"{href} may not be read: it lies outside of the project")
        try:
            if not path.is_file():
                raise _Refusal(f"{href} is not a file")
            if path.stat().st_size > _MOST_BYTES:
                raise _Refusal(f"{href} is longer than {_MOST_BYTES} bytes")
            data = path.read_bytes()
        except OSError as error:
            raise _Refusal(f"{href} cannot be read: {error.strerror}") from error
        self._files[path] = self._parse(data, str(path), None)
        return self._files[path]


class _Refusal(Exception):  # noqa: N818 - it never leaves this module
    """Why an include or extends cannot be followed."""


def _by_id(root: etree._Element, name: str) -> etree._Element | None:
    return next((e for e in root.iter(etree.Element) if name in (e.get("id"), e.get(_XML_ID))), None)


def plain(element: etree._Element) -> etree._Element:
    """Return a copy without default namespaces.

    An element that redeclares the default namespace may lose its own when lxml moves it below another parent.
    """
    prefixes = {prefix: uri for prefix, uri in element.nsmap.items() if prefix}
    twin = etree.Element(element.tag, dict(element.attrib), nsmap=prefixes)
    twin.text, twin.tail = element.text, element.tail
    twin.extend([plain(child) for child in element.iterchildren(etree.Element)])
    return twin


def _lines(data: bytes, encoding: str | None) -> list[tuple[int, int]]:
    """Return line and column of every start tag; lxml knows only the line in which the tag ends."""
    found: list[tuple[int, int]] = []
    parser = expat.ParserCreate(encoding)
    parser.StartElementHandler = lambda *_: found.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return []
    return found
