"""What a layer does while it runs: it stops, or says something."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from edition.layer.check import read
from edition.layer.faults import faults
from edition.layer.places import Places
from edition.model import Finding
from edition.rules.catalogue import finding

# The code of `xsl:message terminate="yes"`; what it said is among the messages.
_TERMINATED = "XTMM9000"


def stopped(file: Path, error: str, about: str, messages: Sequence[str] = ()) -> Finding:
    """Return the finding XSL003 for a run with the layer in `file` that ended in an error at the document `about`.

    `error` is the text of the TransformError, `messages` are those of the run, `Transformer.messages`.
    """
    fault = faults(error)[0]
    message = f"{fault.message} ({fault.code})" if fault.code else fault.message
    if fault.code == _TERMINATED:
        message = (messages[-1] if messages else "") or message
    spot = Places(read(file)).spot(fault)
    advice = ""
    if fault.places and spot is None:
        advice = f"the stylesheets stopped in {fault.places[0].module}, line {fault.places[0].line}"
    return finding("XSL003", file, f"at {about}: {message}", advice, spot)


def said(file: Path, messages: Iterable[tuple[str, str]]) -> list[Finding]:
    """Return a finding XSL004 for each different message of a layer; given are pairs of document and message."""
    documents: dict[str, list[str]] = {}
    for about, message in messages:
        documents.setdefault(message, []).append(about)
    return [
        finding("XSL004", file, f"at {_named(list(dict.fromkeys(abouts)))}: {message}")
        for message, abouts in documents.items()
    ]


def _named(documents: list[str]) -> str:
    others = len(documents) - 1
    return documents[0] + (f" and {others} other{'s' if others > 1 else ''}" if others else "")
