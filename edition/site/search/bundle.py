"""Pagefind's index in the form in which it is published: the same in every run, and smaller.

Its program puts filters and their values in an order of chance, so they are sorted. What the browser gets of a passage
(its *fragment*) is written here: the text as the source has it, not as it is folded for the index, and the blocks that
it is made of. Fragments have short names instead of hashes, because a reader loads the names of all.

The files are gzip over `pagefind_dcd` and CBOR or JSON, as the browser's half of Pagefind reads them; seen in 1.5.2.
"""

import gzip
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from edition.errors import SearchError
from edition.model import Page
from edition.site.search.cbor import Value, decode, encode
from edition.site.search.fold import fold
from edition.site.search.pagefind import VERSION, Text, index

_MARK = b"pagefind_dcd"


class Fragment(NamedTuple):
    """A passage as it is published: its id, its words, what weighs and filters, and what the page is told of it."""

    id: str
    text: str
    names: str
    filters: Mapping[str, tuple[str, ...]]
    told: Mapping[str, object]


def bundle(fragments: Callable[[], Iterable[Fragment]], language: str, folder: str) -> Iterator[Page]:
    """Yield the files of the index of a language, for a folder of the site.

    `fragments` is called twice, since all of a large edition do not fit into memory. Raises SearchError.
    """
    place = Path(tempfile.mkdtemp(prefix="edition-search-"))
    try:
        index((Text(fold(f.text), fold(f.names), f.filters) for f in fragments()), language, place / "out", check)
        yield from _published(place / "out", fragments, folder)
    except (OSError, EOFError, ValueError, LookupError) as error:
        raise SearchError(f"the index of the search could not be made: {error}") from error
    finally:
        shutil.rmtree(place, ignore_errors=True)


def check(out: Path) -> None:
    """Raise OSError, EOFError or ValueError if a file of an index in the folder OUT is missing or is not whole."""
    entry = json.loads((out / "pagefind-entry.json").read_bytes())
    if not (out / "pagefind.js").read_bytes().rstrip().endswith(b"};"):
        raise EOFError("pagefind.js is not whole")
    for about in entry["languages"].values():
        _whole(out / f"wasm.{about['wasm'] or 'unknown'}.pagefind")
        _, pages, chunks, filters, *_ = _list(_read(out / f"pagefind.{about['hash']}.pf_meta"))
        files = [f"index/{_list(chunk)[-1]}.pf_index" for chunk in _list(chunks)]
        files += [f"filter/{_list(filter_)[1]}.pf_filter" for filter_ in _list(filters)]
        files += [f"fragment/{_list(page)[0]}.pf_fragment" for page in _list(pages)]
        for file in files:
            _whole(out / file)


def _published(out: Path, fragments: Callable[[], Iterable[Fragment]], folder: str) -> Iterator[Page]:
    entry = json.loads((out / "pagefind-entry.json").read_bytes())
    ((language, about),) = entry["languages"].items()
    meta = _list(_read(out / f"pagefind.{about['hash']}.pf_meta"))
    version, pages, chunks, filters, *rest = meta
    if version != VERSION:
        raise ValueError(f"Pagefind's index is of version {version}, not {VERSION}")
    words = dict(_words(out, map(_list, _list(pages))))
    named: list[Value] = [[f.id, words[number]] for number, f in enumerate(fragments()) if number in words]
    kept: list[Value] = []
    for name, file in sorted((str(name), str(file)) for name, file in map(_list, _list(filters))):
        values = _list(_list(_read(out / "filter" / f"{file}.pf_filter"))[1])
        yield Page(f"{folder}/filter/{name}.pf_filter", _packed(encode([name, sorted(values, key=str)])))
        kept.append([name, name])
    whole: Value = [VERSION, named, chunks, kept, *rest]
    yield Page(f"{folder}/pagefind.{language}.pf_meta", _packed(encode(whole)))
    entry["languages"] = {language: {**about, "hash": language}}
    yield Page(f"{folder}/pagefind-entry.json", json.dumps(entry, ensure_ascii=False).encode())
    yield Page(f"{folder}/pagefind.js", (out / "pagefind.js").read_bytes())
    engine = f"wasm.{about['wasm'] or 'unknown'}.pagefind"
    yield Page(f"{folder}/{engine}", _whole(out / engine))
    for name in sorted(f"{_list(chunk)[-1]}.pf_index" for chunk in _list(chunks)):
        yield Page(f"{folder}/index/{name}", _whole(out / "index" / name))
    for number, fragment in enumerate(fragments()):
        if number in words:
            yield Page(f"{folder}/fragment/{fragment.id}.pf_fragment", _fragment(fragment, words[number]))


def _words(out: Path, pages: Iterable[list[Value]]) -> Iterator[tuple[int, Value]]:
    """Yield the numbers of the texts that are in the index, each with its words: one without any is left out of it."""
    for name, words in pages:
        yield int(json.loads(_unpacked(out / "fragment" / f"{name}.pf_fragment"))["url"]), words


def _fragment(fragment: Fragment, words: Value) -> bytes:
    own = {"content": fragment.text, "word_count": words, "meta": fragment.told}
    told = {"url": "", **own, "filters": {}, "anchors": []}
    return _packed(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def _packed(data: bytes) -> bytes:
    return gzip.compress(_MARK + data, 9, mtime=0)


def _whole(path: Path) -> bytes:
    """Return the bytes of a gzip file that was written to its end; EOFError for one that has only been opened."""
    data = path.read_bytes()
    if not gzip.decompress(data):  # nothing is what nothing unpacks to, without an error
        raise EOFError(f"{path.name} is empty")
    return data


def _read(path: Path) -> Value:
    return decode(_unpacked(path))


def _unpacked(path: Path) -> bytes:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MARK):
        raise ValueError(f"{path.name} is not as Pagefind writes it")
    return data[len(_MARK) :]


def _list(value: Value) -> list[Value]:
    if not isinstance(value, list):
        raise ValueError("Pagefind's index has another form than is known here")
    return value
