"""The cover of a book for screens: a picture of title, editors and publisher."""

import json
from importlib.resources import as_file, files
from tempfile import TemporaryDirectory
from typing import Any

from edition.errors import TransformError
from edition.resources import resource

# Pixels an inch: 120 by 180 mm become 1,600 by 2,400.
_PPI = 338.7


def cover(title: str, editors: str, publisher: str, language: str) -> bytes:
    """Return a cover as PNG, the same bytes for the same words; TransformError if it cannot be set."""
    import typst  # only here: it takes a while to load

    words = {"title": title, "editors": editors, "publisher": publisher, "language": language}
    inputs = {
        "main": resource("xslt", "book", "cover.typ").read_bytes(),
        "cover.json": json.dumps(words, ensure_ascii=False).encode(),
    }
    with TemporaryDirectory() as root, as_file(files("fontpkg_amiri").joinpath("files")) as amiri:
        fonts: Any = typst.Fonts(include_system_fonts=False, font_paths=[str(amiri)])
        try:
            picture: Any = typst.compile(inputs, root=root, font_paths=fonts, format="png", ppi=_PPI)
        except typst.TypstError as error:
            raise TransformError(f"the cover could not be set: {error.message}") from error
    return bytes(picture[0] if isinstance(picture, list) else picture)
