"""What there is to say about a rule beyond its title; the words lie in `explanations/`, a Markdown file a family.

A section `## REF003` is about that code, a section `## SCH` about all codes of the family that have none of their
own. It tells why the rule matters; blocks fenced as ```` ```xml bad ```` and ```` ```xml good ```` are its examples,
with the name of a file behind where there are several.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Literal

_FOLDER = Path(__file__).with_name("explanations")
_FAMILY = re.compile(r"[A-Z]+")
_SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^```(\w+) (bad|good)(?: (\S+))?\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of a file that breaks a rule or keeps it; `name` is the file's where it matters."""

    kind: Literal["bad", "good"]
    text: str
    language: str = "xml"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a rule is there, in paragraphs, with examples."""

    why: str
    examples: tuple[Example, ...]

    @property
    def plain(self) -> str:
        """The explanation without markup, the examples set in."""
        return "\n\n".join(
            [
                self.why.replace("`", ""),
                *(f"{_heading(example)}:\n\n{indent(example.text.rstrip(), '    ')}" for example in self.examples),
            ]
        )

    @property
    def markdown(self) -> str:
        """The explanation in Markdown."""
        fenced = (f"**{_heading(each)}**\n\n```{each.language}\n{each.text}```" for each in self.examples)
        return "\n\n".join([self.why, *fenced])


def explanation(code: str) -> Explanation | None:
    """Return what is said about a code, or about its family; None if there is nothing."""
    family = _FAMILY.match(code)
    if family is None:
        return None
    sections = _sections(family[0])
    return sections.get(code) or sections.get(family[0])


@cache
def _sections(family: str) -> dict[str, Explanation]:
    file = _FOLDER / f"{family}.md"
    if not file.is_file():
        return {}
    return {code: _read(body) for code, body in _SECTION.findall(file.read_text("utf-8"))}


def _read(body: str) -> Explanation:
    found = _EXAMPLE.findall(body)
    examples = tuple(Example(kind, text, language, name) for language, kind, name, text in found)
    paragraphs = _EXAMPLE.sub("", body).strip().split("\n\n")
    return Explanation("\n\n".join(" ".join(each.split()) for each in paragraphs if each.strip()), examples)


def _heading(example: Example) -> str:
    title = "Wrong" if example.kind == "bad" else "Right"
    return f"{title}, {example.name}" if example.name else title
