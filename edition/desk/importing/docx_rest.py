"""What a reader of DOCX passes over: running heads, deleted text, formulas, fields."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from edition.desk.importing.blocks import Block, Run, whole
from edition.desk.importing.characters import held

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_READ = frozenset({f"{_WORD}t"})
_UNREAD = frozenset({f"{_WORD}delText", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"})
_PARTING = tuple(
    f"{_WORD}{name}"
    for name in "tab br cr sym noBreakHyphen softHyphen footnoteReference endnoteReference drawing pict".split()
)
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICE, _FALLBACK = f"{_MARKUP}Choice", f"{_MARKUP}Fallback"


def left_over(roots: Sequence[tuple[str, etree._Element]], blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the paragraphs of the parts of a file, by name, that are not in the blocks that were read of it."""
    known: Counter[str] = Counter()
    for block in whole(tuple(blocks)):
        known.update(_words("".join(run.text if not run.note else " " for run in block.runs)))
    seen: set[str] = set()
    for part, root in roots:
        is_running = part.startswith(("word/header", "word/footer"))
        for number, paragraph in enumerate(root.iter(f"{_WORD}p"), 1):
            text, unread = _own_text(paragraph, _READ), _own_text(paragraph, _UNREAD)
            missing = text.split() if is_running else [*_missing(_words(text), known), *_words(unread)]
            if missing and (not is_running or text not in seen):
                seen.add(text)
                info = "running head" if is_running else "deleted, or a formula or field"
                yield Block("p", (Run(" ".join(missing)),), number, info=info)


def _own_text(paragraph: etree._Element, texts: frozenset[str]) -> str:
    """Return the text of a paragraph without that of paragraphs in text boxes; what is no text parts words."""
    parts = []
    for each in paragraph.iter(*texts, *_PARTING):
        if _is_own(each, paragraph):
            parts.append((each.text or "") if each.tag in texts else " ")
    return held("".join(parts))[0]


def _is_own(each: etree._Element, paragraph: etree._Element) -> bool:
    for around in each.iterancestors():
        if _is_doubled(around):
            return False
        if around.tag == f"{_WORD}p" and around is not paragraph:
            return False
        if around is paragraph:
            break
    return not any(map(_is_doubled, paragraph.iterancestors(_CHOICE)))


def _is_doubled(around: etree._Element) -> bool:
    """Tell whether what an element holds stands there again for older programs, in the form that is read."""
    parent = around.getparent()
    return around.tag == _CHOICE and parent is not None and parent.find(_FALLBACK) is not None


def _missing(words: Sequence[str], known: Counter[str]) -> Iterator[str]:
    for word in words:
        if known[word] > 0:
            known[word] -= 1
        else:
            yield word


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text)
