"""The tests on each Python, with the oldest and the newest versions of what the library needs.

    python -m scripts.matrix                            each Python found, both ends
    python -m scripts.matrix python3.13 --end oldest    one of them
    python -m scripts.matrix --pins oldest              print the constraints of that end, and stop
    python -m scripts.matrix --newest-python            print the newest Python found, and stop
    python -m scripts.matrix --audit                    ask pip-audit about the pins of both ends

Oldest are the lower bounds in `pyproject.toml`, of the dependencies and of each extra, and of the
dataframe packages in the group `test`; newest is what pip finds today. All else is as in
`requirements/constraints.txt`. Each combination gets an environment of its own, and its tests (all
but those that start tools or engines) must pass without a warning. What passed is written to
`benchmarks/matrix.toml`, from which the documentation takes it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = ROOT / "requirements" / "constraints.txt"
RECORD = ROOT / "benchmarks" / "matrix.toml"
ENDS = ("oldest", "newest")
SELECTION = "not quality and not engines"
# The dataframe packages that the library reads and writes; users bring them, but for Polars.
FRAMES = ("duckdb", "pandas", "polars", "pyarrow")
# Compiled: their oldest releases have no wheels for Pythons that came later.
WHEELS_UNTIL = "3.14"
HEAD = """\
# The tests on each Python with the oldest and the newest versions of what the library needs.
# Written by scripts/matrix.py: one entry for each combination that passed.
"""


def lower_bounds(requirements: Iterable[str]) -> dict[str, str]:
    """The least version of each requirement, which must say no more than that."""
    found: dict[str, str] = {}
    for text in requirements:
        requirement = Requirement(text)
        specifiers = list(requirement.specifier)
        if len(specifiers) != 1 or specifiers[0].operator != ">=":
            raise ValueError(f"{text}: expected one lower bound and nothing else")
        found[canonicalize_name(requirement.name)] = specifiers[0].version
    return found


def described() -> dict[str, Any]:
    """Our own `pyproject.toml`."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def needed(project: Mapping[str, Any]) -> dict[str, str]:
    """Lower bounds of the dependencies and of the extras of a `pyproject.toml`."""
    extras = project["project"]["optional-dependencies"].values()
    return lower_bounds(
        [*project["project"]["dependencies"], *(each for some in extras for each in some)]
    )


def framed(project: Mapping[str, Any]) -> dict[str, str]:
    """Lower bounds of the dataframe packages, from the group `test`."""
    named = [
        text for text in project["dependency-groups"]["test"] if Requirement(text).name in FRAMES
    ]
    return lower_bounds(named)


def pins(end: str) -> str:
    """Constraints for pip: those of development with one end of what the library needs."""
    project = described()
    least, frames = needed(project), framed(project)
    lines = []
    for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines():
        name = canonicalize_name(Requirement(line).name)
        if name in frames and end == "oldest":
            lines.append(f"{name}=={frames[name]} ; python_version < '{WHEELS_UNTIL}'")
            lines.append(f"{line} ; python_version >= '{WHEELS_UNTIL}'")
        elif name.startswith(tuple(f"{each}-" for each in frames)):
            continue  # the compiled half of one of them, which wants its own version of it
        elif name not in least and name not in frames:
            lines.append(line)
        # pip takes the newest where it is told nothing.
        elif end == "oldest":
            lines.append(f"{name}=={least[name]}")
    return "\n".join(lines) + "\n"


def claimed(project: Mapping[str, Any]) -> list[int]:
    """Minor versions of Python 3 in the classifiers, the oldest one first."""
    start = "Programming Language :: Python :: 3."
    classifiers = project["project"]["classifiers"]
    return sorted(int(each.removeprefix(start)) for each in classifiers if each.startswith(start))


def version_of(python: str) -> tuple[int, ...] | None:
    """The version of an interpreter, or nothing where it does not run or has no `venv`."""
    code = "import ensurepip, sys, venv; print(*sys.version_info[:3])"
    try:
        done = subprocess.run(
            [python, "-c", code], capture_output=True, encoding="utf-8", check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return tuple(int(part) for part in done.stdout.split())


def pythons() -> dict[tuple[int, ...], str]:
    """An interpreter for each version that the classifiers claim: on the path, or kept by pyenv."""
    places: list[Path] = []
    if pyenv := shutil.which("pyenv"):
        kept = subprocess.run([pyenv, "root"], capture_output=True, encoding="utf-8", check=False)
        places = sorted(Path(kept.stdout.strip()).glob("versions/*/bin"))
    found = {}
    for minor in claimed(described()):
        name = f"python3.{minor}"
        for python in (shutil.which(name), *(str(place / name) for place in places)):
            if python and (version := version_of(python)):
                found[version] = python
                break
    return found


def run(*command: str | Path, **changes: str) -> None:
    """Run a command in the project; its output goes where ours goes."""
    subprocess.run([*map(str, command)], cwd=ROOT, env={**os.environ, **changes}, check=True)


def made(python: str, end: str, folder: Path) -> Path:
    """A new environment with one end of the dependencies; returns its interpreter."""
    constraints = folder / "pins.txt"
    folder.mkdir(parents=True)
    constraints.write_text(pins(end), encoding="utf-8")
    run(python, "-m", "venv", "--upgrade-deps", folder / "venv")
    inside = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(inside, "-m", "pip", "install", "-q", "-c", constraints, "-e", ROOT, "--group", "test")
    return inside


def installed(python: Path, names: Iterable[str]) -> dict[str, str]:
    """Versions of those packages in an environment."""
    code = "import json, sys\nfrom importlib.metadata import version\n"
    code += "print(json.dumps({name: version(name) for name in sys.argv[1:]}))"
    command = [str(python), "-c", code, *sorted(names)]
    output = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    return dict(json.loads(output))


def counts(report: str) -> dict[str, int]:
    """How many tests passed and were skipped, from a report of pytest in JUnit's form."""
    total = {"tests": 0, "skipped": 0, "failures": 0, "errors": 0}
    for suite in ElementTree.fromstring(report).iter("testsuite"):
        for name in total:
            total[name] += int(suite.get(name, 0))
    if total["failures"] or total["errors"] or total["tests"] == total["skipped"]:
        raise ValueError(f"not a report of success: {total}")
    return {"passed": total["tests"] - total["skipped"], "skipped": total["skipped"]}


def tried(
    python: str, end: str, folder: Path, arguments: Sequence[str], covered: bool = False
) -> dict[str, Any]:
    """Test one combination, under coverage if asked for; raises where anything fails."""
    inside = made(python, end, folder)
    report = folder / "report.xml"
    selected = ("-q", "-m", SELECTION, f"--junit-xml={report}", *arguments)
    # The examples of Hypothesis are then the same on every Python.
    if covered:
        run(inside, "-m", "coverage", "run", "-m", "pytest", *selected, CI="true")
        run(inside, "-m", "coverage", "combine", "-q")
        run(inside, "-m", "coverage", "report")
    else:
        run(inside, "-m", "pytest", *selected, CI="true")
    project = described()
    return {
        "python": ".".join(map(str, version_of(str(inside)) or ())),
        "end": end,
        "on": dt.datetime.now(dt.UTC).date(),
        **counts(report.read_text(encoding="utf-8")),
        "versions": installed(inside, {**needed(project), **framed(project)}),
    }


def minor_of(version: str) -> tuple[int, ...]:
    """Major and minor, in which Pythons are told apart here."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:2])


def recorded(old: Iterable[Mapping[str, Any]], new: Mapping[str, Any]) -> str:
    """The record with one more entry, in place of an earlier one of the same combination."""
    kept = [
        each
        for each in old
        if (minor_of(each["python"]), each["end"]) != (minor_of(new["python"]), new["end"])
    ]
    runs = sorted(
        [*kept, new], key=lambda each: (minor_of(each["python"]), ENDS.index(each["end"]))
    )
    lines = [HEAD]
    for each in runs:
        lines += ["[[run]]", f'python = "{each["python"]}"', f'end = "{each["end"]}"']
        lines += [f"{name} = {each[name]}" for name in ("on", "passed", "skipped")]
        lines += [
            "[run.versions]",
            *(f'{name} = "{text}"' for name, text in each["versions"].items()),
        ]
        lines.append("")
    return "\n".join(lines)


def runs() -> list[dict[str, Any]]:
    """What has passed so far."""
    if not RECORD.exists():
        return []
    return list(tomllib.loads(RECORD.read_text(encoding="utf-8"))["run"])


def table(entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each combination."""
    for each in entries:
        seen = ", ".join(f"{name} {text}" for name, text in each["versions"].items())
        yield (
            f"{each['python']:8} {each['end']:7} {each['on']}  "
            f"{each['passed']:6,} passed {each['skipped']:4} skipped  {seen}"
        )


def audit(folder: Path) -> int:
    """Ask pip-audit about the pins of both ends; it needs its advisory service on the network.

    Strict, since without it a package that the service does not know counts as one without
    findings.
    """
    run(sys.executable, "-m", "venv", "--upgrade-deps", folder / "audit")
    inside = folder / "audit" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(inside, "-m", "pip", "install", "-q", "pip-audit")
    failed = 0
    for name, text in (("development", CONSTRAINTS.read_text("utf-8")), ("oldest", pins("oldest"))):
        listed = folder / f"{name}.txt"
        listed.write_text(text, encoding="utf-8")
        print(f"pip-audit, {name}:", flush=True)
        command = ("-m", "pip_audit", "--strict", "--no-deps", "--disable-pip", "-r", listed)
        failed |= subprocess.run([inside, *command], cwd=folder, check=False).returncode
    return failed


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; 1 where a combination failed."""
    parser = argparse.ArgumentParser(prog="python -m scripts.matrix", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("pythons", nargs="*", metavar="PYTHON")
    parser.add_argument("--end", choices=ENDS, action="append")
    parser.add_argument("--pins", choices=ENDS)
    parser.add_argument("--newest-python", action="store_true")
    parser.add_argument("--audit", action="store_true")
    parser.add_argument(
        "--coverage", action="store_true", help="branch coverage must be complete too"
    )
    parser.add_argument("--pytest", default="", help="more arguments for pytest, in one string")
    options = parser.parse_args(arguments)
    if options.pins:
        print(pins(options.pins), end="")
        return 0
    if options.newest_python:
        found = pythons()
        print(found[max(found)] if found else sys.executable)
        return 0
    failed = 0
    passed: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="matrix-") as place:
        if options.audit:
            return audit(Path(place))
        for number, python in enumerate(options.pythons or pythons().values()):
            for end in options.end or ENDS:
                print(f"== {python}, {end}", flush=True)
                try:
                    folder = Path(place) / f"{number}-{end}"
                    one = tried(python, end, folder, options.pytest.split(), options.coverage)
                except (subprocess.CalledProcessError, ValueError) as error:
                    print(f"== failed: {error}", flush=True)
                    failed = 1
                    continue
                passed.append(one)
                print(*table([one]), sep="\n", flush=True)
                shutil.rmtree(folder)
    # At the end: a page is written from the record, and one of the tests compares the two.
    for one in passed:
        RECORD.write_text(recorded(runs(), one), encoding="utf-8")
    print(*table(runs()), sep="\n")
    return failed


if __name__ == "__main__":
    sys.exit(main())
