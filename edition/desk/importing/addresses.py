"""Gives the passages of a draft ids: what is cited keeps its address when its words are corrected."""

from lxml import etree

from edition.desk.importing.plain import Plain
from edition.desk.importing.weave import name_of

_ID = "{http://www.w3.org/XML/1998/namespace}id"
# The pieces of text that readers are sent to, and with what their ids go on; there is one opener, as a rule, or none.
_NUMBERED = {"p": "p", "l": "l", "lg": "lg", "quote": "q", "head": "h", "item": "i", "figure": "fig"}
_NAMED = {"opener": "opener", "closer": "closer", "postscript": "ps"}
# What stands in these goes with them.
_WHOLE = frozenset({"note", "item", "cell", "figure", "p", "l", "opener", "closer"})


def give_ids(text: etree._Element, prefix: str, plain: Plain) -> None:
    """Give an id to each passage that has none, numbered through the text, or through the speech that it stands in.

    They are those of the sample edition: `letter-p1`, and for the second paragraph of a turn `letter-t14-p2`.
    """
    counts: dict[str, int] = {}
    for element in text.iter():
        name = name_of(element)
        if element.get(_ID) or not (name in _NUMBERED or name in _NAMED):
            continue
        around = [name_of(each) for each in element.iterancestors()]
        if not _WHOLE.isdisjoint(around):
            continue
        speech = next((each.get(_ID, "") for each in element.iterancestors() if name_of(each) == "sp"), "")
        start = f"{speech}-" if speech else prefix
        if name in _NAMED:
            own = f"{start}{_NAMED[name]}"
        else:
            kind = f"{start}{_NUMBERED[name]}"
            counts[kind] = counts.get(kind, 0) + 1
            own = f"{kind}{counts[kind]}"
        _set_first(element, plain.new_id(own))


def _set_first(element: etree._Element, identifier: str) -> None:
    """Write the id of an element before its other attributes, where editors look for it."""
    others = element.attrib.items()
    element.attrib.clear()
    element.set(_ID, identifier)
    for key, value in others:
        element.set(key, value)
