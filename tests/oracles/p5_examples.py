"""Makes a document of TEI of each example in the Guidelines, so that a build can be tried on nearly all elements.

    python tests/oracles/p5_examples.py FOLDER

The namespace of the examples becomes that of TEI. Each is wrapped by the first parent that the content models allow:
`p` or `div`, else the nearest to the root in text or header; where none allows all of it, by `div`. What is of other
namespaces, or of no element at all, stays as it is.
"""

import sys
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from support import reference  # noqa: E402

TEI = "http://www.tei-c.org/ns/1.0"
_EXAMPLE = "{http://www.tei-c.org/ns/Examples}"
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_FRAME = (
    f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt/><publicationStmt/><sourceDesc/></fileDesc></teiHeader>'
    "<text><body/></text></TEI>"
)
_STARTS = (("text", "teiHeader"), ("standOff",))
_FIRST = (("text", "body", "div", "p"), ("text", "body", "div"), ("text", "body"))


@dataclass(frozen=True)
class Models:
    """Which elements an element may hold, `#text` among them; and ways from `TEI` to each, the best first."""

    children: Mapping[str, frozenset[str]]
    ways: Sequence[tuple[str, ...]]


def models(schema: Path) -> Models:
    """Read the content models of a flat RELAX NG schema of TEI."""
    root = etree.parse(schema).getroot()
    defines: dict[str, list[etree._Element]] = {}
    for define in root.iter(f"{_RNG}define"):
        defines.setdefault(define.get("name", ""), []).append(define)
    elements = {str(each.get("name")): each for each in root.iter(f"{_RNG}element") if each.get("name")}
    children = {name: frozenset(_held(each, defines)) for name, each in elements.items()}
    others = tuple(sorted(children["TEI"] - {name for start in _STARTS for name in start}))
    return Models(children, (*_FIRST, *(way for start in (*_STARTS, others) for way in _ways(start, children))))


def _ways(start: Iterable[str], children: Mapping[str, frozenset[str]]) -> list[tuple[str, ...]]:
    """Return the shortest way to each element through one of some children of `TEI`, the short ones first."""
    ways: dict[str, tuple[str, ...]] = {name: (name,) for name in start}
    queue = deque(ways)
    while queue:
        name = queue.popleft()
        for child in sorted(children[name] & children.keys() - ways.keys()):
            ways[child] = (*ways[name], child)
            queue.append(child)
    return [*ways.values()]


def _held(element: etree._Element, defines: Mapping[str, Sequence[etree._Element]]) -> set[str]:
    """Return what may stand directly in an element: all that its patterns lead to without another element."""
    held: set[str] = set()
    seen: set[str] = set()
    patterns = list(element)
    while patterns:
        pattern = patterns.pop()
        if pattern.tag == f"{_RNG}element":
            held.add(pattern.get("name", ""))
        elif pattern.tag in (f"{_RNG}text", f"{_RNG}mixed", f"{_RNG}data"):
            held.add("#text")
            patterns += pattern if pattern.tag == f"{_RNG}mixed" else ()
        elif pattern.tag == f"{_RNG}ref" and pattern.get("name", "") not in seen:
            seen.add(pattern.get("name", ""))
            patterns += (child for define in defines[pattern.get("name", "")] for child in define)
        elif pattern.tag not in (f"{_RNG}ref", f"{_RNG}attribute"):
            patterns += pattern
    return held


def _wanted(example: etree._Element) -> set[str]:
    """Return what an example holds at its top: the names of elements of TEI, and whether there is text."""
    texts = [example.text, *(child.tail for child in example)]
    names = {str(child.tag).removeprefix(_EXAMPLE) for child in example.iterchildren(f"{_EXAMPLE}*")}
    return names | ({"#text"} if any(text and text.strip() for text in texts) else set())


def _way(wanted: Iterable[str], known: Models) -> tuple[str, ...]:
    """Return the elements around an example, from the one in `TEI` to its parent."""
    needed = {name for name in wanted if name == "#text" or name in known.children}
    if not needed:
        return _FIRST[0]
    if needed <= known.children["TEI"]:
        return ()
    return next((way for way in known.ways if needed <= known.children[way[-1]]), _FIRST[1])


def document(example: etree._Element, known: Models) -> etree._Element:
    """Return the document that is made of an example; the example itself is left as it is."""
    wanted = _wanted(example)
    copy = etree.fromstring(etree.tostring(example, with_tail=False))
    for element in copy.iter(f"{_EXAMPLE}*"):
        element.tag = str(element.tag).replace(_EXAMPLE, f"{{{TEI}}}")
    if wanted in ({"TEI"}, {"teiCorpus"}) and len(copy) == 1:
        return etree.fromstring(etree.tostring(copy[0], with_tail=False))
    root = parent = etree.fromstring(_FRAME)
    for child in [child for child in root if wanted & {str(child.tag).removeprefix(f"{{{TEI}}}")}]:
        root.remove(child)
    for name in _way(wanted, known):
        found = parent.find(f"{{{TEI}}}{name}") if parent.tag != f"{{{TEI}}}div" else None
        parent = etree.SubElement(parent, f"{{{TEI}}}{name}") if found is None else found
    parent.text = copy.text
    parent.extend(list(copy))
    return root


def write_examples(folder: Path) -> int:
    """Write a document for each example into a folder that is there, and return how many."""
    known = models(reference() / "tei_all.rng")
    guidelines = etree.parse(reference() / "p5subset.xml")
    count = 0
    for example in guidelines.iter(f"{_EXAMPLE}egXML"):
        count += 1
        tree = document(example, known).getroottree()
        tree.write(folder / f"eg{count:04}.xml", encoding="utf-8", xml_declaration=True)
    return count


if __name__ == "__main__":
    print(write_examples(Path(sys.argv[1])), "documents")
