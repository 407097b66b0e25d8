"""What only the columns of a scenario hold: shared columns, JKP, and what they rest on."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from tests.frames.backends import polars_frame
from tests.frames.populations import Row
from tests.frames.test_frames import GOOD, PROJECT, TRADER

import kopdes_jamsos as kj

MONTH = kj.Month(2026, 11)
POLICY = kj.Policy(start=MONTH, months=1)


def run(*rows: Row, drop: tuple[str, ...] = (), **constants: Any) -> kj.scenarios.Budget:
    """The budget of some rows."""
    frame = polars_frame([{**row, "month": None} for row in rows]).drop("month", "id", *drop)
    return kj.Scenario(population=frame, policy=POLICY, constants=constants or None).run()


def test_projects_and_wage_earners_share_columns_and_are_counted_once() -> None:
    mixed, worker, project = run(GOOD, PROJECT), run(GOOD), run(PROJECT)

    assert project.total == 392_000  # PP 44/2015, explanation of Pasal 54 and 55: 180 million
    assert mixed.total == worker.total + project.total
    assert mixed.heads == {(MONTH, "all"): 2}
    [jkk] = [record for record in mixed.records if record.program is kj.JKK]
    assert (jkk.people, jkk.amount) == (2, 12_000_000 * 54 // 10_000 + 346_000)
    assert set(mixed.citations) >= set(worker.citations) | set(project.citations)
    assert kj.assess(kj.ConstructionEnrolment(contract_value=180_000_000), MONTH).citations[0] in (
        set(mixed.citations) - set(worker.citations)
    )


def test_jkp_owes_nothing_and_says_what_it_rests_on() -> None:
    insured, plain = run({**GOOD, "jkp": True}), run(GOOD)

    assert insured.total == plain.total
    assert set(insured.assumptions) - set(plain.assumptions) == {"jkp-entitled"}
    assert any("JKP" in program for _, program in insured.parts)
    assert run({**GOOD, "jkp": True, "jht": False}).uncovered == {("all", "refused-program"): 1}


@pytest.mark.parametrize(
    "rows, constants, named",
    [
        ([{**TRADER, "group": "independent"}, GOOD], {}, False),
        ([{**TRADER, "group": "employer"}], {}, False),
        ([{**TRADER, "group": "unwaged"}, GOOD], {}, True),
        ([TRADER], {"group": "unwaged"}, True),
        ([{**TRADER, "group": "unwaged"}], {"group": "independent"}, False),
        ([{**GOOD, "group": "unwaged"}, TRADER], {}, False),
        # Refused rows decide nothing.
        ([{**TRADER, "group": "unwaged", "income": None}, TRADER], {}, False),
    ],
)
def test_group_c_is_doubted_only_where_somebody_is_of_it(
    rows: list[Row], constants: dict[str, Any], named: bool
) -> None:
    drop = ("group",) if constants else ()

    assert ("unwaged-own-registration" in run(*rows, drop=drop, **constants).assumptions) is named


def test_no_group_is_no_group_c() -> None:
    frame = pl.DataFrame({"income": [1_000_000], "jht": [True]})
    found = kj.Scenario(population=frame, policy=POLICY, constants={"segment": "BPU"}).run()

    assert found.total == 20_000
    assert "unwaged-own-registration" not in found.assumptions
