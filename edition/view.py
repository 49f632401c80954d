"""The index as the stylesheets see it: JSON values, the same for every worker and every run."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from edition import __version__
from edition.config import Config
from edition.errors import ConfigError
from edition.model import DateRange, Document, Index, Link, Mention
from edition.resources import resource

Json = dict[str, object]
GENERATOR = f"tei-edition {__version__}"

_ROLES = {"named": 0, "speaks": 1, "cited": 2}
_AREAS = {"text": 0, "note": 1, "header": 2}


def site_view(index: Index, config: Config) -> Json:
    """Return what all pages share: the parameter `$site`."""
    return {
        "title": config.title or _fallback_title(index, config),
        "language": config.language or "en",
        "url": config.url,
        "version": config.version,
        "publisher": config.publisher,
        "editors": list(config.editors),
        "licence": config.licence,
        "imprint": {"text": config.imprint.text, "contact": config.imprint.contact},
        "generator": GENERATOR,
        "stylesheets": ["assets/site.css", *(["assets/custom.css"] if config.site.css else [])],
        "documents": [_document_entry(document) for document in index.documents],
    }


def document_view(document: Document, index: Index) -> Json:
    """Return what belongs to one document: the parameter `$document`."""
    links = index.links.get(document.id, {})
    return {
        **_document_entry(document),
        "blocks": {str(b.number): {"address": b.address, "ordinal": b.ordinal} for b in document.blocks},
        "links": {token: _link_view(link) for token, link in links.items()},
        "mentions": _mentions_view(document, index),
        **_neighbours(document, index),
    }


def labels_view(config: Config) -> Json:
    """Return every word of the interface: ours, with those that the project replaces."""
    labels: Json = json.loads(resource("xslt", "labels", "en.json").read_text("utf-8"))
    if config.site.labels:
        labels |= _own_labels(config.site.labels, labels)
    return labels


def _own_labels(path: Path, known: Mapping[str, object]) -> Json:
    try:
        labels = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: the labels cannot be read: {error}") from error
    if not isinstance(labels, dict) or not all(isinstance(value, str) for value in labels.values()):
        raise ConfigError(f"{path}: the labels must be one table of strings")
    if unknown := sorted(key for key in labels.keys() - known.keys() if not key.startswith("tei.")):
        raise ConfigError(f"{path}: there is no label {unknown[0]}")
    return labels


def _fallback_title(index: Index, config: Config) -> str:
    only = index.documents[0].title if len(index.documents) == 1 else ""
    return only or config.folder.resolve().name


def _document_entry(document: Document) -> Json:
    return {
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "page": document.page,
        "tei": tei_path(document),
        "date": date_view(document.date),
        "abstract": document.abstract,
        "shelfmark": document.shelfmark,
    }


def tei_path(document: Document) -> str:
    """Return the path of the source that readers download."""
    return f"{document.id}.xml"


def date_view(date: DateRange | None) -> Json | None:
    """Return a date as the manifest and the stylesheets have it."""
    if date is None:
        return None
    return {"from": date.start, "to": date.end, "kind": date.kind, "cert": date.cert, "text": date.text}


def _link_view(link: Link) -> Json:
    return {"href": link.href, "kind": link.kind, "title": link.title, "short": link.short}


def _mentions_view(document: Document, index: Index) -> Json:
    """Return, for each entry of this document, where it is mentioned: documents in order, text before notes."""
    by_id = {other.id: (place, other) for place, other in enumerate(index.documents)}
    blocks = {other.id: {block.address: block for block in other.blocks} for other in index.documents}

    def order(mention: Mention) -> tuple[int, int, int, int]:
        block = blocks[mention.document].get(mention.block)
        place = by_id[mention.document][0]
        return place, _AREAS[mention.area], block.number if block else 0, _ROLES[mention.role]

    view: Json = {}
    for target in document.targets:
        found = index.mentions.get((document.id, target.id), ())
        elsewhere = [m for m in sorted(found, key=order) if (m.document, m.block) != (document.id, target.id)]
        if elsewhere:
            view[target.id] = [_mention_view(m, by_id[m.document][1], blocks[m.document]) for m in _places(elsewhere)]
    return view


def _places(mentions: Iterable[Mention]) -> list[Mention]:
    """Keep one mention a block: a turn in which someone speaks and is named is one place to go to."""
    return list({(m.document, m.block, m.area): m for m in reversed(list(mentions))}.values())[::-1]


def _mention_view(mention: Mention, document: Document, blocks: Mapping[str, object]) -> Json:
    block = blocks.get(mention.block)
    name, ordinal = (block.name, block.ordinal) if block else ("", 0)  # type: ignore[attr-defined]
    return {
        "page": document.page,
        "title": document.title,
        "href": f"{document.page}#{mention.block or 'about'}",
        "block": "header" if mention.area == "header" else name,
        "ordinal": ordinal,
        "area": mention.area,
        "role": mention.role,
    }


def _neighbours(document: Document, index: Index) -> Json:
    """Return the documents before and after this one in the order of dates, as the contents list them."""
    if document.kind not in ("document", "calendar"):
        return {"previous": None, "next": None}
    listed = sorted((d for d in index.documents if d.kind in ("document", "calendar")), key=date_key)
    place = listed.index(document)
    return {
        "previous": _document_entry(listed[place - 1]) if place else None,
        "next": _document_entry(listed[place + 1]) if place + 1 < len(listed) else None,
    }


def date_key(document: Document) -> str:
    """Return the key by which the contents sort: the same as in contents.xsl."""
    date = document.date
    return (date.start or date.end if date else None) or "9999"
