"""Annotations: what becomes foreign attributes and elements in XML syntax (section 5)."""

from dataclasses import dataclass, field

from edition.grammar.compact.cursor import NAMES, Cursor
from edition.grammar.compact.declarations import namespace
from edition.grammar.compact.lexer import CNAME, DOCUMENTATION, LITERAL
from edition.grammar.compact.tree import COMPATIBILITY, RELAX_NG, Node, rng

# These have no element children in XML syntax: what annotates them follows them (5.1).
_CHILDLESS = frozenset(map(rng, ("name", "param", "value")))
# With and without the slash: the specification forgot it.
_XMLNS = frozenset({"http://www.w3.org/2000/xmlns", "http://www.w3.org/2000/xmlns/"})

# libxml2 looks through the list of attributes for each new one.
MAX_ATTRIBUTES = 1000


@dataclass(frozen=True, slots=True)
class Notes:
    """The annotations before a pattern, a name class, a parameter or a part of a grammar."""

    attributes: dict[str, str] = field(default_factory=dict)
    elements: list[Node] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.attributes or self.elements)

    def apply(self, node: Node) -> list[Node]:
        """Annotate a node, and return it with what has to follow it: `applyAnnotations`."""
        node.attributes |= self.attributes
        if node.name in _CHILDLESS:
            return [node, *self.elements]
        if self.elements:
            node.children = [*self.elements, *node.children]
        return [node]

    def wrap(self, wrapper: str, nodes: list[Node], at: int) -> list[Node]:
        """Annotate several nodes as one, if there is anything to say: `applyAnnotationsGroup` and `…Choice`."""
        return self.apply(Node(wrapper, at, children=nodes)) if self else nodes


NONE = Notes()


def annotations(c: Cursor) -> Notes:
    """Read `annotations`: `##` comments, then `[ … ]`."""
    if c.kind not in {DOCUMENTATION, "["}:
        return NONE
    elements: list[Node] = []
    while c.kind == DOCUMENTATION:
        at = c.start
        words = c.take()
        elements.append(Node(f"{{{COMPATIBILITY}}}documentation", at, children=[words] if words else ()))
    opened = c.start
    if not c.skip("["):
        return Notes({}, elements)
    attributes = _attributes(c, nested=False)
    while c.kind in NAMES or c.kind == CNAME:
        elements.append(annotation_element(c))
    c.close("]", opened, "an element of the annotation or ")
    if c.kind == DOCUMENTATION:
        raise c.error(c.start, '"##" comments stand before an annotation in brackets, not behind it')
    return Notes(attributes, elements)


def follow_annotations(c: Cursor) -> list[Node]:
    """Read `followAnnotations`: any number of `>> element`."""
    elements: list[Node] = []
    while c.skip(">>"):
        if c.kind not in NAMES and c.kind != CNAME:
            raise c.expected('the element of an annotation after ">>"')
        elements.append(annotation_element(c))
    return elements


def annotation_element(c: Cursor, *, nested: bool = False) -> Node:
    """Read `annotationElement`, or `nestedAnnotationElement`; the cursor stands at its name."""
    at = c.start
    name = _prefixed(c, outermost=not nested) if c.kind == CNAME else c.take()
    opened = c.start
    if c.kind == "=":
        raise c.expected('"[": the attributes of an annotation stand before its elements')
    c.expect("[", f'"[" after the annotation "{name.rpartition("}")[2]}"')
    node = Node(name, at, _attributes(c, nested=True))
    children: list[Node | str] = []
    while c.kind in NAMES or c.kind in {CNAME, LITERAL}:
        if c.kind == LITERAL:
            children += _words(c)
        else:
            children.append(annotation_element(c, nested=True))
    c.close("]", opened, "an element, a literal or ")
    node.children = children
    return node


def _words(c: Cursor) -> list[str]:
    """Read literals up to the next element, and join them."""
    words: list[str] = []
    while c.kind == LITERAL:
        words.append(c.literal("a literal"))
    text = "".join(words)
    return [text] if text else []


def _attributes(c: Cursor, *, nested: bool) -> dict[str, str]:
    """Read `annotationAttributes`, or `nestedAnnotationAttributes`."""
    attributes: dict[str, str] = {}
    while (c.kind in NAMES or c.kind == CNAME) and c.after == "=":
        at = c.start
        name = _attribute_name(c, nested=nested)
        if name in attributes:
            raise c.error(at, f'the annotation has the attribute "{name.rpartition("}")[2]}" already')
        if len(attributes) == MAX_ATTRIBUTES:
            raise c.error(at, f"more than {MAX_ATTRIBUTES} attributes in one annotation")
        c.take()
        attributes[name] = c.literal("the value of the attribute as a literal")
    return attributes


def _attribute_name(c: Cursor, *, nested: bool) -> str:
    """Read `foreignAttributeName` or `anyAttributeName`; constraints "unqualified name" and "xmlns namespace URI"."""
    at = c.start
    name = _prefixed(c, outermost=not nested) if c.kind == CNAME else c.take()
    if not nested and name[0] != "{":
        raise c.error(at, f'the attribute "{name}" of an annotation needs a prefix that stands for a namespace')
    if name == "xmlns" or (name[0] == "{" and name[1:].partition("}")[0] in _XMLNS):
        raise c.error(at, "an annotation cannot declare a namespace; use a namespace declaration")
    return name


def _prefixed(c: Cursor, *, outermost: bool) -> str:
    """Read `prefixedName`; constraints "annotation inherit" and "RELAX NG namespace URI"."""
    at = c.start
    prefix, _, local = c.take().partition(":")
    uri = namespace(c, prefix, at)
    if uri is None:
        raise c.error(at, f'an annotation cannot use the prefix "{prefix}", whose namespace is inherited')
    if outermost and uri == RELAX_NG:
        raise c.error(at, "an annotation cannot be in the namespace of RELAX NG itself")
    return f"{{{uri}}}{local}" if uri else local
