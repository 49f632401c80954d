"""What the page on how an edition is made is told: its version, its parts in numbers, its rules, the audit."""

from collections import Counter
from pathlib import PurePosixPath

from edition.config import Config
from edition.model import Index
from edition.view import Json


def making_view(index: Index, config: Config, audit: Json) -> Json:
    """Return the figures of an edition; `audit` are those of the quick audit.

    Only what is the same in every build of the same sources is told.
    """
    kinds = Counter(document.kind for document in index.documents)
    entries = Counter(target.name for document in index.documents for target in document.targets if target.title)
    counts = {
        "texts": kinds["document"],
        "calendars": kinds["calendar"],
        "registers": kinds["register"],
        "pages": sum(len(document.pages) for document in index.documents),
        "passages": sum(len(document.blocks) for document in index.documents),
        "entries": entries.total(),
        "pictures": len({image for document in index.documents for image in document.images}),
    }
    schema = config.schema
    return {
        "audit": audit,
        "counts": [{"name": name, "count": count} for name, count in counts.items() if count],
        "schemas": [PurePosixPath(name).name for name in (*schema.grammar, *schema.schematron)],
        "changed": max((document.modified for document in index.documents), default=""),
        "is-project": config.is_project,
    }
