"""Our stylesheets with the layer of a project on top, as files from which a locked processor compiles them."""

import re
from html import escape
from pathlib import Path

from edition.catalog import catalog, stylesheets

# The name of a project's layer among the modules that it is compiled with; errors in it are "of layer.xsl".
LAYER = "layer.xsl"
_ROOT = re.compile(r"\A(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*<[\w:.-]+", re.DOTALL)


def mirror(layer: str, folder: Path) -> Path:
    """Copy our stylesheets and the layer into a folder; return the catalog that leads to them.

    Saxon resolves relative names against the file that a catalog leads to, and such a file is out of bounds: in the
    copies `xml:base` says their name in the catalog instead. They are deleted once all is compiled, so that no
    stylesheet can read even these.
    """
    texts = {name: file.read_text("utf-8") for name, file in stylesheets().items()} | {f"edition:/{LAYER}": layer}
    files = {name: folder / name.removeprefix("edition:/") for name in texts}
    for name, file in files.items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(_based(texts[name], name), "utf-8")
    index = folder / "catalog.xml"
    index.write_text(catalog(files), "utf-8")
    return index


def _based(text: str, address: str) -> str:
    """Say in the root of a stylesheet what its relative references are relative to, unless it says so itself."""
    root = _ROOT.match(text)
    if root is None or "xml:base" in text:
        return text
    return f'{root[0]} xml:base="{escape(address)}"{text[root.end() :]}'
