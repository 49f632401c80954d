"""`--changed-since`: the changed files, and every reference into them."""

import json
import subprocess
from pathlib import Path

import pytest
from conftest import Run

from edition.errors import UsageError
from edition.source.changes import changed_since


def git(folder: Path, *words: str) -> None:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=/dev/null")
    subprocess.run(["git", *settings, "-C", str(folder), *words], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")


@pytest.fixture
def checkout(project: Path) -> Path:
    """The project in a repository of its own, with an old error in first.xml that nobody mends."""
    change(project / "first.xml", "A second", '<date when="1946-13">A second</date>')
    git(project, "init", "-q")
    commit(project)
    return project


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def reported(run: Run, *words: str | Path) -> list[tuple[str, str]]:
    result = run("validate", *words, "--format", "json")
    assert result.err == ""
    return [(Path(each["file"]).name, each["code"]) for each in json.loads(result.out)]


def test_without_a_change_nothing_is_reported(run: Run, checkout: Path) -> None:
    assert run("validate", checkout).status == 1
    result = run("validate", checkout, "--changed-since", "HEAD")
    assert (result.status, result.out) == (0, "Found nothing wrong in 0 files\n")


def test_a_changed_file_is_reported_whole(run: Run, checkout: Path) -> None:
    change(checkout / "first.xml", "with a note", "with another note")
    assert reported(run, checkout, "--changed-since", "HEAD") == [("first.xml", "DAT001")]


def test_references_into_a_changed_file_are_reported(run: Run, checkout: Path) -> None:
    change(checkout / "persons.xml", 'xml:id="anna"', 'xml:id="anne"')
    found = reported(run, checkout, "--changed-since", "HEAD")
    assert ("first.xml", "REF003") in found
    assert ("first.xml", "DAT001") not in found
    commit(checkout)
    assert reported(run, checkout, "--changed-since", "HEAD") == []
    assert reported(run, checkout, "--changed-since", "HEAD~1") == found


def test_references_to_the_wrong_kind_are_reported(run: Run, checkout: Path) -> None:
    change(checkout / "persons.xml", '<person xml:id="anna">', '<person><note xml:id="anna"/>')
    assert reported(run, checkout, "--changed-since", "HEAD") == []
    change(checkout / "persons.xml", "<listPerson>", '<listPlace><place xml:id="anna"/></listPlace><listPerson>')
    change(checkout / "persons.xml", '<note xml:id="anna"/>', "")
    assert ("first.xml", "REF006") in reported(run, checkout, "--changed-since", "HEAD")


@pytest.mark.parametrize("stage", [True, False])
def test_references_into_a_file_that_is_gone_are_reported(run: Run, checkout: Path, stage: bool) -> None:
    (checkout / "second.xml").unlink()
    if stage:
        git(checkout, "add", "-A")
    assert ("first.xml", "REF003") in reported(run, checkout, "--changed-since", "HEAD")


def test_references_into_a_file_that_moved_are_reported(run: Run, checkout: Path) -> None:
    git(checkout, "mv", "second.xml", "answer.xml")
    assert ("first.xml", "REF003") in reported(run, checkout, "--changed-since", "HEAD")


def test_a_file_that_broke_is_reported_and_not_what_points_at_it(run: Run, checkout: Path) -> None:
    change(checkout / "second.xml", "</body>", "")
    assert reported(run, checkout, "--changed-since", "HEAD") == [("second.xml", "XML001")]


def test_an_id_that_came_twice_is_reported_on_the_other_file(run: Run, checkout: Path) -> None:
    change(checkout / "first.xml", "with a note", '<hi xml:id="anna">with a note</hi>')
    assert ("persons.xml", "REF002") in reported(run, checkout, "--changed-since", "HEAD")


def test_a_file_that_git_does_not_know_yet_is_changed(run: Run, checkout: Path) -> None:
    text = (checkout / "second.xml").read_text("utf-8").replace('xml:id="second"', 'xml:id="third"')
    (checkout / "neu é\n.xml").write_text(text.replace("</body>", '<p><ref target="#x"/></p></body>'), "utf-8")
    assert ("neu é\n.xml", "REF003") in reported(run, checkout, "--changed-since", "HEAD")
    (checkout / ".gitignore").write_text("neu*\n")
    assert reported(run, checkout, "--changed-since", "HEAD") == []


def test_a_changed_configuration_changes_everything(run: Run, checkout: Path) -> None:
    with (checkout / "edition.toml").open("a") as file:
        file.write("# a word\n")
    assert reported(run, checkout, "--changed-since", "HEAD") == [("first.xml", "DAT001")]


def test_files_that_are_named_narrow_it_down(run: Run, checkout: Path) -> None:
    change(checkout / "persons.xml", 'xml:id="anna"', 'xml:id="anne"')
    assert reported(run, checkout / "persons.xml", "--changed-since", "HEAD") == []
    assert reported(run, checkout / "first.xml", "--changed-since", "HEAD") == [("first.xml", "REF003")]


def test_only_what_was_looked_at_is_counted(run: Run, checkout: Path) -> None:
    change(checkout / "second.xml", "Second letter", "The second letter")
    out = run("validate", checkout, "--changed-since", "HEAD", "--format", "junit").out
    assert out.count("<testsuite ") == 1
    assert run("validate", checkout / "second.xml").out == "Found nothing wrong in 1 file\n"


def test_an_edition_in_a_folder_of_the_repository(run: Run, tmp_path: Path, checkout: Path) -> None:
    outer = tmp_path / "outer"
    (outer / "deep").mkdir(parents=True)
    checkout.rename(outer / "deep" / "project")
    project = outer / "deep" / "project"
    (project / ".git").rename(project / ".old")
    git(outer, "init", "-q")
    git(outer, "config", "diff.relative", "true")
    commit(outer)
    change(project / "persons.xml", 'xml:id="anna"', 'xml:id="anne"')
    assert ("first.xml", "REF003") in reported(run, project, "--changed-since", "HEAD")


def test_within_a_hook_the_repository_is_still_that_of_the_folder(
    run: Run, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert reported(run, checkout, "--changed-since", "HEAD") == []


def test_outside_of_a_checkout_it_is_wrong_usage(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    result = run("validate", project, "--changed-since", "HEAD")
    assert result.status == 2
    assert "not a git repository" in result.err


@pytest.mark.parametrize("revision", ["nothing", "-x", "--output=stolen", "HEAD:first.xml", "", "HEAD..HEAD", "a b"])
def test_an_unknown_revision_is_wrong_usage(run: Run, checkout: Path, revision: str) -> None:
    result = run("validate", checkout, f"--changed-since={revision}")
    assert result.status == 2
    assert "no revision" in result.err
    assert not (checkout / "stolen").exists()


def test_before_the_first_commit_it_is_wrong_usage(run: Run, project: Path) -> None:
    git(project, "init", "-q")
    assert "no revision" in run("validate", project, "--changed-since", "HEAD").err


def test_without_git_it_is_wrong_usage(checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="git cannot be called"):
        changed_since(checkout, "HEAD")


def test_nothing_of_the_repository_is_run_or_written(checkout: Path, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path / 'ran'}\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "core.pager"):
        git(checkout, "config", key, str(program))
    (tmp_path / "ran").unlink(missing_ok=True)
    index = (checkout / ".git" / "index").stat().st_mtime_ns
    change(checkout / "first.xml", "with a note", "with another note")
    assert changed_since(checkout, "HEAD") == {(checkout / "first.xml").resolve()}
    assert not (tmp_path / "ran").exists()
    assert (checkout / ".git" / "index").stat().st_mtime_ns == index
