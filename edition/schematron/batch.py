"""Ask many schemas about many documents; nothing that one of them does keeps the others from being heard."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from edition.errors import TransformError
from edition.schematron.model import Failure, Fired, Problem, SchematronError, XsltEngine
from edition.schematron.run import Compiler, Rules, Schema, broken

Key = TypeVar("Key")

# The id of what is not a rule's own failure: a schema could not be asked about a document.
UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Report(Generic[Key]):
    """What one schema says of one document."""

    document: Key
    schema: Schema
    results: tuple[Failure | Fired, ...]

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The failures among the results."""
        return tuple(found for found in self.results if isinstance(found, Failure))


class Checker:
    """Schemas that were compiled; `problems` holds what is wrong with those that were not."""

    def __init__(self, schemas: Sequence[Schema], engine: XsltEngine) -> None:
        self.problems: list[Problem] = []
        self._rules: list[Rules] = []
        if not schemas:
            return
        compiler = Compiler(engine)
        for schema in schemas:
            try:
                self._rules.append(compiler.compile(schema))
            except SchematronError as error:
                self.problems += error.problems

    def reports(self, documents: Iterable[tuple[Key, str]]) -> Iterator[Report[Key]]:
        """Yield what each schema says of each document; a document is a key of the caller's and a text."""
        for document, text in documents:
            for rules in self._rules:
                yield Report(document, rules.schema, _results(rules, text))

    def check(self, documents: Iterable[tuple[Key, str]]) -> Iterator[tuple[Key, Failure]]:
        """Yield the failures in documents, in the order of documents, schemas and patterns."""
        for report in self.reports(documents):
            for failure in report.failures:
                yield report.document, failure


def check(
    schemas: Sequence[Schema], documents: Iterable[tuple[Key, str]], engine: XsltEngine
) -> Iterator[tuple[Key, Failure]]:
    """Yield the failures in documents; raises SchematronError at once if an expression of a schema is wrong."""
    checker = Checker(schemas, engine)
    if checker.problems:
        raise SchematronError(checker.problems)
    return checker.check(documents)


def _results(rules: Rules, text: str) -> tuple[Failure | Fired, ...]:
    name = rules.schema.name or "the schema"
    try:
        return rules.report(text)
    except TransformError as error:
        reason = " ".join(str(error).split())[:300]
        return (broken(rules.schema, UNCHECKED, f"The document was not checked against {name}: {reason}"),)
