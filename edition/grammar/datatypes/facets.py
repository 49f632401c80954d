"""The facets of XML Schema (part 2, section 4.3), which RELAX NG takes as parameters of a datatype."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from edition.grammar.datatypes.base import Check, Datatype, ParameterError, Parameters, collapse
from edition.grammar.datatypes.regex import RegexError
from edition.grammar.datatypes.regex_syntax import compiled

_Facet = Callable[[Datatype, str], Check]


def restricted(datatype: Datatype, parameters: Parameters) -> Datatype:
    """Return a datatype with fewer values; raise ParameterError if it has no such facet or the value is wrong."""
    for name, value in parameters:
        facet = _FACETS.get(name)
        if facet is None:
            advice = "list the values as <value> instead" if name == "enumeration" else "there is no such parameter"
            raise ParameterError(f"{name}: {advice}")
        try:
            check = facet(datatype, value)
        except (ParameterError, RegexError) as error:
            raise ParameterError(f"{name} “{value}”: {error}") from error
        patterns = (*datatype.patterns, value) if name == "pattern" else datatype.patterns
        datatype = replace(datatype, checks=(*datatype.checks, check), patterns=patterns)
    return datatype


def _number(text: str, least: int) -> int:
    text = collapse(text)
    if not re.fullmatch(r"\+?[0-9]{1,9}", text) or int(text) < least:
        raise ParameterError(f"a whole number, {least} or more, is wanted here")
    return int(text)


def _limit(datatype: Datatype, text: str, fits: Callable[[int], bool], words: str) -> Check:
    """Return the check that a value lies on the right side of a limit; what cannot be compared does not."""
    order = datatype.order
    if order is None:
        raise ParameterError(f"values of {datatype.name} have no order")
    try:
        limit = datatype.value(text)
    except ValueError as error:
        raise ParameterError(f"this is no value of {datatype.name}") from error

    def check(value: Any, _literal: str) -> None:
        side = order(value, limit)
        if side is None or not fits(side):
            raise ValueError(f"it must be {words} {text}")

    return check


def _length(datatype: Datatype, text: str, fits: Callable[[int, int], bool], words: str) -> Check:
    measure, limit = datatype.measure, _number(text, 0)
    if measure is None:
        raise ParameterError(f"values of {datatype.name} have no length")

    def check(value: Any, _literal: str) -> None:
        if not fits(measure(value), limit):
            raise ValueError(f"its length must be {words} {limit}, not {measure(value)}")

    return check


def _digits(datatype: Datatype, text: str, least: int, place: int, words: str) -> Check:
    if not datatype.is_decimal:
        raise ParameterError(f"values of {datatype.name} have no digits")
    limit = _number(text, least)

    def check(value: Decimal, _literal: str) -> None:
        if _count_digits(value)[place] > limit:
            raise ValueError(f"it may have {limit} digits {words}")

    return check


def _count_digits(value: Decimal) -> tuple[int, int]:
    """Return how many digits a number has in all and behind the point, without zeros that say nothing."""
    whole, _, fraction = f"{abs(value):f}".partition(".")
    fraction = fraction.rstrip("0")
    return max(len(whole.lstrip("0") + fraction), 1), len(fraction)


def _pattern(_datatype: Datatype, text: str) -> Check:
    automaton = compiled(text)

    def check(_value: Any, literal: str) -> None:
        if not automaton.matches(literal):
            raise ValueError("")

    return check


_FACETS: dict[str, _Facet] = {
    "pattern": _pattern,
    "length": lambda datatype, text: _length(datatype, text, lambda have, limit: have == limit, "exactly"),
    "minLength": lambda datatype, text: _length(datatype, text, lambda have, limit: have >= limit, "at least"),
    "maxLength": lambda datatype, text: _length(datatype, text, lambda have, limit: have <= limit, "at most"),
    "minInclusive": lambda datatype, text: _limit(datatype, text, lambda side: side >= 0, "at least"),
    "maxInclusive": lambda datatype, text: _limit(datatype, text, lambda side: side <= 0, "at most"),
    "minExclusive": lambda datatype, text: _limit(datatype, text, lambda side: side > 0, "more than"),
    "maxExclusive": lambda datatype, text: _limit(datatype, text, lambda side: side < 0, "less than"),
    "totalDigits": lambda datatype, text: _digits(datatype, text, 1, 0, "in all"),
    "fractionDigits": lambda datatype, text: _digits(datatype, text, 0, 1, "behind the point"),
}
