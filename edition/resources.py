"""Where the program's own stylesheets, schemas and fonts lie, in a checkout and in an installed wheel."""

from pathlib import Path

from edition.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the real path of a file or folder such as `resource("xslt", "html", "site.xsl")`.

    A wheel carries the folders in `edition/_data/`; in a checkout they stand beside the package, or in `build/` if
    the installation makes them (the fonts). Saxon resolves relative imports itself, so real paths are returned, not
    Traversables.
    """
    places = (_PACKAGE / "_data", _PACKAGE.parent, _PACKAGE.parent / "build")
    for place in places:
        found = place.joinpath(*parts)
        if found.exists():
            return found
    wanted = "/".join(parts)
    looked = ", ".join(map(str, places))
    raise ResourceError(f"{wanted} is missing: looked in {looked}. Is the installation complete?")
