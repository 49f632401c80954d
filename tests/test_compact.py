"""RELAX NG compact syntax: cases with the XML syntax they stand for, mistakes, hostile files; trang as the oracle."""

import os
import pickle
import random
import re
import shutil
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from canonical import canonical
from lxml import etree
from support import ROOT, reference, require

from edition.grammar import GrammarError
from edition.grammar.compact import CompactError, decode_compact, line_of, parse, parse_compact

CASES = ROOT / "tests" / "cases" / "compact"
SCHEMAS = sorted(CASES.glob("*.rnc"))
UNREAD_BY_TRANG = {"empty"}  # it wants at least one definition; the specification does not
RNG = "{http://relaxng.org/ns/structure/1.0}"
NO_COMMENTS = etree.XMLParser(remove_comments=True)


def stem(path: Path) -> str:
    return path.stem


def parsed(path: Path) -> etree._Element:
    return parse_compact(decode_compact(path.read_bytes()), path.as_uri())


def tool(name: str) -> str:
    return str(require(Path(shutil.which(name) or f"/usr/bin/{name}")))


def trang(source: Path, target: Path) -> str:
    """Convert a schema; return what trang complains of."""
    run = subprocess.run([tool("trang"), source, target], capture_output=True, text=True, check=False)
    return run.stderr.strip()


@pytest.mark.parametrize("path", SCHEMAS, ids=stem)
def test_a_schema_means_its_xml_syntax(path: Path) -> None:
    expected = path.with_suffix(".rng")
    actual = parsed(path)
    if os.environ.get("UPDATE_EXPECTED") == "1":
        etree.indent(actual)
        expected.write_bytes(etree.tostring(actual, encoding="utf-8") + b"\n")
    assert canonical(actual) == canonical(etree.parse(expected, NO_COMMENTS).getroot())


def test_every_expected_schema_has_its_source() -> None:
    assert {path.stem for path in CASES.glob("*.rng")} == set(map(stem, SCHEMAS))


@pytest.mark.slow
@pytest.mark.parametrize("path", [path for path in SCHEMAS if path.stem not in UNREAD_BY_TRANG], ids=stem)
def test_trang_says_the_same(path: Path, tmp_path: Path) -> None:
    assert trang(path, tmp_path / "trang.rng") == ""
    assert canonical(parsed(path)) == canonical(etree.parse(tmp_path / "trang.rng", NO_COMMENTS).getroot())


ROWS = (CASES / "mistakes.tsv").read_text("utf-8").splitlines()[1:]
MISTAKES = [row.split("\t") for row in ROWS]


@pytest.mark.parametrize(("text", "position", "message"), [row[:3] for row in MISTAKES])
def test_a_mistake_is_explained_where_it_is(text: str, position: str, message: str) -> None:
    with pytest.raises(CompactError) as caught:
        parse_compact(text.replace("¶", "\n"), "")
    assert (str(caught.value), caught.value.message) == (f"{position}: {message}", message)
    assert f"{caught.value.line}:{caught.value.column}" == position


@pytest.mark.slow
def test_trang_sees_the_mistakes_too(tmp_path: Path) -> None:
    sources = [tmp_path / f"{number}.rnc" for number in range(len(MISTAKES))]
    for source, row in zip(sources, MISTAKES, strict=True):
        source.write_text(row[0].replace("¶", "\n"), "utf-8")
    with ThreadPoolExecutor() as pool:
        complaints = pool.map(lambda source: trang(source, source.with_suffix(".rng")), sources)
    assert ["error" in complaint for complaint in complaints] == [len(row) == 3 for row in MISTAKES]


def test_an_error_travels_between_processes_and_stays_as_it_is() -> None:
    error = pickle.loads(pickle.dumps(CompactError(3, 7, "so")))
    assert (error.line, error.column, error.message) == (3, 7, "so")
    for name in ("line", "column", "message"):
        with pytest.raises(AttributeError):
            setattr(error, name, 1)


def test_the_loader_gets_its_own_kind_of_error(tmp_path: Path) -> None:
    path = tmp_path / "a.rnc"
    assert parse(b"start = a", path).base == path.as_uri()
    for data, place in (
        (b"\n a = }", ":2: column 6: expected a pattern"),
        (b"\n\xff", ":2: column 1: byte 0xFF is not"),
    ):
        with pytest.raises(GrammarError, match=re.escape(f"{path}{place}")):
            parse(data, path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["identifiers", "documentation", "escapes", "literals"])
def test_encodings_and_line_breaks_make_no_difference(name: str, newline: str, encoding: str) -> None:
    text = (CASES / f"{name}.rnc").read_text("utf-8")
    data = text.replace("\n", newline).encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    actual, expected = parse_compact(decode_compact(data), ""), parse_compact(text, "")
    assert canonical(actual) == canonical(expected)
    assert [line_of(element) for element in actual.iter()] == [line_of(element) for element in expected.iter()]


@pytest.mark.parametrize(
    ("data", "position", "message"),
    [
        (b"start =\r\n  \xe9", (2, 3), "byte 0xE9 is not UTF-8; save the file as UTF-8"),
        (b"\xef\xbb\xbf\xff", (1, 1), "byte 0xFF is not UTF-8; save the file as UTF-8"),
        (b"\xff\xfea\x00\n\x00\x00\xd8a\x00", (2, 1), "byte 0x00 is not UTF-16; save the file as UTF-8"),
        (b"\xfe\xff\x00a\x00", (1, 2), "byte 0x00 is not UTF-16; save the file as UTF-8"),
    ],
)
def test_bytes_of_no_encoding_are_refused(data: bytes, position: tuple[int, int], message: str) -> None:
    with pytest.raises(CompactError) as caught:
        decode_compact(data)
    assert ((caught.value.line, caught.value.column), caught.value.message) == (position, message)


def test_elements_know_line_and_base() -> None:
    text = (
        'namespace x = "u"\n'
        "## on\n## the start\n"
        "[ x:a [\nx:b [ ] ] ]\n"
        'start =\n  element\n  a {\n  "\\x{a}\\x{a}" |\n  b }\n'
    )
    root = parse_compact(text, "file:///schemas/a.rnc")
    lines = [(etree.QName(element).localname, line_of(element), element.sourceline) for element in root.iter()]
    expected = [("grammar", 2), ("start", 6), ("documentation", 2), ("a", 4), ("b", 5), ("element", 7), ("name", 8)]
    assert lines[: len(expected)] == [(name, line, line) for name, line in expected]
    assert {element.base for element in root.iter()} == {"file:///schemas/a.rnc"}


def test_lines_beyond_what_lxml_can_count() -> None:
    root = parse_compact("start = a\n" + "\n" * 65_530 + "a\n=\nb\n|\nc\n|\nd\n", "")
    assert [line_of(element) for element in root.iter(f"{RNG}ref")] == [1, 65_534, 65_536, 65_538]


def test_white_space_in_annotations_is_kept_and_none_is_added() -> None:
    root = parse_compact('a [ " x " b [ ] "\\x{a} " ~ """\n""" c [ "" ] ] start = d', "")
    assert etree.tostring(root[0]).endswith(b'xmlns=""> x <b/>\n \n<c/></a>')


def test_an_element_without_namespace_keeps_it_through_a_serializer() -> None:
    root = parse_compact('namespace x = "u"\na [ b [ x:c [ d [ ] ] ] ] start = e', "")
    again = etree.fromstring(etree.tostring(root))
    assert [element.tag for element in again[0].iter()] == ["a", "b", "{u}c", "d"]


def test_prefixes_are_in_scope_for_values() -> None:
    text = 'namespace x = "u"\nnamespace none = ""\nnamespace odd = "no URI"\ndefault namespace = "d"\nxsd:QName "x:a"'
    value = parse_compact(text, "")
    assert {prefix: uri for prefix, uri in value.nsmap.items() if prefix} == {"x": "u"}
    assert (value.get("ns"), value.text) == ("d", "x:a")


def test_a_prefix_for_documentation_is_found() -> None:
    root = parse_compact('namespace a = "u"\n## doc\nstart = b', "")
    assert root[0][0].prefix == "aa"
    assert parse_compact("start = b", "").nsmap == {None: RNG[1:-1]}


OPENING = [
    "start = (",
    "start = element a {",
    "div {",
    "a [",
    "start = element (",
    "start = grammar {",
    "[ a [",
    "a = list {",
]


@pytest.mark.parametrize("opening", OPENING)
def test_depth_is_bounded(opening: str) -> None:
    with pytest.raises(CompactError, match="nested more than 64 levels deep"):
        parse_compact(opening * 10_000, "")


def test_the_deepest_schema_is_read_far_down_in_the_stack() -> None:
    text = "start = grammar { " * 64 + "start = a" + " }" * 64

    def descend(levels: int) -> etree._Element:
        return descend(levels - 1) if levels else parse_compact(text, "")

    assert len(list(descend(200).iter(f"{RNG}grammar"))) == 65


@pytest.mark.parametrize(
    "text",
    [
        "start = " + "a | " * 10_000 + "a",
        "start = element " + "a|" * 10_000 + "a { empty }",
        "a = b " * 10_000,
        "##" * 100_000,
        "#\n" * 100_000,
        "start = " + '"x" ~ ' * 10_000 + '"x"',
        "a [" + '"x" ' * 10_000 + "]",
        'start = "' + "\\x{41}" * 10_000 + '"',
        'start = "\\' + "x" * 200_000,
        '"' * 100_001,
        '"""' + '"" ' * 60_000,
        "('''\"\"\"" * 30_000,
        "string - " * 10_000,
        "a = b" + " >> c [ ]" * 10_000,
        "a:" * 100_000,
        "\\" * 200_000,
        "a = xsd:string { " + 'a = "" ' * 10_000 + "}",
        "".join(f'namespace p{i} = "u"\n' for i in range(10_000)),
        "a [" + "".join(f'a{i} = "" ' for i in range(10_000)),
        "a" * ((1 << 22) + 1),
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_end_soon(text: str) -> None:
    try:
        parse_compact(text, "")
    except CompactError as error:
        assert len(error.message) < 200


def test_mutations_end_in_a_schema_or_an_error() -> None:
    chance = random.Random(20021121)
    texts = [path.read_text("utf-8") for path in SCHEMAS]
    pieces = [re.findall(r"\w+|\s+|.", text, re.DOTALL) for text in texts]
    pool = sorted({piece for each in pieces for piece in each})
    for _ in range(1000):
        mutant = list(chance.choice(pieces))
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(mutant))
            mutant[at : at + chance.randint(0, 2)] = [chance.choice(pool)] * chance.randint(0, 2)
            mutant = mutant or ["a"]
        try:
            assert str(parse_compact("".join(mutant), "").tag).startswith(RNG)
        except CompactError as error:
            assert error.line >= 1
            assert error.column >= 1


def jing(schema: Path, files: Iterable[Path]) -> list[str]:
    """Return what jing says of the files, without the lists whose order is chance."""
    run = subprocess.run([tool("jing"), schema, *files], capture_output=True, text=True, check=False)
    assert run.returncode in {0, 1}, run.stderr
    return sorted(re.split("; (?:must|expected)", line)[0] for line in run.stdout.splitlines())


def spoilt(files: Iterable[Path], folder: Path) -> list[Path]:
    """Write each file with a few mistakes into a folder."""
    folder.mkdir()
    for path in files:
        text = path.read_text("utf-8")
        for right, wrong in (("<publisher>", "stray<publisher>"), ('when="', 'when="x'), ("persName", "persname")):
            text = text.replace(right, wrong, 3)
        (folder / path.name).write_text(text, "utf-8")
    return sorted(folder.glob("*.xml"))


@pytest.mark.slow
def test_tei_all_survives_the_way_through_the_compact_syntax(tmp_path: Path) -> None:
    """Once as compact syntax and back it is the same schema line for line, and validates alike."""
    tei_all = reference() / "tei_all.rng"
    compact, ours = tmp_path / "tei_all.rnc", tmp_path / "ours.rng"
    assert trang(tei_all, compact) == ""
    root = parsed(compact)
    assert canonical(root) == canonical(etree.parse(tei_all, NO_COMMENTS).getroot())
    ours.write_bytes(etree.tostring(root))
    files = sorted((ROOT / "tei").glob("*.xml"))
    wrong = spoilt(files, tmp_path / "wrong")
    assert jing(ours, files) == []
    assert jing(ours, wrong) == jing(tei_all, wrong) != []


@pytest.mark.slow
def test_the_grammar_of_the_edition_means_the_same(tmp_path: Path) -> None:
    grammar, theirs, ours = ROOT / "schema" / "edition.rnc", tmp_path / "theirs.rng", tmp_path / "ours.rng"
    assert trang(grammar, theirs) == ""
    assert canonical(parsed(grammar)) == canonical(etree.parse(theirs, NO_COMMENTS).getroot())
    ours.write_bytes(etree.tostring(parsed(grammar)))
    files = [*(ROOT / "tei").glob("*.xml"), *(ROOT / "tests" / "cases" / "grammar").glob("*.xml")]
    assert jing(ours, files) == jing(theirs, files) != []
