"""Every command: options in, exit status out. The work is done elsewhere, and imported when a command needs it."""

import gc
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition import __version__
from edition.commands import fmt, import_, new, serve
from edition.errors import EditionError, UsageError
from edition.examples import epilog
from edition.options import (
    CANNOT_FINISH,
    CLEAN,
    INTERRUPTED,
    SOURCES_HAVE_ERRORS,
    WRONG_USAGE,
    Choices,
    book_options,
    default_path,
    editions,
    report,
    shared_options,
    workers,
)
from edition.paper import Asked
from edition.tagging import tag

if TYPE_CHECKING:
    from edition.model import Finding

_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="To begin: edition new my-edition, then edition serve my-edition. Each command has a --help of its own.",
)
@click.version_option(__version__, prog_name="edition")
def cli() -> None:
    """Build a scholarly edition from TEI XML: check the sources, make the site, set the book."""


@cli.command(epilog=epilog("build"))
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Where the site goes: a folder that is absent, empty, or a site built before.",
)
@book_options
@click.option("--keep-going", is_flag=True, help="Leave broken documents out and build the rest; still exits 1.")
@click.option("--no-search", "search", is_flag=True, flag_value=False, default=True, help="Leave the search out.")
@click.option("--dask", metavar="ADDRESS", help="Share the work among the workers of this Dask scheduler.")
@shared_options()
def build(path: Path | None, output: Path, asked: Asked, keep_going: bool, dask: str | None, choices: Choices) -> int:
    """Build the site of the TEI documents in PATH.

    PATH is a project (a folder with edition.toml), any folder of TEI, or one TEI file. Without it: the current
    folder if it has an edition.toml, else its folder tei/.
    """
    from edition.fresh import open_ledger

    place = path or default_path()
    form = () if choices.form == "text" else (choices.form,)
    ledger = open_ledger(place, output, [asked, keep_going, form, *choices.what()])
    wanted = asked.wanted(ledger.config)
    # In a folder that is no project all but a broken file is a warning: how many, and validate says where.
    brief = not form and not ledger.config.is_project and not choices.strict
    if ledger.is_fresh() and ledger.state and (brief or not ledger.state.has_findings):
        if not choices.quiet:
            click.echo(f"{ledger.state.summary}\nNothing has changed; open {output / 'index.html'}", err=True)
        return CLEAN

    from edition.building import build as run
    from edition.project import with_search
    from edition.site.dropped import dropped, in_words

    left = in_words(dropped(output, asked, wanted), output, is_project=ledger.config.is_project)
    edition = with_search(editions([place], choices)[0], wanted=choices.search)
    with workers(choices, dask) as pool:
        built = run(edition, ledger, pool, wanted=wanted, keep_going=keep_going, brief=brief)
    files = [source.path for source in built.sources]
    stream = sys.stderr if choices.form == "text" else sys.stdout
    status = report(built.findings, files, choices, stream, brief=brief)
    if built.files is None:
        click.echo(f"No document can be published: {output} was left as it was.", err=True)
        status = SOURCES_HAVE_ERRORS
    elif not choices.quiet:
        click.echo(f"{built.files} files in {output}; open {output / 'index.html'}", err=True)
    if left and built.files is not None:
        click.echo(f"edition: {left}", err=True)
    return status


@cli.command(epilog=epilog("validate"))
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--changed-since", metavar="REV", help="Report only files changed since a revision of git, and what refers to them."
)
@click.option("--write-baseline", type=_FILE, help="Accept all findings of today in this file.")
@click.option("--svrl", type=_FOLDER, help="Also write what Schematron says as SVRL, into this folder.")
@shared_options()
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

    opened = editions(paths, choices)
    if write_baseline and (changed_since or choices.baseline):
        raise UsageError("--write-baseline goes with neither --baseline nor --changed-since: it would lose findings")
    if changed_since is not None:
        opened = [since(edition, changed_since) for edition in opened]
    if write_baseline:
        opened = [replace(edition, baseline=None) for edition in opened]
    with workers(choices) as pool:
        checks = [check(edition, pool.executor) for edition in opened]
    for edition, checked in zip(opened, checks, strict=True):
        if svrl:
            export_svrl(edition, checked, svrl)
        if checked.notice and choices.form == "text" and not choices.quiet:
            click.echo(f"edition: {checked.notice}", err=True)
    findings: Sequence[Finding] = [finding for checked in checks for finding in checked.findings]
    files = [source.path for checked in checks for source in checked.sources]
    if write_baseline:
        findings = _accept(findings, write_baseline, choices)
    return report(findings, files, choices, sys.stdout)


@cli.command(short_help="Prove that a site and its books hold every letter.", epilog=epilog("audit"))
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--site", type=_FOLDER, default=Path("site"), show_default=True, help="The site to check.")
@click.option("--report", "report_file", type=_FILE, help="Also write the figures to this file, as JSON.")
@shared_options(schema=False)
def audit(path: Path | None, site: Path, report_file: Path | None, choices: Choices) -> int:
    """Prove that a site, and the books in it, hold every letter of the TEI documents in PATH.

    Named is what is lost, stands twice or in another order, or is neither from the sources nor marked as generated.
    The site is read as it stands, by none of the code that made it.
    """
    from edition.audit.site import audit as run
    from edition.audit.site import in_words, write_report
    from edition.pipeline import reported

    edition = editions([path] if path else [], choices)[0]
    with workers(choices) as pool:
        result = run(edition.root, edition.config, site, edition.wants, pool.map)
    if report_file:
        write_report(result, report_file)
    # A loss is as grave in a folder that is no project.
    strict = replace(edition, config=replace(edition.config, is_project=True))
    findings = reported(strict, (), (), result.findings)
    files = [edition.folder / row.source for row in result.rows]
    status = report(findings, files, choices, sys.stdout) if findings or choices.form != "text" else CLEAN
    if status == CLEAN and not choices.quiet:
        click.echo(in_words(result), err=choices.form != "text")
    return status


@cli.group()
def schema() -> None:
    """Keep schemas for this user."""


@schema.command("add", short_help="Keep a schema under a name.", epilog=epilog("schema add"))
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


@cli.command(short_help="List all rules.", epilog=epilog("rules"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the rules look.",
)
def rules(form: str) -> int:
    """List all rules: their codes, how grave they are in a project and elsewhere, and what they find."""
    from edition.report.explain import as_json, as_table

    click.echo(as_json() if form == "json" else as_table(), nl=False)
    return CLEAN


@cli.command(short_help="Say why a rule is there, with examples.", epilog=epilog("explain"))
@click.argument("code")
def explain(code: str) -> int:
    """Say why the rule CODE is there, with a wrong and a right example, and how to switch it off."""
    from edition.report.explain import explain as explained

    click.echo(explained(code), nl=False)
    return CLEAN


@cli.command(short_help="Print an XML catalog of our stylesheets and schemas.", epilog=epilog("catalog"))
def catalog() -> int:
    """Print an XML catalog that leads editors to our stylesheets and schemas.

    Save it, and name it in oXygen (Preferences, XML, XML Catalog) or VS Code (xml.catalogs).
    """
    from edition.catalog import catalog as written
    from edition.catalog import schemas, stylesheets

    click.echo(written(stylesheets() | schemas()), nl=False)
    return CLEAN


cli.add_command(fmt)
cli.add_command(new)
cli.add_command(serve)
cli.add_command(import_)
cli.add_command(tag)


def _accept(findings: "Sequence[Finding]", file: Path, choices: Choices) -> "list[Finding]":
    """Write the baseline, and return what cannot be accepted."""
    from edition.report.baseline import new
    from edition.report.baseline import write_baseline as write

    count = write(file, findings)
    if not choices.quiet:
        click.echo(f"{count} finding{'' if count == 1 else 's'} accepted in {file}", err=True)
    return new(findings, file)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; a user never sees a traceback unless `-v` asks for it."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    gc.freeze()  # what is loaded by now stays to the end
    gc.set_threshold(100_000, 50, 50)  # a run makes many small values and few cycles
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
