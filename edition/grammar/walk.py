"""Walks a document through a grammar and notes what is wrong.

After a failure the walk goes on as if it had been mended, so that what follows from it is not said again: an element
that should not be there stands for any that should be; what the schema has elsewhere is checked by its own
definition; a bad value counts as a good one.
"""

from collections.abc import Mapping
from xml.parsers import expat

from edition.grammar.ahead import Ahead, look_ahead
from edition.grammar.datatypes import SPACE, Context
from edition.grammar.derivative import Opening, Plan, State, id_type, is_contextual, sorted_leaves
from edition.grammar.explain import Said
from edition.grammar.grammar import Grammar
from edition.grammar.identity import Identities
from edition.grammar.names import SEPARATOR, XML_URI, join, split
from edition.grammar.patterns import ANYTHING, EMPTY, Attribute, Element
from edition.grammar.record import Noted, Record
from edition.grammar.values import bad_word

_XML_ID = join(XML_URI, "id")


class Walk:
    """One way through a document, from the first tag to the last."""

    def __init__(self, grammar: Grammar, ignored: frozenset[str], data: bytes) -> None:
        self._grammar, self._machine, self._ignored, self._data = grammar, grammar.machine, ignored, data
        self.record = Record(grammar, data)
        self._ids = Identities(self.record)
        self._anything = self._machine.state((ANYTHING,))
        self._state = grammar.start
        self._is_leaf = False  # no tag since the last start tag
        self._number = -1
        self._openings: list[Opening] = []
        self._numbers: list[int] = []
        self._texts: list[str] = []
        self._namespaces: list[tuple[str, str]] = []
        self._entities: set[str] = set()
        self._notations: set[str] = set()
        self._mistakes: dict[tuple[str, State, Opening | None], tuple[Said | None, Opening]] = {}
        self._parser = expat.ParserCreate("utf-8", SEPARATOR)

    def run(self) -> None:
        """Read the document; raise expat.ExpatError if it is not well-formed."""
        parser = self._parser
        parser.buffer_text = True
        parser.CharacterDataHandler = self._texts.append
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = lambda _prefix: self._namespaces.pop()
        parser.UnparsedEntityDeclHandler = lambda name, *_: self._entities.add(name)
        parser.NotationDeclHandler = lambda name, *_: self._notations.add(name)
        parser.Parse(self._data, True)
        self._ids.finish()

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._namespaces.append((prefix or "", uri or ""))
        self.record.prefixes.setdefault(uri or "", prefix or "")

    def _context(self) -> Context:
        """Return what values may depend on at this place."""
        namespaces = {"xml": XML_URI, **dict(self._namespaces)}
        return Context(namespaces, frozenset(self._entities), frozenset(self._notations))

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        state = self._state
        if self._texts:
            if not state.is_mixed and (self._texts[0].strip(SPACE) or len(self._texts) > 1):
                state = self._text(is_whole=False)
            self._texts.clear()
        self._number += 1
        opening = state.openings.get(name) or state.open(name) or self._misplaced(name, state)
        if attributes:
            self._state = self._enter(opening, attributes)
        else:
            self._state = opening.entered or self._close(opening, opening.child)
        self._openings.append(opening)
        self._numbers.append(self._number)
        self._is_leaf = True

    def _enter(self, opening: Opening, attributes: Mapping[str, str]) -> State:
        """Return the state behind a start tag with attributes, the usual way."""
        plan = opening.child.plans.get(tuple(attributes))
        if plan is None:
            return self._enter_slowly(opening, attributes)
        for known, value in zip(plan.known, attributes.values(), strict=True):
            if known is not None and not known[value]:
                return self._enter_slowly(opening, attributes)
        for name, kind in plan.ids:
            self._ids.meet(kind, name, attributes[name], self._number, self._parser.CurrentByteIndex)
        return plan.closed

    def _end(self, name: str) -> None:
        state = self._state
        if not state.is_mixed and (self._texts or (self._is_leaf and state.is_typed)):
            state = self._text(is_whole=self._is_leaf)
        opening = self._openings.pop()
        number = self._numbers.pop()
        behind = opening.resume.get(state.accepted) or opening.after(state.accepted)
        if behind is None:
            said = self.record.once(("end", name, state), lambda: self.record.explainer.incomplete(name, state))
            self.record.note(Noted(said, number, self._parser.CurrentByteIndex, is_behind=self._is_behind()))
            behind = opening.forgiven()
        self._texts.clear()
        self._state = behind
        self._is_leaf = False

    def _is_behind(self) -> bool:
        """Tell whether the end just met is that of a tag like <a/>, which expat tells when it is behind it."""
        offset = self._parser.CurrentByteIndex
        return self._is_leaf and not self._texts and self._data[offset - 2 : offset] == b"/>"

    def _text(self, *, is_whole: bool) -> State:
        """Return the state after the text that came."""
        text, state = "".join(self._texts), self._state
        if state.is_typed:
            after = state.value(text, self._context(), is_whole=is_whole)
        else:
            after = state.mixed if text.strip(SPACE) else state
        if after is not None:
            return after
        opening, number, offset = self._openings[-1], self._numbers[-1], self._parser.CurrentByteIndex
        if state.is_typed:
            said = self.record.explainer.content(text, opening.name, state)
            self.record.note(Noted(said, number, offset, is_behind=self._is_behind()))
            return state.after(state.texts) or state
        said = self.record.explainer.text(text, opening.name, state)
        self.record.note(Noted(said, number, offset, is_text=True))
        return self._mended(state)

    def _misplaced(self, name: str, state: State) -> Opening:
        """Return what a start tag leads to that should not be here."""
        parent = self._openings[-1] if self._openings else None
        key = (name, state, parent)
        if key not in self._mistakes:
            self._mistakes[key] = self._mistake(name, state, parent)
        said, opening = self._mistakes[key]
        if said:
            self._note(said)
        return opening

    def _mistake(self, name: str, state: State, parent: Opening | None) -> tuple[Said | None, Opening]:
        """Return what to say of an element that should not be here, and what its start tag leads to."""
        child = self._grammar.definitions(name) or self._anything
        if _is_anything(state):
            return None, _resuming(name, child, state)
        patterns = state.patterns
        ahead = look_ahead(patterns[0], name, self._machine.build) if len(patterns) == 1 else None
        behind = self._machine.either(state, self._overtaken(ahead)) if ahead else self._mended(state)
        return self.record.explainer.element(name, parent, state, ahead), _resuming(name, child, behind)

    def _overtaken(self, ahead: Ahead) -> State:
        """Return the state behind an element that came too early; what should have come first may come now."""
        build = self._machine.build
        return self._machine.state((build.group((build.optional(build.group(ahead.skipped)), ahead.rest)),))

    def _mended(self, state: State) -> State:
        """Return the state behind something wrong, which may stand for any element that is allowed, or be too much."""
        after = state.after(frozenset(leaf for leaf in state.first if isinstance(leaf, Element)))
        return self._machine.either(state, after) if after else state

    def _enter_slowly(self, opening: Opening, attributes: Mapping[str, str]) -> State:
        """Return the state behind a start tag; look at its attributes one by one, and remember what went well."""
        child = state = opening.child
        if _is_anything(child):
            self._ids.suppose(attributes.get(_XML_ID, ""), self._parser.CurrentByteIndex)
            return child
        taken: list[Attribute] = []
        for name, value in attributes.items():
            candidates = [leaf for leaf in sorted_leaves(state.attributes) if isinstance(leaf, Attribute)]
            candidates = [leaf for leaf in candidates if leaf.has_name(name)]
            matched = [leaf for leaf in candidates if self._allows(leaf, value)]
            if len(candidates) == len(matched) == 1 and not is_contextual(matched[0].value):
                taken += matched
            if not matched and split(name)[0] not in self._ignored:
                self._refuse(opening, state, name, value, candidates)
            for kind in filter(None, map(id_type, (matched or candidates)[:1])):
                self._ids.meet(kind, name, value, self._number, self._parser.CurrentByteIndex)
            state = state.without(frozenset(matched or candidates)) or state
        closed = state.closed()
        if closed and len(taken) == len(attributes):
            self._remember(child, taken, attributes, closed)
        return closed or self._close(opening, state)

    def _remember(self, child: State, taken: list[Attribute], names: Mapping[str, str], closed: State) -> None:
        """Remember where attributes of these names lead."""
        ids = [(name, kind) for name, leaf in zip(names, taken, strict=True) if (kind := id_type(leaf))]
        child.plans[tuple(names)] = Plan(map(self._machine.known, taken), ids, closed)
        self._machine.count()

    def _allows(self, attribute: Attribute, value: str) -> bool:
        if is_contextual(attribute.value):
            return self._machine.accepts(attribute.value, value, self._context())
        known = self._machine.known(attribute)
        return known is None or known[value]

    def _refuse(self, opening: Opening, state: State, name: str, value: str, candidates: list[Attribute]) -> None:
        """Note an attribute that the element cannot have, or a value that the attribute cannot have."""
        explainer, token = self.record.explainer, None
        if candidates:
            said = explainer.value(name, opening.name, value, candidates)
            token = bad_word((leaf for each in candidates for leaf in each.value.first), value)
        else:
            said = explainer.attribute(name, opening.name, opening.child, state)
        self._note(said, self.record.wording.name(name), token)

    def _close(self, opening: Opening, state: State) -> State:
        """Return the state behind a start tag that lacks an attribute, or that can have no content at all."""
        said = self.record.once(
            ("attributes", opening.name, state), lambda: self.record.explainer.missing_attributes(opening.name, state)
        )
        self._note(said)
        return state.closed(missing=EMPTY) or self._anything

    def _note(self, said: Said, attribute: str | None = None, token: str | None = None) -> None:
        """Note a failure of the element that begins here."""
        self.record.note(Noted(said, self._number, self._parser.CurrentByteIndex, attribute=attribute, token=token))


def _is_anything(state: State) -> bool:
    return state.patterns == (ANYTHING,)


def _resuming(name: str, child: State, behind: State) -> Opening:
    """Return the opening of an element behind which the state is given, whatever is in it."""
    return Opening(name, child, [behind.patterns] * len(child.patterns))
