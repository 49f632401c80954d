"""Turns with a label: “NAME: …”, “NAME. …”, or the name on a line of its own; stage directions, scenes, casts."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from edition.desk.importing.headings import CAST
from edition.desk.importing.minutes import is_narration, is_resolved
from edition.desk.importing.names import is_title, key, slug, tokens
from edition.desk.importing.reported import Talk
from edition.desk.importing.roles import Page, Person, Role, Roles, is_short
from edition.desk.importing.tables import FIELD_WORDS, FIELDS
from edition.rules.words_of_time import fold

_COLON = re.compile(
    r"([^\W\d_](?:[^:.!?;\n()\[\]]|(?<=[^\W\d_])\.(?=[ \-:])){0,48}?)(\s*\([^()\n]{1,80}\))?\s?:(?=\s|$)"
)
_LOUD = re.compile(r"((?:[^\W\d_a-zß-öø-ÿа-я][^\Wa-zß-öø-ÿа-я]*[ .’'-]{0,2}){1,5}?)(\s*\([^()\n]{1,80}\))?\.(?=\s)")
_ALONE = re.compile(r"((?:[^\W\d_a-zß-öø-ÿа-я][^\Wa-zß-öø-ÿа-я]*[ .’',&-]{0,2}){1,6})(\s*\([^()\n]{1,80}\))?[.:]?")
_MIXED = re.compile(r"([^\W\d_][^:.!?;\n()\[\]]{0,40})(\s*\([^()\n]{1,80}\))?[.:]?")
_LONGEST_LINE = 60
_MOST_WORDS = 5
_FEWEST = 3
_DIVISION = re.compile(
    r"(?:(?P<act>act|(?:erster|zweiter|dritter|vierter|funfter|\d+\.) (?:akt|aufzug)|(?:akt|aufzug)|acte|действие|"
    r"prologue?|prolog|пролог|epilogue?|epilog|эпилог)"
    r"|(?P<scene>scene|(?:\w+|\d+\.) (?:szene|auftritt|scene)|szene|auftritt|сцена|явление|картина))"
    r"(?:\s+(?:[ivxlc]+|\d+|\w+))?[.:]?(?:\s.{0,80})?"
)
_STAGE = re.compile(r"[(\[](?!\d)[^()\[\]]{3,400}[)\]]\.?")
_ENTRY = re.compile(
    r"(?:enter|exit|exeunt|re-enter|manet|alarum|flourish|curtain|vorhang|rideau|занавес|входит|входят|уходит|"
    r"уходят)\b.{0,200}"
)


class _Label(NamedTuple):
    """The label of a speech: the name in it, the length with colon and direction, whether the speech is on the line."""

    name: str
    length: int
    form: str


def labelled(page: Page, taken: Roles, *, is_asked: bool = False) -> Talk:
    """Return the turns that begin with labels; none if there are too few, unless a play or talk `is_asked` for."""
    places = [place for place, block in enumerate(page) if place not in taken and block.kind == "p"]
    usual = _usual(page, places)
    found = {place: label for place in places if (label := _label(page, place, usual))}
    counts = Counter(slug(label.name) for label in found.values())
    forms = Counter(label.form for label in found.values() if counts[slug(label.name)] > 1)
    has_cast = any(role.name == "cast-head" for role in taken.values())
    if not (is_asked or has_cast) and (sum(forms.values()) < 2 or len(found) < _FEWEST or len(found) * 5 < len(places)):  # noqa: PLR2004
        return Talk({}, ())
    chosen = {
        place: label
        for place, label in found.items()
        if counts[slug(label.name)] > 1 or (label.form == "colon" and forms["colon"]) or label.name.isupper()
    }
    keys = _keys([label.name for label in chosen.values()])
    names: dict[str, str] = {}
    for label in chosen.values():
        names.setdefault(keys[label.name], label.name)
    people = tuple(Person(who, name, ("speaker",)) for who, name in names.items())
    is_play = has_cast or any(is_short(page[place]) and division_of(page[place].text) for place in places)
    return Talk(_roles(page, places, chosen, keys, is_play=is_play), people)


def mixed(page: Page, taken: Roles, talk: Talk) -> Talk:
    """Return a reported talk with the turns in it that have a label: “MR. WOOD: …” among “MR. SMITH said that …”."""
    roles, names = dict(talk.roles), {person.key: person.name for person in talk.persons}
    speaking = ""
    for place, block in enumerate(page):
        role = roles.get(place)
        is_open = role.name == "more" if role else bool(talk.roles) and place not in taken and block.kind == "p"
        label = _label(page, place, frozenset()) if is_open else None
        if label and label.form == "colon" and (label.name.isupper() or key(tokens(label.name)) in names):
            speaking = key(tokens(label.name))
            names.setdefault(speaking, label.name)
            roles[place] = Role("turn", "medium", "labelled", speaking, label.length)
        elif role and role.name == "more" and speaking:
            roles[place] = role._replace(who=speaking)
        elif role:
            speaking = ""
    return Talk(roles, tuple(Person(who, name, ("speaker",)) for who, name in names.items()))


def _usual(page: Page, places: Sequence[int]) -> frozenset[str]:
    """Return the names that stand alone on lines so often that they must be labels, in whatever letters."""
    lines = (page[place].text for place in places if is_short(page[place], _LONGEST_LINE) and _is_followed(page, place))
    counts = Counter(found[1].strip() for line in lines if (found := _MIXED.fullmatch(line)) and _is_name(found[1]))
    return frozenset(name for name, count in counts.items() if count >= _FEWEST)


def _is_followed(page: Page, place: int) -> bool:
    return place + 1 < len(page) and page[place + 1].gap == 0 and page[place + 1].kind == "p"


def _label(page: Page, place: int, usual: frozenset[str]) -> _Label | None:
    """Return the label that a block begins with, or is."""
    text = page[place].text
    head = text[:140]
    for form, pattern in (("colon", _COLON), ("loud", _LOUD)):
        found = pattern.match(head)
        if not found or not _is_name(found[1]) or found.end() >= len(text.rstrip()):
            continue
        if form == "colon" or _is_loud(found[1]):
            return _Label(found[1].strip(), found.end(), form)
    if len(text) > _LONGEST_LINE:
        return None
    mixed = _MIXED.fullmatch(text) if _is_followed(page, place) else None
    if mixed and mixed[1].strip() in usual:
        return _Label(mixed[1].strip(), len(text), "alone")
    alone = _ALONE.fullmatch(text)
    follows = place + 1 < len(page) and page[place + 1].gap <= 1 and page[place + 1].kind == "p"
    if alone and follows and _is_name(alone[1]) and alone[1].strip().isupper() and not _DIVISION.fullmatch(fold(text)):
        return _Label(alone[1].strip(" ."), len(text), "alone")
    return None


def _is_loud(text: str) -> bool:
    """Tell whether words in capitals before a stop may be a label: no title, no initial."""
    words = tokens(text)
    return len(text.strip()) > 2 and not all(is_title(word) for word in words)  # noqa: PLR2004


def _keys(labels: Iterable[str]) -> dict[str, str]:
    """Return the key of the person that each label means: the name alone, where it means one person only."""
    named: dict[str, set[str]] = {}
    for label in labels:
        named.setdefault(key(tokens(label)), set()).add(slug(label))
    return {label: short if len(named[short := key(tokens(label))]) == 1 else slug(label) for label in labels}


def _is_name(text: str) -> bool:
    """Tell whether words may be a label: few, the first with a capital, none the name of a field in a letter's head."""
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or not words[0][0].isupper():
        return False
    folded = fold(text).strip(" .")
    if folded in FIELDS or fold(words[0]).strip(" .") in FIELDS - FIELD_WORDS or any(each.isdigit() for each in text):
        return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals * 2 >= len(words)


def _roles(
    page: Page, places: Sequence[int], labels: dict[int, _Label], keys: dict[str, str], *, is_play: bool
) -> Roles:
    counts = Counter(keys[label.name] for label in labels.values())
    roles: dict[int, Role] = {}
    speaking = ""
    for place in places:
        block = page[place]
        if label := labels.get(place):
            speaking = keys[label.name]
            cert = "high" if counts[speaking] > 1 else "low"
            roles[place] = Role(
                "turn", cert, "labelled", speaking, label.length, remark="a label that stands once" * (cert == "low")
            )
        elif is_narration(block.text) or (not is_play and speaking and is_resolved(block.text)):
            roles[place] = Role("narration", "medium")
            speaking = ""
        elif division := division_of(block.text) if is_short(block) else "":
            roles[place] = Role("head", "medium", division)
            speaking = ""
        elif _STAGE.fullmatch(block.text.strip()) or (
            is_short(block, 200) and _ENTRY.fullmatch(fold(block.text.strip()))
        ):
            roles[place] = Role("stage", "medium", who=speaking)
        elif speaking:
            roles[place] = Role("more", "high", who=speaking)
        elif place - 1 in roles and roles[place - 1].type in ("act", "scene"):
            roles[place] = Role("stage", "medium")  # where the scene is
    return roles


def division_of(text: str) -> str:
    """Return act or scene if a line is the heading of one, else nothing."""
    found = _DIVISION.fullmatch(fold(text.strip()))
    if not found:
        return ""
    return "act" if found["act"] else "scene"


def casts(page: Page, taken: Roles) -> Roles:
    """Return the list of the persons of a play: its heading and the lines behind it."""
    roles: dict[int, Role] = {}
    for place, block in enumerate(page):
        if place in taken or not is_short(block) or fold(block.text).strip(" .:") not in CAST:
            continue
        roles[place] = Role("cast-head", "high")
        for behind in range(place + 1, len(page)):
            line = page[behind]
            is_over = line.kind != "p" or not is_short(line, 200) or line.gap > 2 or division_of(line.text)  # noqa: PLR2004
            if is_over or behind in taken or _COLON.match(line.text[:140]):
                break
            roles[behind] = Role("cast", "medium")
        break
    return roles
