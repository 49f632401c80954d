"""Tells of files that were saved, added or removed in a folder, as soon as a burst of that is over."""

from collections.abc import Collection, Iterator
from pathlib import Path
from threading import Event

from watchfiles import watch

from edition.errors import UsageError
from edition.source.discover import is_site

# Milliseconds. An editor that writes by another name makes two or three events of a save; a checkout of another branch
# goes on for seconds, and is told of in pieces.
_QUIET, _LONGEST = 20, 400


def changes(folder: Path, others: Collection[Path], stop: Event) -> Iterator[tuple[Path, ...]]:
    """Yield the files that changed below a folder, or are among `others`, again and again, until `stop` is set.

    What is hidden, or in a site that we built, is not told of. Raises UsageError if the system cannot watch more.
    """
    folder = folder.resolve()
    try:
        for burst in watch(
            folder,
            *_outside(others, folder),
            watch_filter=None,
            step=_QUIET,
            debounce=_LONGEST,
            rust_timeout=500,
            yield_on_timeout=False,
            stop_event=stop,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            if paths := tuple(sorted(_wanted({Path(name) for _, name in burst}, folder, others))):
                yield paths
    except OSError as error:  # too many folders for inotify
        raise UsageError(f"{folder} cannot be watched: {error.strerror or error}") from error


def _outside(others: Collection[Path], folder: Path) -> set[Path]:
    """Return the files outside of the folder that are there: a file that is not cannot be watched."""
    return {path.resolve() for path in others if path.is_file() and not path.resolve().is_relative_to(folder)}


def _wanted(paths: set[Path], folder: Path, others: Collection[Path]) -> Iterator[Path]:
    named = {path.resolve() for path in others}
    sites: dict[Path, bool] = {}
    for path in paths:
        if path in named:
            yield path
        elif path.is_relative_to(folder):
            parts = path.relative_to(folder).parts
            above = [folder.joinpath(*parts[:depth]) for depth in range(1, len(parts))]
            for each in above:
                sites.setdefault(each, is_site(each))
            if not any(part.startswith(".") for part in parts) and not any(sites[each] for each in above):
                yield path
