"""The proof that an import loses no word: the words of the transcript are those of the draft."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from edition.desk.importing.blocks import Block, Transcript, whole
from edition.source.discover import TEI_NAMESPACE

_TEI = f"{{{TEI_NAMESPACE}}}"
# A number is a word of its own: behind one, it may have been the call of a note.
_WORD = re.compile(r"[^\W\d⁰¹²³⁴-⁹]+|\d+|[⁰¹²³⁴-⁹]+|[^\w\s]")
# Elements at whose edges no word ends.
_INLINE = frozenset(
    f"{_TEI}{name}"
    for name in "hi supplied unclear sic gap desc date time persName foreign ref seg said code idno editor g fw".split()
)
_OURS_IN_HEADER = (
    "publicationStmt",
    "encodingDesc",
    "revisionDesc",
    "msDesc",
    "respStmt",
    "author",
    "creation",
    "particDesc",
    "correspDesc",
    "langUsage",
)
_OURS = frozenset(f"{_TEI}{name}" for name in _OURS_IN_HEADER)


def lost(transcript: Transcript, root: etree._Element, unsaid: Iterable[str] = ()) -> list[str]:
    """Return the words of a transcript that a draft lacks, and those that it has besides; both lists in one.

    What is `unsaid` is not in the draft because an element says the same: the call of a note, “[sic]”.
    """
    before, after = Counter(words(transcript)), Counter(words_of_draft(root))
    after.update(word for each in unsaid for word in _WORD.findall(each))
    return [*(before - after).elements(), *(after - before).elements()]


def words(transcript: Transcript) -> Iterator[str]:
    """Yield the words of a transcript, each sign of punctuation as one."""
    blocks = (
        *transcript.blocks,
        *transcript.apart,
        *(each for note in transcript.notes.values() for each in note.blocks),
    )
    for block in whole(blocks):
        yield from _WORD.findall("".join(_text(block)))


def _text(block: Block) -> Iterator[str]:
    for run in block.runs:
        parted = bool(run.note or run.image or "break" in run.marks)
        yield f" {run.text} " if parted else run.text


def words_of_draft(root: etree._Element) -> Iterator[str]:
    """Yield the words of a draft that come from the transcript: not what its header says besides, or again."""
    texts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            texts += () if element.tag in _INLINE else (" ",)
            texts.append("" if _is_ours(element) else element.text or "")
        else:
            texts += () if element.tag in _INLINE else (" ",)
            parent = element.getparent()
            texts.append("" if parent is None or _is_ours(parent) else element.tail or "")
    yield from _WORD.findall("".join(texts))


def _is_ours(element: etree._Element) -> bool:
    if element.tag == f"{_TEI}title" and element.get("subtype") == "supplied":
        return True
    if element.tag == f"{_TEI}p" and (parent := element.getparent()) is not None and parent.tag == f"{_TEI}sourceDesc":
        return True
    return element.tag in _OURS or any(each.tag in _OURS for each in element.iterancestors())
