"""Checks documents against a grammar."""

from collections.abc import Collection

from edition.grammar.errors import GrammarError
from edition.grammar.failures import Failure
from edition.grammar.grammar import Grammar
from edition.grammar.walk import Walk


class Validator:
    """Checks documents against a grammar; attributes of the namespaces `ignored` are let pass."""

    def __init__(self, grammar: Grammar, ignored: Collection[str] = ()) -> None:
        self._grammar = grammar
        self._ignored = frozenset(ignored)

    def check(self, document: bytes | str) -> list[Failure]:
        """Return what is wrong with a document in UTF-8, in the order in which it shows.

        Raise expat.ExpatError if it is not well-formed, and GrammarError if it comes to a part of the schema that is
        wrong; `Grammar.verify` finds that beforehand.
        """
        data = document.encode() if isinstance(document, str) else document
        walk = Walk(self._grammar, self._ignored, data)
        try:
            walk.run()
        except RecursionError:
            raise GrammarError("the patterns of the schema are nested too deeply") from None
        return walk.record.failures()
