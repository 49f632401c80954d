"""Registers: how an entry reads, in which words it is mentioned and with whom, and what is made where there is none."""

import json
import re
from pathlib import Path

import pytest
from conftest import Result, Run
from lxml import etree

from edition.config import Limits
from edition.examine import Terms, examine
from edition.model import Source
from edition.site import alphabet
from edition.source.contexts import unpacked

HTML = "{http://www.w3.org/1999/xhtml}"
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>"
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)
TEI = "<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:id='{id}'>" + HEADER + "{content}</TEI>"


def write(folder: Path, id_: str, content: str, title: str = "A letter") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{id_}.xml"
    path.write_text(TEI.format(id=id_, title=title, content=content), "utf-8")
    return path


def contexts_of(tmp_path: Path, body: str) -> list[tuple[str, str, str]]:
    path = write(tmp_path, "a", f"<text><body>{body}</body></text>")
    document = examine(Source(path, "a.xml"), Terms(Limits(), "en", 200_000)).document
    assert document is not None
    return [(each.before, each.words, each.after) for each in unpacked(document.contexts)]


def page(site: Path, name: str) -> etree._Element:
    return etree.parse(site / name, etree.XMLParser(load_dtd=False)).getroot()


def words(element: etree._Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>He saw <persName ref='#x'>Anna</persName> go.</p>", ("He saw ", "Anna", " go.")),
        ("<p>He<note>aside</note> saw <rs ref='#x'>An<lb break='no'/>na</rs></p>", ("He saw ", "Anna", "")),
        ("<p><choice><sic>teh</sic><corr>the</corr></choice> <rs ref='#x'>man</rs></p>", ("the ", "man", "")),
        (
            "<p>one<lb/>two <persName ref='#x'><forename>A</forename><surname>B</surname></persName></p>",
            ("one two ", "A B", ""),
        ),
        ("<p>a <del>b</del>c <rs ref='#x'>d</rs></p>", ("a c ", "d", "")),
        ("<sp who='#x'><speaker>X.</speaker><p>Good morning.</p></sp>", ("", "", "Good morning.")),
        ("<p>He saw <persName>Anna</persName>.</p>", ("He saw ", "Anna", ".")),
    ],
)
def test_the_words_around_a_mention(tmp_path: Path, body: str, expected: tuple[str, str, str]) -> None:
    assert contexts_of(tmp_path, body) == [expected]


def test_long_surroundings_are_cut_between_words(tmp_path: Path) -> None:
    [(before, name, after)] = contexts_of(tmp_path, f"<p>{'before ' * 40}<rs ref='#x'>X</rs>{' after' * 40}</p>")
    assert name == "X"
    assert re.fullmatch(r"… (before )+", before)
    assert re.fullmatch(r"( after)+ …", after)
    assert len(before) < 80 > len(after)


def test_an_entry_says_each_name_once_and_loses_none(sample_site: Path) -> None:
    entry = page(sample_site, "persons.html").find(f".//{HTML}article[@id='bagirov']")
    assert entry is not None
    forms = entry.find(f"{HTML}div[@class='forms']")
    assert forms is not None
    shown = [words(span) for span in forms.iterfind(f"{HTML}span[@class='persName']")]
    repeated = [words(span) for span in forms.iterfind(f"{HTML}span[@class='persName again']")]
    assert shown == ["Bagirov", "Cde. M. D. Bagirov", "M.D. Bagirov", "Mir Bagirov"]
    assert repeated == ["Bagirov"]


def test_few_mentions_stand_with_their_words_in_the_register(sample_site: Path) -> None:
    entry = page(sample_site, "persons.html").find(f".//{HTML}article[@id='rothstein']")
    assert entry is not None
    mentions = entry.find(f"{HTML}div[@class='mentions']")
    assert mentions is not None
    assert mentions.get("data-generated") is not None
    assert (
        "Rothstein" in {words(mark) for mark in mentions.iter(f"{HTML}mark")}
        or mentions.find(f".//{HTML}p[@class='all']") is not None
    )


def test_mentions_in_headers_take_no_passage_its_words(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "tei",
        "r",
        "<standOff><listPerson><person xml:id='x'><persName>Anna</persName></person></listPerson></standOff>",
        "P",
    )
    name = "<persName ref='r.xml#x'>Anna</persName>"
    for id_ in "abc":
        path = write(tmp_path / "tei", id_, f"<text><body><p>He saw {name} go.</p></body></text>", f"Letter {id_}")
        action = f"<correspAction type='received'>{name}</correspAction>"
        sent = f"<profileDesc><correspDesc>{action}</correspDesc></profileDesc>"
        path.write_text(path.read_text("utf-8").replace("</teiHeader>", f"{sent}</teiHeader>"), "utf-8")
    run("build", tmp_path / "tei", "-o", tmp_path / "site", "--quiet")
    items = [
        words(li) for li in page(tmp_path / "site", "r.html").iterfind(f".//{HTML}div[@class='mentions']//{HTML}li")
    ]
    assert items == [f"Letter {id_}descriptionparagraph 1 He saw Anna go." for id_ in "abc"]


def test_many_mentions_have_a_page_of_their_own(sample_site: Path) -> None:
    register = page(sample_site, "persons.html")
    links = {a.get("href") for a in register.iter(f"{HTML}a")}
    assert "mentions~persons~qavam.html" in links
    qavam = page(sample_site, "mentions~persons~qavam.html")
    main = qavam.find(f".//{HTML}main")
    assert main is not None
    assert [child.get("data-generated") for child in main] == [""]
    source = etree.parse(sample_site / "reception.xml")
    turns = [sp for sp in source.iter("{http://www.tei-c.org/ns/1.0}sp") if sp.get("who") == "pers:qavam"]
    spoken = [p for p in main.iter(f"{HTML}p") if p.find(f"{HTML}i[@class='speaks']") is not None]
    assert len(spoken) == len(turns)
    assert f"{len(turns)} turns as speaker" in words(main)


def test_passages_lead_to_where_they_stand(sample_site: Path) -> None:
    pages: dict[str, set[str | None]] = {}
    for path in sample_site.glob("mentions~*.html"):
        for a in page(sample_site, path.name).iter(f"{HTML}a"):
            name, _, id_ = (a.get("href") or "").partition("#")
            if name.endswith(".html"):
                if name not in pages:
                    pages[name] = {each.get("id") for each in page(sample_site, name).iter()}
                assert not id_ or id_ in pages[name], (path.name, a.get("href"))


def test_who_is_named_with_whom_is_counted_both_ways(sample_site: Path) -> None:
    def companions(name: str) -> dict[str, str]:
        section = page(sample_site, f"mentions~persons~{name}.html").find(f".//{HTML}section[@class='companions']")
        assert section is not None
        return {words(li.find(f"{HTML}a")): words(li.find(f"{HTML}span")) for li in section.iter(f"{HTML}li")}

    assert companions("qavam")["Stalin, Joseph (I. V.)"] == companions("stalin")["Qavam, Ahmad (Qavam os-Saltaneh)"]


def test_text_and_commentary_are_counted_apart(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "tei",
        "r",
        "<standOff><listPerson><person xml:id='x'><persName>Anna</persName></person></listPerson></standOff>",
        "Persons",
    )
    ref = "<persName ref='r.xml#x'>Anna</persName>"
    write(tmp_path / "tei", "a", f"<text><body><p>One {ref}<note>Our {ref}</note></p><p>Two {ref}</p></body></text>")
    assert run("build", tmp_path / "tei", "-o", tmp_path / "site").status == 0
    entry = page(tmp_path / "site", "r.html").find(f".//{HTML}article[@id='x']")
    assert entry is not None
    counts = words(entry.find(f".//{HTML}p[@class='counts']"))
    assert counts == "1 document, 3 passages, 1 in notes and introductions"


def test_entries_of_documents_are_gathered_into_a_register(run: Run, tmp_path: Path) -> None:
    for number, name in enumerate(
        ("<forename>Ada</forename><surname>Byron</surname>", "<surname>Byron</surname><forename>Ada</forename>")
    ):
        person = f"<listPerson><person xml:id='p7'><persName>{name}</persName></person></listPerson>"
        text = f"<text><body><p>Dear <persName ref='#p7'>Ada</persName></p></body><back>{person}</back></text>"
        write(tmp_path / "tei", f"l{number}", text)
    assert run("build", tmp_path / "tei", "-o", tmp_path / "site").status == 0
    made = page(tmp_path / "site", "names~person.html")
    assert [words(h2) for h2 in made.iter(f"{HTML}h2")] == ["Byron, Ada"]
    assert {a.get("href") for a in made.iter(f"{HTML}a")} >= {"l0.html", "l1.html"}


def test_identifiers_are_links_under_the_name_of_their_file(run: Run, tmp_path: Path) -> None:
    idnos = "<idno type='gnd'>118509756</idno><idno type='URI'>https://www.wikidata.org/wiki/Q7259</idno>"
    person = f"<person xml:id='x' sameAs='https://viaf.org/viaf/27063124'><persName>Anna</persName>{idnos}</person>"
    write(tmp_path / "tei", "r", f"<standOff><listPerson>{person}</listPerson></standOff>", "Persons")
    assert run("build", tmp_path / "tei", "-o", tmp_path / "site").status == 0
    entry = page(tmp_path / "site", "r.html").find(f".//{HTML}article[@id='x']")
    assert entry is not None
    found = {a.get("href") for a in entry.iter(f"{HTML}a") if a.get("rel") == "external"}
    assert found == {
        "https://d-nb.info/gnd/118509756",
        "https://www.wikidata.org/wiki/Q7259",
        "https://viaf.org/viaf/27063124",
    }
    assert "GND 118509756" in words(entry)


def test_a_register_of_many_pages_has_an_index_that_knows_all_names(run: Run, tmp_path: Path) -> None:
    persons = "".join(
        f"<person xml:id='p{n}'><persName>Name {n:03}</persName><persName xml:lang='ru'>Имя {n:03}</persName>"
        f"<note><p>{'word ' * 150}</p></note></person>"
        for n in range(60)
    )
    write(tmp_path / "tei", "r", f"<standOff><listPerson>{persons}</listPerson></standOff>", "Persons")
    (tmp_path / "tei" / "edition.toml").write_text("[site]\npage-size = 20\n", "utf-8")
    assert run("build", tmp_path / "tei", "-o", tmp_path / "site").status == 0
    index = page(tmp_path / "site", "names~r~all.html")
    lists = list(index.iterfind(f".//{HTML}main//{HTML}*[@role='list']"))
    lines = [words(li) for each in lists for li in each.iterfind(f"{HTML}li")]
    assert lines[0] == "Name 000"
    assert lines[60] == "Имя 000 see Name 000"
    documents = json.loads((tmp_path / "site" / "edition.json").read_text("utf-8"))["documents"]
    assert len(documents[0]["pages"]) > 1


@pytest.mark.parametrize(
    "ordered",
    [
        ["Авель", "Ёлка", "Ель", "Жук", "Иван", "Йод", "Яков"],
        ["آذربایجان", "پهلوی", "چین", "ژاپن", "قوام", "کابل", "گیلان", "وزیر", "یزد"],
        ["Brief 2", "Brief 10", "Brief 10a", "Brief 100", "نامهٔ ۲", "نامهٔ ۱۰"],
        ["Adam", "Ähre", "ʿAli", "Bach", "Dela", "Łódź", "Öl", "Zoë", "Αθήνα", "Баку", "باکو"],
    ],
    ids=["Russian", "Persian", "numbers", "scripts"],
)
def test_names_are_sorted_by_their_alphabet(ordered: list[str]) -> None:
    mixed = ordered[::-1]
    mixed.sort(key=alphabet.key)
    assert mixed == ordered


@pytest.mark.parametrize(
    ("name", "letter"), [("Ёлка", "Е"), ("ʿAli", "A"), ("آذر", "ا"), ("1946", "#"), ("«Öl»", "O"), ("", "")]
)
def test_a_name_stands_under_a_letter(name: str, letter: str) -> None:
    assert alphabet.initial(name) == letter


def test_the_audit_finds_nothing_lost_in_registers(run: Run, sample_site: Path) -> None:
    found: Result = run("audit", "tei", "--site", sample_site)
    assert found.status == 0, found.err
