"""Registers in a real browser: an entry, the field that narrows a list, the page of all passages."""

from pathlib import Path

from browsing import opened
from playwright.sync_api import Browser, Page


def _open(browser: Browser, site: Path, name: str, width: int = 1280, **options: object) -> Page:
    return opened(browser, f"{site}/{name}", width, **options)


def test_labels_stay_on_the_page(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "persons.html")
    left = page.evaluate(
        "Math.min(...[...document.querySelectorAll('article article *')].map(each => each.getBoundingClientRect())"
        ".filter(box => box.width > 1).map(box => box.left))"
    )
    assert left >= page.evaluate("document.querySelector('article.register').getBoundingClientRect().left")
    page.context.close()


def test_the_field_narrows_a_register_to_a_name_in_any_form(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "persons.html")
    shown = page.locator("article.person:visible")
    assert shown.count() > 40
    page.get_by_label("Find a name").fill("احمد")
    assert shown.locator("h3, h2").first.inner_text().startswith("Qavam, Ahmad")
    assert shown.count() == 1
    assert page.locator(".filter output").inner_text().startswith("1 / ")
    page.get_by_label("Find a name").fill("QAWAM")
    assert shown.count() == 1
    page.get_by_label("Find a name").fill("")
    assert shown.count() > 40
    page.context.close()


def test_without_a_script_there_is_no_field(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "persons.html", java_script_enabled=False)
    assert page.locator(".filter:visible").count() == 0
    assert page.locator("article.person:visible").count() > 40
    page.context.close()


def test_from_an_entry_to_the_words_and_to_the_turn(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "persons.html#qavam", java_script_enabled=False)
    page.locator("#qavam .all a").click()
    assert page.locator("h1").inner_text() == "Qavam, Ahmad (Qavam os-Saltaneh)"
    turn = page.locator(".passage", has_text="whether it’s cold")
    assert turn.locator("mark").inner_text() == "Qavam"
    turn.locator("a").click()
    assert page.url.endswith("reception.html#rec-t03")
    page.context.close()


def test_a_name_that_says_again_what_was_said_is_not_shown(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "persons.html")
    assert page.locator("#bagirov .forms").inner_text() == "also Bagirov; Cde. M. D. Bagirov; M.D. Bagirov; Mir Bagirov"
    page.context.close()
