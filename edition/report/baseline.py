"""Findings that were accepted on some day, in a file, so that only what is new is reported.

A finding is known again by its code, its file, the path of its element and its message, not by its line; one that
comes three times must stand there three times. Files that cannot be read at all are never accepted.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from edition.errors import UsageError
from edition.model import Finding
from edition.report.plain import dumps, relative
from edition.rules.catalogue import RULES

_VERSION = 1
_WORDS = ("file", "path", "code", "message")

_Key = tuple[str, ...]


def read_baseline(file: Path) -> Counter[_Key]:
    """Return how often each finding is accepted; raise UsageError if the file is no baseline."""
    try:
        content = json.loads(file.read_bytes())
    except OSError as error:
        raise UsageError(f"the baseline {file} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the baseline {file} is not JSON: {error}") from error
    if not isinstance(content, dict) or content.get("baseline") != _VERSION:
        raise UsageError(f"{file} is not a baseline of this version: write a new one with --write-baseline")
    accepted: Counter[_Key] = Counter()
    entries = content.get("findings")
    for number, entry in enumerate(entries if isinstance(entries, list) else [None], 1):
        if not _is_entry(entry):
            raise UsageError(f"the baseline {file} cannot be used: finding {number} is not as we write it")
        accepted[tuple(entry[word] for word in _WORDS)] += entry.get("count", 1)
    return accepted


def write_baseline(file: Path, findings: Iterable[Finding]) -> int:
    """Accept the findings in `file`, a line each and sorted, and return how many; overwrite nothing but a baseline."""
    if file.exists():
        read_baseline(file)
    counts = Counter(_key(found, file.parent) for found in findings if _may_be_accepted(found))
    lines = [dumps(_entry(key, count)) for key, count in sorted(counts.items())]
    listed = ",".join(f"\n  {line}" for line in lines) + "\n" if lines else ""
    try:
        file.write_text(f'{{\n "baseline": {_VERSION},\n "findings": [{listed} ]\n}}\n', "utf-8", "backslashreplace")
    except OSError as error:
        raise UsageError(f"the baseline {file} cannot be written: {error.strerror}") from error
    return counts.total()


def new(findings: Sequence[Finding], file: Path) -> list[Finding]:
    """Return the findings that the baseline in `file` does not accept; of equal ones those further down."""
    left = read_baseline(file)
    found_new = []
    for found in findings:
        key = _key(found, file.parent)
        if left[key] > 0 and _may_be_accepted(found):
            left[key] -= 1
        else:
            found_new.append(found)
    return found_new


def _may_be_accepted(found: Finding) -> bool:
    rule = RULES.get(found.code)
    return rule is None or not rule.is_fixed


def _key(found: Finding, folder: Path) -> _Key:
    return relative(found.file.resolve(), folder.resolve()), found.path, found.code, found.message


def _entry(key: _Key, count: int) -> dict[str, Any]:
    entry: dict[str, Any] = dict(zip(_WORDS, key, strict=True))
    return entry | {"count": count} if count > 1 else entry


def _is_entry(entry: Any) -> bool:
    if not isinstance(entry, dict) or set(entry) - {*_WORDS, "count"}:
        return False
    count = entry.get("count", 1)
    is_count = isinstance(count, int) and not isinstance(count, bool) and count > 0
    return is_count and all(isinstance(entry.get(word), str) for word in _WORDS)
