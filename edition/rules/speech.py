"""Who speaks and who takes part: participants (particDesc, castList) against the speakers of `sp` and `u`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from edition.model import Finding, Spot
from edition.rules.catalogue import finding
from edition.rules.outline import XML_ID, Outline
from edition.rules.words_of_time import fold
from edition.source.discover import TEI_NAMESPACE

_SAME = ("sameAs", "corresp", "ref", "copyOf")
_WORD = re.compile(r"\w+")
_BEFORE_ID = re.compile("[#:/]")


@dataclass(frozen=True, slots=True)
class _Person:
    """A participant: the pointers that mean them, their names (folded), and whether they are called a speaker."""

    number: int
    tokens: frozenset[str]
    names: frozenset[str]
    shown: str
    is_speaker: bool

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(map(_last, self.tokens))


def check(whole: Outline) -> list[Finding]:
    """Return SPK001 to SPK004."""
    speeches = sorted(whole.named("sp", "u"))
    if not speeches:
        return []
    persons = list(_participants(whole))
    findings = list(_unnamed(whole, speeches))
    if persons:
        findings += _silent(whole, persons)
        findings += _strangers(whole, speeches, persons)
        findings += _mislabelled(whole, speeches, persons)
    return findings


def _participants(whole: Outline) -> Iterator[_Person]:
    for number, element in whole.named("person", "personGrp", "persona"):
        if any(etree.QName(around).localname == "particDesc" for around in element.iterancestors()):
            yield _person(number, element)


def _person(number: int, element: etree._Element) -> _Person:
    names = [" ".join("".join(name.itertext()).split()) for name in element.iter("{*}persName", "{*}name")]
    tokens = {token for key in _SAME for token in element.get(key, "").split()}
    tokens |= {token for name in element.iter("{*}persName") for token in name.get("ref", "").split()}
    if xml_id := element.get(XML_ID):
        tokens.add(f"#{xml_id}")
    shown = names[0] if names else xml_id or min(tokens, default="")
    is_speaker = "speaker" in element.get("role", "").split()
    return _Person(number, frozenset(tokens), frozenset(map(_plain, names)), shown, is_speaker)


def _silent(whole: Outline, persons: Iterable[_Person]) -> Iterator[Finding]:
    """Yield SPK001 for each participant who is called a speaker and never speaks."""
    heard = {_last(token) for _, each in whole.named("sp", "u", "said", "q") for token in _who(each)}
    for person in persons:
        if person.is_speaker and person.tokens and not person.ids & heard:
            message = f"{person.shown} is called a speaker, but never speaks"
            advice = "give them their speeches with @who, or another @role, such as present"
            yield finding("SPK001", whole.tree.source.path, message, advice, Spot(person.number, "role"))


def _strangers(
    whole: Outline, speeches: Iterable[tuple[int, etree._Element]], persons: list[_Person]
) -> Iterator[Finding]:
    """Yield SPK002 for each who speaks and is no participant, at the first speech."""
    known = {each for person in persons for each in person.ids}
    cast = {element.get(XML_ID, "") for _, element in whole.named("role", "castItem", "castGroup")}
    forms = {_form(token) for person in persons for token in person.tokens}
    seen = known | cast
    for number, element in speeches:
        for token in _who(element):
            # A pointer that leads nowhere is REF003; pointers of another form may mean the same persons.
            if _last(token) in seen or _form(token) not in forms or _is_missing(token, whole.ids):
                continue
            seen.add(_last(token))
            message = f"“{token}” speaks, but is no participant"
            advice = "add them to the <particDesc> of the header"
            yield finding("SPK002", whole.tree.source.path, message, advice, Spot(number, "who", token))


def _is_missing(token: str, ids: frozenset[str]) -> bool:
    return token.startswith("#") and token[1:] not in ids


def _unnamed(whole: Outline, speeches: list[tuple[int, etree._Element]]) -> Iterator[Finding]:
    """Yield SPK003 for each speech that does not say whose it is, where others do."""
    # In an annotationBlock it is the block that says whose the utterance is.
    silent = [(number, element) for number, element in speeches if not (_who(element) or _of_block(element))]
    if len(silent) == len(speeches):
        return
    for number, element in silent:
        message = f"this <{etree.QName(element).localname}> does not say who speaks; others here do"
        advice = "add @who; for a voice that nobody knows, make a participant of it"
        yield finding("SPK003", whole.tree.source.path, message, advice, Spot(number))


def _of_block(element: etree._Element) -> bool:
    block = element.getparent()
    return block is not None and block.tag == f"{{{TEI_NAMESPACE}}}annotationBlock" and bool(block.get("who"))


def _mislabelled(
    whole: Outline, speeches: Iterable[tuple[int, etree._Element]], persons: list[_Person]
) -> Iterator[Finding]:
    """Yield SPK004 where the label is the name of one participant, and @who means another, with none of its words."""
    by_id = {each: person for person in persons for each in person.ids}
    labelled = [(number, _label(element), _who(element)) for number, element in speeches]
    uses = _uses(labelled)
    by_name: defaultdict[str, dict[int, _Person]] = defaultdict(dict)
    for person in persons:
        for name in person.names:
            by_name[name][person.number] = person
    for number, label, who in labelled:
        owners = by_name.get(label, {}) if label else {}
        speaker = by_id.get(_last(who[0])) if len(who) == 1 else None
        if speaker is None or len(owners) != 1 or speaker.number in owners:
            continue
        (owner,) = owners.values()
        shared = set(_WORD.findall(label)) & {word for name in speaker.names for word in _WORD.findall(name)}
        if shared or not sum(uses[label][each] for each in owner.ids) > uses[label][_last(who[0])]:
            continue
        message = f"the label is that of {owner.shown}, but @who says {speaker.shown}"
        yield finding("SPK004", whole.tree.source.path, message, "mend @who or the label", Spot(number, "who"))


def _uses(labelled: Iterable[tuple[int, str, list[str]]]) -> Mapping[str, Counter[str]]:
    """Count for each label whom it stands for."""
    uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, label, who in labelled:
        uses[label].update(map(_last, who))
    return uses


def _label(speech: etree._Element) -> str:
    speaker = next(speech.iterchildren("{*}speaker"), None)
    if speaker is None:
        return ""
    return _plain("".join(speaker.itertext()) if len(speaker) else speaker.text or "")


def _who(element: etree._Element) -> list[str]:
    return element.get("who", "").split()


@lru_cache(maxsize=10_000)  # a play repeats its labels
def _plain(name: str) -> str:
    """Return a name in small letters without punctuation."""
    return " ".join(_WORD.findall(fold(name)))


@lru_cache(maxsize=10_000)
def _last(token: str) -> str:
    """Return the id at the end of a pointer: pers:qavam, persons.xml#qavam and #qavam may mean the same."""
    return _BEFORE_ID.split(token)[-1]


def _form(token: str) -> str:
    return token[: len(token) - len(_last(token))]
