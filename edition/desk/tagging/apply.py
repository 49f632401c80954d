"""Puts accepted proposals into a file, and proves that nothing else in it is changed."""

from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from edition.desk.proof import adds_only
from edition.desk.tagging.propose import Choice, Proposal
from edition.desk.tokens import Token
from edition.errors import EditionError

WRITTEN = frozenset(
    "persName placeName orgName name rs geogName settlement country region objectName eventName date time".split()
)


class TagError(EditionError):
    """A file was left as it was: with the tags it would not be the same file with more tags."""


class Accepted(NamedTuple):
    """A proposal, and the way to encode it that was chosen."""

    proposal: Proposal
    choice: Choice


def tagged(text: str, accepted: Iterable[Accepted], encoding: str = "utf-8") -> str:
    """Return a file's text with the accepted tags in it and all else as it was; TagError if that cannot be."""
    chosen = list(accepted)
    made = with_tags(text, chosen, encoding)
    linked = sum(bool(each.proposal.tag) for each in chosen)
    if not adds_only(text, made, WRITTEN, len(chosen) - linked, linked):
        raise TagError("the tags do not go into this file without a change of its text")
    return made


def with_tags(text: str, accepted: Iterable[Accepted], encoding: str = "utf-8") -> str:
    """Return a file's text with tags in it; nothing is proved."""
    parts, place = [], 0
    for proposal, choice in sorted(accepted):
        parts += [text[place : proposal.start], start_tag(proposal, choice, encoding)]
        if not proposal.tag:
            parts += [text[proposal.start : proposal.end], f"</{proposal.prefix}{choice.element}>"]
        place = proposal.end
    return "".join((*parts, text[place:]))


def start_tag(proposal: Proposal, choice: Choice, encoding: str = "utf-8") -> str:
    """Return the start tag of a choice as it is written into the file, in letters that its encoding has."""
    attributes = "".join(f" {name}={_quoted(value)}" for name, value in choice.attributes)
    attributes = attributes.encode(encoding, "xmlcharrefreplace").decode(encoding)
    if not proposal.tag:
        return f"<{proposal.prefix}{choice.element}{attributes}>"
    token = Token("start", proposal.tag)
    end = token.places()[-1].end() if token.places() else 1 + len(token.name)
    return f"{token.text[:end]}{attributes}{token.text[end:]}"


def _quoted(value: str) -> str:
    return quoteattr(value) if '"' not in value else '"' + quoteattr(value)[1:-1].replace('"', "&quot;") + '"'
