"""Every code that a finding can carry, how grave it is, and how an edition's `[rules]` change that."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from edition.config import Choice, Rules
from edition.model import Finding, Severity, Spot


@dataclass(frozen=True, slots=True)
class Rule:
    """A code, what it stands for, and its severity in a project and in a folder without `edition.toml`."""

    code: str
    title: str
    severity: Severity
    elsewhere: Severity = "warning"

    @property
    def is_fixed(self) -> bool:
        """Tell whether no configuration can switch it off: without a tree there is nothing to publish."""
        return self.elsewhere == "error"


RULES = {
    rule.code: rule
    for rule in (
        Rule("XML001", "the file is not well-formed", "error", "error"),
        Rule("XML002", "an external DTD or entity is declared and not read", "warning"),
        Rule("XML003", "the file is beyond a limit", "error", "error"),
        Rule("XML004", "the bytes do not fit the encoding, or it is unknown", "error", "error"),
        Rule("XML005", "the file cannot be read", "error", "error"),
        Rule("XML006", "the root element is not TEI", "error", "error"),
        Rule("XML007", "text is missing that stands in an external entity", "error", "error"),
        Rule("REF001", "an id is used twice in a file", "error"),
        Rule("REF002", "an id is used in two files", "warning"),
        Rule("REF003", "a reference leads nowhere", "error"),
        Rule("REF004", "a reference leads out of the project or runs a program", "error"),
        Rule("REF005", "an xml:id is not a name", "error"),
        Rule("REF006", "a reference leads to the wrong kind of thing", "error"),
        Rule("REF010", "the address of a document is already taken", "warning"),
        Rule("REF011", "a reference leads into a file that is left out because of its errors", "warning"),
        Rule("DAT001", "a date is not a date", "error"),
        Rule("DAT002", "a range ends before it begins", "error"),
        Rule("DAT003", "attributes of a date exclude each other", "warning"),
        Rule("DAT004", "the year in the words is not the year of the attribute", "warning"),
        Rule("DAT005", "a duration is not a duration", "error"),
        Rule("TXT001", "a name is empty", "warning"),
        Rule("TXT002", "a word mixes scripts", "warning"),
    )
}


def finding(code: str, file: Path, message: str, help_: str = "", spot: Spot | None = None) -> Finding:
    """Return a finding with the severity that the rule has in a project."""
    return Finding(code, RULES[code].severity, file, message, help_, spot)


def judge(findings: Iterable[Finding], rules: Rules, *, is_project: bool) -> list[Finding]:
    """Return the findings that the edition wants to see, with the severity it gives them.

    `select`, `ignore` and `severity` hold codes or beginnings of codes; the longest that fits wins. Codes that are
    not in the catalogue (of a schema) keep their severity unless `severity` names them.
    """
    judged = (_judge(each, rules, is_project) for each in findings)
    return [each for each in judged if each is not None]


def _judge(found: Finding, rules: Rules, is_project: bool) -> Finding | None:
    rule = RULES.get(found.code)
    if rule and rule.is_fixed:
        return found
    chosen = _longest(found.code, rules.select) if rules.select else 0
    if chosen < 0 or _longest(found.code, rules.ignore) > chosen:
        return None
    choice: Choice = found.severity if is_project or rule is None else rule.elsewhere
    named = max((key for key in rules.severity if found.code.startswith(key)), key=len, default=None)
    if named is not None:
        choice = rules.severity[named]
    return None if choice == "off" else replace(found, severity=choice)


def _longest(code: str, beginnings: Iterable[str]) -> int:
    """Return the length of the longest beginning that fits `code`, -1 if none does."""
    return max((len(beginning) for beginning in beginnings if code.startswith(beginning)), default=-1)
