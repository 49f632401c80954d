"""`edition.toml`: what it may say, and what is said of a wrong one."""

from pathlib import Path

import pytest

from edition.config import Config, Imprint, Limits, Rules, Site, Sources, find_project, load
from edition.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    (folder / "edition.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert load(tmp_path) == Config(tmp_path, is_project=False)
    assert load(tmp_path).sources.limits == Limits(250, 10_000_000, 64_000_000)


def test_every_key_is_read(tmp_path: Path) -> None:
    text = """
        title = "Crisis"
        language = "en"
        url = "https://example.org/"
        version = "1.0"
        publisher = "A press"
        editors = ["A", "B"]
        licence = "CC BY 4.0"
        [sources]
        include = ["*.xml"]
        exclude = ["drafts/**"]
        order = ["introduction.xml"]
        max-depth = 300
        max-text = 20
        max-file = 100
        [rules]
        select = ["REF"]
        ignore = ["REF002"]
        severity = {DAT004 = "error", TXT = "off"}
        [site]
        css = "look/own.css"
        labels = "labels.toml"
        [imprint]
        contact = "a@example.org"
        text = "Ours."
    """
    assert load(write(tmp_path, text)) == Config(
        tmp_path,
        is_project=True,
        title="Crisis",
        language="en",
        url="https://example.org/",
        version="1.0",
        publisher="A press",
        editors=("A", "B"),
        licence="CC BY 4.0",
        sources=Sources(("*.xml",), ("drafts/**",), ("introduction.xml",), 300, 20, 100),
        rules=Rules(("REF",), ("REF002",), {"DAT004": "error", "TXT": "off"}),
        site=Site(tmp_path / "look/own.css", tmp_path / "labels.toml"),
        imprint=Imprint("a@example.org", "Ours."),
    )
    assert load(tmp_path).sources.limits == Limits(300, 20_000_000, 100_000_000)


def test_an_empty_file_makes_a_project(tmp_path: Path) -> None:
    assert load(write(tmp_path, "")) == Config(tmp_path, is_project=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel = 'x'", "unknown key `titel`; did you mean `title`?"),
        ("[sources]\nexlude = []", "unknown key `sources.exlude`; did you mean `exclude`?"),
        ("[sources]\nmax_depth = 3", "unknown key `sources.max_depth`; did you mean `max-depth`?"),
        ("[imprint]\nzzz = 1", "unknown key `imprint.zzz`; known here: accessibility, contact, report, text"),
        ("folder = 'x'", "unknown key `folder`"),
        ("is-project = false", "unknown key `is-project`"),
        ("title = 3", "`title` must be a string, not a number (3)"),
        ("editors = 'A'", "`editors` must be a list of strings, not a string ('A')"),
        ("editors = ['A', 1]", "`editors` must be a list of strings, not a list"),
        ("sources = 'x'", "`sources` must be a table, not a string ('x')"),
        ("[sources]\nmax-depth = 0", "`sources.max-depth` must be a whole number above 0, not a number (0)"),
        ("[sources]\nmax-depth = true", "`sources.max-depth` must be a whole number above 0, not a boolean (True)"),
        ("title = 1946-02-21", "`title` must be a string, not a date or time"),
        ("[rules.severity]\nDAT = 'mild'", '`rules.severity` must be a table of codes to "error", "warning" or "off"'),
        ("[rules.severity]\nDAT = ['off']", '`rules.severity` must be a table of codes to "error", "warning" or "off"'),
        (
            "url = 'example.org'",
            "`url` must be an address of the web, as https://example.org/letters/, not “example.org”",
        ),
        ("url = 'javascript:alert(1)'", "`url` must be an address of the web"),
        (
            "[site]\n[site]",
            "is not valid TOML: the table [site] is there already; write these keys below the first (at",
        ),
        ("[a.b]\n[a.b]", "the table [a.b] is there already; write these keys below the first (at line 2)"),
        ("title = 'x'\ntitle 'y'", "is not valid TOML: Expected '=' after a key in a key/value pair (at line 2"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path, text))
    assert str(tmp_path / "edition.toml") in str(caught.value)
    assert said in str(caught.value)


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_bytes(b"title = '\xe9'")
    with pytest.raises(ConfigError, match="is not UTF-8: byte 10 does not fit"):
        load(tmp_path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path)


def test_the_nearest_project_above_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find_project(inner) is None
    write(tmp_path, "")
    assert find_project(inner / "letter.xml") == tmp_path.resolve()
    write(inner, "")
    assert find_project(inner) == inner.resolve()
