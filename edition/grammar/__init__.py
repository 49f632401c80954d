"""A RELAX NG engine: loads schemas and checks documents against them; knows nothing of TEI.

    grammar = load(Path("tei_all.rng"))
    for failure in check(grammar, document):
        print(failure.code, failure.number, failure.message)

It follows James Clark's "An algorithm for RELAX NG validation" (2002) and the specifications "RELAX NG" (OASIS, 3
December 2001) and "RELAX NG DTD Compatibility", as far as that speaks of ids; sections named in this package are
theirs. Defaults of attributes are not filled in.
"""

from collections.abc import Collection
from pathlib import Path

from lxml import etree

from edition.grammar.errors import GrammarError, Place
from edition.grammar.failures import TITLES, Failure
from edition.grammar.grammar import Grammar
from edition.grammar.load import Allow, Library, parse
from edition.grammar.syntax import Document
from edition.grammar.validate import Validator

__all__ = ["TITLES", "Allow", "Failure", "Grammar", "GrammarError", "Place", "Validator", "check", "load", "parse"]


def load(schema: Path | bytes | etree._Element, base: Path | None = None, allow: Allow | None = None) -> Grammar:
    """Return the grammar of a schema, given as a file, as bytes or as a tree; raise GrammarError.

    `base` is the folder that a schema without file refers from. Only local files that `allow` permits are read;
    without it, those in the folder of the schema and below.
    """
    path = schema.resolve() if isinstance(schema, Path) else None
    folder = path.parent if path else (base or Path.cwd()).resolve()
    library = Library(allow or (lambda file: file.is_relative_to(folder)))
    if isinstance(schema, Path):
        root = library.read(schema)
    else:
        root = parse(schema, None) if isinstance(schema, bytes) else schema
    return Grammar(root, Document(path, folder, (path,) if path else ()), library)


def check(grammar: Grammar, document: bytes | str, ignored: Collection[str] = ()) -> list[Failure]:
    """Return what is wrong with a document in UTF-8; attributes of the namespaces `ignored` are let pass.

    Raise expat.ExpatError if it is not well-formed.
    """
    return Validator(grammar, ignored).check(document)
