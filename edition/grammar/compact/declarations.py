"""The declarations at the head of a schema, and what prefixes mean by them (section 4)."""

from edition.grammar.compact.cursor import XML_NAMESPACE, XSD_LIBRARY, Cursor

# libxml2 looks through the list of namespaces for each element.
MAX_DECLARATIONS = 250


def declarations(c: Cursor) -> None:
    """Read `preamble`: all declarations, into the environment; constraint "duplicate declaration"."""
    lines: dict[str, int] = {}
    while c.kind in {"namespace", "default", "datatypes"}:
        at = c.start
        line, _ = c.tokens.text.position(at)
        for declared in _declaration(c, at):
            if declared in lines:
                raise c.error(at, f"{declared} is already declared on line {lines[declared]}")
            lines[declared] = line
        if len(lines) > MAX_DECLARATIONS:
            raise c.error(at, f"more than {MAX_DECLARATIONS} declarations")


def _declaration(c: Cursor, at: int) -> list[str]:
    """Read `decl`, and say what it declares."""
    match c.take():
        case "datatypes":
            return [_datatypes(c)]
        case "namespace":
            return [f'the prefix "{_namespace(c, "a prefix")}"']
    c.expect("namespace", '"namespace" after "default"')
    if c.kind == "=":
        c.environment.default = _uri(c, "default namespace")
        if c.environment.default == XML_NAMESPACE:
            raise c.error(at, f'the namespace "{XML_NAMESPACE}" always has the prefix "xml"')
        return ["a default namespace"]
    prefix = _namespace(c, '"=" or a prefix after "default namespace"')
    c.environment.default = c.environment.namespaces[prefix]
    return ["a default namespace", f'the prefix "{prefix}"']


def _datatypes(c: Cursor) -> str:
    at = c.start
    prefix = c.name("a prefix")
    c.expect("=", f'"=" after "datatypes {prefix}"')
    address = c.literal("the address of a datatype library as a literal")
    if prefix == "xsd" and address != XSD_LIBRARY:  # constraint "xsd prefix"
        raise c.error(at, f'the prefix "xsd" always stands for "{XSD_LIBRARY}"')
    c.environment.datatypes[prefix] = address
    return f'the datatypes prefix "{prefix}"'


def _namespace(c: Cursor, what: str) -> str:
    """Bind a prefix, and return it; constraints "valid prefix", "xml prefix" and "xml namespace URI"."""
    at = c.start
    prefix = c.name(what)
    uri = _uri(c, f"namespace {prefix}")
    if prefix == "xmlns":
        raise c.error(at, 'the prefix "xmlns" cannot be declared')
    if (prefix == "xml") != (uri == XML_NAMESPACE):
        raise c.error(at, f'the prefix "xml" and the namespace "{XML_NAMESPACE}" belong to each other alone')
    c.environment.namespaces[prefix] = uri
    return prefix


def _uri(c: Cursor, declared: str) -> str | None:
    c.expect("=", f'"=" after "{declared}"')
    return None if c.skip("inherit") else c.literal('a namespace as a literal, or "inherit"')


def namespace(c: Cursor, prefix: str, at: int) -> str | None:
    """Return what a prefix stands for, None for `inherit`: `lookupPrefix`."""
    try:
        return c.environment.namespaces[prefix]
    except KeyError:
        advice = f'declare it at the head of the file: namespace {prefix} = "…"'
        raise c.error(at, f'the prefix "{prefix}" is not declared; {advice}') from None


def library(c: Cursor, prefix: str, at: int) -> str:
    """Return the datatype library of a prefix: `lookupDatatypePrefix`."""
    try:
        return c.environment.datatypes[prefix]
    except KeyError:
        advice = f'declare it at the head of the file: datatypes {prefix} = "…"'
        if prefix in c.environment.namespaces:
            advice = f'{advice} (namespace {prefix} = "…" is for elements and attributes)'
        raise c.error(at, f'the datatypes prefix "{prefix}" is not declared; {advice}') from None


def ns_attribute(uri: str | None) -> dict[str, str]:
    """Return the attribute `ns`, or none if the namespace is inherited: `makeNsAttribute`."""
    return {} if uri is None else {"ns": uri}
