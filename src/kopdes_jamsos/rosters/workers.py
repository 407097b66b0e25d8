"""Large CSV files read by several processes, with the result of one, in the same order.

Further processes read the rows of the usual form (`clean`) in blocks of lines, and send back plain
values, of which this process makes people. Whatever is odd about a row is found here alone, in the
order of the rows: findings, repeated NIKs, corrections and limits. So many blocks are under way at
most, whatever the size of the file.

The processes are started anew and not forked, and are given nothing but a function of this module
and texts. An interrupt reaches this process only, which ends them; where it is killed they end too.
"""

from __future__ import annotations

import csv
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import fields_dict

from kopdes_jamsos._plain import as_int
from kopdes_jamsos.errors import InvalidFactError, RosterError, refusing
from kopdes_jamsos.identity import Nik
from kopdes_jamsos.rosters.clean import CleanRows, maker
from kopdes_jamsos.rosters.csv_lines import Block
from kopdes_jamsos.rosters.sheets import Source
from kopdes_jamsos.rosters.subjects import Made, Particulars

if TYPE_CHECKING:
    from concurrent.futures import Future

MOST = 60  # Windows waits for no more
# A smaller file is read before further processes are there.
_LEAST_BYTES = 8 << 20
_BLOCK = 1 << 18  # characters

# What starting a process raises where there can be none: in a process that may have none, or while
# the main program of one that was started is read once more.
_NOT_STARTED = (AssertionError, ImportError, NotImplementedError, OSError, RuntimeError)

# Rows as facts or, where they have to be looked at more closely, as cells; and what facts share.
Packed: TypeAlias = tuple[list[Any], list[Any]]
Numbered: TypeAlias = tuple[int, list[str], Made | None]


def check_workers(value: object) -> int:
    """The number of processes that is asked for.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    number = as_int(value)
    if number is None or not 1 <= number <= MOST:
        raise InvalidFactError(
            f"workers must be a whole number from 1 to {MOST}.", remedy="Give an int."
        )
    return number


def are_worth_it(source: Source, workers: int) -> bool:
    """Whether several processes are asked for, and the file is one that they read faster."""
    return workers > 1 and not source.is_xlsx and source.size >= _LEAST_BYTES


def _not_started() -> RosterError:
    return RosterError(
        "Further processes cannot be started here.",
        remedy='Read with workers=1; or put what a script does under if __name__ == "__main__".',
    )


_TOLD = tuple(fields_dict(Particulars))
_values_of = attrgetter(*_TOLD)
_particulars = maker(Particulars, _TOLD)
_nik = maker(Nik, ("digits",))


@lru_cache(1)
def _reader(task: bytes) -> tuple[CleanRows, str]:
    clean, delimiter = pickle.loads(task)
    return CleanRows(**clean), delimiter


def read_lines(task: bytes, first: int, lines: list[str]) -> Packed:
    """Read lines that are a row each; what a further process does."""
    clean, delimiter = _reader(task)
    rows: list[Any] = []
    told: list[Particulars] = []
    # Rows share particulars; as long as these are kept here, no other object has their number.
    places: dict[int, int] = {}
    for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), first):
        facts = clean.facts(number, cells)
        if facts is None:
            rows.append(cells)
            continue
        cooperative, organ, (name, ref, nik, *more), particulars = facts
        place = places.setdefault(id(particulars), len(told))
        if place == len(told):
            told.append(particulars)
        digits = None if nik is None else nik.digits
        rows.append((cooperative, organ, place, name, ref, digits, *more))
    return rows, [_values_of(each) for each in told]


def begin() -> None:
    """Let this process, a further one, end with the one that started it and by nothing else."""
    from multiprocessing import parent_process

    # An interrupt reaches all processes of a terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.join,), daemon=True).start()


def _end_after(wait: Callable[[], object]) -> None:
    wait()
    os._exit(1)


class Workers:
    """Further processes that read the rows behind the headings of a CSV file.

    Args:
        number: How many.
        source: The file.
        clean: What `CleanRows` is made of.
        delimiter: The delimiter.
    """

    def __init__(
        self, number: int, source: Source, clean: Mapping[str, Any], delimiter: str
    ) -> None:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        self._source = source
        self._delimiter = delimiter
        self._clean = CleanRows(**clean)
        self._task = pickle.dumps((clean, delimiter))
        self._most = 2 * number
        with refusing(_not_started, *_NOT_STARTED):
            self._pool = ProcessPoolExecutor(
                number, mp_context=get_context("spawn"), initializer=begin
            )

    def rows(
        self, after: int, apart: Collection[int], is_first: Callable[[int, Made], bool]
    ) -> Iterator[Numbered]:
        """The rows, in their order; the cells of those that are to be looked at more closely.

        Args:
            after: Number of the row of the headings.
            apart: Numbers of rows of which the cells are asked for.
            is_first: Whether a row need not be compared with one before.

        Raises:
            RosterError: code `roster`.
        """
        made_of = self._clean.made_of
        try:
            for block, (rows, values) in self._in_order(after, apart):
                told = [_particulars(*each) for each in values]
                for place, row in enumerate(rows):
                    number = block.first + place
                    cells: list[str] = []
                    made = None
                    if type(row) is list:
                        cells = block.apart.get(place, row)
                    else:
                        cooperative, organ, at, name, ref, digits, *more = row
                        nik = None if digits is None else _nik(digits)
                        made = made_of(cooperative, organ, (name, ref, nik, *more), told[at])
                        if not is_first(number, made):
                            made = None
                            line = (block.lines[place],)
                            cells = next(csv.reader(line, delimiter=self._delimiter))
                    yield number, cells, made
                    if self._source.closed:
                        self._source.check()
                if block.fault is not None:
                    raise block.fault
            self._source.check()
        finally:
            self.close()

    def _in_order(self, after: int, apart: Collection[int]) -> Iterator[tuple[Block, Packed]]:
        """Blocks with what became of their lines; a few are under way ahead of the first."""
        waiting: deque[tuple[Block, Future[Packed]]] = deque()
        blocks = self._source.blocks(self._delimiter, after=after, apart=apart, size=_BLOCK)
        for block in blocks:
            with refusing(_not_started, *_NOT_STARTED):
                waiting.append(
                    (block, self._pool.submit(read_lines, self._task, block.first, block.lines))
                )
            if len(waiting) > self._most:
                yield self._received(*waiting.popleft())
        while waiting:
            yield self._received(*waiting.popleft())

    def _received(self, block: Block, future: Future[Packed]) -> tuple[Block, Packed]:
        from concurrent.futures import BrokenExecutor

        with refusing(_not_started, BrokenExecutor):
            return block, future.result()

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(cancel_futures=True)
