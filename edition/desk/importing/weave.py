"""Blocks with their spans to mixed content: the text goes into the elements as it is."""

from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from edition.desk.importing.blocks import Run
from edition.desk.importing.pages import PARTED
from edition.desk.importing.spans import Attributes, Node, Span, fitting, kept, woven
from edition.source.discover import TEI_NAMESPACE

_TEI = f"{{{TEI_NAMESPACE}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
# How letters look, as @rend says it; code and breaks have elements of their own.
_RENDERED = ("bold", "italic", "underline", "strike", "sup", "sub", "smallcaps")

NoteMaker = Callable[[str], etree._Element]


def element(tag: str, attributes: Attributes = (), text: str = "") -> etree._Element:
    """Return an element of TEI; “a/b” is an element within an element, of which the outer one is returned."""
    outer, _, inner = tag.partition("/")
    made = etree.Element(f"{_TEI}{outer}", nsmap={None: TEI_NAMESPACE})
    for name, value in attributes:
        if value:
            made.set(name.replace("xml:", _XML), value)
    if inner:
        made.append(element(inner, (), text))
    elif text:
        made.text = text
    return made


def child(parent: etree._Element, tag: str, attributes: Attributes = (), text: str = "") -> etree._Element:
    """Append an element and return it."""
    made = element(tag, attributes, text)
    parent.append(made)
    return made


def name_of(element: etree._Element) -> str:
    """Return the name of an element of TEI."""
    return str(element.tag).removeprefix(_TEI)


def append_text(parent: etree._Element, text: str) -> None:
    """Put text behind the last child."""
    if not text:
        return
    last = next(parent.iterchildren(reversed=True), None)  # to count the children would take longer with each
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


class Weaver:
    """Writes runs with spans into an element; `note` makes the note of an id, `kept` are the spans in it.

    `unsaid` is what was not written because an element says it: calls of notes, “[sic]”.
    With `parted` a hyphen at the end of a line parts a word that is one.
    """

    def __init__(self, note: NoteMaker, signs: Iterable[tuple[str, str]] = (), *, parted: bool = False):
        self._parted = parted
        self._note = note
        self._signs = dict(signs)
        self.kept: list[Span] = []
        self.unsaid: list[str] = []

    def fill(self, parent: etree._Element, runs: Sequence[Run], spans: Iterable[Span], *, breaks: bool = False) -> None:
        """Write the runs into an element, the spans as elements around their passages."""
        placed = _placed(runs)
        text = "".join(run.text for run in runs)
        spans = fitting([*_apart(spans, placed), *_links(placed), *self._odd(text)], _looking(placed))
        tree = woven(spans)
        self.kept += kept(tree)
        filling = _Filling(placed, text, self._note, breaks=breaks, parted=self._parted)
        filling.fill(parent, tree, 0, len(text), is_whole=True)
        self.unsaid += filling.unsaid

    def _odd(self, text: str) -> Iterable[Span]:
        """Yield the signs that stand for characters which XML cannot hold."""
        for sign, name in self._signs.items():
            place = text.find(sign)
            while place >= 0:
                yield Span(
                    place, place + 1, "g", (("type", "control"), ("n", name)), "character that XML cannot hold", "high"
                )
                place = text.find(sign, place + 1)


_Placed = tuple[int, int, Run]


def _placed(runs: Sequence[Run]) -> list[_Placed]:
    found, start = [], 0
    for run in runs:
        found.append((start, start + len(run.text), run))
        start += len(run.text)
    return found


def _looking(placed: Sequence[_Placed]) -> list[tuple[int, int]]:
    """Return where runs have a look, or hold what is no text: an idno or desc cannot hold that."""
    return [(start, end) for start, end, run in placed if run.marks or run.note or run.image]


def _apart(spans: Iterable[Span], placed: Sequence[_Placed]) -> list[Span]:
    """Return the spans that touch neither code nor the description of a picture."""
    closed = [(start, end) for start, end, run in placed if run.image or "code" in run.marks]
    if not closed:
        return list(spans)
    free, place = [], 0
    for span in sorted(spans):
        while place < len(closed) and closed[place][1] <= span.start:
            place += 1
        if place == len(closed) or closed[place][0] >= span.end:
            free.append(span)
    return free


def _links(placed: Sequence[_Placed]) -> list[Span]:
    """Return the links; runs next to each other that lead to the same place are one."""
    spans: list[Span] = []
    for start, end, run in placed:
        if not run.link or start == end:
            continue
        attributes = (("target", "%20".join(run.link.split())),)
        if spans and spans[-1].end == start and spans[-1].attributes == attributes:
            spans[-1] = spans[-1]._replace(end=end)
        else:
            spans.append(Span(start, end, "ref", attributes))
    return spans


class _Filling:
    """One text on its way into an element; `_next` is the run that comes next."""

    def __init__(self, placed: Sequence[_Placed], text: str, note: NoteMaker, *, breaks: bool, parted: bool):
        self._placed = placed
        self._text = text
        self._note = note
        self._breaks = breaks
        self._parted = parted
        self._next = 0
        self.unsaid: list[str] = []

    def fill(
        self, parent: etree._Element, nodes: Sequence[Node], start: int, end: int, *, is_whole: bool = False
    ) -> None:
        """Write a part of the text with its spans."""
        place = start
        for node in nodes:
            span = node.span
            self._plain(parent, place, span.start)
            place, said = span.end, span.end - span.unsaid
            if span.tag == "call":
                self._leave_out(parent, said, place)
                parent.append(self._note(dict(span.attributes)["target"]))
                continue
            made = element(span.tag, span.attributes)
            parent.append(made)
            inner = made[0] if len(made) else made
            self.fill(inner, [each for each in node.children if each.span.end <= said], span.start, said)
            if span.unsaid:
                self._leave_out(inner, said, place)
        self._plain(parent, place, end, has_end=is_whole)

    def _leave_out(self, parent: etree._Element, start: int, end: int) -> None:
        """Pass over letters that need not be written; a note or picture among them is, and then they are, too."""
        aside = element("seg")
        self._plain(aside, start, end)
        if aside.find(f".//{_TEI}note") is None and aside.find(f".//{_TEI}figure") is None:
            self.unsaid.append(self._text[start:end])
            return
        append_text(parent, aside.text or "")
        parent.extend(aside)

    def _plain(self, parent: etree._Element, start: int, end: int, *, has_end: bool = True) -> None:
        """Write text without spans, as its runs look; a note that is called at the end of a span stands behind it."""
        while self._next < len(self._placed):
            first, last, run = self._placed[self._next]
            if first > end or (first == end and not (first == last and has_end)):
                break
            begin, stop = max(first, start), min(last, end)
            if begin < stop or first == last:
                self._run(parent, run, self._text[begin:stop])
            if last > end:
                break
            self._next += 1

    def _run(self, parent: etree._Element, run: Run, text: str) -> None:
        if run.note:
            append_text(parent, text)
            parent.append(self._note(run.note))
        elif run.image:
            figure = child(parent, "figure")
            child(figure, "graphic", (("url", run.image),))
            if text:
                child(figure, "figDesc", (), text)
        elif "break" in run.marks:
            child(parent, "lb")
        elif "code" in run.marks:
            child(parent, "code", (), text)
        else:
            rend = " ".join(mark for mark in run.marks if mark in _RENDERED)
            target = child(parent, "hi", (("rend", rend),)) if rend and text.strip() else parent
            self._lines(target, text)

    def _lines(self, parent: etree._Element, text: str) -> None:
        if self._parted:
            end = 0
            for found in PARTED.finditer(text):
                append_text(parent, text[end : found.start()])
                child(parent, "pc", (("force", "weak"),), found["hyphen"])
                child(parent, "lb", (("break", "no"),))
                end = found.end()
            text = text[end:]
        if not self._breaks or "\n" not in text:
            append_text(parent, text)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                child(parent, "lb")
            append_text(parent, line)
