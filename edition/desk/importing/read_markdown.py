"""Markdown (CommonMark with tables, strikethrough and footnotes) to blocks, read by markdown-it-py."""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from edition.desk.importing.blocks import Block, Kind, Note, Run, Transcript, Unreadable
from edition.desk.importing.characters import held
from edition.desk.importing.names import slug

_MARKS = {"strong": "bold", "em": "italic", "s": "strike"}
_KINDS: Mapping[str, Kind] = {
    "bullet_list": "list",
    "ordered_list": "list",
    "list_item": "item",
    "blockquote": "quote",
    "table": "table",
    "tr": "row",
    "th": "cell",
    "td": "cell",
    "paragraph": "p",
    "heading": "head",
}
_LANGUAGE = re.compile(r"[A-Za-z0-9+#._-]+")
_DEEPEST = 50
_FRONT = re.compile(r"---[ \t]*\n(?P<inner>(?:[^\n]*\n){0,200}?)---[ \t]*(?:\n|$)")
_PAIR = re.compile(r"^(?P<key>title|author|date|Title|Author|Date):[ \t]+(?P<value>[^\n|>\[{]+)$", re.MULTILINE)
# What Pandoc and others write behind a heading: its address.
_ADDRESS = re.compile(r"[ \t]+\{#(?P<id>[A-Za-z][\w.-]*)[^{}]*\}[ \t]*$")


def read_markdown(name: str, text: str) -> Transcript:
    """Return the blocks of a Markdown text; `name` is that of the file, without its ending."""
    clean, replaced = held(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
    front = _FRONT.match(clean)
    parser = MarkdownIt("commonmark", {"maxNesting": sys.maxsize}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False).disable("footnote_tail")  # which drops the notes that nothing calls
    parser.core.ruler.before("inline", "shallow", _shallow)
    environment: dict[str, Any] = {}
    body = "\n" * clean[: front.end()].count("\n") + clean[front.end() :] if front else clean
    try:
        tokens = parser.parse(body, environment)
    except RecursionError as error:
        raise Unreadable(f"{name} cannot be read: it is nested too deep") from error
    reader = _Reader(tokens)
    blocks = reader.blocks()
    apart = [*reader.apart, *_unused(environment, reader.targets)]
    about: dict[str, str] = {}
    if front and front["inner"].strip():
        apart = [Block("p", (Run(front["inner"].rstrip("\n")),), 1, info="front matter"), *apart]
        about = {found["key"].lower(): found["value"].strip(" \"'") for found in _PAIR.finditer(front["inner"])}
    return Transcript(name, "markdown", tuple(blocks), reader.notes, tuple(apart), replaced=replaced, about=about)


def _shallow(state: StateCore) -> None:
    """Limit the nesting within lines, where what is deeper stays text; blocks that are too deep would be dropped."""
    state.md.options["maxNesting"] = _DEEPEST


def _unused(environment: Mapping[str, Any], targets: set[str]) -> Iterator[Block]:
    """Yield the definitions of links that no link uses, as lines of text."""
    for label, definition in environment.get("references", {}).items():
        if definition["href"] not in targets:
            words = " ".join(filter(None, (f"[{label}]:", definition["href"], definition["title"])))
            yield Block("p", (Run(words),), definition["map"][0] + 1, info="link that is not used")


class _Reader:
    """Walks over the tokens of the parser.

    `notes` are the footnotes that were met, `targets` where links lead, `apart` the words that stand in no text: titles
    of links, and what follows the language of code.
    """

    def __init__(self, tokens: Sequence[Token]):
        self._tokens = tokens
        self._line = 1
        self._anchors: Counter[str] = Counter()
        self.notes: dict[str, Note] = {}
        self.targets: set[str] = set()
        self.apart: list[Block] = []

    def blocks(self) -> list[Block]:
        """Return the blocks; the tokens are balanced, so a stack of unfinished blocks is enough."""
        roots: list[Block] = []
        open_: list[tuple[Token, int, list[Block], list[Run]]] = []
        for token in self._tokens:
            self._line = token.map[0] + 1 if token.map else self._line
            if token.nesting == 1:
                open_.append((token, self._line, [], []))
            elif token.nesting == -1:
                opening, line, children, runs = open_.pop()
                self._close(opening, line, children, runs, open_[-1][2] if open_ else roots)
            elif token.type == "inline":
                open_[-1][3].extend(inline(token))
                self._told(token)
            elif made := self._single(token):
                (open_[-1][2] if open_ else roots).append(made)
        return roots

    def _told(self, token: Token) -> None:
        for each in token.children or ():
            self.targets.add(str(each.attrs.get("href") or each.attrs.get("src") or ""))
            if title := str(each.attrs.get("title", "")):
                what = "picture" if each.type == "image" else "link"
                self.apart.append(Block("p", (Run(title),), self._line, info=f"title of a {what}"))

    def _single(self, token: Token) -> Block | None:
        if token.type in ("fence", "code_block"):
            language, _, more = token.info.strip().partition(" ")
            if not _LANGUAGE.fullmatch(language):
                language, more = "", token.info
            if words := more.strip():
                self.apart.append(Block("p", (Run(words),), self._line, info="remark on code"))
            return Block("code", (Run(token.content.rstrip("\n")),), self._line, info=language)
        if token.type == "html_block":
            return Block("code", (Run(token.content.rstrip("\n")),), self._line, info="html")
        return Block("rule", line=self._line) if token.type == "hr" else None

    def _close(self, token: Token, line: int, children: list[Block], runs: list[Run], parent: list[Block]) -> None:
        name = token.type.removesuffix("_open")
        if name == "footnote_reference":
            label = str(token.meta["label"])
            while _note_id(label) in self.notes:  # defined twice: the first counts, the second is not lost
                label += "-2"
            self.notes[_note_id(label)] = Note(label, "foot", tuple(children))
        elif name in ("thead", "tbody"):
            is_head = name == "thead"
            parent += (_with(each, "head") if is_head else each for each in children)
        else:
            kind = _KINDS.get(name, "p")
            info = "ordered" if name == "ordered_list" else token.info if kind == "item" and token.info != "1" else ""
            level = int(token.tag[1:]) if kind == "head" else 0
            gap = 0 if token.hidden else 1
            anchor = ""
            if kind == "head":
                runs, anchor = _addressed(runs)
                anchor = anchor or self._anchor("".join(run.text for run in runs))
            elif kind == "p":
                runs = _line_block(runs)
            parent.append(Block(kind, tuple(runs), line, gap, level, info, tuple(children), anchor))

    def _anchor(self, text: str) -> str:
        """Return the address of a heading as GitHub makes it, which links in Markdown use."""
        plain = re.sub(r"[^\w -]", "", text.lower()).replace(" ", "-")
        self._anchors[plain] += 1
        count = self._anchors[plain] - 1
        return f"{plain}-{count}" if count else plain


def _addressed(runs: list[Run]) -> tuple[list[Run], str]:
    """Return the runs of a heading without the address that is written behind it, and that."""
    found = _ADDRESS.search(runs[-1].text) if runs and not runs[-1].marks else None
    return ([*runs[:-1], runs[-1]._replace(text=runs[-1].text[: found.start()])], found["id"]) if found else (runs, "")


def _line_block(runs: list[Run]) -> list[Run]:
    """Return the runs of a line block of Pandoc, “| …” in each line, with breaks for its lines; others as they are."""
    lines = "".join(run.text for run in runs).split("\n")
    if not all(line.startswith("| ") and line.count("|") == 1 for line in lines):
        return runs
    found, is_start = [], True
    for run in runs:
        if run.text == "\n":
            found.append(Run("\n", ("break",)))
        else:
            found.append(run._replace(text=run.text[2:]) if is_start else run)
        is_start = run.text == "\n"
    return found


def _with(block: Block, info: str) -> Block:
    return Block(block.kind, block.runs, block.line, block.gap, block.level, info, block.children, block.anchor)


def inline(token: Token) -> list[Run]:
    """Return the runs of a line of text."""
    runs: list[Run] = []
    marks: list[str] = []
    links: list[str] = []
    for each in token.children or ():
        link = links[-1] if links else ""
        tag = each.tag if each.nesting else ""
        if each.type == "link_open":
            links.append(str(each.attrs.get("href", "")))
        elif each.type == "link_close":
            links.pop()
        elif tag in _MARKS and each.nesting == 1:
            marks.append(_MARKS[tag])
        elif tag in _MARKS:
            marks.remove(_MARKS[tag])
        elif made := _leaf(each, tuple(dict.fromkeys(marks)), link):
            runs.append(made)
    return runs


def _leaf(token: Token, marks: tuple[str, ...], link: str) -> Run | None:
    if token.type == "softbreak":
        return Run("\n", marks, link)
    if token.type == "hardbreak":
        return Run("\n", ("break",))
    if token.type in ("code_inline", "html_inline"):
        return Run(token.content, (*marks, "code"), link)
    if token.type == "image":
        return Run(token.content, (), link, image=str(token.attrs.get("src", "")))
    if token.type == "footnote_ref":
        return Run("", note=_note_id(str(token.meta["label"])))
    return Run(token.content, marks, link) if token.content else None


def _note_id(label: str) -> str:
    return f"fn-{slug(label)}"
