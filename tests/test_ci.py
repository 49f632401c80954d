"""What users copy out of docs/ci.md and .pre-commit-hooks.yaml does what it says."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
OFFERED = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """An environment in which `edition` is this checkout, and git knows who commits."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "edition"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m edition "$@"\n')
    command.chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GITHUB_"))}
    people = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return kept | people | {"PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


def call(folder: Path, shell: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=folder, env=shell, capture_output=True, text=True, check=False)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def breaks(project: Path) -> None:
    text = (project / "first.xml").read_text("utf-8")
    (project / "first.xml").write_text(text.replace("#anna", "#ana"), "utf-8")


def steps() -> list[str]:
    """Return the shell steps of the workflow."""
    (workflow,) = (block for block in blocks("yaml") if "runs-on:" in block)
    return re.findall(r"^ +run: (.+)$", workflow, re.MULTILINE)


def entries() -> list[str]:
    """Return the commands of the hook: as the page has it, and as this repository offers it."""
    return [found for text in (PAGE, OFFERED) for found in re.findall(r"^ +entry: (.+)$", text, re.MULTILINE)]


def test_both_forms_of_the_hook_are_the_same() -> None:
    keys = ("entry", "files", "pass_filenames", "id", "name")
    local, offered = (
        {key: re.search(rf"\b{key}: (.+)$", text, re.MULTILINE)[1] for key in keys}  # type: ignore[index]
        for text in (PAGE, OFFERED)
    )
    assert local == offered
    assert re.search(offered["files"], "tei/a.xml")
    assert re.search(offered["files"], "edition.toml")


def test_the_hook_lets_clean_commits_pass_and_stops_others(project: Path, shell: dict[str, str]) -> None:
    call(project, shell, "git", "init", "-q")
    hook = project / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    (script,) = (block for block in blocks("sh") if block.startswith("#!"))
    hook.write_text(script)
    hook.chmod(0o755)
    call(project, shell, "git", "add", "-A")
    assert call(project, shell, "git", "commit", "-m", "clean").returncode == 0
    breaks(project)
    stopped = call(project, shell, "git", "commit", "-a", "-m", "broken")
    assert stopped.returncode == 1
    assert "first.xml:14:" in stopped.stdout + stopped.stderr
    assert call(project, shell, "git", "log", "--oneline").stdout.count("\n") == 1


@pytest.mark.parametrize("entry", sorted(set(entries())))
def test_the_entry_of_the_hook_runs(entry: str, project: Path, shell: dict[str, str]) -> None:
    (arguments,) = re.findall(r"`args: \[(.+)\]`", PAGE)
    words = shlex.split(entry)
    changed = arguments.split(", ")
    assert call(project, shell, *words).returncode == 0
    breaks(project)
    assert call(project, shell, *words).returncode == 1
    call(project, shell, "git", "init", "-q")
    call(project, shell, "git", "add", "-A")
    call(project, shell, "git", "commit", "-q", "-m", "x")
    assert call(project, shell, *words, *changed).returncode == 0
    (project / "first.xml").write_text((project / "first.xml").read_text("utf-8") + "\n", "utf-8")
    assert call(project, shell, *words, *changed).returncode == 1


def test_the_steps_of_the_workflow_run(project: Path, shell: dict[str, str], tmp_path: Path) -> None:
    install, check, report = steps()
    assert install == "pip install tei-edition"
    shell |= {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    for step in (check, report):
        assert call(project, shell, "bash", "-e", "-c", step).returncode == 0
    breaks(project)
    checked = call(project, shell, "bash", "-e", "-c", check)
    assert checked.returncode == 1
    assert checked.stdout.startswith("::error file=first.xml,line=14,")
    assert "first.xml" in (tmp_path / "summary.md").read_text("utf-8")
    assert call(project, shell, "bash", "-e", "-c", report).returncode == 0
    (run,) = json.loads((project / "edition.sarif").read_text("utf-8"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["REF003"]
    (project / "edition.toml").write_text("titel = 1")
    assert call(project, shell, "bash", "-e", "-c", report).returncode != 0


def test_a_pull_request_is_checked_against_its_branch(project: Path, shell: dict[str, str]) -> None:
    (step,) = (block for block in blocks("sh") if "GITHUB_BASE_REF" in block)
    call(project, shell, "git", "init", "-q")
    call(project, shell, "git", "add", "-A")
    call(project, shell, "git", "commit", "-q", "-m", "x")
    call(project, shell, "git", "update-ref", "refs/remotes/origin/main", "HEAD")
    shell |= {"GITHUB_BASE_REF": "main"}
    assert call(project, shell, "bash", "-e", "-c", step).returncode == 0
    breaks(project)
    assert call(project, shell, "bash", "-e", "-c", step).returncode == 1


def test_the_commands_of_the_baseline_run(project: Path, shell: dict[str, str]) -> None:
    breaks(project)
    (step,) = (block for block in blocks("sh") if "--write-baseline" in block)
    assert call(project, shell, "bash", "-e", "-c", step).returncode == 0
    with (project / "edition.toml").open("a") as file:
        file.write(blocks("toml")[0])
    assert call(project, shell, "edition", "validate").returncode == 0
