"""Processes that set books, each with limits of its own: no book hangs the program, or takes the machine's memory.

A process sets several books, since it takes a while to start; then a new one does, since Typst keeps in memory what it
might need again. A book that is set again is set by the same process, which is much quicker, unless it has grown large.
"""

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from queue import SimpleQueue

from edition.book.typeset import Printed, Proof, Sheet, set_once
from edition.errors import ConfigError, TransformError

# A process may take so much in any case, and more for each million bytes of data.
_SECONDS, _SECONDS_MORE = 60.0, 120.0
_MEGABYTES, _MEGABYTES_MORE = 2000, 500
# Bytes of data after which a process is let go, and megabytes of memory after which it sets no book again.
_WEARY = 2_000_000
_FULL = 2000
# How many books a process has before it that are done or wait.
_AT_ONCE = 4
_MILLION = 1_000_000


class Press:
    """A process that sets books one after the other, started when there is one to set."""

    def __init__(self) -> None:
        self._child: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None
        self._done = 0
        self._memory = 0

    def set(self, sheet: Sheet) -> Printed:
        """Return a book; TransformError if it cannot be set, or takes too much time or memory."""
        size = len(sheet.data) / _MILLION
        seconds, megabytes = _SECONDS + size * _SECONDS_MORE, int(_MEGABYTES + size * _MEGABYTES_MORE)
        proof = Proof()
        if self._done + len(sheet.data) > _WEARY:
            self.close()
        self._done += len(sheet.data)
        while True:
            try:
                answer = self._ask(sheet, proof, megabytes, seconds)
            except BaseException:
                self.close()
                raise
            if isinstance(answer, Printed):
                return answer
            if isinstance(answer, ConfigError):
                raise answer
            if not isinstance(answer, Proof):
                raise TransformError(str(answer))
            proof = answer
            if self._memory > _FULL:
                self.close()

    def _ask(self, sheet: Sheet, proof: Proof, megabytes: int, seconds: float) -> object:
        line = self._line or self._start()
        try:
            line.send((sheet, proof, megabytes))
            if line.poll(seconds):
                answer, self._memory = line.recv()
                return answer
        except (EOFError, OSError) as error:
            why = f"its process ended: it took more than {megabytes} MB of memory, or Typst failed"
            raise TransformError(f"the book could not be set: {why}") from error
        raise TransformError(f"the book could not be set: it took longer than {seconds:.0f} seconds")

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.kill()
            self._child.join()
        if self._line is not None:
            self._line.close()
        self._child = self._line = None
        self._done = 0

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._child, self._line = context.Process(target=_serve, args=(theirs,), daemon=True), ours
        self._child.start()
        theirs.close()
        return ours


class Presses:
    """Books in the making: a number of processes set them while this one does other things.

    Those that are done wait in memory until they are taken, so that there are few at a time.
    """

    def __init__(self, sheets: Sequence[Callable[[], Sheet]], number: int) -> None:
        """Begin to set some sheets, in their order."""
        self._left = deque(sheets)
        self._waiting = deque[Future[Printed]]()
        self._every = [Press() for _ in range(min(number, len(sheets)))]
        self._free = SimpleQueue[Press]()
        for press in self._every:
            self._free.put(press)
        self._pool = ThreadPoolExecutor(max(1, len(self._every)))
        self._begin()

    def take(self) -> Printed:
        """Return the next book, when it is done; TransformError if it cannot be set, or takes too much."""
        book = self._waiting.popleft().result()
        self._begin()
        return book

    def close(self) -> None:
        """End the processes, whatever they are at."""
        for future in self._waiting:
            future.cancel()
        for press in self._every:
            press.close()
        self._pool.shutdown(wait=True)

    def _begin(self) -> None:
        while self._left and len(self._waiting) < _AT_ONCE * len(self._every):
            self._waiting.append(self._pool.submit(self._set, self._left.popleft()))

    def _set(self, sheet: Callable[[], Sheet]) -> Printed:
        press = self._free.get()
        try:
            return press.set(sheet())
        finally:
            self._free.put(press)


def _serve(line: Connection) -> None:
    """Be the process: set what comes, without a network, until nothing comes any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # where Typst says what only its authors can use
    os.environ["HTTP_PROXY"] = os.environ["HTTPS_PROXY"] = "http://127.0.0.1:9"
    while True:
        try:
            sheet, proof, megabytes = line.recv()
        except EOFError:
            return
        _limit(megabytes)
        try:
            line.send((_answer(sheet, proof), _memory()))
        except MemoryError:
            return


def _answer(sheet: Sheet, proof: Proof) -> object:
    """Set a book; give what came of it, or what is wrong."""
    try:
        return set_once(sheet, proof)
    except ConfigError as error:
        return error
    except TransformError as error:
        return str(error)
    except MemoryError:
        raise
    except Exception as error:  # a bug: the answer must not be awaited for ever
        return f"the book could not be set: {type(error).__name__}: {error}"


def _memory() -> int:
    """Return how many megabytes this process has taken at most; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # not on Windows
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (2**20 if sys.platform == "darwin" else 2**10)


def _limit(megabytes: int) -> None:
    """Take memory away from this process, where the system can."""
    try:
        import resource
    except ImportError:  # not on Windows: there the parent's patience is the only limit
        return
    try:
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if most < 0 else min(wanted, most), most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):  # macOS refuses some
        return
