"""Examples of each command, for the end of its --help: what is asked, and what is typed. The tests run them all."""

from collections.abc import Mapping
from typing import NamedTuple


class Example(NamedTuple):
    """What one wants, in words, and the command line that does it."""

    wish: str
    line: str


_EXAMPLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "build": (
        ("make the site of the edition in this folder", "edition build"),
        ("also set the book, and make the book for reading systems", "edition build --pdf --epub"),
        ("build the files of another folder somewhere else", "edition build tei -o /tmp/site"),
    ),
    "validate": (
        ("check the edition in this folder", "edition validate"),
        ("take warnings for errors, as before publishing", "edition validate --strict"),
        ("accept what is wrong today; later report only what is new", "edition validate --write-baseline known.json"),
    ),
    "audit": (
        ("compare the site in this folder with its sources", "edition audit"),
        ("compare a site elsewhere, and count its letters as JSON", "edition audit --site site --format json"),
    ),
    "schema add": (
        ("keep a schema under a name, for all editions", "edition schema add schema/edition.rnc --name own"),
        ("then check against it", "edition validate --schema own"),
    ),
    "rules": (
        ("list all rules", "edition rules"),
        ("list them for a program", "edition rules --format json > rules.json"),
    ),
    "explain": (
        ("say why one rule is there", "edition explain REF003"),
        ("see the codes of all rules", "edition rules"),
    ),
    "catalog": (("let an XML editor find our schemas and stylesheets", "edition catalog > catalog.xml"),),
    "fmt": (
        ("lay out all files of the edition in this folder", "edition fmt"),
        ("only show what would change", "edition fmt --diff tei"),
        ("fail where a file is not laid out, in CI", "edition fmt --check"),
    ),
    "new": (
        ("begin an edition; what is not said is asked", "edition new my-edition"),
        ("begin one of letters, in German", 'edition new briefe --kind letters --language de --title "Briefe"'),
    ),
    "import": (
        ("make drafts of two transcripts", "edition import letter.txt minutes.docx -o tei"),
        ("say what a transcript is", "edition import scene.txt -o tei --kind play --language en"),
        ("read an old text file", "edition import old.txt -o tei --encoding windows-1252"),
    ),
    "serve": (
        ("show the edition in this folder, and follow every save", "edition serve"),
        ("show that of another folder, on another port", "edition serve my-edition --port 8080"),
    ),
    "tag": (
        ("look for names and dates, and ask for each", "edition tag"),
        ("write all that is at least 0.9 sure", "edition tag --accept 0.9"),
        ("only list dates", "edition tag --only dates --list tei"),
    ),
}


def examples(command: str) -> tuple[Example, ...]:
    """Return the examples of a command, which is named without `edition`."""
    return tuple(Example(*each) for each in _EXAMPLES[command])


def epilog(command: str) -> str:
    """Return the end of the help of a command; the mark keeps its lines as they are."""
    lines = (f"  # {each.wish}\n  {each.line}" for each in examples(command))
    return "\b\nExamples:\n" + "\n".join(lines)
