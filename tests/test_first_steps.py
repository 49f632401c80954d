"""What a newcomer reads first: the list of commands, and what is said when one is called where it cannot work."""

from pathlib import Path

import pytest
from conftest import Run

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="first"><teiHeader>
<fileDesc><titleStmt><title>A</title></titleStmt>
<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>
<text><body><p><persName ref="persons.xml#berg">Berg</persName></p></body></text></TEI>
"""


def test_the_list_of_commands_says_whole_sentences(run: Run) -> None:
    for words in (["--help"], ["schema", "--help"]):
        assert "..." not in run(*words).out.replace("[ARGS]...", "")


def test_where_there_is_no_edition_the_way_to_begin_one_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("build")
    assert (result.status, "edition new DIR" in result.err) == (2, True)


def test_the_beginning_of_codes_names_all_that_begin_so(run: Run) -> None:
    result = run("explain", "img")
    assert result.status == 2
    assert "did you mean IMG001" in result.err


def test_a_file_that_is_missing_is_not_taken_for_any_other(run: Run, tmp_path: Path) -> None:
    (tmp_path / "first.xml").write_text(LETTER, "utf-8")
    result = run("validate", str(tmp_path))
    assert "there is no file “persons.xml”" in result.out
    assert "did you mean" not in result.out


def test_a_file_with_an_error_is_not_said_to_be_in_order(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<TEI><p>", "utf-8")
    result = run("fmt", str(tmp_path))
    assert "1 left alone because of errors" in result.err


def test_a_folder_of_transcripts_is_told_to_be_one(run: Run, tmp_path: Path) -> None:
    result = run("import", str(tmp_path), "-o", str(tmp_path / "tei"))
    assert result.status == 2
    assert "is a folder; name the transcripts in it" in result.err


@pytest.mark.parametrize("command", ["validate", "tag", "fmt", "build"])
def test_a_file_that_does_not_exist_is_wrong_usage_in_a_project_too(run: Run, project: Path, command: str) -> None:
    """A slip in the command of a workflow must not pass for a clean edition."""
    result = run(command, project / "frist.xml")
    assert (result.status, result.err) == (2, f"edition: {project / 'frist.xml'} does not exist\n")


def test_a_file_that_is_no_source_of_its_project_is_said_not_to_be_checked(run: Run, project: Path) -> None:
    (project / "aside.xml").write_text(LETTER, "utf-8")
    with (project / "edition.toml").open("a") as file:
        file.write('[sources]\nexclude = ["aside.xml"]\n')
    result = run("validate", project / "aside.xml")
    said = "edition: aside.xml: not checked, no source of the edition ([sources] in edition.toml)\n"
    assert (result.status, result.err) == (0, said)
    assert "not checked" not in run("validate", project / "first.xml").err
