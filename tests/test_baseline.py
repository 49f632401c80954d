"""Baselines: what is accepted, what is new, and files that are none."""

import json
from pathlib import Path

import pytest
from conftest import Run

from edition.errors import UsageError
from edition.model import Finding, Span
from edition.report.baseline import new, read_baseline, write_baseline


def found(file: Path, line: int = 1, message: str = "wrong", path: str = "/TEI/p", code: str = "REF003") -> Finding:
    return Finding(code, "error", file, message, span=Span(line, 1, line, 2), path=path)


@pytest.fixture
def dangling(project: Path) -> Path:
    """A project with one error: a reference that leads nowhere."""
    text = (project / "first.xml").read_text("utf-8")
    (project / "first.xml").write_text(text.replace("#anna", "#ana"), "utf-8")
    return project


def test_only_what_is_new_is_left(tmp_path: Path) -> None:
    file, baseline = tmp_path / "tei" / "a.xml", tmp_path / "baseline.json"
    old = [found(file), found(file, 2, "also wrong"), found(file, 3, path="/TEI/div")]
    assert write_baseline(baseline, old) == 3
    moved = [each._replace(span=Span(90, 1, 90, 2), help="new words") for each in old]
    assert new(moved, baseline) == []
    for fresh in (found(file, 1, "x"), found(file, path="/x"), found(file, code="REF004"), found(tmp_path / "b.xml")):
        assert new([*old, fresh], baseline) == [fresh]


def test_what_comes_more_often_than_it_was_accepted_is_new(tmp_path: Path) -> None:
    file, baseline = tmp_path / "a.xml", tmp_path / "baseline.json"
    write_baseline(baseline, [found(file, 1), found(file, 2)])
    assert new([found(file, line) for line in (4, 5, 6)], baseline) == [found(file, 6)]
    assert new([found(file, 4)], baseline) == []


def test_the_file_is_sorted_and_has_a_line_for_each_finding(tmp_path: Path) -> None:
    a, b, baseline = tmp_path / "a.xml", tmp_path / "b\u202e.xml", tmp_path / "lists" / "baseline.json"
    baseline.parent.mkdir()
    write_baseline(baseline, [found(b, message="“é”"), found(a, path="/TEI/q"), found(a), found(a, 7)])
    assert baseline.read_text("utf-8") == (
        '{\n "baseline": 1,\n "findings": [\n'
        '  {"file": "../a.xml", "path": "/TEI/p", "code": "REF003", "message": "wrong", "count": 2},\n'
        '  {"file": "../a.xml", "path": "/TEI/q", "code": "REF003", "message": "wrong"},\n'
        '  {"file": "../b\\u202e.xml", "path": "/TEI/p", "code": "REF003", "message": "“é”"}\n'
        " ]\n}\n"
    )
    write_baseline(baseline, [])
    assert read_baseline(baseline).total() == 0


def test_a_file_that_cannot_be_read_is_never_accepted(tmp_path: Path) -> None:
    broken = found(tmp_path / "a.xml", code="XML001")
    assert write_baseline(tmp_path / "baseline.json", [broken]) == 0
    entry = {"file": "a.xml", "path": "/TEI/p", "code": "XML001", "message": "wrong"}
    (tmp_path / "baseline.json").write_text(json.dumps({"baseline": 1, "findings": [entry]}), "utf-8")
    assert new([broken], tmp_path / "baseline.json") == [broken]


WRONG = {
    "empty": "",
    "no-json": "<<<<<<< HEAD",
    "deep": "[" * 100_000,
    "list": "[]",
    "other": '{"version": "2.1.0"}',
    "later": '{"baseline": 2, "findings": []}',
    "no-findings": '{"baseline": 1}',
    "entry": '{"baseline": 1, "findings": [{"file": "a.xml"}]}',
    "count": '{"baseline": 1, "findings": [{"file": "", "path": "", "code": "", "message": "", "count": -1}]}',
    "key": '{"baseline": 1, "findings": [{"file": "", "path": "", "code": "", "message": "", "line": 1}]}',
}


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
def test_what_is_no_baseline_is_refused_and_not_overwritten(tmp_path: Path, content: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=r"baseline\.json"):
        read_baseline(file)
    with pytest.raises(UsageError):
        write_baseline(file, [])
    assert file.read_text("utf-8") == content


def test_bytes_and_folders_are_no_baseline(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\xff")
    for file in (tmp_path / "bytes", tmp_path, tmp_path / "none"):
        with pytest.raises(UsageError):
            read_baseline(file)
    with pytest.raises(UsageError, match="cannot be written"):
        write_baseline(tmp_path / "none" / "baseline.json", [])


def test_the_command_line_accepts_and_then_says_nothing(run: Run, dangling: Path) -> None:
    assert run("validate", dangling).status == 1
    result = run("validate", dangling, "--write-baseline", dangling / "baseline.json", "--format", "concise")
    assert (result.status, result.out) == (0, "")
    assert "1 finding accepted" in result.err
    assert run("validate", dangling, "--baseline", dangling / "baseline.json").status == 0
    text = (dangling / "first.xml").read_text("utf-8")
    (dangling / "first.xml").write_text(text.replace("<body>", "<body>\n\n").replace("#answer", "#x"), "utf-8")
    result = run("validate", dangling, "--baseline", dangling / "baseline.json", "--format", "json")
    assert result.status == 1
    assert [each["message"] for each in json.loads(result.out)] == ["there is no id “x” in second.xml"]


def test_a_broken_file_is_reported_while_the_rest_is_accepted(run: Run, dangling: Path) -> None:
    (dangling / "second.xml").write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>", "utf-8")
    result = run("validate", dangling, "--write-baseline", dangling / "b.json", "--format", "concise", "-q")
    assert (result.status, result.err) == (1, "")
    assert [line.split("[")[1][:6] for line in result.out.splitlines()] == ["XML001"]


def test_the_configuration_names_a_baseline_for_checks_and_builds(run: Run, dangling: Path, tmp_path: Path) -> None:
    lists = dangling / "lists"
    lists.mkdir()
    with (dangling / "edition.toml").open("a") as file:
        file.write('[rules]\nbaseline = "lists/baseline.json"\n')
    missing = run("validate", dangling)
    assert missing.status == 2
    assert "baseline.json cannot be read" in missing.err
    assert run("validate", dangling, "--write-baseline", lists / "baseline.json").status == 0
    assert run("validate", dangling).status == 0
    assert run("build", dangling, "-o", tmp_path / "out").status == 0
    (lists / "none.json").write_text('{"baseline": 1, "findings": []}', "utf-8")
    assert run("validate", dangling, "--baseline", lists / "none.json").status == 1
    # written anew, it still holds what it held
    assert run("validate", dangling, "--write-baseline", lists / "baseline.json").status == 0
    assert run("validate", dangling).status == 0


def test_the_current_folder_does_not_matter(run: Run, dangling: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(dangling)
    assert run("validate", "--write-baseline", "baseline.json").status == 0
    monkeypatch.chdir(dangling.parent)
    assert run("validate", "project", "--baseline", "project/baseline.json").status == 0
    assert run("validate", "project/first.xml", "--baseline", "project/baseline.json").status == 0


@pytest.mark.parametrize("words", [("--changed-since", "HEAD"), ("--baseline", "baseline.json")])
def test_half_a_baseline_is_not_written(run: Run, dangling: Path, words: tuple[str, str]) -> None:
    result = run("validate", dangling, "--write-baseline", dangling / "baseline.json", *words)
    assert result.status == 2
    assert not (dangling / "baseline.json").exists()
