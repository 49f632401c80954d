"""Goes through the files of an edition: what could be encoded in each, and what an editor chose of that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.config import Limits
from edition.desk.days import Near
from edition.desk.fmt import Formatted
from edition.desk.tagging.allowed import Grammars
from edition.desk.tagging.apply import Accepted, tagged
from edition.desk.tagging.propose import Proposal, Tagger, Wanted
from edition.desk.tagging.register import Register, read
from edition.desk.tagging.unlisted import Census, Unlisted
from edition.model import Finding, Source
from edition.project import Edition
from edition.schemas.find import Schema
from edition.schemas.plan import plan
from edition.source.decode import decode, encoding_of
from edition.source.facts import document_date
from edition.source.parse import Tree, parse


@dataclass(frozen=True, slots=True)
class File:
    """A file that was looked through: its text, what could be encoded in it, and what is wrong with it."""

    path: Path
    text: str
    encoding: str
    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...] = ()

    def with_tags(self, accepted: Sequence[Accepted]) -> Formatted:
        """Return the file with accepted tags, to be written; TagError if that cannot be without harm."""
        return Formatted(self.path, self.text, tagged(self.text, accepted, self.encoding) if accepted else self.text)


class Run:
    """A run of `edition tag` over the files of one edition."""

    def __init__(self, edition: Edition, sources: Sequence[Source], extra: Sequence[Source] = ()) -> None:
        """Read all files, since registers and habits are in all; `extra` are registers outside of the edition."""
        self._limits: Limits = edition.config.sources.limits
        self._edition = edition
        self._sources = [source for source in sources if _is_wanted(edition, source)]
        self._ids: set[str] = set()
        self._dated: dict[Path, Near] = {}
        self._schemas: dict[Path, list[Schema]] = {}
        self._errors: dict[Path, tuple[Finding, ...]] = {}
        self.register: Register = read(self._trees([*sources, *extra]))
        self._tagger = Tagger(self.register, edition.config.language)
        self._census = Census()
        self._grammars = Grammars()

    def _trees(self, sources: Sequence[Source]) -> Iterator[Tree]:
        """Yield the trees of all files, one after the other, and keep what is needed of each."""
        for source in sources:
            tree, findings = parse(source, self._limits)
            if errors := tuple(finding for finding in findings if finding.severity == "error"):
                self._errors[source.path] = errors
            if tree is None:
                continue
            self._dated[source.path] = date_of(tree)
            for schema in plan([tree], self._edition.schemas, self._edition.folder, follow=True).trees:
                self._schemas.setdefault(source.path, []).append(schema)
            yield tree

    def files(self, wanted: Wanted) -> Iterator[File]:
        """Yield each file that is to be looked through, with what could be encoded in it."""
        for source in self._sources:
            if errors := self._errors.get(source.path):
                yield File(source.path, "", "utf-8", (), errors)
                continue
            data = source.path.read_bytes()
            text = decode(data)
            found = self._tagger.proposals(text, source.path, wanted, self._dated.get(source.path), self._census)
            schemas = self._schemas.get(source.path, ())
            allowed = self._grammars.allow(text, found, schemas, self._limits)
            yield File(source.path, text, encoding_of(data)[0], tuple(allowed))

    def unlisted(self, least: int) -> list[Unlisted]:
        """Return the names that the files gone through have so often, and no register."""
        return list(self._census.often(least, {entry.id for entry in self.register.entries}))


def date_of(tree: Tree) -> Near:
    """Return the year of a text, if it dates itself to one, with the month, if to one."""
    date = document_date(tree.root)
    said = [each for each in (date.start, date.end) if each] if date else []
    year, month = ({each[place] for each in said} for place in (slice(4), slice(5, 7)))
    if len(year) != 1 or not (number := year.pop()).isdecimal():
        return Near()
    only = month.pop() if len(month) == 1 else ""
    return Near(int(number), int(only) if only.isdecimal() else None)


def _is_wanted(edition: Edition, source: Source) -> bool:
    return edition.reported is None or source.path.resolve() in edition.reported


def chosen(proposals: Sequence[Proposal], least: float) -> list[Accepted]:
    """Return the proposals that are as sure as that, or surer; an ambiguous one is never among them."""
    return [
        Accepted(proposal, proposal.choices[0])
        for proposal in proposals
        if not proposal.is_ambiguous and proposal.confidence >= least
    ]
