"""The chapters of a book on their way into it: kept small, and looked at for what the package must say of them."""

import re
import zlib
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"<([A-Za-z]+)((?:\s+[\w:.-]+=\"[^\"]*\")+)")
_ATTRIBUTE = re.compile(r"\s([\w:.-]+)=\"([^\"]*)\"")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_PICTURES = "../images/"


class Chapter(NamedTuple):
    """A chapter, compressed, and what of SVG and MathML in it the package must announce."""

    data: bytes
    properties: str


class Chapters:
    """The chapters of a book by name, in the order in which they came.

    `languages` are those of their passages, `pictures` the paths of what they show below `images/`, `scripts` those
    that need a font of their own, `links` what they lead to in other chapters and in themselves.
    """

    def __init__(self) -> None:
        self.languages: set[str] = set()
        self.pictures: set[str] = set()
        self.scripts: set[str] = set()
        self.links: set[str] = set()
        self.all: dict[str, Chapter] = {}

    def put(self, name: str, text: str) -> None:
        """Take a chapter, or another version of it."""
        properties = [kind for kind, tag in (("mathml", "<math"), ("svg", "<svg")) if tag in text]
        self.all[name] = Chapter(zlib.compress(text.encode(), 6), " ".join(properties))
        self._look(name, text)

    def get(self, name: str) -> str:
        """Return a chapter."""
        return zlib.decompress(self.all[name].data).decode()

    def dangling(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the chapters that lead to places which are in none, each with these links as they stand in it."""
        absent = set(self.links)
        for name in self.all:
            absent -= {f"{name}#{value}" for key, value in _attributes(self.get(name)) if key == "id"}
        for name in self.all if absent else ():
            found = {value for key, value in _attributes(self.get(name)) if key == "href"}
            wrong = sorted(value for value in found if _whole(name, value) in absent)
            if wrong:
                yield name, wrong

    def _look(self, name: str, text: str) -> None:
        for key, value in _attributes(text):
            if key == "xml:lang" and value:
                self.languages.add(value)
            elif key == "src" and value.startswith(_PICTURES):
                self.pictures.add(value.removeprefix("../"))
            elif key == "href" and (whole := _whole(name, value)):
                self.links.add(whole)
        self.scripts |= {script for script, of in (("cyrillic", _CYRILLIC), ("arabic", _ARABIC)) if of.search(text)}


def _whole(name: str, href: str) -> str:
    """Return a link to a place in a chapter with the name of that; empty for any other link."""
    page, sign, place = href.partition("#")
    if not sign or ":" in page:
        return ""
    return f"{page or name}#{place}"


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    """Yield the attributes of all elements of a page as the serialiser of the stylesheets writes them."""
    for tag in _TAG.finditer(text):
        for name, value in _ATTRIBUTE.findall(tag[2]):
            yield name, unescape(value)
