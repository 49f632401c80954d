"""What a schema says of one document as SVRL, the report language of ISO Schematron (ISO/IEC 19757-3, annex D)."""

from collections.abc import Iterable, Mapping

from lxml import etree

from edition.schematron.model import SCH, Failure, Fired, Note, Pattern, Rule
from edition.schematron.run import Schema

_SVRL = "http://purl.oclc.org/dsdl/svrl"
_XML = "http://www.w3.org/XML/1998/namespace"


def svrl(results: Iterable[Failure | Fired], schema: Schema, document: str = "") -> str:
    """Return the report on one document, whose name is `document`.

    A rule is named as fired at each node that it was asked about if the schema was loaded with trace, else only
    where it found something.
    """
    root = etree.Element(f"{{{_SVRL}}}schematron-output", nsmap={"svrl": _SVRL})
    _set(root, {"phase": schema.phase, "title": schema.title, "schemaVersion": schema.version})
    for ns in schema.expanded.root.iterchildren(f"{{{SCH}}}ns"):
        _add(root, "ns-prefix-in-attribute-values", {"prefix": ns.get("prefix", ""), "uri": ns.get("uri", "")})
    by_pattern: dict[int, list[Failure | Fired]] = {}
    for found in results:
        by_pattern.setdefault(_pattern(found, schema), []).append(found)
    for number, pattern in enumerate(schema.patterns):
        _add_pattern(root, pattern, document)
        _add_results(root, by_pattern.get(number, []), schema)
    for lost in by_pattern.get(-1, []):
        if isinstance(lost, Failure):
            _add(root, "text", {}).text = lost.message
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def _pattern(found: Failure | Fired, schema: Schema) -> int:
    row = found.rule if isinstance(found, Fired) else found.test.rule
    return schema.rules[row].pattern if row >= 0 else -1


def _add_pattern(root: etree._Element, pattern: Pattern, document: str) -> None:
    values = {"id": pattern.id, "name": pattern.title, "role": pattern.role, "documents": document}
    _add(root, "active-pattern", values)


def _add_results(root: etree._Element, results: Iterable[Failure | Fired], schema: Schema) -> None:
    """Add what one pattern found; a failure stands behind the rule that it belongs to."""
    fired: tuple[int, str] | None = None
    for found in results:
        row = found.rule if isinstance(found, Fired) else found.test.rule
        if isinstance(found, Fired) or (not schema.trace and fired != (row, found.path)):
            fired = (row, found.path)
            _add_rule(root, schema.rules[row])
        if isinstance(found, Failure):
            _add_failure(root, found)


def _add_rule(root: etree._Element, rule: Rule) -> None:
    _add(root, "fired-rule", {"id": rule.id, "context": rule.context, "role": rule.role, "flag": rule.flag})


def _add_failure(root: etree._Element, failure: Failure) -> None:
    test = failure.test
    name = "successful-report" if test.kind == "report" and not failure.is_broken else "failed-assert"
    values = {
        "id": test.id,
        "location": failure.path,
        "test": test.expression,
        "role": test.role or failure.severity,
        "flag": test.flag,
        "see": test.see,
        "fpi": test.fpi,
        "icon": test.icon,
    }
    element = _add(root, name, values)
    _add(element, "text", {}).text = failure.message
    for note in failure.notes:
        _add_note(element, note)


def _add_note(parent: etree._Element, note: Note) -> None:
    head = note.head
    values = {head.kind: head.id, "role": head.role, "scheme": head.scheme}
    _add(_add(parent, f"{head.kind}-reference", values), "text", {}).text = note.text
    if head.language:
        parent[-1].set(f"{{{_XML}}}lang", head.language)


def _add(parent: etree._Element, name: str, values: Mapping[str, str]) -> etree._Element:
    element: etree._Element = etree.SubElement(parent, f"{{{_SVRL}}}{name}")
    _set(element, values)
    return element


def _set(element: etree._Element, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        if value:
            element.set(name, value)
