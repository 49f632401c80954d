"""Names of persons at the beginning of a sentence, in lists, and as keys of ids."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from edition.desk.importing.tables import HONORIFICS, PARTICLES
from edition.rules.words_of_time import fold

_TOKEN = re.compile(r"\S+")
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?){1,4}")
_INITIAL_LAST = re.compile(r"(?<![^\W\d_])[^\W\d_a-z]\.$")
_ASCII = str.maketrans(
    dict(
        zip(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia".split(),
            strict=True,
        )
    )
    | {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th"}
)
_SIGNED = re.compile(
    r"\s*[(\[]?(?:signed|sgd|gez|gezeichnet|signé|подпис\w{1,3}|/s/|recorded by|"
    r"taken down by|aufgezeichnet von|записала?)"
    r"(?: by)?[)\]]?[.:]?\s",
    re.IGNORECASE,
)
# Letters that all readers of XML take in names.
_NAME = re.compile(r"[0-9A-Za-z_À-ÖØ-öø-ıΑ-ΡΣ-ώЁА-яё-]+")
_LONGEST_KEY = 40


class Token(NamedTuple):
    """A word with its place, and as it is looked up: folded, without the punctuation around it."""

    start: int
    end: int
    text: str
    bare: str


def tokens(text: str, most: int = 30, start: int = 0) -> list[Token]:
    """Return the first words of a text."""
    found: list[Token] = []
    for each in _TOKEN.finditer(text, start):
        if len(found) == most:
            break
        word = each[0][:80]
        found.append(Token(each.start(), each.end(), word, fold(word).strip(".,;:!?()\"'“”„«»’‘…—–-")))
    return found


def is_capital(token: Token) -> bool:
    """Tell whether a word begins with a capital letter."""
    return token.text[:1].isupper() or (token.text[:1] in "([„“«'" and token.text[1:2].isupper())


def is_title(token: Token) -> bool:
    """Tell whether a word is a title or an honorific, or an article before one."""
    return token.bare in HONORIFICS or fold(token.text) in HONORIFICS


def name_end(words: Sequence[Token], start: int = 0) -> int:
    """Return the number of the word behind a name that begins at a word; `start` if none begins there."""
    place, last = start, start
    while place < min(len(words), start + 7):
        word = words[place]
        if is_capital(word) or is_title(word) or _INITIAL.fullmatch(word.text):
            last = place + 1
        elif not (last > start and (word.bare in PARTICLES or word.text.startswith("os-"))):
            break
        place += 1
        if word.text[-1] in ",;:!?)" or (
            word.text[-1] == "." and not (is_title(word) or _INITIAL.fullmatch(word.text))
        ):
            break
    return last


def key(words: Sequence[Token]) -> str:
    """Return the key of a name: its last word with a capital that is no title, else its last word."""
    for word in reversed(words):
        if is_capital(word) and not is_title(word) and not _INITIAL.fullmatch(word.text) and len(word.bare) > 1:
            return slug(word.bare)
    return slug(words[-1].bare) if words else ""


def slug(text: str) -> str:
    """Return a text as part of an id: ASCII letters, digits and hyphens; “x” if nothing is left."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("_", "-").translate(_ASCII).replace("_", ""))
    joined = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode("ascii")).strip("-")
    return joined[:_LONGEST_KEY].strip("-") or "x" + "".join(f"{ord(each):x}" for each in text[:8])


def person_id(prefix: str, who: str) -> str:
    """Return the id of the person with a key."""
    return f"{prefix}p-{who}"


def heading_id(anchor: str) -> str:
    """Return the end of the id of a heading: its address, if an xml:id can hold it, else what of it is ASCII."""
    return anchor if _NAME.fullmatch(anchor) else slug(anchor)


def senders(text: str) -> list[str]:
    """Return the names of a signature, without “signed” and what stands in brackets."""
    text = _SIGNED.sub("", text)
    plain, depth = [], 0
    for letter in text:
        depth += letter in "[("
        if not depth:
            plain.append(letter)
        depth -= letter in "])" and depth > 0
    # The point of an initial stays, that of a sentence goes.
    lines = (name.strip() for name in "".join(plain).replace("\n", ",").split(","))
    names = (name.lstrip(" .") if _INITIAL_LAST.search(name) else name.strip(" .") for name in lines)
    return [name for name in names if slug(name) and any(letter.isalpha() for letter in name)][:12]
