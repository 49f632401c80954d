"""What `edition import` makes of the parts of letters: who wrote to whom, where and when, and the title of that."""

from pathlib import Path

import pytest
from conftest import Run
from lxml import etree

from edition.desk.importing.read_text import read_text
from edition.desk.importing.write import draft

TEI = "{http://www.tei-c.org/ns/1.0}"

# language of the edition | letter, its lines parted by / | title
TITLES = """
en | Oslo, 3 May 1902 / / Dear Jonas, / / the ship came in on Friday with all its men. / / Yours, / Anna Berg | Letter of Anna Berg to Jonas, Oslo, 3 May 1902
fr | Oslo, 3 May 1902 / / Dear Jonas, / / the ship came in on Friday with all its men. / / Yours, / Anna Berg | Lettre d’Anna Berg à Jonas, Oslo, 3 mai 1902
de | 3 May 1902 / / My dear Mother, / / the ship came in on Friday with all its men. / / As ever, / Anna | Brief von Anna, 3. Mai 1902
it | 3 May 1902 / / Dear Mr. Holm, / / the ship came in on Friday with all its men. / / Ever yours, / A. Berg | Letter of A. Berg to Mr. Holm, 3 May 1902
fa | 3 May 1902 / / Dear Jonas, / / the ship came in on Friday with all its men. / / Yours, / Anna Berg | نامهٔ Anna Berg به Jonas، ۳ مه ۱۹۰۲
en | Rome, 1st May 1902 / / Sir, / / the ship came in on Friday with all its men. / / I remain, Sir, your obedient servant, / / J. Wood / Consul | Letter of J. Wood, Rome, 1 May 1902
de | Bonn, den 1. Mai 1921 / / Lieber Freund, / / ich danke Dir sehr. / / In alter Freundschaft / Dein / Georg | Brief von Georg, Bonn, 1. Mai 1921
ru | Москва, 2 мая 1946 г. / / Дорогая Анна! / / Письмо Ваше я получил вчера вечером, спасибо. / / Крепко обнимаю / Иван Орлов | Письмо: Иван Орлов — Анна, Москва, 2 мая 1946 г.
""".strip().splitlines()  # noqa: E501


def header(text: str, interface: str = "") -> etree._Element:
    """Return the header of the draft of a text."""
    made = draft(read_text("letter", text), interface=interface)
    found = etree.fromstring(made.text.encode()).find(f"{TEI}teiHeader")
    assert found is not None
    return found


def said(element: etree._Element, path: str) -> list[str]:
    return ["".join(each.itertext()) for each in element.iterfind("/".join(f"{TEI}{name}" for name in path.split("/")))]


@pytest.mark.parametrize("case", TITLES)
def test_a_letter_has_a_title_in_the_language_of_the_edition(case: str) -> None:
    language, text, title = (part.strip() for part in case.split(" | "))
    made = header("\n".join(line.strip() for line in text.split("/")), language)
    (element,) = made.iter(f"{TEI}title")
    assert (element.text, element.get("cert")) == (title, "low")


def test_the_language_is_that_of_the_project(run: Run, tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text('language = "de"\n', "utf-8")
    (tmp_path / "a.txt").write_text(
        "Oslo, 3 May 1902\n\nDear Jonas,\n\nall is well here.\n\nYours,\nAnna Berg\n", "utf-8"
    )
    assert run("import", tmp_path / "a.txt", "-o", tmp_path / "tei").status == 0
    made = (tmp_path / "tei" / "a.xml").read_text("utf-8")
    assert 'xml:lang="de" cert="low"' in made
    assert "Brief von Anna Berg an Jonas, Oslo, 3. Mai 1902" in made


def test_the_address_of_a_typed_letter_says_to_whom_it_goes() -> None:
    made = header(
        "Hamburg, 28. April 1946\n\nHerrn\nDr. Karl Weidner\nLübeck\n\nSehr geehrter Herr Doktor!\n\n"
        "ich danke Ihnen für Ihren Brief.\n\nIhr\nHans Holm\n"
    )
    assert said(made, "profileDesc/correspDesc/correspAction/persName") == ["Hans Holm", "Dr. Karl Weidner"]
    assert said(made, "profileDesc/correspDesc/correspAction/placeName") == ["Hamburg"]


@pytest.mark.parametrize(
    ("address", "salutation", "name"),
    [
        ("Mademoiselle Clara Wolff, à Lübeck", "Ma chère Clara,", "Clara Wolff"),
        ("Monsieur Karl Weidner\n12, rue de la Paix\nParis", "Monsieur,", "Karl Weidner"),
        ("Madame la comtesse Wolff", "Madame la comtesse,", "la comtesse Wolff"),
    ],
)
def test_a_french_address_is_no_salutation(address: str, salutation: str, name: str) -> None:
    rest = "le bateau est arrivé vendredi.\n\nTon amie\nAnna Berg\n"
    text = f"Paris, le 3 mai 1902\n\n{address}\n\n{salutation}\n\n{rest}"
    made = etree.fromstring(draft(read_text("letter", text)).text.encode())
    assert said(made, "teiHeader/profileDesc/correspDesc/correspAction/persName") == ["Anna Berg", name]
    assert said(made, "text/body/div/opener/address/addrLine") == [address]
    assert said(made, "text/body/div/opener/salute") == [salutation]


@pytest.mark.parametrize("salutation", ["Monsieur,", "Monsieur le Ministre,", "Mademoiselle Clara", "Ma chère Clara,"])
def test_a_salutation_that_no_other_follows_stays_one(salutation: str) -> None:
    text = f"Paris, le 3 mai 1902\n\n{salutation}\n\nMonsieur Weidner est ici.\n\nTon amie\nAnna Berg\n"
    made = etree.fromstring(draft(read_text("letter", text)).text.encode())
    assert said(made, "text/body/div/opener/salute") == [salutation]


def test_the_address_below_a_letter_says_it_too() -> None:
    text = Path(__file__).parent / "cases" / "import" / "letter-office-fr.txt"
    made = header(text.read_text("utf-8"))
    assert said(made, "profileDesc/correspDesc/correspAction/persName") == ["Pierre Lefèvre", "Stephen Pichon"]


def test_lines_of_mail_are_no_archive() -> None:
    made = header(
        "From: A. Hill <a@example.org>\nTo: B. Ray <b@example.org>\nDate: 4 Nov 1997\n"
        "Subject: Re: box 12\n\nDear B.,\n\nthanks.\n\nBest wishes,\nA. Hill\n"
    )
    assert said(made, "profileDesc/correspDesc/correspAction/persName") == ["A. Hill", "B. Ray"]
    assert made.find(f".//{TEI}msDesc") is None


def test_a_paragraph_that_begins_with_to_is_no_address() -> None:
    made = draft(
        read_text("x", "12\n\nto the west of the village we met\nthe Governor.\n\nOn we went, all of us, for days.\n")
    ).text
    assert "<address" not in made
