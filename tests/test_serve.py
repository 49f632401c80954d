"""`edition serve` through its own door: what it answers, what it refuses, and what is left of it."""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from conftest import CHECKOUT, Run
from serving import Live, live, until

from edition.desk.live.editor import choose
from edition.desk.live.page import live as page_of
from edition.desk.live.state import path_of
from edition.errors import UsageError

CASES = CHECKOUT / "tests" / "cases" / "project"


def make(folder: Path, configuration: str = 'title = "Two letters"\nlanguage = "en"\n') -> Path:
    folder.mkdir(parents=True)
    (folder / "edition.toml").write_text(configuration, "utf-8")
    for name in ("first.xml", "second.xml", "persons.xml"):
        shutil.copy(CASES / name, folder)
    return folder


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Live, Path]]:
    """A small project and its server; tests that change a file put it back."""
    base = tmp_path_factory.mktemp("serve")
    project = make(base / "project")
    (project / "secret.txt").write_text("secret")
    with live(project, base / "scratch") as server:
        yield server, project
        children = psutil.Process(server.process.pid).children(recursive=True)
    assert server.process.returncode == 0
    until(lambda: not any(child.is_running() and child.status() != "zombie" for child in children), "their end")
    assert [path.name for path in (base / "scratch").iterdir()] == ["log"]


def test_a_page_may_listen_and_nothing_else_is_allowed(served: tuple[Live, Path]) -> None:
    server, _ = served
    status, headers, body = server.ask("GET", "/first.html")
    assert status == 200
    assert "connect-src 'self'" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert body.count(b"/-edition/live.js") == 1
    assert b"Content-Security-Policy" not in body
    assert "sandbox" in server.ask("GET", "/first.xml")[1]["content-security-policy"]


def test_another_name_is_refused(served: tuple[Live, Path]) -> None:
    server, _ = served
    for host in ("evil.example", f"evil.example:{server.port}", "127.0.0.1", ""):
        assert server.ask("GET", "/first.html", Host=host)[0] == 403
    assert server.ask("GET", "/first.html", Host=f"localhost:{server.port}")[0] == 200


def test_no_path_leads_out(served: tuple[Live, Path]) -> None:
    server, project = served
    for path in (
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/../../record",
        "/assets%2f..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        f"/{project / 'secret.txt'}",
        "//etc/passwd",
        "/%00",
        "/.hidden",
        "/-edition/../edition.json",
        "/-edition/waiting.html",
    ):
        status, _, body = server.ask("GET", path)
        assert (status, b"secret" in body, b"root:" in body) == (404, False, False), path
    assert server.ask("GET", "/assets")[0] == 404
    assert server.ask("GET", "/assets/")[0] == 404


def test_what_acts_is_asked_for_by_our_pages_only(served: tuple[Live, Path]) -> None:
    server, project = served
    wish = json.dumps({"page": "/first.html", "ids": ["unknown", "first-p2"]}).encode()
    own = server.address.rstrip("/")
    kind = {"Content_Type": "application/json"}
    assert server.ask("POST", "/-edition/open", wish, **kind)[0] == 403
    assert server.ask("POST", "/-edition/open", wish, Origin="http://evil.example", **kind)[0] == 403
    assert server.ask("POST", "/-edition/open", wish, Origin="null", **kind)[0] == 403
    assert server.ask("POST", "/-edition/open", wish, Origin=own, Content_Type="text/plain")[0] == 415
    assert server.ask("POST", "/-edition/open", b"[1]", Origin=own, **kind)[0] == 400
    assert server.ask("POST", "/first.html", wish, Origin=own, **kind)[0] == 405
    for site in ("cross-site", "same-site"):
        assert server.ask("GET", "/-edition/events?page=/", Sec_Fetch_Site=site)[0] == 403
        assert server.ask("GET", "/first.html", Sec_Fetch_Site=site)[0] == 200
    assert server.ask("GET", "/-edition/open")[0] == 404
    assert server.ask("DELETE", "/first.html")[0] == 501
    status, _, body = server.ask("POST", "/-edition/open", wish, Origin=own, **kind)
    lines = (project / "first.xml").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if 'xml:id="first-p2"' in text)
    assert (status, f"first.xml:{line}" in json.loads(body)["words"]) == (200, True)
    other = json.dumps({"file": "/etc/passwd", "line": 1, "column": 1}).encode()
    assert b"passwd" not in server.ask("POST", "/-edition/open", other, Origin=own, **kind)[2]


def test_files_come_and_go(served: tuple[Live, Path]) -> None:
    server, project = served
    second = (project / "second.xml").read_text("utf-8")
    third = second.replace("Second letter", "Third letter").replace('xml:id="second"', 'xml:id="third"')
    (project / ".third.tmp").write_text(third, "utf-8")
    (project / ".third.tmp").replace(project / "third.xml")  # as many editors write
    server.wait("/third.html", "Third letter")
    server.wait("/index.html", "Third letter")
    (project / "third.xml").unlink()
    server.wait("/index.html", "Third letter", there=False)
    assert server.ask("GET", "/third.html")[0] == 404


def test_the_configuration_and_styles_are_followed(served: tuple[Live, Path]) -> None:
    server, project = served
    toml = (project / "edition.toml").read_text("utf-8")
    (project / "my.css").write_text("body { color: teal }")
    (project / "edition.toml").write_text('title = "Another title"\n[site]\ncss = "my.css"\n', "utf-8")
    server.wait("/index.html", "<title>Another title")
    server.wait("/assets/custom.css", "teal")
    (project / "my.css").write_text("body { color: navy }")
    server.wait("/assets/custom.css", "navy")
    (project / "edition.toml").write_text('titel = "A slip"\n', "utf-8")
    until(lambda: "unknown key `titel`" in server.said(), "what is wrong with the configuration")
    assert "Another title" in server.text("/index.html")
    (project / "edition.toml").write_text(toml, "utf-8")
    server.wait("/index.html", "<title>Two letters")


def test_the_whole_build_has_the_last_word(served: tuple[Live, Path], run: Run, tmp_path: Path) -> None:
    server, project = served
    first = (project / "first.xml").read_text("utf-8")
    (project / "first.xml").write_text(first.replace("First letter", "First of the letters"), "utf-8")
    server.wait("/first.html", "First of the letters")
    quick = server.text("/first.html")
    server.wait("/index.html", "First of the letters")
    assert run("build", project, "-o", tmp_path / "site", "-q").status == 0
    built = (tmp_path / "site" / "first.html").read_bytes()
    sent = page_of(built)[0].decode()
    assert quick == sent == server.text("/first.html")
    (project / "first.xml").write_text(first, "utf-8")
    server.wait("/index.html", "First of the letters", there=False)


@pytest.mark.slow
def test_a_project_can_be_wrong_from_the_start_and_goes_without_a_trace(run: Run, tmp_path: Path) -> None:
    project = tmp_path / "project"
    assert run("new", project, "--kind", "drama", "-q").status == 0
    play = project / "tei" / "hamlet.xml"
    good = play.read_text("utf-8")
    play.write_text("<TEI", "utf-8")
    with live(project, tmp_path / "scratch") as server:
        until(lambda: "XML001" in server.said(), "what is wrong")
        assert server.ask("GET", "/persons.html")[0] == 200
        assert server.ask("GET", "/hamlet.html")[0] == 404
        play.write_text(good, "utf-8")
        server.wait("/hamlet.html", "Long live the King!")
        play.write_text(good.replace("Long live", "<nonsense>Long</nonsense> live"), "utf-8")
        until(lambda: "<nonsense>" in server.said(), "what is wrong")
        server.wait("/hamlet.html", "nonsense")
        until(lambda: "RNG" in server.said(), "its code")
        children = psutil.Process(server.process.pid).children(recursive=True)
        assert children
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(30) == 0
        until(lambda: not any(child.is_running() and child.status() != "zombie" for child in children), "their end")
    assert [path.name for path in (tmp_path / "scratch").iterdir()] == ["log"]
    assert not (project / ".edition").exists()


@pytest.mark.slow
def test_the_site_that_was_built_is_the_beginning_and_stays_as_it_is(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make(tmp_path / "project")
    site, first = project / "site", project / "first.xml"
    monkeypatch.chdir(project)
    assert run("build", "-q").status == 0
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in site.rglob("*") if path.is_file()}
    good = first.read_text("utf-8")
    first.write_text("<TEI", "utf-8")
    with live(project, tmp_path / "scratch") as server:
        until(lambda: "until that is mended" in server.said(), "what is wrong")
        assert "XML001" in server.said()
        assert "First letter" in server.text("/first.html"), "the last good page"
        first.write_text(good.replace("First letter", "First of the letters"), "utf-8")
        server.wait("/first.html", "First of the letters")
        server.wait("/index.html", "First of the letters")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before
    assert "Nothing has changed" not in run("build").err
    assert "First of the letters" in (site / "index.html").read_text("utf-8")
    assert "Nothing has changed" in run("build").err


@pytest.mark.slow
def test_a_server_that_is_killed_leaves_no_process(tmp_path: Path) -> None:
    with live(make(tmp_path / "project"), tmp_path / "scratch") as server:
        children = psutil.Process(server.process.pid).children(recursive=True)
        server.process.kill()
        server.process.wait(30)
        until(lambda: not any(child.is_running() and child.status() != "zombie" for child in children), "their end")
    until(lambda: [path.name for path in (tmp_path / "scratch").iterdir()] == ["log"], "nothing is left")


@pytest.mark.slow
def test_a_process_that_ends_is_started_again(tmp_path: Path) -> None:
    project = make(tmp_path / "project")
    with live(project, tmp_path / "scratch") as server:
        for child in psutil.Process(server.process.pid).children():
            if "resource_tracker" not in " ".join(child.cmdline()):
                child.kill()
        until(lambda: "came to an end" in server.said(), "a word on that")
        first = (project / "first.xml").read_text("utf-8")
        (project / "first.xml").write_text(first.replace("First letter", "First of the letters"), "utf-8")
        server.wait("/first.html", "First of the letters")
        server.wait("/index.html", "First of the letters")


def test_a_taken_port_and_a_wrong_editor_are_wrong_usage(run: Run, served: tuple[Live, Path], tmp_path: Path) -> None:
    server, project = served
    result = run("serve", project, "--no-open", "--port", str(server.port))
    assert (result.status, "is taken" in result.err) == (2, True)
    assert run("serve", project, "--editor", "vi").status == 2
    other = make(tmp_path / "other", "[site]\neditor = 'sh -c \"echo {file}\"'\n")
    result = run("serve", other)
    assert (result.status, "no editor that is known here" in result.err) == (2, True)
    assert run("serve", tmp_path / "nowhere").status == 2


@pytest.mark.parametrize(
    ("given", "opened"),
    [
        ("code", ["code", "-g", "/a b/c.xml:3:4"]),
        ("edit --line {line} {file}", ["edit", "--line", "3", "/a b/c.xml"]),
        ("vscode://file/{path}:{line}", "vscode://file/a%20b/c.xml:3"),
    ],
)
def test_an_editor_is_a_command_or_an_address(
    given: str, opened: list[str] | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("edition.desk.live.editor.shutil.which", lambda name: name)
    monkeypatch.setattr("edition.desk.live.editor._start", lambda command: started.append(list(command)))
    found = choose(given, "", tmp_path).open(Path("/a b/c.xml"), 3, 4)
    assert opened in ([found.address] if found.address else started)


@pytest.mark.parametrize(
    "pattern",
    ["code", "code -g {file}:{line}", "vscode://file/{path}:{line}", "emacsclient -n +{line}:{column} {file}"],
)
def test_a_project_chooses_among_known_editors(pattern: str, tmp_path: Path) -> None:
    assert choose("", pattern, tmp_path).pattern


@pytest.mark.parametrize(
    "pattern",
    [
        "rm {file}",
        "code -g {file}:{line} --evil",
        "http://evil.example/{path}",
        "javascript:alert(1)//{path}",
        "{file}",
    ],
)
def test_a_project_chooses_nothing_else(pattern: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        choose("", pattern, tmp_path)


def test_an_address_names_a_file_of_a_site() -> None:
    assert path_of("/") == "index.html"
    assert path_of("/de/") == "de/index.html"
    assert path_of("/a%20b.html") == "a b.html"
    assert path_of("/letter~1.html") == "letter~1.html"
    for address in ("/../x", "/a/../x", "/%2E%2E/x", "/a//b", "/.git/config", "/a%5Cb", "/C:/x", "/a%00b"):
        assert path_of(address) is None


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_a_link_is_not_followed(served: tuple[Live, Path]) -> None:
    server, project = served
    (scratch,) = (each for each in server.log.parent.iterdir() if each.is_dir())
    link = scratch / "site" / "assets" / "link.txt"
    link.symlink_to(project / "secret.txt")
    assert server.ask("GET", "/assets/link.txt")[0] == 404
    link.unlink()
