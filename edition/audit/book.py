"""A book of the edition, PDF or EPUB, held against the sources of its documents."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from edition.audit import findings
from edition.audit.compare import compare
from edition.audit.document import read_pages, read_source, told
from edition.audit.epub import UnreadableError, read_epub
from edition.audit.interrupted import Folded
from edition.audit.letters import folded
from edition.audit.manifest import Entry, inside
from edition.audit.private import has_private, mapped, printed
from edition.audit.source import Text, in_headers, texts
from edition.audit.values import Setting
from edition.model import Finding
from edition.source.parse import Tree

_Sources = Sequence[tuple[Entry, Tree, Sequence[Text]]]
_Files = Sequence[tuple[str, bytes]]


def check_book(setting: Setting, form: str, names: Sequence[str], entries: Sequence[Entry]) -> list[Finding]:
    """Return what a book lacks of its documents; of an EPUB also what it has too often, or of nobody.

    `names` are its volumes.
    Documents whose source has changed are left out: that is told already.
    """
    trees = [(entry, tree) for entry in entries if (tree := read_source(setting, entry, []))]
    sources = [(entry, tree, texts(tree.root)) for entry, tree in trees]
    for name in names:
        if inside(setting.site, name) is None:
            return [findings.unreadable(setting.site / name, "its path leads out of the site")]
    try:
        return _epub(setting, names[0], sources) if form == "epub" else _pdf(setting, names, sources)
    except UnreadableError as error:
        return [findings.unreadable(setting.site / names[0], str(error))]


def _epub(setting: Setting, name: str, sources: _Sources) -> list[Finding]:
    book = Setting(setting.folder, setting.site / name, setting.limits)
    found: list[Finding] = []
    for members, files in _shares(sources, read_epub(book.site)):
        unread: list[Finding] = []
        pages = read_pages(files, book, unread)
        compared = compare([text for _, _, of in members for text in of], pages)
        found += told(members, pages, compared, name, book, unread).findings
    return found


def _shares(sources: _Sources, files: _Files) -> Iterator[tuple[_Sources, _Files]]:
    """Yield each document with its chapters, which are called like its pages in the site; the first has what is left.

    Held against the whole book, a short text would be taken for one of another document. Where the book is of another
    making, and a document has no chapter of such a name, all documents are held against all files.
    """
    names = [{PurePosixPath(page).stem for page in entry.pages} for entry, _, _ in sources]
    owned = [[file for file in files if PurePosixPath(file[0]).stem in own] for own in names]
    if not sources or not all(owned):
        yield from [(sources, files)][: len(sources)]
        return
    known = set().union(*names)
    owned[0] += [file for file in files if PurePosixPath(file[0]).stem not in known]
    yield from (([source], own) for source, own in zip(sources, owned, strict=True))


def _pdf(setting: Setting, names: Sequence[str], sources: _Sources) -> list[Finding]:
    from edition.audit.pdf import losses, read_pdf  # PDFium is large, and most sites have no book

    flat = []
    for number, (entry, tree, of) in enumerate(sources):
        header = in_headers(tree.root)
        for text in of:
            home = "" if text.number in header else entry.id
            flat.append((number, text, Folded(folded(text.raw), (number, text.block), home)))
    sections = [section for name in names for section in read_pdf(setting.site / name)]
    wanted = [each for _, _, each in flat]
    absent = losses(wanted, sections)
    if private := [place for place in absent if has_private(flat[place][1])]:
        signs = {number: mapped(sources[number][1].root) for number in {flat[place][0] for place in private}}
        for place in private:
            number, text, each = flat[place]
            wanted[place] = each._replace(letters=folded(printed(text, signs[number])))
        absent = losses(wanted, sections)
    found: list[Finding] = []
    for number, (_, tree, _) in enumerate(sources):
        here = [flat[place][1] for place in absent if flat[place][0] == number]
        found += findings.lost(tree, [(text, text.raw.split(), "") for text in here], ", ".join(names))
    return found
