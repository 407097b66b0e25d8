"""Names that are loaded when they are first used.

The stub `__init__.pyi` of a package lists its public names, one import a line. Type checkers read
it, and so does `attach` when the package is imported: the names stand in one place, and whoever
needs one of them loads one module.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any


def late(place: str, name: str) -> Callable[..., Any]:
    """A function of a higher layer, which is loaded when it is first called.

    Args:
        place: The module.
        name: The function.

    Examples:
        >>> late("kopdes_jamsos.wording.formats", "format_rupiah")(16_800, "id")
        'Rp16.800'
    """
    return lambda *args, **named: getattr(import_module(place), name)(*args, **named)


_IMPORT = re.compile(r"^from (\S+) import (\w+) as \2$", re.MULTILINE)


def attach(package: str) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """`__getattr__`, `__dir__` and `__all__` of a package, from its stub.

    A module that is named like its package's attribute would hide it: no module of such a package
    has the name of something public.

    Examples:
        >>> getattr_of, _, names = attach("kopdes_jamsos.contributions")
        >>> getattr_of("assess") is kj.assess, "assess" in names
        (True, True)
    """
    module = sys.modules[package]
    spec = module.__spec__
    assert spec is not None
    stub: bytes = spec.loader.get_data(f"{spec.origin}i")  # type: ignore[union-attr]  # loaders of files and of zip files have it
    places = {name: place for place, name in _IMPORT.findall(stub.decode())}

    def load(name: str) -> Any:
        place = places.get(name)
        if place is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        if place == package:
            return import_module(f"{package}.{name}")
        found = getattr(import_module(place), name)
        setattr(module, name, found)
        return found

    names = sorted(places)
    return load, lambda: sorted({*vars(module), *names}), names
