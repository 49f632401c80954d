"""Find everything in a schema that we cannot honour, each with its place.

What we do not know is never skipped: the author of the schema would believe that it had been checked.
"""

import re
from collections.abc import Iterable

from lxml import etree

from edition.schematron.model import OWN, SCH, SEVERITIES, XSL
from edition.schematron.read import AT, PREFIXES, Reader
from edition.schematron.vocabulary import (
    ATTRIBUTES,
    CONTENT,
    DECLARATIONS,
    EXPRESSIONS,
    INSTRUCTIONS,
    MIXED,
    OUTWARD,
    REQUIRED,
)

_NCNAME = re.compile(r"[^\W\d][\w.\-\u00b7]*")
_XML = "http://www.w3.org/XML/1998/namespace"
# An end that is missing takes the rest: searched for again from each beginning, it would cost too much.
_LITERAL = re.compile(r""""(?:[^"]|"")*(?:"|\Z)|'(?:[^']|'')*(?:'|\Z)|\(:.*?(?::\)|\Z)""", re.DOTALL)
_CALL = re.compile(
    r"(?<![\w.:\-$}])(?:fn:|Q\{http://www\.w3\.org/2005/xpath-functions\})?(" + "|".join(sorted(OUTWARD)) + r")\s*[(#]"
)
_REASONS = {
    ("pattern", "documents"): "a rule sees one document; what several files say is checked from the index",
    ("phase", "when"): "name the phase when the schema is run",
    ("phase", "from"): "name the phase when the schema is run",
}


def check(schema: etree._Element, reader: Reader) -> None:
    """Add to `reader.problems` whatever stands in a schema that is missing, unknown or contradictory."""
    if schema.tag != f"{{{SCH}}}schema":
        reader.problem(schema, f"the root is {label(schema)}; expected schema in the namespace of ISO Schematron")
        return
    _binding(schema, reader)
    _element(schema, reader)
    _ids(schema, reader)
    _declarations(schema, reader)
    known = _known(schema)
    for element in schema.iter(f"{{{SCH}}}*"):
        if special := _SPECIAL.get(label(element)):
            special(element, reader)
        _references(element, known, reader)


def label(element: etree._Element) -> str:
    """Return the name of an element as an author writes it: `rule`, `xsl:key`, `Q{urn:x}y`."""
    name = etree.QName(element)
    prefix = {SCH: "", XSL: "xsl:"}.get(name.namespace or "", f"Q{{{name.namespace or ''}}}")
    return prefix + name.localname


def where(element: etree._Element) -> str:
    """Return where an element stands, for people: `schema/pattern[2]/rule[1]`."""
    parent = element.getparent()
    if parent is None:
        return label(element)
    ordinal = 1 + len([*element.itersiblings(str(element.tag), preceding=True)])
    return f"{where(parent)}/{label(element)}[{ordinal}]"


def _say(reader: Reader, element: etree._Element, message: str, expression: str = "") -> None:
    reader.problem(element, f"{where(element)}: {message}", expression)


def _element(element: etree._Element, reader: Reader) -> None:
    """Check an element of Schematron, and all it holds, against the tables."""
    name = etree.QName(element).localname
    for attribute in REQUIRED.get(name, ()):
        if element.get(attribute) is None:
            _say(reader, element, f"@{attribute} is missing")
    for attribute in map(str, element.attrib):
        _attribute(element, attribute, reader)
    if name not in MIXED and (words := _words(element)):
        _say(reader, element, f"words stand here that belong to no message: {words}")
    if name == "let":
        return
    allowed = CONTENT.get(name, frozenset())
    for child in element.iterchildren(etree.Element):
        child_name = label(child)
        if child_name in allowed:
            _child(child, child_name, reader)
        elif child_name.startswith("Q{"):
            _annotation(child, reader)
        else:
            expected = ", ".join(sorted(allowed)) or "text only"
            reader.problem(child, f"{where(element)}: {child_name} is not supported here; allowed: {expected}")


def _child(child: etree._Element, name: str, reader: Reader) -> None:
    if name in DECLARATIONS or name.startswith("xsl:"):
        _xslt(child, reader)
    else:
        _element(child, reader)


def _annotation(element: etree._Element, reader: Reader) -> None:
    """Check what stands inside an element of another namespace: it is ignored, unless it is part of a message."""
    parent = element.getparent()
    if parent is None or label(parent) not in ("assert", "report", "diagnostic", "property"):
        return
    for child in element.iter(f"{{{SCH}}}*", f"{{{XSL}}}*"):
        if label(child) in ("value-of", "name", "emph", "span", "dir"):
            _element(child, reader)
        else:
            _say(reader, element, f"{label(child)} is not supported here")


def _attribute(element: etree._Element, attribute: str, reader: Reader) -> None:
    name = etree.QName(element).localname
    if attribute.startswith("{"):
        space = etree.QName(attribute).namespace
        if attribute not in (AT, PREFIXES) and (space in (XSL, OWN) or attribute == f"{{{_XML}}}base"):
            _say(reader, element, f"@{attribute} is not supported")
        return
    reason = _REASONS.get((name, attribute))
    if reason or attribute not in ATTRIBUTES.get(name, ()):
        _say(reader, element, f"@{attribute} is not supported" + (f": {reason}" if reason else ""))
    elif attribute in EXPRESSIONS and (name, attribute) != ("dir", "value"):
        _expression(element, element.get(attribute, ""), reader)


def _expression(element: etree._Element, expression: str, reader: Reader) -> None:
    """Refuse an expression that is empty or calls a function that looks beyond the document."""
    if not expression.strip():
        _say(reader, element, "an expression is empty")
    if found := _CALL.search(_LITERAL.sub("''", expression)):
        message = f"{found[1]}() is not supported: a rule sees the document and nothing else"
        _say(reader, element, message, " ".join(expression.split()))


def _xslt(declaration: etree._Element, reader: Reader) -> None:
    """Check a declaration of XSLT: only instructions that compute."""
    for element in declaration.iter(etree.Element):
        name = label(element)
        if name.startswith("xsl:") and name not in INSTRUCTIONS and element is not declaration:
            _say(reader, element, f"{name} is not supported: a schema computes, and neither reads nor writes")
        for attribute, value in element.attrib.items():
            if attribute not in (AT, PREFIXES):
                _outward(element, str(value), reader)


def _outward(element: etree._Element, value: str, reader: Reader) -> None:
    if value.strip():
        _expression(element, value, reader)


def _binding(schema: etree._Element, reader: Reader) -> None:
    binding = schema.get("queryBinding")
    if binding is not None and binding.lower() not in ("xslt2", "xslt3"):
        _say(reader, schema, f"the query binding is {binding}; expected xslt2 or xslt3")
    elif binding is None:
        _say(reader, schema, 'without @queryBinding a schema is one of XSLT 1.0; write queryBinding="xslt3"')


def _ids(schema: etree._Element, reader: Reader) -> None:
    """Check that no id is used twice and that every id can be part of a code."""
    seen: dict[str, etree._Element] = {}
    for element in schema.iter(*(f"{{{SCH}}}{name}" for name in _WITH_ID)):
        name = element.get("id")
        if name is None:
            continue
        if name in seen:
            _say(reader, element, f"the id {name} is already used by {where(seen[name])} ({reader.place(seen[name])})")
        elif not name or any(letter.isspace() for letter in name):
            _say(reader, element, f'the id "{name}" is no name')
        seen.setdefault(name, element)


_WITH_ID = ("phase", "pattern", "rule", "assert", "report", "diagnostic", "property")


def _ns(element: etree._Element, reader: Reader) -> None:
    prefix, uri = element.get("prefix", "x"), element.get("uri", "")
    if prefix == "xsl" and uri != XSL:
        _say(reader, element, f"the prefix xsl stands for XSLT and cannot be bound to {uri}")
    elif not _NCNAME.fullmatch(prefix) or prefix in ("xml", "xmlns"):
        _say(reader, element, f'"{prefix}" cannot be a prefix')
    elif not uri or uri.startswith(OWN):
        _say(reader, element, f'the prefix {prefix} cannot be bound to "{uri}"')


def _let(element: etree._Element, reader: Reader) -> None:
    name = element.get("name", "x")
    if (element.get("value") is None) == (len(element) == 0 and not _words(element)):
        _say(reader, element, f"the variable {name} has either @value or content")
    for child in element.iterdescendants(f"{{{SCH}}}*", f"{{{XSL}}}*"):
        _say(reader, element, f"{label(child)} is not supported here: the content of a variable is data")
        return


def _pattern(element: etree._Element, reader: Reader) -> None:
    parent = element.get("is-a")
    if _flag(element, reader) and (not element.get("id") or parent is not None):
        _say(reader, element, "an abstract pattern has an id and no @is-a")
    if parent is not None and any(label(child) == "rule" for child in element):
        _say(reader, element, "a pattern with @is-a has parameters and no rules of its own")
    if parent is None and element.get("abstract") != "true" and element.find(f"{{{SCH}}}param") is not None:
        _say(reader, element, "param is not supported here: only in a pattern with @is-a or @abstract")


def _rule(element: etree._Element, reader: Reader) -> None:
    abstract = _flag(element, reader)
    if abstract and (element.get("context") is not None or not element.get("id")):
        _say(reader, element, "an abstract rule has an id and no context")
    if not abstract and element.get("context") is None:
        _say(reader, element, "@context is missing")
    parent = element.getparent()
    if not abstract and parent is not None and label(parent) == "rules":
        _say(reader, element, "rules holds abstract rules only")
    _gravity(element, reader)


def _flag(element: etree._Element, reader: Reader) -> bool:
    value = element.get("abstract", "false")
    if value not in ("true", "false"):
        _say(reader, element, f'@abstract is "{value}"; expected true or false')
    return value == "true"


def _gravity(element: etree._Element, reader: Reader) -> None:
    severity, role = element.get("severity"), element.get("role", "")
    if severity is not None and severity.lower() not in SEVERITIES:
        _say(reader, element, f"the severity is {severity}; expected fatal, error, warning or info")
    if "{" in role or role.startswith("$"):
        _say(reader, element, f"the role {role} is computed, which is not supported")


# Which attributes name what.
_REFERENCES = {
    ("pattern", "is-a"): "abstract pattern",
    ("active", "pattern"): "pattern",
    ("schema", "defaultPhase"): "phase",
    ("assert", "diagnostics"): "diagnostic",
    ("report", "diagnostics"): "diagnostic",
    ("assert", "properties"): "property",
    ("report", "properties"): "property",
}


def _known(schema: etree._Element) -> dict[str, set[str | None]]:
    """Return the ids of a schema by what they may be named as."""
    patterns = list(schema.iter(f"{{{SCH}}}pattern"))
    named = {
        kind: {e.get("id") for e in schema.iter(f"{{{SCH}}}{kind}")} for kind in ("phase", "diagnostic", "property")
    }
    named["phase"].add("#ALL")
    named["abstract pattern"] = {pattern.get("id") for pattern in patterns if pattern.get("abstract") == "true"}
    named["pattern"] = {pattern.get("id") for pattern in patterns if pattern.get("abstract") != "true"}
    return named


def _references(element: etree._Element, known: dict[str, set[str | None]], reader: Reader) -> None:
    """Check that what an element names is there."""
    for (name, attribute), kind in _REFERENCES.items():
        if name == etree.QName(element).localname:
            for wanted in element.get(attribute, "").split():
                if wanted not in known[kind]:
                    _say(reader, element, f"there is no {kind} with the id {wanted}")


def _declarations(schema: etree._Element, reader: Reader) -> None:
    """Check that variables and prefixes are declared once in each place."""
    variables: set[tuple[etree._Element | None, str]] = set()
    for let in schema.iter(f"{{{SCH}}}let"):
        variable = (let.getparent(), let.get("name", ""))
        if variable in variables:
            _say(reader, let, f"the variable {variable[1]} is already declared")
        variables.add(variable)
    prefixes: dict[str, str] = {}
    for ns in schema.iter(f"{{{SCH}}}ns"):
        prefix, uri = ns.get("prefix", ""), ns.get("uri", "")
        if prefixes.setdefault(prefix, uri) != uri:
            _say(reader, ns, f"the prefix {prefix} is already bound to {prefixes[prefix]}")


def _words(element: etree._Element) -> str:
    texts: Iterable[str | None] = (element.text, *(child.tail for child in element))
    return " ".join(" ".join(text or "" for text in texts).split())


_SPECIAL = {
    "ns": _ns,
    "let": _let,
    "pattern": _pattern,
    "rule": _rule,
    "assert": _gravity,
    "report": _gravity,
}
