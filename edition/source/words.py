"""The words of an element as titles and labels have them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from edition.source.discover import TEI_NAMESPACE

_TEI = f"{{{TEI_NAMESPACE}}}"
_NOT_SAID = ("note", "sic", "surplus")
# The parts of a name are words apart, even where the source has no blank between them.
_PARTS = ("surname", "forename", "addName", "roleName", "genName", "nameLink")
_HAS_UNSAID = etree.XPath(" or ".join(f"descendant::t:{name}" for name in _NOT_SAID), namespaces={"t": TEI_NAMESPACE})
_HAS_PARTED = etree.XPath(
    f"descendant::t:lb or descendant::t:space or descendant::t:sic or descendant::t:choice or "
    f"descendant::*[{' or '.join(f'self::t:{name}' for name in _PARTS)}]",
    namespaces={"t": TEI_NAMESPACE},
)
_UNSAID = frozenset(f"{_TEI}{name}" for name in _NOT_SAID)
_SIC, _CHOICE = f"{_TEI}sic", f"{_TEI}choice"
# Of two readings that a choice gives, the one that a title does without.
_SECOND = frozenset(f"{_TEI}{name}" for name in ("sic", "orig", "abbr"))
# Of the levels on which Menota gives a word, the last is the reading of the edition.
_LEVELS = tuple(f"{{http://www.menota.org/ns/1.0}}{name}" for name in ("facs", "dipl", "norm"))
_APART = frozenset(f"{_TEI}{name}" for name in _PARTS)
_BREAKS = frozenset({f"{_TEI}lb", f"{_TEI}space"})
_SURNAME, _FORENAME = f"{_TEI}surname", f"{_TEI}forename"
_EASTERN = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_NAME, _ABBREVIATION = f"{_TEI}persName", f"{_TEI}abbr"


def plain(element: etree._Element) -> str:
    """Return the words of an element, notes and slips left out, white space collapsed.

    A break of a line, or a space that was left, parts words unless it says that it does not; so does the border of two
    parts of a name. Of a choice, the reading of the edition counts.
    """
    if len(element) and _HAS_PARTED(element):
        return " ".join("".join(_words(element, parted=True)).split())
    return run_on(element)


def apart(value: str) -> str:
    """Return a value of an attribute as words: "WritingSession" gives "Writing session", "first_draft" "first draft".

    Capitals stay where they begin no new word. The stylesheets do the same (e:value-words).
    """
    humps = [place for place in range(1, len(value)) if value[place].isupper() and value[place - 1].islower()]
    words = re.sub(r"[_-]", " ", value)
    if not humps:
        return words
    parts = [words[start:end] for start, end in pairwise((0, *humps, len(words)))]
    return " ".join((parts[0], *(part.lower() if part[:2].istitle() else part for part in parts[1:])))


def run_on(element: etree._Element) -> str:
    """Return the words as the source has them one after the other, which addresses are made from."""
    if not len(element):
        text = element.text or ""
    elif _HAS_UNSAID(element):
        text = "".join(_words(element, parted=False))
    else:  # nearly always, and many times as fast
        text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return " ".join(text.split())


def parts(element: etree._Element) -> bool:
    """Tell whether an element parts the words before and after its beginning, where the source has no blank."""
    if element.tag in _BREAKS:
        return element.get("break") != "no"
    before = element.getprevious() if element.tag in _APART else None
    return before is not None and not before.tail


def _is_said(around: etree._Element, element: etree._Element, *, parted: bool) -> bool:
    if parted and (around.tag == _CHOICE or element.tag == _SIC):
        return around.tag != _CHOICE or not (element.tag in _SECOND or _has_later_level(element))
    if parted and around.tag == _NAME and element.tag == _ABBREVIATION:  # beside its parts, a name's abbreviation
        return all(each.tag == _ABBREVIATION for each in around)
    return element.tag not in _UNSAID


def _has_later_level(element: etree._Element) -> bool:
    return element.tag in _LEVELS and next(element.itersiblings(*_LEVELS), None) is not None


def _is_inverted(element: etree._Element) -> bool:
    """Tell whether an element is a surname before its forename, but for languages that write it so."""
    if element.tag != _SURNAME or (element.tail or "").strip():
        return False
    following = element.getnext()
    return following is not None and following.tag == _FORENAME and not _EASTERN.search("".join(element.itertext()))


def _words(element: etree._Element, *, parted: bool) -> Iterator[str]:
    """Yield the texts; without recursion, since a tree may be deeper than Python allows."""
    yield element.text or ""
    open_ = [(element, iter(element))]
    while open_:
        here, children = open_[-1]
        for child in children:
            if isinstance(child.tag, str) and _is_said(here, child, parted=parted):
                if parted and parts(child):
                    yield " "
                yield child.text or ""
                open_.append((child, iter(child)))
                break
            yield child.tail or ""
        else:
            open_.pop()
            if open_:
                if parted and _is_inverted(here):
                    yield ", "
                yield here.tail or ""
