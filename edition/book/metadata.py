"""What a PDF says of itself beyond what Typst can write: each editor, terms, identifier (XMP, ISO 16684-1), headers."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from edition.book.tags import head_rows, labelled_tables


def described(pdf: bytes, data: Mapping[str, Any]) -> bytes:
    """Return a PDF that names its editors one by one, its licence, publisher and address; the same bytes each time.

    The cells that head the rows of its tables are tagged as such. `data` is that of the book. Its other statements,
    among them those on PDF/A and PDF/UA, stay as they are.
    """
    facts, tables = _facts(data), labelled_tables(data)
    has_labels = any(any(row) for table in tables for row in table)
    if not facts and not has_labels:
        return pdf
    import pikepdf  # only here: it takes a while to load

    with pikepdf.open(BytesIO(pdf)) as file:
        with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for name, value in facts.items():
                metadata[name] = value
        if has_labels:
            head_rows(file, tables)
        written = BytesIO()
        file.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return written.getvalue()


def _facts(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties that there is a value for: those of Dublin Core, and the page of a licence."""
    licence = str(data["licence"])
    facts = {
        "dc:creator": list(data["editors"]) if len(data["editors"]) > 1 else [],
        "dc:publisher": {data["publisher"]} - {""},
        "dc:rights": licence,
        "dc:identifier": data["address"],
        "xmpRights:WebStatement": licence if licence.startswith(("https://", "http://")) else "",
    }
    return {name: value for name, value in facts.items() if value}
