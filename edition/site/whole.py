"""The pages of a site as a whole, beside those of its documents: which there are, and in which order they are named."""

from edition.model import Index
from edition.site.listing import contents
from edition.site.names import NamePages, registers
from edition.view import SitePage


def whole(index: Index, names: NamePages) -> tuple[SitePage, ...]:
    """Return the pages that an edition has as a whole; those with a label stand in the navigation, in this order."""
    return (*contents(index), *registers(names), SitePage("missing-page", "404.html", dict))
