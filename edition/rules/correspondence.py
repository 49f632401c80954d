"""Letters: none is received before it is sent (DAT010)."""

from collections.abc import Iterator

from lxml import etree

from edition.model import Finding, Spot
from edition.rules.catalogue import finding
from edition.rules.outline import Outline
from edition.rules.w3c import Moment, NotADateError, is_reversed, read


def check(whole: Outline) -> list[Finding]:
    """Return DAT010 for each correspDesc with one dispatch and one receipt that cannot follow it."""
    return [found for _, element in whole.named("correspDesc") for found in _check(whole, element)]


def _check(whole: Outline, letter: etree._Element) -> Iterator[Finding]:
    sent = _dates(letter, "sent")
    received = _dates(letter, "received")
    if len(sent) != 1 or len(received) != 1:
        return
    start = _moment(sent[0], ("when", "from", "notBefore"))
    end = _moment(received[0], ("when", "to", "notAfter"))
    if start and end and is_reversed(start[1], end[1]):
        dates = [each.get(key) for each, key in ((sent[0], start[0]), (received[0], end[0]))]
        message = f"the letter was received by {dates[1]}, but not sent before {dates[0]}"
        spot = Spot(whole.places[received[0]], end[0])
        yield finding("DAT010", whole.tree.source.path, message, "one of the two dates is wrong", spot)


def _dates(letter: etree._Element, kind: str) -> list[etree._Element]:
    return letter.findall(f"{{*}}correspAction[@type='{kind}']/{{*}}date")


def _moment(date: etree._Element, keys: tuple[str, ...]) -> tuple[str, Moment] | None:
    for key in keys:
        try:
            if value := date.get(key):
                return key, read(value)
        except NotADateError:
            return None
    return None
