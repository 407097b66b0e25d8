"""An analyst: budgets, comparisons, dataframes, files and charts for a ministry.

The code of docs/how-to/scenarios.md as one script.
"""

import tempfile
from pathlib import Path

import kopdes_jamsos as kj

# A published budget
farmers = kj.Headcount(role="petani", count=5_387, income=0)  # petani: farmers
policy = kj.Policy(
    start=kj.Month(2024, 8), months=5, programs={kj.JKK, kj.JKM}, shares=kj.Funding.REGION
)
budget = kj.Scenario(population=farmers, policy=policy, name="Blitar 2024").run()
print(budget.explain("en"))

# Who pays
half = kj.percent("50")
members = kj.Headcount(role="member", count=1_000, income=0)
facts = {
    "start": kj.Month(2026, 12),
    "months": 1,
    "programs": {kj.JKK, kj.JKM},
    "segment": kj.BPUGroup.INDEPENDENT,
    "sector": kj.Sector.OTHER,
}
alone = kj.Scenario(population=members, policy=kj.Policy(shares="cooperative", **facts))
subsidised = kj.Scenario(
    population=members,
    policy=kj.Policy(shares={"state": half, "cooperative": half}, remainder="cooperative", **facts),
)
print(alone.run().total, subsidised.run().total)
print(kj.scenarios.compare(alone, subsidised).by_payer[kj.Funding.COOPERATIVE])

# What changed, and why
january = kj.Scenario(
    population=members,
    policy=kj.Policy(shares="cooperative", **{**facts, "start": kj.Month(2027, 1)}),
)
found = kj.scenarios.compare(alone, january)
print(found.total, [cause.name for cause in found.causes])
print(kj.scenarios.compare(january, alone).total)
law = kj.LAW.with_change("jkm.amount_bpu", 10_000, since=kj.Month(2027, 1))
dearer = kj.Scenario(population=members, policy=january.policy, law=law)
print(dict(kj.scenarios.compare(alone, dearer).effects()))
for line in found.explain("en").splitlines()[4:6]:
    print(line)
found = kj.scenarios.sweep(january, {"months": [6, 12], "jkm.amount_bpu": [6_800, 10_000]})
print([point.budget.total for point in found.points])

# The published plans
everyone = kj.scenarios.officers_then_members(
    start=kj.Month(2026, 7), members_from=kj.Month(2026, 10), months=12
)
budget = everyone.run()
print([kj.format_rupiah(amount, "en") for amount in list(budget.by_month.values())[::3]])
print(kj.scenarios.figure("members").source)
later = kj.scenarios.later_start(everyone, [0, 3], same_end=True)
print([point.budget.person_months for point in later.points])
end = kj.scenarios.end_of_half_price(
    members=1_000, sector=kj.Sector.TRANSPORT, shares=kj.Funding.SELF
)
print(end.after.scenario.policy.start)
village = kj.Scenario(
    population=kj.Headcount(role="member", count=250, income=0),
    policy=kj.Policy(start=kj.Month(2025, 1), months=12, programs={kj.JKK, kj.JKM}),
)
beside = kj.scenarios.break_even(village, benefit=42_000_000)
print(beside.times, kj.format_rupiah(beside.rest), beside.months)

# In a notebook
print(budget)
with kj.display.language("en"):
    print(policy)

# Dataframes, files and JSON
frame = budget.to_frame()
print(list(frame.columns))
print(int(frame["amount"].sum()) == budget.total)
by_month = kj.scenarios.compare(alone, january).to_frame().groupby(["month_before", "month_after"])
print(by_month[["before", "after", "difference"]].sum())
print(found.to_frame().pivot(index="months", columns="jkm.amount_bpu", values="total"))
folder = Path(tempfile.mkdtemp())
budget.write_xlsx(folder / "budget.xlsx", language="en")
budget.write_csv(folder / "budget.csv", language="en")
for line in (folder / "budget.csv").read_text("utf-8-sig").splitlines()[:2]:
    print(line)
budget.write_json(folder / "budget.json")
record = budget.to_records()[0]
print(record["month"], record["payer"], record["group"], record["amount"])

# Charts
charts = [
    kj.plots.monthly_cost(budget),
    kj.plots.relief_effect(everyone, "en"),
    kj.plots.law_history("jp.wage_ceiling", "en", until=kj.Month(2026, 11)),
]
for chart in charts:
    print(chart.to_dict()["title"]["text"])
folder = Path(tempfile.mkdtemp())
chart = kj.plots.monthly_cost(budget, "en")
chart.save(folder / "iuran.png", scale_factor=2)
chart.save(folder / "iuran.svg")
chart.save(folder / "iuran.html")
print(sorted(path.name for path in folder.iterdir()))
