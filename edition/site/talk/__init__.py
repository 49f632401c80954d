"""The talk of a document as its pages tell it: what each turn says of itself, and the figures of the whole."""

from edition.site.talk.mark import mark

__all__ = ["mark"]
