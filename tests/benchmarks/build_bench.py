"""Times the public command `edition build` over letters, minutes and plays, as parts of what lxml takes to parse them.

    python tests/benchmarks/build_bench.py [--corpora letters,plays] [--scale 10] [--jobs 2] [--rounds 3]

A clean build makes pages, registers, manifest and the quick audit, without grammar, search or books. It is followed by
a build of unchanged sources, one after a change of one document, and one after a change of one entry of a register.
Each is a process of its own: starting Python and its workers counts. `--scale` multiplies the letters under new names
and new ids. Memory is the peak of all processes together, shared pages counted once (Linux).

With EDITION_TEI_XSL (the TEI Stylesheets' html/html.xsl) and EDITION_SAXON_JAR (a jar of Saxon for Java, other jars
behind a colon) the TEI Stylesheets run over the same files, in one JVM.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests")]

from support import corpora  # noqa: E402

# Start-up is left out here, and the best of three counts: the floor is small, and all else is measured by it.
FLOOR = """
import lxml.etree, pathlib, sys, time
files, best = sorted(pathlib.Path(sys.argv[1]).rglob("*.xml")), []
for _ in range(3):
    clock, processor = time.perf_counter(), time.process_time()
    for file in files:
        lxml.etree.parse(file)
    best.append((time.perf_counter() - clock, time.process_time() - processor))
print(*map(min, zip(*best)))
"""
SAMPLE = 0.05  # seconds between two looks at the memory
DEFINED = re.compile(rb'(xml:id=")')
POINTED = re.compile(rb'(?<=[" ])#(?=[A-Za-z_][^"<>]*")')
TEXT_END = re.compile(rb"</body>(?!.*</body>)", re.DOTALL)
NAME = re.compile(rb"(<(?:surname|persName|placeName|orgName)(?: [^>]*)?>[^<]*[^<\s])")


@dataclass(frozen=True)
class Took:
    """Seconds by the clock and of the processors, and megabytes of memory at the peak."""

    seconds: float
    processor: float
    memory: float = 0.0


def took(command: list[str], environment: dict[str, str] | None = None) -> Took:
    """Run a command to its end, its children with it."""
    before, start = os.times(), time.perf_counter()
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdout=said, stderr=said, env=environment) as process,
    ):
        peak = watch(process)
        said.seek(0)
        words = said.read().decode(errors="replace")
    seconds, after = time.perf_counter() - start, os.times()
    assert process.returncode == 0, words[-2000:]
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Took(seconds, processor, peak)


def watch(process: "subprocess.Popen[bytes]") -> float:
    """Return the peak of the memory of a process and its descendants in MB, when it has ended."""
    peak = 0.0
    while True:
        try:
            process.wait(SAMPLE)
        except subprocess.TimeoutExpired:
            peak = max(peak, sum(map(memory, family(process.pid))))
        else:
            return peak


def family(pid: int) -> list[int]:
    """Return a process and its descendants."""
    found = [pid]
    for each in found:
        try:
            tasks = list(Path(f"/proc/{each}/task").iterdir())
            found += [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except OSError:  # it has ended, or this is not Linux
            continue
    return found


def memory(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return int(rollup.partition("\nPss:")[2].split()[0]) / 1024 if "\nPss:" in rollup else 0.0


def copy(corpus: str, target: Path, scale: int) -> None:
    """Copy a corpus; further copies of the letters have other file names and other ids."""
    shutil.copytree(corpora() / corpus, target)
    originals = sorted(target.glob("*.xml"))
    for number in range(2, scale + 1):
        own = f"c{number}-".encode()
        for file in originals:
            data = POINTED.sub(b"#" + own, DEFINED.sub(rb"\1" + own, file.read_bytes()))
            file.with_name(own.decode() + file.name).write_bytes(data)


def change_document(folder: Path) -> bool:
    """Give the document in the middle one paragraph more."""
    files = sorted(folder.glob("*.xml"))
    file = files[len(files) // 2]
    data, count = TEXT_END.subn(b"<p>One paragraph more.</p></body>", file.read_bytes())
    file.write_bytes(data)
    return bool(count)


def change_entry(folder: Path) -> bool:
    """Change the name of one entry in the largest register; False if the corpus has none of its own."""
    registers = [file for file in folder.rglob("*.xml") if re.match(r"(list|person|place)", file.name)]
    if not registers:
        return False
    file = max(registers, key=lambda file: (file.stat().st_size, file.name))
    data, count = NAME.subn(rb"\1 changed", file.read_bytes(), count=1)
    file.write_bytes(data)
    return bool(count)


def measure(corpus: str, scale: int, jobs: int, folder: Path) -> None:
    """Print the table of one corpus."""
    source, out = folder / "source", folder / "out"
    copy(corpus, source, scale)
    files = sorted(source.rglob("*.xml"))
    size = sum(file.stat().st_size for file in files) / 1e6
    # what users keep for themselves (schemas, what is known of earlier builds) begins empty
    environment = {**os.environ, "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    parsed = subprocess.run([sys.executable, "-c", FLOOR, str(source)], stdout=subprocess.PIPE, check=True)
    floor = Took(*map(float, parsed.stdout.split()))
    print(f"\n{corpus}: {len(files)} files, {size:.1f} MB, {jobs} workers")
    print(f"{'':28}{'seconds':>9}{'floors':>8}{'processor':>11}{'floors':>8}{'of clean':>10}{'peak MB':>9}")
    line("lxml alone (the floor)", floor, floor, None)
    command = [sys.executable, "-m", "edition", "build", "--no-search", "-q", "-j", str(jobs)]
    build = [*command, str(source), "-o", str(out)]
    clean = took(build, environment)
    line("clean build", clean, floor, clean)
    line("nothing changed", took(build, environment), floor, clean)
    for title, change in (("one document changed", change_document), ("one register entry changed", change_entry)):
        if change(source):
            line(title, took(build, environment), floor, clean)
    if theirs := peer(source, folder / "theirs"):
        line("TEI Stylesheets, Java", theirs, floor, clean)


def line(title: str, time_: Took, floor: Took, clean: Took | None) -> None:
    share = f"{time_.seconds / clean.seconds:>10.1%}" if clean else f"{'':10}"
    print(
        f"{title:28}{time_.seconds:9.2f}{time_.seconds / floor.seconds:8.1f}{time_.processor:11.2f}"
        f"{time_.processor / floor.processor:8.1f}{share}{time_.memory:9.0f}",
        flush=True,
    )


def peer(source: Path, out: Path) -> Took | None:
    """Run the TEI Stylesheets in one JVM over the files of the first level; None where they are not given."""
    stylesheet, jar = os.environ.get("EDITION_TEI_XSL"), os.environ.get("EDITION_SAXON_JAR")
    if not stylesheet or not jar:
        return None
    flat = out.with_name("flat")
    flat.mkdir()
    for file in source.glob("*.xml"):
        shutil.copy(file, flat)
    out.mkdir()
    saxon = ["java", "-cp", jar, "net.sf.saxon.Transform"]
    command = [*saxon, f"-s:{flat}", f"-o:{out}", f"-xsl:{stylesheet}", "-warnings:silent", "-dtd:off"]
    try:
        return took(command)
    except AssertionError as error:  # some documents make them stop
        print(f"TEI Stylesheets: {error}", file=sys.stderr)
        return None


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpora", default="letters,minutes,plays")
    options.add_argument("--scale", type=int, default=1, help="how many times the letters")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("--rounds", type=int, default=1)
    given = options.parse_args()
    for _ in range(given.rounds):
        for corpus in given.corpora.split(","):
            scale = given.scale if corpus == "letters" else 1
            with tempfile.TemporaryDirectory(prefix="edition-bench-") as folder:
                measure(corpus, scale, given.jobs, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
