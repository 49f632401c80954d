"""The command `edition tag`: options in, exit status out, and the dialogue with whoever accepts."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from edition.errors import UsageError
from edition.examples import epilog
from edition.options import CLEAN, SOURCES_HAVE_ERRORS, Choices, editions, report

if TYPE_CHECKING:
    from edition.desk.tagging.apply import Accepted
    from edition.desk.tagging.propose import Choice, Proposal
    from edition.desk.tagging.run import File, Run
    from edition.desk.tagging.show import Sum
    from edition.desk.tagging.unlisted import Unlisted

_CHECKED = 0.9


def _confidence(_context: click.Context, _option: click.Parameter, given: str | None) -> float | None:
    """Return the least confidence that is accepted: 0 for “all”, None if none was given."""
    if given is None:
        return None
    try:
        least = 0.0 if given == "all" else float(given)
    except ValueError:
        least = -1.0
    if not 0 <= least <= 1:
        raise click.BadParameter(f"{given} is neither “all” nor a confidence between 0 and 1")
    return least


@dataclass(frozen=True, slots=True)
class _Given:
    """What the options say; `mode` is "" where none of them does."""

    paths: tuple[Path, ...]
    accept: float | None
    mode: Literal["ask", "list", "check", ""]
    only: str | None
    header: bool
    registers: tuple[Path, ...]
    unlisted: int
    form: str
    quiet: bool
    verbose: bool

    @property
    def is_asking(self) -> bool:
        """Whether each proposal is shown to someone who answers."""
        return self.mode == "ask" or (
            not self.mode and self.accept is None and self.form == "text" and _at_a_terminal()
        )


@dataclass(slots=True)
class _Result:
    """What a run has come to; `passages` are kept for JSON alone, since the files of an edition may be many."""

    total: "Sum"
    passages: list[dict[str, Any]] = field(default_factory=list)
    unlisted: "list[Unlisted]" = field(default_factory=list)
    status: int = CLEAN


@click.command(short_help="Find names of the registers, and dates, not yet encoded.", epilog=epilog("tag"))
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--accept", callback=_confidence, metavar="all|0.9", help="Write what is as sure as that, and nothing ambiguous."
)
@click.option("--ask", "mode", flag_value="ask", help="Ask for each; on a terminal that is what happens anyway.")
@click.option("--list", "mode", flag_value="list", help="Only list what is found.")
@click.option(
    "--check", "mode", flag_value="check", help="Only list, and exit 1 if something is as sure as --accept [0.9]."
)
@click.option("--only", type=click.Choice(["names", "dates"]), help="Look for these alone.")
@click.option("--header", is_flag=True, help="Look in the headers, too.")
@click.option(
    "--register",
    "registers",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Also take the names of this file or folder; repeatable.",
)
@click.option(
    "--unlisted",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    metavar="N",
    help="Also list names that come N times, or in a correspDesc, and are in no register; 0 lists none.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How what is found looks.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Show the details of a failure of the program.")
def tag(**options: Any) -> int:
    """Find names of the registers, and dates, that the TEI files in each PATH have not encoded.

    Each is shown with its context and a confidence, and written only where it is accepted: all above a confidence, or
    one by one. Nothing else in a file changes, not a byte. An ambiguous name is never written unless one is chosen.
    """
    from edition.desk.tagging.show import as_json, in_words

    given = _Given(**{**options, "mode": options["mode"] or ""})
    if given.accept is not None and given.mode in ("ask", "list"):
        raise UsageError(f"--accept and --{given.mode} do not go together")
    result = _gone_through(given)
    if given.form == "json":
        click.echo(as_json(result.passages, result.unlisted), nl=False)
    elif not given.quiet:
        click.echo(in_words(result.total, result.unlisted), err=True, nl=False)
    return result.status


def _gone_through(given: _Given) -> _Result:
    from edition.desk.fmt import write
    from edition.desk.tagging.propose import Wanted
    from edition.desk.tagging.run import chosen
    from edition.desk.tagging.show import Sum, lines, passages

    result, dialogue, here = _Result(Sum()), _Dialogue(), Path.cwd()
    wanted = Wanted(given.only != "dates", given.only != "names", given.header)
    choices = Choices("text", (), (), None, strict=False, jobs=1, quiet=given.quiet, verbose=given.verbose)
    for run in _runs(given, choices):
        for file in run.files(wanted):
            if file.findings:
                result.status = max(result.status, report(file.findings, [file.path], choices, sys.stderr))
            accepted: Sequence[Accepted] = ()
            if given.is_asking:
                accepted = dialogue.ask(file)
            elif given.accept is not None and given.mode != "check":
                accepted = chosen(file.proposals, given.accept)
            if given.form == "text" and not (given.quiet or given.is_asking):
                click.echo(lines(file, accepted), nl=False)
            if accepted:
                write(file.with_tags(accepted))
            if given.mode == "check" and chosen(file.proposals, _CHECKED if given.accept is None else given.accept):
                result.status = max(result.status, SOURCES_HAVE_ERRORS)
            if given.form == "json":
                result.passages += passages(file, accepted, here)
            result.total = result.total.plus(file, accepted)
        result.unlisted += run.unlisted(given.unlisted) if given.unlisted else []
    return result


def _runs(given: _Given, choices: Choices) -> "Iterator[Run]":
    """Yield a run for each edition that the paths belong to."""
    from edition.config import Config
    from edition.desk.tagging.run import Run
    from edition.pipeline import sources_of
    from edition.source.discover import discover

    extra = [source for path in given.registers for source in discover(path, Config(path))]
    for edition in editions(given.paths, choices):
        yield Run(edition, sources_of(edition), extra)


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


class _Dialogue:
    """Asks for one proposal after the other."""

    def __init__(self) -> None:
        self._rest = ""
        self._same: set[tuple[str, Choice]] = set()
        self._never: set[str] = set()

    def ask(self, file: "File") -> "list[Accepted]":
        """Return what is accepted in a file.

        After “q” nothing more is, after “a” all that is not ambiguous, after “s” all passages of the same words,
        after “x” none of them.
        """
        from edition.desk.tagging.apply import Accepted

        accepted = []
        for number, proposal in enumerate(file.proposals, 1):
            if proposal.words in self._never:
                continue
            same = (proposal.words, proposal.choices[0])
            answer = "y" if same in self._same else self._rest
            answer = answer or self._answer(file, proposal, f"{number}/{len(file.proposals)}")
            if answer in ("a", "q"):
                self._rest = answer
            if answer == "q":
                break
            if answer == "s":
                self._same.add(same)
            if answer == "x":
                self._never.add(proposal.words)
            if answer.isdigit():
                accepted.append(Accepted(proposal, proposal.choices[int(answer) - 1]))
            elif answer in ("y", "s", "a") and not proposal.is_ambiguous:
                accepted.append(Accepted(proposal, proposal.choices[0]))
        return accepted

    def _answer(self, file: "File", proposal: "Proposal", count: str) -> str:
        from edition.desk.tagging.show import keys, question

        click.echo(question(file, proposal, count), err=True, nl=False)
        numbers = [str(number) for number in range(1, len(proposal.choices) + 1)]
        answers = [*(numbers if proposal.is_ambiguous else ["y", "s"]), "n", "x", "a", "q", "?"]
        asked = "Which one? n none" if proposal.is_ambiguous else "Encode it? y yes, n no, s always this"
        text = f"{asked}, x never this, a all the rest that is clear, q no more, ? help"
        try:
            while True:
                choice = click.Choice(answers)
                answer = str(click.prompt(text, type=choice, default="n", show_choices=False, err=True))
                if answer != "?":
                    return answer
                click.echo(keys(proposal), err=True, nl=False)
        except click.Abort:  # the end of the input, or Ctrl-C: what was accepted before is written
            click.echo(err=True)
            return "q"
