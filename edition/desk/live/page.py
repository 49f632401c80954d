"""A page of the site as the server sends it: with our script, and with leave for that script to listen.

The built page has neither. Its policy forbids every connection, also to the server that it came from; so it travels as
a header, in which that one is allowed.
"""

import re
from html import unescape
from pathlib import Path
from string import Template

from edition.desk.live.messages import Progress

SCRIPT = b'<script src="/-edition/live.js" defer="defer"></script>'
# Pages are written by one serialiser; in the head of a page of another form nothing is replaced.
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)"\s*/?>')
_HEAD = re.compile(rb"<head(?:\s[^>]*)?>")
_LISTENS = "connect-src 'self'"
# What a page gets that says nothing itself: that of a project's own design may.
_OWN = "default-src 'self'; img-src 'self' data:; base-uri 'none'"


def waiting(progress: Progress) -> bytes:
    """Return the page that stands in for a site which is being built: it says how far that is, and asks again."""
    page = Template((Path(__file__).parent / "assets" / "waiting.html").read_text("utf-8"))
    return page.substitute(how_far(progress)).encode()


def how_far(progress: Progress) -> dict[str, str | int]:
    """Return what a page says of a build that goes on: in words, and as a share."""
    step = "Making the pages" if progress.is_read else "Reading the sources"
    numbers = f": {progress.done} of {progress.of}" if progress.of else " …"
    return {"said": step + numbers, "done": progress.done, "of": max(1, progress.of)}


def live(page: bytes) -> tuple[bytes, str]:
    """Return a page as it is sent, and its Content-Security-Policy."""
    if found := _POLICY.search(page):
        policy = " ".join(unescape(found[1].decode("utf-8", "replace")).split())
        return page[: found.start()] + SCRIPT + page[found.end() :], _listening(policy)
    if found := _HEAD.search(page):
        page = page[: found.end()] + SCRIPT + page[found.end() :]
    return page, _listening(_OWN)


def _listening(policy: str) -> str:
    """Return a policy that lets the page listen to its server, and lets nobody put it into a frame."""
    parts = [part.strip() for part in policy.split(";") if part.strip()]
    kept = [part for part in parts if part.split()[0] not in ("connect-src", "frame-ancestors")]
    connects = next((part for part in parts if part.startswith("connect-src ")), _LISTENS)
    if "'self'" not in connects.split():
        connects = _LISTENS
    text = "; ".join([*kept, connects, "frame-ancestors 'none'"])
    return text.encode("ascii", "ignore").decode()
