"""What of the pictures a book can show: pictures that Typst reads, and drawings that need nothing but themselves."""

from pathlib import Path

from lxml import etree

from edition.site.images import Picture, kind_of, made

_KNOWN = frozenset({"JPEG", "PNG", "GIF", "WEBP"})
_SVG = "{http://www.w3.org/2000/svg}"
# What draws from elsewhere, or with the means of a browser.
_BEYOND = frozenset({"foreignObject", "image", "script", "style", "text", "tref", "feImage"})
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")


def printable(picture: Picture) -> Path | bytes | None:
    """Return a local picture for a book: its file, or its rendition; None for one that a book cannot show.

    That is what is damaged, and a drawing with words, since these would need fonts, or with parts from elsewhere.
    """
    if picture.main is None:
        return None
    content = made(picture.main).content
    if picture.main.path.lower().endswith(".svg"):
        return content if _is_whole(content) else None
    if kind_of(content) not in _KNOWN:
        return None
    return content if picture.main.format else picture.main.source


def _is_whole(drawing: bytes) -> bool:
    """Tell whether a drawing in SVG has a size and shapes of its own only."""
    try:
        root = etree.fromstring(drawing, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return False
    has_size = root.get("viewBox") is not None or (root.get("width") is not None and root.get("height") is not None)
    if root.tag != f"{_SVG}svg" or not has_size or root.getroottree().docinfo.internalDTD is not None:
        return False
    return not any(
        etree.QName(each).localname in _BEYOND or any(not each.get(name, "#").startswith("#") for name in _HREFS)
        for each in root.iter(etree.Element)
    )
