"""The words of the interface: every language has all of them, and a project replaces some."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from support import ROOT

from edition.config import Config, Site
from edition.errors import ConfigError
from edition.labels import labels

FILES = sorted((ROOT / "xslt" / "labels").glob("*.json"))
ENGLISH = json.loads((ROOT / "xslt" / "labels" / "en.json").read_text("utf-8"))


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{[^}]*\}", text))


def test_the_languages_that_ship() -> None:
    assert [file.stem for file in FILES] == ["de", "en", "fa", "fr", "ru"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_language_has_every_word_with_its_placeholders(file: Path) -> None:
    words = json.loads(file.read_text("utf-8"))
    assert list(words) == list(ENGLISH)
    assert {key for key, text in words.items() if placeholders(text) != placeholders(ENGLISH[key])} == set()
    assert {key for key, text in words.items() if bool(text) != bool(ENGLISH[key])} == set()
    assert {key for key, text in words.items() if not unicodedata.is_normalized("NFC", text)} == set()
    assert words["language"] == file.stem


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_word_is_given_twice(file: Path) -> None:
    pairs: list[tuple[str, str]] = json.loads(file.read_text("utf-8"), object_pairs_hook=list)
    assert len(dict(pairs)) == len(pairs)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_language_has_ten_digits_and_names_of_months_that_differ(file: Path) -> None:
    words = json.loads(file.read_text("utf-8"))
    assert [unicodedata.digit(digit) for digit in words["digits"]] == list(range(10))
    for form in ("month", "month-of"):
        assert len({words[f"{form}.{number:02}"] for number in range(1, 13)}) == 12


def test_persian_is_written_with_persian_letters_and_marks() -> None:
    text = "".join(json.loads((ROOT / "xslt" / "labels" / "fa.json").read_text("utf-8")).values())
    # Arabic yeh and kaf, Arabic-Indic digits, Latin comma, semicolon and question mark
    assert set("يك٠١٢٣٤٥٦٧٨٩,;?") & set(text) == set()


@pytest.mark.parametrize(
    ("language", "contents"),
    [("de", "Inhalt"), ("de-AT", "Inhalt"), ("DE", "Inhalt"), ("fr", "Sommaire"), ("ru-Cyrl", "Содержание"),
     ("fa-IR", "فهرست"), ("", "Contents"), ("en", "Contents"), ("grc", "Contents"), ("../../x", "Contents")],
)  # fmt: skip
def test_the_language_of_the_edition_chooses(language: str, contents: str, tmp_path: Path) -> None:
    assert labels(Config(tmp_path, language=language))["contents"] == contents


def test_a_project_replaces_words_of_its_language(tmp_path: Path) -> None:
    file = tmp_path / "labels.json"
    file.write_text('{"contents": "Alle Briefe", "tei.measure": "Maß"}', "utf-8")
    words = labels(Config(tmp_path, language="de", site=Site(labels=file)))
    assert (words["contents"], words["tei.measure"], words["notes"]) == ("Alle Briefe", "Maß", "Anmerkungen")


@pytest.mark.parametrize(
    ("text", "said"),
    [('{"contnets": "x"}', "there is no label contnets"), ("[1]", "one table of strings"), ("{", "cannot be read"),
     ('{"contents": 1}', "one table of strings")],
)  # fmt: skip
def test_labels_that_cannot_be_used_are_refused(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "labels.json"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=said):
        labels(Config(tmp_path, site=Site(labels=file)))
