"""The chart of steps, by its specification: where lines and jumps stand, and what they say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import attrs
import pytest

import kopdes_jamsos as kj
from kopdes_jamsos.errors import PlotError
from kopdes_jamsos.questions import Contribution, Steps, steps

TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
WORKER = kj.PUEnrolment(wage=5_000_000, programs={kj.JP}, birth_date=dt.date(1980, 1, 1))
BANDS = steps(Contribution(enrolment=TRADER, month="2025-07"), last=2_000_000)
CEILING = steps(Contribution(enrolment=WORKER, month="2026-11"))


def chart(found: Steps) -> dict[str, Any]:
    spec: dict[str, Any] = kj.plots.steps(found, "en").to_dict()
    return spec


def layer(spec: dict[str, Any], number: int) -> list[dict[str, Any]]:
    # The data of an only layer stand above it.
    named = {**spec, **spec["layer"][number]}["data"]["name"]
    rows: list[dict[str, Any]] = spec["datasets"][named]
    return rows


def test_each_stretch_is_a_line_and_each_step_a_dashed_one() -> None:
    spec = chart(BANDS)

    # PP 44/2015 Lampiran II: 1 % of the bases of the first bands, and 6,800; in thousands.
    lines = [(row["from"], row["begins"], row["ends"]) for row in layer(spec, 0)]
    assert lines == [
        (0, 16.8, 16.8),
        (1.1, 18.8, 18.8),
        (1.3, 20.8, 20.8),
        (1.5, 22.8, 22.8),
        (1.7, 24.8, 24.8),
        (1.9, 26.8, 26.8),
    ]
    jumps = [(row["from"], row["label"], row["rupiah"]) for row in layer(spec, 1)]
    assert jumps == [(edge, "+2", "Rp2,000") for edge in (1.1, 1.3, 1.5, 1.7, 1.9)]
    assert spec["layer"][1]["mark"]["strokeDash"]
    assert spec["description"].startswith(
        "Steps along the income. step at Rp1,100,000: Income bands of non-wage earners: Rp2,000. "
    )
    assert spec["layer"][0]["encoding"]["x"]["title"] == "Income, million rupiah"


def test_a_line_without_end_is_drawn_beyond_the_last_step() -> None:
    flat = layer(chart(CEILING), 0)[-1]
    assert (flat["from"], flat["ends"]) == (11.086301, 332.589)
    assert flat["to"] > 13

    jht = kj.PUEnrolment(wage=0, programs={kj.JHT})
    [line] = layer(chart(steps(Contribution(enrolment=jht, month="2026-11"))), 0)
    # 5.7 % of twenty million.
    assert (line["begins"], line["ends"]) == (0, 1.14)
    assert len(chart(steps(Contribution(enrolment=jht, month="2026-11")))["layer"]) == 1


def test_a_line_that_falls_to_nothing_ends_there() -> None:
    first, last = CEILING.slopes
    falling = attrs.evolve(first, begins=110_863, ends=0, marginal_ppm=-10_000)

    line = layer(chart(attrs.evolve(CEILING, slopes=(falling, last))), 0)[0]
    assert (line["begins"], line["ends"]) == (110.863, 0)


def test_what_is_refused_is_left_blank_and_a_month_has_its_length() -> None:
    spec = chart(steps(Contribution(enrolment=TRADER, month="2025-07"), along="date"))

    assert [(row["from"], row["to"]) for row in layer(spec, 0)] == [
        ("2025-07-01", "2026-01-01"),
        ("2027-04-01", "2027-08-01"),
    ]
    assert len(spec["layer"]) == 1
    died = kj.Death(dt.date(2019, 12, 1), work_related=False)
    paid = kj.Participation.paid_through(
        kj.BPUEnrolment(income=1_000_000, programs={kj.JKM}), since=kj.Month(2019, 1), months=11
    )
    asked = kj.questions.Benefit(entitlement=kj.entitle(died, paid))
    days = chart(steps(asked, along="date", last="2019-12-03"))
    assert [(row["from"], row["to"]) for row in layer(days, 0)] == [
        ("2019-12-01", "2019-12-02"),
        ("2019-12-02", "2019-12-04"),
    ]


def test_a_jump_downward_is_marked_as_one_and_ages_are_years() -> None:
    born = steps(Contribution(enrolment=WORKER, month="2026-11"), along="age", first=12 * 50)
    spec = chart(born)

    assert [(row["from"] > 59, row["label"]) for row in layer(spec, 1)] == [(True, "–150")]
    assert spec["layer"][0]["encoding"]["x"]["title"] == "Age, years"
    assert spec["title"]["subtitle"] == "the lower axis does not begin at zero"
    assert chart(BANDS)["title"]["subtitle"] == ""


def test_a_small_jump_has_no_figure_beside_it() -> None:
    [row] = layer(chart(CEILING), 1)
    assert (row["label"], row["rupiah"]) == ("", "Rp0")


def test_only_steps_are_charted(tmp_path: Path) -> None:
    with pytest.raises(PlotError, match="needs them"):
        kj.plots.steps(TRADER)  # type: ignore[arg-type]  # that is the point
    path = tmp_path / "steps.svg"
    kj.plots.steps(BANDS, "id").save(path)
    assert "Lompatan menurut penghasilan" in path.read_text("utf-8")
