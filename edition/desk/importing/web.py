"""What a web page puts around a transcript: navigation, and what it says about the document."""

import re

from edition.desk.importing.archives import references
from edition.desk.importing.headings import ABOUT, CLASSIFICATION_LABELS, FURNITURE, SECRET
from edition.desk.importing.roles import Page, Role, Roles, is_short
from edition.rules.words_of_time import fold

_SURE = frozenset(
    fold(each)
    for each in (
        "skip to content",
        "skip to main content",
        "document information",
        "zum inhalt springen",
        "aller au contenu",
        "перейти к содержанию",
    )
)
_RIGHTS = re.compile(
    r"(?:copyright|©|\(c\) \d{4}|all rights reserved|rights holders?|rights status|permission to reproduce|reuse of|"
    r"creative commons|cc by|urheberrecht|alle rechte vorbehalten|nutzungsrechte|droits d auteur|droits reserves|"
    r"tous droits|reproduction interdite|авторск\w+ прав|все права защищены)"
)
_TRANSLATOR = re.compile(
    r"(?:obtained .{0,80} and )?(?:translated|translation|transl\.|ubersetzt|ubersetzung|aus dem \w+ von|traduit|"
    r"traduction|"
    r"перевод\w*|перевел\w*)\b"
)
_BY = re.compile(
    r"(?i:translated(?: from \w+)?(?: for \w+)? by|translation(?: by|:)|transl\. by|[üu]bersetzt von|"
    r"[üu]bersetzung(?: von|:)|"
    r"traduit (?:du \w+ )?par|traduction(?: de| par| :|:)|перевод(?: с \w+)?:?|перевела?)\s{1,2}"
    r"(?P<name>[^\W\d_a-zа-я][^\W\d_]*\.?(?:[ -](?:[^\W\d_a-zа-я][^\W\d_]*\.?|de|von|van|du)){0,4})"
)
_SUPPORT = re.compile(
    r"(?:this (?:document|publication|translation|edition) was made possible|with (?:the )?support (?:from|of)|"
    r"funded by|"
    r"gefordert (?:von|durch)|mit unterstutzung|avec le soutien|при поддержке)"
)
_SUBJECT = re.compile(r"(?:subject|re|betreff|betr|objet|тема)\s?[.:]")  # of a letter
_LONGEST_CREDIT = 400
_NEAR_START = 40
_FEWEST_LINES = 2


def furniture(page: Page) -> Roles:
    """Return the lines of navigation, if the text was copied from a web page."""
    found = {
        place: fold(block.text.strip()).strip(" .:…>«»<")
        for place, block in enumerate(page)
        if is_short(block, 60) and fold(block.text.strip()).strip(" .:…>«»<") in FURNITURE
    }
    words = set(found.values())
    if not (words & _SURE or len(words) >= _FEWEST_LINES):
        return {}
    return {place: Role("aside", "high" if words & _SURE else "medium", "furniture") for place in found}


def about(page: Page, taken: Roles) -> Roles:
    """Return what stands behind the heading under which a web page tells of the document."""
    start = next((place for place in range(len(page)) if place in taken and is_about(page, place)), None)
    if start is None or start * 4 < len(page):
        return {}
    roles: dict[int, Role] = {}
    label = ""
    for place in range(start + 1, len(page)):
        text = page[place].text
        if place in taken:
            label = fold(text.strip()).strip(" .:")
            continue
        roles[place] = _told(text, label)
        label = ""
    return roles


def is_about(page: Page, place: int) -> bool:
    """Tell whether a line is the heading under which a web page tells of the document."""
    return fold(page[place].text.strip()).strip(" .:") in ABOUT


def _told(text: str, label: str) -> Role:
    if label in CLASSIFICATION_LABELS or is_secret(text):
        return Role("classification", "high", "metadata")
    if (kind := credit_of(text)) or (kind := "rights" if _RIGHTS.search(fold(text)) else ""):
        return Role("credit", "medium", kind)
    return Role("aside", "low", "metadata", remark="what is this?")


def credit_of(text: str) -> str:
    """Return the kind of a paragraph that says where a document lies, who translated or owns it; else nothing."""
    if len(text) > _LONGEST_CREDIT:
        return ""
    folded = fold(text.strip())
    if _SUBJECT.match(folded):
        return ""
    if _RIGHTS.search(folded) and not _SENTENCES.search(folded):
        return "rights"
    first = next(references(text, ""), None)
    if first is not None and first.start <= _NEAR_START and (first.end - first.start) * 2 >= len(text):
        return "archival"
    if first is not None and _TRANSLATOR.search(folded):
        return "archival"
    if _TRANSLATOR.match(folded) and _BY.search(text):
        return "translation"
    return "support" if _SUPPORT.match(folded) else ""


_SENTENCES = re.compile(r"[.!?]\s\w.{20,}[.!?]\s\w")


def credits(page: Page, taken: Roles) -> Roles:  # noqa: A001 - the word of the trade
    """Return the lines that say where a document lies, who translated it and who owns it, near either end."""
    free = [place for place in range(len(page)) if place not in taken and page[place].kind == "p"]
    near = {*free[:6], *free[-8:]}
    found = {place: kind for place in sorted(near) if (kind := credit_of(page[place].text))}
    return {place: Role("credit", "medium", kind) for place, kind in found.items()}


def translators(text: str) -> list[tuple[int, int]]:
    """Return the places of the names of translators in a text."""
    return [(start, end - _has_stop(text[start:end])) for start, end in _named(text)]


def _named(text: str) -> list[tuple[int, int]]:
    return [found.span("name") for found in _BY.finditer(text[:_LONGEST_CREDIT])]


def _has_stop(name: str) -> bool:
    """Tell whether a name ends with the stop of its sentence, which is not that of an initial."""
    return name.endswith(".") and len(name.rsplit(maxsplit=1)[-1]) > 2  # noqa: PLR2004


def is_secret(text: str) -> bool:
    """Tell whether a line is a classification, as “Top Secret” and “Совершенно секретно” are."""
    folded = fold(text[:80].strip()).strip(" .!*-–—/()")
    return folded in SECRET or any(folded.startswith(each + " ") and len(folded) < len(each) + 12 for each in SECRET)
