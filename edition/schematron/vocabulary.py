"""What an ISO Schematron schema may hold, as tables; whatever is not in them is refused."""

# Elements of XSLT that a schema may declare beside its patterns. None of them can read, write or evaluate.
DECLARATIONS = frozenset("xsl:accumulator xsl:decimal-format xsl:function xsl:key xsl:param xsl:variable".split())

# Instructions that may stand inside of them.
INSTRUCTIONS = frozenset(
    f"xsl:{name}"
    for name in (
        "accumulator-rule analyze-string attribute break catch choose comment copy copy-of document element fallback "
        "for-each for-each-group if iterate map map-entry matching-substring merge merge-action merge-key merge-source "
        "namespace next-iteration non-matching-substring number on-completion on-empty on-non-empty otherwise param "
        "perform-sort processing-instruction sequence sort text try value-of variable when where-populated with-param"
    ).split()
)

_SPOKEN = "name value-of emph span dir"
_PARTS = "title p ns let phase pattern rules diagnostics properties"

# Which elements each element may hold; elements of other namespaces are annotations and may stand anywhere.
CONTENT = {
    name: frozenset(words.split())
    for name, words in {
        "schema": f"{_PARTS} {' '.join(sorted(DECLARATIONS))}",
        "phase": "p let active",
        "active": "emph span dir",
        "pattern": "title p let rule param",
        "rules": "title p rule",
        "rule": "p let assert report extends",
        "assert": _SPOKEN,
        "report": _SPOKEN,
        "diagnostics": "diagnostic",
        "diagnostic": _SPOKEN,
        "properties": "property",
        "property": f"{_SPOKEN} xsl:copy-of xsl:value-of xsl:sequence",
        "title": "emph span dir",
        "p": "emph span dir",
    }.items()
}

# Elements in which words may stand.
MIXED = frozenset(
    "active assert report diagnostic property title p emph span dir let name value-of ns param extends".split()
)

_RICH = "icon see fpi"
_TEST = f"test id role severity flag diagnostics properties subject {_RICH}"

ATTRIBUTES = {
    name: frozenset(words.split())
    for name, words in {
        "schema": f"queryBinding defaultPhase id schemaVersion {_RICH}",
        "ns": "prefix uri",
        "let": "name value as",
        "phase": f"id {_RICH}",
        "active": "pattern",
        "pattern": f"id abstract is-a documents role severity {_RICH}",
        "param": "name value",
        "rule": f"context id abstract role severity flag subject {_RICH}",
        "extends": "rule",
        "assert": _TEST,
        "report": _TEST,
        "value-of": "select",
        "name": "path",
        "diagnostics": "",
        "diagnostic": f"id role {_RICH}",
        "property": "id role scheme",
        "span": "class",
        "dir": "value",
        "p": "id class icon",
    }.items()
}

REQUIRED = {
    "ns": ["prefix", "uri"],
    "let": ["name"],
    "phase": ["id"],
    "active": ["pattern"],
    "param": ["name", "value"],
    "extends": ["rule"],
    "assert": ["test"],
    "report": ["test"],
    "value-of": ["select"],
    "diagnostic": ["id"],
    "property": ["id"],
}

# The attributes that hold XPath.
EXPRESSIONS = ("test", "context", "select", "value", "path", "subject")

# Functions that look beyond the document. Saxon is locked as well; here the author learns where and why.
OUTWARD = frozenset(
    "available-environment-variables collection doc doc-available document environment-variable json-doc "
    "load-xquery-module stream-available system-property transform unparsed-text unparsed-text-available "
    "unparsed-text-lines uri-collection".split()
)
