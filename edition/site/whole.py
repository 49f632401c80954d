"""The pages of a site as a whole, beside those of its documents: which there are, and in which order they are named."""

from functools import partial

from edition.config import Config
from edition.model import Index
from edition.site.archives import archives
from edition.site.assessment import assessment
from edition.site.atlas import atlas
from edition.site.former import FormerPlaces, former_pages
from edition.site.ledger import ledger
from edition.site.listing import contents
from edition.site.names import NamePages
from edition.site.search.page import search_view
from edition.site.timeline import timeline
from edition.view import SitePage


def whole(index: Index, names: NamePages, config: Config, former: FormerPlaces) -> tuple[SitePage, ...]:
    """Return the pages that an edition has as a whole; those with a label stand in the navigation, in this order."""
    search = [SitePage("search-page", "search.html", partial(search_view, index, names), "search")]
    pages = (
        *contents(index),
        *names.pages(),
        *timeline(index),
        *atlas(index),
        *archives(index),
        *ledger(index),
        *(search if config.search.enabled else ()),
        SitePage("missing-page", "404.html", dict),
        SitePage("imprint-page", "imprint.html", lambda: {"page": "imprint.html"}),
    )
    pages = (*pages, *assessment(index, config, pages))
    return (*pages, *former_pages(former, {page.path for page in pages}))
