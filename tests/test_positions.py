"""Places in files: the n-th start tag is the n-th element of lxml, and columns count code points."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from support import corpora

from edition.config import Limits
from edition.model import Finding, Source, Spot
from edition.source.decode import decode
from edition.source.parse import parse
from edition.source.positions import Positions, locate

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
ODD = {
    "comments": f"<!-- <a/> --><TEI {TEI}><!-- <p> --><p/><!----><p>x<!-- </p> --></p></TEI><!-- end -->",
    "instructions": f"<?xml-model href='<x>'?><TEI {TEI}><?php <p> ?><p/><?x?></TEI><?y?>",
    "cdata": f"<TEI {TEI}><p><![CDATA[<p n='1'>]]><![CDATA[]]></p><p/></TEI>",
    "namespaces": f"<t:TEI {TEI.replace('=', ':t=')}><p xmlns='u'><t:p/><q xmlns=''/></p><t:p t:n='1'/></t:TEI>",
    "lines": f"<TEI\n  {TEI}\n  n='1'\n><p\n\n/><p\tn = '2'\n rend =\n'a\n b' ></p\n></TEI>",
    "brackets": f"<TEI {TEI} n='>' rend=\"/>'\"><p n='&lt;p>&gt;'/><p n=\"&quot;'&#x3e;\"/></TEI>",
    "letters": f"<TEI {TEI}><é>“”𝒳</é>ش\u200c<p n='é𝒳'/>e\u0301<ПЪ/></TEI>",
    "crlf": f"<TEI {TEI}>\r\n<p\r\nn='1'/>\r<p/>\r\n\r\n<p/>\u2028\u0085<p/></TEI>\r\n",
    "bom": f"\ufeff<TEI {TEI}><p/></TEI>",
    "declared": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<TEI {TEI}><p/></TEI>',
    "entities": f"<!DOCTYPE TEI [<!ENTITY a '<p><p/>b</p>'><!ENTITY b 'é&a;'><!ATTLIST p n CDATA 'x'>]>"
    f"<TEI {TEI}>&b;<p/>&a;<p>&amp;&#233;</p></TEI>",
}  # fmt: skip


def put(folder: Path, content: str) -> Source:
    file = folder / "a.xml"
    file.write_bytes(content.encode())
    return Source(file, "a.xml")


def read(source: Source) -> tuple[Positions, list[etree._Element], list[str]]:
    """Return the positions, the elements of lxml, and the lines of the file as an editor shows them."""
    text = decode(source.path.read_bytes())
    tree, _ = parse(source, Limits())
    assert tree is not None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Positions(text.encode()), list(tree.root.iter(etree.Element)), lines


def written(element: etree._Element) -> str:
    return f"{element.prefix}:" * bool(element.prefix) + etree.QName(element).localname


def cut(lines: list[str], finding: Finding) -> str:
    """Return what a finding's span covers, with lines joined by LF."""
    span = finding.span
    assert span is not None
    part = lines[span.line - 1 : span.end_line]
    part[-1] = part[-1][: span.end_column - 1]
    part[0] = part[0][span.column - 1 :]
    return "\n".join(part)


@pytest.mark.parametrize("name", ODD)
def test_elements_are_counted_as_lxml_counts_them(tmp_path: Path, name: str) -> None:
    positions, elements, _ = read(put(tmp_path, ODD[name]))
    assert len(positions) == len(elements)
    assert [re.sub(r".*/|\[\d+\]$", "", positions.path(number)) for number in range(len(positions))] == [
        written(element) for element in elements
    ]


@pytest.mark.parametrize("name", ODD)
def test_every_start_tag_is_found(tmp_path: Path, name: str) -> None:
    source = put(tmp_path, ODD[name])
    _, elements, lines = read(source)
    for number, element in enumerate(elements):
        (found,) = locate([Finding("X", "error", source.path, "", spot=Spot(number))])
        tag = cut(lines, found)
        if tag in ("&a;", "&b;"):
            continue
        assert tag.startswith(f"<{written(element)}")
        assert tag.endswith(">")
        copy = etree.fromstring(f"{tag.removesuffix('>').removesuffix('/')}/>", etree.XMLParser(recover=True))
        assert set(copy.attrib.values()) <= set(element.attrib.values())


@pytest.mark.parametrize("name", ODD)
def test_every_path_leads_back_to_its_element(tmp_path: Path, name: str) -> None:
    positions, elements, _ = read(put(tmp_path, ODD[name]))
    for number, element in enumerate(elements):
        steps = [step.partition("[") for step in positions.path(number)[1:].split("/")]
        xpath = "".join(f"/*[name()='{name}']{bracket}{index}" for name, bracket, index in steps)
        assert element.xpath(xpath) == [element]


def test_a_path_has_an_index_only_among_equals(tmp_path: Path) -> None:
    positions, _, _ = read(put(tmp_path, f"<TEI {TEI}><text><p/><p><hi/></p><ab/></text></TEI>"))
    assert [positions.path(number) for number in range(6)] == [
        "/TEI", "/TEI/text", "/TEI/text/p[1]", "/TEI/text/p[2]", "/TEI/text/p[2]/hi", "/TEI/text/ab",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("attribute", "token", "expected"),
    [
        ("ref", None, "ref = '#a\n #é&amp;b  #a'"),
        ("ref", "#a", "#a"),
        ("ref", "#é&b", "#é&amp;b"),
        ("ref", "#none", "ref = '#a\n #é&amp;b  #a'"),
        ("xml:id", None, 'xml:id="x"'),
        ("n", None, "n=\" ref='#z' \""),
        ("absent", None, None),
        ("id", None, None),
    ],
)
def test_attributes_and_their_words_are_found(
    tmp_path: Path, attribute: str, token: str | None, expected: str | None
) -> None:
    tag = """<p n=" ref='#z' " xml:id="x" ref = '#a\n #é&amp;b  #a'>"""
    source = put(tmp_path, f"<TEI {TEI}>ششش\n𝒳𝒳 {tag}x</p></TEI>")
    _, _, lines = read(source)
    (found,) = locate([Finding("X", "error", source.path, "", spot=Spot(1, attribute, token))])
    assert cut(lines, found) == (expected if expected is not None else tag)


def test_columns_count_code_points(tmp_path: Path) -> None:
    source = put(tmp_path, f"<TEI {TEI}>\r\n𝒳é\u200c<p/></TEI>")
    (found,) = locate([Finding("X", "error", source.path, "", spot=Spot(1))])
    assert found.span is not None
    assert (found.span.line, found.span.column, found.span.end_column) == (2, 4, 8)


def test_an_attribute_that_a_dtd_adds_has_the_place_of_its_tag(tmp_path: Path) -> None:
    source = put(tmp_path, f"<!DOCTYPE TEI [<!ATTLIST p n CDATA 'x'>]><TEI {TEI}>\n<p/></TEI>")
    _, _, lines = read(source)
    (found,) = locate([Finding("X", "error", source.path, "", spot=Spot(1, "n"))])
    assert cut(lines, found) == "<p/>"


def test_an_element_of_an_entity_has_the_place_of_the_reference(tmp_path: Path) -> None:
    source = put(tmp_path, f"<!DOCTYPE TEI [<!ENTITY a '<p n=\"1\"/>'>]><TEI {TEI}>\n&a;</TEI>")
    _, _, lines = read(source)
    (found,) = locate([Finding("X", "error", source.path, "", spot=Spot(1, "n"))])
    assert cut(lines, found) == "&a;"


def test_only_what_lacks_a_place_is_located(tmp_path: Path) -> None:
    source = put(tmp_path, f"<TEI {TEI}/>")
    plain = Finding("X", "error", source.path, "")
    (placed,) = locate([plain._replace(spot=Spot(0))])
    kept = placed._replace(span=replace(placed.span, line=7)) if placed.span else placed
    gone = Finding("X", "error", tmp_path / "gone.xml", "", spot=Spot(0))
    beyond = plain._replace(spot=Spot(1))
    assert locate([plain, kept, gone, beyond]) == [plain, kept, gone, beyond]


def test_many_findings_in_a_large_file_take_little_time(tmp_path: Path) -> None:
    source = put(tmp_path, f"<TEI {TEI}>" + "<p n='1'>é\n</p>" * 100_000 + "</TEI>")
    findings = [Finding("X", "error", source.path, "", spot=Spot(number, "n")) for number in range(1, 100_001, 10)]
    last = locate(findings)[-1]
    assert last.span is not None
    assert last.span.line == 99_991
    assert last.path == "/TEI/p[99991]"


@pytest.mark.slow
def test_elements_of_other_peoples_editions_are_counted_as_lxml_counts_them() -> None:
    for file in sorted(corpora().rglob("*.xml")):
        data = decode(file.read_bytes()).encode()
        positions = Positions(data)
        root = etree.parse(file).getroot()
        for number, element in enumerate(root.iter(etree.Element)):
            assert data.startswith(f"<{written(element)}".encode(), positions.offset(number))
        assert len(positions) == number + 1
