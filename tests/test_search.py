"""The search: what of a document can be found, and the index that is published of it."""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from lxml import etree

from edition.annotate import annotate
from edition.config import Limits
from edition.model import Source
from edition.site.search import bundle, pagefind
from edition.site.search.blocks import Found, blocks
from edition.site.search.cbor import decode, encode
from edition.site.search.fold import fold, settled
from edition.site.search.passages import bundle_of, plan
from edition.source.describe import describe
from edition.source.parse import parse

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en" xml:id="one"><teiHeader><fileDesc><titleStmt>
<title>A title</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
</teiHeader><text><body>%s</body></text></TEI>"""


def found(folder: Path, body: str) -> list[Found]:
    """Return what is found in a document with this body, but for its title."""
    path = folder / "one.xml"
    path.write_text(LETTER % body, "utf-8")
    tree, findings = parse(Source(path, "one.xml"), Limits())
    assert tree is not None, findings
    document = describe(tree)
    return blocks(annotate(tree, document), document, {}, {})[1:]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>of <hi>great</hi>er worth</p>", "of greater worth"),
        ("<p>the sol-\n<lb break='no'/>diers and<lb/>men</p>", "the soldiers and men"),
        ("<p>the sol<pb n='2' break='no'/>\n  diers</p>", "the soldiers"),
        ("<p>a <choice><sic>raod</sic><corr>road</corr></choice> home</p>", "a raod [road] home"),
        ("<p>re<choice><orig>ſ</orig><reg>s</reg></choice>t.</p>", "reſt. [rest.]"),
        ("<p>the <choice><abbr>CC</abbr><expan>Central Committee</expan></choice></p>", "the CC [Central] Committee"),
        ("<p>wo<del>r</del>rd, <del>all gone</del> now</p>", "worrd, [word,] all gone now"),
        ("<p>he <!-- not this -->said<?nor this?> so</p>", "he said so"),
        ("<p>one<note>apart</note> two</p>", "one two"),
        ("<sp who='#x'><speaker>X.</speaker><l>first</l><l>second</l></sp>", "first second"),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "<script>alert(1)</script>"),
    ],
)
def test_words_are_whole_and_both_readings_are_found(tmp_path: Path, body: str, text: str) -> None:
    assert found(tmp_path, body)[0].text == text


def test_blocks_have_addresses_areas_and_languages(tmp_path: Path) -> None:
    body = """<head xml:id="h">Head</head><p xml:id="p1">Text<note xml:id="n1">Note</note></p>
    <p xml:lang="ru" xml:id="p2">Текст</p><lg xml:id="g"><l>verse one</l><l>verse two</l></lg>loose words"""
    own = [(each.href, each.area, each.language, each.text) for each in found(tmp_path, body)]
    assert own[:4] == [
        ("one.html#h", "text", "en", "Head"),
        ("one.html#p1", "text", "en", "Text"),
        ("one.html#n1", "note", "en", "Note"),
        ("one.html#p2", "text", "ru", "Текст"),
    ]
    assert [text for *_, text in own[4:]] == ["verse one verse two", "loose words"]


def test_an_entry_is_found_by_all_forms_of_its_name(tmp_path: Path) -> None:
    body = """<listPerson><person xml:id="q"><persName type="main"><forename>Ahmad</forename><surname>Qavam</surname>
    </persName><persName xml:lang="ru">Кавам</persName><persName xml:lang="fa">قوام</persName></person></listPerson>"""
    entry = found(tmp_path, body)[0]
    assert entry.area == "register"
    assert entry.names[1:] == ("Кавам", "قوام")
    assert entry.text.split(" · ")[:3] == ["Ahmad Qavam", "Кавам", "قوام"]


def test_the_facts_of_an_entry_are_words_apart_but_their_marks_are_not(tmp_path: Path) -> None:
    body = """<listPerson><person xml:id="q"><persName>Qavam</persName><birth>1873</birth><death>1955</death>
    <bibl><ref target="#q">Record</ref>, <ref target="#q">turn 24</ref> (<title>short</title>).</bibl>
    </person></listPerson>"""
    assert found(tmp_path, body)[0].text == "Qavam · 1873 1955 Record, turn 24 (short)."


def test_folding_keeps_the_number_of_words() -> None:
    assert fold("كتاب ي ۱۹۴۶ ١٩٤٦ ёлка ʿAlī") == "کتاب ی 1946 1946 елка Alī"
    text = settled("a \u200f b\ufeffc \u02bf d")
    assert text == "a bc d"
    assert len(fold(text).split()) == len(text.split())


def test_a_language_without_stems_or_with_few_words_has_no_bundle_of_its_own() -> None:
    arranged = plan(10, {"ru": 9000, "en-GB": 5000, "fa": 4000, "de": 10, "ru-Latn": 900})
    assert arranged.stemmed == ("ru", "en")
    bundles = {name: bundle_of(name, arranged) for name in ("ru-RU", "en", "fa", "de", "ru-Latn", "")}
    assert bundles == {"ru-RU": "ru", "en": "en", "fa": "und", "de": "und", "ru-Latn": "und", "": "und"}


def test_a_large_edition_has_longer_passages() -> None:
    assert plan(6_000, {"en": 12_000_000}).room == 0
    assert plan(60_000, {"en": 12_000_000}).room == 1000


def test_cbor_comes_back_as_it_went() -> None:
    value = [0, 23, 24, 255, 256, 65_536, 2**40, "", "é" * 300, [[], ["a", [1]]]]
    assert decode(encode(value)) == value
    assert encode([1, "a"]).hex() == "82016161"
    with pytest.raises(ValueError, match="more than a value"):
        decode(encode(1) + b"\0")


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def read_script(path: Path) -> Any:
    return json.loads(path.read_text("utf-8").partition(" = ")[2].rstrip().rstrip(";"))


def test_a_site_has_an_index_that_is_the_same_in_every_run(project: Path, run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert run("build", project, "-o", tmp_path / name, "-q").status == 0
    one, other = files(tmp_path / "a"), files(tmp_path / "b")
    assert one == other
    data = read_script(tmp_path / "a" / "search" / "data.js")
    assert all(f"{data['base']}{bundle['name']}/pagefind-entry.json" in one for bundle in data["bundles"])
    fragment = next(path for path in one if path.endswith(".pf_fragment"))
    told = json.loads(gzip.decompress(one[fragment])[12:])
    assert told["content"]
    assert told["word_count"] == len(told["content"].split())
    assert "search.html" in one


def test_an_incremental_build_has_the_index_of_a_clean_one(project: Path, run: Run, tmp_path: Path) -> None:
    run("build", project, "-o", tmp_path / "site", "-q")
    before = files(tmp_path / "site")
    letter = project / "first.xml"
    letter.write_text(letter.read_text("utf-8").replace("</body>", "<p>Zanzibar</p></body>"), "utf-8")
    for name in ("site", "clean"):
        assert run("build", project, "-o", tmp_path / name, "-q").status == 0
    after = files(tmp_path / "site")
    assert after == files(tmp_path / "clean")
    assert "Zanzibar" in after["search/search-data.js"].decode()
    assert "Zanzibar" not in before["search/search-data.js"].decode()


def test_an_index_of_which_nothing_changed_is_kept(
    project: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", project, "-o", tmp_path / "site", "-q")
    before = files(tmp_path / "site")
    monkeypatch.setattr(pagefind, "_program", lambda: "/nowhere/pagefind")
    (project / "extra.css").write_text("p { color: red }", "utf-8")
    (project / "edition.toml").write_text(
        'title = "Two letters"\nlanguage = "en"\n[site]\ncss = "extra.css"\n', "utf-8"
    )
    assert run("build", project, "-o", tmp_path / "site", "-q").status == 0
    after = files(tmp_path / "site")
    assert {path for path in after if path.startswith("search/")} == {p for p in before if p.startswith("search/")}


@pytest.mark.parametrize("way", ["option", "configuration"])
def test_a_site_can_do_without(project: Path, run: Run, tmp_path: Path, way: str) -> None:
    if way == "configuration":
        (project / "edition.toml").write_text("[search]\nenabled = false\n", "utf-8")
    assert (
        run("build", project, "-o", tmp_path / "site", "-q", *(["--no-search"] if way == "option" else [])).status == 0
    )
    built = files(tmp_path / "site")
    assert not [path for path in built if path.startswith("search")]
    assert b"search.html" not in built["index.html"]
    assert b"arrive.js" not in built["first.html"]


def test_a_search_that_was_left_out_comes_with_the_next_build(project: Path, run: Run, tmp_path: Path) -> None:
    run("build", project, "-o", tmp_path / "site", "-q", "--no-search")
    run("build", project, "-o", tmp_path / "site", "-q")
    run("build", project, "-o", tmp_path / "clean", "-q")
    assert files(tmp_path / "site") == files(tmp_path / "clean")


def test_enabled_is_true_or_false(project: Path, run: Run, tmp_path: Path) -> None:
    (project / "edition.toml").write_text('[search]\nenabled = "no"\n', "utf-8")
    result = run("build", project, "-o", tmp_path / "site")
    assert result.status == 2
    assert "`search.enabled` must be true or false" in result.err


@pytest.mark.parametrize(
    ("program", "said"),
    [("#!/bin/sh\nexit 1\n", "came to an end"), ("#!/bin/sh\nprintf 'bm8=,'\nsleep 9\n", "could not be made")],
)
def test_a_program_that_fails_is_told_in_a_line_and_leaves_the_site(
    project: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, said: str
) -> None:
    run("build", project, "-o", tmp_path / "site", "-q", "--no-search")
    before = files(tmp_path / "site")
    script = tmp_path / "pagefind"
    script.write_text(program, "utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(pagefind, "_program", lambda: str(script))
    result = run("build", project, "-o", tmp_path / "site", "-q")
    assert result.status == 3
    assert said in result.err
    assert len(result.err.splitlines()) == 1
    assert files(tmp_path / "site") == before


def test_the_page_holds_what_it_needs_and_nothing_of_the_sources(project: Path, run: Run, tmp_path: Path) -> None:
    run("build", project, "-o", tmp_path / "site", "-q")
    page = etree.parse(tmp_path / "site" / "search.html")
    names = {"h": "http://www.w3.org/1999/xhtml"}
    assert page.xpath("string(//h:meta[@http-equiv]/@content)", namespaces=names).count("wasm-unsafe-eval") == 1
    assert page.xpath("//h:noscript//h:a/@href", namespaces=names)[0] == "index.html"
    assert page.xpath("//h:form[@hidden]//h:input[@name='q']", namespaces=names)
    other = etree.parse(tmp_path / "site" / "index.html")
    assert "wasm" not in other.xpath("string(//h:meta[@http-equiv]/@content)", namespaces=names)
    assert other.xpath("//h:header//h:form[@action='search.html']", namespaces=names)


def test_a_file_that_pagefind_has_only_opened_is_waited_for(tmp_path: Path) -> None:
    texts = [pagefind.Text("one two three", "", {})]
    looks: list[str] = []

    def check(out: Path) -> None:
        """Look at a copy in which a fragment has no bytes yet, then at the index as it is."""
        bundle.check(out)
        early = tmp_path / "early"
        shutil.copytree(out, early, dirs_exist_ok=True)
        next((early / "fragment").iterdir()).write_bytes(b"")
        with pytest.raises(EOFError, match="is empty"):
            bundle.check(early)
        looks.append("both")

    pagefind.index(texts, "en", tmp_path / "out", check)
    assert looks == ["both"]
