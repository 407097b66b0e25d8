"""The law files beside this module, read when first needed and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import MappingProxyType
from typing import Any

from kopdes_jamsos.errors import KopdesJamsosError, LawChangeError, LawDataError


@contextmanager
def shaped(name: str) -> Iterator[None]:
    """Refuse what cannot be read of a law file that somebody has changed.

    Raises:
        LawDataError: code `law-data`.
    """
    try:
        yield
    except (LawDataError, LawChangeError):  # a what-if that does not fit is no fault of the file
        raise
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        # What is looked up in vain is told as everywhere; other errors of ours are of values here.
        if isinstance(error, KopdesJamsosError) and isinstance(error, LookupError):
            raise
        raise LawDataError(
            f"{name} is not as law.schema.json says.", remedy="Compare it with the release."
        ) from error


def parse(name: str, content: bytes) -> Mapping[str, Any]:
    """Content of a law file.

    Raises:
        LawDataError: code `law-data`: no TOML.
    """
    # Costs more than the rest of the import; it is needed only once a file is read.
    import tomllib

    with shaped(f"{name}.toml"):
        return MappingProxyType(tomllib.loads(content.decode()))


@cache
def read_file(name: str) -> Mapping[str, Any]:
    """Content of the law file with a name, such as "jkk"."""
    from pathlib import Path  # as tomllib

    return parse(name, Path(__file__).with_name(f"{name}.toml").read_bytes())
