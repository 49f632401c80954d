"""`edition import` of two transcripts against the same documents as editors encoded them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run
from lxml import etree
from support import ROOT, require, sources

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
BRACKETED = ("supplied", "gap", "ref")
ENOUGH = 0.95


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drafts of both transcripts."""
    from edition.desk.importing.folder import Wish, import_all

    folder = tmp_path_factory.mktemp("drafts")
    files = [require(sources() / name) for name in ("reception-1946-02-21.txt", "telegram-1946-04-12.txt")]
    assert not [each.error for each in import_all(files, folder, Wish()) if each.error]
    return folder


def pair(drafts: Path, name: str) -> tuple[etree._Element, etree._Element]:
    """Return the text of a document as editors encoded it, and of its draft."""
    edited, draft = (etree.parse(folder / name).getroot().find(f"{TEI}text") for folder in (ROOT / "tei", drafts))
    assert edited is not None
    assert draft is not None
    for note in list(draft.iter(f"{TEI}note")):
        _set_apart(note, draft)
    return edited, draft


def _set_apart(note: etree._Element, text: etree._Element) -> None:
    """Put a note behind the text and its call in its place, as the transcript has them."""
    call = etree.Element(f"{TEI}ref", {"target": f"#{note.get(XML_ID)}"})
    call.text = f"[{note.get('n')}]"
    call.tail, note.tail = note.tail, None
    parent = note.getparent()
    assert parent is not None
    parent.replace(note, call)
    note.text = f"{call.text} {note.text or ''}"
    text.append(note)


def as_transcribed(element: etree._Element) -> str:
    """Return the text without corrections and notes of the editors."""
    parts = [element.text or ""]
    for child in element:
        is_ours = child.tag == f"{TEI}corr" or (child.tag == f"{TEI}note" and child.get("type") == "editorial")
        parts += ["" if is_ours else as_transcribed(child), child.tail or ""]
    return "".join(parts)


def speakers(text: etree._Element) -> list[tuple[str, str]]:
    """Return the turns: who speaks, and the words."""
    turns = text.iter(f"{TEI}sp")
    return [
        (turn.get("who", "").rpartition(":")[2].rpartition("-")[2], " ".join(as_transcribed(turn).split()))
        for turn in turns
    ]


def marks(text: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Yield what stands in brackets, with its element and reason."""
    for element in text.iter(*(f"{TEI}{name}" for name in BRACKETED)):
        words = as_transcribed(element).strip()
        if words[:1] in "[{":
            yield etree.QName(element).localname, element.get("reason", ""), words


def kinds(text: etree._Element) -> list[tuple[tuple[str, ...], str]]:
    """Return of each turn whether it is question, answer or reply, and the number of the turn that it takes up."""
    return [
        (
            tuple(sorted(each.rpartition("turn-")[2] for each in turn.get("ana", "").split())),
            turn.get("corresp", "")[-3:],
        )
        for turn in text.iter(f"{TEI}sp")
    ]


def test_turns_have_the_right_speaker(drafts: Path) -> None:
    """What the issue asks for; at the time of writing it is all of them."""
    edited, draft = map(speakers, pair(drafts, "reception-1946-02-21.xml"))
    found = sum(turn in draft for turn in edited)
    assert found / len(edited) >= ENOUGH
    assert len(draft) == len(edited)


@pytest.mark.parametrize("name", ["reception-1946-02-21.xml", "telegram-1946-04-12.xml"])
def test_every_bracket_is_found_with_its_kind(drafts: Path, name: str) -> None:
    edited, draft = pair(drafts, name)
    assert list(marks(draft)) == list(marks(edited))


@pytest.mark.parametrize("name", ["reception-1946-02-21.xml", "telegram-1946-04-12.xml"])
def test_every_note_is_found_with_its_call(drafts: Path, name: str) -> None:
    edited, draft = pair(drafts, name)
    of_the_source = [
        " ".join(as_transcribed(note).split()) for note in edited.iter(f"{TEI}note") if note.get("type") == "publisher"
    ]
    assert [" ".join(as_transcribed(note).split()) for note in draft.iter(f"{TEI}note")] == of_the_source
    for text in (edited, draft):
        calls = {ref.get("target"): ref for ref in text.iter(f"{TEI}ref")}
        notes = [note for note in text.iter(f"{TEI}note") if note.get("type") in (None, "publisher")]
        before = [
            calls[f"#{note.get(XML_ID)}"].xpath("string(preceding::text()[normalize-space()][1])") for note in notes
        ]
        assert [words.strip()[-11:] for words in before] == (["Atakishiyev"] if notes else [])


def test_gestures_are_found(drafts: Path) -> None:
    edited, draft = pair(drafts, "reception-1946-02-21.xml")
    found = [
        [" ".join(as_transcribed(stage).split()) for stage in text.iter(f"{TEI}stage")] for text in (edited, draft)
    ]
    assert found[0] == found[1]


def test_questions_and_answers_are_nearly_those_of_the_editors(drafts: Path) -> None:
    edited, draft = map(kinds, pair(drafts, "reception-1946-02-21.xml"))
    same = sum(one == two for one, two in zip(edited, draft, strict=True))
    assert same / len(edited) >= ENOUGH


def test_the_frame_of_the_telegram(drafts: Path) -> None:
    edited, draft = pair(drafts, "telegram-1946-04-12.xml")
    for name in ("head", "addrLine", "signed", "dateline"):
        one, two = (
            [" ".join(as_transcribed(each).split()) for each in text.iter(f"{TEI}{name}")] for text in (edited, draft)
        )
        assert one == two, name
    header = etree.parse(drafts / "telegram-1946-04-12.xml").getroot().find(f"{TEI}teiHeader")
    assert header is not None
    assert [name.text for name in header.findall(f".//{TEI}correspAction[@type='sent']/{TEI}persName")] == [
        "Ibragimov",
        "Gasanov",
        "Atakishiyev",
    ]
    assert [each.text for each in header.findall(f".//{TEI}msIdentifier//{TEI}idno/{TEI}idno")] == ["1", "89", "113"]


def test_drafts_are_valid_and_build(run: Run, drafts: Path, tmp_path: Path) -> None:
    result = run("build", drafts, "-o", tmp_path / "site", "--no-search", "-q")
    assert result.status == 0
    page = (tmp_path / "site" / "reception-1946-02-21.html").read_text("utf-8")
    assert "Cde. Stalin" in page
    assert run("audit", drafts, "--site", tmp_path / "site").status == 0
