"""What the package says of wages, liability, construction, sanctions, payments and terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import kopdes_jamsos as kj


def wages(inputs: dict[str, Any]) -> dict[str, Any]:
    """The wage of a month, or the contribution of an apprentice on the lowest of some."""
    facts = {name: each for name, each in inputs.items() if name not in ("ask", "wages")}
    if "month" in facts:
        facts["month"] = kj.Month.parse(facts["month"])
    if inputs["ask"] == "base":
        if "piece" in facts:
            facts["piece"] = {kj.Month.parse(key): wage for key, wage in facts["piece"].items()}
        return {"amount": kj.wage_base(**facts).amount}
    month = facts.pop("month")
    lowest = kj.contributions.trainee_wage(inputs["wages"], month=month)
    enrolment = kj.PUEnrolment(wage=lowest.amount, wage_basis=lowest.basis, **facts)
    owed = kj.assess(enrolment, month, law=kj.LAW.with_holidays("weekends"))
    return {"total": owed.total, "due": str(owed.due_date())}


def liability(inputs: dict[str, Any]) -> dict[str, Any]:
    """What an employer owes himself, at a return of nil."""
    event, on = happened(inputs), dt.date.fromisoformat(inputs["on"])
    facts: dict[str, Any] = known_days(inputs, ("claimed_on",))
    if "spouses" in inputs:
        facts["family"] = kj.Family(spouses=inputs["spouses"])
    law = kj.LAW.with_holidays("weekends")

    def entitled(member: kj.Participation) -> kj.Entitlement:
        nil = kj.percent(0)
        return kj.entitle(event, member, jht_rates=nil, jp_rates=nil, law=law, **facts)

    work = employed(inputs["work"])
    known = entitled(employed(inputs["declared"])) if "declared" in inputs else None
    found = kj.benefits.employer_liability(entitled(work.paid_in_time(on)), known)
    return {
        "worker": found.to_worker,
        "first": found.advanced,
        "agency": found.agency,
        "JKP": sum(line.employer for line in found.lines if line.program is kj.JKP),
        "JHT": sum(line.employer for line in found.lines if line.program is kj.JHT),
        "monthly": sum(line.employer for line in found.monthly),
        "contribution": found.contributions.contribution,
        "fine": found.contributions.fine,
    }


def happened(inputs: dict[str, Any]) -> kj.Event:
    """The event of the inputs, a death if they do not say."""
    on = dt.date.fromisoformat(inputs["on"])
    if "event" in inputs:
        return kj.Dismissal(on) if inputs["event"] == "dismissal" else kj.Resignation(on)
    accident: dict[str, Any] = {}
    if "accident" in inputs:
        accident["accident"] = kj.WorkAccident(dt.date.fromisoformat(inputs["accident"]))
    return kj.Death(on, work_related=inputs["work_related"], **accident)


def employed(facts: dict[str, Any]) -> kj.Participation:
    """Work as it was, or as it was declared, with the months that were paid in time."""
    given = dict(facts)
    since, months = given.pop("since", None), given.pop("months", 0)
    joined = given.pop("joined", None)
    ended = known_days(given, ("ended",)).get("ended")
    given.pop("ended", None)
    if "birth_date" in given:
        given["birth_date"] = dt.date.fromisoformat(given["birth_date"])
    enrolment = kj.PUEnrolment(**given)
    if since is None:
        return kj.Participation(enrolment, joined=dt.date.fromisoformat(joined), ended=ended)
    first = kj.Month.parse(since)
    return kj.Participation.paid_through(enrolment, since=first, months=months, ended=ended)


def known_days(inputs: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Days of the inputs by their names."""
    return {name: dt.date.fromisoformat(inputs[name]) for name in names if name in inputs}


def construction(inputs: dict[str, Any]) -> dict[str, Any]:
    """Stages of a project, and the fines on those that were paid late."""
    project = kj.ConstructionEnrolment(contract_value=inputs["contract_value"])
    owed = kj.assess(project, kj.Month.parse(inputs["month"]), law=calendar(inputs))
    days = known_days(inputs, ("ordered_on", "starts_on", "ends_on", "user_pays_on"))
    plan = kj.contributions.construction_plan(owed, stages=inputs["stages"], **days)
    found: dict[str, Any] = {
        "register_by": str(plan.register_by),
        "amounts": [stage.amount for stage in plan.stages],
        "dues": [str(stage.due) for stage in plan.stages],
    }
    if "paid_on" in inputs:
        paid = {int(key): dt.date.fromisoformat(day) for key, day in inputs["paid_on"].items()}
        found["fine"] = kj.contributions.construction_fines(plan, paid).fine
    return found


def calendar(inputs: dict[str, Any]) -> kj.LawBook:
    """The law with the holidays of the inputs."""
    return kj.LAW.with_holidays("public" if inputs["holidays"] else "weekends")


def sanctions(inputs: dict[str, Any]) -> dict[str, Any]:
    """The steps that follow from a breach, each with kind, first and last day, and fine."""
    days = known_days(inputs, ("warned_on", "warned_again_on", "complied_on"))
    facts = {name: each for name, each in inputs.items() if name not in {*days, "holidays"}}
    found = kj.coverage.sanctions(**facts, **days, law=calendar(inputs))
    return {
        "steps": [
            [step.kind.value, *(day and str(day) for day in (step.begins, step.ends)), step.amount]
            for step in found.steps
        ]
    }


def payments(inputs: dict[str, Any]) -> dict[str, Any]:
    """What is given back, what is open of a month, or the rights on some days."""
    if inputs["ask"] == "part":
        month = kj.Month.parse(inputs["month"])
        days = known_days(inputs, ("paid_on", "on"))
        worker = kj.PUEnrolment(wage=inputs["wage"], programs=inputs["programs"])
        paid = kj.Payment(month, days["paid_on"], amount=inputs["amount"])
        job = kj.Participation(worker, joined=month.first_day, payments=[paid])
        law = kj.LAW.with_holidays("weekends")
        found = kj.contributions.arrears([job], days["on"], law=law)
        return {"open": found.contribution, "fine": found.fine}
    if inputs["ask"] == "net":
        return net(inputs)
    if inputs["ask"] == "behind":
        month, law = kj.Month.parse(inputs["paid_up_to"]), calendar(inputs)
        worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK})
        job = kj.Participation.paid_through(worker, since=month - 5, months=6)
        cover = job.cover(dt.date.fromisoformat(inputs["on"]), kj.JKK, law=law)
        return {"months": cover.months_behind, "pays_first": str(cover.pays_first)}
    facts = {"group": "independent", "funding": "self", "sector": inputs.get("sector", "other")}
    income = inputs.get("income", 1_000_000)
    trader = kj.BPUEnrolment(income=income, programs={kj.JKK, kj.JKM}, **facts)
    if inputs["ask"] == "refund":
        first, days = kj.Month.parse(inputs["first"]), known_days(inputs, ("paid_on", "died"))
        ahead = kj.Payment(first, days["paid_on"], inputs["months"], inputs["amount"])
        part = kj.Participation(
            trader, joined=first.first_day, ended=days["died"], payments=[ahead]
        )
        return {"refund": kj.contributions.refund(part).total}
    paid_for = [
        kj.Payment(kj.Month.parse(x["month"]), dt.date.fromisoformat(x["paid_on"]), x["months"])
        for x in inputs["payments"]
    ]
    joined = dt.date.fromisoformat(inputs["joined"])
    part = kj.Participation(trader, joined=joined, payments=paid_for)
    law = kj.LAW.with_holidays("weekends")
    asked = [dt.date.fromisoformat(day) for day in inputs["days"]]
    return {"rights": [str(part.cover(day, kj.JKK, law=law).rights) for day in asked]}


def net(inputs: dict[str, Any]) -> dict[str, Any]:
    """What was paid too much of a month, and the bill of the next."""
    month, facts = kj.Month.parse(inputs["month"]), {"risk_class": inputs["risk_class"]}
    told, true = (
        kj.PUEnrolment(wage=inputs[name], programs={kj.JKK, kj.JKM}, **facts)
        for name in ("wage_reported", "wage")
    )
    paid = kj.Payment(month, (month + 1).first_day, amount=kj.assess(told, month).total)
    job = kj.Participation(true, joined=month.first_day, payments=[paid])
    bill = kj.contributions.net_bill([job], month + 1, on=(month + 1).last_day)
    return {"excess": bill.paid + bill.credit, "next": bill.payable, "left": bill.left}


def terms(inputs: dict[str, Any]) -> dict[str, Any]:
    """By when the agency pays, and what it owes for paying late."""
    program, law = inputs["program"], calendar(inputs)
    days = known_days(inputs, ("complete_on", "paid_on"))
    last = kj.benefits.payment_deadline(program, days["complete_on"], law=law).day
    owed = kj.benefits.late_compensation(program, inputs["amount"], law=law, **days)
    return {"last_day": str(last), "compensation": owed}
