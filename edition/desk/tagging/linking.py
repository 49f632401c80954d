"""Whom or what a name that is encoded already may mean: the entries of a register that are called so, of its kind."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from edition.desk.folded import folded
from edition.desk.tagging.encoded import Encoded
from edition.desk.tagging.judge import Judgement, is_title, likeliest
from edition.desk.tagging.lexicon import Lexicon, Meaning
from edition.desk.tagging.register import Entry
from edition.source.naming import kind_of

BEHIND_A_TITLE, FORENAME, FORENAME_AT_HOME = 0.95, 0.6, 0.8
_WORD = re.compile(r"[^\W_]+")
_BEHIND = re.compile(r"(?:['’][sS]?)?[\W_]*")


class Links:
    """Finds the entries that encoded names mean."""

    def __init__(self, entries: Sequence[Entry], lexicon: Lexicon) -> None:
        """Learn the forenames, which mean somebody only where it is known that a person is named."""
        self._entries, self._lexicon = entries, lexicon
        self._forenames: dict[str, set[int]] = {}
        for number, entry in enumerate(entries):
            for forename in entry.forenames:
                self._forenames.setdefault(folded(forename).text, set()).add(number)

    def meanings(self, name: Encoded) -> tuple[Meaning, ...]:
        """Return what a name may mean of its kind; none if its words are not a form of an entry, as a whole."""
        for hit in self._lexicon.hits(name.words, name.language):
            before, behind = name.words[: hit.start], name.words[hit.end :]
            titles = _WORD.findall(before)
            if not (all(map(is_title, titles)) and _BEHIND.fullmatch(behind)):
                return ()
            found = (each for each in hit.meanings if _fits(name, self._entries[each.entry]))
            return tuple(map(_behind_a_title, found) if titles else found)
        return ()

    def unknown(self, names: Iterable[Encoded]) -> Iterator[Encoded]:
        """Yield the names that no entry has."""
        return (name for name in names if not (self.meanings(name) or tuple(self._by_forename(name, ()))))

    def judge(self, name: Encoded, at_home: Collection[int]) -> Judgement | None:
        """Weigh what a name may mean; `at_home` are the entries that the file names clearly."""
        meanings = self.meanings(name) or tuple(self._by_forename(name, at_home))
        return likeliest(meanings, at_home) if meanings else None

    def _by_forename(self, name: Encoded, at_home: Collection[int]) -> Iterator[Meaning]:
        for number in sorted(self._forenames.get(folded(name.words).text, ())):
            if _fits(name, self._entries[number]):
                weight, because = FORENAME, "a forename alone"
                if number in at_home:
                    weight, because = FORENAME_AT_HOME, "a forename alone, of one whom the file names otherwise, too"
                yield Meaning(number, weight, because, name.words)


def _behind_a_title(meaning: Meaning) -> Meaning:
    weight = round(meaning.weight * BEHIND_A_TITLE, 2)
    return meaning._replace(weight=weight, because=f"{meaning.because}, behind a title")


def _fits(name: Encoded, entry: Entry) -> bool:
    """Tell whether an element may lead to an entry of that kind; a name without a type may be of anything."""
    if name.type == "people":  # a body to one register, and a group of persons to another
        return entry.kind in ("person", "org")
    kind = kind_of(name.element, name.type)
    return kind in ("name", entry.kind) or (kind == "org" and entry.is_group)
