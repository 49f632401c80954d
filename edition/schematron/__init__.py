"""A Schematron engine: a compiler to XSLT 3.0 and a small runner; knows nothing of TEI and of no XSLT processor."""

from edition.schematron.run import Failure, Rules, SchematronError, Stylesheet, XsltEngine, compile_schema, validate

__all__ = ["Failure", "Rules", "SchematronError", "Stylesheet", "XsltEngine", "compile_schema", "validate"]
