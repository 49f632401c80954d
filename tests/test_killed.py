"""A build that is killed at any moment leaves the old site or the new one, never a mixture; the next build is right."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import SAMPLE, Run

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")]


def _site(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _variant(folder: Path, words: str) -> None:
    """Write the sample, with other words in one of its documents."""
    shutil.copytree(SAMPLE.parent / "schema", folder.parent / "schema", dirs_exist_ok=True)
    for path in SAMPLE.rglob("*"):
        if path.is_file() and ".edition" not in path.parts:
            goal = folder / path.relative_to(SAMPLE)
            goal.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text("utf-8")
            goal.write_text(text.replace("</teiHeader>", f"</teiHeader><!-- {words} -->", 1), "utf-8")


def test_killed_at_twenty_moments(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "edition" / "tei", tmp_path / "out"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    variants: list[dict[str, str]] = []
    for words in ("one", "two"):
        _variant(source, words)
        assert run("build", source, "-o", tmp_path / words, "-q").status == 0
        variants.append(_site(tmp_path / words))
    command = [sys.executable, "-m", "edition.cli", "build", str(source), "-o", str(out), "-q"]
    started = time.monotonic()
    subprocess.run(command, env=environment, check=True)
    length = time.monotonic() - started
    shuffled = random.Random(1946)
    for turn in range(20):
        _variant(source, "one" if turn % 2 == 0 else "two")
        process = subprocess.Popen(command, env=environment, start_new_session=True)
        time.sleep(shuffled.uniform(0, length))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert _site(out) in variants
    subprocess.run(command, env=environment, check=True)
    assert _site(out) == variants[1]
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".staging")] == []
