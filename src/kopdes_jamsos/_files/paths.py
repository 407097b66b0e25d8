"""Paths of files, as callers give them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TypeGuard

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.errors import InvalidFactError


def is_path(path: object) -> TypeGuard[str | os.PathLike[str]]:
    """Whether something is the path of a file, as a text."""
    if isinstance(path, os.PathLike):
        with suppress(Exception):  # whatever a strange path does
            return isinstance(path.__fspath__(), str)
    return isinstance(path, str)


def plain_path(path: str | os.PathLike[str]) -> Path:
    """A path that was checked; of a text of a class of its own, what it holds."""
    return Path(as_text(path) or path)


def check_ending(path: object, *endings: str) -> str:
    """The ending of the path of a file that is written, which is one of these.

    Raises:
        InvalidFactError: code `invalid-fact`: no path, or another ending.
    """
    if is_path(path):
        ending = plain_path(path).suffix.lower()
        if ending in endings:
            return ending
    known = " or ".join(endings)
    raise InvalidFactError(
        f"The name of the file ends in {known}.",
        remedy=f"Give a path that ends in {known}.",
        reason="ending",
        endings=endings,
    )
