"""The ledger of an edition: what was secret, what is unfinished, what it lacks, and what its editors had to supply.

All of it is counted when a source is examined (`edition.source.bearings`), so that it costs nothing here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from edition.bearings import Loss
from edition.model import Block, Document, Index
from edition.view import Json, SitePage, date_key, place_view, shown_date

_LISTED = ("document", "calendar")
_ROWS = 500  # of a page


def ledger(index: Index) -> Iterator[SitePage]:
    """Yield the pages of the ledger, if there is anything to be entered in it."""
    documents = sorted((each for each in index.documents if each.kind in _LISTED), key=date_key)
    rows = [(document, loss) for document in documents for loss in document.bearings.losses if not _is_all(loss)]
    told = any(each.bearings.classes or each.bearings.status or _is_absent(each) for each in documents)
    if not (rows or told):
        return
    paths = ["ledger.html", *(f"ledger~{number}.html" for number in range(2, -(-len(rows) // _ROWS) + 1))]
    for number, path in enumerate(paths):
        part = rows[number * _ROWS : (number + 1) * _ROWS]
        view = partial(_view, index, documents if number == 0 else (), part, (paths, number))
        yield SitePage("ledger-page", path, view, "" if number else "ledger")


def _view(
    index: Index, documents: Sequence[Document], rows: Sequence[tuple[Document, Loss]], at: tuple[Sequence[str], int]
) -> Json:
    paths, number = at
    entries = [_entry(index, document) for document in documents]
    # Of many documents only those are told one by one that are not as all of them are.
    shown = [entry for entry in entries if len(entries) <= _ROWS or entry["classes"] or entry["absent"]]
    return {
        "page": paths[number],
        "pages": list(paths),
        "number": number + 1,
        "classes": _numbers(name for entry in entries for name in _list(entry["classes"])),
        "states": _numbers(str(entry["state"]) for entry in entries if entry["state"]),
        "texts": _numbers("absent" if entry["absent"] else "present" for entry in entries),
        "sums": _sums(documents),
        "documents": shown[:_ROWS],
        "more": len(entries) - len(shown[:_ROWS]),
        "losses": [_row(document, loss) for document, loss in rows],
    }


def _entry(index: Index, document: Document) -> Json:
    return {
        "title": document.title,
        "page": document.page,
        "date": shown_date(document.date, document.language),
        "classes": list(_classes(index, document)),
        "state": document.bearings.status,
        "absent": _is_absent(document),
    }


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _numbers(names: Iterable[str]) -> list[Json]:
    """Return how often each name comes, the most frequent first."""
    counts = Counter(names)
    return [{"name": name, "count": counts[name]} for name in sorted(counts, key=lambda name: (-counts[name], name))]


def _is_all(loss: Loss) -> bool:
    """Tell whether a gap stands for all of a text."""
    return loss.name == "gap" and loss.extent in ("1 document", "1 text", "1 letter")


def _is_absent(document: Document) -> bool:
    """Tell whether the text of a document is not in the edition, which only registers it."""
    return document.kind == "calendar" or any(map(_is_all, document.bearings.losses))


def _classes(index: Index, document: Document) -> Iterator[str]:
    """Yield each classification of a document: the words of what it points to, else its own."""
    links = index.links.get(document.id, {})
    for token in document.bearings.classes:
        link = links.get(token)
        yield link.title if link and link.title else token


def _sums(documents: Sequence[Document]) -> list[Json]:
    """Return how many gaps and the like there are in all, and in how many documents."""
    sums: dict[str, tuple[int, set[str]]] = {}
    for document in documents:
        for loss in document.bearings.losses:
            if not _is_all(loss):
                times, own = sums.get(loss.name, (0, set()))
                sums[loss.name] = times + loss.times, own | {document.id}
    return [{"name": name, "count": times, "documents": len(own)} for name, (times, own) in sorted(sums.items())]


def _row(document: Document, loss: Loss) -> Json:
    blocks: dict[str, Block] = {block.address: block for block in document.blocks if block.address in loss.blocks}
    return {
        "title": document.title,
        "page": document.page,
        "name": loss.name,
        "reason": loss.reason,
        "extent": loss.extent,
        "count": loss.times,
        "places": [place_view(document, blocks[address], "text", "named") for address in loss.blocks],
    }
