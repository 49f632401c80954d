"""Documents and their index to the pages of the site; the stylesheets do the work, in every process there is."""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from lxml import etree

from edition.annotate import annotate
from edition.audit.quick import Tally, quick
from edition.bearings import NO_BEARINGS
from edition.config import Config
from edition.credits import NO_CREDITS
from edition.errors import ConfigError, TransformError
from edition.later import LaterText
from edition.model import Document, Index, Page, Source
from edition.resources import resource
from edition.saxon import Parsed, Transformer
from edition.site.citing import document_citing
from edition.site.common import BARE, BARE_CHAPTER, CHAPTER, NAMESPACE, PAGE, TEXT, Common, maker_of, site_of
from edition.site.former import FormerPlaces
from edition.site.images import Pictures, picture_view
from edition.site.names import NamePages
from edition.site.publish import Kept
from edition.site.references import Bibliography
from edition.site.schema import said_of_document, said_of_page
from edition.site.search.blocks import blocks
from edition.site.search.shelf import packed
from edition.site.talk import mark
from edition.source.parse import parse
from edition.view import DocumentViews, Json, SitePage
from edition.work import Died, Workers

# Notes beyond this number stay in their list on wide screens, too.
_MOST_NOTES = 400


class Job(NamedTuple):
    """One document to be made: what of it the stylesheets need beside the source itself, as compressed JSON."""

    common: Common
    source: Source
    document: Document
    view: bytes


class Made(NamedTuple):
    """The pages of a document, in their order, its plain text, and how its letters came through.

    The pages of further languages follow those of the first, to which all else belongs. `messages` are what the
    project's layer had to say. `stopped` is why it could not go on; then there are no pages. `bare` is why one of our
    own rules could not: the pages that it concerns are without design. `found` is what can be found in the document,
    packed (search/shelf.py). `chapters` are the pages as they stand in the EPUB, if one is made.
    """

    pages: tuple[str, ...]
    text: str
    tally: Tally
    messages: tuple[str, ...] = ()
    stopped: str = ""
    bare: str = ""
    found: str = ""
    chapters: tuple[str, ...] = ()


def jobs(
    index: Index,
    shared: Common,
    pictures: Pictures,
    names: NamePages,
    former: FormerPlaces,
    books: Bibliography,
) -> Iterator[Job]:
    """Return the work for all documents; two equal jobs on equal sources give equal pages."""
    yield from map(job_maker(index, shared, pictures, names, former, books), index.documents)


def job_maker(
    index: Index,
    shared: Common,
    pictures: Pictures,
    names: NamePages,
    former: FormerPlaces,
    books: Bibliography,
) -> Callable[[Document], Job]:
    """Return what makes the job of each document of an index."""
    views = DocumentViews(index, all_titles=bool(shared.layer))

    def job(document: Document) -> Job:
        slim = replace(
            document,
            targets=(),
            pointers=(),
            prefixes=(),
            names=(),
            images=(),
            origins=(),
            former=(),
            features=(),
            bearings=NO_BEARINGS,
            credits=NO_CREDITS,
            contexts=b"",
        )
        images = {token: picture_view(picture) for token, picture in pictures.get(document.id, {}).items()}
        own = {**former.view(document), **names.view(document)}
        more = {**own, "images": images, "citing": document_citing(document, books)}
        return Job(shared, document.source, slim, _packed({**views.view(document), **more}))

    return job


def make(work: Sequence[Job], workers: Workers, meanwhile: Callable[[], bool]) -> Iterator[Made | Died]:
    """Make the pages of documents, in the order of the jobs; `meanwhile` is other work for this process."""
    weights = [len(job.common.tongues) * (1000 + 40 * len(job.document.blocks) + 4 * len(job.view)) for job in work]
    return workers.map(make_chunk, work, weights, meanwhile)


def make_chunk(work: list[Job]) -> list[Made]:
    """Make the pages of some documents in this process."""
    return [_make(job) for job in work]


def _make(job: Job) -> Made:
    tree, _ = parse(job.source, job.common.limits)
    if tree is None or (tree.sha256, tree.parts) != (job.document.sha256, job.document.parts):
        raise TransformError(f"{job.source.name} was changed while the site was being made; build again")
    maker = maker_of(job.common)
    transformer = maker.transformer
    view = json.loads(zlib.decompress(job.view))
    view["schema"] = said_of_document(site_of(job.common), view)
    root = annotate(tree, job.document, view.get("former"))
    views: dict[object, Json] = {talk["first"]: {**view, "talk": talk} for talk in mark(root, job.document)}
    transformer.set_parameters({"document": next(iter(views.values()), view)})
    parsed = transformer.read(etree.tostring(root, encoding="unicode"), job.source.name)
    every: list[_Pages] = []
    book = _Pages([], ())
    text = ""
    for tongue in range(len(job.common.tongues)):
        maker.speak(tongue)
        every.append(_pages(transformer, parsed, job, PAGE, BARE, views))
        if tongue == 0 and job.common.book:
            book = _pages(transformer, parsed, job, CHAPTER, BARE_CHAPTER, views)
        if stopped := every[-1].stopped or book.stopped:
            return Made((), "", Tally(0, "", "", {}), every[-1].messages, stopped)
        text = transformer.render_text(parsed, TEXT) if tongue == 0 else text
    found = packed(blocks(root, job.document, view["links"], view["names"])) if job.common.is_searched else ""
    tally = quick(root, every[0].pages)
    pages = tuple(chain.from_iterable(each.pages for each in every))
    bare = next((each.bare for each in (*every, book) if each.bare), "")
    return Made(pages, text, tally, every[0].messages, bare=bare, found=found, chapters=tuple(book.pages))


class _Pages(NamedTuple):
    """The pages of a document in one language, with what `Made` has of them."""

    pages: list[str]
    messages: tuple[str, ...]
    bare: str = ""
    stopped: str = ""


def _pages(
    transformer: Transformer, parsed: Parsed, job: Job, mode: str, bare_mode: str, views: Mapping[object, Json]
) -> _Pages:
    """Make the pages of a document; of several `views` each holds from a page on, where its talk begins."""
    pages: list[str] = []
    messages: list[str] = []
    bare = ""
    for number in range(1, len(job.document.pages) + 1):
        is_other = len(views) > 1 and number in views
        transformer.set_parameters({"page": number, **({"document": views[number]} if is_other else {})})
        try:
            pages.append(transformer.render(parsed, mode))
        except TransformError as error:
            if job.common.layer:
                return _Pages([], transformer.messages, stopped=str(error))
            bare = bare or str(error)
            pages.append(transformer.render(parsed, bare_mode))
        messages += transformer.messages
    return _Pages(pages, tuple(messages), bare)


class View(NamedTuple):
    """A page of the site as a whole: the template that makes it, its path, and its parameter `$document` as JSON.

    It becomes a page in each language.
    """

    common: Common
    template: str
    path: str
    view: str


def last_pages(index: Index, making: Json) -> tuple[SitePage, ...]:
    """Return the pages that can only be made when all documents are: how it is made, and the styles of notes."""
    notes = (block.ordinal for document in index.documents for block in document.blocks if block.name == "note")
    numbered: Json = {"notes": min(max(notes, default=0), _MOST_NOTES)}
    return (
        SitePage("making-page", "making.html", lambda: {"page": "making.html", **making}),
        SitePage("margin-styles", "assets/margin-notes.css", lambda: numbered),
    )


class Prepared(NamedTuple):
    """A page of the site as a whole, and the JSON that it is made from: that can be worked out in advance."""

    page: SitePage
    view: LaterText


def prepared(page: SitePage) -> Prepared:
    """Return a page that can be prepared."""
    return Prepared(page, LaterText(lambda: _json(page.view())))


def site_pages(
    pages: Iterable[Prepared], shared: Common, is_known: Callable[[str, str], bool], workers: Workers
) -> Iterator[Page | Kept]:
    """Yield the pages of the site as a whole, each in all languages.

    `is_known` is asked of each path and the JSON that the page is made from whether the old site has the same page.
    """
    items: list[View] = []
    for page, later in pages:
        view = later.take()
        if is_known(page.path, f"{page.template} {view}"):
            yield from map(Kept, shared.paths(page.path))
        else:
            items.append(View(shared, page.template, page.path, view))
    for item, result in zip(items, workers.map(_render, items, [len(item.view) for item in items]), strict=True):
        if isinstance(result, Died):
            raise TransformError(f"{item.path}: {result.reason}")
        for path, text in zip(shared.paths(item.path), result, strict=True):
            yield Page(path, text.encode())


def _render(items: list[View]) -> list[list[str] | Died]:
    return [_in_each_language(item) for item in items]


def _in_each_language(item: View) -> list[str] | Died:
    maker = maker_of(item.common)
    view = json.loads(item.view)
    view["schema"] = said_of_page(site_of(item.common), item.path, view)
    maker.transformer.set_parameters({"document": {**view, "path": item.path}, "page": 1})
    made = []
    for tongue in range(len(item.common.paths(item.path))):
        maker.speak(tongue)
        made.append(maker.transformer.render_template(f"{NAMESPACE}{item.template}"))
    return made


def assets(config: Config) -> Iterator[Page]:
    """Yield the files that pages link to and no stylesheet makes."""
    for place, folder in (("assets", resource("xslt", "html", "assets")), ("assets/fonts", resource("fonts"))):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield Page(f"{place}/{path.relative_to(folder).as_posix()}", path.read_bytes())
    if config.site.css:
        try:
            yield Page("assets/custom.css", config.site.css.read_bytes())
        except OSError as error:
            raise ConfigError(f"{config.site.css}: the style sheet cannot be read: {error.strerror}") from error


def _packed(view: Json) -> bytes:
    """Return a view as little as can be: those of all documents are in memory together."""
    return zlib.compress(_json(view).encode(), 1)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
