"""What was cited stays citable: old addresses lead on, losses are told; the edition says who it is."""

import json
import re
from pathlib import Path

import pytest
from conftest import Run
from lxml import etree, html

FORMER = '<idno type="former">{}</idno>'


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own for each test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def edit(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def configure(project: Path, text: str) -> None:
    (project / "edition.toml").write_text(f'title = "Two letters"\nlanguage = "en"\n{text}\n', "utf-8")


def page(out: Path, name: str) -> html.HtmlElement:
    return html.fromstring((out / name).read_bytes())


def lost(run: Run, project: Path, out: Path, *more: str) -> list[tuple[str, str]]:
    """Build, and return what is said of lost addresses: each address, and what is proposed for it."""
    said = json.loads(run("build", project, "-o", out, "--format", "json", *more).out or "[]")
    found = [each for each in said if each["code"] == "REF015"]
    assert {each["severity"] for each in found} <= {"error" if "--strict" in more else "warning"}
    return [
        (
            (re.search("“([^”]*)”", each["message"]) or [""] * 2)[1],
            (re.search(r'= "(.*)"', each["help"]) or [""] * 2)[1],
        )
        for each in found
    ]


def rename_the_first(project: Path) -> None:
    edit(project / "first.xml", ('xml:id="first"', 'xml:id="letter-1"'), ("first-p2", "letter-1-p2"))


def test_a_renamed_document_leads_on_from_its_old_address(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    rename_the_first(project)
    edit(project / "first.xml", ("<p>Made for a test.</p>", f"<p>Made for a test.</p>{FORMER.format('first')}"))
    configure(project, 'url = "https://example.org/e"')
    assert run("build", project, "-o", out).status == 0
    old = page(out, "first.html")
    assert [link.get("href") for link in old.iterfind(".//article//a")] == ["letter-1.html"]
    assert old.findtext(".//article//a") == "First letter"
    (refresh,) = old.iterfind(".//head/noscript/meta")
    assert (refresh.get("http-equiv"), refresh.get("content")) == ("refresh", "0; url=letter-1.html")
    (canonical,) = old.xpath("//link[@rel='canonical']/@href")
    assert canonical == "https://example.org/e/letter-1.html"
    assert json.loads((out / "edition.json").read_text("utf-8"))["former"]["first.html"] == "letter-1.html"
    assert run("audit", project, "--site", out).status == 0


def test_an_element_keeps_its_old_ids_as_anchors(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    rename_the_first(project)
    edit(project / "persons.xml", ('xml:id="anna"', 'xml:id="anne"'), ("<note>", f"{FORMER.format('anna')}<note>"))
    for file in project.glob("*.xml"):
        file.write_text(file.read_text("utf-8").replace("#anna", "#anne"), "utf-8")
    configure(project, '[moved]\n"first.html" = "letter-1.html"\n"first.html#first-p2" = "letter-1.html#letter-1-p2"')
    assert run("build", project, "-o", out).status == 0
    (anchor,) = page(out, "letter-1.html").xpath("//*[@id='letter-1-p2']/span[@id='first-p2']")
    assert (anchor.text, len(anchor)) == (None, 0)
    assert page(out, "persons.html").xpath("//article[@id='anne']/span[@id='anna']")
    # The page leads on with the passage that was asked for, and so needs to say nothing of it.
    assert not page(out, "first.html").xpath("//*[@id='first-p2']")
    assert run("audit", project, "--site", out).status == 0


def test_blocks_without_an_id_keep_the_address_that_the_old_id_of_their_document_gave_them(
    run: Run, project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    edit(project / "first.xml", (' xml:id="first-letter"', ""))
    assert run("build", project, "-o", out).status == 0
    (old,) = page(out, "first.html").xpath("//p[contains(., 'Dear')]/@id")
    assert re.fullmatch(r"first-[0-9a-f]{8}", old)
    edit(project / "first.xml", ('xml:id="first"', 'xml:id="letter-1"'))
    edit(project / "first.xml", ("<p>Made for a test.</p>", f"<p>Made for a test.</p>{FORMER.format('first')}"))
    assert lost(run, project, out) == []
    (paragraph,) = page(out, "letter-1.html").xpath("//p[contains(., 'Dear')]")
    assert paragraph.get("id") == old.replace("first", "letter-1", 1)
    assert paragraph.xpath("span/@id") == [old]


def test_what_is_removed_says_so(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    configure(
        project, '[removed]\n"draft.html" = "A draft of 1900, withdrawn in version 2."\n"first.html#first-p9" = ""'
    )
    assert run("build", project, "-o", out).status == 0
    gone = page(out, "draft.html")
    assert "A draft of 1900, withdrawn in version 2." in gone.text_content()
    assert gone.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not gone.xpath("//noscript | //script[contains(@src, 'former')]")
    (passage,) = page(out, "first.html").xpath("//main//*[@id='first-p9']")
    assert "no longer part of the edition" in passage.text_content()
    assert run("audit", project, "--site", out).status == 0
    assert lost(run, project, out) == []


def test_passages_of_a_page_may_go_to_different_places(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    moved = {
        "both.html": "first.html",
        "both.html#b": "second.html#answer",
        "second.html#p": "first.html#first-p2",
        "loose.html#x": "persons.html#anna",
    }
    configure(project, "[moved]\n" + "\n".join(f'"{old}" = "{new}"' for old, new in moved.items()))
    assert run("build", project, "-o", out).status == 0
    both = page(out, "both.html")
    assert both.xpath("//*[@id='b']/a/@href") == ["second.html#answer"]
    assert not both.xpath("//noscript"), "without a script nobody knows which passage was asked for"
    assert page(out, "second.html").xpath("//main//*[@id='p']/a/@href") == ["first.html#first-p2"]
    (link,) = page(out, "loose.html").xpath("//*[@id='x']/a")
    assert (link.get("href"), link.text) == ("persons.html#anna", "Anna")


def test_an_address_may_move_more_than_once(run: Run, project: Path, tmp_path: Path) -> None:
    configure(project, '[moved]\n"a.html" = "b.html"\n"b.html" = "first.html"\n"c.html#x" = "b.html#first-p2"')
    assert run("build", project, "-o", tmp_path / "out").status == 0
    assert page(tmp_path / "out", "a.html").xpath("//article//a/@href") == ["first.html"]
    assert page(tmp_path / "out", "c.html").xpath("//article//li/a/@href") == ["first.html#first-p2"]


@pytest.mark.parametrize(
    ("table", "code", "line"),
    [
        ('[moved]\n"first.html" = "second.html"', "REF012", 4),
        ('[moved]\n"old.html" = "third.html"', "REF013", 4),
        ('[moved]\n"old.html" = "first.html#nowhere"', "REF013", 4),
        ('[moved]\n"a.html" = "b.html"\n"b.html" = "a.html"', "REF014", 4),
        ('[moved]\n"index.html" = "first.html"', "REF012", 4),
        ('[moved]\n"FIRST.html" = "second.html"', "REF012", 4),
    ],
)
def test_what_does_not_hold_is_a_finding_at_its_line(run: Run, project: Path, table: str, code: str, line: int) -> None:
    configure(project, table)
    found = json.loads(run("validate", project, "--format", "json").out)
    assert {(each["code"], Path(each["file"]).name) for each in found} == {(code, "edition.toml")}
    assert found[0]["line"] == line


def test_two_documents_cannot_have_had_one_address(run: Run, project: Path) -> None:
    for name in ("first", "second"):
        edit(project / f"{name}.xml", ("<p>Made for a test.</p>", f"<p>Made for a test.</p>{FORMER.format('letter')}"))
    (found,) = json.loads(run("validate", project, "--format", "json").out)
    assert (found["code"], found["line"]) == ("REF014", 6)
    assert "“letter.html” is said to be at “first.html” and “second.html” now" in found["message"]


def test_an_old_shelfmark_is_no_address(run: Run, project: Path, tmp_path: Path) -> None:
    described = f"<msDesc><msIdentifier>{FORMER.format('second')}</msIdentifier></msDesc>"
    edit(project / "first.xml", ("<p>Invented.</p>", described))
    assert run("build", project, "-o", tmp_path / "out", "--strict").status == 0
    assert json.loads((tmp_path / "out" / "edition.json").read_text("utf-8"))["former"] == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[moved]\n"https://example.org/a.html" = "first.html"', "`moved`: “https://example.org/a.html” is no address"),
        ('[moved]\n"../a.html" = "first.html"', "“../a.html” is no address"),
        ('[moved]\n"a.html" = "javascript:alert(1).html"', "is no address"),
        ('[moved]\n"a.html" = ""', "“” is no address"),
        ('[moved]\n"a.html#" = "first.html"', "is no address"),
        ('[moved]\n"a.html#-main" = "first.html"', "is no address"),
        ('[moved]\n"a" = "first.html"', "write it as “page.html” or “page.html#id”"),
        ('[moved]\n"a.html" = 1', "`moved` must be a table of strings"),
        ('[moved]\n"a.html" = "first.html"\n[removed]\n"a.html" = ""', "stands in `moved` and in `removed`"),
        ('[imprint]\ncontact = "javascript:alert(1)"', "`imprint.contact`"),
        ('[imprint]\ncontact = " Java\\tScript:alert(1)"', "`imprint.contact`"),
        ('[imprint]\nreport = "javascript:alert(1)"', "`imprint.report`"),
        ('[imprint]\nreport = "data:text/html,{title}"', "`imprint.report`"),
        ('[imprint]\nreport = "https://example.org/new?t={name}"', "there is no {name}; known are {title} and {url}"),
    ],
)
def test_what_is_no_address_is_refused(run: Run, project: Path, text: str, said: str) -> None:
    configure(project, text)
    result = run("validate", project)
    assert result.status == 2
    assert said in result.err


def test_addresses_that_would_be_lost_are_told_once_with_what_to_do(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert lost(run, project, out) == []
    rename_the_first(project)
    edit(project / "second.xml", ('xml:id="answer"', 'xml:id="answer-1"'))
    edit(project / "first.xml", ("second.xml#answer", "second.xml#answer-1"))
    expected = [("first.html", "letter-1.html"), ("second.html#answer", "second.html#answer-1")]
    before = (out / "edition.json").read_bytes()
    assert lost(run, project, out, "--strict") == expected
    assert (out / "edition.json").read_bytes() == before, "nothing is exchanged"
    assert lost(run, project, out) == expected
    assert lost(run, project, out) == []


def test_somebody_else_is_not_proposed(run: Run, project: Path, tmp_path: Path) -> None:
    def call(old: str, new: str) -> None:
        edit(project / "persons.xml", (f'xml:id="{old}"', f'xml:id="{new}"'))
        for name in ("first.xml", "second.xml"):
            edit(project / name, (f"persons.xml#{old}", f"persons.xml#{new}"))

    out = tmp_path / "out"
    call("anna", "lincoln")
    assert run("build", project, "-o", out).status == 0
    call("lincoln", "lie")
    found = json.loads(run("build", project, "-o", out, "--strict", "--format", "json").out)
    (advice,) = [each["help"] for each in found if each["code"] == "REF015" and "#lincoln" in each["message"]]
    assert "#lie" not in advice


def test_what_is_proposed_is_enough(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out).status == 0
    rename_the_first(project)
    moves = lost(run, project, out, "--strict")
    configure(project, "[moved]\n" + "\n".join(f'"{old}" = "{new}"' for old, new in moves))
    more = lost(run, project, out, "--strict")
    assert more == [("first.html#first-p2", "letter-1.html#letter-1-p2")]
    configure(project, "[moved]\n" + "\n".join(f'"{old}" = "{new}"' for old, new in (*moves, *more)))
    assert lost(run, project, out, "--strict") == []
    assert page(out, "letter-1.html").xpath("//span[@id='first-p2']")


def test_a_manifest_alone_is_enough_to_miss_pages(run: Run, project: Path, tmp_path: Path) -> None:
    """As in CI, where the site that is replaced was built elsewhere."""
    out, ci = tmp_path / "out", tmp_path / "ci"
    assert run("build", project, "-o", out).status == 0
    ci.mkdir()
    (ci / "edition.json").write_bytes((out / "edition.json").read_bytes())
    (project / "second.xml").unlink()
    edit(project / "first.xml", ('<ref target="second.xml#answer">the answer</ref>', "the answer"))
    assert [address for address, _ in lost(run, project, ci)] == ["second.html"]


def test_an_old_address_that_is_forgotten_is_missed_too(run: Run, project: Path, tmp_path: Path) -> None:
    configure(project, '[moved]\n"old.html" = "first.html"')
    assert run("build", project, "-o", tmp_path / "out").status == 0
    configure(project, "")
    assert [address for address, _ in lost(run, project, tmp_path / "out")] == ["old.html"]


def test_a_changed_paragraph_without_an_id_is_only_counted(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out).status == 0
    edit(project / "first.xml", ("Dear", "Dearest"))
    (found,) = json.loads(run("build", project, "-o", out, "--format", "json").out)
    assert found["message"] == (
        "1 address that is made of the words of a passage would be lost in “First letter” (first.xml)"
    )


def test_documents_that_are_broken_for_now_are_not_lost(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out).status == 0
    edit(project / "second.xml", ("</text>", ""))
    result = run("build", project, "-o", out, "--keep-going", "--format", "json")
    assert "REF015" not in {each["code"] for each in json.loads(result.out)}


def test_another_edition_in_the_same_folder_is_one_warning(run: Run, project: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    assert run("build", project, "-o", out).status == 0
    other.mkdir()
    text = (project / "second.xml").read_text("utf-8").replace('xml:id="second"', 'xml:id="minutes"')
    (other / "minutes.xml").write_text(text.replace("persons.xml#anna", "#answer"), "utf-8")
    (other / "edition.toml").write_text("", "utf-8")
    found = json.loads(run("build", other, "-o", out, "--format", "json", "--ignore", "REF006").out)
    assert [each["message"].partition(" holds ")[2] for each in found] == [
        "a site of other documents: all 3 addresses of pages would be lost"
    ]


def test_the_same_bytes_whatever_was_there_before(run: Run, project: Path, tmp_path: Path) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    assert run("build", project, "-o", out).status == 0
    rename_the_first(project)
    configure(project, '[moved]\n"first.html" = "letter-1.html"\n"first.html#first-p2" = "letter-1.html#letter-1-p2"')
    assert run("build", project, "-o", out).status == 0
    assert run("build", project, "-o", fresh).status == 0
    names = {path.relative_to(out) for path in out.rglob("*") if path.is_file()}
    assert names == {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()}
    assert [name for name in sorted(names) if (out / name).read_bytes() != (fresh / name).read_bytes()] == []


def test_the_imprint_says_who_answers(run: Run, project: Path, tmp_path: Path) -> None:
    configure(
        project,
        'publisher = "A press"\neditors = ["A", "B"]\nlicence = "CC BY 4.0"\nversion = "2.0"\nurl = "https://example.org/"\n'
        '[imprint]\ncontact = "a@example.org"\ntext = "First.\\n\\nSecond."\naccessibility = "Tested by <us>."',
    )
    assert run("build", project, "-o", tmp_path / "out").status == 0
    imprint = page(tmp_path / "out", "imprint.html")
    facts = {div.findtext("dt"): div.find("dd").text_content() for div in imprint.xpath("//dl[@class='facts']/div")}
    assert facts == {
        "Publisher": "A press",
        "Editors": "A, B",
        "Version": "2.0",
        "Licence": "CC BY 4.0",
        "Address": "https://example.org/",
        "Contact": "a@example.org",
    }
    assert [p.text for p in imprint.xpath("//article/p")] == ["First.", "Second."]
    assert "Tested by <us>." in imprint.get_element_by_id("-accessibility").text_content()
    (report,) = page(tmp_path / "out", "first.html").xpath("//footer//a[.='Report an error']/@href")
    assert report == "mailto:a@example.org?subject=First%20letter%20(https%3A%2F%2Fexample.org%2Ffirst.html)"


def test_without_a_statement_no_conformance_is_claimed(run: Run, project: Path, tmp_path: Path) -> None:
    assert run("build", project, "-o", tmp_path / "out").status == 0
    imprint = page(tmp_path / "out", "imprint.html")
    assert "no conformance is claimed" in imprint.get_element_by_id("-accessibility").text_content()
    assert not imprint.xpath("//a[starts-with(@href, 'mailto:')]")
    assert not imprint.xpath("//a[.='Report an error']")


def test_errors_may_be_reported_to_an_address_of_the_web(run: Run, project: Path, tmp_path: Path) -> None:
    configure(project, '[imprint]\nreport = "https://example.org/new?title={title}&url={url}"')
    edit(project / "first.xml", ("<title>First letter</title>", "<title>A &amp; B: “{url}” #1</title>"))
    assert run("build", project, "-o", tmp_path / "out").status == 0
    (report,) = page(tmp_path / "out", "first.html").xpath("//footer//a[.='Report an error']/@href")
    assert report == (
        "https://example.org/new?title=A%20%26%20B%3A%20%E2%80%9C%7Burl%7D%E2%80%9D%20%231&url=first.html"
    )


def criteria(out: Path) -> dict[str, str]:
    return {
        item.findtext("div/p"): item.find("span").get("data-status")
        for item in page(out, "assessment.html").xpath("//ul[@class='criteria']/li")
    }


def test_the_self_assessment_knows_what_is_there_and_what_is_missing(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out).status == 0
    bare = criteria(out)
    assert bare["There is somebody to write to"] == "missing"
    assert bare["The principles of transcription and editing are stated"] == "missing"
    assert bare["Registers lead to the passages"] == "met"
    assert bare["The edition is accessible to readers with disabilities"] == "unknown"
    tasks = [code.text for code in page(out, "assessment.html").xpath("//ul[@class='tasks']//code")]
    assert {"edition.toml: imprint.contact", "edition.toml: url", "teiHeader/encodingDesc/editorialDecl"} <= set(tasks)
    configure(project, 'url = "https://example.org/"\n[imprint]\ncontact = "a@example.org"')
    declared = "<encodingDesc><editorialDecl><p>As it is.</p></editorialDecl></encodingDesc><profileDesc>"
    edit(project / "first.xml", ("<profileDesc>", declared))
    assert run("build", project, "-o", out).status == 0
    known = criteria(out)
    assert known["There is somebody to write to"] == "met"
    assert known["The principles of transcription and editing are stated"] == "met"


def test_the_evidence_of_the_sample_is_there(sample_site: Path) -> None:
    assessment = page(sample_site, "assessment.html")
    links = assessment.xpath("//main//a/@href")
    assert len(links) > 20
    for link in links:
        name, _, fragment = link.partition("#")
        assert (sample_site / name).is_file(), link
        if fragment:
            assert page(sample_site, name).xpath("//*[@id=$id]", id=fragment), link


def test_every_page_leads_to_imprint_making_and_assessment(sample_site: Path) -> None:
    for path in sample_site.glob("*.html"):
        links = page(sample_site, path.name).xpath("//footer//a/@href")
        assert {"imprint.html", "making.html", "assessment.html"} <= set(links), path.name


def test_how_the_edition_is_made_tells_its_figures(sample_site: Path) -> None:
    making = page(sample_site, "making.html")
    facts = {div.findtext("dt"): div.findtext("dd") for div in making.xpath("//dl[@class='facts']/div")}
    manifest = json.loads(sample_site.joinpath("edition.json").read_text("utf-8"))
    sources = [etree.parse(sample_site / document["formats"]["tei"]) for document in manifest["documents"]]
    assert facts["Documents"] == str(len(sources))
    assert facts["Characters missing"] == facts["Characters in excess"] == "0"
    assert facts["Schemas"] == "edition.rnc, edition.sch"
