"""The forms under which a register's entry may be named in a text.

Those that the register has, and those that follow from the parts of a name: “Brezhnev, Leonid Ilyich” is also Leonid
Ilyich Brezhnev, L. I. Brezhnev, Brezhnev. Each has a weight: how sure a mention in this form means this entry.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from edition.source.discover import TEI_NAMESPACE
from edition.source.words import plain


class Form(NamedTuple):
    """A form of a name, its weight between 0 and 1, and where it comes from."""

    text: str
    weight: float
    because: str


REGISTERED, REGISTERED_WORD, SHORT = 0.98, 0.95, 0.8
WHOLE, INITIALS, WITH_ROLE, SURNAME, BYNAME = 0.97, 0.95, 0.95, 0.85, 0.8
_TEI = f"{{{TEI_NAMESPACE}}}"
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"(?:the|an?|der|die|das|den|dem|des|le|la|les|l[’'])(?:\s+|(?<=[’']))(?=\S)", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_FEW_LETTERS = 3
_LONGEST = 8  # words of a form


def forms(name: etree._Element) -> Iterator[Form]:
    """Yield the forms that a name of an entry gives: persName, placeName, orgName and the like."""
    for text in _variants(plain(name)):
        if name.tag == f"{_TEI}persName" and text.count(",") == 1:
            surname, _, forename = (part.strip() for part in text.partition(","))
            yield _registered(text)
            yield from _of_parts([surname], forename.split(), WHOLE)
        else:
            yield _registered(text)
    if name.tag == f"{_TEI}persName":
        yield from _of_elements(name)


def forenames(name: etree._Element) -> Iterator[str]:
    """Yield the forenames of a persName, all together and the first alone."""
    whole = " ".join(plain(child) for child in name.iterdescendants(f"{_TEI}forename"))
    if not whole and (text := plain(name)).count(",") == 1:
        whole = text.partition(",")[2].strip()
    if whole:
        yield whole
        yield whole.split()[0]


def is_form(text: str) -> bool:
    """Tell whether a text can be looked for: it has a capital letter, or letters that know none, and no sentence."""
    words = _WORD.findall(text)
    if not 0 < len(words) <= _LONGEST or (len(words) == 1 and (len(words[0]) < 2 or words[0].isdigit())):  # noqa: PLR2004
        return False
    letters = [letter for word in words for letter in word if letter.isalpha()]
    return any(letter.isupper() or letter.lower() == letter.upper() for letter in letters)


def without_article(text: str) -> str:
    """Return a name without the article that stands before it in English, German or French."""
    found = _ARTICLE.match(text)
    return text[found.end() :] if found else text


def _registered(text: str) -> Form:
    words = _WORD.findall(text)
    if len(words) > 1:
        return Form(text, REGISTERED, "as the register has it")
    is_short = len(text) <= _FEW_LETTERS
    return Form(text, SHORT if is_short else REGISTERED_WORD, "one word, as the register has it")


def _variants(text: str) -> Iterator[str]:
    """Yield a text without article, and for “Rothstein (Rotshtein), F.” both that it stands for."""
    text = without_article(text)
    yield " ".join(_BRACKET.sub("", text).split())
    for found in _BRACKET.finditer(text):
        other = found[1].strip()
        before, behind = text[: found.start()], text[found.end() :]
        if other[:1].isupper() and len(text) == len(before) + len(found[0]) + len(behind):
            kept, _, _replaced = before.rpartition(" ")
            yield " ".join(_BRACKET.sub("", f"{kept} {other}{behind}").split())


def _of_parts(surnames: list[str], forenames: list[str], weight: float) -> Iterator[Form]:
    """Yield what surnames and forenames come to, together and alone."""
    for surname in surnames:
        if forenames:
            yield Form(f"{' '.join(forenames)} {surname}", weight, "forename and surname")
            if len(forenames) > 1:
                yield Form(f"{forenames[0]} {surname}", weight, "forename and surname")
            initials = [f"{forename[0]}." for forename in forenames if forename[0].isupper()]
            for some in {" ".join(initials), initials[0]} if initials else ():
                yield Form(f"{some} {surname}", INITIALS, "initials and surname")
                yield Form(f"{surname} {some}", INITIALS, "surname and initials")
        yield Form(surname, SURNAME, "a surname alone")


def _of_elements(name: etree._Element) -> Iterator[Form]:
    """Yield what the parts of a persName come to, where it has parts."""
    parts: dict[str, list[str]] = {}
    for child in name.iterdescendants(*(f"{_TEI}{part}" for part in ("surname", "forename", "roleName", "addName"))):
        if words := plain(child):
            parts.setdefault(etree.QName(child).localname, []).append(words)
    link = " ".join(plain(child) for child in name.iterchildren(f"{_TEI}nameLink"))
    surnames = parts.get("surname", [])
    forenames = [word for forename in parts.get("forename", []) for word in forename.split()]
    yield from _of_parts(surnames, forenames, WHOLE)
    for surname in surnames:
        if link:
            yield from _of_parts([f"{link} {surname}"], forenames, WHOLE)
        for role in parts.get("roleName", []):
            yield Form(f"{role} {surname}", WITH_ROLE, "an office and a surname")
    for byname in parts.get("addName", []):
        yield Form(byname, BYNAME, "a byname")
