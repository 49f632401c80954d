"""What one process does while it waits for the others."""

import itertools
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

from edition.later import Later, LaterText, spare
from edition.work import Workers


def test_a_value_is_worked_out_once_and_taken_away() -> None:
    count = itertools.count(1)
    value = Later(lambda: next(count))
    value.prepare()
    value.prepare()
    assert value.take() == 1
    assert value.take() == 2, "nothing is kept"


def test_a_text_comes_back_as_it_was() -> None:
    text = LaterText(lambda: "Тегеран, 21 февраля\n")
    assert text.take() == "Тегеран, 21 февраля\n"
    text.prepare()
    assert text.take() == "Тегеран, 21 февраля\n"


class _Slow(Executor):
    """Ends what it was given only when it is told to."""

    def __init__(self) -> None:
        self.given: list[tuple[Future[Any], Callable[..., Any], Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        self.given.append((future, fn, args[0]))
        return future

    def finish(self) -> None:
        for future, task, items in self.given:
            if not future.done():
                future.set_result(task(items))


def test_who_waits_prepares_what_comes_later() -> None:
    executor = _Slow()
    prepared: list[str] = []
    values = [Later(lambda: prepared.append("first")), Later(executor.finish), Later(lambda: prepared.append("last"))]
    workers = Workers(lambda: executor, 2)
    doubled = workers.map(lambda items: [2 * item for item in items], [1, 2, 3], [10**6] * 3, spare(values))
    assert list(doubled) == [2, 4, 6]
    assert prepared == ["first"], "what was not reached while others worked is left to be done in its turn"


def test_to_have_nothing_more_to_do_ends_no_wait() -> None:
    called: list[int] = []

    def nothing() -> bool:
        called.append(1)
        return False

    executor = _Slow()
    executor.submit = lambda fn, /, *args: _done(fn(*args))  # type: ignore[method-assign]
    results = Workers(lambda: executor, 2).map(_same, [1, 2], [10**7] * 2, nothing)
    assert list(results) == [1, 2]
    assert not called, "nobody waited"


def _same(items: list[int]) -> list[int]:
    return items


def _done(value: Any) -> "Future[Any]":
    future: Future[Any] = Future()
    future.set_result(value)
    return future
