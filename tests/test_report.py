"""Findings as text, lines and JSON."""

import io
import json
from pathlib import Path

from edition.model import Finding, Span
from edition.report import FORMATS, Format, Style, write

CONTROLS = "\x1b[31m\x9b\u202e\x7f\n\r\0\ud800"


def put(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def written(findings: list[Finding], form: Format, style: Style) -> str:
    stream = io.StringIO()
    write(findings, form, stream, style)
    return stream.getvalue()


def error(file: Path, place: tuple[int, int, int], message: str = "wrong", help_: str = "") -> Finding:
    line, column, end_column = place
    return Finding("REF003", "error", file, message, help_, span=Span(line, column, line, end_column), path="/TEI/p")


def test_text_shows_the_place_and_what_to_do(tmp_path: Path) -> None:
    file = put(tmp_path, "tei/a.xml", "<TEI>\n\t<p>中é <ref target='#b'/></p>\n</TEI>\n")
    text = written([error(file, (2, 13, 24), "there is no id “b”", "did you mean “a”?")], "text", Style(tmp_path, 12))
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
    text = written([error(file, (1, 501, 505))], "text", Style(tmp_path, 1))
    shown, marked = text.splitlines()[3:5]
    assert shown == "1 | …" + "x" * 29 + "<p/>" + "y" * 65 + "…"
    assert marked == "  | " + " " * 30 + "^^^^"


def test_a_place_over_several_lines_is_marked_to_the_end_of_the_first(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p\n n='1'>\n</p>")
    found = Finding("X", "warning", file, "wrong", span=Span(1, 1, 2, 8))
    assert "1 | <p\n  | ^^\n2 |  n='1'>\n" in written([found], "text", Style(tmp_path, 1))


def test_a_place_at_the_end_of_a_line_has_a_caret(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p>")
    assert "1 | <p>\n  |    ^\n" in written([error(file, (1, 4, 4))], "text", Style(tmp_path, 1))


def test_a_finding_without_a_place_has_no_frame(tmp_path: Path) -> None:
    found = Finding("XML005", "error", tmp_path / "gone.xml", "the file cannot be read")
    assert written([found], "text", Style(tmp_path, 1)).startswith(
        "error[XML005]: the file cannot be read\n--> gone.xml\n\nFound 1 error"
    )


def test_a_place_in_a_file_that_has_changed_or_gone_has_no_frame(tmp_path: Path) -> None:
    for file in (put(tmp_path, "a.xml", "<p/>\n"), tmp_path / "gone.xml"):
        assert "|" not in written([error(file, (7, 1, 2))], "text", Style(tmp_path, 1))


def test_a_file_in_a_broken_encoding_is_shown_all_the_same(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p>é</p>".encode("latin-1"))
    assert "1 | <p>�</p>\n  |    ^\n" in written([error(file, (1, 4, 5))], "text", Style(tmp_path, 1))


def test_a_repeated_message_is_shown_once_with_a_count(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p/>\n" * 9)
    text = written([error(file, (line, 1, 5)) for line in range(9, 0, -1)], "text", Style(tmp_path, 3))
    assert text.count("error[") == 1
    assert "a.xml:1:1\n" in text
    assert "= note: 9 times in this file, also on line 2, 3, 4, 5, 6 …\n" in text
    assert text.endswith("Found 9 errors in 1 of 3 files\n")


def test_the_summary_counts(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p/>")
    warning = Finding("TXT001", "warning", tmp_path / "b.xml", "x")
    both = written([error(file, (1, 1, 2)), warning, warning], "text", Style(tmp_path, 2))
    assert both.endswith("Found 1 error and 2 warnings in 2 of 2 files\n")
    assert written([], "text", Style(tmp_path, 1)) == "Found nothing wrong in 1 file\n"


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
        text = written([found], form, Style(tmp_path, 1))
        assert not set(CONTROLS.replace("[31m", "")) - {"\n"} & set(text)
        assert text.count("\n") <= 9
    assert json.loads(written([found], "json", Style(tmp_path)))[0]["message"] == f"said {CONTROLS}"


def test_colour_comes_only_if_asked_for(tmp_path: Path) -> None:
    file = put(tmp_path, "a.xml", "<p/>")
    plain, coloured = (written([error(file, (1, 1, 5))], "text", Style(tmp_path, 1, colour=c)) for c in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[1;31m^^^^\x1b[0m" in coloured


def test_letters_that_the_stream_lacks_are_escaped(tmp_path: Path) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    write([error(tmp_path / "a.xml", (1, 1, 2), "Темир")], "concise", stream, Style(tmp_path))
    stream.flush()
    assert raw.getvalue().startswith(b"a.xml:1:1: error[REF003] \\u0422")
