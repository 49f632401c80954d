"""A copy of a file that has the ids of the original: the original keeps its address, and the copy is named."""

import json
from pathlib import Path

import pytest
from conftest import Run

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"{}><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>'
    "<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
    '<text><body><p xml:id="letter-1-p1">It came.</p></body></text></TEI>'
)


def pages(run: Run, folder: Path, files: dict[str, str]) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """Build files that have these ids; give their pages, and the findings on ids with their files and messages."""
    for name, id_ in files.items():
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEI.format(f' xml:id="{id_}"' if id_ else ""))
    result = run("build", folder / "in", "-o", folder / "out", "--no-search", "--format", "json")
    assert result.status == 0
    manifest = json.loads((folder / "out/edition.json").read_text())
    found = [(each["code"], Path(each["file"]).name, each["message"]) for each in json.loads(result.out)]
    return (
        {each["source"]: each["pages"][0] for each in manifest["documents"]},
        [each for each in found if each[0] in ("REF010", "REF002")],
    )


def test_a_copy_does_not_take_the_address_of_the_original(run: Run, tmp_path: Path) -> None:
    made, found = pages(run, tmp_path, {"letter-1.xml": "letter-1", "letter-1-copy.xml": "letter-1"})
    assert made == {"letter-1.xml": "letter-1.html", "letter-1-copy.xml": "document-letter-1.html"}
    assert found == [
        (
            "REF010",
            "letter-1-copy.xml",
            "the address “letter-1” is that of letter-1.xml; this document’s page is document-letter-1.html",
        ),
        ("REF002", "letter-1-copy.xml", "the id “letter-1” is also used in letter-1.xml"),
        ("REF002", "letter-1-copy.xml", "the id “letter-1-p1” is also used in letter-1.xml"),
    ]


@pytest.mark.parametrize(
    ("original", "copy", "id_"),
    [
        ("letter-1.xml", "a.xml", "letter-1"),  # the file is called after the id
        ("b.xml", "Copy of b.xml", "holm-1902"),  # the name of the copy holds that of the original
        ("b.xml", "b (1).xml", "holm-1902"),
        ("b.xml", "b-backup.xml", ""),  # no ids but those of passages: the addresses differ
    ],
)
def test_the_original_is_known_by_its_name(run: Run, tmp_path: Path, original: str, copy: str, id_: str) -> None:
    made, found = pages(run, tmp_path, {original: id_, copy: id_})
    assert made[original] == f"{id_ or 'b'}.html"
    assert {file for _, file, _ in found} == {copy}


def test_of_files_that_are_no_copies_the_first_keeps_the_address(run: Run, tmp_path: Path) -> None:
    made, found = pages(run, tmp_path, {"a/x.xml": "letter", "b/yy.xml": "letter"})
    assert made == {"a/x.xml": "letter.html", "b/yy.xml": "b-letter.html"}
    assert {file for _, file, _ in found} == {"yy.xml"}


def test_who_has_an_address_to_itself_keeps_it_from_who_needs_another(run: Run, tmp_path: Path) -> None:
    files = {"in/a.xml": "letter-1", "in/b.xml": "letter-1", "in/c.xml": "in-letter-1"}
    made, _ = pages(run, tmp_path, files)
    assert made["in/c.xml"] == "in-letter-1.html"
    assert made["in/b.xml"] == "in-letter-1-2.html"


def test_an_incremental_build_is_that_from_nothing(run: Run, tmp_path: Path) -> None:
    pages(run, tmp_path, {"letter-1.xml": "letter-1"})
    again, _ = pages(run, tmp_path, {"letter-1-copy.xml": "letter-1"})
    (tmp_path / "out").rename(tmp_path / "first")
    assert pages(run, tmp_path, {})[0] == again
    for file in (tmp_path / "first").rglob("*.html"):
        assert (tmp_path / "out" / file.relative_to(tmp_path / "first")).read_bytes() == file.read_bytes()


def test_a_page_of_the_site_is_named(run: Run, tmp_path: Path) -> None:
    _, found = pages(run, tmp_path, {"x.xml": "making"})
    assert [message for code, _, message in found if code == "REF010"] == [
        "the address “making” is that of a page of the site itself; this document’s page is document-making.html"
    ]


def test_a_copy_of_much_is_one_finding(run: Run, tmp_path: Path) -> None:
    text = TEI.format(' xml:id="letter"').replace("</body>", '<p xml:id="p2"/><p xml:id="p3"/><p xml:id="p4"/></body>')
    for name in ("letter.xml", "letter-copy.xml"):
        (tmp_path / name).write_text(text)
    result = run("validate", tmp_path, "--format", "json", "--select", "REF002")
    (found,) = json.loads(result.out)
    assert found["file"].endswith("letter-copy.xml")
    assert found["message"] == "5 ids, of which “letter” is the first, are also used in letter.xml"
    assert found["line"] == 1


IDS = "wolff-1 wolff-1-p1 wolff-1-p2 wolff-1-opener"
OTHERS = "books and registers that gather several files need ids that differ"


@pytest.mark.parametrize(
    ("name", "ids", "more", "advice"),
    [
        ("wolff-4", IDS, "", "replace “wolff-1” by “wolff-4” everywhere in the copy, and it has ids of its own"),
        (
            "wolff-1-copy",
            IDS,
            "",
            "replace “wolff-1” by “wolff-1-copy” everywhere in the copy, and it has ids of its own",
        ),
        ("4 wolff", IDS, "", "replace “wolff-1” by another name everywhere in the copy, and it has ids of its own"),
        ("wolff-4", IDS, "wolff-12", "a copy needs ids of its own"),  # would become wolff-42
        (
            "wolff-4",
            IDS,
            "wolff-4-p9",
            "replace “wolff-1” by another name everywhere in the copy, and it has ids of its own",
        ),
        ("wolff-4", "one two three four", "", "a copy needs ids of its own"),
    ],
)
def test_how_a_copy_gets_ids_of_its_own(run: Run, tmp_path: Path, name: str, ids: str, more: str, advice: str) -> None:
    passages = "".join(f'<p xml:id="{each}"/>' for each in ids.split())
    (tmp_path / "original.xml").write_text(TEI.format("").replace("</body>", f"{passages}</body>"))
    passages += f'<p xml:id="{more}"/>' if more else ""
    copy = TEI.format("").replace(' xml:id="letter-1-p1"', "").replace("</body>", f"{passages}</body>")
    (tmp_path / f"{name}.xml").write_text(copy)
    result = run("validate", tmp_path, "--format", "json", "--select", "REF002")
    (found,) = json.loads(result.out)
    assert found["help"] == f"{advice}; {OTHERS}"
