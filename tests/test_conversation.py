"""The conversation view against the TEI that it is made from: figures, numbers, addresses, also over cut pages."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Run
from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A talk</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>"
    "<sourceDesc><p>None.</p></sourceDesc></fileDesc><profileDesc><particDesc><listPerson>{persons}</listPerson>"
    "</particDesc></profileDesc></teiHeader>"
)
# As we count, without our code: what stands between blanks and has a letter or a digit, corrections and notes apart.
_WORD = re.compile(r"\S*\w\S*")


def _words(turn: etree._Element) -> int:
    apart = "note corr speaker stage".split()
    texts = (
        str(text)
        for text in turn.xpath(".//text()")
        if not any(etree.QName(each).localname in apart for each in _around(text, turn))
    )
    return len(_WORD.findall("".join(texts)))


def _around(text: object, turn: etree._Element) -> list[etree._Element]:
    parent = text.getparent()  # type: ignore[attr-defined]
    chain = [parent, *parent.iterancestors()] if text.is_text else list(parent.iterancestors())  # type: ignore[attr-defined]
    return chain[: chain.index(turn)]


def _build(run: Run, folder: Path, body: str, settings: str = "") -> list[etree._Element]:
    """Build one document, in whose header all speakers stand under their ids; return its pages in order."""
    ids = sorted(set(re.findall('who="#([^"]+)"', body))) or ["nobody"]
    header = _HEADER.format(
        persons="".join(f'<person xml:id="{id_}"><persName>{id_}</persName></person>' for id_ in ids)
    )
    project = folder / "project"
    project.mkdir()
    (project / "edition.toml").write_text(f'title = "Talks"\nlanguage = "en"\n{settings}', "utf-8")
    text = f'<TEI xmlns="{TEI[1:-1]}" xml:id="talk">{header}<text><body>{body}</body></text></TEI>'
    (project / "talk.xml").write_text(text, "utf-8")
    result = run("build", project, "-o", folder / "site")
    assert result.status == 0, result.err
    names = ["talk.html", *sorted(path.name for path in (folder / "site").glob("talk~*.html"))]
    return [etree.parse(folder / "site" / name).getroot() for name in names]


def _rows(page: etree._Element) -> dict[str, list[str]]:
    """Return the table of speakers: name to turns, words, share."""
    found = page.iterfind(f".//{HTML}section[@class='cast']//{HTML}tr[@data-speaker]")
    rows = [row for row in found if row.find(f".//{SVG}svg[@class='shares']") is not None]
    return {
        "".join(row.find(f"{HTML}th/*[@class='speaker']").itertext()): [  # type: ignore[union-attr]
            cell.text or "" for cell in row.findall(f"{HTML}td")[-3:]
        ]
        for row in rows
    }


def _turns(page: etree._Element) -> list[etree._Element]:
    return [each for each in page.iter() if each.get("data-cite")]


@pytest.fixture(scope="module")
def record(sample_site: Path) -> etree._Element:
    return etree.parse(sample_site / "reception.html").getroot()


@pytest.fixture(scope="module")
def source(sample_site: Path) -> list[etree._Element]:
    return list(etree.parse(sample_site / "reception.xml").getroot().iter(f"{TEI}sp"))


def test_the_figures_are_those_of_the_source(record: etree._Element, source: list[etree._Element]) -> None:
    turns = Counter(turn.get("who") for turn in source)
    words: Counter[str] = Counter()
    for turn in source:
        words[str(turn.get("who"))] += _words(turn)
    shown = {name: cells[:2] for name, cells in _rows(record).items()}
    assert shown == {
        name: [str(turns[who]), str(words[who])] for name, who in (("Stalin", "pers:stalin"), ("Qavam", "pers:qavam"))
    }


def test_shares_add_up_to_a_hundred(record: etree._Element) -> None:
    assert sum(int(cells[2].removesuffix("%")) for cells in _rows(record).values()) == 100


def test_a_turn_says_how_it_is_cited(record: etree._Element) -> None:
    turns = _turns(record)
    assert [turn.get("id") for turn in turns] == [f"rec-t{number:02}" for number in range(1, 92)]
    assert turns[6].get("data-cite") == "Stalin, turn 7"
    assert turns[6].find(f".//{HTML}h3/{HTML}a[@href='#rec-t07']") is not None


def test_a_turn_says_of_what_kind_it_is_and_to_whom_it_is_said(record: etree._Element) -> None:
    said = {turn.get("id"): " ".join(" ".join(turn.find(f".//{HTML}p[@class='turn-kind']").itertext()).split())  # type: ignore[union-attr]
            for turn in _turns(record)}  # fmt: skip
    assert said["rec-t07"] == "question to Qavam"
    assert said["rec-t08"] == "answers 7 to Stalin"
    assert said["rec-t11"] == "to Qavam direct speech"
    assert said["rec-t30"] == "question replies to 29 to Qavam"


def test_each_turn_leads_to_those_of_the_same_speaker(record: etree._Element, source: list[etree._Element]) -> None:
    turns = {f"#{turn.get('id')}": turn for turn in _turns(record)}
    own: dict[str, list[str]] = {}
    for turn in source:
        own.setdefault(str(turn.get("who")), []).append(f"#{turn.get('{http://www.w3.org/XML/1998/namespace}id')}")
    for chain in own.values():
        for before, after in pairwise(chain):
            assert [a.get("href") for a in turns[before].iterfind(f".//{HTML}a[@class='step']")][-1] == after
            assert next(a.get("href") for a in turns[after].iterfind(f".//{HTML}a[@class='step']")) == before


def test_questions_and_who_follows_whom_are_counted(record: etree._Element, source: list[etree._Element]) -> None:
    figures, follows = record.findall(f".//{HTML}details[@class='figures']/{HTML}table")
    asked = Counter(turn.get("who") for turn in source if "turn-question" in turn.get("ana", ""))
    rows = figures.findall(f".//{HTML}tbody/{HTML}tr")
    assert [row[-1].text for row in rows] == [str(asked["pers:stalin"]), str(asked["pers:qavam"])]
    times = [int(row[-1].text or 0) for row in follows.findall(f".//{HTML}tbody/{HTML}tr")]
    assert sum(times) == len(source) - 1


def test_the_course_leads_to_the_turns_that_name_a_date_or_an_event(record: etree._Element) -> None:
    rows = record.findall(f".//{HTML}details[@class='course']//{HTML}tbody/{HTML}tr")
    course = {"".join(row[0].itertext()): [a.get("href") for a in row[1]] for row in rows}
    assert course["Second World War"] == ["#rec-t10", "#rec-t24"]
    assert course["Soviet-Iranian Treaty"][0] == "#rec-t19"
    assert "Stalin" not in course, "speakers are no topics"
    assert "Qavam" not in course


def test_a_document_of_several_pages_has_the_figures_of_the_whole(run: Run, tmp_path: Path) -> None:
    speech = '<sp who="#{who}"><speaker>{who}.</speaker><stage>aside</stage><l>one two</l><l>three – four</l></sp>'
    act = "".join(speech.format(who=who) for who in ("ada", "bob", "ada") * 40)
    body = "".join(f'<div type="act"><head>Act {number}</head>{act}</div>' for number in (1, 2, 3))
    pages = _build(run, tmp_path, body, "[site]\npage-size = 15\n")
    assert len(pages) > 3
    assert _rows(pages[0]) == {
        "ada": ["240", "960", "67%"],
        "bob": ["120", "480", "33%"],
    }
    by_number = {}
    for page in pages:
        for turn in _turns(page):
            by_number[int(str(turn.get("data-cite")).rsplit(" ", 1)[1])] = turn
    assert sorted(by_number) == list(range(1, 361))
    assert by_number[121].get("data-cite") == "ada, turn 121"
    boxes = [page.findall(f".//{HTML}input[@type='checkbox'][@id='-show-1']") for page in pages]
    assert all(len(found) == bool(_turns(page)) for found, page in zip(boxes, pages, strict=True))


def test_a_step_leads_to_another_page(run: Run, tmp_path: Path) -> None:
    act = '<sp who="#ada"><speaker>Ada.</speaker><p>{words}</p></sp>'.format(words="word " * 300)
    pages = _build(run, tmp_path, f"<div>{act * 12}</div><div>{act * 12}</div>", "[site]\npage-size = 15\n")
    steps = [a.get("href") for page in pages for a in page.iterfind(f".//{HTML}a[@class='step']")]
    assert steps
    ids = {each.get("id") for page in pages for each in page.iter() if each.get("id")}
    assert all(href and href.startswith("talk") and href.split("#")[1] in ids for href in steps)


def test_a_speaker_without_a_pointer_is_known_by_the_label(run: Run, tmp_path: Path) -> None:
    body = (
        "<sp><speaker>ADA.</speaker><p>one two three</p></sp><sp><speaker>Bob:</speaker><p>four</p></sp>"
        "<sp><speaker>Ada</speaker><p>five</p></sp>"
    )
    (page,) = _build(run, tmp_path, body)
    assert _rows(page) == {"ADA": ["2", "4", "80%"], "Bob": ["1", "1", "20%"]}


def test_what_is_said_in_a_narrative_is_a_turn(run: Run, tmp_path: Path) -> None:
    body = (
        '<p>Then <said who="#a" xml:id="s1">Come,</said> said Ann, <said who="#a" prev="#s1">the road is long.</said> '
        '<said who="#b">No: <said who="#a">never</said>!</said></p>'
    )
    (page,) = _build(run, tmp_path, body)
    assert [turn.get("data-cite") for turn in _turns(page)] == ["a, turn 1", "b, turn 2"]
    assert _rows(page) == {"a": ["1", "5", "71%"], "b": ["1", "2", "29%"]}
    ids = [turn.get("id") for turn in _turns(page)]
    assert ids[0] == "s1"
    assert re.fullmatch("talk-[0-9a-f]{8}", str(ids[1]))


def test_words_are_counted_where_lines_touch(run: Run, tmp_path: Path) -> None:
    body = '<sp who="#a"><l>one</l><l>two<!-- no word -->more</l></sp><u who="#b"><w>three</w><w>four</w><pause/></u>'
    (page,) = _build(run, tmp_path, body)
    assert {name: cells[1] for name, cells in _rows(page).items()} == {"a": "2", "b": "2"}


def test_a_crowd_has_a_table_to_unfold(run: Run, tmp_path: Path) -> None:
    body = "".join(f'<sp who="#p{number}"><p>word</p></sp>' for number in range(20)) * 80
    pages = _build(run, tmp_path, body, "[site]\npage-size = 100\n")
    assert len(_rows(pages[0])) == 20
    assert sum(int(cells[2].removesuffix("%")) for cells in _rows(pages[0]).values()) == 100
    further = pages[0].find(f".//{HTML}details[@class='further']")
    assert further is not None
    assert len(further.findall(f".//{HTML}tbody/{HTML}tr")) == 12
    assert pages[0].find(f".//{HTML}input[@id='-show-9']") is not None
    lanes = pages[0].findall(f".//{SVG}svg[@class='lane']/{SVG}path")
    assert max(str(lane.get("d")).count("M") for lane in lanes) <= 120


def test_one_speech_alone_is_no_talk(run: Run, tmp_path: Path) -> None:
    (page,) = _build(run, tmp_path, '<sp who="#a"><p>Alone.</p></sp><p>An end.</p>')
    assert page.find(f".//{HTML}section[@class='cast']") is None
    assert not page.findall(f".//{HTML}link[@href='assets/conversation.css']")


def test_pages_without_turns_carry_no_script(sample_site: Path) -> None:
    assert "conversation.js" not in (sample_site / "letter.html").read_text("utf-8")
    assert "conversation.js" in (sample_site / "reception.html").read_text("utf-8")


def test_each_text_of_a_corpus_has_its_own_speakers(run: Run, tmp_path: Path) -> None:
    def text(name: str, speakers: str) -> str:
        header = (
            f"<teiHeader><fileDesc><titleStmt><title>{name}</title></titleStmt><publicationStmt><p/></publicationStmt>"
            "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
        )
        turns = "".join(f"<sp><speaker>{speaker}</speaker><p>I am {speaker}.</p></sp>" for speaker in speakers.split())
        return f"<TEI>{header}<text><body>{turns}<p>{name}</p></body></text></TEI>"

    texts = text("First", "Anna Bert Anna") + text("Essay", "") + text("Second", "Carl Dora Dora")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "all.xml").write_text(f'<teiCorpus xmlns="{TEI[1:-1]}">{texts}</teiCorpus>', "utf-8")
    assert run("build", tmp_path / "in", "-o", tmp_path / "out", "-q", "--no-search").status == 0
    heard = []
    for name in ("all", "all~2", "all~3"):
        page = etree.parse(tmp_path / "out" / f"{name}.html")
        rows = page.iterfind(
            f".//{HTML}section[@class='cast']//{HTML}tbody/{HTML}tr/{HTML}th/{HTML}span[@class='speaker']"
        )
        heard.append([str(row.text) for row in rows])
        assert all(str(turn.get("data-speaker")) in "12" for turn in page.iter(f"{HTML}div") if turn.get("data-cite"))
    assert [names[:2] for names in heard] == [["Anna", "Bert"], [], ["Dora", "Carl"]]
