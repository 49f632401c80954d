"""Every command: options in, exit status out. The work is done elsewhere, and imported when a command needs it."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from edition import __version__
from edition.errors import EditionError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from edition.model import Finding
    from edition.project import Edition
    from edition.report import Format

_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)

CLEAN, SOURCES_HAVE_ERRORS, WRONG_USAGE, CANNOT_FINISH, INTERRUPTED = 0, 1, 2, 3, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="edition")
def cli() -> None:
    """Build a scholarly edition from TEI XML: check the sources, make the site, set the book."""


def _cores() -> int:
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Choices:
    """What the options that all checking commands share have chosen."""

    form: "Format"
    schema: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    baseline: Path | None
    strict: bool
    jobs: int
    quiet: bool
    verbose: bool


def _choices(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of `Choices` to a command, which gets them as its argument `choices`."""

    def wrapped(**arguments: Any) -> Any:
        own = {name: arguments.pop(name) for name in Choices.__dataclass_fields__}
        return command(**arguments, choices=Choices(**own))

    wrapped.__doc__ = command.__doc__
    wrapped.__name__ = command.__name__
    decorated: Callable[..., Any] = wrapped
    formats = click.Choice(["text", "concise", "json", "sarif", "junit", "github"])
    codes: dict[str, Any] = {"multiple": True, "metavar": "CODE", "callback": _codes}
    for option in (
        click.option("--format", "form", type=formats, default="text", show_default=True, help="How findings look."),
        click.option(
            "--schema", multiple=True, metavar="SCHEMA", help="Check against this file (.rng .rnc .sch) or kept schema."
        ),
        click.option("--select", **codes, help="Report only these codes, or their beginnings."),
        click.option("--ignore", **codes, help="Pass over these codes, or their beginnings."),
        click.option("--baseline", type=_FILE, help="Report only what is not in this file of --write-baseline."),
        click.option("--strict", is_flag=True, help="Treat warnings as errors."),
        click.option(
            "-j", "--jobs", type=click.IntRange(1), default=_cores, help="Worker processes [default: the cores]."
        ),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but findings."),
        click.option("-v", "--verbose", is_flag=True, help="Show the details of a failure of the program."),
    ):
        decorated = option(decorated)
    return decorated


def _codes(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Take several codes in one word, as in `--select REF,DAT`."""
    return tuple(code.strip() for word in given for code in word.split(","))


@cli.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Where the site goes: a folder that is absent, empty, or a site built before.",
)
@click.option("--pdf", is_flag=True, help="Also set the book, OUTPUT/book.pdf.")
@click.option("--keep-going", is_flag=True, help="Leave broken documents out and build the rest; still exits 1.")
@_choices
def build(path: Path | None, output: Path, pdf: bool, keep_going: bool, choices: Choices) -> int:
    """Build the site of the TEI documents in PATH.

    PATH is a project (a folder with edition.toml), any folder of TEI, or one TEI file. Without it: the current
    folder if it has an edition.toml, else its folder tei/.
    """
    from edition.pipeline import build as run

    edition = _editions([path] if path else [], choices)[0]
    with _workers(choices) as workers:
        built = run(edition, output, workers, pdf=pdf, keep_going=keep_going)
    files = [source.path for source in built.sources]
    status = _report(built.findings, files, choices, sys.stderr if choices.form == "text" else sys.stdout)
    if built.files is None:
        click.echo(f"No document can be published: {output} was left as it was.", err=True)
        status = SOURCES_HAVE_ERRORS
    elif not choices.quiet:
        click.echo(f"{built.files} files in {output}; open {output / 'index.html'}", err=True)
    return status


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--changed-since", metavar="REV", help="Report only files changed since a revision of git, and what refers to them."
)
@click.option("--write-baseline", type=_FILE, help="Accept all findings of today in this file.")
@click.option("--svrl", type=_FOLDER, help="Also write what Schematron says as SVRL, into this folder.")
@_choices
def validate(
    paths: tuple[Path, ...],
    changed_since: str | None,
    write_baseline: Path | None,
    svrl: Path | None,
    choices: Choices,
) -> int:
    """Check the TEI documents in each PATH, and write nothing.

    PATH is a project (a folder with edition.toml), any folder of TEI, or one TEI file; a file of a project is
    checked against the whole project. Checked are well-formedness, the schemas (of edition.toml, --schema and the
    documents themselves), ids, references, dates, speakers and names.
    """
    from edition.pipeline import check, export_svrl
    from edition.project import since

    editions = _editions(paths, choices)
    if write_baseline and (changed_since or choices.baseline):
        raise UsageError("--write-baseline goes with neither --baseline nor --changed-since: it would lose findings")
    if changed_since is not None:
        editions = [since(edition, changed_since) for edition in editions]
    if write_baseline:
        editions = [replace(edition, baseline=None) for edition in editions]
    with _workers(choices) as workers:
        checks = [check(edition, workers) for edition in editions]
    for edition, checked in zip(editions, checks, strict=True):
        if svrl:
            export_svrl(edition, checked, svrl)
        if checked.notice and choices.form == "text" and not choices.quiet:
            click.echo(f"edition: {checked.notice}", err=True)
    findings: Sequence[Finding] = [finding for checked in checks for finding in checked.findings]
    files = [source.path for checked in checks for source in checked.sources]
    if write_baseline:
        findings = _accept(findings, write_baseline, choices)
    return _report(findings, files, choices, sys.stdout)


@cli.group()
def schema() -> None:
    """Keep schemas for this user."""


@schema.command("add")
@click.argument("origin", metavar="FILE|ADDRESS|NAME")
@click.option("--name", help="The name to keep it under; without it, that of the file.")
def schema_add(origin: str, name: str | None) -> int:
    """Keep a schema under a name: from a file, an https address, or a customisation of the TEI (tei_all …).

    This is the only command that ever uses a network. What is kept serves `--schema NAME` and edition.toml; tei_all
    also serves documents that have no other grammar.
    """
    from edition.schemas.keep import add

    kept = add(origin, name)
    click.echo(f"{kept.name}: {kept.path} (SHA-256 {kept.sha256})")
    return CLEAN


@cli.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rules(form: str) -> int:
    """List all rules: their codes, how grave they are in a project and elsewhere, and what they find."""
    from edition.report.explain import as_json, as_table

    click.echo(as_json() if form == "json" else as_table(), nl=False)
    return CLEAN


@cli.command()
@click.argument("code")
def explain(code: str) -> int:
    """Say why the rule CODE is there, with a wrong and a right example, and how to switch it off."""
    from edition.report.explain import explain as explained

    click.echo(explained(code), nl=False)
    return CLEAN


def _accept(findings: "Sequence[Finding]", file: Path, choices: Choices) -> "list[Finding]":
    """Write the baseline, and return what cannot be accepted."""
    from edition.report.baseline import new
    from edition.report.baseline import write_baseline as write

    count = write(file, findings)
    if not choices.quiet:
        click.echo(f"{count} finding{'' if count == 1 else 's'} accepted in {file}", err=True)
    return new(findings, file)


def _editions(paths: Sequence[Path], choices: Choices) -> "list[Edition]":
    from edition.project import open_editions

    return open_editions(
        paths or [_default_path()],
        choices.select,
        choices.ignore,
        choices.schema,
        baseline=choices.baseline,
        strict=choices.strict,
    )


@contextmanager
def _workers(choices: Choices) -> "Iterator[Executor | None]":
    """Give processes to share the work, started when the first work comes; none for one job."""
    if choices.jobs == 1:
        yield None
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Spawned, not forked: Saxon's runtime has threads, which do not survive a fork.
    with ProcessPoolExecutor(choices.jobs, mp_context=multiprocessing.get_context("spawn")) as executor:
        yield executor


def _default_path() -> Path:
    here = Path()
    if (here / "edition.toml").is_file():
        return here
    if (here / "tei").is_dir():
        return here / "tei"
    raise UsageError("there is no edition.toml and no folder tei/ here; name a folder of TEI documents")


def _report(findings: "Sequence[Finding]", files: Sequence[Path], choices: Choices, stream: TextIO) -> int:
    """Write the findings and return the exit status that they mean."""
    from edition.report import Style, write

    if choices.quiet and choices.form == "text" and not findings:
        return CLEAN
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    style = Style(Path.cwd(), files, _wants_colour(stream), Path(summary) if summary else None)
    write(findings, choices.form, stream, style)
    return SOURCES_HAVE_ERRORS if any(finding.severity == "error" for finding in findings) else CLEAN


def _wants_colour(stream: TextIO) -> bool:
    return "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb" and stream.isatty()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; a user never sees a traceback unless `-v` asks for it."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = cli.main(args=words, prog_name="edition", standalone_mode=False)
    except click.exceptions.Abort:
        status = INTERRUPTED
    except click.ClickException as error:
        error.show()
        status = WRONG_USAGE
    except EditionError as error:
        click.echo(f"edition: {error}", err=True)
        status = error.exit_status
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        status = CLEAN
    except Exception as error:  # a bug: one line, and the details for whoever asks
        if {"-v", "--verbose"} & set(words):
            raise
        click.echo(f"edition: internal error: {type(error).__name__}: {error} (-v shows the details)", err=True)
        status = CANNOT_FINISH
    sys.exit(status if isinstance(status, int) else CLEAN)


if __name__ == "__main__":
    main()
