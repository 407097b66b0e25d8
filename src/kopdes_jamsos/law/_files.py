"""The law files beside this module, read when first needed and kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any


@cache
def read_file(name: str) -> Mapping[str, Any]:
    """Content of the law file with a name, such as "jkk"."""
    # Both cost more than the rest of the import; they are needed only once a file is read.
    import tomllib
    from pathlib import Path

    with Path(__file__).with_name(f"{name}.toml").open("rb") as file:
        return MappingProxyType(tomllib.load(file))
