"""The adapter of this package, as an example of one that answers every topic."""

from __future__ import annotations

import datetime as dt
import inspect
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import kopdes_jamsos as kj

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from conformance.adapters import duties

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


def assessed(inputs: dict[str, Any], law: kj.LawBook = kj.LAW) -> kj.Assessment:
    """The assessment of an enrolment in a month."""
    facts = {name: each for name, each in inputs.items() if name not in ("month", "segment")}
    for name in {"birth_date", "registered_on"} & facts.keys():
        facts[name] = dt.date.fromisoformat(facts[name])
    enrolment = ENROLMENTS[inputs["segment"]](**facts)
    return kj.assess(enrolment, kj.Month.parse(inputs["month"]), law=law)


def lateness(inputs: dict[str, Any]) -> dict[str, Any]:
    """Due day, months late, fine."""
    facts = {name: each for name, each in inputs.items() if name not in ("paid_on", "holidays")}
    law = kj.LAW.with_holidays("public" if inputs["holidays"] else "weekends")
    paid_on = dt.date.fromisoformat(inputs["paid_on"])
    (line,) = kj.lateness(assessed(facts, law), paid_on=paid_on).lines
    return {
        "contribution": line.contribution,
        "due": line.due.day.isoformat(),
        "months_late": line.months_late,
        "fine": line.fine,
    }


def death(inputs: dict[str, Any]) -> dict[str, Any]:
    """Lines of a death."""
    sudden = inputs.get("sudden", False)
    on = dt.date.fromisoformat(inputs["on"])
    return lines(kj.Death(on, work_related=inputs["work_related"], sudden=sudden), inputs)


def disability(inputs: dict[str, Any]) -> dict[str, Any]:
    """Lines of an accident at work or a total disability."""
    on = dt.date.fromisoformat(inputs["on"])
    if inputs["kind"] == "total-disability":
        return lines(kj.TotalDisability(on, work_related=inputs["work_related"]), inputs)
    other = ("on", "kind", "memberships")
    facts = {name: each for name, each in inputs.items() if name not in other}
    facts["injuries"] = [injury(each) for each in facts.get("injuries", ())]
    if "incapacity_spells" in facts:
        facts["incapacity_spells"] = [
            (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
            for first, last in facts["incapacity_spells"]
        ]
    accident = kj.WorkAccident(on, **facts)
    return shared(accident, inputs) if "wages_paid" in inputs else lines(accident, inputs)


def shared(accident: kj.WorkAccident, inputs: dict[str, Any]) -> dict[str, Any]:
    """What the employer gets back of the wages he went on paying, and what the worker gets."""
    members = [membership(each) for each in inputs["memberships"]]
    found = kj.entitle(accident, members).lines
    back: dict[str, Any] = {"to_employer": 0, "to_worker": 0, "kept": 0}
    for line in found:
        employer = line.recipient is kj.benefits.Recipient.EMPLOYER
        back["to_employer" if employer else "to_worker"] += line.amount
        for note in line.notes:
            if note.code == "incapacity-kept":
                back["kept"] += note.figures["more"]
    return back


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
    ended = dt.date.fromisoformat(given.pop("ended")) if "ended" in given else None
    enrolment = ENROLMENTS[given.pop("segment")](**given)
    return kj.Participation.paid_through(enrolment, since=since, months=months, ended=ended)


def scholarship(inputs: dict[str, Any]) -> dict[str, Any]:
    """What is still to come for the children of one who died by work, or the years of a total."""
    on = dt.date.fromisoformat(inputs["on"])
    if "total" in inputs:
        ways = kj.benefits.scholarship_splits(inputs["total"], children=inputs["children"], on=on)
        return {"ways": [list(way) for way in ways]}
    enrolment = kj.PUEnrolment(wage=2_000_000, programs={kj.JKK, kj.JKM})
    since = kj.Month.of(on) - 5
    children = [kj.Child(stage=stage) for stage in inputs.get("stages", ())]
    if "claimed_on" in inputs:
        claim: dict[str, Any] = {
            "claimed_on": dt.date.fromisoformat(inputs["claimed_on"]),
            "paid_to": inputs.get("paid_to"),
        }
        children = [kj.Child(stage=inputs["stage"], married=False, work="none", **claim)]
    entitlement = kj.entitle(
        kj.Death(on, work_related=True),
        kj.Participation.paid_through(enrolment, since=since, months=6),
        children=children,
    )
    if "claimed_on" in inputs:
        now = kj.benefits.Payable.AT_ONCE
        return {"at_once": sum(x.amount for x in entitlement.schedule if x.payable is now)}
    paid = [each for each in entitlement.lines if each.label.code.startswith("scholarship")]
    return {"total": sum(line.amount for line in paid)}


def jht(inputs: dict[str, Any]) -> dict[str, Any]:
    """The account, the highest part of it, the rank of heirs, a claim, or the tax."""
    if inputs["ask"] == "heirs":
        return {"rank": kj.benefits.heirs_of(family(inputs["family"]), kj.JHT).rank}
    if inputs["ask"] == "claim":
        on, agreed = dt.date.fromisoformat(inputs["on"]), inputs.get("agreed", False)
        old = inputs["event"] == "pension-age"
        reason = kj.PensionAge(on, agreed=agreed) if old else kj.Resignation(on)
        members = [membership(each) for each in inputs["memberships"]]
        return {"paid": kj.entitle(reason, members, jht_rates=kj.percent(0)).of(kj.JHT)}
    if inputs["ask"] == "account":
        held = account(inputs)
        return {
            "contributions": held.contributions,
            "development": held.development,
            "balance": held.balance,
        }
    if inputs["ask"] == "partial":
        worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JHT})
        event = kj.PartialWithdrawal(dt.date.fromisoformat(inputs["on"]), purpose=inputs["purpose"])
        part = kj.Participation(worker, joined=dt.date.fromisoformat(inputs["joined"]))
        taken, balance = withdrawals(inputs.get("withdrawals", ())), inputs["balance"]
        highest = kj.entitle(event, part, jht_balance=balance, withdrawals=taken).total
        return {"highest": highest}
    payments = withdrawals(inputs["payments"])
    has_number = inputs.get("has_tax_number")
    taxes = [
        kj.benefits.jht_tax(
            payment.amount, payment.on, earlier=payments[:place], has_tax_number=has_number
        ).tax
        for place, payment in enumerate(payments)
    ]
    return {"taxes": taxes}


def family(known: dict[str, int]) -> kj.Family:
    """A family in which everybody who is not named is not there."""
    names = inspect.signature(kj.Family).parameters
    return kj.Family(**{name: known.get(name, 0) for name in names})


def account(inputs: dict[str, Any]) -> kj.benefits.Account:
    """The JHT account on a day."""
    yearly = inputs["crediting"] == "yearly"
    return kj.benefits.jht_account(
        [paid_by(each, {"programs": {kj.JHT}}) for each in inputs["memberships"]],
        dt.date.fromisoformat(inputs["on"]),
        rates=percents(inputs.get("rates", {})),
        withdrawals=withdrawals(inputs.get("withdrawals", ())),
        law=kj.LAW.with_reading("jht-yearly-crediting") if yearly else kj.LAW,
    )


def withdrawals(payments: Iterable[dict[str, Any]]) -> list[kj.benefits.Withdrawal]:
    """Sums that were paid out."""
    return [
        kj.benefits.Withdrawal(
            on=dt.date.fromisoformat(each["on"]),
            amount=each["amount"],
            whole=each.get("whole", False),
        )
        for each in payments
    ]


def percents(written: dict[str, str]) -> dict[int, kj.Rate]:
    """Rates by year."""
    return {int(year): kj.percent(rate) for year, rate in written.items()}


def paid_by(given: dict[str, Any], facts: dict[str, Any]) -> kj.Participation:
    """A participation with the day of each payment."""
    since, first = kj.Month.parse(given["since"]), dt.date.fromisoformat(given["first_paid_on"])
    kind = "PU" if "wage" in given else "BPU"
    name = "wage" if "wage" in given else "income"
    enrolment = ENROLMENTS[kind](**facts, **{name: given[name]})
    return kj.Participation(
        enrolment,
        joined=since.first_day,
        payments=[
            kj.Payment(since + number, later(first, number)) for number in range(given["months"])
        ],
    )


def later(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last one of a shorter month."""
    month = kj.Month.of(day) + months
    return min(month.first_day + dt.timedelta(day.day - 1), month.last_day)


def jp(inputs: dict[str, Any]) -> dict[str, Any]:
    """Values of a month, pension day, pension, sum paid back, or indexed wages."""
    if inputs["ask"] in VALUES:
        month = kj.Month.parse(inputs["month"])
        names = VALUES[inputs["ask"]]
        return {name: kj.LAW.value(path, month).value for name, path in names.items()}
    if inputs["ask"] == "pension-day":
        born = dt.date.fromisoformat(inputs["birth_date"])
        return {"day": kj.benefits.pension_date(born).day.isoformat()}
    if inputs["ask"] == "indexed-wages":
        wages = {kj.Month(int(year), 1): wage for year, wage in inputs["wages"].items()}
        rates = percents(inputs["inflation"])
        found = kj.benefits.index_wages(wages, inputs["pension_year"], inflation=rates)
        return {"indexed": [year.indexed for year in found.years]}
    if inputs["ask"] == "lump-sum":
        return paid_back(inputs)
    if inputs["ask"] == "survivors":
        return survivors(inputs)
    if inputs["ask"] == "after-spouse":
        return after_spouse(inputs)
    answer = pensions(inputs)
    drawn = answer.pension
    if drawn is None:
        return {"monthly": None, "lump_sum": answer.lump_sum}
    if inputs["ask"] == "pension-later":
        return {"monthly": drawn.in_month(kj.Month.parse(inputs["month"]))}
    first = str(drawn.first_month)
    return {"monthly": drawn.amount, "first_month": first, "lump_sum": answer.lump_sum}


def survivors(inputs: dict[str, Any]) -> dict[str, Any]:
    """All pensions after a death, also of one who had left work before."""
    left = {"ended": inputs["left_on"]} if "left_on" in inputs else {}
    born = [dt.date.fromisoformat(day) for day in inputs["children_born"]]
    others = {"spouses": inputs["spouses"], "parents": inputs["parents"]}
    found = kj.entitle(
        kj.Death(dt.date.fromisoformat(inputs["on"]), work_related=False),
        [
            membership({"segment": "PU", "programs": {kj.JP}, **left, **part})
            for part in inputs["wages"]
        ],
        jp_rates=kj.percent(0),
        family=kj.Family(children=len(born), **others),
        children=[kj.Child(birth_date=day) for day in born],
    )
    return {"monthly": sum(pension.amount for pension in found.monthly)}


def after_spouse(inputs: dict[str, Any]) -> dict[str, Any]:
    """The pension of a child after that of the widow has ended."""
    on = dt.date.fromisoformat(inputs["on"])
    worker = kj.PUEnrolment(wage=6_000_000, programs={kj.JP}, birth_date=dt.date(1980, 1, 1))
    (child,) = kj.entitle(
        kj.SpousePensionEnd(on),
        kj.Participation.paid_through(worker, since=kj.Month(2016, 1), months=50),
        children=kj.Child(birth_date=dt.date(2015, 1, 1), married=False, work="none"),
        pension_in_payment=inputs["pension"],
    ).monthly
    return {"monthly": child.amount, "first_month": str(child.first_month)}


def pensions(inputs: dict[str, Any]) -> kj.benefits.PensionAnswer:
    """A pension of any kind; what is not announced stands in the inputs."""
    on, facts, law = dt.date.fromisoformat(inputs["on"]), {}, kj.LAW
    if inputs["ask"] == "old-age":
        facts["birth_date"] = dt.date.fromisoformat(inputs["birth_date"])
        facts["pension_deferred"] = inputs["deferred"]
        for month, ceiling in inputs["wage_ceilings"].items():
            law = law.with_change("jp.wage_ceiling", ceiling, since=kj.Month.parse(month))
        for name, limit in inputs["limits"].items():
            law = law.with_change(f"jp.{name}", limit, since=kj.Month(on.year - 4, 1))
    worked = [
        membership({"segment": "PU", "programs": {kj.JP}, **facts, **part})
        for part in inputs["wages"]
    ]
    inflation = percents(inputs.get("inflation", {}))
    return kj.benefits.pension(
        worked, on, inputs.get("kind", "old-age"), inflation=inflation, law=law
    )


def paid_back(inputs: dict[str, Any]) -> dict[str, Any]:
    """Contributions to JP and their return, where pension age comes too soon."""
    born = dt.date.fromisoformat(inputs["birth_date"])
    facts = {"birth_date": born, "programs": {kj.JP}}
    (line,) = kj.entitle(
        kj.PensionAge(kj.benefits.pension_date(born).day),
        [paid_by(each, facts) for each in inputs["memberships"]],
        jp_rates=percents(inputs["rates"]),
    ).lines
    return {
        "day": str(line.label.figures["day"]),
        "contributions": line.notes[0].figures["paid"],
        "amount": line.amount,
    }


def jkp(inputs: dict[str, Any]) -> dict[str, Any]:
    """Cash, the last day of a claim, or the months that count."""
    if inputs["ask"] == "cash":
        cash = kj.benefits.jkp_cash(inputs["wage"], dt.date.fromisoformat(inputs["claimed"]))
        return {"months": [month.amount for month in cash.months]}
    paid = [kj.Month.parse(month) for month in inputs.get("paid_months", ["2021-02"])]
    worker = kj.PUEnrolment(wage=4_000_000, risk_class=1, programs=ALL_FIVE)
    payments = [kj.Payment(month, month.first_day) for month in paid]
    job = kj.Participation(worker, joined=paid[0].first_day, payments=payments)
    event = kj.Dismissal(dt.date.fromisoformat(inputs["dismissed"]))
    found = kj.benefits.jkp_eligibility(event, [job])
    if inputs["ask"] == "deadline":
        return {"day": None if found.deadline is None else found.deadline.isoformat()}
    codes = {condition.code for condition in found.reasons}
    return {"months": found.months, "enough": "jkp-too-few-months" not in codes}


def nik(inputs: dict[str, Any]) -> dict[str, Any]:
    """What a NIK tells."""
    try:
        read = kj.Nik(inputs["nik"])
    except kj.errors.InvalidNikError:
        return {"valid": False}
    try:
        born = read.birth_date(dt.date.fromisoformat(inputs["on"])).isoformat()
    except kj.errors.InvalidDateError:
        born = None
    return {"valid": True, "sex": str(read.sex), "region": read.region, "birth_date": born}


TOPICS = {
    "contributions": contributions,
    "lateness": lateness,
    "death": death,
    "disability": disability,
    "scholarship": scholarship,
    "jht": jht,
    "jp": jp,
    "jkp": jkp,
    "nik": nik,
    "wages": duties.wages,
    "liability": duties.liability,
    "construction": duties.construction,
    "sanctions": duties.sanctions,
    "payments": duties.payments,
    "terms": duties.terms,
}
