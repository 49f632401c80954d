"""Names that are empty, and words in which a letter of another script hides."""

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from edition.model import Finding, Spot
from edition.rules.catalogue import finding
from edition.rules.outline import Outline
from edition.source.discover import TEI_NAMESPACE
from edition.source.parse import Tree

# Elements whose words are a name.
_NAMES = ("persName", "placeName", "orgName", "geogName", "eventName", "name", "rs")
# What is kept as it was found, what is of another language, and what is no language.
_EXEMPT = ("sic", "orig", "surplus", "abbr", "formula", "code", "egXML", "idno", "eg", "gi", "att", "val")
_INLINE = ("foreign", "w", "term", "mentioned", "distinct", "m", "c", "seg", "hi", "gloss", "soCalled")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_EXEMPT_TAGS, _INLINE_TAGS = (frozenset(f"{{{TEI_NAMESPACE}}}{name}" for name in names) for names in (_EXEMPT, _INLINE))
_WORD = re.compile(r"[^\W\d_]+")
_RANGES = {
    "Latin": r"A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "Cyrillic": r"\u0400-\u052f",
    "Greek": r"\u0370-\u03ff\u1f00-\u1fff",
}
_SCRIPTS = {script: re.compile(f"[{letters}]") for script, letters in _RANGES.items()}
_RUN = re.compile(f"[{_RANGES['Cyrillic']}{_RANGES['Greek']}]+")
_NOT_LATIN = b"\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xe1"  # how Greek and Cyrillic begin in UTF-8
_SHORTEST = 4  # letters; below it mixed words are units and quantities: μm, Δt


def check(whole: Outline) -> list[Finding]:
    """Return TXT001 for names without a word, and TXT002 for words that mix Latin, Cyrillic and Greek."""
    # Few files have both scripts, and only they are worth the walk through all texts.
    return [*_empty(whole), *(_mixed(whole) if _may_mix(whole) else ())]


def _may_mix(whole: Outline) -> bool:
    """Tell whether a word may mix scripts; letters written as numbers or in CDATA are seen only in the tree."""
    text = whole.tree.text
    if not whole.may_have(_NOT_LATIN):
        return False
    return "&#" in text or "<![CDATA[" in text or any(_is_of_mixed_word(run) for run in _RUN.finditer(text))


def _is_of_mixed_word(run: re.Match[str]) -> bool:
    """Tell whether letters of another script stand beside a stretch of Cyrillic and Greek, or both are in it."""
    beside = run.string[max(0, run.start() - 1) : run.start()] + run.string[run.end() : run.end() + 1]
    return any(map(str.isalpha, beside)) or len(_scripts(run[0])) > 1


def _empty(whole: Outline) -> Iterator[Finding]:
    for number, element in whole.named(*_NAMES):
        if not len(element) and not (element.text or "").strip():
            name = etree.QName(element).localname
            yield finding("TXT001", whole.tree.source.path, f"<{name}> has no words", spot=Spot(number))


def _mixed(whole: Outline) -> Iterator[Finding]:
    exempt: set[etree._Element] = set()
    for number, element in enumerate(whole.elements):
        inline = element.tag in _INLINE_TAGS and element.get(_LANGUAGE) is not None
        if inline or element.tag in _EXEMPT_TAGS or element.getparent() in exempt:
            exempt.add(element)
            continue
        for text in _texts(element):
            for word in _mixed_words(text):
                yield _mixed_finding(whole.tree, number, word)


def _texts(element: etree._Element) -> Iterator[str]:
    """Yield the texts that stand in the element itself."""
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def _mixed_words(text: str) -> list[str]:
    if text.isascii():
        return []
    return [word for word in _WORD.findall(text) if len(word) >= _SHORTEST and len(_scripts(word)) > 1]


def _scripts(word: str) -> dict[str, list[str]]:
    """Return the letters of a word by script."""
    letters = {script: pattern.findall(word) for script, pattern in _SCRIPTS.items()}
    return {script: found for script, found in letters.items() if found}


def _mixed_finding(tree: Tree, number: int, word: str) -> Finding:
    scripts = _scripts(word)
    rare = min(scripts, key=lambda script: len(scripts[script]))
    letters = ", ".join(f"{letter} (U+{ord(letter):04X}, {_called(letter)})" for letter in dict.fromkeys(scripts[rare]))
    message = f"“{word}” mixes {' and '.join(scripts)} letters"
    advice = f"{letters}; if the source has it so, put it into <sic> or <orig>"
    return finding("TXT002", tree.source.path, message, advice, Spot(number, None, word))


def _called(letter: str) -> str:
    return unicodedata.name(letter, "unnamed").lower()
