"""What is packed: the wheel has all that the program needs and nothing of the sample, the source archive makes it."""

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from support import ROOT

pytestmark = pytest.mark.slow

DATA = "edition/_data"


def build(kind: str, target: Path) -> Path:
    """Build a wheel or a source archive of the checkout, in an environment of its own, as a packager would."""
    command = [sys.executable, "-m", "build", f"--{kind}", "--outdir", str(target), str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (made,) = target.iterdir()
    return made


@pytest.fixture(scope="module")
def in_wheel(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    with zipfile.ZipFile(build("wheel", tmp_path_factory.mktemp("wheel"))) as wheel:
        return frozenset(wheel.namelist())


@pytest.fixture(scope="module")
def in_sdist(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    with tarfile.open(build("sdist", tmp_path_factory.mktemp("sdist"))) as archive:
        return frozenset(name.partition("/")[2] for name in archive.getnames())


def files(*folders: str) -> set[str]:
    """Return the files of the checkout below these folders, as paths with slashes; not what runs have left there."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    left = {"__pycache__", ".edition"}
    return {path.relative_to(ROOT).as_posix() for path in found if not left & set(path.parts)}


def test_the_wheel_has_every_module_stylesheet_schema_and_font(in_wheel: frozenset[str]) -> None:
    fonts = {f"{DATA}/{name.removeprefix('build/')}" for name in files("build/fonts")}
    assert {name for name in fonts if name.endswith(".woff2")}
    wanted = files("edition") | {f"{DATA}/{name}" for name in files("xslt", "schema")} | fonts
    assert wanted - in_wheel == set()


def test_the_wheel_has_nothing_else(in_wheel: frozenset[str]) -> None:
    outside = {name for name in in_wheel if not name.startswith(("edition/", "tei_edition-"))}
    assert outside == set()
    parts = {name.split("/")[2] for name in in_wheel if name.startswith(f"{DATA}/")}
    assert parts == {"xslt", "schema", "fonts"}


def test_the_fonts_come_with_their_licences(in_wheel: frozenset[str]) -> None:
    families = {"source-serif-4", "amiri"}
    assert {f"{DATA}/fonts/{family}-OFL.txt" for family in families} <= in_wheel


def test_the_source_archive_has_what_makes_and_tests_the_wheel(in_sdist: frozenset[str]) -> None:
    wanted = files("edition", "xslt", "schema", "tei", "tests")
    wanted |= {"pyproject.toml", "hatch_build.py", "Makefile", "README.md", "CHANGELOG.md", "LICENSE"}
    assert wanted - in_sdist == set()


def test_the_source_archive_has_nothing_that_was_made(in_sdist: frozenset[str]) -> None:
    made = (".venv", "build", "dist", "site")
    assert {name for name in in_sdist if name.split("/")[0] in made or "__pycache__" in name} == set()


def test_the_wheel_has_the_fonts_that_the_style_sheet_names(in_wheel: frozenset[str]) -> None:
    stylesheet = (ROOT / "xslt" / "html" / "assets" / "fonts.css").read_text("utf-8")
    assert {f"{DATA}/{path}" for path in re.findall(r'url\("(.+?)"\)', stylesheet)} <= in_wheel
