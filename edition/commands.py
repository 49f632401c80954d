"""The commands of the editor's desk: options in, exit status out."""

import os
import signal
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from edition.errors import UsageError
from edition.examples import epilog
from edition.options import (
    CLEAN,
    SOURCES_HAVE_ERRORS,
    WRONG_USAGE,
    Choices,
    default_path,
    editions,
    process_option,
    report,
    shared_options,
    wants_colour,
)

if TYPE_CHECKING:
    from edition.model import Finding


@click.command(epilog=epilog("fmt"))
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; name what would change, and exit 1.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--sort-attributes", is_flag=True, help="Also put the attributes of each element in one order.")
@click.option("--indent", type=click.IntRange(0, 16), default=2, show_default=True, help="Blanks a level.")
@shared_options(schema=False)
def fmt(paths: tuple[Path, ...], check: bool, diff: bool, sort_attributes: bool, indent: int, choices: Choices) -> int:
    """Format the TEI files in each PATH, and change no text.

    Between elements that hold elements only, each stands on a line of its own, indented; within tags the blanks are
    put in order. Mixed content, comments, entities and processing instructions stay as they are. What is written is
    proved to say the same; a file that is not well-formed is reported and left alone.
    """
    from edition.desk.fmt import format_all, write
    from edition.desk.layout import Style
    from edition.pipeline import reported, sources_of

    status, count, new, broken = CLEAN, 0, 0, 0
    for edition in editions(paths, choices):
        sources = [
            source
            for source in sources_of(edition)
            if edition.reported is None or source.path.resolve() in edition.reported
        ]
        style = Style(indent=indent, sort_attributes=sort_attributes)
        for each in format_all(sources, edition.config.sources.limits, style):
            count += 1
            if each.findings:
                broken += 1
                found = reported(edition, sources, (), each.findings)
                status = max(status, report(found, [each.path], choices, sys.stdout))
            if not each.is_new:
                continue
            new += 1
            if diff:
                click.echo(each.diff(str(each.path)), nl=False)
            elif check or not choices.quiet:
                click.echo(each.path)
            if not (check or diff):
                write(each)
    if not choices.quiet:
        click.echo(_said(new, count, broken, done=not (check or diff)), err=True)
    return max(status, SOURCES_HAVE_ERRORS if check and new else CLEAN)


def _said(new: int, count: int, broken: int, *, done: bool) -> str:
    files = f"{count} file{'' if count == 1 else 's'}"
    said = f"{new} of {files} {'formatted' if done else 'would be formatted'}" if new else f"{files}: nothing to format"
    return f"{said}; {broken} left alone because of errors" if broken else said


@click.command(short_help="Show the site in a browser; it follows every save.", epilog=epilog("serve"))
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on [default: 8000, else a free one].")
@click.option("--no-open", "opens", is_flag=True, flag_value=False, default=True, help="Open no browser.")
@click.option(
    "--editor",
    default="",
    metavar="COMMAND",
    help="What opens a source at a line: code, emacs …, a command with {file} and {line}, or an address.",
)
@click.option("--schema", multiple=True, metavar="SCHEMA", help="Check against this file or kept schema, too.")
@process_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")
@click.option("-v", "--verbose", is_flag=True, expose_value=False, help="Show the details of a failure of the program.")
def serve(path: Path | None, schema: tuple[str, ...], jobs: int, quiet: bool, **window: Any) -> int:
    """Show the site of the TEI documents in PATH on this machine, and follow every save.

    A page changes in the browser as soon as its source is saved; what is wrong with it is shown over the page and here.
    Alt and a click on a passage, or F2, opens its source in the editor. Nobody else can see the site. Ctrl-C ends it.
    """
    from edition.config import CONFIG_NAME
    from edition.desk.live.editor import choose
    from edition.desk.live.serve import Tellers, Wishes
    from edition.desk.live.serve import serve as run
    from edition.live import build_whole, make_quickly
    from edition.project import open_editions

    place = path or default_path()
    if not place.exists():
        raise UsageError(f"{place} does not exist")
    edition = open_editions([place], schemas=schema)[0]
    site, brief = edition.config.site, not edition.config.is_project
    editor = choose(window["editor"], site.editor, edition.config.folder / CONFIG_NAME)

    def ready(address: str) -> None:
        click.echo(f"{address} follows {edition.folder}; Ctrl-C ends it", err=True)
        if window["opens"] and _has_windows():
            webbrowser.open(address)

    def said(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    files = (*(each.path for each in edition.schemas), site.css, site.labels, site.xslt)
    others = tuple(each for each in files if each is not None)
    wishes = Wishes(place, edition.folder, others, schema, jobs, brief, window["port"] or 0, editor)
    with _ended_by_signals():
        run(wishes, build_whole, make_quickly, Tellers(ready, said, lambda found: _tell(found, brief=brief)))
    said("")  # behind the ^C of the terminal
    return CLEAN


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let whatever usually ends a program in a terminal end one orderly."""
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            before[number] = signal.signal(number, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(findings: "Sequence[Finding]", *, brief: bool) -> None:
    """Write findings to the terminal; of a folder that is no project, a count of its warnings."""
    from edition.report import Style, write

    if not findings:
        click.echo("nothing is wrong", err=True)
        return
    files = sorted({finding.file for finding in findings})
    # What was found out of one file comes whole.
    short = brief and any(not finding.message for finding in findings)
    write(findings, "text", sys.stderr, Style(Path.cwd(), files, wants_colour(sys.stderr), brief=short))


def _has_windows() -> bool:
    """Tell whether there is a screen to open a browser on: else Python would start one in the terminal."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


@click.command(short_help="Begin an edition: a project with a sample to replace.", epilog=epilog("new"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--kind",
    type=click.Choice(["documents", "letters", "drama", "critical"]),
    help="What is edited [default: documents].",
)
@click.option("--title", help="The title of the edition [default: the name of DIR].")
@click.option("--language", metavar="TAG", help="The language of its interface: en, de, fr, ru, fa [default: en].")
@click.option("--editor", metavar="NAME", help="Who edits [default: the editors].")
@click.option("-q", "--quiet", is_flag=True, help="Ask nothing, and say nothing.")
@click.option("-v", "--verbose", is_flag=True, expose_value=False, help="Show the details of a failure of the program.")
def new(folder: Path, quiet: bool, **given: str | None) -> int:
    """Begin an edition in DIR: a project that validates and builds at once, with a sample to replace.

    It has settings, a schema that editors find, registers, a README, and workflows that check and publish it on GitHub
    and GitLab. On a terminal it asks for what no option says. No file that is there is touched.
    """
    from edition.desk.new import KINDS, Wanted, checked_language
    from edition.desk.new import new as make
    from edition.desk.wording import words

    usual = {"kind": "documents", "title": folder.resolve().name, "language": "en", "editor": ""}
    asks = sys.stdin.isatty() and not quiet
    chosen: dict[str, str] = {}
    for key, otherwise in usual.items():
        answer = given[key]
        if answer is None and asks:
            choice = click.Choice(KINDS) if key == "kind" else None
            default = otherwise or words(chosen["language"])["editors"]
            answer = click.prompt(key.capitalize(), default=default, type=choice)
        chosen[key] = otherwise if answer is None else answer
    checked_language(chosen["language"])
    kind = next(each for each in KINDS if each == chosen["kind"])
    files = make(folder, Wanted(kind, chosen["title"], chosen["language"], chosen["editor"]))
    if not quiet:
        for path in files:
            click.echo(path)
        click.echo(f"{len(files)} files; to see the edition: edition serve {folder}", err=True)
    return CLEAN


@click.command("import", short_help="Make TEI drafts of transcripts: text, Markdown, DOCX.", epilog=epilog("import"))
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="Where the drafts go."
)
@click.option(
    "--kind",
    type=click.Choice(["auto", "letter", "telegram", "conversation", "play", "report"]),
    default="auto",
    show_default=True,
    help="What the transcripts are.",
)
@click.option("--language", default="", metavar="TAG", help="Their language, as en or ru; guessed if not given.")
@click.option("--encoding", default="", metavar="NAME", help="The encoding of plain text, if it is not UTF-8.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")
@click.option("-v", "--verbose", is_flag=True, expose_value=False, help="Show the details of a failure of the program.")
def import_(files: tuple[Path, ...], output: Path, kind: str, language: str, encoding: str, quiet: bool) -> int:
    """Make TEI drafts of transcripts: plain text, Markdown or DOCX, one draft of each FILE.

    Found are title, dateline, sender and addressee, turns of a talk, notes, editorial brackets, dates, references to
    archives and more; all that is a guess has @cert and @resp. No word of a transcript is lost, and no file is
    written over. A summary says what to check.
    """
    from edition.config import find_project, load
    from edition.desk.importing.folder import Wish, import_all

    if folders := [path for path in files if path.is_dir()]:
        raise UsageError(f"{folders[0]} is a folder; name the transcripts in it, as {folders[0] / '*.txt'}")

    config = load(find_project(output) or output)
    schemas = (config.folder / name for name in (*config.schema.grammar, *config.schema.schematron))
    wish = Wish(kind, language, encoding, config.language, tuple(schemas))
    status = CLEAN
    for each in import_all(files, output, wish):
        if each.error:
            click.echo(f"edition: {each.error}{f': {each.path} is left' if each.is_left else ''}", err=True)
            status = max(status, WRONG_USAGE if each.is_left else SOURCES_HAVE_ERRORS)
        elif not quiet:
            click.echo("\n".join(each.summary), err=True)
    return status
