"""Which edition a path belongs to: its sources, its configuration, its schemas, and what of it is to be reported."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from edition.addresses import check_tables
from edition.config import CONFIG_NAME, Config, Search, find_project, load
from edition.errors import ConfigError, UsageError
from edition.imprint import check_imprint
from edition.labels import interfaces
from edition.paper import check_book
from edition.rules.catalogue import check_codes
from edition.schemas.find import Schema, named
from edition.source.changes import changed_since


@dataclass(frozen=True, slots=True)
class Edition:
    """What a run works on: the folder (or file) of the sources, its configuration, and the files that are reported.

    `reported` is None where all files are. `changed` narrows that down to these files and to what refers to them.
    `schemas` are those that the project or the command line names. `baseline` holds findings that are accepted.
    `strict` makes errors of warnings.
    """

    root: Path
    config: Config
    reported: frozenset[Path] | None = None
    changed: frozenset[Path] | None = None
    schemas: tuple[Schema, ...] = ()
    baseline: Path | None = None
    strict: bool = False

    @property
    def folder(self) -> Path:
        """What the names of the sources start from."""
        return self.root if self.root.is_dir() else self.root.parent

    def wants(self, file: Path) -> bool:
        """Tell whether all findings on a file are reported, not only references into changed files."""
        chosen = (self.reported, self.changed)
        return chosen == (None, None) or all(files is None or file.resolve() in files for files in chosen)


def open_editions(
    paths: Iterable[Path],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    schemas: Sequence[str] = (),
    *,
    baseline: Path | None = None,
    strict: bool = False,
) -> list[Edition]:
    """Find the editions that paths belong to; files of one project make one edition.

    `select` and `ignore` add to `[rules]`, `schemas` (files or names of kept schemas) to `[schema]`; `baseline` stands
    in for the one that is named there.
    """
    check_codes((*select, *ignore))
    extra = tuple(named(schemas, Path()))
    editions: dict[Path, Edition] = {}
    for path in paths:
        found = _open(path)
        known = editions.get(found.root.resolve())
        if known and known.reported is not None and found.reported is not None:
            found = replace(found, reported=known.reported | found.reported)
        rules = found.config.rules
        rules = replace(rules, select=(*rules.select, *select), ignore=(*rules.ignore, *ignore))
        config = replace(found.config, rules=rules)
        editions[found.root.resolve()] = replace(
            found,
            config=config,
            schemas=tuple(dict.fromkeys((*_schemas(config), *extra))),
            baseline=baseline or rules.baseline,
            strict=strict,
        )
    return list(editions.values())


def _open(path: Path) -> Edition:
    """Open one path; a file of a project opens the project, and only the file is reported."""
    if path.is_dir():
        return Edition(path, _config(path))
    project = find_project(path.parent)
    if project and not path.exists():
        raise UsageError(f"{path} does not exist")
    if project is None:
        return Edition(path, _config(path.parent))
    return Edition(project, _config(project), frozenset({path.resolve()}))


def _config(folder: Path) -> Config:
    """Read the configuration, and make sure that the codes it names exist."""
    config = load(folder)
    check_tables(config)
    check_imprint(config)
    check_book(config)
    for key, file in (("css", config.site.css), ("labels", config.site.labels), ("xslt", config.site.xslt)):
        if file and not file.is_file():
            raise ConfigError(f"{folder / CONFIG_NAME}: `site.{key}`: there is no file {file}")
    interfaces(config)
    try:
        check_codes((*config.rules.select, *config.rules.ignore, *config.rules.severity))
    except UsageError as error:
        raise ConfigError(f"{folder / CONFIG_NAME}: `rules`: {error}") from error
    return config


def _schemas(config: Config) -> list[Schema]:
    table = config.schema
    try:
        return named((*table.grammar, *table.schematron), config.folder, table.phase or None)
    except UsageError as error:
        raise ConfigError(f"{config.folder / CONFIG_NAME}: `schema`: {error}") from error


def since(edition: Edition, revision: str) -> Edition:
    """Return the edition with only those findings to report that concern what changed since a revision of git.

    If the configuration or a schema that it names changed, everything may have.
    """
    changed = changed_since(edition.folder, revision)
    concerns_all = {(edition.config.folder / CONFIG_NAME).resolve(), *(schema.path for schema in edition.schemas)}
    return edition if concerns_all & changed else replace(edition, changed=changed)


def with_search(edition: Edition, *, wanted: bool) -> Edition:
    """Return an edition whose site has a search if that is wanted here and by the configuration."""
    search = Search(enabled=wanted and edition.config.search.enabled)
    return replace(edition, config=replace(edition.config, search=search))
