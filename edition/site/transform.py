"""Documents and their index to the pages of the site: the jobs of documents, and the pages of the site as a whole."""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from edition.bearings import NO_BEARINGS
from edition.config import Config
from edition.credits import NO_CREDITS
from edition.errors import ConfigError, TransformError
from edition.later import LaterText
from edition.model import Document, Index, Page
from edition.resources import resource
from edition.site.citing import document_citing
from edition.site.common import NAMESPACE, Common, maker_of, site_of
from edition.site.document import Job, Made, make_chunk
from edition.site.former import FormerPlaces
from edition.site.images import Pictures, picture_view
from edition.site.names import NamePages
from edition.site.publish import Kept
from edition.site.references import Bibliography
from edition.site.schema import said_of_page
from edition.view import DocumentViews, Json, SitePage
from edition.work import Died, Workers

# Notes beyond this number stay in their list on wide screens, too.
_MOST_NOTES = 400


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
        return Job(shared, document.source, slim, _packed(_json({**views.view(document), **more})))

    return job


def make(work: Sequence[Job], workers: Workers, meanwhile: Callable[[], bool]) -> Iterator[Made | Died]:
    """Make the pages of documents, in the order of the jobs; `meanwhile` is other work for this process."""
    weights = [len(job.common.tongues) * (1000 + 40 * len(job.document.blocks) + 4 * len(job.view)) for job in work]
    return workers.map(make_chunk, work, weights, meanwhile)


class View(NamedTuple):
    """A page of the site as a whole: the template that makes it, its path, and `$document` as compressed JSON.

    It becomes a page in each language. `finish` makes the parameter of the JSON if that is not yet it.
    """

    common: Common
    template: str
    path: str
    view: bytes
    finish: Callable[[Json], Json] | None


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
            items.append(View(shared, page.template, page.path, _packed(view), page.finish))
    for item, result in zip(items, workers.map(_render, items, [4 * len(item.view) for item in items]), strict=True):
        if isinstance(result, Died):
            raise TransformError(f"{item.path}: {result.reason}")
        for path, text in zip(shared.paths(item.path), result, strict=True):
            yield Page(path, text.encode())


def _render(items: list[View]) -> list[list[str] | Died]:
    return [_in_each_language(item) for item in items]


def _in_each_language(item: View) -> list[str] | Died:
    maker = maker_of(item.common)
    view = json.loads(zlib.decompress(item.view))
    view = item.finish(view) if item.finish else view
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


def _packed(view: str) -> bytes:
    """Return a view as little as can be: those of all documents are in memory together."""
    return zlib.compress(view.encode(), 1)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
