"""Which of the elements that tell what an edition offers stand in a source: for its page of self-assessment."""

from collections.abc import Iterable

from edition.source.discover import TEI_NAMESPACE

_TEI = f"{{{TEI_NAMESPACE}}}"
# What the header declares, what describes the source, what the text has, what stands beside it.
_FEATURES = frozenset(
    # the edition and its rules
    "editor respStmt availability licence projectDesc samplingDecl editorialDecl correction normalization "
    "revisionDesc change classDecl schemaRef abstract "
    # the source
    "msDesc correspDesc listWit sourceDesc "
    # the text
    "choice app note persName placeName date sp u bibl listBibl ref "
    # pictures, and what is said of them
    "facsimile pb graphic figDesc".split()
)


def features(tags: Iterable[str]) -> tuple[str, ...]:
    """Return those local names that are such features, sorted; `tags` are the qualified names of all elements."""
    return tuple(sorted(_FEATURES.intersection(tag.removeprefix(_TEI) for tag in tags)))
