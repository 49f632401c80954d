"""Compares the engine with jing on thousands of broken files: same verdict, same line of the first error.

    python tests/oracles/grammar_jing.py [-n 5000] [--seed 1] [--show 10]

Files of the corpora are mended until they are valid TEI, then broken again, each in one way. jing is found as `jing`
on the path; the corpora and tei_all as tests/support.py says.
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from oracles.mutations import KINDS, Markup, mutate  # noqa: E402
from support import corpora, reference  # noqa: E402

from edition.grammar import Failure, Grammar, check, load  # noqa: E402

LARGEST = 90_000  # bytes of a file that is worth breaking
BATCH = 300  # files for one JVM
LINE = re.compile(r"^(?P<file>.+?):(?P<line>\d+):\d+: (?:error|fatal): (?P<message>.*)$")


@dataclass(frozen=True)
class Case:
    kind: str
    path: Path
    data: bytes


def jing(schema: Path, files: list[Path]) -> dict[Path, list[tuple[int, str]]]:
    """Return line and message of all errors that jing finds in each file."""
    found: dict[Path, list[tuple[int, str]]] = defaultdict(list)
    for start in range(0, len(files), BATCH):
        batch = [str(file) for file in files[start : start + BATCH]]
        run = subprocess.run(["jing", str(schema), *batch], capture_output=True, text=True, check=False)
        if run.returncode not in {0, 1} or run.stderr:
            raise SystemExit(f"jing: {run.stderr or run.returncode}")
        for line in run.stdout.splitlines():
            match = LINE.match(line)
            if match and not match["message"].startswith("first occurrence of ID"):
                found[Path(match["file"])].append((int(match["line"]), match["message"]))
    return found


def mended(data: bytes, grammar: Grammar) -> bytes | None:
    """Cut away what the engine complains of; None if that leads nowhere."""
    for _ in range(12):
        failures = check(grammar, data)
        if not failures:
            return data
        markup = Markup(data)
        cuts = [markup.extent(f) for f in failures]
        if None in cuts:
            return None
        end = len(data) + 1
        for first, last in sorted((cut for cut in cuts if cut), reverse=True):
            if last <= end:
                data, end = data[:first] + data[last:], first
    return None


def bases(grammar: Grammar, rng: random.Random, schema: Path, wanted: int) -> list[bytes]:
    """Return valid files of all the corpora."""
    folders = [sorted((corpora() / name).rglob("*.xml")) for name in ("letters", "minutes", "plays")]
    found: list[bytes] = []
    for files in folders:
        small = [file for file in files if file.stat().st_size < LARGEST]
        chosen = rng.sample(small, min(wanted, len(small)))
        found += [data for file in chosen if (data := mended(file.read_bytes(), grammar))]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.xml" for number in range(len(found))]
        for path, data in zip(paths, found, strict=True):
            path.write_bytes(data)
        invalid = jing(schema, paths)
        for path in invalid:
            print("jing finds no fault mended:", invalid[path][0], file=sys.stderr)
        return [data for path, data in zip(paths, found, strict=True) if path not in invalid]


def cases(base: list[bytes], names: list[str], rng: random.Random, count: int, folder: Path) -> list[Case]:
    made: list[Case] = []
    markups = [Markup(data) for data in base]
    while len(made) < count:
        kind = rng.choice(KINDS)
        data = mutate(kind, rng.choice(markups), names, rng)
        if data is not None:
            path = folder / f"{len(made):05}-{kind}.xml"
            path.write_bytes(data)
            made.append(Case(kind, path, data))
    return made


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", type=int, default=5_000, help="broken files")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=10, help="differences that are shown")
    options.add_argument("--keep", type=Path, help="folder for files with differences")
    given = options.parse_args()
    rng = random.Random(given.seed)
    schema = reference() / "tei_all.rng"
    grammar = load(schema)
    base = bases(grammar, rng, schema, 60)
    names = sorted(name.rpartition("\n")[2] for name in grammar.names)
    with tempfile.TemporaryDirectory() as folder:
        made = cases(base, names, rng, given.n, Path(folder))
        start = time.perf_counter()
        theirs = jing(schema, [case.path for case in made])
        middle = time.perf_counter()
        ours = {case.path: check(grammar, case.data) for case in made}
        end = time.perf_counter()
        if given.keep:
            given.keep.mkdir(exist_ok=True)
        verdicts, lines = compare(made, ours, theirs, given.show, given.keep)
    megabytes = sum(len(case.data) for case in made) / 1e6
    print(f"{len(base)} files, broken in {len(made)} ways; {megabytes:.0f} MB")
    print(f"jing {middle - start:.1f} s, the engine {end - middle:.1f} s")
    return 0 if verdicts == 0 and lines <= 0.01 * len(made) else 1


def compare(
    made: list[Case],
    ours: dict[Path, list[Failure]],
    theirs: dict[Path, list[tuple[int, str]]],
    show: int,
    keep: Path | None,
) -> tuple[int, int]:
    """Print the figures; return how many verdicts and how many lines differ."""
    wrong: Counter[str] = Counter()
    shifted: Counter[str] = Counter()
    invalid = 0
    for case in made:
        mine, other = ours[case.path], theirs.get(case.path, [])
        invalid += bool(other)
        if bool(mine) == bool(other) and (not mine or mine[0].line == other[0][0]):
            continue
        (wrong if bool(mine) != bool(other) else shifted)[case.kind] += 1
        if wrong.total() + shifted.total() <= show:
            said = f"{mine[0].line}: {mine[0].message}" if mine else "valid"
            said_by_jing = f"{other[0][0]}: {other[0][1][:150]}" if other else "valid"
            print(f"{case.path.name}\n  jing   {said_by_jing}\n  engine {said}")
        if keep:
            (keep / case.path.name).write_bytes(case.data)
    mine_total, other_total = sum(map(len, ours.values())), sum(map(len, theirs.values()))
    print("by kind:", dict(sorted(Counter(case.kind for case in made).items())))
    print(f"verdict   {len(made) - wrong.total()}/{len(made)} equal ({invalid} invalid) {dict(wrong) or ''}")
    both = max(invalid - wrong.total(), 1)
    same = both - shifted.total()
    print(f"first line {same}/{both} equal = {same / both:.2%} {dict(shifted) or ''}")
    print(f"errors in all: {mine_total}, jing {other_total}")
    return wrong.total(), shifted.total()


if __name__ == "__main__":
    sys.exit(main())
