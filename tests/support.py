"""What several test modules share: where the material outside the checkout lies."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def require(path: Path) -> Path:
    """Give the path back if it exists; else skip the test, or fail it when EDITION_REQUIRE_ALL=1."""
    if path.exists():
        return path
    message = f"not here: {path}"
    if os.environ.get("EDITION_REQUIRE_ALL") == "1":
        pytest.fail(message)
    pytest.skip(message)


def sources() -> Path:
    """Give the folder of transcripts: EDITION_SOURCES, else beside the checkout."""
    return require(Path(os.environ.get("EDITION_SOURCES") or SHARED / "sources"))


def corpora() -> Path:
    """Give the folder of other people's editions: EDITION_CORPORA, else beside the checkout."""
    return require(Path(os.environ.get("EDITION_CORPORA") or SHARED / "corpora"))


def reference() -> Path:
    """Give the folder of the TEI schemas: EDITION_REFERENCE, else beside the checkout."""
    return require(Path(os.environ.get("EDITION_REFERENCE") or SHARED / "reference"))


def write_cases(folder: Path) -> None:
    """Write the cases of the vocabularies that are whole documents into a folder, each under the name of its own."""
    for case in (ROOT / "tests" / "cases" / "html").rglob("*.xml"):
        text = case.read_text("utf-8")
        if "<TEI" in text:
            (folder / f"{case.parent.name}-{case.name}").write_text(text, "utf-8")


@contextmanager
def where_ambiguity_fails(folder: Path) -> Iterator[None]:
    """Let this process, with no other workers, use copies of our stylesheets that stop where two rules match a node.

    `folder` is empty and receives the copies.
    """
    for name in ("xslt", "schema"):
        shutil.copytree(ROOT / name, folder / name)
    modes = folder / "xslt" / "html" / "modes.xsl"
    lenient = modes.read_text("utf-8")
    strict = lenient.replace("select=\"'use-last'\"", "select=\"'fail'\"")
    assert strict != lenient
    modes.write_text(strict, "utf-8")
    (folder / "build").symlink_to(ROOT / "build")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("edition.resources._PACKAGE", folder / "edition")
        yield
