"""The adapter of this package, as an example of one that answers every topic."""

from __future__ import annotations

import datetime as dt
from typing import Any

import kopdes_jamsos as kj

ENROLMENTS: dict[str, type[Any]] = {
    "PU": kj.PUEnrolment,
    "BPU": kj.BPUEnrolment,
    "construction": kj.ConstructionEnrolment,
}
# Names of lines where the code of the label does not say it.
LINES = {"jkm-death-sum": "JKM_death"}
VALUES = {
    "values": {
        "minimum": "jp.minimum",
        "maximum": "jp.maximum",
        "wage_ceiling": "jp.wage_ceiling",
    },
    "pension-age": {"age": "jp.pension_age"},
}
ALL_FIVE = {kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}


def answer(topic: str, inputs: dict[str, Any]) -> dict[str, Any] | None:
    """What the package says to a vector."""
    return TOPICS[topic](inputs)


def contributions(inputs: dict[str, Any]) -> dict[str, Any]:
    """Lines by programme and payer."""
    return {f"{line.program}_{line.payer}": line.amount for line in assessed(inputs).lines}


def assessed(inputs: dict[str, Any]) -> kj.Assessment:
    """The assessment of an enrolment in a month."""
    facts = {name: each for name, each in inputs.items() if name not in ("month", "segment")}
    if "birth_date" in facts:
        facts["birth_date"] = dt.date.fromisoformat(facts["birth_date"])
    enrolment = ENROLMENTS[inputs["segment"]](**facts)
    return kj.assess(enrolment, kj.Month.parse(inputs["month"]))


def lateness(inputs: dict[str, Any]) -> dict[str, Any]:
    """Due day, months late, fine."""
    facts = {name: each for name, each in inputs.items() if name not in ("paid_on", "holidays")}
    (line,) = kj.lateness(
        assessed(facts),
        paid_on=dt.date.fromisoformat(inputs["paid_on"]),
        holidays="public" if inputs["holidays"] else "weekends",
    ).lines
    return {
        "contribution": line.contribution,
        "due": line.due.day.isoformat(),
        "months_late": line.months_late,
        "fine": line.fine,
    }


def death(inputs: dict[str, Any]) -> dict[str, Any]:
    """Lines of a death."""
    event = kj.Death(dt.date.fromisoformat(inputs["on"]), work_related=inputs["work_related"])
    return lines(event, inputs)


def disability(inputs: dict[str, Any]) -> dict[str, Any]:
    """Lines of an accident at work or a total disability."""
    on = dt.date.fromisoformat(inputs["on"])
    if inputs["kind"] == "total-disability":
        return lines(kj.TotalDisability(on, work_related=inputs["work_related"]), inputs)
    other = ("on", "kind", "memberships")
    facts = {name: each for name, each in inputs.items() if name not in other}
    facts["injuries"] = [injury(each) for each in facts.get("injuries", ())]
    return lines(kj.WorkAccident(on, **facts), inputs)


def injury(facts: dict[str, Any]) -> kj.Injury:
    """An injury with the percentage of the function that was lost."""
    loss = facts.get("function_loss")
    lost = None if loss is None else kj.percent(loss)
    return kj.Injury(facts["part"], side=facts.get("side"), function_loss=lost)


def lines(event: kj.Event, inputs: dict[str, Any]) -> dict[str, Any]:
    """Lines of an event by programme and kind, kinds that come more than once added up."""
    entitlement = kj.entitle(
        event,
        [membership(each) for each in inputs["memberships"]],
        children=[kj.Child(stage=stage) for stage in inputs.get("children", ())],
        jht_balance=inputs.get("jht_balance"),
    )
    found: dict[str, Any] = {}
    for line in entitlement.lines:
        code = line.label.code
        name = LINES.get(code, f"{line.program}_{code.removeprefix(line.program.lower() + '-')}")
        found[name] = found.get(name, 0) + line.amount
    return found


def membership(facts: dict[str, Any]) -> kj.Participation:
    """A participation whose months were paid in time."""
    given = dict(facts)
    since, months = kj.Month.parse(given.pop("since")), given.pop("months")
    enrolment = ENROLMENTS[given.pop("segment")](**given)
    return kj.Participation.paid_through(enrolment, since=since, months=months)


def scholarship(inputs: dict[str, Any]) -> dict[str, Any]:
    """What is still to come for the children of one who died by work."""
    on = dt.date.fromisoformat(inputs["on"])
    enrolment = kj.PUEnrolment(wage=2_000_000, programs={kj.JKK, kj.JKM})
    since = kj.Month.of(on) - 5
    entitlement = kj.entitle(
        kj.Death(on, work_related=True),
        kj.Participation.paid_through(enrolment, since=since, months=6),
        children=[kj.Child(stage=stage) for stage in inputs["stages"]],
    )
    paid = [each for each in entitlement.lines if each.label.code.startswith("scholarship")]
    return {"total": sum(line.amount for line in paid)}


def jp(inputs: dict[str, Any]) -> dict[str, Any]:
    """Values of a month, pension day, pension, or indexed wages."""
    if inputs["ask"] in VALUES:
        month = kj.Month.parse(inputs["month"])
        names = VALUES[inputs["ask"]]
        return {name: kj.LAW.value(path, month).value for name, path in names.items()}
    if inputs["ask"] == "pension-day":
        born = dt.date.fromisoformat(inputs["birth_date"])
        return {"day": kj.pension_date(born).day.isoformat()}
    if inputs["ask"] == "indexed-wages":
        wages = {kj.Month(int(year), 1): wage for year, wage in inputs["wages"].items()}
        rates = {int(year): kj.percent(rate) for year, rate in inputs["inflation"].items()}
        found = kj.index_wages(wages, inputs["pension_year"], inflation=rates)
        return {"indexed": [year.indexed for year in found.years]}
    worked = [
        membership({"segment": "PU", "programs": {kj.JP}, **part}) for part in inputs["wages"]
    ]
    pension = kj.pension(worked, dt.date.fromisoformat(inputs["on"]), inputs["kind"]).pension
    if pension is None:
        return {"monthly": None}
    return {"monthly": pension.amount, "first_month": str(pension.first_month)}


def jkp(inputs: dict[str, Any]) -> dict[str, Any]:
    """Cash, the last day of a claim, or the months that count."""
    if inputs["ask"] == "cash":
        cash = kj.jkp_cash(inputs["wage"], dt.date.fromisoformat(inputs["claimed"]))
        return {"months": [month.amount for month in cash.months]}
    paid = [kj.Month.parse(month) for month in inputs.get("paid_months", ["2021-02"])]
    worker = kj.PUEnrolment(wage=4_000_000, risk_class=1, programs=ALL_FIVE)
    payments = [kj.Payment(month, month.first_day) for month in paid]
    job = kj.Participation(worker, joined=paid[0].first_day, payments=payments)
    event = kj.Dismissal(dt.date.fromisoformat(inputs["dismissed"]))
    found = kj.jkp_eligibility(event, [job])
    if inputs["ask"] == "deadline":
        return {"day": None if found.deadline is None else found.deadline.isoformat()}
    codes = {condition.code for condition in found.reasons}
    return {"months": found.months, "enough": "jkp-too-few-months" not in codes}


def nik(inputs: dict[str, Any]) -> dict[str, Any]:
    """What a NIK tells."""
    try:
        read = kj.Nik(inputs["nik"])
    except kj.InvalidNikError:
        return {"valid": False}
    try:
        born = read.birth_date(dt.date.fromisoformat(inputs["on"])).isoformat()
    except kj.InvalidDateError:
        born = None
    return {"valid": True, "sex": str(read.sex), "region": read.region, "birth_date": born}


TOPICS = {
    "contributions": contributions,
    "lateness": lateness,
    "death": death,
    "disability": disability,
    "scholarship": scholarship,
    "jp": jp,
    "jkp": jkp,
    "nik": nik,
}
