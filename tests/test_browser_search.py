"""The search as readers use it: over the web, from a disk, without JavaScript; and the arrival at what was found."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from browsing import serving, violations
from conftest import CHECKOUT
from playwright.sync_api import Browser, Page, expect

from edition.cli import main


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Talks in English, Russian and Persian, and a register, built once."""
    folder = tmp_path_factory.mktemp("search")
    shutil.copytree(CHECKOUT / "tests" / "cases" / "search", folder / "talks")
    out = folder / "site"
    with pytest.raises(SystemExit) as exit_:
        main(["build", str(folder / "talks"), "-o", str(out), "--quiet"])
    assert exit_.value.code == 0
    return out


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The address of the site on a server of this machine."""
    with serving(site) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must neither complain nor ask another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if "favicon" not in str(message.location) else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith(("http://127.0.0.1:", "file:")) else wrong.append(request.url),
    )
    yield page
    context.close()
    assert wrong == []


def ask(page: Page, at: str, /, **question: str) -> list[str]:
    """Ask the page of the search, and return the ids that the passages lead to, in their order."""
    page.goto(f"{at}/search.html?{urlencode(question)}")
    return ids(page)


def ids(page: Page) -> list[str]:
    expect(page.locator("#-said")).to_contain_text("assages: ", timeout=20_000)
    expect(page.locator("#-hits .where a").first).to_be_visible()
    hrefs = page.locator("#-hits .where a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [href.partition("#")[2] or href.partition("?")[0] for href in hrefs]


WORDS = [
    ("TROOP", {"e1", "e2", "e-n1", "e4"}),
    ("waits northern", {"e1"}),
    ('"northern provinces"', {"e1"}),
    ("войско", {"r1", "r2"}),
    ("ёлка", {"r1"}),
    ("كتاب", {"f1", "f2"}),
    ("۱۹۴۶", {"f1", "e5"}),
    ("میشود", {"f2"}),
    ("Ghavam", {"qavam"}),
]
LIKE_OTHERS = [
    ("troops", {"e1", "e2", "e-n1", "e4"}),
    ("soldiers", {"e5"}),
    ("ЕЛКА", {"r1"}),
    ("کتاب", {"f1", "f2"}),
    ("1946", {"f1", "e5"}),
    ("مردم", {"f3"}),
    ("Кавам", {"r2", "qavam"}),
    ("قوام", {"qavam"}),
]


@pytest.mark.parametrize(
    ("words", "expected"), [*WORDS, *(pytest.param(*each, marks=pytest.mark.slow) for each in LIKE_OTHERS)]
)
def test_words_are_found_in_every_script(page: Page, served: str, words: str, expected: set[str]) -> None:
    assert set(ask(page, served, q=words)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({"q": "troops", "speaker": "Stalin"}, ["e2"]),
        ({"speaker": "qavam"}, ["e1", "e3"]),
        ({"q": "troops", "area": "note"}, ["e-n1"]),
        ({"person": "Qavam, Ahmad"}, ["e4", "r2"]),
        ({"place": "gil"}, ["e2"]),
        ({"from": "1947", "to": "1947", "lang": "ru", "sort": "order"}, ["russian.html", "r1", "r2", "r3"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_filters_narrow_what_is_found(page: Page, served: str, question: dict[str, str], expected: list[str]) -> None:
    assert sorted(ask(page, served, **question)) == sorted(expected)


def test_a_search_from_a_disk_finds_the_same(page: Page, site: Path) -> None:
    place = f"file://{site}"
    assert set(ask(page, place, q="troops")) == {"e1", "e-n1", "e4"}
    assert set(ask(page, place, q="troop")) == {"e1", "e2", "e-n1", "e4"}
    assert set(ask(page, place, q="كتاب")) == {"f1", "f2"}
    assert set(ask(page, place, q="елка")) == {"r1"}
    assert ask(page, place, q="troop", speaker="stal") == ["e2"]


def test_titles_of_the_sources_are_text_and_no_tags(page: Page, served: str) -> None:
    ask(page, served, q="troops")
    assert "<img src=x onerror=alert(1)>" in page.locator("#-hits h3").all_inner_texts()[0]
    assert page.locator("#-hits img").count() == 0


def test_the_keyboard_asks_and_back_restores(page: Page, served: str) -> None:
    page.goto(f"{served}/english.html")
    page.locator(".search-box input").focus()
    page.keyboard.type("troops")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=troops")
    assert len(ids(page)) == 4
    page.locator("#-search [name=q]").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("soldiers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=soldiers")
    expect(page.locator("#-said")).to_have_text("Passages: 1 · Documents: 1")
    page.go_back()
    page.wait_for_url("**/search.html?q=troops")
    expect(page.locator("#-said")).to_have_text("Passages: 4 · Documents: 1")
    page.locator("#-hits .where a").first.click()
    page.wait_for_url("**/english.html*")
    page.go_back()
    assert page.locator("#-search [name=q]").input_value() == "troops"
    assert len(ids(page)) == 4


def test_a_choice_of_the_filters_asks_at_once(page: Page, served: str) -> None:
    ask(page, served, q="troops")
    page.get_by_text("Narrow down").click()
    page.get_by_label("Where").select_option("note")
    page.wait_for_url("**area=note*")
    expect(page.locator("#-said")).to_have_text("Passages: 1 · Documents: 1")


def test_words_are_marked_on_arrival(page: Page, served: str) -> None:
    ask(page, served, q="troops", speaker="Qavam")
    page.locator("#-hits .where a").first.click()
    page.wait_for_url("**/english.html?hl=troops#e1")
    bar = page.get_by_role("complementary", name="Found words")
    expect(bar).to_contain_text("Found words: 1 / 2")
    bar.get_by_role("button", name="Next").click()
    expect(bar).to_contain_text("Found words: 2 / 2")
    marked = page.evaluate("() => [...CSS.highlights.get('found')].map(range => range.toString())")
    assert marked == ["troops", "troops"]
    bar.get_by_role("button", name="Remove the marks").click()
    assert page.url.endswith("/english.html#e1")
    expect(bar).to_have_count(0)


def test_a_word_is_marked_across_tags_and_what_is_not_there_is_passed_over(page: Page, served: str) -> None:
    page.goto(f"{served}/english.html?view=x&hl=troopship&hl=&hl=(nothing#e4")
    marked = page.evaluate("() => [...CSS.highlights.get('found')].map(range => range.toString())")
    assert marked == ["troopship"]
    page.get_by_role("button", name="Remove the marks").click()
    assert page.url.endswith("/english.html?view=x#e4")


@pytest.mark.parametrize("question", ["q=zzzzqx&area=note", "q=troops&speaker=nobody", "q=troops&from=1999"])
def test_nothing_found_says_so(page: Page, served: str, question: str) -> None:
    page.goto(f"{served}/search.html?{question}")
    expect(page.locator("#-said")).to_contain_text("Nothing was found", timeout=20_000)
    assert page.locator("#-hits li").count() == 0


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_accessibility(browser: Browser, served: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    for address in ("search.html", "search.html?q=troops&from=1940", "english.html?hl=troops#e1"):
        page.goto(f"{served}/{address}")
        if "q=" in address:
            ids(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        assert violations(page) == [], address
    context.close()


def test_without_javascript_the_page_leads_to_registers_and_contents(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/english.html")
    page.locator(".search-box input").fill("troops")
    page.locator(".search-box input").press("Enter")
    page.wait_for_url("**/search.html?q=troops")
    assert not page.locator("#-search").is_visible()
    links = [link.get_attribute("href") for link in page.locator("main a").all()]
    assert links == ["index.html", "timeline.html", "persons.html"]
    context.close()


def test_what_a_search_loads_is_small(page: Page, served: str) -> None:
    loaded: dict[str, int] = {}
    page.on("response", lambda response: loaded.update({response.url: int(response.headers.get("content-length", 0))}))
    ask(page, served, q="troops")
    index = {url: size for url, size in loaded.items() if "/search/" in url and "wasm" not in url and ".js" not in url}
    assert index
    assert sum(index.values()) < 20_000
    script = (CHECKOUT / "xslt" / "html" / "assets" / "arrive.js").stat().st_size
    assert script < 4_000


@pytest.mark.parametrize("way", ["served", "disk"])
def test_the_results_say_who_says_it_most_and_what_each_choice_would_leave(
    page: Page, served: str, site: Path, way: str
) -> None:
    ask(page, served if way == "served" else f"file://{site}", q="wait")
    page.get_by_text("Narrow down").click()
    expect(page.locator("#-search [name=area] option").last).to_contain_text("(")
    options = page.locator("#-search [name=area] option").all_text_contents()
    found = int((page.locator("#-said").text_content() or "").split(":")[1].split("·")[0])
    assert sum(int(text.rpartition("(")[2].strip(")")) for text in options[1:]) == found
    page.locator(".most summary").click()
    expect(page.locator(".most li")).to_have_count(2)
    bars = page.locator(".most li")
    first, count = bars.first.locator("a").text_content() or "", bars.first.text_content() or ""
    assert count.endswith(tuple("123456789"))
    bars.first.locator("a").click()
    page.wait_for_url("**speaker=*")
    expect(page.locator("#-said")).to_have_text(f"Passages: {count.removeprefix(first)} · Documents: 1")
    expect(page.locator(".most")).to_have_count(0)
