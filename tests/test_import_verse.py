"""`edition import`, lines of Markdown: breaks that were meant are kept, and lines that run on are told."""

from pathlib import Path

from conftest import Run
from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"


def imported(run: Run, folder: Path, text: str) -> tuple[list[list[str]], str]:
    """Import Markdown; give the lines of each paragraph, and the summary."""
    (folder / "verse.md").write_text(text, "utf-8")
    result = run("import", folder / "verse.md", "-o", folder / "out")
    assert result.status == 0
    lines: list[list[str]] = []
    for paragraph in etree.parse(folder / "out" / "verse.xml").getroot().iterfind(f".//{TEI}body//{TEI}p"):
        for lb in paragraph.iter(f"{TEI}lb"):
            lb.text = "/"
        lines.append("".join(map(str, paragraph.itertext())).split("/"))
    return lines, result.err


def test_hard_breaks_are_lines(run: Run, tmp_path: Path) -> None:
    lines, said = imported(run, tmp_path, "# Verse\n\nHe wrote:\n\n> Over all  \n> the *hills*\\\n> is peace,\n")
    assert lines == [["He wrote:"], ["Over all", "the hills", "is peace,"]]
    assert "run on" not in said


def test_line_blocks_of_pandoc_are_lines(run: Run, tmp_path: Path) -> None:
    lines, _ = imported(
        run, tmp_path, "# Verse\n\nHe wrote:\n\n| Over *all*\n| *the* hills\n| is peace,\n\nand ended.\n"
    )
    assert lines == [["He wrote:"], ["Over all", "the hills", "is peace,"], ["and ended."]]


def test_what_is_a_table_without_a_rule_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    lines, _ = imported(run, tmp_path, "# Sums\n\nHe wrote:\n\n| a | b\n| c | d\n")
    assert lines == [["He wrote:"], ["| a | b\n| c | d"]]


def test_short_lines_of_a_quotation_are_told(run: Run, tmp_path: Path) -> None:
    """Nobody can say whether they are verse, and Markdown says that they are one line."""
    lines, said = imported(
        run, tmp_path, "# Verse\n\nHe wrote:\n\n> Over all the hills\n> is peace,\n> in all treetops\n"
    )
    assert lines[1] == ["Over all the hills\nis peace,\nin all treetops"]
    assert "lines that run on: one line in Markdown; for verse, end each with a backslash and import again" in said
    assert "line 5: Over all the hills" in said


def test_prose_that_an_editor_has_filled_is_not_told(run: Run, tmp_path: Path) -> None:
    words = "> It was the custom of the house that all guests\n> were given tea, and a seat beside the window\n"
    assert "run on" not in imported(run, tmp_path, f"# Prose\n\nHe wrote:\n\n{words}")[1]
