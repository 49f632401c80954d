"""The editor's desk as a whole: a new edition holds what is imported into it, and what is encoded in that."""

from pathlib import Path

import pytest
from conftest import Run
from support import ROOT

TRANSCRIPTS = sorted(path for path in (ROOT / "tests" / "cases" / "import").iterdir() if path.suffix in (".txt", ".md"))


@pytest.mark.parametrize("kind", ["documents", "letters"])
def test_a_draft_is_at_home_in_a_new_edition(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "edition", "--kind", kind, "-q").status == 0
    monkeypatch.chdir(tmp_path / "edition")
    assert run("import", *TRANSCRIPTS, "-o", "tei", "-q").status == 0
    assert run("validate", "--select", "RNG,XML,DAT,SPK", "-q").out == ""
    assert run("tag", "--accept", "all", "-q").status == 0
    assert run("fmt", "-q").status == 0
    assert run("validate", "--select", "RNG,XML", "-q").out == ""
    assert run("tag", "--only", "dates", "--check", "-q").status == 0
