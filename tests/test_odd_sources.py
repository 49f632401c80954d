"""Sources that no collection should have and every collection has: each gives a sound page, and nothing is lost."""

from pathlib import Path

import pytest
from conftest import Run
from lxml import etree
from markup import problems
from test_p5_examples import repeated_and_dangling

_XHTML = "{http://www.w3.org/1999/xhtml}"
_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Case</title></titleStmt><publicationStmt><p>P</p></publicationStmt>"
    "<sourceDesc>{}</sourceDesc></fileDesc></teiHeader>"
)
_PLAIN = _HEADER.format("<p>S</p>")
_TEXT = "<text><body>{}</body></text>"

SOURCES = {
    "nothing": "",
    "no header": _TEXT.format("<p>Words</p>"),
    "no text": _PLAIN,
    "empty parts": "<teiHeader/><text/>",
    "two headers": _PLAIN + _PLAIN + _TEXT.format("<p>Words</p>"),
    "ids that the page has": _PLAIN
    + _TEXT.format(
        "<p xml:id='-main'>a<note>n</note></p><p xml:id='-notes'>b</p><p xml:id='-cite'>c</p><p xml:id='-about'>d</p>"
        "<p><hi xml:id=''>e</hi><ref target='#-main'>f</ref></p>"
    ),
    "ids that are no names": _PLAIN + _TEXT.format("<p xml:id='1a'>a</p><p xml:id='a b'>b</p><p xml:id='ä/#?'>c</p>"),
    "ids twice": _PLAIN + _TEXT.format("<p xml:id='a'>a</p><p xml:id='a'>b</p><p><ref target='#a'>c</ref></p>"),
    "names within names": _PLAIN
    + _TEXT.format(
        "<p><persName key='k'>The <name key='n'>Gaius</name> <ref target='http://a.org/'>a</ref></persName></p>"
    ),
    "addresses that no browser can read": _PLAIN
    + _TEXT.format(
        "<p><ref target='http://[bad'>a</ref> <ref target='http://'>b</ref> <ref target='http://%zz'>c</ref></p>"
    ),
    "blocks within other vocabularies": _PLAIN
    + _TEXT.format("<p>a <x:b xmlns:x='urn:x'>b <p>c</p><x:div><list><item>d</item></list></x:div></x:b></p>"),
    "a text in another direction": _PLAIN
    + "<text xml:lang='ar'><body><div><head>باب</head><p>نص</p></div></body></text>",
}


@pytest.mark.parametrize("name", SOURCES)
def test_an_odd_source_gives_a_sound_page(name: str, run: Run, tmp_path: Path) -> None:
    folder, site = tmp_path / "tei", tmp_path / "site"
    folder.mkdir()
    (folder / "a.xml").write_text(f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{SOURCES[name]}</TEI>", "utf-8")
    assert run("build", folder, "-o", site, "-q").status == 0
    assert run("audit", folder, "--site", site, "--ignore", "AUD007").out.endswith("0 lost, 0 doubled.\n")
    assert repeated_and_dangling(site) == ([], [])
    assert [problem for page in site.glob("*.html") for problem in problems(etree.parse(page).getroot())] == []


@pytest.mark.parametrize(
    ("text", "is_open"), [("", True), ("<text><body><p/></body></text>", True), (_TEXT.format("<p>W</p>"), False)]
)
def test_the_description_of_a_document_without_a_text_stands_open(
    text: str, is_open: bool, run: Run, tmp_path: Path
) -> None:
    described = _HEADER.format("<msDesc><msIdentifier><idno>MS 1</idno></msIdentifier></msDesc>")
    (tmp_path / "a.xml").write_text(f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{described}{text}</TEI>", "utf-8")
    assert run("build", tmp_path, "-o", tmp_path / "site", "-q").status == 0
    about = etree.parse(tmp_path / "site" / "a.html").getroot().find(f".//{_XHTML}details[@class='about']")
    assert about is not None
    assert (about.get("open") is not None) is is_open


def test_our_own_words_stand_in_our_own_language(run: Run, tmp_path: Path) -> None:
    text = "<text><body><p>نص</p></body></text>"
    (tmp_path / "a.xml").write_text(
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='ar'>{_PLAIN}{text}</TEI>", "utf-8"
    )
    assert run("build", tmp_path, "-o", tmp_path / "site", "-q").status == 0
    article = etree.parse(tmp_path / "site" / "a.html").getroot().find(f".//{_XHTML}article")
    assert article is not None
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")
    ours = [each for each in article if each.get("class") in ("document-head", "cite")]
    assert [(each.get("lang"), each.get("dir")) for each in ours] == [("en", "ltr")] * 2


def test_an_address_that_no_browser_can_read_is_no_link(run: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("case.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{SOURCES["addresses that no browser can read"]}</TEI>', "utf-8"
    )
    run("build", tmp_path, "-o", tmp_path / "site", "-q")
    page = etree.parse(tmp_path / "site" / "case.html")
    assert [a.get("href") for a in page.iter(f"{_XHTML}a") if a.get("href", "").startswith("http")] == []


def test_of_the_levels_of_a_word_titles_have_the_last(run: Run, tmp_path: Path) -> None:
    levels = "<choice><me:facs>Hꝛ</me:facs><me:dipl>Her</me:dipl><me:norm>Hér</me:norm></choice>"
    text = f"<text><body><div><head><w>{levels}</w> segir</head><p>One.</p></div></body></text>"
    title = "<teiHeader><fileDesc><titleStmt><title>A title</title></titleStmt></fileDesc></teiHeader>"
    (tmp_path / "a.xml").write_text(
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0' xmlns:me='http://www.menota.org/ns/1.0'>"
        f"{title.replace('A title', levels)}{text}</TEI>",
        "utf-8",
    )
    assert run("build", tmp_path, "-o", tmp_path / "site", "-q", "--no-search").status == 0
    heading = etree.parse(tmp_path / "site" / "a.html").getroot().find(f".//{_XHTML}h1")
    assert heading is not None
    assert heading.text == "Hér"
