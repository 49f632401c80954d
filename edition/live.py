"""What the processes of `edition serve` do: one makes single pages at once, the other the whole site behind it."""

import contextlib
import gc
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

from edition.building import Checks
from edition.config import CONFIG_NAME
from edition.desk.live.child import Inbox
from edition.desk.live.messages import Begun, Build, Known, Order, Place, Progress, Remade, Result, Saved, Where
from edition.desk.live.quick import Desk
from edition.desk.live.state import pages_of
from edition.errors import EditionError
from edition.examine import Examined, unpack
from edition.fresh import Ledger, open_ledger
from edition.making import make
from edition.memory import Memory
from edition.model import Finding, Source
from edition.paper import NO_BOOKS
from edition.pipeline import of_layer
from edition.project import Edition, open_editions
from edition.rules import former
from edition.source.discover import MANIFEST_NAME
from edition.work import Died, Workers, nothing, processes

Tell = Callable[[object], None]
Item = TypeVar("Item")
Done = TypeVar("Done")

# Seconds without a save after which there is time to take over what the last whole build found out.
_PAUSE = 3.0
_TELLING = 0.5  # seconds between two words on how far a build is
_USUAL = Path("site")  # where `edition build` puts a site if nothing else is said
_TRIES, _MOMENT = 5, 0.02  # how often a file that is empty is looked at again, and seconds in between
_MANY = 20  # documents saved at once of which only those are made quickly that somebody looks at


def _open(order: Order) -> tuple[Edition, Ledger]:
    """Open the edition as its configuration is now."""
    edition = replace(open_editions([order.path], schemas=order.schemas)[0], reported=None)
    return edition, open_ledger(order.path, order.site, [order.schemas], order.record)


# -- the whole site ----------------------------------------------------------------------------------------------------


def build_whole(order: Order, inbox: Inbox, tell: Tell) -> None:
    """Build the site again and again, when asked to; what else is asked for meanwhile is done in one."""
    shown: frozenset[str] = frozenset()
    try:
        begun, shown = _take_over(order)
        tell(begun)
        _give_way()
    except (EditionError, OSError, ValueError):  # it is made from nothing
        shutil.rmtree(order.site, ignore_errors=True)
    while True:
        asked = [inbox.get(), *inbox.rest()][-1]
        assert isinstance(asked, Build)  # noqa: S101 - nothing else is sent here
        try:
            edition, ledger = _open(order)
            result, shown = _build(edition, ledger, _Telling(order.jobs, tell), shown)
        except EditionError as error:
            result = Result(0, False, (), {}, str(error))
        except Exception as error:
            # A bug must not end the server: the last good site stays.
            result = Result(0, False, (), {}, f"internal error: {type(error).__name__}: {error}")
        tell(result._replace(serial=asked.serial))
        _give_way()


def _give_way() -> None:
    """Let the page that somebody waits for come first, now that there are pages."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(19)


def _take_over(order: Order) -> tuple[Begun, frozenset[str]]:
    """Begin with the site and the record that `edition build` has left in its usual place.

    Returned are its pages, and the names of the sources that have some. A file of both sites has two names, where the
    disk allows that: no build writes into a file. Raises OSError if there is no site, or it cannot be taken over.
    """
    edition, _ = _open(order)
    usual = open_ledger(order.path, _USUAL, [])
    if usual.state is None:
        raise FileNotFoundError(_USUAL)
    manifest = json.loads((_USUAL / MANIFEST_NAME).read_bytes())
    shutil.copytree(_USUAL, order.site, symlinks=True, copy_function=_linked)
    for file in usual.record.folder.iterdir():
        if (value := usual.record.load(file.name)) is not None:
            order.record.save(file.name, value)
    return Begun(pages_of(manifest, edition.folder)), frozenset(each["source"] for each in manifest["documents"])


def _linked(old: str, new: str) -> None:
    try:
        os.link(old, new)
    except OSError:  # on another disk
        shutil.copy2(old, new)


def _build(
    edition: Edition, ledger: Ledger, telling: "_Telling", shown: frozenset[str]
) -> tuple[Result, frozenset[str]]:
    """Build once; `shown` are the sources that have pages in the site that is there, which are also returned anew.

    Errors of all kinds are shown and stop nothing, but for a file that cannot be read: as long as its last good pages
    are there they stay, and with them the site around them.
    """
    brief = not edition.config.is_project
    with telling as workers:
        checks = _LiveChecks(edition, workers, Memory(ledger), brief=brief)
        findings = checks.check(keep_going=True)
        unread = {name for name, each in checks.examined.items() if each.document is None}
        read = frozenset(checks.examined) - unread
        layer_fails = any(each.severity == "error" and each.file == edition.config.site.xslt for each in findings)
        if not read or unread & shown or (layer_fails and shown):
            return Result(0, False, findings, {}), shown
        if layer_fails:
            checks.give_up_layer()
        telling.is_read = True
        built = make(checks, findings, NO_BOOKS)
    if built.files is None:
        return Result(0, False, built.findings, {}), shown
    manifest = json.loads((ledger.out / MANIFEST_NAME).read_bytes())
    return Result(0, True, built.findings, pages_of(manifest, edition.folder)), read


class _Telling(Workers):
    """Workers that tell how far they are; once all sources `is_read`, what they make are pages."""

    def __init__(self, jobs: int, tell: Tell) -> None:
        super().__init__(None if jobs == 1 else lambda: processes(jobs), jobs)
        self._tell = tell
        self.is_read = False

    def map(
        self,
        task: Callable[[list[Item]], list[Done]],
        items: Sequence[Item],
        weights: Sequence[int],
        meanwhile: Callable[[], bool] = nothing,
    ) -> Iterator[Done | Died]:
        """Yield the results as others do, and tell now and then how many there are."""
        told = 0.0
        results = super().map(task, items, weights, meanwhile)
        for number, result in enumerate(results):
            if (now := time.monotonic()) - told > _TELLING:
                told = now
                self._tell(Progress(self.is_read, number, len(items)))
            yield result


class _LiveChecks(Checks):
    """The checks of sources that somebody is at work on: whatever can be read can be shown."""

    def check(self, *, keep_going: bool) -> tuple[Finding, ...]:
        """Return what is to be reported; `joined` then has all documents that can be read."""
        self.joined = joined = self._across(frozenset())
        of_addresses = former.check(joined.documents, self.edition.config)
        found = chain(joined.findings, self._of_schemas(), of_layer(self.edition), of_addresses)
        return self._report(found)

    def give_up_layer(self) -> None:
        """Make the site without the project's own stylesheet."""
        config = self.edition.config
        self.edition = replace(self.edition, config=replace(config, site=replace(config.site, xslt=None)))


# -- single pages ------------------------------------------------------------------------------------------------------


def make_quickly(order: Order, inbox: Inbox, tell: Tell) -> None:
    """Make the pages of documents that are saved, and say where in their sources things stand."""
    worker = _Quick(order, tell)
    while True:
        first = inbox.get(_PAUSE if worker.behind else None)
        messages = [first, *inbox.rest()] if first else []
        with contextlib.suppress(EditionError):  # the whole build meets the same, and tells of it
            if not messages:
                worker.catch_up()
            for message in messages:
                if isinstance(message, Known):
                    worker.behind = True
                    if worker.desk is None:
                        worker.catch_up()
                elif isinstance(message, Where):
                    tell(worker.where(message))
            if saves := [message for message in messages if isinstance(message, Saved)]:
                paths = tuple(dict.fromkeys(path for save in saves for path in save.paths))
                worker.saved(saves[-1]._replace(paths=paths))


def _is_written(path: Path) -> bool:
    """Tell whether a file is there; many editors cut it to nothing before they write, and are waited for a moment."""
    for _ in range(_TRIES):
        with contextlib.suppress(OSError):
            if path.stat().st_size:
                return True
        if not path.exists():
            return False
        time.sleep(_MOMENT)
    return path.exists()


class _Quick:
    """What the process knows between two messages; `behind` tells that the last whole build knows more."""

    def __init__(self, order: Order, tell: Tell) -> None:
        self._order, self._tell = order, tell
        self.desk: Desk | None = None
        self.behind = False
        self._examined: dict[str, tuple[bytes, Examined]] = {}

    def catch_up(self) -> None:
        """Take over what the last whole build found out. What was saved since will be asked for in the next one."""
        self.behind = False
        edition, ledger = _open(self._order)
        known = Memory(ledger).details.examined
        if not known:
            return
        old, self._examined = self._examined, {}
        for name, (_, packed) in known.items():
            same = old.get(name, (b"", None))
            self._examined[name] = same if same[0] == packed and same[1] else (packed, unpack(packed))
        self.desk = Desk(edition, {name: each for name, (_, each) in self._examined.items()})
        # What is known stays; looked through by the collector, it would hold up a save for half a second.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def saved(self, message: Saved) -> None:
        """Make what can be made of files that were saved, the pages that somebody looks at first."""
        if self.desk is None:
            return
        edition, _ = _open(self._order) if self._concerns_all(message, self.desk.edition) else (None, None)
        if edition is not None:
            self.desk.configure(edition)
            sources = list(self.desk.sources_of(message.shown))
        else:
            there = (path for path in message.paths if _is_written(path))
            sources = [found for path in there if (found := self.desk.source_of(path))]
            if len(sources) > _MANY:  # another branch was checked out, or the like
                sources = [source for source in self.desk.sources_of(message.shown) if source in sources]
        for remade in chain(self._style(message), self._remade(message, dict.fromkeys(sources))):
            self._tell(remade)

    def _concerns_all(self, message: Saved, edition: Edition) -> bool:
        site = edition.config.site
        about_all = (edition.config.folder / CONFIG_NAME, site.xslt, site.labels)
        return not {path.resolve() for path in about_all if path}.isdisjoint(message.paths)

    def _style(self, message: Saved) -> Iterator[Remade]:
        assert self.desk is not None  # noqa: S101 - asked before
        css = self.desk.edition.config.site.css
        if css and css.resolve() in message.paths:
            with contextlib.suppress(OSError):
                yield Remade(message.serial, css, {"assets/custom.css": css.read_bytes()}, None)

    def _remade(self, message: Saved, sources: Iterable[Source]) -> Iterator[Remade]:
        assert self.desk is not None  # noqa: S101 - asked before
        shown = set(self.desk.sources_of(message.shown))
        for source in sorted(sources, key=lambda each: each not in shown):
            if (made := self.desk.remake(source)) is not None:
                yield Remade(message.serial, source.path, made.pages, made.findings)

    def where(self, message: Where) -> Place:
        """Say where in its source an element of a page stands."""
        found = self.desk.place(message.page, message.ids) if self.desk else None
        if found is None:
            return Place(message.number, None)
        line, column = (found.span.line, found.span.column) if found.span else (1, 1)
        return Place(message.number, Path(os.path.abspath(found.file)), line, column)  # noqa: PTH100 - keeps links
