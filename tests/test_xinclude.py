"""`xi:include`: what the edition's folder holds is taken in and keeps its place; nothing else is read."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Run
from lxml import etree

from edition.config import Limits
from edition.model import Finding, Source, Spot
from edition.rules import check_tree
from edition.source.describe import describe
from edition.source.parse import Tree, parse
from edition.source.positions import locate
from edition.source.xinclude import included

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"><text>{}</text></TEI>'
PART = '<body xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">{}</body>'
LIMITS = Limits()


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def read(folder: Path, limits: Limits = LIMITS, name: str = "main.xml") -> tuple[Tree | None, list[Finding]]:
    return parse(Source(folder / name, name), limits)


def good(folder: Path, files: Mapping[str, str | bytes], name: str = "main.xml") -> Tree:
    write(folder, files)
    tree, findings = read(folder, name=name)
    assert findings == []
    assert tree is not None
    return tree


def inner(tree: Tree) -> str:
    """Return what stands in the text, without declarations of namespaces."""
    text = etree.tostring(tree.root[0], encoding="unicode")
    for name in ("http://www.tei-c.org/ns/1.0", "http://www.w3.org/2001/XInclude"):
        for prefix in ("", ":xi"):
            text = text.replace(f' xmlns{prefix}="{name}"', "")
    return text.removeprefix("<text>").removesuffix("</text>")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<xi:include href="part.xml"/>', "<body>\n<p>One</p><div xml:id='x'><p>Two</p></div></body>"),
        ('a<xi:include href="sub/../part.xml"/>b', "a<body>\n<p>One</p><div xml:id='x'><p>Two</p></div></body>b"),
        ('a<xi:include href="part.xml" xpointer="x"/>b', "a<div xml:id='x'><p>Two</p></div>b"),
        ('<lb/><xi:include href="part.xml" xpointer="xpointer(id(\'x\'))"/>', "<lb/><div xml:id='x'><p>Two</p></div>"),
        ('<xi:include href="part.xml" xpointer="element(x)"/><p/>', "<div xml:id='x'><p>Two</p></div><p/>"),
        ('<p>a<xi:include href="t%20x.txt" parse="text"/>b</p>', "<p>aé &lt;p&gt; &amp;\nb</p>"),
        ('<p><lb/>a<xi:include href="latin.txt" parse="text" encoding="iso-8859-1"/></p>', "<p><lb/>aé</p>"),
        ('<p xml:id="y">y</p><xi:include xpointer="y"/>', "<p xml:id='y'>y</p><p xml:id='y'>y</p>"),
        ('<xi:include href="deep/a.xml"/>', "<body><p>A</p><body><p>B</p></body></body>"),
        ('<xi:include href="part.xml" xpointer="x"><xi:fallback><p/></xi:fallback></xi:include>',
         "<div xml:id='x'><p>Two</p></div>"),
    ],
)  # fmt: skip
def test_what_the_folder_holds_is_taken_in(tmp_path: Path, body: str, expected: str) -> None:
    tree = good(tmp_path, {
        "main.xml": TEI.format(body),
        "part.xml": '<!-- b --><?xml-model href="x"?>' + PART.format('\n<p>One</p><div xml:id="x"><p>Two</p></div>'),
        "t x.txt": "é <p> &\r\n",
        "latin.txt": "é".encode("latin-1"),
        "deep/a.xml": PART.format('<p>A</p><xi:include href="b.xml"/>'),
        "deep/b.xml": PART.format("<p>B</p>"),
    })  # fmt: skip
    assert inner(tree) == expected.replace("'", '"')
    parser = etree.XMLParser(collect_ids=False)
    assert etree.tostring(etree.fromstring(tree.text, parser)) == etree.tostring(tree.root)
    assert not tree.is_verbatim
    assert tree.sha256 == hashlib.sha256((tmp_path / "main.xml").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("href", "why"),
    [
        ("/etc/passwd", "no file of the edition"),
        ("file:///etc/passwd", "no file of the edition"),
        ("http://127.0.0.1:9/x", "no file of the edition"),
        ("//host/x", "no file of the edition"),
        ("http://[", "no address"),
        ("../secret.txt", "out of the edition’s folder"),
        ("sub/../../secret.txt", "out of the edition’s folder"),
        ("%2e%2e/secret.txt", "out of the edition’s folder"),
        ("..\\secret.txt", "out of the edition’s folder"),
        ("a%00.txt", "out of the edition’s folder"),
        ("link.txt", "out of the edition’s folder"),
        ("links/secret.txt", "out of the edition’s folder"),
        (".env", "hidden"),
        ("sub/.env", "hidden"),
        (".git/config", "hidden"),
        ("none.txt", "no such file"),
        ("loop.txt", "no such file"),
        ("x" * 5000, "no such file"),
        ("sub", "not a file"),
        ("pipe", "not a file"),
        ("picture.png", "characters that XML does not allow"),
        ("broken.txt", "not UTF-8"),
        ("a.txt#x", "fragment"),
        ("a.txt?x", "query"),
    ],
)
def test_nothing_else_is_read(tmp_path: Path, href: str, why: str) -> None:
    home = tmp_path / "home"
    write(tmp_path, {"secret.txt": "TOPSECRET", "home/.env": "TOPSECRET", "home/sub/.env": "TOPSECRET"})
    write(home, {"picture.png": b"PNG\0", "broken.txt": b"\xff", "a.txt": "a"})
    (home / "link.txt").symlink_to(tmp_path / "secret.txt")
    (home / "links").symlink_to(tmp_path)
    (home / "loop.txt").symlink_to(home / "loop.txt")
    os.mkfifo(home / "pipe")
    for parse_ in ("text", "xml"):
        write(home, {"main.xml": TEI.format(f'<p>a<xi:include href="{href}" parse="{parse_}"/>b</p>')})
        tree, (found,) = read(home)
        assert (found.code, found.severity, found.file) == ("XML010", "error", home / "main.xml")
        assert found.span is not None
        assert parse_ == "xml" or why in found.message
        assert tree is not None
        assert "TOPSECRET" not in tree.text + repr(found)
        assert inner(tree) == "<p>ab</p>"


@pytest.mark.parametrize(
    ("include", "why"),
    [
        ('<xi:include href="main.xml"/>', "it includes itself"),
        ("<xi:include/>", "it includes itself"),
        ('<xi:include href="circle.xml"/>', "it includes itself"),
        ('<div xml:id="d"><xi:include xpointer="d"/></div>', "it includes itself"),
        ('<xi:include href="bad.xml"/>', "bad.xml, line 1: mismatched tag"),
        ('<xi:include href="entity.xml"/>', "entity.xml, line 1: the external entity &amp;s;"),
        ('<xi:include href="part.xml" xpointer="none"/>', "there is no id “none” in part.xml"),
        ('<xi:include href="part.xml" xpointer="xpointer(//p)"/>', "only an id"),
        ('<xi:include href="part.xml" parse="html"/>', "neither xml nor text"),
        ('<xi:include href="part.xml" parse="text" xpointer="x"/>', "a part of a text"),
        ('<xi:include href="part.xml" parse="text" encoding="hex"/>', "it is not in hex"),
    ],
)
def test_what_cannot_be_included_is_said(tmp_path: Path, include: str, why: str) -> None:
    write(tmp_path, {
        "main.xml": TEI.format(include),
        "part.xml": PART.format("<p/>"),
        "circle.xml": PART.format('<xi:include href="main.xml"/>'),
        "bad.xml": "<a><b></a>",
        "entity.xml": '<!DOCTYPE a [<!ENTITY s SYSTEM "/etc/passwd">]><a>&s;</a>',
    })  # fmt: skip
    tree, findings = read(tmp_path)
    assert tree is not None
    assert "XML010" in {each.code for each in findings}
    assert any(why.replace("&amp;", "&")[:20] in each.message for each in findings)
    assert "root:" not in tree.text


def test_a_fallback_stands_in_and_is_a_warning(tmp_path: Path) -> None:
    fallback = '<xi:fallback>f<p>g<xi:include href="b"/></p>h<xi:include href="part.xml"/></xi:fallback>'
    write(tmp_path, {
        "main.xml": TEI.format(f'a\n<xi:include href="a">{fallback}</xi:include>i<xi:include href="part.xml"/>'),
        "part.xml": PART.format("j"),
    })  # fmt: skip
    tree, findings = read(tmp_path)
    assert tree is not None
    assert inner(tree) == "a\nf<p>g</p>h<body>j</body>i<body>j</body>"
    assert [(each.code, each.severity, each.span.line if each.span else 0) for each in findings] == [
        ("XML009", "warning", 2), ("XML010", "error", 2),
    ]  # fmt: skip


def test_an_example_is_left_as_it_is(tmp_path: Path) -> None:
    example = '<egXML xmlns="http://www.tei-c.org/ns/Examples"><xi:include href="part.xml"/></egXML>'
    tree = good(tmp_path, {"main.xml": TEI.format(example)})
    assert "xi:include" in tree.text
    assert tree.is_verbatim
    assert (tree.parts, tree.origins) == ((), ())


def test_every_element_knows_its_file(tmp_path: Path) -> None:
    tree = good(tmp_path, {
        "sub/main.xml": TEI.format('<p>1</p>\n<xi:include href="../a.xml"/><p>5</p>'),
        "a.xml": '<!DOCTYPE body [<!ENTITY e "<hi/>">]>'
        + PART.format('<p>&e;2</p><xi:include href="sub/b.xml" xpointer="b"/>\n<p>4</p>'),
        "sub/b.xml": PART.format('<ab/>\n\n<p xml:id="b">3</p>'),
    }, name="sub/main.xml")  # fmt: skip
    findings = [
        Finding("X", "error", tree.source.path, element.text or "", spot=Spot(number))
        for number, element in enumerate(tree.root.iter("*"))
    ]
    located = locate(findings, {tree.source.path: tree.origins})
    seen = [
        (each.file.relative_to(tmp_path).as_posix(), each.path, each.span.line if each.span else 0) for each in located
    ]
    assert seen == [
        ("sub/main.xml", "/TEI", 1),
        ("sub/main.xml", "/TEI/text", 1),
        ("sub/main.xml", "/TEI/text/p[1]", 1),
        ("a.xml", "/body", 1),
        ("a.xml", "/body/p[1]", 1),
        ("a.xml", "/body/p[1]/hi", 1),
        ("sub/b.xml", "/body/p", 3),
        ("a.xml", "/body/p[2]", 2),
        ("sub/main.xml", "/TEI/text/p[2]", 2),
    ]


def test_an_id_that_is_used_twice_names_the_file_of_the_first(tmp_path: Path) -> None:
    tree = good(tmp_path, {
        "main.xml": TEI.format('<xi:include href="a.xml"/>\n<p xml:id="x">b</p>'),
        "a.xml": PART.format('\n<p xml:id="x">a</p>'),
    })  # fmt: skip
    (found,) = check_tree(tree)
    assert (found.code, found.help) == ("REF001", "first used on line 2 of a.xml")


def test_the_document_knows_what_it_is_made_of(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "main.xml": TEI.format('<xi:include href="a.xml"/><xi:include href="b.txt" parse="text"/>'),
        "a.xml": PART.format('<xi:include href="c.xml" xpointer="c"/>'),
        "b.txt": "b",
        "c.xml": PART.format('<p xml:id="c">c</p>'),
    }
    document = describe(good(tmp_path, files))
    assert [(part.path.name, part.is_whole) for part in document.parts] == [
        ("a.xml", True), ("c.xml", False), ("b.txt", False),
    ]  # fmt: skip
    for part in document.parts:
        assert part.sha256 == hashlib.sha256(part.path.read_bytes()).hexdigest()
    assert included([(document.source.path, document.parts)]) == {tmp_path / "a.xml"}
    assert [target.id for target in document.targets] == ["c"]


def test_a_file_that_is_not_there_yet_is_a_part_too(tmp_path: Path) -> None:
    write(tmp_path, {"main.xml": TEI.format('<xi:include href="none.xml"/>')})
    tree, _ = read(tmp_path)
    assert tree is not None
    assert [(part.path.name, part.sha256) for part in tree.parts] == [("none.xml", "")]


def test_of_two_that_include_each_other_one_stays_a_document(tmp_path: Path) -> None:
    write(
        tmp_path,
        {name: TEI.format(f'<xi:include href="{other}"/>') for name, other in (("a.xml", "b.xml"), ("b.xml", "a.xml"))},
    )
    trees = [tree for name in ("a.xml", "b.xml") if (tree := read(tmp_path, name=name)[0])]
    assert included((tree.source.path, tree.parts) for tree in trees) == {tmp_path / "b.xml"}


def test_includes_do_not_go_on_for_ever(tmp_path: Path) -> None:
    chain = {f"{n}.xml": PART.format(f'<xi:include href="{n + 1}.xml"/>') for n in range(30)}
    write(tmp_path, {"main.xml": TEI.format('<xi:include href="0.xml"/>'), **chain})
    tree, (found,) = read(tmp_path)
    assert tree is not None
    assert "more than 20 includes within each other" in found.message
    assert found.file == tmp_path / "19.xml"


def laughs(folder: Path, width: int, depth: int, last: str) -> None:
    files = {f"{n}.xml": PART.format(f'<xi:include href="{n + 1}.xml"/>' * width) for n in range(depth)}
    write(folder, {"main.xml": TEI.format('<xi:include href="0.xml"/>'), **files, f"{depth}.xml": PART.format(last)})


@pytest.mark.parametrize(("width", "depth", "last"), [(10, 15, ""), (10, 4, "x" * 100_000), (100, 3, "<p/>")])
def test_bombs_of_includes_do_not_go_off(tmp_path: Path, width: int, depth: int, last: str) -> None:
    laughs(tmp_path, width, depth, last)
    tree, (found,) = read(tmp_path)
    assert tree is None
    assert found.code == "XML003"


def test_many_includes_that_fail_take_little_time(tmp_path: Path) -> None:
    write(tmp_path, {"main.xml": TEI.format("<p>" + ('<xi:include href="none"/>' + "x" * 5_000) * 9_000 + "</p>")})
    limits = Limits(text=100_000_000)
    tree, findings = read(tmp_path, limits)
    assert tree is not None
    assert len(findings) == 100
    write(tmp_path, {"main.xml": TEI.format('<xi:include href="none"/>' * 10_001)})
    tree, findings = read(tmp_path, limits)
    assert (tree, findings[-1].code) == (None, "XML003")


def test_the_limits_hold_for_the_whole(tmp_path: Path) -> None:
    write(tmp_path, {
        "main.xml": TEI.format("<div>" * 200 + '<xi:include href="deep.xml"/>' + "</div>" * 200),
        "deep.xml": PART.format("<div>" * 200 + "</div>" * 200),
    })  # fmt: skip
    tree, (found,) = read(tmp_path)
    assert (tree, found.code, found.span) == (None, "XML003", None)
    nested = '<xi:include href="none"><xi:fallback>' * 300 + "</xi:fallback></xi:include>" * 300
    write(tmp_path, {"main.xml": TEI.format(nested)})
    tree, findings = read(tmp_path, Limits(depth=1000))
    assert tree is not None
    assert {each.code for each in findings} == {"XML009", "XML010"}


def test_validate_says_where_a_part_is_wrong(tmp_path: Path, run: Run) -> None:
    write(tmp_path, {
        "main.xml": TEI.format('<xi:include href="parts/a.xml"/>'),
        "parts/a.xml": PART.format('\n<xi:include href="none.xml"/>'),
    })  # fmt: skip
    result = run("validate", tmp_path / "main.xml", "--select", "XML")
    assert result.status == 1
    assert "XML010" in result.out + result.err
    assert "parts/a.xml:2:1" in result.out + result.err
