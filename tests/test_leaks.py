"""No error holds anything personal: not in its words, in what it keeps, or in an error behind it.

What the fuzzers plant is looked for in the same way (`tests.fuzz.watch`).
"""

from __future__ import annotations

import ast
import datetime as dt
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from tests.fuzz import constructors, xlsx_files
from tests.fuzz.watch import held_by
from tests.people import VILLAGE

import kopdes_jamsos as kj
from kopdes_jamsos._personal import is_personal
from kopdes_jamsos.errors import refusing, show
from kopdes_jamsos.months import months_after

SOURCE = Path(kj.__file__).parent
ON = dt.date(2026, 11, 22)
NIK = "3604991708909991"
PLANTED: tuple[object, ...] = (
    *(-7_654_321, 7_654_321.5, "7654321", 10**30 + 7_654_321, [7_654_321]),
    *("1987-06-05", "05/06/1987", dt.datetime(1987, 6, 5), dt.date(9990, 6, 5)),  # noqa: DTZ001 - refused
    *("Ani Contoh", b"Ani Contoh", {"name": "Ani Contoh"}, {"Ani Contoh": 1}, ["Ani Contoh"]),
    *(NIK, int(NIK), kj.Nik(NIK), kj.Member(name="Ani Contoh"), {1: 9**9999, 2: NIK}),
)
TOLD = ("7654321", "7.654.321", "1987", "1990-08-17", "9990", "Ani Contoh", NIK)


def told_by(error: BaseException, words: tuple[str, ...] = TOLD) -> list[str]:
    """Which of some words an error holds anywhere."""
    held = list(held_by(error))
    return [word for word in words if any(word in text for text in held)]


def test_nothing_is_raised_while_another_error_is_handled() -> None:
    """It would stay in `__context__`, also with `from None`; `refusing` is for that.

    That a package is missing tells of nobody, what is wrong with a law file is no secret, and an
    error of the disk is told in our words further out.
    """
    raised = []
    for path in SOURCE.rglob("*.py"):
        for handler in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(handler, ast.ExceptHandler) or path.name == "_files.py":
                continue
            if isinstance(handler.type, ast.Name) and handler.type.id == "ModuleNotFoundError":
                continue
            raised += [
                f"{path.relative_to(SOURCE)}:{node.lineno}: {ast.unparse(node.exc)}"
                for part in handler.body
                for node in ast.walk(part)
                if isinstance(node, ast.Raise) and node.exc is not None
            ]

    assert [each for each in raised if "OSError(" not in each and "_of_the_disk(" not in each] == []


def test_what_an_error_quotes_goes_through_show() -> None:
    """It leaves out what looks like a NIK or a date; `!r` would not."""
    quoted = [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for path in SOURCE.rglob("*.py")
        if path.name != "_lazy.py"  # names of our own modules
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("Error")
        for part in ast.walk(call)
        if isinstance(part, ast.FormattedValue) and part.conversion == ord("r")
    ]

    assert quoted == []


INJURIES = (
    kj.Injury("arm-from-shoulder"),
    kj.Injury("arm-from-shoulder-x"),
    kj.Injury("arm-from-shoulder", side="right", steps=7),
    kj.Injury("arm-from-shoulder", side="right", function_loss=kj.percent("0")),
)


@pytest.mark.parametrize("place", range(len(INJURIES)))
def test_no_error_tells_where_somebody_was_hurt(place: int) -> None:
    worker = kj.PUEnrolment(wage=5_432_100, programs={kj.JKK}, risk_class=1)
    paid = kj.Participation.paid_through(worker, since=kj.Month(2024, 1), months=24)
    accident = kj.WorkAccident(dt.date(2025, 3, 4), injuries=[INJURIES[place]], left_handed=False)
    with pytest.raises(kj.KopdesJamsosError) as caught:
        kj.entitle(accident, [paid])

    assert told_by(caught.value, ("shoulder", "7 ")) == []


def test_an_error_of_others_comes_out_as_ours_and_one_of_ours_as_it_is() -> None:
    ours = kj.errors.InvalidFactError("It is wrong.", remedy="Mend it.")
    other = kj.errors.RosterError("Another.", remedy="Mend it.")
    with pytest.raises(kj.errors.InvalidFactError) as caught, refusing(lambda: ours, ValueError):
        int("Ani Contoh")
    assert caught.value is ours
    assert ours.__cause__ is ours.__context__ is None
    with pytest.raises(kj.errors.RosterError) as passed, refusing(lambda: ours, ValueError):
        raise other
    assert passed.value is other
    with pytest.raises(KeyError), refusing(lambda: ours, ValueError):
        raise KeyError("name")


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "roster.csv"
    path.write_bytes(content)
    return path


def _book(folder: Path, cell: str) -> Path:
    path = folder / "roster.xlsx"
    parts = dict(xlsx_files.by_hand())
    sheet = next(name for name in parts if name.startswith(b"xl/worksheets/"))
    parts[sheet] = parts[sheet].replace(b"3.604991708909991E15", cell.encode())
    with zipfile.ZipFile(path, "w") as book:
        for name, part in parts.items():
            book.writestr(name.decode(), part)
    return path


def _read(path: Path, **options: Any) -> object:
    return kj.rosters.read(path, on=ON, **options)


def _named_twice() -> object:
    frame = pa.table([[1], [2]], names=["Ani Contoh", "Ani Contoh"])
    return kj.frames.assess(frame, month=kj.Month(2026, 11))


BEHIND: dict[str, Callable[[Path], object]] = {
    "bytes in another encoding": lambda folder: _read(
        _file(folder, b"nama,nik\nAni Contoh \xe9,\n"), encoding="utf-8"
    ),
    "a delimiter that is none": lambda folder: _read(
        _file(folder, b"nama,nik\n"), delimiter="Ani Contoh"
    ),
    "an encoding that is none": lambda folder: _read(
        _file(folder, b"nama,nik\n"), encoding="Ani Contoh"
    ),
    "no such file": lambda folder: _read(folder / "Ani Contoh.csv"),
    "a name with NUL": lambda folder: _read(folder / "Ani Contoh\0.csv"),
    "a number of a spreadsheet": lambda folder: _read(_book(folder, "Ani Contoh")),
    "a part of a spreadsheet": lambda folder: _read(_book(folder, "<Ani Contoh")),
    "a column of several kinds": lambda _: kj.frames.assess(
        pd.DataFrame({"wage": [5_432_100, "Ani Contoh"]}), month=kj.Month(2026, 11)
    ),
    "two columns of one name": lambda _: _named_twice(),
    "no frame": lambda _: kj.frames.assess("Ani Contoh", month=kj.Month(2026, 11)),
    "a row of nobody": lambda _: kj.frames.explain(
        pd.DataFrame({"id": ["Ani Contoh"], "wage": [5_432_100]}),
        {"id": "Ani Contoh x"},
        month=kj.Month(2026, 11),
        constants={"segment": "PU", "jkm": True},
    ),
    "a wage as a constant": lambda _: kj.frames.assess(
        pd.DataFrame({"wage": [1]}), month=kj.Month(2026, 11), constants={"income": "7654321"}
    ),
    "a day beyond the calendar": lambda _: months_after(dt.date(9990, 6, 5), 1_000),
    "a document that is no JSON": lambda _: kj.from_json('{"name": "Ani Contoh"', "person"),
    "bytes that are no text": lambda _: kj.from_json(b"Ani Contoh \xff", "person"),
    "a date on no calendar": lambda _: kj.from_json(
        '{"kind": "person", "schema_version": 3, "data": {"type": "member", '
        '"birth_date": "1987-06-55"}}',
        "person",
    ),
}


@pytest.mark.parametrize("name", BEHIND)
def test_no_error_stands_behind_one_of_ours(name: str, tmp_path: Path) -> None:
    with pytest.raises(kj.KopdesJamsosError) as caught:
        BEHIND[name](tmp_path)

    assert told_by(caught.value) == []
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def _places() -> Iterator[tuple[str, str]]:
    for name, (_, good, _) in constructors.CALLS.items():
        for key in good:
            # Prices have the code of the refusal in the place of a price: see below.
            if constructors.is_of_people(name, key) and not name.endswith("_prices"):
                yield name, key


@pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")
@pytest.mark.parametrize("name,key", sorted(_places()))
def test_a_refused_fact_is_not_kept(name: str, key: str) -> None:
    call, good, _ = constructors.CALLS[name]
    refused = 0
    for fact in PLANTED:
        error = refusal(call, {**good, key: fact})
        told: tuple[str, ...] = TOLD
        if (
            type(fact) is dt.date or fact == "1987-06-05"
        ):  # the law says of which day it has no value
            told = tuple(word for word in TOLD if word not in str(error))
        assert error is None or told_by(error, told) == []
        refused += error is not None
    assert refused


@pytest.mark.parametrize("key", ["income", "wage"])
def test_a_refusal_in_the_place_of_a_price_does_not_keep_the_fact(key: str) -> None:
    people: Any = {"employees": [kj.Employee(ref="E-1")], "officers": [kj.Officer(role="ketua")]}
    kdmp = kj.Cooperative(
        name="KDMP Contoh", kind="KDMP", village=VILLAGE, scale="micro", risk_class=1, **people
    )
    cover = kj.coverage.covered_on(kdmp, ON)
    segment_prices: Any
    segment_prices, good, _ = constructors.CALLS["segment_prices"]
    for fact in (*PLANTED[:5], "Ani Contoh", ["Ani Contoh"]):
        given: dict[str, Any] = {"income": 1_000_000, "wage": 3_000_000, key: fact}
        gaps = kj.contributions.gap_prices(cover, kj.Month(2026, 11), **given)
        for prices in (gaps, segment_prices(**{**good, **given})):
            told = [str(prices.explain("en")), *(each.remedy for each in prices.lines)]
            assert [word for word in TOLD for text in told if word in text] == []
            assert any(each.code.startswith("invalid-") for each in prices.lines)


def refusal(call: Callable[..., object], arguments: dict[str, object]) -> Exception | None:
    """The error of ours that a call ends in, if it does."""
    try:
        call(**arguments)
    except kj.KopdesJamsosError as error:
        return error
    return None


def test_the_field_is_kept_in_the_place_of_the_fact() -> None:
    kept: dict[str, Callable[[], object]] = {
        "wage": lambda: kj.PUEnrolment(wage=-7_654_321, programs={kj.JKK}),
        "birth_date": lambda: kj.Member(birth_date="17-08-1990"),
        "paid_on": lambda: kj.Payment(month=kj.Month(2026, 1), paid_on="x"),
        "Sex": lambda: kj.Member(sex="Ani Contoh"),
        "transport": lambda: kj.WorkAccident(ON, transport={"land": -7_654_321}),
    }
    for field, make in kept.items():
        with pytest.raises(kj.KopdesJamsosError) as caught:
            make()
        assert caught.value.value == field


MISPLACED: tuple[object, ...] = (
    *("1987-06-05", "05.06.1987", dt.date(1987, 6, 5), kj.Nik(NIK), NIK, {"name": "Ani Contoh"}),
    *(kj.Member(name="Ani Contoh", ref="Ani Contoh"), ["1987-06-05"], [[[["Ani Contoh"]]]]),
    *(["Ani Contoh"] * 101, [9**9999, NIK]),
)


@pytest.mark.parametrize("place", range(len(MISPLACED)))
def test_a_fact_in_the_wrong_place_is_neither_shown_nor_kept(place: int) -> None:
    fact = MISPLACED[place]
    error = kj.errors.InvalidFactError(f"{show(fact)} is wrong.", value=fact, remedy="Mend it.")

    assert told_by(error) == []
    assert error.value is None


def test_what_tells_of_nobody_is_shown_and_kept() -> None:
    for value in ("gojek", 7, kj.Month(2026, 11), kj.JKK, ("sector",), [kj.JHT], "36.04.05.200"):
        error = kj.errors.InvalidFactError("It is wrong.", value=value, remedy="Mend it.")
        assert error.value is value
        assert show(value) == repr(value)


def test_the_kinds_of_personal_facts_are_in_the_table() -> None:
    kinds = [kj.identity.Sex, kj.Sector, kj.programs.Transport, kj.RiskClass]

    assert [kind.__name__ for kind in kinds if is_personal(kind)] == ["Sex", "Transport"]


# --- what is printed ----------------------------------------------------------------------------


def _rosters(folder: Path) -> list[kj.rosters.Roster]:
    """A NIK, and a name, in every field."""
    tables = {
        "profil.csv": "koperasi_ref,nama_koperasi,nik_koperasi,kode_wilayah\n"
        f"K-71,KDMP Contoh,{NIK},36.04.05.2001\n{NIK},Ani Contoh,{NIK},x{NIK}\n",
        "roster.csv": "koperasi_ref,ref,nama,kedudukan,jabatan,nik,segmen,program,upah\n"
        + "".join(
            f"K-71,R-72,Ani Contoh,karyawan,{post},{NIK},PU,JKK,7654321\n"
            for post in ("kasir", NIK, f"NIK {NIK}", "Ani Contoh")
        )
        + f"K-{NIK},NIK {NIK},{NIK},{NIK},{NIK},x{NIK},{NIK},{NIK},{NIK}\n",
    }
    rosters = []
    for name, content in tables.items():
        path = folder / name
        path.write_text(content)
        rosters.append(kj.rosters.read(path, on=ON))
    return rosters


def test_no_repr_of_a_roster_shows_references_names_or_a_misplaced_nik(tmp_path: Path) -> None:
    rosters = _rosters(tmp_path)
    kdmp = kj.Cooperative(name="KDMP Contoh", kind="KDMP", village=VILLAGE, npwp=NIK, nib=NIK)
    gathered = kj.rosters.gather(rosters, cooperatives={"K-71": kdmp})
    entries = [entry for roster in rosters for entry in roster.entries]
    upload = kj.rosters.prepare_upload(entries, revision="new-30")
    things: list[object] = [*rosters, gathered, upload, *entries, *upload.gaps, kdmp]
    things += [entry.subject for entry in entries] + [entry.particulars for entry in entries]
    things += [each for roster in rosters for each in (*roster.people, *roster.findings)]
    things += [*gathered.findings, *gathered.unplaced, *gathered.repeated]
    things += gathered.cooperatives.values()
    printed = [f"{thing!r} {thing}" for thing in things]

    assert len(entries) > 5
    assert len(things) > 30
    for word in ("K-71", "R-72", "Contoh", NIK, NIK[2:-2], "7654321"):
        assert [text for text in printed if word in text] == []
