"""What several commands share: their options, what these choose, and what a command comes to."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from edition.errors import UsageError
from edition.paper import Asked

if TYPE_CHECKING:
    from edition.model import Finding
    from edition.project import Edition
    from edition.report import Format
    from edition.work import Workers

_FILE = click.Path(path_type=Path, dir_okay=False)

CLEAN, SOURCES_HAVE_ERRORS, WRONG_USAGE, CANNOT_FINISH, INTERRUPTED = 0, 1, 2, 3, 130


@dataclass(frozen=True, slots=True)
class Choices:
    """What the options that all checking commands share have chosen."""

    form: "Format"
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    baseline: Path | None
    strict: bool
    jobs: int
    quiet: bool
    verbose: bool
    schema: tuple[str, ...] = ()
    search: bool = True

    def what(self) -> list[object]:
        """Return the choices on which the findings of a run depend."""
        return [self.select, self.ignore, str(self.baseline), self.strict, self.schema, self.search]


def shared_options(*, schema: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds the options of `Choices` to a command, which gets them as its argument `choices`.

    Without `schema` there is no option of that name.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(**arguments: Any) -> Any:
            own = {name: arguments.pop(name) for name in Choices.__dataclass_fields__ if name in arguments}
            return command(**arguments, choices=Choices(**own))

        wrapped.__doc__ = command.__doc__
        wrapped.__name__ = command.__name__
        decorated: Callable[..., Any] = wrapped
        for option in _options(schema):
            decorated = option(decorated)
        return decorated

    return decorate


def book_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of `Asked` to a command, which gets them as its argument `asked`."""

    def wrapped(pdf: bool | None, epub: bool | None, only: tuple[str, ...], **arguments: Any) -> Any:
        return command(**arguments, asked=Asked(pdf, epub, only))

    wrapped.__doc__, wrapped.__name__ = command.__doc__, command.__name__
    wrapped.__dict__.update(command.__dict__)  # where click keeps the options of the decorators below
    decorated: Callable[..., Any] = wrapped
    for option in (
        click.option(
            "--epub/--no-epub", default=None, help="Also make the book for reading systems, OUTPUT/book.epub."
        ),
        click.option("--only", multiple=True, metavar="ID", help="Make only the books of this document; repeatable."),
        click.option(
            "--pdf/--no-pdf",
            default=None,
            help="Also set the book, OUTPUT/book.pdf, and each document, OUTPUT/ID.pdf.",
        ),
    ):
        decorated = option(decorated)
    return decorated


def process_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option of how many processes there are to be, which a command gets as its argument `jobs`."""
    words = "Worker processes [default: the cores]."
    return click.option("-j", "--jobs", type=click.IntRange(1), default=_cores, help=words)(command)


def _options(schema: bool) -> list[Callable[[Callable[..., Any]], Callable[..., Any]]]:
    formats = click.Choice(["text", "concise", "json", "sarif", "junit", "github"])
    codes: dict[str, Any] = {"multiple": True, "metavar": "CODE", "callback": _codes}
    against = click.option(
        "--schema", multiple=True, metavar="SCHEMA", help="Check against this file (.rng .rnc .sch) or kept schema."
    )
    return [
        click.option("--format", "form", type=formats, default="text", show_default=True, help="How findings look."),
        *([against] if schema else []),
        click.option("--select", **codes, help="Report only these codes, or their beginnings."),
        click.option("--ignore", **codes, help="Pass over these codes, or their beginnings."),
        click.option("--baseline", type=_FILE, help="Report only what is not in this file of --write-baseline."),
        click.option("--strict", is_flag=True, help="Treat warnings as errors."),
        process_option,
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong."),
        click.option("-v", "--verbose", is_flag=True, help="Show the details of a failure of the program."),
    ]


def _cores() -> int:
    return os.cpu_count() or 1


def _codes(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Take several codes in one word, as in `--select REF,DAT`."""
    return tuple(code.strip() for word in given for code in word.split(","))


def editions(paths: Sequence[Path], choices: Choices) -> "list[Edition]":
    """Return the editions that paths belong to, or the one that is here, with what the options say of them."""
    from edition.project import open_editions

    return open_editions(
        paths or [default_path()],
        choices.select,
        choices.ignore,
        choices.schema,
        baseline=choices.baseline,
        strict=choices.strict,
    )


def workers(choices: Choices, dask: str | None = None) -> "Workers":
    """Give processes to share the work, started when there is enough of it; none for one job."""
    from edition.work import Workers, dask_cluster, processes

    if dask:
        return Workers(lambda: dask_cluster(dask), choices.jobs)
    return Workers(None if choices.jobs == 1 else lambda: processes(choices.jobs), choices.jobs)


def default_path() -> Path:
    """Return the edition that is here; UsageError if there is none."""
    here = Path()
    if (here / "edition.toml").is_file():
        return here
    if (here / "tei").is_dir():
        return here / "tei"
    raise UsageError(
        "there is no edition.toml and no folder tei/ here; "
        "name a folder of TEI documents, or begin one: edition new DIR"
    )


def report(
    findings: "Sequence[Finding]", files: Sequence[Path], choices: Choices, stream: TextIO, *, brief: bool = False
) -> int:
    """Write the findings, only counts of warnings if it is to be brief; return the exit status that they mean."""
    from edition.report import Style, write

    if choices.quiet and choices.form == "text" and not findings:
        return CLEAN
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    style = Style(Path.cwd(), files, wants_colour(stream), Path(summary) if summary else None, brief)
    write(findings, choices.form, stream, style)
    return SOURCES_HAVE_ERRORS if any(finding.severity == "error" for finding in findings) else CLEAN


def wants_colour(stream: TextIO) -> bool:
    """Tell whether colours may be written to a stream."""
    return "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb" and stream.isatty()
