"""The pages of the documentation that the program itself tells, made while MkDocs builds the others (mkdocs.yml).

Commands come from the command line, keys from the configuration, rules from their catalogue, modes, templates and
elements from the stylesheets. The tests hold that none of them is missing.
"""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import click
from lxml import etree
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from pagefind_bin import get_executable

from edition.cli import cli
from edition.config import Config, called
from edition.examples import examples
from edition.report.explain import severity
from edition.resources import resource
from edition.rules.catalogue import RULES
from edition.rules.explanation import explanation

ROOT = Path(__file__).resolve().parent.parent
_XSL = "{http://www.w3.org/1999/XSL/Transform}"


# -- what MkDocs calls -------------------------------------------------------------------------------------------------


def on_files(files: Files, config: MkDocsConfig, **_: object) -> Files:
    """Add the pages that are generated, and the look of the editions."""
    for name, page in PAGES.items():
        files.append(File.generated(config, name, content=page()))
    assets = resource("xslt", "html", "assets")
    for path in (assets / "site.css", assets / "fonts.css"):
        files.append(File.generated(config, f"assets/{path.name}", content=path.read_bytes()))
    for path in sorted(resource("fonts").iterdir()):
        files.append(File.generated(config, f"assets/fonts/{path.name}", content=path.read_bytes()))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Give files in the text a caption, and drop links to what is no page: code, data."""
    markdown = re.sub(r"^```(\w+) (\S+)$", r"<p class='file'>\2</p>\n\n```\1", markdown, flags=re.MULTILINE)
    markdown = markdown.replace("](../CHANGELOG.md)", "](changelog.md)")
    return re.sub(r"\[([^\]]*)\]\(\.\./[^)]*\)", r"\1", markdown)


def on_page_content(html: str, **_: object) -> str:
    """Let wide tables be moved sideways, and take the marks away that keep a pipe from parting cells."""
    html = re.sub(r"<code>[^<]*</code>", lambda found: found[0].replace("\\|", "|"), html)
    html = html.replace("<pre>", "<pre tabindex='0'>")
    return html.replace("<table>", "<div class='table' tabindex='0'><table>").replace("</table>", "</table></div>")


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    """Make the index of the search, and the texts of all sections for those who read from the disk."""
    site = Path(config.site_dir)
    texts = [section for page in sorted(site.glob("*.html")) for section in _sections(page)]
    script = f"self.docsTexts={json.dumps(texts, ensure_ascii=False, separators=(',', ':'))};\n"
    (site / "assets" / "search-texts.js").write_text(script, "utf-8")
    command = [str(get_executable()), "--site", str(site), "--glob", "*.html", "--quiet"]
    subprocess.run(command, check=True)  # noqa: S603 - our own dependency


def _sections(page: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield the sections of a page: the address, the heading, that of the page, the text; none of the search page."""
    (main,) = etree.parse(page, etree.HTMLParser(encoding="utf-8")).getroot().iter("main")
    if main.get("data-pagefind-body") is None:
        return
    address, heading, words, title = page.name, "", [], ""
    for block in main:
        if block.tag in ("h1", "h2", "h3"):
            if heading:
                yield address, heading, title, " ".join(words)
            heading, words = " ".join("".join(block.itertext()).split()).rstrip("¶ "), []
            address = f"{page.name}#{block.get('id')}" if block.tag != "h1" else page.name
            title = title or heading
        elif block.tag != "nav":
            words += "".join(block.itertext()).split()
    if heading:
        yield address, heading, title, " ".join(words)


# -- the pages ---------------------------------------------------------------------------------------------------------


def commands() -> str:
    """Return every command with its arguments and options."""
    return "\n\n".join(("# Commands", *_commands(cli, "edition"))) + "\n"


def _commands(command: click.Command, name: str) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    if isinstance(command, click.Group):
        if name == "edition":
            yield (command.help or "") + " The exit status of all is told [elsewhere](reference.md#commands)."
        for own, each in sorted(command.commands.items()):
            yield from _commands(each, f"{name} {own}")
        return
    usage = " ".join(command.get_usage(context).removeprefix("Usage: ").split())
    yield f"## {name}"
    yield f"```text\n{usage}\n```"
    yield "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    shown = "\n\n".join(f"# {each.wish}\n{each.line}" for each in examples(name.removeprefix("edition ")))
    yield f"```sh\n{shown}\n```"
    records = [param.get_help_record(context) for param in command.params if isinstance(param, click.Option)]
    rows = [record for record in records if record]
    if rows:
        yield _table(("option", "does"), [(f"`{option}`", text) for option, text in rows])


def configuration() -> str:
    """Return every key of edition.toml with what it is and what holds without it."""
    head = (
        "# Configuration\n\nEvery key of `edition.toml` may be left out. An unknown one is a mistake, and the nearest "
        "one is named. Paths are relative to the file."
    )
    return "\n\n".join((head, *_configuration())) + "\n"


def _configuration() -> Iterator[str]:
    kinds = get_type_hints(Config)
    own = [each for each in fields(Config) if each.name not in ("folder", "is_project")]
    plain = [each for each in own if not is_dataclass(kinds[each.name])]
    yield "## At the top"
    yield _told("top level")
    yield _table(("key", "is", "without it"), [_key(each, kinds) for each in plain])
    for table in own:
        if table not in plain:
            kind = kinds[table.name]
            yield f"## [{table.name}]"
            yield _told(f"`[{table.name}]`")
            yield _table(("key", "is", "without it"), [_key(each, get_type_hints(kind)) for each in fields(kind)])


def _told(table: str) -> str:
    """Return what the hand-written page says of the keys of a table."""
    page = (ROOT / "docs" / "reference.md").read_text("utf-8")
    found = re.search(rf"^\| {re.escape(table)} \| (.*) \|$", page, re.MULTILINE)
    if found is None:
        raise LookupError(f"docs/reference.md tells nothing of {table}")
    return found[1]


def _key(key: "Field[Any]", kinds: dict[str, Any]) -> tuple[str, str, str]:
    value = key.default if key.default is not MISSING else None
    shown = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value or "")
    return f"`{key.name.replace('_', '-')}`", called(kinds[key.name]), f"`{shown}`" if shown else "nothing"


def rules() -> str:
    """Return every rule: why it is there, how grave it is, a wrong and a right example."""
    head = (
        "# Rules\n\nEvery finding carries the code of its rule. `edition explain CODE` tells the same in the terminal. "
        "`[rules]` in `edition.toml` switches a rule off, or weighs it differently."
    )
    return "\n\n".join((head, *_rules())) + "\n"


def _rules() -> Iterator[str]:
    for rule in RULES.values():
        yield f"## {rule.code}: {rule.title}"
        yield f"*{severity(rule)}*"
        if told := explanation(rule.code):
            yield told.markdown


def templates() -> str:
    """Return the modes, and the public templates and functions, of the stylesheets of the site."""
    head = (
        "# Modes and templates\n\nWhat a stylesheet of your own may build on: [Words, look and rendering]"
        "(extending.md) shows how. All names are in the namespace `urn:tei-edition:xslt`, here with the prefix `e`."
    )
    modes = _table(("mode", "is for"), [(f"`{name}`", text) for name, text in _modes()])
    return "\n\n".join((head, "## Modes", modes, *_public())) + "\n"


def _modes() -> Iterator[tuple[str, str]]:
    root = etree.parse(resource("xslt", "html", "modes.xsl")).getroot()
    said = ""
    for node in root:
        if isinstance(node, etree._Comment):
            said = " ".join((node.text or "").split())
        elif node.tag == f"{_XSL}mode":
            yield str(node.get("name")), said


def _public() -> Iterator[str]:
    for module, root in _modules():
        rows = [
            (f"`{_signature(node)}`", _comment(node))
            for node in root.iterchildren(f"{_XSL}template", f"{_XSL}function")
            if node.get("name") and node.get("visibility") == "public"
        ]
        if rows:
            yield f"## {module}"
            yield _table(("name", "does"), rows)


def _signature(node: etree._Element) -> str:
    params = [
        f"${param.get('name')} as {param.get('as', 'item()*')}"
        for param in node.iterchildren(f"{_XSL}param")
        if param.get("tunnel") != "yes"
    ]
    gives = node.get("as", "item()*")
    return f"{node.get('name')}({', '.join(params)}) as {gives}"


def _comment(node: etree._Element) -> str:
    before = node.getprevious()
    return " ".join((before.text or "").split()) if isinstance(before, etree._Comment) else ""


def elements() -> str:
    """Return the elements of the TEI that the stylesheets of the site have rules for, by module."""
    known = dict(_elements())
    names = {name for own in known.values() for name in own}
    head = (
        "# Elements of the TEI\n\nAll elements of TEI P5 may stand in a document, and the text of each is on its page: "
        f"`edition audit` proves it. {len(names)} of them have rules of their own, listed here by the module that has "
        "them; an element that no rule knows is shown with its text, and its name as its class."
    )
    parts = []
    for module, root in _modules():
        if own := known.get(module):
            parts += [
                f"## {module}",
                _first_comment(root),
                " ".join(f"`{name}`" for name in sorted(own, key=str.lower)),
            ]
    return "\n\n".join((head, *parts)) + "\n"


def _elements() -> Iterator[tuple[str, set[str]]]:
    for module, root in _modules():
        patterns = (str(each.get("match")) for each in root.iterchildren(f"{_XSL}template") if each.get("match"))
        if found := {name for pattern in patterns for name in matched(pattern)}:
            yield module, found


def matched(pattern: str) -> Iterator[str]:
    """Yield the elements of the TEI that a pattern matches: its last steps, and those that `self::` names in them."""
    bare = pattern
    while (shorter := re.sub(r"\[[^\[\]]*\]", "", bare)) != bare:
        bare = shorter
    for path in re.split(r"\||\bunion\b", bare):
        last = path.strip().rpartition("/")[2].strip(" ()")
        if found := re.fullmatch(r"tei:([\w.]+)", last):
            yield found[1]
        elif last in ("*", "tei:*"):
            yield from re.findall(r"(?:[\[(]| or )self::tei:([\w.]+)", pattern)


def _modules() -> Iterator[tuple[str, etree._Element]]:
    for folder in ("html", "shared"):
        for path in sorted(resource("xslt", folder).glob("*.xsl")):
            yield f"{folder}/{path.name}", etree.parse(path).getroot()


def _first_comment(root: etree._Element) -> str:
    comment = next((node for node in root if isinstance(node, etree._Comment)), None)
    return " ".join((comment.text or "").split()) if comment is not None else ""


def changelog() -> str:
    """Return the changelog."""
    return (ROOT / "CHANGELOG.md").read_text("utf-8")


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "configuration.md": configuration,
    "rules.md": rules,
    "templates.md": templates,
    "elements.md": elements,
    "changelog.md": changelog,
}


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)
