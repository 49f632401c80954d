"""Whole volumes: no line leaves the type area, and what indexes and references say of pages is held against a count."""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from bound import Area, overfull, texts, wrong_contents
from conftest import Run
from support import corpora

TEI: Final = "http://www.tei-c.org/ns/1.0"
HEADER: Final = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p>No.</p></publicationStmt>"
    "<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
)
USUAL: Final = Area(inside=20, outside=28)
FILLER: Final = "Of this the records say nothing more than what the others had said before them in the same words. "


def write(folder: Path, name: str, title: str, content: str) -> None:
    """Write a document into a project."""
    text = f'<TEI xmlns="{TEI}" xml:id="{name}">{HEADER.format(title=title)}{content}</TEI>'
    (folder / f"{name}.xml").write_text(text, "utf-8")


def project(folder: Path, *, people: int, documents: int, pages: int) -> None:
    """Write an edition with a register, and documents whose words tell who is named where.

    `Tabcd` stands where the text names the person abcd, `Nabcd` where a note does; `Pab` begins a paragraph that
    `Rab` refers to.
    """
    folder.mkdir()
    (folder / "edition.toml").write_text(f'title = "An index"\n[book]\npages = {pages}\n', "utf-8")
    entries = "".join(
        f'<person xml:id="p{n:04}"><persName>Nomen {n:04}</persName><note>Somebody.</note></person>'
        for n in range(people)
    )
    write(folder, "persons", "Persons", f"<standOff><listPerson>{entries}</listPerson></standOff>")
    rng = random.Random(7)
    for document in range(documents):
        paragraphs = []
        for paragraph in range(30):
            words = [
                f'<persName ref="persons.xml#p{n:04}">T{n:04}</persName> {FILLER * rng.randrange(4)}'
                for n in rng.choices(range(people), k=4)
            ]
            if paragraph % 3 == 0:
                n = rng.randrange(people)
                words.append(f'<note>By <persName ref="persons.xml#p{n:04}">N{n:04}</persName>.</note>')
            if paragraph == 20:
                other = rng.randrange(documents)
                words.append(f' See <ref target="d{other:02}.xml#d{other:02}-here">R{other:02}</ref>.')
            own = f' xml:id="d{document:02}-here"' if paragraph == 10 else ""
            start = f"P{document:02} " if own else ""
            paragraphs.append(f"<p{own}>{start}{' '.join(words)}</p>")
        write(folder, f"d{document:02}", f"Document {document}", f"<text><body>{''.join(paragraphs)}</body></text>")


def counted(pages: list[tuple[str, str]]) -> dict[str, str]:
    """Give for each person what the index should say: pages on which the text has it, then notes on others."""
    in_text: dict[str, set[int]] = defaultdict(set)
    in_notes: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for label, text in pages:
        for found in re.finditer(r"\bT(\d{4})", text):
            in_text[found[1]].add(int(label))
        for found in re.finditer(r"(\d+)\s*By N(\d{4})\.", text):
            in_notes[found[2]].add((int(label), int(found[1])))
    return {name: listed(in_text[name], in_notes[name]) for name in sorted({*in_text, *in_notes})}


def listed(numbers: set[int], notes: set[tuple[int, int]]) -> str:
    """Write pages as an index does: each once, runs of them as ranges, a note where only it has the name."""
    found = []
    for first in sorted(number for number in numbers if number - 1 not in numbers):
        last = first
        while last + 1 in numbers:
            last += 1
        found.append((first, str(first) if first == last else f"{first}–{last}"))
    found += [(number, f"{number} n. {note}") for number, note in sorted(notes) if number not in numbers]
    return ", ".join(words for _, words in sorted(found, key=lambda each: each[0]))


def index(pages: list[tuple[str, str]]) -> dict[str, str]:
    """Give what the printed index says, by person."""
    printed = " ".join(" ".join(text for _, text in pages).split()).replace("– ", "–")
    number = r"\d+(?:–\d+)?(?: n\. \d+)?"
    entry = rf"Nomen (\d{{4}}) ((?:\d: )?{number}(?:(?:, |; \d: |; ){number})*)"
    return {found[1]: found[2] for found in re.finditer(entry, printed)}


def references(volumes: list[list[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    """Give each page that a reference names, with the page on which the place stands; those in one volume only."""
    for pages in volumes:
        goals = {found[1]: label for label, text in pages for found in re.finditer(r"\bP(\d\d) ", text)}
        whole = " ".join(" ".join(text for _, text in pages).split())
        for found in re.finditer(r"See R(\d\d), p\. (\d+)", whole):
            yield found[2], goals[found[1]]


@pytest.mark.slow
@pytest.mark.parametrize(("people", "documents", "most"), [(2000, 60, 1000), (200, 12, 20)])
def test_an_index_names_the_pages_that_a_count_finds(
    run: Run, tmp_path: Path, people: int, documents: int, most: int
) -> None:
    project(tmp_path / "in", people=people, documents=documents, pages=most)
    result = run("build", tmp_path / "in", "-o", tmp_path / "out", "--pdf", "--no-search", "-q")
    assert result.status == 0, result.err
    formats = json.loads((tmp_path / "out" / "edition.json").read_text("utf-8"))["formats"]
    paths = [tmp_path / "out" / formats[form] for form in formats if form.startswith("pdf")]
    assert (len(paths) > 2) == (most < 100)
    volumes = [[each for each in texts(path) if each[0].isdigit()] for path in paths]
    expected: dict[str, list[str]] = defaultdict(list)
    for number, pages in enumerate(volumes, 1):
        for name, words in counted(pages).items():
            expected[name].append(f"{number}: {words}" if len(volumes) > 1 else words)
    assert index(volumes[-1]) == {name: "; ".join(words) for name, words in expected.items()}
    assert len(expected) > 0.9 * people
    named = list(references(volumes))
    assert [first for first, _ in named] == [second for _, second in named]
    assert named
    listed_in_contents = 0
    for path in paths:
        assert overfull(path, USUAL) == []
        count, wrong = wrong_contents(path)
        assert wrong == []
        listed_in_contents += count  # a volume of a single document has no contents
    assert listed_in_contents > 1


@pytest.mark.slow
@pytest.mark.parametrize(("corpus", "count"), [("plays", 24), ("minutes", 80), ("letters", 200)])
def test_volumes_of_other_peoples_documents(run: Run, tmp_path: Path, corpus: str, count: int) -> None:
    (tmp_path / "in").mkdir()
    for source in sorted((corpora() / corpus).rglob("*.xml"))[:count]:
        (tmp_path / "in" / source.name).write_bytes(source.read_bytes())
    result = run("build", tmp_path / "in", "-o", tmp_path / "out", "--pdf", "--no-search", "--format", "json")
    assert result.status == 0, result.err
    assert not any(found["code"] == "TXT006" for found in json.loads(result.out))
    formats = json.loads((tmp_path / "out" / "edition.json").read_text("utf-8"))["formats"]
    for form in (form for form in formats if form.startswith("pdf")):
        assert overfull(tmp_path / "out" / formats[form], USUAL) == []
        assert wrong_contents(tmp_path / "out" / formats[form])[1] == []


@pytest.mark.slow
def test_the_comparison_notices_a_line_too_long(run: Run, tmp_path: Path) -> None:
    project(tmp_path / "in", people=20, documents=1, pages=1000)
    run("build", tmp_path / "in", "-o", tmp_path / "out", "--pdf", "--no-search", "-q")
    assert overfull(tmp_path / "out" / "book.pdf", Area(USUAL.inside, USUAL.outside + 4))
