"""The speakers of a talk in figures: turns and words, their shares, where in the talk, and who follows whom."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from edition.site.talk.model import Talk
from edition.source.turns import Voice
from edition.view import Json

# Of a strip with more bars nobody would see one: two speakers have a strip to themselves, each of more a small one.
_PAIR = 2
_MOST_BARS = {True: 240, False: 120}
_MOST_PAIRS = 12


def speakers(talk: Talk) -> list[Json]:
    """Return the figures of each speaker, in the order of their numbers.

    `share` is that of the words and `of-turns` that of the turns, in per cent; each adds up to 100. `bars` are
    [place, height in per cent of the highest] where the height is more than nothing.
    """
    spoken: defaultdict[int, list[int]] = defaultdict(list)
    for at, slot in enumerate(talk.slots):
        spoken[slot].append(at)
    words = [sum(talk.turns[at].words for at in spoken[slot]) for slot in _slots(talk)]
    shares, of_turns = percents(words), percents([len(spoken[slot]) for slot in _slots(talk)])
    bars = _bars(talk)
    return [
        {
            "who": list(voice.who),
            "label": voice.label,
            "key": _key(voice),
            "turns": len(spoken[slot]),
            "words": words[slot - 1],
            "share": shares[slot - 1],
            "of-turns": of_turns[slot - 1],
            "mean": round(words[slot - 1] / len(spoken[slot])),
            "longest": _longest(talk, spoken[slot]),
            "questions": sum("question" in talk.turns[at].kinds for at in spoken[slot]),
            "bars": bars[slot - 1],
        }
        for slot, voice in enumerate(talk.voices, 1)
    ]


def _slots(talk: Talk) -> range:
    return range(1, len(talk.voices) + 1)


def _key(voice: Voice) -> str:
    """Return what a speaker is called in an address: the ends of the pointers, else the label."""
    return "+".join(re.split("[:/#]", who)[-1] for who in voice.who) or voice.label or "-"


def _longest(talk: Talk, spoken: Sequence[int]) -> Json:
    at = max(spoken, key=lambda at: talk.turns[at].words)
    return {"words": talk.turns[at].words, "number": talk.places[at].number, "href": talk.href(at)}


def bin_size(talk: Talk) -> int:
    """Return how many turns a bar stands for."""
    return -(-len(talk.turns) // _MOST_BARS[len(talk.voices) <= _PAIR])


def _bars(talk: Talk) -> list[list[list[int]]]:
    size = bin_size(talk)
    heights = [Counter[int]() for _ in talk.voices]
    for at, (turn, slot) in enumerate(zip(talk.turns, talk.slots, strict=True)):
        heights[slot - 1][at // size] += turn.words
    highest = max(max(each.values()) for each in heights) or 1
    return [[[place, max(1, round(100 * high / highest))] for place, high in sorted(each.items())] for each in heights]


def percents(parts: Sequence[int]) -> list[int]:
    """Return shares in whole numbers that add up to 100: the largest remainders are rounded up, of equals the first."""
    total = sum(parts)
    if not total:
        return [0] * len(parts)
    rounded = [100 * part // total for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda at: (-(100 * parts[at] % total), at))
    for at in by_remainder[: 100 - sum(rounded)]:
        rounded[at] += 1
    return rounded


def pairs(talk: Talk) -> list[list[int]]:
    """Return who follows whom how often, as [speaker, next speaker, times]: the most frequent pairs."""
    follows = Counter(zip(talk.slots, talk.slots[1:], strict=False))
    ranked = sorted(follows.items(), key=lambda pair: (-pair[1], pair[0]))
    return [[first, then, times] for (first, then), times in ranked[:_MOST_PAIRS]]
