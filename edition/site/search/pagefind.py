"""Runs Pagefind's program, which makes an index of texts that a browser can search a few kilobytes at a time.

The program is used as a service: it takes requests on its standard input and answers each on its standard output, JSON
in Base64 with a comma behind. So texts come in our order, on which its result depends, and no page has to be written
for it. (Its own interface for Python asks ten times a second whether an answer is there, which takes minutes.)
"""

import base64
import contextlib
import json
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple

from edition.errors import SearchError

VERSION = "1.5.2"
_PAUSES = (0.01, 0.05, 0.2, *(1.0,) * 60)  # seconds between looks at whether the files are whole
_LAST = 0  # the id of the request that is answered last
_MOST_SECONDS = 900  # that an index may take; 12,000 passages take ten


class Text(NamedTuple):
    """What is indexed: its words, names that weigh more than words, and what it can be filtered by."""

    content: str
    names: str
    filters: Mapping[str, tuple[str, ...]]


def index(texts: Iterable[Text], language: str, out: Path, check: Callable[[Path], None]) -> None:
    """Write the index of texts of a language into a folder; each page of it has the number of its text as address.

    The program answers before all that it writes is on the disk, and what is not when it ends is lost: it is kept alive
    until `check` finds nothing missing, else that raises OSError, EOFError or ValueError. Raises SearchError if the
    program is missing, stops, or takes a quarter of an hour, and what `check` raises if that goes on for a minute.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - our own dependency
            [_program(), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=out.parent,
        )
    except OSError as error:
        raise SearchError(f"the index of the search could not be made: Pagefind does not start ({error})") from error
    _converse(process, _requests(texts, language, out), partial(_until_whole, out, check))


def _program() -> str:
    try:
        from pagefind_bin import get_executable
    except ImportError as error:
        raise SearchError("the index of the search needs the package pagefind-bin; --no-search does without") from error
    return str(get_executable())


def _requests(texts: Iterable[Text], language: str, out: Path) -> Iterator[bytes]:
    # A language that Pagefind does not know has words without stems; it wants some name.
    yield _request(1, {"type": "NewIndex", "config": {"force_language": language}})
    for number, text in enumerate(texts):
        record = {
            "type": "AddRecord",
            "index_id": 0,
            "url": str(number),
            "content": text.content,
            "language": language,
            "meta": {"title": text.names} if text.names else {},
            "filters": {name: list(values) for name, values in text.filters.items()},
            "sort": None,
        }
        yield _request(number + 2, record)
    yield _request(_LAST, {"type": "WriteFiles", "index_id": 0, "output_path": str(out)})


def _request(number: int, payload: Mapping[str, Any]) -> bytes:
    return base64.b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b","


def _converse(process: "subprocess.Popen[bytes]", requests: Iterable[bytes], wait: Callable[[], None]) -> None:
    """Ask while the answers are read: either pipe would fill up otherwise."""
    failure: list[BaseException] = []
    asking = threading.Thread(target=_ask, args=(process, requests, failure), daemon=True)
    asking.start()
    limit = threading.Timer(_MOST_SECONDS, process.kill)
    limit.start()
    try:
        _await(process, failure)
        wait()
    finally:
        limit.cancel()
        process.kill()
        asking.join()
        _close(process.stdin)
        _close(process.stdout)
        process.wait()


def _until_whole(out: Path, check: Callable[[Path], None]) -> None:
    for pause in _PAUSES:
        with contextlib.suppress(OSError, EOFError, ValueError):
            check(out)
            return
        time.sleep(pause)
    check(out)


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        with contextlib.suppress(OSError):  # what could not be written any more
            pipe.close()


def _await(process: "subprocess.Popen[bytes]", failure: list[BaseException]) -> None:
    for answer in _answers(process):
        payload = answer["payload"]
        if payload["type"] == "Error":
            raise SearchError(f"the index of the search could not be made: {payload['message']}")
        if answer["message_id"] == _LAST:
            return
    if failure:
        raise failure[0]
    raise SearchError("the index of the search could not be made: Pagefind came to an end; --no-search does without")


def _ask(process: "subprocess.Popen[bytes]", requests: Iterable[bytes], failure: list[BaseException]) -> None:
    assert process.stdin is not None  # noqa: S101 - it was asked for
    try:
        for request in requests:
            process.stdin.write(request)
        process.stdin.flush()
    except BrokenPipeError:
        pass  # the process is no more, which whoever reads the answers sees
    except BaseException as error:
        failure.append(error)  # told by whoever reads the answers, which end with the process
        process.kill()


def _answers(process: "subprocess.Popen[bytes]") -> Iterator[Any]:
    assert process.stdout is not None  # noqa: S101 - it was asked for
    rest = b""
    while chunk := process.stdout.read1(1 << 20):  # type: ignore[attr-defined]
        *whole, rest = (rest + chunk).split(b",")
        yield from map(_answer, whole)


def _answer(said: bytes) -> Any:
    try:
        return json.loads(base64.b64decode(said))
    except ValueError as error:
        shown = said[:200].decode("utf-8", "replace").strip()
        raise SearchError(f"the index of the search could not be made; Pagefind says: {shown}") from error
