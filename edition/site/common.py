"""What all pages of a site are made with: the compiled stylesheets, and `$site` and `$labels` in each language."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from edition.config import Config, Limits
from edition.labels import interfaces
from edition.layer import read
from edition.model import Index
from edition.resources import resource
from edition.saxon import Saxon, Transformer
from edition.site.citing import citing_view
from edition.view import Json, SitePage, site_view

NAMESPACE = "{urn:tei-edition:xslt}"
PAGE = f"{NAMESPACE}page"
BARE = f"{NAMESPACE}bare-page"
TEXT = f"{NAMESPACE}text-file"
CHAPTER = f"{NAMESPACE}chapter"
BARE_CHAPTER = f"{NAMESPACE}bare-chapter"
MENDED = f"{NAMESPACE}mended"
_BOOK = "edition:/epub/epub.xsl"


@dataclass(frozen=True, slots=True)
class Common:
    """What all pages of a site are made with: `$site` as JSON, and the text of the project's layer.

    `tongues` are the languages of the interface. `is_searched` tells whether there is an index of their texts. `book`
    is the parameter `$book` of an EPUB as JSON, empty if none is made.
    """

    site: str
    tongues: tuple["Tongue", ...]
    layer: str
    limits: Limits
    is_searched: bool
    book: str = ""

    def paths(self, path: str) -> tuple[str, ...]:
        """Return the paths of a page in all languages; what is no page is made once."""
        return tuple(f"{folder}{path}" for folder in self.folders) if path.endswith(".html") else (path,)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of the pages in each language, the first `""`, the others as `"de/"`."""
        return tuple(tongue.folder for tongue in self.tongues)


class Tongue(NamedTuple):
    """A language of the interface: the folder of its pages, and as JSON its own part of `$site`, and `$labels`."""

    folder: str
    site: str
    labels: str


def common(index: Index, config: Config, pages: Sequence[SitePage]) -> Common:
    """Return what all pages of an edition share; `pages` are those of the site as a whole."""
    layer = read(config.site.xslt) if config.site.xslt else ""
    views = [{"label": page.label, "path": page.path} for page in pages if page.label]
    site = {
        **site_view(index, config),
        "views": views,
        "search": config.search.enabled,
        "citing": citing_view(index, config),
    }
    return Common(_json(site), _tongues(config), layer, config.sources.limits, config.search.enabled)


def _tongues(config: Config) -> tuple[Tongue, ...]:
    known = interfaces(config)
    names = [{"language": tag, "name": words["language.name"], "folder": folder} for tag, folder, words in known]
    tongues: list[Tongue] = []
    for tag, folder, words in known:
        own = {"language": tag, "folder": folder, "root": "../" if folder else ""}
        site = {**own, "languages": names if len(names) > 1 else []}
        tongues.append(Tongue(folder, _json(site), _json(words)))
    return tuple(tongues)


@lru_cache(maxsize=1)
def site_of(shared: Common) -> Json:
    """Return `$site` in the first language."""
    site: Json = json.loads(shared.site)
    return site


class Maker:
    """The compiled stylesheets, which make pages in one language of the interface at a time."""

    def __init__(self, transformer: Transformer, shared: Common) -> None:
        """Turn what each language has for itself into what the stylesheets receive, once for all pages."""
        self.transformer = transformer
        site = site_of(shared)
        if shared.book:
            transformer.set_parameters({"book": json.loads(shared.book)})
        self._tongues = [
            transformer.prepare({"site": {**site, **json.loads(each.site)}, "labels": json.loads(each.labels)})
            for each in shared.tongues
        ]
        self._now = -1

    def speak(self, tongue: int) -> None:
        """Make what follows in the language that stands at this place."""
        if tongue != self._now:
            self.transformer.set_prepared(self._tongues[tongue])
            self._now = tongue


@lru_cache(maxsize=1)
def maker_of(shared: Common) -> Maker:
    """Return what makes the pages of a site."""
    return Maker(_compiled(_entry(), shared.layer, with_book=bool(shared.book)), shared)


def _entry() -> Path:
    return resource("xslt", "html", "site.xsl")


def warm(*, with_book: bool) -> None:
    """Compile the stylesheets of the program, in a process that will soon make pages with them."""
    _compiled(_entry(), "", with_book=with_book)


@lru_cache(maxsize=1)
def _compiled(entry: Path, layer: str, *, with_book: bool) -> Transformer:
    """Return the stylesheets, compiled once in each process: they take as long as a small site."""
    saxon = Saxon(layer=layer) if layer else Saxon()
    if with_book:
        return saxon.compile(entry, [PAGE, BARE, TEXT, CHAPTER, BARE_CHAPTER, MENDED], [_BOOK])
    return saxon.compile(entry, [PAGE, BARE, TEXT])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
