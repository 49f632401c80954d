"""serve(): a site on this machine that follows its sources until it is told to end."""

import contextlib
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Lock, Thread
from typing import Any, NamedTuple

from edition.desk.live.child import Child, Work
from edition.desk.live.editor import Editor, Opened
from edition.desk.live.messages import (
    Begun,
    Build,
    Changed,
    Ended,
    Known,
    Order,
    Place,
    Progress,
    Remade,
    Result,
    Saved,
    Where,
)
from edition.desk.live.server import Server
from edition.desk.live.state import State, path_of
from edition.desk.live.watch import changes
from edition.errors import UsageError
from edition.model import Finding
from edition.record import Record

USUAL_PORT = 8000
_PATIENCE = 5.0  # seconds in which a place in a source must be found
_STILL = 0.3  # seconds without a save after which the whole site is built


class Wishes(NamedTuple):
    """What the command line says: the edition at `path`, its sources in `folder`, and with what it is served.

    `others` are files outside of the folder that it is made from. `brief` asks for errors only, and once for the
    figures of warnings. `port` is 0 where none is wished for.
    """

    path: Path
    folder: Path
    others: tuple[Path, ...]
    schemas: tuple[str, ...]
    jobs: int
    brief: bool
    port: int
    editor: Editor


class Tellers(NamedTuple):
    """How the user is told: that we are there (at an address), what happened (a line), and what is wrong."""

    ready: Callable[[str], None]
    said: Callable[[str], None]
    found: Callable[[Sequence[Finding]], None]


def serve(wishes: Wishes, whole: Work, quick: Work, tellers: Tellers) -> None:
    """Serve until KeyboardInterrupt; whatever ends it, nothing is left: no process and no file.

    `whole` and `quick` are what the two processes run. Raises UsageError if the port is taken or nothing can be
    watched.
    """
    scratch = Path(tempfile.mkdtemp(prefix="edition-serve-"))
    try:
        # Not the project's own record: this site is not the one that is published.
        record = Record(scratch / "record" / "build", secrets.token_bytes(32))
        order = Order(wishes.path, scratch, record, wishes.schemas, wishes.jobs)
        with _Live(wishes, order, whole, quick, tellers) as live:
            live.run()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


class _Live:
    """The server, its two processes and the watcher, and what passes between them."""

    def __init__(self, wishes: Wishes, order: Order, whole: Work, quick: Work, tellers: Tellers) -> None:
        self._wishes, self._tellers = wishes, tellers
        self._events: Queue[Any] = Queue()
        self._state = State(order.site, Path.cwd())
        self._quick = Child("quick", quick, order, self._events.put)
        self._whole = Child("whole", whole, order, self._events.put)
        self._places = _Places(self._quick.say)
        self._stop = Event()
        self._serial = 0
        self._asked = self._built = -1  # the serials of the last whole build that was asked for, and that ended
        self._began: dict[int, float] = {}
        self._lost = False  # the quick process came to an end, and knows nothing when it is started again
        self._is_held = False  # the whole site cannot be made as its sources are
        self._told: dict[object, Finding] | None = None  # what the user knows to be wrong
        self._server = _listen(wishes.port, self._state, self._act)

    def __enter__(self) -> "_Live":
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._quick.end()
        self._whole.end()
        self._server.server_close()

    def run(self) -> None:
        """Go on for ever."""
        Thread(target=self._server.serve_forever, daemon=True).start()
        Thread(target=self._watch, daemon=True).start()
        self._ask()
        self._quick.say(Known(-1))  # so that it is there when it is wanted
        self._tellers.ready(self._server.address)
        while True:
            try:
                self._handle(self._events.get(timeout=self._wait()))
            except Empty:
                self._ask()

    def _wait(self) -> float | None:
        """Return how long to wait for an event before the whole site is built; None for ever."""
        return _STILL if self._serial > self._asked and self._asked == self._built else None

    def _ask(self) -> None:
        self._asked = self._serial
        self._whole.say(Build(self._serial))

    def _watch(self) -> None:
        try:
            for paths in changes(self._wishes.folder, self._wishes.others, self._stop):
                self._events.put(Changed(paths))
        except UsageError as error:
            self._events.put(error)

    def _handle(self, event: object) -> None:
        if isinstance(event, Exception):
            raise event
        if isinstance(event, Changed):
            self._save(event.paths)
        elif isinstance(event, Remade):
            self._remade(event)
        elif isinstance(event, Result):
            self._result(event)
        elif isinstance(event, Progress):
            self._state.progressed(event)
        elif isinstance(event, Begun):
            self._state.begun(event.pages)
            self._quick.say(Known(-1))
        elif isinstance(event, Place):
            self._places.answer(event)
        elif isinstance(event, Ended):
            self._ended(event)

    def _save(self, paths: tuple[Path, ...]) -> None:
        self._serial += 1
        self._began = {self._serial: time.monotonic()}
        if self._lost:
            self._lost = False
            self._quick.say(Known(self._built))
        self._quick.say(Saved(self._serial, paths, self._state.shown()))

    def _remade(self, remade: Remade) -> None:
        self._state.remade(remade)
        if began := self._began.get(remade.serial):
            took = round(1000 * (time.monotonic() - began))
            what = "is shown" if remade.pages else "cannot be shown; its last good page stays"
            self._tellers.said(f"{remade.file} {what} ({took} ms)")
        if remade.findings is not None and self._told is not None:
            others = [each for each in self._told.values() if each.file != remade.file]
            self._tell([*others, *remade.findings])

    def _result(self, result: Result) -> None:
        self._built = self._asked
        if result.problem and self._serial > self._asked:
            return  # what is saved by now may have mended it, or been the reason
        self._state.built(result)
        if result.problem:
            self._tellers.said(result.problem)
        else:
            self._tell(result.findings)
        if not result.is_new and not self._is_held:
            self._tellers.said("until that is mended, lists, registers and the search stay as they are")
        self._is_held = not result.is_new
        if result.is_new:
            self._quick.say(Known(result.serial))

    def _tell(self, findings: Collection[Finding]) -> None:
        """Tell the user of what is wrong now and was not before; and once that nothing is wrong any more."""
        known = self._told
        self._told = {_key(each): each for each in findings if each.severity == "error" or not self._wishes.brief}
        if known is None:
            self._tellers.found(list(findings))
        elif fresh := [each for key, each in self._told.items() if key not in known]:
            self._tellers.found(fresh)
        elif known and not self._told:
            self._tellers.found(())

    def _ended(self, ended: Ended) -> None:
        """Go on without a process; it starts again with the next save, which may no longer be what ended it."""
        words = "a process that makes pages came to an end; it starts again with the next save"
        if ended.name == "quick":
            self._lost = True
            self._tellers.said(words)
        else:
            self._result(Result(self._asked, False, (), {}, words))

    def _act(self, wish: dict[str, Any]) -> Opened:
        """Open a source as a page asks: at a place of its own, or where a finding was reported."""
        match wish:
            case {"file": str(name), "line": int(line), "column": int(column)}:
                file = self._state.file_of(name)
                if file is None:
                    return Opened(words="nothing is wrong with that file any more")
                return self._wishes.editor.open(file.absolute(), max(1, line), max(1, column))
            case {"page": str(page), "ids": list(ids)}:
                place = self._places.ask(path_of(page) or "", tuple(each for each in ids if isinstance(each, str)))
                if place is None or place.file is None:
                    return Opened(words="this is made from more than one source, or not yet known")
                return self._wishes.editor.open(place.file, place.line, place.column)
        return Opened(words="that cannot be opened")


class _Places:
    """Questions to the process that knows where things stand, each with its answer."""

    def __init__(self, say: Callable[[object], None]) -> None:
        self._say, self._numbers, self._lock = say, count(), Lock()
        self._waiting: dict[int, Queue[Place]] = {}

    def ask(self, page: str, ids: tuple[str, ...]) -> Place | None:
        """Return where an element stands; None if nobody answers in time."""
        answer: Queue[Place] = Queue(1)
        with self._lock:
            number = next(self._numbers)
            self._waiting[number] = answer
            self._say(Where(number, page, ids))
        try:
            return answer.get(timeout=_PATIENCE)
        except Empty:
            return None
        finally:
            self._waiting.pop(number, None)

    def answer(self, place: Place) -> None:
        """Hand an answer to whoever waits for it."""
        if waiting := self._waiting.get(place.number):
            waiting.put(place)


def _key(finding: Finding) -> object:
    """Return what a finding has in common with the same one before a save, on whatever line it was."""
    return finding.code, finding.file, finding.path, finding.message


def _listen(port: int, state: State, act: Callable[[dict[str, Any]], Opened]) -> Server:
    """Return a server on the port that is wished for, else on the usual one, else on any."""
    for number in _ports(port):
        with contextlib.suppress(OSError):
            return Server(number, state, act)
    raise UsageError(f"port {port} is taken; choose another with --port, or leave it to us")


def _ports(port: int) -> Iterator[int]:
    yield from (port,) if port else (USUAL_PORT, 0)
