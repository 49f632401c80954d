"""What stands in minutes and records beside the turns: narration, what was resolved, the numbered points."""

import re

from edition.desk.importing.roles import Page, Role, Roles
from edition.rules.words_of_time import fold

_NARRATION = re.compile(
    r"(?:the|this|das|die|der|l|le|la|cet|cette)?\s?"
    r"(?:conversation|meeting|talks?|discussion|reception|session|interview|audience|gesprach|unterredung|"
    r"besprechung|sitzung|"
    r"empfang|entretien|seance|reunion|entrevue|беседа|встреча|заседание|прием|разговор|аудиенция)\s"
    r"(?:\w+\s){0,2}?(?:lasted|ended|began|took place|was|closed|opened|adjourned|dauerte|endete|begann|fand statt|"
    r"war|wurde|"
    r"dura|a dure|se termina|sest|a commence|продолжал\w+|длил\w+|закончил\w+|начал\w+|состоял\w+|окончен\w*)"
)
_RECORDED = re.compile(
    r"(?:recorded|minutes taken|taken down|written down|transcribed|protokoll(?:iert|fuhrer)?|aufgezeichnet|"
    r"niedergeschrieben|"
    r"proces-verbal|note redigee|записал\w*|запись вел\w*|беседу записал\w*|стенограмм\w+)\b"
)
# What a body did, and what became of a paper: no words of whoever spoke before.
_RESOLVED = re.compile(
    r"(?:the|this|a|an) (?:\w+ ){1,4}?(?:was|were) (?:then |thereupon |duly |unanimously |accordingly )?"
    r"(?:accepted|adopted|agreed|approved|carried|rejected|read|confirmed|signed|postponed|referred|put|lost|seconded|"
    r"tabled|passed|noted|laid|taken|adjourned)\b"
    r"|(?:the )?(?:board|committee|council|cabinet|conference|commission|assembly|house|meeting) (?:then |thereupon )?"
    r"(?:resolved|agreed|decided|adjourned|took note|approved|adopted|accepted|noted|rose|proceeded)\b"
    r"|it was (?:then |unanimously )?(?:agreed|resolved|decided)\b|(?:resolved|agreed|decided)(?: unanimously)?\b"
    r"|(?:der|die|das) (?:\w+ ){1,4}?(?:wird|wurde|werden|wurden) .{0,60}"
    r"(?:angenommen|abgelehnt|genehmigt|beschlossen|vertagt|verlesen|unterzeichnet|uberwiesen)\b"
    r"|es (?:wird|wurde) .{0,30}beschlossen\b|beschluss\b"
    r"|der (?:ausschuss|rat|vorstand) (?:beschlie(?:ss|ß)t|beschloss|nimmt)\b"
    r"|(?:le|la|les) (?:\w+ ){1,4}?(?:est|sont|a ete|ont ete|fut|furent) "
    r"(?:adopt|approuv|rejet|ajourn|renvoy|lue?s?\b)\w*"
    r"|(?:le|la) (?:conseil|comite|commission|assemblee) (?:decide|decida|adopte|adopta|prend acte|approuve)\b"
    r"|il est decide\b|(?:проект|предложение|протокол|резолюция|решение|повестка)\w* (?:\w+ ){0,3}?"
    r"(?:принят|утвержд|отклон|подписан|зачит)\w*|(?:решили|постановили|решено|принято)\b"
)
_LONGEST = 300  # characters of what a body resolved
_POINT = re.compile(r"(?P<number>\d{1,2})[.)]\s{1,3}(?P<name>[^\W\d_a-zа-я].{2,80})")
_FEWEST_POINTS = 2
_BRACKETS = re.compile(r"\((?!\d)[^()]{3,400}\)\.?")


def is_narration(text: str) -> bool:
    """Tell whether a paragraph is nobody's: how long a talk lasted, who recorded it."""
    return bool(_NARRATION.match(fold(text[:120])) or _RECORDED.match(fold(text[:40])))


def is_resolved(text: str) -> bool:
    """Tell whether a paragraph of minutes says what was resolved or done, and is nobody's speech."""
    return len(text) <= _LONGEST and _RESOLVED.match(fold(text.strip()[:200])) is not None


def is_aside(text: str) -> bool:
    """Tell whether a paragraph of a talk is a remark in round brackets, and nobody's speech."""
    return _BRACKETS.fullmatch(text.strip()) is not None


def points(page: Page, taken: Roles) -> Roles:
    """Return the headings of numbered points: short lines by themselves, numbered in a row from 1."""
    found: dict[int, Role] = {}
    for place, block in enumerate(page):
        if place in taken or block.kind != "p" or not block.gap or not _is_followed(page, place):
            continue
        point = _POINT.fullmatch(block.text.strip())
        if point and point["name"][-1] not in ".,;:?!" and int(point["number"]) == len(found) + 1:
            found[place] = Role("head", "medium", "item")
    return found if len(found) >= _FEWEST_POINTS else {}


def _is_followed(page: Page, place: int) -> bool:
    return place + 1 < len(page) and page[place + 1].gap > 0
