"""The files of the search of a site: an index for each language of its texts, and what the page needs to use them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from hashlib import sha256
from itertools import chain

from edition.model import Document, Index, Page
from edition.site import alphabet
from edition.site.names import NamePages
from edition.site.search.blocks import Found
from edition.site.search.bundle import Fragment, bundle
from edition.site.search.fold import TABLE, UNSEEN
from edition.site.search.pagefind import VERSION
from edition.site.search.passages import (
    PLAIN,
    Names,
    Passage,
    Plan,
    bundle_of,
    kind_of,
    passages,
    plan,
    script,
    scripts,
    years,
)
from edition.site.search.shelf import Shelf
from edition.view import Json, date_view, genre_words

FOLDER = "search"
_FORMAT = 2  # of the files, for their address
_MOST_LOCAL = 1_000_000  # letters of an edition that is searched when its pages are opened from a disk
# How the keys begin of those labels that the page of the search needs.
_SAID = ("search.say.", "search.registers", "block.")
_LISTS = ("speaker", "person", "place")


class SearchFiles:
    """What is published of an edition so that it can be searched.

    `labels` are ours by language: the index is the same for all. `digests` tells what the shelf has of each document,
    by the name of its source.
    """

    def __init__(
        self,
        index: Index,
        names: NamePages,
        labels: Mapping[str, Mapping[str, str]],
        shelf: Shelf,
        digests: Mapping[str, str],
    ) -> None:
        self._index, self._registers, self._labels = index, names, labels
        self._shelf, self._digests = shelf, digests
        self._names = Names(dict(_titles(index, names)))

    @cached_property
    def key(self) -> str:
        """What all files depend on, as one word, the same wherever it is made."""
        digest = sha256(f"{_FORMAT} {VERSION}".encode())
        for document in self._index.documents:
            about = [self._digests[document.source.name], _told(document), kind_of(document), years(document)]
            digest.update(json.dumps(about).encode())
        digest.update(json.dumps([self._names.titles, list(self._registers.made_entries()), self._labels]).encode())
        return digest.hexdigest()

    def files(self) -> Iterator[Page]:
        """Yield all files; SearchError if the index cannot be made."""
        blocks, letters = 0, Counter[str]()
        for _, found in self._found():
            blocks += len(found)
            for each in found:
                letters[each.language] += len(each.text)
        arranged = plan(blocks, letters)
        bundles = sorted({bundle_of(language, arranged) for language in letters})
        folder = f"{FOLDER}/{self.key[:12]}"
        summary = _Summary()
        local = sum(letters.values()) <= _MOST_LOCAL
        for passage in self._passages(arranged):
            summary.add(passage)
        for language in bundles:
            yield from bundle(partial(self._fragments, arranged, language), language, f"{folder}/{language}")
        for name in _LISTS:
            if values := summary.lists[name]:
                yield _json(f"{folder}/{name}.json", sorted(values, key=alphabet.key))
        yield self._data(folder, summary, bundles, local=local)
        if local:
            texts = [_local(fragment) for name in bundles for fragment in self._fragments(arranged, name)]
            yield Page(f"{FOLDER}/search-data.js", _script("editionPassages", texts))

    def _found(self) -> Iterator[tuple[Document | None, list[Found]]]:
        """Yield what is found in each document, then in the registers made from names."""
        for document in self._index.documents:
            yield document, self._shelf.get(document.source.name, self._digests[document.source.name])
        yield None, list(_entries(self._registers))

    def _passages(self, arranged: Plan) -> Iterator[Passage]:
        number = 0
        for place, (document, found) in enumerate(self._found()):
            for passage in passages(number, place, document, found, arranged, self._names):
                number += 1
                yield passage

    def _fragments(self, arranged: Plan, language: str) -> Iterator[Fragment]:
        documents = [_told(document) for document in self._index.documents]
        documents.append({"t": ""})  # named in the language of the page
        for passage in self._passages(arranged):
            if passage.bundle == language:
                speaker = passage.filters.get("speaker", ("",))[0]
                told = {**documents[passage.document], "l": passage.language, "s": speaker, "b": passage.parts}
                yield Fragment(passage.id, passage.text, passage.names, passage.filters, told)

    def _data(self, folder: str, summary: "_Summary", bundles: Iterable[str], *, local: bool) -> Page:
        kinds = sorted(summary.values["kind"])
        data: Json = {
            "base": f"{folder}/",
            "fold": TABLE,
            "unseen": UNSEEN,
            "bundles": [
                {"name": name, "script": script(name), "scripts": sorted(summary.scripts[name])}
                for name in sorted(bundles, key=lambda name: (name == PLAIN, -summary.letters[name], name))
            ],
            "kind": kinds,
            "lang": sorted(summary.values["lang"]),
            "area": sorted(summary.values["area"]),
            "years": sorted(map(int, summary.values["year"])),
            "lists": [name for name in _LISTS if summary.lists[name]],
            "registers": self._unlike_texts(),
            "local": local,
            "labels": {language: self._words(words, kinds) for language, words in self._labels.items()},
        }
        return Page(f"{FOLDER}/data.js", _script("editionSearch", data))

    def _unlike_texts(self) -> list[int]:
        """Return the places of the registers, which tell of the texts, in the edition."""
        documents = self._index.documents
        return [*(place for place, each in enumerate(documents) if each.kind == "register"), len(documents)]

    def _words(self, labels: Mapping[str, str], kinds: Iterable[str]) -> dict[str, str]:
        """Return the labels that the page needs, with those of the kinds of documents as `kind.…`."""
        own = {key: text for key, text in labels.items() if key.startswith(_SAID)}
        return own | {f"kind.{kind}": self._kind(kind, labels) for kind in kinds}

    def _kind(self, kind: str, labels: Mapping[str, str]) -> str:
        named = labels.get(f"genre.{kind}") or labels.get(f"kind.{kind}")
        return named or self._categories.get(kind) or labels.get(f"sort.{kind.casefold()}", kind)

    @cached_property
    def _categories(self) -> dict[str, str]:
        return dict(genre_words(self._index))


class _Summary:
    """What the page must know of all passages before anything is searched."""

    def __init__(self) -> None:
        self.values: dict[str, set[str]] = {name: set() for name in ("kind", "lang", "area", "year")}
        self.lists: dict[str, set[str]] = {name: set() for name in _LISTS}
        self.scripts: dict[str, set[str]] = {}
        self.letters = Counter[str]()

    def add(self, passage: Passage) -> None:
        """Take a passage into account."""
        for name, seen in chain(self.values.items(), self.lists.items()):
            seen.update(passage.filters.get(name, ()))
        self.scripts.setdefault(passage.bundle, set()).update(scripts(passage.text))
        self.letters[passage.bundle] += len(passage.text)


def _titles(index: Index, names: NamePages) -> Iterator[tuple[str, str]]:
    """Yield the addresses of entries with their titles."""
    for document in index.documents:
        for target in document.targets:
            if target.title:
                yield f"{document.page_of(target.number)}#{'-'.join(target.id.split())}", target.title
    for found in _entries(names):
        yield found.href, found.names[0]


def _entries(names: NamePages) -> Iterator[Found]:
    """Yield the entries of the registers that are made from names."""
    for href, forms in names.made_entries():
        yield Found(href, "entry", 0, "register", "", " · ".join(forms), names=forms)


def _told(document: Document) -> Json:
    """Return what the page says of a document."""
    date = date_view(document.date) if document.kind in ("document", "calendar") else None
    return {"t": document.title, "p": document.page, "d": date and [date["from"], date["to"]]}


def _local(fragment: Fragment) -> list[object]:
    return [fragment.id, fragment.text, fragment.names, fragment.filters, fragment.told]


def _json(path: str, value: object) -> Page:
    return Page(path, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _script(name: str, value: object) -> bytes:
    """Return a classic script that sets a variable: pages opened from a disk can load nothing else."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"var {name} = {text};\n".encode()
