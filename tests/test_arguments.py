"""Junk as the arguments of frames, charts and ready plans; `test_junk.py` has the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest
from tests.properties.test_junk import COVER, MONTH, PLAN, READY, SAVER, gone_wrong
from tests.rosters.test_arguments import what_goes_wrong

import kopdes_jamsos as kj

FRAME = pd.DataFrame(
    {
        "segment": ["PU"],
        "wage": [5_000_000],
        "risk_class": [1],
        "labour_intensive": [False],
        "birth_date": [dt.date(1990, 8, 17)],
        **{program.value.lower(): [program in (kj.JKK, kj.JKM)] for program in kj.Program},
    }
)
START = kj.Month(2026, 1)
LIFE = kj.benefits.lifecourse(
    [SAVER], until=kj.Month(2021, 12), jht_rates=kj.percent(5), inflation=kj.percent(3)
)
STEPS = kj.questions.steps(
    kj.questions.Contribution(
        enrolment=kj.PUEnrolment(wage=0, programs={kj.JP}), month=kj.Month(2026, 11)
    )
)
JOB: dict[str, object] = {
    "month": MONTH,
    "law": kj.LAW,
    "columns": {},
    "constants": {},
}
# Name: what to call, and arguments that it takes.
CALLS: dict[str, tuple[Callable[..., object], dict[str, object]]] = {
    "frames.assess": (kj.frames.assess, {"frame": FRAME, **JOB}),
    "frames.explain": (kj.frames.explain, {"frame": FRAME, "row": 0, **JOB}),
    "frames.bill": (kj.frames.bill, {"frame": FRAME, "by": ["segment"], **JOB}),
    "frames.kernel": (kj.frames.kernel, JOB),
    "frames.refused": (kj.frames.refused, {"frame": kj.frames.assess(FRAME, month=MONTH)}),
    "frames.assumed": (kj.frames.assumed, {"frame": kj.frames.assess(FRAME, month=MONTH)}),
    "frames.sql": (
        kj.frames.sql,
        {"table": "t", "types": {"wage": "bigint"}, **JOB, "dialect": "spark"}
        | {"constants": {"segment": "PU", "jht": True}},
    ),
    "scenarios.all_officers": (
        kj.scenarios.all_officers,
        {
            "start": START,
            "months": 3,
            "cooperatives": 5,
            "officers": 5,
            "income": 0,
            "group": "unwaged",
            "sector": "other",
        },
    ),
    "scenarios.end_of_half_price": (
        kj.scenarios.end_of_half_price,
        {"members": 5, "sector": "other", "income": 0, "shares": "self", "law": kj.LAW},
    ),
    "scenarios.figure": (kj.scenarios.figure, {"name": next(iter(kj.scenarios.figures()))}),
    "scenarios.later_start": (
        kj.scenarios.later_start,
        {"plan": PLAN, "delays": [1], "same_end": True},
    ),
    "scenarios.officers_then_members": (
        kj.scenarios.officers_then_members,
        {"start": START, "members_from": START + 1, "months": 3, "members": 10**6},
    ),
    "scenarios.state_subsidy": (
        kj.scenarios.state_subsidy,
        {"plan": PLAN, "share": None, "remainder": "self"},
    ),
    "scenarios.two_million_workers": (
        kj.scenarios.two_million_workers,
        {
            "start": START,
            "months": 2,
            "wage": 5_000_000,
            "risk_class": 1,
            "programs": {kj.JKK},
            "workers": 5,
            "law": kj.LAW,
        },
    ),
    "scenarios.without_relief": (kj.scenarios.without_relief, {"plan": PLAN}),
    "plots.coverage": (kj.plots.coverage, {"cover": COVER, "language": "id"}),
    "plots.law_history": (
        kj.plots.law_history,
        {"path": "jp.wage_ceiling", "language": "id", "until": START, "law": kj.LAW},
    ),
    "plots.life_course": (kj.plots.life_course, {"course": LIFE, "language": "id"}),
    "plots.monthly_cost": (kj.plots.monthly_cost, {"budget": PLAN, "language": "id"}),
    "plots.relief_effect": (kj.plots.relief_effect, {"scenario": PLAN, "language": "id"}),
    "plots.steps": (kj.plots.steps, {"found": STEPS, "language": "id"}),
}


@pytest.mark.parametrize("name", CALLS)
def test_each_takes_what_it_is_made_for(name: str) -> None:
    call, good = CALLS[name]

    assert call(**good) is not None


@pytest.mark.parametrize("name", CALLS)
def test_each_sample_of_junk_at_each_argument(name: str) -> None:
    call, good = CALLS[name]
    assert gone_wrong(lambda arguments: what_goes_wrong(call, arguments, object), good) == []


def test_every_public_function_of_these_modules_is_called_here() -> None:
    names = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in (kj.frames, kj.scenarios, kj.plots)
        for name in module.__all__
        if module is not kj.scenarios or name in READY
    }

    # What they hand out, and what takes no arguments.
    assert names - {
        "frames.Kernel",
        "frames.Reason",
        "scenarios.PublishedFigure",
        "scenarios.figures",
    } == (set(CALLS))
