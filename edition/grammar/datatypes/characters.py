"""Classes of characters in the regular expressions of XML Schema (part 2, appendix F.1)."""

import re
import unicodedata
from dataclasses import dataclass

from edition.grammar.datatypes.blocks import BLOCKS

Range = tuple[int, int]

CATEGORIES = frozenset(
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn".split()
)

# XML 1.0, fifth edition, section 2.3
_NAME_START = (
    ":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME_MORE = "\\-.0-9\xb7\u0300-\u036f\u203f-\u2040"


def _ranges(text: str) -> tuple[Range, ...]:
    """Read ranges as a character class of Python writes them."""
    letters = text.replace("\\-", "\x00")
    found: list[Range] = []
    while letters:
        last = letters[2] if letters[1:2] == "-" else letters[0]
        found.append((ord(letters[0]) or ord("-"), ord(last) or ord("-")))
        letters = letters[3:] if letters[1:2] == "-" else letters[1:]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class CharacterClass:
    """The characters of some ranges, Unicode categories and other classes; or all but these; without `taken` away."""

    ranges: tuple[Range, ...] = ()
    categories: frozenset[str] = frozenset()
    classes: tuple["CharacterClass", ...] = ()
    is_negated: bool = False
    taken: "CharacterClass | None" = None

    def contains(self, character: str) -> bool:
        """Tell whether a character belongs to the class."""
        if self._holds(character) is self.is_negated:
            return False
        return self.taken is None or not self.taken.contains(character)

    def _holds(self, character: str) -> bool:
        code = ord(character)
        if any(first <= code <= last for first, last in self.ranges):
            return True
        if self.categories:
            category = unicodedata.category(character)
            if category in self.categories or category[0] in self.categories:
                return True
        return any(each.contains(character) for each in self.classes)


def negated(characters: CharacterClass) -> CharacterClass:
    """Return all the other characters."""
    return CharacterClass(classes=(characters,), is_negated=True)


def single(character: str) -> CharacterClass:
    """Return the class of one character."""
    return CharacterClass(((ord(character), ord(character)),))


def named(name: str) -> CharacterClass | None:
    r"""Return the class that `\p{name}` means: a category, or with `Is` in front a block; None if there is none."""
    if name in CATEGORIES:
        return CharacterClass(categories=frozenset((name,)))
    ranges = BLOCKS.get(name.removeprefix("Is")) if name.startswith("Is") else None
    return CharacterClass(ranges) if ranges else None


_SPACE = CharacterClass(_ranges(" \t\n\r"))
_DIGIT = CharacterClass(categories=frozenset(("Nd",)))
_INITIAL = CharacterClass(_ranges(_NAME_START))
_NAME = CharacterClass(_ranges(_NAME_START + _NAME_MORE))
_NO_WORD = CharacterClass(categories=frozenset("PZC"))

WILDCARD = CharacterClass(_ranges("\n\r"), is_negated=True)
ESCAPES = {
    **{letter: single(letter) for letter in "\\|.?*+(){}-[]^"},
    "n": single("\n"),
    "r": single("\r"),
    "t": single("\t"),
    "s": _SPACE,
    "d": _DIGIT,
    "i": _INITIAL,
    "c": _NAME,
    "w": negated(_NO_WORD),
    "S": negated(_SPACE),
    "D": negated(_DIGIT),
    "I": negated(_INITIAL),
    "C": negated(_NAME),
    "W": _NO_WORD,
}

_PLAIN_NAME = re.compile(r"[A-Za-z_:][A-Za-z0-9_:.-]*")
_PLAIN_TOKEN = re.compile(r"[A-Za-z0-9_:.-]+")


def is_name(text: str) -> bool:
    """Tell whether a text is a Name of XML."""
    if _PLAIN_NAME.fullmatch(text):
        return True
    return is_token(text) and _INITIAL.contains(text[0])


def is_ncname(text: str) -> bool:
    """Tell whether a text is a Name without colon."""
    return ":" not in text and is_name(text)


def is_token(text: str) -> bool:
    """Tell whether a text is a Nmtoken of XML."""
    return _PLAIN_TOKEN.fullmatch(text) is not None or (bool(text) and all(map(_NAME.contains, text)))
