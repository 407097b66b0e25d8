"""What must hold for the files of the repository, whatever they contain."""

import ast
import io
import re
import shutil
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kopdes_jamsos"
MODULES = sorted(SOURCE.rglob("*.py"))

# In pieces, so that this file does not hold what it looks for.
REGISTRIES = [
    "".join(pieces)
    for pieces in (
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("registry.np", "mjs.org"),
        ("deb.deb", "ian.org"),
        ("anaconda", ".org"),
        ("index-", "url"),
    )
]
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:home|Users|root|work|opt)/\w|[A-Z]:\\Users\\")
SUPPRESSION = re.compile(r"type:\s*ignore(\[[\w\s,-]*\])?|noqa(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)?|"
                         r"pragma:\s*no (cover|branch)")  # fmt: skip
COMMANDS = {
    "example": (
        "python3 -m venv --upgrade-deps .venv && .venv/bin/python -m pip install "
        "-c requirements/constraints.txt -e . && .venv/bin/python examples/01_serang.py"
    ),
    "tests": (
        "python3 -m venv --upgrade-deps .venv && .venv/bin/python -m pip install "
        "-c requirements/constraints.txt -e . --group dev && .venv/bin/python -m pytest"
    ),
}


def tracked_files() -> list[Path]:
    """Files that are in git or about to be; without git, those that could be."""
    if shutil.which("git") and (ROOT / ".git").exists():
        names = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout.split("\0")
        paths = [ROOT / name for name in names if name]
    else:
        kept = (
            *("src", "tests", "docs", "examples", "benchmarks", "conformance", "requirements"),
            *("scripts", ".ci", ".github"),
        )
        paths = [path for folder in kept for path in (ROOT / folder).rglob("*")]
        paths += ROOT.glob("*.*")
    return sorted(path for path in paths if path.is_file() and "__pycache__" not in path.parts)


def texts() -> Iterator[tuple[str, str]]:
    """Name and content of each tracked text file."""
    for path in tracked_files():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or the like


def test_no_file_names_a_package_registry() -> None:
    found = [(name, host) for name, text in texts() for host in REGISTRIES if host in text.lower()]

    assert found == []


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]

    assert found == []


def test_no_lock_file_is_committed() -> None:
    names = {path.name for path in tracked_files()}

    assert not {name for name in names if name == "uv.lock" or name.startswith("pylock")}


def test_constraints_are_plain_pins() -> None:
    lines = (ROOT / "requirements" / "constraints.txt").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if not re.match(r"[a-z0-9-]+==[\w.]+( ; .+)?$", line)] == []


def test_no_float_and_no_round_in_the_library() -> None:
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"float", "round"}
            ):
                found.append(f"{path.relative_to(SOURCE)}:{node.lineno}: {node.func.id}()")
            if isinstance(node, ast.Constant) and isinstance(node.value, float):
                found.append(f"{path.relative_to(SOURCE)}:{node.lineno}: {node.value}")

    assert found == []


def test_a_module_stays_readable() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    long = {str(path.relative_to(SOURCE)): count for path, count in lines.items() if count > 600}

    assert long == {}, "make two modules of each"


def test_each_suppression_says_why() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{token.start[0]}: {token.string}"
        for path in MODULES
        for token in tokenize.generate_tokens(
            io.StringIO(path.read_text(encoding="utf-8")).readline
        )
        if token.type == tokenize.COMMENT
        and SUPPRESSION.search(token.string)
        and len(re.findall(r"[A-Za-z]{2,}", SUPPRESSION.sub("", token.string))) < 2
    ]

    assert found == [], "write the reason behind it, such as: # noqa: X123 - because …"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_readme_has_each_command_once(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"^<!-- command: {name} -->\n```sh\n(.*?)\n```$", readme, re.M | re.S)

    assert blocks == [COMMANDS[name]]
    assert readme.count(COMMANDS[name]) == 1


def test_the_readme_has_no_other_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert len(re.findall(r"^```(?:sh|bash|shell|console)$", readme, re.M)) == len(COMMANDS)


def test_contributors_are_told_the_same_command() -> None:
    assert COMMANDS["tests"] in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_continuous_integration_takes_its_command_from_the_readme() -> None:
    shown = subprocess.run(
        ["bash", ".ci/run", "--show"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout

    assert shown == COMMANDS["tests"] + "\n"
