"""The grammar of the edition and its files, with jing as the oracle (it is no part of the program)."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support import ROOT, reference, require

CASES = ROOT / "tests" / "cases" / "grammar"
GRAMMAR = ROOT / "schema" / "edition.rnc"
EDITION = sorted((ROOT / "tei").glob("*.xml"))
MESSAGE = re.compile(r"^(?P<file>.+?):\d+:\d+: (?:error|fatal): ")
XML = "{http://www.w3.org/XML/1998/namespace}"


@cache
def complaints(grammar: Path, files: tuple[Path, ...]) -> dict[Path, list[str]]:
    """Return what jing says of each file, in one run: starting Java takes longer than all the rest."""
    jing = require(Path(shutil.which("jing") or "/usr/bin/jing"))
    compact = ["-c"] if grammar.suffix == ".rnc" else []
    run = subprocess.run(
        [str(jing), *compact, str(grammar), *map(str, files)], capture_output=True, text=True, check=False
    )
    assert run.returncode in {0, 1}, run.stderr
    found: dict[Path, list[str]] = {file: [] for file in files}
    for line in run.stdout.splitlines():
        match = MESSAGE.match(line)
        assert match, line
        found[Path(match["file"])].append(line)
    return found


def cases(verdict: str) -> tuple[Path, ...]:
    return tuple(sorted(CASES.glob(f"{verdict}-*.xml")))


def name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", cases("valid"), ids=name)
def test_a_valid_case_is_valid(path: Path) -> None:
    assert complaints(GRAMMAR, cases("valid"))[path] == []


@pytest.mark.parametrize("path", cases("invalid"), ids=name)
def test_an_invalid_case_is_not(path: Path) -> None:
    assert complaints(GRAMMAR, cases("invalid"))[path] != []


@pytest.mark.parametrize("path", EDITION, ids=name)
def test_the_sample_edition_is_valid(path: Path) -> None:
    assert complaints(GRAMMAR, tuple(EDITION))[path] == []


@pytest.mark.parametrize("path", [*EDITION, *cases("valid")], ids=name)
def test_what_the_grammar_allows_is_valid_tei(path: Path) -> None:
    assert complaints(reference() / "tei_all.rng", (*EDITION, *cases("valid")))[path] == []


def test_every_case_says_what_it_tests() -> None:
    first_lines = [path.read_text(encoding="utf-8").splitlines()[0] for path in CASES.iterdir()]
    assert [line for line in first_lines if not re.fullmatch(r"<!-- .+ -->", line)] == []


def test_the_grammar_allows_only_what_the_edition_uses() -> None:
    """A name that no file uses any more should leave the grammar, or the grammar stops describing the edition."""
    grammar = re.sub(r"#.*", "", GRAMMAR.read_text(encoding="utf-8"))
    elements, attributes = names_in(EDITION)
    assert set(re.findall(r"\belement ([\w:.-]+)", grammar)) == elements
    assert set(re.findall(r"\battribute ([\w:.-]+)", grammar)) == attributes


def names_in(files: Iterable[Path]) -> tuple[set[str], set[str]]:
    """Return the local names of all elements, and the names of all attributes."""
    elements = [element for file in files for element in ElementTree.parse(file).iter()]
    return (
        {element.tag.rpartition("}")[2] for element in elements},
        {attribute.replace(XML, "xml:") for element in elements for attribute in element.attrib},
    )
