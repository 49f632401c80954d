"""The criteria of reviewers of editions, as a table: each is judged by what the build knows.

The criteria are those of RIDE, "Criteria for Reviewing Scholarly Digital Editions", version 1.1 (P. Sahle et al.,
2014); the codes are those of the questionnaire in its reviews (se001 …). What the build cannot know is said to be
unknown: nothing is claimed for an edition that does not stand in its sources, its configuration or its site.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from textwrap import shorten
from typing import Literal, NamedTuple

from edition.config import Config
from edition.model import Document, Index
from edition.view import Json, SitePage, tei_path

Status = Literal["met", "partly", "missing", "unknown", "not-applicable"]
_CONFIGURED = "edition.toml: "
_LONGEST = 60  # letters of a title that is given as evidence


class Verdict(NamedTuple):
    """How a criterion is met: what shows it, what would have to be added, how many of how many documents have it."""

    status: Status
    evidence: Sequence[Json] = ()
    wanted: Sequence[str] = ()
    share: tuple[int, int] | None = None


class Known:
    """What a build knows of an edition when it judges."""

    def __init__(self, index: Index, config: Config, pages: Sequence[SitePage]) -> None:
        self.documents, self.config = index.documents, config
        self.paths = tuple(page.path for page in pages)
        self.labels = {page.path: page.label for page in pages}

    @cached_property
    def texts(self) -> list[Document]:
        """The documents that are edited, without introductions and registers; all where there are no such."""
        return [d for d in self.documents if d.kind in ("document", "calendar")] or list(self.documents)

    def having(self, *features: str, among: Sequence[Document] | None = None) -> list[Document]:
        """Return the documents that have one of these elements."""
        wanted = set(features)
        return [d for d in (self.documents if among is None else among) if not wanted.isdisjoint(d.features)]


class Criterion(NamedTuple):
    """A thing that reviewers ask for: in which part of their questions, its name, its codes there, how it is judged."""

    area: str
    name: str
    codes: str
    judge: Callable[[Known], Verdict]


def _link(href: str, label: str) -> Json:
    """Return evidence whose words are those of a label."""
    return {"href": href, "label": label, "text": ""}


def _to(document: Document, fragment: str = "") -> Json:
    """Return a document as evidence, or its header."""
    text = shorten(document.short or document.title, _LONGEST, placeholder=" …")
    return {"href": document.page + fragment, "label": "", "text": text}


def _configured(href: str, label: str, **values: str) -> Callable[[Known], Verdict]:
    """Judge by keys of the configuration: all, some or none of them are set."""

    def judge(known: Known) -> Verdict:
        missing = [_CONFIGURED + key for path, key in values.items() if not _value(known.config, path)]
        status: Status = "met" if not missing else "missing" if len(missing) == len(values) else "partly"
        return Verdict(status, [] if status == "missing" else [_link(href, label)], missing)

    return judge


def _value(config: Config, path: str) -> object:
    value: object = config
    for name in path.split("__"):
        value = getattr(value, name)
    return value


def _once(*features: str, wanted: str) -> Callable[[Known], Verdict]:
    """Judge by a statement in a header that need be made only once for the whole edition."""

    def judge(known: Known) -> Verdict:
        found = known.having(*features)
        if not found:
            return Verdict("missing", wanted=[wanted])
        found.sort(key=lambda document: document.kind != "front")
        return Verdict("met", [_to(found[0], "#-about")], share=(len(found), len(known.documents)))

    return judge


def _each(*features: str, wanted: str) -> Callable[[Known], Verdict]:
    """Judge by a statement that the header of every text should make."""

    def judge(known: Known) -> Verdict:
        found = known.having(*features, among=known.texts)
        return _share(found, known.texts, [wanted], "#-about")

    return judge


def _share(found: Sequence[Document], of: Sequence[Document], wanted: Sequence[str], fragment: str = "") -> Verdict:
    """Judge by how many of some documents have what all should have."""
    if not found:
        return Verdict("missing", wanted=wanted)
    is_all = len(found) == len(of)
    return Verdict(
        "met" if is_all else "partly", [_to(found[0], fragment)], () if is_all else wanted, (len(found), len(of))
    )


def _offered(*features: str, wanted: str) -> Callable[[Known], Verdict]:
    """Judge by what some texts have, and others need not have."""

    def judge(known: Known) -> Verdict:
        found = known.having(*features, among=known.texts)
        if not found:
            return Verdict("missing", wanted=[wanted])
        return Verdict("met", [_to(found[0])], share=(len(found), len(known.texts)))

    return judge


def _unknown(_known: Known) -> Verdict:
    return Verdict("unknown")


def _introduction(known: Known) -> Verdict:
    found = [document for document in known.documents if document.kind == "front"]
    if not found:
        return Verdict("missing", wanted=["teiHeader/profileDesc/textClass/catRef target=“…-front”"])
    return Verdict("met", [_to(document) for document in found])


def _model(known: Known) -> Verdict:
    schema = known.config.schema
    if schema.grammar or schema.schematron:
        return Verdict("met", [_link("making.html", "making")])
    named = known.having("schemaRef")
    if named:
        return Verdict("partly", [_to(named[0], "#-about")], [f"{_CONFIGURED}schema.grammar"])
    return Verdict("missing", wanted=[f"{_CONFIGURED}schema.grammar"])


def _citing(known: Known) -> Verdict:
    missing = [key for key in ("editors", "url", "version") if not getattr(known.config, key)]
    evidence = [_to(known.texts[0], "#-cite")] if known.texts else []
    return Verdict("partly" if missing else "met", evidence, [_CONFIGURED + key for key in missing])


def _source(known: Known) -> Verdict:
    found = [d for d in known.texts if d.shelfmark or not {"msDesc", "listWit"}.isdisjoint(d.features)]
    return _share(found, known.texts, ["teiHeader/fileDesc/sourceDesc/msDesc"], "#-about")


def _images(known: Known) -> Verdict:
    found = [document for document in known.texts if document.images]
    if not found:
        return Verdict("missing", wanted=["facsimile/surface/graphic", "pb/@facs"])
    return Verdict("met", [_to(found[0])], share=(len(found), len(known.texts)))


def _transcription(known: Known) -> Verdict:
    found = [document for document in known.texts if document.kind == "document" and document.blocks]
    evidence = [_link("making.html", "making.audit")]
    status: Status = "missing" if not found else "met" if len(found) == len(known.texts) else "partly"
    return Verdict(status, evidence if found else [], share=(len(found), len(known.texts)))


def _registers(known: Known) -> Verdict:
    found = [_to(document) for document in known.documents if document.kind == "register"]
    found += [
        _link(path, known.labels[path]) for path in known.paths if path.startswith("names~") and known.labels[path]
    ]
    return Verdict("met", found) if found else Verdict("missing", wanted=["standOff/listPerson", "text//persName"])


def _browsing(known: Known) -> Verdict:
    orders = ("date", "author", "kind", "title")
    found = [_link(p, f"contents.by-{o}") for o in orders if (p := f"contents~{o}.html") in known.paths]
    return Verdict("met", [_link("index.html", "contents"), *found])


def _search(known: Known) -> Verdict:
    if "search.html" in known.paths:
        return Verdict("met", [_link("search.html", known.labels["search.html"] or "assessment.search")])
    return Verdict("missing")


def _variants(known: Known) -> Verdict:
    found = known.having("app", "listWit", among=known.texts)
    return Verdict("met", [_to(found[0])], share=(len(found), len(known.texts))) if found else Verdict("not-applicable")


def _parts(known: Known) -> Verdict:
    first = next(iter(known.texts), None)
    evidence: list[Json] = [{"href": tei_path(first), "label": "", "text": tei_path(first)}] if first else []
    return Verdict("met", evidence, share=(len(known.documents), len(known.documents)))


def _listed(status: Status) -> Callable[[Known], Verdict]:
    """Judge by the manifest, which lists all files for other programs."""
    return lambda _: Verdict(status, [{"href": "edition.json", "label": "", "text": "edition.json"}])


def _licence(known: Known) -> Verdict:
    if known.config.licence:
        return Verdict("met", [_link("imprint.html", "imprint")])
    found = known.having("licence", "availability", among=known.texts)
    return _share(found, known.texts, [f"{_CONFIGURED}licence"], "#-about")


def _static(_known: Known) -> Verdict:
    return Verdict("met", [_link("making.html", "making")])


def _accessibility(known: Known) -> Verdict:
    shown = [d for d in known.having("graphic", among=known.texts) if d.images and "figDesc" not in d.features]
    wanted = [] if known.config.imprint.accessibility else [f"{_CONFIGURED}imprint.accessibility"]
    evidence = [_link("imprint.html#-accessibility", "accessibility")]
    return Verdict("unknown" if wanted else "partly", evidence, [*wanted, *(["figure/figDesc"] if shown else [])])


_ABOUT = "teiHeader/encodingDesc/"

CRITERIA = (
    Criterion(
        "documentation",
        "responsible",
        "se001",
        _configured("imprint.html", "imprint", title="title", editors="editors", publisher="publisher"),
    ),
    Criterion(
        "documentation",
        "contributors",
        "se004",
        _each("respStmt", "editor", wanted="teiHeader/fileDesc/titleStmt/respStmt"),
    ),
    Criterion(
        "documentation", "contact", "se007", _configured("imprint.html", "imprint", imprint__contact="imprint.contact")
    ),
    Criterion("documentation", "selection", "se010, se013", _once("samplingDecl", wanted=f"{_ABOUT}samplingDecl")),
    Criterion("documentation", "aims", "se019", _once("projectDesc", wanted=f"{_ABOUT}projectDesc")),
    Criterion("documentation", "methods", "se022", _once("editorialDecl", wanted=f"{_ABOUT}editorialDecl")),
    Criterion("documentation", "model", "se025", _model),
    Criterion("documentation", "citing", "se031", _citing),
    Criterion(
        "documentation", "completion", "se034", _each("revisionDesc", wanted="teiHeader/revisionDesc/change/@when")
    ),
    Criterion("documentation", "archiving", "se016, se037", _unknown),
    Criterion("contents", "introduction", "se047", _introduction),
    Criterion("contents", "transcription", "se066", _transcription),
    Criterion("contents", "source", "se158", _source),
    Criterion("contents", "commentary", "se053", _offered("note", wanted="text//note")),
    Criterion("contents", "bibliography", "se050", _once("listBibl", wanted="listBibl")),
    Criterion("contents", "images", "se059", _images),
    Criterion("contents", "registers", "se072", _registers),
    Criterion("access", "browsing", "se105", _browsing),
    Criterion("access", "search", "se118", _search),
    Criterion(
        "method",
        "normalisation",
        "se158",
        _once("correction", "normalization", wanted=f"{_ABOUT}editorialDecl/normalization"),
    ),
    Criterion("method", "variants", "se158", _variants),
    Criterion("method", "standard", "se167, se170", _listed("met")),
    Criterion("technology", "addresses", "se180", _configured("imprint.html", "imprint", url="url")),
    Criterion("technology", "versions", "K4.8", _configured("imprint.html", "imprint", version="version")),
    Criterion("technology", "interfaces", "se188", _listed("partly")),
    Criterion("technology", "tei-parts", "se197", _parts),
    Criterion("technology", "tei-whole", "se200", _listed("partly")),
    Criterion("technology", "rights", "se206, se209", _licence),
    Criterion("technology", "longevity", "Endings", _static),
    Criterion("technology", "accessibility", "WCAG 2.2", _accessibility),
)
