"""Footnotes and endnotes of plain text, and their calls."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from edition.desk.importing.headings import NOTES_HEADS
from edition.desk.importing.roles import Page, Role, Roles, is_short
from edition.desk.importing.spans import Span
from edition.rules.words_of_time import fold

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LABEL = re.compile(
    r"(?:\[(?P<a>\d{1,3}|[a-z]|\*{1,3})\]|\((?P<b>\d{1,3}|\*{1,3})\)|(?P<c>[⁰¹²³⁴-⁹]{1,3})|(?P<d>\*{1,3}|†|‡|"
    r"§)(?=\s?\S))[.:)]?\s?"
)
_NUMBER = re.compile(r"(?P<a>\d{1,3})(?:[.):]|\s)\s?(?=\S)")
_CALL = re.compile(
    r"\[(?P<a>\d{1,3}|[a-z]|\*{1,3})\]|(?<=\S)\((?P<b>\d{1,3}|\*{1,3})\)|(?P<c>[⁰¹²³⁴-⁹]{1,3})|"
    r"(?<=[^\s*])(?P<d>\*{1,3}|†|‡)(?![\w*])"
)
_JOINED = re.compile(r"(?:(?<=[^\W\d_])|(?<=[^\W\d_][.,;:!?)”\"’»]))\d{1,3}(?!\w)")


class Noted(NamedTuple):
    """The notes of a text: their roles, and the calls by the block they stand in."""

    roles: Roles
    calls: Mapping[int, Sequence[Span]]


class _Call(NamedTuple):
    place: int
    start: int
    end: int
    label: str


def number(label: str) -> str:
    """Return the number or sign in a label: 1 of “[1]”, “1.” and “¹”."""
    return label.strip(" []().:").translate(_RAISED)


def notes(page: Page, taken: Roles, prefix: str, resp: str) -> Noted:
    """Return notes that begin with a label which stands in the text before them; ids begin with `prefix`.

    Under a heading “Notes” a plain number is a label, too.
    """
    heads = [place for place, block in enumerate(page) if place not in taken and _is_head(page, place)]
    head = heads[-1] if heads and heads[-1] > 0 else len(page)
    waiting: dict[str, list[_Call]] = {}
    roles: dict[int, Role] = {}
    spans: dict[int, list[Span]] = {}
    glued = _glued(page[:head], taken) if head < len(page) else {}
    number = 0
    for place, block in enumerate(page):
        if place in taken or block.kind not in ("p", "head"):
            continue
        label, length = _label(block.text, behind_head=place > head)
        called = waiting.pop(label, []) if label else []
        if label and (called or place > head):
            number += 1
            called = called or ([glued[label]] if label in glued else [])
            _point(called, f"{prefix}fn{number}", spans, resp)
            cert = "high" if called else "low"
            remark = "" if called else "a note that nothing calls"
            roles[place] = Role(
                "note", cert, f"{prefix}fn{number}", label=length, remark=remark, who="called" if called else ""
            )
        elif place > head and number:
            roles[place] = Role("note-more", "medium")
        for call in _calls(place, block.text, length if place in roles else 0):
            waiting.setdefault(call.label, []).append(call)
    if number and head < len(page):
        roles[head] = Role("notes-head", "high")
    return Noted(roles, spans)


def _is_head(page: Page, place: int) -> bool:
    block = page[place]
    return (is_short(block, 40) or block.kind == "head") and fold(block.text.strip()).strip(" .:") in NOTES_HEADS


def _glued(page: Page, taken: Roles) -> dict[str, _Call]:
    """Return the numbers that are joined to a word at one place only, as calls are whose look was lost."""
    found: dict[str, list[_Call]] = {}
    for place, block in enumerate(page):
        if place not in taken and block.kind == "p":
            for each in _JOINED.finditer(block.text):
                found.setdefault(each[0], []).append(_Call(place, *each.span(), each[0]))
    return {label: calls[0] for label, calls in found.items() if len(calls) == 1}


def _label(text: str, *, behind_head: bool) -> tuple[str, int]:
    """Return the label that a block begins with, and its length with the blank behind it."""
    found = _LABEL.match(text) or (_NUMBER.match(text) if behind_head else None)
    if not found or found.end() >= len(text.rstrip()):
        return "", 0
    return _plain(found), len(found[0].rstrip())


def _plain(found: re.Match[str]) -> str:
    return next(value for value in found.groups() if value).translate(_RAISED)


def _calls(place: int, text: str, start: int) -> list[_Call]:
    return [
        _Call(place, *found.span(), _plain(found)) for found in _CALL.finditer(text, start) if found.start() > start
    ]


def _point(calls: Sequence[_Call], note: str, spans: dict[int, list[Span]], resp: str) -> None:
    """Let calls lead to their note; the first has an id, to which the note leads back."""
    for number, call in enumerate(calls):
        own = (("xml:id", f"{note}-call"),) if number == 0 else ()
        guess = (("cert", "high"), ("resp", resp))
        span = Span(
            call.start,
            call.end,
            "ref",
            (("type", "note"), *own, ("target", f"#{note}"), *guess),
            "call of a note",
            "high",
        )
        spans.setdefault(call.place, []).append(span)
