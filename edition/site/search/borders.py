"""Whether the border of an element is the end of a word, where the source has no blank."""

import re

from lxml import etree

from edition.source.discover import TEI_NAMESPACE


def tags(names: str) -> frozenset[str]:
    """Return names of elements, given in one string, as lxml has them."""
    return frozenset(f"{{{TEI_NAMESPACE}}}{name}" for name in names.split())


# Elements that end a word wherever they stand.
_APART = tags(
    "ab argument byline cell closer dateline div entry epigraph figDesc figure fw head item l label lem lg list note"
    " opener p postscript quote rdg row salute signed sp speaker stage table trailer u desc"
)
# The facts of an entry often have no blanks between them: all parts words but these, and what stands in prose.
_WITHIN = tags("hi c g w ex am seg supplied unclear add del choice abbr expan sic corr orig reg foreign emph lb")
_PROSE = _WITHIN | tags("p note desc ab quote q said label item cell head ref gloss term mentioned catDesc")
_MARK = re.compile(r"[^\w\s]")  # a comma or bracket belongs to the word that it touches


def begins_word(element: etree._Element, *, is_entry: bool) -> bool:
    """Tell whether a word ends where an element begins; `is_entry` says that it stands in an entry of a register."""
    if element.tag in _APART:
        return True
    return is_entry and _is_fact(element) and not _MARK.match(_before(element))


def ends_word(element: etree._Element, *, is_entry: bool) -> bool:
    """Tell whether a word ends where an element ends, as `begins_word` does."""
    if element.tag in _APART:
        return True
    return is_entry and _is_fact(element) and not _MARK.match(element.tail or "")


def _is_fact(element: etree._Element) -> bool:
    parent = element.getparent()
    return element.tag not in _WITHIN and (parent is None or parent.tag not in _PROSE)


def _before(element: etree._Element) -> str:
    """Return the letter before an element; empty if another element or nothing stands there."""
    previous, parent = element.getprevious(), element.getparent()
    text = previous.tail if previous is not None else parent.text if parent is not None else ""
    return (text or "")[-1:]
