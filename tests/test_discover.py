"""Which files of a folder are sources."""

import json
import os
from pathlib import Path

import pytest

from edition.config import Config, Sources
from edition.errors import UsageError
from edition.source.discover import discover, is_site

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'


def put(file: Path, text: str = TEI, encoding: str = "utf-8") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding=encoding)
    return file


def names(root: Path, sources: Sources | None = None, skip: tuple[Path, ...] = ()) -> list[str]:
    return [source.name for source in discover(root, Config(root, sources=sources or Sources()), skip)]


def test_all_xml_files_below_are_found_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.xml", "a/z.xml", "a.xml", "C.XML", "a/lat-deu.tei", "a/notes.txt"):
        put(tmp_path / name)
    assert names(tmp_path) == ["C.XML", "a.xml", "a/lat-deu.tei", "a/z.xml", "b.xml"]


def test_a_file_that_is_named_is_a_source_whatever_it_holds(tmp_path: Path) -> None:
    file = put(tmp_path / "notes.txt", "no XML")
    (source,) = discover(file, Config(tmp_path))
    assert (source.path, source.name) == (file, "notes.txt")


def test_a_path_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        discover(tmp_path / "none", Config(tmp_path))


@pytest.mark.parametrize("folder", [".git", ".edition"])
def test_hidden_folders_and_files_are_passed_over(tmp_path: Path, folder: str) -> None:
    put(tmp_path / folder / "a.xml")
    put(tmp_path / "._b.xml")
    assert names(tmp_path) == []


def test_the_output_and_any_site_of_ours_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path / "a.xml")
    put(tmp_path / "out/a.xml")
    put(tmp_path / "old/site/a.xml")
    put(tmp_path / "old/site/edition.json", json.dumps({"generator": "tei-edition 0.1.0"}))
    assert names(tmp_path, skip=(tmp_path / "out",)) == ["a.xml"]


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"generator": "other"}', '{"generator": 1}', "[" * 100_000])
def test_a_folder_with_another_manifest_is_entered(tmp_path: Path, manifest: str) -> None:
    put(tmp_path / "book/a.xml")
    put(tmp_path / "book/edition.json", manifest)
    assert not is_site(tmp_path / "book")
    assert names(tmp_path) == ["book/a.xml"]


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        ((), ("drafts",), ["a.xml", "b/c.xml", "b/d/e.xml"]),
        ((), ("drafts/**",), ["a.xml", "b/c.xml", "b/d/e.xml"]),
        (("*.xml",), (), ["a.xml"]),
        (("b/*.xml",), (), ["b/c.xml"]),
        (("b/**/*.xml",), (), ["b/c.xml", "b/d/e.xml"]),
        (("**/e.xml", "./a.xml"), (), ["a.xml", "b/d/e.xml"]),
        (("b/",), ("b/?.xml",), ["b/d/e.xml"]),
        (("**",), ("[ab].xml",), ["a.xml", "b/c.xml", "b/d/e.xml", "drafts/f.xml"]),
    ],
)
def test_globs_choose(tmp_path: Path, include: tuple[str, ...], exclude: tuple[str, ...], expected: list[str]) -> None:
    for name in ("a.xml", "b/c.xml", "b/d/e.xml", "drafts/f.xml"):
        put(tmp_path / name)
    assert names(tmp_path, Sources(include=include, exclude=exclude)) == expected


def test_an_order_comes_before_the_names(tmp_path: Path) -> None:
    for name in ("a.xml", "b.xml", "letters/c.xml", "letters/d.xml"):
        put(tmp_path / name)
    order = Sources(order=("letters/d.xml", "letters", "b.xml"))
    assert names(tmp_path, order) == ["letters/d.xml", "letters/c.xml", "b.xml", "a.xml"]


def test_xml_that_is_not_tei_is_silently_no_source(tmp_path: Path) -> None:
    put(
        tmp_path / "style.xml",
        '<?xml version="1.0"?><!-- x --><stylesheet xmlns="http://www.w3.org/1999/XSL/Transform"/>',
    )
    put(
        tmp_path / "corpus.xml",
        '<!DOCTYPE teiCorpus [<!ENTITY a "b">]><teiCorpus xmlns="http://www.tei-c.org/ns/1.0"/>',
    )
    put(tmp_path / "prefixed.xml", '<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"/>')
    put(tmp_path / "utf16.xml", TEI, "utf-16")
    put(tmp_path / "late.xml", f"<!--{'x' * 100_000}-->{TEI}")
    put(tmp_path / "late-other.xml", f"<!--{'x' * 100_000}--><a/>")
    assert names(tmp_path) == ["corpus.xml", "late.xml", "prefixed.xml", "utf16.xml"]


def test_a_broken_file_is_a_source_and_so_will_be_reported(tmp_path: Path) -> None:
    put(tmp_path / "broken.xml", "<?xml version='1.0'?><!-- ")
    put(tmp_path / "empty.xml", "")
    put(tmp_path / "words.xml", "Dear friend")
    put(tmp_path / "encoding.xml", "<?xml version='1.0' encoding='x-unheard-of'?><a/>")
    assert names(tmp_path) == ["broken.xml", "empty.xml", "encoding.xml", "words.xml"]


def test_a_file_that_breaks_behind_its_root_is_judged_by_the_root(tmp_path: Path) -> None:
    put(tmp_path / "tei.xml", TEI.replace("/>", "><p>"))
    put(tmp_path / "other.xml", "<html><p>")
    assert names(tmp_path) == ["tei.xml"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = put(tmp_path / "outside/secret.xml")
    root = tmp_path / "root"
    put(root / "a.xml")
    (root / "b.xml").symlink_to(secret)
    (root / "c").symlink_to(secret.parent)
    (root / "loop").symlink_to(root)
    assert names(root) == ["a.xml"]


def test_a_root_that_is_a_link_is_entered(tmp_path: Path) -> None:
    put(tmp_path / "real/a.xml")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert names(tmp_path / "link") == ["a.xml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_source(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xml")
    assert names(tmp_path) == []


def test_a_root_in_a_hidden_folder_is_entered(tmp_path: Path) -> None:
    put(tmp_path / ".hidden/a.xml")
    assert names(tmp_path / ".hidden") == ["a.xml"]
