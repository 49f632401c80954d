"""Letters that readers do not tell apart when they search, beyond case and accents, which Pagefind sees to.

The same table folds the index and, handed to the browser, the query: no other place knows of it.
"""

import re

# Arabic letters and their Persian forms; hamza and its carriers; digits of both; yo. Each stands for one letter.
_PAIRS = ("يی", "ىی", "ئی", "كک", "ةه", "ۀه", "ەه", "ؤو", "أا", "إا", "آا", "ٱا", "ёе", "ЁЕ")
TABLE: dict[str, str] = {pair[0]: pair[1] for pair in _PAIRS} | {
    chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)
}
# What Arabic script, or a typesetter, puts within a word, and nobody types: tatweel, joiners, soft hyphen, marks of
# direction; vowel signs and hamza above; the half rings and primes of transliteration. (A joiner that parts, and
# apostrophes, are left: Pagefind finds such words whole and by their parts.)
# As regular expressions have it, here and in the browser.
UNSEEN = r"\u0640\u00ad\u200b\u200d-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\u064b-\u065f\u0670\u02b9-\u02bf"
_UNSEEN = re.compile(f"[{UNSEEN}]")
_TABLE = str.maketrans(TABLE)


def fold(text: str) -> str:
    """Return a text with all that is folded; of a text that is `settled` it has as many words as before."""
    return _UNSEEN.sub("", text).translate(_TABLE)


def settled(text: str) -> str:
    """Return a text without words of which nothing is seen; browsers take U+FEFF for a blank, so it goes, too."""
    if not _UNSEEN.search(text):
        return text
    return " ".join(word for word in text.replace("\ufeff", "").split() if fold(word))
