"""One document, or several that share pages, held against what was made of it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from lxml import etree

from edition.audit import findings
from edition.audit.compare import Comparison, compare
from edition.audit.manifest import Entry, inside
from edition.audit.page import Content, content
from edition.audit.source import Text, texts
from edition.audit.values import Outcome, Row, Setting
from edition.model import Finding, Source
from edition.source.parse import Tree, parse
from edition.source.xinclude import included


def check_group(setting: Setting, entries: Sequence[Entry]) -> Outcome:
    """Hold the documents that share pages against their sources; a source that has changed is not compared."""
    found: list[Finding] = []
    sources = [(entry, read_source(setting, entry, found)) for entry in entries]
    whole = included((tree.source.path, tree.parts) for _, tree in sources if tree)
    readable = [(entry, tree, texts(tree.root)) for entry, tree in sources if tree]
    pages = []
    for name in dict.fromkeys(page for entry in entries for page in entry.pages):
        path = inside(setting.site, name)
        try:
            data = path.read_bytes() if path else b""
        except OSError as error:
            found.append(findings.unreadable(setting.site / name, f"{error.strerror}"))
            continue
        pages += read_pages([(name, data)], setting, found)
    if len(readable) < len(entries) or not pages:
        rows = [_row(entry, of)._replace(lost=_count(of)) for entry, _, of in readable]
        return Outcome(tuple(rows), tuple(found), whole)
    where = ", ".join(dict.fromkeys(page for entry in entries for page in entry.pages))
    compared = compare([text for _, _, of in readable for text in of], pages)
    return told(readable, pages, compared, where, setting, found)._replace(included=whole)


def read_source(setting: Setting, entry: Entry, found: list[Finding]) -> Tree | None:
    """Return the tree of a source as it was when the site was built, else None with a finding."""
    path = inside(setting.folder, entry.source)
    if path is None:
        found.append(findings.changed(setting.folder / entry.source, "its path leads out of the sources"))
        return None
    tree, wrong = parse(Source(path, entry.source), setting.limits)
    if tree is None:
        found.append(findings.changed(path, next((each.message for each in wrong if each.severity == "error"), "")))
    elif tree.sha256 != entry.sha256:
        found.append(findings.changed(path))
        return None
    return tree


def read_pages(files: Iterable[tuple[str, bytes]], setting: Setting, found: list[Finding]) -> list[Content]:
    """Return what pages hold, with a finding for each that cannot be read."""
    contents = []
    for name, data in files:
        try:
            read = content(data, name)
            reason = "it has no main part"
        except etree.XMLSyntaxError as error:
            read, reason = None, f"it is not well-formed: {error.msg}"
        if read is None:
            found.append(findings.unreadable(setting.site / name, reason))
        else:
            contents.append(read)
    return contents


def told(
    sources: Sequence[tuple[Entry, Tree, Sequence[Text]]],
    pages: Sequence[Content],
    compared: Comparison,
    where: str,
    setting: Setting,
    found: Sequence[Finding],
) -> Outcome:
    """Return a comparison as figures of each document and as findings."""
    rows, told_of, start = [], [*found, *findings.extras(setting.site, compared.extras)], 0
    for entry, tree, of in sources:
        stop = start + len(of)
        lost = [each for each in compared.lost if start <= each.text < stop]
        late = [number for number in compared.moved if start <= number < stop]
        told_of += findings.lost(tree, [(of[each.text - start], each.words, each.instead) for each in lost], where)
        told_of += findings.moved(tree, [of[number - start] for number in late], where)
        rows.append(_row(entry, of)._replace(lost=sum(each.size for each in lost), moved=len(late)))
        start = stop
    count = {kind: sum(each.size for each in compared.extras if each.kind == kind) for kind in ("doubled", "added")}
    names = sum((page.unhandled for page in pages), Counter[str]())
    rows[0] = rows[0]._replace(doubled=count["doubled"], added=count["added"], unhandled=dict(names))
    return Outcome(tuple(rows), tuple(told_of))


def _row(entry: Entry, of: Sequence[Text]) -> Row:
    return Row(entry.id, entry.source, entry.pages, _count(of))


def _count(of: Sequence[Text]) -> int:
    return sum(len(text.letters) for text in of)
