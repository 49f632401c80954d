"""The finished site of the sample: every letter, every link, every title, and what a reader needs."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

HTML = "{http://www.w3.org/1999/xhtml}"


def _pages(site: Path) -> dict[str, etree._Element]:
    return {path.name: etree.parse(path).getroot() for path in sorted(site.glob("*.html"))}


@pytest.fixture(scope="module")
def pages(sample_site: Path) -> dict[str, etree._Element]:
    return _pages(sample_site)


def _letters(text: str) -> str:
    """Keep letters, marks, digits, punctuation and symbols, after NFC: what contract.md compares."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] in "LMNPS")


def _own_text(element: etree._Element) -> Iterator[str]:
    """Yield the text of an element without what the edition added."""
    if element.get("data-generated") is None:
        yield element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                yield from _own_text(child)
            yield child.tail or ""


def _documents(site: Path) -> list[dict[str, object]]:
    documents: list[dict[str, object]] = json.loads((site / "edition.json").read_text("utf-8"))["documents"]
    return documents


def test_no_letter_is_lost_and_none_stands_twice(sample_site: Path, pages: dict[str, etree._Element]) -> None:
    for document in _documents(sample_site):
        source = etree.parse(sample_site / f"{document['id']}.xml")
        main = pages[f"{document['id']}.html"].find(f".//{HTML}main")
        assert main is not None
        shown = _letters("".join(_own_text(main)))
        nodes = [_letters(str(text)) for text in source.xpath("//text()")]
        assert Counter("".join(nodes)) == Counter(shown), document["id"]
        assert [node for node in nodes if node not in shown] == []


def test_every_page_has_one_title_one_heading_and_a_language(pages: dict[str, etree._Element]) -> None:
    titles = set()
    for name, page in pages.items():
        title = page.findtext(f"{HTML}head/{HTML}title")
        assert title, name
        titles.add(title)
        assert len(page.findall(f".//{HTML}h1")) == 1, name
        assert page.get("lang"), name
    assert len(titles) == len(pages), "two pages have the same title"


def test_no_page_asks_another_host(sample_site: Path, pages: dict[str, etree._Element]) -> None:
    for name, page in pages.items():
        for element in page.iter(f"{HTML}link", f"{HTML}script", f"{HTML}img", f"{HTML}iframe"):
            address = element.get("href") or element.get("src") or ""
            if element.get("rel") not in ("license", "canonical"):
                assert not urlsplit(address).scheme, (name, address)
        policy = page.find(f".//{HTML}meta[@http-equiv='Content-Security-Policy']")
        assert policy is not None
        assert "default-src 'none'" in policy.get("content", "")
        assert not [e for e in page.iter() if e.get("style") or any(a.startswith("on") for a in e.keys())]  # noqa: SIM118
    for style in sample_site.glob("assets/*.css"):
        assert "http" not in style.read_text("utf-8"), style.name


def test_notes_can_be_reached_and_left_by_links(pages: dict[str, etree._Element]) -> None:
    page = pages["reception.html"]
    notes = page.findall(f".//{HTML}section[@class='notes']//{HTML}li")
    assert len(notes) >= 8
    for note in notes:
        call = page.find(f".//{HTML}a[@href='#{note.get('id')}'][@role='doc-noteref']")
        assert call is not None
        back = note.find(f".//{HTML}a[@role='doc-backlink']")
        assert back is not None
        assert back.get("href") == f"#{call.get('id')}"
        assert call.get("aria-label")
        assert back.get("aria-label")


def test_speakers_at_a_glance_agree_with_the_source(sample_site: Path, pages: dict[str, etree._Element]) -> None:
    source = etree.parse(sample_site / "reception.xml")
    turns = Counter(sp.get("who") for sp in source.iter("{http://www.tei-c.org/ns/1.0}sp"))
    rows = pages["reception.html"].findall(f".//{HTML}section[@class='cast']/{HTML}table/{HTML}tbody/{HTML}tr")
    shown = {row[1][0].text: int(row[2].text or "") for row in rows if row.get("data-speaker")}
    assert shown == {"Stalin": turns["pers:stalin"], "Qavam": turns["pers:qavam"]}


def test_both_readings_stand_on_the_page(pages: dict[str, etree._Element]) -> None:
    page = pages["reception.html"]
    assert page.find(f".//{HTML}input[@id='-as-corrected']") is not None
    readings = Counter(e.get("data-reading") for e in page.iter() if e.get("data-reading"))
    assert readings["transcribed"] >= readings["corrected"] >= 13


def test_registers_lead_back_to_the_paragraph(pages: dict[str, etree._Element]) -> None:
    entry = pages["persons.html"].find(f".//{HTML}article[@id='rothstein']")
    assert entry is not None
    links = {a.get("href"): a.text for a in entry.iterfind(f".//{HTML}div[@class='mentions']//{HTML}a")}
    assert links["reception.html#rec-t21"] == "turn 21"


def test_contents_are_sorted_by_date(pages: dict[str, etree._Element], sample_site: Path) -> None:
    titles = f".//{HTML}ol[@class='documents']//{HTML}p[@class='title']/{HTML}a"
    listed = [a.get("href") for a in pages["index.html"].iterfind(titles)]
    dates = {d["id"]: d["date"]["from"] for d in _documents(sample_site) if isinstance(d["date"], dict)}  # type: ignore[index]
    assert listed == [f"{i}.html" for i in sorted((i for i in dates if f"{i}.html" in listed), key=lambda i: dates[i])]
    assert len(listed) == 6
