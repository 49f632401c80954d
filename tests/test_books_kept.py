"""Books that an edition always has, by its configuration, and what is said of those that a build leaves out."""

from pathlib import Path

import pytest
from conftest import Run

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{0}"><teiHeader><fileDesc><titleStmt><title>{0}</title>'
    "</titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body><p>A letter.</p></body></text></TEI>"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two letters, and a site of them with an EPUB that the configuration asks for."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "edition.toml").write_text('title = "Letters"\n[search]\nenabled = false\n[book]\nepub = true\n')
    (tmp_path / "one.xml").write_text(TEI.format("one"))
    (tmp_path / "two.xml").write_text(TEI.format("two"))
    return tmp_path


def settings(project: Path, book: str) -> None:
    (project / "edition.toml").write_text(f'title = "Letters"\n[search]\nenabled = false\n[book]\n{book}\n')


def test_the_configuration_asks_for_a_book(run: Run, project: Path) -> None:
    assert run("build").status == 0
    assert (project / "site/book.epub").is_file()
    again = run("build")
    assert "Nothing has changed" in again.err
    assert "book" not in again.err


def test_a_book_that_is_no_longer_asked_for_is_named_once(run: Run, project: Path) -> None:
    settings(project, "")
    assert run("build", "--epub", "-q").status == 0
    for quietly in ([], ["-q"]):
        run("build", "--epub", "-q")
        result = run("build", *quietly)
        assert result.status == 0
        (line,) = [line for line in result.err.splitlines() if "book.epub" in line]
        assert line == (
            "edition: site/book.epub of the last build is no longer there; to make it again: edition build --epub, "
            "or always: epub = true under [book] in edition.toml"
        )
        assert not (project / "site/book.epub").exists()
        assert "book.epub" not in run("build").err


def test_who_says_so_gets_no_book_and_no_line(run: Run, project: Path) -> None:
    run("build", "-q")
    result = run("build", "--no-epub", "-q")
    assert (result.status, result.err) == (0, "")
    assert not (project / "site/book.epub").exists()


def test_a_book_of_one_document_needs_a_book(run: Run, project: Path) -> None:
    assert run("build", "--only", "one").status == 0
    result = run("build", "--only", "one", "--no-epub")
    assert result.status == 2
    assert "--only says which books are made: it goes with --pdf or --epub" in result.err


def test_books_of_the_others_are_named_too(run: Run, project: Path) -> None:
    settings(project, "pdf = true")
    assert run("build", "-q").status == 0
    result = run("build", "--only", "two", "-q")
    assert (project / "site/two.pdf").is_file()
    assert not (project / "site/one.pdf").exists()
    assert result.err == (
        "edition: site/book.pdf and site/one.pdf of the last build are no longer there; "
        "to make them again, build without --only\n"
    )


def test_a_folder_that_is_no_project_is_told_of_the_option_only(run: Run, project: Path) -> None:
    (project / "edition.toml").unlink()
    run("build", ".", "--epub", "--no-search", "-q")
    result = run("build", ".", "--no-search", "-q")
    assert result.err == (
        "edition: site/book.epub of the last build is no longer there; to make it again: edition build --epub\n"
    )


def test_nothing_is_said_where_the_old_site_stays(run: Run, project: Path) -> None:
    run("build", "-q")
    settings(project, "")
    (project / "one.xml").write_text("<TEI>")
    result = run("build", "-q")
    assert result.status == 1
    assert "book.epub" not in result.err
    assert (project / "site/book.epub").is_file()


def test_a_new_project_says_how_books_are_always_made(run: Run, tmp_path: Path) -> None:
    assert run("new", str(tmp_path / "new"), "-q").status == 0
    written = (tmp_path / "new/edition.toml").read_text()
    assert "# pdf = true\n# epub = true\n" in written
    (tmp_path / "new/edition.toml").write_text(written.replace("# epub", "epub"))
    assert run("build", str(tmp_path / "new"), "-o", str(tmp_path / "site"), "--no-search", "-q").status == 0
    assert (tmp_path / "site/book.epub").is_file()
