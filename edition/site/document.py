"""One document to its pages, its plain text and what else is made of it; in every process there is."""

import json
import zlib
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from edition.annotate import annotate
from edition.audit.quick import Tally, quick
from edition.errors import TransformError
from edition.model import Document, Source
from edition.saxon import Parsed, Transformer
from edition.site.common import BARE, BARE_CHAPTER, CHAPTER, PAGE, TEXT, Common, maker_of, site_of
from edition.site.schema import said_of_document
from edition.site.search.blocks import blocks
from edition.site.search.shelf import packed
from edition.site.sheets import Sheet, sheets
from edition.site.talk import mark
from edition.source.parse import parse

# The parameter `$document`, by the page from which on it holds.
Views = Mapping[int, Mapping[str, Any]]


class Old(NamedTuple):
    """The pages of a long register as the last build made them: their keys, and the folder of the site.

    Keys are taken over where what all pages share, which `salt` stands for, has not changed.
    """

    salt: str
    keys: tuple[str, ...]
    site: Path


class Job(NamedTuple):
    """One document to be made: what of it the stylesheets need beside the source itself, as compressed JSON."""

    common: Common
    source: Source
    document: Document
    view: bytes
    old: Old = Old("", (), Path())


class Made(NamedTuple):
    """The pages of a document, in their order, its plain text, and how its letters came through.

    The pages of further languages follow those of the first, to which all else belongs. `messages` are what the
    project's layer had to say. `stopped` is why it could not go on; then there are no pages. `bare` is why one of our
    own rules could not: the pages that it concerns are without design. `found` is what can be found in the document,
    packed (search/shelf.py). `chapters` are the pages as they stand in the EPUB, if one is made. `keys` are those of
    the pages of a long register; `same` are the numbers of those, counted from 1, that are as the last build made them.
    """

    pages: tuple[str, ...]
    text: str
    tally: Tally
    messages: tuple[str, ...] = ()
    stopped: str = ""
    bare: str = ""
    found: str = ""
    chapters: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    same: frozenset[int] = frozenset()


def make_chunk(work: list[Job]) -> list[Made]:
    """Make the pages of some documents in this process."""
    return [_make(job) for job in work]


def _make(job: Job) -> Made:
    root, views = _annotated(job)
    view = views[1]
    maker = maker_of(job.common)
    transformer = maker.transformer
    transformer.set_parameters({"document": view})
    parsed = transformer.read(etree.tostring(root, encoding="unicode"), job.source.name)
    # A layer may look at more of a document than what stands on a page.
    alone = [] if job.common.layer else sheets(root, job.document, view, job.old.salt)
    every: list[_Pages] = []
    book = _Pages([], ())
    text = ""
    for tongue, folder in enumerate(job.common.folders):
        maker.speak(tongue)
        if alone:
            every.append(_of_sheets(transformer, alone, job, folder))
            transformer.set_parameters({"document": view})
        else:
            every.append(_pages(transformer, parsed, job, PAGE, BARE, views))
        if tongue == 0 and job.common.book:
            book = _pages(transformer, parsed, job, CHAPTER, BARE_CHAPTER, views)
        if stopped := every[-1].stopped or book.stopped:
            return Made((), "", Tally(0, "", "", {}), every[-1].messages, stopped)
        text = transformer.render_text(parsed, TEXT) if tongue == 0 else text
    found = packed(blocks(root, job.document, view["links"], view["names"])) if job.common.is_searched else ""
    return Made(
        pages=tuple(chain.from_iterable(each.pages for each in every)),
        text=text,
        tally=quick(root, every[0].pages),
        messages=every[0].messages,
        bare=next((each.bare for each in (*every, book) if each.bare), ""),
        found=found,
        chapters=tuple(book.pages),
        keys=tuple(sheet.key for sheet in alone),
        same=frozenset(sheet.number for sheet in alone if _is_same(sheet, job)),
    )


def _annotated(job: Job) -> tuple[etree._Element, Views]:
    """Return the source of a document as the stylesheets get it, and the parameter `$document` for its pages.

    That is told by the number of the page from which on it holds, the first of all: each text of a corpus has its own.
    """
    tree, _ = parse(job.source, job.common.limits)
    if tree is None or (tree.sha256, tree.parts) != (job.document.sha256, job.document.parts):
        raise TransformError(f"{job.source.name} was changed while the site was being made; build again")
    view: dict[str, Any] = json.loads(zlib.decompress(job.view))
    view["schema"] = said_of_document(site_of(job.common), view)
    root = annotate(tree, job.document, view.get("former"))
    views = {first: {**view, "talk": talk} for first, talk in mark(root, job.document).items()}
    return root, {**views, 1: next(iter(views.values()), view)}


class _Pages(NamedTuple):
    """The pages of a document in one language, with what `Made` has of them."""

    pages: list[str]
    messages: tuple[str, ...]
    bare: str = ""
    stopped: str = ""


def _pages(
    transformer: Transformer,
    parsed: Parsed,
    job: Job,
    mode: str,
    bare_mode: str,
    views: Mapping[int, Mapping[str, Any]],
) -> _Pages:
    pages: list[str] = []
    messages: list[str] = []
    bare = ""
    for number in range(1, len(job.document.pages) + 1):
        changed = {"document": views[number]} if len(views) > 1 and number in views else {}
        transformer.set_parameters({"page": number, **changed})
        try:
            pages.append(transformer.render(parsed, mode))
        except TransformError as error:
            if job.common.layer:
                return _Pages([], transformer.messages, stopped=str(error))
            bare = bare or str(error)
            pages.append(transformer.render(parsed, bare_mode))
        messages += transformer.messages
    return _Pages(pages, tuple(messages), bare)


def _of_sheets(transformer: Transformer, alone: Sequence[Sheet], job: Job, folder: str) -> _Pages:
    """Make the pages of a register, each of what stands on it, but for those that the last build has made."""
    pages: list[str] = []
    bare = ""
    for sheet in alone:
        if _is_same(sheet, job):
            pages.append((job.old.site / folder / job.document.pages[sheet.number - 1]).read_text("utf-8"))
            continue
        parsed = transformer.read(sheet.xml, job.source.name)
        transformer.set_parameters({"document": sheet.view, "page": sheet.number})
        try:
            pages.append(transformer.render(parsed, PAGE))
        except TransformError as error:
            bare = bare or str(error)
            pages.append(transformer.render(parsed, BARE))
    return _Pages(pages, (), bare)


def _is_same(sheet: Sheet, job: Job) -> bool:
    return job.old.keys[sheet.number - 1 : sheet.number] == (sheet.key,)
