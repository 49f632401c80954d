"""Who is present: the persons whom a list or a sentence of presence names."""

import re
from collections.abc import Iterator

from edition.desk.importing.names import Token, is_capital, is_title, key, name_end, person_id, tokens
from edition.desk.importing.roles import Page, Person, Roles
from edition.desk.importing.spans import Span

_PART = re.compile(r"[^,;:()\n]+")
_ROLE = re.compile(r"\s?\(([^()\n]{2,60})\)")
_AND = re.compile(r"\s(?:and|und|et|и|sowie|as well as|ainsi que)\s")
_HEAD = re.compile(r"[^:]{2,60}:\s?")
_PLAIN_ROLES = {
    "interpreter": "interpreter", "dolmetscher": "interpreter",
    "interprete": "interpreter", "interprète": "interpreter",
    "переводчик": "interpreter",
    "chair": "chair", "chairman": "chair", "vorsitz": "chair", "vorsitzender": "chair",
    "président": "chair", "председатель": "chair",
    "minutes": "secretary", "secretary": "secretary", "protokoll": "secretary", "secrétaire": "secretary",
    "секретарь": "secretary",
}  # fmt: skip


def named(text: str, prefix: str, resp: str) -> Iterator[tuple[Span, Person]]:
    """Yield the names of a line of presence, each with the person; ids begin with `prefix`."""
    start = found.end() if (found := _HEAD.match(text)) else 0
    for part in _PART.finditer(text, start):
        if text[part.start() - 1 : part.start()] == "(":
            continue
        for begin, end in _halves(text, part.start(), part.end()):
            words = tokens(text[begin:end], 20)
            first = next((number for number, word in enumerate(words) if is_capital(word)), None)
            if first is None:
                continue
            while (
                first and is_title(words[first - 1]) and words[first - 1].bare not in ("the", "der", "die", "le", "la")
            ):
                first -= 1
            last = name_end(words, first)
            if last > first and not all(is_title(word) for word in words[first:last]):
                yield _one(text, begin, words[first:last], prefix, resp)


def _one(text: str, begin: int, words: list[Token], prefix: str, resp: str) -> tuple[Span, Person]:
    start, end = begin + words[0].start, begin + words[-1].start + len(words[-1].text.rstrip(",;:"))
    if text[end - 1] == "." and end - start > 2 and text[end - 3].isalpha() and text[end - 2].isalpha():  # noqa: PLR2004
        end -= 1
    role = _ROLE.match(text, end)
    function = next((kind for word, kind in _PLAIN_ROLES.items() if role and word in role[1].casefold()), "")
    who = key(words)
    attributes = (("ref", f"#{person_id(prefix, who)}"), ("cert", "medium"), ("resp", resp))
    person = Person(who, text[start:end], ("present", function) if function else ("present",))
    return Span(start, end, "persName", attributes, "person present", "medium"), person


def _halves(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts between words for “and”."""
    for found in _AND.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def persons_of(page: Page, roles: Roles) -> Iterator[Person]:
    """Yield the persons whom the lines of presence name."""
    for place in sorted(roles):
        if roles[place].name in ("presence", "presence-item"):
            yield from (person for _, person in named(page[place].text, "", ""))
