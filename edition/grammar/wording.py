"""How names and lists of names are said, and which name may have been meant."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from edition.grammar.names import XML_URI, split

_LISTED = 8  # names in a list of what is allowed
_QUOTED = 40  # letters of a text that is quoted
_TAG = re.compile(r"<(?:[^\s<>/:!?]+:)?([^\s<>/:!?]+)")


class Wording:
    """Says names as a document writes them: `prefixes` are those that it declares, by namespace."""

    def __init__(self, text: str, prefixes: Mapping[str, str]) -> None:
        self._text = text
        self._prefixes = {**prefixes, XML_URI: "xml"}

    @cached_property
    def _uses(self) -> Counter[str]:
        """How often the document has elements of a local name."""
        return Counter(_TAG.findall(self._text))

    def name(self, name: str) -> str:
        """Return a name with its prefix, if it has one."""
        uri, local = split(name)
        prefix = self._prefixes.get(uri)
        return f"{prefix}:{local}" if prefix else local

    def tag(self, name: str) -> str:
        """Return an element's name in angle brackets."""
        return f"<{self.name(name)}>"

    def listed(self, names: Iterable[str], needed: Collection[str] = ()) -> str:
        """Return names of elements: first those that are `needed`, then those that the document uses most."""
        places = {name: (name not in needed, -self._uses[split(name)[1]], self.name(name)) for name in names}
        return several([self.tag(name) for name in sorted(places, key=places.__getitem__)])

    def meant(self, name: str, here: Collection[str], anywhere: Collection[str] = ()) -> str | None:
        """Return the name that may have been meant: first of those allowed `here`, then of those that exist."""
        uri, local = split(name)
        for names in (here, anywhere):
            candidates = {split(each)[1]: each for each in sorted(names) if split(each)[0] == uri}
            best = nearest(local, candidates, self._uses)
            if best is not None:
                return best
        return None


def several(words: Sequence[str], limit: int = _LISTED) -> str:
    """Return words with commas between them; of many the first few, and how many more there are."""
    more = len(words) - limit
    return ", ".join(words[:limit]) + (f", … ({more} more)" if more > 0 else "")


def quoted(text: str) -> str:
    """Return a text between quotation marks, in one line and not too long."""
    words = " ".join(text[: 4 * _QUOTED].split())
    is_cut = len(words) > _QUOTED or len(text) > 4 * _QUOTED
    return f"“{words[:_QUOTED].rstrip()}…”" if is_cut else f"“{words}”"


def nearest(word: str, candidates: Mapping[str, str], uses: Mapping[str, int] | None = None) -> str | None:
    """Return the candidate whose key is so much like `word` that it may have been meant; the most used of several."""
    most = 1 if len(word) < 6 else 2  # noqa: PLR2004 - in a short word two wrong letters make another word
    scores: list[tuple[int, int, str]] = []
    for key in candidates:
        gap = distance(word, key, most)
        if gap <= most and 2 * gap <= max(len(word), len(key)):
            scores.append((0 if gap == 0 else 1, -(uses or {}).get(key, 0) * (3 - gap), key))
    return candidates[min(scores)[2]] if scores else None


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters differ, are missing, too many or exchanged; anything above `most` counts the same.

    Small and capital letters count as equal (R. Wagner and M. Fischer 1974; exchanged neighbours after F. Damerau).
    """
    one, other = one.casefold(), other.casefold()
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return most + 1
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(row[j - 1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        rows.append(row)
    return min(rows[-1][-1], most + 1)
