"""What a PDF must have to be PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), as far as its objects tell.

Independent of what writes our books and of other checkers: read with pikepdf, each complaint with its clause. Whether
an alternative text is apt, or the order of reading makes sense, no program can tell.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

_HEADING = re.compile(r"/H([1-6])$")
# ISO 32000-1, 14.8.4: the standard structure types.
_STANDARD = frozenset(
    "/Document /Part /Art /Sect /Div /BlockQuote /Caption /TOC /TOCI /Index /NonStruct /Private /P /H /H1 /H2 /H3 /H4 "
    "/H5 /H6 /L /LI /Lbl /LBody /Table /TR /TH /TD /THead /TBody /TFoot /Span /Quote /Note /Reference /BibEntry /Code "
    "/Link /Annot /Ruby /RB /RT /RP /Warichu /WT /WP /Figure /Formula /Form".split()
)
_PARENTS = {
    "/LI": {"/L"}, "/LBody": {"/LI"}, "/TR": {"/Table", "/THead", "/TBody", "/TFoot"}, "/THead": {"/Table"},
    "/TBody": {"/Table"}, "/TFoot": {"/Table"}, "/TH": {"/TR"}, "/TD": {"/TR"},
}  # fmt: skip
# What paints: text, paths, pictures, shadings (ISO 32000-1, annex A).
_PAINTS = frozenset("Tj TJ ' \" S s f F f* B B* b b* sh Do EI".split())
_CMYK = frozenset("k K".split())
_ALLOWED_ACTIONS = frozenset({"/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named", "/SubmitForm"})
_PRINT, _HIDDEN = 4, 1 | 2 | 32 | 256  # Invisible, Hidden, NoView, ToggleNoView


def complaints(path: Path) -> list[str]:
    """Give what is wrong with a PDF, each with the clause that says so; empty if nothing is."""
    with pikepdf.open(path) as pdf:
        tree = _Tree(pdf)
        return [
            *_file(path, pdf),
            *_metadata(pdf),
            *_catalogue(pdf),
            *_objects(pdf),
            *_attached(pdf),
            *_fonts(pdf),
            *tree.complaints(),
            *_pages(pdf, tree),
            *_outline(pdf),
        ]


def _file(path: Path, pdf: Pdf) -> Iterator[str]:
    head = path.read_bytes()[:32]
    if not re.match(rb"%PDF-1\.[0-7][\r\n]+%[\x80-\xff]{4}", head):
        yield "A-3, 6.1.2: the header has no comment of four bytes beyond ASCII"
    if pdf.is_encrypted:
        yield "A-3, 6.1.3: the file is encrypted"
    if "/ID" not in pdf.trailer:
        yield "A-3, 6.1.3: the trailer has no ID"
    yield from (f"the syntax is wrong: {each}" for each in pdf.check_pdf_syntax())


def _metadata(pdf: Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "A-3, 6.6.2.1: there is no metadata"
        return
    if "/Filter" in pdf.Root.Metadata:
        yield "ISO 32000-1, 14.3.2: the metadata is compressed"
    with pdf.open_metadata() as said:
        for key, value in {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}.items():
            if said.get(key) != value:
                yield f"A-3, 6.6.4 and UA-1, 5: {key} is {said.get(key)}"
        if not said.get("dc:title"):
            yield "UA-1, 7.1: there is no dc:title"
        yield from _disagreeing(pdf.docinfo, said)


def _disagreeing(info: Dictionary, said: Any) -> Iterator[str]:
    """Yield where the information dictionary and the metadata do not say the same (A-3, 6.6.3)."""
    same = {
        "/Title": said.get("dc:title"),
        "/Subject": said.get("dc:description"),
        "/Creator": said.get("xmp:CreatorTool"),
        "/Author": ", ".join(said.get("dc:creator") or []),
    }
    yield from (
        f"A-3, 6.6.3: {key} is not {value}" for key, value in same.items() if key in info and info[key] != value
    )
    for key, date in {"/CreationDate": said.get("xmp:CreateDate"), "/ModDate": said.get("xmp:ModifyDate")}.items():
        if len({re.sub(r"\D", "", each)[:14] for each in (str(info[key]), str(date))}) != 1:
            yield f"A-3, 6.6.3: {key} is not {date}"


def _catalogue(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if root.get("/MarkInfo", {}).get("/Marked") is not True or root.get("/MarkInfo", {}).get("/Suspects", False):
        yield "A-3, 6.7.2.2 and UA-1, 7.1: the file does not say that it is tagged, or has doubts"
    if not str(root.get("/Lang", "")):
        yield "A-3, 6.7.4 and UA-1, 7.2: the file has no language"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "UA-1, 7.1: the title is not what a window shows"
    intents = [each for each in root.get("/OutputIntents", []) if each.S == Name.GTS_PDFA1]
    if len(intents) != 1 or int(intents[0].DestOutputProfile.N) not in {1, 3, 4}:
        yield "A-3, 6.2.3: there is not one output intent with a profile"
    for key, clause in {"/AA": "6.5.2", "/AcroForm": "6.4.1", "/Requirements": "6.11", "/Perms": "6.1.12"}.items():
        if key in root:
            yield f"A-3, {clause}: the catalogue has {key}"
    if "/JavaScript" in root.get("/Names", {}) or "/AlternatePresentations" in root.get("/Names", {}):
        yield "A-3, 6.5.1 and 6.10: the names hold scripts or presentations"


def _objects(pdf: Pdf) -> Iterator[str]:
    """Yield what is wrong with single objects, wherever they are used."""
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            if {"/F", "/FFilter", "/FDecodeParams"} & set(thing.keys()):
                yield "A-3, 6.1.7.1: a stream lies in another file"
            filters = thing.get("/Filter", Array())
            for each in filters if isinstance(filters, Array) else [filters]:
                if each in (Name.LZWDecode, Name.Crypt):
                    yield f"A-3, 6.1.7.2: a stream is packed with {each}"
            if thing.get("/Subtype") == Name.Image and thing.get("/ColorSpace") == Name.DeviceCMYK:
                yield "A-3, 6.2.4.3: a picture has colours of a press, and the output intent has none"
            if thing.get("/Subtype") == Name.Image and thing.get("/Interpolate", False):
                yield "A-3, 6.2.8: a picture is interpolated"
            if thing.get("/Subtype") in (Name.PS,) or "/Ref" in thing or "/OPI" in thing:
                yield "A-3, 6.2.9: a form has what no archive can keep"
        if isinstance(thing, Dictionary):
            yield from _dictionary(thing)


def _dictionary(thing: Dictionary) -> Iterator[str]:
    for action in (thing, thing.get("/A"), thing.get("/OpenAction")):
        if not isinstance(action, Dictionary) or (action is thing and thing.get("/Type") != Name.Action):
            continue
        if "/S" in action and str(action.S) not in _ALLOWED_ACTIONS:
            yield f"A-3, 6.5.1: there is an action {action.S}"
    transfers = {"/TR", "/HTP"} & set(thing.keys()) or thing.get("/TR2", Name.Default) != Name.Default
    if thing.get("/Type") == Name.ExtGState and transfers:
        yield "A-3, 6.2.5: a state of graphics has a transfer function"
    if "/AA" in thing and thing.get("/Type") in (Name.Page, Name.Annot):
        yield "A-3, 6.5.2: something acts by itself"


def _attached(pdf: Pdf) -> Iterator[str]:
    """Yield what is wrong with attached files (A-3, 6.8)."""
    associated = {each.objgen for each in pdf.Root.get("/AF", [])}
    for name, spec in _entries(pdf.Root.get("/Names", {}).get("/EmbeddedFiles", Dictionary()), "/Names"):
        where = f"A-3, 6.8: the attached file {name}"
        if "/F" not in spec or "/UF" not in spec:
            yield f"{where} lacks a name"
        if str(spec.get("/AFRelationship")) not in {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}:
            yield f"{where} has no relationship"
        if spec.objgen not in associated:
            yield f"{where} is associated with nothing"
        content = spec.EF.F
        if not re.fullmatch(r"/[\w.+-]+/[\w.+-]+", str(content.get("/Subtype", ""))):
            yield f"{where} has no type"
        if "/ModDate" not in content.get("/Params", {}):
            yield f"{where} has no date"
        if int(content.Params.get("/Size", -1)) not in {-1, len(content.read_bytes())}:
            yield f"{where} is not as long as it says"


def _entries(node: Dictionary, kind: str) -> Iterator[tuple[Any, Any]]:
    """Yield the entries of a name tree (`/Names`) or a number tree (`/Nums`)."""
    pairs = list(node.get(kind, []))
    yield from zip(pairs[::2], pairs[1::2], strict=True)
    for kid in node.get("/Kids", []):
        yield from _entries(kid, kind)


def _fonts(pdf: Pdf) -> Iterator[str]:
    for font in pdf.objects:
        if not isinstance(font, Dictionary) or font.get("/Type") != Name.Font or font.get("/Subtype") == Name.Type3:
            continue
        name = str(font.get("/BaseFont"))
        if font.get("/Subtype") in (Name.CIDFontType0, Name.CIDFontType2):
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()):
                yield f"A-3, 6.2.11.4.1 and UA-1, 7.21.4.1: {name} is not embedded"
            if font.Subtype == Name.CIDFontType2 and "/CIDToGIDMap" not in font:
                yield f"A-3, 6.2.11.3.2: {name} has no map to its glyphs"
        elif "/ToUnicode" not in font:
            yield f"A-3, 6.2.11.7.2: {name} does not say what its glyphs mean"
        elif font.get("/Encoding") not in (Name("/Identity-H"), Name("/Identity-V")):
            yield f"A-3, 6.2.11.3.3: {name} has an encoding of another kind"


class _Tree:
    """The tree of tags: who is whose parent, which content and which annotations it holds."""

    def __init__(self, pdf: Pdf) -> None:
        self.root = pdf.Root.get("/StructTreeRoot", Dictionary())
        self.roles = {str(key): str(value) for key, value in self.root.get("/RoleMap", Dictionary()).items()}
        self.elements: list[tuple[Dictionary, str, tuple[str, ...]]] = []  # element, type, types of those around it
        self.content: Counter[tuple[tuple[int, int], int]] = Counter()  # page, MCID
        self.annotations: dict[tuple[int, int], str] = {}  # annotation, type of its element
        self.wrong: list[str] = []
        self._walk(self.root, None, (), None)
        self.parents = {int(key): value for key, value in _entries(self.root.get("/ParentTree", Dictionary()), "/Nums")}

    def role(self, element: Dictionary) -> str:
        """Give the standard type of an element."""
        kind, seen = str(element.S), set[str]()
        while kind not in _STANDARD and kind in self.roles and kind not in seen:
            seen.add(kind)
            kind = self.roles[kind]
        return kind

    def _walk(self, node: Any, page: Any, around: tuple[str, ...], parent: Any) -> None:
        for kid in _kids(node):
            if not isinstance(kid, Dictionary):
                self.content[page.objgen, int(kid)] += 1
            elif kid.get("/Type") == Name.MCR:
                self.content[(kid.Pg if "/Pg" in kid else page).objgen, int(kid.MCID)] += 1
            elif kid.get("/Type") == Name.OBJR:
                self.annotations[kid.Obj.objgen] = around[-1]
            else:
                kind = self.role(kid)
                self.elements.append((kid, kind, around))
                if parent is not None and kid.P.objgen != parent.objgen:
                    self.wrong.append(f"ISO 32000-1, 14.7.2: the parent of a {kind} is another")
                self._walk(kid, kid.get("/Pg", page), (*around, kind), kid)

    def complaints(self) -> Iterator[str]:
        """Yield what is wrong with the tags."""
        if not self.elements:
            yield "A-3, 6.7.3.1: there is no tree of tags"
        yield from self.wrong
        yield from (f"A-3, 6.7.3.4: {kind} is no type" for kind in sorted({k for _, k, _ in self.elements} - _STANDARD))
        level = 0
        ids = Counter(str(element.ID) for element, _, _ in self.elements if "/ID" in element)
        yield from (f"ISO 32000-1, 14.7.2: the ID {name} is twice" for name, count in ids.items() if count > 1)
        for element, kind, around in self.elements:
            if heading := _HEADING.match(kind):
                if int(heading[1]) > level + 1:
                    yield f"UA-1, 7.4.2: {kind} follows a heading of level {level}"
                level = int(heading[1])
            if kind in _PARENTS and (around[-1] if around else "") not in _PARENTS[kind]:
                yield f"UA-1, 7.2: {kind} within {around[-1:]}"
            yield from self._one(element, kind, around)

    def _one(self, element: Dictionary, kind: str, around: tuple[str, ...]) -> Iterator[str]:
        if kind in ("/Figure", "/Formula") and not str(element.get("/Alt", element.get("/ActualText", ""))).strip():
            yield f"UA-1, 7.3 and 7.7: a {kind} has no words"
        if kind == "/Note" and "/ID" not in element:
            yield "UA-1, 7.9: a note has no ID"
        if kind == "/Link" and "/Link" in around:
            yield "UA-1, 7.18.5: a link within a link"
        if kind == "/Note" and "/Link" in around:
            yield "UA-1, 7.18.5: a note within a link"
        if kind == "/TH" and not any("/Scope" in each for each in _attributes(element)):
            yield "UA-1, 7.5: a cell that heads others does not say which"
        if kind == "/Table":
            yield from _irregular(element)
        if kind in ("/Link", "/Lbl", "/LBody", "/P", "/Span") and not list(_kids(element)):
            yield f"UA-1, 7.1: a {kind} is empty"


def _kids(node: Dictionary) -> Iterator[Any]:
    kids = node.get("/K", Array())
    yield from kids if isinstance(kids, Array) else [kids]


def _attributes(element: Dictionary) -> list[Dictionary]:
    given = element.get("/A", Array())
    return list(given) if isinstance(given, Array) else [given]


def _irregular(table: Dictionary) -> Iterator[str]:
    """Yield whether rows of a table differ in width, spans counted."""
    rows = []
    for kid in _kids(table):
        rows += [kid] if kid.S == Name.TR else [row for row in _kids(kid) if row.S == Name.TR]
    widths = Counter[int]()
    for y, row in enumerate(rows):
        for cell in _kids(row):
            own = {key: int(value) for each in _attributes(cell) for key, value in each.items() if key.endswith("Span")}
            for down in range(own.get("/RowSpan", 1)):
                widths[y + down] += own.get("/ColSpan", 1)
    if len(set(widths.values())) > 1 or len(widths) != len(rows):
        yield f"UA-1, 7.5: the rows of a table are {sorted(widths.values())} cells wide"


def _pages(pdf: Pdf, tree: _Tree) -> Iterator[str]:
    seen: Counter[tuple[tuple[int, int], int]] = Counter()
    for number, page in enumerate(pdf.pages, 1):
        where = f"page {number}"
        if "/Annots" in page and page.get("/Tabs") != Name.S:
            yield f"UA-1, 7.18.3: {where} is not walked through in the order of its tags"
        if "/MediaBox" not in page:
            yield f"ISO 32000-1, 7.7.3: {where} has no size"
        for annotation in page.get("/Annots", []):
            yield from (f"{each} ({where})" for each in _annotation(annotation, tree))
        marks: list[int] = []
        yield from (f"{each} ({where})" for each in _content(page, marks))
        seen.update((page.objgen, mark) for mark in marks)
        parents = tree.parents.get(int(page.get("/StructParents", -1)), [])
        if marks and len(parents) <= max(marks):
            yield f"ISO 32000-1, 14.7.4.4: content of {where} has no parent"
    if seen != tree.content:
        yield f"UA-1, 7.1: tagged content and the tree of tags differ in {len(set(seen) ^ set(tree.content))} places"


def _annotation(annotation: Dictionary, tree: _Tree) -> Iterator[str]:
    flags = int(annotation.get("/F", 0))
    if not flags & _PRINT or flags & _HIDDEN:
        yield "A-3, 6.3.2: an annotation is not printed"
    if annotation.get("/Subtype") != Name.Link:
        yield f"A-3, 6.3.1: an annotation is {annotation.get('/Subtype')}"
        return
    if not str(annotation.get("/Contents", "")).strip():
        yield "UA-1, 7.18.5: a link has no words that say where it leads"
    if tree.annotations.get(annotation.objgen) != "/Link":
        yield "UA-1, 7.18.5: a link is not tagged as one"
    if int(annotation.get("/StructParent", -1)) not in tree.parents:
        yield "UA-1, 7.18.1: a link has no parent among the tags"
    if "/Dest" not in annotation and "/A" not in annotation:
        yield "a link leads nowhere"


def _content(page: Any, marks: list[int]) -> Iterator[str]:
    """Yield what is wrong with the content of a page, and gather the numbers of what is tagged in it."""
    stack: list[str] = []
    wrong = set[str]()
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            number = operands[1].get("/MCID") if name == "BDC" and isinstance(operands[1], Dictionary) else None
            kind = "artifact" if operands[0] == Name.Artifact else "tagged" if number is not None else "span"
            if kind != "span" and {"artifact", "tagged"} & set(stack):
                wrong.add("UA-1, 7.1: what is marked lies in what is marked")
            if number is not None:
                marks.append(int(number))
            stack.append(kind)
        elif name == "EMC":
            stack.pop()
        elif name in _PAINTS and not {"artifact", "tagged"} & set(stack):
            wrong.add(f"UA-1, 7.1: {name} paints what is neither tagged nor an artifact")
        elif name in _CMYK:
            wrong.add("A-3, 6.2.4.3: colours of a press, and the output intent has none")
    yield from sorted(wrong)


def _outline(pdf: Pdf) -> Iterator[str]:
    with pdf.open_outline() as outline:
        if not outline.root:
            yield "WCAG 2.2, 2.4.5: there are no bookmarks"
        items = list(outline.root)
        while items:
            item = items.pop()
            items += item.children
            if not item.title.strip() or (item.destination is None and item.action is None):
                yield f"a bookmark “{item.title}” has no words, or leads nowhere"
