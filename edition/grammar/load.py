"""A schema's files to a grammar: reads them, follows `include`, and gathers what each name is defined as.

Definitions become patterns when they are first asked for, which makes large schemas quick to load.
"""

import os
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from edition.grammar.errors import GrammarError, Place
from edition.grammar.patterns import Pattern
from edition.grammar.syntax import RNG, URI, Document, Setting, children, enter, error, kind, ncname, place, required

_LARGEST = 64_000_000  # bytes of one file
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_XML_STARTS = (b"<", BOM_UTF16_LE[:1], BOM_UTF16_BE[:1])  # what else begins so is in the compact syntax
_START = ""  # the name that `start` has among the definitions

Allow = Callable[[Path], bool]


@dataclass(frozen=True, slots=True)
class Component:
    """A `define` or `start` with what it inherits; the name of `start` is empty."""

    name: str
    element: etree._Element
    setting: Setting


@dataclass(eq=False, slots=True)
class Definition:
    """All that a name is defined as in one grammar (section 4.17)."""

    components: list[Component]
    pattern: Pattern | None = None
    is_open: bool = False

    def combine(self) -> str:
        """Return how the components combine; raise GrammarError if they contradict each other."""
        methods = {component.element.get("combine", "").strip() for component in self.components} - {""}
        plain = [component for component in self.components if component.element.get("combine") is None]
        last = self.components[-1]
        what = last.name or "start"
        if len(plain) > 1:
            raise error(f"{what} is defined twice without combine", plain[1].element, plain[1].setting)
        if len(methods) > 1 or not methods <= {"choice", "interleave"}:
            raise error(f"{what} is combined in two ways, or in one unknown", last.element, last.setting)
        if len(self.components) > 1 and not methods:
            raise error(f"{what} is defined twice without combine", last.element, last.setting)
        return methods.pop() if methods else "choice"


@dataclass(eq=False, slots=True)
class Scope:
    """The definitions of one `grammar`, and the grammar around it."""

    parent: "Scope | None"
    definitions: dict[str, Definition] = field(default_factory=dict)

    def add(self, component: Component) -> None:
        """Add to what a name is defined as."""
        self.definitions.setdefault(component.name, Definition([])).components.append(component)

    @property
    def start(self) -> Definition | None:
        """The definition of `start`."""
        return self.definitions.get(_START)


class Library:
    """Reads the files of a schema, of those that are allowed, each once."""

    def __init__(self, allow: Allow) -> None:
        self._allow = allow
        self._roots: dict[Path, etree._Element] = {}

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that were read so far."""
        return tuple(self._roots)

    @property
    def roots(self) -> tuple[etree._Element, ...]:
        """The roots of the files that were read so far."""
        return tuple(self._roots.values())

    def read(self, path: Path, asked: Place | None = None) -> etree._Element:
        """Return the root of a file."""
        path = path.resolve()
        if path not in self._roots:
            if not self._allow(path):
                raise GrammarError(f"{path} lies outside the folders that may be read", asked)
            try:
                with path.open("rb") as file:
                    data = file.read(_LARGEST + 1)
            except OSError as failure:
                raise GrammarError(f"{path} cannot be read: {failure.strerror}", asked) from failure
            if len(data) > _LARGEST:
                raise GrammarError(f"{path} is longer than {_LARGEST} bytes", asked)
            self._roots[path] = parse(data, path)
        return self._roots[path]

    def follow(self, element: etree._Element, setting: Setting) -> tuple[etree._Element, Setting]:
        """Return the root that the `href` of an element leads to, and its setting (sections 4.5 to 4.7)."""
        href = required(element, "href", setting)
        document = setting.document
        parts = urlsplit(_resolved(href, element, document))
        if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
            raise error(f"{href} is not a local file", element, setting)
        if parts.fragment or "#" in href or parts.query:
            raise error(f"{href}: only whole files can be asked for", element, setting)
        name = unquote(parts.path)
        path = Path(name.lstrip("/") if os.name == "nt" else name).resolve()
        if path in document.chain:
            raise error(f"{path} includes itself", element, setting)
        root = self.read(path, place(element, setting))
        inner = Document(path, path.parent, (*document.chain, path))
        return root, Setting(inner, setting.scope, setting.ns)


def _resolved(href: str, element: etree._Element, document: Document) -> str:
    bases = [ancestor.get(_XML_BASE) for ancestor in (element, *element.iterancestors())]
    start = document.path.resolve().as_uri() if document.path else f"{document.base.resolve().as_uri()}/"
    for base in reversed(bases):
        start = urljoin(start, base) if base else start
    return urljoin(start, href)


def parse(data: bytes, path: Path | None) -> etree._Element:
    """Return the root of a schema in either syntax; nothing else is read, whatever its DTD says."""
    if (path is not None and path.suffix == ".rnc") or data.removeprefix(BOM_UTF8).lstrip()[:1] not in _XML_STARTS:
        return _parse_compact(data, path)
    parser = etree.XMLParser(
        resolve_entities="internal", load_dtd=False, no_network=True, huge_tree=False, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as failure:
        raise GrammarError(failure.msg or "not well-formed", Place(path, failure.lineno or 0)) from failure
    if not str(root.tag).startswith(RNG):
        raise GrammarError(f"the root is not of the namespace {URI}", Place(path, root.sourceline or 0))
    return root


def _parse_compact(data: bytes, path: Path | None) -> etree._Element:
    from edition.grammar.compact import CompactError, decode_compact, parse_compact  # only for those who write it

    try:
        return parse_compact(decode_compact(data), path.resolve().as_uri() if path else "")
    except CompactError as failure:
        raise GrammarError(failure.message, Place(path, failure.line)) from failure


def gather(grammar: etree._Element, setting: Setting, library: Library) -> Scope:
    """Return the definitions of a `grammar`, with those of the grammars that it includes."""
    scope = Scope(setting.scope)
    for component in _components(grammar, replace(setting, scope=scope), library):
        scope.add(component)
    for definition in scope.definitions.values():
        if len(definition.components) > 1 or definition.components[0].element.get("combine") is not None:
            definition.combine()
    return scope


def _components(element: etree._Element, setting: Setting, library: Library) -> Iterator[Component]:
    """Yield the definitions in a `grammar`, `div` or `include`."""
    setting = enter(element, setting)
    for child in children(element, setting):
        what = kind(child)
        if what == "define":
            yield Component(ncname(child, "name", setting), child, enter(child, setting))
        elif what == "start":
            yield Component(_START, child, enter(child, setting))
        elif what == "div":
            yield from _components(child, setting, library)
        elif what == "include" and kind(element) != "include" and not _is_within_include(element):
            yield from _included(child, setting, library)
        else:
            raise error(f"<{what}> is not allowed in <{kind(element)}>", child, setting)


def _is_within_include(element: etree._Element) -> bool:
    return any(ancestor.tag == f"{RNG}include" for ancestor in element.iterancestors())


def _included(element: etree._Element, setting: Setting, library: Library) -> Iterator[Component]:
    """Yield the definitions of another file, except for those that `include` replaces (section 4.7)."""
    setting = enter(element, setting)
    replacing = list(_components(element, setting, library))
    root, inner = library.follow(element, setting)
    if root.tag != f"{RNG}grammar":
        raise error("only a file with a <grammar> can be included", element, setting)
    found = list(_components(root, inner, library))
    names = {component.name for component in found}
    for component in replacing:
        if component.name not in names:
            what = component.name or "start"
            raise error(f"{what} replaces nothing in the included file", component.element, setting)
    replaced = {component.name for component in replacing}
    yield from (component for component in found if component.name not in replaced)
    yield from replacing
