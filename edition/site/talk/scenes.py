"""The divisions that the turns of a talk stand in: acts and scenes, items of an agenda, chapters."""

from collections.abc import Iterator, Sequence

from lxml import etree

from edition.annotate import TEI
from edition.site.talk.model import Talk, division
from edition.source.words import plain
from edition.view import Json

_LONGEST = 60  # characters of a heading


def names(talk: Talk) -> list[str]:
    """Return for each turn what the divisions around it are called; "" where all turns stand in the same one."""
    if len(set(talk.divisions)) == 1:
        return [""] * len(talk.turns)
    called = {each: ", ".join(_path(each)) for each in set(talk.divisions)}
    return [called[each] for each in talk.divisions]


def _path(inner: etree._Element | None) -> list[str]:
    """Return the headings of divisions, the outermost first."""
    path: list[str] = []
    while inner is not None:
        path.insert(0, _heading(inner))
        inner = division(inner.getparent())
    return list(filter(None, path))


def _heading(inner: etree._Element) -> str:
    """Return the heading of a division, else its kind and number; a long one is cut."""
    head = inner.find(f"{TEI}head")
    words = plain(head).rstrip(" .:,;") if head is not None else ""
    if not words and inner.get("n"):
        words = f"{inner.get('type', '')} {inner.get('n')}".strip()
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"


def scenes(talk: Talk, called: Sequence[str]) -> Iterator[Json]:
    """Yield the scenes in their order: what they are called, the turns from and to, and who speaks in them."""
    first = 0
    for at in range(1, len(called) + 1):
        if at < len(called) and called[at] == called[first]:
            continue
        if called[first]:
            yield {
                "title": called[first],
                "href": talk.href(first),
                "from": talk.places[first].number,
                "to": talk.places[at - 1].number,
                "speakers": list(dict.fromkeys(talk.slots[first:at])),
            }
        first = at
