"""What the entries of registers tell of their subjects."""

from dataclasses import replace

from lxml import etree

from edition.model import DateRange, Target
from edition.source.discover import TEI_NAMESPACE
from edition.source.facts import date_range, path
from edition.source.tags import local_name
from edition.source.words import plain

ENTRIES = frozenset("person personGrp place org event bibl biblStruct biblFull nym object relation category".split())
_ENTRY_NAMES = frozenset(
    "persName placeName orgName eventName objectName geogName name title head label catDesc gloss".split()
)
_CATEGORY, _SURNAME, _FORENAME, _BIRTH, _DEATH = (
    f"{{{TEI_NAMESPACE}}}{name}" for name in ("catDesc", "surname", "forename", "birth", "death")
)
# What an entry of a register says of its subject in a sentence.
_DESCRIPTIONS = (
    path("t:note[@type='description' or @type='desc']"),
    path("t:desc"),
    path("t:note[not(@type)]"),
    path("t:occupation"),
)
# Of a title in a bibliography, what it calls itself where that stands deeper.
_TITLES = path("t:analytic/t:title | t:monogr/t:title | t:titleStmt/t:title | t:fileDesc/t:titleStmt/t:title")
_AUTHORS = path(
    "(t:analytic | t:monogr | t:titleStmt)/*[self::t:author or self::t:editor]/descendant-or-self::*[t:surname]"
)
_LONGEST_ABOUT = 150  # characters


def entry(element: etree._Element, number: int, xml_id: str) -> Target:
    """Return what an entry tells of its subject: its names, what it is sorted by, a sentence and a date.

    `number` is the place of the element in its file.
    """
    name = local_name(element)
    names = [child for child in element.iterchildren("*") if local_name(child) in _ENTRY_NAMES]
    names = names or _TITLES(element)
    main = next((n for n in names if n.get("type") == "main"), names[0] if names else None)
    short = next((n for n in names if n.get("type") == "short"), None)
    if main is not None and main.tag == _CATEGORY:  # a term, and what it means
        main = next(main.iterchildren("{*}term"), main)
    title, brief = (plain(each) if each is not None else "" for each in (main, short))
    others = dict.fromkeys(text for each in names if (text := plain(each)) and text != title)
    sort = element.get("sortKey", "") or ("" if main is None else _by_surname(main))
    if not sort and (author := next(iter(_AUTHORS(element)), None)) is not None:
        sort = f"{_by_surname(author)} {title}"
    return Target(xml_id, number, name, title, brief, _about(element), _lifetime(element), sort, tuple(others))


def _by_surname(name: etree._Element) -> str:
    """Return a name as registers have it, the surname first; "" if its source has no surname apart."""
    surname, forename = (next(name.iterchildren(part), None) for part in (_SURNAME, _FORENAME))
    if surname is None:
        return ""
    return ", ".join(filter(None, (plain(each) for each in (surname, forename) if each is not None)))


def _lifetime(entry: etree._Element) -> DateRange | None:
    """Return when the entry of a register lived or was: its own date, else that of its birth and its death."""
    if own := date_range(entry):
        return replace(own, text="")
    birth, death = (next(entry.iterchildren(name), None) for name in (_BIRTH, _DEATH))
    born = date_range(birth) if birth is not None else None
    died = date_range(death) if death is not None else None
    start = born.start or born.end if born else None
    end = died.end or died.start if died else None
    return DateRange(start, end, "range", None, "") if start or end else None


def _about(entry: etree._Element) -> str:
    """Return the description of an entry of a register, cut at the end of a word; "" where it has none."""
    found = (words for find in _DESCRIPTIONS for element in find(entry) if (words := plain(element)))
    words = next(found, "")
    if len(words) <= _LONGEST_ABOUT:
        return words
    return words[:_LONGEST_ABOUT].rpartition(" ")[0].rstrip(" ,;:.–") + " …"
