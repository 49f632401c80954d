"""What the encodings of other projects ask for beyond their text: catalogues, corpora, parliaments, dictionaries."""

import json
import re
from pathlib import Path

from conftest import Run

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt><title>{title}</title>'
    "</titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc>{source}</sourceDesc></fileDesc></teiHeader>"
    "<text><body>{body}</body></text></TEI>"
)


def build(run: Run, folder: Path, **texts: str) -> Path:
    """Build a folder of these texts, and return the site."""
    for name, text in texts.items():
        (folder / f"{name}.xml").write_text(text, "utf-8")
    assert run("build", str(folder), "-o", str(folder / "site"), "-q").status == 0
    return folder / "site"


def tei(*, id_: str = "one", title: str = "One", source: str = "<p>S</p>", body: str = "<p>Text.</p>") -> str:
    return TEI.format(id=id_, title=title, source=source, body=body)


def test_a_record_of_a_catalogue_begins_with_its_description(run: Run, tmp_path: Path) -> None:
    record = "<msDesc><msIdentifier><idno>DLS-013</idno></msIdentifier></msDesc>"
    site = build(run, tmp_path, one=tei(source=record, body='<div type="bibliography"/>'), two=tei(id_="two"))
    page = (site / "one.html").read_text("utf-8")
    assert page.index('id="-about"') < page.index('id="-cite"')
    page = (site / "two.html").read_text("utf-8")
    assert page.index('id="-cite"') < page.index('id="-about"')


def test_of_a_choice_a_title_has_the_reading_of_the_edition(run: Run, tmp_path: Path) -> None:
    heading = "Vom <choice><orig>Vntergang</orig><reg>Untergang</reg></choice> der <sic>Welltt</sic>"
    site = build(run, tmp_path, one=tei(title=heading))
    (document,) = json.loads((site / "edition.json").read_text("utf-8"))["documents"]
    assert document["title"] == "Vom Untergang der Welltt"
    assert "<h1>Vom Untergang der Welltt</h1>" in re.sub(r"<h1[^>]*>", "<h1>", (site / "one.html").read_text("utf-8"))
