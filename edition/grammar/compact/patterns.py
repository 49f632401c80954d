"""Patterns and grammars (A.1, from `topLevel` on)."""

from collections.abc import Callable
from typing import Literal

from edition.grammar.compact.annotations import NONE, Notes, annotation_element, annotations, follow_annotations
from edition.grammar.compact.cursor import ASSIGNMENTS, NAMES, Cursor
from edition.grammar.compact.declarations import declarations, library, namespace, ns_attribute
from edition.grammar.compact.lexer import CNAME, DOCUMENTATION, END, IDENTIFIER, LITERAL
from edition.grammar.compact.names import name_class
from edition.grammar.compact.tree import Node, rng

_CONNECTORS = {",": rng("group"), "|": rng("choice"), "&": rng("interleave")}
_REPEATS = {"?": rng("optional"), "*": rng("zeroOrMore"), "+": rng("oneOrMore")}
_COMBINE: dict[str, dict[str, str]] = {"=": {}, "|=": {"combine": "choice"}, "&=": {"combine": "interleave"}}
_GRAMMAR, _START, _DEFINE, _DIV, _INCLUDE = map(rng, ("grammar", "start", "define", "div", "include"))
_GROUP, _DATA, _VALUE, _PARAM, _EXCEPT = map(rng, ("group", "data", "value", "param", "except"))
_REF, _PARENT_REF, _EXTERNAL_REF = map(rng, ("ref", "parentRef", "externalRef"))
_Shape = Literal["plain", "repeated", "except"]
_BEHIND = 'behind its annotation or "##" comment'
_GO_ON = '",", "|", "&" or '


def schema(c: Cursor) -> Node:
    """Read `topLevel`: declarations, then a pattern or the parts of a grammar."""
    declarations(c)
    at = c.start
    first, second = c.behind_annotations()
    if first in {"start", "div", "include", END} or (first in {IDENTIFIER, CNAME} and second in {*ASSIGNMENTS, "["}):
        node = Node(_GRAMMAR, at, children=_body(c))
        if c.kind != END:
            raise c.expected("a definition")
        return node
    nodes = pattern(c)
    if c.kind != END:
        raise c.expected(f"{_GO_ON}the end of the file")
    if len(nodes) > 1:  # constraint "single element"
        raise c.error(nodes[1].at, "in XML syntax this would follow the outermost pattern, where nothing can follow")
    return nodes[0]


def _body(c: Cursor, *, included: bool = False) -> list[Node]:
    """Read `grammar`, or `includeBody`."""
    nodes: list[Node] = []
    while c.kind not in {"}", END}:
        if c.kind in {IDENTIFIER, CNAME} and c.after == "[":
            nodes.append(annotation_element(c))
        else:
            nodes += _component(c, included=included)
    return nodes


def _component(c: Cursor, *, included: bool) -> list[Node]:
    """Read `annotatedComponent`, or `annotatedIncludeComponent`."""
    notes = annotations(c)
    at = c.start
    if c.kind in NAMES and c.after in ASSIGNMENTS:
        return notes.apply(_definition(c, at))
    match c.kind:
        case "div":
            c.take()
            return notes.apply(Node(_DIV, at, children=_braced_body(c, '"div"', included=included)))
        case "include" if included:
            raise c.error(at, "an include cannot stand in another one's braces")
        case "include":
            return notes.apply(_include(c, at))
        case "namespace" | "default" | "datatypes":
            raise c.error(at, "declarations stand at the head of the file, before all definitions")
        case "start" | "identifier":
            name = c.take()
            raise c.error(at, f'expected "=", "|=" or "&=" after "{name}", or ",", "|" or "&" before it')
    raise c.expected("a definition" if notes is NONE else f"a definition {_BEHIND}")


def _definition(c: Cursor, at: int) -> Node:
    """Read `start` or `define`."""
    kind, name = c.kind, c.take()
    if kind not in {IDENTIFIER, "start"}:
        raise c.error(at, f'"{name}" is a keyword; a definition of that name is written \\{name}')
    node = Node(_DEFINE, at, {"name": name}) if kind == IDENTIFIER else Node(_START, at)
    node.attributes |= _COMBINE[c.take()]
    node.children = pattern(c)
    return node


def _include(c: Cursor, at: int) -> Node:
    """Read `include`."""
    c.take()
    node = Node(_INCLUDE, at, _reference(c, "include"))
    if c.kind == "{":
        node.children = _braced_body(c, "", included=True)
    return node


def _braced_body(c: Cursor, owner: str, *, included: bool) -> list[Node]:
    opened = c.start
    c.expect("{", f'"{{" after {owner}')
    nodes = _body(c, included=included)
    c.close("}", opened, "a definition or ")
    return nodes


def _reference(c: Cursor, keyword: str) -> dict[str, str]:
    """Read `anyURILiteral` and `optInherit`."""
    attributes = {"href": c.literal(f'the address of a schema as a literal after "{keyword}"')}
    uri = c.environment.default
    if c.skip("inherit"):
        c.expect("=", '"=" after "inherit"')
        at = c.start
        uri = namespace(c, c.name('a prefix after "inherit ="'), at)
    return attributes | ns_attribute(uri)


def pattern(c: Cursor, notes: Notes = NONE) -> list[Node]:
    """Read `innerPattern`: one particle, or several with one kind of connector."""
    at = c.start
    nodes, shape = _particle(c)
    connector = c.kind
    if connector not in _CONNECTORS:
        return notes.apply(nodes[0]) + nodes[1:] if shape == "repeated" else notes.wrap(_GROUP, nodes, at)
    while shape != "except" and c.skip(connector):
        more, shape = _particle(c)
        nodes += more
    if shape == "except":
        raise c.error(
            at, f'"{connector}" and "-" cannot stand together; put parentheses around the datatype and its "-"'
        )
    if c.kind in _CONNECTORS:
        raise c.error(c.start, f'"{connector}" and "{c.kind}" cannot stand together; put parentheses around one')
    return notes.apply(Node(_CONNECTORS[connector], at, children=nodes))


def _particle(c: Cursor) -> tuple[list[Node], _Shape]:
    """Read `innerParticle` or `annotatedDataExcept`."""
    at = c.start
    nodes = _primary(c)
    shape: _Shape = "plain"
    if c.kind == "-":
        _except(c, nodes[0])
        shape = "except"
    nodes += follow_annotations(c)
    if c.kind in _REPEATS:
        if shape == "except":
            raise c.error(
                c.start, f'"-" and "{c.kind}" cannot stand together; put parentheses around the datatype and its "-"'
            )
        nodes = [Node(_REPEATS[c.take()], at, children=nodes), *follow_annotations(c)]
        shape = "repeated"
        if c.kind in _REPEATS:
            raise c.error(c.start, f'a second sign of repetition, "{c.kind}", needs parentheses around the first')
    return nodes, shape


def _except(c: Cursor, data: Node) -> None:
    """Read the end of `dataExcept`, from the `-` on."""
    at = c.start
    if data.name != _DATA or c.before == ")":
        raise c.error(at, 'only a datatype can be followed by "-"')
    c.take()
    data.children = [*data.children, Node(_EXCEPT, at, children=_primary(c))]
    if c.kind == "-":
        raise c.error(c.start, 'a second "-"; put all exceptions in parentheses: - (a | b)')


def _primary(c: Cursor) -> list[Node]:
    """Read `leadAnnotatedPrimary`."""
    notes = annotations(c)
    at = c.start
    if c.skip("("):
        nodes = pattern(c, notes)
        c.close(")", at, _GO_ON)
        return nodes
    read = _PRIMARIES.get(c.kind)
    if read is None:
        raise c.expected("a pattern" if notes is NONE else f"a pattern {_BEHIND}")
    return notes.apply(read(c, at))


def _named(c: Cursor, at: int) -> Node:
    """Read an element or an attribute."""
    keyword = c.take()
    names = name_class(c, c.environment.default if keyword == "element" else "")
    return Node(rng(keyword), at, children=names + _braced(c, f"the name of the {keyword}"))


def _wrapping(c: Cursor, at: int) -> Node:
    """Read `list` or `mixed`."""
    keyword = c.take()
    return Node(rng(keyword), at, children=_braced(c, f'"{keyword}"'))


def _braced(c: Cursor, owner: str) -> list[Node]:
    opened = c.start
    c.expect("{", f'"{{" after {owner}')
    nodes = pattern(c)
    c.close("}", opened, _GO_ON)
    return nodes


def _constant(c: Cursor, at: int) -> Node:
    """Read `empty`, `text` or `notAllowed`."""
    return Node(rng(c.take()), at)


def _ref(c: Cursor, at: int) -> Node:
    return Node(_REF, at, {"name": c.take()})


def _parent(c: Cursor, at: int) -> Node:
    c.take()
    return Node(_PARENT_REF, at, {"name": c.expect(IDENTIFIER, 'the name of a definition after "parent"')})


def _external(c: Cursor, at: int) -> Node:
    c.take()
    return Node(_EXTERNAL_REF, at, _reference(c, "external"))


def _grammar(c: Cursor, at: int) -> Node:
    c.take()
    return Node(_GRAMMAR, at, children=_braced_body(c, '"grammar"', included=False))


def _datatype(c: Cursor, at: int) -> Node:
    """Read a datatype with its parameters, or with a value."""
    prefix, _, name = c.take().rpartition(":")
    attributes = {"datatypeLibrary": library(c, prefix, at) if prefix else "", "type": name}
    if c.kind == LITERAL:
        if prefix:  # only the type QName and its like look at it
            attributes |= ns_attribute(c.environment.default)
        return Node(_VALUE, at, attributes, [c.literal("a value")])
    return Node(_DATA, at, attributes, _parameters(c))


def _parameters(c: Cursor) -> list[Node]:
    """Read `optParams`."""
    opened = c.start
    nodes: list[Node] = []
    if c.skip("{"):
        while c.kind in NAMES or c.kind in {"[", DOCUMENTATION}:
            notes = annotations(c)
            at = c.start
            name = c.name("the name of a parameter")
            c.expect("=", f'"=" after the parameter "{name}"')
            value = c.literal(f'the value of the parameter "{name}" as a literal')
            nodes += notes.apply(Node(_PARAM, at, {"name": name}, [value] if value else ()))
        c.close("}", opened, "a parameter or ")
    return nodes


def _value(c: Cursor, at: int) -> Node:
    return Node(_VALUE, at, children=[c.literal("a value")])


_PRIMARIES: dict[str, Callable[[Cursor, int], Node]] = {
    **dict.fromkeys(("element", "attribute"), _named),
    **dict.fromkeys(("list", "mixed"), _wrapping),
    **dict.fromkeys(("empty", "text", "notAllowed"), _constant),
    **dict.fromkeys(("string", "token", CNAME), _datatype),
    IDENTIFIER: _ref,
    "parent": _parent,
    "external": _external,
    "grammar": _grammar,
    LITERAL: _value,
}
