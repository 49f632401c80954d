"""`edition build`: what it makes, what it refuses, what it leaves alone."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SAMPLE, Run


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_project_becomes_a_site(run: Run, project: Path, tmp_path: Path) -> None:
    result = run("build", project, "-o", tmp_path / "out")
    assert result.status == 0
    assert {"index.html", "404.html", "first.html", "second.html", "persons.html", "edition.json"} <= set(
        _digests(tmp_path / "out")
    )


def test_manifest_tells_what_the_contract_promises(run: Run, project: Path, tmp_path: Path) -> None:
    run("build", project, "-o", tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "edition.json").read_text("utf-8"))
    assert manifest["generator"].startswith("tei-edition ")
    first = next(document for document in manifest["documents"] if document["id"] == "first")
    assert first["source"] == "first.xml"
    assert first["sha256"] == hashlib.sha256((project / "first.xml").read_bytes()).hexdigest()
    assert first["date"] == {
        "from": "1900-02-03",
        "to": "1900-02-03",
        "kind": "exact",
        "cert": None,
        "text": "3 February 1900",
    }
    assert first["pages"] == ["first.html"]
    assert (tmp_path / "out" / first["formats"]["tei"]).read_bytes() == (project / "first.xml").read_bytes()
    assert {document["id"]: document["kind"] for document in manifest["documents"]} == {
        "first": "document",
        "second": "document",
        "persons": "register",
    }


def test_two_builds_give_identical_bytes(sample_site: Path, tmp_path: Path) -> None:
    """The second in a process of its own, in a different folder, with another hash seed, time zone and locale."""
    environment = os.environ | {"PYTHONHASHSEED": "2", "TZ": "Asia/Tehran", "LC_ALL": "C"}
    command = [sys.executable, "-m", "edition", "build", str(SAMPLE), "-o", "out", "-q"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    sites = (sample_site, tmp_path / "out")
    assert _digests(sites[0]) == _digests(sites[1])
    times = [{path.stat().st_mtime for path in site.rglob("*.html")} for site in sites]
    assert times[0] == times[1]


def test_a_broken_file_stops_the_build_and_leaves_the_old_site(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out).status == 0
    before = _digests(out)
    text = (project / "first.xml").read_text("utf-8")
    (project / "first.xml").write_text(text.replace("</ref>.</p>", "</ref>."), "utf-8")
    result = run("build", project, "-o", out, "--format", "concise")
    assert result.status == 1
    line = next(line for line in result.out.splitlines() if "XML001" in line)
    place = line.split(": ")[0].rsplit(":", 2)
    assert int(place[1]) > 0
    assert int(place[2]) > 0
    assert _digests(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "project"], "a staging folder was left behind"


def test_keep_going_leaves_the_broken_document_out_and_still_fails(run: Run, project: Path, tmp_path: Path) -> None:
    (project / "second.xml").write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>", "utf-8")
    result = run("build", project, "-o", tmp_path / "out", "--keep-going", "--format", "json")
    assert result.status == 1
    codes = {finding["code"] for finding in json.loads(result.out)}
    assert codes == {"XML001", "REF011"}
    assert not (tmp_path / "out" / "second.html").exists()
    page = (tmp_path / "out" / "first.html").read_text("utf-8")
    assert "the answer" in page
    assert "second.html" not in page


def test_an_unresolved_reference_is_an_error_in_a_project_and_a_warning_elsewhere(run: Run, project: Path) -> None:
    text = (project / "first.xml").read_text("utf-8")
    (project / "first.xml").write_text(text.replace("#anna", "#ana"), "utf-8")
    result = run("build", project, "-o", project / "out", "--format", "json")
    (finding,) = json.loads(result.out)
    assert result.status == 1
    assert (finding["code"], finding["severity"], finding["line"]) == ("REF003", "error", 14)
    assert "anna" in finding["help"]
    (project / "edition.toml").unlink()
    result = run("build", project, "-o", project / "out", "--format", "json")
    assert result.status == 0
    assert [f["severity"] for f in json.loads(result.out)] == ["warning"]
    assert run("build", project, "-o", project / "out", "--strict").status == 1


@pytest.mark.parametrize("content", ["somebody's.txt", "edition.json"])
def test_a_folder_that_is_not_ours_is_not_touched(run: Run, project: Path, tmp_path: Path, content: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / content).write_text('{"generator": "something else"}', "utf-8")
    before = _digests(out)
    result = run("build", project, "-o", out)
    assert result.status == 2
    assert "did not write" in result.err
    assert _digests(out) == before


def test_the_folder_of_the_sources_is_not_an_output(run: Run, project: Path) -> None:
    assert run("build", project, "-o", project).status == 2
    assert run("build", project, "-o", project / "first.xml").status == 2
    assert (project / "first.xml").is_file()


def test_a_site_inside_the_project_is_no_source(run: Run, project: Path) -> None:
    for _ in range(2):
        assert run("build", project, "-o", project / "site").status == 0
    assert len(json.loads((project / "site" / "edition.json").read_text("utf-8"))["documents"]) == 3


def test_pages_that_are_gone_disappear(run: Run, project: Path, tmp_path: Path) -> None:
    run("build", project, "-o", tmp_path / "out")
    (project / "first.xml").unlink()
    assert run("build", project, "-o", tmp_path / "out").status == 0
    assert not (tmp_path / "out" / "first.html").exists()


def test_equal_names_in_two_folders_get_the_folder_in_front(run: Run, tmp_path: Path) -> None:
    source = (SAMPLE.parent / "tests" / "cases" / "project" / "second.xml").read_text("utf-8")
    for folder, name in (("a", "x.xml"), ("b", "X.xml"), ("c", "index.xml")):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / name).write_text(source.replace(' xml:id="second"', ""), "utf-8")
    result = run("build", tmp_path / "in", "-o", tmp_path / "out", "--format", "json")
    assert result.status == 0
    manifest = json.loads((tmp_path / "out" / "edition.json").read_text("utf-8"))
    assert [document["id"] for document in manifest["documents"]] == ["x", "b-X", "c-index"]
    assert [f["code"] for f in json.loads(result.out) if f["code"] == "REF010"] == ["REF010", "REF010"]


def test_hostile_links_become_text(run: Run, project: Path, tmp_path: Path) -> None:
    text = (project / "first.xml").read_text("utf-8")
    hostile = text.replace('target="second.xml#answer"', 'target="javascript:alert(1)"')
    (project / "first.xml").write_text(hostile, "utf-8")
    assert run("build", project, "-o", tmp_path / "out").status == 1
    (project / "edition.toml").unlink()
    result = run("build", project, "-o", tmp_path / "out", "--format", "concise")
    assert result.status == 0
    assert "REF004" in result.out
    assert "javascript:" not in (tmp_path / "out" / "first.html").read_text("utf-8")


def test_markup_in_the_text_stays_text(run: Run, project: Path, tmp_path: Path) -> None:
    text = (project / "first.xml").read_text("utf-8")
    (project / "first.xml").write_text(
        text.replace("A second", "&lt;script&gt;alert(1)&lt;/script&gt;").replace("First letter", "&lt;blink&gt;"),
        "utf-8",
    )
    assert run("build", project, "-o", tmp_path / "out").status == 0
    for page in (tmp_path / "out").glob("*.html"):
        assert "<script>" not in page.read_text("utf-8")
        assert "<blink>" not in page.read_text("utf-8")


def test_one_file_of_a_project_builds_the_whole_project(run: Run, project: Path, tmp_path: Path) -> None:
    assert run("build", project / "first.xml", "-o", tmp_path / "out").status == 0
    assert (tmp_path / "out" / "second.html").exists()


def test_a_single_file_without_a_project_builds(run: Run, project: Path, tmp_path: Path) -> None:
    (project / "edition.toml").unlink()
    assert run("build", project / "second.xml", "-o", tmp_path / "out").status == 0
    assert "Second letter" in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_no_document_at_all_is_wrong_usage(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out).status == 0
    before = _digests(out)
    (project / "edition.toml").write_text('[sources]\ninclude = ["*.tei"]\n', "utf-8")
    for command in (("build", project, "-o", out), ("validate", project)):
        result = run(*command)
        assert result.status == 2
        assert "there is no TEI document that edition.toml chooses" in result.err
    assert _digests(out) == before
    (tmp_path / "empty").mkdir()
    assert run("validate", tmp_path / "empty").status == 2


def test_a_file_that_lost_its_namespace_is_found(run: Run, project: Path) -> None:
    text = (project / "second.xml").read_text("utf-8")
    (project / "second.xml").write_text(text.replace(' xmlns="http://www.tei-c.org/ns/1.0"', ""), "utf-8")
    result = run("validate", project, "--format", "json")
    assert result.status == 1
    assert [(f["code"], Path(f["file"]).name) for f in json.loads(result.out)] == [("XML006", "second.xml")]
    (project / "edition.toml").unlink()
    result = run("validate", project, "--format", "json")
    assert result.status == 0
    assert [(f["code"], f["severity"]) for f in json.loads(result.out)] == [("XML006", "warning")]


def test_a_broken_file_does_not_blame_those_that_point_at_it(run: Run, project: Path) -> None:
    (project / "second.xml").write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>", "utf-8")
    assert [f["code"] for f in json.loads(run("validate", project, "--format", "json").out)] == ["XML001"]


def test_facts_that_are_not_given_leave_no_commas(run: Run, project: Path, tmp_path: Path) -> None:
    (project / "edition.toml").write_text('url = "https://example.org/letters"\n', "utf-8")
    assert run("build", project, "-o", tmp_path / "out").status == 0
    page = (tmp_path / "out" / "first.html").read_text("utf-8")
    words = re.sub("<[^>]+>", "", page)
    assert "in project, https://example.org/letters/first.html." in words
    assert ", ," not in words
    assert ". ." not in words


def test_a_style_sheet_that_is_missing_is_wrong_configuration(run: Run, project: Path) -> None:
    (project / "edition.toml").write_text('[site]\ncss = "gone.css"\n', "utf-8")
    result = run("validate", project)
    assert result.status == 2
    assert "site.css" in result.err


def test_a_backslash_in_a_title_stands_once(run: Run, project: Path) -> None:
    config = project / "edition.toml"
    config.write_text(config.read_text("utf-8").replace("Two letters", r"A\\B \"and\" C"), "utf-8")
    assert run("build", project, "-o", project / "site").status == 0
    assert r'A\B "and" C</h1>' in (project / "site" / "index.html").read_text("utf-8")
