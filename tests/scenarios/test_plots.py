"""Charts, by their specification: figures, words, labels, colours and shapes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.fixed_law import LAW
from tests.people import VILLAGE

import kopdes_jamsos as kj
from kopdes_jamsos.plots import style
from kopdes_jamsos.wording import Language

PLAN = kj.scenarios.officers_then_members(
    start=kj.Month(2026, 7),
    members_from=kj.Month(2026, 10),
    months=8,
    shares={"village": kj.percent("25"), "self": kj.percent("75")},
    remainder="self",
    programs={kj.JKK, kj.JKM, kj.JHT},
)


def rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The data of the first mark, and of whatever else shares it."""
    return [row for each in spec["datasets"].values() for row in each]


def marks(spec: Any, kind: str) -> list[dict[str, Any]]:
    """All layers of a kind of mark, wherever they are nested."""
    if isinstance(spec, list):
        return [mark for each in spec for mark in marks(each, kind)]
    if not isinstance(spec, dict):
        return []
    own = [spec] if isinstance(spec.get("mark"), dict) and spec["mark"]["type"] == kind else []
    return own + [mark for each in spec.values() for mark in marks(each, kind)]


def test_monthly_cost_shows_every_rupiah_of_the_budget() -> None:
    budget = PLAN.run()
    spec = kj.plots.monthly_cost(budget, "en").to_dict()
    shown = rows(spec)
    sums = {"participants themselves": 0, "village (APBDes)": 0}
    for row in shown:
        sums[row["payer"]] += int(row["rupiah"].removeprefix("Rp").replace(",", ""))

    assert sums["participants themselves"] == budget.by_payer[kj.Funding.SELF]
    assert sums["village (APBDes)"] == budget.by_payer[kj.Funding.VILLAGE]
    assert {row["month"] for row in shown} == {str(month) for month in budget.by_month}
    assert spec["title"]["text"] == "Contributions each month: officers, then all members"
    assert spec["title"]["subtitle"].endswith("from the bottom: JKK, JKM, JHT")


def test_monthly_cost_is_read_without_colour() -> None:
    spec = kj.plots.monthly_cost(PLAN).to_dict()
    labels = {mark["encoding"]["text"]["field"] for mark in marks(spec, "text")}
    tall = [row for row in rows(spec) if row["white"] or row["dark"]]

    assert labels == {"white", "dark", "top"}
    assert {row["white"] or row["dark"] for row in tall} == {"JKK", "JKM", "JHT"}
    assert all(row["dark"] == ("JKM" if row["program"] == "JKM" else "") for row in tall)
    assert spec["title"]["text"].startswith("Iuran setiap bulan")
    [bars] = marks(spec, "bar")
    assert bars["encoding"]["color"]["scale"]["range"] == ["#0072B2", "#E69F00", "#009E73"]
    # The pieces of a bar stand on one another, without gap or overlap.
    for one, following in zip(rows(spec), rows(spec)[1:], strict=False):
        if (one["month"], one["payer"]) == (following["month"], following["payer"]):
            assert one["end"] == following["begin"]


def test_letters_can_be_read_on_every_colour() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for program, colour in style.COLOURS.items():
        ink = luminance(style.INK) if program in style.LIGHT else 1.0
        lighter, darker = sorted((luminance(colour), ink), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) > 3  # bold letters, after WCAG
    assert len({round(luminance(colour), 2) for colour in style.COLOURS.values()}) == 5


def test_the_effect_of_a_relief_has_its_own_mark() -> None:
    spec = kj.plots.relief_effect(PLAN).to_dict()
    by_month = {row["month"]: row for row in rows(spec)}
    outline, filled = marks(spec, "bar")

    assert outline["mark"]["strokeDash"]
    assert "strokeDash" not in filled["mark"]
    assert by_month["2026-09"]["outline"] == by_month["2027-01"]["outline"] == 0
    assert by_month["2026-10"]["outline"] == 1
    # By hand: 789,651 members in the lowest band, half of JKK and JKM.
    assert by_month["2026-12"]["remitted"] == kj.format_rupiah(789_651 * 8_400)
    assert by_month["2026-12"]["saved"] == "–6,63"
    assert by_month["2027-01"]["saved"] == ""
    assert "garis putus-putus" in spec["title"]["subtitle"]


def test_months_in_which_nothing_is_paid_are_left_out() -> None:
    later = kj.Scenario(
        population=kj.Headcount(role="member", count=1, income=0),
        policy=kj.Policy(
            start=kj.Month(2025, 1),
            months=3,
            programs={kj.JKM},
            since={"member": kj.Month(2025, 3)},
        ),
    )
    assert [row["month"] for row in rows(kj.plots.relief_effect(later, "en").to_dict())] == [
        "2025-03"
    ]
    untitled = kj.plots.monthly_cost(later, "en").to_dict()["title"]["text"]
    assert untitled == "Contributions each month"


def test_the_history_of_a_value_has_every_change() -> None:
    month = kj.Month(2026, 11)
    spec = kj.plots.law_history("jp.wage_ceiling", "en", until=month, law=LAW).to_dict()
    series = LAW.series("jp.wage_ceiling").values
    [points] = marks(spec, "point")
    shown = spec["datasets"][points["data"]["name"]]
    labels = [row["above"] or row["below"] for row in shown]

    assert [row["since"] for row in shown] == [str(value.since.first_day) for value in series]
    months, axis = spec["title"]["subtitle"].split("; ")
    assert months == "July 2015 – November 2026"  # and not the path
    assert axis == "the upright axis does not begin at zero"
    assert labels[0] == "Rp7,000,000"
    assert labels[1] == ""  # the same value, by another notice
    assert [row["below"] for row in shown if row["below"]] == ["Rp8,754,600"]  # the year it fell
    assert points["encoding"]["shape"]["scale"]["range"] == ["circle", "square", "triangle-up"]
    assert {row["article"] for row in shown} == {
        "; ".join(map(str, value.citations)) for value in series
    }
    [line] = marks(spec, "rule")
    assert line["encoding"]["y"]["scale"]["zero"] is False


@pytest.mark.parametrize(
    "path, labels",
    [
        ("jkk.rate_pu", ["kelas 1: 0,24%", "kelas 5: 1,74%"]),
        ("relief.bpu_other", ["50%", "50%"]),
        ("jp.pension_age", ["56", "59"]),
        ("jkm.amount_bpu", ["Rp6.800", "Rp6.800"]),
    ],
)
def test_rates_years_and_rupiah_are_labelled(path: str, labels: list[str]) -> None:
    chart = kj.plots.law_history(path, until=kj.Month(2026, 11))
    spec = chart.to_dict()
    [points] = marks(spec, "point")
    shown = spec["datasets"][points["data"]["name"]]

    assert [shown[0]["above"], shown[-1]["above"]] == labels
    whole = marks(spec, "rule")[0]["encoding"]["y"]["axis"].get("tickMinStep")
    assert whole == (1 if path == "jp.pension_age" else None)


def history(path: str, language: Language) -> list[dict[str, Any]]:
    spec = kj.plots.law_history(path, language, until=kj.Month(2026, 11)).to_dict()
    [points] = marks(spec, "point")
    shown: list[dict[str, Any]] = spec["datasets"][points["data"]["name"]]
    return shown


def test_entries_of_one_amount_have_one_label_in_the_language() -> None:
    # PP 82/2019 Pasal 25 and Pasal 30A: the caps of transport, and the scholarship of each level.
    first, *_ = by_sea = [row for row in history("jkk.transport", "id") if row["number"] == 1.5]
    assert (len(by_sea), first["value"]) == (1, "laut: Rp1.500.000")
    low, *others = history("scholarship.amount", "en")

    assert low["value"] == low["below"] == "TK, SD: Rp1,500,000"  # the line of SMP is close above
    assert [row["above"] for row in others] == [
        "SMP: Rp2,000,000", "SMA: Rp3,000,000", "PT: Rp12,000,000"
    ]  # fmt: skip
    assert [row["value"] for row in history("jkp.jkk_share_halved", "id")][:2] == [
        "kelas 1: 0,12%", "kelas 2, 3, 4, 5: 0,14%"
    ]  # fmt: skip


def test_numbers_on_the_axes_are_written_in_the_language() -> None:
    cover = kj.coverage.covered_on(village(1), dt.date(2025, 8, 20))
    course = kj.benefits.lifecourse(worker(12), until=kj.Month(2019, 12))
    written: dict[Language, tuple[str, str]] = {"id": (",", "."), "en": (".", ",")}
    for language, signs in written.items():
        for chart in (
            kj.plots.monthly_cost(PLAN, language),
            kj.plots.relief_effect(PLAN, language),
            kj.plots.law_history("jkm.amount_bpu", language, until=kj.Month(2026, 1)),
            kj.plots.life_course(course, language),
            kj.plots.coverage(cover, language),
        ):
            number = chart.to_dict()["config"]["locale"]["number"]
            assert (number["decimal"], number["thousands"]) == signs


def test_long_plans_and_lives_have_room_for_their_labels() -> None:
    long = attrs.evolve(PLAN, policy=attrs.evolve(PLAN.policy, months=60))
    end = kj.Month(2060, 12)
    course = kj.benefits.lifecourse(worker(12), until=end, law=kj.LAW.carried_forward(end))
    spec = kj.plots.monthly_cost(long).to_dict()

    assert spec["spec"]["width"] == 60 * 32
    assert kj.plots.relief_effect(long).to_dict()["width"] == 60 * 32
    assert kj.plots.relief_effect(PLAN).to_dict()["width"] == style.WIDTH
    assert kj.plots.life_course(course).to_dict()["vconcat"][0]["width"] == 42 * 16
    assert len(history("jp.minimum", "id")) == 13
    wide = kj.plots.law_history("jp.minimum", until=kj.Month(2026, 11)).to_dict()
    assert wide["width"] == 13 * 60


def test_panels_stand_in_the_order_of_the_budget() -> None:
    plan = kj.scenarios.two_million_workers(
        start=kj.Month(2026, 1), months=1, wage=2_000_000, risk_class=1, programs={kj.JHT}
    )
    panels: dict[Language, list[str]] = {
        "id": ["pemberi kerja", "pekerja"],
        "en": ["employer", "worker"],
    }
    for language, names in panels.items():
        spec = kj.plots.monthly_cost(plan, language).to_dict()
        assert spec["facet"]["row"]["sort"] == names


def test_what_a_relief_leaves_is_labelled_where_it_can_be_read() -> None:
    def month(**facts: Any) -> dict[str, Any]:
        start = facts.pop("start")
        people = [kj.Headcount(role="worker", count=1, enrolment=kj.PUEnrolment(**facts))]
        policy = kj.Policy(start=start, months=1)
        [row] = rows(
            kj.plots.relief_effect(kj.Scenario(population=people, policy=policy)).to_dict()
        )
        return row

    facts: dict[str, Any] = {"wage": 2_000_000, "risk_class": 1, "settled": True}
    # PP 49/2020 leaves 1 % of JKK: 48 of 4,800. PP 7/2025 halves JKK, but not JHT beside it.
    pandemic = month(start=kj.Month(2020, 9), programs={"JKK"}, **facts)
    factory = month(
        start=kj.Month(2025, 3), programs={"JKK", "JHT"}, labour_intensive=True, **facts
    )

    assert (pandemic["label"], pandemic["low"], pandemic["saved"]) == ("", "0,05", "–4,75")
    assert (factory["label"], factory["low"], factory["saved"]) == ("116", "", "–2,4")


def test_a_low_bar_of_a_dear_plan_has_one_label() -> None:
    later = kj.Scenario(
        population=[
            kj.Headcount(role="driver", count=1, income=0),
            kj.Headcount(role="member", count=100, income=0),
        ],
        policy=kj.Policy(
            start=kj.Month(2026, 11),
            months=2,
            programs={"JKM"},
            segment="independent",
            sector="transport",
            shares="self",
            since={"member": kj.Month(2026, 12)},
        ),
    )
    november, december = rows(kj.plots.relief_effect(later).to_dict())

    assert (november["low"], november["saved"]) == ("3,4", "")
    assert (december["label"], december["saved"]) == ("343", "–343")


def test_a_value_that_ends_has_a_line_that_ends() -> None:
    spec = kj.plots.law_history("relief.bpu_other", until=kj.Month(2027, 6)).to_dict()
    [line] = marks(spec, "rule")

    assert [row["to"] for row in spec["datasets"][line["data"]["name"]]] == ["2027-01-01"]
    assert line["encoding"]["x"]["scale"]["domain"] == ["2026-04-01", "2027-07-01"]


def test_charts_refuse_what_they_cannot_show() -> None:
    for value in (None, 3, PLAN.policy):
        with pytest.raises(kj.errors.PlotError):
            kj.plots.monthly_cost(value)  # type: ignore[arg-type]  # refused
        with pytest.raises(kj.errors.PlotError):
            kj.plots.relief_effect(value)  # type: ignore[arg-type]  # refused
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.plots.monthly_cost(PLAN, "fr")
    with pytest.raises(kj.errors.PlotError, match="Only rates"):
        kj.plots.law_history("bands.income_bands", until=kj.Month(2026, 1))
    with pytest.raises(kj.errors.PlotError, match="nothing to show"):
        kj.plots.law_history("jkm.amount_bpu", until=kj.Month(2014, 1))
    nobody = kj.Cooperative(name="Pejaten", kind="KDMP", village=VILLAGE)
    empty = kj.Scenario(population=nobody, policy=kj.Policy(start=kj.Month(2025, 1), months=1))
    with pytest.raises(kj.errors.PlotError, match="nothing to show"):
        kj.plots.monthly_cost(empty)


@pytest.mark.parametrize(
    "amount, size, shown",
    [
        (9_993_068_400, 10**9, "9,99"),
        (13_353_068_400, 10**9, "13,4"),
        (99_960_000_000, 10**9, "100"),
        (1_234_000_000_000, 10**9, "1.234"),
        (5_000, 10**6, "0,01"),
        (0, 1, "0"),
        (20_000_000_000, 10**9, "20"),
    ],
)
def test_short_amounts_are_rounded_half_up(amount: int, size: int, shown: str) -> None:
    assert style.short(amount, size, "id") == shown


def worker(months: int) -> list[kj.Participation]:
    enrolment = kj.PUEnrolment(wage=5_000_000, programs={kj.JHT, kj.JP})
    return [kj.Participation.paid_through(enrolment, since=kj.Month(2019, 1), months=months)]


def test_a_life_course_shows_every_year_and_what_it_rests_on() -> None:
    book = kj.LAW.carried_forward(kj.Month(2022, 12))
    course = kj.benefits.lifecourse(worker(36), until=kj.Month(2022, 12), law=book)
    spec = kj.plots.life_course(course, "en").to_dict()
    bars, balance, pension = spec["vconcat"]
    paid = spec["datasets"][bars["data"]["name"]]
    [points] = marks(balance, "point")
    shown = spec["datasets"][points["data"]["name"]] if "data" in points else None
    shown = shown or spec["datasets"][balance["data"]["name"]]

    assert [row["rupiah"] for row in paid if row["year"] == "2019"] == [
        kj.format_rupiah(course.years[0].paid[payer], "en")
        for payer in (kj.Payer.EMPLOYER, kj.Payer.WORKER)
    ]
    assert [row["rupiah"] for row in shown] == [
        kj.format_rupiah(year.jht_balance, "en") for year in course.years
    ]
    assert [row["grade"] for row in shown][::3] == ["known values", "values carried forward"]
    assert len(set(points["encoding"]["shape"]["scale"]["range"])) == 3
    assert marks(pension, "line")
    assert spec["title"]["subtitle"] == "from the bottom: employer, worker"


def test_a_life_without_contributions_or_years_has_nothing_to_show() -> None:
    with pytest.raises(kj.errors.PlotError, match="nothing to show"):
        kj.plots.life_course(kj.benefits.lifecourse([], until=kj.Month(2020, 12)))
    with pytest.raises(kj.errors.PlotError):
        kj.plots.life_course(None)  # type: ignore[arg-type]  # refused


def village(members: int) -> kj.Cooperative:
    return kj.Cooperative(
        name="KDMP Pejaten",
        kind="KDMP",
        village=VILLAGE,
        supervisors=[kj.Supervisor(ref="B-1", role="ketua", elsewhere="village")],
        members=[kj.Member(ref=f"M-{each}") for each in range(members)],
    )


def test_the_label_of_a_narrow_piece_stands_at_the_end_of_its_bar() -> None:
    spec = kj.plots.coverage(
        kj.coverage.covered_on(village(60), dt.date(2025, 8, 20)), "en"
    ).to_dict()
    pieces = [row for row in rows(spec) if row["program"] == "JHT"]
    beside = next(mark for mark in marks(spec, "text") if "beside" in str(mark["encoding"]["text"]))

    assert [row["dark"] for row in pieces] == ["", "D 60"]
    assert [row["beside"] for row in pieces] == ["", "C 1"]
    assert [row["people"] for row in pieces] == [1, 60]
    assert beside["encoding"]["x"]["field"] == "end"


def test_coverage_counts_everyone_once_for_each_programme() -> None:
    unpaid = kj.BPUEnrolment(income=0, programs={kj.JKK, kj.JKM}, group="unwaged")
    paid = [kj.Participation.paid_through(unpaid, since=kj.Month(2025, 7), months=3)]
    kdmp = kj.Cooperative(
        name="KDMP Pejaten",
        kind="KDMP",
        village=VILLAGE,
        employs=False,
        officers=[kj.Officer(ref=f"A-{each}", role="lainnya") for each in range(5)],
        supervisors=[kj.Supervisor(ref="B-1", role="ketua", elsewhere="village")],
    )
    refs = ("A-0", "A-1", "A-2")
    cover = kj.coverage.covered_on(kdmp, dt.date(2025, 8, 20), dict.fromkeys(refs, paid))
    spec = kj.plots.coverage(cover, "en").to_dict()
    shown: dict[tuple[str, str], int] = {
        (row["program"], row["state"]): row["end"] - row["begin"] for row in rows(spec)
    }

    assert shown == {
        ("JKK", "A covered"): 3,
        ("JKK", "B owed, not covered"): 2,
        ("JKK", "C covered elsewhere"): 1,
        ("JKM", "A covered"): 3,
        ("JKM", "B owed, not covered"): 2,
        ("JKM", "C covered elsewhere"): 1,
        **{
            (program, state): count
            for program in ("JHT", "JP", "JKP")
            for state, count in (("C covered elsewhere", 1), ("D not owed", 5))
        },
    }
    assert {row["white"] for row in rows(spec) if row["state"] == "A covered"} == {"A 3"}
    assert spec["title"]["subtitle"] == "Wednesday, 20 August 2025"
    with pytest.raises(kj.errors.PlotError):
        kj.plots.coverage(None)  # type: ignore[arg-type]  # refused


# --- axes, languages, files ------------------------------------------------------------

TEN_YEARS = kj.benefits.lifecourse(
    worker(36), until=kj.Month(2022, 12), law=kj.LAW.carried_forward(kj.Month(2022, 12))
)
CHARTS: dict[str, Callable[[], Any]] = {
    "monthly_cost": lambda: kj.plots.monthly_cost(PLAN),
    "relief_effect": lambda: kj.plots.relief_effect(PLAN),
    "coverage": lambda: kj.plots.coverage(kj.coverage.covered_on(village(3), dt.date(2025, 8, 20))),
    "life_course": lambda: kj.plots.life_course(TEN_YEARS),
    "rates": lambda: kj.plots.law_history("jkk.rate_pu", until=kj.Month(2026, 11)),
    "steps": lambda: kj.plots.steps(
        kj.questions.steps(
            kj.questions.Contribution(
                enrolment=kj.PUEnrolment(wage=0, programs={kj.JP}), month="2026-11"
            )
        )
    ),
    "ceiling": lambda: kj.plots.law_history("jp.wage_ceiling", until=kj.Month(2026, 11)),
}


def lengths(spec: Any) -> list[dict[str, Any]]:
    """Axes along which a mark has a length or height: those that carry a heading."""
    if isinstance(spec, list):
        return [axis for each in spec for axis in lengths(each)]
    if not isinstance(spec, dict):
        return []
    encoding = spec.get("encoding", {})
    own = [
        encoding[name]
        for name in ("x", "y")
        if encoding.get(name, {}).get("type") == "quantitative" and encoding[name].get("title")
    ]
    return own + [axis for each in spec.values() for axis in lengths(each)]


@pytest.mark.parametrize("name", CHARTS)
def test_an_axis_begins_at_zero_or_the_chart_says_that_it_does_not(name: str) -> None:
    spec = CHARTS[name]().to_dict()
    axes = lengths(spec)

    assert axes
    assert {axis["scale"]["zero"] for axis in axes} == {name != "ceiling"}
    said = "tidak mulai dari nol" in str(spec["title"].get("subtitle"))
    assert said == (name == "ceiling")


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_in_the_language_of_displays(name: str) -> None:
    usual = CHARTS[name]().to_dict()["title"]["text"]
    with kj.display.language("en"):
        english = CHARTS[name]().to_dict()["title"]["text"]

    assert usual != english
    assert CHARTS[name]().to_dict()["title"]["text"] == usual


@pytest.mark.parametrize("ending, begin", [("png", b"\x89PNG"), ("svg", b"<svg")])
def test_a_chart_is_saved_as_a_picture(tmp_path: Path, ending: str, begin: bytes) -> None:
    path = tmp_path / f"chart.{ending}"
    CHARTS["ceiling"]().save(path)

    assert path.read_bytes().startswith(begin)
