"""What is compared: the letters of a text; contract.md, "Nothing lost means".

Compared are letters, marks, digits, punctuation and symbols; white space, control and format characters are not.
Characters for private use, and those that this version of Unicode does not know, are compared as well: manuscripts
are full of them. The form is NFD, not NFC: two texts are equal in the one where they are equal in the other, but in
NFD the letters of two pieces together are those of each, wherever a page cuts a text.
"""

import unicodedata

_PASSED_OVER = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


class _Table(dict[int, int | None]):
    """What `str.translate` does with each character, found out when it first occurs."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) in _PASSED_OVER else code
        return self[code]


_TABLE = _Table()


def letters(text: str) -> str:
    """Return what is compared of a text, in order."""
    return unicodedata.normalize("NFD", text).translate(_TABLE)


def folded(text: str) -> str:
    """Return the letters as a PDF is held against them: without regard to case, ligatures and hyphens.

    Setting breaks words at the ends of lines, joins letters to ligatures and sets small capitals; NFKD and case
    folding take that back. Hyphens go on both sides, since nobody can tell one of the source from one of a line's end.
    """
    kept = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()).translate(_TABLE)
    return kept.translate(_HYPHENS)


# U+FFFE is what PDFium gives for a hyphen at the end of a line, and U+0002 what it gave in older versions.
_HYPHENS = dict.fromkeys(map(ord, "-\u058a\u2010\u2011\ufffe\u0002"))
