"""Keeps the chapters of documents from one build to the next, so that a book is bound of those that did not change."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from edition.record import Record

_PREFIX = "chapters-"


class KeptChapters:
    """The chapters of documents by the name of the source and a digest; where nothing can be kept, none."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def put(self, source: str, chapters: Sequence[str]) -> str:
        """Keep the chapters of a source, and return their digest; empty if that cannot be."""
        if not self._record.key:
            return ""
        digest = sha256("\0".join(chapters).encode()).hexdigest()
        if not self._record.holds(_name(source, digest)):
            self._record.save(_name(source, digest), tuple(chapters))
        return digest

    def get(self, source: str, digest: str) -> tuple[str, ...] | None:
        """Return the chapters that were kept of a source, None if they were not."""
        found = self._record.load(_name(source, digest)) if digest and self._record.key else None
        return found if isinstance(found, tuple) else None

    def clear(self, kept: Iterable[tuple[str, str]]) -> None:
        """Let go of all but these, each a source and a digest."""
        if self._record.key:
            self._record.clear(_PREFIX, {_name(source, digest) for source, digest in kept})


def _name(source: str, digest: str) -> str:
    return f"{_PREFIX}{sha256(source.encode()).hexdigest()[:16]}-{digest[:16]}"
