"""Name classes: which names an element or an attribute may have (A.1, `nameClass`)."""

from edition.grammar.compact.annotations import NONE, Notes, annotations, follow_annotations
from edition.grammar.compact.cursor import NAMES, Cursor
from edition.grammar.compact.declarations import namespace, ns_attribute
from edition.grammar.compact.lexer import CNAME, NS_NAME
from edition.grammar.compact.tree import Node, rng

_NAME, _NS_NAME, _ANY_NAME = rng("name"), rng("nsName"), rng("anyName")
_CHOICE, _EXCEPT = rng("choice"), rng("except")


def name_class(c: Cursor, default: str | None, notes: Notes = NONE) -> list[Node]:
    """Read `innerNameClass`; `default` is the namespace of a name without prefix."""
    at = c.start
    nodes, excepts = _alternative(c, default)
    if c.kind != "|":
        return notes.wrap(_CHOICE, nodes, at)
    while not excepts and c.skip("|"):
        more, excepts = _alternative(c, default)
        nodes += more
    if excepts:
        raise c.error(at, '"|" and "-" cannot stand together in a name class; put parentheses around one of them')
    return notes.apply(Node(_CHOICE, at, children=nodes))


def _alternative(c: Cursor, default: str | None) -> tuple[list[Node], bool]:
    """Read `annotatedSimpleNameClass` or `annotatedExceptNameClass`, and tell which."""
    nodes = _simple(c, default)
    excepts = c.kind == "-"
    if excepts:
        at = c.start
        if c.before not in {NS_NAME, "*"}:
            raise c.error(at, 'only "*" and "prefix:*" can be followed by "-" in a name class')
        c.take()
        nodes[0].children = [*nodes[0].children, Node(_EXCEPT, at, children=_simple(c, default))]
        if c.kind == "-":
            raise c.error(c.start, 'a second "-"; put all exceptions in parentheses: - (a | b)')
    return nodes + follow_annotations(c), excepts


def _simple(c: Cursor, default: str | None) -> list[Node]:
    """Read `leadAnnotatedSimpleNameClass`."""
    notes = annotations(c)
    at = c.start
    if c.skip("("):
        nodes = name_class(c, default, notes)
        c.close(")", at, '"|" or ')
        return nodes
    return notes.apply(_node(c, default, at))


def _node(c: Cursor, default: str | None, at: int) -> Node:
    """Read `simpleNameClass`."""
    if c.kind in NAMES:
        return Node(_NAME, at, ns_attribute(default), [c.take()])
    if c.kind == CNAME:
        prefix, _, local = c.take().partition(":")
        return Node(_NAME, at, ns_attribute(namespace(c, prefix, at)), [local])
    if c.kind == NS_NAME:
        return Node(_NS_NAME, at, ns_attribute(namespace(c, c.take()[:-2], at)))
    if c.skip("*"):
        return Node(_ANY_NAME, at)
    raise c.expected("a name or a name class")
