"""A mistake in one of our own rules costs a document its design, never its words, and never the whole site."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run
from lxml import etree

from edition.audit.quick import quick
from edition.resources import resource
from edition.site import common

# A rule that stops at what a document may well hold: the kind of mistake that types do not find.
BROKEN = '<xsl:template match="tei:p" mode="e:content" as="element()">'
STOPPING = f'{BROKEN}<xsl:if test="ancestor::* ! name()"/>'


@pytest.fixture
def _broken_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    copy = tmp_path / "xslt"
    shutil.copytree(resource("xslt"), copy)
    module = copy / "html" / "structure.xsl"
    text = module.read_text("utf-8")
    assert BROKEN in text
    module.write_text(text.replace(BROKEN, STOPPING), "utf-8")
    places = {("xslt", "html", "site.xsl"): copy / "html" / "site.xsl"}
    monkeypatch.setattr(common, "resource", lambda *parts: places.get(parts) or resource(*parts))
    common.maker_of.cache_clear()
    yield
    common.maker_of.cache_clear()


@pytest.mark.usefixtures("_broken_rules")
def test_a_rule_that_stops_costs_the_design_only(run: Run, project: Path, tmp_path: Path) -> None:
    result = run("build", project, "-o", tmp_path / "out", "--format", "concise", "-j", "1")
    assert result.status == 0
    assert result.out.count("warning[XSL006]") == 3
    page = (tmp_path / "out" / "first.html").read_text("utf-8")
    assert 'id="first-p2"' in page
    tally = quick(etree.parse(project / "first.xml").getroot(), [page])
    assert (tally.lost, tally.added) == ("", "")
