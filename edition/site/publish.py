"""Puts a finished site in its place, all or nothing: contract.md, "Building"."""

import contextlib
import ctypes
import glob
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from edition.errors import PublishError, UsageError
from edition.model import Page
from edition.source.discover import is_site

_RENAME_EXCHANGE = 2  # Linux: linux/fs.h
_RENAME_SWAP = 2  # macOS: sys/stdio.h
_AT_FDCWD = -100
_STAGING = ".staging"


def check_output(out: Path) -> None:
    """Make sure that OUT is ours to replace: absent, empty, or a site that we built; else UsageError."""
    if out.is_symlink():
        raise UsageError(f"{out} is a link; name the folder itself")
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"{out} is a file; the site needs a folder")
    if any(out.iterdir()) and not is_site(out):
        raise UsageError(
            f"{out} holds files that edition did not write; nothing was touched. Name another folder with -o"
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the new site that is the same in the old one, byte for byte and with the same time."""

    path: str


def publish(pages: Iterable[Page | Kept], out: Path, modified: int) -> dict[str, int]:
    """Write pages to a folder beside OUT, then exchange the two; return the paths and sizes of all files.

    `modified` is the time of every file, in seconds of the epoch. Whatever happens on the way, OUT stays as it was.
    Raises PublishError where the disk refuses.
    """
    check_output(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _staging(out) as staging:
            sizes = _write(pages, staging, out, modified)
            _exchange(staging, out)
    except OSError as error:
        raise PublishError(f"{out} could not be written: {error.strerror or error}") from error
    return sizes


@contextlib.contextmanager
def _staging(out: Path) -> Iterator[Path]:
    """Yield an empty folder on the same disk as OUT, and leave nothing of it behind."""
    _clear(out)
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.{os.getpid()}.", suffix=_STAGING, dir=out.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear(out: Path) -> None:
    """Remove what builds left behind that were killed: staging folders of processes that are no more."""
    for folder in out.parent.glob(f".{glob.escape(out.name)}.*{_STAGING}*"):
        process = folder.name.removeprefix(f".{out.name}.").partition(".")[0]
        if process.isdigit() and not _is_alive(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # of another user, or on a system that cannot tell
        return True
    return True


def _write(pages: Iterable[Page | Kept], folder: Path, old: Path, modified: int) -> dict[str, int]:
    sizes: dict[str, int] = {}
    folders = {folder.resolve()}
    for page in pages:
        path = folder / page.path
        if ".." in path.parts or not path.is_relative_to(folder):
            raise PublishError(f"a page wanted to be written outside the site: {page.path}")
        if page.path in sizes:
            raise PublishError(f"two pages have the same path: {page.path}")
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        if isinstance(page, Kept):
            _take_over(old / page.path, path)
            sizes[page.path] = path.stat().st_size
            continue
        path.write_bytes(page.content)
        os.utime(path, (modified, modified))
        sizes[page.path] = len(page.content)
    return sizes


def _take_over(old: Path, new: Path) -> None:
    """Have a file of the old site in the new one: by a second name, which costs nothing, else as a copy."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _exchange(staging: Path, out: Path) -> None:
    """Put the new folder in the place of the old one, in one step where the system can do that."""
    staging.chmod(0o755)
    if not out.exists():
        staging.rename(out)
    elif not _swap(staging, out):
        # Two steps: for a moment there is no site, but never a mixture.
        aside = staging.with_name(staging.name + ".old")
        out.rename(aside)
        try:
            staging.rename(out)
        except OSError:
            aside.rename(out)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def _swap(one: Path, other: Path) -> bool:
    """Exchange two folders atomically; False where the system has no such call."""
    paths = os.fsencode(one), os.fsencode(other)
    system = ctypes.CDLL(None, use_errno=True) if sys.platform in ("linux", "darwin") else object()
    if swap := getattr(system, "renameat2", None):
        return bool(swap(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
    if swap := getattr(system, "renamex_np", None):
        return bool(swap(*paths, _RENAME_SWAP) == 0)
    return False
