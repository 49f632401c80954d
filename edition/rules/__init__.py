"""What a schema cannot say of an edition: ids, references, dates, speakers, names. One module a family."""

from collections.abc import Iterator, Sequence

from edition.index import Library
from edition.model import Document, Finding
from edition.rules import characters, correspondence, dates, ids, names, pairs, pictures, references, speech
from edition.rules.outline import outline
from edition.source.parse import Tree


def check_tree(tree: Tree) -> list[Finding]:
    """Return what is wrong within one file."""
    whole = outline(tree)
    return [
        *ids.check(whole),
        *dates.check(whole),
        *correspondence.check(whole),
        *speech.check(whole),
        *pairs.check_uncalled(whole),
        *names.check(whole),
        *characters.check(whole),
    ]


def check_edition(documents: Sequence[Document], library: Library) -> Iterator[Finding]:
    """Yield what is wrong between the files: of a collection that is no project, it may be very much."""
    yield from ids.check_across(documents)
    yield from references.check(documents, library)
    yield from pairs.check(documents, library)
    yield from pictures.check(documents, library)
