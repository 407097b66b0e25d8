"""The commands of this project; CONTRIBUTING.md, .ci/run and the tests of the tools use them.

python -m scripts                      list them
python -m scripts test -n 0 -x         run one; what follows its name is handed on
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

Step = tuple[str, ...]
PYTEST = ("-m", "pytest")
# import-linter has no __main__ module, so its command is called.
LAYERS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
ENGINES = "tests/frames/test_engines.py"
UNMEASURED = "not quality and not engines"  # tools and engines start processes of their own
MEASURED = f"{UNMEASURED} and not broad"

# Name: what it does, and what Python is started with, one after the other.
COMMANDS: dict[str, tuple[str, tuple[Step, ...]]] = {
    "test": ("all tests; needs the group dev", (PYTEST,)),
    "quick": ("the tests that start no tool", ((*PYTEST, "-m", UNMEASURED),)),
    "engines": ("the tests with Spark and Dask; needs Java", ((*PYTEST, "-n", "0", ENGINES),)),
    "coverage": (
        "most of quick, measured; fails below 100 % of the branches",
        (
            ("-m", "coverage", "run", *PYTEST, "-m", MEASURED),
            ("-m", "coverage", "combine", "-q"),
            ("-m", "coverage", "report"),
        ),
    ),
    "format": (
        "format, and repair what can be repaired",
        (("-m", "ruff", "format"), ("-m", "ruff", "check", "--fix")),
    ),
    "lint": (
        "ruff: rules and format",
        (
            ("-m", "ruff", "check", "--output-format", "concise"),
            ("-m", "ruff", "format", "--check", "--diff"),
        ),
    ),
    "types": ("mypy, strict", (("-m", "mypy"),)),
    "layers": ("imports run downward only", (("-c", LAYERS, "--no-logo", "--no-cache"),)),
    "docs": ("show the documentation while it is written", (("-m", "mkdocs", "serve"),)),
    "site": ("build the documentation, strictly", (("-m", "mkdocs", "build", "--strict"),)),
    "browser": (
        "add Python and the library to the built site, for the page Coba; needs npm",
        (("-m", "scripts.browser_page"),),
    ),
    "zensical": (
        "the same with Zensical, as a trial; needs the group zensical",
        (("-m", "zensical", "build", "--clean", "--strict"),),
    ),
    "accept-api": (
        "write anew what follows from the public names, after a change that is meant",
        (
            (
                *PYTEST,
                "tests/test_public_api.py",
                "tests/test_pages.py",
                "tests/documents/test_schemas.py",
            ),
        ),
    ),
    "accept-law": (
        "write anew what follows from the law files, after a change that is meant",
        ((*PYTEST, "tests/test_law_data.py", "tests/test_pages.py"),),
    ),
    "twins": (
        "copy code that asks for no language from the English pages to the Indonesian ones",
        (("-m", "scripts.twins"),),
    ),
    "next-law": (
        "test a copy with invented values of next year; takes paths, such as: tests docs src",
        (("-m", "scripts.next_law"),),
    ),
    "vectors": (
        "write the conformance vectors anew, after a change of a case or an oracle",
        (("conformance/generate.py",),),
    ),
    "oracle": (
        "every wage and a million random cases against the oracle; long",
        (("benchmarks/every_wage.py",), ("benchmarks/oracle_millions.py",)),
    ),
    "fuzz": (
        "fuzz an entry point, such as: json 15 (minutes); needs atheris",
        (("benchmarks/fuzz.py",),),
    ),
    "mutation": (
        "would a test notice a wrong line? such as: 600; an hour, needs the group mutation",
        (("benchmarks/mutation.py",),),
    ),
    "matrix": (
        "the tests on each Python found, with the oldest and the newest versions",
        (("-m", "scripts.matrix"),),
    ),
    "audit": ("ask pip-audit about the pinned versions", (("-m", "scripts.matrix", "--audit"),)),
}


def listing() -> str:
    """Each command with what it does, a line each."""
    width = max(map(len, COMMANDS))
    return "\n".join(f"  {name:{width}}  {what}" for name, (what, _) in COMMANDS.items())


def run(name: str, more: Sequence[str] = ()) -> int:
    """Run the steps of a command until one fails; what was added goes to the first."""
    environment = dict(os.environ)
    if name.startswith("accept-"):
        environment["UPDATE_SNAPSHOTS"] = "1"
    for step in COMMANDS[name][1]:
        print("$ python", *step, *more, flush=True)
        status = subprocess.call([sys.executable, *step, *more], cwd=ROOT, env=environment)
        if status:
            return status
        more = ()
    return 0


def main() -> int:
    """Run what was asked for, or say what there is."""
    name, *more = sys.argv[1:] or ["--help"]
    if name in COMMANDS:
        return run(name, more)
    print(f"python -m scripts COMMAND [ARGUMENTS]\n\n{listing()}")
    return 0 if name in ("-h", "--help") else 2


if __name__ == "__main__":
    sys.exit(main())
