"""`edition audit`: whatever is lost on the way from a source to what was built of it is named."""

import hashlib
import json
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SAMPLE, Result, Run
from lxml import etree
from support import corpora
from test_explain import completed, examples

from edition.audit.letters import letters
from edition.audit.quick import quick
from edition.rules.catalogue import RULES

XHTML = "{http://www.w3.org/1999/xhtml}"
PAGE = (
    '<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>A page</title></head>'
    "<body><nav>Contents</nav><main>{}</main></body></html>"
)
BODY = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n{}\n</body></text></TEI>'


def site_of(folder: Path, page: str | None, source: str, *, built_from: str | None = None, **formats: str) -> Path:
    """Make a site of one document by hand, and give its folder; the source lies in `folder/tei`."""
    site = folder / "site"
    site.mkdir(parents=True)
    (folder / "tei").mkdir()
    (folder / "tei" / "letter.xml").write_text(source, "utf-8")
    if page is not None:
        (site / "letter.html").write_text(page, "utf-8")
    sha256 = hashlib.sha256((built_from or source).encode()).hexdigest()
    entry = {"id": "letter", "source": "letter.xml", "sha256": sha256, "pages": ["letter.html"], "formats": {}}
    manifest = {"generator": "tei-edition 0.1.0", "formats": formats, "documents": [entry]}
    (site / "edition.json").write_text(json.dumps(manifest), "utf-8")
    return site


@pytest.fixture
def audited(run: Run, tmp_path: Path) -> Callable[..., list[tuple[str, str]]]:
    """Audit the main part of a page against a body of TEI; give code and message of each finding."""

    def audit(main: str, body: str) -> list[tuple[str, str]]:
        shutil.rmtree(tmp_path / "case", ignore_errors=True)
        site = site_of(tmp_path / "case", PAGE.format(main), BODY.format(body))
        return said(run("audit", tmp_path / "case" / "tei", "--site", site, "--format", "json", "-j1"))

    return audit


def said(result: Result) -> list[tuple[str, str]]:
    return [(each["code"], each["message"]) for each in json.loads(result.out)]


@pytest.mark.parametrize("kind", ["bad", "good"])
@pytest.mark.parametrize("code", sorted(code for code in RULES if code.startswith("AUD")))
def test_the_examples_of_the_rules_are_right(run: Run, tmp_path: Path, code: str, kind: str) -> None:
    files = {each.name: each.text for each in examples(code, kind)}
    (built_from,) = (each.text for each in examples(code, "good") if each.name == "letter.xml")
    page = PAGE.format(files["letter.html"]) if "letter.html" in files else None
    changed = completed(built_from) if code == "AUD004" else None
    site = site_of(tmp_path, page, completed(files["letter.xml"]), built_from=changed)
    found = {each for each, _ in said(run("audit", tmp_path / "tei", "--site", site, "--format", "json", "-j1"))}
    assert found == ({code} if kind == "bad" else set())


def test_the_sample_edition_loses_nothing(run: Run, sample_site: Path) -> None:
    result = run("audit", SAMPLE, "--site", sample_site)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("13 documents, ")
    assert result.out.endswith("characters of the sources stand in them; 0 lost, 0 doubled.\n")
    assert run("audit", SAMPLE, "--site", sample_site, "-q").out == ""


def is_ours(element: etree._Element) -> bool:
    """Tell whether a page marks the text of an element as generated."""
    return any(each.get("data-generated") is not None for each in (element, *element.iterancestors()))


def own_texts(page: etree._Element) -> list[tuple[etree._Element, str]]:
    """Give each text of the main part that is not marked as ours: its element, and `text` or `tail`."""
    found = []
    main = page.find(f".//{XHTML}main")
    assert main is not None
    for element in main.iter(etree.Element):
        if element.text and letters(element.text) and not is_ours(element):
            found.append((element, "text"))
        parent = element.getparent()
        if element is not main and parent is not None and not is_ours(parent) and letters(element.tail or ""):
            found.append((element, "tail"))
    return found


def without_letter(text: str, place: random.Random) -> str:
    """Give a text without one of its letters."""
    there = [number for number, letter in enumerate(text) if letters(letter)]
    chosen = place.choice(there)
    return text[:chosen] + text[chosen + 1 :]


def test_one_letter_that_is_missing_is_noticed_wherever_it_is(run: Run, sample_site: Path, tmp_path: Path) -> None:
    """The quick form counts it, the full form names the words and the place."""
    dice = random.Random(20461)
    manifest = json.loads((sample_site / "edition.json").read_text("utf-8"))
    documents = [(each["source"], each["pages"]) for each in manifest["documents"]]
    sources = {name: etree.parse(SAMPLE / name).getroot() for name, _ in documents}
    contents = {page: (sample_site / page).read_bytes() for _, pages in documents for page in pages}
    for _ in range(200):
        name, pages = dice.choice(documents)
        page = dice.choice(pages)
        tree = etree.fromstring(contents[page])
        element, part = dice.choice(own_texts(tree))
        setattr(element, part, without_letter(getattr(element, part), dice))
        made = [etree.tostring(tree) if each == page else contents[each] for each in pages]
        tally = quick(sources[name], made)
        assert (len(tally.lost), tally.added) == (1, ""), (name, page, tally)
    site = tmp_path / "site"
    shutil.copytree(sample_site, site)
    for _, pages in documents:
        tree = etree.fromstring(contents[pages[0]])
        element, part = dice.choice(own_texts(tree))
        setattr(element, part, without_letter(getattr(element, part), dice))
        (site / pages[0]).write_bytes(etree.tostring(tree))
    result = run("audit", SAMPLE, "--site", site, "--format", "json")
    findings = json.loads(result.out)
    assert result.status == 1
    assert {Path(each["file"]).name for each in findings} == {name for name, _ in documents}
    assert {each["code"] for each in findings} == {"AUD001"}
    assert all(each["line"] and each["path"].startswith("/TEI") for each in findings)


def test_a_loss_is_named_with_its_place(run: Run, tmp_path: Path) -> None:
    source = BODY.format("<p>at noon and <hi>not</hi>\n  at noon or at night</p>")
    site = site_of(tmp_path, PAGE.format("<p>at noon and <i>not</i> at noon or at nigt</p>"), source)
    (found,) = json.loads(run("audit", tmp_path / "tei", "--site", site, "--format", "json").out)
    assert found["message"] == "lost: “night” stands nowhere in letter.html"
    assert found["help"] == "there the characters “nigt” stand instead"
    assert (found["line"], found["column"], found["end_column"]) == (3, 17, 22)
    assert found["path"] == "/TEI/text/body/p"


@pytest.mark.parametrize(
    ("main", "body", "expected"),
    [
        pytest.param("<p>a\u0301 b</p>", "<p>\u00e1 b</p>", [], id="another normal form"),
        pytest.param("<p>ab\u00adc\u200b d\u00a0e</p>", "<p>abc d e</p>", [], id="format characters and spaces"),
        pytest.param("<p>a <b>b</b>c</p>", "<p>a <!-- no text --><hi>b</hi><?no text?>c</p>", [], id="comments"),
        pytest.param("<p>a <span>b</span>c</p>", "<p>a <hi>b<!-- x -->c</hi></p>", [], id="cut elsewhere"),
        pytest.param("<p>one <sup data-generated=''>1</sup>two</p><p>note</p>", "<p>one <note>note</note>two</p>", []),
        pytest.param("<p>one two<i>note</i></p>", "<p>one <note>note</note>two</p>", [], id="a note at the end"),
        pytest.param("<p><b>c</b><i>s</i></p>", "<p><choice><sic>s</sic><corr>c</corr></choice></p>", [], id="choice"),
        pytest.param("<p>b</p><p>a</p>", "<p>a</p><p>b</p>", [], id="paragraphs change places"),
        pytest.param("<p>x<img alt='A map.'/></p>", "<p>x<figDesc>A map.</figDesc></p>", [], id="in alt"),
        pytest.param("<p>x<img alt='A big map.'/></p>", "<p>x<figDesc>A map.</figDesc></p>", ["AUD001"], id="more"),
        pytest.param("<p>x<img src='A map.'/></p>", "<p>x<figDesc>A map.</figDesc></p>", ["AUD001"], id="in no text"),
        pytest.param("<p>a</p><!-- b -->", "<p>a b</p>", ["AUD001"], id="in a comment"),
        pytest.param("<p>a</p><script>b</script>", "<p>a b</p>", ["AUD001"], id="in a script"),
        pytest.param("<p>a</p><p data-generated=''>b</p>", "<p>a b</p>", ["AUD001"], id="marked as ours"),
        pytest.param("<p>to and fro</p>", "<p>fro and to</p>", ["AUD005"], id="in one text"),
        pytest.param("<p>a<b>c</b>b</p>", "<p>a<hi>b</hi>c</p>", ["AUD005"], id="between texts"),
        pytest.param("<p>ab</p>", "<p>a<g ref='#x'>\ue000</g>b</p>", ["AUD001"], id="for private use"),
        pytest.param("<p>Sed.</p><p>Sed.</p>", "<p>Sed.</p>", ["AUD002"], id="twice"),
        pytest.param("<p>Sed.</p>", "<p>Sed.</p><p>Sed.</p>", ["AUD001"], id="once instead of twice"),
        pytest.param("<p>a</p>&amp;", "<p>a</p>", ["AUD006"], id="a stray sign"),
    ],
)  # fmt: skip
def test_what_counts_as_found(
    audited: Callable[..., list[tuple[str, str]]], main: str, body: str, expected: list[str]
) -> None:
    assert [code for code, _ in audited(main, body)] == expected


def test_the_words_of_a_loss_and_of_an_addition_are_told(audited: Callable[..., list[tuple[str, str]]]) -> None:
    found = dict(audited("<p>We saw the XVII Persian boys.</p>", "<p>We saw the seventeen Persian boys.</p>"))
    assert found["AUD001"] == "lost: “seventeen” stands nowhere in letter.html"
    assert found["AUD006"] == "“XVII” is not in the source, and not marked as generated"


def test_the_header_counts_too(run: Run, tmp_path: Path) -> None:
    header = "<teiHeader><fileDesc><titleStmt><title>A title</title></titleStmt></fileDesc></teiHeader>"
    source = BODY.format("<p>a</p>").replace("<text>", header + "<text>")
    site = site_of(tmp_path, PAGE.format("<p>a</p>"), source)
    result = run("audit", tmp_path / "tei", "--site", site, "--format", "concise")
    assert "letter.xml:1:" in result.out
    assert "“A title” stands nowhere" in result.out


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (None, "No such file"),
        ("<html", "not well-formed"),
        (PAGE.replace("main>", "div>").replace("body>", "div>").format("a"), "no main part"),
    ],
)
def test_a_page_that_cannot_be_read_is_named(run: Run, tmp_path: Path, page: str | None, reason: str) -> None:
    site = site_of(tmp_path, page, BODY.format("<p>a</p>"))
    result = run("audit", tmp_path / "tei", "--site", site, "--format", "concise")
    assert result.status == 1
    assert "letter.html" in result.out
    assert "AUD003" in result.out
    assert reason in result.out


def test_a_hostile_page_is_no_proof(run: Run, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret", "utf-8")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}"><!ENTITY y "the secret">]>'
    page = PAGE.replace("<!DOCTYPE html>", entity).format("<p>&x;&y;</p>")
    site = site_of(tmp_path, page, BODY.format("<p>the secret</p>"))
    assert run("audit", tmp_path / "tei", "--site", site).status == 1


def test_a_manifest_cannot_lead_out_of_the_site(run: Run, tmp_path: Path) -> None:
    site = site_of(tmp_path, None, BODY.format("<p>a</p>"))
    (tmp_path / "letter.html").write_text(PAGE.format("<p>a</p>"), "utf-8")
    manifest = (site / "edition.json").read_text("utf-8")
    (site / "edition.json").write_text(manifest.replace("letter.html", "../letter.html"), "utf-8")
    assert run("audit", tmp_path / "tei", "--site", site).status == 1


def test_sources_and_site_must_be_of_one_build(run: Run, tmp_path: Path) -> None:
    source = BODY.format("<p>a</p>")
    site = site_of(tmp_path, PAGE.format("<p>a</p>"), source)
    assert run("audit", tmp_path / "tei", "--site", site).status == 0
    (tmp_path / "tei" / "new.xml").write_text(source, "utf-8")
    assert "new.xml: error[AUD004]" in run("audit", tmp_path / "tei", "--site", site, "--format", "concise").out
    (tmp_path / "tei" / "letter.xml").unlink()
    assert run("audit", tmp_path / "tei", "--site", site, "--format", "concise").out.count("AUD004") == 2


def test_what_is_no_site_of_ours_is_wrong_usage(run: Run, tmp_path: Path, project: Path) -> None:
    result = run("audit", project, "--site", tmp_path)
    assert result.status == 2
    assert "is no site that edition built" in result.err


def test_configuration_cannot_hide_a_loss(run: Run, tmp_path: Path) -> None:
    site = site_of(tmp_path, PAGE.format("<p>a</p>"), BODY.format("<p>a b</p>"))
    (tmp_path / "tei" / "edition.toml").write_text('[rules]\nignore = ["AUD"]\n', "utf-8")
    assert run("audit", tmp_path / "tei", "--site", site, "--select", "REF").status == 1


def test_elements_without_a_rule_are_counted(run: Run, tmp_path: Path) -> None:
    main = '<p><code data-unhandled="city">a</code> <code data-unhandled="city">b</code></p>'
    site = site_of(tmp_path, PAGE.format(main), BODY.format("<p><city>a</city> <city>b</city></p>"))
    result = run("audit", tmp_path / "tei", "--site", site, "--report", tmp_path / "report.json")
    assert result.status == 0
    assert "<city>, which stands in the pages 2 times" in result.out
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (report["letters"], report["lost"], report["doubled"], report["moved"]) == (2, 0, 0, 0)
    assert report["documents"][0]["unhandled"] == {"city": 2}


def test_documents_may_share_a_page(run: Run, tmp_path: Path) -> None:
    source = BODY.format("<p>a</p>")
    site = site_of(tmp_path, PAGE.format("<p>a</p><p>b</p>"), source)
    other = source.replace("<p>a</p>", "<p>b</p>")
    (tmp_path / "tei" / "other.xml").write_text(other, "utf-8")
    manifest = json.loads((site / "edition.json").read_text("utf-8"))
    entry = manifest["documents"][0]
    sha256 = hashlib.sha256(other.encode()).hexdigest()
    manifest["documents"].append(entry | {"id": "other", "source": "other.xml", "sha256": sha256})
    (site / "edition.json").write_text(json.dumps(manifest), "utf-8")
    assert run("audit", tmp_path / "tei", "--site", site).status == 0
    (site / "letter.html").write_text(PAGE.format("<p>a</p>"), "utf-8")
    assert [code for code, _ in said(run("audit", tmp_path / "tei", "--site", site, "--format", "json"))] == ["AUD001"]


def test_the_quick_form_counts_what_attributes_hold_and_what_is_unhandled() -> None:
    source = etree.fromstring(BODY.format("<p>x é<figure><figDesc>A map.</figDesc></figure></p>"))
    page = PAGE.format("<p>x e\u0301<img alt='A map.'/> <i data-unhandled='city'>y</i><b data-generated=''>z</b></p>")
    assert quick(source, [page]) == (8, "", "y", {"city": 1})
    assert quick(source, [page.replace("A map.", "A mop.")]).lost == ".Aamp"
    assert quick(source, []).lost == ".Aaempx\u0301"


def write_epub(path: Path, main: str) -> None:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book/package.opf"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        '<item id="nav" href="nav.xhtml" properties="nav"/><item id="one" href="text/one.xhtml"/></manifest>'
        '<spine><itemref idref="nav"/><itemref idref="one"/></spine></package>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("book/package.opf", package)
        archive.writestr("book/nav.xhtml", PAGE.format("<p>contents</p>"))
        archive.writestr("book/text/one.xhtml", PAGE.format(main))


def test_the_book_as_epub_is_held_against_the_sources(run: Run, tmp_path: Path) -> None:
    site = site_of(tmp_path, PAGE.format("<p>a b</p>"), BODY.format("<p>a b</p>"), epub="book.epub")
    write_epub(site / "book.epub", "<p>a b</p>")
    assert run("audit", tmp_path / "tei", "--site", site).out.startswith(
        "1 documents, 1 pages, book.epub: all 2 characters"
    )
    write_epub(site / "book.epub", "<p>a c</p>")
    found = dict(said(run("audit", tmp_path / "tei", "--site", site, "--format", "json")))
    assert found["AUD001"] == "lost: “b” stands nowhere in book.epub"
    assert found["AUD006"].startswith("“c” is not in the source")
    (site / "book.epub").write_bytes(b"no book")
    assert [code for code, _ in said(run("audit", tmp_path / "tei", "--site", site, "--format", "json"))] == ["AUD003"]


@pytest.fixture(scope="session")
def typeset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of a book: hyphenated, with a note that interrupts its second text, and words in Persian."""
    import typst

    folder = tmp_path_factory.mktemp("book")
    (folder / "book.typ").write_text(
        '#set page(width: 6cm, height: 5cm, header: [Running head])\n#set text(hyphenate: true, lang: "en")\n'
        "The representatives of #smallcaps[the Government] communicated their\n"
        "extraordinarily characteristic intentions#footnote[A note.] to everybody who had\n"
        "officially remained in Teheran, and waited for the Prime Minister. قوام السلطنه\n",
        "utf-8",
    )
    typst.compile(folder / "book.typ", output=folder / "book.pdf")
    return folder / "book.pdf"


OF_BOOK = (
    "<p>The representatives of <orgName>the Government</orgName> communicated their extraordinarily characteristic "
    "intentions<note>A note.</note> to everybody who had officially remained in Teheran, and waited for the Prime "
    "Minister. <foreign>قوام السلطنه</foreign></p>"
)


@pytest.mark.parametrize(
    ("word", "lost"),
    [
        ("", ""), ("Government", "the Governments"), ("extraordinarily", "extraordinarilly"), ("waited", "awaited"),
        ("A note.", "A notice."), ("السلطنه", "السلطنة"),
    ],
)  # fmt: skip
def test_the_book_as_pdf_is_held_against_the_sources(
    run: Run, tmp_path: Path, typeset: Path, word: str, lost: str
) -> None:
    body = OF_BOOK.replace(word, lost.removeprefix("the ")) if word else OF_BOOK
    text = "".join(etree.fromstring(body).itertext())
    site = site_of(tmp_path, PAGE.format(f"<p>{text}</p>"), BODY.format(body), pdf="book.pdf")
    shutil.copy(typeset, site)
    found = said(run("audit", tmp_path / "tei", "--site", site, "--format", "json"))
    assert [code for code, _ in found if code == "AUD001"] == ["AUD001"] * bool(word)
    assert all("book.pdf" in message for code, message in found if code == "AUD001")


@pytest.mark.slow
def test_the_book_of_the_sample_edition_loses_nothing(run: Run, tmp_path: Path) -> None:
    run("build", SAMPLE, "-o", tmp_path / "site", "--pdf", "-q")
    result = run("audit", SAMPLE, "--site", tmp_path / "site")
    assert (result.status, ", book.pdf, " in result.out) == (0, True)
    assert "0 lost, 0 doubled" in result.out


@pytest.mark.slow
@pytest.mark.parametrize("name", ["letters", "minutes", "plays"])
def test_other_peoples_editions_lose_nothing(run: Run, tmp_path: Path, name: str) -> None:
    run("build", corpora() / name, "-o", tmp_path / "site", "-q")
    result = run("audit", corpora() / name, "--site", tmp_path / "site", "--ignore", "AUD007")
    assert (result.status, result.err) == (0, ""), result.out[-2000:]
