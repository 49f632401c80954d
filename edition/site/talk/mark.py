"""What the pages of a document say of its turns.

On each turn stands, in attributes of the namespace that `edition.annotate` uses: `e:speaker` the number of the speaker,
`e:before` and `e:after` where the same speaker has the turn before and after it (on a turn that names its speaker
itself, as in plays, only where that is on another page: the script does the rest), `e:kind` of what kind it is, `e:to`
whom it is said to, `e:answers` the address and the number of the turn that it answers, `e:mode` how the speech is given
where most turns give it otherwise. The figures that go to the
stylesheets beside it are those of the whole document, however many pages it has; in a corpus each text has its own.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from lxml import etree

from edition.annotate import NAMESPACE, TEI
from edition.model import Document
from edition.site.talk.model import Place, Talk, order, surroundings
from edition.site.talk.scenes import names, scenes
from edition.site.talk.speakers import bin_size, pairs, speakers
from edition.site.talk.topics import topics
from edition.source.turns import Turn, turns
from edition.source.words import plain
from edition.view import Json

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_ID, _N, _SPEAKER, _BEFORE, _AFTER, _KIND, _TO, _ANSWERS, _MODE, _PAGE, _SPLIT = (
    f"{{{NAMESPACE}}}{name}"
    for name in ("id", "n", "speaker", "before", "after", "kind", "to", "answers", "mode", "page", "split")
)
_LABEL = f"{TEI}speaker"
_IDS = etree.XPath("//@e:id", namespaces={"e": NAMESPACE}, smart_strings=False)
# What the index numbers and addresses only where it is a block of text.
_UNNUMBERED = frozenset({"said", "post"})


def mark(root: etree._Element, document: Document) -> dict[int, Json]:
    """Tell the turns of an annotated document what its pages say of them; return the figures of the whole.

    Of a corpus they are those of each of its texts, by the page on which it begins, unless texts share a page. Nothing
    is marked where fewer than two turns are told or nobody is said to speak.
    """
    texts = [root] if root.tag == f"{TEI}TEI" else list(root.iter(f"{TEI}TEI"))
    if len(texts) != len(set(map(_first_page, texts))):
        texts = [root]
    talks = ((_first_page(text), _mark(text, document)) for text in texts)
    return {first: talk for first, talk in talks if talk is not None}


def _first_page(text: etree._Element) -> int:
    return int(text.get(_SPLIT) or text.get(_PAGE) or 1)


def _mark(text: etree._Element, document: Document) -> Json | None:
    found = turns(text)
    if len(found) == 1 or not any(turn.voice.who or turn.voice.label for turn in found):
        return None
    first = _first_page(text)
    talk = _talk(found, text, document, first)
    called = names(talk)
    usual = _usual_mode(found)
    _chain(talk)
    _say(talk, usual)
    heard: dict[int, set[int]] = {page: set() for page in range(1, len(talk.pages) + 1)}
    for slot, place in zip(talk.slots, talk.places, strict=True):
        heard[place.page].add(slot)
    return {
        "first": first,
        "turns": len(found),
        "words": sum(turn.words for turn in found),
        "speakers": speakers(talk),
        "size": bin_size(talk),
        "pairs": pairs(talk),
        "pages": [sorted(slots) for slots in heard.values()],
        "mode": usual,
        "scenes": list(scenes(talk, called)),
        "topics": topics(talk),
    }


def _talk(found: Sequence[Turn], root: etree._Element, document: Document, first: int) -> Talk:
    """Find where the turns stand and who speaks them; a `said` or a `post` gets a number and an address here."""
    voices = order(found)
    numbers = {voice: slot for slot, voice in enumerate(voices, 1)}
    around = list(surroundings(found))
    ordinals: Counter[str] = Counter()
    taken: set[str] = set()
    places = []
    for (element, *_), (page, _) in zip(found, around, strict=True):
        if element.get(_ID) is None:
            taken = taken or set(_IDS(root))
            element.set(_ID, _free(_address(element, document), taken))
        if element.get(_N) is None and (name := etree.QName(element).localname) in _UNNUMBERED:
            ordinals[name] += 1
            element.set(_N, str(ordinals[name]))
        places.append(Place(element.get(_N, ""), element.get(_ID, ""), page))
    slots = [numbers[turn.voice] for turn in found]
    return Talk(found, places, slots, [division for _, division in around], voices, document.pages, first)


def _address(element: etree._Element, document: Document) -> str:
    """Derive an address as the index does for blocks: contract.md, "Addresses"."""
    ancestors = (each.get(_XML_ID) for each in element.iterancestors())
    return f"{next(filter(None, ancestors), document.id)}-{sha256(plain(element).encode()).hexdigest()[:8]}"


def _free(address: str, taken: set[str]) -> str:
    unique, repeat = address, 2
    while unique in taken:
        unique, repeat = f"{address}-{repeat}", repeat + 1
    taken.add(unique)
    return unique


def _usual_mode(found: Iterable[Turn]) -> str:
    """Return how most turns give speech; "" where no turn says it."""
    modes = Counter(turn.mode for turn in found if turn.mode)
    return modes.most_common(1)[0][0] if modes else ""


def _chain(talk: Talk) -> None:
    """Note who speaks, and where the same speaker is heard before and after."""
    latest: dict[int, int] = {}
    labelled = [next(turn.element.iterchildren(_LABEL), None) is not None for turn in talk.turns]
    for at, (turn, slot, place) in enumerate(zip(talk.turns, talk.slots, talk.places, strict=True)):
        for element in (turn.element, *turn.more):
            element.set(_SPEAKER, str(slot))
        previous = latest.get(slot)
        latest[slot] = at
        if previous is None:
            continue
        is_far = talk.places[previous].page != place.page
        if is_far or not labelled[at]:
            turn.element.set(_BEFORE, talk.href(previous, place.page))
        if is_far or not labelled[previous]:
            talk.turns[previous].element.set(_AFTER, talk.href(at, talk.places[previous].page))


def _say(talk: Talk, usual: str) -> None:
    """Note what the heads of turns say."""
    numbered = {turn.element: at for at, turn in enumerate(talk.turns)}
    for at, turn in enumerate(talk.turns):
        if turn.kinds:
            turn.element.set(_KIND, " ".join(turn.kinds))
        if turn.to:
            turn.element.set(_TO, " ".join(turn.to))
        if turn.mode and turn.mode != usual:
            turn.element.set(_MODE, turn.mode)
        if turn.answered is not None:
            answered = numbered[turn.answered]
            href = talk.href(answered, talk.places[at].page)
            turn.element.set(_ANSWERS, f"{href} {talk.places[answered].number}")
