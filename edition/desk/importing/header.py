"""The header of a draft: what the transcript says of itself, and who made the draft."""

from collections.abc import Iterable, Mapping

from lxml import etree

from edition import __version__
from edition.desk.days import Near
from edition.desk.importing import web
from edition.desk.importing.analyse import Analysis
from edition.desk.importing.archives import references
from edition.desk.importing.blocks import Block
from edition.desk.importing.correspondence import correspondence, title
from edition.desk.importing.dates import dates
from edition.desk.importing.names import person_id, slug
from edition.desk.importing.passages import Reader
from edition.desk.importing.plain import Plain
from edition.desk.importing.report import Check
from edition.desk.importing.roles import Role
from edition.desk.importing.spans import Span
from edition.desk.importing.weave import append_text, child
from edition.desk.wording import spoken

_LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "ru": "Russian", "es": "Spanish", "it": "Italian",
    "nl": "Dutch", "la": "Latin",
    "pt": "Portuguese", "pl": "Polish", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "bg": "Bulgarian",
    "fa": "Persian",
    "ar": "Arabic", "el": "Greek", "he": "Hebrew", "und": "not known",
}  # fmt: skip
_LETTERS = ("letter", "telegram")


class Header:
    """Writes the header of one draft; `checks` are what the summary tells of it."""

    def __init__(self, analysis: Analysis, prefix: str, reader: Reader, plain: Plain, interface: str):
        """`interface` is the language of the edition, in which titles are made."""
        self._analysis = analysis
        self._interface = interface
        self._letter = correspondence(analysis.transcript.blocks, analysis.roles, reader)
        self._page = analysis.transcript.blocks
        self._prefix = prefix
        self._reader = reader
        self._about = reader._replace(reason="")  # brackets of those who publish the text are their own
        self._plain = plain
        self._guess = (("cert", "medium"), ("resp", reader.resp))
        self.checks: list[Check] = []

    def write(self, header: etree._Element) -> None:
        """Write all of the header into `header`."""
        file = child(header, "fileDesc")
        self._title(child(file, "titleStmt"))
        child(child(file, "publicationStmt"), "p", (), "An unpublished draft.")
        self._notes(file)
        self._source(child(file, "sourceDesc"))
        self._encoding(child(header, "encodingDesc"))
        self._profile(child(header, "profileDesc"))
        child(
            child(header, "revisionDesc", (("status", "draft"),)),
            "change",
            (("status", "draft"),),
            "Imported from a transcript.",
        )

    def _with(self, *names: str) -> Iterable[tuple[int, Role]]:
        return ((place, role) for place, role in sorted(self._analysis.roles.items()) if role.name in names)

    def _fill(self, parent: etree._Element, place: int, extra: Iterable[Span] = ()) -> None:
        block = self._page[place]
        reader = self._reader if self._analysis.roles[place].name == "title" else self._about
        spans, _ = reader.passages(block.text)
        self._plain.fill(parent, block.runs, [*spans, *extra], block.line)

    def _tell(self, place: int, kind: str, cert: str, remark: str = "") -> None:
        block = self._page[place]
        self.checks.append(Check(kind, block.line, block.text, cert, remark))

    def _title(self, statement: etree._Element) -> None:
        titles = list(self._with("title"))
        for place, role in titles:
            self._fill(
                child(statement, "title", (("type", "main"), ("cert", role.cert), ("resp", self._reader.resp))), place
            )
            self._tell(place, "title", role.cert)
        said = self._analysis.transcript.about
        guess = (("cert", "high"), ("resp", self._reader.resp))
        if not titles and said.get("title"):
            child(statement, "title", (("type", "main"), ("subtype", "supplied"), *guess), said["title"])
        elif not titles:
            name, is_made = self._own_title()
            spoken_ = spoken(self._interface)
            other = spoken_ if is_made and spoken_ != self._analysis.setting.language else ""
            guess = (("cert", "low"), ("resp", self._reader.resp))
            attributes = (("type", "main"), ("subtype", "supplied"), ("xml:lang", other), *guess)
            child(statement, "title", attributes, name)
            self.checks.append(
                Check(
                    "title",
                    0,
                    name,
                    "low",
                    "made of what was recognised" if is_made else "there is none; this is the name of the file",
                )
            )
        if said.get("author"):
            child(statement, "author", guess, said["author"])
        for name in self._translators():
            made = child(statement, "respStmt", self._guess)
            child(made, "resp", (), "translation")
            child(made, "persName", (), name)
        made = child(statement, "respStmt", (("xml:id", self._reader.resp[1:]),))
        child(made, "resp", (), "draft made from a transcript; all that has @cert is a guess")
        child(made, "name", (), f"edition import {__version__}")

    def _own_title(self) -> tuple[str, bool]:
        """Return what stands in for a title, and whether it is made of words of ours.

        Of a letter it says who wrote to whom, where and when; else it is the name of the file.
        """
        kind = self._analysis.setting.kind
        made = title(self._letter, kind, self._interface) if kind in _LETTERS else ""
        return (made, True) if made else (self._analysis.transcript.name, False)

    def _translators(self) -> list[str]:
        names = []
        for place, role in self._with("credit"):
            if role.type in ("archival", "translation"):
                text = self._page[place].text
                names += [text[start:end] for start, end in web.translators(text)]
        return list(dict.fromkeys(names))

    def _notes(self, file: etree._Element) -> None:
        """Keep the lines that are of a web page or a running head, and not of the document."""
        apart = [(block, slug(block.info)) for block in self._analysis.transcript.apart]
        asides = list(self._with("aside"))
        if not apart and not asides:
            return
        statement = child(file, "notesStmt")
        for place, role in asides:
            made = child(statement, "note", (("type", role.type), ("cert", role.cert), ("resp", self._reader.resp)))
            self._fill(made, place)
            self._tell(
                place,
                "line of a web page" if role.type == "furniture" else "line that was not understood",
                role.cert,
                role.remark,
            )
        for block, kind in apart:
            self._apart(statement, block, kind)

    def _apart(self, statement: etree._Element, block: Block, kind: str) -> None:
        made = child(statement, "note", (("type", kind), *self._guess))
        if block.kind == "p":
            self._plain.fill(made, block.runs, (), block.line)
        else:
            self._plain.block(made, block)
        self.checks.append(Check("text that stands apart", block.line, block.text, "medium", block.info))

    def _source(self, description: etree._Element) -> None:
        credits_ = list(self._with("credit"))
        for place, role in credits_:
            self._credit(description, place, role)
            self._tell(place, _CREDITS[role.type], role.cert)
        found = [
            each
            for place, role in credits_
            if role.type == "archival"
            for each in references(self._page[place].text, "")
        ]
        if found:
            self._manuscript(description, found[0].holder, found[0].parts)
        if not credits_:
            child(description, "p", (), "Not stated in the transcript.")

    def _credit(self, description: etree._Element, place: int, role: Role) -> None:
        made = child(description, "bibl", (("type", role.type), ("cert", role.cert), ("resp", self._reader.resp)))
        text = self._page[place].text
        if role.type == "rights":
            self._fill(child(child(made, "availability", (("status", "unknown"),)), "p"), place)
            return
        names = [
            Span(
                start,
                start + len(text[start:end]),
                "editor",
                (("role", "translator"), *self._guess),
                "translator",
                "medium",
            )
            for start, end in web.translators(text)
        ]
        self._fill(made, place, names)

    def _manuscript(self, description: etree._Element, holder: str, parts: Mapping[str, str]) -> None:
        """Say again, where catalogues look for it, in which archive the document lies."""
        identifier = child(child(description, "msDesc", self._guess), "msIdentifier")
        if holder:
            child(identifier, "repository", (), holder)
        made = child(identifier, "idno", (("type", "archival"),))
        for number, (name, value) in enumerate(parts.items()):
            append_text(made, ", " if number else "")
            append_text(made, _ABBREVIATED.get(name, ""))
            child(made, "idno", (("type", name),), value)

    def _encoding(self, description: etree._Element) -> None:
        app = child(description, "appInfo")
        made = child(app, "application", (("ident", "edition-import"), ("version", __version__)))
        child(
            made,
            "desc",
            (),
            f"Made this draft from {self._analysis.transcript.name}. What it guessed has @cert and @resp.",
        )
        if self._analysis.has_kinds:
            self._kinds(description)

    def _kinds(self, description: etree._Element) -> None:
        """Declare the kinds of turns, to which @ana points."""
        taxonomy = child(
            child(description, "classDecl"), "taxonomy", (("xml:id", self._plain.new_id(f"{self._prefix}turns")),)
        )
        for kind in ("question", "answer", "reply"):
            category = child(taxonomy, "category", (("xml:id", self._plain.new_id(f"{self._prefix}turn-{kind}")),))
            child(category, "catDesc", (), kind)

    def _profile(self, description: etree._Element) -> None:
        for place, role in self._with("abstract"):
            made = child(child(description, "abstract", (("cert", role.cert), ("resp", self._reader.resp))), "p")
            self._fill(made, place)
            self._tell(place, "summary", role.cert, role.remark)
        date = self._analysis.transcript.about.get("date", "")
        for span in list(dates(date, Near(), "", self._reader.resp))[:1]:
            child(child(description, "creation"), "date", span.attributes, date[span.start : span.end])
        language = self._analysis.setting.language
        cert = self._analysis.cert_of_language
        used = child(description, "langUsage")
        name = _LANGUAGES.get(language, language)
        child(used, "language", (("ident", language), ("cert", cert), ("resp", self._reader.resp)), name)
        if cert == "low":
            self.checks.append(Check("language", 0, name, cert, "give it with --language"))
        self._classes(description)
        self._participants(description)
        self._correspondence(description)

    def _classes(self, description: etree._Element) -> None:
        found = [place for place, role in self._with("classification") if role.type == "metadata"]
        if not found:
            return
        words = child(child(description, "textClass"), "keywords")
        for place in found:
            self._fill(child(words, "term", (("type", "classification"), *self._guess)), place)
            self._tell(place, "classification", "high")

    def _participants(self, description: etree._Element) -> None:
        if not self._analysis.persons:
            return
        people = child(child(description, "particDesc"), "listPerson")
        for person in self._analysis.persons:
            identifier = self._plain.new_id(person_id(self._prefix, person.key))
            made = child(people, "person", (("xml:id", identifier), ("role", " ".join(person.roles)), *self._guess))
            child(made, "persName", (), person.name)

    def _correspondence(self, description: etree._Element) -> None:
        """Say who wrote to whom, when and where, as far as a letter does."""
        if self._analysis.setting.kind not in _LETTERS:
            return
        made = child(description, "correspDesc", self._guess)
        letter = self._letter
        sent = child(made, "correspAction", (("type", "sent"),))
        for name in letter.senders:
            child(sent, "persName", self._guess, name)
        if not len(sent):
            child(sent, "persName", (("cert", "unknown"),), "Unknown")
        if letter.place:
            child(sent, "placeName", self._guess, letter.place)
        for attributes, words in letter.dates[:1]:
            child(sent, "date", attributes, words)
        if letter.receivers:
            received = child(made, "correspAction", (("type", "received"),))
            for name in letter.receivers:
                child(received, "persName", self._guess, name)


_CREDITS = {
    "archival": "archival reference of the document",
    "translation": "translator",
    "rights": "line on rights",
    "support": "line on support",
    "date": "date given by the publisher",
}
_ABBREVIATED = {
    "fond": "f. ",
    "opis": "op. ",
    "papka": "p. ",
    "delo": "d. ",
    "listy": "ll. ",
    "box": "box ",
    "folder": "folder ",
}
