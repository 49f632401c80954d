"""Asks jing for the verdicts of tests/cases/grammar-engine; a minute or two for each hundred cases.

    python tests/oracles/grammar_cases.py [NAME …]

Files named `…-unlike-jing` hold what jing and XML Schema (second edition) see differently, and are left out.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from test_grammar import CASES, Case, read, write  # noqa: E402


def differences(case: Case, folder: Path) -> list[str]:
    """Return what jing sees differently."""
    schema = write(case, folder)
    files = [folder / f"instance{number}.xml" for number in range(len(case.instances))]
    for file, (document, _) in zip(files, case.instances, strict=True):
        file.write_text(document, encoding="utf-8")
    if not files:
        files = [folder / "instance.xml"]
        files[0].write_text("<a/>", encoding="utf-8")
    run = subprocess.run(["jing", str(schema), *map(str, files)], capture_output=True, text=True, check=False)
    said = (run.stdout + run.stderr).splitlines()
    of_schema = [line for line in said if f"{folder}/instance" not in line]
    if case.is_correct == bool(of_schema):
        return of_schema or ["the schema is right"]
    if not case.is_correct:
        return []
    wrong = {file for file in files if any(line.startswith(f"{file}:") for line in said)}
    pairs = zip(files, case.instances, strict=True)
    return [f"{document}: not {is_valid=}" for file, (document, is_valid) in pairs if is_valid == (file in wrong)]


def main(names: list[str]) -> int:
    chosen = [path for path in CASES if path.stem in names or not names]
    count = 0
    for path in chosen:
        if not path.stem.endswith("unlike-jing"):
            with tempfile.TemporaryDirectory() as folder:
                found = differences(read(path), Path(folder))
            count += len(found)
            for line in found:
                print(f"{path.stem}: {line}")
    pairs = sum(max(len(read(path).instances), 1) for path in chosen)
    print(f"{len(chosen)} cases, {pairs} pairs of schema and document, {count} differences")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
