"""SARIF 2.1.0, as GitHub's code scanning and editors read it."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from edition import __version__
from edition.model import Finding
from edition.report.plain import dumps, plain, read_lines, relative, repository
from edition.rules.catalogue import RULES
from edition.rules.explanation import explanation

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_MOST = 25_000  # results; GitHub refuses a file with more, and of these shows the first 5,000
_ROOT = "%SRCROOT%"  # the customary name of the folder that the paths start from


def render(findings: Sequence[Finding], base: Path) -> Iterator[str]:
    """Yield one log with one run, errors first; findings beyond GitHub's limit are counted in a notification."""
    marked = list(zip(findings, _fingerprints(findings), strict=True))
    marked.sort(key=lambda pair: pair[0].severity)  # stable, and "error" comes before "warning"
    kept, rest = marked[:_MOST], len(marked) - _MOST
    codes = {code: place for place, code in enumerate(sorted({found.code for found, _ in kept}))}
    root = repository(base)
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "tei-edition", "version": __version__, "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the root of the repository"}}},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notices(rest)}],
        "results": [_result(found, mark, codes[found.code], root) for found, mark in kept],
    }
    yield dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _notices(rest: int) -> list[dict[str, Any]]:
    if rest <= 0:
        return []
    text = f"{rest} more findings were left out, because GitHub takes {_MOST} at most; the gravest are here"
    return [{"level": "warning", "message": {"text": text}}]


def _rule(code: str) -> dict[str, Any]:
    """Describe a rule; what a schema says has no entry in the catalogue."""
    known, explained = RULES.get(code), explanation(code)
    title = known.title if known else "what the schema says"
    rule: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": explained.why.replace("`", "") if explained else title},
        "help": {"text": explained.plain if explained else title},
        "properties": {"tags": [code.rstrip("0123456789").partition("-")[0]]},
    }
    if explained:
        rule["help"]["markdown"] = explained.markdown
    if known:
        rule["defaultConfiguration"] = {"level": known.severity}
    return rule


def _result(found: Finding, fingerprint: str, index: int, root: Path) -> dict[str, Any]:
    text = "\n".join(plain(part) for part in (found.message, found.help) if part)
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(relative(found.file.resolve(), root)), "uriBaseId": _ROOT}
        }
    }
    if span := found.span:
        location["physicalLocation"]["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    if found.path:
        location["logicalLocations"] = [{"fullyQualifiedName": found.path, "kind": "element"}]
    return {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": found.severity,
        # "[text](target)" would become a link
        "message": {"text": text.replace("](", "] (")},
        "locations": [location],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }


def _uri(name: str) -> str:
    """Return a path as a URI reference; "./" keeps a colon in its first step from looking like a scheme."""
    written = quote(name.encode("utf-8", "surrogateescape"))
    return f"./{written}" if ":" in name.partition("/")[0] else written


def _fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield what stays the same while lines move: the words of the line and the message, counted within the file."""
    for file, of_file in groupby(findings, key=lambda found: found.file):
        group = list(of_file)
        lines = read_lines(file) if any(found.span for found in group) else []
        seen: Counter[str] = Counter()
        for found in group:
            line = lines[found.span.line - 1] if found.span and found.span.line <= len(lines) else found.path
            said = "\0".join((found.code, found.message, " ".join(line.split())))
            mark = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
            seen[mark] += 1
            yield f"{mark}:{seen[mark]}"
