"""Which books are wanted, and on what page: what `[book]` may say, and the margins that go with each format."""

import re
from typing import NamedTuple

from edition.config import CONFIG_NAME, Config
from edition.errors import ConfigError, UsageError

# Sides in millimetres.
_FORMATS = {"a4": (210.0, 297.0), "b5": (176.0, 250.0), "a5": (148.0, 210.0), "6x9in": (152.4, 228.6)}
_USUAL = (155.0, 235.0)
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
_SIDES = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)?\s*[x×]\s*(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)", re.IGNORECASE)
_SMALLEST, _LARGEST = 100.0, 420.0
_NOTES = ("page", "blocks", "document")
_FONTS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
# A line of our type of more than some 75 letters is hard to follow back; the outer margin holds the names of speakers.
_LONGEST_LINE = 122
_NARROWEST_INSIDE, _NARROWEST_OUTSIDE = 16, 24


class Wanted(NamedTuple):
    """Which books a build makes beside the site: PDFs and an EPUB, of all documents or of those with the ids `only`."""

    pdf: bool = False
    epub: bool = False
    only: tuple[str, ...] = ()


NO_BOOKS = Wanted()


class Asked(NamedTuple):
    """What a command line says of books: to make a kind or not, or nothing, which leaves it to `[book]`."""

    pdf: bool | None = None
    epub: bool | None = None
    only: tuple[str, ...] = ()

    def wanted(self, config: Config) -> Wanted:
        """Return which books are made; UsageError if some documents are chosen for no book."""
        pdf = config.book.pdf if self.pdf is None else self.pdf
        epub = config.book.epub if self.epub is None else self.epub
        if self.only and not (pdf or epub):
            raise UsageError("--only says which books are made: it goes with --pdf or --epub")
        return Wanted(pdf, epub, self.only)


class Paper(NamedTuple):
    """The sides of a page and the margins around its text, in millimetres."""

    width: float
    height: float
    top: int
    bottom: int
    inside: int
    outside: float


def paper(config: Config) -> Paper:
    """Return the page of the book; raise ConfigError for a format that is none, or that no text fits on."""
    width, height = _sides(config)
    line = min(round(0.69 * width), _LONGEST_LINE)
    inside = max(round(0.42 * (width - line)), _NARROWEST_INSIDE)
    outside = max(round(width - line - inside, 1), _NARROWEST_OUTSIDE)
    return Paper(width, height, round(0.098 * height), round(0.11 * height), inside, outside)


def check_book(config: Config) -> None:
    """Raise ConfigError for what `[book]` cannot say."""
    paper(config)
    if config.book.notes not in _NOTES:
        raise _wrong(config, "notes", f'“{config.book.notes}” is neither "page", "blocks" nor "document"')
    if config.book.template is not None and not config.book.template.is_file():
        raise _wrong(config, "template", f"there is no file {config.book.template}")
    for font in config.book.fonts:
        if font.suffix.lower() not in _FONTS:
            raise _wrong(config, "fonts", f"{font} is no font (.ttf, .otf)")
        if not font.is_file():
            raise _wrong(config, "fonts", f"there is no file {font}")


def _sides(config: Config) -> tuple[float, float]:
    text = " ".join(config.book.format.split())
    if not text:
        return _USUAL
    if known := _FORMATS.get(text.lower().replace(" ", "")):
        return known
    found = _SIDES.fullmatch(text)
    if not found:
        raise _wrong(config, "format", f"“{text}” is neither A4, A5, B5, 6x9in nor sides as in “170mm x 240mm”")
    unit = _UNITS[found[4].lower()]
    sides = (float(found[1]) * (_UNITS[found[2].lower()] if found[2] else unit), float(found[3]) * unit)
    if not all(_SMALLEST <= side <= _LARGEST for side in sides):
        raise _wrong(config, "format", f"“{text}”: a side is from {_SMALLEST:g} to {_LARGEST:g} mm")
    return sides


def _wrong(config: Config, key: str, why: str) -> ConfigError:
    return ConfigError(f"{config.folder / CONFIG_NAME}: `book.{key}`: {why}")
