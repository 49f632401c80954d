"""A page as it stands in the output: which of its text is the source's, and where."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from edition.audit.letters import letters

_XHTML = "{http://www.w3.org/1999/xhtml}"
GENERATED = "data-generated"
UNHANDLED = "data-unhandled"

# The attributes of a page in which a text of the source may stand, whole, instead of in an element: `data-original`
# for what a page shows in another form, `data-text` for what it shows as a sign or a picture.
ATTRIBUTES = ("alt", "title", "aria-label", "data-original", "data-text")

_MUTE = tuple(f"{_XHTML}{name}" for name in ("script", "style", "template"))
# What stands within a line; anything else begins a paragraph or the like.
_INLINE = frozenset(
    _XHTML + name
    for name in (
        "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time "
        "u var"
    ).split()
)
_OURS = etree.XPath(f"descendant-or-self::*/@{GENERATED}/..")  # by far the fastest way to say it
_SUPPLYING = etree.XPath("descendant-or-self::*/@*[{}]".format(" or ".join(f"name()='{a}'" for a in ATTRIBUTES)))
_MARKS = etree.XPath(f"descendant-or-self::*/@{UNHANDLED}")


class Run(NamedTuple):
    """A piece of text of a page that is not marked as ours.

    `number` is that of the element it stands in, `area` that of the paragraph, heading or the like around it.
    """

    raw: str
    letters: str
    page: str
    number: int
    area: int


class Content(NamedTuple):
    """What a page holds of its sources.

    `supply` has the letters of each attribute in which a text may stand, `unhandled` the elements that no rule of the
    stylesheets knows, by name, with a count.
    """

    runs: tuple[Run, ...]
    supply: Counter[str]
    unhandled: Counter[str]


def parse_page(data: str | bytes) -> etree._Element:
    """Return the root of a page; raise etree.XMLSyntaxError if it is not well-formed XHTML. No entity is read."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


def main_of(root: etree._Element) -> etree._Element | None:
    """Return the `main` of a page; of a page in a book, which may have none, the `body`."""
    main = root.find(f".//{_XHTML}main")
    return main if main is not None else root.find(f"{_XHTML}body")


def without_generated(main: etree._Element) -> None:
    """Take out of a page what is marked as ours, and what no reader sees."""
    for element in (*_found(_OURS, main), *main.iter(*_MUTE)):
        element.clear(keep_tail=True)


def attributes(main: etree._Element) -> Iterator[str]:
    """Yield the letters of each attribute in which a text of the source may stand, once what is ours is out."""
    yield from filter(None, (letters(str(value)) for value in _found(_SUPPLYING, main)))


def unhandled(main: etree._Element) -> Counter[str]:
    """Count the elements that are marked as unknown to the stylesheets, by name."""
    return Counter(str(name) for name in _found(_MARKS, main))


def content(data: bytes, page: str) -> Content | None:
    """Return what a page holds; None if it has no main part. Raises etree.XMLSyntaxError as `parse_page` does."""
    root = parse_page(data)
    main = main_of(root)
    if main is None:
        return None
    runs = tuple(Run(raw, letters(raw), page, number, area) for raw, number, area in _walk(root, main))
    marks = unhandled(main)
    without_generated(main)
    return Content(tuple(run for run in runs if run.letters), Counter(attributes(main)), marks)


def _walk(root: etree._Element, main: etree._Element) -> Iterator[tuple[str, int, int]]:
    """Yield each text of the main part that is not marked as ours, with the numbers of its element and its area."""
    number, stack = -1, [(-1, -1, False)]  # of each open element: number, area, whether its text counts
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            number += 1
            inside = element is main or stack[-1][2]
            area = stack[-1][1] if element.tag in _INLINE else number
            stack.append((number, area, inside and element.get(GENERATED) is None and element.tag not in _MUTE))
            text = element.text
        else:
            stack.pop()
            text = element.tail
        if text and stack[-1][2]:
            yield text, stack[-1][0], stack[-1][1]


def _found(path: etree.XPath, element: etree._Element) -> list[etree._Element]:
    found = path(element)
    assert isinstance(found, list)  # noqa: S101 - of a set of nodes, whatever the path
    return found
