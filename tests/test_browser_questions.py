"""Questions that a reader brings to the sample, each answered from the first page by three clicks at most."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from browsing import serving
from playwright.sync_api import Browser, Locator, Page, expect

_MOST = 3


class Ask(NamedTuple):
    """Type words into the search of the header, and press Enter: as much trouble as a click."""

    words: str

    def do(self, page: Page) -> int:
        """Do it, and return how many clicks it took."""
        page.locator("header input[type=search]").fill(self.words)
        page.keyboard.press("Enter")
        expect(page.locator("#-hits .where a").first).to_be_visible(timeout=20_000)
        return 1


def _unfold(goal: Locator) -> int:
    """Open the menus and folds that something lies in, and return how many clicks it took."""
    goal.wait_for(state="attached")
    folds = goal.locator("xpath=ancestor::*[local-name() = 'details'][not(@open)]/*[local-name() = 'summary']").all()
    shut = [fold for fold in folds if fold.is_visible()]
    for fold in shut:
        fold.click()
    return len(shut)


class Click(NamedTuple):
    """Click what a selector finds first, after opening the menus that it lies in."""

    what: str

    def do(self, page: Page) -> int:
        """Do it, and return how many clicks it took."""
        goal = page.locator(self.what).first
        clicks = _unfold(goal)
        goal.click()
        return clicks + 1


class Question(NamedTuple):
    """What is asked, how a reader goes about it, and the words that answer it, in the element that holds them."""

    asked: str
    way: tuple[Ask | Click, ...]
    where: str
    answer: str


def _menu(name: str) -> Click:
    return Click(f"header nav a:text-is('{name}')")


QUESTIONS = (
    Question(
        "What did Stalin say about oil? Cite it.",
        (Ask("Stalin oil"), Click("#-hits a[href*='#rec-t24']"), Click("#rec-t24 a.number")),
        "#-cite",
        "Stalin, turn 24",
    ),
    Question("Which documents name Gilan?", (Ask("Gilan"),), "#-hits", "Reception of Prime Minister"),
    Question(
        "Which documents name Gilan, by the register?",
        (_menu("Places"), Click("a[href='mentions~places~gilan.html']")),
        "article",
        "the movement began in 1921 in Gilan",
    ),
    Question(
        "When did Qavam come to Moscow?",
        (_menu("Timeline"), Click(".course a:text-is('Visit of Qavam to Moscow')")),
        "#visit-1946",
        "February 1946",
    ),
    Question(
        "When did Qavam come to Moscow, asked in words?",
        (Ask("visit Qavam Moscow"), Click("#-hits a[href*='#visit-1946']")),
        "#visit-1946",
        "February 1946",
    ),
    Question(
        "Who took part in the reception besides the two?",
        (Click("main a[href='reception.html']"),),
        "main .cast",
        "V. M. Molotov",
    ),
    Question("Which documents lie in RGASPI, fond 558?", (_menu("Archives"),), "main li:has-text('558')", "Reception"),
    Question(
        "What happened in April 1946?",
        (_menu("Timeline"), Click("a[href='#-y1946']")),
        "section:has(> #-y1946)",
        "4 April 1946",
    ),
    Question(
        "Which passages are illegible or supplied?",
        (_menu("Ledger"), Click("a[href='telegram.html#tel-closer']")),
        "#tel-closer",
        "illegible",
    ),
    Question(
        "Where is Tabriz on the map, and who mentions it?",
        (_menu("Map"), Click("main table a:text-is('Tabriz')")),
        "#tabriz",
        "Telegram from the CC CP of Azerbaijan",
    ),
    Question(
        "Give me the TEI of the telegram.",
        (Click("main a[href='telegram.html']"),),
        "a[href='telegram.xml']",
        "TEI",
    ),
    Question(
        "Give me a BibTeX reference of the telegram.",
        (Click("main a[href='telegram.html']"), Click(".cite-opener")),
        "#-cite",
        "BibTeX",
    ),
    Question(
        "Where do the accounts of the beginning in Gilan contradict each other?",
        (Ask("Gilan 1920 record article"), Click("#-hits a[href*='#rec-n13']")),
        "#rec-n13",
        "as early as May 1920",
    ),
    Question(
        "What may I do with the text of the record?",
        (Click("main a[href='reception.html']"), Click("main a[href='#-about']")),
        "#-about",
        "Creative Commons",
    ),
)


@pytest.fixture(scope="module")
def address(sample_site: Path) -> Iterator[str]:
    """The address of the sample on a server of this machine."""
    with serving(sample_site) as address:
        yield address


@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.slow), 380])
@pytest.mark.parametrize(
    "question",
    [pytest.param(each, id=each.asked, marks=[pytest.mark.slow] * (at % 3 > 0)) for at, each in enumerate(QUESTIONS)],
)
def test_three_clicks_answer(browser: Browser, address: str, question: Question, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/index.html")
    clicks = sum(step.do(page) for step in question.way)
    answer = page.locator(question.where).filter(has_text=question.answer).first
    assert clicks + _unfold(answer) <= _MOST
    expect(answer).to_be_visible()
    expect(answer).to_be_in_viewport()
    context.close()
