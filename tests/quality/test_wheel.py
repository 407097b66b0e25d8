"""The wheel, not the source tree: built twice, installed into an empty environment, and used.

What is installed comes with its dependencies as pip finds them; the source tree is not on the path.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kopdes_jamsos"
LARGEST = 1_000_000  # bytes of the wheel: a page loads it within seconds on a slow line
EPOCH = "1767225600"  # 1 January 2026: hatchling writes it as the time of every file

pytestmark = pytest.mark.quality


def run(
    *command: str | Path, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command away from the source tree; fail with its own words."""
    outside = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    result = subprocess.run(
        [*map(str, command)],
        cwd=cwd,
        env={**outside, "PYTHONUTF8": "1", **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if result.returncode != 0:
        pytest.fail(f"{command}\n{result.stdout}\n{result.stderr}", pytrace=False)
    return result


def build(folder: Path) -> Path:
    """The wheel of a copy of what it is built from."""
    tree = folder / "tree"
    tree.mkdir(parents=True)
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copyfile(ROOT / name, tree / name)
    shutil.copytree(
        SOURCE, tree / "src" / SOURCE.name, ignore=shutil.ignore_patterns("__pycache__")
    )
    run(
        *(sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", folder),
        tree,
        cwd=folder,
        env={"SOURCE_DATE_EPOCH": EPOCH},
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel and what it needs, no more."""
    folder = tmp_path_factory.mktemp("empty") / "venv"
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    found = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    constraints = ROOT / "requirements" / "constraints.txt"
    run(found, "-m", "pip", "install", "--quiet", "-c", constraints, wheel, cwd=folder.parent)
    return found


def test_the_wheel_is_small_and_holds_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        inside = {name for name in opened.namelist() if name.startswith(SOURCE.name + "/")}
    files = {
        f"{SOURCE.name}/{path.relative_to(SOURCE).as_posix()}"
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert inside == files
    assert {
        "kopdes_jamsos/py.typed",
        "kopdes_jamsos/law/jkk.toml",
        "kopdes_jamsos/law/law.schema.json",
        "kopdes_jamsos/documents/documents.schema.json",
        "kopdes_jamsos/identity/regencies.csv",
    } <= inside
    assert wheel.stat().st_size < LARGEST


def test_building_twice_gives_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    assert build(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_installed_wheel_bills_entitles_and_explains(python: Path, tmp_path: Path) -> None:
    script = tmp_path / "smoke.py"
    shutil.copyfile(Path(__file__).with_name("smoke.py"), script)

    result = run(python, "-W", "error", script, cwd=tmp_path)

    assert result.stderr == ""
    assert result.stdout.splitlines()[-1] == "all of it works"


def test_the_installed_command_shows_a_value_of_the_law(python: Path, tmp_path: Path) -> None:
    command = python.with_name("kopdes-jamsos")  # Windows finds it without its ending

    result = run(command, "law", "jkm.amount_bpu", "--language", "en", cwd=tmp_path)

    assert result.stderr == ""
    assert "6,800" in result.stdout  # PP 44/2015 Pasal 20 ayat (3)


def test_the_serang_example_runs_on_the_installed_wheel(python: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "data", tmp_path / "data")
    script = tmp_path / "01_serang.py"
    shutil.copyfile(ROOT / "examples" / script.name, script)

    result = run(python, "-W", "error", script, cwd=tmp_path)

    assert result.stderr == ""
    assert f"{274 * 5 * 16_800:,}" in result.stdout


def test_the_environment_holds_no_more_than_what_is_needed(python: Path, tmp_path: Path) -> None:
    listed = run(python, "-m", "pip", "list", "--format", "freeze", cwd=tmp_path).stdout
    names = {line.partition("==")[0].lower().replace("_", "-") for line in listed.splitlines()}

    assert {name for name in names if name not in {"pip", "setuptools", "wheel"}} == {
        "attrs",
        "babel",
        "cattrs",
        "kopdes-jamsos",
        "python-dateutil",
        "six",
        "typing-extensions",
    }
