"""What an installation needs beside the package: stylesheets, schemas, and the web fonts, which are cut here.

Cutting takes half a minute, so it is done once when the project is installed or its wheel is built, never for a site.
"""

import hashlib
import io
import logging
import re
import shutil
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STYLESHEET = Path("xslt", "html", "assets", "fonts.css")
FONTS = Path("build", "fonts")
STAMP = Path("build", "fonts.stamp")
IN_WHEEL = {"xslt": "edition/_data/xslt", "schema": "edition/_data/schema", str(FONTS): "edition/_data/fonts"}


@dataclass(frozen=True)
class Family:
    """A family as its package on the index has it: the files, and what of it goes to the web."""

    package: str
    files: dict[str, str]
    features: tuple[str, ...]
    axes: dict[str, Any]


# Weights from regular to bold; the optical size of text, as a free one makes the files more than twice as large.
FAMILIES = (
    Family(
        "fontpkg-source-serif-4",
        {
            "source-serif-4-latin": "SourceSerif4[opsz,wght].ttf",
            "source-serif-4-latin-italic": "SourceSerif4-Italic[opsz,wght].ttf",
            "source-serif-4-cyrillic": "SourceSerif4[opsz,wght].ttf",
            "source-serif-4-cyrillic-italic": "SourceSerif4-Italic[opsz,wght].ttf",
        },
        ("smcp", "onum"),
        {"wght": (400, 400, 700), "opsz": 14},
    ),
    Family("fontpkg-amiri", {"amiri-arabic": "Amiri-Regular.ttf"}, (), {}),
)


class DataHook(BuildHookInterface[Any]):
    """Cut the fonts into `build/fonts`, where a checkout finds them, and pack all data into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Cut the fonts if need be; pack nothing if `version` is "editable", as a copy would grow old unseen."""
        root = Path(self.root)
        if make_fonts(root):
            self.app.display_info(f"cut the web fonts: {FONTS}")
        if version != "editable":
            build_data["force_include"] |= {str(root / folder): place for folder, place in IN_WHEEL.items()}


def make_fonts(root: Path) -> bool:
    """Write `build/fonts` below `root`; return False if those that lie there are made of the same inputs."""
    ranges = read_ranges((root / STYLESHEET).read_text("utf-8"))
    wanted = _fingerprint(root, ranges)
    stamp, folder = root / STAMP, root / FONTS
    if folder.is_dir() and stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return False
    stamp.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for family in FAMILIES:
        shutil.copyfile(_package(family) / "LICENSE", folder / f"{family.package.removeprefix('fontpkg-')}-OFL.txt")
        for name, file in family.files.items():
            source = _package(family) / "files" / file
            (folder / f"{name}.woff2").write_bytes(cut(source, ranges.pop(name), family))
    if ranges:
        raise ValueError(f"{STYLESHEET} names fonts that are not made here: {', '.join(ranges)}")
    stamp.write_text(wanted, "utf-8")
    return True


def read_ranges(stylesheet: str) -> dict[str, frozenset[int]]:
    """Return the characters that the style sheet announces for each font file: the one place that lists them."""
    ranges: dict[str, frozenset[int]] = {}
    for rule in re.findall(r"@font-face\s*\{(.*?)\}", stylesheet, re.DOTALL):
        name = re.search(r'url\("fonts/([\w-]+)\.woff2"\)', rule)
        if name:
            found = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", rule)
            characters = {c for first, last in found for c in range(int(first, 16), int(last or first, 16) + 1)}
            ranges[name[1]] = ranges.get(name[1], frozenset()) | characters
    return ranges


def cut(source: Path, characters: frozenset[int], family: Family) -> bytes:
    """Return the font reduced to these characters and to the axes of its family; the same bytes every time."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = subset.Options(hinting=False, notdef_outline=True, recalc_timestamp=False)
    options.layout_features = [*options.layout_features, *family.features]
    options.name_IDs = [*options.name_IDs, 13, 14]  # the licence
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    if family.axes:
        # The instancer stumbles over tables that the subsetter left half read: it gets the font as saved.
        font = TTFont(io.BytesIO(_saved(font)), recalcTimestamp=False)
        instancer.instantiateVariableFont(font, family.axes, inplace=True)
    font.flavor = "woff2"
    return _saved(font)


def _saved(font: Any) -> bytes:
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def _package(family: Family) -> Path:
    return Path(str(resources.files(family.package.replace("-", "_"))))


def _fingerprint(root: Path, ranges: dict[str, frozenset[int]]) -> str:
    """Return what stands for all that the fonts are made of: this file, the ranges, the packages."""
    packages = ["fonttools", "brotli", *(family.package for family in FAMILIES)]
    versions = "".join(f"{package} {metadata.version(package)}\n" for package in packages)
    listed = "".join(f"{name} {sorted(characters)}\n" for name, characters in sorted(ranges.items()))
    recipe = (root / "hatch_build.py").read_bytes()
    return versions + hashlib.sha256(recipe + listed.encode()).hexdigest() + "\n"
