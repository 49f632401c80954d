"""Old addresses in the site: pages that lead on or say that something is no more, and ids that elements had."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from edition.addresses import Address, Goal, Gone, Present, settle
from edition.config import Config
from edition.model import Document, Index
from edition.view import Json, SitePage


@dataclass(frozen=True, slots=True)
class FormerPlaces:
    """What becomes of old addresses.

    `goals` are all of them. `pages` are those pages that are no more, by name, each with what the stylesheets are told
    of it. `ids` has, for a page, the ids that elements had, by those of today; `gone` what once stood on it.
    """

    goals: Mapping[Address, Goal] = field(default_factory=dict)
    pages: Mapping[str, Json] = field(default_factory=dict)
    ids: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    gone: Mapping[str, Sequence[Json]] = field(default_factory=dict)

    def view(self, document: Document) -> Json:
        """Return what the stylesheets are told of a document; nothing where nothing was ever elsewhere."""
        if not self.ids and not self.gone:
            return {}
        former = {now: list(was) for page in document.pages for now, was in self.ids.get(page, {}).items()}
        gone = {page: list(self.gone[page]) for page in document.pages if page in self.gone}
        return {key: value for key, value in (("former", former), ("gone", gone)) if value}


def former_places(index: Index, config: Config) -> FormerPlaces:
    """Return what becomes of all old addresses of an edition."""
    goals = settle(index.documents, config).goals
    if not goals:
        return FormerPlaces()
    titles = _Titles(index)
    present = Present(index.documents)
    ids: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    gone: dict[str, list[Json]] = defaultdict(list)
    pages: dict[str, Json] = {}
    for old, goal in goals.items():
        if not old.id:
            pages[old.page] = {"page": old.page, **titles.view(goal), "parts": []}
    for old, goal in goals.items():
        home = goals.get(Address(old.page), Address(old.page))
        if not old.id:
            continue
        if isinstance(goal, Address) and goal.id and goal.page == _page(home):
            ids[goal.page][goal.id].append(old.id)
        elif old.page in pages or not present.has_page(old.page):
            _part_of(pages, old.page).append({"id": old.id, **titles.view(goal)})
        else:
            gone[old.page].append({"id": old.id, **titles.view(goal)})
    return FormerPlaces(goals, pages, _once(ids), dict(gone))


def _page(goal: Goal) -> str:
    """Return the page of a goal, none for what is no more."""
    return goal.page if isinstance(goal, Address) else ""


def _once(ids: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, dict[str, list[str]]]:
    """Keep the first element that claims an id: an element and a page may both have been renamed to the same."""
    kept: dict[str, dict[str, list[str]]] = {}
    for page, by_id in ids.items():
        taken: set[str] = set()
        for now, was in by_id.items():
            own = [id_ for id_ in dict.fromkeys(was) if id_ not in taken]
            taken.update(own)
            if own:
                kept.setdefault(page, {})[now] = own
    return kept


def _part_of(pages: dict[str, Json], page: str) -> list[Json]:
    """Return the list of the parts of a page that is no more, which nothing else may have been said of."""
    view = pages.setdefault(page, {"page": page, "href": "", "title": "", "words": "", "parts": []})
    parts = view["parts"]
    assert isinstance(parts, list)  # noqa: S101 - made above
    return parts


def former_pages(former: FormerPlaces, taken: Collection[str]) -> Iterator[SitePage]:
    """Yield a page for each page that is no more; those whose name is `taken` again are not made."""
    names = {name.casefold() for name in taken}
    for path, view in former.pages.items():
        if path.casefold() not in names:
            yield SitePage("former-page", path, partial(dict, view))
            names.add(path.casefold())


class _Titles:
    """What a goal is called: an entry of a register by its name, anything else by its document."""

    def __init__(self, index: Index) -> None:
        self._documents = {page: document for document in index.documents for page in document.pages}

    def view(self, goal: Goal) -> Json:
        if isinstance(goal, Gone):
            return {"href": "", "title": "", "words": goal.words}
        document = self._documents.get(goal.page)
        title = document.title if document else ""
        if document and goal.id:
            title = next((t.title for t in document.targets if t.id == goal.id and t.title), title)
        return {"href": str(goal), "title": title, "words": ""}
