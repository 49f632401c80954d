"""Builds scholarly editions from TEI XML."""

__version__ = "0.1.0"
