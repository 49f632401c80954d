"""The quick form of the audit, for every build: a document has as many letters on its pages as in its source.

It counts, and does not look where a letter stands: two words that changed places are found by the full form only.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from edition.audit.letters import letters
from edition.audit.page import UNHANDLED, attributes, main_of, parse_page, unhandled, without_generated
from edition.audit.source import texts
from edition.audit.supply import supplied

_TEXTS = etree.XPath("descendant::text()", smart_strings=False)


class Tally(NamedTuple):
    """How the letters of a document add up.

    `letters` counts those of the source. `lost` and `added` hold the letters, in the order
    of Unicode, that its pages have less or more often than it; `unhandled` counts the elements that no rule of the
    stylesheets knows, by name.
    """

    letters: int
    lost: str
    added: str
    unhandled: Mapping[str, int]


def quick(root: etree._Element, pages: Sequence[str | bytes]) -> Tally:
    """Compare the letters of a source with those of its pages, which are whole XHTML files.

    `root` is left as it is. Raises etree.XMLSyntaxError if a page is not well-formed.
    """
    mains, elements = [], Counter[str]()
    for page in pages:
        main = main_of(parse_page(page))
        if main is None:
            continue
        if (UNHANDLED in page) if isinstance(page, str) else (UNHANDLED.encode() in page):
            elements.update(unhandled(main))
        without_generated(main)
        mains.append(main)
    source = _TEXTS(root)
    lost, added = _difference(source, [text for main in mains for text in _TEXTS(main)])
    if lost:
        lost -= _in_attributes(root, mains, lost)
    return Tally(_count(source), _listed(lost), _listed(added), dict(elements))


def _difference(source: Iterable[str], own: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Return the letters that the source has more often, and those that the pages have more often.

    Texts are counted before letters: most stand on a page as they are, and then their letters need not be looked at.
    """
    wanted, found = Counter(source), Counter(own)
    differ = [(text, count - found.get(text, 0)) for text, count in wanted.items() if found.get(text) != count]
    differ += [(text, -found[text]) for text in found.keys() - wanted.keys()]
    more = Counter(letters("".join(text * count for text, count in differ if count > 0)))
    less = Counter(letters("".join(text * -count for text, count in differ if count < 0)))
    return more - less, less - more


def _in_attributes(root: etree._Element, mains: Sequence[etree._Element], lost: Counter[str]) -> Counter[str]:
    """Return the letters of those texts that stand in an attribute, where they may be what is lost."""
    values = Counter(value for main in mains for value in attributes(main) if Counter(value) <= lost)
    nodes = [text.letters for text in texts(root)] if values else []
    return Counter("".join(nodes[place] for place in supplied(nodes, range(len(nodes)), values)))


def _count(texts: Iterable[str]) -> int:
    """Return how many letters texts have: quickly, since most have few that are not ASCII."""
    kept = "".join("".join(texts).split())
    if kept.isascii():
        return len(kept)
    others = (letter for letter in set(kept) if not letter.isascii())
    return len(kept) + sum((len(letters(letter)) - 1) * kept.count(letter) for letter in others)


def _listed(counted: Counter[str]) -> str:
    return "".join(sorted(counted.elements()))
