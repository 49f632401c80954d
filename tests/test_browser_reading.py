"""Reading a text as a person would: switches, cards, notes in place, texts side by side, page images."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import violations
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from support import ROOT

from edition.cli import main

CASES = ROOT / "tests" / "cases"
PHONE = {"viewport": {"width": 380, "height": 780}, "has_touch": True}

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of texts with witnesses, a translation, page images, and all that editors do to words."""
    folder = tmp_path_factory.mktemp("reading")
    tei = folder / "tei"
    tei.mkdir()
    for name in ("html/textcrit/parallel.xml", "html/reading/translation.xml", "reading/facsimile.xml"):
        (tei / Path(name).name).write_bytes((CASES / name).read_bytes())
    frame = (CASES / "html" / "reading" / "translation.xml").read_text("utf-8").partition("<text>")[0]
    dates = (CASES / "html" / "reading" / "dates.xml").read_text("utf-8").replace("<p>", '<p xml:id="p1">')
    (tei / "dates.xml").write_text(f"{frame}<text><body>{dates}</body></text></TEI>", "utf-8")
    for name, size in (("one.png", (400, 600)), ("two.png", (200, 300))):
        Image.new("RGB", size, "#f5ecd8").save(tei / name)
    with pytest.raises(SystemExit):
        main(["build", str(tei), "-o", str(folder / "site"), "--quiet"])
    return folder / "site"


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open a page of a site, with options of Playwright; its context lasts as long as the test."""
    contexts = []

    def go(address: str, **options: object) -> Page:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(f"file://{address}")
        return page

    yield go
    for context in contexts:
        context.close()


def switches(page: Page) -> Locator:
    """Open the panel of switches."""
    page.locator(".view-open").click()
    return page.locator(".view")


def query(page: Page) -> str:
    return str(page.evaluate("location.search")).removeprefix("?")


@pytest.mark.parametrize("javascript", [True, False])
def test_each_pair_of_forms_has_a_switch_of_its_own(texts: Path, visit: Open, javascript: bool) -> None:
    page = visit(f"{texts}/dates.html", java_script_enabled=javascript)
    text, panel = page.locator("#p1"), switches(page)
    assert "Cde. compleat teh" in text.inner_text()
    panel.get_by_label("abbreviations expanded").check()
    assert "Comrade compleat teh" in text.inner_text()
    assert "B." in text.inner_text()
    panel.get_by_label("spelling regularised").check()
    panel.get_by_label("corrected").check()
    assert "Comrade complete the" in text.inner_text()
    assert "twice" not in text.inner_text()
    panel.get_by_label("deletions and additions").uncheck()
    assert "old" not in text.inner_text()
    assert "new" in text.inner_text()


def test_a_page_offers_only_what_it_has_a_use_for(sample_site: Path, texts: Path, visit: Open) -> None:
    words = "[...document.querySelectorAll('.view input')].map(each => each.value)"
    assert visit(f"{sample_site}/reception.html").evaluate(words) == ["corrected", "no-notes", "no-names"]
    assert visit(f"{texts}/translation.html").evaluate(words) == ["no-parallel"]
    assert visit(f"{texts}/leaves.html").evaluate(words) == ["no-pages", "no-notes", "no-images"]
    assert visit(f"{sample_site}/persons.html").evaluate(words) == []


def test_what_is_chosen_stands_in_the_address_and_is_remembered(sample_site: Path, visit: Open) -> None:
    page = visit(f"{sample_site}/reception.html?from=here&x=1#rec-t03")
    panel = switches(page)
    panel.get_by_label("corrected").check()
    panel.get_by_label("notes").uncheck()
    assert query(page) == "from=here&x=1&view=corrected,no-notes"
    assert page.evaluate("location.hash") == "#rec-t03"
    expect(page.locator(".call").first).to_be_hidden()
    page.goto(f"file://{sample_site}/telegram.html")
    assert query(page) == "view=corrected,no-notes"
    expect(page.locator(".call").first).to_be_hidden()
    page.goto(f"file://{sample_site}/introduction.html")
    expect(page.locator(".call").first).to_be_hidden()
    switches(page).get_by_label("notes").check()
    page.goto(f"file://{sample_site}/telegram.html")
    assert query(page) == "view=corrected", "a page that lacks a switch does not forget it"


def test_the_address_wins_over_memory(sample_site: Path, visit: Open) -> None:
    page = visit(f"{sample_site}/reception.html")
    switches(page).get_by_label("notes").uncheck()
    page.goto(f"file://{sample_site}/telegram.html?view=no-names")
    expect(page.locator(".call").first).to_be_visible()
    assert not page.locator("#-show-names").is_checked()
    page.goto(f"file://{sample_site}/telegram.html?view=default")
    expect(page.locator(".call").first).to_be_visible()
    page.goto(f"file://{sample_site}/telegram.html")
    expect(page.locator(".call").first).to_be_hidden()


def test_a_strange_address_harms_nothing(sample_site: Path, visit: Open) -> None:
    page = visit(f"{sample_site}/reception.html?view=%E0%A4%A,,nonsense&a=%zz")
    assert page.evaluate("document.querySelector('.view').elements.length") > 0
    switches(page).get_by_label("corrected").check()
    assert query(page) == "a=%zz&view=corrected"


def test_the_panel_is_used_and_left_by_keyboard(sample_site: Path, visit: Open) -> None:
    page = visit(f"{sample_site}/reception.html")
    page.locator(".view-open").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert query(page) == "view=corrected"
    page.keyboard.press("Escape")
    expect(page.locator(".view")).to_be_hidden()
    assert page.evaluate("document.activeElement.className") == "view-open"


def test_the_text_begins_on_the_first_screen_of_a_phone(sample_site: Path, visit: Open) -> None:
    page = visit(f"{sample_site}/telegram.html", **PHONE)
    box = page.locator(".text").bounding_box()
    assert box
    assert box["y"] < 700
    expect(page.locator(".facts")).to_be_hidden()
    page.locator(".in-brief summary").click()
    expect(page.locator(".facts")).to_be_visible()
    expect(visit(f"{sample_site}/telegram.html").locator(".facts")).to_be_visible()


def test_a_name_explains_itself_by_pointer_and_keyboard(sample_site: Path, visit: Open) -> None:
    page = visit(f"{sample_site}/reception.html")
    name, card = page.locator("#rec-p1 a").first, page.locator(".card")
    name.hover()
    expect(card).to_contain_text("Molotov, V. M. Person Named in the record")
    card.hover()
    page.wait_for_timeout(300)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.locator("#rec-p1 .permalink").focus()
    page.keyboard.press("Shift+Tab")
    expect(card).to_contain_text("Zudin")
    described = page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
    )
    assert "Zudin" in described
    page.emulate_media(media="print")
    expect(card).to_be_hidden()
    page.emulate_media(media="screen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/persons.html#zudin")


def test_a_tap_opens_a_card_and_a_second_tap_follows_the_link(sample_site: Path, visit: Open) -> None:
    page = visit(f"{sample_site}/reception.html", **PHONE)
    name = page.locator("#rec-p1 a").first
    name.tap()
    expect(page.locator(".card")).to_contain_text("Molotov")
    assert page.locator(".card a").get_attribute("href", timeout=1000).endswith("persons.html#molotov")  # type: ignore[union-attr]
    name.tap()
    page.wait_for_url("**/persons.html#molotov")


def test_a_date_says_its_value_and_both_calendars(texts: Path, visit: Open) -> None:
    page = visit(f"{texts}/dates.html")
    card = page.locator(".card")
    page.locator(".date").first.focus()
    page.keyboard.press("Tab")
    expect(card).to_have_text("21 February 1946 (Gregorian calendar); 2 Esfand 1324 (Persian solar calendar)")
    page.keyboard.press("Shift+Tab")
    expect(card).to_have_text("8 November 1917 (Gregorian calendar); 26 October 1917 (Julian calendar)")
    page.locator(".abbr").hover()
    expect(card).to_have_text("Expanded: Comrade")
    page.keyboard.press("Escape")
    assert page.locator(".abbr").get_attribute("title") == "Expanded: Comrade"


def test_what_is_folded_away_opens_where_its_address_is_asked_for(sample_site: Path, visit: Open) -> None:
    page = visit(sample_site / "telegram.html")
    about = page.locator("#-about")
    expect(about).not_to_have_attribute("open", "")
    page.locator(".jumps a[href='#-about']").click()
    expect(about).to_have_attribute("open", "")


def test_without_javascript_links_and_titles_are_there(sample_site: Path, visit: Open) -> None:
    page = visit(f"{sample_site}/reception.html", java_script_enabled=False)
    assert page.locator(".card, .permalink, .sheet").count() == 0
    assert page.locator("#rec-p1 a").first.get_attribute("href") == "persons.html#molotov"
    assert page.locator(".dateline .date").get_attribute("title") == "21 February 1946, 21:00"


def test_a_note_opens_where_it_is_called_unless_it_stands_in_the_margin(sample_site: Path, visit: Open) -> None:
    page = visit(f"{sample_site}/telegram.html", reduced_motion="reduce", **PHONE)
    call, sheet = page.locator(".call").nth(1), page.locator(".sheet")
    call.scroll_into_view_if_needed()
    call.tap()
    expect(sheet).to_contain_text("The telegram gives neither the date nor the terms")
    assert page.evaluate("document.activeElement.className") == "sheet"
    assert page.evaluate("document.querySelectorAll('[id=\"tel-n2\"]').length") <= 1
    box = "document.querySelector('{}').getBoundingClientRect().{}"
    assert page.evaluate(f"{box.format('#-call-tel-n2', 'bottom')} <= {box.format('.sheet', 'top')}")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "2"
    assert "#" not in page.url
    wide = visit(f"{sample_site}/telegram.html", viewport={"width": 1400, "height": 900})
    wide.locator(".call").first.click()
    assert "#" in wide.url


def test_a_paragraph_shows_its_address(sample_site: Path, visit: Open) -> None:
    page = visit(f"{sample_site}/telegram.html")
    paragraph = page.locator(".text p[id]").nth(2)
    link = paragraph.locator(".permalink")
    assert link.evaluate("each => getComputedStyle(each).opacity") == "0"
    paragraph.hover()
    assert link.evaluate("each => getComputedStyle(each).opacity") == "1"
    link.click()
    assert page.url.endswith(f"#{paragraph.get_attribute('id')}")
    assert page.evaluate("document.querySelectorAll('.notes .permalink, .about .permalink').length") == 0


def test_two_witnesses_stand_side_by_side(texts: Path, visit: Open) -> None:
    page = visit(f"{texts}/parallel.html")
    panel = switches(page)
    panel.get_by_label("C", exact=True).check()
    panel.get_by_label("Compare with").select_option(label="B")
    assert query(page) == "view=wit-C,beside-B".replace("wit-", "")
    first, second = (page.locator(f".beside:not(.heads) > p:nth-child({n})").first for n in (1, 2))
    assert "Arma virum" in first.inner_text()
    assert second.inner_text() == "Arma uirumque cano, Troie qui olim primus a horis."
    boxes = [each.bounding_box() for each in (first, second)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[1]["x"] > boxes[0]["x"] + boxes[0]["width"] - 1
    assert abs(boxes[0]["y"] - boxes[1]["y"]) < 5
    again = visit(f"{texts}/parallel.html?{query(page)}")
    assert "a horis" in again.locator(".beside:not(.heads) > p:nth-child(2)").first.inner_text()
    switches(again).get_by_label("Compare with").select_option("")
    assert again.locator(".beside").count() == 0
    assert query(again) == "view=C"


def test_corrections_are_compared_with_the_transcript(sample_site: Path, visit: Open) -> None:
    page = visit(f"{sample_site}/reception.html?view=beside-edited")
    pair = page.locator("#rec-t01 .beside > p")
    assert "Stalinasks" in pair.nth(0).inner_text()
    assert "Stalin asks" in pair.nth(1).inner_text()
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"
                         " === document.querySelectorAll('[id]').length")  # fmt: skip


@pytest.mark.parametrize("javascript", [True, False])
def test_a_translation_stands_beside_its_original(texts: Path, visit: Open, javascript: bool) -> None:
    page = visit(f"{texts}/translation.html", java_script_enabled=javascript)

    def at(id_: str) -> tuple[int, int]:
        box = page.locator(f"#{id_}").bounding_box()
        assert box
        return round(box["x"]), round(box["y"])

    for one, other in (("ru1", "en1"), ("ru3", "en3"), ("de1", "fa1"), ("de2", "fa2")):
        assert at(one)[1] == pytest.approx(at(other)[1], abs=12)
        assert at(one)[0] != at(other)[0]
    switches(page).get_by_label("side by side").uncheck()
    assert at("ru3")[1] < at("en1")[1]
    assert at("ru1")[0] == at("en1")[0]


def test_a_page_image_stands_beside_the_text_with_its_zones(texts: Path, visit: Open) -> None:
    page = visit(f"{texts}/leaves.html")
    image, zones = page.locator(".viewer img"), page.locator(".viewer-zone")
    expect(image).to_have_attribute("src", "images/one.png")
    expect(zones).to_have_count(2)
    page.locator("#a").hover()
    expect(zones.first).to_have_class("viewer-zone lit")
    box, whole = zones.first.bounding_box(), image.bounding_box()
    assert box
    assert whole
    assert (box["y"] - whole["y"]) / whole["height"] == pytest.approx(0.1, abs=0.01)
    assert box["width"] / whole["width"] == pytest.approx(0.8, abs=0.01)
    zones.nth(1).hover()
    expect(page.locator("#b")).to_have_class("p addressed lit")
    page.locator("#c").hover()
    expect(image).to_have_attribute("src", "images/two.png")
    expect(zones).to_have_count(1)
    switches(page).get_by_label("page images").uncheck()
    expect(image).to_be_hidden()


def test_a_page_image_is_made_larger_by_buttons_and_keys(texts: Path, visit: Open) -> None:
    page = visit(f"{texts}/leaves.html")
    image = page.locator(".viewer img")
    expect(page.locator(".viewer-zone")).to_have_count(2)

    def width() -> float:
        box = image.bounding_box()
        assert box
        return box["width"]

    start = width()
    page.get_by_role("button", name="Larger").click()
    assert width() == pytest.approx(start * 1.4, rel=0.01)
    page.locator(".viewer-frame").focus()
    page.keyboard.press("+")
    assert width() > start * 1.9
    page.keyboard.press("0")
    assert width() == pytest.approx(start, rel=0.01)


def test_on_a_phone_and_without_javascript_a_page_image_is_a_link(texts: Path, visit: Open) -> None:
    for options in (PHONE, {"java_script_enabled": False}):
        page = visit(f"{texts}/leaves.html", **options)
        assert not page.locator(".viewer").is_visible()
        page.locator(".pb a").nth(1).click()
        page.wait_for_url("**/images/two.png")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_all_of_it_is_accessible(texts: Path, sample_site: Path, visit: Open, scheme: str) -> None:
    def check(page: Page) -> None:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    for name in ("leaves", "translation", "parallel", "parallel.html?view=beside-B", "dates"):
        page = visit(f"{texts}/{name if '.' in name else f'{name}.html'}", color_scheme=scheme, bypass_csp=True)
        switches(page)
        page.locator(".text p").last.dispatch_event("pointerover")
        check(page)
    page = visit(f"{sample_site}/telegram.html", color_scheme=scheme, bypass_csp=True, **PHONE)
    switches(page)
    check(page)
    page.keyboard.press("Escape")
    page.locator(".call").first.tap()
    expect(page.locator(".sheet")).to_be_visible()
    check(page)


def test_nothing_is_said_on_the_console_and_no_other_host_is_asked(texts: Path, visit: Open) -> None:
    page = visit("/dev/null")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
    for name in ("leaves", "translation", "parallel", "dates", "index"):
        page.goto(f"file://{texts}/{name}.html?view=beside-B")
        page.mouse.move(300, 400)
    assert said == []
