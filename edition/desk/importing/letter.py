"""What stands before the text of a letter or record: title, dateline, address, salutation, presence."""

import re
from collections.abc import Iterator, Sequence

from edition.desk.days import Near
from edition.desk.importing.dates import dates
from edition.desk.importing.headings import CAST
from edition.desk.importing.names import is_capital, tokens
from edition.desk.importing.roles import Page, Role, Roles, Setting, is_short
from edition.desk.importing.tables import PRESENCE, SORTS_OF_LETTERS
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
SIGNED = re.compile(
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
# To whom a telegram goes, at the end of a line: a name in the dative.
_TO_AT_THE_END = re.compile(r"(?i:тов\.|товарищу|т\.)\s(?P<name>[А-ЯЁ][\w.-]*(?:\s[А-ЯЁ][\w.-]*){0,2}[УуЮю])\.?$")
# With what the address of a person begins; the name stands behind it, perhaps on the next line.
_ADDRESSEE = re.compile(
    r"(?:(?:an )?(?:herrn?|frau|fraulein)|an (?:den|die|das)|messrs\.?|mr\.?|mrs\.?|miss|"
    r"the (?:right |rt\.? )?hon(?:ou?rable)?\.?|hon\.|"
    r"monsieur|madame|mademoiselle|mm?\.|mme\.?|mlle\.?|господину|г-ну|госпоже|товарищу|тов\.)(?=\s|$)\s*|"
    r"(?=(?:dr|prof|sir|lord|lady|his|her|son)\b)"
)
_TELEGRAM = re.compile(
    r"\W{0,2}(?:coded |cipher |urgent )?(?:telegramm?e?|cable|wire|depesche|depeche|телеграмма|шифртелеграмма|"
    r"шифровка)\b"
)
_DATE_WORDS = frozenset(
    "at the of on in den der am um uhr le a ce г года в o'clock hours hrs h dated date datum d from to von bis de du"
    " time place ort zeit im".split()
)
_ADDRESS = "taken for an address"
_HEAD_LINES = 12  # what follows more lines is no head of a letter
_LONG = 250
_LONG_LIST = 400


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
    if left and left[0].bare in SORTS_OF_LETTERS:  # “Letter of Anna Berg, 3 May 1902” is a title
        return False
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
        or not (following.gap or is_dateline(following.text) or (text.isupper() and free[number] == 0))
        or text[-1] in ".,;:!?)"
        or "\n" in text
    ):
        return False
    folded = fold(text)
    if is_dateline(text) or is_secret(text) or _SALUTE.match(folded) or _TO.match(folded) or SIGNED.match(folded):
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
        if role is not None and role.name == "salute" and _is_addressed(page, free[number:_HEAD_LINES], setting):
            role = None
        if role is not None:
            roles[place] = role
        elif not is_short(block, 100):
            break
        else:
            unknown.append(place)
        if role is not None and role.name == "salute":
            # who writes a letter, or to whom, stands between date and salutation
            roles.update(_address(page, unknown))
            break
    return roles


def _is_addressed(page: Page, places: Sequence[int], setting: Setting) -> bool:
    """Tell whether what could be a salutation, as “Monsieur Karl Weidner”, addresses a person: the salutation follows.

    No line of text stands between them, and the address does not end as a salutation does.
    """
    first, *following = (page[place] for place in places)
    text = first.text.strip()
    if text[-1] in ",!:" or addressee(text) < 0:
        return False
    for number, block in enumerate(following, 1):
        role = _opening(block.text.strip(), number, setting) if block.kind == "p" else None
        if role is not None and role.name == "salute" and role.cert == "high":
            return True
        if role is None and block.kind != "pb" and not is_short(block, 100):
            return False
    return False


def _address(page: Page, places: Sequence[int]) -> Iterator[tuple[int, Role]]:
    """Yield the lines of addresses; where one begins as that of a person does, the name is that of the addressee."""
    awaited = False
    for number, place in enumerate(places):
        is_first = not number or page[place].gap > 0 or places[number - 1] != place - 1
        found = addressee(page[place].text) if is_first else -1
        if found >= 0 or awaited:
            label = max(found, 0)
            awaited = label == len(page[place].text.strip())  # the name stands on the next line
            role = Role("address", "medium", "place" if awaited else "to", label=label)
        else:
            role = Role("address", "medium", "place")
        # an address is looked at as a whole: its first line says so
        yield place, role._replace(cert="low", remark=_ADDRESS) if is_first else role


def addressee(text: str) -> int:
    """Return where the name stands in the first line of the address of a person; -1 if a line is none."""
    plain = text.strip()
    found = _ADDRESSEE.match(fold(plain))
    return min(found.end(), len(plain)) if found else -1


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
    if role := _labelled(text, folded):
        return role
    is_head = number < 2 and _TELEGRAM.match(folded) and text[-1] not in ".,"  # noqa: PLR2004
    return Role("head", "medium", "telegram") if is_head else None


def _labelled(text: str, folded: str) -> Role | None:
    """Return what a line is that says it itself: from or to whom, about what, when, where."""
    found = _TO.match(folded)
    if found and not text.startswith(("A:", "A :")) and not text[0].islower():  # the answer of an interview
        kind = next(name for name, value in found.groupdict().items() if value)
        name = {"when": "dateline", "to": "address", "from": "address"}.get(kind, "field")
        return Role(name, "medium", kind, label=found.end())
    if found := _TO_WITHIN.search(text):
        return Role("address", "medium", "to", label=found.end())
    if (found := _TO_AT_THE_END.search(text)) and len(text) < 90:  # noqa: PLR2004
        return Role("address", "medium", "to", label=found.start("name"))
    return None


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
