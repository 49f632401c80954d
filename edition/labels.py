"""Every word of the interface, in the languages of the edition and as the project wants it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from edition.config import CONFIG_NAME, Config
from edition.errors import ConfigError
from edition.resources import resource

# What a language without labels of its own gets; this file has every key, with the placeholders that it takes.
_FALLBACK = "en"
# BCP 47, its usual tags; as the name of a folder nothing else of a site can have it.
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


class Interface(NamedTuple):
    """The interface in one language: its tag, the folder of its pages (`""` or `"de/"`), and its labels by key."""

    language: str
    folder: str
    labels: Mapping[str, str]


def interfaces(config: Config) -> tuple[Interface, ...]:
    """Return the interface in each of its languages, one at least; the pages of the first lie at the root.

    Only the primary subtag chooses the labels (`de-AT` is `de`, BCP 47), and `[site] labels` replaces some: its strings
    those of the first language, a table under the tag of a language those of that. Raises ConfigError for a language of
    `[site] languages` that has no labels, and for a file of the project that cannot be read, holds other things than
    strings and such tables, or has a key that is none of ours. Keys of elements (`tei.…`) are free.
    """
    own = _own(config.site.labels, config.languages) if config.site.labels else {}
    _check(config, own)
    folders = ("", *(f"{language}/" for language in config.languages[1:]))
    return tuple(
        Interface(language, folder, _shipped(language, own) | own.get(language, {}))
        for language, folder in zip(config.languages, folders, strict=True)
    )


def labels(config: Config) -> Mapping[str, str]:
    """Return the labels of the first language of the interface by key; a language that we have none for gets English.

    Raises ConfigError as `interfaces` does.
    """
    return interfaces(config)[0].labels


def _check(config: Config, own: Mapping[str, Mapping[str, str]]) -> None:
    """Make sure that each language which is asked for can be had, once."""
    about, files = f"{config.folder / CONFIG_NAME}: `site.languages`", _files()
    folders = [language.casefold() for language in config.site.languages]
    for place, language in enumerate(config.site.languages):
        if not _TAG.fullmatch(language):
            raise ConfigError(f"{about}: `{language}` is not the tag of a language")
        if folders[place] in folders[:place]:
            raise ConfigError(f"{about}: `{language}` stands there twice")
        if _primary(language) not in files and language not in own:
            raise ConfigError(f"{about}: there are no labels for `{language}`, only for {', '.join(sorted(files))}")


def _files() -> dict[str, Path]:
    return {file.stem: file for file in resource("xslt", "labels").glob("*.json")}


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _shipped(language: str, own: Mapping[str, object]) -> dict[str, str]:
    files, primary = _files(), _primary(language)
    found: dict[str, str] = json.loads(files.get(primary, files[_FALLBACK]).read_text("utf-8"))
    if primary in files or language not in own:
        return found
    # The project brings it; it is called by its tag until its labels say more.
    return found | {"language": primary, "language.name": language}


def _own(path: Path, languages: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return the labels that a project replaces, by the tag of the language."""
    try:
        own = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: the labels cannot be read: {error}") from error
    tables = _tables(own, languages)
    if not all(isinstance(value, str) for table in tables.values() for value in table.values()):
        raise ConfigError(f"{path}: the labels must be one table of strings, or of such tables by language")
    known = json.loads(_files()[_FALLBACK].read_text("utf-8")).keys()
    keys = {key for table in tables.values() for key in table}
    if unknown := sorted(key for key in keys - known if not key.startswith(("tei.", "genre."))):
        raise ConfigError(f"{path}: there is no label {unknown[0]}")
    return tables


def _tables(own: Any, languages: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Put labels that stand in no table of a language into that of the first."""
    if not isinstance(own, dict):
        return {languages[0]: {"": own}}
    tables = {tag: table for tag, table in own.items() if tag in languages and isinstance(table, dict)}
    loose = {key: value for key, value in own.items() if key not in tables}
    return {**tables, languages[0]: loose | tables.get(languages[0], {})} if loose else tables
