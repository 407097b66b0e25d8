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
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

from attrs import fields_dict

from kopdes_jamsos._plain import as_int
from kopdes_jamsos.errors import InvalidFactError, RosterError, refusing
from kopdes_jamsos.identity import Nik
from kopdes_jamsos.rosters.clean import CleanRows, maker_of_many, people_maker
from kopdes_jamsos.rosters.csv_lines import Block
from kopdes_jamsos.rosters.sheets import Sheets, Source
from kopdes_jamsos.rosters.subjects import Entry, Particulars

if TYPE_CHECKING:
    from concurrent.futures import Future

MOST = 60  # Windows waits for no more
# A smaller file is read before further processes are there.
_LEAST_BYTES = 8 << 20
_BLOCK = 1 << 18  # characters

# What starting a process raises where there can be none: in a process that may have none, or while
# the main program of one that was started is read once more.
_NOT_STARTED = (AssertionError, ImportError, NotImplementedError, OSError, RuntimeError)

# What became of lines: the cells, by place, of those to be looked at more closely; of the others
# columns, by organ, of what they tell, the first of them their places; and what is told of people.
Packed: TypeAlias = tuple[dict[int, list[str]], dict[str, list[Any]], list[Any]]
# A row: its entry, if nothing about it is to be looked at more closely, or else its cells.
Numbered: TypeAlias = tuple[int, list[str], Entry | None]


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


def are_worth_it(source: Sheets, workers: int) -> TypeGuard[Source]:
    """Whether several processes are asked for, and the file is one that they read faster."""
    return workers > 1 and not source.is_xlsx and source.size >= _LEAST_BYTES


def _not_started() -> RosterError:
    return RosterError(
        "Further processes cannot be started here.",
        remedy='Read with workers=1; or put what a script does under if __name__ == "__main__".',
        reason="workers",
    )


_NONE: list[str] = []  # cells that nobody asks for
_TOLD = tuple(fields_dict(Particulars))
_values_of = attrgetter(*_TOLD)
_particulars = maker_of_many(Particulars, _TOLD)
_niks = maker_of_many(Nik, ("digits",))
_entries = maker_of_many(Entry, ("file", "row", "cooperative", "particulars", "subject"))


@lru_cache(1)
def _reader(task: bytes) -> tuple[CleanRows, str]:
    clean, delimiter = pickle.loads(task)
    return CleanRows(**clean), delimiter


def read_lines(task: bytes, first: int, lines: list[str]) -> Packed:
    """Read lines that are a row each; what a further process does."""
    clean, delimiter = _reader(task)
    odd: dict[int, list[str]] = {}
    rows: dict[str, list[tuple[Any, ...]]] = {}
    told: list[Particulars] = []
    # Rows share particulars; as long as these are kept here, no other object has their number.
    places: dict[int, int] = {}
    for place, cells in enumerate(csv.reader(lines, delimiter=delimiter)):
        facts = clean.facts(first + place, cells)
        if facts is None:
            odd[place] = cells
            continue
        cooperative, organ, (name, ref, nik, *more), particulars = facts
        shared = places.setdefault(id(particulars), len(told))
        if shared == len(told):
            told.append(particulars)
        digits = None if nik is None else nik.digits
        row = (place, cooperative, shared, name, ref, digits, *more)
        rows.setdefault(organ, []).append(row)
    columns = {organ: list(zip(*each, strict=True)) for organ, each in rows.items()}
    return odd, columns, [_values_of(each) for each in told]


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
        file: Its name.
        clean: What `CleanRows` is made of.
        delimiter: The delimiter.
    """

    def __init__(
        self, number: int, source: Source, file: str, clean: Mapping[str, Any], delimiter: str
    ) -> None:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        self._source = source
        self._delimiter = delimiter
        self._file = file
        self._is_closed = False
        self._task = pickle.dumps((clean, delimiter))
        self._most = 2 * number
        with refusing(_not_started, *_NOT_STARTED):
            self._pool = ProcessPoolExecutor(
                number, mp_context=get_context("spawn"), initializer=begin
            )

    def rows(
        self, after: int, apart: Collection[int], is_first: Callable[[int, Entry], bool]
    ) -> Iterator[Numbered]:
        """The rows, in their order; the cells of those that are to be looked at more closely.

        Args:
            after: Number of the row of the headings.
            apart: Numbers of rows of which the cells are asked for.
            is_first: Whether a row need not be compared with one before.

        Raises:
            RosterError: code `roster`.
        """
        try:
            for block, (odd, columns, values) in self._in_order(after, apart):
                entries = self._made(block, columns, values)
                for number, (entry, line) in enumerate(
                    zip(entries, block.lines, strict=True), block.first
                ):
                    if entry is None:
                        place = number - block.first
                        yield number, block.apart.get(place) or odd[place], None
                    elif is_first(number, entry):
                        yield number, _NONE, entry
                    else:
                        cells = next(csv.reader((line,), delimiter=self._delimiter))
                        yield number, cells, None
                    if self._is_closed:
                        self._source.check()
                if block.fault is not None:
                    raise block.fault
            self._source.check()
        finally:
            self.close()

    def _made(
        self, block: Block, columns: Mapping[str, list[Any]], values: list[Any]
    ) -> list[Entry | None]:
        """The entries of a block; None where a row has to be looked at more closely."""
        made: list[Entry | None] = [None] * len(block.lines)
        told = _particulars(len(values), *zip(*values, strict=True)) if values else []
        for organ, (places, cooperatives, shared, names, refs, digits, *more) in columns.items():
            count = len(places)
            known = [each for each in digits if each is not None]
            niks = iter(_niks(len(known), known))
            entries = _entries(
                count,
                repeat(self._file),
                map(block.first.__add__, places),
                cooperatives,
                map(told.__getitem__, shared),
                people_maker(organ)(
                    count,
                    names,
                    refs,
                    [None if each is None else next(niks) for each in digits],
                    *more,
                ),
            )
            for place, entry in zip(places, entries, strict=True):
                made[place] = entry
        return made

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
        self._is_closed = True
        self._pool.shutdown(cancel_futures=True)
