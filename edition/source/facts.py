"""Single facts of a source, each found at a few places of its header or its text: what it is, who, when."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from edition.model import DateRange, Kind
from edition.source.discover import TEI_NAMESPACE
from edition.source.words import plain

LISTS = frozenset("listPerson listPlace listOrg listEvent listBibl listNym listObject listRelation taxonomy".split())
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NS = {"t": TEI_NAMESPACE}


# Those of a corpus stand within it, and in a corpus within a corpus one level deeper; a search for them, and not
# through the whole text, is what makes this fast.
_HEADER, _TEXT = (f"(t:{name} | */t:{name} | */*/t:{name})" for name in ("teiHeader", "text"))


def path(path: str) -> etree.XPath:
    """Return a search from the root for elements of TEI (prefix `t`), `{header}` and `{text}` those of a corpus too."""
    return etree.XPath(path.format(header=_HEADER, text=_TEXT), namespaces=_NS, smart_strings=False)


_TITLES = path("t:teiHeader/t:fileDesc/t:titleStmt/t:title")
_CATEGORIES = path("t:teiHeader/t:profileDesc/t:textClass/t:catRef/@target")
_CHANGES = path("{header}/t:revisionDesc/descendant::t:change/@when")
_ABSTRACT = path("t:teiHeader/t:profileDesc/t:abstract")
_SHELFMARK = path("t:teiHeader/t:fileDesc/t:sourceDesc/descendant::t:msIdentifier[not(ancestor::t:listWit)]")
_KEPT = path("boolean((t:repository | t:institution | t:collection | t:idno | t:msName)[normalize-space()])")
_HAS_TEXT = path("boolean({text})")
_IN_BODY = path("t:text/t:body[1]/*[local-name() != 'div'] | t:text/t:body[1]/*[local-name() = 'div']/*")
# Where the text dates itself, else setting, creation, origin, dispatch, recording, heading.
_DATES = (
    path("t:text/descendant::t:dateline/descendant::t:date"),
    path("t:teiHeader/t:profileDesc/t:settingDesc/descendant::t:date"),
    path("t:teiHeader/t:profileDesc/t:creation/descendant::t:date"),
    path("t:teiHeader/t:fileDesc/t:sourceDesc/descendant::t:origDate"),
    path("t:teiHeader/t:profileDesc/t:correspDesc/t:correspAction[@type='sent']/t:date"),
    path("t:teiHeader/t:fileDesc/t:sourceDesc/t:recordingStmt/descendant::t:date"),
    path("t:text/descendant::t:head/descendant::t:date"),
)
# Else when it was written, put on the stage or printed, as the header says of its source: often a year in words only.
_FIRST = "[@type='premiere' or @type='print' or @type='written']"
_PRINTED = (
    path(f"t:teiHeader/t:fileDesc/t:sourceDesc/descendant::t:date{_FIRST}"),
    path(f"t:standOff/t:listEvent/t:event{_FIRST}"),
    path("t:teiHeader/t:fileDesc/t:sourceDesc/descendant::t:bibl[@type='firstEdition']/t:date"),
    path("t:teiHeader/t:fileDesc/t:sourceDesc/t:biblFull/t:publicationStmt/t:date"),
)
_IN_WORDS = re.compile(r"(\[?)([12]\d{3})(\??)\]?[.?]?")
_HEADING = path("(t:text/t:body | t:standOff)/*/t:head")
_TEXTS = path("t:TEI | t:teiCorpus")
# Whom the header calls the author of the text, else who sent the letter, else the author of what was printed or copied.
_AUTHORS = (
    path("t:teiHeader/t:fileDesc/t:titleStmt/t:author"),
    path(
        "t:teiHeader/t:profileDesc/t:correspDesc/t:correspAction[@type='sent']"
        "/*[self::t:persName or self::t:orgName or self::t:name or self::t:rs]"
    ),
    path("t:teiHeader/t:fileDesc/t:sourceDesc/descendant::t:author[not(ancestor::t:additional)]"),
)
_OTHER_CALENDARS = re.compile(
    "hijri|islam|muslim|jalali|persian|hebrew|jewish|coptic|ethiop|seleucid|saka", re.IGNORECASE
)
_NAMES = ("{*}persName", "{*}orgName", "{*}name")
_MOST_AUTHORS = 3  # of a source; a list of sources names many who did not write this text
_TYPE = path("string(t:text/@type)")
_TERM = path("t:teiHeader/t:profileDesc/t:textClass/t:keywords/descendant::t:term")
_ONLY_DIVISION = path("string(t:text/t:body[count(t:div) = 1]/t:div/@type)")
_IS_SENT = path("boolean(t:teiHeader/t:profileDesc/t:correspDesc)")
# Types of divisions that say what part of a text they are, or nothing, and not what sort of text it is.
_PARTS = frozenset(
    "act address apparatus back bibliography body book canto chapter commentary div document edition entry front group"
    " level1 level2 level3 main page part preface scene section subsection text textpart titlepage toc translation"
    " volume writingsession".split()
)
_KINDS: dict[str, Kind] = {
    "calendar-entry": "calendar",
    "calendar": "calendar",
    "register": "register",
    "front": "front",
}


def kind(root: etree._Element) -> Kind:
    """Say what a file is: by the category that its header names, else by what it holds.

    A `catRef` whose target ends in `calendar-entry`, `register` or `front` decides; a file with a `standOff` (or
    lists) and no text of its own is a register; everything else is a document.
    """
    for target in _CATEGORIES(root):
        for token in target.split():
            for ending, named in _KINDS.items():
                if token.endswith((f"-{ending}", f"#{ending}")):
                    return named
    if not _HAS_TEXT(root) and root.find("t:standOff", _NS) is not None:
        return "register"
    return "register" if _only_lists(root) else "document"


def _only_lists(root: etree._Element) -> bool:
    names = {etree.QName(child).localname for child in _IN_BODY(root)}
    return bool(names & LISTS) and names <= LISTS | {"head"}


def title(root: etree._Element, wanted: str = "main") -> str:
    """Return the title of a type; where none is called main, the one that is the most of this text's own.

    That is one of the analytic level, else of a monograph or unpublished; a series or a date is the last resort. Of
    titles in several languages, it is that in the language of the document.
    """
    titles = _TITLES(root)
    language = root.get(_LANG)
    titles = sorted(titles, key=lambda each: language is not None and each.get(_LANG, language) != language)
    chosen = [each for each in titles if each.get("type") == wanted]
    if not chosen and wanted == "main":
        chosen = sorted(titles, key=_strangeness)
    return plain(chosen[0]) if chosen else ""


def heading(root: etree._Element) -> str:
    """Return how a document without a header calls itself: by its first heading, else by its shelfmark."""
    if root.find("t:teiHeader", _NS) is not None:
        return ""
    head = next(iter(_HEADING(root)), None)
    if head is not None and (words := plain(head)):
        return words
    identifier = next(root.iterfind(".//t:msIdentifier", _NS), None)
    return ", ".join(_parts(identifier)) if identifier is not None else ""


def _strangeness(title: etree._Element) -> int:
    kind = title.get("type", "")
    if "date" in kind or kind in {"short", "sub", "alt"}:
        return 3
    return {"a": 0, "": 1, "s": 4}.get(title.get("level", ""), 2)


def modified(root: etree._Element) -> str:
    """Return the newest date of the history of revisions."""
    return max(_CHANGES(root), default="")


def abstract(root: etree._Element) -> str:
    """Return what the header says that the document is about."""
    element = next(iter(_ABSTRACT(root)), None)
    return "" if element is None else " ".join(plain(part) for part in element.iterchildren("{*}*")) or plain(element)


def shelfmark(root: etree._Element) -> str:
    """Return where the original lies: from the country to its number there, not to those that it had before.

    One that names no more than a place is told by its first other number. Of a corpus it is that of its texts, if they
    have all the same.
    """
    element = next(iter(_SHELFMARK(root)), None)
    if element is None:
        shelfmarks = {shelfmark(text) for text in _TEXTS(root)}
        return shelfmarks.pop() if len(shelfmarks) == 1 else ""
    if _has_words(element):
        return plain(element)
    words = [*_parts(element)]
    if not _KEPT(element) and (other := next(element.iterchildren("{*}altIdentifier"), None)) is not None:
        words += _parts(other)
    return ", ".join(words)


def _parts(identifier: etree._Element) -> Iterator[str]:
    parts = (part for part in identifier.iterchildren("{*}*") if etree.QName(part).localname != "altIdentifier")
    yield from (words for part in parts if (words := plain(part)) and not _ELSEWHERE.match(words))


def _has_words(element: etree._Element) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


_ELSEWHERE = re.compile(r"(ark:|doi:|urn:|hdl:|https?:)")  # where it is to be had on the web is no part of a shelfmark
_MOMENTS = ("when", "from", "to", "notBefore", "notAfter")
_OUR_YEARS = re.compile("julian|gregorian", re.IGNORECASE)
_YEAR = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?")


def document_date(root: etree._Element) -> DateRange | None:
    """Find the date of a document: where the text dates itself, else as its header, a heading or its source says.

    First come setting, creation, origin, dispatch and recording; last, when the source was put on the stage, printed or
    written. That of a corpus whose header has none is the time from the first of its texts to the last.
    """
    found = (element for find in _DATES for element in sorted(find(root), key=_is_reckoned_otherwise))
    own = next((date for element in found if (date := date_range(element))), None) or _printed(root)
    return own or _span([date for text in _TEXTS(root) if (date := document_date(text))])


def _printed(root: etree._Element) -> DateRange | None:
    for element in (element for find in _PRINTED for element in find(root)):
        if date := date_range(element):
            return date
        if year := _IN_WORDS.fullmatch(plain(element)):
            return DateRange(year[2], year[2], "exact", "low" if year[1] or year[3] else None, plain(element), "")
    return None


def _span(dates: Sequence[DateRange]) -> DateRange | None:
    if len(set(dates)) <= 1:
        return dates[0] if dates else None
    first = min((date.start or date.end or "" for date in dates), key=chronological)
    last = max((date.end or date.start or "" for date in dates), key=chronological)
    return DateRange(first, last, "range", None, "", "")


def _is_reckoned_otherwise(element: etree._Element) -> bool:
    """Tell whether a date is one of another calendar; catalogues give it beside ours, in the same attributes."""
    return _OTHER_CALENDARS.search(element.get("calendar", "")) is not None


def date_range(element: etree._Element) -> DateRange | None:
    """Read the attributes of the class att.datable.w3c; None where they say nothing.

    Of those of att.datable.custom the years of our era are read, by which inscriptions and coins are dated.
    """
    moments = [element.get(key) for key in _MOMENTS]
    if not any(moments) and _OUR_YEARS.search(element.get("datingMethod", "")):
        customs = (element.get(f"{key}-custom", "") for key in _MOMENTS)
        moments = [custom if _YEAR.fullmatch(custom) else None for custom in customs]
    if not any(moments):
        return None  # the words of an element are not looked for in vain: those of an entry are many
    when, start, end, earliest, latest = moments
    cert, text = element.get("cert"), plain(element)
    calendar = element.get("calendar") or element.get("datingMethod") or ""
    if when:
        return DateRange(when, when, "exact", cert, text, calendar)
    if start or end:
        return DateRange(start, end, "range", cert, text, calendar)
    if earliest and latest:
        return DateRange(earliest, latest, "within", cert, text, calendar)
    if latest:
        return DateRange(None, latest, "before", cert, text, calendar)
    return DateRange(earliest, None, "after", cert, text, calendar)


def chronological(date: str) -> str:
    """Return a date as lists sort it: of years before Christ the higher is the earlier."""
    year = re.match(r"-(\d{4})", date)
    return f"-{9999 - int(year[1]):04}{date[5:]}" if year else date


def authors(root: etree._Element) -> tuple[str, ...]:
    """Return who wrote the text: its authors, else who sent the letter, else the first authors of its source."""
    for find in _AUTHORS:
        if names := dict.fromkeys(filter(None, map(_name, find(root)))):
            return tuple(names) if find is not _AUTHORS[-1] else tuple(names)[:_MOST_AUTHORS]
    return ()


def _name(element: etree._Element) -> str:
    """Return a name; its parts are apart even where the source has no blank between them."""
    while not _has_words(element) and (inner := next(element.iterchildren(*_NAMES), None)) is not None:
        element = inner
    if _has_words(element):
        return plain(element)
    return " ".join(plain(part) for part in element.iterchildren("{*}*") if etree.QName(part).localname != "idno")


def genre(root: etree._Element) -> str:
    """Return the sort of text that contents can group by, in the source's own word; "" where it says none.

    It is the type of the text, else the category that the header gives it, its first keyword, or the type of the
    division that it consists of. What was sent and has none of these is a letter.
    """
    if named := str(_TYPE(root)).strip():
        return named
    for target in _CATEGORIES(root):
        if tokens := target.split():
            return re.split("[#:/]", tokens[-1])[-1]
    for term in _TERM(root):
        if words := plain(term):
            return words
    only = str(_ONLY_DIVISION(root)).strip()
    if only and only.casefold() not in _PARTS:
        return only
    return "letter" if _IS_SENT(root) else ""
