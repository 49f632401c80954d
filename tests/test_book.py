"""The book: what its PDF says, page by page and paragraph by paragraph, against the sources it was made from."""

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from lxml import etree
from printed import Pages, Tagged, columns, fold, is_right_to_left, poppler, read
from support import ROOT
from test_transcripts import RECORD, TELEGRAM, Document, reading, root_of

TEI: Final = "{http://www.tei-c.org/ns/1.0}"
SAMPLE: Final = ROOT / "tei"
HOSTILE: Final = r"""#read("/etc/passwd") *b* _i_ @ref $x$ `c` \ // /* = - #{ for i in range(9) { i } } <lab> ~ --"""


def make(folder: Path, out: Path, seed: str = "0") -> Path:
    """Make the books of a folder of TEI in a process of its own; give the volume."""
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1000000000"}
    site = out.with_suffix("")
    command = [sys.executable, "-m", "edition", "build", str(folder), "-o", str(site), "--pdf", "--no-search", "-q"]
    subprocess.run(command, env=environment, cwd=out.parent, check=True)
    return site / "book.pdf"


@pytest.fixture(scope="module")
def pdf(sample_books: Path) -> Path:
    """The book of the sample edition."""
    return sample_books / "book.pdf"


@pytest.fixture(scope="module")
def pages(pdf: Path) -> Pages:
    """The pages of that book."""
    return Pages(poppler("pdftotext", str(pdf), "-").split("\f"))


@pytest.fixture(scope="module")
def printed(pdf: Path) -> Tagged:
    """The tags of that book."""
    return read(pdf)


@pytest.mark.slow
def test_the_same_bytes_in_another_process_and_folder(tmp_path: Path) -> None:
    first, second = (make(SAMPLE, tmp_path / f"{seed}.pdf", seed=seed).read_bytes() for seed in "01")
    assert first == second


def test_lines_are_counted_as_they_stand(pdf: Path) -> None:
    told, lines = 0, 0
    for column in columns(pdf):
        if min(column.numbers) == 5:  # another document
            told, lines = 5, column.before(5)
        for number in column.numbers:
            assert column.before(number) - lines == number - told
            told, lines = number, column.before(number)
        lines -= len(column.lines)
    assert told > 50


def test_it_claims_to_be_accessible_and_archivable(pdf: Path) -> None:
    metadata = poppler("pdfinfo", "-meta", str(pdf))
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "reception.xml" in poppler("pdfdetach", "-list", str(pdf))


@pytest.mark.slow
@pytest.mark.parametrize("document", [RECORD, TELEGRAM], ids=["record", "telegram"])
def test_every_paragraph_of_a_transcript_is_a_block_in_its_order(document: Document, printed: Tagged) -> None:
    """Each is a tagged block of its own, with all its letters and no other; corrections and notes are elsewhere."""
    blocks = [fold(block) for block in printed.blocks]
    at = 0
    for wanted in map(fold, reading(root_of(document))):
        assert wanted in blocks[at:], wanted
        at = blocks.index(wanted, at) + 1


@pytest.mark.slow
@pytest.mark.parametrize("source", sorted(SAMPLE.glob("*.xml")), ids=lambda path: path.stem)
def test_no_text_of_a_source_is_missing(source: Path, printed: Tagged) -> None:
    """Every text node, those of headers too, stands in the book."""
    assert missing(source, printed) == []


def missing(source: Path, printed: Tagged) -> list[str]:
    """Give the text nodes of a source that a book does not hold."""
    everything = fold("".join([*printed.blocks, "\n", *printed.notes]))
    letters = set(everything)
    texts = [fold(text) for text in etree.parse(source).xpath("//text()")]
    # Readers of PDF disagree on the order of what is written from right to left.
    return [t for t in texts if (set(t) - letters if any(map(is_right_to_left, t)) else t not in everything)]


@pytest.mark.slow
def test_the_comparison_notices_loss(tmp_path: Path, printed: Tagged) -> None:
    text = (SAMPLE / RECORD.tei).read_text("utf-8").replace("is seized by a feeling", "is seized by the feeling")
    (tmp_path / "changed.xml").write_text(text, "utf-8")
    assert len(missing(tmp_path / "changed.xml", printed)) == 1


@pytest.mark.slow
def test_notes_of_both_series(printed: Tagged) -> None:
    notes = [fold(note) for note in printed.notes]
    assert fold("a Cde. Stalinasks] read Cde. Stalin asks") in notes
    assert fold("e desire] delete") in notes
    assert any(note.startswith(fold("2 So the transcript. Turn 8 gives the answer")) for note in notes)


def test_a_note_stands_on_the_page_of_its_call(pages: Pages) -> None:
    for call, note in {
        "Cde. Stalinasksa": "a Cde. Stalinasks] read Cde. Stalin asks",
        "is informed2 when": "2 So the transcript.",
        "the 1921 treaty.5": "5 Signed in Moscow on 26 February 1921.",
        "Azerbaijan,7 and": "7 Named between Russian Armenia",
        "taken up.8": "8 Article on relations 1917–1991, par. 7",
    }.items():
        assert [note in page for page in pages if call in page.replace("\n", " ")] == [True], call


def test_running_heads_and_folios(pages: Pages) -> None:
    assert "iran, 1946: soviet documents on the azerbaijan crisis" in pages.number(14).casefold()
    assert "Reception of Prime Minister of Iran" in pages.number(15)
    blank = [number for number in pages.numbers if not pages.number(number).strip()]
    silent = [number for number in pages.numbers if fold(pages.number(number)) in {"documents", "registers"}]
    numbered = [number for number in pages.numbers if str(number) in pages.number(number).split()]
    assert len(silent) == 2
    assert sorted([*numbered, *blank, *silent]) == list(pages.numbers)


def test_contents_name_the_right_pages(pdf: Path, pages: Pages) -> None:
    in_order = poppler("pdftotext", "-raw", str(pdf), "-").split("\f")
    contents = next(page for page in in_order if page.startswith("Contents")).split()
    titles = ["Persons", "How this edition is made", "Sources and descriptions"]
    for name in ("introduction.xml", RECORD.tei, TELEGRAM.tei):
        title = etree.parse(SAMPLE / name).find(f".//{TEI}titleStmt/{TEI}title")
        titles.append("".join(title.itertext()))
    for title in titles:
        page = fold(pages.number(number_after(title, contents)))
        assert page.lstrip("0123456789").startswith(fold(title)), title


def number_after(title: str, words: list[str]) -> int:
    """Give the number that follows a title in the contents."""
    gathered = ""
    for word in words:
        if gathered.endswith(fold(title)) and word.isdigit():
            return int(word)
        gathered += fold(word)
    raise AssertionError(title)


def entries(printed: Tagged) -> Iterator[tuple[str, set[int]]]:
    """Give the headings of the registers' entries with their pages, which stand behind an en space."""
    for block in printed.blocks:
        if match := re.fullmatch(r"(.*)\u2002((?:[\d–, ]|\u00a0n\.\u00a0\d+)+)", block):
            pages = re.sub(r"\u00a0n\.\u00a0\d+", "", match[2])
            spans = [[int(end) for end in span.split("–")] for span in pages.split(", ")]
            name = re.sub(r", [^,]*\d{4}.*", "", match[1])
            yield fold(name), {number for span in spans for number in range(span[0], span[-1] + 1)}


def mentions(register: str, prefix: str) -> dict[str, set[str]]:
    """Give, for each main name of a register, the words by which the texts mention it; none where someone speaks."""
    names = {
        f"{prefix}:{name.getparent().get('{http://www.w3.org/XML/1998/namespace}id')}": fold("".join(name.itertext()))
        for name in etree.parse(SAMPLE / register).iterfind(f".//{TEI}*[@type='main']")
    }
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(SAMPLE.glob("*.xml")):
        for element in etree.parse(path).xpath("//*[@ref or @who][ancestor::*[local-name() = 'text']]"):
            for token in f"{element.get('ref', '')} {element.get('who', '')}".split():
                if token in names:
                    said = element.xpath(".//text()[not(ancestor::*[local-name() = 'sic'])]")
                    found[names[token]].add("" if element.get("who") else fold("".join(said)))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("register", "prefix"),
    [("persons.xml", "pers"), ("places.xml", "place"), ("organisations.xml", "org"), ("events.xml", "event")],
)
def test_registers_name_pages_that_hold_the_name(register: str, prefix: str, printed: Tagged, pages: Pages) -> None:
    words = mentions(register, prefix)
    listed = [(name, fold(pages.number(n))) for name, numbers in entries(printed) if name in words for n in numbers]
    divided = {(name, page) for name, page in listed if not any(word in page for word in words[name])}
    assert len(listed) > 30
    assert len(divided) <= 1  # a word may begin on one page and end on the next
    assert all(any(word[:3] in page for word in words[name]) for name, page in divided)


@pytest.mark.slow
def test_a_register_misses_no_page(printed: Tagged, pages: Pages) -> None:
    listed = dict(entries(printed))
    last = next(number for number in pages.numbers if fold(pages.number(number)) == "registers")
    for name in ("Gilan", "Khuzestan", "Rothstein", "Czechoslovakia", "Greece", "Molotov"):
        found = next(numbers for entry, numbers in listed.items() if entry.startswith(fold(name)))
        assert found >= {number for number in range(1, last) if fold(name) in fold(pages.number(number))}, name


def write(folder: Path, body: str, title: str = "A title") -> Path:
    """Write a TEI document that holds what nobody foresaw."""
    (folder / "strange.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>'
        f"<publicationStmt><p>No.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
        f"<text><body>{body}</body></text></TEI>",
        "utf-8",
    )
    return folder


def test_text_is_never_code(tmp_path: Path) -> None:
    hostile = HOSTILE.replace("<", "&lt;")
    pdf = make(write(tmp_path, f"<head>{hostile}</head><p>{hostile}</p>", hostile), tmp_path / "book.pdf")
    squeezed = re.sub(r"\s", "", poppler("pdftotext", str(pdf), "-"))
    assert squeezed.count(re.sub(r"\s", "", HOSTILE)) >= 2
    assert "root:" not in squeezed


def test_elements_that_no_rule_knows_keep_their_words(tmp_path: Path) -> None:
    body = (
        "<div><p>before <list><item>one</item><label>two</label><item>three</item></list> after</p>"
        "<table><row><cell cols='2'>cell</cell></row></table><lg><l>line <note>note <note>inner</note></note></l></lg>"
        "<sp><speaker>WHO</speaker><l>says</l><stage>goes</stage></sp><weird>odd <thing>words</thing></weird>"
        "<p>a<app><lem>lemma</lem><rdg wit='#B'>reading</rdg></app> "
        "<choice><abbr>Mr</abbr><expan>Mister</expan></choice><del>gone</del><add>come</add><unclear>dim</unclear>"
        "<said><p>block inside</p></said></p>"
        "<figure><head>caption</head><figDesc>described</figDesc></figure><p xml:lang='fa'>متن فارسی</p></div>"
    )
    folder = write(tmp_path, body)
    assert missing(folder / "strange.xml", read(make(folder, tmp_path / "book.pdf"))) == []
