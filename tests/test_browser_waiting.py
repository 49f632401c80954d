"""What `edition serve` shows before there is a site: how far that is; then the site, also where no script runs."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from browsing import violations
from playwright.sync_api import Browser

from edition.desk.live.editor import Opened
from edition.desk.live.messages import Progress
from edition.desk.live.server import Server
from edition.desk.live.state import State


@pytest.fixture
def waited(tmp_path: Path) -> Iterator[tuple[Server, State, Path]]:
    """A server that has no site yet."""
    site = tmp_path / "site"
    state = State(site, tmp_path)
    server = Server(0, state, lambda _: Opened())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server, state, site
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("has_script", [False, True])
def test_the_page_says_how_far_it_is_and_becomes_the_site(
    waited: tuple[Server, State, Path], browser: Browser, has_script: bool
) -> None:
    server, state, site = waited
    page = browser.new_page(java_script_enabled=has_script)
    if not has_script:  # the page asks again as a whole, every other second
        state.progressed(Progress(is_read=False, done=120, of=405))
    page.goto(server.address)
    if has_script:
        assert page.get_by_text("Reading the sources …").is_visible()
        state.progressed(Progress(is_read=False, done=120, of=405))
    page.get_by_text("Reading the sources: 120 of 405").wait_for()
    if has_script:
        state.progressed(Progress(is_read=True, done=3, of=405))
        page.get_by_text("Making the pages: 3 of 405").wait_for()
        assert violations(page) == []
    site.mkdir()
    (site / "index.html").write_text("<!DOCTYPE html><html lang='en'><head><title>T</title></head><p>All is there</p>")
    state.begun({})
    page.get_by_text("All is there").wait_for()
    page.close()
