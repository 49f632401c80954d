"""Says in an editor's words why a file is not well-formed, and what would mend it."""

import html
import re
from dataclasses import replace
from difflib import SequenceMatcher
from xml.parsers import expat
from xml.parsers.expat import errors

from edition.source.lines import position, token_at, token_span
from edition.source.remark import Refusal, Remark
from edition.source.vocabulary import ELEMENTS, EMPTY

_NAME = re.compile(rb"</?([^\s<>/=]{1,100})")
_ALIKE = 0.7  # of two names, as difflib measures it: “persNam” and “persName” have 0.93
_CURLED = frozenset("“”„‟‘’‚‛«»‹›")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def explain(data: bytes, code: int, offset: int) -> Refusal:
    """Return the refusal for the error `code` of expat at the byte `offset` of UTF-8."""
    offset = offset if 0 <= offset <= len(data) else len(data)
    name = errors.messages.get(code, "not well-formed")
    explanation = _EXPLANATIONS.get(name)
    remark = explanation(data, offset) if explanation else Remark("", name)
    return Refusal(replace(remark, code=remark.code or "XML001", span=remark.span or token_span(data, offset)))


def _mismatched(data: bytes, offset: int) -> Remark:
    start = offset - 2  # expat points at the name behind the `</`
    closed = _tag_name(data, start)
    opened = _open_elements(data)
    if not opened:
        return Remark("", f"mismatched tag: </{closed}> closes nothing", span=token_span(data, start))
    inner, inner_start = opened[-1]
    line = position(data, inner_start)[0]
    if _is_slip(inner, closed):  # the place to mend is the start tag, which may be far above
        message = f"mismatched tag: <{inner}> is closed by </{closed}> on line {position(data, start)[0]}"
        return Remark("", message, f"did you mean <{closed}>?", token_span(data, inner_start))
    message = f"mismatched tag: </{closed}> closes <{inner}>, which was opened on line {line}"
    if _is_slip(closed, inner):
        advice = f"did you mean </{inner}>?"
    elif any(name == closed for name, _ in opened) and _local(inner) in EMPTY:
        advice = f"write <{inner}/>, since <{inner}> holds nothing"
    elif any(name == closed for name, _ in opened):
        advice = f"write </{inner}> before </{closed}>"
    else:
        advice = f"no <{closed}> is open here: write </{inner}>, or remove </{closed}>"
    return Remark("", message, advice, token_span(data, start))


def _is_slip(name: str, meant: str) -> bool:
    """Tell whether a name is no element of TEI, and nearly that of one."""
    if _local(name) in ELEMENTS or _local(meant) not in ELEMENTS:
        return False
    return SequenceMatcher(None, _local(name).lower(), _local(meant).lower()).ratio() >= _ALIKE


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _ended(data: bytes, offset: int) -> Remark:
    if not data.strip():
        return Remark("", "the file is empty", span=token_span(data, 0))
    opened = _open_elements(data)
    if not opened:
        return Remark("", "the file has no element")
    name, start = opened[-1]
    line = position(data, offset)[0]
    return Remark(
        "", f"<{name}> is never closed: the file ends on line {line}", f"write </{name}>", token_span(data, start)
    )


def _unclosed(data: bytes, offset: int) -> Remark:
    kinds = ((b"<!--", "comment", "-->"), (b"<![CDATA[", "CDATA section", "]]>"), (b"<?", "instruction", "?>"))
    kind, end = next(((kind, end) for start, kind, end in kinds if data.startswith(start, offset)), ("tag", ">"))
    return Remark("", f"the {kind} that begins here is not closed", f"write {end} where it ends")


def _unclosed_cdata(data: bytes, offset: int) -> Remark:
    start = data.rfind(b"<![CDATA[", 0, offset)
    return replace(_unclosed(data, start), span=token_span(data, start))


def _junk(data: bytes, offset: int) -> Remark:
    what = f"<{_tag_name(data, offset)}>" if data[offset : offset + 1] == b"<" else "text"
    return Remark("", f"{what} stands behind the end of the root element", "a file has one root element only")


def _syntax(data: bytes, offset: int) -> Remark:
    return Remark("", "this is not XML: it does not begin with <", "a TEI file begins with <?xml … ?> or <TEI …>")


def _duplicate(data: bytes, offset: int) -> Remark:
    found = re.compile(rb"[^\s=<>]+").match(data, offset)
    name = found[0].decode("utf-8", "replace") if found else "attribute"
    return Remark("", f"the attribute {name} stands here a second time", "an element has each attribute only once")


def _undefined(data: bytes, offset: int) -> Remark:
    reference = token_at(data, offset).decode("utf-8", "replace")
    character = html.unescape(reference)
    if character != reference and len(character) == 1:
        number = f"&#x{ord(character):X};"
        is_seen = character.isprintable() and not character.isspace()
        advice = f"write the character itself, {character}, or {number}" if is_seen else f"write {number}"
    else:
        advice = "XML knows only &amp; &lt; &gt; &quot; and &apos;; write &amp; for the sign &"
    return Remark("", f"the entity {reference} is not defined", advice)


def _misplaced(data: bytes, offset: int) -> Remark:
    return Remark("", "the XML declaration must be the very first thing in a file", "remove what stands before it")


def _unbound(data: bytes, offset: int) -> Remark:
    tag = data[offset : data.find(b">", offset)].decode("utf-8", "replace")
    bound = set(re.findall(r"xmlns:([^\s=]+)", tag)) | {"xml", "xmlns"}
    used = [prefix for prefix in re.findall(r"(?:<|\s)([^\s<>=:\"'/]+):", tag) if prefix not in bound]
    prefix = used[0] if used else "prefix"
    return Remark("", f"the namespace prefix {prefix}: is not declared", f'declare it with xmlns:{prefix}="…"')


def _character_number(data: bytes, offset: int) -> Remark:
    reference = token_at(data, offset).decode("utf-8", "replace")
    return Remark("", f"{reference} is not a character that XML allows", "remove it")


def _breached(data: bytes, offset: int) -> Remark:
    return Remark("XML003", "the entities make the file many times as long as it is")


def _invalid(data: bytes, offset: int) -> Remark:
    """Explain a character that cannot stand where it stands, which is most of what goes wrong in practice."""
    character = data[offset : offset + 4].decode("utf-8", "ignore")[:1]
    before = data[max(0, offset - 200) : offset]
    if _ILLEGAL.match(character):
        return Remark("", f"the character U+{ord(character):04X} is not allowed in XML", "remove it")
    if bare := re.search(rb"&(#?)[^\s;<>&\"']{0,99}$", before):
        message = "an unfinished reference to a character" if bare[1] else "a bare & in the text"
        return Remark("", message, "write &amp; for the sign &", token_span(data, offset - len(bare[0])))
    if before.endswith(b"]]") and character == ">":
        return Remark("", "]]> cannot stand in the text", "write ]]&gt;")
    if before.endswith(b"--"):
        return Remark("", "-- cannot stand within a comment", "write a single -")
    if before.endswith((b"<", b"</")):
        return _bare_bracket(data, data.rfind(b"<", 0, offset))
    return _in_tag(data, offset, character)


def _bare_bracket(data: bytes, start: int) -> Remark:
    if re.compile(rb"</[^\W\d]").match(data, start):
        return Remark("", f"mismatched tag: </{_tag_name(data, start)}> closes nothing", span=token_span(data, start))
    return Remark("", "a bare < in the text: no tag begins here", "write &lt;", token_span(data, start))


def _in_tag(data: bytes, offset: int, character: str) -> Remark:
    start = data.rfind(b"<", 0, offset)
    before = data[start:offset]
    tag, line = _tag_name(data, start), position(data, start)[0]
    if character == "<":
        message = f"< within the tag <{tag}>, which begins on line {line}"
        advice = "close the attribute or the tag before it; within an attribute write &lt;"
    elif re.search(rb"=\s*$", before) and character in _CURLED:
        message = f"{character} is no quotation mark of XML"
        advice = 'write straight ones, as in type="letter"; word processors bend them'
    elif re.search(rb"=\s*$", before):
        message, advice = "an attribute's value without quotation marks", 'write it as in type="letter"'
    elif re.search(rb"[\"']$", before):
        message, advice = "no space between two attributes", "put a space here"
    elif character in "/>" or re.search(rb"\s[^\s=]+\s+$", before):
        message, advice = "an attribute without a value", 'write it as in type="letter"'
    else:
        message, advice = f"“{character}” cannot stand here", ""
    return Remark("", message, advice)


def _open_elements(data: bytes) -> list[tuple[str, int]]:
    """Return name and first byte of each element that is open where expat stops, the innermost last."""
    parser = expat.ParserCreate("utf-8", " ")
    starts: list[int] = []
    parser.StartElementHandler = lambda _name, _attributes: starts.append(parser.CurrentByteIndex)
    parser.EndElementHandler = lambda _name: starts.pop()
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return [(_tag_name(data, start), start) for start in starts]
    return []


def _tag_name(data: bytes, start: int) -> str:
    found = _NAME.match(data, start) if start >= 0 else None
    return found[1].decode("utf-8", "replace") if found else "?"


_EXPLANATIONS = {
    errors.XML_ERROR_TAG_MISMATCH: _mismatched,
    errors.XML_ERROR_NO_ELEMENTS: _ended,
    errors.XML_ERROR_UNCLOSED_TOKEN: _unclosed,
    errors.XML_ERROR_UNCLOSED_CDATA_SECTION: _unclosed_cdata,
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: _junk,
    errors.XML_ERROR_SYNTAX: _syntax,
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: _duplicate,
    errors.XML_ERROR_UNDEFINED_ENTITY: _undefined,
    errors.XML_ERROR_MISPLACED_XML_PI: _misplaced,
    errors.XML_ERROR_UNBOUND_PREFIX: _unbound,
    errors.XML_ERROR_BAD_CHAR_REF: _character_number,
    errors.XML_ERROR_INVALID_TOKEN: _invalid,
    "limit on input amplification factor (from DTD and entities) breached": _breached,
}
