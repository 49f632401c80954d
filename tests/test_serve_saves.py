"""`edition serve` and the ways in which editors save: the page follows, and nothing is wrong in between."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from serving import Live, live
from test_serve import make

Save = Callable[[Path, str], None]


def plainly(file: Path, text: str) -> None:
    """VS Code, Zed, jEdit: the file is cut to nothing and written."""
    file.write_text(text, "utf-8")


def in_pieces(file: Path, text: str) -> None:
    """A slow disk, or a large file: what is read in between is half a document."""
    half = len(text) // 2
    with file.open("w", encoding="utf-8") as stream:
        stream.write(text[:half])
        stream.flush()
        time.sleep(0.06)
        stream.write(text[half:])


def by_another_name(file: Path, text: str) -> None:
    """The usual safe way (oXygen, gedit, Kate): a new file takes the place of the old."""
    new = file.with_name(f"{file.name}.tmp")
    new.write_text(text, "utf-8")
    new.replace(file)


def with_a_hidden_name(file: Path, text: str) -> None:
    """Sublime Text, GNOME: the new file has a dot in front."""
    new = file.with_name(f".goutputstream-{file.name}")
    new.write_text(text, "utf-8")
    new.replace(file)


def as_vim(file: Path, text: str) -> None:
    """Vim: a probe, a swap file, the old file aside, the new one, and the old one is gone."""
    probe, swap, backup = file.with_name("4913"), file.with_name(f".{file.name}.swp"), file.with_name(f"{file.name}~")
    swap.write_bytes(b"b0VIM")
    probe.touch()
    probe.unlink()
    file.rename(backup)
    file.write_text(text, "utf-8")
    backup.unlink()
    swap.unlink()


def as_emacs(file: Path, text: str) -> None:
    """Emacs: a lock that is a link to nowhere, an automatic save, and a backup that stays."""
    lock, saved = file.with_name(f".#{file.name}"), file.with_name(f"#{file.name}#")
    lock.symlink_to("nobody@nowhere.1234:5678")
    saved.write_text(text, "utf-8")
    file.rename(file.with_name(f"{file.name}~"))
    file.write_text(text, "utf-8")
    saved.unlink()
    lock.unlink()


def as_jetbrains(file: Path, text: str) -> None:
    """IDEA and its kin: the new file is written, the old one put aside, exchanged, and removed."""
    new, old = file.with_name(f"{file.name}___jb_tmp___"), file.with_name(f"{file.name}___jb_old___")
    new.write_text(text, "utf-8")
    file.rename(old)
    new.rename(file)
    old.unlink()


def twice(file: Path, text: str) -> None:
    """Two saves within 50 milliseconds: the second counts."""
    file.write_text(text.replace("A letter", "An early letter"), "utf-8")
    time.sleep(0.03)
    file.write_text(text, "utf-8")


def removed_first(file: Path, text: str) -> None:
    """The file is deleted, and made again a while later."""
    file.unlink()
    time.sleep(0.15)
    file.write_text(text, "utf-8")


def with_another_time(file: Path, text: str) -> None:
    """A synchronising program: the file has the time of another machine, long ago."""
    file.write_text(text, "utf-8")
    os.utime(file, (1_000_000_000, 1_000_000_000))


# Meanwhile the file is half a document, or none: that may be said.
WITH_A_GAP = (in_pieces, removed_first)
WAYS: list[Save] = [
    plainly,
    in_pieces,
    by_another_name,
    with_a_hidden_name,
    as_vim,
    as_emacs,
    as_jetbrains,
    twice,
    removed_first,
    with_another_time,
]

# One that writes, one that renames, one that first takes away: the others are like one of these.
USUAL = (plainly, as_vim, removed_first)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Live, Path]]:
    """A small project, its documents in a folder, and its server."""
    base = tmp_path_factory.mktemp("saves")
    project = make(base / "project")
    (project / "letters").mkdir()
    (project / "first.xml").rename(project / "letters" / "first.xml")
    text = (project / "letters" / "first.xml").read_text("utf-8").replace("persons.xml#", "../persons.xml#")
    (project / "letters" / "first.xml").write_text(text, "utf-8")
    with live(project, base / "scratch") as server:
        yield server, project


@pytest.mark.parametrize(
    "save",
    [pytest.param(each, id=each.__name__, marks=[pytest.mark.slow] * (each not in USUAL)) for each in WAYS],
)
def test_the_page_follows(served: tuple[Live, Path], save: Save) -> None:
    server, project = served
    file = project / "letters" / "first.xml"
    before = file.read_text("utf-8")
    words = f"A letter saved {save.__name__}"
    said = len(server.said())
    save(file, before.replace("First letter", words))
    server.wait("/first.html", words)
    server.wait("/index.html", words)
    assert "error" not in server.said()[said:] or save in WITH_A_GAP
    assert server.ask("GET", "/second.html")[0] == 200
    plainly(file, before)
    server.wait("/index.html", "First letter")
    for left in file.parent.glob("*~"):
        left.unlink()


def test_a_folder_gets_another_name(served: tuple[Live, Path]) -> None:
    server, project = served
    (project / "letters").rename(project / "briefe")
    file = project / "briefe" / "first.xml"
    file.write_text(file.read_text("utf-8").replace("First letter", "A letter elsewhere"), "utf-8")
    server.wait("/first.html", "A letter elsewhere")
    server.wait("/index.html", "A letter elsewhere")
    shutil.move(project / "briefe", project / "letters")
    plainly(
        project / "letters" / "first.xml",
        (project / "letters" / "first.xml").read_text("utf-8").replace("A letter elsewhere", "First letter"),
    )
    server.wait("/index.html", "First letter")
    assert "internal error" not in server.said()
