"""The commands of the editor's desk: options in, exit status out."""

import sys
from pathlib import Path

import click

from edition.options import CLEAN, SOURCES_HAVE_ERRORS, Choices, editions, report, shared_options


@click.command()
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

    status, count, new = CLEAN, 0, 0
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
        click.echo(_said(new, count, done=not (check or diff)), err=True)
    return max(status, SOURCES_HAVE_ERRORS if check and new else CLEAN)


def _said(new: int, count: int, *, done: bool) -> str:
    files = f"{count} file{'' if count == 1 else 's'}"
    return f"{new} of {files} {'formatted' if done else 'would be formatted'}" if new else f"{files}: nothing to format"
