"""The Schematron engine: one file a case, then what a file cannot say: SVRL, extraction from grammars, real schemas."""

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from support import ROOT, corpora, reference

from edition.saxon import Saxon
from edition.schematron import (
    Checker,
    Compiler,
    Failure,
    Schema,
    SchematronError,
    check,
    compile_schema,
    extract,
    load,
    svrl,
    validate,
)

CASES = ROOT / "tests" / "cases" / "schematron-engine"
SCH = "http://purl.oclc.org/dsdl/schematron"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_SCHEMA = re.compile(r"<case [^>]*>\n(.*?)\n  <(?:file|document|refused)\b", re.DOTALL)


@cache
def engine() -> Saxon:
    return Saxon(locked=True)


@cache
def compiler() -> Compiler:
    return Compiler(engine())


def schema(content: str, attributes: str = 'queryBinding="xslt3"') -> str:
    return f'<schema xmlns="{SCH}" {attributes}>{content}</schema>'


def reading(path: Path, folder: Path) -> Schema:
    """Load the schema of a case, as a file of a folder with its other files."""
    case = etree.parse(path).getroot()
    for file in case.iterchildren("file"):
        target = folder / file.get("name", "")
        target.parent.mkdir(parents=True, exist_ok=True)
        parts = [etree.tostring(part, encoding="unicode", with_tail=False) for part in file]
        target.write_text("".join(parts) or str(file.text).strip(), "utf-8")
    found = _SCHEMA.search(path.read_text("utf-8"))
    assert found
    text = found[1].strip()
    (folder / "main.sch").write_text(text, "utf-8")
    return load(text, folder / "main.sch", lambda file: file.is_relative_to(folder), phase=case.get("phase"))


def facts(failure: Failure, keys: set[str]) -> dict[str, str]:
    """What a case may say of a failure, as far as it does."""
    known = {
        "id": failure.id,
        "message": failure.message,
        "number": str(failure.number),
        "attribute": failure.attribute or "",
        "severity": failure.severity,
        "role": failure.role,
        "flag": failure.test.flag,
        "see": failure.test.see,
        "notes": " | ".join(f"{note.head.id}: {note.text}" for note in failure.notes),
    }
    return {key: value for key, value in known.items() if key in keys}


def expected(element: etree._Element) -> dict[str, str]:
    return dict(element.attrib) | ({"message": element.text} if element.text else {})


def cases(kind: str) -> list[Path]:
    return [path for path in sorted(CASES.glob("*.xml")) if f"<{kind}" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", cases("document"), ids=lambda path: path.stem)
def test_a_schema_finds_what_it_should(path: Path, tmp_path: Path) -> None:
    rules = compiler().compile(reading(path, tmp_path))
    for document in etree.parse(path).getroot().iterchildren("document"):
        wanted = [expected(failure) for failure in document.iterchildren("failure")]
        text = etree.tostring(document[0], encoding="unicode", with_tail=False)
        found = rules.check(text)
        assert [failure.id for failure in found] == [failure["id"] for failure in wanted], text
        assert [facts(failure, set(want)) for failure, want in zip(found, wanted, strict=True)] == wanted


@pytest.mark.parametrize("path", cases("refused"), ids=lambda path: path.stem)
def test_a_schema_is_refused_with_the_place(path: Path, tmp_path: Path) -> None:
    with pytest.raises(SchematronError) as caught:
        compiler().compile(reading(path, tmp_path))
    problems = list(caught.value.problems)
    for refused in etree.parse(path).getroot().iterchildren("refused"):
        lines = [p.place.line for p in problems if str(refused.text) in str(p)]
        assert lines, [str(problem) for problem in problems]
        assert refused.get("line") in (None, *map(str, lines))
    assert len(problems) == len(etree.parse(path).getroot().findall("refused")), [str(problem) for problem in problems]


def test_every_case_says_something_and_has_a_label() -> None:
    assert len(list(CASES.glob("*.xml"))) >= 100
    assert {*cases("document"), *cases("refused")} == {*CASES.glob("*.xml")}
    assert all(etree.parse(path).getroot().get("label") for path in CASES.glob("*.xml"))


def test_a_failure_has_path_place_and_code() -> None:
    (found,) = validate(
        schema('\n<pattern id="p">\n<rule context="@n">\n <report test="true()">.</report></rule></pattern>'),
        '<a><b n="1"/></a>',
        engine(),
    )
    assert (found.code, found.path, found.number) == ("SCH-p-1", "/Q{}a[1]/Q{}b[1]/@n", 1)
    assert (found.test.place.line, found.test.place.column, found.test.expression) == (4, 2, "true()")


def test_the_number_is_that_of_lxml() -> None:
    document = "<a>t<b/><!-- no element --><c><d/></c><?p?><e/></a>"
    (found,) = validate(
        schema('<pattern><rule context="e"><assert test="false()"/></rule></pattern>'), document, engine()
    )
    assert list(etree.fromstring(document).iter("*"))[found.number].tag == "e"


def test_an_encoding_of_a_schema_file_and_of_its_text() -> None:
    content = schema('<pattern><rule context="a"><report id="x" test="true()">é</report></rule></pattern>')
    for encoding in ("utf-8", "iso-8859-1"):
        (found,) = validate(f'<?xml version="1.0" encoding="{encoding}"?>{content}', "<a/>", engine())
        assert found.message == "é"


def test_an_entity_of_a_schema_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("canary", "utf-8")
    text = f'<!DOCTYPE schema [<!ENTITY e SYSTEM "{secret.as_uri()}">]>' + schema("<title>&e;</title>")
    with pytest.raises(SchematronError, match="not well-formed") as caught:
        load(text)
    assert "canary" not in str(caught.value)


def test_files_that_include_each_other_more_and_more_are_refused(tmp_path: Path) -> None:
    for number in range(15):
        includes = f'<include href="{number + 1}.sch"/>' * 2
        (tmp_path / f"{number}.sch").write_text(schema(includes.replace("include", "extends")), "utf-8")
    (tmp_path / "15.sch").write_text(schema("<ns prefix='a' uri='urn:a'/>" * 20), "utf-8")
    with pytest.raises(SchematronError, match="includes too much"):
        load((tmp_path / "0.sch").read_text("utf-8"), tmp_path / "0.sch", lambda _: True)


def test_rules_that_extend_each_other_more_and_more_are_refused() -> None:
    twice = '<rule abstract="true" id="r{}"><extends rule="r{}"/><extends rule="r{}"/></rule>'
    rules = "".join(twice.format(n, n + 1, n + 1) for n in range(30))
    last = '<rule abstract="true" id="r30"><assert test="a"/></rule><rule context="a"><extends rule="r0"/></rule>'
    with pytest.raises(SchematronError, match="grows too much"):
        load(schema(f"<pattern>{rules}{last}</pattern>"))


def test_expressions_without_end_cost_no_time() -> None:
    contexts = "".join(f'<rule context="{text * 20_000}"/>' for text in ("[", "(:", "&quot;", "a/", "$a"))
    assert len(load(schema(f"<pattern>{contexts}</pattern>")).rules) == 5


def test_problems_end_somewhere() -> None:
    with pytest.raises(SchematronError) as caught:
        load(schema("<nonsense/>" * 5000))
    assert len(caught.value.problems) == 100


def test_a_link_out_of_the_folder_is_seen_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "secret.sch").write_text(f'<pattern xmlns="{SCH}"/>', "utf-8")
    inside = tmp_path / "project"
    inside.mkdir()
    (inside / "link.sch").symlink_to(tmp_path / "secret.sch")
    with pytest.raises(SchematronError, match="may not be read"):
        load(schema('<include href="link.sch"/>'), inside / "main.sch", lambda file: file.is_relative_to(inside))


# --- SVRL

_TRACED = (
    '<title>Rules</title><ns prefix="t" uri="urn:t"/><pattern id="p"><title>First</title>'
    '<rule context="t:b" id="r" role="info"><assert id="x" test="@n" diagnostics="d" properties="q" flag="f" '
    'see="s">no n</assert><report id="y" test="@n = 2">two</report></rule></pattern><pattern id="silent">'
    '<rule context="t:c"><report test="@m">m</report></rule></pattern><diagnostics><diagnostic id="d" xml:lang="en">'
    'help</diagnostic></diagnostics><properties><property id="q" role="r">value</property></properties>'
)
_DOCUMENT = '<a xmlns="urn:t"><b/><b n="1"/><b n="2"/></a>'


def report(*, trace: bool) -> etree._Element:
    loaded = load(schema(_TRACED), trace=trace)
    return etree.fromstring(svrl(compiler().compile(loaded).report(_DOCUMENT), loaded, "a.xml"))


def names(root: etree._Element) -> list[str]:
    return [etree.QName(child).localname + ":" + child.get("id", "") for child in root]


def test_svrl_names_patterns_rules_and_results_in_order() -> None:
    assert names(report(trace=True)) == [
        "ns-prefix-in-attribute-values:",
        "active-pattern:p",
        "fired-rule:r",
        "failed-assert:x",
        "fired-rule:r",
        "fired-rule:r",
        "successful-report:y",
        "active-pattern:silent",
    ]


def test_svrl_without_trace_names_the_rules_that_found_something() -> None:
    assert names(report(trace=False)).count("fired-rule:r") == 2


def test_svrl_tells_all_of_a_failure() -> None:
    root = report(trace=True)
    assert dict(root.attrib) == {"title": "Rules", "phase": "#ALL"}
    failed = root.find(f"{SVRL}failed-assert")
    assert failed is not None
    assert dict(failed.attrib) == {
        "id": "x",
        "location": "/Q{urn:t}a[1]/Q{urn:t}b[1]",
        "test": "@n",
        "role": "info",
        "flag": "f",
        "see": "s",
    }
    assert etree.tostring(failed, method="text", encoding="unicode").split() == ["no", "n", "help", "value"]
    note = failed.find(f"{SVRL}diagnostic-reference")
    assert note is not None
    assert dict(note.attrib) == {"diagnostic": "d", "{http://www.w3.org/XML/1998/namespace}lang": "en"}


def test_the_location_of_svrl_is_an_xpath_to_the_node() -> None:
    root = etree.fromstring(_DOCUMENT)
    location = report(trace=True).find(f"{SVRL}successful-report")
    assert location is not None
    assert etree.ETXPath(location.get("location", "").replace("Q{", "{"))(root) == [root[2]]


def test_svrl_holds_what_a_pattern_could_not_say() -> None:
    loaded = load(
        schema(
            '<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/><pattern id="p">'
            '<let name="n" value="xs:date(/a)"/><rule context="a[@n = $n]"><report test="true()">.</report></rule>'
            "</pattern>"
        )
    )
    root = etree.fromstring(svrl(compiler().compile(loaded).report("<a>soon</a>"), loaded))
    assert "The pattern p cannot be evaluated here: " in "".join(root.itertext())


# --- many schemas and documents


def test_documents_come_back_with_the_key_they_came_with() -> None:
    schemas = [
        load(schema(f'<pattern id="{name}"><rule context="a"><report test="b">.</report></rule></pattern>'))
        for name in "pq"
    ]
    documents = [(1, "<a><b/></a>"), (2, "<a/>"), (3, "<a><b/></a>")]
    assert [(key, failure.code) for key, failure in check(schemas, documents, engine())] == [
        (1, "SCH-p-1"),
        (1, "SCH-q-1"),
        (3, "SCH-p-1"),
        (3, "SCH-q-1"),
    ]


def test_a_schema_with_a_mistake_does_not_silence_the_others() -> None:
    good = load(schema('<pattern id="p"><rule context="a"><report test="true()">.</report></rule></pattern>'))
    bad = load(schema('<pattern><rule context="a">\n<report test="1 +">.</report></rule></pattern>'), Path("bad.sch"))
    checker = Checker([bad, good], engine())
    assert [(str(problem.place), problem.expression) for problem in checker.problems] == [("bad.sch:2", "1 +")]
    assert [failure.id for _, failure in checker.check([("d", "<a/>")])] == ["p-1"]
    with pytest.raises(SchematronError, match=r'bad\.sch:2: XPST0003 .* in "1 \+"'):
        check([bad, good], [("d", "<a/>")], engine())


def test_a_document_that_is_no_xml_is_one_failure() -> None:
    rules = load(schema("<pattern/>"), Path("rules.sch"))
    ((_, failure),) = check([rules], [("d", "<a>")], engine())
    assert failure.code == "SCH-unchecked"
    assert failure.message.startswith("The document was not checked against rules.sch: ")


# --- embedded in RELAX NG

RNG = "http://relaxng.org/ns/structure/1.0"


def grammar(content: str, attributes: str = "") -> etree._Element:
    text = f'<grammar xmlns="{RNG}" xmlns:sch="{SCH}" xmlns:t="urn:t" ns="urn:t" {attributes}>{content}</grammar>'
    return etree.fromstring(text)


def embedded(root: etree._Element, document: str, **options: object) -> list[tuple[str, int]]:
    text = extract(root, **options)  # type: ignore[arg-type]
    assert text is not None
    return [(failure.message, failure.number) for failure in validate(text, document, engine())]


def test_a_grammar_without_schematron_gives_no_schema() -> None:
    assert extract(grammar('<start><element name="a"><empty/></element></start>')) is None


@pytest.mark.parametrize(
    "place",
    ["{}", '<start><element name="a">{}<text/></element></start>', "<div>{}</div>", '<define name="d">{}</define>'],
)
def test_patterns_are_found_wherever_they_stand(place: str) -> None:
    pattern = '<sch:pattern><sch:rule context="t:b"><sch:assert test="@n">no n</sch:assert></sch:rule></sch:pattern>'
    root = grammar('<sch:ns prefix="t" uri="urn:t"/>' + place.format(pattern))
    assert embedded(root, '<a xmlns="urn:t"><b/></a>') == [("no n", 1)]


def test_a_rule_alone_makes_a_pattern_and_a_test_alone_a_rule() -> None:
    root = grammar(
        '<element name="b"><sch:assert test="@n">no n</sch:assert><attribute name="m"><sch:report test="@m">m'
        '</sch:report></attribute></element><sch:rule context="t:a"><sch:report test="true()">a</sch:report></sch:rule>'
        '<element><name ns="">c</name><sch:assert test="false()">c</sch:assert></element>'
    )
    found = embedded(root, '<a xmlns="urn:t"><b m="1"/><c xmlns=""/></a>')
    assert sorted(found) == [("a", 0), ("c", 2), ("m", 1), ("no n", 1)]


def test_prefixes_of_the_grammar_are_declared_where_the_rules_use_them() -> None:
    root = grammar(
        '<sch:pattern><sch:rule context="t:a"><sch:report test="true()">a</sch:report></sch:rule></sch:pattern>'
    )
    assert embedded(root, '<a xmlns="urn:t"/>') == [("a", 0)]


def test_the_default_namespace_of_a_constraint_does_no_harm() -> None:
    root = grammar(
        '<sch:ns xmlns="http://www.tei-c.org/ns/1.0" prefix="t" uri="urn:t"/><pattern xmlns="http://purl.oclc.org/dsdl/'
        'schematron"><sch:rule xmlns="http://www.tei-c.org/ns/1.0" context="t:a"><sch:report test="true()">a '
        "<sch:name/></sch:report></sch:rule></pattern>"
    )
    assert embedded(root, '<a xmlns="urn:t"/>') == [("a a", 0)]


def test_functions_keys_lets_and_diagnostics_come_along() -> None:
    root = grammar(
        '<xsl:function xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="t:f"><xsl:sequence select="1"/>'
        '</xsl:function><sch:let name="v" value="t:f() + 1"/><sch:diagnostics><sch:diagnostic id="d">help'
        "</sch:diagnostic></sch:diagnostics>"
        '<sch:pattern><sch:rule context="t:a"><sch:assert test="$v = 1" diagnostics="d"><sch:value-of select="$v"/>'
        "</sch:assert></sch:rule></sch:pattern>"
    )
    assert embedded(root, '<a xmlns="urn:t"/>') == [("2", 0)]


def test_a_whole_schema_may_be_embedded() -> None:
    root = grammar(
        '<sch:schema queryBinding="xslt3"><sch:title>T</sch:title><sch:ns prefix="u" uri="urn:t"/><sch:pattern>'
        '<sch:rule context="u:a"><sch:report test="true()">a</sch:report></sch:rule></sch:pattern></sch:schema>'
    )
    assert embedded(root, '<a xmlns="urn:t"/>') == [("a", 0)]


def test_includes_are_followed_as_parsed_trees_each_once() -> None:
    rule = '<sch:rule context="t:a"><sch:report test="true()">{}</sch:report></sch:rule>'
    trees = {"b.rng": grammar(rule.format("b") + '<include href="c.rng"/>'), "c.rng": grammar(rule.format("c"))}
    trees["c.rng"].append(etree.Element(f"{{{RNG}}}include", {"href": "b.rng"}))
    root = grammar('<include href="b.rng"/><include href="gone.rng"/><include href="c.rng"/>')
    found = embedded(root, '<a xmlns="urn:t"/>', follow=lambda pointer: trees.get(pointer.get("href", "")))
    assert found == [("b", 0), ("c", 0)]


def test_a_mistake_in_an_embedded_rule_is_told_with_the_line_of_the_grammar(tmp_path: Path) -> None:
    file = tmp_path / "g.rng"
    file.write_text(
        f'<grammar xmlns="{RNG}" xmlns:sch="{SCH}">\n\n<sch:pattern>\n<sch:rule context="a">\n'
        '<sch:assert test="b)">.</sch:assert></sch:rule></sch:pattern></grammar>',
        "utf-8",
    )
    text = extract(etree.parse(file).getroot())
    with pytest.raises(SchematronError) as caught:
        compile_schema(str(text), engine())
    (problem,) = caught.value.problems
    assert (problem.place.file, problem.place.line, problem.expression) == (str(file), 5, "b)")


def test_the_name_of_a_grammar_that_was_read_from_bytes_is_that_of_the_schema() -> None:
    root = grammar('<sch:pattern><sch:rule context="a"><sch:assert test="b)">.</sch:assert></sch:rule></sch:pattern>')
    with pytest.raises(SchematronError, match=r"g\.rng:1: "):
        compiler().compile(load(str(extract(root)), Path("g.rng")))


# --- real schemas


def test_the_rules_of_the_tei_run_unchanged() -> None:
    text = (reference() / "tei_all.sch").read_text("utf-8")
    loaded = load(text)
    tests = sum(test.kind != "rule" for test in loaded.tests)
    assert (len(loaded.patterns), tests) == (112, text.count("<assert") + text.count("<report"))
    rules = compiler().compile(loaded)
    for path in sorted((ROOT / "tei").glob("*.xml")):
        assert [failure.message for failure in rules.check(path.read_text("utf-8"))] == [], path.name


def test_the_rules_in_the_grammar_of_the_tei_find_what_its_schematron_finds() -> None:
    text = extract(etree.parse(reference() / "tei_all.rng").getroot())
    assert text is not None
    inside = compiler().compile(load(text))
    beside = compiler().compile(load((reference() / "tei_all.sch").read_text("utf-8")))
    known = {
        (test.expression, rule) for test in inside.schema.tests for rule in [inside.schema.rules[test.rule].context]
    }
    for path in sorted((corpora() / "plays").glob("*.xml"))[:3] + sorted((corpora() / "letters").glob("*.xml"))[:40]:
        document = path.read_text("utf-8")
        wanted = {
            (failure.test.expression, failure.number)
            for failure in beside.check(document)
            if (failure.test.expression, beside.schema.rules[failure.test.rule].context) in known
        }
        assert {(failure.test.expression, failure.number) for failure in inside.check(document)} == wanted
