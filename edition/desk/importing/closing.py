"""What stands behind the text of a letter or record: closing, signatures, an address, remarks, postscripts."""

import re
from collections.abc import Iterator

from edition.desk.importing.brackets import brackets
from edition.desk.importing.headings import NOTES_HEADS
from edition.desk.importing.letter import SIGNED, addressee, is_dateline
from edition.desk.importing.names import is_capital, is_title, tokens
from edition.desk.importing.roles import Page, Role, Roles, Setting, is_short
from edition.desk.importing.tables import PARTICLES
from edition.rules.words_of_time import fold

_CLOSING = re.compile(
    r"(?:(?:i (?:remain|am)|believe me|we remain)\b.{0,60})?(?:"
    r"(?:(?:(?:as )?ever|always|very|most|sincerely|truly|faithfully|respectfully|affectionately|cordially|gratefully)"
    r",? ){0,3}yours?\b|as ever,|all the best|god bless you"
    r"|your (?:\w+ ){0,4}(?:servant|friend|son|daughter|brother|sister|mother|father|wife|husband|cousin|nephew|niece)"
    r"|(?:very )?(?:sincerely|truly|respectfully|faithfully|cordially|affectionately)"
    r"|(?:with )?(?:best|kind|warm)(?:est)? (?:regards|wishes)|with (?:\w+ ){0,2}(?:love|respects?|regards)"
    r"|love,|regards)"
    r"|mit (?:\w+ ){0,3}(?:gru(?:ss|ß)\w*|hochachtung|empfehlungen?)|(?:\w+ )?hochachtungsvoll|(?:es )?gru(?:ss|ß)t\b"
    r"|(?:herzliche|freundliche|viele|beste|liebe) gru(?:ss|ß)e|alles (?:liebe|gute)\b"
    r"|in (?:alter|treuer|herzlicher|aufrichtiger) \w+"
    r"|(?:ich (?:bin|verbleibe)\b.{0,40} )?"
    r"(?:ihr|ihre|dein|deine|euer|eure)\b(?: (?:sehr |ganz |treu |stets )?\w+){0,3}[,.]?$"
    r"|(?:je vous prie d['’ ]?agreer|veuillez (?:agreer|croire|recevoir)|agreez|recevez).{0,200}"
    r"|bien (?:a vous|cordialement|affectueusement)|(?:bien )?amicalement|amities|tout a (?:vous|toi)|mille baisers"
    r"|(?:votre|ton|ta)\b(?: \w+){0,4}[,.]?$"
    r"|cordialement|respectueusement|salutations|je vous embrasse.{0,30}"
    r"|с (?:\w+ ){0,2}(?:уважением|почтением|приветом|любовью)|остаюсь\b.{0,60}"
    r"|(?:искренне |всегда |глубоко )?(?:ваш|ваша|твои|твоя|преданныи|преданная|уважающи\w+)\b.{0,40}"
    r"|(?:крепко )?(?:целую|обнимаю|жму)\b.{0,40}"
)
_POSTSCRIPT = re.compile(r"(?:p\. ?s\.?|ps[.:]|nb[.:]|n\. ?b\.|nachschrift|post-?scriptum|постскриптум)(?=\W|$)")
_LONGEST_LABEL = 5
_LONG = 250
_MOST_NAMES = 14  # words of a signature
_MOST_LINES = 8  # behind the words that close a letter


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
    if len(behind := list(_behind(page, free))) > len(found):
        found = behind[::-1]
    names = {role.name for _, role in found}
    while found and found[-1][1].name == "annotation":
        found.pop()
    if names & {"closing", "signed"} or (names == {"dateline"} and len(found) == 1):
        yield from reversed(found)


def _behind(page: Page, free: list[int]) -> Iterator[tuple[int, Role]]:
    """Yield the words that close a letter and all lines behind them, if these are few and short.

    They hold signatures, offices and, as an address begins, to whom the letter goes.
    """
    near = free[-_MOST_LINES - 1 :]
    start = next((number for number, place in reversed(list(enumerate(near))) if _is_closing(page, place)), None)
    if start is None or not all(is_short(page[place]) and _is_line(page[place].text) for place in near[start + 1 :]):
        return
    yield near[start], Role("closing", "high")
    is_address = False
    for place in near[start + 1 :]:
        text = page[place].text.strip()
        label = addressee(text) if page[place].gap else -1
        is_address = label >= 0 or (is_address and not page[place].gap)
        if is_dateline(text):
            yield place, Role("dateline", "high")
        elif is_address:
            yield place, Role("addressee", "medium", "to" if label >= 0 else "", label=max(label, 0))
        else:
            yield place, Role("signed", "medium")


def _is_closing(page: Page, place: int) -> bool:
    text = page[place].text.strip()
    folded = fold(text[:300])
    longest = _LONG if folded.startswith(("je ", "veuillez", "agre", "recevez")) else 90
    return page[place].kind == "p" and len(text) <= longest and _CLOSING.match(folded) is not None


def _is_line(text: str) -> bool:
    """Tell whether a short line is no sentence."""
    return text.strip()[-1:] not in ("?", "!", ":", ";") and not (text.strip()[-1:] == "." and len(text.split()) > 6)  # noqa: PLR2004


def _closing_role(page: Page, place: int, setting: Setting, *, is_last: bool) -> Role | None:
    text = page[place].text.strip()
    folded = fold(text[:300])
    if len(text) > _LONG or page[place].kind != "p" or not text:
        return None
    if SIGNED.match(folded):
        return Role("signed", "high")
    if is_dateline(text):
        return Role("dateline", "high")
    whole = [span for span in brackets(text, reason="x", resp="").spans if span.end - span.start >= len(text) - 1]
    if whole:
        return Role("annotation", "medium")
    if _is_closing(page, place):
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
