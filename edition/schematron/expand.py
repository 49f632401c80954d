"""Reduce a checked schema to what a phase makes of it: plain patterns of plain rules, and a table of their tests.

Abstract patterns and rules are written out, diagnostics and properties stand in the tests that name them, the
variables of a pattern have names of their own, so that they can be variables of the whole stylesheet.
"""

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from edition.schematron.model import (
    SCH,
    SEVERITIES,
    XSL,
    NoteHead,
    Pattern,
    Problem,
    Rule,
    SchematronError,
    Severity,
    Test,
)
from edition.schematron.read import AT, Reader
from edition.schematron.vocabulary import EXPRESSIONS

_PARAMETER = re.compile(r"\$([\w.\-]+)")
_REFERENCE = re.compile(r"""("(?:[^"]|"")*(?:"|\Z)|'(?:[^']|'')*(?:'|\Z))|\$\s*([^\W\d][\w.\-]*(?::[\w.\-]+)?)""")
# A schema of honest size stays far below; rules that extend rules that extend rules double with each step.
_MOST_PARTS = 20_000
_LONGEST_CONTEXT = 2000
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# A path of steps down to an element; predicates have been taken away.
_STEP = r"(?:child::|descendant::)?(?:[^\W\d][\w.\-]*:|\*:)?(?:[^\W\d][\w.\-]*|\*)"
_TO_ELEMENT = re.compile(rf"\s*/{{0,2}}\s*{_STEP}(?:\s*//?\s*{_STEP})*\s*")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_STRINGS = re.compile(r""""[^"]*"|'[^']*'""")


@dataclass(frozen=True, slots=True)
class Expanded:
    """A schema without abstractions: what `compile.xsl` works on, and its tables. `n` of an element is its row."""

    root: etree._Element
    phase: str
    patterns: tuple[Pattern, ...]
    rules: tuple[Rule, ...]
    tests: tuple[Test, ...]


def expand(schema: etree._Element, reader: Reader, phase: str | None) -> Expanded:
    """Return what is left of a schema in a phase; `#ALL` is every pattern, None or `#DEFAULT` the author's choice."""
    return _Expander(schema, reader).expand(phase)


class _Expander:
    def __init__(self, schema: etree._Element, reader: Reader) -> None:
        self._schema = schema
        self._reader = reader
        self._patterns: list[Pattern] = []
        self._rules: list[Rule] = []
        self._tests: list[Test] = []
        self._parts_left = _MOST_PARTS
        self._shared = {kind: _by_id(schema, kind) for kind in ("pattern", "rule", "diagnostic", "property")}

    def expand(self, phase: str | None) -> Expanded:
        root = etree.Element(_sch("schema"), nsmap={"sch": SCH})
        chosen = self._phase(phase)
        active = None if chosen is None else {each.get("pattern") for each in chosen.iterchildren(_sch("active"))}
        for part in self._schema.iterchildren(_sch("ns"), _sch("let"), f"{{{XSL}}}*"):
            root.append(deepcopy(part))
        if chosen is not None:
            root.extend(deepcopy(each) for each in chosen.iterchildren(_sch("let")))
        patterns = [
            self._pattern(pattern, pattern.get("id") or f"pattern-{number}")
            for number, pattern in enumerate(self._schema.iterchildren(_sch("pattern")), 1)
            if pattern.get("abstract") != "true" and (active is None or pattern.get("id") in active)
        ]
        _separate([*root], patterns)
        root.extend(patterns)
        name = "#ALL" if chosen is None else chosen.get("id", "")
        return Expanded(root, name, tuple(self._patterns), tuple(self._rules), tuple(self._tests))

    def _copy(self, element: etree._Element) -> etree._Element:
        """Return a copy; raises SchematronError when there are too many."""
        self._parts_left -= sum(1 for _ in element.iter())
        if self._parts_left < 0:
            raise SchematronError([Problem(self._reader.place(element), "written out, the schema grows too much")])
        return deepcopy(element)

    def _phase(self, name: str | None) -> etree._Element | None:
        if name is None or name == "#DEFAULT":
            name = self._schema.get("defaultPhase", "#ALL")
        if name == "#ALL":
            return None
        phases = _by_id(self._schema, "phase")
        if name not in phases:
            known = ", ".join(["#ALL", *phases])
            raise SchematronError(
                [Problem(self._reader.place(self._schema), f"no phase {name}; the schema has {known}")]
            )
        return phases[name]

    def _pattern(self, pattern: etree._Element, name: str) -> etree._Element:
        """Return a pattern with its lets and its rules that have a context."""
        body = self._instance(pattern) if pattern.get("is-a") else self._with_notes(self._copy(pattern))
        titles = (" ".join("".join(title.itertext()).split()) for title in body.iterchildren(_sch("title")))
        scope = _Scope(body, name, _by_id(body, "rule"))
        flat = etree.Element(_sch("pattern"), {AT: pattern.get(AT, "0")})
        rules = [rule for rule in body.iterchildren(_sch("rule")) if rule.get("abstract") != "true"]
        flat.extend(list(body.iterchildren(_sch("let"))))
        flat.extend(self._rule(rule, scope) for rule in rules)
        if rules and all(_asks_elements(rule.get("context", "")) for rule in rules):
            flat.set("nodes", "elements")
        self._patterns.append(Pattern(name, next(titles, ""), pattern.get("role", "")))
        return flat

    def _instance(self, pattern: etree._Element) -> etree._Element:
        """Write out an abstract pattern with the parameters of a pattern; they replace text, as the standard wants."""
        body = self._with_notes(self._copy(self._shared["pattern"][pattern.get("is-a", "")]))
        given = [*body.iterchildren(_sch("param")), *pattern.iterchildren(_sch("param"))]
        values = {each.get("name", ""): each.get("value", "") for each in given}
        for element in body.iter(etree.Element):
            for attribute in EXPRESSIONS:
                if (text := element.get(attribute)) is not None:
                    element.set(attribute, _PARAMETER.sub(lambda found: values.get(found[1], found[0]), text))
        for attribute in ("role", "severity"):
            if (value := pattern.get(attribute)) is not None:
                body.set(attribute, value)
        for own in reversed([*pattern.iterchildren(_sch("title"), _sch("let"))]):
            body.insert(0, deepcopy(own))
        return body

    def _with_notes(self, body: etree._Element) -> etree._Element:
        """Copy diagnostics and properties into the tests of a pattern that name them."""
        for test in [*body.iter(_sch("assert"), _sch("report"))]:
            for kind, attribute in (("diagnostic", "diagnostics"), ("property", "properties")):
                test.extend(self._copy(self._shared[kind][name]) for name in test.get(attribute, "").split())
        return body

    def _rule(self, rule: etree._Element, scope: "_Scope") -> etree._Element:
        """Return a rule with all that it extends, and enter it and its tests into the tables."""
        own, role, context = rule.get("id", ""), rule.get("role", ""), _line(rule.get("context"))
        row = len(self._rules)
        self._rules.append(Rule(own, len(self._patterns), context, role, rule.get("flag", "")))
        scope.rules += 1
        flat = etree.Element(_sch("rule"), {AT: rule.get(AT, "0"), "context": rule.get("context", ""), "row": str(row)})
        count = 0
        for part in self._parts(rule, scope, (rule,)):
            flat.append(part)
            if part.tag != _sch("let"):
                count += 1
                scope.tests += 1
                part.set("n", str(len(self._tests)))
                derived = f"{own}-{count}" if own else f"{scope.name}-{scope.tests}"
                self._tests.append(self._test(part, (part, rule, scope.pattern), derived))
        flat.set("n", str(len(self._tests)))
        broken = own or f"{scope.name}-rule-{scope.rules}"
        self._tests.append(Test("rule", broken, "error", row, context, self._reader.place(rule), role))
        return flat

    def _parts(
        self, rule: etree._Element, scope: "_Scope", way: tuple[etree._Element, ...]
    ) -> Iterator[etree._Element]:
        """Yield copies of the lets and tests of a rule and, where it extends another, of that one's.

        `way` begins with the rule that has a context and ends with this one.
        """
        for part in rule.iterchildren(*(_sch(name) for name in ("let", "assert", "report", "extends"))):
            if part.tag != _sch("extends"):
                copy = self._copy(part)
                copy.tail = None
                if copy.get("subject") is None and (subject := way[0].get("subject")):
                    copy.set("subject", subject)
                yield copy
                continue
            name = part.get("rule", "")
            target = scope.abstract.get(name) if name in scope.abstract else self._shared["rule"].get(name)
            if target is None or target.get("abstract") != "true":
                self._reader.problem(part, f"there is no abstract rule with the id {name}")
            elif target in way:
                self._reader.problem(part, f"the rule {name} extends itself in the end")
            else:
                yield from self._parts(target, scope, (*way, target))

    def _test(self, test: etree._Element, levels: tuple[etree._Element, ...], derived: str) -> Test:
        """Make the row of a test; what it does not say itself its rule or pattern may say."""

        def nearest(name: str, depth: int) -> str:
            return next((value for level in levels[:depth] if (value := level.get(name))), "")

        return Test(
            kind="assert" if test.tag == _sch("assert") else "report",
            id=test.get("id") or derived,
            severity=_severity(levels),
            rule=len(self._rules) - 1,
            expression=_line(test.get("test")),
            place=self._reader.place(test),
            role=nearest("role", 3),
            flag=nearest("flag", 2),
            see=nearest("see", 2),
            fpi=nearest("fpi", 2),
            icon=nearest("icon", 2),
            notes=tuple(map(_head, test.iterchildren(_sch("diagnostic"), _sch("property")))),
        )


@dataclass(slots=True)
class _Scope:
    """A pattern whose rules are being written out: its name, its abstract rules, how many rules and tests it has."""

    pattern: etree._Element
    name: str
    abstract: dict[str, etree._Element]
    rules: int = 0
    tests: int = 0


def _head(note: etree._Element) -> NoteHead:
    return NoteHead(
        "diagnostic" if note.tag == _sch("diagnostic") else "property",
        note.get("id", ""),
        note.get(_LANGUAGE, ""),
        note.get("role", ""),
        note.get("scheme", ""),
    )


def _severity(levels: tuple[etree._Element, ...]) -> Severity:
    """Return how grave a failure is: what the nearest of test, rule and pattern says in @severity or @role."""
    for level in levels:
        for attribute in ("severity", "role"):
            if (known := SEVERITIES.get(level.get(attribute, "").lower())) is not None:
                return known
    return "error"


def _separate(globals_: list[etree._Element], patterns: list[etree._Element]) -> None:
    """Rename the variables of a pattern whose names are also used elsewhere."""
    lets = [[let.get("name", "") for let in pattern.iterchildren(_sch("let"))] for pattern in patterns]
    uses = Counter([str(each.get("name")) for each in globals_ if each.tag != _sch("ns")])
    uses.update(name for names in lets for name in names)
    for number, (pattern, names) in enumerate(zip(patterns, lets, strict=True), 1):
        renamed = {name: f"{name}..{number}" for name in names if uses[name] > 1}
        if not renamed:
            continue
        for element in pattern.iter(etree.Element):
            if element.tag == _sch("let") and (name := element.get("name", "")) in renamed:
                element.set("name", renamed[name])
            for attribute in (*EXPRESSIONS, "as"):
                if (text := element.get(attribute)) is not None:
                    element.set(attribute, _rename(text, renamed))


def _rename(expression: str, names: dict[str, str]) -> str:
    """Rename variables in an expression, but not in its strings."""
    return _REFERENCE.sub(lambda found: found[1] or f"${names.get(found[2], found[2])}", expression)


def _asks_elements(context: str) -> bool:
    """Tell whether a context can match nothing but elements; False where that is not plain to see."""
    if len(context) > _LONGEST_CONTEXT:
        return False
    plain = _STRINGS.sub("", context)
    while plain != (plain := _BRACKETS.sub("", plain)):
        pass
    return all(_TO_ELEMENT.fullmatch(path) for path in plain.split("|"))


def _by_id(root: etree._Element, kind: str) -> dict[str, etree._Element]:
    return {str(each.get("id")): each for each in root.iter(_sch(kind)) if each.get("id")}


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _sch(name: str) -> str:
    return f"{{{SCH}}}{name}"
