"""JUnit XML: a test suite a file, a test case a finding, and one that passes for a file without findings."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from edition.model import Finding
from edition.report.plain import plain, relative


def render(findings: Sequence[Finding], base: Path, files: Sequence[Path]) -> Iterator[str]:
    """Yield the report; an error is a failure, a warning a test that passes and says something."""
    suites: dict[str, list[Finding]] = {relative(file, base): [] for file in files}
    for found in findings:
        suites.setdefault(relative(found.file, base), []).append(found)
    root = etree.Element("testsuites", name="edition validate")
    root.extend(_suite(name, group) for name, group in sorted(suites.items()))
    _count(root)
    yield etree.tostring(root, encoding="unicode", pretty_print=True)


def _suite(name: str, findings: Sequence[Finding]) -> etree._Element:
    suite = etree.Element("testsuite", name=_xml(name))
    for found in findings:
        case = etree.SubElement(suite, "testcase", classname=found.code, name=_xml(_title(found)), file=_xml(name))
        if found.span:
            case.set("line", str(found.span.line))
        text = _xml("\n".join(part for part in (found.message, found.help, found.path) if part))
        if found.severity == "error":
            etree.SubElement(case, "failure", type=found.code, message=_xml(found.message)).text = text
        else:
            etree.SubElement(case, "system-out").text = f"warning: {text}"
    if not findings:
        etree.SubElement(suite, "testcase", classname="edition", name=_xml(name), file=_xml(name))
    _count(suite)
    return suite


def _count(element: etree._Element) -> None:
    """Write into a suite, or the whole, how many tests it has and how many of them fail."""
    for name, step in (("tests", "testcase"), ("failures", "failure")):
        element.set(name, str(sum(1 for _ in element.iter(step))))
    element.set("errors", "0")


def _title(found: Finding) -> str:
    place = f"{found.span.line}:{found.span.column}: " if found.span else ""
    return f"{place}{found.message}"


def _xml(text: str) -> str:
    """Return the text with a harmless sign for each character that XML cannot hold or a terminal might obey."""
    lines = (plain(line).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") for line in text.split("\n"))
    return "\n".join(lines)
