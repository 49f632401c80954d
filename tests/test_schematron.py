"""The Schematron engine, and the rules of the edition: one file that keeps and one that breaks each assert."""

from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from lxml import etree
from saxonche import PySaxonProcessor
from support import ROOT, reference

from edition.schematron import Failure, Rules, SchematronError, compile_schema, validate

CASES = ROOT / "tests" / "cases" / "schematron"
RULES = ROOT / "schema" / "edition.sch"
SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"


class Engine:
    """The protocol of the engine, straight on saxonche: the room is tested without the rest of the house."""

    def __init__(self) -> None:
        self._processor = PySaxonProcessor(license=False)

    def compile_text(self, stylesheet: str) -> "Compiled":
        compiler = self._processor.new_xslt30_processor()
        return Compiled(self._processor, compiler.compile_stylesheet(stylesheet_text=stylesheet))


class Compiled:
    def __init__(self, processor: PySaxonProcessor, executable: Any) -> None:
        self._processor = processor
        self._executable = executable

    def run(self, source: str) -> str:
        return str(self._executable.transform_to_string(xdm_node=self._processor.parse_xml(xml_text=source)))


@cache
def engine() -> Engine:
    return Engine()


@cache
def rules() -> Rules:
    return compile_schema(RULES.read_text(encoding="utf-8"), engine())


def assert_ids() -> list[str]:
    root = ElementTree.parse(RULES).getroot()
    return [str(e.get("id")) for e in root.iter() if e.tag in {f"{SCHEMATRON}assert", f"{SCHEMATRON}report"}]


def schema(content: str, attributes: str = 'queryBinding="xslt3"') -> str:
    return f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" {attributes}>{content}</schema>'


def failures(content: str, document: str) -> tuple[Failure, ...]:
    return validate(schema(content), document, engine())


def messages(content: str, document: str) -> list[str]:
    return [failure.message for failure in failures(content, document)]


def refusal(content: str, attributes: str = 'queryBinding="xslt3"') -> str:
    with pytest.raises(SchematronError) as caught:
        compile_schema(schema(content, attributes), engine())
    return str(caught.value)


@pytest.mark.parametrize("name", assert_ids())
def test_a_kept_rule_is_silent(name: str) -> None:
    found = rules().check((CASES / name / "pass.xml").read_text(encoding="utf-8"))
    assert [failure.message for failure in found] == []


@pytest.mark.parametrize("name", assert_ids())
def test_a_broken_rule_speaks_and_no_other_does(name: str) -> None:
    found = rules().check((CASES / name / "fail.xml").read_text(encoding="utf-8"))
    assert {failure.id for failure in found} == {name}


def test_every_assert_has_its_two_cases_and_no_case_is_an_orphan() -> None:
    files = {path.relative_to(CASES).as_posix() for path in CASES.rglob("*") if path.is_file()}
    assert files == {f"{name}/{verdict}.xml" for name in assert_ids() for verdict in ("pass", "fail")}


def test_every_assert_has_a_line_in_the_readme() -> None:
    table = (ROOT / "schema" / "README.md").read_text(encoding="utf-8")
    assert [name for name in assert_ids() if f"| `{name}` |" not in table] == []


@pytest.mark.parametrize("path", sorted((ROOT / "tei").glob("*.xml")), ids=lambda path: path.name)
def test_the_sample_edition_keeps_its_rules(path: Path) -> None:
    assert [failure.message for failure in rules().check(path.read_text(encoding="utf-8"))] == []


def test_a_failure_of_an_element_has_its_number_in_document_order() -> None:
    document = "<a><b/><!-- no element --><c><d/></c><e/></a>"
    rule = '<pattern><rule context="e"><assert id="x" test="false()">no</assert></rule></pattern>'
    (found,) = failures(rule, document)
    assert found == Failure("x", "error", "no", 4, None, "/Q{}a[1]/Q{}e[1]")
    assert list(etree.fromstring(document).iter("*"))[found.number].tag == "e"


def test_a_failure_of_an_attribute_or_text_belongs_to_its_element() -> None:
    rule = '<pattern><rule context="@n | text()"><assert id="x" test="false()">no</assert></rule></pattern>'
    found = failures(rule, '<a><b n="1" xml:id="i">words</b></a>')
    assert [(f.number, f.attribute, f.path) for f in found] == [
        (1, "n", "/Q{}a[1]/Q{}b[1]/@n"),
        (1, None, "/Q{}a[1]/Q{}b[1]/text()[1]"),
    ]


def test_role_of_the_assert_then_of_the_rule_then_error() -> None:
    rule = (
        '<pattern><rule context="a" role="info"><assert test="false()" role="warning">1</assert>'
        '<assert test="false()">2</assert></rule></pattern><pattern><rule context="a">'
        '<assert test="false()">3</assert></rule></pattern>'
    )
    assert [f.role for f in failures(rule, "<a/>")] == ["warning", "info", "error"]


def test_an_assert_without_id_is_named_by_its_place() -> None:
    rule = '<pattern id="p"><rule context="b"/><rule context="a"><report test="true()">.</report></rule></pattern>'
    assert [f.id for f in failures(rule, "<a/>")] == ["p-rule-2-report-1"]


def test_report_speaks_when_its_test_holds() -> None:
    rule = '<pattern><rule context="b"><report test="@n = 2">two</report></rule></pattern>'
    assert messages(rule, '<a><b n="1"/><b n="2"/></a>') == ["two"]


def test_the_first_rule_that_matches_wins_within_a_pattern_only() -> None:
    first = '<rule context="b[@n]"><assert test="false()">special</assert></rule>'
    second = '<rule context="b"><assert test="false()">general</assert></rule>'
    assert messages(f"<pattern>{first}{second}</pattern>", '<a><b n="1"/><b/></a>') == ["special", "general"]
    both = messages(f"<pattern>{first}</pattern><pattern>{second}</pattern>", '<a><b n="1"/></a>')
    assert both == ["special", "general"]


def test_a_node_inside_a_matched_node_is_not_skipped() -> None:
    rule = '<pattern><rule context="b"><assert test="false()">no</assert></rule></pattern>'
    assert len(failures(rule, "<a><b><b/></b></a>")) == 2


def test_the_document_and_its_root_are_met_once() -> None:
    rule = '<pattern><rule context="/ | /*"><assert test="false()"><name/>|</assert></rule></pattern>'
    assert messages(rule, "<a/>") == ["|", "a|"]


def test_let_of_schema_pattern_and_rule() -> None:
    rule = (
        '<let name="all" value="count(//b)"/>'
        '<pattern><let name="n" value="count(//b) + 1"/><rule context="b[position() le $all]">'
        '<let name="m" value="$n + 1"/><assert test="false()">'
        '<value-of select="$all"/> <value-of select="$n"/> <value-of select="$m"/></assert></rule></pattern>'
        '<pattern><let name="n" value="\'other\'"/><rule context="a"><assert test="false()">'
        '<value-of select="$n"/></assert></rule></pattern>'
    )
    assert messages(rule, "<a><b/></a>") == ["1 2 3", "other"]


def test_let_with_a_type() -> None:
    rule = (
        '<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/><pattern><rule context="a">'
        '<let name="n" as="xs:integer" value="@n"/><assert test="$n + 1 = 3">no</assert></rule></pattern>'
    )
    assert messages(rule, '<a n="2"/>') == []


def test_extends_takes_over_what_abstract_rules_say() -> None:
    rule = (
        '<pattern><rule abstract="true" id="named"><extends rule="deep"/><assert test="@name">no name</assert></rule>'
        '<rule abstract="true" id="deep"><let name="v" value="7"/><report test="@bad">bad <value-of select="$v"/>'
        '</report></rule></pattern><pattern><rule context="b"><extends rule="named"/></rule></pattern>'
    )
    assert messages(rule, '<a><b bad="1"/></a>') == ["bad 7", "no name"]


def test_messages_hold_values_names_and_marked_words() -> None:
    rule = (
        '<ns prefix="t" uri="urn:t"/><pattern><rule context="t:b/@n"><assert test="false()">'
        '<name/> of <name path=".."/> is <value-of select="tokenize(.)"/>,\n not <emph>a</emph> <span>{$b}</span> '
        "<dir>c</dir></assert></rule></pattern>"
    )
    assert messages(rule, '<a><x:b xmlns:x="urn:t" n="1 2"/></a>') == ["n of x:b is 1 2, not a {$b} c"]


def test_functions_and_keys_are_passed_on() -> None:
    rule = (
        '<ns prefix="f" uri="urn:f"/>'
        '<xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="id" match="b" use="@id"/>'
        '<xsl:function xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f" name="f:twice">'
        '<xsl:param name="n"/><xsl:sequence select="2 * $n"/></xsl:function>'
        '<pattern><rule context="c"><assert test="key(\'id\', @to)"><value-of select="f:twice(@to)"/></assert></rule>'
        "</pattern>"
    )
    assert messages(rule, '<a><b id="1"/><c to="1"/><c to="2"/></a>') == ["4"]


def test_prefixes_of_the_schema_cannot_collide_with_ours() -> None:
    rule = (
        '<ns prefix="map" uri="urn:m"/><ns prefix="xs" uri="urn:x"/><ns prefix="out" uri="urn:o"/>'
        '<pattern><rule context="map:a"><let name="nodes" value="1"/><let name="failures" value="2"/>'
        '<let name="id" value="3"/><assert test="false()"><value-of select="$nodes, $failures, $id"/></assert></rule>'
        "</pattern>"
    )
    assert messages(rule, '<a xmlns="urn:m"/>') == ["1 2 3"]


def test_quotes_in_ids_and_roles_do_no_harm() -> None:
    rule = """<pattern><rule context="a"><assert id="it's" role='"' test="false()">no</assert></rule></pattern>"""
    (found,) = failures(rule, "<a/>")
    assert (found.id, found.role) == ("it's", '"')


def test_a_rule_that_cannot_be_evaluated_does_not_hide_the_others() -> None:
    rule = (
        '<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/><pattern id="p">'
        '<rule context="b"><assert test="xs:date(@when) lt current-date()">no</assert></rule></pattern>'
        '<pattern><rule context="b"><assert test="false()">other</assert></rule></pattern>'
    )
    broken, other = failures(rule, '<a><b when="soon"/></a>')
    assert (broken.id, broken.role, broken.number) == ("p-rule-1", "error", 1)
    assert "soon" in broken.message
    assert other.message == "other"


def test_title_p_and_comments_are_documentation() -> None:
    rule = (
        "<title>T</title><p>words <emph>e</emph></p><!-- c --><pattern><title>t</title><p>w</p>"
        '<rule context="a"><p>w</p><assert test="false()">a<!-- c -->b</assert></rule></pattern>'
    )
    assert messages(rule, "<a/>") == ["ab"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<phase id="p"/>', "schema: phase is not supported here; allowed: title, p, ns"),
        ("<pattern/><include href='x'/>", "schema: include is not supported here"),
        ('<pattern is-a="x"/>', "schema/pattern[1]: @is-a is not supported"),
        ('<pattern><rule context="a"><assert test="1" diagnostics="d">.</assert></rule></pattern>', "@diagnostics"),
        ('<pattern><rule context="a"><assert test="1"><b xmlns="urn:h"/></assert></rule></pattern>', "Q{urn:h}b"),
        ("<pattern><rule><assert test='1'>.</assert></rule></pattern>", "rule[1]: @context is missing"),
        ('<pattern><rule context="a"><assert>.</assert></rule></pattern>', "assert[1]: @test is missing"),
        ('<pattern><rule abstract="true"/></pattern>', "an abstract rule has an id and no context"),
        ('<pattern><rule context="a"><extends rule="x"/></rule></pattern>', "no abstract rule with the id x"),
        (
            '<pattern><rule abstract="true" id="x"><extends rule="x"/></rule></pattern>',
            "the rule x extends itself in the end",
        ),
        (
            '<pattern><let name="v" value="1"/><rule context="a[$v]"/></pattern>',
            "@context uses $v, a variable of its pattern; make it a variable of the schema",
        ),
        (
            '<pattern><rule context="a"><assert id="i" test="1"/><assert id="i" test="1"/></rule></pattern>',
            "assert[2]: the id i is already used by schema/pattern[1]/rule[1]/assert[1]",
        ),
        ('<ns prefix="xsl" uri="urn:other"/>', "the prefix xsl stands for XSLT"),
        ("<let name='v'/>", "let[1]: @value is missing"),
        (
            "<pattern><rule context='a'>lost</rule></pattern>",
            "rule[1]: words stand here that belong to no message: lost",
        ),
    ],
)
def test_what_is_outside_the_subset_is_refused_by_name_and_place(content: str, expected: str) -> None:
    assert expected in refusal(content)


def test_all_reasons_are_told_at_once() -> None:
    with pytest.raises(SchematronError) as caught:
        compile_schema(schema("<phase/><diagnostics/>"), engine())
    assert len(caught.value.reasons) == 2


@pytest.mark.parametrize("binding", ['queryBinding="xslt"', 'queryBinding="xpath"', ""])
def test_other_query_languages_are_refused(binding: str) -> None:
    assert "queryBinding" in refusal("", binding) or "expected xslt2 or xslt3" in refusal("", binding)


def test_what_is_no_schema_is_refused() -> None:
    with pytest.raises(SchematronError, match=r"the root is Q\{\}a; expected schema"):
        compile_schema("<a/>", engine())
    with pytest.raises(SchematronError, match="the root is pattern; expected schema"):
        compile_schema('<pattern xmlns="http://purl.oclc.org/dsdl/schematron"/>', engine())


def test_the_rules_of_the_tei_run_and_find_nothing_in_the_sample_edition() -> None:
    tei = compile_schema((reference() / "tei_all.sch").read_text(encoding="utf-8"), engine())
    for path in sorted((ROOT / "tei").glob("*.xml")):
        assert [failure.message for failure in tei.check(path.read_text(encoding="utf-8"))] == [], path.name
