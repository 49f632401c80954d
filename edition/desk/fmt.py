"""Formats TEI files where they lie, and proves of each that it says the same as before."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from edition.config import Limits
from edition.desk.layout import Style, laid_out
from edition.desk.proof import says_the_same
from edition.errors import EditionError
from edition.model import Finding, Source
from edition.source.decode import decode, encoding_of
from edition.source.parse import parse


class FormatError(EditionError):
    """A file was left as it was: it cannot be written, or its new layout would not say the same."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file that was read: its text, that of its new layout, and what is wrong if it cannot have one."""

    path: Path
    before: str
    after: str
    findings: tuple[Finding, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether the layout differs."""
        return self.before != self.after

    def diff(self, name: str) -> str:
        """Return the difference as a patch of the file under a name."""
        lines = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(unified_diff(*lines, name, name))


def format_all(sources: Sequence[Source], limits: Limits, style: Style) -> Iterator[Formatted]:
    """Yield each source with its new layout; a file that is no TEI has findings and no layout.

    Nothing is written. Raises FormatError if a layout would change what a file says, which would be our fault.
    """
    for source in sources:
        tree, findings = parse(source, limits)
        errors = tuple(finding for finding in findings if finding.severity == "error")
        if tree is None or errors:
            yield Formatted(source.path, "", "", errors)
            continue
        before = decode(source.path.read_bytes())
        after = laid_out(before, style)
        if before != after and not says_the_same(before, after):
            raise FormatError(f"{source.path} was left as it was: laid out anew, it would not say the same")
        yield Formatted(source.path, before, after)


def write(formatted: Formatted) -> None:
    """Put the new layout in the place of the file, whole or not at all; FormatError where the disk refuses.

    Encoding, byte order mark and permissions stay; of a link, the file that it leads to is written.
    """
    path = formatted.path.resolve()
    temporary: Path | None = None
    try:
        data = path.read_bytes()
        encoding, skip = encoding_of(data)
        if decode(data) != formatted.before:
            raise FormatError(f"{formatted.path} was changed meanwhile; format it again")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data[:skip] + formatted.after.encode(encoding))
        temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    except OSError as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        raise FormatError(f"{formatted.path} could not be written: {error.strerror}") from error
