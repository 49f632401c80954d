"""A process of our own that works for the server: told what to do through a pipe, and ended with all that it started.

It leads a group of processes, so that Ctrl-C in the terminal reaches the server alone, which then ends the group. If
the server itself is killed, the pipe breaks, and the process ends its group.
"""

import contextlib
import gc
import multiprocessing
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import Empty, Queue
from threading import RLock, Thread
from typing import Any

from edition.desk.live.messages import Ended, Order

# Seconds that a process has to end before it is killed.
_GRACE = 3.0
_GROUPS = hasattr(os, "killpg")
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)

Work = Callable[[Order, "Inbox", Callable[[object], None]], None]


class Inbox:
    """What a process was told and has not yet done."""

    def __init__(self, queue: "Queue[Any]") -> None:
        self._queue = queue

    def get(self, wait: float | None = None) -> Any:
        """Return the next message; None if there is none for `wait` seconds."""
        try:
            return self._queue.get(timeout=wait)
        except Empty:
            return None

    def rest(self) -> list[Any]:
        """Return all messages that wait."""
        found = []
        with contextlib.suppress(Empty):
            while True:
                found.append(self._queue.get_nowait())
        return found


class Child:
    """The server's end of such a process, which is started again when it is told something and has come to an end."""

    def __init__(self, name: str, work: Work, order: Order, tell: Callable[[object], None]) -> None:
        """Name a function that the process runs; what it says goes to `tell`, from another thread."""
        self._name, self._work, self._order, self._tell = name, work, order, tell
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._lock = RLock()

    def say(self, message: object) -> None:
        """Send a message; from any thread."""
        with self._lock:
            for _ in range(2):
                pipe = self._pipe or self._start()
                try:
                    pipe.send(message)
                    return
                except (BrokenPipeError, ConnectionError):
                    self.end()

    def end(self) -> None:
        """End the process and all that it started."""
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if process is not None:
            _signal(process, signal.SIGTERM)
            process.join(_GRACE)
            _signal(process, _KILL)  # also what is left of its group
            process.join(_GRACE)
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._pipe = ours
        # No daemon: it has processes of its own.
        self._process = context.Process(target=_run, args=(self._work, self._order, theirs), name=self._name)
        with _no_interrupt():
            _start_cleaner()
            self._process.start()
        theirs.close()
        Thread(target=self._listen, args=(ours,), daemon=True).start()
        return ours

    def _listen(self, pipe: Connection) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                self._tell(pipe.recv())
        if pipe is self._pipe:  # else it was ended by us
            self._pipe = None
            self._tell(Ended(self._name))


@contextlib.contextmanager
def _no_interrupt() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach, not even before they have a group of their own."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_cleaner() -> None:
    """Start the process that Python has to clean up behind others, so that it does so without a word to the user."""
    if not _GROUPS:  # there is none on Windows
        return
    before = os.environ.get("PYTHONWARNINGS")
    os.environ["PYTHONWARNINGS"] = ",".join(filter(None, [before, "ignore:resource_tracker:UserWarning"]))
    try:
        resource_tracker.ensure_running()
    finally:
        os.environ.pop("PYTHONWARNINGS")
        if before is not None:
            os.environ["PYTHONWARNINGS"] = before


def _run(work: Work, order: Order, pipe: Connection) -> None:
    """Be such a process."""
    if _GROUPS:
        os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 50, 50)  # many small values and few cycles, as in cli.py
    queue: Queue[Any] = Queue()
    Thread(target=_receive, args=(pipe, queue, order.scratch), daemon=True).start()
    work(order, Inbox(queue), pipe.send)


def _receive(pipe: Connection, queue: "Queue[Any]", scratch: Path) -> None:
    try:
        while True:
            queue.put(pipe.recv())
    except (EOFError, OSError):  # the server is no more
        shutil.rmtree(scratch, ignore_errors=True)
        if _GROUPS:
            os.killpg(0, signal.SIGTERM)
            time.sleep(_GRACE)
            os.killpg(0, _KILL)
        os._exit(1)


def _signal(process: BaseProcess, number: int) -> None:
    """Send a signal to the group that a process leads, or to it alone if it leads none yet."""
    assert process.pid is not None  # noqa: S101 - it was started
    with contextlib.suppress(PermissionError):
        try:
            if _GROUPS:
                os.killpg(process.pid, number)
        except ProcessLookupError:
            pass
        else:
            if _GROUPS:
                return
        if process.is_alive():
            os.kill(process.pid, number)
