"""What the tests in a browser share: a page opened from disk, and a site served on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page


def opened(browser: Browser, address: str, width: int = 1280, **options: object) -> Page:
    """Open a file in a window of its own, 900 px high; `options` are those of a context of Playwright."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"file://{address}")
    return page


def violations(page: Page) -> list[tuple[str, str]]:
    """Give what axe finds wrong on a page: the name of the rule and the first element that breaks it."""
    # What axe finds right is not asked for: to tell of it takes half the time.
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: pytest reads the standard error."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a site on this machine, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
