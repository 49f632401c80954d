"""Which element of a source a book cannot be set because of: the data is halved until the smallest part is left."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any


def culprit(data: Mapping[str, Any], fails: Callable[[Mapping[str, Any]], bool]) -> str:
    """Return the document and the address of the innermost element whose part of a book fails; empty if it is none.

    `fails` tells whether a book cannot be set from such data.
    """

    def only(chapters: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
        return {**data, "parts": [{"kind": "documents", "title": "", "chapters": list(chapters)}]}

    chapters = [chapter for part in data["parts"] if part["kind"] != "descriptions" for chapter in part["chapters"]]
    if fails(only([])):
        return ""
    chapter = _one(chapters, lambda some: fails(only(some)))
    if chapter is None:
        return ""
    blocks, name = chapter["body"], ""
    while (block := _one(blocks, lambda some: fails(only([{**chapter, "body": list(some)}])))) is not None:
        name = block.get("id", name)
        blocks = block.get("b", [])
    return name or str(chapter["id"])


def _one(items: Sequence[Any], fails: Callable[[Sequence[Any]], bool]) -> Any:
    """Return one item that fails alone, found by halving; None if there is none."""
    if not items or not fails(items):
        return None
    while len(items) > 1:
        half = items[: len(items) // 2]
        items = half if fails(half) else items[len(half) :]
    return items[0] if fails(items) else None
