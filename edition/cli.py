"""Every command: options in, exit status out. The work is done elsewhere, and imported when a command needs it."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from edition import __version__
from edition.errors import EditionError, UsageError

if TYPE_CHECKING:
    from edition.model import Finding
    from edition.pipeline import Edition
    from edition.report import Format

CLEAN, SOURCES_HAVE_ERRORS, WRONG_USAGE, CANNOT_FINISH, INTERRUPTED = 0, 1, 2, 3, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="edition")
def cli() -> None:
    """Build a scholarly edition from TEI XML: check the sources, make the site, set the book."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the options that all checking commands share have chosen."""

    form: "Format"
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    strict: bool
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
    formats = click.Choice(["text", "concise", "json"])
    for option in (
        click.option("--format", "form", type=formats, default="text", show_default=True, help="How findings look."),
        click.option("--select", multiple=True, metavar="CODE", help="Report only these codes, or their beginnings."),
        click.option("--ignore", multiple=True, metavar="CODE", help="Pass over these codes, or their beginnings."),
        click.option("--strict", is_flag=True, help="Treat warnings as errors."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but findings."),
        click.option("-v", "--verbose", is_flag=True, help="Show the details of a failure of the program."),
    ):
        decorated = option(decorated)
    return decorated


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
    built = run(edition, output, pdf=pdf, keep_going=keep_going)
    status = _report(built.findings, built.checked, choices, sys.stderr if choices.form == "text" else sys.stdout)
    if built.files is None:
        click.echo(f"The sources have errors: {output} was left as it was.", err=True)
    elif not choices.quiet:
        click.echo(f"{built.files} files in {output}; open {output / 'index.html'}", err=True)
    return status


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@_choices
def validate(paths: tuple[Path, ...], choices: Choices) -> int:
    """Check the TEI documents in each PATH, and write nothing.

    PATH is a project (a folder with edition.toml), any folder of TEI, or one TEI file; a file of a project is
    checked against the whole project. Checked are well-formedness, ids, references, dates and names.
    """
    from edition.pipeline import check

    checks = [check(edition) for edition in _editions(paths, choices)]
    findings = [finding for checked in checks for finding in checked.findings]
    return _report(findings, sum(len(checked.sources) for checked in checks), choices, sys.stdout)


def _editions(paths: Sequence[Path], choices: Choices) -> "list[Edition]":
    from edition.pipeline import open_editions

    return open_editions(paths or [_default_path()], choices.select, choices.ignore, strict=choices.strict)


def _default_path() -> Path:
    here = Path()
    if (here / "edition.toml").is_file():
        return here
    if (here / "tei").is_dir():
        return here / "tei"
    raise UsageError("there is no edition.toml and no folder tei/ here; name a folder of TEI documents")


def _report(findings: "Sequence[Finding]", files: int, choices: Choices, stream: TextIO) -> int:
    """Write the findings and return the exit status that they mean."""
    from edition.report import Style, write

    if choices.quiet and choices.form == "text" and not findings:
        return CLEAN
    write(findings, choices.form, stream, Style(Path.cwd(), files, _wants_colour(stream)))
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
