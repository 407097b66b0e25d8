"""The book of law: look-ups by month, what was known when, what-if changes, carried values.

The look-ups are held against the raw law files, read here a second time and searched from the
first row to the last.
"""

import datetime as dt
import pickle
import re
import tomllib
import warnings
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fixed_law import LAW, unannounced

import kopdes_jamsos as kj
from kopdes_jamsos.basis import Basis
from kopdes_jamsos.law import Citation, DatedValue, Evidence, book
from kopdes_jamsos.law._files import read_file
from kopdes_jamsos.law.instruments import read_conventions, read_readings
from kopdes_jamsos.law.relief_choice import choose_relief
from kopdes_jamsos.law.reliefs import build_relief
from kopdes_jamsos.law.series_files import key_of, read_series
from kopdes_jamsos.law.tariff import VALUE_KEYS, Base

LAW_DAY = dt.date(2015, 6, 30)  # PP 44, 45 and 46/2015 are promulgated
FIRST = kj.Month(2015, 7)
NEVER = kj.Month(2015, 6)

ROWS: dict[str, list[dict[str, Any]]] = {
    f"{path.stem}.{key}": table["values"]
    for path in sorted(Path(book.__file__).parent.glob("*.toml"))
    for key, table in tomllib.loads(path.read_text(encoding="utf-8")).items()
    if isinstance(table, dict) and "values" in table
}
EDGES = [
    (path, month)
    for path, rows in ROWS.items()
    for month in sorted(
        {kj.Month.parse(row["from"]) - step for row in rows for step in (0, 1)}
        | {kj.Month.parse(row["until"]) + step for row in rows if "until" in row for step in (0, 1)}
    )
]
MONTHS = st.builds(kj.Month, st.integers(2014, 2050), st.integers(1, 12))
PATHS = st.sampled_from(list(ROWS))


def search(path: str, month: kj.Month) -> dict[str, Any] | None:
    """The row of a month: the last that has begun, unless it has ended."""
    found = None
    for row in ROWS[path]:
        if row["from"] <= str(month):
            found = row if str(month) <= row.get("until", "9999-12") else None
    return found


def raw(value: Any) -> Any:
    """A value as the law file writes it, as far as figures go."""
    if isinstance(value, Mapping):
        names = {key: key.name.lower() for key in value if isinstance(key, kj.RiskClass)}
        return {names.get(key, key): raw(item) for key, item in value.items()}
    if isinstance(value, kj.Rate):
        return value.ppm
    return value


def agrees(
    value: DatedValue | None, row: dict[str, Any] | None, known_on: dt.date = dt.date.max
) -> bool:
    """Whether a value read by the book is the row of the law file."""
    if value is None or row is None:
        return value is None and row is None
    written = row.get("value", True)  # a rule without a number holds, or does not
    further = [
        f"{each['source']} {each['article']}"
        for each in row.get("confirmed_by", ())
        if each["known_since"] <= known_on
    ]
    figures = isinstance(written, int) or value.path.startswith("jkk.rate_pu")
    return (
        (str(value.since), value.until and str(value.until)) == (row["from"], row.get("until"))
        and value.citation == Citation(row["source"], row["article"])
        and (value.known_since, value.review_by) == (row["known_since"], row.get("review_by"))
        and (value.own_evidence, value.note) == (row["evidence"], row.get("note", ""))
        and [str(each.citation) for each in value.confirmed_by] == further
        and (raw(value.value) == written or not figures)
    )


# --- by month ---------------------------------------------------------------------------------


def test_the_book_has_every_series_of_the_files() -> None:
    assert set(kj.LAW.paths()) == set(ROWS)


def fault_at(path: str, month: kj.Month) -> str | None:
    """What is wrong with the value of a month, or with the error where it has none."""
    row, found = search(path, month), kj.LAW.series(path).in_force(month)
    if not agrees(found, row):
        return f"not what the file says: {found}"
    begins = ROWS[path][0]["from"]
    error: type[Exception] | tuple[type[Exception], ...] = kj.errors.BeforeDataError
    words = f"{path} .* {month}: it begins in {begins}"
    if str(month) >= begins:
        error = (kj.errors.NoRuleError, kj.errors.NotAnnouncedError)
        words = f"{path} .* for {month}"
    try:
        value = kj.LAW.value(path, month)
    except error as refused:
        told = row is None and re.search(words, str(refused))
        return None if told else f"refused with other words: {refused}"
    return None if row is not None and value is found else f"another value: {value}"


def test_a_value_begins_and_ends_with_its_months() -> None:
    assert len(EDGES) > 2 * len(ROWS)
    faults = {f"{path} {month}": fault_at(path, month) for path, month in EDGES}

    assert {place: fault for place, fault in faults.items() if fault} == {}


@given(PATHS, MONTHS)
def test_the_value_of_a_month_is_what_a_search_of_the_file_finds(
    path: str, month: kj.Month
) -> None:
    assert agrees(kj.LAW.series(path).in_force(month), search(path, month))


@given(PATHS, MONTHS, st.dates(dt.date(2015, 1, 1), dt.date(2027, 12, 31)))
def test_a_book_as_known_reads_only_the_rows_known_by_then(
    path: str, month: kj.Month, day: dt.date
) -> None:
    known = [row for row in ROWS[path] if row["known_since"] <= day]
    begun = [row for row in known if row["from"] <= str(month)]
    expected = begun[-1] if begun and str(month) <= begun[-1].get("until", "9999-12") else None

    assert agrees(kj.LAW.as_known(day).series(path).in_force(month), expected, day)


def test_values_that_depend_on_something_are_read_by_their_members() -> None:
    month = kj.Month(2026, 11)

    assert kj.LAW.value("jkk.rate_pu", month).value[kj.RiskClass.HIGH] == kj.percent("1.27")
    owed = kj.LAW.value("obligations.programs_owed", month).value
    assert owed[kj.BusinessScale.SMALL] == {kj.JKK, kj.JKM, kj.JHT}
    due = kj.LAW.value("jkk.due", month).value
    assert (due[kj.Segment.BPU].day, due[kj.Segment.BPU].months_later) == (15, 0)
    assert key_of(None, "very_low") is None


def test_a_rule_that_has_ended_is_no_rule() -> None:
    with pytest.raises(kj.errors.NoRuleError, match="it ended in 2026-12") as caught:
        kj.LAW.value("relief.bpu_other", kj.Month(2027, 1))
    assert caught.value.value == kj.Month(2027, 1)


# --- the data have two ends -------------------------------------------------------------------


@pytest.mark.parametrize("program", [kj.JKK, kj.JKM, kj.JHT, kj.JP])
def test_a_month_before_july_2015_is_refused_and_the_error_says_so(program: kj.Program) -> None:
    assert kj.LAW.levies(program, kj.Segment.PU, FIRST)
    with pytest.raises(kj.errors.BeforeDataError, match="2015-06: it begins in 2015-07"):
        kj.LAW.levies(program, kj.Segment.PU, NEVER)


def test_there_is_no_tariff_before_july_2015() -> None:
    assert kj.LAW.tariff(FIRST)
    with pytest.raises(kj.errors.BeforeDataError, match="2015-06: it begins in 2015-07"):
        kj.LAW.tariff(NEVER)


def test_the_next_ceiling_is_not_announced_and_the_remedy_works() -> None:
    month = unannounced("jp.wage_ceiling")

    with pytest.raises(kj.errors.NotAnnouncedError, match=f"not announced for {month}") as caught:
        kj.LAW.levies(kj.JP, kj.Segment.PU, month)
    found = re.search(r"law=(kj\.LAW\.carried_forward\(.+?\)\))", caught.value.remedy)
    assert found
    law = eval(found[1], {"kj": kj})
    last = kj.LAW.value("jp.wage_ceiling", month - 1).value
    assert {levy.ceiling for levy in law.levies(kj.JP, kj.Segment.PU, month)} == {last}
    with pytest.raises(kj.errors.NotAnnouncedError):
        kj.LAW.tariff(month)


def test_carried_forward_says_so_and_stops_after_its_month() -> None:
    law = LAW.carried_forward(kj.Month(2027, 12))
    announced, carried = (
        law.value("jp.wage_ceiling", month) for month in (kj.Month(2027, 2), kj.Month(2027, 12))
    )

    assert (announced.value, announced.assumption) == (11_086_300, "")
    assert (carried.value, carried.assumption) == (11_086_300, "carried-forward")
    assert law.levies(kj.JP, kj.Segment.PU, kj.Month(2027, 3))[0].assumptions == (
        "carried-forward",
    )
    with pytest.raises(kj.errors.NotAnnouncedError):
        law.value("jp.wage_ceiling", kj.Month(2028, 1))
    # Only what is set every year is carried: a relief that has ended stays ended.
    with pytest.raises(kj.errors.NoRuleError):
        law.value("relief.bpu_other", kj.Month(2027, 1))


def test_beyond_the_last_announced_month_a_result_says_that_the_law_was_carried() -> None:
    trader = kj.BPUEnrolment(
        income=1_000_000, programs={kj.JKK, kj.JKM, kj.JHT}, group="employer", sector="other"
    )
    trader = attrs.evolve(trader, funding="self")
    horizon = LAW.horizon
    assert horizon is not None
    assert horizon == LAW.series("jp.wage_ceiling").latest().until == kj.Month(2027, 2)
    for month, named in ((horizon, False), (horizon + 1, True), (kj.Month(2090, 1), True)):
        found = kj.assess(trader, month, law=LAW)
        assert ("carried-forward" in found.assumptions) is named
        assert all(("carried-forward" in line.assumptions) is named for line in found.lines)
        assert ("carried-forward" in found.due_dates()[0].assumptions) is named
    assert LAW.value_on("jkm.funeral", dt.date(2090, 1, 1)).assumption == "carried-forward"
    # What the law itself says of later months is no law carried on.
    assert LAW.value("jp.pension_age", kj.Month(2044, 1)).assumption == ""
    assert LAW.value("relief.bpu_transport", kj.Month(2027, 3)).assumption == ""


def test_the_horizon_is_that_of_what_a_book_knows() -> None:
    assert kj.LAW.as_known(dt.date(2020, 6, 1)).horizon == kj.Month(2021, 2)
    assert kj.LAW.as_known(dt.date(2015, 1, 1)).horizon is None
    later = LAW.with_change("jp.wage_ceiling", 1, since=kj.Month(2027, 3), until=kj.Month(2028, 2))
    assert later.horizon == kj.Month(2028, 2)
    earlier = LAW.with_change("jp.wage_ceiling", 1, since=kj.Month(2026, 3))
    assert earlier.horizon == kj.Month(2027, 2)


# --- as known ---------------------------------------------------------------------------------


def halved(law: kj.LawBook, month: kj.Month) -> bool:
    """Whether labour-intensive plants pay half in a month."""
    reliefs = law.reliefs(kj.JKK, kj.Segment.PU, month)
    return "labour_intensive_2025" in {relief.id for relief in reliefs}


def test_pp_36_2025_changed_august_2025_on_the_day_of_its_promulgation() -> None:
    august, promulgated = kj.Month(2025, 8), dt.date(2025, 9, 4)

    assert not halved(kj.LAW.as_known(dt.date(2025, 8, 20)), august)
    assert not halved(kj.LAW.as_known(promulgated - dt.timedelta(days=1)), august)
    assert halved(kj.LAW.as_known(promulgated), august)
    assert halved(kj.LAW, august)
    # What was known earlier is still known.
    assert halved(kj.LAW.as_known(dt.date(2025, 8, 20)), kj.Month(2025, 7))


def test_a_further_text_is_cited_and_counts_only_from_the_day_it_was_known() -> None:
    """Home care: the sum stands in an annex that was not read, and in the rule of 1 April 2021."""
    on, before = dt.date(2020, 7, 1), kj.LAW.as_known(dt.date(2021, 3, 31))
    path, rule = "jkk.home_care", "Permenaker 5/2021 Pasal 110 ayat (4), Pasal 130 huruf c"
    then, now = before.value_on(path, on), kj.LAW.value_on(path, on)

    assert [str(each) for each in then.citations] == [
        "PP 82/2019 Pasal 25 ayat (2) huruf a angka 13"
    ]
    assert [str(each) for each in now.citations] == [str(then.citation), rule]
    assert (then.evidence, now.evidence) == (Evidence.REPORTED, Evidence.TEXT)
    assert kj.LAW.as_known(dt.date(2021, 4, 1)).value_on(path, on).citations == now.citations
    assert then.value == now.value == 20_000_000
    assert Basis.of(now).citations == now.citations
    changed = kj.LAW.with_change(path, 1, since=kj.Month(2020, 1)).value_on(path, on)
    assert (changed.citations, changed.evidence) == (
        (Citation("what-if", path),),
        Evidence.CONVENTION,
    )


def test_a_reading_changes_the_values_of_a_series_that_names_it() -> None:
    month = kj.Month(2026, 11)
    usual = kj.LAW.value("jht.late_fine_shares", month)
    read = kj.LAW.with_reading("late-jht-employer-share").value("jht.late_fine_shares", month)

    assert (usual.value, usual.assumption) == (("employer", "worker"), "late-jht-shares")
    assert (read.value, read.assumption) == (("employer",), "late-jht-employer-share")
    assert usual.evidence is read.evidence is Evidence.CONVENTION
    other = kj.LAW.with_reading("jht-due-same-month").series("jp.late_fine_shares")
    assert other.values == kj.LAW.series("jp.late_fine_shares").values


def test_a_ceiling_is_not_announced_before_its_letter() -> None:
    month, letter = kj.Month(2026, 3), dt.date(2026, 2, 25)
    before = kj.LAW.as_known(letter - dt.timedelta(days=1))

    assert kj.LAW.as_known(letter).value("jp.wage_ceiling", month).value == 11_086_300
    with pytest.raises(kj.errors.NotAnnouncedError, match="2026-03"):
        before.levies(kj.JP, kj.Segment.PU, month)
    carried = before.carried_forward(month).value("jp.wage_ceiling", month)
    assert (carried.value, carried.assumption) == (10_547_400, "carried-forward")


def test_nothing_was_known_before_the_regulations_of_2015() -> None:
    assert kj.LAW.as_known(LAW_DAY).tariff(FIRST)
    law = kj.LAW.as_known(LAW_DAY - dt.timedelta(days=1))
    with pytest.raises(kj.errors.BeforeDataError, match="none is known"):
        law.value("jkk.rate_pu", FIRST)
    with pytest.raises(
        kj.errors.BeforeDataError, match=r"jkk\.rate_pu has no value: none"
    ) as refused:
        law.series("jkk.rate_pu").latest()
    assert refused.value.value is None
    # Cooperatives, the duty to take part, sanctions, taxes and the growth of prices are older.
    known = {area for area, counts in law.coverage().items() if counts}
    assert known <= {"governance", "inflation", "participants", "sanctions", "tax"}


# --- what if ----------------------------------------------------------------------------------

MAY = kj.Month(2026, 5)


def test_a_change_holds_in_its_months_only_and_leaves_the_original_alone() -> None:
    before = kj.LAW.value("jkm.amount_bpu", MAY)
    law = kj.LAW.with_change("jkm.amount_bpu", 10_000, since=MAY, until=MAY + 1)
    months = (MAY - 1, MAY, MAY + 1, MAY + 2)

    found = [law.value("jkm.amount_bpu", month) for month in months]
    assert [value.value for value in found] == [6_800, 10_000, 10_000, 6_800]
    assert [value.assumption for value in found] == ["", "what-if", "what-if", ""]
    assert (found[1].citation.source, found[1].evidence) == ("what-if", Evidence.CONVENTION)
    assert found[3].citation == before.citation
    assert law.levies(kj.JKM, kj.Segment.BPU, MAY)[0].amount == 10_000
    assert kj.LAW.value("jkm.amount_bpu", MAY) is before
    assert kj.LAW.levies(kj.JKM, kj.Segment.BPU, MAY)[0].amount == 6_800
    assert kj.LAW.changes == ()


def test_a_change_without_an_end_holds_for_good() -> None:
    law = kj.LAW.with_change("jht.rate_worker", kj.percent(3), since=MAY)

    assert law.value("jht.rate_worker", MAY - 1).value == kj.percent(2)
    assert law.value("jht.rate_worker", MAY + 600).value == kj.percent(3)


def test_one_entry_of_a_mapping_can_change() -> None:
    law = kj.LAW.with_change("jkk.rate_pu.very_low", kj.percent("0.3"), since=MAY, until=MAY)
    rates = law.value("jkk.rate_pu", MAY).value

    assert rates[kj.RiskClass.VERY_LOW] == kj.percent("0.3")
    assert rates[kj.RiskClass.LOW] == kj.percent("0.54")
    assert kj.LAW.value("jkk.rate_pu", MAY).value[kj.RiskClass.VERY_LOW] == kj.percent("0.24")
    assert law.value("jkk.rate_pu", MAY + 1).assumption == ""


def test_one_entry_can_change_across_several_values() -> None:
    # July 2025 stands in PP 7/2025, August in PP 36/2025.
    path, since, until = "jkp.jkk_share_halved", kj.Month(2025, 6), kj.Month(2025, 9)
    law = kj.LAW.with_change(f"{path}.low", kj.percent("0.2"), since=since, until=until)
    values = [(str(value.since), str(value.until)) for value in law.series(path).values]

    assert values == [
        ("2025-02", "2025-05"),
        ("2025-06", "2025-07"),
        ("2025-08", "2025-09"),
        ("2025-10", "2026-01"),
    ]
    assert [
        law.value(path, month).value[kj.RiskClass.LOW].ppm
        for month in (since - 1, since, until, until + 1)
    ] == [1_400, 2_000, 2_000, 1_400]


def test_a_change_can_replace_several_values() -> None:
    law = kj.LAW.with_change(
        "jp.wage_ceiling", 9_000_000, since=kj.Month(2024, 12), until=kj.Month(2026, 3)
    )
    months = ("2024-11", "2024-12", "2025-03", "2026-03", "2026-04")

    assert [law.value("jp.wage_ceiling", kj.Month.parse(month)).value for month in months] == [
        10_042_300,
        9_000_000,
        9_000_000,
        9_000_000,
        11_086_300,
    ]


def test_a_change_can_stand_in_for_a_ceiling_not_announced() -> None:
    since = kj.Month(2027, 3)
    law = kj.LAW.with_change("jp.wage_ceiling", 11_500_000, since=since, until=since + 11)

    assert law.value("jp.wage_ceiling", since - 1).value == 11_086_300
    assert law.levies(kj.JP, kj.Segment.PU, since)[0].ceiling == 11_500_000
    assert law.levies(kj.JP, kj.Segment.PU, since)[0].assumptions == ("what-if",)
    with pytest.raises(kj.errors.NotAnnouncedError):
        law.value("jp.wage_ceiling", since + 12)


def test_a_relief_can_be_prolonged_and_taken_away() -> None:
    def reliefs(law: kj.LawBook, month: kj.Month) -> list[str]:
        return [relief.id for relief in law.reliefs(kj.JKM, kj.Segment.BPU, month)]

    november = kj.Month(2026, 11)
    longer = kj.LAW.with_change("relief.bpu_other", kj.percent(50), since=kj.Month(2027, 1))
    none = kj.LAW.with_change("relief.bpu_other", kj.percent(0), since=november, until=november)

    assert reliefs(kj.LAW, kj.Month(2027, 2)) == ["bpu_transport"]
    assert reliefs(longer, kj.Month(2027, 2)) == ["bpu_transport", "bpu_other"]
    assert reliefs(kj.LAW, november) == ["bpu_transport", "bpu_other"]
    assert reliefs(none, november) == ["bpu_transport"]


@given(
    st.sampled_from(["jkm.amount_bpu", "jp.wage_ceiling", "jp.pension_age", "jkm.late_fine"]),
    st.integers(0, 140),
    st.integers(0, 40),
    MONTHS,
)
def test_a_change_decides_its_months_and_no_other(
    path: str, begin: int, length: int, month: kj.Month
) -> None:
    since = FIRST + begin
    until = since + length
    value = kj.percent(7) if path.endswith("fine") else 7
    law = kj.LAW.with_change(path, value, since=since, until=until)
    found, before = law.series(path).in_force(month), kj.LAW.series(path).in_force(month)

    if since <= month <= until:
        assert found is not None
        assert found.value == value
    else:
        assert (found and found.value) == (before and before.value)
        assert (found and found.citation) == (before and before.citation)


@pytest.mark.parametrize(
    "path, value, since, until, error, words",
    [
        ("jkm.amount", 1, MAY, None, kj.errors.LawPathError, "names no value"),
        ("bpjs.rate", 1, MAY, None, kj.errors.LawPathError, "names no value"),
        ("jkm.program", 1, MAY, None, kj.errors.LawPathError, "names no value"),
        ("instruments.PP 44/2015", 1, MAY, None, kj.errors.LawPathError, "names no value"),
        ("jkk.rate_pu.very_low.x", 1, MAY, None, kj.errors.LawPathError, "names no value"),
        ("", 1, MAY, None, kj.errors.LawPathError, "names no value"),
        (None, 1, MAY, None, kj.errors.LawPathError, "names no value"),
        ([], 1, MAY, None, kj.errors.LawPathError, "names no value"),
        ("jkk.rate_pu", kj.percent(1), MAY, None, kj.errors.LawPathError, "by risk_class"),
        (
            "jkk.rate_pu.tiny",
            kj.percent(1),
            MAY,
            None,
            kj.errors.LawPathError,
            "no entry for 'tiny'",
        ),
        ("jkm.rate_pu.low", kj.percent(1), MAY, None, kj.errors.LawPathError, "of one value"),
        ("jkm.rate_pu", 3_000, MAY, None, kj.errors.LawChangeError, "is in ppm; got an int"),
        ("jkm.rate_pu", "0.3 %", MAY, None, kj.errors.LawChangeError, "is in ppm; got a str"),
        (
            "jkm.amount_bpu",
            kj.percent(1),
            MAY,
            None,
            kj.errors.LawChangeError,
            "in rupiah; got a Rate",
        ),
        ("jkm.amount_bpu", 6_800.5, MAY, None, kj.errors.LawChangeError, "in rupiah; got a float"),
        ("jkm.amount_bpu", True, MAY, None, kj.errors.LawChangeError, "in rupiah; got a bool"),
        ("jkm.amount_bpu", -1, MAY, None, kj.errors.LawChangeError, "in rupiah"),
        ("jp.pension_age", "60", MAY, None, kj.errors.LawChangeError, "in years; got a str"),
        ("bands.income_bands", (), MAY, None, kj.errors.LawChangeError, "in bands"),
        ("jkk.due.PU", 15, MAY, None, kj.errors.LawChangeError, "in due"),
        ("jkm.amount_bpu", 6_800, MAY, None, kj.errors.LawChangeError, "no effect"),
        ("jkk.rate_pu.low", kj.percent("0.54"), MAY, None, kj.errors.LawChangeError, "no effect"),
        (
            "jkp.jkk_share_halved.low",
            kj.percent(1),
            MAY,
            None,
            kj.errors.LawChangeError,
            "no effect",
        ),
        ("jkm.amount_bpu", 1, MAY, MAY - 1, kj.errors.LawChangeError, "ends before it begins"),
        ("jkm.amount_bpu", 1, NEVER, None, kj.errors.LawChangeError, "begins before the law data"),
        (
            "jkp.state_share",
            kj.percent(1),
            kj.Month(2021, 1),
            None,
            kj.errors.LawChangeError,
            "before",
        ),
        (
            "jkm.amount_bpu",
            1,
            "2026-5",
            None,
            kj.errors.InvalidMonthError,
            "since must be a Month",
        ),
        ("jkm.amount_bpu", 1, MAY, "2026-6", kj.errors.InvalidMonthError, "until must be a Month"),
    ],
)
def test_a_change_that_means_nothing_is_an_error(
    path: Any, value: Any, since: Any, until: Any, error: type[kj.KopdesJamsosError], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        kj.LAW.with_change(path, value, since=since, until=until)
    assert type(caught.value) is error


def test_an_entry_without_a_value_cannot_change() -> None:
    # No limit makes a business large.
    with pytest.raises(kj.errors.LawPathError, match="no entry for 'large'"):
        kj.LAW.with_change("obligations.capital_limit.large", 1, since=MAY)


# --- one upon the other -----------------------------------------------------------------------

DAY = dt.date(2026, 2, 24)
Step = Callable[[kj.LawBook], kj.LawBook]


def know(law: kj.LawBook) -> kj.LawBook:
    return law.as_known(DAY)


def carry(law: kj.LawBook) -> kj.LawBook:
    return law.carried_forward(kj.Month(2027, 4))


def change(law: kj.LawBook) -> kj.LawBook:
    return law.with_change("jp.wage_ceiling", 9_000_000, since=kj.Month(2025, 12), until=MAY - 4)


def change_rate(law: kj.LawBook) -> kj.LawBook:
    return law.with_change("jkk.rate_pu.high", kj.percent(2), since=kj.Month(2025, 12))


@pytest.mark.parametrize(
    "first, second",
    [(know, carry), (know, change), (carry, change), (know, change_rate), (change, change_rate)],
)
def test_the_order_of_independent_steps_does_not_matter(first: Step, second: Step) -> None:
    def seen(law: kj.LawBook) -> list[object]:
        return [
            (found.value, found.assumption, found.citation, found.evidence)
            if (found := law.series(path).in_force(month))
            else None
            for path in ("jp.wage_ceiling", "jkk.rate_pu")
            for month in map(kj.Month(2025, 11).__add__, range(20))
        ]

    both = seen(second(first(LAW)))
    assert both == seen(first(second(LAW)))
    assert both != seen(first(LAW))
    assert both != seen(second(LAW))


def test_of_two_changes_the_later_one_wins() -> None:
    path = "jkm.amount_bpu"
    law = kj.LAW.with_change(path, 7_000, since=MAY).with_change(path, 8_000, since=MAY + 2)

    assert [law.value(path, MAY + step).value for step in (-1, 0, 1, 2)] == [
        6_800,
        7_000,
        7_000,
        8_000,
    ]
    back = law.with_change(path, 6_800, since=MAY)
    assert back.value(path, MAY + 2).value == 6_800
    with pytest.raises(kj.errors.LawChangeError, match="no effect"):
        back.with_change(path, 6_800, since=MAY)


def test_a_change_that_is_not_known_yet_is_refused_at_once() -> None:
    law = kj.LAW.with_change("relief.bpu_other", kj.percent(70), since=MAY)

    with pytest.raises(kj.errors.LawChangeError):
        law.as_known(dt.date(2025, 12, 21))


def test_a_changed_value_that_is_carried_forward_still_says_what_if() -> None:
    since = kj.Month(2027, 3)
    law = LAW.with_change("jp.wage_ceiling", 11_500_000, since=since, until=since)

    value = law.carried_forward(since + 1).value("jp.wage_ceiling", since + 1)
    assert (value.value, value.assumption) == (11_500_000, "what-if")


def test_books_do_not_share_what_they_have_read() -> None:
    path, month = "jp.wage_ceiling", kj.Month(2026, 3)
    original = kj.LAW.series(path)
    other = kj.LAW.with_change(path, 1, since=month)

    assert kj.LAW.series(path) is original
    assert other.series(path) is other.series(path) is not original
    assert other.levies(kj.JP, kj.Segment.PU, month) is other.levies(kj.JP, kj.Segment.PU, month)
    assert {levy.ceiling for levy in other.tariff(month)} == {None, 1}
    assert {levy.ceiling for levy in kj.LAW.tariff(month)} == {None, 11_086_300}
    # Another path of the other book is as it was.
    assert other.value("jkk.rate_pu", month) is kj.LAW.value("jkk.rate_pu", month)


# --- the tariff -------------------------------------------------------------------------------


@pytest.mark.parametrize("month", [FIRST, kj.Month(2021, 1), kj.Month(2021, 2), MAY], ids=str)
def test_the_tariff_leaves_out_what_does_not_exist_yet(month: kj.Month) -> None:
    programs = {levy.program for levy in kj.LAW.tariff(month)}

    assert programs == set(kj.Program) - ({kj.JKP} if month < kj.Month(2021, 2) else set())


def test_a_programme_is_not_open_to_every_segment() -> None:
    with pytest.raises(kj.errors.ProgramNotOpenError, match="JP is not open to BPU"):
        kj.LAW.levies(kj.JP, kj.Segment.BPU, MAY)


def test_a_levy_carries_what_prices_it() -> None:
    rows = {levy.id: levy for levy in kj.LAW.tariff(MAY)}

    assert rows["jkk-pu"].rate_by_risk_class == kj.LAW.value("jkk.rate_pu", MAY).value
    assert (rows["jkk-pu"].rate, rows["jkk-pu"].amount) == (None, None)
    assert (rows["jkk-bpu"].base, len(rows["jkk-bpu"].bands)) == (Base.BAND, 33)
    assert rows["jkk-bpu"].evidence is Evidence.TEXT  # rate and bands alike
    assert (rows["jkm-bpu"].amount, rows["jkm-bpu"].rate) == (6_800, None)
    assert (rows["jht-pu-worker"].rate, rows["jht-pu-worker"].payer) == (
        kj.percent(2),
        kj.Payer.WORKER,
    )
    assert [part.rate.ppm for part in rows["jkm-construction-contract"].slices] == [
        300,
        200,
        200,
        100,
        100,
    ]
    assert rows["jp-pu-worker"].ceiling == 11_086_300
    assert str(rows["jp-pu-worker"].citations[1]).startswith("B/1226/022026")
    assert rows["jp-pu-worker"].evidence is Evidence.REPORTED  # the rate itself is text
    assert (rows["jkp-pu"].amount, rows["jkp-pu"].reason) == (0, "jkp-carved-out")
    assert [relief.id for relief in rows["jkk-bpu"].reliefs] == ["bpu_transport", "bpu_other"]
    assert rows["jkk-pu"].reliefs == ()


def test_a_relief_is_only_for_segments_that_have_the_facts_it_names() -> None:
    share = kj.LAW.value("relief.bpu_other", kj.Month(2026, 5))
    table = {
        "segments": ["PU", "BPU"],
        "when": {"group": ["unwaged"]},
        "readings": {"toy": {"otherwise": "not-toy", "unless": {"settled": [False]}}},
    }

    assert build_relief("toy", table, share, kj.Segment.PU) is None
    relief = build_relief("toy", table, share, kj.Segment.BPU)
    assert relief is not None
    group, settled = relief.conditions
    assert group.met_by == {kj.BPUGroup.UNWAGED}
    assert group.disputed == set()
    assert settled.met_by == {False, True}
    assert settled.met(["toy"]) == {True}
    facts = {"group": kj.BPUGroup.UNWAGED, "settled": False}
    for readings, applies, named in (([], True, ["not-toy"]), (["toy"], False, ["toy"])):
        assumptions: list[str] = []
        assert (choose_relief((relief,), facts, readings, assumptions) is relief) is applies
        assert assumptions == named


def test_a_relief_carries_its_conditions() -> None:
    (transport,) = kj.LAW.reliefs(kj.JKK, kj.Segment.BPU, kj.Month(2026, 2))
    (plant,) = kj.LAW.reliefs(kj.JKK, kj.Segment.PU, kj.Month(2025, 2))
    (covid,) = kj.LAW.reliefs(kj.JKM, kj.Segment.CONSTRUCTION, kj.Month(2020, 8))

    assert (transport.share, str(transport.citations[0])[:10]) == (kj.percent(50), "PP 50/2025")
    sector, group, funding = transport.conditions
    practised, public = ["relief-as-practised"], ["village-funding-public"]
    assert [each.fact.name for each in transport.conditions] == ["sector", "group", "funding"]
    assert group.met([]) == {kj.BPUGroup.INDEPENDENT}
    assert group.met(practised) == frozenset(kj.BPUGroup)
    assert (group.decided_by([]), group.decided_by(practised)) == ("relief-group", *practised)
    assert sector.met([]) == sector.met([*practised, *public]) == {kj.Sector.TRANSPORT}
    assert frozenset(kj.Funding) - funding.met([]) == {kj.Funding.STATE, kj.Funding.REGION}
    assert funding.disputed == {kj.Funding.VILLAGE}
    assert funding.met([]) - funding.met(public) == {kj.Funding.VILLAGE}
    assert (funding.decided_by([]), funding.decided_by(public)) == ("village-funding", *public)
    [intensive] = plant.conditions
    assert (intensive.fact.name, set(intensive.met([]))) == ("labour_intensive", {True})
    assert plant.condition("group") is plant.condition("sector") is None
    [settled] = covid.conditions
    assert (covid.share, settled.unstated) == (kj.percent(99), "relief-settled")
    assert kj.LAW.reliefs(kj.JHT, kj.Segment.BPU, kj.Month(2026, 5)) == ()


@pytest.mark.parametrize(
    "month, born, born_if_deferred",
    [
        # 56 until 2018: past it are those who were 56 in the month before or earlier.
        ("2018-12", dt.date(1962, 11, 30), dt.date(1959, 11, 30)),
        ("2019-01", dt.date(1962, 12, 31), dt.date(1959, 12, 31)),
        # 57 from 2019: whoever was 56 in 2018 stays past it; those younger turn 57 from 2020 on.
        ("2020-01", dt.date(1962, 12, 31), dt.date(1960, 12, 31)),
        ("2020-02", dt.date(1963, 1, 31), dt.date(1961, 1, 31)),
        ("2026-11", dt.date(1967, 10, 31), dt.date(1965, 10, 31)),
    ],
)
def test_jp_ends_for_those_past_pension_age(
    month: str, born: dt.date, born_if_deferred: dt.date
) -> None:
    levy = kj.LAW.levies(kj.JP, kj.Segment.PU, kj.Month.parse(month))[0]

    assert (levy.born_after, levy.born_after_if_deferred) == (born, born_if_deferred)
    assert [citation.article for citation in levy.pension_citations][1] == "Pasal 15 ayat (4)"


@pytest.mark.parametrize(
    "month, deferrable", [("2020-07", 0), ("2020-08", 990_000), ("2021-02", 0)]
)
def test_part_of_jp_could_be_deferred_under_pp_49_2020(month: str, deferrable: int) -> None:
    for levy in kj.LAW.levies(kj.JP, kj.Segment.PU, kj.Month.parse(month)):
        assert (levy.deferrable.value.ppm if levy.deferrable else 0) == deferrable


# --- texts, counts, names ---------------------------------------------------------------------


def test_coverage_counts_every_value_once() -> None:
    counts = kj.LAW.coverage()

    assert {area: sum(grades.values()) for area, grades in counts.items()} == {
        area: sum(len(rows) for path, rows in ROWS.items() if path.partition(".")[0] == area)
        for area in {path.partition(".")[0] for path in ROWS}
    }
    assert counts["jp"][Evidence.OFFICIAL] == 1  # the circular of 2020
    assert 0 not in {count for grades in counts.values() for count in grades.values()}


def test_coverage_counts_what_the_book_knows() -> None:
    day = dt.date(2016, 2, 29)
    assert sum(kj.LAW.as_known(day).coverage()["jp"].values()) == sum(
        row["known_since"] <= day
        for path, rows in ROWS.items()
        if path.startswith("jp.")
        for row in rows
    )
    changed = kj.LAW.with_change("jkm.rate_pu", kj.percent(1), since=MAY).coverage()["jkm"]
    assert changed[Evidence.CONVENTION] == 1


def test_legal_texts_and_conventions_are_found_by_name() -> None:
    assert kj.LAW.instrument("PP 44/2015").amended_by == ("PP 82/2019", "PP 49/2023")
    assert kj.LAW.instruments["PP 36/2025"].promulgated == dt.date(2025, 9, 4)
    assert kj.LAW.convention("what-if").text("en").startswith("A value was changed")


@pytest.mark.parametrize("name", ["PP 1/1900", "", None, []])
def test_unknown_legal_texts_and_conventions_are_errors(name: Any) -> None:
    with pytest.raises(kj.errors.LawPathError, match="names no legal text"):
        kj.LAW.instrument(name)
    with pytest.raises(kj.errors.LawPathError, match="names no convention"):
        kj.LAW.convention(name)


@pytest.mark.parametrize("month", ["2026-5", "05/2026", None, dt.date(2026, 5, 1), 202605])
def test_a_month_is_a_month(month: Any) -> None:
    with pytest.raises(kj.errors.InvalidMonthError):
        kj.LAW.value("jkm.rate_pu", month)
    with pytest.raises(kj.errors.InvalidMonthError):
        kj.LAW.tariff(month)
    with pytest.raises(kj.errors.InvalidMonthError):
        kj.LAW.carried_forward(month)


@pytest.mark.parametrize(
    "name, arguments",
    [
        ("levies", (kj.JKK, kj.Segment.PU, "2026-5")),
        ("levies", ("JKX", kj.Segment.PU, MAY)),
        ("reliefs", (kj.JKK, kj.Segment.BPU, None)),
        ("at", ("2026-5",)),
        ("in_force", (None,)),
    ],
)
def test_junk_is_refused_with_an_error_of_ours(name: str, arguments: tuple[object, ...]) -> None:
    thing = kj.LAW if hasattr(kj.LAW, name) else kj.LAW.series("jp.wage_ceiling")

    with pytest.raises(kj.KopdesJamsosError):
        getattr(thing, name)(*arguments)


@pytest.mark.parametrize(
    "day", ["2026-5-1", "01-05-2026", None, dt.datetime(2026, 5, 1, tzinfo=dt.UTC), MAY]
)
def test_a_day_is_a_day(day: Any) -> None:
    with pytest.raises(kj.errors.InvalidDateError):
        kj.LAW.as_known(day)


def test_a_book_shows_how_it_differs() -> None:
    law = kj.LAW.as_known(DAY).carried_forward(MAY)

    assert repr(kj.LAW) == "LawBook()"
    assert repr(law) == (
        "LawBook(known_on=datetime.date(2026, 2, 24), carried_until=Month(2026, 5))"
    )
    assert "changes=(Change(path='jkm.amount_bpu'" in repr(
        kj.LAW.with_change("jkm.amount_bpu", 1, since=MAY)
    )


READINGS = (
    "relief-as-practised",
    "village-funding-public",
    "late-jht-employer-share",
    "jp-floor-before-share",
    "jht-yearly-crediting",
    "jp-any-child-bars-parent",
    "jht-due-same-month",
    "jkp-month-of-dismissal-out",
    "scholarship-months-once",
    "scholarship-first-claim-limited",
    "incapacity-from-accident",
    "jp-membership-goes-on",
    "jkm-months-as-worker",
    "jht-paid-beside-bpu",
    "jht-own-account-at-age",
    "construction-no-fine",
    "sanction-calendar-days",
    "sanction-fine-every-month",
)


def test_a_book_carries_its_readings_and_what_counts_as_a_holiday() -> None:
    first, second = READINGS[:2]
    law = kj.LAW.with_reading(second).with_reading(first).with_holidays("weekends")

    assert law == kj.LAW.with_holidays("weekends").with_reading(first).with_reading(second)
    assert law == law.with_reading(first).with_holidays(kj.workdays.Holidays.WEEKENDS)
    assert hash(law) == hash(law.with_reading(second))
    assert law not in (kj.LAW, law.with_holidays(None), kj.LAW.with_holidays("weekends"))
    assert (law.readings, law.holidays) == ((first, second), "weekends")
    assert (kj.LAW.readings, kj.LAW.holidays) == ((), None)
    assert pickle.loads(pickle.dumps(law)) == law
    assert repr(law) == (
        f"LawBook(readings={(first, second)!r}, holidays=<Holidays.WEEKENDS: 'weekends'>)"
    )
    for changed in (
        law.as_known(DAY),
        law.carried_forward(MAY),
        law.with_change("jkm.amount_bpu", 1, since=MAY),
    ):
        assert (changed.readings, changed.holidays) == (law.readings, law.holidays)


def test_the_readings_are_conventions_and_their_names_stand_in_the_data() -> None:
    assert read_readings() == READINGS
    assert set(READINGS) <= set(read_conventions())
    assert {name for row in read_file("relief").values() for name in row.get("readings", ())} == {
        *READINGS[:2]
    }
    for name in READINGS:
        assert kj.LAW.with_reading(name).readings == (name,)


@pytest.mark.parametrize("name", ["relief-group", "", "Relief-as-practised", None, 5, True, []])
def test_an_unknown_reading_is_refused(name: Any) -> None:
    with pytest.raises(kj.errors.LawPathError, match="names no reading of the law"):
        kj.LAW.with_reading(name)
    with pytest.raises(kj.errors.LawPathError):
        kj.LawBook(readings=name)


def test_unknown_holidays_are_refused() -> None:
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.LAW.with_holidays("sundays")
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.LawBook(holidays=5)


@pytest.mark.parametrize("last, begins", [("2020-03", "2020-03"), (None, "2020-01")])
def test_a_file_whose_months_overlap_is_refused(last: str | None, begins: str) -> None:
    row = {**ROWS["jkm.amount_bpu"][0], "from": "2020-01"}
    rows = [{**row, "until": last} if last else row, {**row, "from": begins}]
    table = {"unit": "rupiah", "values": rows}

    with pytest.raises(kj.errors.LawDataError, match=f"toy.amount: the value of {begins} overlaps"):
        read_series("toy.amount", table)
    rows[1]["from"] = "2020-04"
    assert len(read_series("toy.amount", table).values) == 2


def test_a_value_that_ends_before_it_begins_is_refused() -> None:
    row = {**ROWS["jkm.amount_bpu"][0], "from": "2020-01", "until": "2019-12"}
    table = {"unit": "rupiah", "values": [row]}

    with pytest.raises(kj.errors.LawDataError, match="ends before it begins"):
        read_series("toy.amount", table)


def test_an_unverified_value_warns() -> None:
    with pytest.warns(kj.errors.UnverifiedRuleWarning, match="toy.amount is unverified"):
        kj.basis.Basis(unverified=("toy.amount",)).warn()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        kj.LAW.tariff(FIRST)
    assert caught == []  # a look-up alone decides nothing


def test_grades_have_an_order() -> None:
    grades = [kj.Evidence.REPORTED, kj.Evidence.UNVERIFIED, kj.Evidence.TEXT]

    assert sorted(grades, key=lambda grade: grade.rank) == [grades[2], grades[0], grades[1]]
    assert Evidence.weakest(grades) is kj.Evidence.UNVERIFIED
    assert (str(Citation("PP 44/2015")), str(Citation("A", "Pasal 1"))) == (
        "PP 44/2015",
        "A Pasal 1",
    )


# --- values of a day ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path, day, value",
    [
        ("jkm.funeral", dt.date(2015, 7, 1), 3_000_000),
        ("jkm.funeral", dt.date(2019, 12, 1), 3_000_000),
        ("jkm.funeral", dt.date(2019, 12, 2), 10_000_000),
        ("jkm.waiting_months", dt.date(2025, 2, 23), 0),
        ("jkm.waiting_months", dt.date(2025, 2, 24), 3),
    ],
)
def test_a_day_has_the_value_in_force_on_it(path: str, day: dt.date, value: int) -> None:
    assert kj.LAW.value_on(path, day).value == value
    # The month of a change has the new value.
    assert kj.LAW.value("jkm.funeral", kj.Month(2019, 12)).value == 10_000_000


def test_a_day_before_the_first_value_is_refused() -> None:
    with pytest.raises(kj.errors.BeforeDataError, match="begins on 2019-12-02"):
        kj.LAW.value_on("jkk.hearing_aid", dt.date(2019, 12, 1))
    with pytest.raises(kj.errors.BeforeDataError, match="none is known"):
        kj.LAW.as_known(dt.date(2019, 1, 1)).value_on("jkk.hearing_aid", dt.date(2020, 1, 1))
    with pytest.raises(kj.errors.NoRuleError, match="ended in 2026-12"):
        kj.LAW.value_on("relief.bpu_other", dt.date(2027, 1, 1))
    with pytest.raises(kj.errors.InvalidDateError):
        kj.LAW.value_on("jkm.funeral", kj.Month(2020, 1))  # type: ignore[arg-type]  # refused


@pytest.mark.parametrize(
    "since, until, values",
    [
        # Before the month in which the value changes on its second day: both days keep theirs.
        ("2019-11", "2019-11", [7, 3_000_000, 10_000_000, 10_000_000]),
        ("2019-11", "2019-12", [7, 7, 7, 10_000_000]),
        ("2019-12", "2019-12", [3_000_000, 7, 7, 10_000_000]),
        ("2019-12", None, [3_000_000, 7, 7, 7]),
    ],
)
def test_a_change_of_months_leaves_the_days_around_it(
    since: str, until: str | None, values: list[int]
) -> None:
    book = kj.LAW.with_change(
        "jkm.funeral",
        7,
        since=kj.Month.parse(since),
        until=kj.Month.parse(until) if until else None,
    )
    days = [dt.date(2019, 11, 30), dt.date(2019, 12, 1), dt.date(2019, 12, 2), dt.date(2020, 1, 1)]

    assert [book.value_on("jkm.funeral", day).value for day in days] == values


class TestBoundaries:
    def test_between_two_boundaries_the_tariff_stands_still(self) -> None:
        boundaries = kj.LAW.boundaries()
        for month, following in pairwise(boundaries):
            last = min(following - 1, month + 24)
            for segment in kj.Segment:
                for program in kj.Program:
                    assert rows_of(program, segment, month) == rows_of(program, segment, last)

    def test_what_no_row_reads_is_no_boundary(self) -> None:
        """Benefits change on 2 December 2019; no contribution does."""
        assert kj.Month(2019, 12) not in kj.LAW.boundaries()
        assert kj.Month(2026, 4) in kj.LAW.boundaries()
        ceiling = kj.LAW.with_change("jkp.claims_most", 9, since=kj.Month(2026, 5))
        assert kj.Month(2026, 5) not in ceiling.boundaries()
        rate = kj.LAW.with_change("jkm.rate_pu", kj.percent("0.4"), since=kj.Month(2026, 5))
        assert kj.Month(2026, 5) in rate.boundaries()

    def test_every_value_that_a_row_names_is_read(self) -> None:
        for program in kj.Program:
            for row in read_file(program.value.lower())["levy"]:
                named = {key for key, value in row.items() if value in kj.LAW.paths()}
                assert named <= set(VALUE_KEYS)


def rows_of(program: kj.Program, segment: kj.Segment, month: kj.Month) -> object:
    """The rows of a month as text, without what pension age does every month."""
    try:
        levies = kj.LAW.levies(program, segment, month)
    except kj.KopdesJamsosError as error:
        return error.code
    still = (attrs.evolve(each, born_after=None, born_after_if_deferred=None) for each in levies)
    return [repr(levy) for levy in still]


def test_a_relief_that_asks_for_a_fact_that_nobody_has_is_a_fault_of_the_file() -> None:
    share = kj.LAW.value("relief.covid_jkk", kj.Month(2020, 9))
    table = {"segments": ["PU"], "when": {"shoe_size": [42]}}

    with pytest.raises(KeyError):
        build_relief("toy", table, share, kj.Segment.PU)


def test_a_mapping_has_no_entry_that_is_not_in_it() -> None:
    rates = kj.LAW.value("jkk.rate_pu", kj.Month(2026, 11))

    with pytest.raises(kj.errors.NoRuleError, match="no entry"):
        rates.entry("none")
