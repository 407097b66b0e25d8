"""Limits of the law reader: of a change, of a carried book, of rules by the day; and articles."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

import kopdes_jamsos as kj
from kopdes_jamsos.law.disability import disability_source
from kopdes_jamsos.law.heirs import heir_ranks
from kopdes_jamsos.law.series_files import read_series
from kopdes_jamsos.law.tariff import Base
from kopdes_jamsos.money import LARGEST

MAY = kj.Month(2026, 5)


def test_every_rank_of_heirs_stands_in_its_article() -> None:
    """PP 44/2015 Pasal 37 ayat (5), Pasal 40 ayat (2), PP 46/2015 Pasal 23; in the same order."""
    places = ["huruf a", *(f"huruf b angka {number}" for number in range(1, 6))]
    for program, article in ((kj.JKK, "Pasal 37 ayat (5)"), (kj.JKM, "Pasal 40 ayat (2)")):
        cited = [str(rank.citation(program)) for rank in heir_ranks()]

        assert cited == [f"PP 44/2015 {article} {place}" for place in places]
    savings = ["ayat (2)", *(f"ayat (3) huruf {letter}" for letter in "abcd"), "ayat (4)"]
    cited = [str(rank.citation(kj.JHT)) for rank in heir_ranks()]
    assert cited == [f"PP 46/2015 Pasal 23 {place}" for place in savings]


def test_a_changed_value_has_no_remark_of_the_law_file() -> None:
    assert kj.LAW.value("jkm.rate_pu", MAY).note
    law = kj.LAW.with_change("jkm.rate_pu", kj.percent(1), since=MAY)

    assert law.value("jkm.rate_pu", MAY).note == ""
    assert law.value("jkm.rate_pu", MAY).known_since == dt.date(2026, 5, 1)


def test_an_entry_of_a_changed_mapping_has_no_changed_entries_itself() -> None:
    law = kj.LAW.with_change("jkk.rate_pu.low", kj.percent(1), since=MAY)
    rates = law.value("jkk.rate_pu", MAY)

    assert rates.changed == {kj.RiskClass.LOW}
    assert rates.entry(kj.RiskClass.LOW).changed == frozenset()


def test_a_relief_for_which_arrears_do_not_matter_assumes_nothing() -> None:
    (transport,) = kj.LAW.reliefs(kj.JKK, kj.Segment.BPU, kj.Month(2026, 2))

    found = {condition.fact.name: condition.unstated for condition in transport.conditions}
    assert found == {"sector": "", "group": "", "funding": ""}


def test_a_value_unknown_on_a_day_is_said_to_be_unknown() -> None:
    law = kj.LAW.as_known(dt.date(2015, 6, 29))

    with pytest.raises(
        kj.errors.BeforeDataError, match=r"^jkk\.rate_pu has .* 2015-07: none is known\. "
    ):
        law.value("jkk.rate_pu", kj.Month(2015, 7))


def test_only_a_contract_value_is_levied_slice_by_slice() -> None:
    for levy in kj.LAW.tariff(MAY):
        assert bool(levy.slices) is (levy.base is Base.CONTRACT)
        assert bool(levy.bands) is (levy.base is Base.BAND)
        assert levy.reason == ("jkp-carved-out" if levy.program is kj.JKP else "")


def test_between_two_rules_of_days_no_rule_holds() -> None:
    """The second begins on a day within its month; the days before it have none."""
    row = {"source": "x", "article": "", "known_since": dt.date(2019, 1, 1), "evidence": "text"}
    rows = [
        {**row, "from": "2019-01", "until": "2019-11", "value": 1},
        {**row, "from": "2019-12", "from_day": 2, "value": 2},
    ]
    series = read_series("toy.days", {"unit": "days", "values": rows})

    assert [series.on(dt.date(2019, 11, 30)).value, series.on(dt.date(2019, 12, 2)).value] == [1, 2]
    with pytest.raises(kj.errors.NoRuleError, match="ended in 2019-11"):
        series.on(dt.date(2019, 12, 1))


def test_what_is_no_change_and_no_month_is_refused_by_name() -> None:
    with pytest.raises(kj.errors.LawChangeError, match="tuple of changes"):
        kj.LawBook(changes=("jkm.rate_pu",))  # type: ignore[arg-type]  # that is the point
    with pytest.raises(kj.errors.InvalidMonthError, match=r"^month must be"):
        kj.LAW.series("jkm.rate_pu").in_force("05/2026")


@pytest.mark.parametrize(
    "path, most",
    [("jp.pension_age", 150), ("jkm.amount_bpu", LARGEST), ("jkp.claim_months", 1_800)],
)
def test_a_change_goes_from_nothing_to_what_can_be_meant(path: str, most: int) -> None:
    for value in (0, most):
        assert kj.LAW.with_change(path, value, since=MAY).value(path, MAY).value == value
    with pytest.raises(kj.errors.LawChangeError):
        kj.LAW.with_change(path, most + 1, since=MAY)


def test_a_book_carried_to_the_end_of_the_calendar_has_boundaries_and_travels() -> None:
    law = kj.LAW.carried_forward(kj.Month(dt.MAXYEAR, 12)).as_known(dt.date(2026, 5, 1))

    assert law.boundaries()[-1] < kj.Month(dt.MAXYEAR, 12)
    assert pickle.loads(pickle.dumps(law)) == law
    assert pickle.loads(pickle.dumps(law)).carried_until == kj.Month(dt.MAXYEAR, 12)


def test_the_table_of_disabilities_stands_in_its_annex() -> None:
    before, since = (disability_source(dt.date(2019, 12, day)) for day in (1, 2))

    assert str(before[0]) == "PP 44/2015 Pasal 25 ayat (5), Lampiran III angka II"
    assert before[1] is kj.Evidence.TEXT
    assert str(since[0]) == "PP 82/2019 Pasal 25 ayat (5), Lampiran III"
    assert since[1] is kj.Evidence.REPORTED
