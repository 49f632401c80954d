"""The datatypes that a schema can name, by library: RELAX NG's own two and those of XML Schema."""

from edition.grammar.datatypes import xsd
from edition.grammar.datatypes.base import BUILT_IN, NO_CONTEXT, SPACE, Context, Datatype, ParameterError, Parameters

__all__ = ["BUILT_IN", "NO_CONTEXT", "SPACE", "Context", "Datatype", "ParameterError", "Parameters", "find"]


def find(library: str, name: str, parameters: Parameters) -> Datatype | None:
    """Return a datatype of a library, None if there is none; raise ParameterError if a parameter does not fit."""
    if library == xsd.LIBRARY:
        return xsd.find(name, parameters)
    if library or name not in BUILT_IN:
        return None
    if parameters:
        raise ParameterError("the datatypes of RELAX NG itself have no parameters")
    return BUILT_IN[name]
