from __future__ import annotations

import subprocess
import sys

import pytest

import kopdes_jamsos as kj


def test_every_public_name_is_there_and_listed() -> None:
    assert set(kj.__all__) <= set(dir(kj))
    assert all(getattr(kj, name) is not None for name in kj.__all__)


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
