"""What the processes of the live edition say to each other; a `serial` counts the saves, and orders all the rest."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from edition.model import Finding
from edition.record import Record


class Order(NamedTuple):
    """What to work on, said once to each process: `path` as the user named it, where the site and the record lie.

    `scratch` is the folder of all that; it goes with the server.
    """

    path: Path
    scratch: Path
    record: Record
    schemas: tuple[str, ...]
    jobs: int

    @property
    def site(self) -> Path:
        """The folder of the site as the last whole build made it."""
        return self.scratch / "site"


class Changed(NamedTuple):
    """The watcher saw that files were written, added or removed."""

    paths: tuple[Path, ...]


class Saved(NamedTuple):
    """Files were written, added or removed; `shown` are the pages that somebody looks at."""

    serial: int
    paths: tuple[Path, ...]
    shown: tuple[str, ...]


class Known(NamedTuple):
    """The whole build of this serial is in place: what it knows is newer than what was known before."""

    serial: int


class Where(NamedTuple):
    """Asks where in its source an element of a page stands; of `ids` the first that is known counts."""

    number: int
    page: str
    ids: tuple[str, ...]


class Place(NamedTuple):
    """Answers `Where`; without a file, there is no such place."""

    number: int
    file: Path | None
    line: int = 1
    column: int = 1


class Build(NamedTuple):
    """Asks for a whole build of all that was saved up to this serial."""

    serial: int


class Remade(NamedTuple):
    """What became of one file that was saved: its pages by their paths, and what is wrong with it.

    Without pages the last good ones stay. `findings` are None where nothing was looked for.
    """

    serial: int
    file: Path
    pages: Mapping[str, bytes]
    findings: tuple[Finding, ...] | None


class Progress(NamedTuple):
    """How far a whole build is: how many of all sources were read, or of all pages made (`is_read`)."""

    is_read: bool
    done: int
    of: int


class Result(NamedTuple):
    """What a whole build came to. `is_new` tells whether the site was exchanged, `pages` what each source has in it.

    `problem` is why the build could not go on, if not for its findings.
    """

    serial: int
    is_new: bool
    findings: tuple[Finding, ...]
    pages: Mapping[Path, Sequence[str]]
    problem: str = ""


class Begun(NamedTuple):
    """The site of an earlier build is there to begin with; what it holds may be old."""

    pages: Mapping[Path, Sequence[str]]


class Ended(NamedTuple):
    """A process came to an end without being told to."""

    name: str
