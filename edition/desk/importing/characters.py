"""Characters that XML 1.0 cannot hold, and how they stay visible."""

import re
from collections.abc import Mapping

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PICTURES = 0x2400  # U+2400 to U+241F picture the control characters
_SPACE = 0x20


def held(text: str) -> tuple[str, Mapping[str, str]]:
    """Return a text without characters that XML cannot hold, and what the signs in their place stand for.

    A control character becomes its picture (U+2400 …), what is no character U+FFFD. Nothing is left out.
    """
    found = sorted(set(_FORBIDDEN.findall(text)))
    if not found:
        return text, {}
    signs = {each: chr(_PICTURES + ord(each)) if ord(each) < _SPACE else "\ufffd" for each in found}
    names: dict[str, str] = {}
    for each, sign in signs.items():
        names[sign] = f"{names[sign]} U+{ord(each):04X}" if sign in names else f"U+{ord(each):04X}"
    return text.translate({ord(each): sign for each, sign in signs.items()}), names
