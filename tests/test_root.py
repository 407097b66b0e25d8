from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import kopdes_jamsos as kj


def test_every_public_name_is_there_and_listed() -> None:
    assert set(kj.__all__) <= set(dir(kj))
    assert all(getattr(kj, name) is not None for name in kj.__all__)


def test_code_and_law_data_have_a_version_each() -> None:
    project = Path(__file__).resolve().parents[1] / "pyproject.toml"
    code = tomllib.loads(project.read_text(encoding="utf-8"))

    assert kj.__version__ == code["project"]["version"]
    citation = project.with_name("CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {kj.__version__}\n" in citation
    assert re.fullmatch(r"20\d\d\.(0[1-9]|1[0-2])(\.\d+)?", kj.LAW.version)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        getattr(kj, "nonsense")  # noqa: B009 - a checker refuses the plain access


def test_the_import_pulls_in_attrs_and_the_standard_library_only() -> None:
    code = (
        "import sys; before = set(sys.modules); import kopdes_jamsos; kopdes_jamsos.assess; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    foreign = set(done.stdout.split()) - sys.stdlib_module_names
    assert foreign == {"attr", "attrs", "kopdes_jamsos"}


def test_type_checkers_and_python_find_the_same_names() -> None:
    stub = Path(kj.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    seen = [
        alias.name
        for node in ast.parse(stub).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname == alias.name  # else a stub does not offer it
    ]
    assert sorted(seen) == kj.__all__
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("package", [kj, kj.benefits, kj.contributions, kj.coverage, kj.documents])
def test_no_module_hides_a_name_of_its_package(package: ModuleType) -> None:
    """Python sets a module that was imported as an attribute of its package."""
    modules = {path.stem for path in Path(str(package.__file__)).parent.glob("*.py")}
    assert [name for name in package.__all__ if name in modules and package is not kj] == []
    for name in set(package.__all__) & modules:
        assert isinstance(getattr(package, name), ModuleType)
