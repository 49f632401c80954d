"""What `edition import` finds within a line: dates and times, brackets, references to archives, foreign words.

The table tests/cases/import/passages.tsv has a language, a text that is dated 21 February 1946, and what is found in
it; UPDATE_EXPECTED=1 writes the last column anew.
"""

import os

import pytest
from support import ROOT

from edition.desk.importing.dates import Near
from edition.desk.importing.language import language_of
from edition.desk.importing.passages import Reader

TABLE = ROOT / "tests" / "cases" / "import" / "passages.tsv"
UPDATE = os.environ.get("UPDATE_EXPECTED") == "1"
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()]


def found(language: str, text: str) -> str:
    """Return the passages of a text, in words."""
    script = "Cyrl" if language == "ru" else "Latn"
    spans, _ = Reader("#r", "editorial", Near(1946, 2), language, script).passages(text)
    told = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        values = " ".join(f"{key}={value}" for key, value in span.attributes if key != "resp")
        told.append(f"{text[span.start : span.end]} <{span.tag} {values}>")
    return "; ".join(told)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1][:40])
def test_passages(row: list[str]) -> None:
    language, text, *expected = row
    if UPDATE:
        lines = (f"{each[0]}\t{each[1]}\t{found(each[0], each[1])}" for each in ROWS)
        TABLE.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    else:
        assert found(language, text) == expected[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The weather in the city is cold and the winter is long", "en"),
        ("Das Wetter in der Stadt ist kalt und der Winter ist lang", "de"),
        ("Il fait froid dans la ville et la neige est dans les rues", "fr"),
        ("Погода в городе холодная, и зима долгая, но это не так", "ru"),
        ("هوا در شهر سرد است و زمستان از این پس برای ما", "fa"),
        ("12", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text)[0] == language
