"""Documents against their schemas: each schema is loaded once, and what fails becomes a finding."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from edition import grammar, schematron
from edition.model import Finding, Severity, Span, Spot
from edition.sandbox import Sandbox
from edition.schemas.find import Schema
from edition.source.decode import decode
from edition.source.discover import TEI_NAMESPACE
from edition.source.parse import Tree
from edition.source.remark import Refusal
from edition.source.vocabulary import ELEMENTS

# A task for a worker holds about this many characters: enough to be worth the way there.
_TASK = 1_000_000

# A schema of a project is read to its end, so that its mistakes are found; tei_all was when it was kept.
_SMALL = 300_000

# TEI files name their schema for other tools with these attributes, which no grammar allows.
IGNORED = ("http://www.w3.org/2001/XMLSchema-instance",)

UNUSABLE_GRAMMAR = "RNG000"
UNUSABLE_RULES = "SCH000"


def check(plan: Mapping[Schema, Sequence[Tree]], workers: Executor | None = None) -> Iterator[Finding]:
    """Yield what the schemas say of the trees that each is planned for; `workers` share the work of grammars."""
    yield from check_grammars(plan, workers)
    yield from _check_rules(plan)


def check_grammars(plan: Mapping[Schema, Sequence[Tree]], workers: Executor | None = None) -> Iterator[Finding]:
    """Yield what the grammars among the schemas say, and no rules: that takes no process, and little time."""
    for schema, trees in plan.items():
        if schema.kind != "sch":
            yield from _check_grammar(schema, trees, workers)


# -- grammars ----------------------------------------------------------------------------------------------------------


def _check_grammar(schema: Schema, trees: Sequence[Tree], workers: Executor | None) -> Iterator[Finding]:
    tasks = [(schema.path, [tree.text for tree in task]) for task in _tasks(trees)]
    run = workers.map if workers and len(tasks) > 1 else map
    left = iter(trees)
    for answer in run(_failures, tasks):
        if isinstance(answer, str):
            yield _unusable(UNUSABLE_GRAMMAR, schema, answer)
            return
        for found in answer:
            tree = next(left)
            yield from (_grammar_finding(schema, tree, failure) for failure in found)


def _tasks(trees: Iterable[Tree]) -> Iterator[list[Tree]]:
    task: list[Tree] = []
    size = 0
    for tree in trees:
        task.append(tree)
        size += len(tree.text)
        if size >= _TASK:
            yield task
            task, size = [], 0
    if task:
        yield task


def _failures(task: tuple[Path, Sequence[str]]) -> list[list[grammar.Failure]] | str:
    """Check a task's texts; runs in a worker, which keeps the grammar for the next task.

    Returns what is wrong with the grammar itself if it cannot be used: mistakes in it come to light when it is used.
    """
    path, texts = task
    try:
        rules = _grammar(path)
        return [grammar.check(rules, text, IGNORED) for text in texts]
    except grammar.GrammarError as error:
        return str(error)


@lru_cache(maxsize=8)
def _grammar(path: Path) -> grammar.Grammar:
    loaded = grammar.load(path)
    if path.stat().st_size < _SMALL:
        loaded.verify()
    return loaded


def _grammar_finding(schema: Schema, tree: Tree, failure: grammar.Failure) -> Finding:
    spot = Spot(failure.number, failure.attribute, failure.token)
    file = tree.source.path
    span = failure.span if tree.is_verbatim else None
    return Finding(failure.code, schema.severity, file, failure.message, _advice(failure), spot, span)


def _advice(failure: grammar.Failure) -> str:
    """Return the help of a failure; an element of TEI that its schema leaves out was meant, and is no slip."""
    uri, _, name = failure.unknown.rpartition("}")
    if uri[1:] == TEI_NAMESPACE and name in ELEMENTS:
        return f"TEI has <{name}>, but this schema leaves it out; `edition explain {failure.code}` says what to do"
    return failure.help


# -- rules -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RuleReport:
    """What a Schematron schema says of one document."""

    tree: Tree
    report: schematron.Report[Tree]


def _check_rules(plan: Mapping[Schema, Sequence[Tree]]) -> Iterator[Finding]:
    """Check against Schematron, that which stands in grammars included; all of it runs in one locked child process."""
    for answer in reports(plan):
        if isinstance(answer, Finding):
            yield answer
        else:
            severity = next(schema.severity for schema in plan if str(schema.path) == answer.report.schema.name)
            yield from (_rule_finding(severity, answer.tree, failure) for failure in answer.report.failures)


def reports(plan: Mapping[Schema, Sequence[Tree]], *, trace: bool = False) -> Iterator[RuleReport | Finding]:
    """Yield what each Schematron schema says of each tree, and a finding for each mistake in a schema itself.

    With `trace` the reports also tell which rules fired.
    """
    groups: dict[tuple[Tree, ...], list[schematron.Schema]] = {}
    for schema, trees in plan.items():
        try:
            rules = _rules(schema, trace)
        except schematron.SchematronError as error:
            yield from (_mistake(schema.severity, problem) for problem in error.problems)
        except (grammar.GrammarError, Refusal, OSError) as error:
            yield _unusable(UNUSABLE_RULES, schema, str(error))
        else:
            if rules is not None:
                groups.setdefault(tuple(trees), []).append(rules)
    if not groups:
        return
    with Sandbox() as sandbox:
        for trees, schemas in groups.items():
            checker = schematron.Checker(schemas, sandbox)
            yield from (_mistake("error", problem) for problem in checker.problems)
            for report in checker.reports((tree, tree.text) for tree in trees):
                yield RuleReport(report.document, report)


def export(plan: Mapping[Schema, Sequence[Tree]]) -> Iterator[tuple[str, str]]:
    """Yield the name of a file and its SVRL for each document and Schematron schema."""
    for answer in reports(plan, trace=True):
        if isinstance(answer, RuleReport):
            report, source = answer.report, answer.tree.source
            name = f"{source.name}.{Path(report.schema.name).stem}.svrl"
            yield name, schematron.svrl(report.results, report.schema, source.name)


def _rules(schema: Schema, trace: bool) -> schematron.Schema | None:
    """Read a Schematron schema, or what Schematron a grammar holds; None if it holds none."""
    path = schema.path
    if schema.kind == "sch":
        text: str | None = decode(path.read_bytes())
    else:
        text = schematron.extract(grammar.parse(path.read_bytes(), path))
    if text is None:
        return None
    return schematron.load(text, path, lambda file: file.is_relative_to(path.parent), phase=schema.phase, trace=trace)


def _rule_finding(given: Severity, tree: Tree, failure: schematron.Failure) -> Finding:
    severity: Severity = "error" if given == failure.severity == "error" else "warning"
    notes = " ".join(note.text for note in failure.notes)
    spot = Spot(failure.number, failure.attribute)
    return Finding(failure.code, severity, tree.source.path, failure.message, notes, spot)


def _mistake(severity: Severity, problem: schematron.Problem) -> Finding:
    """Return a finding at the place in the schema that has the mistake."""
    place = problem.place
    span = Span(place.line, place.column, place.line, place.column + 1)
    message = f"the rules cannot be used: {problem.message}"
    return Finding(UNUSABLE_RULES, severity, Path(place.file), message, problem.expression, span=span)


def _unusable(code: str, schema: Schema, reason: str) -> Finding:
    return Finding(code, schema.severity, schema.path, f"the schema cannot be used: {reason}")
