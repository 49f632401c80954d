"""Files whose root is another element of TEI: documents where there are no others, pieces of them where there are."""

import json
from pathlib import Path

import pytest
from conftest import Run
from lxml import etree

_NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
_SURFACE = f"""<surface {_NS} n="1r" ulx="0" uly="0" lrx="3847" lry="5342">
<zone type="main"><line>It was <del>on</del> in</line>
<line>a <ref target="#nowhere">dreary</ref> night</line></zone>
</surface>"""


def _build(run: Run, folder: Path) -> list[dict[str, str]]:
    assert run("build", folder, "-o", folder.parent / "site", "-q").status == 0
    listed: list[dict[str, str]] = json.loads((folder.parent / "site" / "edition.json").read_text("utf-8"))["documents"]
    return listed


@pytest.mark.parametrize(
    ("piece", "title", "kind"),
    [
        (_SURFACE, "a", "document"),
        (f"<sourceDoc {_NS}><surface><line>One</line></surface></sourceDoc>", "a", "document"),
        (f"<div {_NS} xml:lang='de'><head>Ein Gedicht</head><lg><l>Eins</l></lg></div>", "Ein Gedicht", "document"),
        (f"<text {_NS}><body><p>One</p></body></text>", "a", "document"),
        (f"<listPerson {_NS}><head>People</head><person><name>Ada</name></person></listPerson>", "People", "register"),
        (f"<msDesc {_NS}><msIdentifier><idno>MS 1</idno></msIdentifier></msDesc>", "MS 1", "document"),
    ],
)
def test_a_piece_alone_is_a_document(piece: str, title: str, kind: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xml").write_text(piece, "utf-8")
    (document,) = _build(run, tmp_path / "in")
    assert (document["title"], document["kind"]) == (title, kind)
    audit = run("audit", tmp_path / "in", "--site", tmp_path / "site")
    assert (audit.status, "0 lost, 0 doubled" in audit.out) == (0, True)


def test_findings_on_a_piece_name_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(_SURFACE, "utf-8")
    (found,) = json.loads(run("validate", tmp_path, "--format", "json").out)
    assert (found["code"], found["line"], found["column"]) == ("REF003", 3, 22)
    assert found["path"] == "/surface/zone/line[2]/ref"


def test_a_piece_may_have_the_id_that_its_file_is_called_after(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xml").write_text(_SURFACE.replace("<surface", "<surface xml:id='a'"), "utf-8")
    _build(run, tmp_path / "in")
    ids = etree.parse(tmp_path / "site" / "a.html").xpath("//@id")
    assert len(ids) == len(set(ids))


def test_beside_documents_pieces_are_none(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.xml").write_text(_SURFACE, "utf-8")
    assert [each["id"] for each in _build(run, source)] == ["a"]
    (source / "b.xml").write_text(f"<TEI {_NS}><text><body><p>One</p></body></text></TEI>", "utf-8")
    assert [each["id"] for each in _build(run, source)] == ["b"]
    (source / "b.xml").unlink()
    assert [each["id"] for each in _build(run, source)] == ["a"]
