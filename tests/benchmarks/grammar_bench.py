"""Times the engine against jing over tei_all: whole corpora with two processes, and one letter from a cold start.

    python tests/benchmarks/grammar_bench.py [--rounds 3] [--workers 2]

Starting Python, loading the schema and starting workers is counted, as is starting Java. Rounds alternate and the best
of each counts, because the machine may be busy with other things; seconds of processor time are printed beside.
"""

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from edition.grammar import Grammar, check, load  # noqa: E402

_grammar: list[Grammar] = []


@dataclass(frozen=True)
class Took:
    seconds: float
    processor: float


def prepare(schema: str) -> None:
    """Load the schema, once in each worker."""
    _grammar.append(load(Path(schema)))


def count(file: str) -> int:
    return len(check(_grammar[0], Path(file).read_bytes()))


def run(schema: str, files: list[str], workers: int) -> int:
    """Check the files in as many processes; the work of a child process."""
    if workers < 2 or len(files) < 2:
        prepare(schema)
        return sum(map(count, files))
    files = sorted(files, key=lambda file: -Path(file).stat().st_size)
    with get_context("spawn").Pool(workers, prepare, (schema,)) as pool:
        return sum(pool.imap_unordered(count, files, 4))


def took(command: list[str]) -> Took:
    before, start = os.times(), time.perf_counter()
    result = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    seconds, after = time.perf_counter() - start, os.times()
    assert result.returncode in {0, 1}, command[:3]
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Took(seconds, processor)


def compare(title: str, schema: Path, files: list[Path], workers: int, rounds: int) -> float:
    """Print what both take over the files; return the engine's time as a part of jing's."""
    names = [str(file) for file in files]
    mine = [sys.executable, __file__, "--worker", str(workers), str(schema), *names]
    times = [(took(mine), took(["jing", str(schema), *names])) for _ in range(rounds)]
    ours = Took(min(our.seconds for our, _ in times), min(our.processor for our, _ in times))
    theirs = Took(min(their.seconds for _, their in times), min(their.processor for _, their in times))
    megabytes = sum(file.stat().st_size for file in files) / 1e6
    ratio = ours.seconds / theirs.seconds
    print(
        f"{title:<22} {megabytes:5.1f} MB  engine {ours.seconds:5.2f} s ({megabytes / ours.seconds:5.2f} MB/s, "
        f"processor {ours.processor:5.2f} s)  jing {theirs.seconds:5.2f} s ({megabytes / theirs.seconds:5.2f} MB/s, "
        f"processor {theirs.processor:5.2f} s)  ratio {ratio:.2f}"
    )
    return ratio


def main() -> int:
    from support import corpora, reference

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--workers", type=int, default=2)
    given = options.parse_args()
    schema, folder = reference() / "tei_all.rng", corpora()
    letters, plays = sorted((folder / "letters").glob("L*.xml")), sorted((folder / "plays").glob("*.xml"))
    many = [
        compare("letters", schema, letters, given.workers, given.rounds),
        compare("plays", schema, plays, given.workers, given.rounds),
        compare("letters and plays", schema, letters + plays, given.workers, given.rounds),
    ]
    one = compare("one letter, cold", schema, letters[:1], 1, given.rounds)
    verdict = "held" if max(many) <= 1 and one <= 0.5 else "missed"
    print(f"targets: corpora at most 1.00 of jing's time, one file at most 0.50: {verdict}")
    return 0 if verdict == "held" else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        run(sys.argv[3], sys.argv[4:], int(sys.argv[2]))
    else:
        sys.exit(main())
