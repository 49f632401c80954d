"""A file to XML that can be used: safe against hostile files, whatever the file is for."""

import hashlib
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from edition.config import Limits
from edition.source.decode import decode
from edition.source.expand import expand
from edition.source.remark import Refusal, Remark
from edition.source.survey import NAMED, is_plain, survey

_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")
_REFERENCE = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|&(\w+);", re.DOTALL)
_DEEPEST = 2048  # levels that libxml2 reads


@dataclass(frozen=True, slots=True)
class Reading:
    """The XML of a file: `text` to hand to other engines, and `root`, which is made of it.

    Text is decoded, with entities expanded, without DOCTYPE and XML declaration; where `is_verbatim` its lines and
    columns are those of the file. `utf8` are the file's own letters in UTF-8, `sha256` is that of its bytes.
    """

    utf8: bytes
    text: str
    root: etree._Element
    sha256: str
    is_verbatim: bool


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the bytes of a file; raise Refusal (XML003, XML005) for one that is too long or no file."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device would never end
            raise Refusal(Remark("XML005", "this is not a file"))
        with path.open("rb") as file:
            data = file.read(min(os.fstat(file.fileno()).st_size, limit) + 1)
            if len(data) <= limit:
                data += file.read(limit + 1 - len(data))  # it has grown, or does not know its size
    except OSError as error:
        raise Refusal(Remark("XML005", f"the file cannot be read: {error.strerror}")) from error
    if len(data) > limit:
        advice = "raise max-file in the table [sources] of edition.toml if it is meant to be so"
        raise Refusal(Remark("XML003", f"the file is longer than {limit} bytes", advice))
    return data


def read(data: bytes, limits: Limits) -> tuple[Reading | None, tuple[Remark, ...]]:
    """Return the XML of a file's bytes, and remarks on what was not read; None where the text needs it (XML007).

    Raises Refusal (XML001, XML003, XML004) for what cannot be used. Nothing but the bytes is read: no DTD, no external
    entity.
    """
    text = decode(data)
    utf8 = text.encode()
    remarks: tuple[Remark, ...] = ()
    is_verbatim = is_plain(utf8, limits)
    if is_verbatim:
        text = _bare(text)
        root = _parse_plain(utf8, limits)
    else:
        seen = survey(utf8, limits)
        remarks, is_verbatim = seen.remarks, not seen.has_doctype
        if any(remark.code == "XML007" for remark in remarks):
            return None, remarks
        text = expand(_with_characters(utf8, seen.named)) if seen.has_doctype else _bare(text)
        root = to_tree(text.encode())
    return Reading(utf8, text, root, hashlib.sha256(data).hexdigest(), is_verbatim), remarks


def _with_characters(utf8: bytes, names: frozenset[str]) -> bytes:
    """Write the characters that undeclared entities name as numbers, but not where they are no entities."""

    def number(found: re.Match[bytes]) -> bytes:
        name = (found[1] or b"").decode()
        return "".join(f"&#{ord(letter)};" for letter in NAMED[name]).encode() if name in names else found[0]

    return _REFERENCE.sub(number, utf8) if names else utf8


def _parse_plain(utf8: bytes, limits: Limits) -> etree._Element:
    """Make a tree without a survey; one that is too deep for us or for libxml2 is surveyed to say where."""
    try:
        root = to_tree(utf8)
        if not _deeper_than(min(limits.depth, _DEEPEST))(root):
            return root
    except Refusal:
        survey(utf8, limits)
        raise
    survey(utf8, limits)
    return root


@cache
def _deeper_than(levels: int) -> etree.XPath:
    """Return the question whether a tree has more levels; libxml2 answers it many times as fast as a walk."""
    return etree.XPath("boolean(/" + "/".join("*" * (levels + 1)) + ")")


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",  # whatever the declaration says, which is of the file
        resolve_entities="internal",
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=True,  # libxml2's own limits are fixed; ours, which can be raised, were held by the survey
        collect_ids=False,  # a repeated id would stop the parser, and is a finding of ours
    )


def to_tree(utf8: bytes) -> etree._Element:
    """Make the tree of what expat has passed and that has no DOCTYPE; raise Refusal (XML001) for what is no XML."""
    try:
        return etree.fromstring(utf8, _parser())
    except etree.XMLSyntaxError as error:
        raise Refusal(Remark("XML001", error.msg or "not well-formed")) from error


def _bare(text: str) -> str:
    """Blank the XML declaration out, which may name an encoding that text no longer has; all else stays in place."""
    declaration = _DECLARATION.match(text)
    return re.sub(r"[^\n]", " ", declaration[0]) + text[declaration.end() :] if declaration else text
