"""What must work where nothing but the wheel is installed; `test_wheel.py` runs it there."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import kopdes_jamsos as kj


def main() -> None:
    """A bill, an entitlement, their words in both languages, documents, and the data files."""
    assert Path(kj.__file__).is_relative_to(sys.prefix), kj.__file__
    assert kj.__version__
    assert kj.LAW.version

    trader = kj.BPUEnrolment(
        income=1_000_000,
        programs={kj.JKK, kj.JKM},
        group=kj.BPUGroup.INDEPENDENT,
        sector=kj.Sector.OTHER,
        funding=kj.Funding.SELF,
    )
    cooperative = kj.Cooperative(
        name="Pejaten",
        kind="KDMP",
        village=kj.VillageCode("36.04.05.2003"),
        members=[kj.Member(ref="M-1", enrolments=[trader])],
    )
    bill = kj.bill(cooperative, kj.Month(2025, 7))
    assert bill.total == 16_800
    member = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=18)
    entitlement = kj.entitle(kj.Death(dt.date(2025, 6, 3), work_related=False), member)
    assert entitlement.total == 42_000_000
    for result in (bill, entitlement):
        assert "Jumlah" in result.explain("id")
        assert "Total" in result.explain("en")
        assert "<table" in result.explain("id", "html")
    assert kj.benefits.family_statement(entitlement)

    assert kj.from_json(kj.to_json(bill), "bill") == bill
    assert kj.replay(kj.to_json(entitlement)).agrees
    for kind in kj.documents.DocumentKind:
        assert kj.documents.json_schema(kind)["properties"]["kind"] == {"const": kind.value}
    law = files("kopdes_jamsos.law")
    assert json.loads(law.joinpath("law.schema.json").read_text(encoding="utf-8"))
    assert law.joinpath("jkk.toml").read_text(encoding="utf-8")
    assert files("kopdes_jamsos").joinpath("py.typed").is_file()
    assert kj.VillageCode("36.04.05.2003").findings() == ()
    assert kj.rosters.tables()
    assert kj.scenarios.figures()
    plan = kj.scenarios.all_officers(start=kj.Month(2025, 7), months=1)
    assert refused(lambda: kj.frames) == "frames"  # their packages are extras
    assert refused(lambda: kj.plots.monthly_cost(plan)) == "plots"
    print("all of it works")


def refused(use: Callable[[], object]) -> str | None:
    """The extra that an error asks for."""
    try:
        use()
    except kj.KopdesJamsosError as error:
        return error.remedy.partition("[")[2].partition("]")[0]
    return None


if __name__ == "__main__":
    main()
