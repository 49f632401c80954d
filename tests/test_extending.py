"""A project's own labels, look and stylesheet: the examples of the documentation, the checks by name, and the lock."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import Run
from support import ROOT
from test_press import text_of

from edition.catalog import ENTRY, catalog, schemas, stylesheets
from edition.errors import TransformError
from edition.layer import check, read, said, stopped
from edition.layer.faults import Fault, Place, faults
from edition.layer.trial import trial
from edition.resources import resource
from edition.saxon import Saxon
from edition.source.positions import locate

PAGE = (ROOT / "docs" / "extending.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+) (\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
EXAMPLES = [title for title, body in SECTIONS.items() if BLOCK.search(body)]
LIKE_OTHERS = {"Languages", "Look", "All elements at once", "A page as a whole"}
CONTENT = "{urn:tei-edition:xslt}content"
LETTER = '<p xmlns="http://www.tei-c.org/ns/1.0">a <hi>b</hi></p>'
CANARY = "canary-7f3a"


def layer(body: str, top: str = f'<xsl:import href="{ENTRY}"/>') -> str:
    return (
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"\n'
        '    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:e="urn:tei-edition:xslt"\n'
        '    xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">\n'
        f"{top}\n{body}\n</xsl:stylesheet>\n"
    )


def on_hi(content: str) -> str:
    return f'<xsl:template match="tei:hi" mode="e:content">{content}</xsl:template>'


def plain(text: str) -> str:
    """Return markup without the white space between tags."""
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", text)).strip()


def found(tmp_path: Path, text: str) -> list[tuple[str, str, str, tuple[int, int] | None]]:
    """Return code, message, help, line and column of what is wrong with a layer."""
    file = tmp_path / "custom.xsl"
    file.write_text(text, "utf-8")
    return [
        (each.code, each.message, each.help, (each.span.line, each.span.column) if each.span else None)
        for each in locate(check(file))
    ]


def write(folder: Path, blocks: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Write the files of an example; return the pages it shows, with each line that must be in them."""
    shown = []
    for language, name, text in blocks:
        if language in ("html", "text"):
            shown += [(name, line) for line in text.splitlines()]
        else:
            (folder / name).write_text(text, "utf-8")
    return shown


def read_text(page: Path) -> str:
    """Give the text of a page of the site, or of a book."""
    return "\n".join(text_of(page)) if page.suffix == ".pdf" else page.read_text("utf-8")


@pytest.mark.parametrize(
    "title", [pytest.param(each, marks=[pytest.mark.slow] * (each in LIKE_OTHERS)) for each in EXAMPLES]
)
def test_the_examples_of_the_documentation_do_what_they_say(title: str, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    write(folder, BLOCK.findall(PAGE.split("\n## ")[0]))
    shown = write(folder, BLOCK.findall(SECTIONS[title]))
    assert shown
    books = ["--pdf"] if any(page.endswith(".pdf") for page, _ in shown) else []
    result = run("build", folder, "-o", tmp_path / "site", "-j", "1", *books)
    assert result.status == 0, result.err
    for page, line in shown:
        assert plain(line) in plain(read_text(tmp_path / "site" / page))


def test_everything_that_can_be_replaced_has_an_example() -> None:
    assert EXAMPLES == [
        "Words",
        "Languages",
        "Look",
        "One element",
        "All elements at once",
        "The page around the text",
        "A page as a whole",
        "The books",
    ]


def test_a_layer_that_is_not_there_is_wrong_configuration(run: Run, project: Path) -> None:
    with (project / "edition.toml").open("a") as file:
        file.write('[site]\nxslt = "custom.xsl"\n')
    result = run("validate", project)
    assert result.status == 2
    assert "`site.xslt`: there is no file" in result.err


def test_a_layer_reaches_the_built_in_rule() -> None:
    saxon = Saxon(layer=layer(on_hi("<b><xsl:next-match/></b>")))
    transformer = saxon.compile(resource("xslt", "html", "site.xsl"), [CONTENT])
    transformer.set_parameters({"site": {}, "labels": {}})
    once = transformer.render(transformer.read(LETTER, "a.xml"), CONTENT)
    assert re.search(r"<b[^>]*><span[^>]*>b</span></b>", once)


NOT_THERE = [
    (on_hi("x").replace("e:content", "e:contents"), "no mode e:contents", "did you mean e:content?"),
    (on_hi('<xsl:apply-templates mode="e:plian"/>'), "no mode e:plian", "did you mean e:plain?"),
    ('<xsl:mode name="e:own"/>', "no mode e:own", "give what is your own a name in a namespace of your own"),
    ('<xsl:template name="e:site-foter"/>', "no template e:site-foter", "did you mean e:site-footer?"),
    (on_hi('<xsl:call-template name="e:site-foter"/>'), "no template e:site-foter", "did you mean e:site-footer?"),
    ('<xsl:function name="e:lable" as="xs:string"/>', "no function e:lable#0", "did you mean e:label?"),
    ('<xsl:function name="e:label" as="xs:string" ><xsl:param name="a"/><xsl:param name="b"/>x</xsl:function>',
     "no function e:label#2", "there is e:label#1"),
    (on_hi("<xsl:sequence select=\"e:lable('x')\"/>"), "no function e:lable#1", "did you mean e:label?"),
    (on_hi("<xsl:sequence select=\"e:label('x', 'y')\"/>"), "no function e:label#2", "there is e:label#1"),
    (on_hi('<xsl:sequence select="$e:nothing-like-it"/>'), "no variable e:nothing-like-it", ""),
    ('<xsl:variable name="Q{urn:tei-edition:xslt}zzz" select="1"/>', "no variable Q{urn:tei-edition:xslt}zzz",
     "give what is your own a name in a namespace of your own"),
    (on_hi('<xsl:apply-templates mode="e:content"><xsl:with-param name="e:zzz" tunnel="yes" select="1"/>'
           "</xsl:apply-templates>"), "no tunnel parameter e:zzz",
     "give what is your own a name in a namespace of your own"),
]  # fmt: skip


# What is called is found by the compiler, which stops at the first.
DECLARED = [each for each in NOT_THERE if "xsl:sequence" not in each[0] and "call-template" not in each[0]]


def test_all_that_is_not_in_our_stylesheets_is_found_at_once(tmp_path: Path) -> None:
    names = [each for each in found(tmp_path, layer("\n".join(each[0] for each in DECLARED))) if each[0] == "XSL001"]
    assert sorted((message, advice, where and where[0]) for _, message, advice, where in names) == sorted(
        (f"our stylesheets have {message}", advice, line) for line, (_, message, advice) in enumerate(DECLARED, 5)
    )


@pytest.mark.parametrize(
    ("body", "message", "advice"),
    [
        pytest.param(*each, id=each[1], marks=[pytest.mark.slow] * (each in DECLARED or "lable" in each[0]))
        for each in NOT_THERE
    ],
)
def test_what_is_not_in_our_stylesheets_is_found_by_name(body: str, message: str, advice: str, tmp_path: Path) -> None:
    names = [each for each in found(tmp_path, layer(body)) if each[0] == "XSL001"]
    assert [(each[1], each[2]) for each in names] == [(f"our stylesheets have {message}", advice)]
    assert names[0][3] is not None
    assert names[0][3][0] == 5


IMPORTS = [
    ("", "the layer lies over nothing"),
    (f'<xsl:include href="{ENTRY}"/>', f"{ENTRY} is included, so nothing overrides it"),
    (f'<xsl:import href="{ENTRY}"/><xsl:include href="more.xsl"/>', "“more.xsl” cannot be imported"),
    (f'<xsl:import href="{ENTRY}"/><xsl:include href="file:/etc/passwd"/>', "“file:/etc/passwd” cannot be imported"),
    ('<xsl:import href="edition:/html/sites.xsl"/>', "“edition:/html/sites.xsl” cannot be imported"),
    ('<xsl:import href="edition:/html/../html/site.xsl"/>', "“edition:/html/../html/site.xsl” cannot be imported"),
]


@pytest.mark.parametrize(("top", "message"), IMPORTS)
def test_a_layer_lies_over_our_stylesheets_and_nothing_else(top: str, message: str, tmp_path: Path) -> None:
    first, *_ = found(tmp_path, layer("", top))
    assert first[:2] == ("XSL001", message)


WRONG = [
    (on_hi('\n<xsl:value-of select="1 +"/>'), (6, 15)),
    (on_hi("\n<xsl:vaule-of/>"), (6, 1)),
    ("<a>", (6, 18)),
    ('<xsl:function name="e:label" as="xs:string"><xsl:param name="key" as="xs:string"/>\n'
     '<xsl:sequence select="3"/></xsl:function>', (6, 15)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "place"), [pytest.param(*each, marks=[pytest.mark.slow] * (at % 3 > 0)) for at, each in enumerate(WRONG)]
)
def test_a_layer_that_does_not_compile_is_found_in_its_place(body: str, place: tuple[int, int], tmp_path: Path) -> None:
    ((code, message, _, where),) = found(tmp_path, layer(body))
    assert code == "XSL002"
    assert message
    assert where is not None
    assert where == place


@pytest.mark.parametrize(
    ("value", "seconds", "said"),
    [
        ("collection('a:b')", 60, "the compiler fails at it"),
        ("for $a in 1 to 2000000000 return $a[. = 0]", 2, "longer than 2 "),
    ],
)
def test_a_layer_that_ends_or_stops_the_compiler_does_not_end_the_program(value: str, seconds: int, said: str) -> None:
    assert said in trial(layer(f'<xsl:variable name="v" static="yes" select="count({value})"/>'), seconds=seconds)


def test_a_template_without_a_mode_is_found_unless_it_may_be_applied(tmp_path: Path) -> None:
    lost = '<xsl:template match="tei:hi">x</xsl:template>'
    assert [each[:2] for each in found(tmp_path, layer(lost))] == [
        ("XSL005", "the template for “tei:hi” has no mode and is never applied")
    ]
    assert found(tmp_path, layer(lost + on_hi('<xsl:apply-templates select="."/>'))) == []
    assert found(tmp_path, layer(lost).replace("version=", 'default-mode="e:content" version=')) == []


def test_a_layer_of_its_own_names_is_right(tmp_path: Path) -> None:
    own = (
        '<xsl:mode name="o:own" xmlns:o="urn:own"/><xsl:template match="tei:p" mode="o:own" xmlns:o="urn:own"/>'
        '<xsl:function name="o:label" as="xs:string" xmlns:o="urn:own">x</xsl:function>'
        '<xsl:template name="mine">x</xsl:template><xsl:variable name="yours" select="1"/>'
    )
    assert found(tmp_path, layer(own)) == []
    assert found(tmp_path, '<?xml version="1.0" encoding="UTF-8"?>' + layer("<!-- none -->")) == []


def test_a_layer_that_is_not_utf8_or_cannot_be_read_is_wrong_configuration(run: Run, project: Path) -> None:
    with (project / "edition.toml").open("a") as file:
        file.write('[site]\nxslt = "custom.xsl"\n')
    (project / "custom.xsl").write_bytes(layer("<!-- caf\xe9 -->").encode("latin-1"))
    result = run("validate", project)
    assert result.status == 2
    assert "custom.xsl: the stylesheet is not UTF-8: byte " in result.err


def test_a_layer_that_stops_names_the_document_and_points_at_the_place(tmp_path: Path) -> None:
    file = tmp_path / "custom.xsl"
    file.write_text(layer(on_hi('\n<xsl:value-of select="1 div (string-length(.) - 1)"/>')), "utf-8")
    transformer = Saxon(layer=read(file)).compile(resource("xslt", "html", "site.xsl"), [CONTENT])
    transformer.set_parameters({"site": {}, "labels": {}})
    with pytest.raises(TransformError) as error:
        transformer.render(transformer.read(LETTER, "a.xml"), CONTENT)
    (finding,) = locate([stopped(file, str(error.value), "a.xml", transformer.messages)])
    assert (finding.code, finding.message) == ("XSL003", "at a.xml: Integer division by zero (FOAR0001)")
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (6, 15)


def test_messages_of_a_layer_are_findings(tmp_path: Path) -> None:
    file = tmp_path / "custom.xsl"
    body = on_hi("<xsl:message>look at <i><xsl:value-of select='.'/></i></xsl:message><xsl:next-match/>")
    file.write_text(layer(body), "utf-8")
    transformer = Saxon(layer=read(file)).compile(resource("xslt", "html", "site.xsl"), [CONTENT])
    transformer.set_parameters({"site": {}, "labels": {}})
    messages = []
    for about in ("a.xml", "b.xml", "c.xml"):
        transformer.render(transformer.read(LETTER, about), CONTENT)
        messages += [(about, message) for message in transformer.messages]
    (finding,) = said(file, messages)
    assert (finding.code, finding.message) == ("XSL004", "at a.xml and 2 others: look at b")


def test_a_layer_that_ends_the_run_says_why(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "custom.xsl"
    file.write_text(layer(on_hi('<xsl:message terminate="yes">no hi here</xsl:message>')), "utf-8")
    transformer = Saxon(layer=read(file)).compile(resource("xslt", "html", "site.xsl"), [CONTENT])
    transformer.set_parameters({"site": {}, "labels": {}})
    with pytest.raises(TransformError) as error:
        transformer.render(transformer.read(LETTER, "a.xml"), CONTENT)
    assert stopped(file, str(error.value), "a.xml", transformer.messages).message == "at a.xml: no hi here"
    assert capfd.readouterr() == ("", "")


ATTACKS = [
    "doc('{file}')", "document('{file}')", "unparsed-text('{file}')", "unparsed-text-lines('{file}')",
    "json-doc('{file}')", "collection('{folder}')", "uri-collection('{folder}')",
    "doc('edition:/../secret.xml')", "doc('edition:/html/site.xsl')", "unparsed-text('edition:/layer.xsl')",
    "unparsed-text('edition:/catalog.xml')", "environment-variable('EDITION_CANARY')",
    "parse-xml('<!DOCTYPE a [<!ENTITY x SYSTEM &quot;{file}&quot;>]><a>&amp;x;</a>')",
    "transform(map{{'stylesheet-location': '{file}', 'source-node': .}})", "static-base-uri()",
    "system-property('user.dir')", "doc-available('{file}')", "unparsed-text-available('{file}')",
]  # fmt: skip


@pytest.mark.parametrize(
    ("attack", "when"),
    [
        pytest.param(attack, when, marks=[pytest.mark.slow] * (at % 9 != (0 if when == "while it runs" else 3)))
        for when in ("while it runs", "while it is compiled")
        for at, attack in enumerate(ATTACKS)
    ],
)
def test_a_layer_reads_nothing(attack: str, when: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(f"<a>{CANARY}</a>", "utf-8")
    monkeypatch.setenv("EDITION_CANARY", CANARY)
    expression = attack.format(file=secret.as_uri(), folder=tmp_path.as_uri()).replace("<", "&lt;")
    static = f'<xsl:variable name="leak" static="yes" select="{expression}"/>'
    if when == "while it runs":
        seen = rendered(layer(on_hi(f'<xsl:value-of select="{expression}"/>')))
    else:
        text = layer(static + on_hi('<xsl:value-of select="$leak"/>'))
        seen = "" if trial(text) else rendered(text)
    assert CANARY not in seen
    assert str(tmp_path) not in seen
    assert "edition-" not in re.sub(r"urn:tei-edition:xslt|edition-ent", "", seen)
    assert "true" not in seen


def rendered(text: str) -> str:
    """Return what a layer makes of a letter; nothing if it is refused."""
    try:
        transformer = Saxon(layer=text).compile(resource("xslt", "html", "site.xsl"), [CONTENT])
        transformer.set_parameters({"site": {}, "labels": {}})
        return transformer.render(transformer.read(LETTER, "a.xml"), CONTENT)
    except TransformError:
        return ""


def test_a_layer_writes_nothing_and_evaluates_nothing(tmp_path: Path) -> None:
    target = tmp_path / "out.xml"
    assert rendered(layer(on_hi(f'<xsl:result-document href="{target.as_uri()}"><a/></xsl:result-document>'))) == ""
    assert rendered(layer(on_hi("<xsl:evaluate xpath=\"'1 + 1'\"/>"))) == ""
    assert not target.exists()


def test_a_processor_after_a_layer_is_as_open_as_before() -> None:
    rendered(layer(""))
    transformer = Saxon().compile(resource("xslt", "html", "site.xsl"), [CONTENT])
    transformer.set_parameters({"site": {}, "labels": {}})
    assert "b</" in transformer.render(transformer.read(LETTER, "a.xml"), CONTENT)


def test_a_document_is_parsed_once_and_rendered_often() -> None:
    plain_text = "{urn:tei-edition:xslt}plain"
    transformer = Saxon().compile(resource("xslt", "html", "site.xsl"), [CONTENT, plain_text])
    transformer.set_parameters({"site": {}, "labels": {}})
    first, second = transformer.read(LETTER, "a.xml"), transformer.read(LETTER.replace("b<", "ü𝄞<"), "b.xml")
    pages = [transformer.render(document, CONTENT) for document in (first, second, first)]
    assert pages[0] == pages[2] != pages[1]
    assert "ü𝄞" in transformer.render(second, plain_text)


@pytest.mark.parametrize("locale", ["C", pytest.param("C.UTF-8", marks=pytest.mark.slow)])
def test_the_locale_changes_no_letter(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert "ü𝄞ب" in rendered(layer(on_hi("ü𝄞ب")))


def test_the_catalog_leads_to_every_stylesheet_and_schema(run: Run) -> None:
    result = run("catalog")
    assert (result.status, result.err) == (0, "")
    assert result.out == catalog(stylesheets() | schemas())
    entries = {each.get("name"): each.get("uri", "") for each in ElementTree.fromstring(result.out)}
    assert len(entries) == len(list((ROOT / "xslt").rglob("*.xsl"))) + 3
    assert entries["edition:/html/site.xsl"] == (ROOT / "xslt" / "html" / "site.xsl").as_uri()
    assert entries["edition:/schema/edition.rnc"] == (ROOT / "schema" / "edition.rnc").as_uri()
    assert "rewriteURI" not in result.out


def test_words_of_saxon_are_taken_apart() -> None:
    text = (
        "site.xsl does not compile:  Error in {e:nope(1)} in xsl:sequence/@select on line 4 column 38 of layer.xsl:\n"
        "  XPST0017  Cannot find a 1-argument function named Q{urn:x}nope(). External\n"
        "  function calls have been disabled\n"
        "Error at xsl:call-template on line 5 column 67 of page.xsl:\n"
        "  XTSE0650  Cannot find a template named e:nope\n"
        '  In template rule with match="element()" on line 3 of layer.xsl\n'
        "     invoked by xsl:apply-templates at file:///x/html/structure.xsl#70\n"
    )
    assert faults(text) == [
        Fault("Cannot find a 1-argument function named Q{urn:x}nope(). External function calls have been disabled",
              "XPST0017", "select", (Place("layer.xsl", 4, 38),)),
        Fault("Cannot find a template named e:nope", "XTSE0650", "",
              (Place("page.xsl", 5, 67), Place("layer.xsl", 3), Place("structure.xsl", 70))),
    ]  # fmt: skip
    assert faults("out of\nmemory") == [Fault("out of memory")]
