"""The name classes of a schema (RELAX NG, sections 4.8, 4.10 and 4.16)."""

from lxml import etree

from edition.grammar.names import XMLNS_URI, AnyName, Name, NameChoice, NameClass, NsName, split
from edition.grammar.syntax import Setting, children, enter, error, kind, qualified, text_of


def name_class(element: etree._Element, setting: Setting) -> NameClass:
    """Return the names that an `element` or `attribute` of a schema is for."""
    name = element.get("name")
    if name is None:
        found = class_of(children(element, setting)[0], setting)
    else:
        # without ns of its own an attribute is of no namespace, while an element inherits
        ns = setting.ns if kind(element) == "element" or element.get("ns") is not None else ""
        found = Name(qualified(name, element, setting, ns=ns))
    if kind(element) == "attribute":
        _refuse_declarations(found, element, setting)
    return found


def class_of(element: etree._Element, setting: Setting, forbidden: frozenset[str] = frozenset()) -> NameClass:
    """Return the class that an element of a schema describes; none of the kinds `forbidden` may be in it."""
    setting = enter(element, setting)
    what = kind(element)
    if what in forbidden:
        raise error(f"<{what}> is not allowed in this <except>", element, setting)
    if what == "name":
        return Name(qualified(text_of(element, setting), element, setting, ns=setting.ns))
    if what == "anyName":
        return AnyName(_excluded(element, setting, forbidden | {"anyName"}))
    if what == "nsName":
        return NsName(setting.ns, _excluded(element, setting, forbidden | {"anyName", "nsName"}))
    if what == "choice":
        return _choice(element, setting, forbidden)
    raise error(f"<{what}> has no place where a name is wanted", element, setting)


def _choice(element: etree._Element, setting: Setting, forbidden: frozenset[str]) -> NameClass:
    members = tuple(class_of(child, setting, forbidden) for child in children(element, setting))
    if not members:
        raise error(f"<{kind(element)}> holds no name", element, setting)
    return members[0] if len(members) == 1 else NameChoice(members)


def _excluded(element: etree._Element, setting: Setting, forbidden: frozenset[str]) -> NameClass | None:
    found = children(element, setting)
    if not found:
        return None
    if len(found) > 1 or kind(found[0]) != "except":
        raise error(f"<{kind(element)}> holds one <except> and no more", found[-1], setting)
    return _choice(found[0], enter(found[0], setting), forbidden)


def _refuse_declarations(found: NameClass, element: etree._Element, setting: Setting) -> None:
    """Refuse names that declare namespaces and so never come as attributes (section 4.16)."""
    for name in found.samples():
        uri, local = split(name)
        if uri == XMLNS_URI or (not uri and local == "xmlns"):
            raise error("a declaration of a namespace is no attribute", element, setting)
