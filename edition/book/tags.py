"""The tags of a PDF that Typst cannot write: the cells that head the rows of tables."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any


def labelled_tables(data: Mapping[str, Any]) -> list[list[list[bool]]]:
    """Return the tables in the data of a book, in order: for each cell of each row, whether it heads its row."""
    shown = {"descriptions": ("description",)}
    return [
        _labels(table)
        for part in data["parts"]
        for chapter in part["chapters"]
        for key in shown.get(part["kind"], ("abstract", "body"))
        for table in _tables(chapter[key])
    ]


def _tables(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, dict):
        if value.get("t") == "table":
            yield value
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        if isinstance(item, list | dict):
            yield from _tables(item)


def _labels(table: Mapping[str, Any]) -> list[list[bool]]:
    rows: list[list[bool]] = [[] for _ in range(1 + max(cell["y"] for cell in table["cells"]))]
    for cell in table["cells"]:
        rows[cell["y"]].append(cell["label"] and cell["y"] >= table["head"])
    return rows


def head_rows(file: Any, tables: Sequence[Sequence[Sequence[bool]]]) -> None:
    """Make header cells (TH) with a scope of those that head a row; `file` is the PDF, open in pikepdf.

    Its tables must be just these, in this order, some cut into several with the same head; where notes stand behind
    their text they are not, and it is left as it is. A cell that lists its headers is not searched for others
    (ISO 32000-1, table 349): the lists go.
    """
    parts = list(_tagged(file.Root.StructTreeRoot, "/Table"))
    found = [rows for table in tables if (rows := _whole(parts, len(table)))]
    if parts or [[len(row) for row in table] for table in found] != [[len(row) for row in table] for table in tables]:
        return
    for rows, labels in zip(found, tables, strict=True):
        if any(any(row) for row in labels):
            for cell, is_label in zip(chain(*rows), chain(*labels), strict=True):
                _set(cell, is_label)


def _whole(parts: list[Any], count: int) -> list[list[Any]]:
    """Take as many tables of a PDF as have that many rows; the head of each but the first is a repetition."""
    rows: list[list[Any]] = []
    while parts and len(rows) < count:
        part = parts.pop(0)
        rows += [[*_kids(row)] for row in _tagged(part, "/TR") if not rows or str(row.P.S) != "/THead"]
    return rows


def _set(cell: Any, is_label: bool) -> None:
    attributes = next(each for each in cell.A if str(each.O) == "/Table")
    del attributes["/Headers"]
    if is_label:
        import pikepdf

        cell.S, attributes["/Scope"] = pikepdf.Name.TH, pikepdf.Name.Row


def _tagged(element: Any, tag: str) -> Iterator[Any]:
    """Yield the elements with a tag below another, in order; the rows of a table are not those of one in its cells."""
    for kid in _kids(element):
        if str(kid.S) == tag:
            yield kid
        if tag == "/Table" or str(kid.S) in {"/THead", "/TBody"}:
            yield from _tagged(kid, tag)


def _kids(element: Any) -> Iterator[Any]:
    """Yield the elements directly below another; marked content is none."""
    import pikepdf

    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
