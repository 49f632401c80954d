"""Documents and their index to the pages of the site; the stylesheets do the work."""

from collections.abc import Iterable, Iterator

from edition.config import Config
from edition.errors import ConfigError
from edition.model import Index, Page
from edition.resources import resource
from edition.saxon import Saxon
from edition.source.parse import Tree
from edition.view import DocumentViews, labels_view, site_view

NAMESPACE = "{urn:tei-edition:xslt}"


def pages(trees: Iterable[Tree], index: Index, config: Config) -> Iterator[Page]:
    """Yield every file of the site that a stylesheet makes: each document's, then those of the whole."""
    transformer = Saxon().compile(resource("xslt", "html", "site.xsl"))
    transformer.set_parameters({"site": site_view(index, config), "labels": labels_view(config)})
    views = DocumentViews(index)
    documents = {document.source.name: document for document in index.documents}
    for tree in trees:
        document = documents[tree.source.name]
        transformer.set_parameters({"document": views.view(document)})
        yield from _files(transformer.transform(tree.text, f"{NAMESPACE}pages", document.source.name))
    transformer.set_parameters({"document": {"page": "index.html"}})
    yield from _files(transformer.call(f"{NAMESPACE}site-pages"))


def assets(config: Config) -> Iterator[Page]:
    """Yield the files that pages link to and no stylesheet makes."""
    for place, folder in (("assets", resource("xslt", "html", "assets")), ("assets/fonts", resource("fonts"))):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield Page(f"{place}/{path.relative_to(folder).as_posix()}", path.read_bytes())
    if config.site.css:
        try:
            yield Page("assets/custom.css", config.site.css.read_bytes())
        except OSError as error:
            raise ConfigError(f"{config.site.css}: the style sheet cannot be read: {error.strerror}") from error


def _files(made: dict[str, str]) -> Iterator[Page]:
    for path, text in made.items():
        yield Page(path, text.encode("utf-8"))
