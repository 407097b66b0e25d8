"""Refusals of rows and of frames, totals, explanations and the kernel."""

from __future__ import annotations

import datetime as dt
import pickle
import subprocess
import sys
from bisect import bisect_right
from typing import Any

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.fixed_law import LAW
from tests.frames.backends import MAKE, arrow_table, outputs, polars_frame
from tests.frames.populations import OUTPUTS, PROGRAMS, Row, expected, population

import kopdes_jamsos as kj
from kopdes_jamsos.frames import Reason, assess, bill, explain, kernel, refused
from kopdes_jamsos.frames.algebra import as_column
from kopdes_jamsos.frames.expressions import expression
from kopdes_jamsos.frames.inputs import PAST
from kopdes_jamsos.frames.pieces import Bands
from kopdes_jamsos.frames.tree import column
from kopdes_jamsos.law import Levy
from kopdes_jamsos.law.kinds import Band

MONTH = kj.Month(2026, 11)
GOOD: Row = {
    "segment": "PU",
    "wage": 12_000_000,
    "income": None,
    "risk_class": 2,
    **{"jkk": True, "jkm": True, "jht": True, "jp": True, "jkp": False},
    **{"contract_value": None, "wages": None, "scale": None, "registered_on": None},
    **{"group": None, "sector": None, "funding": None},
    "birth_date": dt.date(1990, 1, 1),
    "labour_intensive": False,
    "pension_deferred": False,
    "settled": None,
    "month": MONTH.first_day,
}
TRADER: Row = {
    **GOOD,
    **{"segment": "BPU", "wage": None, "income": 1_000_000, "jp": False},
    **{"group": "independent", "sector": "other", "funding": "self"},
}
PROJECT: Row = {
    **TRADER,
    **{"segment": "construction", "income": None, "contract_value": 180_000_000, "jht": False},
}
# 54 on 28 February 2024, the limit of JKP (PP 37/2021 Pasal 4 ayat (2) huruf b).
LATE: Row = {**GOOD, "jkp": True, "birth_date": dt.date(1970, 2, 28)}
PROJECTS = {"segment": "construction", "jkk": True}
JOBS = {"segment": "PU", "jkk": True, "jkm": True, "jht": True, "jkp": True}
EVERYONE = {"segment": "PU", "jkk": True, "jkm": True, "jht": True, "jp": True}


def _intervals() -> Any:
    return pa.array([(1, 2, 3)], pa.month_day_nano_interval())


# ---- rows ----------------------------------------------------------------------------------------


BAD: list[tuple[Row, Reason]] = [
    ({**GOOD, "segment": None}, Reason.REFUSED_SEGMENT),
    ({**GOOD, "segment": "konstruksi"}, Reason.REFUSED_SEGMENT),
    ({**PROJECT, "contract_value": None}, Reason.REFUSED_BASE),
    ({**PROJECT, "wages": 5_000_000}, Reason.REFUSED_BASE),
    ({**PROJECT, "contract_value": -1}, Reason.REFUSED_BASE),
    ({**PROJECT, "jht": True}, Reason.REFUSED_PROGRAM),
    ({**PROJECT, "contract_value": 2**63 - 1}, Reason.REFUSED_TOO_LARGE),
    ({**GOOD, "jkp": True, "jp": False, "scale": "large"}, Reason.REFUSED_PROGRAM),
    ({**GOOD, "jkp": True, "jht": False}, Reason.REFUSED_PROGRAM),
    ({**GOOD, "jkp": True, "month": dt.date(2021, 1, 1)}, Reason.REFUSED_MONTH),
    ({**GOOD, "scale": "tiny"}, Reason.REFUSED_CHOICE),
    ({**GOOD, "registered_on": dt.date(2026, 12, 1)}, Reason.REFUSED_REGISTRATION),
    ({**GOOD, "registered_on": dt.date(1989, 12, 31)}, Reason.REFUSED_REGISTRATION),
    ({**LATE, "registered_on": dt.date(2024, 2, 28)}, Reason.REFUSED_AGE),
    ({**GOOD, "month": None}, Reason.REFUSED_MONTH),
    ({**GOOD, "month": dt.date(2015, 6, 1)}, Reason.REFUSED_MONTH),
    ({**GOOD, "month": dt.date(2027, 3, 1)}, Reason.REFUSED_MONTH),
    ({**GOOD, "wage": None}, Reason.REFUSED_BASE),
    ({**GOOD, "birth_date": dt.date(2030, 1, 1)}, Reason.REFUSED_BIRTH_DATE),
    ({**GOOD, "wage": -1}, Reason.REFUSED_BASE),
    ({**TRADER, "income": -1}, Reason.REFUSED_BASE),
    ({**GOOD, "wage": 2**63 - 1}, Reason.REFUSED_TOO_LARGE),
    ({**TRADER, "income": 2**63 - 1}, Reason.REFUSED_TOO_LARGE),
    ({**GOOD, "risk_class": 6}, Reason.REFUSED_RISK_CLASS),
    ({**GOOD, "risk_class": 0, "jkk": False}, Reason.REFUSED_RISK_CLASS),
    ({**GOOD, "risk_class": None}, Reason.REFUSED_RISK_CLASS),
    ({**GOOD, "jht": None}, Reason.REFUSED_PROGRAM),
    (dict(GOOD, jkk=False, jkm=False, jht=False, jp=False), Reason.REFUSED_PROGRAM),
    ({**TRADER, "jp": True}, Reason.REFUSED_PROGRAM),
    ({**TRADER, "group": "farmer"}, Reason.REFUSED_CHOICE),
    ({**TRADER, "sector": "sea"}, Reason.REFUSED_CHOICE),
    ({**TRADER, "funding": ""}, Reason.REFUSED_CHOICE),
    ({**GOOD, "labour_intensive": None}, Reason.REFUSED_CHOICE),
    ({**GOOD, "pension_deferred": None}, Reason.REFUSED_CHOICE),
    ({**TRADER, "group": None}, Reason.REFUSED_FACT_MISSING),
    ({**TRADER, "sector": None, "month": dt.date(2027, 1, 1)}, Reason.REFUSED_FACT_MISSING),
]


@pytest.mark.parametrize("engine", sorted(MAKE))
def test_a_bad_row_is_refused_with_its_reason_and_the_others_are_not(engine: str) -> None:
    frame = MAKE[engine]([GOOD, *(row for row, _ in BAD), TRADER])
    found = outputs(assess(frame, month="month", law=LAW))
    flags = [Reason(flag) for flag in found["flags"][1:-1]]

    assert [flag for flag, (_, reason) in zip(flags, BAD, strict=True) if not flag & reason] == []
    assert all(flag.refused for flag in flags)
    for name in OUTPUTS[:-1]:
        assert found[name][1:-1] == [None] * len(BAD)
        assert found[name][0] == expected(GOOD)[name]
        assert found[name][-1] == expected(TRADER)[name]


def test_a_month_in_which_one_programme_is_unknown_refuses_those_who_are_in_it() -> None:
    rows = [GOOD, {**GOOD, "jp": False}, TRADER]
    found = assess(polars_frame(rows), month=kj.Month(2027, 3), law=LAW)

    assert [Reason(flag).refused for flag in found["flags"]] == [True, False, False]
    assert refused(found) == 1


def test_the_largest_base_is_exact_and_one_more_is_refused() -> None:
    frame = polars_frame([{**GOOD, "wage": 10**size} for size in range(19)])
    found = assess(frame, month="month")

    assert found["wage"].filter(found["total"].is_not_null()).max() == 10**11
    assert found["jht_worker"].max() == 2 * 10**9


@pytest.mark.parametrize("stated", [True, False, None])
def test_a_flag_may_stand_for_the_birth_date(stated: bool | None) -> None:
    frame = polars_frame([GOOD]).drop("birth_date", "registered_on")
    found = assess(frame.with_columns(past_pension_age=pl.lit(stated, pl.Boolean)), month="month")
    constant = {} if stated is None else {"past_pension_age": stated}
    missing = {"birth_date": None} if stated is None else {}
    again = assess(frame, month="month", constants=constant, columns=missing)

    assert outputs(found) == outputs(again)
    assert found["jp_worker"].item() == (0 if stated else 110_863)
    wanted = {True: Reason.PAST_PENSION_AGE, None: Reason.AGE_NOT_GIVEN, False: Reason(0)}
    assert (
        Reason(found["flags"].item()) & ~(Reason.CEILING_APPLIED | Reason.NOT_IN_JKP)
        == wanted[stated]
    )


def test_a_project_is_priced_by_its_slices_or_by_its_wages() -> None:
    # PP 44/2015, explanation of Pasal 54 ayat (2) and 55 ayat (2): 180 million are 210,000 and
    # 136,000 of JKK, 30,000 and 16,000 of JKM. Pasal 54 ayat (1), 55 ayat (1): 1.74 % and 0.3 % of
    # the wages.
    wages = {**PROJECT, "contract_value": None, "wages": 10_000_000}
    found = assess(polars_frame([PROJECT, wages, GOOD]), month="month")

    assert found["jkk_employer"].to_list() == [346_000, 174_000, 12_000_000 * 54 // 10_000]
    assert found["jkm_employer"].to_list() == [46_000, 30_000, 36_000]
    alone = polars_frame([PROJECT, wages]).select("id", "wages", "contract_value")
    constants = {"segment": "construction", "jkk": True, "jkm": True}
    again = assess(alone, month=MONTH, constants=constants)
    assert again["total"].to_list() == [392_000, 204_000]
    by_wages = assess(alone.drop("contract_value"), month=MONTH, constants=constants)
    assert by_wages["total"].to_list() == [None, 204_000]


def test_a_contract_may_be_larger_than_any_wage() -> None:
    rows = [{**PROJECT, "contract_value": 10**12}, {**GOOD, "wage": 10**12}]
    found = assess(polars_frame(rows), month="month")

    # 0.21, 0.17, 0.13 and 0.11 % of the slices up to 5 milliard are 5,940,000; 0.09 % of the rest.
    assert found["jkk_employer"].to_list() == [5_940_000 + 995_000_000_000 * 9 // 10_000, None]


@pytest.mark.parametrize(
    "born, entered, old",
    [
        (dt.date(1970, 2, 28), dt.date(2024, 2, 27), False),
        (dt.date(1970, 2, 28), dt.date(2024, 2, 28), True),
        # A birthday of 29 February is on the 28th in a common year.
        (dt.date(1968, 2, 29), dt.date(2022, 2, 27), False),
        (dt.date(1968, 2, 29), dt.date(2022, 2, 28), True),
        (dt.date(1970, 3, 1), dt.date(2024, 2, 29), False),
        # Whoever came before JKP is as old as on its first day.
        (dt.date(1967, 2, 2), dt.date(2016, 1, 1), True),
        (dt.date(1967, 2, 3), dt.date(2016, 1, 1), False),
    ],
)
def test_jkp_is_for_those_who_came_in_young_enough(
    born: dt.date, entered: dt.date, old: bool
) -> None:
    row = {**GOOD, "jkp": True, "birth_date": born, "registered_on": entered}
    found = assess(polars_frame([row]), month="month")

    assert bool(found["flags"].item() & Reason.REFUSED_AGE) is old
    assert (expected(row)["total"] is None) is old


def test_a_later_age_limit_is_for_those_who_come_in_later() -> None:
    law = LAW.with_change("jkp.registration_age", 50, since=kj.Month(2024, 1))
    row = {**GOOD, "jkp": True, "birth_date": dt.date(1972, 6, 1)}
    rows = [{**row, "registered_on": dt.date(year, 6, 1)} for year in (2023, 2024)]
    found = assess(polars_frame(rows), month="month", law=law)

    assert [bool(flags & Reason.REFUSED_AGE) for flags in found["flags"]] == [False, True]
    assert [expected(each, law=law)["total"] is None for each in rows] == [False, True]


@pytest.mark.broad
@pytest.mark.parametrize("scale", [None, *kj.BusinessScale])
def test_the_scale_may_be_one_for_all(scale: kj.BusinessScale | None) -> None:
    rows = [{**GOOD, "jkp": True, "scale": scale and scale.value, "jp": jp} for jp in (True, False)]
    constants = {"scale": scale} if scale else {}
    found = assess(polars_frame(rows).drop("scale"), month="month", constants=constants)

    assert found["total"].to_list() == [expected(row)["total"] for row in rows]


def test_the_day_of_registration_opens_the_relief_of_2020_after_two_months() -> None:
    # PP 49/2020 Pasal 13: two months in full, that of the registration first; then 1 % of JKK.
    rows = [
        {
            **GOOD,
            "settled": None,
            "registered_on": dt.date(2020, 9, 10),
            "month": dt.date(2020, m, 1),
        }
        for m in (9, 10, 11)
    ]
    found = assess(polars_frame(rows), month="month")
    alone = [
        assess(polars_frame([row]).drop("settled", "month"), month=kj.Month.of(row["month"]))
        for row in rows
    ]

    assert found["jkk_employer"].to_list() == [64_800, 64_800, 648]
    assert [each["jkk_employer"].item() for each in alone] == [64_800, 64_800, 648]
    unborn = assess(
        polars_frame(rows).drop("birth_date"), month="month", columns={"birth_date": None}
    )
    assert unborn["jkk_employer"].to_list() == [64_800, 64_800, 648]


# ---- frames --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "frame, arguments",
    [
        (5, {}),
        ([GOOD], {}),
        (polars_frame([GOOD]).drop("segment"), {}),
        (polars_frame([GOOD]).drop("wage", "income", "contract_value", "wages"), {}),
        (polars_frame([GOOD]).drop("wage"), {"constants": {"segment": "PU"}}),
        (polars_frame([GOOD]).drop("income"), {"constants": {"segment": "BPU"}}),
        (polars_frame([GOOD]).drop(*PROGRAMS), {}),
        (polars_frame([GOOD]).drop("risk_class"), {"constants": EVERYONE}),
        (polars_frame([TRADER]), {"constants": {"segment": "BPU", "jp": True}}),
        (
            polars_frame([TRADER]).drop("group", "sector", "funding"),
            {"constants": {"segment": "BPU", "jkm": True}},
        ),
        (polars_frame([GOOD]), {"constants": dict.fromkeys(PROGRAMS, False)}),
        (polars_frame([GOOD]).drop("contract_value", "wages"), {"constants": PROJECTS}),
        (polars_frame([GOOD]).drop("jp"), {"constants": {**JOBS, "scale": "large"}}),
        (polars_frame([GOOD]).drop("birth_date"), {"constants": {PAST: True}}),
        (polars_frame([GOOD]).cast({"wage": pl.Float64}), {}),
        (polars_frame([GOOD]).cast({"wage": pl.UInt64}), {}),
        (polars_frame([GOOD]).cast({"jkk": pl.Int8}), {}),
        (polars_frame([GOOD]).cast({"birth_date": pl.String}), {}),
        (polars_frame([GOOD]).cast({"risk_class": pl.String}), {}),
        (polars_frame([GOOD]).with_columns(group=pl.lit(1)), {}),
        (polars_frame([GOOD]).with_columns(total=pl.lit(1)), {}),
        (polars_frame([GOOD]).with_columns(past_pension_age=pl.lit(True)), {}),
        (pd.DataFrame({"wage": [1, None]}), {"constants": {"segment": "PU", "jht": True}}),
        (pd.DataFrame({"wage": [1, "x"]}), {"constants": {"segment": "PU", "jht": True}}),
        (arrow_table([GOOD]).set_column(2, "wage", _intervals()), {}),
        (arrow_table([GOOD]).append_column("wage", _intervals()), {}),
        (polars_frame([GOOD]), {"month": "bulan"}),
        (polars_frame([GOOD]), {"month": "wage"}),
        (polars_frame([GOOD]), {"columns": {"wage": "gaji"}}),
        (polars_frame([GOOD]), {"columns": {"gaji": "wage"}}),
        (polars_frame([GOOD]), {"columns": {"month": "month"}}),
        (polars_frame([GOOD]), {"columns": ["wage"]}),
        (polars_frame([GOOD]), {"constants": "PU"}),
        (polars_frame([GOOD]), {"constants": {"wage": 5}}),
        (polars_frame([GOOD]), {"constants": {"jkk": 1}}),
        (polars_frame([GOOD]), {"constants": {"segment": "construction", "jp": True}}),
    ],
)
def test_a_frame_that_does_not_fit_is_an_error(frame: Any, arguments: dict[str, Any]) -> None:
    with pytest.raises(kj.errors.FrameError) as caught:
        assess(frame, **{"month": MONTH, **arguments})

    assert caught.value.code == "frame"
    assert caught.value.remedy


@pytest.mark.parametrize(
    "arguments, error",
    [
        ({"month": 202611}, kj.errors.InvalidMonthError),
        ({"month": MONTH.first_day}, kj.errors.InvalidMonthError),
        ({"month": kj.Month(2015, 6), "constants": EVERYONE}, kj.errors.BeforeDataError),
        (
            {"month": kj.Month(2027, 3), "constants": EVERYONE, "law": LAW},
            kj.errors.NotAnnouncedError,
        ),
        ({"month": MONTH, "law": None}, kj.errors.InvalidFactError),
        ({"month": MONTH, "constants": {"segment": "pup"}}, kj.errors.UnknownChoiceError),
        ({"month": MONTH, "constants": {"risk_class": 6}}, kj.errors.InvalidRiskClassError),
    ],
)
def test_other_arguments_are_refused_as_the_scalar_reader_refuses_them(
    arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        assess(polars_frame([GOOD]), **arguments)


def test_columns_may_have_other_names_and_other_types() -> None:
    frame = polars_frame([GOOD, TRADER])
    plain = outputs(assess(frame, month="month"))
    theirs = frame.rename({"wage": "gaji", "jkk": "ikut jkk"}).with_columns(wage=pl.lit("mine"))
    names = {"wage": "gaji", "jkk": "ikut jkk"}
    narrow = frame.cast({"risk_class": pl.UInt8, "wage": pl.Int32, "segment": pl.Categorical})

    assert outputs(assess(theirs, month="month", columns=names)) == plain
    assert outputs(assess(narrow, month="month")) == plain
    dates = frame.cast({"birth_date": pl.Datetime, "month": pl.Datetime("ms")})
    assert outputs(assess(dates, month="month")) == plain
    stray = frame.with_columns(past_pension_age=pl.lit("?"))
    assert outputs(assess(stray, month="month", columns={"past_pension_age": None})) == plain


def test_an_empty_frame_gets_its_columns() -> None:
    for engine in MAKE:
        frame = MAKE[engine]([GOOD])
        found = assess(frame[:0] if engine == "polars" else frame, month="month")
        assert outputs(found)["total"] == ([] if engine == "polars" else [expected(GOOD)["total"]])


def test_the_rest_of_the_frame_stays_as_it_was() -> None:
    table = arrow_table([GOOD, TRADER])
    found = assess(table, month="month")

    assert found.select(table.column_names).equals(table)
    assert found.column_names == [*table.column_names, *OUTPUTS]
    frame = pd.DataFrame({"wage": [5_000_000], 7: ["kept"]}, index=pd.Index(["a"], name="who"))
    got = assess(frame, month=MONTH, constants={"segment": "PU", "jht": True})
    assert list(got.index) == ["a"]
    assert got[7].item() == "kept"
    assert list(frame.columns) == ["wage", 7]


def test_lazy_frames_are_not_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("computed")

    lazy = polars_frame([GOOD, TRADER]).lazy()
    monkeypatch.setattr(pl.LazyFrame, "collect", refuse)
    found = assess(lazy, month="month")
    totals = bill(lazy, by=["segment", "program"], month="month")

    assert isinstance(found, pl.LazyFrame)
    assert isinstance(totals, pl.LazyFrame)
    plan = found.explain().lower()
    assert "udf" not in plan
    assert "python" not in plan


def test_no_float_is_in_the_expressions() -> None:
    plan = assess(polars_frame(population(1, 50)).lazy(), month="month").explain(optimized=False)

    assert "f64" not in plan.lower()
    assert "float" not in plan.lower()


def test_bands_of_any_shape_are_chosen_as_the_scalar_reader_chooses_them() -> None:
    lowers = [0, 1_000, 2_000, 3_000, 4_000, 5_000, 5_500, 6_000, 8_000]
    uppers = [*(lower - 1 for lower in lowers[1:5]), 4_900, 5_499, 5_990, 7_000, None]
    bases = [0, 5, 10, 15, 21, 27, 90, 100, 1]
    bands = tuple(map(Band, range(1, 10), lowers, uppers, bases))
    incomes = range(0, 9_000, 499)
    frame = pl.DataFrame({"income": list(incomes)})
    found = frame.select(
        base=expression(as_column(Bands(bands).base(column("income"))), pl),
        upper=expression(as_column(Bands(bands).upper(column("income"))), pl),
    )
    wanted = [bands[bisect_right(lowers, income) - 1] for income in incomes]

    assert found["base"].to_list() == [band.base for band in wanted]
    assert found["upper"].to_list() == [band.upper or 2**63 - 1 for band in wanted]


def test_an_unverified_value_that_decides_is_warned_about(monkeypatch: pytest.MonkeyPatch) -> None:
    levies = kj.LawBook.levies

    def doubted(self: kj.LawBook, *arguments: Any) -> tuple[Levy, ...]:
        found = levies(self, *arguments)
        basis = kj.basis.Basis(unverified=("jht.rate_worker",))
        return tuple(attrs.evolve(levy, basis=basis) for levy in found)

    monkeypatch.setattr(kj.LawBook, "levies", doubted)
    # A book that no other test asks: what was compiled for an equal one is kept.
    law = kj.LAW.carried_forward(kj.Month(2038, 5))
    for _ in range(2):
        with pytest.warns(kj.errors.UnverifiedRuleWarning, match=r"jht\.rate_worker"):
            assess(polars_frame([GOOD]), month=MONTH, law=law)


# ---- totals --------------------------------------------------------------------------------------


@pytest.mark.broad
@pytest.mark.parametrize("engine", sorted(MAKE))
@pytest.mark.parametrize(
    "by",
    [["segment"], ["segment", "sector"], ["program"], ["payer", "segment"], ["payer", "program"]],
)
def test_totals_are_the_sums_of_the_rows(engine: str, by: list[str]) -> None:
    rows = population(11, 400)
    sums: dict[tuple[Any, ...], int] = {}
    for row in rows:
        for name, amount in expected(row).items():
            program, _, payer = name.partition("_")
            if program in PROGRAMS:
                facts = {**row, "program": program.upper(), "payer": payer}
                key = tuple(facts[fact] for fact in by)
                sums[key] = sums.get(key, 0) + (amount or 0)
    frame = bill(MAKE[engine](rows), by=by, month="month")
    found = {tuple(row[name] for name in by): row["total"] for row in plain_rows(frame)}

    assert found == sums


def plain_rows(frame: Any) -> list[dict[str, Any]]:
    """The rows of any kind of frame."""
    if isinstance(frame, pd.DataFrame):
        frame = pl.from_pandas(frame)
    elif isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    elif isinstance(frame, duckdb.DuckDBPyRelation):
        frame = frame.pl()
    found: list[dict[str, Any]] = pl.DataFrame(frame).rows(named=True)
    return found


def test_totals_count_the_rows_and_the_refused_ones() -> None:
    rows = [GOOD, GOOD, {**GOOD, "wage": None}, {**TRADER, "income": -1}]
    found = bill(polars_frame(rows), by=["segment"], month="month").sort("segment")

    assert found["rows"].to_list() == [1, 3]
    assert found["refused"].to_list() == [1, 1]
    assert found["total"].to_list() == [0, 2 * expected(GOOD)["total"]]


@pytest.mark.parametrize("by", [[], "segment", ["segment", "segment"], ["desa"], 5])
def test_nonsense_to_total_by_is_an_error(by: Any) -> None:
    with pytest.raises(kj.errors.FrameError):
        bill(polars_frame([GOOD]), by=by, month="month")


@pytest.mark.parametrize("engine", sorted(MAKE))
def test_refused_rows_are_counted_on_every_engine(engine: str) -> None:
    rows = [GOOD, {**GOOD, "wage": None}, {**GOOD, "segment": "?"}]

    assert refused(assess(MAKE[engine](rows), month="month")) == 2
    assert refused(assess(MAKE[engine]([GOOD]), month="month")) == 0


def test_refused_rows_are_asked_of_an_assessed_frame() -> None:
    with pytest.raises(kj.errors.FrameError):
        refused(polars_frame([GOOD]))


# ---- one row -------------------------------------------------------------------------------------


@pytest.mark.broad
@pytest.mark.parametrize("engine", sorted(MAKE))
def test_a_row_is_explained_by_the_scalar_reader(engine: str) -> None:
    rows = population(12, 60)
    frame = MAKE[engine](rows)
    totals = outputs(assess(frame, month="month"))["total"]
    for number, total in enumerate(totals):
        if total is None:
            with pytest.raises(kj.KopdesJamsosError):
                explain(frame, {"id": number}, month="month")
        else:
            assert explain(frame, {"id": number}, month="month").total == total
    if engine not in ("polars lazy", "DuckDB"):
        assert explain(frame, 1, month="month").total == totals[1]
        assert explain(assess(frame, month="month"), 1, month="month").total == totals[1]


@pytest.mark.parametrize("row", [{"id": 9}, {"segment": "PU"}, {}, {"nama": 1}, -1, 5, True, "0"])
def test_a_row_that_is_none_or_many_is_not_explained(row: Any) -> None:
    with pytest.raises(kj.errors.FrameError):
        explain(polars_frame([GOOD, GOOD]), row, month="month")


@pytest.mark.parametrize("past", [True, False, None])
@pytest.mark.parametrize("deferred", [True, False])
def test_a_stated_pension_age_is_explained(past: bool | None, deferred: bool) -> None:
    frame = polars_frame([{**GOOD, "pension_deferred": deferred}])
    frame = frame.drop("birth_date", "registered_on")
    frame = frame.with_columns(past_pension_age=pl.lit(past, pl.Boolean))
    total = assess(frame, month=MONTH)["total"].item()

    assert explain(frame, 0, month=MONTH).total == total


def test_a_row_with_an_unknown_programme_flag_is_not_explained() -> None:
    with pytest.raises(kj.errors.MissingFactError):
        explain(polars_frame([{**GOOD, "jkk": None}]), 0, month="month")


# ---- the kernel ----------------------------------------------------------------------------------


def test_a_text_is_the_month_unless_it_is_a_column() -> None:
    rows = [GOOD, {**TRADER, "month": None}]
    how: Any = {"law": LAW}
    for make in (MAKE["pandas"], MAKE["DuckDB"], polars_frame):
        typed = outputs(assess(make(rows), month=MONTH, **how))
        assert outputs(assess(make(rows), month="2026-11", **how)) == typed
        assert bill(make(rows), by=["segment"], month="2026-11") is not None
    assert explain(polars_frame(rows), 0, month="2026-11") == explain(
        polars_frame(rows), 0, month=MONTH
    )


@pytest.mark.parametrize(
    "name, both", [("bulan", "neither"), ("11/2026", "neither"), ("2026-11", "both")]
)
def test_a_text_that_is_no_column_and_no_month_or_both_is_refused(name: str, both: str) -> None:
    frame = polars_frame([GOOD]).with_columns(pl.col("month").alias("2026-11"))
    with pytest.raises(
        kj.errors.FrameError, match=f"{name}' is {both} a column .* a month"
    ) as caught:
        assess(frame, month=name)
    assert caught.value.value == name


def test_the_kernel_gives_the_same_for_batches_and_travels() -> None:
    rows = population(13, 1_000)
    table = arrow_table(rows)
    nothing = pa.RecordBatch.from_pylist([], schema=table.schema)
    travelled = pickle.loads(pickle.dumps(kernel(month="month")))
    batches = list(travelled.batches(iter([*table.to_batches(300), nothing])))

    assert len(batches) > 1
    found = pa.Table.from_batches(batches)
    assert outputs(found) == outputs(assess(table, month="month"))
    assert travelled.schema(table.schema).equals(found.schema)


# ---- the module ----------------------------------------------------------------------------------


@pytest.mark.parametrize("package", ["narwhals", "polars"])
def test_without_its_packages_an_error_says_what_to_install(package: str) -> None:
    code = (
        f"import sys; sys.modules['{package}'] = None\n"
        "import kopdes_jamsos as kj\n"
        "try:\n    kj.frames\n"
        "except kj.errors.FrameError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "kopdes-jamsos[frames]" in done.stdout


def test_frames_of_pandas_without_pyarrow_get_an_error_that_names_it() -> None:
    code = (
        "import sys\n"
        "import pandas as pd\n"
        "import kopdes_jamsos as kj\n"
        "month, everyone = kj.Month(2026, 11), {'segment': 'PU', 'jht': True}\n"
        "workers = pd.DataFrame({'wage': [5_000_000]})\n"
        "sys.modules['pyarrow'] = None\n"
        "try:\n    kj.frames.assess(workers, month=month, constants=everyone)\n"
        "except kj.errors.FrameError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "the package pyarrow" in done.stdout


def test_the_module_holds_no_figure_of_the_law() -> None:
    from pathlib import Path

    import kopdes_jamsos.frames as module

    texts = [path.read_text("utf-8") for path in Path(module.__file__).parent.glob("*.py")]
    code = "\n".join(text for text in texts).replace("_", "")
    figures = {
        str(each.ppm if isinstance(each, kj.Rate) else each)
        for path in kj.LAW.paths()
        for value in kj.LAW.series(path).values
        if isinstance(value.value, kj.Rate | int) and not isinstance(value.value, bool)
        for each in [value.value]
    }
    without_examples = "\n".join(
        line for line in code.splitlines() if not line.strip().startswith((">>>", "...", "["))
    )
    assert [each for each in figures if len(each) > 3 and each in without_examples] == []


def test_the_module_is_imported_when_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(kj, "frames", raising=False)

    assert kj.frames.assess is assess
