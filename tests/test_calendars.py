"""Calendars: known equations, round trips over decades, and what a name of a calendar means."""

from datetime import date, timedelta

import pytest

from edition.rules import calendars
from edition.rules.calendars import Calendar, Day, from_number, known, length, stretch, to_number, tolerance, weekday

# Each line is one day in two calendars: days that are commonly known in both, as of laws, revolutions and reforms.
EQUATIONS: list[tuple[Calendar, Day, Day]] = [
    ("julian", Day(1582, 10, 5), Day(1582, 10, 15)),  # the reform
    ("julian", Day(1648, 1, 30), Day(1648, 2, 9)),
    ("julian", Day(1700, 2, 29), Day(1700, 3, 11)),  # a day that only the Julian calendar has
    ("julian", Day(1752, 9, 3), Day(1752, 9, 14)),  # England
    ("julian", Day(1825, 12, 14), Day(1825, 12, 26)),  # the Decembrists
    ("julian", Day(1899, 5, 26), Day(1899, 6, 7)),
    ("julian", Day(1917, 10, 25), Day(1917, 11, 7)),  # the October Revolution
    ("julian", Day(1918, 2, 1), Day(1918, 2, 14)),  # Soviet Russia
    ("julian", Day(1, 1, 1), Day(0, 12, 30)),
    ("persian", Day(1304, 1, 11), Day(1925, 3, 31)),  # the law on the calendar
    ("persian", Day(1324, 12, 2), Day(1946, 2, 21)),
    ("persian", Day(1332, 5, 28), Day(1953, 8, 19)),
    ("persian", Day(1357, 11, 22), Day(1979, 2, 11)),
    ("persian", Day(1399, 12, 30), Day(2021, 3, 20)),
    ("persian", Day(1299, 12, 3), Day(1921, 2, 22)),
    ("islamic", Day(1, 1, 1), Day(622, 7, 19)),
    ("islamic", Day(1365, 3, 19), Day(1946, 2, 21)),
    ("islamic", Day(1400, 1, 1), Day(1979, 11, 20)),
    ("islamic", Day(1420, 9, 24), Day(2000, 1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("calendar", "day", "gregorian"), EQUATIONS)
def test_a_day_has_its_equal_in_the_gregorian_calendar(calendar: Calendar, day: Day, gregorian: Day) -> None:
    wide = 1 if calendar == "islamic" else 0  # the tables differ
    assert abs(to_number(calendar, day) - to_number("gregorian", gregorian)) <= wide
    assert from_number(calendar, to_number(calendar, day)) == day


def test_the_gregorian_calendar_is_that_of_python() -> None:
    first = date(1500, 1, 1)
    start = to_number("gregorian", Day(1500, 1, 1))
    for step in range(0, 220_000, 3):
        day = first + timedelta(days=step)
        assert from_number("gregorian", start + step) == Day(day.year, day.month, day.day)
        assert weekday(start + step) == day.weekday()


@pytest.mark.parametrize("years", [(1920, 1955), pytest.param((1800, 2030), marks=pytest.mark.slow)])
@pytest.mark.parametrize("calendar", calendars.NAMES)
def test_every_day_comes_back(calendar: Calendar, years: tuple[int, int]) -> None:
    start, end = (to_number("gregorian", Day(year, 1, 1)) for year in years)
    before = from_number(calendar, start - 1)
    for number in range(start, end):
        day = from_number(calendar, number)
        assert to_number(calendar, day) == number
        follows = day == Day(before.year, before.month, before.day + 1)
        assert follows or (day.day == 1 and before.day == length(calendar, before.year, before.month))
        before = day


def test_the_persian_year_is_long_by_the_rule_of_33_years() -> None:
    for year in range(1200, 1500):
        is_long = year % 33 in {1, 5, 9, 13, 17, 22, 26, 30}
        assert length("persian", year, 12) == (30 if is_long else 29)
        assert [length("persian", year, month) for month in range(1, 12)] == [31] * 6 + [30] * 5


def test_nowruz_falls_on_20_to_22_march() -> None:
    for year in range(1250, 1420):
        day = from_number("gregorian", to_number("persian", Day(year, 1, 1)))
        assert (day.month, day.day) in {(3, 20), (3, 21), (3, 22)}


def test_thirty_islamic_years_have_eleven_long_ones() -> None:
    days = [sum(length("islamic", year, month) for month in range(1, 13)) for year in range(1, 31)]
    assert [year for year, count in enumerate(days, 1) if count == 355] == [2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29]
    assert sum(days) == 10_631


def test_a_year_and_a_month_are_a_stretch_of_days() -> None:
    assert stretch("gregorian", 1946)[1] - stretch("gregorian", 1946)[0] == 364
    assert stretch("julian", 1900, 2) == (to_number("julian", Day(1900, 2, 1)), to_number("julian", Day(1900, 2, 29)))
    number = to_number("persian", Day(1324, 12, 2))
    assert stretch("persian", 1324, 12, 2) == (number, number)


def test_only_dates_that_nobody_can_calculate_have_a_tolerance() -> None:
    assert [tolerance(each, 1324) for each in calendars.NAMES] == [0, 0, 2, 0]
    assert tolerance("persian", 1299) > 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cal-julian", "julian"), ("Old_Style", "julian"), ("OS", "julian"), ("calendrier julien", "julian"),
        ("юлианский", "julian"), ("Julian calendar, thirteen days behind the Gregorian", "julian"),
        ("gregorian", "gregorian"), ("calendrier grégorien", "gregorian"), ("NS", "gregorian"),
        ("hijri", "islamic"), ("lunar-hijri", "islamic"), ("Islamic", "islamic"), ("qamari", "islamic"),
        ("persian-solar", "persian"), ("jalali", "persian"), ("hijri_shamsi", "persian"), ("solarHijri", "persian"),
        ("republican", None), ("Julius", None), ("", None), ("solar", None),
    ],
)  # fmt: skip
def test_a_calendar_is_known_by_its_name(name: str, expected: Calendar | None) -> None:
    assert known(name) == expected


def test_a_date_is_written_as_people_do() -> None:
    assert calendars.write("persian", 1324, 12, 2) == "2 Esfand 1324"
    assert calendars.write("islamic", 1365, 3) == "Rabi I 1365"
    assert calendars.write("gregorian", None, 2, 21) == "21 February"
