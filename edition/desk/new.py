"""A new project that validates and builds at once: the files of a starter, with title and names filled in."""

import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from edition.desk.wording import day, spoken, words
from edition.errors import PublishError, UsageError

Kind = Literal["documents", "letters", "drama", "critical"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_STARTERS = Path(__file__).parent / "starters"
# A name that begins with this begins with a dot in the project: hidden files in our own source would act on it.
_DOT = "dot-"
# A value, a word of ours in the language of the edition, or a day as that writes it.
_FIELD = re.compile(
    r"\{\{(?:(?P<value>title|language|spoken|editor|year|date)|word:(?P<word>[\w.-]+)|day:(?P<day>[\d-]+))\}\}"
)
# BCP 47, its usual tags.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", re.ASCII)
# What neither XML nor a terminal takes.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


class Wanted(NamedTuple):
    """What a new edition is called and made of; title and editor are one line each, whatever they were given as.

    Where no editor is named, it is “the editors” in the language of the edition.
    """

    kind: Kind
    title: str
    language: str
    editor: str


def new(folder: Path, wanted: Wanted) -> list[Path]:
    """Write the files of a new project into a folder, which need not be there, and return them.

    Raises UsageError if one of them is there already: then nothing is written.
    """
    files = {folder / name: content for name, content in _files(wanted)}
    if in_the_way := sorted(str(path) for path in files if path.exists() or path.is_symlink()):
        more = f" and {len(in_the_way) - 1} more" if len(in_the_way) > 1 else ""
        raise UsageError(f"{in_the_way[0]}{more} would be overwritten; nothing was written. Name another folder")
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(content)
        except OSError as error:
            raise PublishError(f"{path} could not be written: {error.strerror}") from error
    return sorted(files)


def one_line(text: str, otherwise: str) -> str:
    """Return a text as a title or a name is written: on one line, without controls; `otherwise` if nothing is left."""
    return " ".join(_CONTROLS.sub(" ", text).split()) or otherwise


def checked_language(tag: str) -> str:
    """Return the tag of a language; UsageError if it is none."""
    if not _LANGUAGE.fullmatch(tag):
        raise UsageError(f"{tag!r} is no tag of a language, such as en or de-AT")
    return tag


def _files(wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Yield the path of each file in the project, and its content."""
    now = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()))
    values = {
        "title": one_line(wanted.title, words(wanted.language)["title"]),
        "language": checked_language(wanted.language),
        "spoken": spoken(wanted.language),
        "editor": one_line(wanted.editor, words(wanted.language)["editors"]),
        "year": f"{now.tm_year:04}",
        "date": time.strftime("%Y-%m-%d", now),
    }
    for starter in (_STARTERS / "common", _STARTERS / wanted.kind):
        for path in sorted(starter.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                parts = path.relative_to(starter).parts
                name = "/".join(f".{part[len(_DOT) :]}" if part.startswith(_DOT) else part for part in parts)
                yield name, _filled(path.read_text("utf-8"), values, _ESCAPES.get(path.suffix, str))


def _filled(text: str, values: Mapping[str, str], escaped: Callable[[str], str]) -> str:
    def value(found: re.Match[str]) -> str:
        if found["day"]:
            return day(found["day"], values["language"])
        return values[found["value"]] if found["value"] else words(values["language"])[f"new.{found['word']}"]

    return _FIELD.sub(lambda found: escaped(value(found)), text)


def _in_quotes(value: str) -> str:
    r"""Return a value as it stands between the double quotes of JSON, TOML or YAML, which agree on `\"` and `\\`."""
    return json.dumps(value, ensure_ascii=False)[1:-1]


def _in_markdown(value: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|~&])", r"\\\1", value)


_ESCAPES: Mapping[str, Callable[[str], str]] = {
    ".xml": escape,
    ".toml": _in_quotes,
    ".cff": _in_quotes,
    ".yml": _in_quotes,
    ".json": _in_quotes,
    ".md": _in_markdown,
}
