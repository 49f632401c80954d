"""Binds chapters into an EPUB 3 (EPUB 3.3, "Open Container Format"): the same bytes for the same book."""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from edition.book.cover import cover
from edition.config import Config
from edition.epub import FOLDER, NAME, chapter_name
from edition.epub.chapters import Chapters
from edition.epub.outline import MadeRegister, chapters_of, contents_view, groups, identity, with_made
from edition.model import Document, Index, Page
from edition.resources import resource
from edition.saxon import Transformer
from edition.site.common import MENDED, NAMESPACE, Common, maker_of
from edition.site.images import Pictures, files, made
from edition.view import Json, SitePage, site_view

_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
_FAMILIES = {"latin": "source-serif-4", "cyrillic": "source-serif-4", "arabic": "amiri"}
_FACE = re.compile(r"@font-face\s*\{[^}]*?url\(\"fonts/([\w-]+)\.woff2\"\)[^}]*\}\n*")
_COVER = "cover.png"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can name


@dataclass(frozen=True, slots=True)
class Binding:
    """What a book is bound from: the edition, what its pages share, its pictures, and the time of its last change.

    `documents` are those that the book holds. `registers` are the pages of registers that are made where the edition
    has none.
    """

    index: Index
    documents: Sequence[Document]
    config: Config
    shared: Common
    pictures: Pictures
    modified: int
    registers: Sequence[SitePage] = ()


def bind(chapters: Chapters, binding: Binding) -> Page:
    """Return the EPUB of an edition, all chapters of which have come."""
    transformer = maker_of(binding.shared).transformer
    maker_of(binding.shared).speak(0)
    parts = with_made(groups(binding.documents), list(_made(chapters, transformer, binding)))
    _mend(chapters, transformer)
    front = dict(_front(transformer, contents_view(parts)))
    things = {**dict(_look(chapters.scripts)), **dict(_pictures(chapters, binding.pictures)), _COVER: _cover(binding)}
    package = {
        **identity(binding.index, binding.documents, binding.config, binding.modified),
        "languages": _languages(front["title.xhtml"], chapters),
        "items": [*_items(front, chapters_of(parts), chapters), *map(_item, sorted(things))],
        "spine": ["title", "imprint", "contents", *(f"c{n}" for n, _ in enumerate(chapters_of(parts), 1))],
        "pictured": bool(chapters.pictures),
        "formulas": any("mathml" in chapter.properties for chapter in chapters.all.values()),
    }
    files_ = {"META-INF/container.xml": _render(transformer, "epub-container", {})}
    files_["EPUB/package.opf"] = _render(transformer, "epub-package", package)
    files_ |= {f"EPUB/{name}": content for name, content in (front | things).items()}
    return Page(NAME, _zipped(files_, chapters))


def _made(chapters: Chapters, transformer: Transformer, binding: Binding) -> Iterator[MadeRegister]:
    """Yield the registers that are made, whose pages become chapters."""
    tongue = binding.shared.tongues[0]
    words, language = json.loads(tongue.labels), json.loads(tongue.site)["language"]
    pages: dict[str, list[tuple[str, str]]] = {}
    for page in binding.registers:
        view: Any = page.view()
        chapters.put(chapter_name(page.path), _render(transformer, "epub-names", view).decode())
        part = view["parts"][view["part"] - 1]
        pages.setdefault(view["kind"], []).append((page.path, f"{part['from']} – {part['to']}"))
    for kind, own in pages.items():
        yield MadeRegister(words[f"names.{kind}"], language, tuple(own))


def _mend(chapters: Chapters, transformer: Transformer) -> None:
    """Make words of the links that lead nowhere."""
    for name, links in list(chapters.dangling()):
        transformer.set_parameters({"document": {"dangling": links}})
        chapters.put(name, transformer.render(transformer.read(chapters.get(name), name), MENDED))


def _front(transformer: Transformer, contents: Json) -> Iterator[tuple[str, bytes]]:
    yield "title.xhtml", _render(transformer, "epub-title", {})
    yield "imprint.xhtml", _render(transformer, "epub-imprint", {})
    yield "contents.xhtml", _render(transformer, "epub-contents", contents)


def _render(transformer: Transformer, template: str, view: Json) -> bytes:
    transformer.set_parameters({"document": view, "page": 1})
    return transformer.render_template(f"{NAMESPACE}{template}").encode()


def _cover(binding: Binding) -> bytes:
    site = site_view(binding.index, binding.config)
    editors = "; ".join(binding.config.editors)
    main = re.match("[a-z]{2,3}(?![a-z])", str(site["language"]).lower())
    return cover(str(site["title"]), editors, binding.config.publisher, main[0] if main else "und")


def _look(scripts: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the style sheets, and the fonts of the scripts that occur; Latin always does."""
    used = {"latin", *scripts}
    fonts = [path for path in sorted(resource("fonts").glob("*.woff2")) if used & set(path.stem.split("-"))]
    licences = {resource("fonts", f"{_FAMILIES[script]}-OFL.txt") for script in used}
    for path in (*fonts, *licences):
        yield f"css/fonts/{path.name}", path.read_bytes()
    faces = resource("xslt", "html", "assets", "fonts.css").read_text("utf-8")
    names = {path.stem for path in fonts}
    yield "css/fonts.css", "".join(each[0] for each in _FACE.finditer(faces) if each[1] in names).encode()
    yield "css/book.css", resource("xslt", "epub", "book.css").read_bytes()


def _pictures(chapters: Chapters, pictures: Pictures) -> Iterator[tuple[str, bytes]]:
    for file in files(pictures):
        if file.path in chapters.pictures:
            yield file.path, made(file).content


def _languages(page: bytes, chapters: Chapters) -> list[str]:
    """Return the languages of the book, that of the edition first."""
    own = re.search(r'xml:lang="([^"]*)"', page.decode())
    first = (own[1] if own else "") or "und"
    return [first, *sorted(chapters.languages - {first})]


def _items(front: Mapping[str, bytes], names: Iterable[str], chapters: Chapters) -> Iterator[Json]:
    for name in front:
        properties = "nav" if name == "contents.xhtml" else ""
        yield {**_item(name), "id": PurePosixPath(name).stem, "properties": properties}
    for number, name in enumerate(names, 1):
        properties = chapters.all[name].properties
        yield {**_item(f"{FOLDER}/{name}"), "id": f"c{number}", "properties": properties}


def _item(path: str) -> Json:
    """Return a file as the package names it; the id is made of the path, so that it stays the same."""
    name = re.sub(r"[^\w.-]", "-", path)
    properties = "cover-image" if path == _COVER else ""
    return {
        "id": f"f-{name}",
        "href": path,
        "type": _TYPES[PurePosixPath(path).suffix.lower()],
        "properties": properties,
    }


def _zipped(parts: Mapping[str, bytes], chapters: Chapters) -> bytes:
    """Return the archive: the media type first and as it is, then all else in the order of the names."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(_named("mimetype", zipfile.ZIP_STORED), b"application/epub+zip")
        own = {f"EPUB/{FOLDER}/{name}": name for name in chapters.all}
        for path in sorted([*parts, *own]):
            content = parts[path] if path in parts else chapters.get(own[path]).encode()
            archive.writestr(_named(path, zipfile.ZIP_DEFLATED), content, compresslevel=6)
    return buffer.getvalue()


def _named(path: str, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.compress_type = method
    entry.create_system = 3  # as on Unix, wherever it is made
    entry.external_attr = 0o644 << 16
    return entry
