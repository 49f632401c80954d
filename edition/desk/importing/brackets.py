"""Editorial brackets by kind: what is supplied, uncertain, illegible, left out, a sign of the editor."""

import re
from typing import NamedTuple

from edition.desk.importing.spans import Attributes, Span
from edition.rules.words_of_time import fold

_OPEN, _CLOSE = "[{⟨", "]}⟩"
_MARK = re.compile(r"[\[{⟨\]}⟩]")
_LONGEST = 600  # characters; longer, an end was forgotten
_OMITTED = re.compile(
    r"(?:\.\s?){2,}|…|-{2,}|—|(?:_\s?)+|leerstelle|omitted|omission|auslassung|passage omis|опущено|пропуск"
)
_SIC = re.compile(r"(?:sic|so|so im original|так|так в (?:тексте|документе|оригинале))?\s*!*")
_PAGE = re.compile(
    r"(?:pp?|page|s|seite|fols?|ff?|bl|blatt|ll?|стр|с|лл?|лист|folio)\.?\s*(\d{1,5}\s?[rvab]?(?:об\.?)?)"
)
_ILLEGIBLE = re.compile(r"illegib|unleser|illisib|неразб|нрзб")
_LOST = re.compile(
    r"(?:(?:one|two|three|several|some|a few|\d+|ein|zwei|drei|un|deux|trois|quelques|plusieurs|одно|два|три|"
    r"несколько)\s)?"
    r"(?:words?|lines?|wort|worter|zeilen?|mots?|lignes?|слово|слова|слов|строк\w*)?\s?"
    r"(?:is |are |fehl|manqu|отсутств)?"
    r"(?:torn|damaged|missing|lost|blank|lacuna|lucke|verloren|abgerissen|beschadigt|dechire|lacune|утрачен|оторван|"
    r"поврежд)?"
    r"[^\w]{0,3}(?:\w{0,12})"
)
_LOSS = re.compile(
    r"torn|damag|missing|lost|blank|lacuna|lucke|fehl|verlor|abgeriss|beschad|dechir|lacune|manqu|утрач|отсутств|"
    r"оторв|повреж"
)
_GESTURE = re.compile(
    r"(?:laugh|laughter|smil|nod|pause|silence|applause|cough|sigh|cries|crying|lach|lacht|pause|schweig|beifall|"
    r"seufz|rires?\b|rit\b|sourire|"
    r"applaud|смеется|смех|пауза|аплодисмент|молчание|вздыхает)\w{0,8}(?:\W.{0,60})?"
)
_DESCRIBED = re.compile(
    r"(?:signature|signed|seal|stamp|handwrit|in pencil|in ink|marginal|note in|letterhead|unterschrift|siegel|stempel|"
    r"handschriftlich|randbemerkung|paraphe|cachet|sceau|tampon|manuscrit|en marge|подпис|печать|штамп|помета|рукой|"
    r"резолюция)"
)
# What editors write in round or angle brackets, too.
_ROUND = re.compile(
    r"[(<](?:(?:\.\s?){3}|…|sic!?|\?{1,3}|!{1,3}|illegible|unleserlich|illisible|неразборчиво|неразб\.|нрзб\.?)[)>]"
)
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ ’'-][^\W\d_a-z][^\W\d_]+){0,3}")


# The word that a “[sic]” is said of, with the marks around it.
_WORD_BEFORE = re.compile(r"([“„«\"'‘]?(?<!\w)\w[\w’'-]*[”“»\"'’.,;:!?)]*)\s*$")
_LONGEST_WORD = 60

# Element, attributes, name for the summary, certainty.
_Kind = tuple[str, Attributes, str, str]


_VOICE = re.compile(r"laugh|cough|sigh|cries|crying|lach|seufz|rire|rit\b|смех|смеется|вздыхает")
_OTHER_NOISE = re.compile(r"applau|beifall|silence|pause|schweig|пауза|аплодисмент|молчание")


class Found(NamedTuple):
    """The brackets of a text: their spans, and the places of those that lack a partner."""

    spans: tuple[Span, ...]
    lonely: tuple[int, ...]


def brackets(text: str, *, reason: str, resp: str) -> Found:
    """Return the spans of the outermost brackets; `reason` is that of words that someone supplied.

    Without a reason, words in brackets are text like other text; only what an editor writes by custom is found. An end
    of another shape closes, too (“{?]”); what is far away does not.
    """
    pairs, lonely = _pairs(text)
    pairs += [found.span() for found in _ROUND.finditer(text)]
    found = (_span(text, start, end, reason, resp) for start, end in sorted(pairs))
    return Found(tuple(span for span in found if dict(span.attributes).get("reason") != ""), tuple(lonely))


def _pairs(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the outermost pairs, and the places of brackets without a partner."""
    closed: list[tuple[int, int]] = []
    open_: list[int] = []
    lonely: list[int] = []
    for found in _MARK.finditer(text):
        if found[0] in _OPEN:
            open_.append(found.start())
        elif not open_:
            lonely.append(found.start())
        elif found.end() - open_[-1] > _LONGEST:
            lonely += [*open_, found.start()]
            open_ = []
        else:
            closed.append((open_.pop(), found.end()))
    pairs: list[tuple[int, int]] = []
    for start, end in sorted(closed):
        if (not pairs or start >= pairs[-1][1]) and text[start + 1 : end - 1].strip():
            pairs.append((start, end))
    return pairs, sorted([*lonely, *open_])


def _span(text: str, start: int, end: int, reason: str, resp: str) -> Span:
    tag, attributes, kind, cert = _kind(text, start, end, reason)
    word = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start) if kind == "sic" else None
    if word and not text[end : end + 1].isalnum():
        guess = (("cert", "medium"), ("resp", resp))
        return Span(word.start(), end, "sic", guess, kind, "medium", end - word.end(1))
    return Span(start, end, tag, (*attributes, ("cert", cert), ("resp", resp)), kind, cert)


def _kind(text: str, start: int, end: int, reason: str) -> _Kind:
    """Return the element, its attributes, what the summary calls it, and how sure that is."""
    inner = text[start + 1 : end - 1].strip()
    folded = fold(inner)
    return _remark(inner, folded, is_first=not start, reason=reason) or _words(text, start, inner, reason)


def _remark(inner: str, folded: str, *, is_first: bool, reason: str) -> _Kind | None:
    """Return the kind of what an editor remarks: a mark, an omission, a loss, a page, a gesture."""
    if not inner.strip("?") and inner:
        return "supplied", (("reason", "question-mark"),), "question mark", "medium"
    if _OMITTED.fullmatch(folded):
        return "gap/desc", (("reason", "omitted"),), "omission", "high"
    if _SIC.fullmatch(folded):
        return "seg", (("type", "sic"),), "sic", "high"
    if page := _PAGE.fullmatch(folded):
        return "fw", (("type", "pageNum"), ("n", page[1].replace(" ", ""))), "number of a page", "medium"
    if inner.isdecimal() or (len(inner) == 1 and not inner.isalpha()):
        return "seg", (("type", "bracket"),), "number without a note", "low"
    if _ILLEGIBLE.search(folded) or (_LOST.fullmatch(folded) and _LOSS.search(folded)):
        return "gap/desc", (("reason", "illegible"),), "illegible", "high"
    if _GESTURE.fullmatch(folded) and not is_first and reason == "editorial":
        return _noise(folded), (), "gesture", "medium"
    if _DESCRIBED.match(folded):
        return "gap/desc", (("reason", "editorial"),), "description", "medium"
    return None


def _noise(folded: str) -> str:
    """Return the element for what can be heard or seen beside the words."""
    return "vocal/desc" if _VOICE.match(folded) else "incident/desc" if _OTHER_NOISE.match(folded) else "kinesic/desc"


def _words(text: str, start: int, inner: str, reason: str) -> _Kind:
    """Return the kind of words in brackets: doubtful, an explanation of the word before, or supplied."""
    if inner.startswith("?") or inner.endswith("?"):
        return "unclear", (("reason", "illegible"),), "uncertain", "medium"
    if _NAME.fullmatch(inner) and _explains(text, start):
        return "supplied", (("reason", "gloss"),), "gloss", "medium"
    return "supplied", (("reason", reason),), "supplied", "medium"


_PRONOUNS = frozenset(
    "he she they him her them it his their this these who that er sie ihn ihm ihr ihnen sein dieser jener il elle"
    " ils elles"
    " lui leur celui он она они его ее ей ему их им ними нее него этот тот".split()
)


def _explains(text: str, start: int) -> bool:
    """Tell whether a pronoun stands before the bracket: the name in it says who is meant."""
    before = text[max(0, start - 20) : start].split()
    return bool(before) and fold(before[-1]) in _PRONOUNS
