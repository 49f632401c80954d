"""build(): the stages from an edition to its site, each done again only for what has changed since the last build."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from edition.examine import Examined, examine_all, unpack
from edition.fresh import Ledger, stamp, watched
from edition.making import make
from edition.memory import Memory
from edition.model import Document, Finding, Source
from edition.paper import NO_BOOKS, Wanted
from edition.pipeline import Built, Joined, across, by_schema, of_layer, reported, sources_of, terms_of
from edition.project import Edition
from edition.rules import former
from edition.schemas.plan import plan
from edition.site.common import warm
from edition.site.lost import lost
from edition.site.publish import check_output
from edition.source.parse import Tree, parse
from edition.source.xinclude import included
from edition.work import Workers


def build(
    edition: Edition,
    ledger: Ledger,
    workers: Workers,
    *,
    wanted: Wanted = NO_BOOKS,
    keep_going: bool = False,
    brief: bool = False,
) -> Built:
    """Make the site of an edition in the folder that the ledger is of, unless its sources have errors.

    With `keep_going` the documents that have errors are left out; what points at them becomes plain text and a finding.
    `brief` asks for the places of errors only. What the last build there made of the same inputs is taken over: the
    result is that of a build from nothing.
    """
    check_output(ledger.out)
    edition = replace(edition, reported=None)  # a site is made of all files, whichever was named
    checks = Checks(edition, workers, Memory(ledger), brief=brief)
    if edition.config.site.xslt is None:
        workers.warm(partial(warm, with_book=wanted.epub))
    findings = checks.check(keep_going=keep_going)
    if checks.joined is None or not checks.joined.documents:
        return Built(tuple(checks.sources), findings, None)
    return make(checks, findings, wanted)


class Checks:
    """The first half of a build: every source examined and checked, now or by the last build."""

    def __init__(self, edition: Edition, workers: Workers, memory: Memory, *, brief: bool) -> None:
        self.edition, self.workers, self.memory, self.brief = edition, workers, memory, brief
        self.terms = terms_of(edition)
        # Taken before anything is read.
        self.stamps = {name: found for name, path in memory.ledger.listed() if (found := stamp(path)) is not None}
        self.watched = watched(edition.config, [edition.baseline, *(schema.path for schema in edition.schemas)])
        self.sources = sources_of(edition, memory.ledger.out, known=memory.known())
        self.by_schema: dict[str, tuple[str, tuple[Finding, ...]]] = {}
        self.packed: dict[str, bytes] = {}
        self.joined: Joined | None = None
        self.hashes: dict[str, str] = {}
        self.examined = dict(self._examine())

    def _examine(self) -> Iterator[tuple[str, Examined]]:
        """Yield what is known of each source, by name: remembered, or found out now."""
        remembered = {source.name: self.memory.examined(source, self.terms) for source in self.sources}
        fresh = [source for source in self.sources if remembered[source.name] is None]
        found = examine_all(fresh, self.terms, self.workers)
        for source in self.sources:
            known = remembered[source.name]
            examined, self.packed[source.name] = known or (unpack(packed := next(found)), packed)
            yield source.name, examined

    def check(self, *, keep_going: bool) -> tuple[Finding, ...]:
        """Return what is to be reported; `joined` then has the documents that can be published."""
        joined = self._across(frozenset())
        also = chain(self._of_schemas(), of_layer(self.edition), self._of_addresses(joined.documents))
        report = self._report(chain(joined.findings, also))
        broken = frozenset(finding.file for finding in report if finding.severity == "error")
        if not broken:
            self.joined = joined
            return report
        if not keep_going:
            return report
        if self.edition.config.site.xslt in broken:
            self.edition = _without_layer(self.edition)
        self.joined = joined = self._across(broken)
        known = frozenset(report)
        return (*report, *(found for found in self._report(joined.findings) if found not in known))

    def hand_over(self) -> Joined:
        """Return the documents to whoever makes pages of them, and keep nothing: a large edition fills the memory."""
        assert self.joined is not None  # noqa: S101 - build() has looked
        joined, self.joined = self.joined, None
        self.hashes = {name: each.document.sha256 if each.document else "" for name, each in self.examined.items()}
        self.examined.clear()
        return joined

    def _across(self, left_out: frozenset[Path]) -> Joined:
        whole = included((d.source.path, d.parts) for each in self.examined.values() if (d := each.document))
        sources = [source for source in self.sources if source.path not in whole]
        kept = [self.examined[source.name] for source in sources if source.path not in left_out]
        alone = (finding for examined in kept for finding in examined.findings)
        documents = [examined.document for examined in kept if examined.document is not None]
        joined = across(sources, documents, left_out)
        return joined._replace(findings=chain(alone, joined.findings))

    def _report(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        documents = [examined.document for examined in self.examined.values() if examined.document]
        return reported(self.edition, self.sources, documents, findings, brief=self.brief)

    def _of_schemas(self) -> list[Finding]:
        """Return what the schemas of the edition say; of documents that are as they were, what they said before."""
        if not self.edition.schemas:
            return []
        marks = [str((schema.path, stamp(schema.path), schema.phase)) for schema in self.edition.schemas]
        wanted = []
        for source in self.sources:
            key = self.memory.key([self.memory.sha256(source), *marks])
            known = self.memory.details.by_schema.get(source.name, ("", ()))
            self.by_schema[source.name] = known if known[0] == key else (key, ())
            if known[0] != key:
                wanted.append(source)
        schemas = plan(list(self.trees(wanted)), self.edition.schemas, self.edition.folder, follow=False)
        names = {source.path: source.name for source in self.sources}
        for finding in by_schema(schemas, self.workers.executor if wanted else None):
            name = names.get(finding.file, finding.file.name)
            key, found = self.by_schema.get(name, ("", ()))
            self.by_schema[name] = key, (*found, finding)
        return [finding for _, found in self.by_schema.values() for finding in found]

    def _of_addresses(self, documents: Sequence[Document]) -> Iterator[Finding]:
        """Yield what is wrong with old addresses, and which of the old site would be lost."""
        config = self.edition.config
        unread = {name for name, examined in self.examined.items() if examined.document is None}
        yield from former.check(documents, config)
        yield from lost(documents, config, self.memory.ledger.out, unread)

    def trees(self, sources: Iterable[Source]) -> Iterator[Tree]:
        """Read sources again, for those who need their trees."""
        for source in sources:
            tree, _ = parse(source, self.terms.limits)
            if tree is not None:
                yield tree


def _without_layer(edition: Edition) -> Edition:
    """Return the edition as it is without its own stylesheet."""
    config = edition.config
    return replace(edition, config=replace(config, site=replace(config.site, xslt=None)))
