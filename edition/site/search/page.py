"""What the page of the search is told: where else a reader can go who cannot use it."""

from edition.model import Index
from edition.site.names import NamePages
from edition.view import Json, entry


def search_view(index: Index, names: NamePages) -> Json:
    """Return the view of the page: the registers of the edition, those made from names among them."""
    registers = [entry(document) for document in index.documents if document.kind == "register"]
    made = [{"path": path, "label": f"names.{kind}"} for kind, path in names.made_registers()]
    return {"page": "search.html", "registers": registers, "made": made}
