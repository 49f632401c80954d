"""Reading dates in words: what they say, and what is better left unread."""

import pytest

from edition.rules.calendars import Calendar
from edition.rules.written import Written, read

Parts = tuple[int | None, int | None, int | None]


def parts(text: str) -> list[Parts]:
    """Return year, month and day of each date, as first understood."""
    return [(each.year, each.month, each.day) for each in (phrase.readings[0] for phrase in read(text).phrases)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21 February 1946", (1946, 2, 21)), ("February 21, 1946", (1946, 2, 21)), ("Feb. 21st, 1946", (1946, 2, 21)),
        ("the 21st of February 1946", (1946, 2, 21)), ("1946-02-21", (1946, 2, 21)), ("July, 1984", (1984, 7, None)),
        ("21.2.1946", (1946, 2, 21)), ("21. 2. 46", (46, 2, 21)), ("21.II.1946", (1946, 2, 21)),
        ("21. 2.", (None, 2, 21)),
        ("21. Februar 1946", (1946, 2, 21)), ("28. Feber 1919", (1919, 2, 28)), ("3. Jänner 1900", (1900, 1, 3)),
        ("3. März [1]899", (1899, 3, 3)), ("12. 8ber 1790", (1790, 10, 12)), ("im Mai", (None, 5, None)),
        ("le 21 février 1946", (1946, 2, 21)), ("1er août 1914", (1914, 8, 1)), ("5 déc. 1900", (1900, 12, 5)),
        ("21 февраля 1946 г.", (1946, 2, 21)), ("май 1946", (1946, 5, None)), ("3 янв. 1900", (1900, 1, 3)),
        ("в феврале", (None, 2, None)), ("2/21/1946", (1946, 2, 21)), ("Wien,21 February 1946", (1946, 2, 21)),
        ("21 February 1946 at 2100", (1946, 2, 21)), ("19. Juli 97", (None, 7, 19)), ("December", (None, 12, None)),
    ],
)  # fmt: skip
def test_a_date_is_read(text: str, expected: Parts) -> None:
    assert parts(text) == [expected]


@pytest.mark.parametrize(
    ("text", "calendar", "expected"),
    [
        ("2 Esfand 1324", "persian", (1324, 12, 2)), ("۲ اسفند ۱۳۲۴", "persian", (1324, 12, 2)),
        ("1 Ordībehešt 1300", "persian", (1300, 2, 1)), ("۱۵ مرداد ۱۲۸۵", "persian", (1285, 5, 15)),
        ("3 Khordād 1325", "persian", (1325, 3, 3)), ("19 Rabīʿ al-awwal 1365", "islamic", (1365, 3, 19)),
        ("19 Rabi‘ I 1365", "islamic", (1365, 3, 19)), ("5 Jumada II 1300", "islamic", (1300, 6, 5)),
        ("10 Dhū l-Ḥijja 1340", "islamic", (1340, 12, 10)), ("١٤ ذي القعدة ١٣٢٤", "islamic", (1324, 11, 14)),
        ("16 Moharram 1325", "islamic", (1325, 1, 16)), ("25 شوال 1340", "islamic", (1340, 10, 25)),
    ],
)  # fmt: skip
def test_months_of_other_calendars_tell_the_calendar(text: str, calendar: Calendar, expected: Parts) -> None:
    assert parts(text) == [expected]
    assert read(text).phrases[0].readings[0].calendar == calendar


@pytest.mark.parametrize(
    "text",
    [
        "", "am 3. d. M.", "1946", "the 5th inst.", "from 9 to about 11 in the evening", "10.30 Uhr", "20 days",
        "morgen",
        "2? February", "Ende Oktober/Anfang November 1929", "mehr 20", "44 Tir", "14:30", "1.500.000", "we may go",
        "Akt III. 5. Szene", "9 thermidor an II", "1900–1901", "No. 12/1946", "Easter Sunday",
    ],
)  # fmt: skip
def test_what_is_not_certain_is_left_unread(text: str) -> None:
    assert parts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 November–2 December 1963", [(None, 11, 30), (1963, 12, 2)]),
        ("26 October (8 November) 1917", [(None, 10, 26), (1917, 11, 8)]),
        ("26.10./8.11.1917", [(None, 10, 26), (1917, 11, 8)]),
        ("1. 5. 1900 – 3. 5. 1900", [(1900, 5, 1), (1900, 5, 3)]),
    ],
)
def test_several_dates_are_read(text: str, expected: list[Parts]) -> None:
    assert parts(text) == expected


def test_the_second_writing_of_a_date_is_known() -> None:
    assert [phrase.is_second for phrase in read("26 October (8 November) 1917").phrases] == [False, True]
    assert [phrase.is_second for phrase in read("30 April to 2 May 1946").phrases] == [False, False]


@pytest.mark.parametrize(
    "text", ["November 1-2, 1963", "1 and 2 November 1963", "1./2. November 1963", "1 (2) ноября 1963"]
)
def test_a_date_of_two_days_is_read(text: str) -> None:
    assert read(text).phrases[0].readings == (Written(1963, 11, 1, 2),)


def test_all_readings_of_an_ambiguous_date_are_kept() -> None:
    assert {(each.month, each.day) for each in read("4/2/1946").phrases[0].readings} == {(2, 4), (4, 2)}
    assert [(each.year, each.day) for each in read("May 21").phrases[0].readings] == [(None, 21), (21, None)]
    assert {each.day for each in read("28/9 November 1917").phrases[0].readings} == {28, 9}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thursday, 21 February", {3}), ("Thurs. 21 February", {3}), ("Donnerstag", {3}), ("Sonnabend", {5}),
        ("jeudi 21 février", {3}), ("в четверг", {3}), ("воскресенье", {6}), ("panjshanbeh", {3}), ("پنج‌شنبه", {3}),
        ("سه شنبه", {1}), ("شنبه", {5}), ("Monday to Friday", {0, 4}), ("Sonntagsblatt", set()), ("montags", set()),
        ("the sun set", set()), ("21 February", set()),
    ],
)  # fmt: skip
def test_days_of_the_week_are_read(text: str, expected: set[int]) -> None:
    assert read(text).weekdays == expected


@pytest.mark.parametrize("text", ["the day after 5 May", "vor dem 5. Mai", "trois jours avant le 5 mai", "после 5 мая"])
def test_words_that_move_a_date_are_seen(text: str) -> None:
    assert read(text).is_relative


def test_a_long_text_takes_no_long_time() -> None:
    read("1. " * 20_000 + "21 February 1946" + " (" * 20_000)
