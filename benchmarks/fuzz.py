"""Fuzz an entry point of the library for some minutes: only our errors may come out.

    nice -n 19 python benchmarks/fuzz.py json 15

The targets are those of `tests/fuzz`, where a test feeds each of them for some seconds. The fuzzer
is atheris, which watches the branches of the package and mutates what has found a new one; it is
not among the development dependencies: `pip install atheris`. With `--blind` the seeds are mutated
at random instead, without it.

An error that is none of ours, an answer that takes longer than 20 seconds, one that takes more
than a gibibyte of memory, and a cost that grows faster than its input end the run; what caused it
is then in the file that the last lines name, and `--again FILE` feeds it once more. `--growth`
measures the kinds of input of `tests/fuzz/kinds.py` instead: seconds per megabyte, and whether that
stays so where the input grows. What the runs found stands in `fuzzing.toml`.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, takewhile
from pathlib import Path
from typing import Protocol, cast

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.fuzz import growing

TARGETS = {
    "json": "tests.fuzz.documents",
    "csv": "tests.fuzz.csv_files",
    "xlsx": "tests.fuzz.xlsx_files",
    "toml": "tests.fuzz.law_files",
    "constructors": "tests.fuzz.constructors",
}
# They need more packages, and no target reaches them.
UNWATCHED = ("kopdes_jamsos.frames", "kopdes_jamsos.plots", "kopdes_jamsos.testing")
SLOWEST = 20  # seconds
LARGEST = 1024  # mebibytes of memory
LONGEST = 1 << 16  # bytes of one input


class Target(Protocol):
    """A fuzz target: its first inputs, how they are changed, and how one is fed to the library."""

    SEEDS: list[bytes]

    @staticmethod
    def mutated(chance: random.Random, data: bytes, /) -> bytes:
        """The data with a few changes."""

    @staticmethod
    def feed(data: bytes, /) -> None:
        """Give the data to the library; whatever is no error of ours passes through."""


def target(name: str) -> Target:
    """The target with a name."""
    return cast("Target", importlib.import_module(TARGETS[name]))


def measure_growth(name: str) -> None:
    """Print what each kind of input costs for its length; one that grows too fast ends the run."""
    kinds = importlib.import_module("tests.fuzz.kinds")  # which imports what is to be watched
    pace = growing.Pace(target(name).feed)
    for kind, data in kinds.kinds(kinds.BY_HAND)[name].items():
        costs, size = pace.check(data), len(growing.whole(growing.grown(data, 16)))
        per_megabyte = costs[-1] / (size / 1_000_000)
        print(f"{kind:<50}{size / 1_000:>8,.0f} kB{costs[-1]:>8.3f} s{per_megabyte:>8.2f} s/MB")


def blind(at: Target, seed: int) -> Iterator[int]:
    """Feed seeds that are mutated at random, without end; gives the number of times."""
    chance = random.Random(seed)
    pace = growing.Pace(at.feed)
    for times in count(1):
        data = chance.choice(at.SEEDS)
        for _ in range(chance.randint(1, 3)):
            data = at.mutated(chance, data)
        pace.feed(data)
        yield times


def watched(name: str, minutes: float) -> None:
    """Feed under atheris; does not return."""
    import atheris

    # Only what is imported in here is watched, and the package imports much of itself later.
    with atheris.instrument_imports(include=["kopdes_jamsos"]):
        package = importlib.import_module("kopdes_jamsos")
        for module in pkgutil.walk_packages(package.__path__, "kopdes_jamsos."):
            if not module.name.startswith(UNWATCHED):
                importlib.import_module(module.name)
    at = target(name)
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, data in enumerate(at.SEEDS):
        (corpus / f"seed-{number}").write_bytes(data)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        changed = at.mutated(chance, data) if chance.random() < 0.7 else b""
        if changed and len(changed) <= most:
            return changed
        raw: bytes = atheris.Mutate(data, most)
        return raw

    options = {
        "max_total_time": round(60 * minutes),
        "max_len": LONGEST,
        "timeout": SLOWEST,
        "rss_limit_mb": LARGEST,
        "artifact_prefix": f"{folder}/",
        "print_final_stats": 1,
        "verbosity": 1,
    }
    words = [sys.argv[0], *(f"-{key}={value}" for key, value in options.items()), str(corpus)]
    pace = growing.Pace(at.feed)
    told = 0.0

    def feed(data: bytes) -> None:
        nonlocal told
        pace.feed(data)
        if pace.slowest > 2 * told:
            told = pace.slowest
            print(f"{told:.4f} seconds for a kilobyte; {pace.grown:,} inputs were grown")

    atheris.Setup(words, feed, custom_mutator=mutate)
    atheris.Fuzz()


def main() -> None:
    """Read the command line and fuzz."""
    parser = argparse.ArgumentParser(description="Fuzz an entry point of the library.")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("minutes", type=float, nargs="?", default=10.0)
    parser.add_argument("--blind", action="store_true", help="without atheris")
    parser.add_argument("--growth", action="store_true", help="measure kinds of input that grow")
    parser.add_argument("--again", type=Path, help="feed this file only")
    asked = parser.parse_args()
    if asked.again:
        target(asked.target).feed(asked.again.read_bytes())
    elif asked.growth:
        measure_growth(asked.target)
    elif asked.blind:
        seed, until = time.time_ns(), time.monotonic() + 60 * asked.minutes
        print(f"seed {seed}")
        *_, times = takewhile(lambda _: time.monotonic() < until, blind(target(asked.target), seed))
        print(f"{times:,} times, only our errors")
    else:
        watched(asked.target, asked.minutes)


if __name__ == "__main__":
    main()
