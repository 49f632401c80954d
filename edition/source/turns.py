"""The turns of a talk: who says each, to whom, of which kind, and in how many words.

A turn is a `sp`, `u` or `post`, or a `said` with @who; one that stands within another is a part of that. A `said` that
goes on with an earlier one (@prev) is no turn of its own. Who speaks is told by @who, else by the label (`speaker`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from lxml import etree

from edition.source.discover import TEI_NAMESPACE
from edition.source.words import plain

_TEI = f"{{{TEI_NAMESPACE}}}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SAID, _SPEAKER = f"{_TEI}said", f"{_TEI}speaker"
_TURNS = tuple(f"{_TEI}{name}" for name in ("sp", "u", "post", "said"))
_OUTSIDE = frozenset(f"{_TEI}{name}" for name in ("note", "standOff"))
# What is no word of the turn: what the editor or the author says about it, and the second of two readings.
_APART = frozenset(
    f"{_TEI}{name}"
    for name in "speaker stage note corr reg expan index fw desc pause vocal kinesic incident shift spanGrp".split()
)
# Where one of these begins or ends, so does a word.
_BREAKS = frozenset(f"{_TEI}{name}" for name in "p ab l lg s u seg w pc list item head quote floatingText".split())
_KIND = re.compile(r"(?:^|[#:/_-])(question|answer|reply)$")
_MODES: Mapping[str, "Mode"] = {"true": "direct", "false": "reported"}

Mode = Literal["direct", "reported", "both", ""]


class Voice(NamedTuple):
    """Who speaks: the pointers of @who, several where they speak together; without them, the words of the label."""

    who: tuple[str, ...]
    label: str


class Turn(NamedTuple):
    """A turn, and the elements that go on with it.

    `words` are those of its text as it is transcribed, without labels, stage directions, notes and corrections.
    `kinds` are those of question, answer and reply that @ana names; `answered` is the turn that @corresp points to.
    `to` are the pointers of @toWhom, else of the speaker of the turn that is answered. `mode` tells how speech is
    given, as far as `said/@direct` does.
    """

    element: etree._Element
    more: tuple[etree._Element, ...]
    voice: Voice
    words: int
    kinds: tuple[str, ...]
    answered: etree._Element | None
    to: tuple[str, ...]
    mode: Mode


def turns(root: etree._Element) -> list[Turn]:
    """Return the turns of the text of a document in their order."""
    gathered = _gathered(root)
    if not gathered:
        return []
    voices = _voices([element for element, _ in gathered])
    speaks = {element: voice for (element, _), voice in zip(gathered, voices, strict=True)}
    by_id = {xml_id: element for element in speaks if (xml_id := element.get(_XML_ID))}
    has_modes = next((True for said in root.iter(_SAID) if said.get("direct")), False)
    return [_turn(element, more, speaks, by_id, has_modes=has_modes) for element, more in gathered]


def _gathered(root: etree._Element) -> list[tuple[etree._Element, list[etree._Element]]]:
    """Return the elements that are turns, each with those that go on with it."""
    found: list[tuple[etree._Element, list[etree._Element]]] = []
    latest: dict[str, list[etree._Element]] = {}
    for element in _candidates(root):
        if element.tag == _SAID and element.get("prev") and (begun := latest.get(element.get("who", ""))) is not None:
            begun.append(element)
            continue
        found.append((element, []))
        if element.tag == _SAID:
            latest[element.get("who", "")] = found[-1][1]
    return found


def _candidates(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the turns and what goes on with them: not what stands within a turn or a note."""
    text = root.find(f"{_TEI}text")
    outside: dict[etree._Element | None, bool] = {None: True}
    for element in () if text is None else text.iter(*_TURNS):
        if element.tag == _SAID and not element.get("who"):
            continue
        parent = element.getparent()
        if parent is not None and parent not in outside:
            outside[parent] = not any(map(_encloses, (parent, *parent.iterancestors())))
        if outside[parent]:
            yield element


def _encloses(element: etree._Element) -> bool:
    if element.tag in _OUTSIDE:
        return True
    return element.tag in _TURNS and (element.tag != _SAID or element.get("who") is not None)


def _voices(elements: Sequence[etree._Element]) -> Iterator[Voice]:
    """Yield the speaker of each turn; a label means whom it means where @who is given."""
    pointers = [tuple(_who(element)) for element in elements]
    if all(pointers):
        yield from (Voice(who, "") for who in pointers)
        return
    labels = [_label(element) for element in elements]
    meant: defaultdict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    spelled: dict[str, str] = {}
    for who, label in zip(pointers, labels, strict=True):
        spelled.setdefault(label.casefold(), label)
        if who:
            meant[label.casefold()][who] += 1
    for given, label in zip(pointers, labels, strict=True):
        who = given
        if not given and label and (known := meant.get(label.casefold())):
            who = known.most_common(1)[0][0]
        yield Voice(who, "" if who else spelled[label.casefold()])


def _who(element: etree._Element) -> list[str]:
    around = element.getparent()
    of_block = around.get("who", "") if around is not None and around.tag == f"{_TEI}annotationBlock" else ""
    return element.get("who", of_block).split()


def _label(element: etree._Element) -> str:
    speaker = element.find(_SPEAKER)
    return "" if speaker is None else plain(speaker).rstrip(" .:,;—–-")


def _turn(
    element: etree._Element,
    more: Sequence[etree._Element],
    speaks: Mapping[etree._Element, Voice],
    by_id: Mapping[str, etree._Element],
    *,
    has_modes: bool,
) -> Turn:
    kinds = [match[1] for token in element.get("ana", "").split() if (match := _KIND.search(token))]
    answers = "answer" in kinds or "reply" in kinds
    answered = by_id.get(element.get("corresp", "").removeprefix("#")) if answers else None
    to = element.get("toWhom", "").split() or (speaks[answered].who if answered is not None else ())
    parts = (element, *more)
    mode = _mode(parts) if has_modes else ""
    words = sum(map(count_words, parts))
    return Turn(element, tuple(more), speaks[element], words, tuple(dict.fromkeys(kinds)), answered, tuple(to), mode)


def _mode(parts: Iterable[etree._Element]) -> Mode:
    said = (each for part in parts for each in part.iter(_SAID))
    found = {mode for each in said if (mode := _MODES.get(each.get("direct", "")))}
    return "both" if len(found) > 1 else next(iter(found), "")


def count_words(element: etree._Element) -> int:
    """Count the words of a turn: what stands between blanks and has a letter or a digit."""
    words = _text(element).split()
    odd = [word for word in words if not word[0].isalnum()]  # few: only these are looked at closely
    return len(words) - sum(1 for word in odd if not any(map(str.isalnum, word)))


def _text(element: etree._Element) -> str:
    """Return the text that counts; most turns hold a label and paragraphs or lines without further elements."""
    texts = [element.text or ""]
    for child in element:
        is_break = child.tag in _BREAKS
        if is_break:
            texts.append(" ")
        if isinstance(child.tag, str) and child.tag not in _APART:
            texts += _inner(child) if len(child) else (child.text or "",)
        texts.append(" " + (child.tail or "") if is_break else child.tail or "")
    return "".join(texts)


def _inner(element: etree._Element) -> Iterator[str]:
    """Yield the texts of an element that count; without recursion, since a tree may be deeper than Python allows."""
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, each in walk:
        if each.tag in _BREAKS:
            yield " "
        if event == "start":
            if each.tag in _APART:
                walk.skip_subtree()
            elif each.text:
                yield each.text
        elif each.tail and each is not element:
            yield each.tail
