"""Reads years that stand alone in a folded text: “in 1946”, “1917–1918”, “the 1920s”, “the summer of 1918”."""

import re

from edition.desk.days import Point, Reading, western, words

_FIRST, _LAST = 1200, 2050
_YEAR = re.compile(r"(?P<year>[12]\d{3})(?!\d|[.,:]\d|\s?[%°$€£]|['’]\d)")
_YEAR_WORD = re.compile(r"\s*(?:г\.|года|году|годом|год\b|г\b)")
_SPAN = re.compile(
    r"\s*(?:-|–|—|/)\s*(?P<last>[12]\d{3}|\d\d)(?!\d|[.,:/-]\d)(?P<years>\s*(?:гг\.|гг\b|годов|годах|годы))?"
)
_DECADE = re.compile(r"(?:[’']?s\b|er(?:\s+jahren?)?\b|-?(?:е|х|ые|ых)\s+(?:годы|годах|годов|гг\.))")
_WORD_BEFORE = re.compile(r"(?<!\w)([^\W\d_]+)\.?\s{1,30}$")
_IN = words(
    "in of since from until till by before after during year years around about circa ca c spring summer autumn winter"
    " early late mid end im seit von vom bis vor nach um anno jahr jahre jahres ab gegen anfang ende mitte"
    " en depuis avant apres vers an annee annees début fin в с до после около по к от начале конце"
)
# What stands before a number that counts or numbers something.
_NUMBERED = words(
    "no nr num number nummer numero p pp s ss f ff fol fols bl l ll vol vols bd t at item art article turn § box folder"
    " op d ф оп д л лл стр с. № row line page seite zeile zeilen vers verse km about"
) - words("about с")
_SEASONS = {
    **dict.fromkeys(words("spring frühling frühjahr printemps весна весной весны"), (3, 5)),
    **dict.fromkeys(words("summer sommer sommers été лето летом лета"), (6, 8)),
    **dict.fromkeys(words("autumn herbst herbstes automne осень осенью осени"), (9, 11)),
}
_SEASON = re.compile(r"(?<!\w)(?:the\s+)?([^\W\d_]{3,9})(?:\s+(?:of|de|des\s+jahres))?\s{1,30}$")
_BEFORE = 40
_SHORT = 100
_LONGEST_SPAN = 150


def year(text: str, place: int) -> Reading | None:
    """Return what the four digits at a place say of a year, of several, or of a season; None if nothing."""
    found = _YEAR.match(text, place)
    if not found or not _FIRST <= int(found["year"]) < _LAST:
        return None
    before = text[max(0, place - _BEFORE) : place]
    if before[-1:] and (before[-1].isalnum() or before[-1] in "_.,:/-–#$£€№§+=&@'’"):
        return None
    point = Point(int(found["year"]))
    end = found.end()
    word = before_word.group(1) if (before_word := _WORD_BEFORE.search(before)) else ""
    if decade := _decade(text, place, end, point):
        return decade
    if word in _NUMBERED:
        return None
    if span := _span(text, place, end, point):
        return span
    if season := _season(before, place, end, point):
        return season
    if text[end : end + 1] in ("-", "–", "/") or (text[end : end + 1].isalpha()) or western(word):
        return None
    if behind := _YEAR_WORD.match(text, end):
        return Reading(place, behind.end(), point, point, 0.95, "a number that is called a year")
    if word in _IN:
        return Reading(place, end, point, point, 0.9, "a year behind a word of time")
    return Reading(place, end, point, point, 0.6, "a number that may be a year")


def _decade(text: str, place: int, end: int, point: Point) -> Reading | None:
    behind = _DECADE.match(text, end)
    if not behind or (point.year or 0) % 10:
        return None
    return Reading(place, behind.end(), point, Point((point.year or 0) + 9), 0.9, "the years of a decade")


def _span(text: str, place: int, end: int, point: Point) -> Reading | None:
    found = _SPAN.match(text, end)
    first = point.year or 0
    if not found:
        return None
    last = int(found["last"]) if len(found["last"]) > 2 else first - first % _SHORT + int(found["last"])  # noqa: PLR2004
    if not first < last < first + _LONGEST_SPAN:
        return None
    unsure = len(found["last"]) < 3 and int(found["last"]) <= 12  # noqa: PLR2004
    because = "years, or a year and a month" if unsure else "from one year to another"
    return Reading(place, found.end(), point, Point(last), 0.5 if unsure else 0.9, because)


def _season(before: str, place: int, end: int, point: Point) -> Reading | None:
    found = _SEASON.search(before)
    months = _SEASONS.get(found[1]) if found else None
    if not found or not months:
        return None
    first, last = (point._replace(month=number) for number in months)
    return Reading(place - len(before) + found.start(), end, first, last, 0.85, "a season of a year", is_within=True)
