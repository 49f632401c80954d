"""How a source is opened at a line: by a command of this machine, or by an address that the browser hands to an editor.

A project may come from anybody, so its `edition.toml` chooses among editors that are known here; what else is to be run
is for the command line, or the environment, to say.
"""

import contextlib
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from edition.errors import ConfigError, UsageError

_FIELDS = frozenset({"file", "path", "line", "column"})
_FIELD = re.compile(r"\{(\w*)\}")
_URL = re.compile(r"([a-z][a-z0-9+.-]*)://.+")
# Schemes that lead to an editor, and nowhere else.
_SCHEMES = frozenset(
    "vscode vscode-insiders vscodium cursor windsurf zed idea pycharm subl txmt mvim jetbrains editor".split()
)
KNOWN = {
    "code": "code -g {file}:{line}:{column}",
    "codium": "codium -g {file}:{line}:{column}",
    "cursor": "cursor -g {file}:{line}:{column}",
    "zed": "zed {file}:{line}:{column}",
    "subl": "subl {file}:{line}:{column}",
    "jedit": "jedit -reuseview {file} +line:{line},{column}",
    "emacs": "emacsclient -n +{line}:{column} {file}",
    "gvim": "gvim --remote-silent +{line} {file}",
    "kate": "kate --line {line} --column {column} {file}",
    "gedit": "gedit {file} +{line}:{column}",
    "idea": "idea --line {line} --column {column} {file}",
}
# Taken where nobody has chosen and one of them is there: they come with a window of their own.
_USUAL = ("code", "codium")


class Opened(NamedTuple):
    """What became of a wish to see a line: the browser goes to `address`, if there is one; `words` are for the user."""

    address: str = ""
    words: str = ""


class Editor:
    """An editor, by its pattern; without one, the place is only told."""

    def __init__(self, pattern: str = "", start: Callable[[Sequence[str]], None] | None = None) -> None:
        self.pattern, self._start = pattern, start or _start

    def open(self, file: Path, line: int, column: int) -> Opened:
        """Open a file at a line and column, which count from 1."""
        place = f"{file}:{line}"
        if not self.pattern:
            return Opened(words=f"{place} (to open it in an editor: edition serve --editor code)")
        fields = {"file": str(file), "line": str(line), "column": str(column)}
        if _URL.fullmatch(self.pattern):
            return Opened(_filled(self.pattern, fields | {"path": quote(file.as_posix().lstrip("/"))}), place)
        words = [_filled(word, fields | {"path": str(file)}) for word in _words(self.pattern)]
        program = shutil.which(words[0])
        if program is None:
            return Opened(words=f"{place} (there is no program {words[0]})")
        try:
            self._start([program, *words[1:]])
        except OSError as error:
            return Opened(words=f"{place} ({words[0]}: {error.strerror})")
        return Opened(words=f"{place} is open in the editor")


def choose(given: str, configured: str, where: Path) -> Editor:
    """Return the editor of the command line, else of the environment, else of the configuration in the file `where`.

    Raises UsageError or ConfigError for a pattern that is none.
    """
    if pattern := given or os.environ.get("EDITION_EDITOR", ""):
        return Editor(_checked(KNOWN.get(pattern, pattern), UsageError, "--editor"))
    if configured:
        return Editor(_harmless(configured, where))
    return Editor(next((KNOWN[name] for name in _USUAL if shutil.which(name)), ""))


def _harmless(pattern: str, where: Path) -> str:
    """Return what a configuration may choose: an editor by its name or usual command, or its address."""
    found = _URL.fullmatch(pattern)
    if found and found[1] in _SCHEMES:
        return _checked(pattern, ConfigError, f"{where}: `site.editor`")
    usual = {form: known for known in KNOWN.values() for form in (known, re.sub("[:,]{column}", "", known))}
    if command := KNOWN.get(pattern) or (pattern if pattern in usual else ""):
        return command
    raise ConfigError(
        f"{where}: `site.editor`: {pattern!r} is no editor that is known here ({', '.join(KNOWN)}) and no address "
        "such as vscode://file/{path}:{line}; a command of your own goes to --editor or EDITION_EDITOR"
    )


def _checked(pattern: str, error: type[Exception], where: str) -> str:
    """Return a pattern that names a file, and nothing that is not known."""
    names = set(_FIELD.findall(pattern))
    if unknown := sorted(names - _FIELDS):
        raise error(f"{where}: {{{unknown[0]}}} means nothing; there are {{file}}, {{path}}, {{line}} and {{column}}")
    if not names & {"file", "path"}:
        raise error(f"{where}: {pattern!r} has no place for the file; write for example code -g {{file}}:{{line}}")
    found = _URL.fullmatch(pattern)
    if found and found[1] not in _SCHEMES:
        raise error(f"{where}: an address {found[1]}:// leads to no editor; known are {', '.join(sorted(_SCHEMES))}")
    try:
        words = _words(pattern)
    except ValueError as problem:
        raise error(f"{where}: {pattern!r} cannot be read: {problem}") from problem
    if _FIELD.search(words[0]) and not found:
        raise error(f"{where}: {pattern!r} begins with a file, not with a program")
    return pattern


def _words(pattern: str) -> list[str]:
    return shlex.split(pattern, posix=os.name != "nt")


def _filled(text: str, fields: dict[str, str]) -> str:
    return _FIELD.sub(lambda found: fields.get(found[1], found[0]), text)


def _start(command: Sequence[str]) -> None:
    """Start a program that outlives us; it gets neither our terminal nor our signals."""
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 - what the user has chosen, without a shell
        command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
    )
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(0.2)  # most hand the file to a window that is open, and end
