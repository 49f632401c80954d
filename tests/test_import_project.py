"""`edition import` into a project: drafts that are at home in it, and whose passages have addresses that stay."""

from pathlib import Path

import pytest
from conftest import Run
from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
LETTER = "Anna Berg to Jonas Holm\n\nBergen, 3 May 1902\n\nDear Jonas,\n\nall is well.\n\nYours,\nAnna Berg\n"
MODELS = (
    '<?xml-model href="{}schema/edition.rnc" type="application/relax-ng-compact-syntax"?>\n'
    '<?xml-model href="{}schema/edition.sch" type="application/xml" '
    'schematypens="http://purl.oclc.org/dsdl/schematron"?>\n<TEI '
)


@pytest.fixture
def project(run: Run, tmp_path: Path) -> Path:
    """A new project of letters."""
    assert run("new", tmp_path / "own letters", "--kind", "letters", "-q").status == 0
    (tmp_path / "letter.txt").write_text(LETTER)
    return tmp_path / "own letters"


def test_editors_find_the_schema_of_the_project(run: Run, project: Path, tmp_path: Path) -> None:
    for folder, up in (("tei", "../"), ("tei/new/drafts", "../../../")):
        assert run("import", tmp_path / "letter.txt", "-o", project / folder, "-q").status == 0
        assert MODELS.format(up, up) in (project / folder / "letter.xml").read_text()
    (project / "tei/letter.xml").unlink()
    assert run("validate", project, "--strict").status == 0
    assert run("import", tmp_path / "letter.txt", "-o", tmp_path / "elsewhere", "-q").status == 0
    assert "xml-model" not in (tmp_path / "elsewhere/letter.xml").read_text()


def test_a_schema_that_is_kept_or_not_there_is_not_named(run: Run, project: Path, tmp_path: Path) -> None:
    toml = (project / "edition.toml").read_text().replace('"schema/edition.rnc"', '"schema/gone.rnc", "own"')
    (project / "edition.toml").write_text(toml)
    assert run("import", tmp_path / "letter.txt", "-o", project / "tei", "-q").status == 0
    text = (project / "tei/letter.xml").read_text()
    assert text.count("xml-model") == 1
    assert "edition.sch" in text


def ids(root: etree._Element, name: str) -> list[str | None]:
    return [each.get(XML_ID) for each in root.iter(f"{TEI}{name}")]


def test_passages_have_addresses(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(
        "# Title\n\nOne.[^1]\n\n## Head\n\n> Quoted.\n\n- item\n- item\n\n[^1]: A note.\n\n    Its second paragraph.\n"
    )
    (tmp_path / "talk.txt").write_text("Talk\n\nA: Good day.\n\nWe are here.\n\nB: Yes.\n\nA: So we are.\n\nB: Good.\n")
    assert run("import", tmp_path / "letter.md", tmp_path / "talk.txt", "-o", tmp_path, "-q").status == 0
    letter, talk = (etree.parse(tmp_path / name).getroot() for name in ("letter.xml", "talk.xml"))
    assert ids(letter.find(f"{TEI}text"), "p") == ["letter-p1", None, None, "letter-p2"]
    assert ids(letter, "item") == ["letter-i1", "letter-i2"]
    assert ids(letter, "quote") == ["letter-q1"]
    assert ids(letter, "note") == ["letter-fn-1"]
    assert ids(talk.find(f"{TEI}text"), "p")[:3] == ["talk-t01-p1", "talk-t01-p2", "talk-t02-p1"]
    every = [each.get(XML_ID) for root in (letter, talk) for each in root.iter() if each.get(XML_ID)]
    assert len(every) == len(set(every))


def test_an_address_outlives_a_correction(run: Run, project: Path, tmp_path: Path) -> None:
    file, page = project / "tei/letter.xml", tmp_path / "site/letter.html"
    assert run("import", tmp_path / "letter.txt", "-o", project / "tei", "-q").status == 0
    for words in ("all is well", "all was well"):
        file.write_text(file.read_text().replace("all is well", words))
        result = run("build", project, "-o", tmp_path / "site", "--no-search")
        assert result.status == 0
        assert "REF015" not in result.err
        for name in ("p1", "opener", "closer"):
            assert f'id="letter-{name}"' in page.read_text()


def test_a_play_with_notes_fits_the_schema_of_a_project(run: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "play.txt").write_text(
        "The harbour\n\nDramatis Personae\n\nANNA[1], a widow [sic]\nJONAS, her brother[2]\n\nACT I[3]\n\n"
        "ANNA.[4] Good day.\n\nJONAS. (Rises.)[5] And to you [sic]!\n\nANNA. Yes.\n\n"
        + "\n\n".join(f"[{number}] Note {number}." for number in range(1, 6))
    )
    assert run("import", tmp_path / "play.txt", "-o", project / "tei", "-q").status == 0
    result = run("validate", project, "--format", "concise")
    assert (result.status, result.out) == (0, "")
    text = (project / "tei/play.xml").read_text()
    assert text.count("<note ") == text.count('place="foot"') == 5
