"""Licences that are known by name: from the words of a configuration, or an address, to a link with words."""

import re

from edition.view import Json

_CREATIVE = {
    "by": "Attribution",
    "by-sa": "Attribution-ShareAlike",
    "by-nc": "Attribution-NonCommercial",
    "by-nd": "Attribution-NoDerivatives",
    "by-nc-sa": "Attribution-NonCommercial-ShareAlike",
    "by-nc-nd": "Attribution-NonCommercial-NoDerivatives",
}
_PUBLIC = {
    "cc0": ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0 Universal"),
    "pdm": ("https://creativecommons.org/publicdomain/mark/1.0/", "Public Domain Mark 1.0"),
    "etalab-2.0": ("https://www.etalab.gouv.fr/licence-ouverte-open-licence/", "Licence Ouverte 2.0"),
    "odbl-1.0": ("https://opendatacommons.org/licenses/odbl/1-0/", "Open Database License 1.0"),
    "odc-by-1.0": ("https://opendatacommons.org/licenses/by/1-0/", "Open Data Commons Attribution 1.0"),
    "mit": ("https://opensource.org/license/mit", "MIT License"),
}
# "CC-BY-SA-4.0" as SPDX writes it, "CC BY-SA 4.0" as people do; an address; the ids that are no other words.
_NAMED = re.compile(
    r"""(?P<address>https?://[^\s<>"]*[^\s<>".,;:!?)\]])"""
    r"|\bCC[ -](?P<terms>BY(?:-NC)?(?:-SA|-ND)?)[ -](?P<number>[1-4]\.\d)\b"
    r"|\b(?P<cc0>CC[ -]?0(?:[ -]1\.0)?)\b|\b(?P<pdm>CC-PDM-1\.0|Public Domain Mark 1\.0)\b"
    r"|(?P<other>(?<![\w.-])(?:etalab-2\.0|ODbL-1\.0|ODC-By-1\.0)(?![\w-]))|(?P<mit>\AMIT\Z)",
    re.IGNORECASE,
)
_DEED = re.compile(r"https?://creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)(?:/|\Z)")
_WAIVER = re.compile(r"https?://creativecommons\.org/publicdomain/(zero|mark)/1\.0(?:/|\Z)")


def licence_view(words: str) -> Json | None:
    """Return a licence as the stylesheets show it: the words before, in and after its link, its address and its name.

    `words` are an SPDX id, an address, or a sentence that may hold one. Without either there is no address, and all
    words stand in `before`. None if there are no words.
    """
    text = " ".join(words.split())
    if not text:
        return None
    match = _NAMED.search(text)
    if match is None:
        return {"before": text, "link": "", "after": "", "url": "", "name": text}
    url, name = _known(match)
    is_all = match[0] == text
    return {
        "before": text[: match.start()],
        "link": name if is_all else match[0],
        "after": text[match.end() :],
        "url": url,
        "name": name,
    }


def name_of(address: str) -> str:
    """Return the name of the licence at an address, the address itself if it is none that we know."""
    if (deed := _DEED.match(address)) and deed[1] in _CREATIVE:
        return f"Creative Commons {_CREATIVE[deed[1]]} {deed[2]}{_reach(deed[2])}"
    if waiver := _WAIVER.match(address):
        return _PUBLIC["cc0" if waiver[1] == "zero" else "pdm"][1]
    return next((name for url, name in _PUBLIC.values() if url == address), address)


def _known(match: re.Match[str]) -> tuple[str, str]:
    """Return address and name of the licence that was found."""
    if address := match["address"]:
        return address, name_of(address)
    if terms := match["terms"]:
        url = f"https://creativecommons.org/licenses/{terms.lower()}/{match['number']}/"
        return url, name_of(url)
    key = "cc0" if match["cc0"] else "pdm" if match["pdm"] else match[0].casefold()
    return _PUBLIC[key]


def _reach(number: str) -> str:
    """Say of a version of Creative Commons whether it was made for all countries."""
    return " International" if number == "4.0" else ""
