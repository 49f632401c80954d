"""The ways into an edition: what is read of a source for them, the pages that the command makes, both calendars."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from conftest import Run
from lxml import etree
from support import ROOT

from edition.model import DateRange, Document, Index, Source
from edition.rules.calendars import Calendar, from_number
from edition.saxon import Saxon
from edition.site.atlas import atlas
from edition.site.axis import WIDTH, Item, figure
from edition.site.projection import coasts, frame, lambert
from edition.site.timeline import timeline
from edition.source.bearings import coordinates
from edition.view import shown_date

H = {"h": "http://www.w3.org/1999/xhtml", "s": "http://www.w3.org/2000/svg"}

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="{language}"><teiHeader><fileDesc>
<titleStmt><title>{title}</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc>{source}</sourceDesc></fileDesc>{profile}</teiHeader>{text}</TEI>"""
DATED = "<profileDesc><creation><date {}/></creation>{}</profileDesc>"
REGISTER = "<standOff>{}</standOff>"


def write(folder: Path, id_: str, **parts: str) -> None:
    """Write a document of a test; what is not given is empty."""
    shown = {
        "title": id_.title(),
        "language": "en",
        "source": "<p/>",
        "profile": "",
        "text": "<text><body><p>A</p></body></text>",
    }
    (folder / f"{id_}.xml").write_text(TEI.format(id=id_, **(shown | parts)), "utf-8")


def build(run: Run, folder: Path, language: str = "en") -> Path:
    """Build a folder, and return that of the site."""
    (folder / "edition.toml").write_text(f'title = "T"\nlanguage = "{language}"\n', "utf-8")
    result = run("build", folder, "-o", folder / "site", "--quiet")
    assert result.status < 2, result.err
    return folder / "site"


def page(site: Path, name: str) -> etree._Element:
    return etree.parse(site / f"{name}.html").getroot()


def texts(root: etree._Element, path: str) -> list[str]:
    """Return the words of what a path finds, white space collapsed."""
    return [" ".join("".join(each.itertext()).split()) for each in root.xpath(path, namespaces=H)]


def rows(root: etree._Element, path: str) -> list[str]:
    """Return the words of the rows that a path finds, a blank between their cells."""
    return [" ".join(filter(None, texts(row, "h:*"))) for row in root.xpath(path, namespaces=H)]


# What is read of a source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("38.95 45.06", (38.95, 45.06)),
        ("48,208333 16,373056", (48.208333, 16.373056)),  # decimal commas
        ("40.71, -74.01", (40.71, -74.01)),
        ("40,-74", (40.0, -74.0)),
        ("-33.9 151.2", (-33.9, 151.2)),
        ("151.2 -33.9", (-33.9, 151.2)),  # reversed
        ("120 110", None),
        ("91 181", None),
        ("38°57′ N 45°4′ E", None),
        ("Ararat", None),
        ("", None),
        ("1 2 3", None),
        ("9" * 5000 + " 1", None),
    ],
)
def test_coordinates(text: str, expected: tuple[float, float] | None) -> None:
    assert coordinates(text) == expected


# The timeline

EVENTS = """<listEvent>
<event xml:id="day" when="1946-02-21"><label>Day</label></event>
<event xml:id="month" when="1946-02"><label>Month</label></event>
<event xml:id="lasting" from="1946-01-05" to="1946-05-20"><label>Lasting</label></event>
<event xml:id="within" notBefore="1946-03-01" notAfter="1946-06-01" cert="low"><label>Within</label></event>
<event xml:id="before" notAfter="1946-04-02"><label>Before</label></event>
<event xml:id="after" notBefore="1946-04-02"><label>After</label></event>
<event xml:id="since" from="1946-04"><label>Since</label></event>
<event xml:id="until" to="1946-04"><label>Until</label></event>
<event xml:id="yearly" when="--04-02"><label>Yearly</label></event>
<event xml:id="undated"><label>Undated</label></event>
</listEvent>"""


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    write(tmp_path, "letter", profile=DATED.format('when="1946-02-21"', ""))
    write(tmp_path, "events", text=REGISTER.format(EVENTS))
    return tmp_path


def test_the_timeline_says_how_each_date_is_meant_and_draws_it_so(run: Run, dated: Path) -> None:
    root = page(build(run, dated), "timeline")
    dates = texts(root, "//h:ol[contains(@class, 'course')]/h:li/h:p[@class='date']")
    titles = texts(root, "//h:ol[contains(@class, 'course')]/h:li/h:p[@class='what']/h:a")
    said = dict(zip(titles, dates, strict=True))
    assert said == {
        "Letter": "21 February 1946",
        "Day": "21 February 1946",
        "Month": "February 1946",
        "Lasting": "5 January to 20 May 1946",
        "Within": "between 1 March and 1 June 1946 (uncertain)",
        "Before": "by 2 April 1946",
        "After": "not before 2 April 1946",
        "Since": "from April 1946",
        "Until": "until April 1946",
    }
    drawn = {a.findtext("s:title", namespaces=H): a.get("class") for a in root.iterfind(".//s:a", H)}
    assert drawn == {
        "Letter": "point", "Day": "point", "Month": "within hollow", "Lasting": "lasting", "Within": "within hollow",
        "Before": "before hollow", "After": "after hollow", "Since": "since", "Until": "until",
    } | {name: shape for name, shape in drawn.items() if name in ("Month", "Before", "After")}  # fmt: skip
    assert all(a.get("tabindex") == "-1" for a in root.iterfind(".//s:a", H))
    assert {svg.get("aria-hidden") for svg in root.iterfind(".//s:svg", H)} == {"true"}


def test_where_nothing_is_dated_placed_or_kept_there_is_no_page_for_it(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "letter")
    site = build(run, tmp_path)
    assert not [name for name in ("timeline", "map", "archives", "ledger") if (site / f"{name}.html").exists()]


def test_a_document_does_not_take_the_name_of_our_pages(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "map", profile=DATED.format('when="1946"', ""))
    site = build(run, tmp_path)
    assert texts(page(site, "document-map"), "//h:h1") == ["Map"]
    assert (site / "timeline.html").exists()


def test_a_few_days_stand_on_the_axis_of_their_year(run: Run, tmp_path: Path) -> None:
    for number in (3, 9):
        sent = f"<correspDesc><correspAction type='sent'><date when='1891-03-0{number}'/></correspAction></correspDesc>"
        write(tmp_path, f"letter-{number}", profile=f"<profileDesc>{sent}</profileDesc>")
    site = build(run, tmp_path)
    timeline = page(site, "timeline")
    assert texts(timeline, "//s:svg/s:text") == ["1891", "March", "May", "July", "September", "November"]
    assert len(timeline.xpath("//s:line[@class = 'base']", namespaces=H)) == 1
    # The sort of a text has one name, wherever it is told.
    assert texts(timeline, "//h:span[@class = 'kind']") == ["· Letter"] * 2
    assert texts(page(site, "letter-3"), "//h:p[@class = 'kicker']") == ["Letter"]
    assert texts(page(site, "index"), "//h:span[@class = 'kind']") == ["Letter"] * 2


def test_a_register_says_on_which_side_of_the_globe_a_place_is(run: Run, tmp_path: Path) -> None:
    place = "<place xml:id='{0}'><placeName>{0}</placeName><location><geo>{1}</geo></location></place>"
    given = {"a": "60.39 5.32", "b": "-33.9, -70.6", "c": "48,2 16,3", "d": "120 110", "e": "1 2 3"}
    places = "".join(place.format(*each) for each in given.items())
    write(tmp_path, "places", text=REGISTER.format(f"<listPlace>{places}</listPlace>"))
    geo = texts(page(build(run, tmp_path), "places"), "//h:span[@class = 'geo']")
    assert geo == ["60.39° N, 5.32° E", "-33.9° S, -70.6° W", "48,2° N, 16,3° E", "120 110", "1 2 3"]
    assert run("audit", tmp_path, "--site", tmp_path / "site").status == 0


def _item(number: int, day: int) -> Item:
    return Item(
        "document", f"Letter {number}", f"{number}.html", DateRange("1900", "1900", "exact", None, ""), day, day
    )


def test_many_things_are_shown_as_numbers() -> None:
    first, last = 2_415_021, 2_415_021 + 36_524
    items = [_item(number, first + number * 3) for number in range(10_000)]
    (lane,) = figure(items, ["document", "event"], first, last)["lanes"]  # type: ignore[misc]
    assert "marks" not in lane
    assert sum(bar["count"] for bar in lane["bars"]) == 10_000
    assert all(0 <= bar["x"] <= WIDTH for bar in lane["bars"])


def test_things_of_one_time_hide_none_of_each_other() -> None:
    items = [_item(number, 2_431_873 + number // 5) for number in range(40)]
    (lane,) = figure(items, ["document"], 2_431_800, 2_432_100)["lanes"]  # type: ignore[misc]
    places = [(mark["x"], mark["y"]) for mark in lane["marks"]]
    assert len(places) == 40
    assert all(abs(ax - bx) >= 9 or ay != by for (ax, ay), (bx, by) in combinations(places, 2))


def test_ticks_are_few_and_in_order() -> None:
    for days in (1, 40, 300, 900, 5000, 40_000, 800_000, 3_000_000):
        ticks = figure([], [], 2_431_873 - days, 2_431_873)["ticks"]
        places = [tick["x"] for tick in ticks]  # type: ignore[attr-defined]
        assert len(places) <= 10
        assert places == sorted(places)


def _documents(count: int) -> Index:
    def document(number: int) -> Document:
        day = f"{1900 + number % 50}-02-{number % 28 + 1:02}"
        date = DateRange(day, day, "exact", None, "")
        return Document(
            Source(Path("a"), f"{number}"), f"d{number}", "document", f"Letter {number}", "", "en", date, "", ""
        )

    return Index(tuple(document(number) for number in range(count)))


def test_the_list_of_ten_thousand_letters_leads_to_the_contents_of_each_year() -> None:
    (site_page,) = timeline(_documents(10_000))
    years = site_page.view()["years"]
    assert len(years) == 50  # type: ignore[arg-type]
    first = years[0]  # type: ignore[index]
    assert first == {
        "year": "1900",
        "items": [],
        "numbers": [{"kind": "document", "count": 200, "href": "contents~date-1900.html"}],
    }


def test_in_persian_the_axis_runs_from_right_to_left(run: Run, dated: Path) -> None:
    def place(language: str) -> float:
        root = page(build(run, dated, language), "timeline")
        (mark,) = (a for a in root.iterfind(".//s:a", H) if a.findtext("s:title", namespaces=H) == "Day")
        return float(mark.find("s:circle", H).get("cx"))  # type: ignore[union-attr]

    assert place("fa") == pytest.approx(WIDTH - place("en"))


# The map

PLACES = """<listPlace>
<place xml:id="tehran"><placeName>Tehran</placeName><location><geo>35.69 51.39</geo></location></place>
<place xml:id="rough"><placeName>Rough</placeName><location cert="low"><geo>36.5 50.5</geo></location></place>
<place xml:id="wide"><placeName>Wide</placeName><location><geo>33 -52.5</geo>
<measure unit="km" quantity="20"/></location></place>
<place xml:id="nowhere"><placeName>Nowhere</placeName></place>
</listPlace>"""
NAMED = '<text><body><p xml:id="p1">In <placeName ref="places.xml#tehran">T</placeName>.</p></body></text>'


def test_the_map_shows_what_is_placed_and_says_what_is_not(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "letter", text=NAMED)
    write(tmp_path, "places", text=REGISTER.format(PLACES))
    root = page(build(run, tmp_path), "map")
    assert rows(root, "//h:tbody/h:tr") == [
        "1 Rough 36.50° N, 50.50° E rough 0",
        "2 Tehran 35.69° N, 51.39° E precise 1",
        "3 Wide 33.00° N, 52.50° W within 20 km 0",
    ]
    assert texts(root, "//h:ul[@class='groups']/h:li") == ["Nowhere"]
    assert len(root.xpath("//s:circle[@class='ring']", namespaces=H)) == 2
    assert {a.get("href") for a in root.iterfind(".//s:a", H)} == {
        f"places.html#{name}" for name in ("tehran", "rough", "wide")
    }


def test_coordinates_of_another_system_are_not_taken_for_degrees(run: Run, tmp_path: Path) -> None:
    declared = '<encodingDesc><geoDecl datum="OSGB36"/></encodingDesc>'
    write(tmp_path, "places", profile=declared, text=REGISTER.format(PLACES))
    assert not (build(run, tmp_path) / "map.html").exists()


def test_the_projection_is_that_of_the_manual() -> None:
    """Snyder, Map Projections: A Working Manual, page 295: a sphere, true at 33 and 45 degrees, origin 23 N 96 W."""
    project = lambert(0.5759586531581288, 0.7853981633974483, -1.6755160819145565)
    (x0, y0), (x, y) = project((23, -96)), project((35, -75))
    assert (x - x0, y - y0) == pytest.approx((0.2966785, 0.2462112), abs=1e-6)


def _is_land(rings: list[list[float]], x: float, y: float) -> bool:
    """Count the edges to the right of a point: an odd number means that it is inside."""
    crossings = 0
    for ring in rings:
        points = list(zip(ring[::2], ring[1::2], strict=True))
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("places", "land", "sea"),
    [
        ([(55.76, 37.62), (35.69, 51.39), (30, 48)], [(55.76, 37.62), (35.69, 51.39)], [(41, 51), (43, 34)]),
        ([(35.69, 51.39)], [(35.69, 51.39)], []),
        ([(48.2, 16.4), (40.7, -74), (-33.9, 151.2)], [(48.2, 16.4), (-25, 135), (0, 25)], [(40, -40), (-30, 80)]),
        ([(-22.9, -43.2), (4.7, -74)], [(-10, -55)], [(-20, -35)]),
        ([(64.2, 179.5), (-18.1, 178.4)], [], [(20, 175)]),
    ],
)  # fmt: skip
def test_land_is_land_and_sea_is_sea(
    places: list[tuple[float, float]], land: list[tuple[float, float]], sea: list[tuple[float, float]]
) -> None:
    sheet = frame(places)
    rings = list(coasts(places, sheet))
    assert all(0 <= x <= 800 and 0 <= y <= sheet.height for x, y in map(sheet.project, places))
    assert [_is_land(rings, *sheet.project(place)) for place in land] == [True] * len(land)
    assert [_is_land(rings, *sheet.project(place)) for place in sea] == [False] * len(sea)


def test_no_name_on_the_map_of_the_sample_covers_another(sample_site: Path) -> None:
    for drawing in page(sample_site, "map").iterfind(".//s:svg", H):
        boxes = []
        for text in drawing.xpath(".//s:text[@class='name']", namespaces=H):
            words = "".join(text.itertext()).strip()
            wide = len(words) * 7
            left = float(text.get("x")) - {"start": 0, "middle": wide / 2, "end": wide}[text.get("text-anchor")]
            boxes.append((left, float(text.get("y")) - 15, left + wide, float(text.get("y"))))
        assert boxes
        for a, b in combinations(boxes, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_an_edition_without_places_has_no_map() -> None:
    assert list(atlas(_documents(3))) == []


# The archives

FOND = """<msDesc><msIdentifier>{}<repository>RGASPI</repository>
<idno>f. <idno type="fond">{}</idno>, d. <idno type="delo">{}</idno></idno></msIdentifier></msDesc>"""


def test_the_archives_are_a_tree_in_the_order_of_their_numbers(run: Run, tmp_path: Path) -> None:
    for number, (fond, delo) in enumerate([("9", "1"), ("10", "2"), ("9", "12"), ("9", "2")]):
        write(tmp_path, f"letter{number}", source=FOND.format("<country>USSR</country>", fond, delo))
    write(tmp_path, "plain", source="<msDesc><msIdentifier>A box in the attic</msIdentifier></msDesc>")
    write(tmp_path, "lost")
    root = page(build(run, tmp_path), "archives")
    assert texts(root, "//h:p[@class='holding']") == [
        "A box in the attic", "USSR, RGASPI (4)", "fond 9 (3)", "delo 1", "delo 2", "delo 12", "fond 10, delo 2",
    ]  # fmt: skip
    assert texts(root, "//h:ul[@class='held']/h:li") == ["Plain", "Letter0", "Letter3", "Letter2", "Letter1", "Lost"]


# The ledger

SECRET = '<textClass><catRef scheme="#classification" target="#class-secret"/></textClass>'
DRAFT = '<revisionDesc status="draft"><change/></revisionDesc>'
CLASSES = """<encodingDesc><classDecl><taxonomy xml:id="classification"><category xml:id="class-secret">
<catDesc>Secret</catDesc></category></taxonomy></classDecl></encodingDesc>"""
TORN = """<text><body><p xml:id="p1"><gap reason="illegible" unit="chars" quantity="3"/> <unclear>a</unclear>
<gap reason="illegible" unit="chars" quantity="3"/></p><p xml:id="p2"><supplied reason="damage">b</supplied>
<damage agent="water">c</damage> <gap reason="lost" extent="some lines"/></p>
<p xml:id="p3"><unclear>d</unclear></p></body></text>"""


def test_the_ledger_counts_what_is_missing_and_leads_to_it(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        "torn",
        profile=CLASSES + DATED.format('when="1946"', SECRET) + DRAFT,
        text=TORN,
    )
    write(
        tmp_path,
        "absent",
        text='<text><body><p><gap reason="sampling" unit="document" quantity="1"/></p></body></text>',
    )
    root = page(build(run, tmp_path), "ledger")
    assert rows(root, "//h:dl[@class='facts']/h:div") == [
        "Text not in this edition: 1; in this edition: 1", "Classification Secret: 1",
        "State of the work draft: may still change: 1", "Damaged 1 (documents: 1)", "Gap 3 (documents: 1)",
        "Supplied by the editor 1 (documents: 1)", "Hard to read 2 (documents: 1)",
    ]  # fmt: skip
    assert rows(root, "//h:table[contains(@class, 'losses')]/h:tbody/h:tr") == [
        "Torn Damaged, water 1 paragraph 2", "Gap, illegible, 3 characters 2 paragraph 1",
        "Gap, lost, some lines 1 paragraph 2", "Supplied by the editor, damaged 1 paragraph 2",
        "Hard to read 2 paragraph 1, paragraph 3",
    ]  # fmt: skip
    assert rows(root, "(//h:table)[1]/h:tbody/h:tr") == [
        "Torn, 1946 in this edition Secret draft: may still change", "Absent not in this edition",
    ]  # fmt: skip


def test_the_pages_of_the_sample_lead_to_places_that_are_there(sample_site: Path) -> None:
    for name in ("timeline", "map", "archives", "ledger"):
        for href in {str(href) for href in page(sample_site, name).xpath("//h:main//@href", namespaces=H)}:
            goal, _, anchor = href.partition("#")
            assert not anchor or f'id="{anchor}"' in (sample_site / (goal or f"{name}.html")).read_text("utf-8"), href


# Dates in both calendars

XSLT = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:e="urn:tei-edition:xslt"
  xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xsl:import href="{}"/><xsl:param name="site" as="map(*)" select="map{{}}"/>
<xsl:param name="labels" as="map(*)" select="map{{}}"/>
<xsl:output method="text"/><xsl:template match="/"><xsl:for-each select="'julian', 'persian', 'islamic'">
<xsl:variable name="calendar" as="xs:string" select="."/>
<xsl:for-each select="0 to 12000"><xsl:variable name="number" as="xs:integer" select="2100000 + . * 37"/>
<xsl:value-of select="$calendar, $number, e:calendar-day($calendar, $number)"/><xsl:text>&#10;</xsl:text></xsl:for-each>
</xsl:for-each>
<xsl:value-of select="e:day-number('1946-02-21'), e:day-number('1582-10-15'), e:day-number('0001-01-01')"/>
</xsl:template></xsl:stylesheet>"""


def test_the_stylesheets_reckon_as_the_program_does() -> None:
    """On a day of every 37 from the year 1037 to 2253: leap years, ends of months and of years are among them."""
    site = (ROOT / "xslt" / "html" / "site.xsl").as_uri()
    *lines, last = Saxon().compile_text(XSLT.format(site)).run("<a/>").split("\n")
    assert last.split()[-3:] == ["2431873", "2299161", "1721426"]
    assert len(lines) == 3 * 12_001
    for line in lines:
        name, *numbers = line.split()
        calendar: Calendar = name  # type: ignore[assignment]
        number, *day = map(int, numbers)
        expected = from_number(calendar, number)
        assert day == [expected.year, expected.month, expected.day], line


@pytest.mark.parametrize(
    ("language", "attributes", "expected"),
    [
        ("en", 'when="1917-11-08" calendar="cal:julian"', "8 November 1917 (26 October 1917 Old Style)"),
        ("de", 'when="1917-11-08" calendar="cal:julian"', "8. November 1917 (26. Oktober 1917 alten Stils)"),
        ("ru", 'when="1946-02-21" calendar="cal:persian"', "21 февраля 1946 г. (2 эсфанда 1324 г.)"),
        ("fr", 'when="1946-02-21" calendar="cal:hijri"', "21 février 1946 (vers le 19 rabia I 1365 H.)"),
        ("en", 'when="1946-02" calendar="cal:persian"', "February 1946"),
        ("en", 'when="1946-02-21" calendar="cal:gregorian"', "21 February 1946"),
        ("fa", 'when="1946-02-21"', "۲ اسفند ۱۳۲۴ (۲۱ فوریه ۱۹۴۶)"),
        ("fa", 'when="1946-02"', "فوریه ۱۹۴۶ (بهمن–اسفند ۱۳۲۴)"),
        ("fa", 'when="1946-03"', "مارس ۱۹۴۶ (اسفند ۱۳۲۴ – فروردین ۱۳۲۵)"),
        ("fa", 'when="1946"', "۱۹۴۶ (۱۳۲۴–۱۳۲۵)"),
        ("fa", 'notAfter="1946-02-22"', "حداکثر تا ۳ اسفند ۱۳۲۴ (۲۲ فوریه ۱۹۴۶)"),
        ("en", 'from="1921"', "from 1921"),
        ("en", 'when="-0044-03-15"', "15 March 44 BC"),
    ],
)  # fmt: skip
def test_a_document_shows_its_date_in_both_calendars(
    run: Run, tmp_path: Path, language: str, attributes: str, expected: str
) -> None:
    write(tmp_path, "letter", profile=DATED.format(attributes, ""))
    site = build(run, tmp_path, language)
    assert expected in texts(page(site, "letter"), "//h:dl[contains(@class, 'facts')]//h:dd")
    assert expected in texts(page(site, "index"), "//h:p[@class='date']")


def _day(text: str, calendar: str = "") -> DateRange:
    return DateRange(text, text, "exact", None, "", calendar)


@pytest.mark.parametrize(
    ("date", "language", "expected"),
    [
        (_day("1917-11-07"), "ru", "julian"),
        (_day("1918-02-14"), "ru", ""),
        (_day("1917-11-07", "#gregorian"), "ru", ""),
        (_day("1917-11-07"), "ru-RU", "julian"),
        (_day("1946-02-21"), "fa-Arab", "persian"),
        (_day("1906-08-05"), "fa", "islamic"),
        (_day("1906-08-05"), "de", ""),
        (_day("1906-08-05", "tax:cal-julian tax:cal-gregorian"), "de", "julian"),
        (_day("1906-08-05", "cal:something"), "de", ""),
    ],
)  # fmt: skip
def test_the_calendar_of_a_source(date: DateRange, language: str, expected: str) -> None:
    view = shown_date(date, language)
    assert view
    assert view["calendar"] == expected


def test_the_months_of_other_calendars_are_twelve_in_every_language() -> None:
    for language in ("en", "de", "fr", "ru", "fa"):
        text = (ROOT / "xslt" / "labels" / f"{language}.json").read_text("utf-8")
        for calendar in ("persian", "islamic"):
            months = re.search(rf'"months.{calendar}": "([^"]*)"', text)
            assert months
            assert len(months[1].split()) == 12, language


def test_contents_by_title_follow_the_alphabet_of_each_script(run: Run, tmp_path: Path) -> None:
    titles = ["Äther", "Bach", "Ёлка", "Ель", "Жук", "Иван", "Йод", "Яков", "آبادان", "پهلوی", "تبریز", "گیلان", "یزد"]
    titles += ["Zug"] * 20
    for number, title in enumerate(titles):
        write(tmp_path, f"d{number * 7 % 33:02}", title=title)
    contents = page(build(run, tmp_path), "index")
    in_order = [*titles[:2], "Zug", *titles[2:13]]
    assert list(dict.fromkeys(texts(contents, "//h:p[@class='title']"))) == in_order
    groups = texts(contents, "//h:h3[@class='group-title']")
    assert groups == ["A", "B", "Z", "Е", "Ж", "И", "Й", "Я", "ا", "پ", "ت", "گ", "ی"]


def test_contents_without_dates_are_by_title_and_say_none(run: Run, tmp_path: Path) -> None:
    for number, title in enumerate(("Beta", "Alpha", "Ёлка")):
        write(tmp_path, f"d{number}", title=title)
    contents = page(build(run, tmp_path), "index")
    assert texts(contents, "//h:h2")[0] == "Documents by title"
    assert texts(contents, "//h:p[@class='title']") == ["Alpha", "Beta", "Ёлка"]
    assert texts(contents, "//h:p[@class='date']") == []


def test_a_list_of_documents_joins_what_it_says_of_each(run: Run, tmp_path: Path) -> None:
    for number, kind in enumerate(("aide-memoire", "LetterOut")):
        classes = f"<textClass><keywords><term>{kind}</term></keywords></textClass>"
        write(
            tmp_path,
            f"d{number}",
            profile=DATED.format(f"when='190{number}'", "").replace("</profileDesc>", f"{classes}</profileDesc>"),
        )
    site = build(run, tmp_path)
    assert texts(page(site, "index"), "//h:p[@class='meta']") == ["Aide memoire", "Letter out"]
    assert texts(page(site, "contents~kind"), "//h:p[@class='meta']") == []
