"""What a page says of itself in the words of schema.org, as JSON-LD: made here, since Saxon takes long over JSON."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

_KINDS = {"document": "ArchiveComponent", "front": "Article"}
_MEDIA = {"tei": "application/tei+xml", "text": "text/plain"}

View = Mapping[str, Any]


def said_of_document(site: View, document: View) -> str:
    """Return the JSON-LD of a document's pages, from the parameters `$site` and `$document`."""
    citing, url = document["citing"], site["url"] or ""
    is_source = document["kind"] == "document"
    days = [day.partition("T")[0] for day in _ends(document["date"] or {}) if day]
    return _written({
        "@type": _KINDS.get(document["kind"], "CreativeWork"),
        "@id": url and f"{url}{document['page']}",
        "identifier": document["id"],
        "name": document["title"],
        "description": document["abstract"],
        "inLanguage": citing["language"],
        "dateCreated": "/".join(dict.fromkeys(days)) if is_source else "",
        "author": _names(citing["authors"]),
        "editor": _names([*site["citing"]["editors"], *citing["editors"]]),
        "publisher": site["publisher"],
        "datePublished": site["citing"]["date"],
        "version": site["version"],
        "license": _licence(citing["licence"] or site["citing"]["licence"]),
        "isAccessibleForFree": True,
        "itemLocation": document["shelfmark"],
        "isPartOf": {"@type": "Collection", "name": site["title"], "url": url or "index.html"},
        "encoding": [
            {"@type": "MediaObject", "encodingFormat": media, "contentUrl": f"{url}{citing['formats'][form]}"}
            for form, media in _MEDIA.items()
        ],
    })  # fmt: skip


def said_of_page(site: View, path: str, view: View) -> str:
    """Return the JSON-LD of a page of the site as a whole: of the contents and of the downloads, else ""."""
    if path == "index.html":
        return _written({"@type": "Collection", **_edition(site, (view.get("lead") or {}).get("abstract", ""))})
    if path == "data.html":
        files = [{"@type": "DataDownload", "contentUrl": f"{site['url'] or ''}{f['path']}"} for f in view["files"]]
        return _written({"@type": "Dataset", **_edition(site, ""), "distribution": files})
    return ""


def _edition(site: View, description: str) -> dict[str, Any]:
    return {
        "@id": site["url"],
        "url": site["url"],
        "name": site["title"],
        "description": description,
        "inLanguage": site["language"],
        "editor": _names(site["citing"]["editors"]),
        "publisher": site["publisher"],
        "dateModified": site["citing"]["date"],
        "version": site["version"],
        "license": _licence(site["citing"]["licence"]),
        "isAccessibleForFree": True,
    }


def _ends(date: View) -> tuple[str, str]:
    return date.get("from") or "", date.get("to") or ""


def _names(persons: Iterable[View]) -> list[Any]:
    return [
        {"@type": "Person", "name": each["text"], "familyName": each["family"], "givenName": each["given"]}
        if each["family"]
        else each["text"]
        for each in persons
    ]


def _licence(licence: View | None) -> str:
    return str(licence["url"] or licence["name"]) if licence else ""


def _written(properties: Mapping[str, Any]) -> str:
    """Return what is known as JSON; what has no value is left out."""
    known = {name: value for name, value in properties.items() if value}
    return json.dumps({"@context": "https://schema.org", **known}, ensure_ascii=False, separators=(",", ":"))
