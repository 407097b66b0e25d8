"""Time and memory grow in proportion: calls are counted, and caches stay small and apart."""

from __future__ import annotations

import gc
import importlib
import pickle
import pkgutil
import random
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from benchmarks import growth
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixed_law import LAW

import kopdes_jamsos as kj
from kopdes_jamsos.law import reader

MONTH = kj.Month(2026, 11)
WORKER = kj.PUEnrolment(wage=20_000_000, programs={kj.JKM, kj.JHT, kj.JP})

# ---- time ----------------------------------------------------------------------------------------


def calls_of(job: Callable[[], object]) -> int:
    """How many functions are called, of Python and of C."""
    count = 0

    def note(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        job()
    finally:
        sys.setprofile(before)
    return count


SIZES = {
    "payments": 60,
    "gaps": 60,
    "amounts": 60,
    "arrears": 40,
    "life": 48,
    "claims": 60,
    "children": 20,
    "covered": 20,
    "members": 40,
    "months": 40,
    "headcounts": 40,
    "roles": 20,
    "changes": 60,
    "assessed": 60,
}


@pytest.mark.broad
@pytest.mark.parametrize("name", SIZES)
def test_four_times_the_size_takes_four_times_the_calls(name: str) -> None:
    make, size = growth.ROWS[name][0], SIZES[name]
    make(size)()  # whatever is read once
    few, many = calls_of(make(size)), calls_of(make(4 * size))

    assert few > size
    assert many < 4.4 * few


def test_every_row_of_the_benchmark_is_counted_here() -> None:
    assert SIZES.keys() == growth.ROWS.keys()


# ---- the law changed many times ------------------------------------------------------------------

PLACES: list[tuple[str, list[kj.Rate | int]]] = [
    ("jp.wage_ceiling", [10_000_000, 12_000_000]),  # sets the horizon
    ("jkm.amount_bpu", [7_000, 9_999]),
    ("jkk.rate_pu.low", [kj.percent(1), kj.percent(2)]),
    ("relief.bpu_other", [kj.percent(25), kj.percent(75)]),
    ("jp.pension_age", [60, 62]),
]


@st.composite
def stacked(draw: st.DrawFn) -> kj.LawBook:
    """A book changed up to eight times; what has no effect is left out."""
    book = LAW
    for _ in range(draw(st.integers(1, 8))):
        path, values = draw(st.sampled_from(PLACES))
        since = kj.Month(2025, 1) + draw(st.integers(0, 30))
        until = draw(st.sampled_from([None, since, since + 7]))
        try:
            book = book.with_change(path, draw(st.sampled_from(values)), since=since, until=until)
        except kj.errors.LawChangeError:
            continue
        if draw(st.booleans()):  # read in between, so that something is kept
            book.value("jkm.rate_pu", MONTH)
    return book


def values_of(book: kj.LawBook, path: str) -> list[object]:
    series = book.series(path)
    return [series.horizon, *(attrs.asdict(value, recurse=False) for value in series.values)]


@given(stacked())
@settings(max_examples=40)
def test_a_book_changed_step_by_step_is_the_book_of_all_its_changes(book: kj.LawBook) -> None:
    at_once = kj.LawBook(known_on=book.known_on, changes=book.changes)

    assert book == at_once
    assert book.horizon == at_once.horizon
    for path in (*dict(PLACES), "jkk.rate_pu", "jkm.rate_pu", "jp.rate_worker"):
        if path.count(".") == 1:
            assert values_of(book, path) == values_of(at_once, path)


def stack(size: int) -> list[kj.LawBook]:
    """Books that each have one change more than the one before, all in the same months."""
    books = [LAW]
    for number in range(size):
        books.append(books[-1].with_change("jkm.amount_bpu", 7_000 + number % 2, since=MONTH))
    return books


def test_thousands_of_stacked_changes_are_all_there() -> None:
    book = stack(20_000)[-1]
    watched = book.watched()

    assert [change.value for change in book.changes] == [7_000, 7_001] * 10_000
    assert book.changes is book.changes
    assert watched == book == kj.LawBook(known_on=LAW.known_on, changes=book.changes)
    assert watched.with_change("jkm.amount_bpu", 1, since=MONTH).changes[:-1] == book.changes
    assert pickle.loads(pickle.dumps(stack(30)[-1])).changes == book.changes[:30]


def test_a_book_of_stacked_changes_keeps_one_of_them() -> None:
    def size_of(count: int) -> int:
        tracemalloc.start()
        try:
            books = stack(count)
            return tracemalloc.get_traced_memory()[0] * bool(books)
        finally:
            tracemalloc.stop()

    stack(2)  # whatever is read once
    # Four times, and what lists have in reserve; with a list in each book it is sixteen times.
    assert size_of(2_000) < 5 * size_of(500)


def test_a_wrong_name_is_an_attribute_that_no_book_has() -> None:
    assert not hasattr(stack(1)[-1], "change")


def test_a_change_in_the_middle_leaves_the_values_around_it() -> None:
    book = LAW
    for number in range(20):
        book = book.with_change("jkm.amount_bpu", 7_000 + number, since=kj.Month(2024, 1) + number)
    middle = book.with_change("jkm.amount_bpu", 1, since=kj.Month(2024, 6), until=kj.Month(2024, 9))
    found = [middle.value("jkm.amount_bpu", kj.Month(2024, 1) + place).value for place in range(21)]

    assert found == [*range(7_000, 7_005), *[1] * 4, *range(7_009, 7_020), 7_019]


# ---- caches --------------------------------------------------------------------------------------


@pytest.mark.broad
def test_thousands_of_books_are_never_mixed() -> None:
    base = LAW.with_change("jkm.rate_pu", kj.percent("0.4"), since=kj.Month(2025, 1))
    rates = list(range(1, 3_001))
    books = [base.with_change("jht.rate_worker", kj.Rate(ppm), since=MONTH) for ppm in rates]
    worker = kj.PUEnrolment(wage=1_000_000, programs={kj.JKM, kj.JHT})
    order = list(range(len(books)))
    for seed in (1, 2):
        random.Random(seed).shuffle(order)
        for place in order:
            found = kj.assess(worker, MONTH, law=books[place])
            assert found.paid_by(kj.Payer.WORKER) == rates[place]
            assert found.of(kj.JKM) == 4_000
            assert found.law is books[place]


@pytest.mark.broad
def test_many_books_are_not_mixed_in_columns() -> None:
    import polars as pl

    frame = pl.DataFrame({"wage": [1_000_000]})
    books = [LAW.with_change("jht.rate_worker", kj.Rate(ppm), since=MONTH) for ppm in range(1, 71)]
    for ppm, book in [*enumerate(books, 1), *enumerate(books[:3], 1)]:
        how: dict[str, Any] = {"constants": {"segment": "PU", "jht": True}, "law": book}
        assert kj.frames.assess(frame, month=MONTH, **how)["jht_worker"].item() == ppm


def caches() -> Iterator[tuple[str, Any]]:
    """All functions of the package that keep what they gave."""
    for module in pkgutil.walk_packages(kj.__path__, "kopdes_jamsos."):
        for name, each in vars(importlib.import_module(module.name)).items():
            if hasattr(each, "cache_info") and each.__module__ == module.name:
                yield f"{module.name.removeprefix('kopdes_jamsos.')}.{name}", each


# What they are asked for comes out of the package: members, law files, sheets.
CLOSED = {
    "contributions.billing.bill_columns",
    "coverage.ledger._limit_path", "coverage.ledger.number_path", "documents.converter.converter",
    "documents.faults._vocabulary", "documents.leaves._members_of",
    "documents.redacting._known", "documents.results.engine_version", "enrolment.facts_of",
    "identity.nik._days", "identity.nik._every_year",
    "identity.regions.regencies", "law._files.read_file", "law.catalogue.horizon_path",
    "law.catalogue.read_all_series", "law.catalogue.tariff_paths", "law.catalogue.tariff_rows",
    "law.disability._rows", "law.disability._tables", "law.heirs.heir_ranks",
    "law.instruments.read_conventions", "law.instruments.read_instruments",
    "law.instruments.read_readings", "law.levies._base_facts", "law.risk._index",
    "rosters.corrections._table", "rosters.edits._headings", "rosters.tables._read",
    "rosters.templates._read", "scenarios.published.figures", "wording.language._read",
    "wording.language.languages",
}  # fmt: skip


def test_every_cache_has_an_end() -> None:
    found = dict(caches())
    open_ones = {name for name, each in found.items() if each.cache_info().maxsize is None}

    assert open_ones <= CLOSED
    assert found.keys() >= CLOSED
    assert all(each.cache_info().maxsize <= 1 << 16 for name, each in found.items() - CLOSED_ITEMS)


CLOSED_ITEMS = {(name, each) for name, each in caches() if name in CLOSED}


def test_a_book_keeps_the_rows_of_so_many_months_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_MONTHS", 10)
    book = kj.LawBook(known_on=LAW.known_on)
    months = [kj.Month(2016, 1) + place for place in range(40)]
    first = [kj.assess(WORKER, month, law=book).total for month in months]

    assert len(book._levies) <= 10
    due = [kj.assess(WORKER, month, law=book).due_date() for month in months]
    assert len(book._kept) <= 10
    assert [kj.assess(WORKER, month, law=book).due_date() for month in months] == due
    assert [kj.assess(WORKER, month, law=book).total for month in months] == first


# ---- memory --------------------------------------------------------------------------------------


def kept_by(job: Callable[[], object]) -> int:
    """Bytes that stay after a job has been done."""
    tracemalloc.start()
    try:
        before = 0
        for _ in range(2):
            before = tracemalloc.get_traced_memory()[0]
            job()
            for name, each in caches():  # each has an end: see above
                if name not in CLOSED:
                    each.cache_clear()
            gc.collect()
        return tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()


def test_nothing_is_kept_of_what_was_assessed() -> None:
    def assess_many() -> None:
        for wage in range(5_000_000, 5_001_000):
            kj.assess(kj.PUEnrolment(wage=wage, programs={kj.JHT, kj.JP}), MONTH, law=LAW)

    assert kept_by(assess_many) < 50_000


@pytest.mark.broad
def test_nothing_is_kept_of_books_that_are_gone() -> None:
    def change_often() -> None:
        for ppm in range(1, 400):
            book = LAW.with_change("jht.rate_worker", kj.Rate(ppm), since=MONTH)
            kj.assess(WORKER, MONTH, law=book)

    assert kept_by(change_often) < 50_000
