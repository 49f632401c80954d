"""How lists sort names of all scripts: script by script, each in the order of its alphabet, and by what letter.

Neither Python nor SaxonC-HE knows the order of Russian or Persian: `Ё` would stand before `А`, `پ` behind `و`. So a
letter is sorted by its place in an alphabet that stands here; accents count only between words that are else equal.
"""

import re
import unicodedata
from functools import lru_cache

# Old letters stand where they were printed; equal sorts stand between brackets: [её] are one letter.
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "абвгґдђѓ[её]єжзѕ[иѵ]іїйјкќлљмнњопрстћуўфхцчџшщъыь[эѣ]юя",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "[اآأإٱ][ء][ب]پ[تة]ثجچحخدذرزژسشصضطظعغفق[کك]گلمن[وؤ]ه[یيىئ]",
)
_ALIKE = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ς": "σ"}
    | dict(zip("ךםןףץ", "כמנפצ", strict=True))
)
# These are letters of their own; of all others what stands above or below them is an accent.
_WHOLE = frozenset("йґѓќўїآأإؤئ")


def _places() -> dict[str, tuple[int, str]]:
    """Return for each letter its place among all alphabets, and the letter under which it stands."""
    found: dict[str, tuple[int, str]] = {}
    place = 0
    for alphabet in _ALPHABETS:
        for group in re.findall(r"\[(\w+)\]|(\w)", alphabet):
            letters = "".join(group)
            place += 1
            found |= dict.fromkeys(letters, (place, letters[0]))
    return found


_PLACES = _places()
_BEFORE = re.compile(r"^[\W_]+")
_NUMBER = re.compile(r"\d+")
_FIGURES = 12  # that a number is filled up to
_KNOWN = 20_000  # names that are kept at hand: most are asked for many times


@lru_cache(maxsize=_KNOWN)
def key(text: str) -> tuple[str, str]:
    """Return what a name is sorted by: letters and digits only, numbers by their size, then the name itself."""
    return "".join(map(_ranked, _NUMBER.sub(_padded, plain(text)))), text


@lru_cache(maxsize=_KNOWN)
def plain(text: str) -> str:
    """Return a name without case and accents, and without what stands before its first letter or digit."""
    folded = text.casefold()
    if not folded.isascii():
        folded = "".join(map(_bare, folded.translate(_ALIKE)))
    return _BEFORE.sub("", folded)


def initial(text: str) -> str:
    """Return the letter under which a name stands, `#` for a digit, "" if there is neither."""
    first = plain(text)[:1]
    if first.isdigit():
        return "#"
    return _PLACES.get(first, (0, first))[1].upper()


def _padded(number: re.Match[str]) -> str:
    """Return a number in the digits of any script as one that sorts by its size."""
    return "".join(str(unicodedata.digit(figure)) for figure in number[0]).lstrip("0").zfill(_FIGURES)


@lru_cache(maxsize=2000)
def _bare(letter: str) -> str:
    if letter in _WHOLE:
        return letter
    if unicodedata.category(letter) == "Lm":  # signs of transliteration such as ʿ
        return ""
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))


@lru_cache(maxsize=2000)
def _ranked(letter: str) -> str:
    """Return a letter that sorts by its code point where this one stands; digits and blanks come first."""
    if letter in _PLACES:
        return chr(0xE000 + _PLACES[letter][0])
    if letter.isdigit() or letter.isspace():
        return letter
    return letter if letter.isalpha() else ""
