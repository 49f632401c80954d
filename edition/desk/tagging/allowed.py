"""What the schemas of an edition say to tags that a file does not have yet."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from edition import grammar
from edition.config import Limits
from edition.desk.tagging.apply import Accepted, with_tags
from edition.desk.tagging.propose import Proposal
from edition.desk.tokens import tokens
from edition.schemas.find import Schema
from edition.source.read import read
from edition.source.remark import Refusal

_IGNORED = ("http://www.w3.org/2001/XMLSchema-instance",)


class Grammars:
    """The grammars that schemas name, each loaded once; one that cannot be used allows everything."""

    def __init__(self) -> None:
        """Begin with none."""
        self._loaded: dict[Schema, grammar.Grammar | None] = {}

    def allow(
        self, text: str, proposals: Sequence[Proposal], schemas: Iterable[Schema], limits: Limits
    ) -> list[Proposal]:
        """Return the proposals whose likeliest tags all these schemas allow in a file.

        The file is checked with all tags in it at once: RELAX NG judges an element by its parent and its neighbours,
        and none of these depends on the others where text and elements may be mixed.
        """
        if not proposals:
            return []
        refused: set[int] = set()
        for schema in schemas:
            rules = self._grammar(schema)
            if rules is not None:
                refused |= _refused(rules, text, proposals, limits)
        return [proposal for number, proposal in enumerate(proposals) if number not in refused]

    def _grammar(self, schema: Schema) -> grammar.Grammar | None:
        if schema.kind == "sch":
            return None
        if schema not in self._loaded:
            try:
                self._loaded[schema] = grammar.load(schema.path)
            except grammar.GrammarError:
                self._loaded[schema] = None
        return self._loaded[schema]


def _refused(rules: grammar.Grammar, text: str, proposals: Sequence[Proposal], limits: Limits) -> set[int]:
    made = with_tags(text, [Accepted(each, each.choices[0]) for each in proposals])
    try:
        reading, _ = read(made.encode("utf-8"), limits)
        failures = grammar.check(rules, reading.text, _IGNORED) if reading else []
    except (Refusal, grammar.GrammarError):
        return set()
    bad = sorted(failure.number for failure in failures)
    if not bad:
        return set()
    starts, place = [], 0
    for token in tokens(text):
        if token.kind == "start":
            starts.append(place)
        place += len(token.text)
    refused = set()
    added = 0  # elements of the proposals before
    for number, proposal in enumerate(proposals):
        first, last = (bisect_left(starts, place) + added for place in (proposal.start, proposal.end))
        if proposal.tag:
            last -= 1
        else:
            added += 1
        if bisect_left(bad, first) < bisect_left(bad, last + 1):
            refused.add(number)
    return refused
