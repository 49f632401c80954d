"""Which files have changed since a revision, as git tells it."""

import os
import subprocess
from pathlib import Path

from edition.errors import UsageError

# Set in git's hooks, these would send our calls to another repository or index than that of the folder.
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
# What a repository's own configuration could make git run or leave out, and what would be written on the way.
_SAFE = ("-c", "core.fsmonitor=false", "-c", "diff.relative=false", "--no-optional-locks", "--no-pager")


def changed_since(folder: Path, revision: str) -> frozenset[Path]:
    """Return the real paths of all files that differ from a revision: changed, new, moved, deleted or not yet added.

    Raises UsageError outside of a checkout of git, or for a revision that is none.
    """
    if revision.startswith("-"):
        raise UsageError(f"“{revision}” is no revision of git")
    root = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).rstrip("\n"))
    try:
        commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except UsageError as error:
        advice = "is it fetched? CI services often fetch one commit only"
        raise UsageError(f"git knows no revision “{revision}” in {root} ({advice})") from error
    # A moved file is a file that is gone and a new one: what pointed at the old name must be looked at.
    differing = _git(root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", commit, "--")
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset((root / os.fsdecode(name)).resolve() for name in (differing + untracked).split(b"\0") if name)


def _git(folder: Path, *words: str) -> bytes:
    environment = {key: value for key, value in os.environ.items() if key not in _OF_A_HOOK} | {"LC_ALL": "C"}
    command = ["git", *_SAFE, "-C", str(folder), *words]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise UsageError(f"git cannot be called: {error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it failed"]
        raise UsageError(f"git cannot tell what has changed in {folder}: {said[0].removeprefix('fatal: ')}")
    return done.stdout
