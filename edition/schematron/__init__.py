"""A Schematron engine: a compiler to XSLT 3.0 and a small runner; knows nothing of TEI and of no XSLT processor."""

from edition.schematron.batch import Checker, Report, check
from edition.schematron.embedded import extract
from edition.schematron.model import Failure, Fired, Place, Problem, SchematronError, Stylesheet, XsltEngine
from edition.schematron.run import Compiler, Rules, Schema, compile_schema, load, validate
from edition.schematron.svrl import svrl

__all__ = [
    "Checker",
    "Compiler",
    "Failure",
    "Fired",
    "Place",
    "Problem",
    "Report",
    "Rules",
    "Schema",
    "SchematronError",
    "Stylesheet",
    "XsltEngine",
    "check",
    "compile_schema",
    "extract",
    "load",
    "svrl",
    "validate",
]
