"""Writes a file with a DOCTYPE anew without it, so that no other engine ever meets an entity or a DTD."""

from collections.abc import Sequence
from xml.parsers import expat

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = _TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def expand(data: bytes) -> str:
    """Return the document in `data`, UTF-8 that `survey` has passed, with entities and default attributes written out.

    Elements, text, comments and instructions keep their order; CDATA sections become text; what stands outside of the
    root element is left out.
    """
    pieces: list[str] = []
    depth = 0

    def start(name: str, attributes: Sequence[str]) -> None:
        nonlocal depth
        depth += 1
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        written = "".join(f' {key}="{value.translate(_VALUE)}"' for key, value in pairs)
        pieces.append(f"<{name}{written}>")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        pieces.append(f"</{name}>")

    def inside(piece: str) -> None:
        if depth:
            pieces.append(piece)

    parser = expat.ParserCreate("utf-8")
    parser.ordered_attributes = parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
    parser.ExternalEntityRefHandler = lambda *_: 1
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: pieces.append(text.translate(_TEXT))
    parser.CommentHandler = lambda text: inside(f"<!--{text}-->")
    parser.ProcessingInstructionHandler = lambda target, text: inside(f"<?{target} {text}?>")
    parser.Parse(data, True)
    return "".join(pieces)
