"""From the characters of a schema to its tokens (A.2.5)."""

import re
from array import array
from collections.abc import MutableSequence
from dataclasses import dataclass, field

from edition.grammar.compact.text import NEWLINE, Text

# Every recursion of the parser passes through an opening bracket, so this bounds it as well. Python's own limit is
# a thousand calls, and a level takes eight at most.
MAX_DEPTH = 64

KEYWORDS = frozenset(
    "attribute default datatypes div element empty external grammar include inherit list mixed namespace notAllowed "
    "parent start string text token".split()
)
# The kinds of the other tokens; that of a keyword or a symbol is the keyword or symbol itself.
IDENTIFIER, CNAME, NS_NAME = "identifier", "cname", "nsname"
LITERAL, DOCUMENTATION, END = "literal", "documentation", "end"

_FIRST = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = f"[{_FIRST}][{_FIRST}0-9.\xb7\u0300-\u036f\u203f-\u2040-]*+"
_SCANNER = re.compile(
    rf"""
    (?: [ \t\n\0]++ | \#(?!\#)[^\n\0]*+ )*+
    (?: (?P<name> {_NAME} (?: : (?: {_NAME} | \* ) )?+ )
      | (?P<symbol> \|= | &= | >> | [=,|&?*+~(){{}}\[\]-] )
      | (?P<literal> \"\"\".*?\"\"\" | '''.*?''' | "[^"\0]*+" | '[^'\0]*+' )
      | (?P<documentation> \#\#[^\n\0]*+ (?: [\n\0][ \t]*+\#\#[^\n\0]*+ )*+ )
      | \\(?P<quoted> {_NAME} )
      | (?P<end> \Z )
      | (?P<wrong> . )
    )""",
    re.VERBOSE | re.DOTALL,
)
_LINE_BREAK = re.compile(r"[\n\0][ \t]*")
_DEPTH = {"{": 1, "[": 1, "(": 1, "}": -1, "]": -1, ")": -1}
_TRIPLE = 6


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens in order, the last of them END; three lists, as an object for each would be slow."""

    text: Text
    kinds: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)  # of a literal what it means, else what is written
    starts: MutableSequence[int] = field(default_factory=lambda: array("L"))


def tokenize(text: Text) -> Tokens:
    """Find all tokens; raise CompactError where there is none, or where brackets nest too deeply."""
    tokens = Tokens(text)
    depth = 0
    for match in _SCANNER.finditer(text.characters):
        group = match.lastgroup or ""
        value, start = match[group], match.start(group)
        if group == "symbol":
            depth += _DEPTH.get(value, 0)
            if depth > MAX_DEPTH:
                raise text.error(start, f"nested more than {MAX_DEPTH} levels deep")
        kind, value = _kind(group, value, start, text)
        tokens.kinds.append(kind)
        tokens.values.append(value)
        tokens.starts.append(start)
        if kind == END:  # after blanks at the end of a text the scanner would find it twice
            break
    return tokens


def _kind(group: str, value: str, start: int, text: Text) -> tuple[str, str]:
    """Return kind and value of what the scanner found."""
    match group:
        case "name":
            if ":" in value:
                return (NS_NAME if value.endswith("*") else CNAME), value
            return (value if value in KEYWORDS else IDENTIFIER), value
        case "symbol":
            return value, value
        case "literal":
            return LITERAL, _unquoted(value)
        case "documentation":
            return DOCUMENTATION, _comment(value)
        case "quoted":
            return IDENTIFIER, value
        case "end":
            return END, ""
    raise text.error(*_mistake(value, start, text.characters))


def _unquoted(literal: str) -> str:
    if len(literal) >= _TRIPLE and literal[0] == literal[1]:
        return literal[3:-3].replace(NEWLINE, "\n")
    return literal[1:-1]


def _comment(lines: str) -> str:
    """Return the words of `##` comments on adjacent lines: `documentation` in A.2.5."""
    return "\n".join(line.lstrip("#").removeprefix(" ") for line in _LINE_BREAK.split(lines))


def _mistake(character: str, start: int, characters: str) -> tuple[int, str]:
    """Return place and message for a character that begins no token."""
    if character in "\"'":
        if characters.endswith(character * 2, 0, start):  # `""` and `"` are an opening `"""` that nothing closes
            return start - 2, f"this {character * 3} is never closed"
        advice = f"a literal of several lines stands in {character * 3}"
        return start, f"this {character} is not closed on its line; {advice}"
    if character == ":":
        return start, 'a ":" stands between a prefix and a name, or a prefix and "*", without blanks'
    if character == "\\":
        return start, 'expected a name after "\\"'
    if character == "<" and not characters[:start].strip(" \t\n\0"):
        return start, 'unexpected "<"; this looks like XML, not like the compact syntax'
    shown = f'"{character}"' if character.isprintable() else f"U+{ord(character):04X}"
    return start, f"unexpected character {shown}"
