"""What hostile rules and stylesheets try: each gives a finding or a mistake of the schema, reads nothing, ends soon."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition.errors import TransformError
from edition.sandbox import Sandbox, StoppedError
from edition.saxon import Saxon
from edition.schematron import Compiler, Failure, SchematronError, check, load

CANARY = "canary-4711"
FN = "http://www.w3.org/2005/xpath-functions"
SCH = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"
PATIENCE = 2.0
# What starting a child twice, compiling and the patience itself may take on a busy machine.
SOON = 18.0


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files that nobody may read, and a variable of the environment likewise."""
    monkeypatch.setenv("SECRET", CANARY)
    (tmp_path / "secret.txt").write_text(CANARY, "utf-8")
    (tmp_path / "secret.json").write_text(f'"{CANARY}"', "utf-8")
    (tmp_path / "secret.xml").write_text(f"<secret>{CANARY}</secret>", "utf-8")
    (tmp_path / "secret.dtd").write_text(f'<!ENTITY e "{CANARY}">', "utf-8")
    (tmp_path / "secret.xsl").write_text(
        f'<xsl:stylesheet version="3.0" xmlns:xsl="{XSL}"><xsl:variable name="s" select="\'{CANARY}\'"/>'
        '<xsl:template name="xsl:initial-template"><xsl:value-of select="$s"/></xsl:template></xsl:stylesheet>',
        "utf-8",
    )
    return tmp_path


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(seconds=PATIENCE) as made:
        yield made


def schema(test: str, more: str = "") -> str:
    return (
        f'<schema xmlns="{SCH}" xmlns:xsl="{XSL}" queryBinding="xslt3"><ns prefix="fn" uri="{FN}"/>'
        f'<ns prefix="f" uri="urn:f"/><ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>{more}'
        f'<pattern id="p"><rule context="/*"><let name="found" value="{test}"/><assert id="x" test="false()">'
        '[<value-of select="$found"/>]</assert></rule></pattern></schema>'
    )


def outcome(text: str, sandbox: Sandbox, document: str = "<a/>") -> list[Failure] | SchematronError:
    """What a schema comes to: failures, or the reasons for which it is refused."""
    try:
        return [failure for _, failure in check([load(text)], [("document", document)], sandbox)]
    except SchematronError as error:
        return error


def told(found: list[Failure] | SchematronError) -> str:
    return str(found) if isinstance(found, SchematronError) else " ".join(failure.message for failure in found)


def stylesheet(body: str) -> str:
    return (
        f'<xsl:stylesheet version="3.0" xmlns:xsl="{XSL}" xmlns:xs="http://www.w3.org/2001/XMLSchema">{body}'
        "</xsl:stylesheet>"
    )


def parsed(doctype: str, entity: str = "e") -> str:
    """An expression that parses a document with a DOCTYPE."""
    return f"parse-xml('&lt;!DOCTYPE a {doctype}>&lt;a>&amp;{entity};&lt;/a>')"


def template(content: str) -> str:
    return f'<xsl:template match="/">{content}</xsl:template>'


SHOWN = '<xsl:value-of select="$s"/>'
READING = {
    "doc": "doc('{uri}/secret.xml')",
    "doc-fn": "fn:doc('{uri}/secret.xml')",
    "doc-eqname": "Q{{http://www.w3.org/2005/xpath-functions}}doc('{uri}/secret.xml')",
    "doc-available": "if (doc-available('{uri}/secret.xml')) then 'canary-4711' else ()",
    "doc-path": "doc('{path}/secret.xml')",
    "document": "document('{uri}/secret.xml')",
    "unparsed-text": "unparsed-text('{uri}/secret.txt')",
    "unparsed-text-lines": "unparsed-text-lines('{uri}/secret.txt')",
    "unparsed-text-available": "if (unparsed-text-available('{uri}/secret.txt')) then 'canary-4711' else ()",
    "json-doc": "json-doc('{uri}/secret.json')",
    "collection": "collection('{uri}?select=*.xml') ! string()",
    "uri-collection": "uri-collection('{uri}') ! replace(., 'secret', 'canary-4711')",
    "environment": "environment-variable('SECRET')",
    "environment-names": "available-environment-variables() ! replace(., '.*SECRET.*', 'canary-4711')",
    "transform": "transform(map {{'stylesheet-location': '{uri}/secret.xsl'}})?output",
    "parse-xml-entity": parsed("[&lt;!ENTITY e SYSTEM &quot;{uri}/secret.txt&quot;>]"),
    "parse-xml-dtd": parsed("SYSTEM &quot;{uri}/secret.dtd&quot;"),
    "parse-xml-parameter": parsed("[&lt;!ENTITY % p SYSTEM &quot;{uri}/secret.dtd&quot;>%p;]"),
    "lookup": f"function-lookup(QName('{FN}', 'doc'), 1)('{{uri}}/secret.xml')",
    "lookup-text": f"function-lookup(QName('{FN}', 'unparsed-text'), 1)('{{uri}}/secret.txt')",
    "lookup-environment": f"function-lookup(QName('{FN}', 'environment-variable'), 1)('SECRET')",
    "reference": "(doc#1)('{uri}/secret.xml')",
    "partial": "doc(?)('{uri}/secret.xml')",
    "apply": "apply(doc#1, ['{uri}/secret.xml'])",
    "arrow": "'{uri}/secret.xml' => doc()",
    "comment": "doc(: :)('{uri}/secret.xml')",
    "java": "Q{{java:java.lang.System}}getenv('SECRET')",
}
EXPRESSIONS = [pytest.param(expression, id=name) for name, expression in READING.items()]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_rule_reads_nothing(expression: str, secret: Path, sandbox: Sandbox) -> None:
    found = outcome(schema(expression.format(uri=secret.as_uri(), path=secret)), sandbox)
    assert CANARY not in told(found).replace(f"'{CANARY}'", "")
    assert isinstance(found, SchematronError) or found


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_the_lock_alone_holds(expression: str, secret: Path, sandbox: Sandbox) -> None:
    """What the check of the schema would overlook: the same, past it."""
    said = expression.format(uri=secret.as_uri(), path=secret)
    body = (
        f'<xsl:template match="/" xmlns:fn="{FN}"><xsl:try><xsl:value-of select="{said}"/>'
        "<xsl:catch>refused</xsl:catch></xsl:try></xsl:template>"
    )
    try:
        result = sandbox.compile_text(stylesheet(body)).run("<a/>")
    except TransformError:
        result = ""
    assert CANARY not in result


MERGE = (
    '<xsl:merge><xsl:merge-source for-each-source="\'{uri}/secret.xml\'" select="*"><xsl:merge-key select="."/>'
    '</xsl:merge-source><xsl:merge-action><xsl:value-of select="current-merge-group()"/></xsl:merge-action></xsl:merge>'
)
STYLESHEETS = {
    "include": '<xsl:include href="{uri}/secret.xsl"/>' + template(SHOWN),
    "import": '<xsl:import href="{uri}/secret.xsl"/>' + template(SHOWN),
    "source-document": template(
        '<xsl:source-document href="{uri}/secret.xml"><xsl:value-of select="."/></xsl:source-document>'
    ),
    "merge": template(MERGE),
    "static": '<xsl:variable name="s" static="yes" select="unparsed-text(\'{uri}/secret.txt\')"/>' + template(SHOWN),
    "shadow": template("<xsl:value-of _select=\"'{{unparsed-text('{uri}/secret.txt')}}'\"/>"),
    "use-when": template("<xsl:value-of use-when=\"doc-available('{uri}/secret.xml')\" select=\"'canary-4711'\"/>"),
    "evaluate": template("<xsl:evaluate xpath=\"'&quot;canary&quot; || &quot;-4711&quot;'\"/>"),
    "user-dir": template("<xsl:value-of select=\"system-property('user.dir')[.] ! 'canary-4711'\"/>"),
    "write": template('<xsl:result-document href="{uri}/written.xml"><a/></xsl:result-document>'),
}


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in STYLESHEETS.items()])
def test_a_stylesheet_reads_and_writes_nothing(body: str, secret: Path, sandbox: Sandbox) -> None:
    before = sorted(secret.iterdir())
    try:
        result = sandbox.compile_text(stylesheet(body.format(uri=secret.as_uri()))).run("<a/>")
    except TransformError as error:
        result = str(error)
    assert CANARY not in result
    assert sorted(secret.iterdir()) == before


DECLARATIONS = {
    "write": '<xsl:result-document href="{uri}/written.xml"><a/></xsl:result-document>',
    "read": '<xsl:source-document href="{uri}/secret.xml"><xsl:value-of select="."/></xsl:source-document>',
    "evaluate": "<xsl:evaluate xpath=\"'1'\"/>",
    "shadow": "<xsl:sequence _select=\"'{{unparsed-text('{uri}/secret.txt')}}'\"/>",
    "merge": MERGE,
    "text-template": "<xsl:text expand-text=\"yes\">{{unparsed-text('{uri}/secret.txt')}}</xsl:text>",
}


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in DECLARATIONS.items()])
def test_a_function_of_a_schema_reads_and_writes_nothing(body: str, secret: Path, sandbox: Sandbox) -> None:
    before = sorted(secret.iterdir())
    function = f'<xsl:function name="f:f" xmlns:f="urn:f">{body.format(uri=secret.as_uri())}</xsl:function>'
    found = outcome(schema("f:f()", function), sandbox)
    assert CANARY not in told(found)
    assert isinstance(found, SchematronError) or found
    assert sorted(secret.iterdir()) == before


LAUGHS = "".join(
    f"&lt;!ENTITY {name} &quot;{f'&amp;{before};' * 10}&quot;>"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
HEAVY = {
    "count": "count((1 to 1000000000)[. mod 7 = 3])",
    "loop": "fold-left(1 to 2000000000, 0, function($a, $b) { ($a + $b) mod 7 })",
    "backtracking": "matches(string-join((1 to 60) ! 'a') || '!', '^((a+)+)+$')",
    "memory": "string-join((1 to 500000000) ! string(.), 'x') => string-length()",
    "output": "string-join((1 to 200000000) ! 'xxxxxxxxxxxxxxxxxxxx')",
    "bomb": parsed(f"[&lt;!ENTITY a &quot;aaaaaaaaaa&quot;>{LAUGHS}]", "j"),
}


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param(expression, id=name, marks=() if name in ("loop", "bomb") else pytest.mark.slow)
        for name, expression in HEAVY.items()
    ],
)
def test_a_rule_that_takes_too_much_is_a_finding(expression: str) -> None:
    start = time.monotonic()
    with Sandbox(seconds=PATIENCE) as sandbox:
        hostile = load(schema(expression), Path("hostile.sch"))
        good = load(schema("'good'"))
        found = list(check([hostile, good], [("one", "<a/>")], sandbox))
    assert time.monotonic() - start < SOON
    assert [(key, failure.severity) for key, failure in found] == [("one", "error")] * 2
    stopped = "The document was not checked against hostile.sch: it t"
    assert found[0][1].message.startswith((stopped, "The rule cannot be evaluated", "The test cannot be evaluated"))
    assert found[1][1].message == "[good]"


def test_a_function_without_end_is_a_finding(sandbox: Sandbox) -> None:
    body = '<xsl:param name="n"/><xsl:sequence select="f:f($n + 1)"/>'
    function = f'<xsl:function name="f:f" xmlns:f="urn:f">{body}</xsl:function>'
    found = outcome(schema("f:f(1)", function), sandbox)
    assert f"it took longer than {PATIENCE:g} seconds" in told(found) or "cannot be evaluated" in told(found)


def test_a_schema_that_ends_by_force_is_not_asked_for_ever() -> None:
    documents = [(number, "<a/>") for number in range(200)]
    start = time.monotonic()
    with Sandbox(seconds=PATIENCE) as sandbox:
        found = list(check([load(schema(HEAVY["count"]), Path("hostile.sch"))], documents, sandbox))
    assert time.monotonic() - start < SOON
    assert [key for key, _ in found] == list(range(200))
    assert f"longer than {PATIENCE:g} seconds" in found[0][1].message
    assert found[199][1].message.endswith("it was ended by force 2 times before and is not run again")
    assert {failure.code for _, failure in found} == {"SCH-unchecked"}


@pytest.mark.slow
def test_a_context_that_takes_too_long_is_a_finding(sandbox: Sandbox) -> None:
    text = (
        f'<schema xmlns="{SCH}" queryBinding="xslt3"><pattern><rule context="a[{HEAVY["count"]}]"/></pattern></schema>'
    )
    assert f"it took longer than {PATIENCE:g} seconds" in told(outcome(text, sandbox))


@pytest.mark.slow
def test_a_static_expression_that_takes_too_long_is_a_mistake_of_the_schema() -> None:
    text = schema("1", f'<xsl:variable name="s" static="yes" select="{HEAVY["count"]}"/>')
    start = time.monotonic()
    with Sandbox(seconds=PATIENCE) as sandbox:
        assert told(outcome(text, sandbox))
    assert time.monotonic() - start < SOON


def test_many_failures_do_not_fill_the_memory() -> None:
    text = (
        f'<schema xmlns="{SCH}" queryBinding="xslt3"><pattern><rule context="b"><assert id="x" test="false()">'
        "<value-of select=\"string-join((1 to 1000) ! 'words ')\"/></assert></rule></pattern></schema>"
    )
    document = f"<a>{'<b/>' * 30_000}</a>"
    start = time.monotonic()
    with Sandbox(seconds=PATIENCE) as sandbox:
        found = outcome(text, sandbox, document)
    assert time.monotonic() - start < SOON
    assert isinstance(found, list)
    assert found[0].code == "SCH-unchecked"


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE a [<!ENTITY e SYSTEM "{uri}/secret.txt">]><a>&e;</a>',
        '<!DOCTYPE a SYSTEM "{uri}/secret.dtd"><a>&e;</a>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "{uri}/secret.dtd">%p;]><a>&e;</a>',
        '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{uri}/secret.txt" parse="text"/></a>',
    ],
)
def test_a_document_makes_saxon_read_nothing(document: str, secret: Path, sandbox: Sandbox) -> None:
    text = schema("string(/)")
    assert CANARY not in told(outcome(text, sandbox, document.format(uri=secret.as_uri())))


def test_the_child_is_started_again_and_goes_on() -> None:
    with Sandbox(seconds=1) as sandbox:
        good = sandbox.compile_text(stylesheet('<xsl:template match="/">good</xsl:template>'))
        heavy = sandbox.compile_text(
            stylesheet(f'<xsl:template match="/">{{{HEAVY["count"]}}}</xsl:template>').replace(
                'version="3.0"', 'version="3.0" expand-text="yes"'
            )
        )
        assert good.run("<a/>").endswith("good")
        with pytest.raises(StoppedError):
            heavy.run("<a/>")
        assert good.run("<a/>").endswith("good")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_child_has_no_environment_and_little_memory(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", CANARY)
    with Sandbox() as fresh:
        fresh.compile_text(stylesheet('<xsl:template match="/"/>'))
        assert fresh.process is not None
        process = Path(f"/proc/{fresh.process}")
        assert CANARY not in process.joinpath("environ").read_text()
        limits = process.joinpath("limits").read_text().splitlines()
        most = {line[:13]: line.split()[4] for line in limits}
        assert (most["Max data size"], most["Max file size"]) == (str(512 * 2**20), "0")


def test_these_attacks_are_real(secret: Path) -> None:
    """Without the lock they succeed; else the tests above would prove nothing."""
    doc, variable = f"doc('{secret.as_uri()}/secret.xml')", "environment-variable('PATH')[.] ! 'path'"
    body = template(f'<xsl:value-of select="{doc}, {variable}"/>')
    assert Saxon().compile_text(stylesheet(body)).run("<a/>").endswith(f"{CANARY} path")


def test_the_own_stylesheets_are_not_locked_out() -> None:
    """A locked processor does not lock others of its process."""
    Saxon(locked=True)
    Compiler(Saxon()).compile(load(schema("1")))
