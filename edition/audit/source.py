"""The text nodes of a source: what must be found again."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from edition.audit.letters import letters

_TEI = "{http://www.tei-c.org/ns/1.0}"

# What is read as one run of text, so that its letters have an order: paragraphs and what stands for them, and what
# stands within a paragraph but may be shown elsewhere (a note at the foot of the page). Within any other element only
# the text directly in it has an order: a bibliography may name the title before the author.
BLOCKS = frozenset(
    f"{_TEI}{name}"
    for name in (
        "ab actor addrLine argument bibl biblFull biblStruct byline camera caption castItem cell closer dateline def "
        "desc docAuthor docDate docEdition docImprint docTitle eg entry epigraph etym explicit figDesc figure "
        "finalRubric floatingText form formula fw gloss handNote head headItem headLabel imprimatur incipit interp "
        "item l label line list listBibl metamark note notatedMusic opener p person place postscript quote role "
        "roleDesc rubric salute sense set signed sound sp speaker stage table tech titlePart trailer u view wit "
        "witDetail zone"
    ).split()
)
# What holds several forms of one text: each has its order, and they may come in any.
CHOICES = frozenset(f"{_TEI}{name}" for name in ("app", "choice", "mod", "rdgGrp", "subst"))


class Text(NamedTuple):
    """A text node with something in it.

    `number` is that of the element it stands in, `before` that of the last element that starts before it, `block`
    that of the element within which its order counts. `letters` is what is compared of `raw`.
    """

    raw: str
    letters: str
    number: int
    before: int
    block: int


def texts(root: etree._Element) -> list[Text]:
    """Return the text nodes of a source in order, those without a letter left out; comments are not text."""
    found = (Text(raw, letters(raw), *place) for raw, *place in _walk(root))
    return [text for text in found if text.letters]


def in_headers(root: etree._Element) -> frozenset[int]:
    """Return the numbers of the elements in headers, but not of those in an abstract, which stands before its text."""
    numbers = {element: number for number, element in enumerate(root.iter(etree.Element))}

    def below(name: str) -> set[int]:
        return {numbers[element] for each in root.iter(f"{_TEI}{name}") for element in each.iter(etree.Element)}

    return frozenset(below("teiHeader") - below("abstract"))


def _walk(root: etree._Element) -> Iterator[tuple[str, int, int, int]]:
    number = -1
    stack: list[tuple[int, int, bool]] = []  # of each open element: number, block, whether a paragraph is open
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            number += 1
            stack.append(_opened(element, number, stack))
            if element.text:
                yield element.text, number, number, stack[-1][1]
            continue
        if event == "end":
            stack.pop()
        if element.tail and stack:
            yield element.tail, stack[-1][0], number, stack[-1][1]


def _opened(element: etree._Element, number: int, stack: list[tuple[int, int, bool]]) -> tuple[int, int, bool]:
    parent = element.getparent() if stack else None
    if element.tag in BLOCKS or (parent is not None and parent.tag in CHOICES):
        return number, number, True
    _, block, is_open = stack[-1] if stack else (0, 0, False)
    return number, block if is_open else number, is_open
