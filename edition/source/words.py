"""The words of an element as titles and labels have them."""

from collections.abc import Iterator

from lxml import etree

from edition.source.discover import TEI_NAMESPACE

_NOT_SAID = ("note", "sic", "surplus")
_HAS_UNSAID = etree.XPath(" or ".join(f"descendant::t:{name}" for name in _NOT_SAID), namespaces={"t": TEI_NAMESPACE})
_UNSAID = frozenset(f"{{{TEI_NAMESPACE}}}{name}" for name in _NOT_SAID)


def plain(element: etree._Element) -> str:
    """Return the words of an element, notes and slips left out, white space collapsed."""
    if not len(element):
        text = element.text or ""
    elif _HAS_UNSAID(element):
        text = "".join(_words(element))
    else:  # nearly always, and many times as fast
        text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return " ".join(text.split())


def _words(element: etree._Element) -> Iterator[str]:
    """Yield the texts; without recursion, since a tree may be deeper than Python allows."""
    yield element.text or ""
    open_ = [(element, iter(element))]
    while open_:
        here, children = open_[-1]
        for child in children:
            if isinstance(child.tag, str) and child.tag not in _UNSAID:
                yield child.text or ""
                open_.append((child, iter(child)))
                break
            yield child.tail or ""
        else:
            open_.pop()
            if open_:
                yield here.tail or ""
