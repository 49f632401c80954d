"""Dates and times in running text: what is found, what it means, and how sure that is."""

import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.desk.dates import Found, dates
from edition.desk.days import Near

# language | year of the text, perhaps with its month | text with the date between < and > | attributes | confidence
CASES = """
en | | On <Thursday, 21 February 1946>. | when=1946-02-21 | 0.98
en | | On <Friday, 21 February 1946> | when=1946-02-21 | 0.4
en | | <February 21, 1946>, | when=1946-02-21 | 0.98
en | | the 12th. <21st of February, 1946> | when=1946-02-21 | 0.98
en | | <May 1946> and he may 12 be | when=1946-05 | 0.95
en | | <12 April> | when=--04-12 | 0.75
en | 1946 | <12 April> | when=1946-04-12 | 0.7
en | 1946-01 | <28 December> | when=1945-12-28 | 0.6
en | 1946-12 | <3 January> | when=1947-01-03 | 0.6
en | 1946-04 | <12 November> | when=1945-11-12 | 0.6
en | 1946-04 | <12 October> | when=1946-10-12 | 0.7
en | | rain in <April>; may it | when=--04 | 0.75
en | 1946-04 | since <February>. | when=1946-02 | 0.6
en | 1946-04 | in April and <May> | when=1946-05 | 0.6
en | | in mid-<March> they march | when=--03 | 0.75
de | 1921-05 | Im <Juni>, so hört man | when=1921-06 | 0.6
de | | seit Anfang <Februar> | when=--02 | 0.75
fr | | au mois de <février> | when=--02 | 0.75
ru | 1946-04 | закончится в <мае>. | when=1946-05 | 0.6
en | | in <1946>, | when=1946 | 0.9
en | | the <1921> treaty | when=1921 | 0.6
en | | the <1920s> | from=1920 to=1929 | 0.9
en | | <the autumn of 1962> | notBefore=1962-09 notAfter=1962-11 | 0.85
en | | <1917-1918> | from=1917 to=1918 | 0.9
en | | <1917–18> | from=1917 to=1918 | 0.9
en | | <1910-11> | from=1910 to=1911 | 0.5
en | | from <25 August 1941 to May 1946> | from=1941-08-25 to=1946-05 | 0.9
en | | <30 April to 2 May 1946> | from=1946-04-30 to=1946-05-02 | 0.9
en | | between <1918 and 1920> | notBefore=1918 notAfter=1920 | 0.75
en | | <June and July 1956> | from=1956-06 to=1956-07 | 0.9
en | | <1-2 November 1963> | from=1963-11-01 to=1963-11-02 | 0.9
en | | 1 and <5 November 1963> | when=1963-11-05 | 0.98
en | | <26 October (8 November) 1917> | when=1917-11-08 when-custom=1917-10-26 | 0.95
en | | 7.45, <3/4/1946> | notBefore=1946-03-04 notAfter=1946-04-03 | 0.5
en | | <13/4/1946> | when=1946-04-13 | 0.95
en | | <4/13/1946> | when=1946-04-13 | 0.95
en | | <1946-02-21>, | when=1946-02-21 | 0.98
en | | <21 February 1946> at (2100) | when=1946-02-21 | 0.98
en | | on <1 May 1560> | when=1560-05-01 | 0.65
de | | Am <21. Februar 1946> | when=1946-02-21 | 0.98
de | | am <1. Jänner 1900> | when=1900-01-01 | 0.98
de | | vom <30. April bis 2. Mai 1946> | from=1946-04-30 to=1946-05-02 | 0.9
de | | <10. 8. 1914> | when=1914-08-10 | 0.95
de | 1898 | <26. IV. 99> | when=1899-04-26 | 0.7
de | | <Sommer 1918> | notBefore=1918-06 notAfter=1918-08 | 0.85
de | | <3/4/1946> | when=1946-04-03 | 0.95
fr | | le <1er mai 1946> | when=1946-05-01 | 0.98
fr | | du <3 au 5 février 1946> | from=1946-02-03 to=1946-02-05 | 0.9
fr | | en <1921> | when=1921 | 0.9
ru | | <21 февраля 1946 г.> | when=1946-02-21 | 0.98
ru | | <21-го мая 1946 года> | when=1946-05-21 | 0.98
ru | | в <феврале 1946 года> | when=1946-02 | 0.95
ru | | <13 (26) октября 1917 г.> | when=1917-10-26 when-custom=1917-10-13 | 0.95
ru | | <26/8 ноября 1917> | when=1917-11-08 when-custom=1917-10-26 | 0.95
ru | | <25 октября 1917 г.> | when=1917-10-25 | 0.65
ru | | с <1918 по 1920 год> | from=1918 to=1920 | 0.9
ru | | в <1946 году> | when=1946 | 0.95
ru | | в <1920-х годах> | from=1920 to=1929 | 0.9
ru | | <2 эсфанд 1324> | when=1946-02-21 | 0.9
 | | <5 Muharram 1300> | notBefore=1882-11-14 notAfter=1882-11-18 | 0.7
en | | <9:30 p.m.> | when=21:30:00 | 0.95
en | | <8 o'clock in the evening> | when=20:00:00 | 0.9
en | | <10 o’clock at night> | when=22:00:00 | 0.9
en | | <12 o'clock at night> | when=00:00:00 | 0.9
de | | vom <22. bis 25. März>. | from=--03-22 to=--03-25 | 0.9
en | | on <Sept. 16–20, 1988>, | from=1988-09-16 to=1988-09-20 | 0.9
en | | on <January 6 and 7, 1871> | from=1871-01-06 to=1871-01-07 | 0.9
en | | on <January 1> and 8, 1970 | when=1970-01-01 | 0.9
en | | the years <1790–1911> | from=1790 to=1911 | 0.9
en | | <22 Feb.>, | when=--02-22 | 0.75
de | | um <8 Uhr 15 abends> | when=20:15:00 | 0.9
de | | um <2 Uhr nachts> | when=02:00:00 | 0.9
fr | | à <9 heures du soir> | when=21:00:00 | 0.9
ru | | в <9 часов вечера> | when=21:00:00 | 0.9
ru | | в <12 часов дня> | when=12:00:00 | 0.9
en | | at <21:00> | when=21:00:00 | 0.85
en | | verse <3:16> | when=03:16:00 | 0.5
de | | <21 Uhr 15> | when=21:15:00 | 0.9
fr | | à <21 h 30> | when=21:30:00 | 0.9
ru | | в <21 час. 30 мин.> | when=21:30:00 | 0.9
""".strip().splitlines()

NOTHING = [
    "31 June 1946", "No. 1946", "p. 1946", "x1946", "1946a", "12.5", "£1946", "1946 °C", "1.2.3.4", "at 2100", "25:00",
    "30 February", "Treaty 21 Februaries", "99/99/1946", "13 p.m.", "2/26/8/1946", "0:60", "1234567", "3/13/5", "² May",
    "in march", "Mr. May", "in the May", "early marches", "pp. 1930-1940", "No. 1917–1918", "6 o'clock",
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_date_is_found_and_read(case: str) -> None:
    language, near, marked, attributes, confidence = (part.strip() for part in case.split("|"))
    start, end = marked.index("<"), marked.index(">") - 1
    date = Near(*map(int, near.split("-"))) if near else None
    found = dates(marked.replace("<", "").replace(">", ""), language, date)
    assert all(one.end <= two.start for one, two in pairwise(found))
    own = [each for each in found if (each.start, each.end) == (start, end)]
    assert len(own) == 1, found
    assert " ".join("=".join(each) for each in own[0].attributes) == attributes
    assert own[0].confidence == float(confidence), own[0].because


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_date_is_left(text: str) -> None:
    assert [each for each in dates(text, "en") if "when" in dict(each.attributes)] == []


def test_a_date_and_its_time() -> None:
    found = dates("on 21 February 1946 at 2100 Moscow time", "en")
    assert [each.element for each in found] == ["date", "time"]
    assert found[1].attributes == (("when", "21:00:00"),)


def test_places_are_those_of_the_text_that_was_given() -> None:
    text = "ﬁne: İstanbul, de\u0301but le 3 fe\u0301vrier 1946, ½"
    (found,) = dates(text, "fr")
    assert text[found.start : found.end] == "3 fe\u0301vrier 1946"


@pytest.mark.parametrize("text", ["21 Febru\u00adary 1946", "21\nFebruary\u00a01946", "21 Febr\u200buary\t1946"])
def test_what_parts_lines_is_no_letter(text: str) -> None:
    (found,) = dates(text, "en")
    assert (found.start, found.end, found.attributes) == (0, len(text), (("when", "1946-02-21"),))


WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            "21 31 1946 1.5. (8) 26/8 – to bis Mai mai февраля 1917 г. p.m. : / ( ) muharram 1300 между and ½ ² ١٩٤٦ \n"
            .split(" ")
        ),
        st.text(max_size=6),
    ),
    max_size=14,
).map(" ".join)  # fmt: skip


def _hold(text: str, language: str, near: Near | None) -> None:
    found = dates(text, language, near)
    assert found == sorted(found)
    end = 0
    for each in found:
        assert end <= each.start < each.end <= len(text)
        assert 0 < each.confidence < 1
        end = each.end


@given(
    WORDS,
    st.sampled_from(["en", "de", "fr", "ru", "", "fa-Latn"]),
    st.sampled_from([None, Near(1946), Near(1946, 12), Near(1, 1)]),
)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_any_text_is_read(text: str, language: str, near: Near | None) -> None:
    _hold(text, language, near)


@pytest.mark.slow
@given(WORDS, st.sampled_from(["en", "de", "fr", "ru", ""]), st.sampled_from([None, Near(1946, 2)]))
@settings(max_examples=10_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_any_of_ten_thousand_texts_is_read(text: str, language: str, near: Near | None) -> None:
    _hold(text, language, near)


@pytest.mark.parametrize(
    "text", ["1 ", "1946 ", "21 February ", "1\u00a0" + " " * 50, "8 (", "1946–", "mai ", "in May and ", "1/"]
)
def test_time_grows_with_the_text(text: str) -> None:
    def cost(times: int) -> float:
        given = text * times
        start = time.process_time()
        dates(given, "")
        return time.process_time() - start

    cost(10)
    assert cost(6_000) < 12 * cost(1_500) + 0.2


def test_the_values_are_sorted_text() -> None:
    assert Found(1, 2, "date", (), 0.5, "") < Found(2, 3, "date", (), 0.4, "")
