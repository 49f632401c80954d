"""The offset of a time against the place where it was: DAT009.

The IANA time zone database (Python's `zoneinfo`) says what the clocks showed; without it nothing is checked. Only
places are listed whose name is certain and whose history before 1970 the database keeps apart: it has merged others
(Oslo, Stockholm, Copenhagen, Amsterdam …) with their neighbours.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lxml import etree

from edition.model import Finding, Spot
from edition.rules.calendars import write
from edition.rules.catalogue import finding
from edition.rules.w3c import Moment
from edition.rules.words_of_time import fold
from edition.source.parse import Tree

_ZONES = {
    "America/New_York": "Washington, Washington D.C., New York, Вашингтон, Нью-Йорк",
    "Asia/Baku": "Baku, Bakou, Баку, باکو",
    "Asia/Tbilisi": "Tbilisi, Tiflis, Тбилиси",
    "Asia/Tehran": "Tehran, Teheran, Téhéran, Tehrān, Тегеран, تهران",
    "Asia/Tokyo": "Tokyo, Tokio, Токио",
    "Asia/Yerevan": "Yerevan, Erivan, Ереван",
    "Europe/Athens": "Athens, Athen, Athènes, Афины",
    "Europe/Berlin": "Berlin, Берлин",
    "Europe/Budapest": "Budapest, Будапешт",
    "Europe/Istanbul": "Ankara, Istanbul, Анкара, Стамбул",
    "Europe/Lisbon": "Lisbon, Lissabon, Lisbonne, Lisboa, Лиссабон",
    "Europe/London": "London, Londres, Лондон, لندن",
    "Europe/Madrid": "Madrid, Мадрид",
    "Europe/Moscow": "Moscow, Moskau, Moscou, Moskva, Москва, مسکو",
    "Europe/Paris": "Paris, Париж, پاریس",
    "Europe/Prague": "Prague, Prag, Praha, Прага",
    "Europe/Rome": "Rome, Rom, Roma, Рим",
    "Europe/Vienna": "Vienna, Wien, Vienne, Вена",
    "Europe/Warsaw": "Warsaw, Warschau, Varsovie, Warszawa, Варшава",
}
_PLACES = {fold(name): zone for zone, names in _ZONES.items() for name in names.split(", ")} | {
    fold(name): zone
    for zone, name in (
        ("America/New_York", "Washington, D.C."),
        ("Europe/Moscow", "Moscow, Kremlin"),
        ("Europe/Moscow", "Moscow, the Kremlin"),
        ("Europe/Moscow", "Москва, Кремль"),
    )
}
_QUARTER = timedelta(minutes=15)
_AROUND = frozenset({"dateline", "setting", "correspAction"})
_OTHERWISE = frozenset({"note", "body", "profileDesc"})


def check(tree: Tree, number: int, element: etree._Element, moments: Mapping[str, Moment]) -> Iterator[Finding]:
    """Yield DAT009 for each time whose offset the clocks of its place did not have; Z names no place and is right."""
    for key, moment in moments.items():
        value = element.get(key, "")
        if moment.offset is None or moment.seconds is None or moment.day is None or value.endswith("Z"):
            continue
        place = _place(element)
        real = _offsets(place, moment) if place else set()
        if real and timedelta(seconds=moment.offset) not in real:
            said = " or ".join(_written(each) for each in sorted(real))
            day = write("gregorian", moment.year, moment.month, moment.day)
            message = f"clocks in {place} were at {said} on {day}, the attribute {key} says {value[-6:]}"
            advice = f"write {value[:-6]}{_written(min(real))} if the time is that of {place}"
            yield finding("DAT009", tree.source.path, message, advice, Spot(number, key))


def _place(element: etree._Element) -> str:
    """Return the one place that is named with the date, if it is in the table."""
    for around in element.iterancestors():
        name = etree.QName(around).localname
        if name in _OTHERWISE:
            return ""
        if name in _AROUND:
            places = {" ".join("".join(each.itertext()).split()) for each in _named_places(around)}
            return places.pop() if len(places) == 1 and fold(min(places)) in _PLACES else ""
    return ""


def _named_places(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the names of places within an element, not those in notes or in other names of places."""
    for child in element.iterchildren("{*}*"):
        name = etree.QName(child).localname
        if name in ("placeName", "settlement"):
            yield child
        elif name != "note":
            yield from _named_places(child)


def _offsets(place: str, moment: Moment) -> set[timedelta]:
    """Return the offsets that the clocks may have had; none if that is not known, or was no matter of zones yet."""
    zone = _zone(_PLACES[fold(place)])
    if zone is None or not moment.year or moment.year < 1 or moment.day is None:
        return set()
    day = datetime(moment.year, moment.month or 1, moment.day, tzinfo=UTC)
    local = (day + timedelta(seconds=moment.seconds or 0)).replace(tzinfo=zone)
    offsets = {offset for fold_ in (0, 1) if (offset := local.replace(fold=fold_).utcoffset()) is not None}
    return offsets if all(offset % _QUARTER == timedelta(0) for offset in offsets) else set()


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError):
        return None


def _written(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
