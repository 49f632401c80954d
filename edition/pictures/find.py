"""Where the addresses of pictures in a document lead: to a file of the edition, to the web, or nowhere."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

from edition.index import Broken, Library, expand
from edition.model import Document, Pointer, Prefix, Spot
from edition.pictures.content import SUFFIXES, Content, Fault, look

# A picture in the address itself, of a format that cannot carry a program.
_INLINE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif)[;,]")
_BEHIND = re.compile(r"[?#].*", re.DOTALL)
_LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a picture as the source writes it, and where it stands first.

    `is_asserted` is said of `url`: there is a picture. A word of `facs` may be anything: an id, a shelfmark.
    """

    text: str
    spot: Spot
    is_asserted: bool


@dataclass(frozen=True, slots=True)
class Remote:
    """A picture on another host; it is linked, never asked for."""

    href: str


@dataclass(frozen=True, slots=True)
class Inline:
    """A picture that stands in the address itself (`data:`)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A picture file of the edition: its real path, its name (from the edition's folder, with `/`), what it holds."""

    path: Path
    name: str
    content: Content


Verdict = Remote | Inline | Found | Fault


def addresses(document: Document) -> list[Address]:
    """Return the addresses of a document that may be those of pictures, each once, in the order of the source.

    They are the words of `facs` that do not begin with `#`, and each `url` as a whole: there a blank is a slip in a
    file's name, and the words of it are joined by one blank.
    """
    found: dict[str, Address] = {}
    urls: defaultdict[int, list[Pointer]] = defaultdict(list)
    for pointer in document.pointers:
        if pointer.attribute == "url":
            urls[pointer.number].append(pointer)
        elif pointer.attribute == "facs" and not pointer.token.startswith("#"):
            spot = Spot(pointer.number, pointer.attribute, pointer.token)
            found.setdefault(pointer.token, Address(pointer.token, spot, is_asserted=False))
    for number, words in urls.items():
        text = " ".join(word.token for word in words)
        if not text.startswith("#") and not (text in found and found[text].is_asserted):
            spot = Spot(number, "url", text if len(words) == 1 else None)
            found[text] = Address(text, spot, is_asserted=True)
    return sorted(found.values(), key=lambda each: each.spot.number)


def _edition_folder(document: Document) -> Path:
    """Return the folder of the edition, which the names of its sources start from."""
    return document.source.path.parents[document.source.name.count("/")]


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder of the edition, and what is in it: the names as they are, and by what they are if case is ignored."""

    root: Path
    path: Path
    is_outside: bool
    folded: Mapping[str, str]
    names: frozenset[str]


@dataclass(slots=True)
class Finder:
    """Follows addresses of one edition; a file is looked at once, however many documents show it.

    `shelf` is only needed to know which addresses lead to documents of the edition.
    """

    shelf: Library
    _files: dict[str, Found | Fault | None] = field(default_factory=dict)
    _folders: dict[str, _Folder] = field(default_factory=dict)

    def judge(self, document: Document, address: Address) -> Verdict | None:
        """Say where an address leads; None where it names no picture at all."""
        text = address.text
        if _INLINE.match(text):
            return Inline()
        goal = self.shelf.goals(document)[text]
        if isinstance(goal, Broken):
            return self._broken(document, address, goal)
        if goal.kind == "external":
            return self._external(address, goal.href)
        return self._local(document, address) if goal.kind == "file" or address.is_asserted else None

    def _broken(self, document: Document, address: Address, goal: Broken) -> Verdict | None:
        shown = _shortened(address.text)
        if goal.reason == "unsafe":
            return Fault("IMG002", f"the picture “{shown}” may run a program or read a private file")
        if goal.reason == "outside":
            return _outside(shown)
        return self._local(document, address) if goal.reason == "no-file" else None

    def _external(self, address: Address, href: str) -> Verdict | None:
        if href:
            return Remote(href)
        if address.text.startswith("//"):
            return Remote(f"https:{address.text}")
        # On the web server that the text came from, or with a scheme that no browser knows.
        return _missing(address.text) if address.is_asserted else None

    def _local(self, document: Document, address: Address) -> Verdict | None:
        path = unquote(_BEHIND.sub("", _expanded(document, address.text)))
        name = posixpath.normpath(posixpath.join(posixpath.dirname(document.source.name), path))
        folder = self._open(_edition_folder(document), posixpath.dirname(name))
        if name not in self._files:
            self._files[name] = self._look(folder, name)
        verdict = self._files[name]
        is_meant = address.is_asserted or posixpath.splitext(name)[1].lower() in SUFFIXES
        if verdict is None:
            return _missing(address.text, _near(folder, name)) if is_meant else None
        # facs may lead to a transcription in another format, which is right.
        is_other = isinstance(verdict, Fault) and verdict.code == "IMG003"
        return verdict if is_meant or not is_other else None

    def _open(self, root: Path, name: str) -> _Folder:
        """Return what is known of a folder of the edition; a link out of it is not followed."""
        if name not in self._folders:
            top = here = root
            try:
                top, here = root.resolve(), (root / name).resolve()
                is_outside = not here.is_relative_to(top)
                listed = [] if is_outside or not here.is_dir() else sorted(each.name for each in here.iterdir())
            except (OSError, ValueError, RuntimeError):  # a name that no folder can have, or a link to itself
                is_outside, listed = False, []
            self._folders[name] = _Folder(
                top, here, is_outside, {_folded(each): each for each in reversed(listed)}, frozenset(listed)
            )
        return self._folders[name]

    def _look(self, folder: _Folder, name: str) -> Found | Fault | None:
        """Look at a file of the edition; None if it is not there, or is no regular file.

        The folder's list decides, not the file system: some take `A.JPG` for `a.jpg`, and web servers do not.
        """
        own = posixpath.basename(name)
        if folder.is_outside:
            return _outside(name)
        if own not in folder.names:
            return None
        try:
            path = (folder.path / own).resolve()
            if not path.is_relative_to(folder.root):
                return _outside(name)
            if not path.is_file():
                return None
        except (OSError, RuntimeError):
            return None
        content = look(path, name)
        return content if isinstance(content, Fault) else Found(path, path.relative_to(folder.root).as_posix(), content)


def _near(folder: _Folder, name: str) -> str:
    """Return what helps where a file's name differs in case, or in how its accents are composed."""
    if "\\" in name:
        return "write / between folders, not \\"
    known = folder.folded.get(_folded(posixpath.basename(name)))
    return f"there is “{known}”: case and accents count" if known else ""


def _folded(name: str) -> str:
    return normalize("NFC", name).casefold()


def _expanded(document: Document, text: str) -> str:
    """Return what an address with a prefix of the edition stands for, and any other as it is."""
    scheme, colon, rest = text.partition(":")
    prefixes: list[Prefix] = [prefix for prefix in document.prefixes if colon and prefix.ident == scheme]
    return next(filter(None, (expand(each.pattern, each.replacement, rest) for each in prefixes)), text)


def _missing(text: str, help_: str = "") -> Fault:
    return Fault(
        "IMG001", f"there is no picture “{_shortened(text)}”", help_ or "put the file there, or mend the address"
    )


def _outside(shown: str) -> Fault:
    return Fault("IMG002", f"the picture “{shown}” lies outside the edition’s folder", "put it beside the texts")


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
