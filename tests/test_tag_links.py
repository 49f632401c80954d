"""`edition tag`, names that are encoded already: they get the `@ref` that they lack, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from edition.desk.proof import adds_only

HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>T</title>{}'
    "</titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc>{}</teiHeader>"
)
REGISTERS = HEAD.format("", "") + (
    '<standOff><listPerson><person xml:id="berg"><persName>Berg, Anna</persName></person>'
    '<person xml:id="holm"><persName>Holm, Jonas</persName></person>'
    '<person xml:id="lie"><persName>Captain Lie</persName></person>'
    '<person xml:id="holm-2"><persName>Holm, Peter</persName></person></listPerson>'
    '<listPlace><place xml:id="bergen"><placeName>Bergen</placeName></place></listPlace>'
    '<listOrg><org xml:id="berg-co"><orgName>Berg</orgName></org></listOrg></standOff></TEI>'
)
CORRESPONDENCE = (
    '<profileDesc><correspDesc><correspAction type="sent"><persName cert="medium">Anna Berg</persName>'
    '<placeName>Bergen</placeName></correspAction><correspAction type="received"><persName >Jonas</persName>'
    "</correspAction></correspDesc></profileDesc>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with registers."""
    (tmp_path / "registers.xml").write_text(REGISTERS)
    return tmp_path


def letter(folder: Path, body: str, header: str = "", editors: str = "") -> Path:
    file = folder / "letter.xml"
    file.write_text(HEAD.format(editors, header) + f"<text><body><p>{body}</p></body></text></TEI>")
    return file


def found(run: Run, folder: Path, *words: str) -> list[dict[str, Any]]:
    result = run("tag", folder, "--format", "json", "--unlisted", "0", *words)
    assert result.status == 0
    return list(json.loads(result.out)["passages"])


def test_correspondents_get_their_reference_and_nothing_else(run: Run, folder: Path) -> None:
    file = letter(folder, "A letter.", CORRESPONDENCE)
    before = file.read_text()
    assert run("tag", folder, "--accept", "0.6").status == 0
    assert file.read_text() == (
        before.replace('<persName cert="medium">', '<persName cert="medium" ref="registers.xml#berg">')
        .replace("<placeName>", '<placeName ref="registers.xml#bergen">')
        .replace("<persName >", '<persName ref="registers.xml#holm" >')
    )
    assert run("validate", folder).status == 0
    assert found(run, folder) == []


def test_each_is_shown_with_its_context_and_how_sure_it_is(run: Run, folder: Path) -> None:
    letter(folder, 'I met <persName n="1">Captain <hi>Lie</hi><note>A note.</note></persName> in town.')
    result = run("tag", folder)
    assert "1 passage found in 2 files; 0 written\n" in result.err
    assert ' 0.98 TPSI met [Captain Lie] in town. <persName n="1" ref="registers.xml#lie"> (as the' in result.out


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("<persName>Anna Berg</persName>", ["berg"]),
        ("<persName>Berg</persName>", ["berg"]),  # the firm is no person
        ("<orgName>Berg</orgName>", ["berg-co"]),
        ('<rs type="person">Berg</rs>', ["berg"]),
        ("<name>Berg</name>", ["berg", "berg-co"]),
        ("<persName>Mrs. Anna Berg’s</persName>", ["berg"]),
        ("<persName>Anna</persName>", ["berg"]),
        ("<persName>Holm</persName>", ["holm", "holm-2"]),
        ("<persName>Anna Berg of Oslo</persName>", []),
        ("<placeName>Anna Berg</placeName>", []),
        ("<placeName><settlement>Bergen</settlement></placeName>", ["bergen"]),
        ('<persName ref="http://d-nb.info/1">Anna Berg</persName>', []),
        ('<persName key="berg">Anna Berg</persName>', []),
        ("<listPerson><person><persName>Anna Berg</persName></person></listPerson>", []),
    ],
)
def test_a_name_leads_to_what_is_of_its_kind_and_called_so(run: Run, folder: Path, name: str, to: list[str]) -> None:
    letter(folder, f"I met {name} in town.")
    passages = found(run, folder, "--only", "names")
    assert all(each["encoded"] for each in passages)
    goals = [choice["attributes"]["ref"].partition("#")[2] for each in passages for choice in each["choices"]]
    assert sorted(goals) == to


def test_a_forename_is_surer_where_the_file_names_the_person_otherwise(run: Run, folder: Path) -> None:
    letter(folder, "<persName>Jonas</persName>")
    assert [each["confidence"] for each in found(run, folder)] == [0.6]
    letter(folder, "<persName>Jonas</persName> is <persName>Jonas Holm</persName>.")
    assert [each["confidence"] for each in found(run, folder)] == [0.8, 0.97]


def test_editors_are_looked_at_on_request_only(run: Run, folder: Path) -> None:
    letter(folder, "Text.", "", "<respStmt><resp>by</resp><persName>Anna Berg</persName></respStmt>")
    assert found(run, folder) == []
    assert len(found(run, folder, "--header")) == 1


def test_what_a_name_may_mean_is_chosen_by_its_number(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = letter(folder, "I met <persName>Holm</persName>.")
    answers = folder / "answers"
    answers.write_text("2\n")
    with answers.open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert run("tag", file, "--ask", "--register", folder / "registers.xml").status == 0
    assert '<persName ref="registers.xml#holm-2">Holm' in file.read_text()


@pytest.mark.parametrize(
    ("after", "same"),
    [
        ('<p><persName ref="#x">a</persName> b</p>', True),
        ('<p><persName key="#x">a</persName> b</p>', False),
        ('<p><persName ref="#x" type="y">a</persName> b</p>', False),
        ('<p><persName ref="#x">a</persName>b</p>', False),
        ('<p ref="#x"><persName>a</persName> b</p>', False),
        ("<p><persName>a</persName> b</p>", False),
    ],
)
def test_the_proof_allows_one_reference_and_no_more(after: str, same: bool) -> None:
    assert adds_only("<p><persName>a</persName> b</p>", after, {"persName"}, 0, 1) is same


def test_the_page_of_a_letter_leads_to_its_correspondents(run: Run, folder: Path) -> None:
    file = letter(folder, "A letter.", CORRESPONDENCE)
    assert run("tag", folder, "--accept", "0.6").status == 0
    file.write_text(
        file.read_text().replace(
            "</correspAction></correspDesc>", "<orgName>Unknown</orgName></correspAction></correspDesc>"
        )
    )
    assert run("build", folder, "-o", folder / "site", "--no-search", "-q").status == 0
    page = (folder / "site/letter.html").read_text()
    assert '<dd><a href="registers.html#berg">Anna Berg</a></dd>' in page
    assert '<dd><a href="registers.html#holm">Jonas</a>; Unknown</dd>' in page


def test_a_correspondent_that_no_register_has_is_listed_also_in_a_single_letter(run: Run, folder: Path) -> None:
    """A letter is found by who wrote it to whom, so these come first, and are not counted; 0 still lists none."""
    sent = '<correspAction type="sent"><persName>Eva Lund</persName><placeName>Arendal</placeName></correspAction>'
    got = '<correspAction type="received"><persName cert="unknown">Unknown</persName></correspAction>'
    letter(folder, "<persName>Per Dahl</persName>, <persName>Ida Moe</persName> twice: <persName>Ida Moe</persName>.",
           f"<correspDesc>{sent}{got}</correspDesc>")  # fmt: skip
    listed = [each["name"] for each in json.loads(run("tag", folder, "--format", "json").out)["unlisted"]]
    assert listed == ["Arendal", "Eva Lund"]
    listed = [
        each["name"] for each in json.loads(run("tag", folder, "--format", "json", "--unlisted", "2").out)["unlisted"]
    ]
    assert listed == ["Arendal", "Eva Lund", "Ida Moe"]
    assert json.loads(run("tag", folder, "--format", "json", "--unlisted", "0").out)["unlisted"] == []


def test_names_that_are_encoded_and_in_no_register_are_listed(run: Run, folder: Path) -> None:
    letter(folder, "<persName>Eva Lund</persName>, <persName>Eva Lund</persName>, <name>X</name>, <rs>she</rs>.", "")
    result = run("tag", folder, "--unlisted", "2")
    assert '     2  Eva Lund  0.86  <person xml:id="eva-lund"><persName>Eva Lund</persName></person>' in result.err
