"""White space between tokens that are joined: a source in which each word has a line of its own has it everywhere.

Breaks within a word, too, in the way in which EpiDoc marked them before @break was there.
"""

from collections.abc import Iterator

from lxml import etree

from edition.source.discover import TEI_NAMESPACE

_, _MARK = _TOKENS = tuple(f"{{{TEI_NAMESPACE}}}{name}" for name in ("w", "pc"))
_ENTRIES = tuple(f"{{{TEI_NAMESPACE}}}{name}" for name in ("entry", "entryFree"))
_WITHIN_WORDS = etree.XPath(
    "//t:lb[@type = 'inWord' or @type = 'worddiv'][not(@break)]", namespaces={"t": TEI_NAMESPACE}, smart_strings=False
)
_CLOSING, _OPENING = ",;.:!?)]", "(["


def close_up(root: etree._Element) -> None:
    """Take the white space away on the side on which a word or a mark (`w`, `pc`) says by @join that there is none.

    The border of an element around the words, such as a name, is passed: what is joined is a word with a word. In a
    dictionary, where marks of punctuation stand between elements, they say it by what they are.
    """
    for line in _WITHIN_WORDS(root):
        line.set("break", "no")
    for token in root.iter(*_TOKENS):
        join = token.get("join") or _usual(token)
        if join in ("right", "both"):
            _close_behind(token)
        if join in ("left", "both"):
            _close_before(token)


def _usual(token: etree._Element) -> str:
    """Return how a mark in a dictionary is joined: a comma with what it follows, a bracket with what it opens."""
    mark = (token.text or "").strip() if token.tag == _MARK else ""
    if not mark or next(token.iterancestors(*_ENTRIES), None) is None:
        return ""
    closes, opens = mark[0] in _CLOSING, mark[-1] in _OPENING
    return "both" if closes and opens else "left" if closes else "right" if opens else ""


def _close_behind(token: etree._Element) -> None:
    here = token
    for each in (token, *token.iterancestors()):
        if _is_worded(each.tail):
            return
        each.tail, here = None, each
        if each.getnext() is not None:
            break
    for first in _edges(here.getnext(), 0):
        if _is_worded(first.text):
            return
        first.text = None


def _close_before(token: etree._Element) -> None:
    before = token.getprevious()
    for each in (token, *token.iterancestors()):
        before, around = each.getprevious(), each.getparent()
        if before is not None or around is None or _is_worded(around.text):
            break
        around.text = None
    if before is None or _is_worded(before.tail):
        return
    before.tail = None
    for last in _edges(before, -1):
        if len(last) and _is_worded(last[-1].tail):
            return
        if len(last):
            last[-1].tail = None


def _edges(element: etree._Element | None, place: int) -> Iterator[etree._Element]:
    """Yield an element and what stands first (0) or last (-1) in it, as far as that is an element."""
    while element is not None and isinstance(element.tag, str):
        yield element
        element = element[place] if len(element) else None


def _is_worded(text: str | None) -> bool:
    return text is not None and not text.isspace() and text != ""
