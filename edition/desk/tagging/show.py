"""What `edition tag` has found, in words, in lines and as JSON."""

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from edition.desk.tagging.apply import Accepted, start_tag
from edition.desk.tagging.propose import Choice, Proposal
from edition.desk.tagging.run import File
from edition.desk.tagging.unlisted import Unlisted

_MOST = 30  # names in no register that are shown


class _Lines:
    """Lines and columns of a text; both start at 1, and count characters."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer(r"\r\n?|\n", text))]

    def at(self, place: int) -> tuple[int, int]:
        """Return line and column of a place."""
        line = bisect_right(self._starts, place)
        return line, place - self._starts[line - 1] + 1


def lines(file: File, accepted: Sequence[Accepted]) -> str:
    """Return the proposals for a file, a line each; what is accepted has a plus in front."""
    where = _Lines(file.text)
    taken = {each.proposal for each in accepted}
    return "".join(f"{'+ ' if each in taken else ''}{_line(file.path, each, where)}\n" for each in file.proposals)


def _line(path: Path, proposal: Proposal, where: _Lines) -> str:
    line, column = where.at(proposal.start)
    tags = " or ".join(start_tag(proposal, choice) for choice in proposal.choices)
    context = f"{_end(proposal.before)}[{proposal.words}]{_start(proposal.after)}"
    return f"{path}:{line}:{column}: {proposal.confidence:.2f} {context} {tags} ({proposal.because})"


def _end(text: str) -> str:
    return text if len(text) < 25 else f"…{text[-24:]}"  # noqa: PLR2004


def _start(text: str) -> str:
    return text if len(text) < 25 else f"{text[:24]}…"  # noqa: PLR2004


def question(file: File, proposal: Proposal, count: str) -> str:
    """Return a proposal as someone is asked about it: where it is, its context, and what may be written."""
    line, column = _Lines(file.text).at(proposal.start)
    # what a date means stands in its tag already
    choices = [
        f"{start_tag(proposal, choice)}{'' if '=' in choice.means else f'  {choice.means}'}"
        for choice in proposal.choices
    ]
    if proposal.is_ambiguous:
        choices = [f"{number}  {choice}" for number, choice in enumerate(choices, 1)]
    shown = "".join(f"    {choice}\n" for choice in choices)
    return (
        f"\n{file.path}:{line}:{column} ({count})\n  …{proposal.before}[{proposal.words}]{proposal.after}…\n{shown}"
        f"    {proposal.confidence:.2f}: {proposal.because}\n"
    )


def keys(proposal: Proposal) -> str:
    """Return what each answer to such a question does, a line each."""
    if proposal.is_ambiguous:
        numbers = ", ".join(str(number) for number in range(1, len(proposal.choices) + 1))
        own = [(numbers, "encode it as shown behind the number"), ("n", "none of these (so does Enter)")]
    else:
        own = [("y", "encode it as shown"), ("n", "leave it as it is (so does Enter)")]
        own += [("s", "always: encode these words so wherever they stand")]
    every = [
        ("x", "never: ask for these words no more"),
        ("a", "encode all the rest that is not ambiguous, and ask no more"),
        ("q", "ask no more; what was accepted is written"),
    ]
    return "".join(f"    {key}  {what}\n" for key, what in (*own, *every))


class Sum(NamedTuple):
    """What a run came to: files, passages found, how many of these are ambiguous, and how many were encoded."""

    files: int = 0
    found: int = 0
    ambiguous: int = 0
    written: int = 0

    def plus(self, file: File, accepted: Sequence[Accepted]) -> "Sum":
        """Return the sum with one more file."""
        ambiguous = sum(proposal.is_ambiguous for proposal in file.proposals)
        more = (1, len(file.proposals), ambiguous, len(accepted))
        return Sum(*(one + two for one, two in zip(self, more, strict=True)))


def in_words(total: Sum, unlisted: Sequence[Unlisted]) -> str:
    """Return the names that no register has, and what the run came to."""
    said = []
    if unlisted:
        said.append("In no register; what each is, is a guess, with its confidence:")
        said += [f"  {each.times:>4}  {each.name}  {each.confidence:.2f}  {each.stub}" for each in unlisted[:_MOST]]
        if len(unlisted) > _MOST:
            said.append(f"  … and {len(unlisted) - _MOST} more; a higher --unlisted shows fewer, --format json all")
    found = f"{_count(total.found, 'passage')} found in {_count(total.files, 'file')}"
    unsure = f", {total.ambiguous} of them ambiguous" if total.ambiguous else ""
    return "".join(f"{line}\n" for line in (*said, f"{found}{unsure}; {total.written} written"))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def passages(file: File, accepted: Sequence[Accepted], folder: Path) -> list[dict[str, Any]]:
    """Return what was found in a file as values for JSON; its name is relative to `folder`, where it can be."""
    where = _Lines(file.text)
    taken = {each.proposal: each.choice for each in accepted}
    return [_passage(file, proposal, where, taken.get(proposal), folder) for proposal in file.proposals]


def as_json(found: Sequence[dict[str, Any]], unlisted: Sequence[Unlisted]) -> str:
    """Return all that was found: `passages` and `unlisted`."""
    names = [
        {
            "name": each.name,
            "count": each.times,
            "kind": each.kind,
            "confidence": each.confidence,
            "examples": each.examples,
            "stub": each.stub,
        }
        for each in unlisted
    ]
    return json.dumps({"passages": list(found), "unlisted": names}, ensure_ascii=False, indent=2) + "\n"


def _passage(file: File, proposal: Proposal, where: _Lines, taken: Choice | None, folder: Path) -> dict[str, Any]:
    (line, column), (end_line, end_column) = where.at(proposal.start), where.at(proposal.end)
    path = file.path.resolve()
    return {
        "file": path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(file.path),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "text": proposal.words,
        "encoded": bool(proposal.tag),
        "before": proposal.before,
        "after": proposal.after,
        "confidence": proposal.confidence,
        "because": proposal.because,
        "choices": [
            {"element": choice.element, "attributes": dict(choice.attributes), "means": choice.means}
            for choice in proposal.choices
        ],
        "written": proposal.choices.index(taken) if taken else None,
    }
