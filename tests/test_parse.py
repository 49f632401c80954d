"""Files to trees: what is wrong is said well, and no file can do harm."""

import hashlib
import os
from pathlib import Path

import pytest
from lxml import etree
from models import content_models

from edition.config import Config, Limits
from edition.model import Finding, Source
from edition.source.discover import discover
from edition.source.parse import Tree, parse
from edition.source.vocabulary import ELEMENTS, EMPTY

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">{}</TEI>'
LIMITS = Limits()


def put(folder: Path, content: str | bytes) -> Source:
    file = folder / "a.xml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return Source(file, "a.xml")


def good(folder: Path, content: str | bytes, limits: Limits = LIMITS) -> Tree:
    tree, findings = parse(put(folder, content), limits)
    assert tree is not None
    assert findings == []
    return tree


def bad(folder: Path, content: str | bytes, limits: Limits = LIMITS) -> Finding:
    tree, findings = parse(put(folder, content), limits)
    assert tree is None
    (found,) = findings
    assert found.severity == "error"
    return found


def place(found: Finding) -> tuple[int, int, int, int]:
    assert found.span is not None
    return found.span.line, found.span.column, found.span.end_line, found.span.end_column


@pytest.mark.parametrize(
    ("content", "span", "message", "help_"),
    [
        (
            "<a>\n<p>é\n</div></a>",
            (3, 1, 3, 6),
            "mismatched tag: </div> closes <p>, which was opened on line 2",
            "no <div> is open here: write </p>, or remove </div>",
        ),
        (
            "<div>\n<p>“é” <x></p></div>",
            (2, 11, 2, 14),
            "mismatched tag: </p> closes <x>, which was opened on line 2",
            "write </x> before </p>",
        ),
        (
            "<p>\n<persNam>Smith</persName></p>",
            (2, 1, 2, 9),
            "mismatched tag: <persNam> is closed by </persName> on line 2",
            "did you mean <persName>?",
        ),
        (
            '<t:p xmlns:t="u"><t:persname>Smith</t:persName></t:p>',
            (1, 18, 1, 29),
            "mismatched tag: <t:persname> is closed by </t:persName> on line 1",
            "did you mean <t:persName>?",
        ),
        (
            "<p><persName>Smith</persNmae></p>",
            (1, 19, 1, 29),
            "mismatched tag: </persNmae> closes <persName>, which was opened on line 1",
            "did you mean </persName>?",
        ),
        (
            "<p><persName>Smith</placeName></p>",
            (1, 19, 1, 30),
            "mismatched tag: </placeName> closes <persName>, which was opened on line 1",
            "no <placeName> is open here: write </persName>, or remove </placeName>",
        ),
        (
            "<p>one<lb>two</p>",
            (1, 14, 1, 17),
            "mismatched tag: </p> closes <lb>, which was opened on line 1",
            "write <lb/>, since <lb> holds nothing",
        ),
        ("</a>", (1, 1, 1, 4), "mismatched tag: </a> closes nothing", ""),
        ("<a>\r\n <b>\r\n", (2, 2, 2, 4), "<b> is never closed: the file ends on line 3", "write </b>"),
        ("", (1, 1, 1, 1), "the file is empty", ""),
        (" \n", (1, 1, 1, 2), "the file is empty", ""),
        ("<!-- only -->", (1, 14, 1, 14), "the file has no element", ""),
        ("<a>é\x08</a>", (1, 5, 1, 6), "the character U+0008 is not allowed in XML", "remove it"),
        ("<a>x\0</a>", (1, 5, 1, 6), "the character U+0000 is not allowed in XML", "remove it"),
        ("<a>\ufffe</a>", (1, 4, 1, 5), "the character U+FFFE is not allowed in XML", "remove it"),
        ("<a>&#0;</a>", (1, 4, 1, 8), "&#0; is not a character that XML allows", "remove it"),
        ("<a>Marx & Engels</a>", (1, 9, 1, 10), "a bare & in the text", "write &amp; for the sign &"),
        ("<a>AT&T now</a>", (1, 6, 1, 7), "a bare & in the text", "write &amp; for the sign &"),
        ("<a>&#xZ;</a>", (1, 4, 1, 9), "an unfinished reference to a character", "write &amp; for the sign &"),
        ("<a>2 < 3</a>", (1, 6, 1, 7), "a bare < in the text: no tag begins here", "write &lt;"),
        ("<a>]]></a>", (1, 6, 1, 7), "]]> cannot stand in the text", "write ]]&gt;"),
        ("<!-- a -- b --><a/>", (1, 10, 1, 11), "-- cannot stand within a comment", "write a single -"),
        (
            "<a b='x>\n</a>",
            (2, 1, 2, 4),
            "< within the tag <a>, which begins on line 1",
            "close the attribute or the tag before it; within an attribute write &lt;",
        ),
        ("<a b=c/>", (1, 6, 1, 7), "an attribute's value without quotation marks", 'write it as in type="letter"'),
        (
            "<a b=“c”/>",
            (1, 6, 1, 7),
            "“ is no quotation mark of XML",
            'write straight ones, as in type="letter"; word processors bend them',
        ),
        ("<a>&nbsp;</a>", (1, 4, 1, 10), "the entity &nbsp; is not defined", "write &#xA0;"),
        ("<a b/>", (1, 5, 1, 6), "an attribute without a value", 'write it as in type="letter"'),
        ("<a b='1'c='2'/>", (1, 9, 1, 10), "no space between two attributes", "put a space here"),
        (
            "<a b='1' b='2'/>",
            (1, 10, 1, 11),
            "the attribute b stands here a second time",
            "an element has each attribute only once",
        ),
        ("<a b:c:d=''/>", (1, 7, 1, 8), "“:” cannot stand here", ""),
        (
            "<a/>x",
            (1, 5, 1, 6),
            "text stands behind the end of the root element",
            "a file has one root element only",
        ),
        (
            "<a/><b/>",
            (1, 5, 1, 7),
            "<b> stands behind the end of the root element",
            "a file has one root element only",
        ),
        (
            "<a>&eacute;</a>",
            (1, 4, 1, 12),
            "the entity &eacute; is not defined",
            "write the character itself, é, or &#xE9;",
        ),
        (
            "<a>&madeup;</a>",
            (1, 4, 1, 12),
            "the entity &madeup; is not defined",
            "XML knows only &amp; &lt; &gt; &quot; and &apos;; write &amp; for the sign &",
        ),
        (
            "<a><b x:c='1' y:d=''/></a>",
            (1, 4, 1, 6),
            "the namespace prefix x: is not declared",
            'declare it with xmlns:x="…"',
        ),
        (
            "\n<?xml version='1.0'?><a/>",
            (2, 1, 2, 6),
            "the XML declaration must be the very first thing in a file",
            "remove what stands before it",
        ),
        ("<a></a", (1, 4, 1, 7), "the tag that begins here is not closed", "write > where it ends"),
        ("<a><!-- x</a>", (1, 4, 1, 8), "the comment that begins here is not closed", "write --> where it ends"),
        (
            "<a>\n<![CDATA[x</a>",
            (2, 1, 2, 11),
            "the CDATA section that begins here is not closed",
            "write ]]> where it ends",
        ),
        ("Dear friend", (1, 1, 1, 2), "this is not XML: it does not begin with <", None),
        (
            "<!DOCTYPE a [<!ENTITY b '&c;'><!ENTITY c '&b;'>]><a>&b;</a>",
            (1, 53, 1, 56),
            "recursive entity reference",
            "",
        ),
    ],
)
def test_what_is_not_well_formed_is_explained(
    tmp_path: Path, content: str, span: tuple[int, int, int, int], message: str, help_: str | None
) -> None:
    found = bad(tmp_path, content)
    assert found.code == "XML001"
    assert found.message == message
    assert help_ is None or found.help == help_
    assert place(found) == span


def test_any_prefix_of_a_file_gives_one_finding_with_a_place(tmp_path: Path) -> None:
    whole = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- é --><?x y?>\n<!DOCTYPE TEI [<!ENTITY a "b">]>\n'
        + TEI.format("<p n=\"1\" xml:id='é'>&a;&#xe9;<![CDATA[<]]><lb/></p >")
    )
    for length in range(len(whole)):
        assert bad(tmp_path, whole[:length]).span is not None
    good(tmp_path, whole)


def test_the_tree_knows_the_file(tmp_path: Path) -> None:
    content = ('<?xml version="1.0"\n encoding="UTF-8"?>\n<?xml-model href="x"?>' + TEI.format("é")).encode()
    tree = good(tmp_path, content)
    assert tree.sha256 == hashlib.sha256(content).hexdigest()
    # lines and columns stay as they are in the file
    blank = " " * len('<?xml version="1.0"') + "\n" + " " * len(' encoding="UTF-8"?>')
    assert tree.text == blank + '\n<?xml-model href="x"?>' + TEI.format("é")
    assert etree.QName(tree.root).localname == "TEI"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso-8859-1", "windows-1252", "koi8-r"],
)
def test_any_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    letter = "я" if encoding == "koi8-r" else "é"
    declared = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    content = f'<?xml version="1.0" encoding="{declared}"?>' + TEI.format(letter)
    assert good(tmp_path, content.encode(encoding)).root.text == letter


@pytest.mark.parametrize(
    ("content", "span", "said"),
    [
        (TEI.format("\né\xff").encode("latin-1"), (2, 1, 2, 2), "byte 0xE9, number 43 of the file, is not UTF-8"),
        (TEI.format("ü").encode() + b"\xc3", (1, 49, 1, 50), "byte 0xC3, number 50 of the file, is not UTF-8"),
        (
            TEI.format("é").encode("utf-16") + b"\0",
            (1, 49, 1, 50),
            "byte 0x00, number 99 of the file, is not UTF-16-LE",
        ),
        (b'<?xml version="1.0" encoding="hex"?><a/>', (1, 31, 1, 34), "unknown encoding hex"),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', (1, 31, 1, 36), "unknown encoding utf-7"),
        (b"<?xml version='1.0' encoding='unicode_escape'?><a/>", (1, 31, 1, 45), "unknown encoding unicode_escape"),
        (b'<?xml version="1.0" encoding="x-none"?><a/>', (1, 31, 1, 37), "unknown encoding x-none"),
        (b'<?xml version="1.0" encoding="UTF-16"?><a/>', (1, 31, 1, 37), "says UTF-16, but the file is not in UTF-16"),
    ],
)
def test_a_broken_encoding_is_found(tmp_path: Path, content: bytes, span: tuple[int, int, int, int], said: str) -> None:
    found = bad(tmp_path, content)
    assert found.code == "XML004"
    assert said in found.message
    assert place(found) == span


def test_entities_of_the_file_are_expanded_and_the_doctype_goes(tmp_path: Path) -> None:
    content = (
        '<!DOCTYPE TEI [<!ENTITY % more "<!ENTITY d \'e\'>"> %more; <!ENTITY b "<hi>b&amp;&lt;</hi>&#13;&d;">'
        "<!ATTLIST TEI rend CDATA 'plain'>]>\n<!-- c -->"
        + TEI.format("<p n='&d;&#10;\"'>&b;<![CDATA[<x>]]><?go on?><!--c--></p>")
    )
    tree = good(tmp_path, content)
    assert "DOCTYPE" not in tree.text
    assert etree.tostring(tree.root, encoding="unicode") == (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" rend="plain"><p n="e&#10;&quot;"><hi>b&amp;&lt;</hi>&#13;e'
        "&lt;x&gt;<?go on?><!--c--></p></TEI>"
    )
    assert etree.tostring(etree.fromstring(tree.text)) == etree.tostring(tree.root)


def test_an_external_dtd_is_a_warning(tmp_path: Path) -> None:
    tree, (found,) = parse(
        put(tmp_path, '<?xml version="1.0"?>\n<!DOCTYPE TEI SYSTEM "x.dtd">' + TEI.format("a")), LIMITS
    )
    assert tree is not None
    assert (found.code, found.severity, place(found)) == ("XML002", "warning", (2, 1, 2, 10))


def test_characters_that_an_unread_dtd_names_are_read_by_their_usual_names(tmp_path: Path) -> None:
    text = "<p n='&eacute;'>Caf&eacute; &mdash; &eacute;<!-- &eacute; --><![CDATA[&eacute;]]></p>"
    tree, findings = parse(put(tmp_path, '<!DOCTYPE TEI SYSTEM "x.dtd">' + TEI.format(text)), LIMITS)
    assert tree is not None
    paragraph = tree.root[0]
    assert (paragraph.get("n"), "".join(paragraph.itertext())) == ("é", "Café — é&eacute;")
    assert [found.code for found in findings] == ["XML002"] * 3
    assert "it is read as —" in findings[2].message


def test_files_outside_are_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET", encoding="utf-8")
    (tmp_path / "evil.dtd").write_text('<!ENTITY s "TOPSECRET">', encoding="utf-8")
    for head, body in (
        (f'<!DOCTYPE TEI [<!ENTITY s SYSTEM "{secret.as_uri()}">]>', "&s;"),
        (f'<!DOCTYPE TEI [<!ENTITY s SYSTEM "{secret.name}">]>', "&s;"),
        ('<!DOCTYPE TEI SYSTEM "evil.dtd">', "&s;"),
        ('<!DOCTYPE TEI [<!ENTITY % e SYSTEM "evil.dtd"> %e;]>', "&s;"),
        ('<!DOCTYPE TEI SYSTEM "evil.dtd">', "<p n='&s;'/>"),
        ('<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/evil.dtd">', "&s;"),
    ):
        tree, findings = parse(put(tmp_path, head + TEI.format(body)), LIMITS)
        assert tree is None
        assert "XML007" in {found.code for found in findings}
        assert "TOPSECRET" not in repr(findings)


def test_xinclude_reads_nothing_outside(tmp_path: Path) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
    tree, (found,) = parse(put(tmp_path, TEI.format(include)), LIMITS)
    assert tree is not None
    assert "root:" not in tree.text
    assert found.code == "XML010"


def laughs(first: str) -> str:
    lines = [f"<!ENTITY a0 '{first}'>", *(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 20))]
    return f"<!DOCTYPE TEI [{''.join(lines)}]>" + TEI.format("&a19;")


def blow_up(value: str, body: str) -> str:
    return f"<!DOCTYPE TEI [<!ENTITY a '{value}'>]>" + TEI.format(body)


@pytest.mark.parametrize(
    "content",
    [
        laughs("lol"),
        laughs(""),
        laughs("<lb/>"),
        blow_up("x" * 100_000, "&a;" * 100_000),
        blow_up("<lb/>" * 20_000, "&a;" * 10_000),
        blow_up("x" * 100_000, f"<p n='{'&a;' * 100_000}'/>"),
    ],
    ids=["laughs", "empty laughs", "elements laugh", "quadratic", "quadratic elements", "quadratic attribute"],
)
def test_bombs_of_entities_do_not_go_off(tmp_path: Path, content: str) -> None:
    assert bad(tmp_path, content).code == "XML003"


def test_depth_is_limited(tmp_path: Path) -> None:
    good(tmp_path, TEI.format("<p>" * 249 + "</p>" * 249))
    found = bad(tmp_path, TEI.format("<p>" * 10_000 + "</p>" * 10_000))
    assert (found.code, found.message) == ("XML003", "more than 250 levels of elements")
    assert place(found)[1] == 42 + 249 * 3
    good(tmp_path, TEI.format("<p>" * 999 + "</p>" * 999), Limits(depth=1000))


def test_a_text_is_limited(tmp_path: Path) -> None:
    good(tmp_path, TEI.format("é" * 10_000_000))
    assert bad(tmp_path, TEI.format("x" * 10_000_001)).code == "XML003"
    good(tmp_path, TEI.format("x" * 10_000_001), Limits(text=20_000_000))
    good(tmp_path, TEI.format(("x" * 9_000_000 + "<lb/>") * 2))


def test_a_file_is_limited(tmp_path: Path) -> None:
    content = TEI.format("x" * 100)
    good(tmp_path, content, Limits(file=len(content)))
    found = bad(tmp_path, content, Limits(file=len(content) - 1))
    assert (found.code, found.span) == ("XML003", None)


def test_remarks_on_one_file_are_limited(tmp_path: Path) -> None:
    tree, findings = parse(put(tmp_path, '<!DOCTYPE TEI SYSTEM "x">' + TEI.format("&u;" * 10_000)), LIMITS)
    assert tree is None
    assert len(findings) == 100


def test_what_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    for path, said in (
        (tmp_path / "none.xml", "No such file"),
        (tmp_path, "this is not a file"),
    ):
        tree, (found,) = parse(Source(path, "a.xml"), LIMITS)
        assert tree is None
        assert (found.code, found.span) == ("XML005", None)
        assert said in found.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    _, (found,) = parse(Source(tmp_path / "pipe", "pipe"), LIMITS)
    assert found.code == "XML005"


def test_ids_are_left_to_the_rules(tmp_path: Path) -> None:
    good(tmp_path, TEI.format("<p xml:id='a'/><p xml:id='a'/><p xml:id='1 2'/>"))


def test_tei_p4_is_told_what_to_do(tmp_path: Path) -> None:
    found = bad(tmp_path, "<TEI.2><text/></TEI.2>")
    assert found.code == "XML006"
    assert "p4top5.xsl" in found.help
    assert [source.name for source in discover(tmp_path, Config(tmp_path))] == ["a.xml"]


def test_another_root_is_named(tmp_path: Path) -> None:
    found = bad(tmp_path, "<!-- <TEI -->\n<html xmlns='http://www.w3.org/1999/xhtml'/>")
    assert found.message == "the root element is <html> in the namespace http://www.w3.org/1999/xhtml, not TEI"
    assert (found.code, place(found)) == ("XML006", (2, 1, 2, 6))


def test_the_vocabulary_is_that_of_the_schema() -> None:
    models: dict[str, set[str]] = {}
    for name, held in content_models():
        models.setdefault(name, set()).update(held)
    assert models.keys() == ELEMENTS
    assert {name for name, held in models.items() if not held} == EMPTY
