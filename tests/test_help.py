"""The examples at the end of each command's --help: each is there, and each does what it says."""

import shlex
from pathlib import Path

import docx
import pytest
from conftest import Run
from test_docs import COMMANDS

from edition.examples import examples

LETTER = "Oslo, 3 May 1902\n\nDear Jonas,\n\nI thank you. “All is well”, said Holm – and went.\n\nYours,\nAnna Berg\n"
# What is not run: it needs a browser, or ends with Ctrl-C.
NOT_RUN = {"serve"}
# What takes its time: the tutorial builds sites and books, too.
LONG = {"build"}
NAMES = sorted(name.removeprefix("edition ") for name in COMMANDS)
# A listing of what could be encoded, or of what is not laid out, may say 1.
MAY_FIND = ("edition fmt --check", "edition fmt --diff tei")


@pytest.fixture
def project(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as someone has it who calls these commands in it, with transcripts beside it."""
    folder = tmp_path / "edition"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert run("new", folder, "-q").status == 0
    monkeypatch.chdir(folder)
    for name in ("letter.txt", "scene.txt"):
        (folder / name).write_text(LETTER, "utf-8")
    (folder / "old.txt").write_bytes(LETTER.encode("windows-1252"))
    (folder / "minutes.docx").write_bytes(
        docx.docx(docx.paragraph("Minutes of a talk") + docx.paragraph("All agreed."))
    )
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_each_command_ends_with_examples(run: Run, name: str) -> None:
    said = run(*name.split(), "--help").out
    shown = [line.strip() for line in said.partition("Examples:\n")[2].splitlines()]
    assert shown == [line for each in examples(name) for line in (f"# {each.wish}", each.line)]
    assert all(len(line) < 80 for line in said.splitlines())


@pytest.mark.parametrize(
    "name",
    [pytest.param(each, marks=[pytest.mark.slow] * (each in LONG)) for each in NAMES if each not in NOT_RUN],
)
def test_the_examples_do_what_they_say(run: Run, project: Path, name: str) -> None:
    if name == "audit":
        assert run("build", "-q").status == 0
    for each in examples(name):
        words = shlex.split(each.line.partition(" > ")[0].replace("/tmp/", f"{project.parent}/"))
        result = run(*words[1:])
        assert result.status in ((0, 1) if each.line in MAY_FIND else (0,)), (each.line, result.err)


@pytest.mark.parametrize("name", sorted(NOT_RUN))
def test_the_other_examples_are_understood(name: str) -> None:
    for each in examples(name):
        COMMANDS[f"edition {name}"].make_context(name, shlex.split(each.line)[2:], resilient_parsing=False)
