"""Who wrote to whom: `edition import` writes names in the fullest form that a letter has them in."""

from pathlib import Path

import pytest
from conftest import Run
from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
LETTER = """{title}

Bergen, 3 May 1902

{salutation},

the ship came in on Friday and Captain Lie sends his regards.

Yours,
{signature}
"""


def correspondents(run: Run, folder: Path, text: str) -> dict[str, list[str]]:
    """Import a letter and give the names of those who sent it and got it."""
    (folder / "letter.txt").write_text(text.strip() + "\n", "utf-8")
    assert run("import", folder / "letter.txt", "-o", folder / "out").status == 0
    root = etree.parse(folder / "out" / "letter.xml").getroot()
    actions = root.iter(f"{TEI}correspAction")
    return {each.get("type", ""): [name.text or "" for name in each.iter(f"{TEI}persName")] for each in actions}


@pytest.mark.parametrize(
    ("title", "salutation", "signature", "both"),
    [
        ("Anna Berg to Jonas Holm", "Dear Jonas", "Anna", "Anna Berg > Jonas Holm"),
        ("Letter of Anna Berg to Jonas Holm, 3 May 1902", "Dear Jonas", "A. B.", "Anna Berg > Jonas Holm"),
        ("Letter from Anna Berg", "Dear Jonas", "Anna", "Anna Berg > Jonas"),
        ("Anna Berg to Jonas Holm", "My dear friend", "A. Berg", "Anna Berg > Jonas Holm"),
        ("To Mr. Jonas Holm, Oslo", "Dear Jonas", "Anna Berg", "Anna Berg > Jonas Holm"),
        ("", "Dear Jonas", "Anna Berg", "Anna Berg > Jonas"),
        ("Anna Berg to Anna Holm", "Dear Anna", "Anna", "Anna > Anna"),  # who is who, nobody can say
    ],
)
def test_the_fullest_form(run: Run, tmp_path: Path, title: str, salutation: str, signature: str, both: str) -> None:
    text = LETTER.format(title=title, salutation=salutation, signature=signature)
    sent, received = both.split(" > ")
    assert correspondents(run, tmp_path, text) == {"sent": [sent], "received": [received]}


@pytest.mark.parametrize(
    ("closing", "sent"),
    [
        ("Your Anna", "Anna"),
        ("Yours Sincerely", "Unknown"),
        ("Your Friend", "Unknown"),
        ("Your Anna Berg", "Anna Berg"),
    ],
)
def test_the_name_in_a_closing(run: Run, tmp_path: Path, closing: str, sent: str) -> None:
    text = LETTER.format(title="", salutation="Dear Jonas", signature="").replace("Yours,", closing)
    assert correspondents(run, tmp_path, text)["sent"] == [sent]


@pytest.mark.parametrize(
    "text",
    [
        "Brief von Anna Berg an Jonas Holm\n\nBergen, den 3. Mai 1902\n\nLieber Jonas,\n\nder Kapitän lässt"
        " grüßen, und das Schiff ist am Freitag angekommen.\n\nDeine\nAnna\n",
        "Lettre de Anna Berg à Jonas Holm\n\nParis, le 3 mai 1902\n\nCher Jonas,\n\nle bateau est arrivé vendredi,"
        " et le capitaine te salue bien.\n\nTon amie\nAnna\n",
    ],
)
def test_titles_in_other_languages(run: Run, tmp_path: Path, text: str) -> None:
    assert correspondents(run, tmp_path, text) == {"sent": ["Anna Berg"], "received": ["Jonas Holm"]}
