"""Every word of the interface, in the language of the edition and as the project wants it."""

import json
from collections.abc import Mapping
from pathlib import Path

from edition.config import Config
from edition.errors import ConfigError
from edition.resources import resource

# What a language without labels of its own gets; this file has every key, with the placeholders that it takes.
_FALLBACK = "en"


def labels(config: Config) -> dict[str, str]:
    """Return the labels by key: those of the edition's `language`, with those that `[site] labels` replaces.

    Only the primary subtag counts (`de-AT` is `de`, BCP 47); a language that we have no labels for gets English.
    Raises ConfigError for a file of the project that cannot be read, is not one table of strings, or has a key that
    is none of ours; keys of elements (`tei.…`) are free.
    """
    known = _shipped(config.language)
    return known | _own(config.site.labels, known) if config.site.labels else known


def _shipped(language: str) -> dict[str, str]:
    folder = resource("xslt", "labels")
    files = {file.stem: file for file in folder.glob("*.json")}
    primary = language.split("-", maxsplit=1)[0].lower()
    found: dict[str, str] = json.loads(files.get(primary, files[_FALLBACK]).read_text("utf-8"))
    return found


def _own(path: Path, known: Mapping[str, str]) -> dict[str, str]:
    try:
        own = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: the labels cannot be read: {error}") from error
    if not isinstance(own, dict) or not all(isinstance(value, str) for value in own.values()):
        raise ConfigError(f"{path}: the labels must be one table of strings")
    if unknown := sorted(key for key in own.keys() - known.keys() if not key.startswith(("tei.", "genre."))):
        raise ConfigError(f"{path}: there is no label {unknown[0]}")
    return own
