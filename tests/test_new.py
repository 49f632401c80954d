"""`edition new`: every kind of project is sound from the first minute, whatever it is called."""

import json
import os
import pty
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import Run
from lxml import etree
from support import ROOT, reference

from edition import grammar
from edition.desk.new import KINDS, Kind, Wanted, new
from edition.desk.wording import words
from edition.errors import UsageError

STARTERS = ROOT / "edition" / "desk" / "starters"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TITLE = f".//{TEI}titleStmt/{TEI}title"
HOSTILE = "A \"title\" & <b>more</b>\n]]> \\ 'it' {{title}} ${HOME} : # *x*\x07"
ON_ONE_LINE = "A \"title\" & <b>more</b> ]]> \\ 'it' {{title}} ${HOME} : # *x*"


def texts(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / "tei").iterdir() if file.name != "schemas.xml")


@pytest.mark.parametrize(
    ("kind", "language"), [*zip(KINDS, ("de", "fr", "ru", "fa"), strict=True), ("letters", "en"), ("critical", "it")]
)
def test_each_kind_is_checked_built_and_audited_without_a_word(
    kind: str, language: str, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "made"
    begun = run("new", folder, "--kind", kind, "--language", language, "--title", HOSTILE, "--editor", HOSTILE)
    assert begun.status == 0, begun.err
    assert str(folder / "edition.toml") in begun.out.splitlines()
    checked = run("validate", folder, "--strict", "--format", "json")
    assert (checked.status, json.loads(checked.out)) == (0, [])
    built = run("build", folder, "-o", tmp_path / "site", "--strict", "-q", "-j", "1")
    assert (built.status, built.err) == (0, "")
    audited = run("audit", folder, "--site", tmp_path / "site", "--strict", "-q")
    assert (audited.status, audited.out) == (0, "")
    assert json.loads((tmp_path / "site" / "edition.json").read_text("utf-8"))["title"] == ON_ONE_LINE


def test_every_file_says_what_it_should(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "x", "--kind", "letters", "--title", HOSTILE, "--language", "de-AT", "-q").status == 0
    folder = tmp_path / "x"
    settings = tomllib.loads((folder / "edition.toml").read_text("utf-8"))
    assert (settings["title"], settings["language"]) == (ON_ONE_LINE, "de-AT")
    for file in (folder / ".vscode").iterdir():
        json.loads(file.read_text("utf-8"))
    (line,) = (x for x in (folder / "CITATION.cff").read_text("utf-8").splitlines() if x.startswith("title: "))
    assert json.loads(line.removeprefix("title: ")) == ON_ONE_LINE  # YAML reads what JSON is
    assert (folder / "README.md").read_text("utf-8").startswith('# A "title" \\& \\<b\\>more')
    assert (folder / ".gitignore").is_file()
    assert "${{ steps.publish.outputs.page_url }}" in (folder / ".github" / "workflows" / "edition.yml").read_text()
    for file in texts(folder):
        assert '<?xml-model href="../schema/edition.rnc"' in file.read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["de", "fr", "ru", "fa"])
def test_what_is_ours_is_in_the_language_of_the_edition(kind: Kind, language: str, tmp_path: Path) -> None:
    """The texts of samples stay in theirs, and say so."""
    new(tmp_path / "en", Wanted(kind, "T", "en", "E"))
    new(tmp_path / "own", Wanted(kind, "T", language, "E"))
    for file in texts(tmp_path / "own"):
        own, english = (etree.parse(each).getroot() for each in (file, tmp_path / "en" / "tei" / file.name))
        assert own.get(XML_LANG) == language
        assert file.name == "hamlet.xml" or own.findtext(TITLE) != english.findtext(TITLE)
        for name in ("change", "licence", "note", "death", "bibl"):
            pairs = zip(own.iter(f"{TEI}{name}"), english.iter(f"{TEI}{name}"), strict=True)
            assert all("".join(one.itertext()) != "".join(other.itertext()) for one, other in pairs)
        text = own.find(f"{TEI}text")
        assert text is None or text.get(XML_LANG) == "en"


def test_all_languages_have_all_words() -> None:
    keys = {language: sorted(words(language)) for language in ("en", "de", "fr", "ru", "fa")}
    assert len({tuple(each) for each in keys.values()}) == 1
    used = {
        name
        for file in STARTERS.rglob("*.xml")
        for name in re.findall(r"\{\{word:([\w.-]+)\}\}", file.read_text("utf-8"))
    }
    assert {f"new.{name}" for name in used} == {key for key in keys["en"] if key.startswith("new.")}


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tei").mkdir()
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "tei" / "persons.xml").write_text("mine")
    refused = run("new", tmp_path)
    assert (refused.status, "tei/persons.xml would be overwritten" in refused.err) == (2, True)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["notes.txt", "persons.xml", "tei"]
    (tmp_path / "tei" / "persons.xml").unlink()
    (tmp_path / "README.md").symlink_to(tmp_path / "nowhere")
    assert run("new", tmp_path).status == 2
    (tmp_path / "README.md").unlink()
    assert run("new", tmp_path, "-q").status == 0
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert run("new", tmp_path).status == 2


def test_wrong_words_are_wrong_usage(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for given in (["--kind", "novel"], ["--language", "de/../x"], ["--language", ""]):
        assert run("new", tmp_path / "y", *given).status == 2
    assert run("new", tmp_path / "file").status == 2
    assert run("new").status == 2
    assert not (tmp_path / "y").exists()
    with pytest.raises(UsageError):
        new(tmp_path / "y", Wanted("drama", "A play", "no language", "nobody"))


def test_it_asks_on_a_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "edition", "new", str(tmp_path / "z"), "--language", "fr"]
    process = subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    os.write(ours, b"drama\nLe Cid\n\n")
    said = process.communicate(timeout=60)[0].decode()
    os.close(theirs)
    os.close(ours)
    assert process.returncode == 0, said
    assert "Kind (documents, letters, drama, critical)" in said
    assert "Language" not in said
    settings = tomllib.loads((tmp_path / "z" / "edition.toml").read_text("utf-8"))
    assert (settings["title"], settings["editors"]) == ("Le Cid", ["les éditeurs"])
    assert (tmp_path / "z" / "tei" / "hamlet.xml").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_samples_are_valid_tei(kind: str, tmp_path: Path) -> None:
    tei_all = grammar.load(next(reference().rglob("tei_all.rng")))
    new(tmp_path, Wanted(kind, "A title", "en", "An editor"))  # type: ignore[arg-type]
    for file in texts(tmp_path):
        assert [failure.message for failure in grammar.check(tei_all, file.read_text("utf-8"))] == []
