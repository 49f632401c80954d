"""The next build makes again what has changed, and nothing else; the result is that of a build from nothing."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from conftest import Run

from edition.record import open_record


def _site(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _made(out: Path, before: dict[str, int]) -> set[str]:
    """Return the pages that were written anew: a page that was kept is the same file on the disk."""
    return {path.name for path in out.glob("*.html") if before.get(path.name) != path.stat().st_ino}


def _inodes(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in out.glob("*.html")}


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own for each test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def _from_nothing(run: Run, project: Path, tmp_path: Path) -> dict[str, str]:
    copy = tmp_path / "copy" / project.name
    shutil.rmtree(copy.parent, ignore_errors=True)
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns(".edition"))
    assert run("build", copy, "-o", tmp_path / "copy" / "out").status == 0
    return _site(tmp_path / "copy" / "out")


def test_nothing_changed_is_seen_at_once(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out).status == 0
    before = _inodes(out)
    again = run("build", project, "-o", out)
    assert again.status == 0
    assert "Nothing has changed" in again.err
    assert _made(out, before) == set()


@pytest.mark.parametrize(
    ("file", "old", "new", "pages"),
    [
        ("second.xml", "Yours", "Always yours", {"second.html", "persons.html"}),
        ("persons.xml", ">Anna<", ">Anne<", {"persons.html", "first.html", "second.html"}),
        ("persons.xml", "Writes", "Reads", {"persons.html", "first.html", "second.html"}),
    ],
    ids=["a text", "the name of an entry", "what a card says of an entry"],
)
def test_a_change_makes_the_pages_that_show_it(  # noqa: PLR0917
    run: Run, project: Path, tmp_path: Path, file: str, old: str, new: str, pages: set[str]
) -> None:
    out = tmp_path / "out"
    _edit(project / "first.xml", "the answer</ref>", 'the answer</ref> and <ptr target="persons.xml#anna"/>')
    assert run("build", project, "-o", out).status == 0
    before = _inodes(out)
    _edit(project / file, old, new)
    assert run("build", project, "-o", out).status == 0
    assert _made(out, before) - {"index.html", "404.html", "data.html", "making.html", "search.html"} == pages
    assert _site(out) == _from_nothing(run, project, tmp_path)


_ENTRY = """<person xml:id="p{0}"><persName type="main">Person {0}</persName><note><p>Told {1} times: {2}</p>
<p>Known to <persName ref="#p{3}">somebody</persName>, see <ptr target="#p{4}"/>.</p></note></person><!-- {0} -->"""


@pytest.fixture
def long_register(project: Path) -> Path:
    """A project with a register on several pages, two languages, a place that lies somewhere, and a third letter."""
    (project / "edition.toml").write_text(
        'title = "Two letters"\n[site]\npage-size = 5\nlanguages = ["en", "de"]\n', "utf-8"
    )
    entries = [_ENTRY.format(n, n, "so much to tell. " * 30, n % 12 + 1, 13 - n) for n in range(1, 13)]
    place = '<place xml:id="here"><placeName>Here</placeName><location><geo>60.39 5.32</geo></location></place>'
    _edit(project / "persons.xml", "</listPerson>", f"{''.join(entries)}</listPerson><listPlace>{place}</listPlace>")
    shutil.copy(project / "second.xml", project / "third.xml")
    _edit(project / "third.xml", 'xml:id="second"', 'xml:id="third"')
    _edit(project / "third.xml", 'xml:id="answer"', 'xml:id="third-p1"')
    return project


def _of_register(out: Path, before: dict[str, int]) -> set[str]:
    return {name for name in _made(out, before) if name.startswith("persons")}


def test_a_change_of_an_entry_makes_those_pages_of_a_long_register_that_show_it(
    run: Run, long_register: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run("build", long_register, "-o", out).status == 0
    pages = {path.name for path in out.glob("persons*.html")}
    assert len(pages) > 4
    shows = {
        text: {name for name in pages if text in (out / name).read_text("utf-8")}
        for text in ("3 times", "5 times", "8 times")
    }
    for text, own in shows.items():
        before = _inodes(out)
        _edit(long_register / "persons.xml", text, f"very {text}")
        assert run("build", long_register, "-o", out).status == 0
        assert own <= _of_register(out, before) < pages
    # A letter that names one more makes the page with the entry again, and its own.
    before = _inodes(out)
    (own,) = shows["8 times"]
    _edit(long_register / "third.xml", "Yours, ", 'Yours, <persName ref="persons.xml#p8">P.</persName> ')
    assert run("build", long_register, "-o", out).status == 0
    assert _of_register(out, before) == {own}
    assert _site(out) == _from_nothing(run, long_register, tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("first.xml", "second paragraph", "third paragraph"),
        ("first.xml", "<p xml:id=", "<p>One more.</p><p xml:id="),
        ("first.xml", "First letter", "Letter the first"),
        ("first.xml", "1900-02-03", "1900-02-04"),
        ("first.xml", "with a note", 'with a note on <persName ref="persons.xml#p7">P.</persName>'),
        ("first.xml", "Dear ", '<placeName ref="persons.xml#here">Here</placeName>, dear '),
        ("second.xml", ">A.<", ">Anna<"),
        ("third.xml", 'xml:id="third-p1"', 'xml:id="third-p2"'),
        ("third.xml", "</p></body>", ' <name type="ship">Vega</name></p></body>'),
        ("persons.xml", ">Person 9<", ">Nine, Person<"),
        ("persons.xml", "</persName><note><p>Told 4", " (not 5)</persName><note><p>Told 4"),
        ("persons.xml", '<person xml:id="p6">', '<person xml:id="p6"><idno type="GND">118540238</idno>'),
        ("persons.xml", 'xml:id="here"', 'xml:id="there"'),
        (
            "persons.xml",
            '<person xml:id="p3">',
            '<person xml:id="p0"><persName>New</persName></person><person xml:id="p3">',
        ),
        ("persons.xml", "<!-- 5 -->", "<!-- five -->"),
        ("persons.xml", "<listPerson>", "<listPerson><head>Whom we know</head>"),
        ("persons.xml", "<title>Persons</title>", "<title>Persons and places</title>"),
        ("persons.xml", "60.39 5.32", "61.39 5.32"),
        ("persons.xml", ">Here<", ">There<"),
        ("edition.toml", "page-size = 5", "page-size = 7"),
        ("edition.toml", '"en", "de"', '"en", "fr"'),
    ],
    ids=lambda value: "".join(filter(str.isalnum, value))[:20],
)
@pytest.mark.slow
def test_whatever_changes_the_site_is_that_of_a_build_from_nothing(
    run: Run, long_register: Path, tmp_path: Path, file: str, old: str, new: str
) -> None:
    out = tmp_path / "out"
    assert run("build", long_register, "-o", out).status == 0
    _edit(long_register / file, old, new)
    again = run("build", long_register, "-o", out)
    assert again.status == 0, again.err
    assert _site(out) == _from_nothing(run, long_register, tmp_path)


def test_a_new_and_a_deleted_document(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out).status == 0
    shutil.copy(project / "second.xml", project / "third.xml")
    _edit(project / "third.xml", 'xml:id="second"', 'xml:id="third"')
    run("build", project, "-o", out, "--keep-going")
    assert (out / "third.html").exists()
    (project / "third.xml").unlink()
    assert run("build", project, "-o", out).status == 0
    assert not (out / "third.html").exists()
    assert _site(out) == _from_nothing(run, project, tmp_path)


def test_a_page_that_somebody_touched_is_made_again(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out).status == 0
    clean = _site(out)
    (out / "first.html").write_text("defaced", "utf-8")
    (out / "second.html").unlink()
    assert run("build", project, "-o", out).status == 0
    assert _site(out) == clean


def test_a_setting_changes_all_pages(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out).status == 0
    _edit(project / "edition.toml", 'title = "Two letters"', 'title = "Letters"')
    assert run("build", project, "-o", out).status == 0
    assert "Letters</title>" in (out / "first.html").read_text("utf-8")
    assert _site(out) == _from_nothing(run, project, tmp_path)


def test_the_record_of_another_user_is_not_believed(run: Run, project: Path, tmp_path: Path, cache: Path) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out).status == 0
    assert any((project / ".edition").rglob("state"))
    shutil.rmtree(cache)  # with it goes the key that signed the record
    _edit(project / "second.xml", "</p>", "</q>")
    os.utime(project / "second.xml", (0, 0))
    assert run("build", project, "-o", out).status == 1


def test_warnings_are_said_again(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _edit(project / "second.xml", "</p>", ' <date when="1946-02-21" notBefore="1946">then</date></p>')
    first = run("build", project, "-o", out, "--format", "concise")
    again = run("build", project, "-o", out, "--format", "concise")
    assert first.status == again.status == 0
    assert first.out == again.out
    assert "warning" in again.out


def test_another_baseline_is_another_build(run: Run, project: Path, tmp_path: Path) -> None:
    out, accepted = tmp_path / "out", tmp_path / "accepted.json"
    _edit(project / "second.xml", "</p>", ' <date when="1946-02-21" notBefore="1946">then</date></p>')
    assert run("validate", project, "--write-baseline", accepted).status == 0
    words = ("build", project, "-o", out, "--baseline", accepted)
    assert "nothing" in run(*words).err
    assert "Nothing has changed" in run(*words).err
    accepted.unlink()
    run("validate", tmp_path / "project" / "first.xml", "--write-baseline", accepted)
    assert "DAT003" in run(*words).err


def test_what_another_version_of_the_program_kept_is_not_read(tmp_path: Path) -> None:
    """Its values may have another form, and would be taken for what they are not."""
    old, new = (open_record(tmp_path, tmp_path, tmp_path / "out", tmp_path / "cache", each) for each in ("1", "2"))
    old.save("details", ("of", "old"))
    assert old.load("details") == ("of", "old")
    assert new.load("details") is None
    assert not new.holds("details")


def test_a_build_after_an_upgrade_keeps_anew_what_can_be_found(
    run: Run, project: Path, tmp_path: Path, cache: Path
) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out).status == 0
    (key,) = cache.rglob("record.key")
    key.write_bytes(b"as another version signs")
    again = run("build", project, "-o", out)
    assert again.status == 0, again.err
    assert _site(out) == _from_nothing(run, project, tmp_path)
