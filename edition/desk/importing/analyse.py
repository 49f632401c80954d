"""What each part of a transcript is: the recognisers in their order, each given what the others have left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from edition.desk.days import Near
from edition.desk.importing import closing, drama, letter, minutes, pages, web
from edition.desk.importing import notes as footnotes
from edition.desk.importing.blocks import Block, Transcript, whole
from edition.desk.importing.clauses import Kind, kinds
from edition.desk.importing.dates import dates
from edition.desk.importing.language import language_of, texts
from edition.desk.importing.presence import persons_of
from edition.desk.importing.reported import Talk, divided, reported
from edition.desk.importing.roles import CLOSING, PLAIN, Person, Role, Roles, Setting, is_behind
from edition.desk.importing.runs import cut
from edition.desk.importing.spans import Span

KINDS = ("auto", "letter", "telegram", "conversation", "play", "report")
_OPENING, _CLOSING, _SHORT = 6, 4, 50  # blocks before and behind the text of a letter; letters of a line there
_SURE = 0.55  # of the language of the whole


class Analysis(NamedTuple):
    """A transcript with what was found of it: the role of each block, who takes part, the calls of notes.

    `reason` is why words stand in brackets: translation, editorial, or nothing where brackets are the author's.
    """

    transcript: Transcript
    setting: Setting
    roles: Roles
    persons: Sequence[Person]
    calls: Mapping[int, Sequence[Span]]
    kinds: Mapping[int, Kind]
    reason: str
    cert_of_language: str

    @property
    def has_kinds(self) -> bool:
        """Whether turns are told apart as questions, answers and replies: in talks, not in plays."""
        return self.setting.kind == "conversation" and any(kind.kinds for kind in self.kinds.values())


def analyse(transcript: Transcript, prefix: str, resp: str, *, kind: str = "auto", language: str = "") -> Analysis:
    """Return what a transcript is made of; ids of notes begin with `prefix`, `resp` points at who guesses.

    Where several speak in one paragraph, it is cut into theirs, and all is looked at again.
    """
    guess, sure = language_of(texts(block.text for block in whole(transcript.blocks) if block.kind != "code"))
    cert = "high" if language or sure >= _SURE else "medium" if sure else "low"
    setting = Setting(language or guess, kind, resp)
    if transcript.form == "markdown" and kind == "auto" and _is_letter(transcript.blocks, setting):
        setting = setting._replace(kind="letter")
        transcript = replace(transcript, blocks=tuple(_in_lines(transcript.blocks)))
    found = _found(transcript, setting, prefix, cert)
    parts = tuple(_divided(found))
    if len(parts) > len(transcript.blocks):
        return _found(replace(transcript, blocks=parts), setting, prefix, cert)
    return found


def _found(transcript: Transcript, setting: Setting, prefix: str, cert: str) -> Analysis:
    page, kind = transcript.blocks, setting.kind
    roles: dict[int, Role] = {}
    if transcript.form == "text":
        roles.update(web.furniture(page))
        roles.update(web.about(page, roles))
        roles.update(pages.numbers(page, roles))
    noted = _notes(transcript, roles, prefix, setting.resp)
    roles.update(noted.roles)
    if transcript.form != "markdown":
        roles.update(web.credits(page, roles))
    is_web = any(role.type == "furniture" for role in roles.values())
    roles.update(letter.title(page, roles, is_web=is_web))
    talk = Talk({}, ())
    if transcript.form != "markdown" or kind not in ("auto", "report"):
        if transcript.form == "text" and kind != "play":
            roles.update(minutes.points(page, roles))
        talk = _text(page, roles, setting)
        roles.update(letter.title_of_telegram(roles))
    roles = _settled(page, roles)
    setting = setting._replace(near=_near(transcript, roles), kind=_kind(page, roles, kind))
    people = tuple(_merged([*talk.persons, *persons_of(page, roles)]))
    turns = kinds(page, roles) if talk.roles else {}
    reason = _reason(transcript, roles, setting.kind)
    return Analysis(transcript, setting, roles, people, noted.calls, turns, reason, cert)


def _is_letter(page: Sequence[Block], setting: Setting) -> bool:
    """Tell whether a text begins as letters do, with place and date, and a salutation."""
    opened = letter.opener(page, letter.title(page, {}, is_web=False), setting._replace(kind="letter"))
    return {"dateline", "salute"} <= {role.name for role in opened.values()}


def _in_lines(page: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks; those of short lines at the edges of a letter, as closing and signature, are taken apart."""
    for number, block in enumerate(page):
        lines = block.text.split("\n")
        is_inner = _OPENING <= number < len(page) - _CLOSING
        if block.kind != "p" or is_inner or len(lines) == 1 or max(map(len, lines)) > _SHORT:
            yield block
            continue
        rest = block
        for place, line in enumerate(lines):
            runs, rest = cut(rest, len(line))
            end, rest = cut(rest, 1)
            runs = (*runs, *(run for run in end if run.note))  # called at the end of the line
            yield replace(block, runs=runs, line=block.line + place, gap=0 if place else block.gap)


def _reason(transcript: Transcript, roles: Roles, kind: str) -> str:
    """Return why words stand in brackets; nothing where brackets are those of the author, as directions of a play."""
    if kind == "play" or (transcript.form == "markdown" and kind == "report"):
        return ""
    credits_ = (
        transcript.blocks[place].text for place, role in roles.items() if role.type in ("archival", "translation")
    )
    return "translation" if any(map(web.translators, credits_)) else "editorial"


def _divided(found: Analysis) -> Iterator[Block]:
    """Yield the blocks; those in which several speak are cut into passages, the parts of one paragraph."""
    names = {person.key: person.name for person in found.persons if "speaker" in person.roles}
    for place, block in enumerate(found.transcript.blocks):
        role = found.roles.get(place, PLAIN)
        if role.name not in ("turn", "more") or role.label or not names:
            yield block
            continue
        passages = divided(block.text, names, role.who)
        rest = block
        for number, passage in enumerate(passages):
            runs, rest = cut(rest, len(passage))
            part = "" if len(passages) == 1 else "I" if number == 0 else "F" if number == len(passages) - 1 else "M"
            yield replace(block, runs=runs, part=part, gap=block.gap if number == 0 else 1)


def _notes(transcript: Transcript, roles: Roles, prefix: str, resp: str) -> footnotes.Noted:
    if transcript.form == "markdown":
        return footnotes.Noted({}, {})
    return footnotes.notes(transcript.blocks, roles, prefix, resp)


def _text(page: Sequence[Block], roles: dict[int, Role], setting: Setting) -> Talk:
    """Add the roles of letters and talks to those that are known; return the talk."""
    kind = setting.kind
    roles.update(drama.casts(page, roles) if kind in ("auto", "play") else {})
    opened = letter.opener(page, roles, setting)
    labelled = Talk({}, ())
    if kind in ("auto", "play", "conversation"):
        labelled = drama.labelled(page, {**roles, **_certain(opened)}, is_asked=kind in ("play", "conversation"))
    roles.update({place: role for place, role in opened.items() if place not in labelled.roles})
    roles.update(letter.presence_items(page, {**roles, **labelled.roles}))
    roles.update({place: role for place, role in labelled.roles.items() if place not in roles})
    if kind not in ("report", "play"):
        roles.update(_abstract(page, roles, setting))
        over = {place: role for place, role in roles.items() if role.name != "more"}
        roles.update(closing.closer(page, over, setting))
    if labelled.roles or kind not in ("auto", "conversation"):
        return labelled
    talk = drama.mixed(page, roles, reported(page, roles, is_asked=kind == "conversation"))
    roles.update(talk.roles)
    return talk


def _certain(opened: Roles) -> Roles:
    return {
        place: role
        for place, role in opened.items()
        if role.cert == "high" or role.name == "presence" or role.type in ("when", "about", "from", "to", "copy")
    }


def _abstract(page: Sequence[Block], roles: Roles, setting: Setting) -> Roles:
    """Take the paragraph between the end of a document and what a web page tells of it for a summary."""
    first = next((place for place in sorted(roles) if roles[place].name == "aside" and web.is_about(page, place)), None)
    free = [place for place in range(first or 0) if place not in roles]
    if first is None or len(free) < 2:  # noqa: PLR2004
        return {}
    last = free[-1]
    is_behind_note = last - 1 in roles and roles[last - 1].name == "note"
    above = {**roles, last: Role("abstract")}
    if not is_behind_note and not closing.closer(page[:first], above, setting):
        return {}
    return {last: Role("abstract", "medium", remark="taken for a summary of the publisher")}


def _settled(page: Sequence[Block], roles: Roles) -> dict[int, Role]:
    """Return the roles without closers that are none: text stands behind them, or none before."""
    text = [place for place in range(len(page)) if page[place].kind != "pb" and not is_behind(roles.get(place, PLAIN))]
    last = text[-1] if text else len(page)
    lost = CLOSING | {"postscript"}
    return {place: role for place, role in roles.items() if place > last or role.name not in lost}


def _near(transcript: Transcript, roles: Roles) -> Near:
    """Return year and month of the text: of its datelines, else of the date that a web page or its front gives it."""
    page = transcript.blocks
    lines = [
        page[place].text[:300]
        for names in (("dateline",), ("credit", "title"))
        for place in sorted(roles)
        if roles[place].name in names
    ]
    for line in [*lines, transcript.about.get("date", "")]:
        for span in dates(line, Near(), "", ""):
            day = dict(span.attributes).get("when", "")
            if span.tag == "date" and day[:4].isdigit():
                return Near(int(day[:4]), int(day[5:7]) if len(day) > 4 else None)  # noqa: PLR2004
    return Near()


def _kind(page: Sequence[Block], roles: Roles, kind: str) -> str:
    if kind != "auto":
        return kind
    names = {role.name for role in roles.values()}
    types = {role.type for role in roles.values()}
    if "cast" in names or types & {"act", "scene"} or ("stage" in names and "turn" in names):
        return "play"
    if "turn" in names:
        return "conversation"
    beginning = " ".join(
        page[place].text for place, role in sorted(roles.items())[:6] if role.name in ("title", "head")
    )
    if "telegram" in types or letter.is_telegram(beginning):
        return "telegram"
    is_record = bool(names & {"presence", "narration"}) or sum(block.kind == "head" for block in page) > 1
    is_letter = names & {"salute", "closing"} or ("signed" in names and "dateline" in names and not is_record)
    return "letter" if is_letter else "report"


def _merged(persons: Sequence[Person]) -> Iterator[Person]:
    """Yield each person once, with all that they do and the fullest form of the name."""
    by_key: dict[str, Person] = {}
    for person in persons:
        known = by_key.get(person.key)
        if known is None:
            by_key[person.key] = person
            continue
        name = max(known.name, person.name, key=len)
        by_key[person.key] = Person(person.key, name, tuple(dict.fromkeys((*known.roles, *person.roles))))
    yield from by_key.values()
