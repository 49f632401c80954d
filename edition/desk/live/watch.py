"""Tells of files that were saved, added or removed in a folder, as soon as a burst of that is over."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import watch

from edition.errors import UsageError
from edition.source.discover import is_site

# Milliseconds. An editor that writes by another name makes two or three events of a save; a checkout of another branch
# goes on for seconds, and is told of in pieces.
_QUIET, _LONGEST = 20, 400


def changes(folder: Path, stop: Event) -> Iterator[tuple[Path, ...]]:
    """Yield the files that changed below a folder, again and again, until `stop` is set.

    What is hidden, or in a site that we built, is not told of. Raises UsageError if the system cannot watch more.
    """
    folder = folder.resolve()
    try:
        for burst in watch(
            folder,
            watch_filter=None,
            step=_QUIET,
            debounce=_LONGEST,
            rust_timeout=500,
            yield_on_timeout=False,
            stop_event=stop,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            if paths := tuple(sorted(_wanted({Path(name) for _, name in burst}, folder, is_site))):
                yield paths
    except OSError as error:  # too many folders for inotify
        raise UsageError(f"{folder} cannot be watched: {error.strerror or error}") from error


def _wanted(paths: set[Path], folder: Path, is_ours: Callable[[Path], bool]) -> Iterator[Path]:
    sites: dict[Path, bool] = {}
    for path in paths:
        if not path.is_relative_to(folder):
            continue
        parts = path.relative_to(folder).parts
        above = [folder.joinpath(*parts[:depth]) for depth in range(1, len(parts))]
        if any(part.startswith(".") for part in parts):
            continue
        if not any(sites.setdefault(each, is_ours(each)) if each not in sites else sites[each] for each in above):
            yield path
