"""`edition import` loses no word, whatever the transcript: made up, broken, or of other people's editions."""

import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from support import ROOT, corpora, reference

from edition.desk.importing.blocks import Block, Run, Transcript, Unreadable
from edition.desk.importing.proof import words, words_of_draft
from edition.desk.importing.read_docx import read_docx
from edition.desk.importing.read_markdown import read_markdown
from edition.desk.importing.read_text import read_text
from edition.desk.importing.write import draft

KINDS = ("auto", "letter", "telegram", "conversation", "play", "report")
TEI = "{http://www.tei-c.org/ns/1.0}"
CASES = ROOT / "tests" / "cases" / "import"
# What the recognisers look for, so that made-up texts come near to them.
PIECES = (
    "Cde. Stalin", "Qavam", "Herr von Berg", "M. Dupont", "Молотов", "asks", "replies that", "antwortet,",
    "répond", "говорит", "nods", "nickt", "Stalinasks", "NAME:", "ANNA.", "A PORTER (aside):", "Q:", "A:", "[his]",
    "[?]", "{?]", "[sic]", "[...]", "[illegible]", "[1]", "[2]", "(1)", "¹", "*", "[", "]", "{", "(", ")", "“",
    "”", "«", "21 February 1946", "12. d. M.", "1–2 May", "13 (26) октября 1917 г.", "at 2100", "9 Uhr", "20 h 30",
    "before 1941", "in 1921", "Berlin, den 3. Mai 1848", "Dear Sir,", "Lieber Freund!", "Cher ami,",
    "Уважаемый товарищ!", "Yours sincerely,", "Mit freundlichen Grüßen", "P.S.", "Signed:", "gez.", "Present:",
    "were present", "Anwesend:", "Notes", "TOP SECRET", "Skip to content", "Share", "Document Information",
    "RGASPI, f. 558, op. 11, d. 317", "Box 12, Folder 3", "Translated by A. Bell", "All rights reserved", "ACT I",
    "Scene 2", "Dramatis Personae", "(Exit.)", "To: the Minister", "From: me", "[telegram] from Tabriz",
    "The conversation lasted", "Москва", "слово", "سلام", "λόγος", "word", "words and words", ".", ",", "?", "!",
    "#", "# Head", "- item", "1. item", "> quote", "```", "| a | b |", "|---|---|", "[^1]", "[^1]: note", "[a](b)",
    "![c](d)", "**bold**", "_it_", "`code`", "<b>", "&amp;", "---", "\x00", "\x1b", "\x0c", "\u2028", "\ufffe",
    "\xa0", "\u200f", "😀", "e\u0301",
)  # fmt: skip
pieces = st.sampled_from(PIECES)
gaps = st.sampled_from((" ", " ", " ", "\n", "\n\n", "\n\n", "", "\t", "\n    ", "\r\n"))
texts = st.lists(st.tuples(st.one_of(pieces, pieces, pieces, st.text(max_size=12)), gaps), max_size=40).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)
QUICK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
LONG = settings(QUICK, max_examples=5_000)


def check(transcript: Transcript, kind: str = "auto") -> etree._Element:
    """Draft a transcript, and compare the words with those of the draft as a reader of XML finds it."""
    made = draft(transcript, kind=kind)
    root = etree.fromstring(made.text.encode(), etree.XMLParser(huge_tree=True))
    unsaid = Transcript("", "text", tuple(Block("p", (Run(each),)) for each in made.unsaid))
    assert Counter([*words_of_draft(root), *words(unsaid)]) == Counter(words(transcript))
    said = sum(1 for _ in root.iter(f"{TEI}note", f"{TEI}ptr", f"{TEI}sic"))
    assert len(made.unsaid) <= 2 * said + 1  # a call and a label for each note; the heading above them
    return root


def check_text(text: str, kind: str) -> None:
    """Draft plain text: its words, but for blanks and what XML cannot hold, are those of the file."""
    transcript = read_text("made-up", text)
    held = "".join(text.split()).translate(dict.fromkeys([*range(32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)]))
    read = "".join("".join(block.text for block in transcript.blocks).split())
    signs = {*transcript.replaced, "\u2028", "\u2029", "\x85"}
    assert [each for each in read if each not in signs] == [each for each in held if each not in signs]
    check(transcript, kind)


@QUICK
@given(texts, st.sampled_from(KINDS))
def test_no_word_of_plain_text_is_lost(text: str, kind: str) -> None:
    check_text(text, kind)


@QUICK
@given(texts)
def test_no_word_of_markdown_is_lost(text: str) -> None:
    try:
        check(read_markdown("made-up", text))
    except Unreadable as error:
        assert "\n" not in str(error)


@pytest.mark.slow
@LONG
@given(texts, st.sampled_from(KINDS))
def test_no_word_of_much_plain_text_is_lost(text: str, kind: str) -> None:
    check_text(text, kind)


@pytest.mark.slow
@LONG
@given(texts)
def test_no_word_of_much_markdown_is_lost(text: str) -> None:
    check(read_markdown("made-up", text))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file with some bytes changed, left out or doubled."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(changed))
        how = chance.randrange(3)
        if how == 0:
            changed[place] = chance.randrange(256)
        elif how == 1:
            del changed[place : place + chance.randint(1, 40)]
        else:
            changed[place:place] = changed[place : place + chance.randint(1, 40)]
    return bytes(changed)


@pytest.mark.parametrize("number", [30, pytest.param(3_000, marks=pytest.mark.slow)])
def test_broken_word_documents_are_read_or_refused(number: int) -> None:
    """What is broken is the file itself, or the XML in it."""
    lines = ("Hall asks whether [it] is so.", "Reed replies that it is.")
    body = "".join(map(docx.paragraph, lines)) + docx.item("a") + docx.table(("b", "c"))
    whole = docx.docx(body)
    chance = random.Random(7)
    for _ in range(number):
        inside = mutated(body.encode(), chance).decode("utf-8", "replace")
        for data in (mutated(whole, chance), docx.docx(inside)):
            try:
                check(read_docx("made-up", data))
            except Unreadable as error:
                assert "\n" not in str(error)


@pytest.fixture(scope="module")
def tei_all() -> etree.RelaxNG:
    """The grammar of all of TEI, as another engine than ours reads it."""
    return etree.RelaxNG(etree.parse(reference() / "tei_all.rng"))


@pytest.mark.slow
def test_drafts_of_much_are_valid(tei_all: etree.RelaxNG) -> None:
    @LONG
    @given(texts, st.sampled_from(KINDS))
    def drafts_are_valid(text: str, kind: str) -> None:
        root = check(read_text("made-up", text), kind)
        assert tei_all.validate(root), tei_all.error_log

    drafts_are_valid()


def plain_texts(share: int) -> Iterator[tuple[str, str]]:
    """Yield the plain text of every so many documents of other people's editions, with blank lines between blocks."""
    for number, path in enumerate(sorted(corpora().rglob("*.xml"))):
        if number % share == 0:
            text = etree.parse(path, etree.XMLParser(huge_tree=True)).getroot().find(f"{TEI}text")
            blocks = () if text is None else text.iter(*(f"{TEI}{name}" for name in "p l head speaker stage u".split()))
            yield path.stem, "\n\n".join(" ".join("".join(block.itertext()).split()) for block in blocks)


@pytest.mark.parametrize("share", [100, pytest.param(1, marks=pytest.mark.slow)])
def test_no_word_of_other_editions_is_lost(share: int) -> None:
    for name, text in plain_texts(share):
        if text.strip():
            check(read_text(name, text))
            check(read_text(name, text.replace("\n\n", "\n")))


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(CASES.glob("*.[tm]*")), ids=lambda path: path.name)
def test_cases_that_were_changed_lose_no_word(path: Path) -> None:
    chance = random.Random(11)
    data = path.read_bytes()
    reader = read_markdown if path.suffix == ".md" else read_text
    for _ in range(int(os.environ.get("EDITION_MUTATIONS", "100"))):
        check(reader(path.stem, mutated(data, chance).decode("utf-8", "replace")), chance.choice(KINDS))
