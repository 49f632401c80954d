"""Which documents go with which schemas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.model import Finding
from edition.schemas.find import DEFAULT, Schema, Unread, asked, default
from edition.source.parse import Tree

_UNREAD = "XML008"


@dataclass(frozen=True, slots=True)
class Plan:
    """The trees for each schema, what is wrong with the asking, and a line on what nothing is checked against."""

    trees: Mapping[Schema, Sequence[Tree]]
    findings: Sequence[Finding] = ()
    notice: str = ""


def plan(trees: Sequence[Tree], given: Sequence[Schema], root: Path, *, follow: bool) -> Plan:
    """Say what each tree is checked against: the schemas that were `given` for all, and what it asks for itself.

    With `follow` a tree's own `xml-model` counts, and a tree without any grammar is held against the kept tei_all. A
    schema that cannot be read is one finding, at the first tree that asks for it.
    """
    planned: dict[Schema, list[Tree]] = {schema: list(trees) for schema in given} if trees else {}
    unread: dict[str, Finding] = {}
    bare: list[Tree] = []
    for tree in trees if follow else ():
        wanted = list(given)
        for answer in asked(tree, root, given):
            if isinstance(answer, Unread):
                unread.setdefault(answer.address, _finding(tree, answer))
            elif answer not in wanted:
                wanted.append(answer)
                planned.setdefault(answer, []).append(tree)
        if all(schema.kind == "sch" for schema in wanted):
            bare.append(tree)
    notice = ""
    if bare and (schema := default()):
        planned.setdefault(schema, []).extend(bare)
    elif bare:
        notice = f"{_documents(len(bare))} without a grammar; to check against the TEI: edition schema add {DEFAULT}"
    return Plan(planned, tuple(unread.values()), notice)


def _documents(count: int) -> str:
    return "one document is" if count == 1 else f"{count} documents are"


def _finding(tree: Tree, unread: Unread) -> Finding:
    message = f"the schema {unread.address} is not read: {unread.reason}"
    return Finding(_UNREAD, "warning", tree.source.path, message, unread.advice)
