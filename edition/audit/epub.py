"""The book as EPUB: its pages are read like those of the site, in the order of its spine."""

import posixpath
import zipfile
from pathlib import Path
from urllib.parse import unquote
from zlib import error as ZlibError  # noqa: N812 - an exception with the name of a function

from lxml import etree

from edition.audit.page import parse_page

_CONTAINER = "META-INF/container.xml"
_NAMESPACES = {"c": "urn:oasis:names:tc:opendocument:xmlns:container", "o": "http://www.idpf.org/2007/opf"}
# Longer than any page: a few bytes of a hostile archive may unpack to any length.
_LONGEST = 256_000_000


class UnreadableError(Exception):
    """A book that cannot be opened, or a page of it."""


def read_epub(path: Path) -> list[tuple[str, bytes]]:
    """Return name and content of each page of an EPUB but its contents; raise UnreadableError if it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            container = parse_page(_read(archive, _CONTAINER))
            package = container.find(".//c:rootfile", _NAMESPACES)
            if package is None:
                raise UnreadableError(f"{_CONTAINER} names no package")
            opf = unquote(package.get("full-path", ""))
            return [(name, _read(archive, name)) for name in _spine(parse_page(_read(archive, opf)), opf)]
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError, ZlibError) as error:
        raise UnreadableError(str(error)) from error
    except etree.XMLSyntaxError as error:
        raise UnreadableError(error.msg or "not well-formed") from error


def _spine(package: etree._Element, path: str) -> list[str]:
    items = {
        item.get("id"): posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(item.get("href", ""))))
        for item in package.iterfind("o:manifest/o:item", _NAMESPACES)
        if "nav" not in item.get("properties", "").split()
    }
    order = (item.get("idref") for item in package.iterfind("o:spine/o:itemref", _NAMESPACES))
    return [items[key] for key in order if key in items]


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        data = file.read(_LONGEST + 1)
    if len(data) > _LONGEST:
        raise UnreadableError(f"{name} is longer than {_LONGEST} bytes")
    return data
