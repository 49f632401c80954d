"""What the last build into a folder knew of each document, taken over where its inputs are the same.

A document's examination depends on its bytes and on the terms of the edition; its pages on the job that was handed to
the stylesheets (transform.py), on its source and on the program.
"""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from edition.audit.quick import Tally
from edition.examine import Examined, Terms, unpack
from edition.fresh import Ledger, Stamp, stamp
from edition.model import Finding, Part, Source

_DETAILS = "details"


class Pages(NamedTuple):
    """What was made of a document: the key of its job, its tally, what the project's layer said, and why it is bare.

    `found` is a digest of what can be found in it, empty without a search; `bound` are a key and a digest of its
    chapters in the EPUB, empty without one. `sheets` are the keys of the pages of a long register (site/sheets.py).
    """

    key: str
    tally: Tally
    messages: tuple[str, ...]
    bare: str = ""
    found: str = ""
    bound: tuple[str, str] = ("", "")
    sheets: tuple[str, ...] = ()


class Details(NamedTuple):
    """What a build that has something to do takes over, by the name of the source.

    `examined` has the key and the packed result of each examination: what is as it was is not packed again.
    `whole` has the keys of the pages of the site as a whole, by path; `search` is that of its index. `books` has the
    key of each book, the characters that its fonts lack, how many pages have all notes in one block, and late notes.
    """

    examined: Mapping[str, tuple[str, bytes]]
    pages: Mapping[str, Pages]
    by_schema: Mapping[str, tuple[str, tuple[Finding, ...]]]
    whole: Mapping[str, str]
    search: str = ""
    books: Mapping[str, tuple[str, str, int, str]] = {}


class Memory:
    """The ledger of a build with what stands in it of the documents."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._same = dict(ledger.same())

    def known(self) -> dict[str, bool]:
        """Tell of the files that are as they were whether they are TEI."""
        return {name: seen.is_tei for name, seen in self._same.items()}

    def sha256(self, source: Source) -> str:
        """Return the SHA-256 of a source: the one that is known if the file is as it was, else read anew."""
        seen = self._same.get(source.name)
        return seen.sha256 if seen else _sha256(source.path)

    def examined(self, source: Source, terms: Terms) -> tuple[Examined, bytes] | None:
        """Return what is known of a source, also packed, if it would be examined with the same result."""
        key, packed = self.details.examined.get(source.name, ("", b""))
        if not packed or key != self.examination_key(source, self.sha256(source), terms):
            return None
        examined = unpack(packed)
        # Without a document it is not known which other files a source asked for.
        if examined.document is None:
            return None
        parts = examined.document.parts
        return (examined, packed) if all(_sha256(part.path) == part.sha256 for part in parts) else None

    def examination_key(self, source: Source, sha256: str, terms: Terms) -> str:
        """Return what the examination of a source with these bytes depends on."""
        return self.key([str(source.path), sha256, repr(terms)])

    def key(self, parts: Iterable[str | bytes]) -> str:
        """Return a key for what is made of these parts by this program."""
        hashed = hashlib.sha256()
        for part in (self.ledger.program, *parts):
            data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            hashed.update(b"%d:%b" % (len(data), data))
        return hashed.hexdigest()

    @property
    def modified(self) -> int:
        """The time that the last build gave to its files."""
        return self.ledger.state.modified if self.ledger.state else -1

    @cached_property
    def details(self) -> Details:
        """What the last build knew of each document; read only when something is to be done."""
        found = self.ledger.record.load(_DETAILS) if self.ledger.state else None
        return found if isinstance(found, Details) else Details({}, {}, {}, {})

    def keep(self, details: Details) -> None:
        """Remember what a build that was published knew of the documents."""
        self.ledger.record.save(_DETAILS, details)


def part_stamp(part: Part) -> Stamp | None:
    """Return the stamp of a file that a document includes; None if it is no longer what was included."""
    found = stamp(part.path)
    return found if _sha256(part.path) == part.sha256 else None


def _sha256(path: Path) -> str:
    """Return the SHA-256 of a file, an empty string if it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
