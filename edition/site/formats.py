"""References in the formats of bibliographies: BibTeX (as biblatex reads it), RIS, CSL-JSON."""

import json
import re
from collections.abc import Iterable, Iterator

from edition.model import DateRange
from edition.site.licences import licence_view
from edition.site.references import Person, Reference, inverted
from edition.source.credits import day_of
from edition.view import Json

# What LaTeX takes for a command; braces by name, since BibTeX counts them even behind a backslash.
_LATEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "$&#_%"},
})  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def bibtex(references: Iterable[Reference]) -> str:
    """Return references as UTF-8 for biblatex: `@incollection` for a document, `@book` for the edition."""
    return "\n".join(map(_bibtex, references))


def _bibtex(reference: Reference) -> str:
    fields = {
        "author": _bibtex_names(reference.authors),
        "title": _latex(reference.title),
        "editor": _bibtex_names(reference.editors),
        "booktitle": _latex(reference.container),
        "publisher": _latex(reference.publisher),
        "date": reference.date,
        "version": _latex(reference.version),
        "origdate": _edtf(reference.origin),
        "library": _latex(reference.archive),
        "langid": re.sub(r"[^A-Za-z0-9-]", "", reference.language),
        **_place(reference),
    }
    kind = "incollection" if reference.container else "book"
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{_key(reference.id)},", *lines, "}\n"])


def _place(reference: Reference) -> dict[str, str]:
    if reference.address.startswith(("https:", "http:")):
        # biblatex takes an address as it is, but for what would end the field
        return {"url": re.sub(r"[\\{}\s]", lambda found: f"%{ord(found[0]):02X}", reference.address)}
    return {"note": _latex(reference.address)}


def _bibtex_names(persons: Iterable[Person]) -> str:
    return " and ".join(
        f"{_latex(each.family)}, {_latex(each.given)}" if each.family else f"{{{_latex(each.text)}}}"
        for each in persons
    )


def _latex(text: str) -> str:
    return _line(text).translate(_LATEX)


def _key(id_: str) -> str:
    """Return a key of ASCII; what it may not hold stands as its number, so that two keys never fall together."""
    return re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found[0]):x}_", id_)


def _edtf(date: DateRange | None) -> str:
    """Return a date as biblatex reads it (ISO 8601-2): "1946-02-21", "1946-02/1946-04", "../1946"."""
    if date is None:
        return ""
    start, end = day_of(date.start or ""), day_of(date.end or "")
    if not (start or end) or (date.start and not start) or (date.end and not end):
        return ""
    return start if start == end else f"{start or '..'}/{end or '..'}"


def ris(references: Iterable[Reference]) -> str:
    """Return references in the RIS format: a line a field, each with its two letters, ended by CR and LF."""
    return "".join(f"{line}\r\n" for reference in references for line in _ris(reference))


def _ris(reference: Reference) -> Iterator[str]:
    date = "/".join((*reference.date.split("-"), "", "", "")[:3]) + "/" if reference.date else ""
    is_web = reference.address.startswith(("https:", "http:"))
    fields = [
        ("TY", "CHAP" if reference.container else "BOOK"),
        ("ID", reference.id),
        *(("AU", name) for name in inverted(reference.authors)),
        ("TI", reference.title),
        *(("A2" if reference.container else "ED", name) for name in inverted(reference.editors)),
        ("T2", reference.container),
        ("PB", reference.publisher),
        ("PY", reference.date[:4]),
        ("DA", date),
        ("ET", reference.version),
        ("OP", _edtf(reference.origin)),
        ("AV", reference.archive),
        ("LA", reference.language),
        ("AB", reference.abstract),
        ("UR" if is_web else "N1", reference.address),
    ]
    yield from (f"{name}  - {_line(value)}" for name, value in fields if value)
    yield "ER  - "


def csl(references: Iterable[Reference]) -> str:
    """Return references as CSL-JSON (schema 1.0.2): a list of items of the types `chapter` and `book`."""
    return json.dumps([_csl(reference) for reference in references], ensure_ascii=False, indent=1) + "\n"


def _csl(reference: Reference) -> Json:
    licence = licence_view(reference.licence)
    is_web = reference.address.startswith(("https:", "http:"))
    item: Json = {
        "id": reference.id,
        "type": "chapter" if reference.container else "book",
        "title": _line(reference.title),
        "container-title": _line(reference.container),
        "author": [_csl_name(each) for each in reference.authors],
        "editor": [_csl_name(each) for each in reference.editors],
        "publisher": _line(reference.publisher),
        "version": reference.version,
        "issued": _csl_date(reference.date, reference.date),
        "original-date": _csl_origin(reference.origin),
        "archive_location": _line(reference.archive),
        "language": reference.language,
        "abstract": _line(reference.abstract),
        "license": str(licence["url"] or licence["name"]) if licence else "",
        "URL" if is_web else "note": reference.address,
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(name: Person) -> Json:
    return {"family": name.family, "given": name.given} if name.family else {"literal": name.text}


def _csl_origin(date: DateRange | None) -> Json | None:
    if date is None:
        return None
    start, end = day_of(date.start or ""), day_of(date.end or "")
    known = _csl_date(start, end) if start and end else None
    if known is None:
        return {"literal": _line(date.text)} if date.text else None
    return {**known, "circa": True} if date.kind == "within" else known


def _csl_date(start: str, end: str) -> Json | None:
    if not start:
        return None
    days = [start] if start == end else [start, end]
    return {"date-parts": [[int(part) for part in day.split("-")] for day in days]}


def _line(text: str) -> str:
    """Return a text in one line, without control characters."""
    return " ".join(_CONTROLS.sub(" ", text).split())
