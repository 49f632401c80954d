"""Schemas as users find them: on the command line, in edition.toml, in the documents, and kept under a name."""

import json
from pathlib import Path

import pytest
from conftest import Result, Run
from support import reference

GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><ref name="any"/></start>
  <define name="any"><element><anyName><except><name>list</name></except></anyName>
    <zeroOrMore><attribute><anyName/></attribute></zeroOrMore>
    <zeroOrMore><choice><text/><ref name="any"/></choice></zeroOrMore></element></define>
</grammar>
"""
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
  <ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
  <pattern><rule context="t:persName"><assert id="short-name" test="string-length(.) lt 4">The name
    “<value-of select="."/>” is long.</assert></rule></pattern>
</schema>
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user who has kept no schema yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def schemas(project: Path) -> Path:
    """The project with a grammar that forbids lists and a rule that forbids long names, and a list in a document."""
    (project / "g.rng").write_text(GRAMMAR, "utf-8")
    (project / "r.sch").write_text(RULES, "utf-8")
    text = (project / "first.xml").read_text("utf-8")
    (project / "first.xml").write_text(text.replace("<div xml", "<list><item>x</item></list>\n      <div xml"), "utf-8")
    return project


def findings(result: Result) -> list[tuple[str, str, str, int]]:
    return [(f["code"], f["severity"], Path(f["file"]).name, f["line"]) for f in json.loads(result.out)]


def name_in(document: Path, address: str, space: str = "http://relaxng.org/ns/structure/1.0") -> None:
    """Let a document ask for a schema, behind the XML declaration so that lines stay where they are."""
    text = document.read_text("utf-8")
    asking = f'?><?xml-model href="{address}" schematypens="{space}"?>'
    document.write_text(text.replace("?>", asking, 1), "utf-8")


def test_schema_of_the_command_line(run: Run, schemas: Path) -> None:
    result = run("validate", schemas, "--schema", schemas / "g.rng", "--schema", schemas / "r.sch", "--format", "json")
    assert result.status == 1
    assert findings(result) == [
        ("RNG002", "error", "first.xml", 13),
        ("SCH-short-name", "error", "first.xml", 15),
        ("SCH-short-name", "error", "persons.xml", 12),
    ]
    assert "“Anna” is long" in json.loads(result.out)[1]["message"]


def test_schema_of_the_project_stops_a_build(run: Run, schemas: Path, tmp_path: Path) -> None:
    (schemas / "edition.toml").write_text('[schema]\ngrammar = ["g.rng"]\n', "utf-8")
    result = run("build", schemas, "-o", tmp_path / "out", "--format", "json")
    assert result.status == 1
    assert findings(result) == [("RNG002", "error", "first.xml", 13)]
    assert not (tmp_path / "out").exists()


def test_schema_that_a_document_asks_for_counts_in_validate_only(run: Run, schemas: Path, tmp_path: Path) -> None:
    name_in(schemas / "first.xml", "g.rng")
    assert findings(run("validate", schemas, "--format", "json")) == [("RNG002", "error", "first.xml", 13)]
    assert run("build", schemas, "-o", tmp_path / "out").status == 0


def test_rules_that_a_document_asks_for(run: Run, schemas: Path) -> None:
    name_in(schemas / "persons.xml", "r.sch", "http://purl.oclc.org/dsdl/schematron")
    codes = findings(run("validate", schemas, "--format", "json"))
    assert codes == [("SCH-short-name", "error", "persons.xml", 12)]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://example.org/tei_all.rng", "edition schema add https://example.org/tei_all.rng --name tei_all"),
        ("gone.rng", "there is no such file"),
        ("../outside.rng", "outside the project"),
        ("g.xsd", "RELAX NG"),
    ],
)
def test_a_schema_that_is_not_read_is_one_warning(run: Run, schemas: Path, address: str, said: str) -> None:
    (schemas.parent / "outside.rng").write_text(GRAMMAR, "utf-8")
    for name in ("first.xml", "second.xml"):
        name_in(schemas / name, address, "http://www.w3.org/2001/XMLSchema" if address.endswith("xsd") else "")
    result = run("validate", schemas, "--format", "json")
    assert result.status == 0
    (finding,) = json.loads(result.out)
    assert (finding["code"], finding["severity"]) == ("XML008", "warning")
    assert said in finding["message"] + finding["help"]


def test_a_schema_is_kept_under_a_name_and_found_by_its_address(run: Run, schemas: Path, cache: Path) -> None:
    added = run("schema", "add", schemas / "g.rng", "--name", "mine")
    assert added.status == 0
    assert str(cache) in added.out
    assert run("validate", schemas, "--schema", "mine").status == 1
    note = cache / "tei-edition" / "schemas" / "mine.json"
    facts = json.loads(note.read_text("utf-8")) | {"origin": "https://example.org/g.rng"}
    note.write_text(json.dumps(facts), "utf-8")
    name_in(schemas / "first.xml", "https://example.org/g.rng")
    assert findings(run("validate", schemas, "--format", "json")) == [("RNG002", "error", "first.xml", 13)]


def test_a_kept_schema_that_was_changed_is_not_used(run: Run, schemas: Path, cache: Path) -> None:
    run("schema", "add", schemas / "g.rng", "--name", "mine")
    with (cache / "tei-edition" / "schemas" / "mine.rng").open("a") as file:
        file.write("<!-- changed -->")
    result = run("validate", schemas, "--schema", "mine")
    assert result.status == 3
    assert "changed" in result.err


def test_tei_all_serves_where_nothing_else_is_named(run: Run, schemas: Path) -> None:
    bare = run("validate", schemas)
    assert bare.status == 0
    assert "edition schema add tei_all" in bare.err
    run("schema", "add", schemas / "g.rng", "--name", "tei_all")
    result = run("validate", schemas, "--format", "json")
    assert result.status == 0
    assert findings(result) == [("RNG002", "warning", "first.xml", 13)]
    assert result.err == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mine.odd", "Roma"),
        ("mine.dtd", "no schema that edition reads"),
        ("gone.rng", "cannot be read"),
        ("http://example.org/a.rng", "only https"),
        ("parts.rng", "includes other files"),
        ("broken.rng", "is not defined"),
    ],
)
def test_what_cannot_be_kept_is_said(run: Run, schemas: Path, name: str, said: str) -> None:
    for file in ("mine.odd", "mine.dtd"):
        (schemas / file).write_text("", "utf-8")
    (schemas / "parts.rng").write_text('<grammar><include href="g.rng"/></grammar>', "utf-8")
    (schemas / "broken.rng").write_text(GRAMMAR.replace('name="any"/></start>', 'name="ani"/></start>'), "utf-8")
    result = run("schema", "add", name if "://" in name else schemas / name)
    assert result.status == 2
    assert said in result.err


def test_an_unknown_schema_is_wrong_usage(run: Run, schemas: Path) -> None:
    result = run("validate", schemas, "--schema", "nothing")
    assert result.status == 2
    assert "edition schema add" in result.err
    (schemas / "edition.toml").write_text('[schema]\ngrammar = ["nothing.rng"]\n', "utf-8")
    result = run("validate", schemas)
    assert result.status == 2
    assert "edition.toml" in result.err


def test_a_schema_with_a_mistake_is_a_finding_at_the_schema(run: Run, schemas: Path) -> None:
    (schemas / "g.rng").write_text(GRAMMAR.replace('name="any"/></start>', 'name="ani"/></start>'), "utf-8")
    (schemas / "r.sch").write_text(RULES.replace("string-length(.)", "string-length(."), "utf-8")
    result = run("validate", schemas, "--schema", schemas / "g.rng", "--schema", schemas / "r.sch", "--format", "json")
    assert result.status == 1
    grammar, rules = json.loads(result.out)
    assert (grammar["code"], Path(grammar["file"]).name) == ("RNG000", "g.rng")
    assert (rules["code"], Path(rules["file"]).name, rules["line"]) == ("SCH000", "r.sch", 3)
    assert "string-length(." in rules["help"]


def test_rules_inside_a_grammar_are_asked_too(run: Run, schemas: Path) -> None:
    inside = RULES.split("\n", 1)[1].replace("</schema>\n", "")
    inside = inside.replace("<ns ", '<ns xmlns="http://purl.oclc.org/dsdl/schematron" ')
    inside = inside.replace("<pattern", '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"')
    (schemas / "g.rng").write_text(GRAMMAR.replace("<start>", f"{inside}<start>"), "utf-8")
    result = run("validate", schemas, "--schema", schemas / "g.rng", "--select", "SCH", "--format", "json")
    assert {code for code, *_ in findings(result)} == {"SCH-short-name"}


@pytest.mark.parametrize("head", ["", '<?xml version="1.0"?>', "<!DOCTYPE TEI>\n\n"])
def test_stray_text_is_found_where_it_stands(run: Run, tmp_path: Path, head: str) -> None:
    (tmp_path / "g.rnc").write_text('default namespace = "http://www.tei-c.org/ns/1.0"\n'
                                    "start = element TEI { element text { element p { text } } }", "utf-8")  # fmt: skip
    text = f'{head}<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>stray<p>a</p></text></TEI>'
    (tmp_path / "a.xml").write_text(text, "utf-8")
    result = run("validate", tmp_path / "a.xml", "--schema", tmp_path / "g.rnc", "--format", "json", "--select", "RNG")
    (finding,) = json.loads(result.out)
    assert finding["code"] == "RNG009"
    assert finding["line"] == head.count("\n") + 1
    assert finding["path"] == "/TEI/text"
    if "DOCTYPE" not in head:
        assert text[finding["column"] - 1 : finding["end_column"] - 1] == "stray"


def test_svrl_is_written_for_each_document_and_schema(run: Run, schemas: Path, tmp_path: Path) -> None:
    result = run("validate", schemas, "--schema", schemas / "r.sch", "--svrl", tmp_path / "svrl")
    assert result.status == 1
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "svrl").iterdir()}
    assert sorted(written) == ["first.xml.r.svrl", "persons.xml.r.svrl", "second.xml.r.svrl"]
    assert written["first.xml.r.svrl"].count("failed-assert ") == 1
    assert "“Anna” is long" in written["first.xml.r.svrl"]
    assert "failed-assert" not in written["second.xml.r.svrl"]


def test_information_is_no_error(run: Run, schemas: Path) -> None:
    (schemas / "r.sch").write_text(RULES.replace('id="short-name"', 'id="short-name" role="info"'), "utf-8")
    result = run("validate", schemas, "--schema", schemas / "r.sch", "--format", "json")
    assert result.status == 0
    assert {severity for _, severity, *_ in findings(result)} == {"warning"}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('xml:id="first-p2"', 'xml:id="first-letter"', "REF001"),
        ('when="1900-02-03"', 'when="1900-02-31"', "DAT001"),
        ('when="1900-02-03"', 'when="3.2.1900"', "DAT001"),
    ],
)
def test_one_mistake_is_one_finding(run: Run, project: Path, before: str, after: str, code: str) -> None:
    """What tei_all says of the same value is not said again."""
    text = (project / "first.xml").read_text("utf-8")
    assert before in text
    (project / "first.xml").write_text(text.replace(before, after), "utf-8")
    result = run("validate", project, "--schema", reference() / "tei_all.rng", "--format", "json")
    assert [finding for finding, *_ in findings(result)] == [code]
    ignoring = run("validate", project, "--schema", reference() / "tei_all.rng", "--ignore", code, "--format", "json")
    assert [finding[:3] for finding, *_ in findings(ignoring)] == ["RNG"]


def test_an_element_of_tei_that_a_schema_leaves_out_is_no_slip(run: Run, project: Path) -> None:
    """`<app>` was meant, not `<abbr>`; what no TEI has is a slip as ever."""
    (project / "g.rnc").write_text(
        'default namespace = "http://www.tei-c.org/ns/1.0"\nstart = any\nany = element TEI | teiHeader | fileDesc'
        " | titleStmt | title | publicationStmt | sourceDesc | text | body | div | head | p | persName | abbr"
        " { attribute * { text }*, (any | text)* }\n",
        "utf-8",
    )
    text = (project / "first.xml").read_text("utf-8")
    (project / "first.xml").write_text(text.replace("</p>", "<app/><persNam/></p>", 1), "utf-8")
    result = run("validate", project / "first.xml", "--schema", project / "g.rnc", "--format", "json")
    said = {each["message"]: each["help"] for each in json.loads(result.out)}
    left_out = "TEI has <app>, but this schema leaves it out; `edition explain RNG001` says what to do"
    assert said["unknown element <app>"] == left_out
    assert said["unknown element <persNam>"] == "did you mean <persName>?"
