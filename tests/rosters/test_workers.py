"""Large files read by several processes: what comes out is what one process gives."""

from __future__ import annotations

import csv
import datetime as dt
import multiprocessing
import os
import pickle
import runpy
import signal
import threading
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kopdes_jamsos as kj
from kopdes_jamsos.rosters import workers
from kopdes_jamsos.rosters.limits import Limits
from kopdes_jamsos.rosters.sheets import Source

ON = dt.date(2026, 11, 22)
MAKE: Any = runpy.run_path(
    str(Path(__file__).resolve().parents[2] / "examples" / "data" / "make_simkopdes.py")
)["make"]
POOL = "concurrent.futures.ProcessPoolExecutor"


class Here:
    """Does in this process what a further one would do, with all that it is given pickled."""

    made: list[Here]

    def __init__(self, number: int, **_: object) -> None:
        self.number = number
        self.waiting = 0
        self.most = 0
        self.is_ended = False
        Here.made.append(self)

    def submit(self, read: Any, *given: Any) -> Any:
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        pool, sent = self, pickle.dumps((read, given))

        class Later(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                pool.waiting -= 1
                function, arguments = pickle.loads(sent)
                return pickle.loads(pickle.dumps(function(*arguments)))

        return Later()

    def shutdown(self, *, cancel_futures: bool) -> None:
        assert cancel_futures
        self.is_ended = True


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> type[Here]:
    """Every file counts as large, blocks are small, and no process is started."""
    monkeypatch.setattr(workers, "_LEAST_BYTES", 0)
    monkeypatch.setattr(workers, "_BLOCK", 2_000)
    monkeypatch.setattr(POOL, Here)
    Here.made = []
    return Here


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("simkopdes")
    MAKE(folder, share=0.03, each=1)
    return folder


def members(path: Path, number: int, *more: str, encoding: str = "utf-8") -> Path:
    """A table of members, and some lines behind them."""
    lines = [f"M-{at},K-1,Ani Contoh {at}\n" for at in range(number)]
    text = "".join(["anggota_ref,koperasi_ref,nama\n", *lines, *more])
    path.write_bytes(text.encode(encoding))
    return path


def taken(path: Path, number: int, **arguments: Any) -> tuple[Any, ...]:
    """All that comes out of a table, down to an error."""
    with kj.rosters.scan(path, on=ON, workers=number, **arguments) as scan:
        entries: list[kj.rosters.Entry] = []
        error = None
        try:
            entries.extend(scan)
        except kj.errors.RosterError as found:
            error = (str(found), found.__cause__, found.__context__)
        return entries, scan.findings, scan.tally, error


def same(path: Path, **arguments: Any) -> tuple[Any, ...]:
    """What comes out of one and of several processes."""
    one, several = taken(path, 1, **arguments), taken(path, 3, **arguments)
    assert one == several
    assert Here.made.pop().is_ended
    return several


def test_two_processes_give_what_one_gives(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_LEAST_BYTES", 0)
    monkeypatch.setattr(workers, "_BLOCK", 20_000)
    path = folder / "anggota_koperasi.csv"
    one = kj.rosters.read(path, on=ON)
    assert kj.rosters.read(path, on=ON, workers=2) == one
    assert len(one.findings) > 20
    assert multiprocessing.active_children() == []
    with kj.rosters.scan(path, on=ON, workers=2) as entries:
        assert next(iter(entries)) == one.entries[0]
        assert multiprocessing.active_children()
    assert multiprocessing.active_children() == []


def test_all_tables_with_all_planted_defects(folder: Path, pool: type[Here]) -> None:
    people = 0
    for path in sorted(folder.glob("*_*.csv")):
        one, several = (kj.rosters.read(path, on=ON, workers=number) for number in (1, 2))
        assert one == several
        assert [type(entry.subject) for entry in one.entries] == [
            type(entry.subject) for entry in several.entries
        ]
        people += len(one.people)
    assert len(pool.made) == 3
    assert people > 1_000


def test_quoted_cells_are_read_by_the_others_too(
    folder: Path, tmp_path: Path, pool: type[Here], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pengurus_koperasi.csv"
    source = folder / path.name
    with source.open(encoding="cp1252", newline="") as file, path.open("w", newline="") as other:
        delimiter = ";" if ";" in file.readline() else ","
        file.seek(0)
        writer = csv.writer(other, quoting=csv.QUOTE_ALL)
        writer.writerows(csv.reader(file, delimiter=delimiter))
    entries, *_ = same(path)
    assert len(entries) > 100
    seen: list[str] = []
    submit = Here.submit

    def watched(self: Here, read: Any, *given: Any) -> Any:
        seen.extend(given[2])
        return submit(self, read, *given)

    monkeypatch.setattr(Here, "submit", watched)
    taken(path, 2)
    assert sum(line != "\n" for line in seen) > len(entries) * 0.9


def test_corrections_and_repeated_rows(tmp_path: Path, pool: type[Here]) -> None:
    path = tmp_path / "a.csv"
    nik = "3604995708900003"
    path.write_text(
        "anggota_ref,koperasi_ref,nama,nik\n"
        + f"M-1,K-1,Ani Contoh,{nik}\nM-2,K-1,Budi Contoh,\n" * 100
    )
    fixed = tmp_path / "fixed.csv"
    fixed.write_text(
        "file,row,column,correction\na.csv,2,nik,(kosong)\na.csv,5,,(hapus)\na.csv,999,,(hapus)\n"
    )
    corrections = kj.rosters.read_corrections(fixed)
    entries, findings, tally, _ = same(path, corrections=corrections)
    assert [entries[0].person.nik, entries[2].person.nik.digits] == [None, nik]
    assert tally.codes["nik-duplicate"] == 98
    assert tally.codes["row-dropped"] == 1
    assert [finding.row for finding in findings] == [999]
    assert {f.original for entry in entries[4:] for f in entry.findings} == {nik, None}


def test_two_chairs_without_a_nik(tmp_path: Path, pool: type[Here]) -> None:
    path = tmp_path / "a.csv"
    lines = [f"P-{at},K-1,Ani Contoh,Ketua,Pengurus\n" for at in range(3)]
    path.write_text("pengurus_ref,koperasi_ref,nama,jabatan,status\n" + "".join(lines))
    entries, *_ = same(path)
    assert [[(f.code, dict(f.figures)) for f in entry.findings] for entry in entries] == [
        [],
        [("two-chairs", {"first": 2})],
        [("two-chairs", {"first": 2})],
    ]


@pytest.mark.parametrize(
    "more, arguments, expected",
    [
        (('M-x,K-1,"Ani\n',), {}, "end"),
        (('M-x,K-1,"Ani\nContoh"\n', "M-x,K-1,Ani\n"), {}, None),
        (("M-x,K-1," + "x" * 140_000 + "\n",), {}, "end"),
        (("M-x,K-1," + "x" * 70_000 + "\n", "M-y,K-1,Ani\n"), {}, None),
        (("M-x,K-1," + "x" * 1_100_000 + "\n",), {}, "end"),
        (("\n", "M-x,K-1,Ani,\n", "  ,,\n", "M-x"), {}, None),
        ((), {"limits": Limits(rows=150)}, "more rows"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_the_same_row(
    tmp_path: Path, pool: type[Here], more: tuple[str, ...], arguments: Any, expected: str | None
) -> None:
    entries, _, _, error = same(members(tmp_path / "a.csv", 200, *more), **arguments)
    assert (error is None) == (expected is None)
    assert expected is None or expected in error[0]
    assert len(entries) >= 149


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_encodings(tmp_path: Path, pool: type[Here], encoding: str) -> None:
    path = members(tmp_path / "a.csv", 300, "M-x,K-1,Andr\xe9\n", encoding=encoding)
    entries, *_ = same(path)
    assert entries[-1].person.name == "Andr\xe9"


def test_bytes_that_are_no_text_are_told_at_the_same_row(tmp_path: Path, pool: type[Here]) -> None:
    path = members(tmp_path / "a.csv", 2_000, "M-x,K-1,Andr\xe9\n", encoding="cp1252")
    entries, _, _, error = same(path, encoding="utf-8")
    assert "encoding" in error[0]
    assert len(entries) > 1_000


def test_a_table_that_was_closed_is_read_no_further(tmp_path: Path, pool: type[Here]) -> None:
    scan = kj.rosters.scan(members(tmp_path / "a.csv", 500), on=ON, workers=2)
    next(iter(scan))
    scan.close()
    assert pool.made[0].is_ended
    with pytest.raises(kj.errors.RosterError, match="closed before"):
        list(scan)


def test_a_table_that_changes_while_it_is_read_is_refused(tmp_path: Path, pool: type[Here]) -> None:
    path = members(tmp_path / "a.csv", 2_000)
    stamp = path.stat().st_mtime_ns
    with kj.rosters.scan(path, on=ON, workers=2) as entries:
        next(iter(entries))
        with path.open("r+") as file:
            file.truncate(100)
        os.utime(path, ns=(stamp, stamp + 5_000_000_000))
        with pytest.raises(kj.errors.RosterError, match="changed while"):
            list(entries)


def test_a_table_that_shrinks_before_it_is_read_is_refused(
    tmp_path: Path, pool: type[Here]
) -> None:
    path = members(tmp_path / "a.csv", 20_000)
    with kj.rosters.scan(path, on=ON, workers=2) as entries:
        with path.open("r+") as file:
            file.truncate(0)
        with pytest.raises(kj.errors.RosterError, match="changed while"):
            list(entries)


def test_few_blocks_are_under_way_and_the_end_of_a_loop_ends_the_processes(
    tmp_path: Path, pool: type[Here]
) -> None:
    path = members(tmp_path / "a.csv", 5_000)
    scan = kj.rosters.scan(path, on=ON, workers=2)
    for _ in zip(scan, range(3_000), strict=False):
        pass
    assert next(iter(scan)).row in (3_002, 3_003)
    assert (pool.made[0].number, pool.made[0].most) == (2, 5)
    assert not pool.made[0].is_ended
    # Nobody has closed it: what is left of it is cleared away with it.
    del scan
    assert pool.made[0].is_ended


def test_small_files_other_tables_and_spreadsheets_are_read_by_one(
    folder: Path, tmp_path: Path, pool: type[Here], monkeypatch: pytest.MonkeyPatch
) -> None:
    kj.rosters.read(folder / "profil_koperasi.csv", on=ON, workers=2)
    sheet = tmp_path / "a.xlsx"
    openpyxl = pytest.importorskip("openpyxl")
    page = openpyxl.Workbook()
    page.active.append(["anggota_ref", "koperasi_ref", "nama"])
    page.active.append(["M-1", "K-1", "Ani"])
    page.save(sheet)
    assert len(kj.rosters.read(sheet, on=ON, workers=2).people) == 1
    monkeypatch.undo()
    monkeypatch.setattr(POOL, None)
    assert kj.rosters.read(folder / "anggota_koperasi.csv", on=ON, workers=2).people
    assert pool.made == []


@pytest.mark.parametrize("number", [0, -1, True, 1.5, 2.0, "2", None, 61, 10**6, 10**30])
def test_numbers_of_processes_that_make_no_sense_are_refused(tmp_path: Path, number: Any) -> None:
    path = members(tmp_path / "a.csv", 1)
    with pytest.raises(kj.errors.InvalidFactError, match="workers must be"):
        kj.rosters.scan(path, on=ON, workers=number)


@pytest.mark.parametrize("way", ["starts none", "refuses", "breaks"])
def test_where_no_process_can_be_started_it_is_said(
    tmp_path: Path, pool: type[Here], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    class Broken(Here):
        def __init__(self, number: int, **_: object) -> None:
            if way == "starts none":
                raise NotImplementedError("no semaphores")
            super().__init__(number)

        def submit(self, read: Any, *given: Any) -> Any:
            if way == "refuses":
                raise AssertionError("daemonic processes are not allowed to have children")
            broken: Future[Any] = Future()
            broken.set_exception(BrokenProcessPool("Ani Contoh"))
            return broken

    monkeypatch.setattr(POOL, Broken)
    path = members(tmp_path / "a.csv", 100)
    with pytest.raises(kj.errors.RosterError, match="workers=1") as told:
        kj.rosters.read(path, on=ON, workers=2)
    assert told.value.__cause__ is told.value.__context__ is None
    assert all(each.is_ended for each in pool.made)
    if way == "starts none":
        path.rename(tmp_path / "b.csv")  # on Windows it could not be, if it were open


def test_a_further_process_ends_with_the_first_and_by_no_interrupt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(signal, "signal", lambda *given: told.append(given))
    monkeypatch.setattr(os, "_exit", told.append)
    workers.begin()
    assert told == [(signal.SIGINT, signal.SIG_IGN)]

    class Parent:
        def join(self) -> None:
            told.append("waited")

    class Thread:
        def __init__(self, *, target: Any, args: Any, daemon: bool) -> None:
            assert daemon
            self.start = lambda: target(*args)

    monkeypatch.setattr(multiprocessing, "parent_process", Parent)
    monkeypatch.setattr(threading, "Thread", Thread)
    workers.begin()
    assert told[2:] == ["waited", 1]


CHARACTERS = st.text(alphabet='a"\n\r,; ', max_size=60)


@given(st.lists(CHARACTERS | st.sampled_from(['"a,b",c\r\n', 'a,"b\nc"\n', '"a""",\n'])))
def test_rows_cut_into_blocks_are_the_rows_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "cut.csv"
    path.write_bytes("".join(["a,b\n", *pieces]).encode())
    source = Source(path, limits=Limits(), encoding=None, delimiter=None)
    plain: list[list[str]] = []
    fault = None
    try:
        plain.extend(cells for _, cells in source.rows(","))
    except kj.errors.RosterError as error:
        fault = str(error)
    for after, apart, size in ((1, (), 1), (1, (3,), 9), (2, (), 20)):
        if after > len(plain):
            continue
        rows: list[list[str]] = []
        for block in source.blocks(",", after=after, apart=apart, size=size):
            assert block.first == after + len(rows) + 1
            found = list(csv.reader(block.lines))
            assert len(found) == len(block.lines)
            rows += [block.apart.get(place, cells) for place, cells in enumerate(found)]
        assert (None if block.fault is None else str(block.fault)) == fault
        assert rows == plain[after:]
    source.close()
