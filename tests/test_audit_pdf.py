"""What the audit finds in the PDF: texts that repeat over many pages, and such that only the book's own words have."""

import random
from pathlib import Path

import pytest
from conftest import SAMPLE, Run
from lxml import etree
from test_press import letter

from edition.audit.interrupted import Folded
from edition.audit.letters import folded
from edition.audit.pdf import Section, losses, read_pdf
from edition.audit.source import texts


def test_a_sentence_that_is_repeated_over_many_pages_is_found_each_time(run: Run, tmp_path: Path) -> None:
    """Parted by a page, it must not be sought in the parts of others, until none is left for the last."""
    body = f"<p>{'The quick brown fox jumps over the lazy dog. ' * 7}</p>" * 60
    run("build", letter(tmp_path / "in", body), "-o", tmp_path / "out", "--pdf", "--only", "letter", "-q")
    result = run("audit", tmp_path / "in", "--site", tmp_path / "out")
    assert result.status == 0, result.out
    once_more = body.replace("</p>", "</p><p>Over the lazy dog.</p>", 1)
    lines = read_pdf(tmp_path / "out" / "letter.pdf")
    assert len(losses(flat(etree.fromstring(f"<body>{once_more}</body>")), lines)) == 1


def test_a_text_is_sought_where_its_document_stands() -> None:
    """What two letters have in common is not taken by one of both, and is not found in the other where it is lost."""
    words = [folded(f"{word} of this letter, which ends as all of them do.") for word in ("Beginning", "Middle", "End")]
    sections = [Section(words, frozenset({"a"})), Section(words[:2], frozenset({"b"})), Section([folded("Sources")])]
    wanted = [Folded(text, number, home) for home in "ab" for number, text in enumerate(words)]
    assert losses(wanted, sections) == [5]
    assert losses([Folded(folded("Sources"), 0), *wanted[:5]], sections) == []


def flat(root: etree._Element) -> list[Folded]:
    return [Folded(folded(text.raw), text.block) for text in texts(root)]


@pytest.fixture(scope="module")
def record(sample_books: Path) -> Path:
    """The PDF of the record of the sample."""
    return sample_books / "reception.pdf"


def test_a_text_that_the_source_has_once_more_is_missed(record: Path) -> None:
    """Few stand once more in what the book says itself; every third was not missed when that was not told apart."""
    lines = read_pdf(record)
    wanted = flat(etree.parse(SAMPLE / "reception-1946-02-21.xml").getroot())
    assert losses(wanted, lines) == []
    dice = random.Random(5)
    places = [place for place in (dice.randrange(len(wanted)) for _ in range(24)) if wanted[place].letters]
    unnoticed = [
        place for place in places if not losses([*wanted[:place], *wanted[place:][:1], *wanted[place:]], lines)
    ]
    assert len(unnoticed) <= len(places) // 8


def test_running_heads_and_contents_are_no_text_of_the_book(record: Path) -> None:
    heads = [
        line
        for section in read_pdf(record)
        for line in section.lines
        if line == folded("Reception of Prime Minister of Iran Qavam …, 21 February 1946")
    ]
    assert heads == []
