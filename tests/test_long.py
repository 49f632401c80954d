"""Long documents: what is cut into pages, and how a reader finds a way through them."""

import json
import re
import shutil
from pathlib import Path

from conftest import Run

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt><publicationStmt><p>p</p></publicationStmt>"
    "<sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>"
)


def build(run: Run, folder: Path, title: str, text: str) -> Path:
    """Build one document in pages of 10 kB, have it audited, and return the site."""
    folder.joinpath("long.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER.format(title)}<text>{text}</text></TEI>', "utf-8"
    )
    folder.joinpath("edition.toml").write_text("[site]\npage-size = 10\n", "utf-8")
    site = folder / "site"
    built = run("build", folder, "-o", site)
    assert built.status == 0, built.err
    audited = run("audit", folder, "--site", site)
    assert audited.status == 0, audited.out
    return site


def test_a_long_table_is_cut_between_rows_and_says_its_columns_again(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"<row><cell>{place}</cell><cell rows='2'>{'ton ' * 20}</cell></row>" for place in range(200))
    table = f"<table><head>Exports</head><row role='label'><cell>Year</cell><cell>Weight</cell></row>{rows}</table>"
    site = build(run, tmp_path, "Figures", f"<body>{table}</body>")
    pages = sorted(site.glob("long*.html"))
    assert len(pages) > 3
    assert all(page.stat().st_size < 25_000 for page in pages)
    for page in pages:
        text = page.read_text("utf-8")
        assert len(re.findall("<t[hd][^>]*>Year</t[hd]>", text)) == 1, page.name
        assert text.count("<caption") == (page.name == "long.html")
    # A cell may not reach beyond the rows of its page.
    assert not re.search(
        r'rowspan="2">(?:(?!</tr>).)*</td></tr></tbody>', site.joinpath("long~2.html").read_text("utf-8")
    )


def test_a_volume_lists_its_documents_with_their_dates(run: Run, tmp_path: Path) -> None:
    documents = "".join(
        f"<div type='document' xml:id='d{place}'><head>No. {place}</head>"
        f"<dateline><date when='1946-03-{place:02}'>{place}.3.46</date></dateline><p>{'Word ' * 300}</p></div>"
        for place in range(1, 13)
    )
    people = "<listPerson><person xml:id='a'><persName>A. A.</persName></person></listPerson>" + "<p>End.</p>" * 900
    site = build(run, tmp_path, "Papers", f"<body>{documents}</body><back>{people}</back>")
    first = site.joinpath("long.html").read_text("utf-8")
    listed = re.findall(
        r'<li data-level="\d"><a href="([^"]+)">([^<]+)</a>(?: <span class="date">([^<]+)</span>)?', first
    )
    assert listed[0] == ("long~d1.html", "No. 1", "1 March 1946")
    assert listed[11] == ("long~d12.html", "No. 12", "12 March 1946")
    assert listed[12][1].startswith("Appendix (")
    assert "Word Word" not in first, "a document stands among the contents"
    date = json.loads(site.joinpath("edition.json").read_text("utf-8"))["documents"][0]["date"]
    assert (date["from"], date["to"], date["kind"]) == ("1946-03-01", "1946-03-12", "range")


def test_the_pages_of_a_long_register_say_from_which_name_to_which_they_go(run: Run, tmp_path: Path) -> None:
    names = [f"{letter}{vowel}dorf" for letter in "BDFGHKLMNPRSTW" for vowel in "aeiou"]
    places = "".join(
        f"<place><placeName>{name}</placeName><placeName>Old {name}</placeName>"
        f"<note><p>{'Word ' * 100}</p></note></place>"
        for name in names
    )
    site = build(run, tmp_path, "Places", f"<body><listPlace>{places}</listPlace></body>")
    parts = re.search(r'<nav class="parts".*?</nav>', site.joinpath("long.html").read_text("utf-8"), re.DOTALL)
    assert parts
    told = re.findall(r"<a href[^>]*>([^<]*)</a>", parts[0])
    assert len(told) > 3
    assert all(re.fullmatch(r"\w+dorf – \w+dorf", each) for each in told), told
    assert told == sorted(told)
    assert told[-1].endswith(" – Wudorf")
    shutil.rmtree(site)
    long_ = f"<bibl><title>{'Long ' * 30}</title><note><p>{'Word ' * 300}</p></note></bibl>"
    site = build(run, tmp_path, "Works", f"<body><listBibl>{long_ * 20}</listBibl></body>")
    assert "Long Long …</a>" in site.joinpath("long.html").read_text("utf-8")


def test_the_pages_of_a_dictionary_say_from_which_word_to_which_they_go(run: Run, tmp_path: Path) -> None:
    entries = "".join(
        f"<entry><form><orth>{letter}{vowel}</orth></form><sense><def>{'Word ' * 100}</def></sense></entry>"
        for letter in "bdfghklmnprstw"
        for vowel in "aeiou"
    )
    site = build(run, tmp_path, "Words", f"<body>{entries}</body>")
    parts = re.search(r'<nav class="parts".*?</nav>', site.joinpath("long.html").read_text("utf-8"), re.DOTALL)
    assert parts
    told = re.findall(r"<a href[^>]*>([^<]*)</a>", parts[0])
    assert all(re.fullmatch(r"\w\w – \w\w", each) for each in told), told
    assert told[-1].endswith(" – wu")


def test_the_break_of_a_page_between_chapters_stands_with_the_next(run: Run, tmp_path: Path) -> None:
    chapters = "".join(
        f"<pb xml:id='p{place}' n='{place}'/><div><head>Chapter {place}</head><p>{'Word ' * 300}</p></div>"
        for place in range(1, 10)
    )
    front = f"<front><titlePage><titlePart>Novel</titlePart></titlePage><p>{'Word ' * 300}</p></front>"
    text = f"{front}<pb xml:id='first'/><body><div><head>All of it</head>{chapters}<pb xml:id='last'/></div></body>"
    site = build(run, tmp_path, "Novel", text)
    pages = json.loads((site / "edition.json").read_text("utf-8"))["documents"][0]["pages"]
    titles = [re.findall("<h1[^>]*>([^<]*)<", site.joinpath(page).read_text("utf-8"))[0] for page in pages]
    assert titles == ["Novel", "All of it", *(f"Chapter {place}" for place in range(2, 10))]
    breaks = [re.findall(r'id="(p\d|first|last)"', site.joinpath(page).read_text("utf-8")) for page in pages]
    assert breaks == [[], ["first", "p1"], *([f"p{place}"] for place in range(2, 9)), ["p9", "last"]]


def test_a_half_title_does_not_stand_alone(run: Run, tmp_path: Path) -> None:
    half, preface = "<div><p>The Years</p></div>", f"<div><head>Preface</head>{'<p>Words of it.</p>' * 60}</div>"
    chapters = "".join(f"<div><head>Chapter {n}</head>{'<p>It was told.</p>' * 60}</div>" for n in (1, 2))
    site = build(run, tmp_path, "Years", f"<front>{half}{preface}</front><body>{chapters}</body>")
    first = site.joinpath("long.html").read_text("utf-8")
    assert "The Years" in first
    assert "Words of it" in first
    assert len(list(site.glob("long*.html"))) == 3


def test_pictures_of_its_pages_take_no_pages_from_a_text(run: Run, tmp_path: Path) -> None:
    zones = "".join(f"<zone xml:id='z{place}' points='1,2 3,4'/>" for place in range(3100))
    facsimile = (
        f"<facsimile><surface xml:id='f1'><graphic url='http://example.org/1.jpg'/>{zones}</surface></facsimile>"
    )
    text = "".join(f"<p><lb facs='#z{place}'/>{'Word ' * 300}</p>" for place in range(20))
    tmp_path.joinpath("long.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER.format("Diary")}{facsimile}<text><body>{text}</body></text></TEI>',
        "utf-8",
    )
    tmp_path.joinpath("edition.toml").write_text("[site]\npage-size = 10\n", "utf-8")
    assert run("build", tmp_path, "-o", tmp_path / "site").status == 0
    first = tmp_path.joinpath("site", "long.html").read_text("utf-8")
    assert "Word Word" in first
    assert "example.org/1.jpg" in first
    assert len(first) < 40_000
