"""The conversation view used as a person would: mouse, keyboard, phone, with and without the script."""

from pathlib import Path

import pytest
from browsing import opened, violations
from playwright.sync_api import Browser, Page

from edition.cli import main

_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A play</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>"
    "<sourceDesc><p>None.</p></sourceDesc></fileDesc><profileDesc><particDesc><listPerson>{persons}</listPerson>"
    "</particDesc></profileDesc></teiHeader>"
)
SPEAKERS = "ada bob cyd dan eve fay gus hal ian joy".split()


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A play of ten speakers and three acts on several pages, as a site."""
    folder = tmp_path_factory.mktemp("play")
    line = '<sp who="#{0}"><speaker>{0}.</speaker><l>Words of {0}, line one,</l><l>and a second line</l></sp>'
    act = "".join(line.format(who) for who in SPEAKERS) * 12
    body = "".join(f'<div type="act"><head>Act {number}</head>{act}</div>' for number in (1, 2, 3))
    persons = "".join(f'<person xml:id="{who}"><persName>{who.title()}</persName></person>' for who in SPEAKERS)
    header = _HEADER.format(persons=persons)
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="play">{header}<text><body>{body}</body></text></TEI>'
    (folder / "edition.toml").write_text('title = "A play"\nlanguage = "en"\n[site]\npage-size = 40\n', "utf-8")
    (folder / "play.xml").write_text(text, "utf-8")
    with pytest.raises(SystemExit) as exit_:
        main(["build", str(folder), "-o", str(folder / "site"), "--quiet"])
    assert exit_.value.code == 0
    return folder / "site"


def _open(browser: Browser, address: str, width: int = 1280, **options: object) -> Page:
    return opened(browser, address, width, reduced_motion="reduce", **options)


def _height(page: Page, turn: str) -> float:
    box = page.locator(f"[id='{turn}'] .speech").bounding_box()
    assert box
    return box["height"]


def _further(play: Path) -> Path:
    """A page of the play behind the first with turns on it."""
    return next(path for path in sorted(play.glob("play~*.html")) if "data-cite" in path.read_text("utf-8"))


def _asks(page: Page, name: str) -> str:
    return str(page.evaluate("name => new URLSearchParams(location.search).get(name) || ''", name))


@pytest.mark.parametrize("width", [380, pytest.param(1280, marks=pytest.mark.slow)])
def test_one_speaker_is_read_in_full_and_the_address_keeps_it(browser: Browser, sample_site: Path, width: int) -> None:
    page = _open(browser, f"{sample_site}/reception.html?view=dipl", width)
    page.evaluate("document.fonts.ready.then(() => true)")  # heights are those of the fonts that come
    long_turns = {who: _height(page, turn) for who, turn in (("Stalin", "rec-t19"), ("Qavam", "rec-t10"))}
    if width == 380:
        page.locator("#-talk > summary").click()
    page.get_by_label("In full").select_option("Stalin")
    assert _height(page, "rec-t19") == long_turns["Stalin"]
    assert _height(page, "rec-t10") < long_turns["Qavam"] / 4
    assert page.get_by_role("status").filter(has_text="turns").inner_text() == "47 of 91 turns in full"
    assert (_asks(page, "only"), _asks(page, "view")) == ("stalin", "dipl")
    page.reload()
    assert _height(page, "rec-t10") < long_turns["Qavam"] / 4
    assert not page.get_by_label("Show the turns of Qavam").is_checked()
    page.get_by_label("In full").select_option("")
    assert _height(page, "rec-t10") == long_turns["Qavam"]
    assert (_asks(page, "only"), _asks(page, "view")) == ("", "dipl")
    page.context.close()


def test_a_box_folds_with_the_script_as_without(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, f"{sample_site}/reception.html")
    before = _height(page, "rec-t19")
    page.get_by_label("Show the turns of Stalin").focus()
    page.keyboard.press("Space")
    assert _height(page, "rec-t19") < before / 4
    assert _asks(page, "off") == "stalin"
    page.goto(page.url.split("#")[0] + "#rec-t19")
    assert _height(page, "rec-t19") == before, "a turn that is linked to unfolds"
    page.context.close()


def test_a_pair_is_read_over_the_pages_of_a_play(browser: Browser, play: Path) -> None:
    page = _open(browser, str(_further(play)))
    page.get_by_label("In full").select_option("Ada")
    page.locator(".only select").nth(1).select_option("Joy")
    folded = page.locator("[data-cite]:not([data-folded])")
    assert {str(each.get_attribute("data-cite")).split(",")[0] for each in folded.all()} == {"Ada", "Joy"}
    page.locator("nav.turning a[rel=next]").click()
    assert _asks(page, "only") == "ada,joy"
    page.locator("[data-folded]").first.wait_for(state="attached")
    unfolded = page.locator("[data-cite]:not([data-folded])").all()
    assert {str(each.get_attribute("data-cite")).split(",")[0] for each in unfolded} == {"Ada", "Joy"}
    page.context.close()


def test_speakers_without_a_box_of_their_own_fold_together(browser: Browser, play: Path) -> None:
    page = _open(browser, str(_further(play)), java_script_enabled=False)
    hal, joy = (page.locator(f"[data-cite^='{name}'] .speech").first for name in ("Hal", "Joy"))
    heights = [each.bounding_box()["height"] for each in (hal, joy)]  # type: ignore[index]
    page.get_by_label("all others").uncheck()
    assert hal.bounding_box()["height"] == heights[0]  # type: ignore[index]
    assert joy.bounding_box()["height"] < heights[1]  # type: ignore[index]
    assert not page.get_by_label("In full").is_visible(), "what needs the script is not shown without it"
    page.context.close()


def test_the_next_turn_of_a_speaker_is_a_link(browser: Browser, sample_site: Path, play: Path) -> None:
    page = _open(browser, f"{sample_site}/reception.html", java_script_enabled=False)
    page.locator("#rec-t07").get_by_label("Next turn of Stalin").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#rec-t09")
    page.context.close()
    page = _open(browser, str(_further(play)))
    turns = page.locator("[data-cite^='Bob']").all()
    turns[1].get_by_label("Next turn of Bob").click()
    assert page.url.endswith(f"#{turns[2].get_attribute('id')}")
    page.context.close()


def test_the_course_leads_to_a_turn(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, f"{sample_site}/reception.html", java_script_enabled=False)
    page.locator("details.course > summary").click()
    page.locator("details.course tr", has_text="Second World War").get_by_role("link", name="24").click()
    assert page.url.endswith("#rec-t24")
    page.context.close()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.slow)])
def test_all_of_it_is_accessible_and_fits(
    browser: Browser, sample_site: Path, play: Path, width: int, scheme: str
) -> None:
    for address in (sample_site / "reception.html", play / "play.html", _further(play)):
        page = _open(browser, f"{address}?only=ada", width, color_scheme=scheme, bypass_csp=True)
        page.evaluate("document.querySelectorAll('.cast details').forEach((each) => { each.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert violations(page) == [], address
        page.context.close()


def test_print_shows_all_words(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, f"{sample_site}/reception.html?only=stalin")
    page.emulate_media(media="print")
    assert _height(page, "rec-t10") > 100
    assert not page.get_by_label("In full").is_visible()
    assert not page.locator("#rec-t07 .step").first.is_visible()
    page.context.close()


def test_nothing_is_said_on_the_console(browser: Browser, sample_site: Path, play: Path) -> None:
    said: list[str] = []
    for address in (f"{sample_site}/reception.html?only=stalin#rec-t10", f"{play}/play.html", str(_further(play))):
        page = browser.new_context().new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"file://{address}")
        page.context.close()
    assert said == []
