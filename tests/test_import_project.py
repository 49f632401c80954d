"""`edition import` into a project: drafts that are at home in it, and whose passages have addresses that stay."""

from pathlib import Path

import pytest
from conftest import Run

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
