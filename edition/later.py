"""Values that are worked out while this process would wait for others, or at the latest when they are asked for."""

import zlib
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class Later(Generic[Value]):
    """A value that can be worked out at any time; whoever takes it takes it away."""

    def __init__(self, work: Callable[[], Value]) -> None:
        self._work = work
        self._done: list[Value] = []

    def prepare(self) -> None:
        """Work the value out, unless that has been done."""
        if not self._done:
            self._done.append(self._work())

    def take(self) -> Value:
        """Return the value; asked again, it is worked out again, since nothing is kept."""
        self.prepare()
        return self._done.pop()


class LaterText(Later[str]):
    """A text that waits compressed: there may be thousands of them."""

    def __init__(self, work: Callable[[], str]) -> None:
        super().__init__(work)
        self._packed = b""

    def prepare(self) -> None:
        """Work the text out and pack it, unless that has been done."""
        self._packed = self._packed or zlib.compress(self._work().encode(), 1)

    def take(self) -> str:
        """Return the text; asked again, it is worked out again, since nothing is kept."""
        packed, self._packed = self._packed, b""
        return zlib.decompress(packed).decode() if packed else self._work()


def spare(values: Iterable[Later[Any]]) -> Callable[[], bool]:
    """Return what prepares the next of the values each time it is called, and says False when none is left."""
    left = iter(values)

    def one() -> bool:
        following = next(left, None)
        if following is None:
            return False
        following.prepare()
        return True

    return one
