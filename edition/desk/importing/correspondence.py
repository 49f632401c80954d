"""Who wrote a letter to whom, where and when, as its own parts tell; and the title that this makes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from edition.desk.importing.names import Token, is_capital, is_title, name_end, senders, tokens
from edition.desk.importing.passages import Reader
from edition.desk.importing.roles import Page, Role, Roles
from edition.desk.importing.spans import Attributes, Span
from edition.desk.importing.tables import PARTICLES, SORTS_OF_LETTERS
from edition.desk.wording import day, words
from edition.rules.words_of_time import fold

_MAIL = re.compile(r"\s*<[^<>@\s]+@[^<>\s]+>")
_PLACE = re.compile(
    r"(?P<place>[^\W\d_][^\W\d_.’'-]*(?:[ ’'-][^\W\d_]+\.?){0,3}?)\s*,?\s*(?:the|on|this|den|dem|am|le|ce)?\s*"
)
_IN_LINE = frozenset("im in am an a an bei den der dem near the on at le la the sur sous de du en los los".split())
_NO_PLACES = frozenset("date dated datum дата held this ce den am le".split())
_FROM = re.compile(r"(?:from|von|de|из)\s", re.IGNORECASE)
_ELIDED = re.compile(r"\bde (?=[AEIOUÀÂÉÈÊÎÔ])")
# What a salutation names that is no name of a person.
_KIN = frozenset(
    "dear my sir sirs madam ladies gentlemen friend friends father mother brother sister son daughter wife husband"
    " child children parents colleague colleagues comrade comrades all everybody love darling excellency majesty"
    " highness"
    " lieber liebe liebes liebster liebste teurer teure sehr geehrter geehrte geehrtes geehrten hochverehrter verehrter"
    " verehrte werter werte mein meine meinen freund freunde freundin vater mutter eltern bruder schwester sohn tochter"
    " mann kinder kollege kollegen kollegin genossen herren damen doktor exzellenz hochwohlgeborener euer eure"
    " cher chere chers cheres mon ma mes tres bien ami amie amis pere mere frere soeur fils fille maitre confrere"
    " collegue messieurs mesdames excellence monseigneur"
    " дорогои дорогая дорогие уважаемыи уважаемая уважаемые глубокоуважаемыи многоуважаемыи милыи милая милостивыи"
    " государь друг друзья мама папа отец мать брат сестра товарищи господа мои моя".split()
)
_YOURS = frozenset("your yours dein deine ihr ihre euer eure ton ta votre твои твоя ваш ваша".split())
_COURTESIES = frozenset(
    "sincerely truly faithfully ever affectionate affectionately respectfully obedient servant devoted loving most very"
    " humble".split()
)
_OFFICES = frozenset(
    "chairman chair chairwoman secretary director president minister ambassador consul commander editor treasurer"
    " vorsitzender schriftfuhrer direktor president secretaire directeur председатель секретарь директор".split()
)


# The words that stand before who sends a letter, and who gets it.
_FROM_WORDS = frozenset("from of by von de от".split())
_TO_WORDS = frozenset("to an a к".split())
_LONG_TITLE = 40  # words


class Correspondence(NamedTuple):
    """What is known of a letter: who sent it, who was to get it, from where, and the dates of its datelines."""

    senders: tuple[str, ...]
    receivers: tuple[str, ...]
    place: str
    dates: tuple[tuple[Attributes, str], ...]


def correspondence(page: Page, roles: Roles, reader: Reader) -> Correspondence:
    """Return what the parts of a letter tell of it; what they do not tell is empty."""
    lines = [(page[place].text, roles[place]) for place in sorted(roles)]
    datelines = [text for text, role in lines if role.name == "dateline"]
    found = [(text, span) for text in datelines for span in reader.passages(text)[0] if span.tag == "date"]
    signed = [name for text, role in lines if role.name == "signed" for name in senders(text) if _is_person(name)]
    dated = tuple((span.attributes, text[span.start : span.end]) for text, span in found)
    told = [*_told(lines)]
    named = {kind: [each.name for each in told if each.kind == kind] for kind in ("from", "to")}
    known = [*(each.name for each in told), *signed, *_addressed(lines, "from"), *_addressed(lines, "to")]
    sent = _fullest([*_addressed(lines, "from")] or signed or [*_closed(lines)] or named["from"][:1], known)
    received = [*_addressed(lines, "to")] or [*_saluted(lines)] or named["to"][:1]
    return Correspondence(
        tuple(sent),
        tuple(_fullest(received, [name for name in known if name not in (*sent, *signed)])),
        next((place for text, span in found if (place := _place(text, span))), ""),
        dated,
    )


def title(of: Correspondence, kind: str, language: str) -> str:
    """Return the title of a letter or telegram in the language of the edition; nothing if nothing is known of it."""
    known = words(language)
    people = {"from": known["and"].join(of.senders[:3]), "to": known["and"].join(of.receivers[:3])}
    attributes, said = of.dates[0] if of.dates else ((), "")
    date = day(dict(attributes).get("when", ""), language) or " ".join(said.split())
    if not date and not any(people.values()):
        return ""
    named = [key for key, name in people.items() if name]
    form = {2: kind, 1: f"{kind}.{named[0]}" if named else "", 0: f"{kind}.bare"}[len(named)]
    whose = known[form].format_map(people)
    if language[:2].lower() == "fr":
        whose = _ELIDED.sub("d’", whose, count=1)
    return known["comma"].join(filter(None, (whose, of.place, date)))


class _Told(NamedTuple):
    """A name in a title or heading, and what the word before it makes of it: from, to, or nothing."""

    name: str
    kind: str


def _told(lines: list[tuple[str, Role]]) -> Iterator[_Told]:
    """Yield the names in titles and headings: “Letter of Anna Berg to Jonas Holm”, “Anna Berg an Jonas Holm”."""
    for text, role in lines:
        if role.name not in ("title", "head") or not (found := tokens(text, _LONG_TITLE)):
            continue
        place, is_first = 0, True
        while place < len(found):
            end = name_end(found, place)
            name = found[place:end]
            while name and (name[0].bare in SORTS_OF_LETTERS or name[0].bare in PARTICLES):
                name, place = name[1:], place + 1
            if name and _is_person(words := " ".join(word.text for word in name).strip(" ,;:")):
                before = found[place - 1].bare if place else ""
                after = found[end].bare if end < len(found) else ""
                kind = "to" if before in _TO_WORDS else "from" if before in _FROM_WORDS else ""
                yield _Told(words, kind or ("from" if is_first and after in _TO_WORDS else ""))
                is_first = False
            place = max(end, place + 1)


def _fullest(names: list[str], known: list[str]) -> list[str]:
    """Return names, each in the one longer form that is known of it: “Jonas” of “Jonas Holm”."""
    found = []
    for name in names:
        longer = [other for other in dict.fromkeys(known) if _is_short_for(name, other)]
        longest = [other for other in longer if not any(_is_short_for(other, more) for more in longer)]
        found.append(longest[0] if len(longest) == 1 else name)
    return list(dict.fromkeys(found))


def _is_short_for(name: str, other: str) -> bool:
    """Tell whether a name is another with words left out, or as initials; titles do not count."""
    short, long_ = ([word for word in tokens(each) if word.bare and not is_title(word)] for each in (name, other))
    rest = iter(long_)
    is_part = all(any(_stands_for(word, each) for each in rest) for word in short)
    return bool(short) and is_part and [each.bare for each in short] != [each.bare for each in long_]


def _stands_for(word: Token, other: Token) -> bool:
    if word.bare == other.bare:
        return True
    return word.text.endswith(".") and len(word.bare) == 1 and other.bare.startswith(word.bare)


def _addressed(lines: list[tuple[str, Role]], kind: str) -> Iterator[str]:
    """Yield what stands behind “To:” or “From:”, and the names of addressees."""
    for text, role in lines:
        if role.name in ("address", "addressee") and role.type == kind:
            name = _MAIL.sub("", text.strip()[role.label :].strip().partition("\n")[0]).strip(" .,;:")
            person = name.partition(",")[0]
            if name:  # “Jonas Holm, Oslo”, but not “Holm, Jonas”
                yield person if " " in person and _is_person(person) else name


def _is_person(name: str) -> bool:
    """Tell whether what is signed is a name: in capitals, and not an office alone."""
    found = tokens(name)
    is_name = all(is_capital(word) or is_title(word) or word.bare in PARTICLES for word in found)
    return is_name and any(not is_title(word) and word.bare not in _OFFICES for word in found)


def _saluted(lines: list[tuple[str, Role]]) -> Iterator[str]:
    """Yield the name in a salutation: “Anna” of “My dear Anna,”."""
    for text, role in lines:
        if role.name != "salute":
            continue
        words_of = [word for word in tokens(text, 9) if word.bare]
        while words_of and fold(words_of[0].bare) in _KIN:
            words_of = words_of[1:]
        is_name = all(is_capital(word) and word.bare not in _KIN for word in words_of)
        if is_name and any(not is_title(word) for word in words_of):
            yield " ".join(word.text for word in words_of).strip(" ,!:.—–-")
        return


def _closed(lines: list[tuple[str, Role]]) -> Iterator[str]:
    """Yield the name in a closing: “Anna” of “Your Anna”."""
    for text, role in lines:
        found = [word for word in tokens(text, 6) if word.bare]
        if role.name != "closing" or not found or found[0].bare not in _YOURS:
            continue
        others = found[1:]
        name = " ".join(word.text for word in others).strip(" ,.")
        if name and _is_person(name) and not {word.bare for word in others} & (_KIN | _COURTESIES):
            yield name


def _place(text: str, date: Span) -> str:
    """Return the place in a dateline: words with capitals before the date, or behind it."""
    before, behind = text[: date.start].strip(), text[date.end :].strip(" ,.;")
    if before and not (_FROM.match(before) or ":" in before):
        found = _PLACE.fullmatch(before)
        return found["place"] if found and _is_place(found["place"]) else ""
    return behind if not before and behind and _PLACE.fullmatch(behind) and _is_place(behind) else ""


def _is_place(name: str) -> bool:
    parts = name.split()
    is_written_so = all(part[0].isupper() or part in _IN_LINE for part in parts) and parts[0][0].isupper()
    return is_written_so and fold(parts[0]) not in _NO_PLACES
