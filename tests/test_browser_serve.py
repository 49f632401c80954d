"""`edition serve` as an editor sees it: a page follows its source, and says what is wrong with it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import violations
from playwright.sync_api import Browser, Page, expect
from serving import Live, live
from test_serve import make

PATIENT = 30_000  # milliseconds


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Live, Path]]:
    base = tmp_path_factory.mktemp("serve")
    project = make(base / "project", 'title = "Two letters"\n[site]\nlanguages = ["en", "de"]\n')
    letter = (project / "first.xml").read_text("utf-8")
    more = "".join(f'<p xml:id="more-{number}">Paragraph {number} of many.</p>' for number in range(80))
    (project / "first.xml").write_text(letter.replace("</div>", f"{more}\n</div>"), "utf-8")
    with live(project, base / "scratch", "--editor", "vscode://file/{path}:{line}") as server:
        yield server, project


@pytest.fixture
def letter(served: tuple[Live, Path]) -> Iterator[tuple[Live, Path]]:
    """The server, and a letter that is as it was again when the test is over."""
    server, project = served
    before = (project / "first.xml").read_text("utf-8")
    yield server, project / "first.xml"
    (project / "first.xml").write_text(before, "utf-8")


def shown(browser: Browser, address: str) -> tuple[Page, list[str]]:
    """Open a page that listens; return it with the list of what it complains about."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.set_default_timeout(PATIENT)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    page.wait_for_selector("#-live", state="attached")
    return page, said


def save(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_save_is_seen_in_place(browser: Browser, letter: tuple[Live, Path]) -> None:
    server, file = letter
    page, said = shown(browser, f"{server.address}first.html")
    page.evaluate("window.same = true; document.getElementById('more-60').scrollIntoView({ behavior: 'instant' })")
    before = page.evaluate("document.getElementById('more-60').getBoundingClientRect().top")
    save(file, "A second paragraph", "<hi>A changed</hi> paragraph")
    save(file, '<p xml:id="more-0">', '<p xml:id="new">Brand new, and long enough for a line.</p><p xml:id="more-0">')
    save(file, "Paragraph 79 of many.", "The last of all.")
    expect(page.locator("#first-p2")).to_contain_text("A changed paragraph", timeout=PATIENT)
    expect(page.locator("#new")).to_have_count(1, timeout=PATIENT)
    expect(page.locator("#more-79")).to_contain_text("The last of all.", timeout=PATIENT)
    assert page.locator("#more-0").count() == 1
    assert page.evaluate("window.same"), "the page was not loaded again"
    after = page.evaluate("document.getElementById('more-60').getBoundingClientRect().top")
    assert abs(after - before) < 3
    page.wait_for_timeout(1500)  # the whole build
    assert page.evaluate("window.same")
    fresh, _ = shown(browser, f"{server.address}first.html")
    text = "document.querySelector('main').textContent.replaceAll('¶', '')"
    assert page.evaluate(text) == fresh.evaluate(text)
    assert said == []
    fresh.context.close()
    page.context.close()


def test_what_is_wrong_is_said_over_the_last_good_page(browser: Browser, letter: tuple[Live, Path]) -> None:
    server, file = letter
    good = file.read_text("utf-8")
    page, said = shown(browser, f"{server.address}first.html")
    page.evaluate("window.same = true")
    file.write_text(good.replace("A second paragraph", "A broken <hi> paragraph"), "utf-8")
    box = page.locator("section.box")
    line = good[: good.index("A second paragraph")].count("\n") + 1
    expect(box).to_contain_text("XML001", timeout=PATIENT)
    expect(box).to_contain_text("first.xml:")
    assert any(f"first.xml:{number}:" in box.inner_text() for number in (line, line + 1))
    expect(page.locator("#first-p2")).to_contain_text("A second paragraph")
    assert "XML001" in server.said()
    page.wait_for_timeout(1500)  # the whole build
    assert "A second paragraph" in server.text("/first.html")
    assert said == []
    assert violations(page) == []
    said.clear()  # the checker itself has styled the page
    file.write_text(good.replace("A second paragraph", "A mended paragraph"), "utf-8")
    expect(page.locator("#first-p2")).to_contain_text("A mended paragraph", timeout=PATIENT)
    expect(box).to_be_hidden(timeout=PATIENT)
    assert page.evaluate("window.same")
    assert said == []
    page.context.close()


def test_a_passage_leads_to_its_source(browser: Browser, letter: tuple[Live, Path]) -> None:
    server, file = letter
    page, _ = shown(browser, f"{server.address}first.html")
    wishes: list[str] = []
    page.on("response", lambda answer: wishes.append(answer.text()) if answer.url.endswith("/open") else None)
    line = next(n for n, text in enumerate(file.read_text("utf-8").splitlines(), 1) if "first-p2" in text)
    with page.expect_response("**/-edition/open"):
        page.locator("#first-p2").click(modifiers=["Alt"])
    with page.expect_response("**/-edition/open"):
        page.locator("#first-p2").hover()
        page.locator("button.pencil").click()
    with page.expect_response("**/-edition/open"):
        page.keyboard.press("F2")
    expect(page.locator("p.words")).to_contain_text(f"first.xml:{line}")
    assert len(wishes) == 3
    assert all(f'"vscode://file{file.absolute()}:{line}"' in wish for wish in wishes)
    page.context.close()


def test_a_new_document_is_shown_where_it_was_missing(browser: Browser, served: tuple[Live, Path]) -> None:
    server, project = served
    page, _ = shown(browser, f"{server.address}third.html")
    expect(page.locator("main")).not_to_contain_text("Third letter")
    second = (project / "second.xml").read_text("utf-8")
    third = second.replace("Second letter", "Third letter").replace('xml:id="second"', 'xml:id="third"')
    (project / "third.xml").write_text(third, "utf-8")
    expect(page.locator("h1")).to_contain_text("Third letter", timeout=PATIENT)
    (project / "third.xml").unlink()
    server.wait("/index.html", "Third letter", there=False)
    page.context.close()


def test_every_language_follows_and_the_search_works(browser: Browser, letter: tuple[Live, Path]) -> None:
    server, file = letter
    page, said = shown(browser, f"{server.address}de/first.html")
    save(file, "A second paragraph", "An unheard-of paragraph")
    expect(page.locator("#first-p2")).to_contain_text("An unheard-of paragraph", timeout=PATIENT)
    save(file, "<p>Dear ", "<p><q>Dear ")
    expect(page.locator("section.box")).to_contain_text("XML001", timeout=PATIENT)
    server.wait("/search.html", "search")
    page.goto(f"{server.address}search.html?q=answer")
    expect(page.locator("main")).to_contain_text("see the answer", timeout=PATIENT)
    assert said == []
    page.context.close()


LAYER = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:e="urn:tei-edition:xslt" xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml">
  <xsl:import href="edition:/html/site.xsl"/>
  <xsl:template match="tei:p" mode="e:content"><div data-generated="">Ours</div><xsl:next-match/></xsl:template>
</xsl:stylesheet>"""


@pytest.mark.slow
def test_the_design_of_a_project_is_followed(browser: Browser, tmp_path: Path) -> None:
    project = make(tmp_path / "project", 'title = "T"\n[site]\ncss = "my.css"\nxslt = "our.xsl"\n')
    styles, layer = project / "my.css", project / "our.xsl"
    styles.write_text("body { color: rgb(1, 2, 3) }", "utf-8")
    layer.write_text(LAYER, "utf-8")
    with live(project, tmp_path / "scratch") as server:
        page, said = shown(browser, f"{server.address}first.html")
        page.evaluate("window.same = true")
        styles.write_text("body { color: rgb(4, 5, 6) }", "utf-8")
        expect(page.locator("body")).to_have_css("color", "rgb(4, 5, 6)", timeout=PATIENT)
        layer.write_text(LAYER.replace("Ours", "Yours"), "utf-8")
        expect(page.get_by_text("Yours").first).to_be_visible(timeout=PATIENT)
        layer.write_text(LAYER.replace("<xsl:next-match/>", '<xsl:value-of select="$nothing"/>'), "utf-8")
        expect(page.locator("section.box")).to_contain_text("our.xsl:4", timeout=PATIENT)
        expect(page.get_by_text("Yours").first).to_be_visible()
        layer.write_text(LAYER.replace("Ours", "Theirs"), "utf-8")
        expect(page.get_by_text("Theirs").first).to_be_visible(timeout=PATIENT)
        expect(page.locator("section.box")).to_be_hidden(timeout=PATIENT)
        assert (said, page.evaluate("window.same")) == ([], True)
        page.context.close()


@pytest.mark.slow
def test_a_page_finds_its_server_again(browser: Browser, tmp_path: Path) -> None:
    project = make(tmp_path / "project")
    with live(project, tmp_path / "scratch") as server:
        page, _ = shown(browser, f"{server.address}first.html")
        port = server.port
    shutil.copy(project / "first.xml", tmp_path)
    save(project / "first.xml", "A second paragraph", "A paragraph of the night")
    with live(project, tmp_path / "again", "--port", str(port)):
        expect(page.locator("#first-p2")).to_contain_text("A paragraph of the night", timeout=PATIENT)
    page.context.close()
