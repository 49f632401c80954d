"""What the books set of ours: signs of editors, lines of inscriptions, letters for private use, marks and commas."""

from pathlib import Path

from conftest import Run
from test_press import letter, text_of

_EDITION = """<div type="edition"><ab>
<lb n="1"/><expan><abbr>Imp</abbr><ex>eratori</ex></expan> <supplied reason="lost">Caes</supplied>ari
<unclear>Au</unclear>g
<lb n="2"/><del rend="erasure">Getae</del> <surplus>et</surplus> <gap reason="lost" quantity="3" unit="character"/>
<lb n="3"/><supplied reason="omitted">divi</supplied> <app><lem>filio</lem><rdg>fratri</rdg></app> se
<lb n="4" break="no"/>nator <space/> <gap reason="illegible" quantity="2" unit="character"/>
<lb n="5"/><handShift new="#h"/> <gap reason="lost" extent="unknown" unit="line"/></ab></div>
<div type="apparatus"><listApp><app loc="line 1"><note>Text of Mommsen</note></app></listApp></div>
<div type="translation"><p/></div>
<div type="commentary"><p>It broke.</p></div>"""


def _words(run: Run, tmp_path: Path, body: str) -> str:
    source = letter(tmp_path / "in", body)
    result = run("build", source, "-o", tmp_path / "out", "--pdf", "-q", "--no-search")
    assert result.status == 0, result.err
    audit = run("audit", source, "--site", tmp_path / "out")
    assert audit.status == 0, audit.out
    return " ".join(" ".join(text_of(tmp_path / "out" / "book.pdf")).split())


def test_inscriptions_have_the_signs_of_leiden_and_their_own_lines(run: Run, tmp_path: Path) -> None:
    words = _words(run, tmp_path, _EDITION)
    for line in (
        "Imp(eratori) [Caes]ari Aug",
        "⟦Getae⟧ {et} [...]",
        "⟨divi⟩ filio se",
        "nator (vac.) ..",
        "[- - - - - -]",
    ):
        assert line in words
    assert "3 filio] fratri" in words  # by the line of the stone
    for part in ("Apparatus line 1 Text of Mommsen", "Commentary It broke."):
        assert part in words
    assert "Translation" not in words  # of a template that nobody has filled in


def test_a_letter_for_private_use_is_the_one_that_it_is_mapped_to(run: Run, tmp_path: Path) -> None:
    sign = '<char xml:id="tz"><mapping type="PUA">&#xEEDC;</mapping><mapping type="standard">tz</mapping></char>'
    text = '<p>Ne<g ref="#tz">&#xEEDC;</g> und Ka<g ref="#tz"/>e, <g ref="#no">&#xF20E;</g>.</p>'
    words = _words(run, tmp_path, f"<list><item>{sign}</item></list>{text}")
    assert "Netz und Katze, ⟨U+F20E⟩." in words


def test_marks_of_quotations_and_commas_of_titles_are_set(run: Run, tmp_path: Path) -> None:
    title = (
        "<listBibl><biblStruct><monogr><author><forename>Lou</forename><surname>Burnard</surname></author>"
        "<title>On Texts</title><imprint><date>1988</date></imprint></monogr></biblStruct></listBibl>"
    )
    said = "<p>He said <said>it is <q>so</q></said> and <said direct='false'>that he went</said>, «<q>oui</q>».</p>"
    words = _words(run, tmp_path, said + title)
    assert "He said “it is ‘so’” and that he went, «oui»." in words
    assert "Lou Burnard, On Texts, 1988" in words
