"""The words that the desk writes into files, in the language of the edition; a language that has none gets English."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from edition.config import Config
from edition.labels import labels

_FALLBACK = "en"
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


def spoken(language: str) -> str:
    """Return the tag of the language in which the desk writes for an edition: its own, if we have words in it."""
    return language if language[:2].lower() in _words() else _FALLBACK


def words(language: str) -> Mapping[str, str]:
    """Return the words by key, with their {places}."""
    return _words()[spoken(language)[:2].lower()]


def day(value: str, language: str) -> str:
    """Return a year, month or day (1946, 1946-02, 1946-02-21) as the site writes it; another value as it is."""
    found = _DAY.fullmatch(value)
    if not found:
        return value
    known = _labels(spoken(language))
    form = "year" if not found["month"] else "month" if not found["day"] else "day"
    form = "first-day" if found["day"] == "01" else form
    parts = {
        "year": str(int(found["year"])),
        "month": known[f"month{'-of' if found['day'] else ''}.{found['month']}"] if found["month"] else "",
        "day": str(int(found["day"] or 0)),
    }
    digits = str.maketrans("0123456789", known["digits"])
    return known[f"date.pattern.{form}"].format_map(parts).translate(digits)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))
    return found


@cache
def _labels(language: str) -> Mapping[str, str]:
    return labels(Config(Path(), language=language))
