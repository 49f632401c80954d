"""What is said for those who cite and gather: references, letters, feeds, the head of a page; each read back."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import SAMPLE, Result, Run
from lxml import etree, html

from edition.site.licences import licence_view
from edition.site.references import person

TEI, ATOM = "{http://www.tei-c.org/ns/1.0}", "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
URL = "https://example.org/letters/"
CONFIG = f"""
title = "Letters & more"
language = "en"
url = "{URL}"
version = "1.2"
publisher = "A Press"
editors = ["Doe, Jane", "John Roe"]
licence = "CC-BY-SA-4.0"
"""
HOSTILE = "100 % {of} \\ $1_a } & </script> #~^"
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt>
<title>{title}</title><author>Holm, Anna</author></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc><profileDesc>{profile}</profileDesc><revisionDesc>
<change when="2026-03-01">Written.</change><change when="2026-05-02T10:00:00Z">Corrected.</change></revisionDesc>
</teiHeader><text><body><p xml:id="{id}-p1">One &amp; <choice><sic>tow</sic><corr>two</corr></choice><note>Thus.</note>
<lb/>three.</p><lg><l>A line</l><l>and another</l></lg></body></text></TEI>"""
SENT = """<correspDesc><correspAction type="sent"><persName ref="https://viaf.org/viaf/1">Anna Holm</persName>
<placeName ref="https://www.geonames.org/1">Oslo</placeName>
<date notBefore="1901-05" notAfter="1901-06-03T12:00:00" cert="low"/>
</correspAction></correspDesc>"""


def fields(bibtex: str) -> dict[str, str]:
    """Read one entry as BibTeX does: values in braces, which it counts."""
    found: dict[str, str] = {}
    for start in re.finditer(r"^  (\w+) = \{", bibtex, re.MULTILINE):
        depth, end = 1, start.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(bibtex[end], 0)
            end += 1
        found[start[1]] = bibtex[start.end() : end - 1]
    return found


def lines(ris: bytes) -> list[tuple[str, str]]:
    """Read RIS: two letters, two blanks, a hyphen, a blank, the value."""
    assert ris.endswith(b"ER  - \r\n")
    found = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in ris.decode().split("\r\n")[:-1]]
    return [(match[1], match[2]) for match in found if match]


def write(folder: Path, name: str, title: str, profile: str = "") -> None:
    text = LETTER.format(id=name, title=title.replace("&", "&amp;").replace("<", "&lt;"), profile=profile)
    (folder / f"{name}.xml").write_text(text, "utf-8")


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "edition.toml").write_text(CONFIG, "utf-8")
    write(folder, "one", "Anna to Berta", SENT)
    write(folder, "two", HOSTILE)
    return folder


def build(run: Run, folder: Path) -> Path:
    out = folder.parent / "out"
    done: Result = run("build", folder, "-o", out, "-q", "--keep-going")
    assert (out / "edition.json").exists(), done.err
    return out


def head(site: Path, name: str) -> Any:
    return html.parse(site / name).getroot().find("head")


def metas(site: Path, name: str) -> list[tuple[str, str]]:
    return [(m.get("name") or m.get("property"), m.get("content")) for m in head(site, name).iter("meta")]


def zotero(site: Path, name: str) -> dict[str, Any]:
    """What Zotero makes of a head: its translator "Embedded Metadata", as far as it looks at our names.

    A later name of the list overrides an earlier one; citation_book_title decides on the type.
    """
    said = metas(site, name)
    values = {key: [value for found, value in said if found == key] for key, _ in said}
    assert not [key for key, _ in said if key and key.casefold() in {"dc.source", "citation_date", "dc.date"}]
    dates = [value for key in ("citation_publication_date", "citation_date") for value in values.get(key, [])]
    return {
        "type": "bookSection" if "citation_book_title" in values else "journalArticle",
        "title": values["citation_title"],
        "book": values["citation_book_title"],
        "dates": dates,
        "authors": values.get("citation_author", []),
        "editors": values.get("citation_editor", []),
        "rights": values.get("DC.rights", []),
    }


def json_ld(site: Path, name: str) -> dict[str, Any]:
    (script,) = head(site, name).xpath("script[@type='application/ld+json']")
    found: dict[str, Any] = json.loads(script.text)
    return found


def test_zotero_takes_a_document_for_a_section_of_the_edition_with_one_date(run: Run, letters: Path) -> None:
    item = zotero(build(run, letters), "one.html")
    assert item == {
        "type": "bookSection",
        "title": ["Anna to Berta"],
        "book": ["Letters & more"],
        "dates": ["2026/05/02"],
        "authors": ["Holm, Anna"],
        "editors": ["Doe, Jane", "Roe, John"],
        "rights": ["https://creativecommons.org/licenses/by-sa/4.0/"],
    }


def test_the_editors_stand_in_for_an_author_whom_nobody_knows(sample_site: Path) -> None:
    item = zotero(sample_site, "reception.html")
    assert item["authors"] == item["editors"] == ["the editors of this edition"]
    assert zotero(sample_site, "telegram.html")["authors"] == ["Ibragimov", "Gasanov", "Atakishiyev"]


def test_no_page_has_what_misleads_zotero(sample_site: Path) -> None:
    for page in sample_site.glob("*.html"):
        assert not re.search(r'class="[^"]*\b(Z3988|vcard)\b', page.read_text("utf-8")), page.name


def test_every_page_says_its_licence_in_words_and_for_machines(run: Run, letters: Path) -> None:
    site = build(run, letters)
    for page in site.glob("*.html"):
        root = html.parse(page).getroot()
        assert root.xpath("//link[@rel='license']/@href") == ["https://creativecommons.org/licenses/by-sa/4.0/"], page
        footer = root.xpath("//footer//a[@rel='license']")
        assert [link.text for link in footer] == ["Creative Commons Attribution-ShareAlike 4.0 International"], page


def test_a_document_has_a_licence_of_its_own(run: Run, letters: Path) -> None:
    text = (letters / "one.xml").read_text("utf-8")
    licence = '<licence target="https://creativecommons.org/publicdomain/zero/1.0/"/>'
    own = f"<publicationStmt><publisher>P</publisher><availability>{licence}</availability></publicationStmt>"
    (letters / "one.xml").write_text(text.replace("<publicationStmt><p/></publicationStmt>", own), "utf-8")
    site = build(run, letters)
    root = html.parse(site / "one.html").getroot()
    assert root.xpath("//head/link[@rel='license']/@href") == ["https://creativecommons.org/publicdomain/zero/1.0/"]
    assert root.xpath("//footer//a[@rel='license']") == []
    assert json_ld(site, "one.html")["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"


@pytest.mark.parametrize(
    ("words", "url", "link"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0 International"),
        ("CC BY-NC-SA 3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/",
         "Creative Commons Attribution-NonCommercial-ShareAlike 3.0"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0 Universal"),
        ("https://example.org/terms", "https://example.org/terms", "https://example.org/terms"),
        ("CC BY 4.0 (our own words)", "https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        ("See https://example.org/terms.", "https://example.org/terms", "https://example.org/terms"),
        ("All rights reserved, by 4.0 authors", "", ""),
    ],
)  # fmt: skip
def test_a_licence_is_known_by_id_address_or_within_words(words: str, url: str, link: str) -> None:
    view = licence_view(words)
    assert view is not None
    assert (view["url"], view["link"]) == (url, link)


@pytest.mark.parametrize(
    ("name", "family"),
    [("Doe, Jane", "Doe"), ("Jane Doe", "Doe"), ("Мария Иванова", "Иванова"), ("the editors of this edition", ""),
     ("History and Public Policy Program", ""), ("Edition Project", ""), ("Stalin", ""), ("Doe, Jane, Roe, John", ""),
     ("Institute of History, Baku", "")],
)  # fmt: skip
def test_names_are_told_apart_only_where_that_is_certain(name: str, family: str) -> None:
    assert person(name).family == family


def test_references_hold_what_is_known(run: Run, letters: Path) -> None:
    site = build(run, letters)
    entry = fields((site / "one.bib").read_text("utf-8"))
    assert entry["author"] == "Holm, Anna"
    assert entry["editor"] == "Doe, Jane and Roe, John"
    assert (entry["booktitle"], entry["version"], entry["date"]) == (r"Letters \& more", "1.2", "2026-05-02")
    assert (entry["origdate"], entry["url"]) == ("1901-05/1901-06-03", f"{URL}one.html")
    ris = lines((site / "one.ris").read_bytes())
    assert ris[0] == ("TY", "CHAP")
    assert [value for name, value in ris if name == "A2"] == ["Doe, Jane", "Roe, John"]
    assert dict(ris)["DA"] == "2026/05/02/"
    (item,) = json.loads((site / "one.csl.json").read_text("utf-8"))
    assert item["type"] == "chapter"
    assert item["editor"] == [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "John"}]
    assert item["issued"] == {"date-parts": [[2026, 5, 2]]}
    assert item["original-date"] == {"date-parts": [[1901, 5], [1901, 6, 3]], "circa": True}


def test_a_hostile_title_breaks_no_format(run: Run, letters: Path) -> None:
    site = build(run, letters)
    bibtex = (site / "edition~all.bib").read_text("utf-8")
    assert bibtex.count("{") == bibtex.count("}")
    title = fields((site / "two.bib").read_text("utf-8"))["title"]
    assert title == (
        r"100 \% \textbraceleft{}of\textbraceright{} \textbackslash{} \$1\_a \textbraceright{} \& </script>"
        r" \#\textasciitilde{}\textasciicircum{}"
    )
    assert ("TI", HOSTILE) in lines((site / "two.ris").read_bytes())
    assert json.loads((site / "two.csl.json").read_text("utf-8"))[0]["title"] == HOSTILE
    assert json_ld(site, "two.html")["name"] == HOSTILE
    assert zotero(site, "two.html")["title"] == [HOSTILE]
    page = (site / "two.html").read_text("utf-8")
    assert page.count("<script") == page.count("</script>") == page.count("<script src=") + 1
    assert [item["title"] for item in json.loads((site / "edition~all.csl.json").read_text("utf-8"))] == [
        "Letters & more", "Anna to Berta", HOSTILE,
    ]  # fmt: skip


def test_the_plain_text_is_that_of_the_edition_with_its_notes(run: Run, letters: Path) -> None:
    text = (build(run, letters) / "one.txt").read_text("utf-8")
    assert text.startswith("Anna to Berta\n")
    assert text.endswith("\n\nOne & two[1] three.\n\nA line\nand another\n\nNotes\n\n[1] Thus.\n")


def test_plain_text_names_speakers(sample_site: Path) -> None:
    text = (sample_site / "reception.txt").read_text("utf-8")
    assert "\n\nQAVAM: Qavam replies that" in text
    assert len(re.findall(r"^(STALIN|QAVAM|MOLOTOV): ", text, re.MULTILINE)) == 91


def test_letters_are_listed_by_the_rules_of_cmif(run: Run, letters: Path) -> None:
    registered = "<person xml:id='anna'><persName>Anna</persName><idno type='GND'>118500000</idno></person>"
    text = (letters / "one.xml").read_text("utf-8")
    back = f"</body><back><listPerson>{registered}</listPerson></back>"
    text = text.replace("</body>", back).replace("https://viaf.org/viaf/1", "#anna")
    (letters / "one.xml").write_text(text, "utf-8")
    root = etree.parse(build(run, letters) / "cmif.xml").getroot()
    (letter,) = root.iter(f"{TEI}correspDesc")
    (source,) = root.iter(f"{TEI}bibl")
    assert letter.get("ref") == f"{URL}one.html"
    assert letter.get("source") == f"#{source.get('{http://www.w3.org/XML/1998/namespace}id')}"
    sent, received = letter
    assert (sent.get("type"), received.get("type")) == ("sent", "received")
    assert sent[0].get("ref") == "https://d-nb.info/gnd/118500000"
    assert sent[1].get("ref") == "https://www.geonames.org/1"
    assert dict(sent[2].attrib) == {"notBefore": "1901-05", "notAfter": "1901-06-03", "cert": "low"}
    assert [(part.tag, part.text) for part in received] == [(f"{TEI}persName", "Unknown")]
    assert next(root.iter(f"{TEI}licence")).get("target") == "https://creativecommons.org/licenses/by/4.0/"
    assert next(root.iter(f"{TEI}idno")).text == f"{URL}cmif.xml"


def test_the_feed_tells_changes_the_newest_first(run: Run, letters: Path) -> None:
    feed = etree.parse(build(run, letters) / "feed.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}summary") for entry in entries] == [
        "Corrected.",
        "Corrected.",
        "Written.",
        "Written.",
    ]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert ids[0] == "tag:example.org,2000:one/2026-05-02/1"
    assert len(set(ids)) == len(ids)
    assert feed.findtext(f"{ATOM}updated") == "2026-05-02T00:00:00Z"


def test_sitemap_and_robots_only_where_the_address_is_known(run: Run, letters: Path, sample_site: Path) -> None:
    site = build(run, letters)
    root = etree.parse(site / "sitemap.xml").getroot()
    addresses = {loc.text for loc in root.iter(f"{MAP}loc")}
    pages = {page.name for page in site.glob("*.html")} - {"404.html", "index.html"}
    assert addresses == {URL, *(f"{URL}{page}" for page in pages)}
    assert f"Sitemap: {URL}sitemap.xml" in (site / "robots.txt").read_text("utf-8")
    assert head(site, "index.html").xpath("link[@rel='canonical']/@href") == [URL]
    assert not (sample_site / "sitemap.xml").exists()
    assert not head(sample_site, "reception.html").xpath("link[@rel='canonical' or @rel='cite-as']")


def test_the_archive_holds_every_source(sample_site: Path) -> None:
    with zipfile.ZipFile(sample_site / "edition~tei.zip") as file:
        assert sorted(file.namelist()) == sorted(path.name for path in SAMPLE.glob("*.xml"))
        assert file.read("persons.xml") == (SAMPLE / "persons.xml").read_bytes()


def test_the_manifest_and_the_page_of_downloads_name_files_that_are_there(sample_site: Path) -> None:
    manifest = json.loads((sample_site / "edition.json").read_text("utf-8"))
    files = [path for entry in manifest["documents"] for path in entry["formats"].values()]
    files += manifest["formats"].values()
    assert [path for path in files if not (sample_site / path).is_file()] == []
    listed = html.parse(sample_site / "data.html").getroot().xpath("//dl[@class='downloads']//a/@href")
    assert listed == list(manifest["formats"].values())


def test_what_a_file_is_made_from_makes_it_again(run: Run, letters: Path) -> None:
    site = build(run, letters)
    (letters / "edition.toml").write_text(CONFIG.replace("1.2", "1.3"), "utf-8")
    kept = (letters / "two.xml").read_text("utf-8")
    (letters / "two.xml").write_text(kept.replace("another", "a third"), "utf-8")
    build(run, letters)
    assert fields((site / "one.bib").read_text("utf-8"))["version"] == "1.3"
    assert "a third" in (site / "two.txt").read_text("utf-8")
    with zipfile.ZipFile(site / "edition~tei.zip") as file:
        assert b"a third" in file.read("two.xml")


@pytest.mark.parametrize("language", ["en", "de", "fr", "ru", "fa"])
def test_a_citation_stands_in_the_language_of_the_reader(run: Run, letters: Path, language: str) -> None:
    (letters / "edition.toml").write_text(CONFIG.replace('"en"', f'"{language}"'), "utf-8")
    root = html.parse(build(run, letters) / "one.html").getroot()
    found = {dd.getprevious().text: dd.text_content() for dd in root.xpath("//dl[@class='citations']/dd")}
    assert list(found) == ["Chicago", "MLA", "ISO 690"]
    for text in found.values():
        assert not re.search(r"\{|\.\.|, ,|،،", text), text
        assert f"{URL}one.html" in text
    assert language != "en" or found == {
        "Chicago": "Anna Holm, “Anna to Berta,” between May 1901 and 3 June 1901, in Letters & more,"
        f" ed. Jane Doe and John Roe, version 1.2 (A Press, 2026), {URL}one.html.",
        "MLA": "Holm, Anna. “Anna to Berta.” Between May 1901 and 3 June 1901. Letters & more,"
        f" edited by Jane Doe and John Roe, version 1.2, A Press, 2026, {URL}one.html.",
        "ISO 690": "HOLM, Anna. Anna to Berta. Between May 1901 and 3 June 1901. In: DOE, Jane and ROE, John (eds.)."
        f" Letters & more [online]. Version 1.2. A Press, 2026. Available at: {URL}one.html.",
    }
