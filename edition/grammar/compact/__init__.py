"""RELAX NG compact syntax to RELAX NG XML syntax, as an lxml tree that the loader takes like a parsed `.rng` file.

The specification is "RELAX NG Compact Syntax", OASIS Committee Specification of 21 November 2002; "A.1" in a docstring
is its appendix A, section 1. `text` and `lexer` are A.2 (characters to tokens), `declarations`, `annotations`, `names`
and `patterns` are A.1 (tokens to nodes), `tree` turns nodes into elements.

Only the compact syntax itself is checked here. What the XML syntax can get wrong as well (a reference without a
definition, a href with a fragment, `* - *`) is the loader's to say, for both syntaxes alike. A `href` may name either
syntax. A file in compact syntax never has `<` as its first character that is not white space.
"""

from pathlib import Path

from lxml import etree

from edition.grammar.compact.cursor import Cursor
from edition.grammar.compact.lexer import tokenize
from edition.grammar.compact.patterns import schema
from edition.grammar.compact.text import CompactError, decode_compact, prepare
from edition.grammar.compact.tree import build, line_of
from edition.grammar.errors import GrammarError, Place

__all__ = ["CompactError", "decode_compact", "line_of", "parse", "parse_compact"]


def parse_compact(text: str, uri: str) -> etree._Element:
    """Translate a schema; raise CompactError at the first mistake.

    `uri` becomes the base of the elements (`element.base`), against which a `href` is meant. The line of an element is
    its `sourceline`, or `line_of(element)` where a file may have more lines than lxml can count.
    """
    cursor = Cursor(tokenize(prepare(text)))
    return build(schema(cursor), cursor, uri)


def parse(data: bytes, path: Path) -> etree._Element:
    """Translate a file for the loader; raise GrammarError."""
    try:
        return parse_compact(decode_compact(data), path.resolve().as_uri())
    except CompactError as error:
        raise GrammarError(f"column {error.column}: {error.message}", Place(path, error.line)) from error
