"""What an edition's `edition.toml` says, as frozen values with a default for every key."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_type_hints

from edition.errors import ConfigError

CONFIG_NAME = "edition.toml"
_MEGA = 1_000_000
_WEB = re.compile(r"https?://[^\s/]+")
_TWICE = re.compile(r"Cannot declare \((?P<names>.+?)\) twice \((?P<place>at line \d+)")

Choice = Literal["error", "warning", "off"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a source may be: levels of elements, characters in one text node, bytes of a file."""

    depth: int = 250
    text: int = 10 * _MEGA
    file: int = 64 * _MEGA


@dataclass(frozen=True, slots=True)
class Sources:
    """`[sources]`: globs that choose the files and their order; `max_text` and `max_file` are in millions."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    max_depth: int = Limits().depth
    max_text: int = Limits().text // _MEGA
    max_file: int = Limits().file // _MEGA

    @property
    def limits(self) -> Limits:
        """The limits in the units that the parser counts in."""
        return Limits(self.max_depth, self.max_text * _MEGA, self.max_file * _MEGA)


@dataclass(frozen=True, slots=True)
class Rules:
    """`[rules]`: codes, or their beginnings, that are looked at, passed over, or weighed differently.

    `baseline` is a file of findings that are accepted.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Choice] = field(default_factory=dict)
    baseline: Path | None = None


@dataclass(frozen=True, slots=True)
class Schemas:
    """`[schema]`: grammars and Schematron rules, as files or names of kept schemas; the phase of the rules."""

    grammar: tuple[str, ...] = ()
    schematron: tuple[str, ...] = ()
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """`[site]`: a style sheet added to ours, a file of labels that replace ours, a stylesheet that lies over ours.

    `page_size` is that of a page of HTML, in thousands of bytes, above which a document is cut. `languages` are the
    tags of those of the interface; the pages of the first lie at the root. Which there are: `edition/labels.py`.
    `editor` is what `edition serve` opens a source with; what it may be: `edition/desk/live/editor.py`.
    """

    css: Path | None = None
    labels: Path | None = None
    xslt: Path | None = None
    page_size: int = 300
    languages: tuple[str, ...] = ()
    editor: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """`[search]`: whether the site has a search."""

    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Book:
    """`[book]`: the page, as a name or as its sides; files of fonts that come before ours; where notes stand.

    `pdf` and `epub` say which books every build makes, if its command line does not say otherwise.
    `notes` is "page", "blocks" or "document": at the foot of the page that calls them, in the order of their calls or
    each series for itself; or behind the text of their document.
    `line_numbers` counts the lines of documents in the margin; `marks` adds bleed and crop marks for a press. Of more
    than some `pages` an edition becomes several volumes. `template` is a file of Typst that outranks parts of ours.
    What the strings may be is settled in `edition/paper.py`.
    """

    format: str = ""
    fonts: tuple[Path, ...] = ()
    notes: str = "page"
    line_numbers: bool = True
    marks: bool = False
    pages: int = 1000
    template: Path | None = None
    pdf: bool = False
    epub: bool = False


@dataclass(frozen=True, slots=True)
class Imprint:
    """`[imprint]`: whom to write to, what else the law asks for, and what there is to say of accessibility.

    `report` is where errors are reported: an address of the web or of a mailbox, with `{title}` and `{url}` for the
    page. What these may be is settled in `edition/imprint.py`.
    """

    contact: str = ""
    text: str = ""
    accessibility: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """All of `edition.toml`; `is_project` tells whether there was one in `folder`.

    Without a `language` of its own an edition has the first of its interface, `site.languages`, if these are given.
    `moved` leads from old addresses of the site to new ones; `removed` says of old addresses what readers are told.
    """

    folder: Path
    is_project: bool = False
    title: str = ""
    language: str = ""
    url: str = ""
    version: str = ""
    publisher: str = ""
    editors: tuple[str, ...] = ()
    licence: str = ""
    sources: Sources = Sources()
    schema: Schemas = Schemas()
    rules: Rules = Rules()
    site: Site = Site()
    search: Search = Search()
    book: Book = Book()
    imprint: Imprint = Imprint()
    moved: Mapping[str, str] = field(default_factory=dict)
    removed: Mapping[str, str] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the interface, one at least."""
        return self.site.languages or (self.language or "en",)


def find_project(path: Path) -> Path | None:
    """Return the nearest folder with an `edition.toml`: `path` itself if it is a folder, else one above it."""
    here = path.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / CONFIG_NAME).is_file()), None)


def load(folder: Path) -> Config:
    """Return the configuration in `folder`, all defaults if there is none; raise ConfigError if it is wrong."""
    file = folder / CONFIG_NAME
    try:
        raw = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Config(folder)
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}") from error
    try:
        values = tomllib.loads(raw.decode())
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} is not UTF-8: byte {error.start + 1} does not fit") from error
    except tomllib.TOMLDecodeError as error:  # the message names line and column
        raise ConfigError(f"{file} is not valid TOML: {_in_words(error)}") from error
    given = _read_table(Config, values, file, "")
    if (url := given.get("url")) and not _WEB.match(url):
        raise ConfigError(f"{file}: `url` must be an address of the web, as https://example.org/letters/, not “{url}”")
    if "site" in given and given["site"].languages:
        given.setdefault("language", given["site"].languages[0])
    return Config(folder, is_project=True, **given)


def _in_words(error: tomllib.TOMLDecodeError) -> str:
    """Return what is wrong with a file; the usual slip is a table that is begun a second time further down."""
    if not (twice := _TWICE.search(str(error))):
        return str(error)
    name = ".".join(re.findall("'([^']*)'", twice["names"]))
    return f"the table [{name}] is there already; write these keys below the first ({twice['place']})"


def _read_table(table: type[Any], values: Mapping[str, Any], file: Path, prefix: str) -> dict[str, Any]:
    """Return the fields of the dataclass `table` that `values` sets; keys have hyphens where fields have `_`."""
    kinds = get_type_hints(table)
    known = {item.name.replace("_", "-"): item.name for item in fields(table)}
    for name in ("folder", "is-project"):
        known.pop(name, None)
    given = {}
    for key, value in values.items():
        if key not in known:
            raise ConfigError(f"{file}: unknown key `{prefix}{key}`; {_nearest(key, known)}")
        kind = kinds[known[key]]
        read = _read_subtable if is_dataclass(kind) else _read_value
        given[known[key]] = read(kind, value, file, f"{prefix}{key}")
    return given


def _read_subtable(table: Any, value: Any, file: Path, key: str) -> Any:
    if not isinstance(value, dict):
        raise ConfigError(f"{file}: `{key}` must be a table, not {_toml_type(value)}")
    return table(**_read_table(table, value, file, f"{key}."))


def _read_value(kind: Any, value: Any, file: Path, key: str) -> Any:
    expected, fits, convert = _KINDS[kind]
    if not fits(value):
        raise ConfigError(f"{file}: `{key}` must be {expected}, not {_toml_type(value)}")
    return convert(value, file.parent)


def _is_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_table_of_strings(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_choices(value: Any) -> bool:
    return isinstance(value, dict) and all(choice in ("error", "warning", "off") for choice in value.values())


# For each type of a field: what the user is told it must be, how that is seen, and how it is turned into the type.
_KINDS: dict[Any, tuple[str, Callable[[Any], bool], Callable[[Any, Path], Any]]] = {
    str: ("a string", lambda value: isinstance(value, str), lambda value, _: value),
    bool: ("true or false", lambda value: isinstance(value, bool), lambda value, _: value),
    int: ("a whole number above 0", _is_count, lambda value, _: value),
    tuple[str, ...]: ("a list of strings", _is_strings, lambda value, _: tuple(value)),
    tuple[Path, ...]: ("a list of paths of files", _is_strings, lambda v, base: tuple(base / name for name in v)),
    Path | None: ("a string, the path of a file", lambda value: isinstance(value, str), lambda v, base: base / v),
    Mapping[str, str]: ("a table of strings", _is_table_of_strings, lambda value, _: value),
    Mapping[str, Choice]: ('a table of codes to "error", "warning" or "off"', _is_choices, lambda value, _: value),
}


def called(kind: Any) -> str:
    """Return what a value of a key must be, in words, given the type of its field."""
    return _KINDS[kind][0]


def _toml_type(value: Any) -> str:
    """Name the TOML type of a value in the user's words."""
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list", dict: "a table"}
    name = names.get(type(value), "a date or time")
    return f"{name} ({value!r})" if isinstance(value, (bool, int, float, str)) else name


def _nearest(key: str, known: Mapping[str, str]) -> str:
    close = get_close_matches(key, known, n=1)
    return f"did you mean `{close[0]}`?" if close else f"known here: {', '.join(sorted(known))}"
