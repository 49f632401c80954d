"""All examples of the Guidelines, built: nearly every element of TEI, in every use that its authors thought of."""

from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import Run
from lxml import etree
from oracles.p5_examples import write_examples
from support import where_ambiguity_fails


def repeated_and_dangling(site: Path) -> tuple[list[str], list[str]]:
    """Give the ids that a page has twice, and the links within the site that lead nowhere."""
    trees = {path.relative_to(site).as_posix(): etree.parse(path).getroot() for path in site.glob("*.html")}
    ids = {name: Counter(root.xpath("//@id")) for name, root in trees.items()}
    twice = [f"{name}#{each}" for name, found in ids.items() for each, count in found.items() if count > 1]
    dangling = []
    for name, root in trees.items():
        for href in map(str, root.xpath("//@href[not(contains(., ':'))]")):
            path, _, fragment = unquote(href).partition("#")
            goal = path or name
            if not (site / goal).is_file() or (fragment and goal in ids and fragment not in ids[goal]):
                dangling.append(f"{name}: {href}")
    return twice, dangling


@pytest.mark.slow
def test_nothing_of_the_examples_is_lost(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tei").mkdir()
    count = write_examples(tmp_path / "tei")
    assert count == 1984
    (tmp_path / "program").mkdir()
    with where_ambiguity_fails(tmp_path / "program"):
        built = run("build", tmp_path / "tei", "-o", tmp_path / "site", "-q", "-j", "1")
    assert built.status == 0
    assert "XSL006" not in built.err
    result = run("audit", tmp_path / "tei", "--site", tmp_path / "site", "--ignore", "AUD007")
    assert result.out.startswith(f"{count} documents, "), result.out[-2000:]
    assert result.out.endswith("0 lost, 0 doubled.\n")
    assert repeated_and_dangling(tmp_path / "site") == ([], [])
