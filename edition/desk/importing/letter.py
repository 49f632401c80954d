"""The parts of a letter or record around its text: title, dateline, address, salutation, closing, signatures."""

import re
from collections.abc import Iterator

from edition.desk.days import Near
from edition.desk.importing.brackets import brackets
from edition.desk.importing.dates import dates
from edition.desk.importing.headings import CAST, NOTES_HEADS
from edition.desk.importing.names import is_capital, is_title, tokens
from edition.desk.importing.roles import Page, Role, Roles, Setting, is_short
from edition.desk.importing.tables import PARTICLES, PRESENCE
from edition.desk.importing.web import is_secret
from edition.rules.words_of_time import fold, weekdays

_SALUTE = re.compile(
    r"(?:my )?(?:dear(?:est)?|beloved|esteemed|honou?red|sirs?\b|madam\b|gentlemen\b|your (?:excellency|majesty|"
    r"highness|lordship)|comrades?\b|"
    r"dear comrade)|(?:mein(?:e|en)?\s)?(?:lieb(?:e|er|es|ste[rs]?)|teur(?:e|er)|(?:sehr |hoch)?geehrt\w*|"
    r"(?:hoch)?verehrt\w*|wert(?:e|er)|"
    r"hochwohlgeborene\w*|euer|eure|ew\.)\b|(?:mon |ma |mes )?(?:chers?|cheres?|tres cher\w*|bien cher\w*)\b|"
    r"(?:monsieur|madame|mademoiselle|messieurs)\b|"
    r"(?:мои |моя )?(?:дорог(?:ои|ая|ие)|уважаем\w+|глубокоуважаем\w+|многоуважаем\w+|мил(?:ыи|ая)|милостив\w+|"
    r"любезн\w+|товарищи?)\b"
)
_CLOSING = re.compile(
    r"(?:(?:i (?:remain|am)|believe me|we remain)\b.{0,60})?(?:yours?\b|your (?:\w+ ){0,4}(?:servant|friend|son|"
    r"daughter|brother|sister)|(?:very )?(?:sincerely|truly|respectfully|"
    r"faithfully|cordially|affectionately)|(?:with )?(?:best|kind|warm)(?:est)? (?:regards|wishes)|with (?:love|"
    r"respect|regards)|love,|regards)"
    r"|mit (?:\w+ ){0,3}(?:gru(?:ss|ß)\w*|hochachtung|empfehlungen?)|(?:\w+ )?hochachtungsvoll|(?:es )?gru(?:ss|"
    r"ß)t\b|(?:herzliche|freundliche|viele|beste|liebe) gru(?:ss|ß)e|"
    r"(?:ich (?:bin|verbleibe)\b.{0,40} )?(?:ihr|ihre|dein|deine|euer|eure)\b(?: (?:sehr |ganz |treu |"
    r"stets )?\w+){0,3}[,.]?$"
    r"|(?:je vous prie d['’ ]?agreer|veuillez (?:agreer|croire|recevoir)|agreez|recevez).{0,200}|bien (?:a vous|"
    r"cordialement|affectueusement)|(?:votre|ton|ta)\b(?: \w+){0,4}[,.]?$|"
    r"cordialement|respectueusement|salutations|je vous embrasse.{0,30}"
    r"|с (?:\w+ ){0,2}(?:уважением|почтением|приветом|любовью)|(?:искренне |всегда |глубоко )?(?:ваш|ваша|твои|твоя|"
    r"преданныи|преданная|уважающи\w+)\b.{0,40}|остаюсь\b.{0,60}"
)
_SIGNED = re.compile(
    r"(?:\(?\[?(?:signed|sgd|gez|gezeichnet|signe|подпис(?:ь|ал|али)|подп)\]?\)?[.:]?\s|/s/|recorded\b|"
    r"taken down by|minutes taken by|"
    r"protokoll(?:fuhrer)?:?\s|aufgezeichnet|записал\w*\b|беседу записал\w*)"
)
_TO = re.compile(
    r"(?P<from>(?:from|von|de|от(?: кого)?|absender|expediteur|sender)\s?:)|(?P<to>(?:to|an|a|кому|empfanger|"
    r"destinataire|recipient)\s?:|an (?:den|die|das|herrn?|frau)\s|"
    r"a (?:monsieur|madame|m\.|mme|son excellence)\s|au (?:citoyen|general|ministre|president)\s|товарищу\s|"
    r"тов\. [^\W\d_]+у\b|to (?:the|his|her|cde|comrade|mr|mrs)\b)"
    r"|(?P<about>(?:subject|re|betreff|betr|objet|тема|содержание)\s?[.:])|(?P<when>(?:date|datum|дата)\s?:)|"
    r"(?P<where>(?:place|ort|lieu|место)\s?:)|(?P<copy>(?:cc|copy to|kopie an|copie a|копия)\s?:)"
)
_TO_WITHIN = re.compile(
    r",\s(?:to|an|à|для)\s(?=(?:Cde|Comrade|Mr|Mrs|Dr|Herrn?|Frau|M\.|Mme|тов|т\.|The |[^\W\d_a-zа-я]\.))"
)
_TELEGRAM = re.compile(
    r"\W{0,2}(?:coded |cipher |urgent )?(?:telegramm?e?|cable|wire|depesche|depeche|телеграмма|шифртелеграмма|"
    r"шифровка)\b"
)
_POSTSCRIPT = re.compile(r"(?:p\. ?s\.?|ps[.:]|nb[.:]|n\. ?b\.|nachschrift|post-?scriptum|постскриптум)(?=\W|$)")
_DATE_WORDS = frozenset(
    "at the of on in den der am um uhr le a ce г года в o'clock hours hrs h dated date datum d from to von bis de du"
    " time place ort zeit im".split()
)
_HEAD_LINES = 12  # what follows more lines is no head of a letter
_LONGEST_LABEL = 5
_LONG = 250
_LONG_LIST = 400
_MOST_NAMES = 14  # words of a signature


def is_telegram(text: str) -> bool:
    """Tell whether a title or heading begins with a word for a telegram."""
    return _TELEGRAM.match(fold(text[:100])) is not None


def is_dateline(text: str) -> bool:
    """Tell whether a line is a date, perhaps with a place and an hour, and nothing else."""
    if len(text) > 110:  # noqa: PLR2004
        return False
    spans = sorted(dates(text, Near(), "", ""), key=lambda span: span.start)
    if not any(span.tag == "date" for span in spans):
        return False
    rest, end = [], 0
    for span in spans:
        rest.append(text[end : span.start])
        end = max(end, span.end)
    left = [word for word in tokens(" ".join([*rest, text[end:]]), 12) if word.bare]
    return len(left) <= 7 and all(  # noqa: PLR2004
        is_capital(word) or word.bare in _DATE_WORDS or word.bare.isdigit() or weekdays(word.bare) for word in left
    )


def title(page: Page, taken: Roles, *, is_web: bool) -> Roles:
    """Return the title: a heading of the first level, a block in the style of titles, or the first short block.

    On a web page the date of the document may stand before it.
    """
    for place, block in enumerate(page):
        if block.kind == "head" and block.level <= 1:
            return {place: Role("title", "high")}
        if place >= _HEAD_LINES:
            break
    free = [place for place, block in enumerate(page) if place not in taken and block.kind != "pb"]
    first = free[0] if free else -1
    if is_web and len(free) > 2 and is_dateline(page[first].text) and _may_be_title(page, free, 1):  # noqa: PLR2004
        return {first: Role("credit", "medium", "date"), free[1]: Role("title", "high")}
    if free and _may_be_title(page, free, 0):
        return {first: Role("title", "high" if is_web else "medium")}
    return {}


def _may_be_title(page: Page, free: list[int], number: int) -> bool:
    if number + 1 >= len(free):
        return False
    block, following = page[free[number]], page[free[number + 1]]
    text = block.text.strip()
    if (
        not text
        or block.kind != "p"
        or len(text) > _LONG - 30
        or not following.gap
        or text[-1] in ".,;:!?)"
        or "\n" in text
    ):
        return False
    folded = fold(text)
    if is_dateline(text) or is_secret(text) or _SALUTE.match(folded) or _TO.match(folded) or _SIGNED.match(folded):
        return False
    if _TO_WITHIN.search(text) or is_presence(text):
        return False
    if folded.strip(" .:") in CAST:
        return False
    return sum(letter.isalpha() for letter in text) * 2 > len(text) and not text[0].islower()


def title_of_telegram(roles: Roles) -> Roles:
    """Return the heading of a telegram as its title, where there is no other."""
    if any(role.name == "title" for role in roles.values()):
        return {}
    return {place: Role("title", "medium") for place, role in roles.items() if role.type == "telegram"}


def is_presence(text: str) -> bool:
    """Tell whether a line says who is present."""
    folded = fold(text[:200])
    head = folded.partition(":")[0].strip()
    if ":" in folded and head in PRESENCE:
        return True
    if head in PRESENCE and len(text) < 60:  # noqa: PLR2004
        return True
    return (
        len(text) <= _LONG_LIST
        and re.search(
            r"(?:\bw(?:as|ere) (?:also )?present(?: (?:at|during)\b.{0,80})?\W*$|^present (?:at|were)\b|\b(?:waren|"
            r"war) (?:ebenfalls )?(?:anwesend|zugegen)\W*$"
            r"|^etai(?:en)?t presents?\b|\betai(?:en)?t presents?\W*$|^(?:на (?:беседе|приеме|встрече|"
            r"заседании) )?присутств(?:овали|овал|уют)\b)",
            fold(text),
        )
        is not None
    )


def opener(page: Page, taken: Roles, setting: Setting) -> Roles:
    """Return what stands before the text: datelines, classification, address, salutation, presence, a heading."""
    roles: dict[int, Role] = {}
    unknown: list[int] = []
    free = [place for place in range(len(page)) if place not in taken]
    for number, place in enumerate(free[:_HEAD_LINES]):
        block = page[place]
        if block.kind == "head":
            continue
        if block.kind not in ("p", "pb"):
            break
        if block.kind == "pb":
            continue
        role = _opening(block.text.strip(), number, setting)
        if role is not None:
            roles[place] = role
        elif not is_short(block, 100):
            break
        else:
            unknown.append(place)
        if role is not None and role.name == "salute":
            # who writes a letter, or to whom, stands between date and salutation
            roles.update({each: Role("address", "low", "place", remark="taken for an address") for each in unknown})
            break
    return roles


def _opening(text: str, number: int, setting: Setting) -> Role | None:
    folded = fold(text[:400])
    if not text:
        return None
    if is_presence(text):
        return Role("presence", "medium")
    if len(text) > _LONG:
        return None
    if is_dateline(text):
        return Role("dateline", "high")
    if is_secret(text):
        return Role("classification", "high")
    if setting.kind in ("report", "play"):
        return None
    if _SALUTE.match(folded) and (text[-1] in ",!:." or len(text) < 60):  # noqa: PLR2004
        return Role("salute", "high" if text[-1] in ",!:" else "medium")
    found = _TO.match(folded)
    if found and not text.startswith(("A:", "A :")):  # the answer of an interview
        kind = next(name for name, value in found.groupdict().items() if value)
        name = {"when": "dateline", "to": "address", "from": "address"}.get(kind, "field")
        return Role(name, "medium", kind, label=found.end())
    if found := _TO_WITHIN.search(text):
        return Role("address", "medium", "to", label=found.end())
    is_head = number < 2 and _TELEGRAM.match(folded) and text[-1] not in ".,"  # noqa: PLR2004
    return Role("head", "medium", "telegram") if is_head else None


def presence_items(page: Page, taken: Roles) -> Roles:
    """Return the lines behind “Present:” that name persons."""
    roles: dict[int, Role] = {}
    for place, role in taken.items():
        if role.name != "presence" or not page[place].text.rstrip().endswith(":"):
            continue
        for behind in range(place + 1, len(page)):
            block = page[behind]
            if behind in taken or not is_short(block, 120) or block.gap > 1 or (block.gap and behind > place + 1):
                break
            if ":" in block.text or is_dateline(block.text):
                break
            roles[behind] = Role("presence-item", "medium")
    return roles


def closer(page: Page, taken: Roles, setting: Setting) -> Roles:
    """Return what stands behind the text: closing, signatures, datelines, remarks in brackets, postscripts."""
    free = [place for place in range(len(page)) if place not in taken and page[place].kind != "pb"]
    while free and _is_note(page[free[-1]].text):
        free.pop()
    for number in range(max(0, len(free) - 12), len(free)):
        if _POSTSCRIPT.match(fold(page[free[number]].text[:30])):
            before = dict(_closing(page, free[:number], setting))
            return before | {place: Role("postscript", "high") for place in free[number:]}
    return dict(_closing(page, free, setting))


def _is_note(text: str) -> bool:
    is_labelled = text[:1] in "[(¹²³*†" and len(text) > _LONGEST_LABEL and not text[2:4].strip("]) .")
    return is_labelled or fold(text.strip()).strip(" .:") in NOTES_HEADS


def _closing(page: Page, free: list[int], setting: Setting) -> Iterator[tuple[int, Role]]:
    """Yield the lines of a closer, as far up from the end as they go; a closer that says nothing is none."""
    found: list[tuple[int, Role]] = []
    for place in reversed(free[-12:]):
        role = _closing_role(page, place, setting, is_last=not found)
        if role is None:
            break
        found.append((place, role))
    names = {role.name for _, role in found}
    while found and found[-1][1].name == "annotation":
        found.pop()
    if names & {"closing", "signed"} or (names == {"dateline"} and len(found) == 1):
        yield from reversed(found)


def _closing_role(page: Page, place: int, setting: Setting, *, is_last: bool) -> Role | None:
    text = page[place].text.strip()
    folded = fold(text[:300])
    if len(text) > _LONG or page[place].kind != "p" or not text:
        return None
    if _SIGNED.match(folded):
        return Role("signed", "high")
    if is_dateline(text):
        return Role("dateline", "high")
    whole = [span for span in brackets(text, reason="x", resp="").spans if span.end - span.start >= len(text) - 1]
    if whole:
        return Role("annotation", "medium")
    if _CLOSING.match(folded) and len(text) <= (
        _LONG if folded.startswith(("je ", "veuillez", "agre", "recevez")) else 90
    ):
        return Role("closing", "high")
    if setting.kind != "play" and _is_signature(text):
        return Role("signed", "medium")
    return None


def _is_signature(text: str) -> bool:
    """Tell whether a line holds names and titles only."""
    words = tokens(text, _MOST_NAMES + 1)
    if not words or len(words) > _MOST_NAMES or text[-1] in "!?:;" or (text[-1] == "." and len(words[-1].bare) > 4):  # noqa: PLR2004
        return False
    loose = {"and", "und", "et", "и", "of", "der", "des", "de", "du", "la"} | PARTICLES
    capitals = sum(is_capital(word) for word in words)
    return capitals > 0 and all(
        is_capital(word) or is_title(word) or word.bare in loose or not word.bare for word in words
    )
