"""Every code that a finding can carry, how grave it is, and how an edition's `[rules]` change that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from edition import grammar
from edition.config import Choice, Rules
from edition.errors import UsageError
from edition.model import Finding, Severity, Spot


@dataclass(frozen=True, slots=True)
class Rule:
    """A code, what it stands for, and its severity in a project and in a folder without `edition.toml`.

    Where `elsewhere` is None a finding keeps its own severity: a schema counts by who asked for it. What is fixed no
    configuration can switch off: without a tree there is nothing to publish.
    """

    code: str
    title: str
    severity: Severity
    elsewhere: Severity | None = "warning"
    is_fixed: bool = False


RULES = {
    rule.code: rule
    for rule in (
        Rule("XML001", "the file is not well-formed", "error", "error", is_fixed=True),
        Rule("XML002", "an external DTD or entity is declared and not read", "warning"),
        Rule("XML003", "the file is beyond a limit", "error", "error", is_fixed=True),
        Rule("XML004", "the bytes do not fit the encoding, or it is unknown", "error", "error", is_fixed=True),
        Rule("XML005", "the file cannot be read", "error", "error", is_fixed=True),
        Rule("XML006", "the root element is not TEI", "error", "warning", is_fixed=True),
        Rule("XML007", "text is missing that stands in an external entity", "error", "error", is_fixed=True),
        Rule("XML008", "a schema that a file asks for is not read", "warning"),
        Rule("XML009", "the fallback of an include stands in for what it asks for", "warning"),
        Rule("XML010", "text is missing that an include asks for", "error", "error", is_fixed=True),
        Rule("RNG000", "a grammar cannot be used", "error", None),
        *(Rule(code, title, "error", None) for code, title in grammar.TITLES.items()),
        Rule("SCH000", "Schematron rules cannot be used", "error", None),
        Rule("REF001", "an id is used twice in a file", "error"),
        Rule("REF002", "an id is used in two files", "warning"),
        Rule("REF003", "a reference leads nowhere", "error"),
        Rule("REF004", "a reference leads out of the project or runs a program", "error"),
        Rule("REF005", "an xml:id is not a name", "error"),
        Rule("REF006", "a reference leads to the wrong kind of thing", "error"),
        Rule("REF007", "a note and its call do not point at each other", "error"),
        Rule("REF008", "nothing calls a note", "warning"),
        Rule("REF009", "next and prev do not answer each other", "error"),
        Rule("REF010", "the address of a document is already taken", "warning"),
        Rule("REF011", "a reference leads into a file that is left out because of its errors", "warning"),
        Rule("REF012", "an old address is in use", "warning"),
        Rule("REF013", "an old address leads nowhere", "error"),
        Rule("REF014", "an old address has two goals, or leads in a circle", "error"),
        Rule("REF015", "an address would be lost", "warning"),
        Rule("DAT001", "a date is not a date", "error"),
        Rule("DAT002", "a range ends before it begins", "error"),
        Rule("DAT003", "attributes of a date exclude each other", "warning"),
        Rule("DAT004", "the year in the words is not the year of the attribute", "warning"),
        Rule("DAT005", "a duration is not a duration", "error"),
        Rule("DAT006", "the day or month in the words is not that of the attribute", "warning"),
        Rule("DAT007", "the weekday in the words is not that of the date", "warning"),
        Rule("DAT008", "two calendars do not name the same day", "error"),
        Rule("DAT009", "the offset of a time does not fit its place", "warning"),
        Rule("DAT010", "a letter is received before it is sent", "warning"),
        Rule("SPK001", "a participant called a speaker never speaks", "warning"),
        Rule("SPK002", "a speaker is no participant", "warning"),
        Rule("SPK003", "a speech does not say who speaks", "warning"),
        Rule("SPK004", "the label of a speech is the name of another participant", "warning"),
        Rule("TXT001", "a name is empty", "warning"),
        Rule("TXT002", "a word mixes scripts", "warning"),
        Rule("TXT003", "a character is broken, or for private use", "warning"),
        Rule("TXT004", "a text is not in Unicode’s form NFC", "warning"),
        Rule("TXT005", "straight and curly quotation marks are mixed", "warning"),
        Rule("TXT006", "no font of the book has a character", "warning"),
        Rule("TXT007", "pages of the book have all notes in one block", "warning"),
        Rule("TXT008", "notes of the book begin on a page after their call", "warning"),
        # what is fixed keeps its severity: an audit must not pass because a configuration looks away
        Rule("AUD001", "words of a source are lost", "error", is_fixed=True),
        Rule("AUD002", "text of a source stands twice, and is not marked as generated", "error"),
        Rule("AUD003", "a page or a book cannot be checked", "error", is_fixed=True),
        Rule("AUD004", "the site was not built from the sources as they are", "error", is_fixed=True),
        Rule("AUD005", "words stand in another order than in the source", "error", is_fixed=True),
        Rule("AUD006", "text of a page is not in its source, and not marked as generated", "error"),
        Rule("AUD007", "no rule of the stylesheets knows an element", "warning"),
        Rule("XSL001", "a layer names what is not in our stylesheets", "error"),
        Rule("XSL002", "a layer does not compile", "error", "error", is_fixed=True),
        Rule("XSL003", "a layer stops at a document", "error", "error", is_fixed=True),
        Rule("XSL004", "a layer has something to say", "warning"),
        Rule("XSL005", "a template of a layer is never applied", "warning"),
        Rule("XSL006", "a document is shown without design, as one of our rules stopped", "warning"),
        Rule("IMG001", "a picture is missing", "warning"),
        Rule("IMG002", "a picture lies outside the edition, or its address may do harm", "error"),
        Rule("IMG003", "a file is no picture that browsers show, or it is broken", "warning"),
        Rule("IMG004", "an SVG drawing may run a program or ask another host", "warning"),
        Rule("IMG005", "a picture is too large", "warning"),
    )
}

# How the codes begin that are made of the ids of a schema.
FOREIGN = ("SCH-",)


def finding(code: str, file: Path, message: str, help_: str = "", spot: Spot | None = None) -> Finding:
    """Return a finding with the severity that the rule has in a project."""
    return Finding(code, RULES[code].severity, file, message, help_, spot)


def judge(findings: Iterable[Finding], rules: Rules, *, is_project: bool) -> Iterator[Finding]:
    """Yield the findings that the edition wants to see, with the severity it gives them.

    `select`, `ignore` and `severity` hold codes or beginnings of codes; the longest that fits wins. Codes that are
    not in the catalogue (of a schema) keep their severity unless `severity` names them.
    """
    judged = (_judge(each, rules, is_project) for each in findings)
    return (each for each in judged if each is not None)


def nearest(code: str, *, beginnings: bool = False) -> str:
    """Return what to say to someone who named a code that is none; `beginnings` of codes may be an answer, too."""
    if code and (begun := [known for known in RULES if known.startswith(code.upper())]):
        return f"did you mean {', '.join(begun)}?"
    families = list(dict.fromkeys(known.rstrip("0123456789-") for known in (*RULES, *FOREIGN)))
    close = get_close_matches(code.upper(), [*RULES, *(families if beginnings else ())], 1, 0.5)
    return f"did you mean {close[0]}?" if close else f"codes begin with {', '.join(families)}: see `edition rules`"


def check_codes(beginnings: Iterable[str]) -> None:
    """Raise UsageError for the first of the beginnings that no code has: it would be obeyed in silence."""
    for beginning in beginnings:
        if any(code.startswith(beginning) for code in (*RULES, *FOREIGN)) or beginning.startswith(FOREIGN):
            continue
        raise UsageError(f"no rule has a code that begins with “{beginning}”; {nearest(beginning, beginnings=True)}")


def _judge(found: Finding, rules: Rules, is_project: bool) -> Finding | None:
    rule = RULES.get(found.code)
    if rule and rule.is_fixed:
        return found if is_project else _weighed(found, rule.elsewhere or found.severity)
    chosen = _longest(found.code, rules.select) if rules.select else 0
    if chosen < 0 or (rules.ignore and _longest(found.code, rules.ignore) > chosen):
        return None
    choice: Choice = (rule and not is_project and rule.elsewhere) or found.severity
    if rules.severity and (keys := [key for key in rules.severity if found.code.startswith(key)]):
        choice = rules.severity[max(keys, key=len)]
    return None if choice == "off" else _weighed(found, choice)


def _weighed(found: Finding, severity: Severity) -> Finding:
    if found.severity == severity:
        return found
    # Written out: `replace` takes four times as long, and a folder without a project may have very many findings.
    return Finding(found.code, severity, found.file, found.message, found.help, found.spot, found.span, found.path)


def _longest(code: str, beginnings: Iterable[str]) -> int:
    """Return the length of the longest beginning that fits `code`, -1 if none does."""
    return max((len(beginning) for beginning in beginnings if code.startswith(beginning)), default=-1)
