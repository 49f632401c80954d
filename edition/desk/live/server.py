"""The web server of the live edition: for this machine, and for pages that it has served itself.

It listens on the loopback address. A foreign name in `Host` is refused: a web site could have its own name lead here
(DNS rebinding). What acts is asked for by POST, from a page of this origin, as JSON; a form on another site can send
none of that. Nothing is kept by the browser: the next save makes another page.
"""

import json
import mimetypes
import os
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty
from typing import Any
from urllib.parse import parse_qs, urlsplit

from edition.desk.live.editor import Opened
from edition.desk.live.page import live, waiting
from edition.desk.live.state import State, path_of

OURS = "/-edition/"
_ASSETS = Path(__file__).parent / "assets"
# A web server's usual names for what a site holds; those of the system would differ from machine to machine.
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
# For what a source may have brought, and a browser would obey if it were opened for itself.
_LIFELESS = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_LARGEST_WISH = 4096  # bytes
_BEAT = 15.0  # seconds after which a page is told that we are there: thus we learn that it is not

Act = Callable[[dict[str, Any]], Opened]


class Server(ThreadingHTTPServer):
    """Serves what `state` shows; `act` opens a source in an editor."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    allow_reuse_address = os.name != "nt"  # there it would let another program take the port over

    def __init__(self, port: int, state: State, act: Act) -> None:
        """Listen on a port of this machine, any that is free for 0; OSError if it is taken."""
        super().__init__(("127.0.0.1", port), _Handler)
        self.state, self.act = state, act
        number = self.server_address[1]
        self.address = f"http://127.0.0.1:{number}/"
        self.names = {f"{name}:{number}" for name in ("127.0.0.1", "localhost")}

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of browsers that hang up."""


class _Handler(BaseHTTPRequestHandler):
    """One connection of a browser."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "edition"
    sys_version = ""
    timeout = 60.0

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for what is wrong with the sources."""

    def do_GET(self) -> None:
        """Send a file of the site, or one of ours."""
        if not self._is_meant():
            return
        path = urlsplit(self.path).path
        if path == f"{OURS}events" and self.command == "GET":
            self._events()
        elif path.startswith(OURS):
            name = path.removeprefix(OURS)
            self._send_ours(name) if name in ("live.js", "live.css") else self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._send_page(path)

    do_HEAD = do_GET  # noqa: N815 - the name that the library looks for

    def do_POST(self) -> None:
        """Do what a page of ours asks for: open a source in the editor."""
        if not self._is_meant():
            return
        if self.headers.get("Origin", "") not in {f"http://{name}" for name in self.server.names}:
            self._refuse(HTTPStatus.FORBIDDEN, "only pages of this server may ask for that")
        elif self.path != f"{OURS}open":
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED)
        elif self.headers.get_content_type() != "application/json":
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        elif (wish := self._wish()) is None:
            self._refuse(HTTPStatus.BAD_REQUEST)
        else:
            opened = self.server.act(wish)
            self._send(json.dumps(opened._asdict()).encode(), "application/json")

    def _is_meant(self) -> bool:
        """Tell whether the browser asks for us by our name, and for what is ours on one of our pages; refuse if not."""
        is_foreign = self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")
        if self.headers.get("Host", "").lower() not in self.server.names:
            self._refuse(HTTPStatus.FORBIDDEN, "this server answers to its own name only")
        elif is_foreign and self.path.startswith(OURS):
            self._refuse(HTTPStatus.FORBIDDEN, "only pages of this server may ask for that")
        else:
            return True
        return False

    def _wish(self) -> dict[str, Any] | None:
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or int(length) > _LARGEST_WISH:
            return None
        try:
            wish = json.loads(self.rfile.read(int(length)))
        except ValueError:
            return None
        return wish if isinstance(wish, dict) else None

    def _send_page(self, address: str) -> None:
        state = self.server.state
        status = HTTPStatus.OK
        found = state.find(address)
        if found is None and not address.endswith("/") and state.find(f"{address}/"):
            self._redirect(f"{address}/")
            return
        if found is None:
            found, status = state.find("/404.html"), HTTPStatus.NOT_FOUND
            if not state.is_there:
                found, status = ("waiting.html", waiting(state.progress)), HTTPStatus.OK
            if path_of(address) is None or found is None:
                self._refuse(HTTPStatus.NOT_FOUND)
                return
        path, content = found
        if path.endswith(".html"):
            content, policy = live(content)
            self._send(content, _TYPES[".html"], status, policy)
        else:
            self._send(content, _type(path), status, _LIFELESS if path.endswith((".xml", ".svg")) else "")

    def _send_ours(self, name: str) -> None:
        self._send((_ASSETS / name).read_bytes(), _type(name))

    def _redirect(self, address: str) -> None:
        # Two slashes would name another host.
        self._head(HTTPStatus.FOUND, {"Location": f"/{address.lstrip('/')}", "Content-Length": "0"})

    def _refuse(self, status: HTTPStatus, words: str = "") -> None:
        self.close_connection = True  # what else it sent is not read
        self._send((words or status.phrase).encode() + b"\n", _TYPES[".txt"], status)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK, policy: str = "") -> None:
        headers = {"Content-Type": kind, "Content-Length": str(len(content))}
        self._head(status, headers | ({"Content-Security-Policy": policy} if policy else {}))
        if self.command != "HEAD":
            self.wfile.write(content)

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        always = {
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
        }
        if self.close_connection:
            always["Connection"] = "close"
        for key, value in (always | headers).items():
            self.send_header(key, value)
        self.end_headers()

    def _events(self) -> None:
        """Tell a page of what happens for as long as it listens: server-sent events."""
        asked = parse_qs(urlsplit(self.path).query).get("page", ["/"])[0]
        client = self.server.state.join(path_of(asked) or "")
        if client is None:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "too many pages are open")
            return
        self.close_connection = True
        try:
            self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream"})
            self.wfile.write(b"retry: 500\n\n")
            while not client.is_lost:
                try:
                    text = client.queue.get(timeout=_BEAT)
                except Empty:
                    text = ":\n\n"
                self.wfile.write(text.encode())
        except OSError:  # it does not listen any more
            pass
        finally:
            self.server.state.leave(client)


def _type(path: str) -> str:
    ending = Path(path).suffix.lower()
    return _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
