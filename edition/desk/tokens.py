"""The text of an XML file as the pieces it is written in: tags, comments, references and words exactly as they stand.

A parser says what a file means, and forgets how it was written. Whoever gives a file back to its editor must not.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["start", "end", "text", "comment", "instruction", "cdata", "doctype"]

# Of XML that a parser has found well-formed (XML 1.0, productions 14 to 44). Possessive: nothing is read twice.
_TOKEN = re.compile(
    r"""(?P<comment><!--.*?-->)
    |(?P<cdata><!\[CDATA\[.*?\]\]>)
    |(?P<instruction><\?.*?\?>)
    |(?P<doctype><!DOCTYPE(?:[^\["'>]++|"[^"]*+"|'[^']*+')*+
        (?:\[(?:<!--.*?-->|<\?.*?\?>|"[^"]*+"|'[^']*+'|[^\]"'<]++|<(?!!--|\?))*+\]\s*+)?+>)
    |(?P<end></[^>]*+>)
    |(?P<start><(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>)
    |(?P<text>[^<]++)""",
    re.DOTALL | re.VERBOSE,
)
_NAME = re.compile(r"</?([^\s/>]+)")
_ATTRIBUTE = re.compile(r"""([^\s=<>/"']+)\s*=\s*("[^"]*"|'[^']*')""")


class Token(NamedTuple):
    """A piece of a file. All pieces in their order are the file."""

    kind: Kind
    text: str

    @property
    def name(self) -> str:
        """The name in a tag, with its prefix."""
        found = _NAME.match(self.text)
        return found[1] if found else ""

    @property
    def is_empty(self) -> bool:
        """Whether it is the tag of an element that ends with it."""
        return self.kind == "start" and self.text.endswith("/>")

    @property
    def is_blank(self) -> bool:
        """Whether it is white space, as XML has it, and nothing else."""
        return self.kind == "text" and not self.text.strip(" \t\r\n")

    def attributes(self) -> list[tuple[str, str]]:
        """Return the attributes of a start tag in their order, each a name and a value with its quotes."""
        return [(found[1], found[2]) for found in self.places()]

    def places(self) -> list[re.Match[str]]:
        """Return where the attributes of a start tag stand in it: group 1 is the name, 2 the value with its quotes."""
        return list(_ATTRIBUTE.finditer(self.text, len(self.name) + 1))


def tokens(text: str) -> Iterator[Token]:
    """Yield the pieces of a well-formed XML file; ValueError where it is not."""
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise ValueError(f"no XML at character {place}")
        place = found.end()
        yield Token(found.lastgroup, found[0])  # type: ignore[arg-type]
