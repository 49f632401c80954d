"""The two edited documents against their transcripts, letter by letter, and their turns, gestures and brackets.

The reading *as transcribed* leaves out `corr` and the notes of this edition. It is made block by block: the title
of the header, then every line-like block of the text in document order. One block is one line of the transcript.
White space between blocks (indentation here, blank lines there) is no text and is not compared; within a line every
character counts, blanks and no-break spaces too, and so does white space at the edge of a line.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from lxml import etree
from support import ROOT, require, sources

TEI: Final = "{http://www.tei-c.org/ns/1.0}"
XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
KINDS: Final = {"tax:turn-question": 24, "tax:turn-answer": 21, "tax:turn-reply": 10}


@dataclass(frozen=True)
class Document:
    """One edited document: its TEI file, its transcript, and which lines of that are the document (from 1)."""

    tei: str
    transcript: str
    lines: tuple[range, ...]
    compared: int
    brackets: int


RECORD: Final = Document(
    "reception-1946-02-21.xml", "reception-1946-02-21.txt", (range(5, 6), range(13, 310)), compared=101, brackets=28
)
TELEGRAM: Final = Document(
    "telegram-1946-04-12.xml", "telegram-1946-04-12.txt", (range(5, 6), range(8, 57)), compared=18, brackets=16
)
DOCUMENTS: Final = [pytest.param(RECORD, id="record"), pytest.param(TELEGRAM, id="telegram")]


def root_of(document: Document) -> etree._Element:
    """Parse the TEI file of a document."""
    return etree.parse(ROOT / "tei" / document.tei).getroot()


def transcript_of(document: Document) -> list[tuple[int, str]]:
    """Give the lines of the transcript that are text, with their numbers; blank lines only separate."""
    path: Path = require(sources() / document.transcript)
    lines = path.read_text(encoding="utf-8").split("\n")
    return [(number, lines[number - 1]) for part in document.lines for number in part if lines[number - 1].strip()]


def is_ours(element: etree._Element) -> bool:
    """Tell whether an element is an addition of this edition, which the reading as transcribed leaves out."""
    return element.tag == f"{TEI}corr" or (
        element.tag == f"{TEI}note" and element.get("type") in {"editorial", "citation"}
    )


def is_line(element: etree._Element) -> bool:
    """Tell whether an element is one line of the transcript."""
    name = str(element.tag).removeprefix(TEI)
    if name == "note":
        return element.get("type") == "publisher"
    if name == "seg":
        return element.get("type") == "annotation"
    return name in {"head", "addrLine", "dateline", "p", "stage", "signed"}


def as_transcribed(element: etree._Element) -> str:
    """Give the text of an element as transcribed, without the text that follows its end tag."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not is_ours(child):
            parts.append(as_transcribed(child))
        parts.append(child.tail or "")
    return "".join(parts)


def lines_below(element: etree._Element) -> Iterator[str]:
    """Give the line-like blocks below an element in document order; anything but white space between them is a line."""
    if (element.text or "").strip():
        yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and is_line(child):
            yield as_transcribed(child)
        elif isinstance(child.tag, str) and not is_ours(child):
            yield from lines_below(child)
        if (child.tail or "").strip():
            yield child.tail or ""


def reading(root: etree._Element) -> list[str]:
    """Give the whole reading as transcribed, a line a block: the main title, then the text."""
    title = root.find(f".//{TEI}titleStmt/{TEI}title[@type='main']")
    text = root.find(f"{TEI}text")
    assert title is not None
    assert text is not None
    return [as_transcribed(title), *lines_below(text)]


def differences(lines: list[tuple[int, str]], blocks: list[str]) -> list[str]:
    """Say, line by line, where a reading departs from the transcript."""
    found = [
        f"line {number}: transcript {line!r}, edition {block!r}"
        for (number, line), block in zip(lines, blocks, strict=False)
        if line != block
    ]
    if len(lines) != len(blocks):
        found.append(f"{len(lines)} lines in the transcript, {len(blocks)} in the edition")
    return found


def turns(root: etree._Element) -> list[etree._Element]:
    """Give the turns in document order."""
    return list(root.iter(f"{TEI}sp"))


def turns_of_kind(root: etree._Element, kind: str) -> list[etree._Element]:
    """Give the turns of one kind; a turn can be of two."""
    return [turn for turn in turns(root) if kind in (turn.get("ana") or "").split()]


@pytest.fixture(scope="module")
def record() -> etree._Element:
    """Parse the record of the conversation."""
    return root_of(RECORD)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_reading_as_transcribed_is_the_transcript(document: Document) -> None:
    """Every letter, blank and no-break space of every line is in the edition, and nothing else."""
    lines = transcript_of(document)
    assert len(lines) == document.compared
    assert differences(lines, reading(root_of(document))) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_brackets_are_those_of_the_translation(document: Document) -> None:
    """As many closing brackets as in the transcript: {?] counts too, and none is the editors'."""
    assert sum(block.count("]") for block in reading(root_of(document))) == document.brackets
    assert sum(line.count("]") for _, line in transcript_of(document)) == document.brackets


def change_letter(root: etree._Element) -> None:
    """Put a wrong letter into a turn."""
    element = root.xpath("//*[@xml:id='rec-t54-p1']/*[local-name() = 'said']")[0]
    element.text = element.text.replace("had", "has")


def drop_paragraph(root: etree._Element) -> None:
    """Lose the second paragraph of a turn."""
    paragraph = root.xpath("//*[@xml:id='rec-t14-p2']")[0]
    paragraph.getparent().remove(paragraph)


def lose_no_break_space(root: etree._Element) -> None:
    """Make a blank of a no-break space."""
    root.xpath("//*[local-name() = 'surplus'][@reason='space']")[0].text = " "


def correct_silently(root: etree._Element) -> None:
    """Write the correction into the text as transcribed."""
    choice = root.xpath("//*[local-name() = 'choice'][1]")[0]
    choice[0].text = "Cde. Stalin asks"


def add_stray_text(root: etree._Element) -> None:
    """Write a word between two turns."""
    turns(root)[3].tail = " stray "


@pytest.mark.parametrize(
    "damage", [change_letter, drop_paragraph, lose_no_break_space, correct_silently, add_stray_text]
)
def test_the_comparison_notices_damage(damage: Callable[[etree._Element], None]) -> None:
    """A comparison that cannot fail proves nothing."""
    root = root_of(RECORD)
    damage(root)
    assert differences(transcript_of(RECORD), reading(root)) != []


def test_turns_by_speaker(record: etree._Element) -> None:
    """There are 91 turns, numbered as they follow each other, each addressed to the other man."""
    assert Counter(turn.get("who") for turn in turns(record)) == {"pers:stalin": 47, "pers:qavam": 44}
    assert [turn.get(XML_ID) for turn in turns(record)] == [f"rec-t{number:02d}" for number in range(1, 92)]
    assert {(turn.get("who"), turn.get("toWhom")) for turn in turns(record)} == {
        ("pers:stalin", "pers:qavam"),
        ("pers:qavam", "pers:stalin"),
    }


@pytest.mark.parametrize(("kind", "number"), KINDS.items())
def test_kinds_of_turns(record: etree._Element, kind: str, number: int) -> None:
    """Questions, answers and replies are as many as the wording supports."""
    assert len(turns_of_kind(record, kind)) == number


def test_answers_meet_questions_and_replies_meet_other_turns(record: etree._Element) -> None:
    """Answers and replies, and nothing else, point to an earlier turn of the other speaker."""
    questions = {turn.get(XML_ID) for turn in turns_of_kind(record, "tax:turn-question")}
    answers, replies = (turns_of_kind(record, kind) for kind in ("tax:turn-answer", "tax:turn-reply"))
    speakers = {turn.get(XML_ID): turn.get("who") for turn in turns(record)}
    order = list(speakers)
    met = {turn.get(XML_ID): (turn.get("corresp") or "").removeprefix("#") for turn in answers + replies}
    assert {turn.get(XML_ID) for turn in turns(record) if turn.get("corresp")} == set(met)
    assert all(order.index(target) < order.index(turn) for turn, target in met.items())
    assert all(speakers[target] != speakers[turn] for turn, target in met.items())
    assert all(met[turn.get(XML_ID)] in questions for turn in answers)
    assert not any(met[turn.get(XML_ID)] in questions for turn in replies)


def test_direct_speech_stands_in_turns_11_and_22(record: etree._Element) -> None:
    """Speech is direct exactly where the translation has quotation marks around it."""
    speeches = list(record.iter(f"{TEI}said"))
    direct = [said for said in speeches if said.get("direct") == "true"]
    assert {said.get("direct") for said in speeches} == {"true", "false"}
    assert [as_transcribed(said) for said in direct] == ["“Good”", "“But what of the declaration?”"]
    assert [next(said.iterancestors(f"{TEI}sp")).get(XML_ID) for said in direct] == ["rec-t11", "rec-t22"]


def test_only_three_turns_report_no_words(record: etree._Element) -> None:
    """Agreeing, affirming and hoping are speech without reported words."""
    silent = [turn.get(XML_ID) for turn in turns(record) if turn.find(f".//{TEI}said") is None]
    assert silent == ["rec-t39", "rec-t63", "rec-t79"]


def test_gestures(record: etree._Element) -> None:
    """Four gestures, all of them Qavam's; three are paragraphs, the last stands within a turn."""
    gestures = list(record.iter(f"{TEI}stage"))
    assert [gesture.get(XML_ID) for gesture in gestures] == ["rec-g1", "rec-g2", "rec-g3", "rec-g4"]
    assert {(gesture.get("type"), gesture.get("who")) for gesture in gestures} == {("gesture", "pers:qavam")}
    assert [next(gesture.iterancestors()).tag == f"{TEI}div" for gesture in gestures] == [True, True, True, False]
