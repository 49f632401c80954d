"""What is served now: the files of the last whole build, newer pages over them, and what is wrong with the sources."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Full, Queue
from threading import Lock
from typing import Any
from urllib.parse import unquote

from edition.desk.live.messages import Progress, Remade, Result
from edition.desk.live.page import how_far
from edition.model import Finding
from edition.report.plain import relative
from edition.source.discover import ENDINGS

# What a page shows of findings: all of its own document as far as anyone reads, and the gravest of the others.
_OWN, _OTHERS = 200, 20
_MOST_CLIENTS = 64
# Of the files of a schema only the whole build speaks; what it said stays until it speaks again.
_OF_RULES = "SCH"


@dataclass(eq=False, slots=True)
class Client:
    """A page that somebody looks at, by its path in the site, and what it still has to be told.

    One that does not listen is lost, until it asks again.
    """

    page: str
    is_lost: bool = False
    queue: "Queue[str]" = field(default_factory=lambda: Queue(64))


class State:
    """All that the threads of the server share; each method holds the lock for as long as it reads or writes."""

    def __init__(self, site: Path, base: Path) -> None:
        """Begin without a site. Files are named relative to `base`; `progress` is how far the build is that goes on."""
        self.progress = Progress(is_read=False, done=0, of=0)
        self._site, self._base = site, base
        self._lock = Lock()
        self._newer: dict[str, tuple[int, bytes]] = {}
        self._findings: dict[Path, tuple[Finding, ...]] = {}
        self._found_at: dict[Path, int] = {}  # the saves at which single files were looked at
        self._counts: dict[Path, tuple[int, int]] = {}  # errors and warnings; there may be very many findings
        self._pages: dict[Path, Sequence[str]] = {}
        self._clients: set[Client] = set()
        self._problem = ""
        self._is_there = False

    # -- what browsers ask for -----------------------------------------------------------------------------------------

    @property
    def is_there(self) -> bool:
        """Tell whether a site was made."""
        return self._is_there

    def find(self, address: str) -> tuple[str, bytes] | None:
        """Return the path in the site and the content of what an address (`/de/first.html`) names; None for nothing."""
        path = path_of(address)
        if path is None:
            return None
        with self._lock:
            if newer := self._newer.get(path):
                return path, newer[1]
        content = _read(self._site, path)
        return None if content is None else (path, content)

    def shown(self) -> tuple[str, ...]:
        """Return the pages that somebody looks at, each once."""
        with self._lock:
            return tuple(sorted({client.page for client in self._clients}))

    def file_of(self, name: str) -> Path | None:
        """Return the file that a finding was reported of under this name; None for any other."""
        with self._lock:
            return next((file for file in self._findings if relative(file, self._base) == name), None)

    # -- what happens --------------------------------------------------------------------------------------------------

    def remade(self, message: Remade) -> None:
        """Show the pages of a document that was saved, and what is wrong with it."""
        with self._lock:
            for path, content in message.pages.items():
                self._newer[path] = message.serial, content
            if message.findings is not None:
                kept = [each for each in self._findings.get(message.file, ()) if each.code.startswith(_OF_RULES)]
                for file in {each.file for each in message.findings} | {message.file}:
                    own = [each for each in message.findings if each.file == file]
                    self._found_at[file] = message.serial
                    self._put(file, (*own, *(kept if file == message.file else ())))
        self._tell_all("changed", list(message.pages))

    def built(self, message: Result) -> None:
        """Show the site of a whole build, if there is a new one, and what it found."""
        with self._lock:
            if not message.problem:
                grouped: dict[Path, list[Finding]] = {}
                for finding in message.findings:
                    grouped.setdefault(finding.file, []).append(finding)
                newer = {file: at for file, at in self._found_at.items() if at > message.serial}
                grouped |= {file: list(self._findings[file]) for file in newer}
                self._findings, self._counts, self._found_at = {}, {}, newer
                for file, found in grouped.items():
                    self._put(file, tuple(found))
            self._problem = message.problem
            if message.is_new:
                self._is_there = True
                self._pages = dict(message.pages)
                self._newer = {path: each for path, each in self._newer.items() if each[0] > message.serial}
        self._tell_all("changed", None if message.is_new else [])

    def progressed(self, message: Progress) -> None:
        """Tell those who wait for a site how far it is."""
        with self._lock:
            self.progress = message
            waiting = [] if self._is_there else list(self._clients)
        self._tell(waiting, "progress", how_far(message))

    def begun(self, pages: Mapping[Path, Sequence[str]]) -> None:
        """Show the site of an earlier build until there is a new one."""
        with self._lock:
            self._is_there, self._pages = True, dict(pages)
        self._tell_all("changed", None)

    def _put(self, file: Path, found: tuple[Finding, ...]) -> None:
        errors = sum(each.severity == "error" for each in found)
        self._findings[file], self._counts[file] = found, (errors, len(found) - errors)

    # -- who looks at it -----------------------------------------------------------------------------------------------

    def join(self, page: str) -> Client | None:
        """Note that somebody looks at a page; None if there are too many already."""
        client = Client(page)
        with self._lock:
            if len(self._clients) >= _MOST_CLIENTS:
                return None
            self._clients.add(client)
        self._tell([client], "hello", {"styles": self._styles(), "there": self._is_there})
        self._tell([client], "findings", self._view(page))
        return client

    def leave(self, client: Client) -> None:
        """Note that nobody looks any more."""
        with self._lock:
            self._clients.discard(client)

    def _tell_all(self, event: str, paths: list[str] | None) -> None:
        """Say that pages changed, all of them if `paths` is None, and what is wrong now."""
        with self._lock:
            clients = list(self._clients)
        if paths is None or paths:
            self._tell(clients, event, {"paths": paths, "styles": self._styles()})
        for client in clients:
            self._tell([client], "findings", self._view(client.page))

    def _tell(self, clients: Iterable[Client], event: str, data: object) -> None:
        text = f"event: {event}\ndata: {json.dumps(data)}\n\n"
        for client in clients:
            try:
                client.queue.put_nowait(text)
            except Full:
                client.is_lost = True

    def _styles(self) -> str:
        """Return a digest of the style sheet of the project: the only one that changes under a server."""
        found = self.find("/assets/custom.css")
        return hashlib.sha256(found[1]).hexdigest()[:16] if found else ""

    def _view(self, page: str) -> dict[str, Any]:
        """Return what is wrong, as a page shows it: with what it is made of, and the errors of other documents."""
        with self._lock:
            home = {file for file, pages in self._pages.items() if _in_first_language(page, pages)}
            # What is wrong with a schema or a stylesheet concerns every page.
            home |= {file for file in self._findings if file.suffix.lower() not in ENDINGS}
            own = [each for file in home for each in self._findings.get(file, ()) if each.message]
            bad = [file for file, (errors, _) in self._counts.items() if errors and file not in home]
            others = [each for file in bad for each in self._findings[file] if each.severity == "error"]
            return {
                "own": [self._said(each) for each in sorted(own, key=_gravity)[:_OWN]],
                "others": [self._said(each) for each in others[:_OTHERS]],
                "errors": sum(errors for errors, _ in self._counts.values()),
                "warnings": sum(warnings for _, warnings in self._counts.values()),
                "problem": self._problem,
            }

    def _said(self, finding: Finding) -> dict[str, object]:
        span = finding.span
        return {
            "code": finding.code,
            "severity": finding.severity,
            "file": relative(finding.file, self._base),
            "line": span.line if span else 1,
            "column": span.column if span else 1,
            "message": finding.message,
            "help": finding.help,
        }


def path_of(address: str) -> str | None:
    """Return the path in the site that the path of an address names, None for one that no site has.

    No part of it is hidden or leads upwards, however it is written.
    """
    path = unquote(address).removeprefix("/")
    if path.endswith("/") or not path:
        path += "index.html"
    parts = path.split("/")
    if any(not part or part.startswith(".") or set(part) & set("\\\0:") for part in parts):
        return None
    return path


def _read(site: Path, path: str) -> bytes | None:
    """Return a file of the site: a regular one, at the end of no link."""
    file = site / path
    try:
        if Path(os.path.realpath(file)) != Path(os.path.realpath(site)) / path or not file.is_file():
            return None
        return file.read_bytes()
    except (OSError, ValueError):
        return None


def _in_first_language(page: str, pages: Sequence[str]) -> bool:
    """Tell whether a page is one of these, in whatever language: those of further ones lie in a folder each."""
    return page in pages or page.partition("/")[2] in pages


def _gravity(finding: Finding) -> tuple[bool, int]:
    return finding.severity != "error", finding.span.line if finding.span else 0


def pages_of(manifest: Mapping[str, Any], folder: Path) -> dict[Path, list[str]]:
    """Return the pages of each source, by the manifest of a site whose sources lie in `folder`."""
    return {folder / each["source"]: list(each["pages"]) for each in manifest["documents"]}
