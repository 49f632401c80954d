"""The forms that a name takes in a sentence: the genitive of German, the cases of Russian.

German (Amtliche Regelung der deutschen Rechtschreibung, § 96): a name takes -s; behind s, ss, ß, tz, z, x an
apostrophe, which is no letter. Russian: the declensions of surnames and names of places as grammars give them (Русская
грамматика, 1980; Розенталь, Справочник по правописанию, склонение имён и фамилий): by the ending of the nominative,
for all words of Cyrillic letters. The tables make a few forms too many (a surname in -ин has -ым, a town -ом: both are
made); these are no words of the language, and so no danger. Names that take no endings (-о, -е, -и, -у, -ых, -их) have
none here.
"""

import re
from collections.abc import Iterator

_CYRILLIC = re.compile(r"[а-яѣіѳѵёй]+", re.IGNORECASE)
# The ending of the nominative; what stands in its place in the other cases, of surnames, forenames and places.
_RUSSIAN = (
    ("ский", "ского скому ским ском"),
    ("цкий", "цкого цкому цким цком"),
    ("ская", "ской скую скою"),
    ("цкая", "цкой цкую цкою"),
    ("ское", "ского скому ским ском"),
    ("ый", "ого ому ым ом"),
    ("ой", "ого ому ым ом"),
    ("ая", "ой ую ою"),
    ("яя", "ей юю ею"),
    ("ия", "ии ию ией иею"),
    ("ий", "ия ию ием ии ого ому им ом его ему ем"),
    ("ова", "овой ову овою ове"),
    ("ева", "евой еву евою еве"),
    ("ёва", "ёвой ёву ёвою ёве"),
    ("ина", "иной ину иною ине"),
    ("ын", "ына ыну ыным ыном ыне"),
    ("ин", "ина ину иным ином ине"),
    ("ов", "ова ову овым овом ове"),
    ("ев", "ева еву евым евом еве"),
    ("ёв", "ёва ёву ёвым ёвом ёве"),
    ("ха", "хи хе ху хой хою"),
    ("ка", "ки ке ку кой кою"),
    ("га", "ги ге гу гой гою"),
    ("жа", "жи же жу жей жею"),
    ("ша", "ши ше шу шей шею"),
    ("ча", "чи че чу чей чею"),
    ("ща", "щи ще щу щей щею"),
    ("ца", "цы це цу цей цею"),
    ("а", "ы е у ой ою"),
    ("я", "и е ю ей ею"),
    ("ь", "я ю ем ём е и ью"),
    ("й", "я ю ем ём е"),
)
_BEHIND_A_CONSONANT = "а у ом ем е"
_NO_ENDINGS = ("ых", "их", "о", "е", "ё", "и", "ы", "у", "ю", "э")
_SHORTEST = 3


def russian(word: str) -> Iterator[str]:
    """Yield the forms of a Russian name in the other cases, given the nominative; none for other words."""
    if len(word) < _SHORTEST or not _CYRILLIC.fullmatch(word) or word.endswith(_NO_ENDINGS):
        return
    for ending, cases in _RUSSIAN:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            yield from (stem + case for case in cases.split())
            return
    yield from (word + case for case in _BEHIND_A_CONSONANT.split())


def german(word: str) -> Iterator[str]:
    """Yield the genitive of a name as German texts write it."""
    if len(word) >= _SHORTEST and word[-1].isalpha() and word[-1].isascii() and word[-1] not in "sxzSXZ":
        yield f"{word}s"
