"""What a build remembers for the next one: values kept in a folder, signed so that nobody else can put words in it.

A record is worth nothing to anyone but the user who built: a project that comes with one, made by somebody else, would
otherwise decide what is checked and what is not. Hence each file is signed with a key of this user, and one that is not
is as if it were not there. That also makes it safe to keep Python's own serial form, the fastest to read.
"""

import contextlib
import hashlib
import hmac
import os
import pickle
import secrets
import sys
import tempfile
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_KEY_NAME = "record.key"
_SIGNATURE = 32  # bytes of SHA-256


@dataclass(frozen=True, slots=True)
class Record:
    """A folder of values by name; without a key nothing is kept and nothing found."""

    folder: Path
    key: bytes

    def load(self, name: str) -> Any:
        """Return the value kept under a name; None if there is none, or none that we have signed."""
        data = self._read(name)
        if data is None:
            return None
        try:
            return pickle.loads(data)  # noqa: S301 - signed by this user
        except (pickle.PickleError, AttributeError, ImportError, EOFError, TypeError, ValueError):
            return None

    def save(self, name: str, value: object) -> None:
        """Keep a value; where the disk refuses, the next build does without."""
        if not self.key:
            return
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder.parent / ".gitignore").write_text("*\n", "utf-8")
            handle, temporary = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.write(self._sign(name, data) + data)
            Path(temporary).replace(self.folder / name)

    def holds(self, name: str) -> bool:
        """Tell whether something that we have signed is kept under a name."""
        return self._read(name) is not None

    def clear(self, prefix: str, keep: Container[str]) -> None:
        """Let go of what is kept under names that begin with a prefix, but for some."""
        for path in self.folder.glob(f"{prefix}*"):
            if path.name not in keep:
                path.unlink(missing_ok=True)

    def _read(self, name: str) -> bytes | None:
        """Return what is kept under a name, without its signature; None if there is none, or it is not ours."""
        if not self.key:
            return None
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        is_ours = hmac.compare_digest(data[:_SIGNATURE], self._sign(name, data[_SIGNATURE:]))
        return data[_SIGNATURE:] if is_ours else None

    def _sign(self, name: str, data: bytes) -> bytes:
        return hmac.new(self.key, name.encode() + b"\0" + data, hashlib.sha256).digest()


def open_record(project: Path | None, root: Path, out: Path, cache: Path, program: str) -> Record:
    """Return the record of the builds of `root` into `out`.

    It lies in `.edition/` of a project, else in the user's `cache`, which also holds the key. What was not kept by the
    same `program` (what stands for its version) is as if it were not there: its values may have another form.
    """
    about = hashlib.sha256(f"{root.resolve()}\0{out.resolve()}".encode()).hexdigest()[:16]
    folder = (project / ".edition" if project else cache / "builds") / about
    key = _key(cache)
    return Record(folder, hmac.new(key, program.encode(), hashlib.sha256).digest() if key else b"")


def user_cache() -> Path:
    """Return the folder where this user's caches lie; it need not exist."""
    if cache := os.environ.get("XDG_CACHE_HOME"):
        base = Path(cache)
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    else:
        base = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return base / "tei-edition"


def _key(cache: Path) -> bytes:
    """Return this user's key, made when it is first wanted; empty where it cannot be kept."""
    path = cache / _KEY_NAME
    try:
        if not path.exists():
            cache.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(32))
        return path.read_bytes()
    except OSError:
        return b""
