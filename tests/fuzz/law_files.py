"""Fuzz target: law files that somebody has changed; a book can be read, or says what is wrong.

The data are the name of a law file, a line break, and its TOML. The file takes the place of the one
of the release, and the book is read as the library reads it.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from tests.fuzz.watch import keeps_quiet

import kopdes_jamsos as kj
from kopdes_jamsos.law import _files, book, catalogue, disability, heirs, instruments, reader, risk

FOLDER = Path(_files.__file__).parent
FILES = {path.stem: path.read_bytes() for path in sorted(FOLDER.glob("*.toml"))}
SEEDS = [name.encode() + b"\n" + content for name, content in FILES.items()]
# Large files once more in pieces: a small input is mutated better.
SEEDS += [
    name.encode() + b"\n" + b"\n\n".join(content.split(b"\n\n")[:4])
    for name, content in FILES.items()
]
VALUES = (
    *("0", "-1", "1.5", "nan", "true", '""', '"x"', "[]", "{}", "[[]]", "[1]", "{a = 1}", "1e999"),
    *("9" * 30, "9" * 5000, '"2026-13"', '"0001-01"', '"9999-12"', "2026-02-30", "0001-01-01"),
    *("9999-12-31", "2026-11-23T00:00:00Z", "10:00:00", '"2015-07"', '"PU"', '["PU"]', '["JKK"]'),
    *('"jp.wage_ceiling"', '"jkk.rate_pu"', '"jkm.amount_bpu"', '"ppm"', '"rupiah"', '"bands"'),
    *(
        '"due"',
        '"risk_class"',
        '"segment"',
        '"text"',
        '"next"',
        "32",
        "1000001",
        "2**63",
        "[" * 900,
    ),
)
SETTING = re.compile(rb"(?m)^[a-z_]+ = .*$")
_CACHES: tuple[Any, ...] = (
    catalogue.tariff_paths,
    catalogue.tariff_rows,
    disability._rows,
    disability._tables,
    heirs.heir_ranks,
    instruments.read_instruments,
    instruments.read_conventions,
    instruments.read_readings,
    risk._index,
)
DAY = dt.date(2026, 11, 23)
MONTHS = [kj.Month(2015, 7), kj.Month(2021, 2), kj.Month(2026, 11)]


def mutated(chance: random.Random, data: bytes) -> bytes:
    """A few settings with other values, lines taken out, repeated or moved; or some bytes."""
    name, _, content = data.partition(b"\n")
    for _ in range(chance.randrange(1, 4)):
        way = chance.random()
        settings = list(SETTING.finditer(content))
        if settings and way < 0.5:
            here, there = chance.choice(settings), chance.choice(settings)
            key = here[0].partition(b" = ")[0]
            value = there[0].partition(b" = ")[2]
            if way < 0.35:
                value = chance.choice(VALUES).encode()
            content = content[: here.start()] + key + b" = " + value + content[here.end() :]
        elif way < 0.8:
            lines = content.split(b"\n")
            place = chance.randrange(len(lines))
            taken = lines[place : place + chance.randrange(1, 4)]
            if way < 0.7:
                del lines[place : place + len(taken)]
            if way > 0.6:
                there_ = chance.randrange(len(lines) + 1)
                lines[there_:there_] = taken
            content = b"\n".join(lines)
        elif way < 0.95:
            # A value within a line: a number, a text, a name.
            pieces = re.split(rb"(\d+|[a-z_]+|\"|[\[\]{}=])", content)
            pieces[chance.randrange(len(pieces))] = chance.choice(VALUES).encode()
            content = b"".join(pieces)
        else:
            place = chance.randrange(len(content) + 1)
            content = content[:place] + chance.randbytes(2) + content[place + 1 :]
    return name + b"\n" + content


def feed(data: bytes) -> None:
    """Read a law file in the place of that of the release; what is no error of ours passes."""
    head, _, content = data.partition(b"\n")
    name = head.decode("ascii", "replace")
    if name not in FILES:
        return
    with keeps_quiet():
        changed = _files.parse(name, content)
        with ExitStack() as stack:
            put_in_place(stack, name, changed)
            for use in USES:
                with keeps_quiet():
                    use(kj.LawBook())


def put_in_place(stack: ExitStack, name: str, changed: Mapping[str, Any]) -> None:
    """Let the library read a changed file, until the stack is closed."""
    read, read_series = _files.read_file, catalogue.read_all_series

    def read_file(asked: str) -> Mapping[str, Any]:
        return changed if asked == name else read(asked)

    @cache
    def read_all_series(asked: str) -> Mapping[str, Any]:
        return read_series.__wrapped__(asked) if asked == name else read_series(asked)

    for module in (book, catalogue, reader, disability, heirs, instruments, risk):
        stack.enter_context(mock.patch.object(module, "read_file", read_file))
    stack.enter_context(mock.patch.object(catalogue, "read_all_series", read_all_series))
    for cached in _CACHES:
        cached.cache_clear()
        stack.callback(cached.cache_clear)


def read_values(law: kj.LawBook) -> None:
    """Every value, in some months, on some days, as known on some day."""
    for path in law.paths():
        series = law.series(path)
        repr(series)
        for month in MONTHS:
            series.in_force(month)
        for value in series.values:
            assert isinstance(value.begins, dt.date)
            str(value.citations), str(value.evidence)
    law.coverage()
    law.boundaries()
    law.as_known(dt.date(2025, 8, 20)).coverage()


def read_tariff(law: kj.LawBook) -> None:
    """The tariff of some months."""
    for month in MONTHS:
        assert law.tariff(month)


def read_reliefs(law: kj.LawBook) -> None:
    """The reliefs of some months."""
    for month in MONTHS:
        for segment in kj.Segment:
            law.reliefs(kj.JKK, segment, month)


def read_carried(law: kj.LawBook) -> None:
    """The tariff of a month to come."""
    law.carried_forward(kj.Month(2030, 12)).tariff(kj.Month(2030, 1))


USES: tuple[Callable[[kj.LawBook], object], ...] = (
    read_values,
    read_tariff,
    read_reliefs,
    read_carried,
    lambda law: repr(law.instruments),
    lambda law: repr(law.convention("band-gap")),
    lambda law: law.with_reading("relief-as-practised"),
    lambda law: law.version,
    lambda _: kj.law.disability_table(),
    lambda _: disability.disability_source(DAY),
    lambda _: disability.binocular_weights(),
    lambda _: [rank.citation(kj.JKM) for rank in heirs.heir_ranks()],
    lambda _: kj.law.risk_class_for("koperasi"),
    lambda _: kj.law.risk_class_for("koperasi", month=MONTHS[0]),
)
