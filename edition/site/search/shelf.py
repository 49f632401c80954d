"""Keeps what was found in each document from one build to the next, and during a build on the disk, not in memory."""

import json
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from edition.errors import SearchError
from edition.record import Record
from edition.site.search.blocks import Found

_PREFIX = "found-"


def packed(found: Iterable[Found]) -> str:
    """Return blocks as text, to be handed from one process to another, and kept."""
    return json.dumps(list(found), ensure_ascii=False, separators=(",", ":"))


def _unpacked(text: str) -> Iterator[Found]:
    for values in json.loads(text):
        yield Found._make(tuple(value) if isinstance(value, list) else value for value in values)


class Shelf:
    """What was found in the documents of an edition, by the name of the source and a digest of what was found."""

    def __init__(self, record: Record) -> None:
        """Keep it in a record; where nothing can be kept, in a folder that ends with this run."""
        self._folder = None if record.key else tempfile.TemporaryDirectory(prefix="edition-search-")
        self._record = Record(Path(self._folder.name), secrets.token_bytes(32)) if self._folder else record

    def put(self, source: str, text: str) -> str:
        """Keep what `packed` made of a source, and return its digest."""
        digest = sha256(text.encode()).hexdigest()
        if not self.holds(source, digest):
            self._record.save(_name(source, digest), text)
        return digest

    def holds(self, source: str, digest: str) -> bool:
        """Tell whether this is kept of a source."""
        return bool(digest) and self._record.holds(_name(source, digest))

    def get(self, source: str, digest: str) -> list[Found]:
        """Return what was kept; SearchError if the disk refused to keep it."""
        text = self._record.load(_name(source, digest))
        if text is None:
            raise SearchError(f"what can be found in {source} could not be kept on the disk")
        return list(_unpacked(text))

    def clear(self, kept: Iterable[tuple[str, str]]) -> None:
        """Let go of all but these, each a source and a digest."""
        self._record.clear(_PREFIX, {_name(source, digest) for source, digest in kept})


def _name(source: str, digest: str) -> str:
    return f"{_PREFIX}{sha256(source.encode()).hexdigest()[:16]}-{digest[:16]}"
