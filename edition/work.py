"""Hands work to processes: any `concurrent.futures.Executor`, or this process where there is little to do.

A task is a function of a module (so that another process can find it) from a list of items to a list of results, one
each. Items go in chunks, the heaviest first, and results come back in the order of the items. A worker that dies takes
no one down but the item that killed it: the others of its chunk are tried again one by one in new processes.
"""

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, TypeVar

from edition.errors import UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")

# Bytes of TEI below which starting processes costs more than it gains, and those that make a chunk.
_WORTH_IT = 2_500_000
_CHUNK = 750_000


@dataclass(frozen=True, slots=True)
class Died:
    """Stands for the result of an item whose worker came to an end without a word."""

    reason: str


def processes(number: int) -> Executor:
    """Return a pool of processes on this machine."""
    # Spawned, not forked: Saxon's runtime has threads, which do not survive a fork.
    # They make few cycles and many small objects, which the collector would look through again and again.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(number, mp_context=context, initializer=gc.disable)


def dask_cluster(address: str) -> Executor:
    """Return the executor of a Dask scheduler, whose workers see the same files; UsageError if it cannot be reached."""
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("--dask needs the package distributed: pip install 'tei-edition[dask]'") from error
    try:
        client: Any = Client(address, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address}") from error
    return _Dask(client)


class _Dask(Executor):
    """The executor of a Dask client, which ends with it."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = self._executor.submit(fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()


def nothing() -> bool:
    """Say that there is no other work."""
    return False


class Workers:
    """Processes that share the work; they start when there is enough to do.

    `start` makes an executor; without it all work is done in this process. `number` is how many processes this machine
    is to have, of whatever kind.
    """

    def __init__(self, start: Callable[[], Executor] | None = None, number: int = 1) -> None:
        self._start, self.number = start, number
        self._executor: Executor | None = None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=kind is None, cancel_futures=True)

    @property
    def executor(self) -> Executor | None:
        """The executor itself, started; None if all work is done in this process."""
        if self._executor is None and self._start is not None:
            self._executor = self._start()
        return self._executor

    def map(
        self,
        task: Callable[[list[Item]], list[Result]],
        items: Sequence[Item],
        weights: Sequence[int],
        meanwhile: Callable[[], bool] = nothing,
    ) -> Iterator[Result | Died]:
        """Yield the results of a task in the order of the items; `weights` are bytes of TEI.

        `meanwhile` is called while this process waits for the others, until it says that it has no more to do.
        """
        alone = self._start is None or (self._executor is None and sum(weights) < _WORTH_IT)
        if alone or len(items) < 2:  # noqa: PLR2004 - one item cannot be shared
            for item in items:
                yield from task([item])
            return
        yield from _Round(self, task, items, weights).results(meanwhile)

    def warm(self, task: Callable[[], None]) -> None:
        """Have processes that have started do what they will need, while this one is at work on something else."""
        if self._executor is not None:
            with suppress(BrokenExecutor, RuntimeError):  # whoever has work for it notices, too
                for _ in range(self.number):
                    self._executor.submit(task)

    def renew(self) -> None:
        """Give up an executor that is broken; the next work starts a new one."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = None


class _Round(Generic[Item, Result]):
    """One list of items on its way through the workers."""

    def __init__(
        self,
        workers: Workers,
        task: Callable[[list[Item]], list[Result]],
        items: Sequence[Item],
        weights: Sequence[int],
    ) -> None:
        self._workers, self._task, self._items = workers, task, items
        self._chunk_of: dict[int, int] = {}
        self._chunks = _chunks(weights)
        for number, chunk in enumerate(self._chunks):
            self._chunk_of |= dict.fromkeys(chunk, number)
        self._done: dict[int, dict[int, Result | Died]] = {}

    def results(self, meanwhile: Callable[[], bool]) -> Iterator[Result | Died]:
        """Yield results as soon as all before them are there; what was yielded is let go."""
        futures = {number: self._submit(chunk) for number, chunk in enumerate(self._chunks)}
        for place in range(len(self._items)):
            number = self._chunk_of[place]
            if number not in self._done:
                future = futures.pop(number)
                while future is not None and not future.done() and meanwhile():
                    pass
                self._done[number] = self._collect(self._chunks[number], future)
            yield self._done[number].pop(place)

    def _submit(self, chunk: Sequence[int]) -> "Future[list[Result]] | None":
        executor = self._workers.executor
        assert executor is not None  # noqa: S101 - without one the round is not opened
        try:
            return executor.submit(self._task, [self._items[place] for place in chunk])
        except (BrokenExecutor, RuntimeError):
            return None

    def _collect(self, chunk: Sequence[int], future: "Future[list[Result]] | None") -> dict[int, Result | Died]:
        try:
            if future is not None:
                return dict(zip(chunk, future.result(), strict=True))
        except BrokenExecutor:
            pass
        except Exception as error:
            if type(error).__name__ != "KilledWorker":  # what Dask says after its own tries
                raise
        return {place: self._alone(place) for place in chunk}

    def _alone(self, place: int) -> Result | Died:
        """Try one item by itself, in new processes if need be."""
        for _ in range(2):
            future = self._submit([place])
            if future is None:
                self._workers.renew()
                continue
            try:
                return future.result()[0]
            except BrokenExecutor:
                self._workers.renew()
        return Died("the process that worked on it came to an end")


def _chunks(weights: Sequence[int]) -> list[list[int]]:
    """Group the places of items so that chunks weigh about the same; heavy items go alone and first."""
    chunks: list[list[int]] = []
    size = 0
    for place in sorted(range(len(weights)), key=lambda place: (-(weights[place] // _CHUNK), place)):
        if not chunks or size + weights[place] > _CHUNK:
            chunks.append([])
            size = 0
        chunks[-1].append(place)
        size += weights[place]
    return chunks
