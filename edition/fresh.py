"""Has anything changed since the last build? Asked before all else, with as little of the program as can be.

A build that finds the same settings, the same inputs and its own output in place has nothing to do. Inputs are compared
by size and time; a file that differs in neither is taken for the same, as make and git do.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from edition import __version__
from edition.config import CONFIG_NAME, Config, find_project, load
from edition.record import Record, open_record, user_cache
from edition.resources import resource
from edition.source.discover import candidates

Stamp = tuple[int, int]  # nanoseconds of the last change, bytes

_SECOND = 1_000_000_000  # in nanoseconds
_STATE = "state"
_OURS = frozenset({".py", ".xsl", ".json", ".css", ".js", ".typ", ".sch", ".rnc"})


class Seen(NamedTuple):
    """A source as it was: its stamp, the SHA-256 of its bytes, and whether it is TEI at all."""

    stamp: Stamp
    sha256: str
    is_tei: bool


class State(NamedTuple):
    """A finished build, as far as the next one must look at it to see that nothing is to be done.

    `outputs` are the files of the site with their sizes; all have the time `modified`. `summary` is what was said of
    the findings in one line, `has_findings` whether there were any.
    """

    settings: str
    files: Mapping[str, tuple[Stamp, str, bool]]
    watched: Mapping[str, Stamp | None]
    outputs: Mapping[str, int]
    modified: int
    summary: str
    has_findings: bool


class Ledger:
    """The record of the builds of one folder into another, and whether what it says still holds."""

    def __init__(self, root: Path, config: Config, out: Path, choices: object, record: Record | None = None) -> None:
        """Open the record, the usual one if no other is given."""
        self._root, self.config, self.out = root, config, out
        cache = user_cache()
        self.program = _program()
        project = config.folder if config.is_project else None
        self.record: Record = record or open_record(project, root, out, cache, self.program)
        environment = os.environ.get("SOURCE_DATE_EPOCH", "")
        self.settings = digest([self.program, str(root.resolve()), environment, choices])
        state = self.record.load(_STATE)
        self.state: State | None = state if isinstance(state, State) else None

    def is_fresh(self) -> bool:
        """Tell whether a new build would come to the same as the last one."""
        state = self.state
        if state is None or state.settings != self.settings or not state.outputs:
            return False
        listed = self.listed()
        return (
            {name for name, _ in listed} == state.files.keys()
            and all(stamp(path) == state.files[name][0] for name, path in listed)
            and all(stamp(Path(path)) == known for path, known in state.watched.items())
            and all(self.is_in_place(path) for path in state.outputs)
        )

    def listed(self) -> list[tuple[str, Path]]:
        """Return the XML files of the edition by name, TEI or not."""
        return candidates(self._root, self.config, [self.out])

    def seen(self, name: str) -> Seen | None:
        """Return a source as it was at the last build."""
        found = self.state.files.get(name) if self.state else None
        return Seen(*found) if found else None

    def same(self) -> Iterator[tuple[str, Seen]]:
        """Yield the sources that are as they were."""
        for name, known in (self.state.files if self.state else {}).items():
            if stamp(self._root / name if self._root.is_dir() else self._root) == known[0]:
                yield name, Seen(*known)

    def is_in_place(self, path: str) -> bool:
        """Tell whether a file of the output is as the last build wrote it."""
        if self.state is None or path not in self.state.outputs:
            return False
        return stamp(self.out / path) == (self.state.modified * _SECOND, self.state.outputs[path])

    def size(self, path: str) -> int:
        """Return the bytes of a file of the output as the last build wrote it."""
        return self.state.outputs[path] if self.state else 0

    def is_watched(self, path: Path) -> bool:
        """Tell whether a file beside the sources is as it was."""
        return self.state is not None and self.state.watched.get(str(path)) == stamp(path) is not None

    def forget(self) -> None:
        """Make the record void, until the output that is about to change is what it says."""
        self.record.save(_STATE, None)

    def keep(self, state: State) -> None:
        """Remember a build that was published."""
        self.record.save(_STATE, state)


def open_ledger(path: Path, out: Path, choices: object, record: Record | None = None) -> Ledger:
    """Return the ledger of the builds into `out` of what `path` belongs to: a folder, or the project of a file.

    `choices` is a JSON value, what the command line said. A `record` given stands in for the usual one. Raises
    ConfigError if the configuration is wrong.
    """
    project = None if path.is_dir() else find_project(path.parent)
    folder = project or (path if path.is_dir() else path.parent)
    root = path if path.is_dir() else project or path
    return Ledger(root, load(folder), out, choices, record)


def watched(config: Config, more: Iterable[Path | None] = ()) -> dict[str, Stamp | None]:
    """Return the files beside the sources that an edition is made from, with their stamps."""
    named = (
        config.folder / CONFIG_NAME,
        config.site.css,
        config.site.labels,
        config.site.xslt,
        *config.book.fonts,
        *more,
    )
    return {str(path): stamp(path) for path in named if path is not None}


def stamp(path: Path) -> Stamp | None:
    """Return time and size of a file; None if there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - half the time of Path.stat, and there are thousands
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def digest(value: object) -> str:
    """Return a key of a JSON value that no other value has."""
    return hashlib.sha256(json.dumps(value, default=str).encode()).hexdigest()


def _program() -> str:
    """Return what stands for the program: its version, and time and size of its files, which change in a checkout."""
    places = (Path(__file__).parent, resource("xslt"), resource("schema"))
    files = sorted(
        os.path.join(folder, name)  # noqa: PTH118
        for place in places
        for folder, _, names in os.walk(place)
        for name in names
        if name[name.rfind(".") :] in _OURS
    )
    return digest([__version__, [(path, stamp(Path(path))) for path in files]])
