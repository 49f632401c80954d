"""What the tests of `edition serve` share: a server started as a user would, on a folder that they may change."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from support import ROOT

PATIENCE = 60.0  # seconds; a machine that has much else to do is slow


@dataclass
class Live:
    """A server that runs: its address, its process, and what it wrote to the terminal."""

    address: str
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Send a request as it is, whatever a browser would make of it."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for key, value in headers.items():
                connection.putheader(key.replace("_", "-"), value)
            if body:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def text(self, path: str) -> str:
        return self.ask("GET", path)[2].decode("utf-8", "replace")

    def wait(self, path: str, words: str, there: bool = True) -> None:
        """Wait until a page has words, or has them no more."""
        until(lambda: (words in self.text(path)) == there, f"{words} on {path}")

    def said(self) -> str:
        return re.sub("\x1b\\[[0-9;]*m", "", self.log.read_text("utf-8"))


def until(is_so: object, about: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():  # type: ignore[operator]
        assert time.monotonic() < end, about
        time.sleep(0.05)


@contextmanager
def live(folder: Path, scratch: Path, *options: str) -> Iterator[Live]:
    """Serve a folder; its site is built when this begins. Files that the server makes lie in `scratch`."""
    scratch.mkdir(parents=True, exist_ok=True)
    log = scratch / "log"
    ours = {"TMPDIR": str(scratch), "NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
    environment = {**os.environ, **ours}
    command = [sys.executable, "-m", "edition", "serve", str(folder), "--no-open", "-j", "1", *options]
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, cwd=folder, stdout=stream, stderr=stream, env=environment, start_new_session=True
        )
    try:
        until(lambda: "http://" in log.read_text() or process.poll() is not None, "a server")
        found = re.search(r"http://\S+", log.read_text())
        assert found, log.read_text()
        server = Live(found[0], process, log)
        # The files of a site are there a moment before the server knows of them.
        until(lambda: server.ask("GET", "/no-such-page.html")[0] == 404, "a site")
        yield server
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
