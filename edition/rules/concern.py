"""Which findings concern some files: those on them, and those on other files that refer to them."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from edition.index import Broken, library, resolve
from edition.model import Document, Finding, Source


def concerning(
    findings: Iterable[Finding],
    files: frozenset[Path],
    folder: Path,
    sources: Sequence[Source],
    documents: Sequence[Document],
) -> list[Finding]:
    """Return the findings that concern `files`, which are real paths and need not exist any more.

    `folder` is what the names of the sources start from, `documents` are the sources that could be read.
    """
    home = folder.resolve()
    names = {file.relative_to(home).as_posix() for file in files if file.is_relative_to(home)}
    # A file that is part of a document concerns all of it.
    files |= {
        document.source.path.resolve() for document in documents if files & {p.path.resolve() for p in document.parts}
    }
    goals = _goals(names, sources, documents)
    return [found for found in findings if found.file.resolve() in files or goals(found) & names]


def _goals(
    names: set[str], sources: Sequence[Source], documents: Sequence[Document]
) -> Callable[[Finding], frozenset[str]]:
    """Return a function from a finding to the names of the other files that it speaks of."""
    read = {document.source.name for document in documents}
    shelf = library(documents, {source.name for source in sources} - read)
    by_path = {document.source.path: document for document in documents}
    by_id = {document.id: document.source.name for document in documents}
    owners: dict[str, set[str]] = {}
    for document in documents:
        if document.source.name in names:
            for target in document.targets:
                owners.setdefault(target.id, set()).add(document.source.name)

    def goals(found: Finding) -> frozenset[str]:
        document = by_path.get(found.file)
        if document is None or found.spot is None or not found.code.startswith("REF"):
            return frozenset()
        if found.code == "REF002":
            number = found.spot.number
            used = next((target.id for target in document.targets if target.number == number), "")
            return frozenset(owners.get(used, ()))
        goal = resolve(document, found.spot.token or "", shelf)
        name = goal.wanted.partition("#")[0] if isinstance(goal, Broken) else by_id.get(goal.document, "")
        return frozenset({name})

    return goals
