"""Which language a text is in, by its script and its commonest words; passages in another script."""

import re
from collections.abc import Iterable, Iterator, Mapping

from edition.desk.importing.spans import Span

_STOP: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": (
            "the and of to in is was that it he for on with as his be at by had not are but from or have an "
            "they which you were her all she there would their we him been has when who will no more if out so "
            "said what up its about into than them can only other"
        ),
        "de": (
            "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden"
            " aus er hat dass daß sie nach wird bei einer um am sind noch wie einem über einen so zum war haben"
            " nur oder aber vor zur bis mehr durch man ich wir ihr sein wurde mir mich"
        ),
        "fr": (
            "de la le et les des en un du une que est pour qui dans par pas au sur ne se plus ce il sont la "
            "avec son cette aux mais on ont ou je vous nous elle leur été être fait comme tout même y ses sa "
            "était lui si sans deux"
        ),
        "es": (
            "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me"
            " sin sobre este ya entre cuando todo esta ser son también era"
        ),
        "it": (
            "di e il la che in a per un del è non sono una con della da le si dei nel al come più lo anche ma "
            "gli alla ha delle o questo i se ci suo era essere"
        ),
        "nl": (
            "de en van het een in is dat op te zijn met voor niet aan er om ook als dan bij door uit nog naar "
            "heeft hij ik ze wij maar werd worden kan was"
        ),
        "la": (
            "et in est non ad cum quod ut qui sed ex si quae per esse de enim hoc autem quam nec sunt etiam "
            "atque aut eius quid vel ab te me"
        ),
        "pt": (
            "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das seu sua "
            "ou quando muito nos já também"
        ),
        "pl": "w i na z się do nie jest że to o jak a po co ale przez od za dla czy tak jego jej były było",
        "sv": "och i att det som en på är av för med den till inte har de om ett han men var jag sig från vi så kan",
        "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ne ben var",
        "ru": (
            "и в не на что с по как он к а но из у за от то все его для это так о же был мы вы я бы она они "
            "было только быть ее или если еще"
        ),
        "uk": "і в не на що з та як він до але за від це у й його для про так є ми ви ще було бути її або якщо",
        "bg": "и в не на че с да се от за по като той но е са до си ще това както",
        "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز می شد",
        "ar": "في من على إلى أن هذا هذه التي الذي كان عن مع ما لا هو وقد و",
        "el": "και το του της η ο να με για τα των την από που στο οι δεν είναι",
    }.items()
}  # fmt: skip
_SCRIPTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Cyrl": ("ru", ("ru", "uk", "bg")),
    "Arab": ("ar", ("fa", "ar")),
    "Grek": ("el", ("el",)),
    "Hebr": ("he", ()),
    "Armn": ("hy", ()),
    "Geor": ("ka", ()),
    "Hani": ("zh", ()),
    "Kana": ("ja", ()),
    "Hang": ("ko", ()),
    "Deva": ("hi", ()),
}
_RANGES = (
    ("Cyrl", "\u0400-\u052f"),
    ("Arab", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"),
    ("Grek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("Hebr", "\u0590-\u05ff"),
    ("Armn", "\u0530-\u058f"),
    ("Geor", "\u10a0-\u10ff"),
    ("Hani", "\u3400-\u4dbf\u4e00-\u9fff"),
    ("Kana", "\u3040-\u30ff"),
    ("Hang", "\uac00-\ud7af"),
    ("Deva", "\u0900-\u097f"),
)
_LETTER = re.compile("|".join(f"(?P<{name}>[{letters}])" for name, letters in _RANGES) + r"|(?P<Latn>[^\W\d_])")
_RUN = re.compile(
    "|".join(rf"(?P<{name}>[{letters}]{{2,}}(?:[\s\u200c'’-]{{1,3}}[{letters}]+)*)" for name, letters in _RANGES)
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = ("en", "de", "fr", "es", "it", "nl", "la", "pt", "pl", "sv", "tr")
_SAMPLE = 40_000  # characters are enough to tell
_FEWEST = 8  # words of a passage
_HITS = 4


def language_of(text: str) -> tuple[str, float]:
    """Return the tag of the language of a text and how sure it is, from 0 to 1; “und” if nothing can be told."""
    sample = text[:_SAMPLE]
    script = script_of(sample)
    if not script:
        return "und", 0.0
    usual, candidates = ("", _LATIN) if script == "Latn" else _SCRIPTS[script]
    words = [word.casefold() for word in _WORD.findall(sample)]
    hits = sorted(((sum(word in _STOP[each] for word in words), each) for each in candidates), reverse=True)
    if not hits or not hits[0][0]:
        return usual or "und", 0.5 if usual else 0.0
    best, second = hits[0], hits[1] if len(hits) > 1 else (0, "")
    if script == "Cyrl" and best[0] == second[0]:
        return usual, 0.5
    lead = (best[0] - second[0]) / best[0]
    return best[1], round(min(1.0, best[0] / 6) * (0.5 + lead / 2), 2)


def script_of(text: str) -> str:
    """Return the script of most letters of a text; nothing if it has none."""
    counts: dict[str, int] = {}
    for found in _LETTER.finditer(text[:_SAMPLE]):
        name = found.lastgroup or ""
        counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else ""


def other_language(text: str, main: str) -> str:
    """Return the language of a passage if it is surely another than the main one, else nothing."""
    words = [word.casefold() for word in _WORD.findall(text[:2000])]
    if len(words) < _FEWEST:
        return ""
    found, _ = language_of(text[:2000])
    if found in (main, "und") or found not in _STOP:
        return ""
    hits = sum(word in _STOP[found] for word in words)
    own = sum(word in _STOP.get(main, frozenset()) for word in words)
    return found if hits >= max(_HITS, 2 * own + 1) and hits * 7 >= len(words) else ""


def foreign(text: str, main_script: str, resp: str) -> Iterator[Span]:
    """Yield the passages of a text in another script than the main one; letters within a word of that are none."""
    if text.isascii():
        return
    for found in _RUN.finditer(text):
        name = found.lastgroup or ""
        start, end = found.span()
        inside = text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()
        if name != main_script and not inside:
            language, _ = language_of(found[0])
            yield Span(
                start,
                end,
                "foreign",
                (("xml:lang", language), ("cert", "medium"), ("resp", resp)),
                "foreign words",
                "medium",
            )


def texts(blocks: Iterable[str]) -> str:
    """Return the beginning of many texts as one sample."""
    parts, size = [], 0
    for each in blocks:
        parts.append(each[:2000])
        size += len(parts[-1])
        if size > _SAMPLE:
            break
    return "\n".join(parts)
