"""What a page leaves in a text that was read off it: its number on a line of its own, and words that its lines part."""

import re

from edition.desk.importing.roles import Page, Role, Roles

_NUMBER = re.compile(r"[-–—\s]*(?:(?:page|seite|p|s|стр|с)\.?\s{1,2})?(?P<number>\d{1,4})[-–—.\s]*", re.IGNORECASE)
_FEWEST = 2
# A hyphen at the end of a line, between small letters.
PARTED = re.compile(r"(?<=[^\W\d_A-ZА-Я])(?P<hyphen>[-‐¬\u00ad])[ \t]*\n[ \t]*(?=[^\W\d_A-ZА-Я])")
_FEWEST_PARTED = 3


def numbers(page: Page, taken: Roles) -> Roles:
    """Return the numbers of pages: figures alone between blank lines that count on, and begin behind 1.

    The type of the role is “top” where they stand above the text of their pages, else “foot”.
    """
    found: list[tuple[int, int]] = []
    for place, block in enumerate(page):
        number = _NUMBER.fullmatch(block.text) if block.kind == "p" and len(block.text) < 24 else None  # noqa: PLR2004
        if number and place not in taken and (block.gap or not place):
            found.append((place, int(number["number"])))
    counted = [number for _, number in found]
    if len(found) < _FEWEST or counted[0] < 2 or counted != list(range(counted[0], counted[-1] + 1)):  # noqa: PLR2004
        return {}
    first = next((place for place, block in enumerate(page) if place not in taken and block.text.strip()), 0)
    where = "top" if found[0][0] == first else "foot"
    return {place: Role("page-number", "medium", where, label=number) for place, number in found}


def is_parted(page: Page) -> bool:
    """Tell whether lines part words so often that their hyphens are those of the printer."""
    return sum(len(PARTED.findall(block.text)) for block in page) >= _FEWEST_PARTED
