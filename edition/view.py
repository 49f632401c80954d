"""The index as the stylesheets see it: JSON values, the same for every worker and every run."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from edition import __version__
from edition.config import Config
from edition.imprint import imprint_view
from edition.model import Area, Block, DateRange, Document, Index, Link
from edition.rules.calendars import known
from edition.source.facts import chronological

Json = dict[str, object]
GENERATOR = f"tei-edition {__version__}"
_TURNS = frozenset({"sp", "u"})
# The attributes that name an entry of a register.
_NAMING = frozenset({"ref", "who", "toWhom"})


class SitePage(NamedTuple):
    """A page of the site as a whole: the template that makes it, its path, and how to get its parameter `$document`.

    `view` is called when the page is made: the views of a large edition do not fit into memory together. `label` is
    the key of the words by which the navigation leads to the page; empty if it does not. `finish`, a function of a
    module, makes the parameter of the view where that is much work: it is called only where the view has changed.
    """

    template: str
    path: str
    view: Callable[[], Json]
    label: str = ""
    finish: Callable[[Json], Json] | None = None


def site_view(index: Index, config: Config) -> Json:
    """Return what all pages share: the parameter `$site`.

    `folder` is that of the pages in the language at hand, `root` the way from there to the root of the site: both empty
    for the first language.
    """
    return {
        "title": config.title or _fallback_title(index, config),
        "language": config.languages[0],
        "folder": "",
        "root": "",
        "url": config.url and config.url.rstrip("/") + "/",
        "version": config.version,
        "publisher": config.publisher,
        "editors": list(config.editors),
        "licence": config.licence,
        "imprint": imprint_view(config),
        "generator": GENERATOR,
        "stylesheets": ["assets/fonts.css", "assets/site.css"],
        "custom": ["assets/custom.css"] if config.site.css else [],
        "genres": dict(genre_words(index)),
        "navigation": [entry(document) for document in index.documents if document.kind in ("front", "register")],
    }


def genre_words(index: Index) -> Iterator[tuple[str, str]]:
    """Yield the sorts of text that are categories of the edition: their ids, with the name of the category.

    That is its term, else its words as far as a colon: what follows explains it.
    """
    used = {document.genre for document in index.documents}
    for target in (each for document in index.documents for each in document.targets):
        if target.name == "category" and target.id in used and (name := target.title.partition(":")[0].strip()):
            yield target.id, name


class DocumentViews:
    """What belongs to each document of an edition: the parameter `$document`.

    What all documents need to know of the others is arranged once, so that a view costs the same in a small and in a
    large edition.
    """

    def __init__(self, index: Index, *, all_titles: bool = False) -> None:
        """Arrange the index; with `all_titles` each link has the title of its goal, shown by our rules or not."""
        self._index, self._all_titles = index, all_titles
        self._entries = {(d.id, target.id): target for d in index.documents for target in d.targets if target.title}
        self._listed = sorted((d for d in index.documents if d.kind in ("document", "calendar")), key=date_key)
        self._order = {document.id: place for place, document in enumerate(self._listed)}

    def view(self, document: Document) -> Json:
        """Return the view of one document; JSON values only, the same in every run."""
        links = self._index.links.get(document.id, {})
        titled = links.keys() if self._all_titles else _titled(document)
        return {
            **entry(document),
            "pages": _pages(document),
            "links": {token: _link_view(link, titled=token in titled) for token, link in links.items()},
            "cards": dict(self._cards(document, links)),
            "previous": self._neighbour(document, -1),
            "next": self._neighbour(document, 1),
        }

    def _cards(self, document: Document, links: Mapping[str, Link]) -> Iterator[tuple[str, Json]]:
        """Yield, for each entry that the text of a document names, what a card beside the name says, by its address."""
        if document.kind == "register":
            return
        named = {p.token for p in document.pointers if p.attribute in _NAMING and p.area != "header"}
        for token in sorted(named & links.keys()):
            link = links[token]
            if link.href and (target := self._entries.get((link.document, link.target))):
                date = date_view(target.date)
                yield link.href, {"kind": link.kind, "title": target.title, "about": target.about, "date": date}

    def _neighbour(self, document: Document, step: int) -> Json | None:
        """Return the document before or after this one in the order of dates, as the contents list them."""
        place = self._order.get(document.id)
        if place is None or not 0 <= place + step < len(self._listed):
            return None
        return entry(self._listed[place + step])


def _fallback_title(index: Index, config: Config) -> str:
    only = index.documents[0].title if len(index.documents) == 1 else ""
    return only or config.folder.resolve().name


def entry(document: Document) -> Json:
    """Return what lists and links say of a document."""
    return {
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "short": document.short,
        "page": document.page,
        "tei": tei_path(document),
        "date": shown_date(document.date, document.language),
        "abstract": document.abstract,
        "shelfmark": document.shelfmark,
        "authors": list(document.authors),
        "genre": document.genre,
    }


def _pages(document: Document) -> list[Json]:
    """Return the pages of a document, a further one with its heading, if it has one, and the element it begins with.

    Those that begin with a document of its own (`TEI` in a corpus) have its date, its authors and its shelfmark.
    """
    first: Json = {"path": document.page, "title": document.title, "name": "TEI", "level": 0, "date": None}
    further: list[Json] = [
        {
            "path": path,
            "title": section.title,
            "name": section.name,
            "level": section.level,
            "date": date_view(section.date),
            **({"authors": list(section.authors), "shelfmark": section.shelfmark} if section.name == "TEI" else {}),
        }
        for path, section in zip(document.pages[1:], document.sections[1:], strict=True)
    ]
    return [first, *further]


def place_view(document: Document, block: Block | None, area: Area, role: str) -> Json:
    """Return a place in a document where something is named: its address, and what it is called.

    Without a block the place is the header.
    """
    page = document.page_of(block.number) if block else document.page
    return {
        "href": f"{page}#{block.address if block else '-about'}",
        "class": f"area-{area} role-{role}",
        "block": block.name if block and area != "header" else "header",
        "ordinal": str(block.ordinal) if block and block.ordinal else "",
    }


def tei_path(document: Document) -> str:
    """Return the path of the source that readers download."""
    return f"{document.id}.xml"


def date_view(date: DateRange | None) -> Json | None:
    """Return a date as the manifest and the stylesheets have it."""
    if date is None:
        return None
    return {"from": date.start, "to": date.end, "kind": date.kind, "cert": date.cert, "text": date.text}


def shown_date(date: DateRange | None, language: str = "") -> Json | None:
    """Return a date as pages show it: with the calendar in which a source of that language has it beside ours.

    That is the one which the source names; else of Russian texts the Julian before the reform of 14 February 1918, of
    Persian ones the solar since the law of 31 March 1925, and the lunar before it.
    """
    view = date_view(date)
    if view is None or date is None:
        return None
    named = [known(token) for token in date.calendar.split()]
    others = [calendar for calendar in named if calendar not in (None, "gregorian")]
    return {**view, "calendar": others[0] if others else "" if named else _usual_calendar(date, language)}


def _usual_calendar(date: DateRange, language: str) -> str:
    day, main = (date.start or date.end or "")[:10], language.partition("-")[0]
    if main == "ru" and "1700" <= day < "1918-02-14":
        return "julian"
    if main == "fa":
        return "persian" if day >= "1925-03-31" else "islamic"
    return ""


def date_key(document: Document) -> str:
    """Return the key by which documents follow each other: when they begin, those without a date last."""
    return chronological(first_day(document) or "9999")


def first_day(document: Document) -> str:
    """Return the first day, or year, that the date of a document names; empty if it has none."""
    date = document.date
    return (date.start or date.end if date else None) or ""


def _titled(document: Document) -> set[str]:
    """Return the pointers beside which a page may show the name of what they lead to.

    One that stands alone in `@ref` is not among them: the text has the name. So a page is made again only if it shows
    what has changed. What the turns of a talk name, its course lists by name.
    """
    several = Counter((pointer.number, pointer.attribute) for pointer in document.pointers)
    turns = {block.address for block in document.blocks if block.name in _TURNS}
    return {
        pointer.token
        for pointer in document.pointers
        if pointer.attribute != "ref" or several[pointer.number, "ref"] > 1 or pointer.block in turns
    }


def _link_view(link: Link, *, titled: bool) -> Json:
    title, short = (link.title, link.short) if titled else ("", "")
    return {"href": link.href, "kind": link.kind, "title": title, "short": short}
