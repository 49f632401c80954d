"""`edition rules` and `edition explain`: every code has its words, and the examples do what they say."""

import json
from itertools import groupby
from pathlib import Path

import pytest
from conftest import Run
from support import reference

from edition import grammar
from edition.pipeline import check
from edition.project import open_editions
from edition.rules.catalogue import FOREIGN, RULES
from edition.rules.explanation import _SECTION, Example, explanation

EXPLANATIONS = Path(explanation.__code__.co_filename).with_name("explanations")
# What is said of a site needs one: test_audit.py makes it of the examples.
OF_SITES = {code for code in RULES if code.startswith("AUD")}
# A file that cannot be read is no file to show (test_parse.py has the cases); only `build --keep-going` leaves files
# out (test_build.py), only a build replaces a site (test_staying.py), and only one sets books (test_press.py).
WITHOUT_FILES = {"XML005", "REF011", "REF015", "XSL003", "XSL004", "XSL006", "TXT006", "TXT007", "TXT008"}
# Each of these has two stylesheets compiled, as XSL001 has; test_extending.py finds them, too.
LIKE_OTHERS = {"XSL002", "XSL005"}
BODY = "<text><body>\n{}\n</body></text>"
FRAME = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n{}\n</TEI>\n'


HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>"
    "<sourceDesc><p>Invented.</p></sourceDesc></fileDesc></teiHeader>\n"
)
WITH_IDREF = b"""\
<element name="list" xmlns="http://relaxng.org/ns/structure/1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <oneOrMore><element name="item">
    <optional><attribute name="id"><data type="ID"/></attribute></optional>
    <optional><attribute name="see"><data type="IDREF"/></attribute></optional>
  </element></oneOrMore>
</element>"""


def examples(code: str, kind: str) -> list[Example]:
    explained = explanation(code)
    return [each for each in explained.examples if each.kind == kind] if explained else []


def completed(text: str) -> str:
    """Make a file of an example: whole as it is, a header with a text, or something from a body."""
    if text.startswith(("<?xml", "<!DOCTYPE", "<TEI")):
        return text
    return FRAME.format(text if text.startswith("<teiHeader") else BODY.format(text))


def codes(folder: Path, files: list[Example]) -> set[str]:
    """Run the checks over the files of an example."""
    for each in files:
        file = folder / (each.name or "example.xml")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(completed(each.text) if file.suffix == ".xml" else each.text, "utf-8")
    # what is no TEI is checked only if it is named
    sources = [each for each in files if not each.name or each.name.endswith(".xml")]
    (edition,) = open_editions([folder if len(sources) > 1 else folder / (sources[0].name or "example.xml")])
    return {found.code for found in check(edition).findings}


@pytest.mark.parametrize("code", sorted({*RULES, *grammar.TITLES}))
def test_every_rule_is_explained(code: str) -> None:
    explained = explanation(code)
    assert explained is not None, f"write a section ## {code} in edition/rules/explanations/"
    assert len(explained.why) > 80
    assert {each.kind for each in explained.examples} == {"bad", "good"}
    # first what is wrong, then what is right
    assert [kind for kind, _ in groupby(each.kind for each in explained.examples)] == ["bad", "good"]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(each, marks=[pytest.mark.slow] * (each in LIKE_OTHERS))
        for each in sorted(set(RULES) - set(grammar.TITLES) - WITHOUT_FILES - OF_SITES)
    ],
)
def test_the_bad_example_has_the_finding_and_the_good_one_has_none(code: str, tmp_path: Path) -> None:
    assert code in codes(tmp_path / "bad", examples(code, "bad"))
    assert codes(tmp_path / "good", examples(code, "good")) == set()


@pytest.fixture(scope="session")
def tei_all() -> grammar.Grammar:
    return grammar.load(reference() / "tei_all.rng")


@pytest.mark.parametrize("code", sorted(grammar.TITLES))
def test_the_examples_of_the_grammar_are_right(code: str, tei_all: grammar.Grammar) -> None:
    schema = grammar.load(WITH_IDREF) if code == "RNG011" else tei_all
    for kind, expected in (("bad", {code}), ("good", set())):
        (example,) = examples(code, kind)
        is_body = not example.text.startswith("<teiHeader")
        framed = FRAME.format(HEADER + BODY.format(example.text) if is_body else example.text)
        found = grammar.check(schema, example.text if code == "RNG011" else framed)
        # a wrong order is seen twice: something is too early, and something else too late
        assert {each.code for each in found[:1]} == expected


def test_what_is_explained_is_a_rule() -> None:
    families = {begin.rstrip("-") for begin in FOREIGN}
    for file in EXPLANATIONS.iterdir():
        sections = [code for code, _ in _SECTION.findall(file.read_text("utf-8"))]
        assert len(sections) == len(set(sections))
        assert set(sections) <= {*RULES, *grammar.TITLES, *families}, file.name
        assert all(code.startswith(file.stem) for code in sections)


def test_explain_says_all_there_is(run: Run) -> None:
    result = run("explain", "REF003")
    assert (result.status, result.err) == (0, "")
    head, severity, _, *rest = result.out.splitlines()
    assert head == "REF003: a reference leads nowhere"
    assert severity == "error in a project, warning in a folder without edition.toml"
    text = "\n".join(rest)
    for part in ("Wrong:\n\n    <p>", "Right:\n\n    <p>", "--ignore REF003", 'ignore = ["REF003"]'):
        assert part in text
    assert "`" not in text
    assert run("explain", "ref003").out == result.out


def test_what_cannot_be_switched_off_says_so(run: Run) -> None:
    text = run("explain", "XML001").out
    assert "always an error; it cannot be switched off" in text
    assert "--ignore" not in text


def test_a_code_of_a_schema_is_explained_as_such(run: Run) -> None:
    text = run("explain", "SCH-name.ref").out
    assert "SCH-name.ref: a rule of a schema" in text
    assert '"SCH-name.ref" = "warning"' in text


@pytest.mark.parametrize(
    ("code", "said"),
    [("DAT03", "did you mean DAT003?"), ("REF", "did you mean REF0"), ("zzz", "codes begin with XML, "), ("", "see")],
)
def test_an_unknown_code_names_the_nearest(run: Run, code: str, said: str) -> None:
    result = run("explain", code)
    assert (result.status, result.out) == (2, "")
    assert said in result.err


def test_rules_lists_every_rule(run: Run) -> None:
    lines = run("rules").out.splitlines()
    assert lines[0].split()[0] == "code"
    assert [line.split()[0] for line in lines[1:]] == list(RULES)
    assert next(line for line in lines if line.startswith("REF003")).split(maxsplit=3) == [
        "REF003", "error", "warning", "a reference leads nowhere",
    ]  # fmt: skip


def test_rules_as_json(run: Run) -> None:
    listed = json.loads(run("rules", "--format", "json").out)
    assert {each["code"]: each["title"] for each in listed} == {code: rule.title for code, rule in RULES.items()}
    assert listed[0] == {
        "code": "XML001", "title": "the file is not well-formed", "severity": "error", "elsewhere": "error",
        "is_fixed": True,
    }  # fmt: skip


@pytest.mark.parametrize("words", [("--select", "REF9"), ("--ignore", "ref"), ("--select", "DAT,XYZ")])
def test_a_choice_of_no_rule_at_all_is_refused(run: Run, project: Path, words: tuple[str, str]) -> None:
    result = run("validate", project, *words)
    assert result.status == 2
    assert "no rule has a code that begins with" in result.err
    assert "did you mean" in result.err or "codes begin with" in result.err


@pytest.mark.parametrize(
    "rules", ['select = ["XYZ"]', 'ignore = ["REF9"]', 'severity = {DAT9 = "off"}'], ids=lambda rules: rules.split()[0]
)
def test_a_code_in_the_configuration_that_is_none_is_refused(run: Run, project: Path, rules: str) -> None:
    with (project / "edition.toml").open("a") as file:
        file.write(f"[rules]\n{rules}\n")
    result = run("validate", project)
    assert result.status == 2
    assert "edition.toml" in result.err


@pytest.mark.parametrize("code", ["REF", "REF003", "SCH", "SCH-", "SCH-name-ref"])
def test_codes_and_beginnings_are_taken(run: Run, project: Path, code: str) -> None:
    assert run("validate", project, "--select", code, "--ignore", f"{code},DAT").status == 0
