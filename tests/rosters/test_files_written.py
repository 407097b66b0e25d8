"""A file is written as a whole or not at all; what cannot be written is refused in our words."""

from __future__ import annotations

import errno
import gc
import os
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.rosters.books import POSIX
from tests.rosters.test_writing import BILL

import kopdes_jamsos as kj
from kopdes_jamsos._files.sheets import Page, write

ENTRY = kj.rosters.Entry(file="a.csv", row=2, subject=kj.Employee(ref="P-1"))
UPLOAD = kj.rosters.prepare_upload([ENTRY], revision="new-30")
FINDING = kj.rosters.RosterFinding(file="a.csv", row=2, code="name-missing")
WRITERS: dict[str, Callable[[Path], object]] = {
    "bill": lambda path: kj.rosters.write_bill(BILL, path),
    "payments": lambda path: kj.rosters.write_payments([BILL], path),
    "findings": lambda path: kj.rosters.write_findings([FINDING] * 500, path),
    "gaps": UPLOAD.write_gaps,
    "upload": lambda path: UPLOAD.write(path, incomplete="blank"),
}
CASES = [(name, ending) for name in WRITERS for ending in ("csv", "xlsx")]
CASES.remove(("upload", "csv"))
OLD = b"what stood there"


@contextmanager
def limited(size: int) -> Iterator[None]:
    """No file may become larger than some bytes."""
    import resource

    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, allowed[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, allowed)


def refused(path: Path, message: str, name: str = "bill") -> kj.errors.OutputError:
    """What a writer says; it names the last part of the path and no folder."""
    with pytest.raises(kj.errors.OutputError, match=message) as caught:
        WRITERS[name](path)
    gc.collect()  # what is left of a spreadsheet must not complain later
    assert str(path.parent) not in str(caught.value)
    assert caught.value.__context__ is None
    assert caught.value.remedy
    return caught.value


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write to; what is written for a while goes to another one."""
    (tmp_path / "here").mkdir()
    (tmp_path / "while").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "while"))
    return tmp_path / "here"


def untouched(path: Path) -> None:
    """The old file is whole, and nothing is left beside it."""
    assert path.read_bytes() == OLD
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert not [*(path.parents[1] / "while").iterdir()]


# ---- nothing is lost -----------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize("size", [0, 40, 700, 3_000])
@pytest.mark.parametrize("name, ending", CASES)
def test_a_limit_of_size_leaves_the_old_file(here: Path, name: str, ending: str, size: int) -> None:
    path = here / f"a.{ending}"
    path.write_bytes(OLD)
    WRITERS[name](here / f"whole.{ending}")
    whole = (here / f"whole.{ending}").stat().st_size
    (here / f"whole.{ending}").unlink()
    if whole <= size:
        return
    with limited(size):
        told = refused(path, f"a.{ending}.*larger than", name)

    assert told.code == "output"
    untouched(path)


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_disk_that_fails_leaves_the_old_file(
    here: Path, monkeypatch: pytest.MonkeyPatch, ending: str, code: int, step: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    path = here / f"a.{ending}"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, step, fails)
    full = code in (errno.ENOSPC, errno.EDQUOT)
    kept = code in (errno.EACCES, errno.EROFS)
    refused(path, "is full" if full else "may not be written" if kept else "cannot be written")

    untouched(path)


@pytest.mark.parametrize(
    "told, message",
    [("IO_ENOSPC", "is full"), ("IO_EFBIG", "larger than"), ("IO_WRITE", "cannot be")],
)
def test_what_lxml_says_of_the_disk_is_understood(here: Path, told: str, message: str) -> None:
    """With lxml, where it is installed, openpyxl has errors of another kind."""
    kind = type("SerialisationError", (Exception,), {"__module__": "lxml.etree"})

    def rows() -> Iterator[list[Any]]:
        yield from [["Ani Contoh"]] * 300
        raise kind(told)

    path = here / "a.xlsx"
    path.write_bytes(OLD)
    with pytest.raises(kj.errors.OutputError, match=message):
        write(path, [Page(name="A", headings=["a"], rows=rows())])
    untouched(path)


@pytest.mark.parametrize("raised", [KeyboardInterrupt, MemoryError, ZeroDivisionError])
@pytest.mark.parametrize("at", [0, 1, 300])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_interrupt_leaves_the_old_file_and_goes_on(
    here: Path, ending: str, at: int, raised: type[BaseException]
) -> None:
    def rows() -> Iterator[list[Any]]:
        for number in range(1_000):
            if number == at:
                raise raised
            yield [number, "Ani Contoh"]

    path = here / f"a.{ending}"
    path.write_bytes(OLD)
    with pytest.raises(raised):
        write(path, [Page(name="A", headings=["a", "b"], rows=rows())])
    gc.collect()

    untouched(path)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_rows_that_are_refused_leave_the_old_file(here: Path, ending: str) -> None:
    path = here / f"a.{ending}"
    path.write_bytes(OLD)
    with pytest.raises(kj.errors.InvalidFactError):
        kj.rosters.write_findings([FINDING, "finding"], path)  # type: ignore[list-item]

    untouched(path)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_writers_at_the_same_time_each_write_a_whole_file(here: Path, ending: str) -> None:
    path = here / f"a.{ending}"
    head = ["anggota_ref", "koperasi_ref", "nama"]
    wrong: list[BaseException] = []

    def writes(number: int) -> None:
        rows = [[f"M-{number}", "K-1", f"Ani {number}"]] * (20 * number)
        try:
            for _ in range(3):
                write(path, [Page(name="A", headings=head, rows=rows)])
        except BaseException as error:
            wrong.append(error)

    write(path, [Page(name="A", headings=head, rows=[["M-1", "K-1", "Ani"]])])
    threads = [threading.Thread(target=writes, args=(number,)) for number in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        roster = kj.rosters.read(path, on=kj.Month(2026, 11).first_day)
        refs = [person.ref for person in roster.people]
        number = int(str(refs[0])[2:])
        assert refs == [f"M-{number}"] * (1 if len(refs) == 1 else 20 * number)
    for thread in threads:
        thread.join()

    assert wrong == []
    assert [each.name for each in here.iterdir()] == [path.name]


def test_a_large_file_is_handed_over_in_pieces(here: Path) -> None:
    path = here / "a.csv"
    rows = [[f"M-{number}", "Ani Contoh"] for number in range(20_000)]
    sizes: list[int] = []

    def watched() -> Iterator[list[Any]]:
        for number, row in enumerate(rows):
            if not number % 5_000:
                sizes.extend(each.stat().st_size for each in here.iterdir())
            yield row

    write(path, [Page(name="A", headings=["a", "b"], rows=watched())])

    assert sizes == sorted(set(sizes))
    assert path.read_text("utf-8-sig").splitlines() == ["a,b", *map(",".join, rows)]


# ---- what stays as it was ------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_mode_of_a_file_is_kept(here: Path, ending: str, mode: int) -> None:
    path = here / f"a.{ending}"
    path.write_bytes(OLD)
    path.chmod(mode)
    WRITERS["bill"](path)

    assert path.read_bytes() != OLD
    assert stat.S_IMODE(path.stat().st_mode) == mode


@POSIX
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_mode_that_new_files_have(here: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        WRITERS["bill"](here / "a.csv")
    finally:
        os.umask(before)

    assert stat.S_IMODE((here / "a.csv").stat().st_mode) == 0o666 & ~mask


@POSIX
def test_nobody_else_reads_what_is_being_written(here: Path) -> None:
    """While it is written the new file may be read by no more people than the old one."""
    path = here / "a.csv"
    path.write_bytes(OLD)
    path.chmod(0o600)
    modes: list[int] = []

    def rows() -> Iterator[list[Any]]:
        for _ in range(3):
            modes.extend(stat.S_IMODE(each.stat().st_mode) for each in here.iterdir())
            yield ["Ani Contoh"]

    write(path, [Page(name="A", headings=["a"], rows=rows())])

    assert set(modes) == {0o600}
    assert len(modes) == 6  # the old file and the new one, each time


@POSIX
def test_a_link_stays_a_link(here: Path) -> None:
    path, link = here / "a.csv", here / "link.csv"
    path.write_bytes(OLD)
    link.symlink_to("a.csv")
    WRITERS["bill"](link)

    assert link.is_symlink()
    assert path.read_bytes() != OLD


def test_a_path_of_the_working_folder_is_written_there(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here)
    kj.rosters.write_bill(BILL, "a.csv")

    assert [each.name for each in here.iterdir()] == ["a.csv"]


# ---- where nothing can be written ----------------------------------------------------------------


@pytest.mark.parametrize("name, ending", CASES)
def test_a_folder_that_is_not_there(here: Path, name: str, ending: str) -> None:
    refused(here / "none" / f"a.{ending}", f"folder of '?a.{ending}'? is not there", name)

    assert not [*here.iterdir()]


@pytest.mark.parametrize("name, ending", CASES)
def test_a_folder_in_the_place_of_the_file(here: Path, name: str, ending: str) -> None:
    (here / f"a.{ending}").mkdir()
    refused(here / f"a.{ending}", f"a.{ending}'? is a folder", name)

    assert not [*(here / f"a.{ending}").iterdir()]


@POSIX
@pytest.mark.parametrize("device", ["full", "null", "zero"])
@pytest.mark.parametrize("name, ending", CASES)
def test_a_device(here: Path, name: str, ending: str, device: str) -> None:
    (here / f"a.{ending}").symlink_to(f"/dev/{device}")
    refused(here / f"a.{ending}", f"a.{ending}'? is no regular file", name)


@POSIX
def test_a_pipe_is_not_waited_for(here: Path) -> None:
    os.mkfifo(here / "a.csv")
    refused(here / "a.csv", "no regular file")


@pytest.mark.parametrize("name, ending", CASES)
def test_a_name_with_a_nul(here: Path, name: str, ending: str) -> None:
    refused(here / f"a\0b.{ending}", "cannot be a name", name)


@POSIX
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_name_that_the_system_has_no_bytes_for(here: Path, ending: str) -> None:
    refused(here / f"a\ud800b.{ending}", "cannot be a name")


@POSIX
@pytest.mark.parametrize("name, ending", CASES)
def test_a_name_that_is_too_long(here: Path, name: str, ending: str) -> None:
    told = refused(here / f"{'x' * 300}.{ending}", "too long", name)
    assert len(str(told)) < 500

    # The longest name that there may be is written: what stands beside it for a while is shorter.
    longest = here / f"{'x' * (255 - 1 - len(ending))}.{ending}"
    WRITERS[name](longest)
    assert longest.stat().st_size


@POSIX
@pytest.mark.parametrize("name, ending", CASES)
def test_links_that_lead_nowhere(here: Path, name: str, ending: str) -> None:
    (here / f"a.{ending}").symlink_to(here / "none" / f"b.{ending}")
    (here / f"b.{ending}").symlink_to(f"c.{ending}")
    (here / f"d.{ending}").symlink_to(f"d.{ending}")
    for letter in "abd":
        refused(here / f"{letter}.{ending}", f"{letter}.{ending}'? is a link that leads", name)

    assert len([*here.iterdir()]) == 3


@pytest.mark.parametrize("name, ending", CASES)
def test_a_file_in_the_place_of_a_folder(here: Path, name: str, ending: str) -> None:
    (here / "file").write_bytes(OLD)
    refused(here / "file" / f"a.{ending}", f"folder of '?a.{ending}'? is not there", name)


@POSIX
def test_a_file_that_may_not_be_written(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = here / "a.csv"
    path.write_bytes(OLD)
    path.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda *_: False)  # the super-user may
    refused(path, "may not be written")

    untouched(path)


class Strange(os.PathLike[Any]):
    """A path that is none."""

    def __init__(self, gives: object) -> None:
        self.gives = gives

    def __fspath__(self) -> Any:
        return self.gives


@pytest.mark.parametrize("gives", [b"a.csv", 1, None])
def test_a_path_that_gives_no_text_is_refused(gives: object) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.rosters.write_bill(BILL, Strange(gives))
