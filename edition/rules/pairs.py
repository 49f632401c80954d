"""Pointers that answer each other: notes and their calls (REF007, REF008), next and prev (REF009)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from edition.index import Library
from edition.model import Document, Finding, Link, Pointer, Spot
from edition.rules.catalogue import finding
from edition.rules.outline import XML_ID, Numbered, Outline

_APART = re.compile(r"div[1-7]?|back|noteGrp")
_LOCAL = re.compile(r"#([^\s\"'#<>&]+)")
_OPPOSITE = {"next": "prev", "prev": "next"}
_CALLS = frozenset({"ref", "ptr"})

# An element of the edition: the file's name, and the number of the element.
_Place = tuple[str, int]


def check_uncalled(whole: Outline) -> list[Finding]:
    """Return REF008 for each note set apart that nothing points at, where notes beside it are called."""
    groups: defaultdict[tuple[etree._Element, str], list[Numbered]] = defaultdict(list)
    for number, element in whole.named("note"):
        parent = element.getparent()
        if parent is not None and _APART.fullmatch(etree.QName(parent).localname) and element.get(XML_ID):
            groups[parent, element.get("type", "")].append((number, element))
    if not groups:
        return []
    called = set(_LOCAL.findall(whole.tree.text))
    return [found for notes in groups.values() for found in _uncalled(whole, dict(notes), called)]


def _uncalled(whole: Outline, notes: Mapping[int, etree._Element], called: set[str]) -> Iterator[Finding]:
    alone = [number for number, note in notes.items() if note.get(XML_ID) not in called and not note.get("target")]
    if len(alone) == len(notes):
        return
    for number in alone:
        xml_id = notes[number].get(XML_ID, "")
        message = f"nothing calls the note “{xml_id}”, while notes beside it are called"
        advice = f"put a <ref target=“#{xml_id}”> into the text, or say with @target what the note is on"
        yield finding("REF008", whole.tree.source.path, message, advice, Spot(number, "xml:id"))


def check(documents: Sequence[Document], library: Library) -> list[Finding]:
    """Return REF007 and REF009 for the pointers of all documents."""
    names = {document.id: document.source.name for document in documents}
    findings: list[Finding] = []
    chains: dict[str, dict[_Place, list[_Place]]] = {"next": {}, "prev": {}}
    spots: dict[tuple[str, _Place], tuple[Document, Pointer]] = {}
    for document in documents:
        goals: defaultdict[tuple[int, str], list[tuple[Pointer, Link]]] = defaultdict(list)
        for pointer in document.pointers:
            if pointer.attribute in _OPPOSITE or (pointer.attribute == "target" and _is_note_or_call(pointer)):
                link = library.goals(document)[pointer.token]
                if isinstance(link, Link):
                    goals[pointer.number, pointer.attribute].append((pointer, link))
        findings += _unanswered(document, goals)
        for (number, attribute), found in goals.items():
            if attribute in _OPPOSITE:
                place = (document.source.name, number)
                chains[attribute][place] = [each for _, link in found if (each := _goal(link, names, library))]
                spots[attribute, place] = document, found[0][0]
    return [*findings, *_crossed(chains, spots), *_circular(chains["next"], spots)]


def _is_note_or_call(pointer: Pointer) -> bool:
    return pointer.name == "note" or pointer.name in _CALLS


def _goal(link: Link, names: Mapping[str, str], library: Library) -> _Place | None:
    name = names.get(link.document)
    if name is None:
        return None
    return name, library.targets[name][link.target].number if link.target else 0


def _unanswered(
    document: Document, goals: Mapping[tuple[int, str], Sequence[tuple[Pointer, Link]]]
) -> Iterator[Finding]:
    """Yield REF007 for a note that points at a call, while the call points at another note."""
    ids = {target.number: target.id for target in document.targets}
    numbers = {target.id: target.number for target in document.targets}
    for found in goals.values():
        for pointer, link in found:
            if pointer.name != "note" or link.kind not in _CALLS or link.document != document.id:
                continue
            answers = [back for _, back in goals.get((numbers[link.target], "target"), ())]
            notes = [back.target for back in answers if back.kind == "note"]
            if notes and ids.get(pointer.number, "") not in notes:
                message = f"this note points at the call “{link.target}”, which calls the note “{notes[0]}”"
                advice = "a call and its note point at each other"
                spot = Spot(pointer.number, pointer.attribute, pointer.token)
                yield finding("REF007", document.source.path, message, advice, spot)


def _crossed(
    chains: Mapping[str, Mapping[_Place, Sequence[_Place]]],
    spots: Mapping[tuple[str, _Place], tuple[Document, Pointer]],
) -> Iterator[Finding]:
    """Yield REF009 where next leads to something whose prev leads elsewhere, or the other way round."""
    for attribute, back in _OPPOSITE.items():
        for place, goals in chains[attribute].items():
            for goal in goals:
                answers = chains[back].get(goal)
                if not answers or place in answers or goal == place:
                    continue
                document, pointer = spots[attribute, place]
                answer = spots[back, goal][1].token
                message = f"{attribute} leads to “{pointer.token}”, but {back} leads from there to “{answer}”"
                spot = Spot(pointer.number, attribute, pointer.token)
                yield finding("REF009", document.source.path, message, "next and prev answer each other", spot)


def _circular(
    chain: Mapping[_Place, Sequence[_Place]], spots: Mapping[tuple[str, _Place], tuple[Document, Pointer]]
) -> Iterator[Finding]:
    """Yield REF009 once for each circle of next."""
    done: set[_Place] = set()
    for start in chain:
        path: list[_Place] = []
        place: _Place | None = start
        while place is not None and place not in done:
            done.add(place)
            path.append(place)
            place = next(iter(chain.get(place, ())), None)
        if place in path:
            document, pointer = spots["next", place]
            steps = _steps(path[path.index(place) :])
            message = f"next leads from here in a circle{steps}"
            spot = Spot(pointer.number, "next", pointer.token)
            yield finding("REF009", document.source.path, message, "the last of a chain has no next", spot)


def _steps(circle: Iterable[_Place]) -> str:
    count = len(list(circle))
    return " to itself" if count == 1 else f" of {count}"
