"""What the encodings of other projects ask for beyond their text: catalogues, corpora, parliaments, dictionaries."""

import json
import re
from pathlib import Path

from conftest import Run

from edition.audit.interrupted import Folded
from edition.audit.pdf import Section, losses

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt><title>{title}</title>'
    "</titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc>{source}</sourceDesc></fileDesc></teiHeader>"
    "<text><body>{body}</body></text></TEI>"
)


def build(run: Run, folder: Path, **texts: str) -> Path:
    """Build a folder of these texts, and return the site."""
    for name, text in texts.items():
        (folder / f"{name}.xml").write_text(text, "utf-8")
    assert run("build", str(folder), "-o", str(folder / "site"), "-q").status == 0
    return folder / "site"


def tei(*, id_: str = "one", title: str = "One", source: str = "<p>S</p>", body: str = "<p>Text.</p>") -> str:
    return TEI.format(id=id_, title=title, source=source, body=body)


def test_a_record_of_a_catalogue_begins_with_its_description(run: Run, tmp_path: Path) -> None:
    record = "<msDesc><msIdentifier><idno>DLS-013</idno></msIdentifier></msDesc>"
    site = build(run, tmp_path, one=tei(source=record, body='<div type="bibliography"/>'), two=tei(id_="two"))
    page = (site / "one.html").read_text("utf-8")
    assert page.index('id="-about"') < page.index('id="-cite"')
    page = (site / "two.html").read_text("utf-8")
    assert page.index('id="-cite"') < page.index('id="-about"')


def test_of_a_choice_a_title_has_the_reading_of_the_edition(run: Run, tmp_path: Path) -> None:
    heading = "Vom <choice><orig>Vntergang</orig><reg>Untergang</reg></choice> der <sic>Welltt</sic>"
    site = build(run, tmp_path, one=tei(title=heading))
    (document,) = json.loads((site / "edition.json").read_text("utf-8"))["documents"]
    assert document["title"] == "Vom Untergang der Welltt"
    assert "<h1>Vom Untergang der Welltt</h1>" in re.sub(r"<h1[^>]*>", "<h1>", (site / "one.html").read_text("utf-8"))


def test_a_text_of_a_corpus_has_its_title_once_to_be_seen(run: Run, tmp_path: Path) -> None:
    root = 'xmlns="http://www.tei-c.org/ns/1.0"'
    texts = "".join(tei(id_=f"t{place}", title=f"Sitting {place}").replace(root, "", 1) for place in (1, 2))
    header = (
        "<teiHeader><fileDesc><titleStmt><title>Corpus</title></titleStmt><publicationStmt><p>P</p></publicationStmt>"
    )
    site = build(
        run,
        tmp_path,
        corpus=f"<teiCorpus {root}>{header}<sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>{texts}</teiCorpus>",
    )
    page = (site / "corpus~t2.html").read_text("utf-8")
    assert re.search(r"<h1[^>]*>Sitting 2</h1>", page)
    assert re.search(r'<h2[^>]* class="vh"[^>]*>Sitting 2</h2>', page)


def test_what_another_vocabulary_puts_around_tei_is_named_and_no_code(run: Run, tmp_path: Path) -> None:
    body = '<cb:div xmlns:cb="urn:cb" type="jing"><p>First.</p></cb:div><cb:mulu xmlns:cb="urn:cb" n="1"/>'
    page = (build(run, tmp_path, one=tei(body=body)) / "one.html").read_text("utf-8")
    assert '<p class="part-label cited" data-generated="">cb:div jing</p>' in page
    assert "&lt;cb:mulu" in page
    assert "&lt;cb:div" not in page


def test_a_surname_before_its_forename_is_parted_from_it(run: Run, tmp_path: Path) -> None:
    names = "<surname>Fowler</surname> <forename>Peter</forename>", "<surname>毛</surname><forename>泽东</forename>"
    title = " und ".join(f"<persName>{name}</persName>" for name in names)
    site = build(run, tmp_path, one=tei(title=title))
    (document,) = json.loads((site / "edition.json").read_text("utf-8"))["documents"]
    assert document["title"] == "Fowler, Peter und 毛 泽东"


def test_brackets_among_hebrew_are_found_in_whatever_order_a_pdf_gives_them() -> None:
    texts = [Folded(text, ()) for text in ("אבג", "(gen1:1)", "דהו")]
    assert losses(texts, [Section(["והד(1:1gen)גבא"])]) == []
    assert losses(texts, [Section(["והד(1:1ge)גבא"])]) == [1]


def test_an_inscription_is_dated_by_years_of_our_era_in_custom_attributes(run: Run, tmp_path: Path) -> None:
    origin = "<history><origin><origDate {}>late</origDate></origin></history>"
    record = f"<msDesc><msIdentifier><idno>1</idno></msIdentifier>{origin}</msDesc>"
    years = 'datingMethod="#julian" notBefore-custom="0050" notAfter-custom="0300"'
    site = build(run, tmp_path, one=tei(source=record.format(years)), two=tei(id_="two", source=record.format("")))
    dates = {each["id"]: each["date"] for each in json.loads((site / "edition.json").read_text("utf-8"))["documents"]}
    assert dates["one"]["from"] == "0050"
    assert dates["one"]["kind"] == "within"
    assert dates["two"] is None
    assert "<dd>late</dd>" in (site / "two.html").read_text("utf-8")


def test_of_titles_in_several_languages_that_of_the_document_is_taken(run: Run, tmp_path: Path) -> None:
    text = tei(title='Декрет</title><title xml:lang="en">Decree').replace("<title>Д", '<title xml:lang="ru">Д')
    site = build(run, tmp_path, one=text.replace('xml:id="one"', 'xml:id="one" xml:lang="en"'))
    (document,) = json.loads((site / "edition.json").read_text("utf-8"))["documents"]
    assert document["title"] == "Decree"


def test_each_text_of_a_corpus_has_its_own_facts_and_is_cited_by_them(run: Run, tmp_path: Path) -> None:
    root = 'xmlns="http://www.tei-c.org/ns/1.0"'
    sent = '<correspAction type="sent"><persName>John</persName><date when="1846-05-03"/></correspAction>'
    place = "<msDesc><msIdentifier><repository>Library</repository><idno>MS 12</idno></msIdentifier></msDesc>"
    letter = tei(id_="t1", title="To Mary", source=place).replace(
        "</teiHeader>", f"<profileDesc><correspDesc>{sent}</correspDesc></profileDesc></teiHeader>"
    )
    recording = '<recordingStmt><recording><date when="1950-02-03"/></recording></recordingStmt>'
    texts = (letter + tei(id_="t2", title="A talk", source=recording)).replace(root, "")
    header = "<fileDesc><titleStmt><title>Corpus</title></titleStmt></fileDesc>"
    site = build(run, tmp_path, c=f"<teiCorpus {root}><teiHeader>{header}</teiHeader>{texts}</teiCorpus>")
    first, second = ((site / f"c~t{place}.html").read_text("utf-8") for place in (1, 2))
    assert "<dt>Archive</dt><dd>Library, MS 12</dd>" in re.sub(r">\s+<", "><", first)
    assert "<dd>3 February 1950</dd>" in second
    assert "Library" not in second
    cited = " ".join(re.sub("<[^>]+>", "", second.partition('class="citations"')[2].partition("</dl>")[0]).split())
    assert "A talk,” 3 February 1950, in Corpus" in cited
    (document,) = json.loads((site / "edition.json").read_text("utf-8"))["documents"]
    assert (document["date"]["from"], document["date"]["to"]) == ("1846-05-03", "1950-02-03")


def test_a_drawing_that_does_more_than_draw_is_code(run: Run, tmp_path: Path) -> None:
    drawings = (
        '<path d="M0 0" onclick="no()"/>',
        '<path d="M0 0" fill="url(http://example.org/)"/>',
        "<script>no()</script>",
        '<image href="https://example.org/a.png"/>',
        '<g id="a"><use href="#b"/></g>',
        '<path id="a"/><path id="a"/>',
    )
    svg = "".join(f'<figure><svg xmlns="http://www.w3.org/2000/svg">{each}</svg></figure>' for each in drawings)
    page = (build(run, tmp_path, one=tei(body=svg)) / "one.html").read_text("utf-8")
    assert page.count('data-unhandled="svg"') == len(drawings)
    assert 'class="drawing"' not in page


def test_prose_is_cited_by_the_numbers_of_its_parts(run: Run, tmp_path: Path) -> None:
    part = '<div type="textpart" subtype="{}" n="{}">{}</div>'
    sections = "".join(part.format("section", number, "<p>Gallia est.</p>") for number in (1, 2))
    segments = '<p><seg type="section" n="1">Cum esset</seg> <milestone unit="section" n="2"/>Caesar</p>'
    chapters = part.format("chapter", 1, sections) + part.format("chapter", 2, segments)
    page = (build(run, tmp_path, one=tei(body=part.format("book", 1, chapters))) / "one.html").read_text("utf-8")
    assert re.findall(r'class="passage-number"[^>]*>([\d.]+)<', page) == ["1.1.1", "1.1.2", "1.2"]
    assert re.findall(r'title="section (\d)">\[\1\]<', page) == ["1", "2"]
    address = re.search(r'passage-number"[^>]* href="#([^"]+)"', page)
    assert address
    assert f'<p id="{address[1]}"' in page


def test_numbers_of_paragraphs_and_stanzas_stand_beside_them(run: Run, tmp_path: Path) -> None:
    body = '<p n="12">Text.</p><p n="urn:cts:x">Text.</p><lg n="3.4"><l>Verse</l></lg><lg n="5"><l n="1">Verse</l></lg>'
    page = (build(run, tmp_path, one=tei(body=body)) / "one.html").read_text("utf-8")
    assert re.findall(r'data-n="([^"]+)"', page) == ["12", "3.4"]


def test_parts_of_a_template_that_are_empty_take_no_room(run: Run, tmp_path: Path) -> None:
    empty = '<div type="translation" xml:lang="en"><p></p></div><div type="apparatus"><listApp><app/></listApp></div>'
    listed = '<div type="bibliography"><listBibl><bibl>SEG 53, 767</bibl></listBibl></div>'
    edition = '<div type="edition"><ab>Κίνωλις</ab></div>'
    facsimile = '</text><facsimile><surface><graphic url=""/></surface></facsimile>'
    text = tei(body=empty + listed + edition).replace("<text>", facsimile.partition(">")[2] + "<text>")
    page = (build(run, tmp_path, one=text) / "one.html").read_text("utf-8")
    assert len(re.findall(r'<(?:section|details)[^>]* hidden=""', page)) == 3
    assert re.findall(r'class="part-label" data-generated="">(\w+)<', page) == ["Bibliography", "Text"]
    assert 'class="permalink"' not in page.partition('class="bibl-line"')[2].partition("</article>")[0]


def test_an_apparatus_that_is_no_list_is_read_where_it_stands(run: Run, tmp_path: Path) -> None:
    body = '<div type="apparatus"><p>2 <app loc="2"><lem>Severo</lem><rdg>Servo</rdg></app></p></div>'
    page = (build(run, tmp_path, one=tei(body=body)) / "one.html").read_text("utf-8")
    assert "data-apart" in page
    assert 'id="-apparatus"' not in page


def test_a_record_begins_with_the_manuscript_and_names_what_it_has(run: Run, tmp_path: Path) -> None:
    place = "<country>Ukraine</country><altIdentifier><repository>НЗХТ</repository><idno>4</idno></altIdentifier>"
    item = "<msContents><msItem><title>Shāh</title><title>شاه</title><title/></msItem></msContents>"
    record = f"<msDesc><msIdentifier>{place}</msIdentifier>{item}</msDesc>"
    text = tei(source=record, body="<p/>")
    page = (build(run, tmp_path, one=text) / "one.html").read_text("utf-8")
    assert "<dd>Ukraine, НЗХТ, 4</dd>" in page
    about = page.partition('id="-about"')[2]
    assert about.index('class="msDesc') < about.index('class="titleStmt')
    assert re.sub("<[^>]+>", "", about.partition('class="item-head">')[2].partition("</div>")[0]) == "Shāh, شاه"


def test_a_genetic_page_has_blank_lines_and_no_names_of_elements(run: Run, tmp_path: Path) -> None:
    space = '<space dim="vertical" unit="lines" extent="1"/>'
    zone = f'<zone><milestone unit="tei:head"/><line rend="indent1">Hymn</line>{space}</zone>'
    text = tei().replace("<text>", f"<sourceDoc><surface>{zone}</surface></sourceDoc><text>")
    page = (build(run, tmp_path, one=text) / "one.html").read_text("utf-8")
    assert '<div class="space" title="blank, 1 line"><br></div>' in page.replace("<br/>", "<br>")
    assert "tei:head" not in page


def test_what_was_printed_is_dated_by_its_first_print(run: Run, tmp_path: Path) -> None:
    dates = {
        "one": '<bibl type="digitalSource"><bibl><date type="premiere" when="1772-03-13"/></bibl></bibl>',
        "two": '<bibl type="firstEdition"><title>T</title><date>1902</date></bibl>',
        "three": "<biblFull><publicationStmt><date>[1660?]</date></publicationStmt></biblFull>",
        "four": "<bibl>Oxford <date>1914</date></bibl>",
    }
    texts = {name: tei(id_=name, source=source) for name, source in dates.items()}
    site = build(run, tmp_path, **texts)
    found = {each["id"]: each["date"] for each in json.loads((site / "edition.json").read_text("utf-8"))["documents"]}
    assert {name: date and date["from"] for name, date in found.items()} == {
        "one": "1772-03-13",
        "two": "1902",
        "three": "1660",
        "four": None,
    }
    assert found["three"]["cert"] == "low"


def test_a_shelfmark_is_no_siglum(run: Run, tmp_path: Path) -> None:
    witness = '<listWit><witness xml:id="A">Roma <idno>Vat. lat. 1</idno></witness></listWit>'
    body = '<p><app><lem wit="#A">a</lem><rdg wit="#A">b</rdg></app></p>'
    page = (build(run, tmp_path, one=tei(source=witness, body=body)) / "one.html").read_text("utf-8")
    listed = page.partition('id="-apparatus"')[2].partition("</section>")[0]
    assert "Vat. lat." not in re.sub("<[^>]+>", "", listed)


def test_pages_of_a_volume_that_begin_alike_stand_on_one_level(run: Run, tmp_path: Path) -> None:
    parts = "".join(f"<div><head>Part {part}</head><p>{'Words. ' * 30000}</p></div>" for part in (1, 2, 3))
    front = f"<front><div><p>{'To the reader. ' * 20}</p></div></front>"
    text = tei(body=parts).replace("<body>", f"{front}<body>")
    page = (build(run, tmp_path, one=text) / "one.html").read_text("utf-8")
    assert len(set(re.findall(r'<li data-level="(\d)"><a[^>]*>Part', page))) == 1


def test_what_is_lost_in_one_stretch_stands_in_one_pair_of_brackets(run: Run, tmp_path: Path) -> None:
    lost = '<supplied reason="lost">{}</supplied>'
    word = f"<w>{lost.format('L')}<expan><abbr>{lost.format('uci')}</abbr><ex>o</ex></expan></w>"
    unsure = '<supplied reason="lost" cert="low">fil</supplied>'
    gap = '<gap reason="lost" quantity="3" unit="character"/>'
    apart = f"{lost.format('Aug')} {gap}{lost.format('usto')}{unsure} a{gap} {lost.format('b')}{gap}"
    site = build(run, tmp_path, one=tei(body=f'<div type="edition"><ab>{word} {apart}</ab></div>'))
    text = re.search(r'class="ab">(.*?)</div>', (site / "one.html").read_text("utf-8"), re.DOTALL)
    assert text
    assert re.sub("<[^>]+>", "", text[1]) == "[Luci](o) [Aug] [...usto][fil?] a[...] [b...]"


def test_a_chapter_is_no_sort_of_text(run: Run, tmp_path: Path) -> None:
    bodies = {"one": '<div type="chapter"><p>T</p></div>', "two": '<div type="sermon"><p>T</p></div>'}
    site = build(run, tmp_path, **{name: tei(id_=name, body=body) for name, body in bodies.items()})
    page = (site / "index.html").read_text("utf-8")
    assert "Sermon" in page
    assert "Chapter" not in page
