"""Breaks XML files at random, one way at a time, so that they stay well-formed; shared by oracles and tests."""

import random
import re
from dataclasses import dataclass
from xml.parsers import expat

from edition.grammar import Failure

TAG = re.compile(rb"<([^\s<>/]+)((?:\s+[^\s=<>/]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
ATTRIBUTE = re.compile(rb"\s+([^\s=<>/]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
VALUES = (
    *("", " ", "10.2.1890", "a b", "2001-02-31", "2000-02-29", "1999-13-01", "#x", "a%zz", "##", "true", "maybe"),
    *("-1", "0", "1.5", "1e5", "NaN", "P1Y", "PT", "en", "deutsche Sprache", "x:y", "http://a b/", "1 2 3", "é"),
    *("--02-30", "0000", "-0044-03-15", "1999-01-01T12:00:00+15:00", "high", "unknown", "12/5", "50.5,8.5"),
    *(":", "a:b:c", "50%", "5cm"),
)
ATTRIBUTES = (
    *("n", "when", "ref", "reff", "type", "xml:lang", "xml:base", "cert", "level", "unit", "quantity", "target", "x"),
)
KINDS = (
    *("rename", "misspell", "delete", "insert", "wrap", "unwrap", "copy", "move", "text"),
    *("attribute", "value", "lose", "id"),
)


@dataclass(frozen=True)
class Node:
    """An element by its offsets: of the start tag, behind it, of the end tag, behind it."""

    start: int
    inner: int
    close: int
    end: int
    name: bytes


class Markup:
    """A file and its elements in document order."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.nodes: list[Node] = []
        parser = expat.ParserCreate("utf-8")
        opened: list[int] = []
        rows: list[list[int]] = []

        def start(_name: str, _attributes: object) -> None:
            opened.append(len(rows))
            rows.append([parser.CurrentByteIndex, 0])

        def end(_name: str) -> None:
            rows[opened.pop()][1] = parser.CurrentByteIndex

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.Parse(data, True)
        for first, last in rows:
            tag = TAG.match(data, first)
            assert tag, data[first : first + 80]
            if tag[3]:
                self.nodes.append(Node(first, tag.end(), tag.end(), tag.end(), tag[1]))
            else:
                self.nodes.append(Node(first, tag.end(), last, data.index(b">", last) + 1, tag[1]))

    def tag(self, node: Node) -> re.Match[bytes]:
        tag = TAG.match(self.data, node.start)
        assert tag
        return tag

    def attributes(self, node: Node) -> list[re.Match[bytes]]:
        tag = self.tag(node)
        return list(ATTRIBUTE.finditer(self.data, tag.start(2), tag.end(2)))

    def extent(self, failure: Failure) -> tuple[int, int] | None:
        """Return what to cut away so that the failure is gone, None if cutting does not help."""
        node = self.nodes[failure.number]
        if failure.attribute:
            wanted = failure.attribute.encode()
            return next((each.span() for each in self.attributes(node) if each[1] == wanted), None)
        if failure.code in {"RNG001", "RNG002", "RNG009", "RNG012"} and failure.number:
            return node.start, node.end
        return None


def mutate(kind: str, markup: Markup, names: list[str], rng: random.Random) -> bytes | None:
    """Return the file broken in one way, None if that way does not suit the place that chance chose."""
    data, node = markup.data, rng.choice(markup.nodes)
    if node is markup.nodes[0] and kind not in {"attribute", "value", "rename", "lose"}:
        return None
    if kind in {"attribute", "value", "lose", "id"}:
        return _attribute(kind, markup, node, rng)
    if kind in {"rename", "misspell"}:
        name = rng.choice(names) if kind == "rename" else _misspelt(node.name.decode(), rng)
        return _renamed(data, node, name.encode()) if name else None
    if kind == "text":
        at = rng.choice((node.start, node.inner, node.close, node.end))
        stray = rng.choice(
            (b"stray", b" stray words ", b"\n stray\nlines\n", b"&amp;", b"<![CDATA[x]]>", b"<!-- no --> t")
        )
        return data[:at] + stray + data[at:]
    return _moved(kind, markup, node, names, rng)


def _moved(kind: str, markup: Markup, node: Node, names: list[str], rng: random.Random) -> bytes | None:
    data, whole = markup.data, markup.data[node.start : node.end]
    if kind == "delete":
        return data[: node.start] + data[node.end :]
    if kind == "unwrap":
        return data[: node.start] + data[node.inner : node.close] + data[node.end :]
    name = rng.choice(names).encode()
    if kind == "wrap":
        return data[: node.start] + b"<" + name + b">" + whole + b"</" + name + b">" + data[node.end :]
    if kind == "insert":
        at = rng.choice((node.start, node.inner, node.close, node.end))
        content = rng.choice((b"/>", b">text</" + name + b">", b"><p>a</p></" + name + b">"))
        return data[:at] + b"<" + name + content + data[at:]
    target = rng.choice(markup.nodes[1:])
    at = rng.choice((target.start, target.inner, target.close, target.end))
    if kind == "copy":
        return data[:at] + whole + data[at:]
    if node.start <= at <= node.end:
        return None
    if at < node.start:
        return data[:at] + whole + data[at : node.start] + data[node.end :]
    return data[: node.start] + data[node.end : at] + whole + data[at:]


def _attribute(kind: str, markup: Markup, node: Node, rng: random.Random) -> bytes | None:
    data, found, tag = markup.data, markup.attributes(node), markup.tag(node)
    if kind == "attribute":
        name, value = rng.choice(ATTRIBUTES), rng.choice(VALUES)
        if any(each[1] == name.encode() for each in found):
            return None
        return data[: tag.end(2)] + f' {name}="{value}"'.encode() + data[tag.end(2) :]
    if kind == "id":
        ids = [each[2] for other in markup.nodes for each in markup.attributes(other) if each[1] == b"xml:id"]
        if not ids:
            return None
        cleared = b"".join(each[0] for each in found if each[1] != b"xml:id")
        return data[: tag.start(2)] + cleared + b" xml:id=" + rng.choice(ids) + data[tag.end(2) :]
    found = [each for each in found if not each[1].startswith(b"xmlns")]
    if not found:
        return None
    chosen = rng.choice(found)
    if kind == "lose":
        return data[: chosen.start()] + data[chosen.end() :]
    return data[: chosen.start(2)] + f'"{rng.choice(VALUES)}"'.encode() + data[chosen.end(2) :]


def _renamed(data: bytes, node: Node, name: bytes) -> bytes:
    tag = data[node.start + 1 + len(node.name) : node.inner]
    end = b"</" + name + b">" if node.end > node.inner else b""
    return data[: node.start] + b"<" + name + tag + data[node.inner : node.close] + end + data[node.end :]


def _misspelt(name: str, rng: random.Random) -> str | None:
    at = rng.randrange(len(name))
    made = rng.choice(
        (name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], name.lower(), name.capitalize(), name + "s")
    )
    return made if made and made != name and re.fullmatch(r"[A-Za-z]\w*", made) else None
