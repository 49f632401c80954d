"""What a value should have been, in words."""

from collections.abc import Iterable

from edition.grammar.datatypes import NO_CONTEXT
from edition.grammar.derivative import sorted_leaves
from edition.grammar.patterns import TEXT, Data, List, Pattern, Value
from edition.grammar.wording import nearest, quoted, several

_WORDS = frozenset((r"\S+", r"[^\p{C}\p{Z}]+", r"(\p{L}|\p{N}|\p{P}|\p{S})+"))  # patterns that mean: no white space
_LONGEST_PATTERN = 60


def expected(leaves: Iterable[Pattern], text: str = "") -> str:
    """Return what the leaves allow, and what is wrong with `text` where a datatype can say more."""
    ordered = sorted_leaves(leaves)
    values = sorted({leaf.literal for leaf in ordered if isinstance(leaf, Value)})
    kinds = list(dict.fromkeys(described(leaf) for leaf in ordered if not isinstance(leaf, Value)))
    words = several([*map(quoted, values), *kinds]) or "no text"
    meant = nearest(text.strip(), {value: value for value in values}) if text else None
    advice = [f"did you mean {quoted(meant)}?"] if meant else []
    return "; ".join([words, *_reasons(ordered, text), *advice])


def described(leaf: Pattern) -> str:
    """Return what a leaf allows, in words."""
    if isinstance(leaf, List):
        inner = sorted_leaves(_all_values(leaf.content))
        literals = sorted({each.literal for each in inner if isinstance(each, Value)})
        kinds = list(dict.fromkeys(described(each) for each in inner if not isinstance(each, Value)))
        return f"words, each {several([*map(quoted, literals), *kinds])}"
    if not isinstance(leaf, Data):
        return "text" if leaf is TEXT else ""
    datatype = leaf.datatype
    if not datatype.patterns:
        return datatype.what
    if all(pattern in _WORDS for pattern in datatype.patterns):
        return "one word without white space" if datatype.what == "text" else f"{datatype.what}, without white space"
    return f"{datatype.what} like {' and '.join(pattern[:_LONGEST_PATTERN] for pattern in datatype.patterns)}"


def bad_word(leaves: Iterable[Pattern], text: str) -> str | None:
    """Return the first word of a list that none of its values matches, None where the list itself is wrong."""
    words = text.split()
    lists = [leaf for leaf in leaves if isinstance(leaf, List)]
    if not lists or len(words) < 2:  # noqa: PLR2004 - one word is the whole value
        return None
    allowed = [leaf for each in lists for leaf in _all_values(each.content)]
    return next((word for word in words if not any(_allows(leaf, word) for leaf in allowed)), None)


def _allows(leaf: Pattern, word: str) -> bool:
    if isinstance(leaf, Data):
        return leaf.datatype.allows(word)
    return isinstance(leaf, Value) and leaf.datatype.allows(word) and leaf.datatype.value(word) == leaf.value


def _all_values(content: Pattern) -> Iterable[Pattern]:
    return content.first


def _reasons(leaves: Iterable[Pattern], text: str) -> list[str]:
    """Return what datatypes say of the text; the first that has something to say."""
    for leaf in leaves:
        if text and isinstance(leaf, Data) and not leaf.datatype.is_contextual:
            try:
                leaf.datatype.value(text, NO_CONTEXT)
            except ValueError as reason:
                if str(reason):
                    return [str(reason)]
    return []
