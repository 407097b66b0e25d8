"""Would the tests notice if the code were wrong? Mutation testing of four packages.

    pip install -c requirements/constraints.txt -e . --group test --group mutation
    nice -n 19 python benchmarks/mutation.py 600    # an hour on two free cores
    python benchmarks/mutation.py 600 --again       # once more what survived
    python benchmarks/mutation.py 600 --report      # writes mutation.toml

mutmut changes one thing at a time in the law reader, contributions, coverage and benefits (a
comparison, a number, a word, an argument) and runs the tests that reach it. A mutant that no test
notices has survived. Of each package so many mutants are tried as the number says: drawn by the
hash of their names, so that a larger number adds to a smaller one. Left out are the words of errors
(`[tool.mutmut]` in `pyproject.toml`), and by mutmut itself properties and other decorated
functions, type hints, docstrings and what stands outside of functions.

mutmut imports the test modules before there is a mutant, and does not know new tests of old
functions. What survives is therefore tried again, each in a process of its own, with all test
files that reach the function, and those of `AGAIN`.

`mutation.toml` holds the last result: a sample, not all mutants; counts by package, and every
survivor with the reason why it does not matter. The reasons are written by hand; `--report` keeps
those it finds again. Tests were written for survivors of this very sample, so that its score
flatters: the tables `first_pass` and `fresh` say what was killed before, and of mutants drawn
afterwards.
"""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from itertools import takewhile
from pathlib import Path

import kopdes_jamsos as kj

ROOT = Path(__file__).resolve().parents[1]
RECORD = Path(__file__).with_suffix(".toml")
MUTMUT = Path(sys.executable).with_name("mutmut")
PACKAGES = ("law", "contributions", "coverage", "benefits")
AGAIN = [
    "tests/test_law_limits.py",
    "tests/test_contributions_explained.py",
    "tests/test_coverage_explained.py",
    "tests/test_benefits_explained.py",
]
# Tables of the record that are counted by hand from draws of their own.
KEPT = {
    "first_pass": "Killed of the first of each package, before tests were written for survivors.",
    "fresh": "Killed of some more of each package, drawn after those tests: the score to expect.",
}
# What a run of the tests ended with, as mutmut keeps it.
OUTCOMES = {0: "survived", 1: "killed", 3: "killed", 33: "untested", 24: "timeout", -24: "timeout"}


def results(package: str) -> dict[str, int | None]:
    """Every mutant of a package, with what its tests ended with; None: not tried."""
    found: dict[str, int | None] = {}
    folder = ROOT / "mutants" / "src" / "kopdes_jamsos" / package
    for path in sorted(folder.glob("*.meta")):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def draw(package: str, size: int) -> dict[str, int | None]:
    """The mutants of a package that are tried."""
    found = results(package)
    names = sorted(found, key=lambda name: hashlib.sha256(name.encode()).digest())
    return {name: found[name] for name in names[:size]}


def run(*names: str) -> None:
    """Try mutants with two processes."""
    command = [str(MUTMUT), "run", "--max-children", "2", *names]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)


def again(name: str) -> int:
    """Try a mutant in a process of its own, in which it is there from the start."""
    function = name.rpartition("__mutmut_")[0]
    stats = json.loads((ROOT / "mutants" / "mutmut-stats.json").read_text(encoding="utf-8"))
    nodes = stats["tests_by_mangled_function_name"].get(function, ())
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    options = settings["tool"]["mutmut"]["pytest_add_cli_args"]
    files = dict.fromkeys([*AGAIN, *sorted({node.partition("::")[0] for node in nodes})])
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", *options, *files],
        cwd=ROOT / "mutants",
        env=os.environ | {"MUTANT_UNDER_TEST": name, "PYTHONPATH": f"src{os.pathsep}."},
        capture_output=True,
        check=False,
    )
    return done.returncode


def keep(name: str, code: int) -> None:
    """Write down what the tests of a mutant ended with, where mutmut looks for it."""
    path = ROOT / "mutants" / "src" / Path(*name.split(".")[:3]).with_suffix(".py.meta")
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta["exit_code_by_key"][name] = code
    path.write_text(json.dumps(meta, indent=4), encoding="utf-8")


def survivor(package: str, name: str) -> dict[str, str]:
    """Where a mutant is, and what was changed."""
    shown = subprocess.run(
        [MUTMUT, "show", name], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout.splitlines()
    changed = [line for line in shown if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    old, new = (" ".join(line[1:].strip() for line in changed if line[0] == sign) for sign in "-+")
    _, _, module, function = name.split(".", 3)
    where = function.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
    return {
        "package": package,
        "where": f"{package}/{module}.py {where.rpartition('__mutmut_')[0]}",
        "change": f"{old} → {new}",
    }


def report(size: int) -> None:
    """Write `mutation.toml`, with the reasons that it had."""
    before = tomllib.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    reasons = {
        (each["where"], each["change"]): each["reason"] for each in before.get("survivors", ())
    }
    text = [
        "# What mutmut changed and no test noticed, for the trust page: benchmarks/mutation.py.",
        "# A timeout is a mutant whose tests ran in circles. The reasons are written by hand.",
        "",
        f'command = "nice -n 19 python benchmarks/mutation.py {size}"',
        f"on = {dt.datetime.now(dt.UTC).date()}",
        f'law = "{kj.LAW.version}"',
    ]
    listed: list[dict[str, str]] = []
    for package in PACKAGES:
        # Up to the first that was not tried: where a run is broken off, the quick ones are done.
        tried = takewhile(lambda pair: pair[1] is not None, draw(package, size).items())
        outcomes = {name: OUTCOMES.get(code or 0, f"code {code}") for name, code in tried}
        counts = Counter(outcomes.values())
        unknown = set(counts) - set(OUTCOMES.values())
        assert not unknown, unknown
        text += ["", f"[packages.{package}]", f"in_all = {len(results(package))}"]
        text += [f"mutants = {len(outcomes)}"]
        text += [f"{what} = {counts[what]}" for what in ("killed", "timeout", "survived")]
        left = [name for name, what in outcomes.items() if what in ("survived", "untested")]
        listed += (survivor(package, name) for name in sorted(left))
    for name, said in KEPT.items():
        if name in before:
            text += ["", f"# {said}", f"[{name}]"]
            text += [f"{key} = {count}" for key, count in before[name].items()]
    for each in listed:
        each["reason"] = reasons.get((each["where"], each["change"]), "")
        text += ["", "[[survivors]]"]
        text += [f"{key} = {json.dumps(item, ensure_ascii=False)}" for key, item in each.items()]
    RECORD.write_text("\n".join(text) + "\n", encoding="utf-8")


def main(size: int, how: str) -> None:
    """Try what was drawn and is open, or has survived; or write the result."""
    if how == "--report":
        report(size)
        return
    if not (ROOT / "mutants").exists():
        run("kopdes_jamsos.law.heirs.*")  # writes the mutants of all packages
    for package in PACKAGES:
        drawn = draw(package, size)
        if how == "--again":
            for name in [name for name, code in drawn.items() if code in (0, 33)]:
                if again(name) == 1:
                    keep(name, 1)
        elif waiting := [name for name, code in drawn.items() if code is None]:
            run(*waiting)


# --- a plug-in of pytest, for the tests that mutmut starts: `-p benchmarks.mutation` --------------

_books: list[kj.LawBook] = []


def forget() -> None:
    """Empty what the library has kept of the law, so that a mutant of its reader is reached."""
    for name, module in list(sys.modules.items()):
        if name.startswith("kopdes_jamsos.law"):
            for thing in list(vars(module).values()):
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()
    for book in _books:
        book._series.clear()
        book._levies.clear()


def pytest_collection_finish() -> None:
    """A process with a mutant knows nothing of what the one before it has read."""
    _books[:] = [thing for thing in gc.get_objects() if type(thing) is kj.LawBook]
    forget()


def pytest_runtest_setup() -> None:
    """While mutmut finds out which tests reach a function, every test reads the law anew."""
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        forget()


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    main(numbers[0] if numbers else 400, sys.argv[-1])
