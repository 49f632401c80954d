"""A layer before it runs: whether what it overrides and uses is in our stylesheets, and whether it compiles.

XSLT passes over much of what a layer gets wrong. A template in a mode that is not there is never applied, a function
with one parameter more replaces nothing: an upgrade of the program could undo a layer without a word.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from lxml import etree

from edition.catalog import ENTRY, stylesheets
from edition.errors import ConfigError
from edition.layer.faults import Fault, faults
from edition.layer.names import NAMESPACE, XSL, known, local, names
from edition.layer.places import Places
from edition.layer.trial import trial
from edition.model import Finding, Span, Spot
from edition.rules.catalogue import finding

_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")
# How like a word must be to be offered in the place of another.
_CLOSE = 0.6
# What Saxon says of a name that is used and is not there.
_UNKNOWN = {
    "XPST0017": ("function", re.compile(r"Cannot find an? (?P<arity>\d+)-argument function named (?P<name>\S+?)\(\)")),
    "XPST0008": ("variable", re.compile(r"Variable \$(?P<name>\S+) has not been declared")),
    "XTSE0650": ("template", re.compile(r"Cannot find a template named (?P<name>\S+)")),
}


def read(file: Path) -> str:
    """Return the text of a layer, for `Saxon(layer=…)`; raise ConfigError if it cannot be read or is not UTF-8."""
    try:
        text = file.read_text("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{file}: the stylesheet cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: the stylesheet is not UTF-8: byte {error.start + 1} does not fit") from error
    declaration = _DECLARATION.match(text)
    return " " * declaration.end() + text[declaration.end() :] if declaration else text


def check(file: Path) -> list[Finding]:
    """Return what is wrong with a layer: XSL001, XSL002 and XSL005, each with its place; ConfigError as `read`."""
    text = read(file)
    try:
        root = etree.fromstring(text, _parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        where = Span(line, column, line, column + 1)
        return [finding("XSL002", file, error.msg or "not well-formed")._replace(span=where)]
    imports = list(_imports(file, root))
    if imports:  # the compiler would only say it again
        return imports
    return [*_names(file, root), *_unreached(file, root), *_compiled(file, text, root)]


def _parser() -> etree.XMLParser[etree._Element]:
    return etree.XMLParser(resolve_entities="internal", load_dtd=False, dtd_validation=False, no_network=True)


def _imports(file: Path, root: etree._Element) -> Iterator[Finding]:
    """Find modules that cannot be imported, and the import of ours if it is missing."""
    addresses = list(stylesheets())
    has_ours = False
    for number, element in enumerate(root.iter("*")):
        if element.tag not in (f"{XSL}import", f"{XSL}include"):
            continue
        address = element.get("href", "")
        has_ours = has_ours or address == ENTRY
        message = ""
        if address not in addresses:
            close = get_close_matches(address, addresses, 1, _CLOSE)
            message, advice = f"“{address}” cannot be imported", f"did you mean {close[0]}?" if close else ""
        elif element.tag == f"{XSL}include" and address == ENTRY:
            message, advice = f"{ENTRY} is included, so nothing overrides it", "write xsl:import"
        if message:
            advice = advice or "a layer is one file, and imports what `edition catalog` lists"
            yield finding("XSL001", file, message, advice, Spot(number, "href"))
    if not has_ours:
        yield finding("XSL001", file, "the layer lies over nothing", f'add <xsl:import href="{ENTRY}"/>', Spot(0))


def _names(file: Path, root: etree._Element) -> Iterator[Finding]:
    """Find names in our namespace that our stylesheets do not have."""
    ours = known()
    for name in names(root):
        if not ours.has(name):
            word = f"{name.token}#{name.arity}" if name.sort == "function" else name.token
            message = f"our stylesheets have no {name.sort} {word}"
            advice = _nearest(name.sort, name.name, name.token)
            if name.attribute == "name" and not advice:
                advice = "give what is your own a name in a namespace of your own"
            spot = Spot(name.number, None if name.attribute.startswith("{") else name.attribute, name.token)
            yield finding("XSL001", file, message, advice, spot)


def _unreached(file: Path, root: etree._Element) -> Iterator[Finding]:
    """Find templates without a mode in a layer that never applies templates without one: ours never do."""
    everything = list(root.iter("*"))
    names_default = any("default-mode" in key for element in everything for key in element.attrib)
    applies = any(e.tag == f"{XSL}apply-templates" and _is_unnamed(e) for e in everything)
    if names_default or applies:
        return
    for number, element in enumerate(everything):
        if (
            element.tag == f"{XSL}template"
            and element.get("match")
            and not element.get("name")
            and _is_unnamed(element)
        ):
            message = f"the template for “{element.get('match')}” has no mode and is never applied"
            yield finding("XSL005", file, message, 'the text goes through mode="e:content"', Spot(number))


def _is_unnamed(element: etree._Element) -> bool:
    return {"#default", "#unnamed"} & set(element.get("mode", "#default").split()) != set()


def _compiled(file: Path, text: str, root: etree._Element) -> list[Finding]:
    """Compile the layer and find its mistakes."""
    wrong = trial(text)
    if not wrong:
        return []
    places = Places(text)
    return list(dict.fromkeys(_fault(file, root, places, fault) for fault in faults(wrong)))


def _fault(file: Path, root: etree._Element, places: Places, fault: Fault) -> Finding:
    spot = places.spot(fault)
    if fault.code in _UNKNOWN:
        sort, pattern = _UNKNOWN[fault.code]
        said = pattern.search(fault.message)
        name = local(root, said["name"]) if said else None
        if said and name is not None:
            token = _written(root, said["name"], name)
            arity = f"#{said['arity']}" if sort == "function" else ""
            return finding(
                "XSL001", file, f"our stylesheets have no {sort} {token}{arity}", _nearest(sort, name, token), spot
            )
    return finding("XSL002", file, f"{fault.message} ({fault.code})" if fault.code else fault.message, "", spot)


def _written(root: etree._Element, said: str, name: str) -> str:
    """Return a name as the layer writes it: Saxon gives that of a function with its namespace."""
    prefix = next((prefix for prefix, uri in root.nsmap.items() if prefix and uri == NAMESPACE), None)
    return f"{prefix}:{name}" if prefix and said.startswith("Q{") else said


def _nearest(sort: str, name: str, token: str) -> str:
    """Return what to say of the name that comes nearest, written with the layer's own prefix."""
    ours = known().names.get(sort, {})
    prefix = token.removesuffix(name)
    if sort == "function" and name in ours:
        return f"there is {' and '.join(f'{prefix}{name}#{arity}' for arity in sorted(ours[name]))}"
    close = get_close_matches(name, ours, 1, _CLOSE)
    return f"did you mean {prefix}{close[0]}?" if close else ""
