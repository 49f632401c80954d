"""Imports point one way: a room of the program imports rooms before it, never one after it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from support import ROOT

PACKAGE = ROOT / "edition"

# A room is a module or a folder directly below the package. The order is the way of a document through the house.
ORDER = (
    "bearings",
    "credits",
    "model",
    "errors",
    "later",
    "resources",
    "catalog",
    "config",
    "imprint",
    "paper",
    "record",
    "labels",
    "source",
    "fresh",
    "grammar",
    "schematron",
    "mirror",
    "saxon",
    "sandbox",
    "schemas",
    "index",
    "claims",
    "addresses",
    "pictures",
    "rules",
    "layer",
    "report",
    "project",
    "work",
    "examine",
    "annotate",
    "view",
    "audit",
    "site",
    "book",
    "epub",
    "desk",
)
ANYWHERE = {
    "__init__",
    "__main__",
    "pipeline",
    "memory",
    "building",
    "making",
    "pages",
    "printing",
    "live",
    "options",
    "commands",
    "examples",
    "tagging",
    "cli",
}

# These could be packages of their own one day: they know nothing of TEI and little of us.
ALONE = {"grammar": {"model", "errors"}, "schematron": {"model", "errors"}}
# Checks what was made without the code that made it.
APART = {"audit": {"model", "errors", "config", "source"}}
# All that it shares with what made it: the safe reading of sources, and where in them something stands.
READING = {"edition.source.discover", "edition.source.parse", "edition.source.positions", "edition.source.xinclude"}
# Only these may use these libraries: one has an awkward interface, the other belongs to the command line.
LIBRARIES = {
    "saxonche": {"saxon"},
    "click": {"cli", "commands", "options", "tagging"},
    "typst": {"book"},
    "pikepdf": {"book", "audit"},
    "PIL": {"pictures", "site"},
    "pagefind_bin": {"site"},
    "pypdfium2": {"audit"},
    "watchfiles": {"desk"},
    "mammoth": {"desk"},
    "markdown_it": {"desk"},
}


def modules() -> Iterator[tuple[Path, str]]:
    """Yield each module of the program with the room it is in."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[str]:
    """Yield the full names that a module imports, wherever in it: a lazy import is one, too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} has a relative import"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def rooms(path: Path) -> set[str]:
    """Return the rooms of the program that a module imports."""
    found = {name.split(".")[1] for name in imported(path) if name.startswith("edition.")}
    return found - {"__version__"}


def test_every_room_has_its_place() -> None:
    assert {room for _, room in modules()} - {*ORDER, *ANYWHERE} == set()


def test_imports_point_one_way() -> None:
    wrong = []
    for path, room in modules():
        if room in ANYWHERE:
            continue
        allowed = {room, *ORDER[: ORDER.index(room)]} | ({"pipeline"} if room == "desk" else set())
        allowed = {room, *(ALONE | APART).get(room, allowed)}
        wrong += [f"{path.relative_to(PACKAGE)} imports {other}" for other in sorted(rooms(path) - allowed)]
    assert wrong == []


def test_the_audit_knows_nothing_of_the_transformation() -> None:
    names = {name for path, room in modules() if room == "audit" for name in imported(path)}
    shared = {name.rsplit(".", 1)[0] if name.count(".") > 2 else name for name in names if ".source." in name}
    assert {name for name in shared if name.startswith("edition.source.")} == READING


def test_a_library_has_one_room() -> None:
    wrong = []
    for path, room in modules():
        used = {name.split(".")[0] for name in imported(path)}
        wrong += [
            f"{path.relative_to(PACKAGE)} imports {name}"
            for name in LIBRARIES
            if name in used and room not in LIBRARIES[name]
        ]
    assert wrong == []
