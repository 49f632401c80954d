"""The names under which stylesheets of a project, and editors, find our stylesheets and schemas: an XML catalog.

A name is `edition:/` and the path in the program's folders: `edition:/html/site.xsl`, `edition:/schema/edition.rnc`.
Every file has an entry of its own. `rewriteURI`, which would do with one, also answers for `edition:/../secret.xml`.
"""

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from edition.resources import resource

ENTRY = "edition:/html/site.xsl"
_NAMESPACE = "urn:oasis:names:tc:entity:xmlns:xml:catalog"


def stylesheets() -> dict[str, Path]:
    """Return every stylesheet of the program under its name, in the order of the names."""
    return _named("edition:/", resource("xslt"), (".xsl",))


def schemas() -> dict[str, Path]:
    """Return every schema of the program under its name, in the order of the names."""
    return _named("edition:/schema/", resource("schema"), (".rnc", ".sch"))


def catalog(files: Mapping[str, Path]) -> str:
    """Return an OASIS XML Catalog 1.1 that leads from each name to its file."""
    root = etree.Element(f"{{{_NAMESPACE}}}catalog", nsmap={None: _NAMESPACE})
    for name, file in files.items():
        etree.SubElement(root, f"{{{_NAMESPACE}}}uri", name=name, uri=file.resolve().as_uri())
    etree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, encoding="unicode")}\n'


def _named(prefix: str, folder: Path, endings: tuple[str, ...]) -> dict[str, Path]:
    found = (file for file in folder.rglob("*") if file.suffix in endings)
    return {f"{prefix}{file.relative_to(folder).as_posix()}": file for file in sorted(found)}
