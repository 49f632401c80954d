"""Characters that do not belong into a text: TXT003, TXT004; and two kinds of quotation marks: TXT005."""

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from edition.model import Finding, Spot
from edition.rules.catalogue import finding
from edition.rules.outline import Outline
from edition.source.discover import TEI_NAMESPACE

# C1 controls, the replacement character, a byte order mark within, noncharacters; and what is for private use.
_BROKEN = "\u007f-\u009f\ufffd\ufeff\ufdd0-\ufdef\ufffe\uffff"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_RARE = b"\x7f\xee\xef\xf3\xf4"  # how they begin in UTF-8
_CONTROL = re.compile("[\x80-\x9f]")
_ANY = re.compile(f"[{_BROKEN}{_PRIVATE}]")
_BAD_WORD = re.compile(rf"[\w]*[{_BROKEN}{_PRIVATE}][\w{_BROKEN}{_PRIVATE}]*")
_WORD = re.compile(r"\S+")
_CURLY = re.compile("[“”„]")
_STRAIGHT = re.compile(r'(?<![\d′″])"')
_VERBATIM = frozenset(
    f"{{{TEI_NAMESPACE}}}{name}" for name in ("g", "code", "eg", "egXML", "mapping", "idno", "formula")
)
_BLOCKS = frozenset(f"{{{TEI_NAMESPACE}}}{name}" for name in ("p", "ab", "l", "head", "item", "cell", "note"))
_QUOTES = "use one kind; if the source has both, say so in the editorial declaration and ignore TXT005"
_ADVICE = {
    "\ufffd": "it stands for a character that was lost when the file was converted: see the original",
    "\ufeff": "it is a byte order mark and belongs to the beginning of a file",
}


def check(whole: Outline) -> list[Finding]:
    """Return TXT003 to TXT005; most files have nothing of the kind, so they are searched as a whole first."""
    text = whole.tree.text
    numbered = "&#" in text  # characters written as numbers are seen only in the tree
    findings: list[Finding] = []
    if whole.may_have(_RARE) or (whole.may_have(b"\xc2") and _CONTROL.search(text)):
        findings += _strange(whole)
    if numbered or not unicodedata.is_normalized("NFC", text):
        findings += _decomposed(whole)
    if numbered or any(mark in text for mark in "“”„"):  # many times as fast as the expression
        findings += _mixed_quotes(whole)
    return findings


def _texts(whole: Outline) -> Iterator[tuple[int, str]]:
    """Yield the texts with the number of the element that they stand in."""
    for number, element in enumerate(whole.elements):
        if element.tag in _VERBATIM:
            continue
        if element.text:
            yield number, element.text
        for child in element:
            if child.tail:
                yield number, child.tail


def _strange(whole: Outline) -> Iterator[Finding]:
    """Yield TXT003; characters for private use are right where the header describes characters (charDecl)."""
    allowed = _PRIVATE if next(whole.named("charDecl"), None) else ""
    for number, text in _texts(whole):
        for found in _BAD_WORD.finditer(text):
            character = next(each for each in found[0] if _ANY.match(each))
            if allowed and re.match(f"[{allowed}]", character):
                continue
            message = f"U+{ord(character):04X} ({_kind(character)}) in the text"
            advice = _ADVICE.get(character, "see in the original what it should be, and write that")
            yield finding("TXT003", whole.tree.source.path, message, advice, Spot(number, None, found[0]))


def _kind(character: str) -> str:
    if re.match(f"[{_PRIVATE}]", character):
        return "for private use: without the right font nobody can read it"
    return unicodedata.name(character, "a control character").lower()


def _decomposed(whole: Outline) -> Iterator[Finding]:
    """Yield TXT004 for each text with a word that Unicode's form NFC writes otherwise; see the W3C's charmod-norm."""
    for number, text in _texts(whole):
        if unicodedata.is_normalized("NFC", text):
            continue
        words = [word for word in _WORD.findall(text) if not unicodedata.is_normalized("NFC", word)]
        if not words:
            continue
        found, composed = _difference(words[0])
        message = f"“{words[0]}” is not in Unicode’s form NFC: {found} should be {composed}"
        advice = "other letters look the same and are not found by a search; normalise the file to NFC"
        yield finding("TXT004", whole.tree.source.path, message, advice, Spot(number, None, words[0]))


def _difference(word: str) -> tuple[str, str]:
    """Return the first characters that differ from the composed form, as code points."""
    composed = unicodedata.normalize("NFC", word)
    start = next(i for i in range(len(word)) if word[i] != composed[i : i + 1])
    end = start + 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return _points(word[start:end]), _points(unicodedata.normalize("NFC", word[start:end]))


def _points(text: str) -> str:
    return " ".join(f"U+{ord(each):04X}" for each in text)


def _mixed_quotes(whole: Outline) -> Iterator[Finding]:
    """Yield TXT005 for each block that has straight and curly double quotation marks; notes are blocks of their own."""
    seen: set[etree._Element] = set()
    for number, text in _texts(whole):
        straight = _STRAIGHT.search(text) if '"' in text else None
        block = _block(whole.elements[number]) if straight else None
        if straight is None or block is None or block in seen:
            continue
        seen.add(block)
        if curly := _CURLY.search("".join(_own_text(block))):
            word = next(each[0] for each in _WORD.finditer(text) if each.end() >= straight.end())
            message = f"{word} has a straight quotation mark, where {curly[0]} is used as well"
            yield finding("TXT005", whole.tree.source.path, message, _QUOTES, Spot(number, None, word))


def _block(element: etree._Element) -> etree._Element | None:
    while element.tag not in _BLOCKS:
        parent = element.getparent()
        if parent is None or element.tag in _VERBATIM:
            return None
        element = parent
    return element


def _own_text(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in _BLOCKS and isinstance(child.tag, str):
            yield from _own_text(child)
        yield child.tail or ""
