"""A child process for stylesheets that a project brings: locked, with little memory, and ended when it takes too long.

The child reads requests and writes answers, one JSON object a line. It sees no file, no variable of the environment and
no argument; what it is asked to run comes through the pipe. One child serves many stylesheets and documents.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import IO, Any

from edition.errors import TransformError

_SECONDS = 20.0
_MEGABYTES = 512
# An answer longer than this is no list of failures.
_LONGEST_ANSWER = 64_000_000
# After this many ends by force a stylesheet is not run again: a run of the program must come to its own end.
_STRIKES = 2
_START = "import sys; sys.path.insert(0, sys.argv.pop()); from edition.sandbox import serve; serve()"


class StoppedError(TransformError):
    """A stylesheet was ended by force: it took too long or too much memory."""

    is_final = True


class UnreadableError(TransformError):
    """A document cannot be parsed."""

    is_final = True


class Sandbox:
    """Compiles and runs stylesheets in a child process, which is started when it is needed and again when it died."""

    def __init__(self, seconds: float = _SECONDS, megabytes: int = _MEGABYTES) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._child: subprocess.Popen[bytes] | None = None
        self._known: set[int] = set()
        self._document: str | None = None
        self._count = 0
        self._runs = 0

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    @property
    def process(self) -> int | None:
        """The number of the child, if there is one."""
        return self._child.pid if self._child else None

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None
        self._known.clear()
        self._document = None
        self._runs = 0

    def compile_text(self, stylesheet: str) -> "Confined":
        """Compile the text of a stylesheet that imports nothing; TransformError with all its mistakes."""
        self._count += 1
        confined = Confined(self, self._count, stylesheet)
        self.prepare(confined)
        return confined

    def prepare(self, sheet: "Confined") -> None:
        """Make sure that the child knows a stylesheet."""
        if sheet.number not in self._known:
            self._ask({"compile": sheet.text, "number": sheet.number})
            self._known.add(sheet.number)

    def run(self, sheet: "Confined", source: str) -> str:
        """Run a stylesheet; if an old child dies of it, a fresh one is asked, since memory fills up with time."""
        is_old = self._runs > 0
        try:
            return self._run(sheet, source)
        except _DiedError:
            if not is_old:
                raise
            return self._run(sheet, source)

    def _run(self, sheet: "Confined", source: str) -> str:
        self.prepare(sheet)
        if source is not self._document:
            self._document = None
            try:
                self._ask({"document": source})
            except StoppedError:
                raise
            except TransformError as error:
                raise UnreadableError(str(error)) from error
            self._document = source
        answer = self._ask({"run": sheet.number})
        self._runs += 1
        return answer

    def _ask(self, request: Mapping[str, object]) -> str:
        """Send a request and wait for the answer, but not for ever."""
        child = self._child = self._child or _start(self._megabytes)
        late = Timer(self._seconds, child.kill)
        late.daemon = True
        late.start()
        try:
            answer = _exchange(child, json.dumps(request).encode() + b"\n")
        finally:
            was_late = not late.is_alive()
            late.cancel()
        if answer is None:
            self.close()
            if was_late:
                raise StoppedError(f"it took longer than {self._seconds:g} seconds")
            raise _DiedError(f"it took more than {self._megabytes} MB of memory, or failed otherwise")
        if (error := answer.get("error")) is not None:
            raise TransformError(str(error))
        return str(answer["result"])


class _DiedError(StoppedError):
    """The child died by itself."""


class Confined:
    """A stylesheet that runs in a sandbox."""

    def __init__(self, sandbox: Sandbox, number: int, text: str) -> None:
        self.number = number
        self.text = text
        self._sandbox = sandbox
        self._strikes = 0

    def run(self, source: str) -> str:
        """Transform the text of a document; TransformError if the stylesheet stops, StoppedError if it is stopped."""
        if self._strikes >= _STRIKES:
            raise StoppedError(f"it was ended by force {_STRIKES} times before and is not run again")
        try:
            return self._sandbox.run(self, source)
        except StoppedError:
            self._strikes += 1
            raise


def _start(megabytes: int) -> subprocess.Popen[bytes]:
    """Start a child that inherits nothing but the way to this package."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    package = str(Path(__file__).resolve().parent.parent)
    command = [sys.executable, "-I", "-c", _START, str(megabytes), package]
    pipe = subprocess.PIPE
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, env=kept, cwd=Path("/"))  # noqa: S603


def _exchange(child: subprocess.Popen[bytes], request: bytes) -> dict[str, Any] | None:
    """Return the answer to a request; None if the child is gone or talks nonsense."""
    if child.stdin is None or child.stdout is None:
        return None
    try:
        child.stdin.write(request)
        child.stdin.flush()
        line = child.stdout.readline(_LONGEST_ANSWER)
        answer = json.loads(line) if line.endswith(b"\n") else None
    except (OSError, ValueError):
        return None
    return answer if isinstance(answer, dict) else None


def serve() -> None:
    """Be the child: limit yourself, then answer requests until there are no more."""
    _limit(int(sys.argv[-1]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _serve(sys.stdin.buffer, answers)


def _limit(megabytes: int) -> None:
    """Take memory and the writing of files away from this process, where the system can."""
    try:
        import resource
    except ImportError:  # not on Windows: there the parent's patience is the only limit
        return
    size = megabytes * 2**20
    # Not RLIMIT_AS: Saxon reserves 34 GB of addresses when it starts, and uses a fraction.
    for kind, limit in ((resource.RLIMIT_DATA, size), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (limit, limit))
        except (ValueError, OSError):  # macOS refuses some; a lower hard limit stays as it is
            continue


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    from edition.saxon import Saxon

    saxon = Saxon(locked=True)
    sheets: dict[int, Any] = {}
    document = ""
    for line in requests:
        request = json.loads(line)
        result = ""
        answer: dict[str, str]
        try:
            if "compile" in request:
                sheets[request["number"]] = saxon.compile_text(request["compile"])
            elif "document" in request:
                document = request["document"]
                saxon.read(document)
            else:
                result = sheets[request["run"]].run(document)
            answer = {"result": result}
        except TransformError as error:
            answer = {"error": str(error)}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()
