"""The timeline, the map, the archives and the ledger in a real browser, wide and on a phone, in light and dark."""

from pathlib import Path

from browsing import opened
from playwright.sync_api import Browser, Page


def _open(browser: Browser, site: Path, name: str, width: int = 1280, **options: object) -> Page:
    return opened(browser, f"{site}/{name}.html", width, **options)


def test_a_dot_leads_to_what_it_stands_for_and_the_keyboard_passes_it_by(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "timeline", java_script_enabled=False)
    page.locator(".axis svg a.point:not(.hollow)").first.click()
    page.wait_for_url(lambda address: "timeline" not in address)
    page.goto(f"file://{sample_site}/timeline.html")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.course') !== null"):
            break
        assert page.evaluate("document.activeElement.closest('svg') === null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events.html#convention-1907")
    page.context.close()


def test_a_phone_shows_the_course_of_time_going_down(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "timeline", 380)
    assert not page.locator(".axis").first.is_visible()
    places = [item.bounding_box() for item in page.locator(".course li").all()[:8]]
    tops = [box["y"] for box in places if box]
    assert tops == sorted(tops)
    page.context.close()


def test_a_phone_shows_numbers_on_the_map_and_names_in_the_table(browser: Browser, sample_site: Path) -> None:
    page = _open(browser, sample_site, "map", 380)
    assert not page.locator(".map .name").first.is_visible()
    assert page.locator(".map .number").first.is_visible()
    assert page.get_by_role("row").filter(has_text="Tehran").is_visible()
    page.context.close()
