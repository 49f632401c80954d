"""The catalogue of rules for people and for programs: `edition rules` and `edition explain`."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from textwrap import fill

from edition.errors import UsageError
from edition.report.plain import dumps
from edition.rules.catalogue import RULES, Rule, nearest
from edition.rules.explanation import explanation

_HEAD = ("code", "in a project", "elsewhere", "what it finds")
_WIDTH = 100
_BARE = re.compile(r"[A-Za-z0-9_-]+")  # keys of TOML that need no quotes


def as_table() -> str:
    """Return a line for each rule, below a head."""
    rows = [_HEAD, *((rule.code, rule.severity, rule.elsewhere or "as asked", rule.title) for rule in RULES.values())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD) - 1)]
    lines = ["".join(f"{cell:<{width}}  " for cell, width in zip(row, widths, strict=False)) + row[-1] for row in rows]
    return "\n".join(lines) + "\n"


def as_json() -> str:
    """Return a list of objects with the fields of `Rule`."""
    return dumps([asdict(rule) for rule in RULES.values()], indent=1) + "\n"


def explain(code: str) -> str:
    """Return all that there is to say about a code; raise UsageError, with the nearest, for one that is none."""
    rule = RULES.get(code) or RULES.get(code.upper())
    if rule is None and explanation(code) is None:
        raise UsageError(f"there is no rule {code}; {nearest(code)}")
    return "\n\n".join(_paragraphs(rule, rule.code if rule else code)).rstrip("\n") + "\n"


def _paragraphs(rule: Rule | None, code: str) -> Iterator[str]:
    explained = explanation(code)
    if rule:
        yield f"{code}: {rule.title}\n{severity(rule)}"
    else:
        yield f"{code}: a rule of a schema"
    if explained:
        yield "\n".join(_wrapped(line) for line in explained.plain.split("\n"))
    if rule is None or not rule.is_fixed:
        key = code if _BARE.fullmatch(code) else f'"{code}"'
        yield _SWITCHES.format(code=code, key=key, other="error" if rule and rule.severity == "warning" else "warning")


def _wrapped(line: str) -> str:
    return line if line.startswith(" ") else fill(line, _WIDTH, break_long_words=False, break_on_hyphens=False)


def severity(rule: Rule) -> str:
    """Return in words how grave a rule is, and where."""
    if rule.is_fixed:
        return f"always {'an' if rule.severity == 'error' else 'a'} {rule.severity}; it cannot be switched off"
    if rule.elsewhere is None:
        return f"{rule.severity} where the schema was asked for, warning where it is only the kept tei_all"
    if rule.severity == rule.elsewhere:
        return f"{rule.severity} everywhere"
    return f"{rule.severity} in a project, {rule.elsewhere} in a folder without edition.toml"


_SWITCHES = """\
To switch it off: --ignore {code} for once, or in edition.toml

    [rules]
    ignore = ["{code}"]

To weigh it differently:

    [rules.severity]
    {key} = "{other}"
"""
