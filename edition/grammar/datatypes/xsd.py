"""The datatypes of XML Schema (part 2) and their facets.

What RELAX NG makes of them: "Guidelines for using W3C XML Schema Datatypes with RELAX NG" (OASIS, 2001).
"""

import base64
import re
import struct
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from edition.grammar.datatypes.base import (
    Context,
    Datatype,
    Parameters,
    Read,
    collapse,
    preserve,
    replace,
    spelling,
)
from edition.grammar.datatypes.characters import is_name, is_ncname, is_token
from edition.grammar.datatypes.facets import restricted
from edition.grammar.datatypes.temporal import FORMS, compare_durations, compare_moments, moment_reader, read_duration

LIBRARY = "http://www.w3.org/2001/XMLSchema-datatypes"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?s:.)", re.ASCII)
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/] ?){2,}(?:= ?){0,2}|")


def _fitting(fits: Callable[[str], object]) -> Read:
    """Return what reads the texts that fit, each as its own value."""

    def read(text: str, _context: Context) -> str:
        if not fits(text):
            raise ValueError("")
        return text

    return read


def _matching(pattern: str) -> Read:
    return _fitting(re.compile(pattern, re.ASCII).fullmatch)


_read_ncname = _fitting(is_ncname)
_read_decimal_text = _matching(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_read_integer_text = _matching(r"[+-]?\d+")
_read_float_text = _matching(r"-?INF|NaN|[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_read_hex_text = _matching(r"(?:[0-9a-fA-F]{2})*")


def _boolean(text: str, _context: Context) -> bool:
    if text not in {"true", "false", "1", "0"}:
        raise ValueError("")
    return text in {"true", "1"}


def _decimal(text: str, context: Context) -> Decimal:
    return Decimal(_read_decimal_text(text, context))


def _integer(least: int | None = None, most: int | None = None) -> Read:
    def read(text: str, context: Context) -> Decimal:
        value = Decimal(_read_integer_text(text, context))
        if least is not None and value < least:
            raise ValueError(f"the least is {least}")
        if most is not None and value > most:
            raise ValueError(f"the most is {most}")
        return value

    return read


def _double(text: str, context: Context) -> object:
    value = float(_read_float_text(text, context).replace("INF", "inf"))
    return "NaN" if value != value else value  # noqa: PLR0124 - not a number; here it equals itself


def _float(text: str, context: Context) -> object:
    value = _double(text, context)
    if not isinstance(value, float):
        return value
    try:
        return struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def _compare(one: Any, other: Any) -> int | None:
    if isinstance(one, str) or isinstance(other, str):
        return None  # NaN
    return int(one > other) - int(one < other)


def _hexadecimal(text: str, context: Context) -> bytes:
    return bytes.fromhex(_read_hex_text(text, context))


def _base64(text: str, _context: Context) -> bytes:
    if not _BASE64.fullmatch(text):
        raise ValueError("")
    return base64.b64decode(text.replace(" ", ""), validate=True)


def _uri(text: str, _context: Context) -> str:
    """Read a reference as RFC 2396 and 2732 have it, as little as XML Schema demands."""
    if text.count("#") > 1:
        raise ValueError("only one # can stand in it")
    if re.search(r"%(?![0-9a-fA-F]{2})", text):
        raise ValueError("% must be followed by two hexadecimal digits")
    before = re.split(r"[/?#]", text, maxsplit=1)[0]
    if ":" in before and not _SCHEME.match(text):
        raise ValueError("what stands before the first colon is no scheme, or nothing follows it")
    return text


def _qname(text: str, context: Context) -> tuple[str, str]:
    prefix, colon, local = text.rpartition(":")
    if not is_ncname(local) or (colon and not is_ncname(prefix)):
        raise ValueError("")
    if prefix and prefix not in context.namespaces:
        raise ValueError(f"the prefix {prefix}: is not declared")
    return context.namespaces.get(prefix, ""), local


def _notation(text: str, context: Context) -> tuple[str, str]:
    name = _qname(text, context)
    if text not in context.notations:
        raise ValueError("the DTD declares no such notation")
    return name


def _entity(text: str, context: Context) -> str:
    if _read_ncname(text, context) not in context.entities:
        raise ValueError("the DTD declares no such unparsed entity")
    return text


def _list_of(read: Read) -> Read:
    def read_all(text: str, context: Context) -> tuple[Any, ...]:
        if not text:
            raise ValueError("")
        return tuple(read(word, context) for word in text.split(" "))

    return read_all


def _text(name: str, what: str, read: Read, space: Callable[[str], str] = collapse, **more: Any) -> Datatype:
    return Datatype(name, what, read, space, measure=len, **more)


def _number(name: str, what: str, least: int | None = None, most: int | None = None) -> Datatype:
    return Datatype(name, what, _integer(least, most), order=_compare, is_decimal=True)


def _signed(bits: int) -> tuple[int, int]:
    return -(2 ** (bits - 1)), 2 ** (bits - 1) - 1


_WORDS_FOR_MOMENTS = {
    "dateTime": "a date and time such as 1946-02-21T21:00:00",
    "date": "a date such as 1946-02-21",
    "time": "a time such as 21:00:00",
    "gYearMonth": "a year and month such as 1946-02",
    "gYear": "a year such as 1946",
    "gMonthDay": "a month and day such as --02-21",
    "gMonth": "a month such as --02",
    "gDay": "a day of the month such as ---21",
}

_ALL = (
    _text("string", "text", spelling, preserve),
    _text("normalizedString", "text", spelling, replace),
    _text("token", "text", spelling),
    _text("language", "a language such as en or de-AT", _matching("[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")),
    _text("Name", "a name", _fitting(is_name)),
    _text("NCName", "a name without colon", _read_ncname),
    _text("NMTOKEN", "a word of letters, digits and . - _ :", _fitting(is_token)),
    _text("NMTOKENS", "words of letters, digits and . - _ :", _list_of(_fitting(is_token))),
    _text("ID", "an id: a name without colon", _read_ncname, id_type="ID"),
    _text("IDREF", "the id of an element", _read_ncname, id_type="IDREF"),
    _text("IDREFS", "ids of elements", _list_of(_read_ncname), id_type="IDREFS"),
    _text("ENTITY", "the name of an unparsed entity", _entity, is_contextual=True),
    _text("ENTITIES", "names of unparsed entities", _list_of(_entity), is_contextual=True),
    _text("anyURI", "an address or reference", _uri),
    _text("hexBinary", "pairs of hexadecimal digits", _hexadecimal),
    _text("base64Binary", "data in base64", _base64),
    Datatype("QName", "a name whose prefix is declared", _qname, is_contextual=True),
    Datatype("NOTATION", "the name of a notation", _notation, is_contextual=True),
    Datatype("boolean", "true or false", _boolean),
    Datatype("decimal", "a decimal number", _decimal, order=_compare, is_decimal=True),
    Datatype("float", "a number", _float, order=_compare),
    Datatype("double", "a number", _double, order=_compare),
    Datatype("duration", "a duration such as P1Y6M or PT2H", read_duration, order=compare_durations),
    _number("integer", "a whole number"),
    _number("nonPositiveInteger", "a whole number, 0 or less", None, 0),
    _number("negativeInteger", "a whole number less than 0", None, -1),
    _number("nonNegativeInteger", "a whole number, 0 or more", 0),
    _number("positiveInteger", "a whole number, 1 or more", 1),
    _number("long", "a whole number", *_signed(64)),
    _number("int", "a whole number", *_signed(32)),
    _number("short", "a whole number", *_signed(16)),
    _number("byte", "a whole number", *_signed(8)),
    _number("unsignedLong", "a whole number, 0 or more", 0, 2**64 - 1),
    _number("unsignedInt", "a whole number, 0 or more", 0, 2**32 - 1),
    _number("unsignedShort", "a whole number, 0 or more", 0, 2**16 - 1),
    _number("unsignedByte", "a whole number from 0 to 255", 0, 2**8 - 1),
    *(Datatype(form, _WORDS_FOR_MOMENTS[form], moment_reader(form), order=compare_moments) for form in FORMS),
)
DATATYPES = {datatype.name: datatype for datatype in _ALL}


def find(name: str, parameters: Parameters) -> Datatype | None:
    """Return a datatype with its parameters, None if there is none of this name; raise ParameterError."""
    datatype = DATATYPES.get(name)
    if datatype is None or not parameters:
        return datatype
    return restricted(datatype, parameters)
