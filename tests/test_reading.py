"""What a page brings along for those who read it: switches, cards, rows of a translation, pictures of pages."""

from pathlib import Path

import pytest
from conftest import Run
from lxml import etree
from PIL import Image
from support import ROOT

HTML = "{http://www.w3.org/1999/xhtml}"
_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt><publicationStmt><p>No</p></publicationStmt>"
    "<sourceDesc><p>No</p></sourceDesc></fileDesc></teiHeader>"
)


def _tei(path: Path, body: str, title: str = "Text") -> None:
    header = _HEADER.format(title)
    path.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>', "utf-8")


def _page(run: Run, folder: Path, out: Path, name: str) -> etree._Element:
    assert run("build", folder, "-o", out, "-q").status == 0
    return etree.parse(out / name).getroot()


def _cards(page: etree._Element) -> dict[str, str]:
    return {str(card.get("data-for")): " ".join("".join(card.itertext()).split()) for card in page.iterfind(
        f".//{HTML}div[@class='cards']/{HTML}div")}  # fmt: skip


def test_a_card_for_each_entry_that_the_text_names(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "tei"
    folder.mkdir()
    long = "word " * 60
    _tei(
        folder / "persons.xml",
        '<listPerson><person xml:id="anna"><persName>Anna</persName><birth when="1850"/><death when="1920-03-01"/>'
        "<note type='identity'>Sure</note><note type='description'>A painter.</note></person>"
        '<person xml:id="bob"><persName>Bob</persName><birth notBefore="1900" notAfter="1905"/></person>'
        f'<person xml:id="carl"><persName>Carl</persName><note>{long}</note></person>'
        '<person xml:id="dora"><persName>Dora</persName></person></listPerson>'
        '<listEvent><event xml:id="war" from="1914" to="1918"><label>War</label>'
        "<desc>A war.</desc></event></listEvent>",
    )
    names = "".join(f'<rs ref="persons.xml#{id_}">x</rs> ' for id_ in ("anna", "bob", "carl", "war", "anna"))
    _tei(folder / "text.xml", f'<p>{names}<persName ref="https://example.org/anna">y</persName></p>')
    cards = _cards(_page(run, folder, tmp_path / "out", "text.html"))
    assert cards.pop("persons.html#carl").startswith("Carl Person word word")
    assert cards == {
        "persons.html#anna": "Anna Person, 1850 to 1 March 1920 A painter.",
        "persons.html#bob": "Bob Person, from 1900",
        "persons.html#war": "War Event, 1914 to 1918 A war.",
    }
    register = etree.parse(tmp_path / "out" / "persons.html").getroot()
    assert _cards(register) == {}, "a register explains itself"


def test_what_a_card_says_is_short(sample_site: Path) -> None:
    page = etree.parse(sample_site / "reception.html").getroot()
    assert max(map(len, _cards(page).values())) < 260


@pytest.mark.parametrize("page", ["reception", "telegram", "introduction"])
def test_every_note_that_is_called_has_a_name_and_a_way_back(sample_site: Path, page: str) -> None:
    root = etree.parse(sample_site / f"{page}.html").getroot()
    calls = root.findall(f".//{HTML}a[@role='doc-noteref'][@class='call']")
    assert calls
    assert root.find(f".//{HTML}section[@role='doc-endnotes'][@aria-labelledby='-notes-title']") is not None
    for call in calls:
        note = root.find(f".//{HTML}li[@id='{str(call.get('href'))[1:]}']")
        assert note is not None
        assert call.get("aria-label") == f"Note {call.text}"
        back = note.find(f".//{HTML}a[@role='doc-backlink']")
        assert back is not None
        assert back.get("href") == f"#{call.get('id')}"
        assert back.get("aria-label") == f"Back to the text, note {call.text}"


def test_a_page_break_leads_to_the_picture_of_its_surface(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "tei"
    folder.mkdir()
    (folder / "leaves.xml").write_bytes((ROOT / "tests" / "cases" / "reading" / "facsimile.xml").read_bytes())
    for name in ("one.png", "two.png"):
        Image.new("RGB", (20, 30)).save(folder / name)
    root = _page(run, folder, tmp_path / "out", "leaves.html")
    breaks = root.findall(f".//{HTML}span[@role='doc-pagebreak']/{HTML}a[@class='page-image']")
    assert [each.get("href") for each in breaks] == ["images/one.png", "images/two.png"]
    scripts = [str(each.get("src")) for each in root.iterfind(f".//{HTML}script")]
    assert "assets/facsimile.js" in scripts


def test_scripts_stand_only_where_they_are_needed_and_are_small(sample_site: Path) -> None:
    def scripts(name: str) -> list[str]:
        root = etree.parse(sample_site / f"{name}.html").getroot()
        return [str(each.get("src")) for each in root.iterfind(f".//{HTML}script")]

    assert "assets/facsimile.js" not in scripts("reception")
    assert "assets/compare.js" not in scripts("index")
    sizes = {path.name: path.stat().st_size for path in (sample_site / "assets").glob("*.js")}
    assert sizes["site.js"] + sizes["compare.js"] < 12_000
    assert sizes["facsimile.js"] < 7_500
