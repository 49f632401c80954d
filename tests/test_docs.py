"""The documentation: its commands do what it says, and what the program tells of itself is all there."""

import importlib.util
import re
import shlex
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import click
import pytest
from browsing import opened, violations
from conftest import Result, Run
from lxml import etree
from playwright.sync_api import Browser
from support import ROOT

from edition.cli import cli
from edition.config import Config, load
from edition.desk.tagging import forms, judge, lexicon, register
from edition.rules.catalogue import RULES

pytest.importorskip("mkdocs")
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
FILE = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def generated() -> ModuleType:
    """The script that MkDocs calls."""
    spec = importlib.util.spec_from_file_location("generated", DOCS / "generated.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def leaves(command: click.Command, name: str) -> dict[str, click.Command]:
    """Return all commands below one, by their names in full."""
    if not isinstance(command, click.Group):
        return {name: command}
    found: dict[str, click.Command] = {}
    for own, each in command.commands.items():
        found |= leaves(each, f"{name} {own}")
    return found


COMMANDS = leaves(cli, "edition")


# -- the tutorial ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("page", "commands"), [("tutorial", 12), ("importing", 2)])
def test_a_page_does_what_it_says(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, commands: int
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    asked = 0
    for language, name, text in BLOCK.findall((DOCS / f"{page}.md").read_text("utf-8")):
        if name:
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text(text, "utf-8")
        elif language == "console":
            for command, *expected in _calls(text):
                asked += 1
                if command[0] == "cd":
                    monkeypatch.chdir(command[1])
                elif command[0] == "rm":
                    Path(command[1]).unlink()
                else:
                    assert command[0] == "edition"
                    result = run(*command[1:])
                    assert result.status == any("error[" in line for line in expected), (command, result)
                    _says(result, expected)
    assert asked >= commands


def _calls(text: str) -> Iterator[list[Any]]:
    """Yield each command of a block, as words, with the lines that it is shown to say."""
    call: list[Any] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            if call:
                yield call
            call = [shlex.split(line[2:])]
        else:
            call.append(line)
    yield call


def _says(result: Result, expected: list[str]) -> None:
    """Hold the lines that a page shows against those that were said: in their order, more between; … is anything."""
    said = (result.out + result.err).splitlines()
    place = 0
    for line in expected:
        pattern = re.compile(".*".join(map(re.escape, line.split("…"))))
        found = next((number for number in range(place, len(said)) if pattern.search(said[number])), None)
        assert found is not None, f"{line!r} is not in {said[place:]}"
        place = found + 1


def test_every_command_in_a_page_can_be_called() -> None:
    """Commands that are shown without their output: their names and options are there."""
    checked = 0
    for page in (*PAGES, ROOT / "README.md"):
        text = page.read_text("utf-8")
        shown = [
            line
            for language, _, body in BLOCK.findall(text)
            if language in ("sh", "console", "yaml")
            for line in body.splitlines()
        ]
        for line in shown:
            for called in re.findall(r"(?<![\w./-])edition ([a-z][^|&>#]*)", line):
                words = called.split()
                length = 2 if f"edition {' '.join(words[:2])}" in COMMANDS else 1
                command = COMMANDS.get(f"edition {' '.join(words[:length])}")
                if command is None:
                    continue  # a sentence, or the name of a step
                known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
                used = {word.partition("=")[0] for word in words if word.startswith("-")}
                assert used <= known, f"{page.name}: {line}"
                checked += 1
    assert checked > 25


def test_links_between_the_files_lead_to_files() -> None:
    """On a forge the pages are read as they are: without those that are generated."""
    for page in (*PAGES, ROOT / "README.md"):
        for link in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_every_configuration_in_a_page_is_one(tmp_path: Path) -> None:
    """Examples of edition.toml have no key that is none of ours, and no value of another kind."""
    checked = 0
    for page in PAGES:
        for language, _, text in BLOCK.findall(page.read_text("utf-8")):
            if language == "toml":
                (tmp_path / "edition.toml").write_text(text, "utf-8")
                load(tmp_path)
                checked += 1
    assert checked > 10


# -- what the program tells of itself ----------------------------------------------------------------------------------


def test_every_command_and_option_is_there(generated: ModuleType) -> None:
    page = generated.commands()
    reference = (DOCS / "reference.md").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, command in COMMANDS.items():
        section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
        assert section, name
        assert f"`{name}" in reference, name
        assert f"`{name}" in readme, name
        for param in command.params:
            if isinstance(param, click.Option) and not param.hidden:
                assert param.opts[-1] in section[1], (name, param.opts)
                assert param.help or param.opts[-1] == "--format", (name, param.opts)


def test_every_key_is_there(generated: ModuleType) -> None:
    page, reference = generated.configuration(), (DOCS / "reference.md").read_text("utf-8")
    kinds = get_type_hints(Config)
    for own in fields(Config):
        kind = kinds[own.name]
        if own.name in ("folder", "is_project"):
            continue
        for key in fields(kind) if is_dataclass(kind) else (own,):
            assert f"| `{key.name.replace('_', '-')}` |" in page, key.name
            assert f"`{key.name.replace('_', '-')}`" in reference or f"`[{key.name}]`" in reference, key.name


def test_every_rule_is_there(generated: ModuleType) -> None:
    page = generated.rules()
    assert re.findall(r"^## (\w+):", page, re.MULTILINE) == list(RULES)


def test_every_mode_and_public_template_is_there(generated: ModuleType) -> None:
    page = generated.templates()
    names = {
        str(node.get("name"))
        for folder in ("html", "shared")
        for path in (ROOT / "xslt" / folder).glob("*.xsl")
        for node in etree.parse(path).getroot().iterchildren("{*}mode", "{*}template", "{*}function")
        if node.get("name") and (node.get("visibility") == "public" or node.tag.endswith("}mode"))
    }
    assert len(names) > 60
    assert {name for name in names if f"`{name}`" not in page and f"`{name}(" not in page} == set()


def test_every_element_that_has_a_rule_is_there(generated: ModuleType) -> None:
    page = generated.elements()
    assert {name for name in ("p", "persName", "sp", "rdg", "msDesc", "zone") if f"`{name}`" not in page} == set()
    assert int(re.findall(r"(\d+) of them have rules", page)[0]) > 300
    assert list(generated.matched("tei:a | tei:b[tei:c]/tei:d[@e[. = 'x | y']]")) == ["a", "d"]
    assert set(generated.matched("*[self::tei:a or self::tei:b]")) == {"a", "b"}


def test_the_confidences_are_those_of_the_program() -> None:
    page = (DOCS / "tagging.md").read_text("utf-8")

    def told(row: str) -> list[float]:
        found = re.search(rf"^\|[^|]*{re.escape(row)}[^|]*\|([^|]*)\|$", page, re.MULTILINE)
        assert found, row
        return [float(number) for number in re.findall(r"\d\.\d+", found[1])]

    assert told("a form of several words") == [forms.REGISTERED]
    assert told("one word, as the register has it") == [forms.REGISTERED_WORD, forms.SHORT]
    assert told("forename and surname") == [forms.WHOLE]
    assert told("initials and surname") == [forms.INITIALS] == [forms.WITH_ROLE]
    assert told("a surname alone") == [forms.SURNAME]
    assert told("a byname") == [forms.BYNAME]
    assert told("so called elsewhere") == [register.SEEN_OFTEN, register.SEEN_ONCE, register.SEEN_WORD]
    assert told("are an ending") == [lexicon.ENDING]
    assert told("other accents") == [lexicon.ACCENT]
    assert told("before another word") == [judge.BEFORE_A_NAME]
    assert told("behind one with a capital") == [judge.BEHIND_A_NAME]
    assert told("may be an adjective") == [judge.ADJECTIVE]
    assert told("by a hyphen") == [judge.COMPOUND]
    assert told("with a small letter") == [judge.ORDINARY]
    assert told("behind “a”, “any”") == [judge.ANY]


# -- the site ----------------------------------------------------------------------------------------------------------


def test_the_site_needs_no_other_host_and_leads_nowhere_else(documentation: Path) -> None:
    pages = sorted(documentation.glob("*.html"))
    assert {"index.html", "tutorial.html", "commands.html", "rules.html"} <= {page.name for page in pages}
    for page in pages:
        root = etree.parse(page, etree.HTMLParser()).getroot()
        for address in root.xpath("//@src | //link/@href"):
            assert "://" not in address, page.name
            assert (documentation / address).is_file(), (page.name, address)
        assert "```" not in "".join(root.itertext()), page.name
        for table in root.iter("table"):
            widths = {len(row) for row in table.iter("tr")}
            assert len(widths) == 1, (page.name, "".join(table.itertext())[:80])


def test_all_pages_are_in_the_navigation(documentation: Path) -> None:
    root = etree.parse(documentation / "index.html", etree.HTMLParser()).getroot()
    linked = set(root.xpath("//nav[@id='pages']//a/@href"))
    assert {page.name for page in documentation.glob("*.html")} <= {*linked, "index.html", "404.html"}


@pytest.mark.parametrize(("name", "width", "scheme"), [("tutorial", 320, "dark"), ("commands", 1400, "light")])
def test_a_page_is_for_all_readers(documentation: Path, browser: Browser, name: str, width: int, scheme: str) -> None:
    page = opened(browser, str(documentation / f"{name}.html"), width, color_scheme=scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.context.close()
