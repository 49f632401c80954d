"""What several test modules share: where the material outside the checkout lies."""

import os
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
