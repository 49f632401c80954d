"""Names and the classes of names that a schema speaks of (RELAX NG, section 6.1).

A name is one string, as expat gives it: the namespace's URI, a line feed, the local name; without a namespace the
local name alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

SEPARATOR = "\n"
XML_URI = "http://www.w3.org/XML/1998/namespace"
XMLNS_URI = "http://www.w3.org/2000/xmlns"
_ELSEWHERE = "\x00"  # a namespace and a local name that no document can have


def join(uri: str, local: str) -> str:
    """Return the name of a namespace and a local name."""
    return f"{uri}{SEPARATOR}{local}" if uri else local


def split(name: str) -> tuple[str, str]:
    """Return the namespace and the local name of a name."""
    uri, _, local = name.rpartition(SEPARATOR)
    return uri, local


class NameClass:
    """A set of names, finite or not."""

    __slots__ = ()

    def contains(self, name: str) -> bool:
        """Tell whether a name belongs to the class."""
        raise NotImplementedError

    def names(self) -> Iterator[str]:
        """Yield the names that the class lists one by one."""
        yield from ()

    def samples(self) -> Iterator[str]:
        """Yield names such that two classes overlap exactly if a sample of one of them belongs to both."""
        raise NotImplementedError

    @property
    def is_open(self) -> bool:
        """Tell whether the class holds names without end."""
        return False


@dataclass(frozen=True, slots=True)
class Name(NameClass):
    """One name."""

    name: str

    def contains(self, name: str) -> bool:
        """Compare the names."""
        return name == self.name

    def names(self) -> Iterator[str]:
        """Yield the name."""
        yield self.name

    samples = names


@dataclass(frozen=True, slots=True)
class AnyName(NameClass):
    """Every name but those excluded."""

    excluded: NameClass | None = None

    def contains(self, name: str) -> bool:
        """Tell whether the name is not excluded."""
        return self.excluded is None or not self.excluded.contains(name)

    def samples(self) -> Iterator[str]:
        """Yield a name that stands for all the others, and those excluded."""
        yield join(_ELSEWHERE, _ELSEWHERE)
        if self.excluded:
            yield from self.excluded.samples()

    @property
    def is_open(self) -> bool:
        """Say yes."""
        return True


@dataclass(frozen=True, slots=True)
class NsName(NameClass):
    """Every name of a namespace but those excluded."""

    uri: str
    excluded: NameClass | None = None

    def contains(self, name: str) -> bool:
        """Tell whether the name is of the namespace and not excluded."""
        if name.rpartition(SEPARATOR)[0] != self.uri:
            return False
        return self.excluded is None or not self.excluded.contains(name)

    def samples(self) -> Iterator[str]:
        """Yield a name that stands for all others of the namespace, and those excluded."""
        yield join(self.uri, _ELSEWHERE)
        if self.excluded:
            yield from self.excluded.samples()

    @property
    def is_open(self) -> bool:
        """Say yes."""
        return True


@dataclass(frozen=True, slots=True)
class NameChoice(NameClass):
    """The names of several classes."""

    members: tuple[NameClass, ...]

    def contains(self, name: str) -> bool:
        """Tell whether one of the classes contains the name."""
        return any(member.contains(name) for member in self.members)

    def names(self) -> Iterator[str]:
        """Yield the names of all."""
        for member in self.members:
            yield from member.names()

    def samples(self) -> Iterator[str]:
        """Yield the samples of all."""
        for member in self.members:
            yield from member.samples()

    @property
    def is_open(self) -> bool:
        """Tell whether one of them is open."""
        return any(member.is_open for member in self.members)


def overlap(one: NameClass, other: NameClass) -> bool:
    """Tell whether some name belongs to both classes.

    After James Clark, "An algorithm for RELAX NG validation", section "Checking the restrictions".
    """
    if isinstance(one, Name):
        return other.contains(one.name)
    samples = (*one.samples(), *other.samples())
    return any(one.contains(name) and other.contains(name) for name in samples)
