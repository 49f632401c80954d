"""The interface in several languages: every page once a language, everything else once."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import SAMPLE, Run
from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
ADDRESS = re.compile(r'\b(?:href|src|action)="([^"]*)"')
LANGUAGES = ("en", "de", "fr", "ru", "fa")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own for each test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def several(project: Path) -> Path:
    """The small project with three languages, one of them written from right to left."""
    _write(project, 'languages = ["en", "de", "fa"]', top='url = "https://example.org/letters"\n')
    return project


def _write(project: Path, site: str, top: str = "") -> None:
    text = f'title = "Two letters"\nlicence = "CC BY 4.0"\n{top}[site]\n{site}\n'
    (project / "edition.toml").write_text(text, "utf-8")


def _pages(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.html")}


def _site(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _dead(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the addresses on all pages, and in all style sheets, that lead to no file of the site."""
    for page in sorted(site.rglob("*.html")):
        for address in ADDRESS.findall(page.read_text("utf-8")):
            parts = urlsplit(unescape(address))
            if parts.scheme or not parts.path:
                continue
            if not (page.parent / unquote(parts.path)).is_file():
                yield page.relative_to(site).as_posix(), address


def _root(page: Path) -> etree._Element:
    return etree.parse(page).getroot()


def test_every_page_stands_in_each_language_and_all_else_once(run: Run, several: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", several, "-o", out).status == 0
    assert {"index.html", "first.html", "persons.html", "search.html", "404.html"} <= _pages(out)
    for language in ("de", "fa"):
        assert _pages(out / language) == _pages(out)
        assert {path.suffix for path in (out / language).rglob("*")} == {".html"}
        assert _root(out / language / "first.html").get("lang") == language
    assert "Inhalt" in (out / "de" / "index.html").read_text("utf-8")
    assert _root(out / "fa" / "first.html").get("dir") == "rtl"


def test_every_address_on_every_page_leads_somewhere(run: Run, several: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (several / "own.css").write_text("p { color: black }", "utf-8")
    _write(several, 'languages = ["en", "de", "fa"]\ncss = "own.css"', top='[moved]\n"old.html" = "first.html"\n')
    assert run("build", several, "-o", out, "--pdf").status == 0
    assert list(_dead(out)) == []
    text = (out / "de" / "first.html").read_text("utf-8")
    assert 'href="../assets/custom.css"' in text
    assert 'href="../first.xml"' in text
    assert 'href="second.html' in text
    assert 'href="../book.pdf"' in (out / "de" / "data.html").read_text("utf-8")


@pytest.mark.parametrize("languages", [("en", "fa"), pytest.param(LANGUAGES, marks=pytest.mark.slow)])
def test_the_sample_has_no_dead_address_in_any_language(languages: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns(".edition", "edition.toml"))
    (folder / "edition.toml").write_text(f"[site]\nlanguages = {json.dumps(languages)}\n", "utf-8")
    out = tmp_path / "out"
    assert run("build", folder, "-o", out, "-q").status == 0
    assert list(_dead(out)) == []
    assert all(_pages(out / language) == _pages(out) for language in languages[1:])


def test_pictures_lie_at_the_root(run: Run, project: Path, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (900, 600), "white").save(project / "leaf.jpg")
    text = (project / "first.xml").read_text("utf-8")
    start = text.index("<body>") + len("<body>")
    figure = '<pb facs="leaf.jpg" n="1"/><p><figure><graphic url="leaf.jpg"/></figure></p>'
    (project / "first.xml").write_text(text[:start] + figure + text[start:], "utf-8")
    _write(project, 'languages = ["en", "ru"]')
    out = tmp_path / "out"
    assert run("build", project, "-o", out, "-q").status == 0
    assert list(_dead(out)) == []
    found = re.findall(r'(?:src|href)="([^"]*leaf[^"]*)"', (out / "ru" / "first.html").read_text("utf-8"))
    assert len(found) >= 2
    assert all(address.startswith("../") for address in found)


def test_a_page_leads_to_itself_in_the_other_languages(run: Run, several: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", several, "-o", out).status == 0
    expected = {"en": "../persons.html", "de": "../de/persons.html", "fa": "../fa/persons.html"}
    links = _root(out / "fa" / "persons.html").findall(f".//{XHTML}nav[@class='languages']//{XHTML}a")
    assert {link.get("lang"): link.get("href") for link in links} == expected
    assert [link.get("hreflang") for link in links if link.get("aria-current")] == ["fa"]
    assert [link.text for link in links] == ["English", "Deutsch", "فارسی"]


def test_search_engines_are_told_of_all_languages(run: Run, several: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", several, "-o", out).status == 0
    url = "https://example.org/letters/"
    heads = {folder: _root(out / folder / "index.html").findall(f"{XHTML}head/{XHTML}link") for folder in ("", "de")}
    for folder, links in heads.items():
        assert [link.get("href") for link in links if link.get("rel") == "canonical"] == [f"{url}{folder and 'de/'}"]
        said = {link.get("hreflang"): link.get("href") for link in links if link.get("hreflang")}
        assert said == {"en": url, "de": f"{url}de/", "fa": f"{url}fa/", "x-default": url}
    listed = re.findall("<loc>(.*?)</loc>", (out / "sitemap.xml").read_text("utf-8"))
    assert {url, f"{url}de/", f"{url}fa/first.html"} <= set(listed)
    assert len(listed) == len(set(listed))
    assert not [address for address in listed if "404" in address]


def test_a_change_remakes_its_page_in_each_language_and_no_other(run: Run, several: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", several, "-o", out).status == 0
    before = {path: path.stat().st_ino for path in out.rglob("*.html")}
    text = (several / "second.xml").read_text("utf-8")
    (several / "second.xml").write_text(text.replace("Yours", "Always yours"), "utf-8")
    assert run("build", several, "-o", out).status == 0
    made = {path.relative_to(out).as_posix() for path, inode in before.items() if path.stat().st_ino != inode}
    assert {"second.html", "de/second.html", "fa/second.html"} <= made
    assert not made & {"first.html", "de/first.html", "imprint.html", "de/imprint.html"}
    copy = tmp_path / "copy"
    shutil.copytree(several, copy / several.name, ignore=shutil.ignore_patterns(".edition"))
    assert run("build", copy / several.name, "-o", copy / "out").status == 0
    assert _site(out) == _site(copy / "out")


def test_a_page_that_was_lost_in_one_language_is_made_again(run: Run, several: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", several, "-o", out).status == 0
    before = _site(out)
    for path in ("de/first.html", "fa/imprint.html"):
        (out / path).unlink()
    assert run("build", several, "-o", out).status == 0
    assert _site(out) == before


def test_a_language_more_or_less_makes_the_site_of_a_build_from_nothing(
    run: Run, several: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run("build", several, "-o", out).status == 0
    _write(several, 'languages = ["en"]', top='url = "https://example.org/letters"\n')
    assert run("build", several, "-o", out).status == 0
    one = _site(out)
    assert not [path for path in one if path.startswith(("de/", "fa/"))]
    _write(several, "", top='url = "https://example.org/letters"\nlanguage = "en"\n')
    assert run("build", several, "-o", tmp_path / "as-ever").status == 0
    assert _site(tmp_path / "as-ever") == one


def test_the_audit_and_the_manifest_cover_the_first_language(run: Run, several: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", several, "-o", out).status == 0
    assert not [path for path in re.findall(r'"[^"]*\.html[^"]*"', (out / "edition.json").read_text()) if "/" in path]
    audit = run("audit", several, "--site", out)
    assert audit.status == 0, audit.err


def test_the_search_speaks_each_language_over_one_index(run: Run, several: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", several, "-o", out).status == 0
    text = (out / "search" / "data.js").read_text("utf-8").partition("= ")[2].rstrip(";\n")
    labels = json.loads(text)["labels"]
    assert list(labels) == ["en", "de", "fa"]
    assert labels["de"]["search.registers"] == "Namen in den Texten"
    assert 'src="../search/data.js"' in (out / "de" / "search.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        ('["en", "tlh"]', "there are no labels for `tlh`, only for de, en, fa, fr, ru"),
        ('["tlh", "en"]', "there are no labels for `tlh`"),
        ('["en", "de", "EN"]', "`EN` stands there twice"),
        ('["en", "../x"]', "`../x` is not the tag of a language"),
        ('"en"', "must be a list of strings"),
    ],
)
def test_languages_that_cannot_be_had_are_refused(
    run: Run, project: Path, tmp_path: Path, languages: str, said: str
) -> None:
    _write(project, f"languages = {languages}")
    result = run("build", project, "-o", tmp_path / "out")
    assert result.status == 2
    assert said in result.err
    assert not (tmp_path / "out").exists()


def test_a_project_has_words_of_its_own_for_each_language_and_may_bring_one(
    run: Run, project: Path, tmp_path: Path
) -> None:
    own = {
        "contents": "Letters",
        "de": {"contents": "Briefe"},
        "it": {"contents": "Lettere", "language.name": "Italiano"},
    }
    (project / "labels.json").write_text(json.dumps(own), "utf-8")
    _write(project, 'languages = ["en", "de", "it"]\nlabels = "labels.json"')
    out = tmp_path / "out"
    assert run("build", project, "-o", out).status == 0
    for folder, word in (("", "Letters"), ("de", "Briefe"), ("it", "Lettere")):
        brand = _root(out / folder / "first.html").find(f".//{XHTML}nav[@aria-label]//{XHTML}a[@href='index.html']")
        assert brand is not None
        assert (brand.text or "").strip() == word
    assert ">Italiano<" in (out / "first.html").read_text("utf-8")


def test_the_layer_of_a_project_speaks_each_language(run: Run, several: Path, tmp_path: Path) -> None:
    (several / "own.xsl").write_text(
        """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
        xmlns:e="urn:tei-edition:xslt" xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all">
        <xsl:import href="edition:/html/site.xsl"/>
        <xsl:template match="tei:body" mode="e:content"><xsl:message select="'once'"/>
          <a data-generated="" href="{e:asset('own.css')}"><xsl:value-of select="e:label('contents')"/></a>
          <xsl:next-match/></xsl:template></xsl:stylesheet>""",
        "utf-8",
    )
    _write(several, 'languages = ["en", "de"]\nxslt = "own.xsl"')
    out = tmp_path / "out"
    result = run("build", several, "-o", out)
    assert result.status == 0
    assert 'href="../own.css">Inhalt</a>' in (out / "de" / "first.html").read_text("utf-8")
    assert 'href="own.css">Contents</a>' in (out / "first.html").read_text("utf-8")


STRETCHES = [
    ("en", "1889-04-23", "1889-04-24", ["between 23 and 24 April 1889", "23 to 24 April 1889"]),
    ("de", "1889-04-23", "1889-04-24", ["zwischen 23. und 24. April 1889", "23. bis 24. April 1889"]),
    ("fr", "1889-04-23", "1889-04-24", ["entre 23 et 24 avril 1889", "23 – 24 avril 1889"]),
    ("ru", "1889-04-23", "1889-04-24", ["в промежутке 23 — 24 апреля 1889\u00a0г.", "23 — 24 апреля 1889\u00a0г."]),
    ("de", "1889-04-01", "1889-05-02", ["zwischen 1. April und 2. Mai 1889", "1. April bis 2. Mai 1889"]),
    ("fr", "1889-04-01", "1889-05-02", ["entre 1er avril et 2 mai 1889", "1er avril – 2 mai 1889"]),
    ("ru", "1889-04", "1889-06", ["в промежутке апрель — июнь 1889\u00a0г.", "апрель — июнь 1889\u00a0г."]),
    ("en", "1889-04", "1890-04", ["between April 1889 and April 1890", "April 1889 to April 1890"]),
    ("en", "1889-04-23", "1889-06", ["between 23 April 1889 and June 1889", "23 April 1889 to June 1889"]),
    ("en", "1889", "1890", ["between 1889 and 1890", "1889 to 1890"]),
]


def test_a_stretch_says_once_what_both_its_days_have(run: Run, project: Path, tmp_path: Path) -> None:
    dates = "".join(
        f'<p xml:id="d{n}"><date notBefore="{first}" notAfter="{last}">a</date>, '
        f'<date from="{first}" to="{last}">b</date></p>'
        for n, (_, first, last, _) in enumerate(STRETCHES)
    )
    letter = project / "first.xml"
    letter.write_text(letter.read_text("utf-8").replace("</body>", f"{dates}</body>"), "utf-8")
    _write(project, 'languages = ["en", "de", "fr", "ru"]')
    assert run("build", project, "-o", tmp_path / "out", "-q", "--no-search").status == 0
    for n, (language, *_, words) in enumerate(STRETCHES):
        page = etree.parse(tmp_path / "out" / language.replace("en", "") / "first.html", etree.HTMLParser())
        assert page.xpath(f"//*[@id = 'd{n}']//@title") == words
