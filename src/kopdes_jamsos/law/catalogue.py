"""The law files as a catalogue: their values by path, and the rows of the tariff that read them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.errors import LawPathError, told
from kopdes_jamsos.law._files import read_file, shaped
from kopdes_jamsos.law.series_files import read_series
from kopdes_jamsos.law.tariff import VALUE_KEYS
from kopdes_jamsos.law.values import Series
from kopdes_jamsos.programs import Program, Segment

_PROGRAM_FILES = {program: program.value.lower() for program in Program}
_VALUE_FILES = (
    *_PROGRAM_FILES.values(),
    "bands",
    "relief",
    "obligations",
    "participants",
    "lateness",
    "wages",
    "construction",
    "sanctions",
    "governance",
    "participation",
    "scholarship",
    "tax",
    "inflation",
)


@cache
@shaped("A tariff")
def tariff_rows(program: Program) -> tuple[tuple[Segment, Mapping[str, Any]], ...]:
    """The rows of the tariff of a programme, with their segments."""
    rows = read_file(_PROGRAM_FILES[program])["levy"]
    return tuple((Segment(row["segment"]), row) for row in rows)


@cache
def read_all_series(name: str) -> Mapping[str, Series]:
    """The values of a law file by path."""
    return MappingProxyType(
        {
            f"{name}.{key}": read_series(f"{name}.{key}", table)
            for key, table in read_file(name).items()
            if isinstance(table, dict)
        }
    )


def all_paths() -> tuple[str, ...]:
    """Names of all values of the law files."""
    return tuple(path for name in _VALUE_FILES for path in read_all_series(name))


@cache
@shaped("A tariff")
def tariff_paths(programs: frozenset[Program] = frozenset(Program)) -> tuple[str, ...]:
    """Names of the values that the tariff of some programmes reads, and of their reliefs."""
    rows = [row for each in Program if each in programs for _, row in tariff_rows(each)]
    read = (row[key] for row in rows for key in VALUE_KEYS if key in row)
    reliefs = (
        f"relief.{name}"
        for name, table in read_file("relief").items()
        if programs.intersection(table["programs"])
    )
    return tuple(dict.fromkeys((*read, *reliefs)))


@cache
@shaped("version.toml")
def horizon_path() -> str:
    """Name of the yearly value whose last month is that up to which the law speaks."""
    return str(read_file("version")["horizon"])


def find_base(path: str) -> Series | None:
    """The same as `base_of`; None where no law file has such a value."""
    name = path.partition(".")[0]
    return read_all_series(name).get(path) if name in _VALUE_FILES else None


def base_of(path: object) -> Series:
    """A value with all that its law file holds of it.

    Raises:
        LawPathError: code `law-path`.
    """
    found = find_base(path) if isinstance(path, str) else None
    if found is not None:
        return found
    shown, kept = told(path, "path", names=all_paths())
    raise LawPathError(
        f"{shown} names no value of the law data.",
        value=kept,
        remedy='Give file and name, such as "jp.wage_ceiling"; see kj.LAW.paths().',
        reason="path",
    )


def known_readings(names: Any) -> tuple[str, ...]:
    """Readings in the order of the law files, each once.

    Raises:
        LawPathError: code `law-path`: no such reading.
    """
    if type(names) is tuple and not names:
        return ()
    # Needed only where somebody asks for another reading.
    from kopdes_jamsos.law.instruments import read_readings

    known = read_readings()
    wanted = names if type(names) is tuple else (names,)
    for name in wanted:
        if as_text(name) not in known:
            shown, kept = told(name, "name", names=known)
            raise LawPathError(
                f"{shown} names no reading of the law.",
                value=kept,
                remedy=f"Give one of: {', '.join(known)}.",
                reason="reading",
                names=known,
            )
    taken = {as_text(name) for name in wanted}
    return tuple(name for name in known if name in taken)
