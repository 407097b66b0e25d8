from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kopdes_jamsos as kj


def test_every_public_name_is_there_and_listed() -> None:
    assert set(kj.__all__) <= set(dir(kj))
    assert all(getattr(kj, name) is not None for name in kj.__all__)


def test_code_and_law_data_have_a_version_each() -> None:
    project = Path(__file__).resolve().parents[1] / "pyproject.toml"
    code = tomllib.loads(project.read_text(encoding="utf-8"))

    assert kj.__version__ == code["project"]["version"]
    assert re.fullmatch(r"20\d\d\.(0[1-9]|1[0-2])(\.\d+)?", kj.LAW.version)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        kj.nonsense  # noqa: B018 - the access is the test


def test_the_import_pulls_in_attrs_and_the_standard_library_only() -> None:
    code = (
        "import sys; before = set(sys.modules); import kopdes_jamsos; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    foreign = set(done.stdout.split()) - sys.stdlib_module_names
    assert foreign == {"attr", "attrs", "kopdes_jamsos"}


def test_the_lists_of_names_in_the_root_agree() -> None:
    """What type checkers see, what is found at run time, and what is public are one."""
    tree = ast.parse(Path(kj.__file__).read_text(encoding="utf-8"))
    [checked] = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {
        (node.module, alias.name)
        for node in checked.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if node.module != "kopdes_jamsos"
    }
    found = {(f"kopdes_jamsos.{room}", name) for room, names in kj._ROOMS.items() for name in names}
    assert seen == found
    assert {name for _, name in found} <= set(kj.__all__)
