"""Characters that no font of a book has: found in what Typst says, and replaced by their numbers."""

import re
from collections.abc import Iterator
from typing import Any

# How Typst names a cluster without a glyph, and a character that archives refuse.
_UNSETTABLE = re.compile(
    r'the (?:text|PDF contains the codepoint) `?"((?:[^"\\]|\\.)+)"|codepoint `"((?:[^"\\]|\\.)+)"'
)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def clusters_in(diagnostic: str) -> Iterator[str]:
    """Yield the texts that an error of Typst names as such that cannot be set; it escapes them as Rust does."""
    for found in _UNSETTABLE.finditer(diagnostic):
        yield _ESCAPED.sub(lambda part: chr(int(part[1], 16)) if part[1] else part[2], found[1] or found[2])


def numbered(value: Any, clusters: frozenset[str]) -> Any:
    """Return a value of JSON in which what cannot be set gives way to the numbers of its characters: U+4E2D."""
    if not clusters:
        return value
    if isinstance(value, str):
        for cluster in clusters:
            if cluster in value:
                value = value.replace(cluster, "".join(f"⟨U+{ord(character):04X}⟩" for character in cluster))
        return value
    if isinstance(value, list):
        return [numbered(item, clusters) for item in value]
    if isinstance(value, dict):
        return {key: numbered(item, clusters) for key, item in value.items()}
    return value
