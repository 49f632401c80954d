"""The passages of a block: brackets, dates, archival references, foreign words, quoted speech; pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from edition.desk.days import Near
from edition.desk.importing.archives import references
from edition.desk.importing.brackets import brackets
from edition.desk.importing.clauses import speech
from edition.desk.importing.dates import dates
from edition.desk.importing.language import foreign
from edition.desk.importing.roles import Role
from edition.desk.importing.spans import Span

_QUOTED = re.compile(r"(?<=[,:;.]\s)(?:“[^“”]{1,1500}”|„[^„“]{1,1500}“|«[^«»]{1,1500}»|\"[^\"]{1,1500}\")")
_ANY_QUOTE = re.compile(r"[:,;]\s[“„«\"]")
_DIRECTION = re.compile(r"\([^()\n?!\d]{3,200}\)|\[(?!sic\b|\.\.)[^\[\]?!\d]{3,200}\]")
_LONGEST = 200_000  # characters; what is longer is no paragraph that someone wrote


def _with_whole_dates(spans: list[Span]) -> Iterator[Span]:
    """Yield the spans; a word that is marked as it stands in the source is the whole of a date that it ends."""
    starts: dict[int, int] = {}
    for span in spans:
        if span.tag != "sic":
            starts[span.end] = min(span.start, starts.get(span.end, span.start))
    for span in spans:
        start = starts.get(span.end - span.unsaid, span.start)
        yield span._replace(start=min(start, span.start)) if span.tag == "sic" else span


class Reader(NamedTuple):
    """What the recognisers of passages need to know of the whole; `reason` is that of words in brackets."""

    resp: str
    reason: str
    near: Near
    language: str
    script: str

    def passages(self, text: str) -> tuple[list[Span], int]:
        """Return the spans of a text, and how many brackets have no partner."""
        found = brackets(text, reason=self.reason, resp=self.resp)
        spans = [*found.spans]
        if len(text) <= _LONGEST:
            spans += dates(text, self.near, self.language, self.resp)
            spans += (span for each in references(text, self.resp) for span in each.spans)
            spans += foreign(text, self.script, self.resp)
        return list(_with_whole_dates(spans)), len(found.lonely) if self.reason else 0

    def quoted(self, text: str) -> Iterator[Span]:
        """Yield the direct speech of a reported turn: what stands in quotation marks behind a comma or colon."""
        for found in _QUOTED.finditer(text):
            attributes = (("direct", "true"), ("cert", "medium"), ("resp", self.resp))
            yield Span(*found.span(), "said", attributes, "direct speech", "medium")

    def reported(self, text: str, role: Role) -> Iterator[Span]:
        """Yield the indirect speech of the paragraph that opens a turn, where its words tell it from the report."""
        name = next((span for span in role.spans if span.tag == "persName"), None)
        if role.name != "turn" or name is None or _ANY_QUOTE.search(text):
            return
        for start, end in speech(text, name.end):
            attributes = (("direct", "false"), ("cert", "medium"), ("resp", self.resp))
            yield Span(start, end, "said", attributes, "reported speech", "medium")

    def directions(self, text: str) -> Iterator[Span]:
        """Yield the stage directions within a speech of a play: what stands in brackets."""
        for found in _DIRECTION.finditer(text):
            attributes = (("cert", "medium"), ("resp", self.resp))
            yield Span(*found.span(), "stage", attributes, "stage direction", "medium")
