"""What many tests need: the command line as a function, the sample edition built once."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from support import require

from edition.cli import main

CHECKOUT = Path(__file__).resolve().parent.parent
SAMPLE = CHECKOUT / "tei"


@dataclass(frozen=True)
class Result:
    """What a call of the command line came to."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Call the command line in this process, as a shell would."""

    def call(*words: str | Path) -> Result:
        with pytest.raises(SystemExit) as exit_:
            main([str(word) for word in words])
        captured = capfd.readouterr()
        return Result(int(exit_.value.code or 0), captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample edition, built once for all tests that only read it, by the first worker that asks for it."""
    return built_once(tmp_path_factory, "sample")


@pytest.fixture(scope="session")
def sample_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample edition with its books, built once in the same way; it has no search."""
    return built_once(tmp_path_factory, "books", "--pdf", "--epub", "--no-search")


def built_once(tmp_path_factory: pytest.TempPathFactory, name: str, *options: str) -> Path:
    """Build the sample as a site that the workers share: it lies in a folder of that name."""

    def build(out: Path) -> None:
        with pytest.raises(SystemExit) as exit_:
            main(["build", str(SAMPLE), "-o", str(out), "--quiet", *options])
        assert exit_.value.code == 0

    return made_once(tmp_path_factory, name, build)


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Have the first worker that asks for a folder make it; the others wait, and get the same."""
    common = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        common = common.parent
    out = common / name / "site"
    with (common / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (done := common / f"{name}.done").exists():
            make(out)
            done.touch()
    return out


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium without a window: Debian's build for that alone, twice as fast, where it is there."""
    chromium = require(Path(shutil.which("chromium-headless-shell") or shutil.which("chromium") or "/usr/bin/chromium"))
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield launched
        launched.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project of its own: two documents and a register."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "edition.toml").write_text('title = "Two letters"\nlanguage = "en"\n', "utf-8")
    for name in ("first.xml", "second.xml", "persons.xml"):
        (folder / name).write_bytes((CHECKOUT / "tests" / "cases" / "project" / name).read_bytes())
    return folder


@pytest.fixture(scope="session")
def documentation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation as a site, built once in the same way as the sample."""

    def build(out: Path) -> None:
        words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(out)]
        environment = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(CHECKOUT), "PATH": "/usr/bin:/bin"}
        subprocess.run(words, cwd=CHECKOUT, env=environment, check=True, capture_output=True)

    return made_once(tmp_path_factory, "docs", build)
