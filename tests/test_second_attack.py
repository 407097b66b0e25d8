"""What generators written anew have found: each kind of fault, for every place that had it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from tests.fuzz.watch import held_by
from tests.test_integers import CALLS

import kopdes_jamsos as kj
from kopdes_jamsos.law.tariff import Base

MONTH = kj.Month(2026, 2)
DAY = dt.date(2026, 2, 1)


class Unequal(str):
    """A text that cannot be compared."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("Ani Contoh")

    __hash__ = str.__hash__


ODD = (np.array([1, 2]), pd.NA, pd.Series([1, 2]), pd.DataFrame({"a": [1]}), Unequal("x"))
CHECKED: dict[str, Callable[[object], object]] = {
    "wage_basis": lambda odd: kj.PUEnrolment(wage=1, programs={kj.JKK}, wage_basis=odd),  # type: ignore[arg-type]
    "proven": lambda odd: kj.Dismissal(on=DAY, proven=odd),  # type: ignore[arg-type]
    "agreed": lambda odd: kj.PensionAge(on=DAY, agreed=odd),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
@pytest.mark.parametrize(
    "read", [kj.months.as_month, kj.months.as_date, kj.identity.as_nik, kj.identity.as_village]
)
def test_what_cannot_be_compared_is_read_as_nothing(
    read: Callable[..., object], odd: object
) -> None:
    with pytest.raises(kj.KopdesJamsosError) as caught:
        read(odd, "fact")
    assert caught.value.__context__ is None


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
@pytest.mark.parametrize("name", CHECKED)
def test_a_fact_that_cannot_be_compared_is_refused(name: str, odd: object) -> None:
    with pytest.raises(kj.errors.InvalidFactError) as caught:
        CHECKED[name](odd)
    assert f"{name} must be a " in caught.value.message
    assert caught.value.__context__ is None


def endless() -> dict[str, Callable[[], object]]:
    """Calls that are given the same thing for ever."""
    programs = itertools.repeat(kj.JKK)
    entry = itertools.repeat(kj.rosters.Entry(file="a.csv", row=2))
    return {
        "PU": lambda: kj.PUEnrolment(wage=5, risk_class=1, programs=programs),
        "policy": lambda: kj.Policy(start=MONTH, months=1, programs=programs),
        "wage_base": lambda: kj.wage_base(basic=5, programs=programs),
        "plan": lambda: kj.scenarios.all_officers(start=MONTH, months=1, programs=programs),
        "gather": lambda: kj.rosters.gather(programs),  # type: ignore[arg-type]
        "entries": lambda: kj.rosters.prepare_upload(entry, revision="new-30"),
    }


@pytest.mark.parametrize("name", endless())
def test_an_iterable_without_an_end_is_refused(name: str) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        endless()[name]()


def test_what_an_iterable_raises_is_left_behind() -> None:
    def broken() -> object:
        yield from ()
        raise RuntimeError("Ani Contoh")

    with pytest.raises(kj.errors.InvalidFactError) as caught:
        kj.rosters.gather(broken())  # type: ignore[arg-type]
    assert caught.value.__context__ is None


CHOICES: dict[str, Callable[[object], object]] = {
    "Elsewhere": lambda given: kj.Member(elsewhere=given),  # type: ignore[arg-type]
    "ChildWork": lambda given: kj.Child(birth_date=DAY, work=given),  # type: ignore[arg-type]
    "Trainee": lambda given: kj.PUEnrolment(
        wage=5_000_000,
        risk_class=1,
        programs={kj.JKK},
        trainee=given,  # type: ignore[arg-type]
    ),
    "RiskClass": lambda given: kj.PUEnrolment(
        wage=5_000_000,
        risk_class=given,  # type: ignore[arg-type]
        programs={kj.JKK},
    ),
    "Program": lambda given: kj.contributions.assess(
        kj.BPUEnrolment(income=5, programs={given}),  # type: ignore[arg-type]
        MONTH,
    ),
}
FACTS = ("Zubaedah Rahasia", 7_654_321, 7654321.5, ["Zubaedah Rahasia"], "Zubaedah")


@pytest.mark.parametrize("place", range(len(FACTS)))
@pytest.mark.parametrize("name", CHOICES)
def test_a_name_or_a_wage_in_the_place_of_a_choice_is_not_told(name: str, place: int) -> None:
    given = FACTS[place] if isinstance(FACTS[place], str | int | float) else tuple(FACTS[place])  # type: ignore[arg-type]
    with pytest.raises(kj.KopdesJamsosError) as caught:
        CHOICES[name](given)
    assert "Zubaedah" not in repr([str(caught.value), vars(caught.value)])
    assert "7654321" not in repr([str(caught.value), vars(caught.value)])
    assert caught.value.value == name


def test_a_slip_is_told() -> None:
    for given, shown in (("trasport", "'trasport'"), ("JKQ", "'JKQ'"), ("Empolyer", "'Empolyer'")):
        kind = {"trasport": kj.Sector, "JKQ": kj.Program}.get(given, kj.Payer)
        with pytest.raises(kj.KopdesJamsosError, match=shown):
            kind(given)


def test_the_wage_in_the_place_of_programmes_is_not_kept() -> None:
    with pytest.raises(kj.errors.InvalidFactError) as caught:
        kj.ConstructionEnrolment(contract_value=5, programs=-7_654_321)  # type: ignore[arg-type]
    assert caught.value.value == "programs"


# The name of a column of a frame is that of a column, whatever it is.
COLUMNS = {
    ("frames.bill", "by"),
    ("frames.assess", "month"),
    ("frames.bill", "month"),
    ("frames.explain", "month"),
    ("frames.sql", "month"),
}
MISPLACED = (*FACTS, "7.654.321", {"Zubaedah": 1}, {7_654_321: 1}, 654_321, -7_654_321)
TOLD = ("zubaedah", *(f"654{mark}321" for mark in ("", ".", ",", "_")))


@pytest.mark.broad
@pytest.mark.parametrize("name", CALLS)
def test_a_name_or_an_amount_at_any_argument_is_not_told(name: str) -> None:
    call, good = CALLS[name]
    for key in good:
        for fact in MISPLACED:
            if (name, key) in COLUMNS:
                continue
            try:
                call(**{**good, key: fact})
            except kj.KopdesJamsosError as error:
                held = " ".join(held_by(error)).casefold()
                assert [word for word in TOLD if word in held] == [], key


def test_a_slip_in_a_number_or_a_name_is_told() -> None:
    slips: dict[str, Callable[[], object]] = {
        "'13'": lambda: kj.Month("13", 1),  # type: ignore[arg-type]
        "13 ": lambda: kj.Month(2026, 13),
        "'2026/11'": lambda: kj.Month.parse("2026/11"),
        "'3,7 %'": lambda: kj.percent("3,7 %"),
        "'100.0001'": lambda: kj.percent("100.0001"),
        "'in'": lambda: kj.LAW.series("jkm.amount_bpu").title("in"),
        "'jkm.amount_bup'": lambda: kj.LAW.series("jkm.amount_bup"),
    }
    for shown, call in slips.items():
        with pytest.raises(kj.KopdesJamsosError, match=shown):
            call()


@pytest.mark.parametrize(
    "given, named",
    [
        ({"code": "none-such"}, "code"),
        ({"code": ["nobody"]}, "code"),
        ({"code": "Zubaedah Rahasia"}, "code"),
        ({"file": 5}, "file"),
        ({"row": "Zubaedah"}, "row"),
        ({"row": -1}, "row"),
    ],
)
def test_a_finding_of_a_roster_is_one_of_those_that_are_known(
    given: dict[str, object], named: str
) -> None:
    facts = {"file": "a.csv", "row": 2, "code": "nobody", **given}
    with pytest.raises(kj.KopdesJamsosError, match=named) as caught:
        kj.rosters.RosterFinding(**facts)  # type: ignore[arg-type]
    assert "Zubaedah" not in " ".join(held_by(caught.value))


def test_a_finding_may_be_of_a_file_without_a_name() -> None:
    finding = kj.rosters.RosterFinding(file="", row=0, code="village-unreadable")
    assert finding.severity == "warning"


def test_figures_that_are_missing_are_told_when_they_are_worded() -> None:
    finding = kj.rosters.RosterFinding(file="a.csv", row=2, code="nik-duplicate")
    for say in (finding.message, finding.__str__):
        with pytest.raises(kj.errors.InvalidFactError, match="figures"):
            say()


@pytest.mark.parametrize(
    "figures",
    [
        *(5, None, ["first", 2], [("first", 2)], (("first", 2, 3),), ((5, 2),), ("first",)),
        *(
            (("first", DAY),),
            (("Zubaedah", 2),),
            (("reason", "Zubaedah"),),
            ((Unequal("first"), 2.0),),
        ),
    ],
)
def test_figures_that_no_finding_has_are_refused(figures: object) -> None:
    with pytest.raises(kj.errors.InvalidFactError) as caught:
        kj.rosters.RosterFinding(
            file="a.csv",
            row=2,
            code="nik-duplicate",
            figures=figures,  # type: ignore[arg-type]
        )
    assert "Zubaedah" not in " ".join(held_by(caught.value))


def test_the_row_of_another_file_is_a_figure() -> None:
    figures = (("first", "2 (b.csv)"), ("reason", "invalid-amount"), ("digits", 5))
    finding = kj.rosters.RosterFinding(file="a.csv", row=2, code="nobody", figures=figures)
    assert finding.figures is figures


def test_every_enumeration_refuses_with_our_error() -> None:
    kinds: tuple[Callable[[Any], object], ...] = (kj.Evidence, Base, kj.frames.Reason)
    for kind in kinds:
        with pytest.raises(kj.errors.UnknownChoiceError) as caught:
            kind("Zubaedah Rahasia")
        assert "Zubaedah" not in " ".join(held_by(caught.value))
    assert kinds[-1](np.int64(260)) is kj.frames.Reason(260)
    assert kj.frames.Reason(1 << 70).refused


@pytest.mark.parametrize("kind", [pl.Enum(["7654321", "5"]), pl.List(pl.Enum(["7654321", "5"]))])
def test_the_values_that_a_type_names_are_not_told(kind: pl.DataType) -> None:
    values = ["5"] if isinstance(kind, pl.Enum) else [["5"]]
    frame = pl.DataFrame({"income": pl.Series(values, dtype=kind), "jkk": [True]})
    with pytest.raises(kj.errors.FrameError) as caught:
        kj.frames.assess(frame, month=MONTH, constants={"segment": "BPU"})
    assert "7654321" not in " ".join(held_by(caught.value))


def test_a_sweep_over_more_points_than_anybody_waits_for_is_refused() -> None:
    plan = kj.scenarios.all_officers(start=MONTH, months=12)
    many: dict[str, Callable[[], object]] = {
        "100,000": lambda: kj.scenarios.later_start(plan, [1] * 100_000, same_end=False),
        "100,001": lambda: kj.scenarios.sweep(plan, {"months": [6] * 100_001}),
        "1,000,000": lambda: kj.scenarios.sweep(
            plan, {"months": [6] * 1_000, "income": [5] * 1_000}
        ),
    }
    for count, call in many.items():
        with pytest.raises(kj.errors.InvalidFactError, match=f"would have {count}"):
            call()


def test_an_entry_that_began_later_can_be_changed_for_the_months_before() -> None:
    path, since = "jht.wait_after_leaving.contract_end", kj.Month(2015, 7)
    before = kj.LAW.value("jht.wait_after_leaving", since)
    assert kj.programs.Leaving.CONTRACT_END not in before.value
    changed = kj.LAW.with_change(path, 3, since=since)
    assert (
        changed.value("jht.wait_after_leaving", since).value[kj.programs.Leaving.CONTRACT_END] == 3
    )
