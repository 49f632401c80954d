"""A book of the edition, PDF or EPUB, held against the sources of its documents."""

from collections.abc import Sequence

from edition.audit import findings
from edition.audit.compare import compare
from edition.audit.document import read_pages, read_source, told
from edition.audit.epub import UnreadableError, read_epub
from edition.audit.interrupted import Folded
from edition.audit.letters import folded
from edition.audit.manifest import Entry, inside
from edition.audit.source import Text, texts
from edition.audit.values import Setting
from edition.model import Finding
from edition.source.parse import Tree

_Sources = Sequence[tuple[Entry, Tree, Sequence[Text]]]


def check_book(setting: Setting, form: str, name: str, entries: Sequence[Entry]) -> list[Finding]:
    """Return what a book lacks of its documents; of an EPUB also what it has too often, or of nobody.

    Documents whose source has changed are left out: that is told already.
    """
    trees = [(entry, tree) for entry in entries if (tree := read_source(setting, entry, []))]
    sources = [(entry, tree, texts(tree.root)) for entry, tree in trees]
    path = inside(setting.site, name)
    if path is None:
        return [findings.unreadable(setting.site / name, "its path leads out of the site")]
    try:
        return _epub(setting, name, sources) if form == "epub" else _pdf(setting, name, sources)
    except UnreadableError as error:
        return [findings.unreadable(path, str(error))]


def _epub(setting: Setting, name: str, sources: _Sources) -> list[Finding]:
    book = setting.site / name
    found: list[Finding] = []
    pages = read_pages(read_epub(book), Setting(setting.folder, book, setting.limits), found)
    compared = compare([text for _, _, of in sources for text in of], pages)
    return list(told(sources, pages, compared, name, Setting(setting.folder, book, setting.limits), found).findings)


def _pdf(setting: Setting, name: str, sources: _Sources) -> list[Finding]:
    from edition.audit.pdf import losses, read_pdf  # PDFium is large, and most sites have no book

    flat = [
        (number, text, Folded(folded(text.raw), (number, text.block)))
        for number, (_, _, of) in enumerate(sources)
        for text in of
    ]
    absent = losses([each for _, _, each in flat], read_pdf(setting.site / name))
    found: list[Finding] = []
    for number, (_, tree, _) in enumerate(sources):
        here = [flat[place][1] for place in absent if flat[place][0] == number]
        found += findings.lost(tree, [(text, text.raw.split(), "") for text in here], name)
    return found
