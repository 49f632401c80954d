"""Whether a page keeps the rules of HTML on what may stand in what, and on ids; WHATWG HTML, "Content models".

It is not a whole checker (`make check-all` asks one): it is fast, and says at once what our stylesheets can do wrong.
"""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

_XHTML = "{http://www.w3.org/1999/xhtml}"

# What may stand within a line. Elements of MathML and SVG are that, too.
PHRASING = frozenset(
    "a abbr audio b bdi bdo br button canvas cite code data del dfn em i iframe img input ins kbd label map mark "
    "meter object output picture progress q ruby s samp select small span strong sub sup textarea time u "
    "var video wbr".split()
)
# These hold nothing else.
PHRASING_ONLY = frozenset(
    "p h1 h2 h3 h4 h5 h6 pre span em strong small s cite q dfn abbr data time code var samp kbd sub sup i b u mark bdi "
    "bdo label legend rt button".split()
)
# These may hold what their parent may hold.
TRANSPARENT = frozenset({"a", "ins", "del", "map"})
# What these may hold, if it is more, or other, than what runs in a line.
CHILDREN = {
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "dl": frozenset({"dt", "dd", "div"}),
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tfoot": frozenset({"tr"}),
    "tr": frozenset({"td", "th"}),
    "ruby": PHRASING | {"rt", "rp"},
    "summary": PHRASING | {"h1", "h2", "h3", "h4", "h5", "h6"},
}
# The only places of these.
PARENTS = {
    "li": frozenset({"ul", "ol"}),
    "dt": frozenset({"dl", "div"}),
    "dd": frozenset({"dl", "div"}),
    "tr": frozenset({"table", "thead", "tbody", "tfoot"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    "rt": frozenset({"ruby"}),
    "summary": frozenset({"details"}),
    "legend": frozenset({"fieldset"}),
    "caption": frozenset({"table"}),
    "figcaption": frozenset({"figure"}),
}
_INTERACTIVE = frozenset({"a", "button", "details", "input", "label", "select", "textarea"})


def problems(page: etree._Element) -> list[str]:
    """Return what is wrong with a page, each as a sentence; empty for a page that keeps the rules."""
    return [*_misplaced(page), *_ids(page)]


def _misplaced(page: etree._Element) -> Iterator[str]:
    for element in page.iter(f"{_XHTML}*"):
        name = _name(element)
        parent = element.getparent()
        around = _name(parent) if parent is not None else ""
        holder = _holder(element)
        if not _may_hold(holder, name):
            yield f"<{name}> in <{holder}>: {_shown(element)}"
        elif name in PARENTS and around not in PARENTS[name]:
            yield f"<{name}> in <{around}>: {_shown(element)}"
        if name in _INTERACTIVE and any(_name(above) == "a" for above in element.iterancestors()):
            yield f"<{name}> within a link: {_shown(element)}"


def _may_hold(holder: str, name: str) -> bool:
    return name in CHILDREN.get(holder, PHRASING if holder in PHRASING_ONLY else (name,))


def _holder(element: etree._Element) -> str:
    """Return the element above that says what may stand here."""
    for above in element.iterancestors():
        if _name(above) not in TRANSPARENT:
            return _name(above)
    return ""


def _ids(page: etree._Element) -> Iterator[str]:
    ids = Counter(str(value) for value in page.xpath("//@id"))
    yield from (f"id {value!r} stands {count} times" for value, count in ids.items() if count > 1)
    yield from (f"id {value!r} is not a word" for value in ids if not value or value != "".join(value.split()))
    for href in page.xpath("//@href[starts-with(., '#')]"):
        if str(href)[1:] not in ids:
            yield f"nothing has the id of {href}"


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _shown(element: etree._Element) -> str:
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    return written.replace(' xmlns="http://www.w3.org/1999/xhtml"', "")[:120]
