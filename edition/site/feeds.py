"""What machines fetch of a site: `sitemap.xml`, `robots.txt`, and the feed of changes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote, urlsplit

from lxml import etree

from edition.config import Config
from edition.model import Document, Index, Page
from edition.site.references import Bibliography
from edition.source.credits import day_of
from edition.view import GENERATOR

FEED = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST_CHANGES = 60
_MOST_ADDRESSES = 50_000  # of one file: sitemaps.org, "Sitemap file location"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def sitemap(index: Index, url: str, others: Iterable[str], folders: Sequence[str]) -> Iterator[Page]:
    """Yield `sitemap.xml` and `robots.txt` of a site at `url`: the pages of all documents, and the `others`.

    `folders` are those of the pages in each language (`""`, `"de/"`). Beyond 50,000 addresses `sitemap.xml` is a list
    of further files.
    """
    entries = [(page, day_of(document.modified)) for document in index.documents for page in document.pages]
    entries = [*((path, "") for path in others), *entries]
    entries = [(f"{folder}{path}", day) for folder in folders for path, day in entries]
    parts = [entries[start : start + _MOST_ADDRESSES] for start in range(0, len(entries), _MOST_ADDRESSES)]
    if len(parts) == 1:
        yield Page("sitemap.xml", _addresses("urlset", "url", url, parts[0]))
    else:
        names = [f"sitemap~{number}.xml" for number in range(1, len(parts) + 1)]
        yield Page("sitemap.xml", _addresses("sitemapindex", "sitemap", url, [(name, "") for name in names]))
        yield from (Page(name, _addresses("urlset", "url", url, part)) for name, part in zip(names, parts, strict=True))
    yield Page("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {url}sitemap.xml\n".encode())


def _addresses(root: str, item: str, url: str, entries: Iterable[tuple[str, str]]) -> bytes:
    top = etree.Element(f"{{{_SITEMAP}}}{root}", nsmap={None: _SITEMAP})
    for path, day in entries:
        entry = _add(top, item)
        folder, slash, name = path.rpartition("/")
        _add(entry, "loc", f"{folder}{slash}" if name == "index.html" else quote(path), before=url)
        if len(day) == len("2026-11-22"):
            _add(entry, "lastmod", day)
    return written(top)


def feed(index: Index, config: Config) -> Page:
    """Return the Atom feed (RFC 4287) of the newest changes that the sources tell of in their `revisionDesc`.

    Its identifiers are `tag:` URIs (RFC 4151), so that they stay the same wherever the site is published.
    """
    books = Bibliography(index, config)
    authority = _authority(books, config)
    top = etree.Element(f"{{{_ATOM}}}feed", {f"{{{_XML}}}lang": config.language or "en"}, nsmap={None: _ATOM})
    _add(top, "title", books.title)
    _add(top, "id", f"tag:{authority},2000:changes")
    _add(top, "updated", _moment(books.date or "1970"))
    for name in [editor.text for editor in books.editors] or [config.publisher or books.title]:
        _add(_add(top, "author"), "name", name)
    _add(top, "generator", GENERATOR)
    _link(top, "self", f"{books.url}{FEED}")
    _link(top, "alternate", books.url or "index.html")
    for document, day, text, number in _newest(index.documents):
        entry = _add(top, "entry")
        _add(entry, "title", document.title)
        _add(entry, "id", f"tag:{authority},2000:{quote(document.id)}/{day}/{number}")
        _add(entry, "updated", _moment(day))
        _link(entry, "alternate", f"{books.url}{quote(document.page)}")
        _add(entry, "summary", text or document.title)
    return Page(FEED, written(top))


_XML = "http://www.w3.org/XML/1998/namespace"


def _newest(documents: Sequence[Document]) -> list[tuple[Document, str, str, int]]:
    """Return the newest changes, the newest first; the number tells those of one document and day apart."""
    found = []
    for place, document in enumerate(documents):
        days: Counter[str] = Counter()
        for day, text in document.credits.changes:
            days[day] += 1
            found.append((day, place, -days[day], text))
    newest = sorted(found, key=lambda each: each[1:3])
    newest = sorted(newest, key=lambda each: each[0], reverse=True)[:_MOST_CHANGES]
    return [(documents[place], day, text, -number) for day, place, number, text in newest]


def _authority(books: Bibliography, config: Config) -> str:
    """Return who vouches for the identifiers: an address of mail, the host, else a name that can be nobody's."""
    if mail := _EMAIL.search(config.imprint.contact):
        return mail[0]
    host = urlsplit(books.url).hostname or ""
    return host or f"{re.sub(r'[^a-z0-9]+', '-', books.title.casefold()).strip('-') or 'edition'}.invalid"


def _moment(day: str) -> str:
    """Return a day, month or year as the moment at which it begins."""
    return f"{day}{'-01' * (2 - day.count('-'))}T00:00:00Z"


def _link(parent: etree._Element, rel: str, href: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}link", {"rel": rel, "href": href})


def _add(parent: etree._Element, name: str, text: str = "", before: str = "") -> etree._Element:
    """Add an element of its parent's namespace, with text."""
    child: etree._Element = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}")
    if before or text:
        child.text = f"{before}{clean(text)}"
    return child


def clean(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NOT_XML.sub("", text)


def written(root: etree._Element) -> bytes:
    """Return a document as it is published."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
