"""Chapters of the EPUB on a phone: what belongs together stands on one line."""

import zipfile
from pathlib import Path

import pytest
from conftest import Run
from playwright.sync_api import Browser
from test_press import letter

BODY = (
    "<sp><speaker>Anna</speaker><stage>aside</stage><p>Words of hers.</p></sp>"
    "<sp><speaker>Bertha</speaker><p>Words of the other.</p></sp>"
    "<p>The <app><lem>lemma</lem><rdg>other</rdg></app> of the letter.</p>"
)


@pytest.mark.slow
def test_numbers_stand_on_the_line_of_what_they_count(run: Run, browser: Browser, tmp_path: Path) -> None:
    result = run("build", letter(tmp_path / "in", BODY), "-o", tmp_path / "out", "--epub", "-q", "--no-search")
    assert result.status == 0, result.err
    with zipfile.ZipFile(tmp_path / "out" / "book.epub") as book:
        book.extractall(tmp_path / "book")
    page = browser.new_page(viewport={"width": 400, "height": 800})
    page.goto((tmp_path / "book" / "EPUB" / "text" / "letter.xhtml").as_uri())
    for pair in ((".sp > .number", ".speaker"), (".speaker", ".stage"), (".entry-number", ".apparatus .lem")):
        first, second = (page.locator(each).first.bounding_box() for each in pair)
        assert first and second
        assert first["y"] < second["y"] + second["height"]
        assert second["y"] < first["y"] + first["height"]
    page.close()
