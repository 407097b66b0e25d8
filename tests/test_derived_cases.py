"""Cases derived by hand from the law texts, by somebody who had not seen the code.

A case of `tests/cases/derived/` has facts, expected figures, articles, arithmetic and what its
author doubted. What stands beside them was added here: `ask` names the function below that puts
the facts to the library, `stated` the facts in its words, `not_asked` the figures that it cannot be
asked for, with the reason, and `settled` how a difference was settled, with the figures that the
articles give where the case errs. Reasons in words are for the reader.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import kopdes_jamsos as kj
from kopdes_jamsos.months import months_after

CASES = Path(__file__).parent / "cases" / "derived"
Facts = dict[str, Any]


def cases() -> list[Facts]:
    found: list[Facts] = []
    for file in sorted(CASES.glob("*.toml")):
        found += tomllib.loads(file.read_text(encoding="utf-8"))["case"]
    return found


def month(text: str) -> kj.Month:
    return kj.Month.parse(text)


def months(facts: Facts) -> list[kj.Month]:
    return [month(text) for text in facts.get("months") or [facts["month"]]]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def plain(value: Any) -> Any:
    """As the files write it."""
    if isinstance(value, dt.date | kj.Month):
        return str(value)
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def collapsed(rows: Iterable[Facts]) -> Facts:
    """A figure for one question, else the list of the figures."""
    rows = list(rows)
    return {key: [row[key] for row in rows] if len(rows) > 1 else rows[0][key] for key in rows[0]}


def figures(assessment: kj.Assessment) -> Facts:
    """Amounts by programme and payer, bases and totals."""
    found: Facts = {"total": assessment.total}
    found["relief"] = any(line.relief is not None for line in assessment.lines)
    for program in kj.Program:
        name, lines = program.lower(), [x for x in assessment.lines if x.program is program]
        found[name] = sum(line.amount for line in lines)
        for payer in (kj.Payer.EMPLOYER, kj.Payer.WORKER):
            found[f"{name}_{payer}"] = sum(x.amount for x in lines if x.payer is payer)
        if lines and program in (kj.JKK, kj.JP):
            found["base" if program is kj.JKK else "jp_base"] = lines[0].base
    for payer in (kj.Payer.EMPLOYER, kj.Payer.WORKER):
        found[f"total_{payer}"] = assessment.paid_by(payer)
    if kj.JKP in assessment.enrolment.programs:
        parts = {x.program: x.amount for x in kj.contributions.fund_view(assessment)}
        for program in (kj.JKK, kj.JKM):
            found[f"jkp_share_inside_{program.lower()}"] = parts.get(program, 0)
        found["jkp_state"], found["jkp_total"] = parts[kj.JKP], sum(parts.values())
        found["extra_cost_employer"] = found["jkp_employer"]
    return found


def dues(assessment: kj.Assessment) -> Facts:
    return {f"{due.program.lower()}_due": due.day for due in assessment.due_dates()}


def pu(facts: Facts, stated: Facts, **others: Any) -> kj.PUEnrolment:
    known = {"wage": facts.get("wage", facts.get("wage_sum")), "programs": facts.get("programs")}
    known["risk_class"] = facts.get("risk_class")
    return kj.PUEnrolment(**{**known, **stated, **others})


def bpu(facts: Facts, stated: Facts, **others: Any) -> kj.BPUEnrolment:
    known = {name: facts.get(name) for name in ("income", "programs", "group")}
    if facts.get("funding") == "self":
        known["funding"] = "self"
    if facts.get("sector") == "transport":
        known["sector"] = "transport"
    return kj.BPUEnrolment(**{**known, **stated, **others})


# --- what is asked --------------------------------------------------------------------------------


def of_wages(facts: Facts, stated: Facts) -> Facts:
    worker = pu(facts, stated)
    assessments = [kj.assess(worker, each) for each in months(facts)]
    found = collapsed({**figures(each), **dues(each)} for each in assessments)
    if "scale" in facts:
        owed = kj.obligations(scale=facts["scale"], month=months(facts)[0]).owed
        found["programs_owed"] = [x.value for x in kj.Program if x in owed - {kj.JKP}]
    return found


def of_due_days(facts: Facts, stated: Facts) -> Facts:
    return dues(kj.assess(pu(facts, stated), month(facts["month"])))


def of_an_entry_into_jkp(facts: Facts, stated: Facts) -> Facts:
    def member(registered: str) -> bool:
        return kj.coverage.eligibility(
            kj.JKP, day(facts["joined"]), segment="PU", citizen=True, jkn="wage earner",
            birth_date=day(facts["birth_date"]), registered_on=day(registered),
            scale=facts["scale"], programs=[*map(kj.Program, facts["programs"]), kj.JKP],
        ).eligible  # fmt: skip

    return {
        **figures(kj.assess(pu(facts, stated), month(facts["month"]))),
        "jkp_member": member(facts["joined"]),
        "jkp_member_if_registered_on_other_day": member(facts["other_day_registered"]),
    }


def of_two_firms(facts: Facts, stated: Facts) -> Facts:
    found: Facts = {}
    for name in ("a", "b"):
        firm = facts[f"firm_{name}"]
        chosen = stated if facts["jkp_firm"] == name.upper() else {}
        got = figures(kj.assess(pu({**facts, **firm}, chosen), month(facts["month"])))
        found |= {f"{name}_{key}": got[key] for key in ("jkk", "jkm", "jht_employer", "jht_worker")}
        found[f"jkp_share_inside_jkk_{name}"] = got.get("jkp_share_inside_jkk", 0)
    return found


def of_halved_firms(facts: Facts, stated: Facts) -> Facts:
    """PP 7/2025 with the share of JKP inside, in two firms."""
    found = figures(kj.assess(pu(facts, stated), month(facts["month"])))
    second = {**facts, **facts["second_firm"]}
    other = figures(kj.assess(pu(second, stated), month(facts["month"])))
    return {
        **found,
        "second_firm_jkk": other["jkk"],
        "second_firm_jkp_share": other["jkp_share_inside_jkk"],
    }


def of_an_owner(facts: Facts, stated: Facts) -> Facts:
    got = figures(kj.assess(bpu(facts, stated), month(facts["month"])))
    return {**got, "jkk_per_firm": got["jkk"], "jht_per_firm": got["jht"], "jkm_total": got["jkm"]}


def of_a_project(facts: Facts, stated: Facts) -> Facts:
    base = {"wages": facts["wage_sum"]} if facts.get("wages_known") else {
        "contract_value": facts["contract_value"] - facts.get("vat_inside", 0)
    }  # fmt: skip
    when: str = facts["month"] if "month" in facts else facts["date"][:7]
    owed = kj.assess(kj.ConstructionEnrolment(**base, **stated), month(when))
    if "pays_in_stages" not in facts:
        return figures(owed)
    begun, length = day(facts["date"]), facts["contract_months"]
    ends = months_after(begun, length) - dt.timedelta(days=1)
    plan = kj.contributions.construction_plan(
        owed, ordered_on=begun, starts_on=begun, ends_on=ends, stages=4 if length > 24 else 3
    )
    return {
        **figures(owed),
        "stages": [stage.amount for stage in plan.stages],
        "second_stage_at_the_latest": plan.stages[1].due,
    }


def of_a_stage(facts: Facts, stated: Facts) -> Facts:
    days: Facts = {name: day(stated[name]) for name in ("ordered_on", "starts_on", "ends_on")}
    begun = day(stated["registered_on"])
    project = kj.ConstructionEnrolment(contract_value=500_000_000)
    plan = kj.contributions.construction_plan(
        kj.assess(project, kj.Month.of(begun)), **days, user_pays_on=day(facts["stage_due"])
    )
    found = kj.contributions.construction_cover(
        plan, kj.JKK, on=day(facts["event_date"]), complete_on=begun, paid_on={1: begun}
    )
    by_employer = found.pays_first is kj.Payer.EMPLOYER
    return {
        "agency_pays_first": not by_employer,
        "payer_first": "construction employer" if by_employer else "agency",
        "refund_after_settling": found.covered and by_employer,
        "refund_request_within_months": found.note.figures["count"],
    }


def of_income(facts: Facts, stated: Facts) -> Facts:
    incomes = facts.get("incomes", [facts.get("income")])
    asked = [(income, each) for income in incomes for each in months(facts)]
    found = collapsed(
        figures(kj.assess(bpu(facts, stated, income=income), each)) for income, each in asked
    )
    owed = kj.obligations(segment="BPU", group=facts["group"], month=months(facts)[0]).owed
    return {**found, "programs_owed": [each.value for each in kj.Program if each in owed]}


def of_a_prepaid_year(facts: Facts, stated: Facts) -> Facts:
    trader, first = (
        bpu(facts, {"programs": {kj.JKK, kj.JKM}, **stated}),
        month(facts["first_month"]),
    )
    due = sum(kj.assess(trader, first + step).total for step in range(facts["prepaid_months"]))
    return {"due_for_year": due, "credit": facts["paid"] - due}


def of_arrears(facts: Facts, stated: Facts) -> Facts:
    trader = bpu(facts, {"programs": {kj.JKK, kj.JKM}, **stated})
    found: Facts = {"total": 0, "fine": 0}
    for text in facts["pays_for"]:
        late = kj.lateness(kj.assess(trader, month(text)), paid_on=day(facts["pays_on"]))
        found[f"for_{text.replace('-', '_')}"] = late.contribution
        found["total"] += late.contribution
        found["fine"] += late.fine
    return found


def of_a_late_bpu(facts: Facts, stated: Facts) -> Facts:
    assessment = kj.assess(bpu(facts, stated), month(facts["month"]))
    late = kj.lateness(assessment, paid_on=day(facts["paid_on"]))
    by_program = {line.program: line for line in late.lines}
    return {
        **dues(assessment),
        "fine": late.fine,
        "jkk_counts_as_arrears_month": by_program[kj.JKK].months_late > 0,
        "jht_late": by_program[kj.JHT].months_late > 0,
    }


def of_a_registration(facts: Facts, stated: Facts) -> Facts:
    asked = [
        kj.coverage.eligibility(
            kj.JKM, day(each), segment="BPU", citizen=True, birth_date=day(facts["birth_date"])
        )
        for each in facts["registers_on"]
    ]
    return {"accepted": [answer.eligible for answer in asked]}


def of_many(assessment: kj.Assessment, workers: int) -> kj.Bill:
    """The bill of an employer with so many workers, all with the wage of one."""
    assert isinstance(assessment.enrolment, kj.PUEnrolment)
    employees = [kj.Employee(enrolments=[assessment.enrolment]) for _ in range(workers)]
    village = kj.VillageCode("36.04.05.2003")
    owner = kj.Cooperative(name="Contoh", kind="KDMP", village=village, employees=employees)
    return kj.bill(owner, assessment.month, law=assessment.law)


def of_lateness(facts: Facts, stated: Facts) -> Facts:
    """Of one month paid on one day or on several, or of several months paid on one day."""
    law = kj.LAW.with_reading(stated.pop("reading")) if "reading" in stated else kj.LAW
    workers = stated.pop("workers", 1)
    days = facts["paid_on"] if isinstance(facts["paid_on"], list) else [facts["paid_on"]]
    asked = [(each, day(paid)) for each in months(facts) for paid in days]
    rows = []
    for each, paid_on in asked:
        assessment = kj.assess(pu(facts, stated), each, law=law)
        owed = of_many(assessment, workers) if workers > 1 else assessment
        late = kj.lateness(owed, paid_on=paid_on)
        row: Facts = {**figures(assessment), "monthly": late.contribution, "fine": late.fine}
        row["months_late"], row["due"] = late.months_late, assessment.due_date()
        row["jkk_employer"] = sum(x.contribution for x in late.lines if x.program is kj.JKK)
        row["payer_of_fine"] = "employer"  # a fine is the employer's: LateLine.fine
        for line in late.lines:
            name = line.program.lower()
            row[name] = line.contribution
            row[f"{name}_due"], row[f"{name}_fine"] = line.due.day, line.fine
            row[f"{name}_months_late"] = line.months_late
        rows.append(row)
    found = collapsed(rows)
    found["jp_contribution"], found["due_date"] = found["jp"], found["due"]
    if len(months(facts)) > 1:
        found["fine"], found["monthly"] = sum(found["fine"]), found["monthly"][0]
    return found


def of_a_first_payment(facts: Facts, stated: Facts) -> Facts:
    payment = kj.Payment(
        kj.Month.of(day(facts["work_started"])), day(facts["first_contribution_paid"])
    )
    part = kj.Participation(
        kj.PUEnrolment(wage=5_000_000, programs={kj.JKK}, risk_class=1),
        joined=day(facts["work_started"]), payments=[payment],
        number_issued=day(facts["number_issued"]),
    )  # fmt: skip
    covers = [part.cover(day(each), kj.JKK) for each in facts["accidents"]]
    return {
        "covered": [cover.covered for cover in covers],
        "payer": [cover.pays_first for cover in covers],
    }


def of_months_behind(facts: Facts, stated: Facts) -> Facts:
    since, last = month(stated.pop("since")), month(facts["paid_up_to"])
    enrolment = (
        kj.PUEnrolment(wage=5_000_000, programs={kj.JKK}, risk_class=1)
        if facts["segment"] == "PU"
        else kj.BPUEnrolment(income=1_000_000, programs={kj.JKK}, group=facts["group"])
    )
    part = kj.Participation.paid_through(enrolment, since=since, months=last - since + 1)
    covers = [part.cover(day(each), kj.JKK) for each in facts["accidents"]]
    return {
        "months_in_arrears": [cover.months_behind for cover in covers],
        "agency_pays": [cover.pays_first == "agency" for cover in covers],
        "payer_first": [cover.pays_first for cover in covers],
        "medical_care": [cover.covered for cover in covers],
    }


def of_a_return(facts: Facts, stated: Facts) -> Facts:
    back, since = day(facts["registers_again"]), month(stated.pop("since"))
    paid = [
        kj.Payment(since, since.first_day, month(facts["paid_up_to"]) - since + 1),
        kj.Payment(month(facts["pays_for"]), back),
    ]
    trader = bpu(facts, {"programs": {kj.JKK, kj.JKM}, **stated})
    part = kj.Participation(trader, joined=since.first_day, payments=paid)
    death = kj.Death(day(facts["events"][2]["date"]), work_related=False)
    accidents = [day(each["date"]) for each in facts["events"][:2]]
    return {
        "arrears_asked": kj.contributions.arrears([part], back).contribution,
        "first_payment": kj.assess(trader, month(facts["pays_for"])).total,
        "jkk_covered": [part.cover(each, kj.JKK).covered for each in accidents],
        "jkm_on_death": kj.entitle(death, [part]).total,
    }


def of_periods_ahead(facts: Facts, stated: Facts) -> Facts:
    """Which numbers of months a BPU pays ahead without a finding."""
    on, trader = day(facts["date"]), bpu(facts, {"income": 1_000_000, "programs": {kj.JKK}})
    odd = {
        number: "prepaid-period"
        in [
            finding.code
            for finding in kj.coverage.participation_findings(
                [
                    kj.Participation(
                        trader, joined=on, payments=[kj.Payment(kj.Month.of(on), on, number)]
                    )
                ]
            )
        ]
        for number in facts["periods_asked"]
    }
    return {
        "allowed": [number for number in odd if not odd[number]],
        "refused": [number for number in odd if odd[number]],
    }


def of_a_net_bill(facts: Facts, stated: Facts) -> Facts:
    """What the agency got by the wage reported, and the bill of the next month."""
    this, following = month(facts["month"]), month(facts["next_month"])
    got = kj.assess(pu(facts, stated, wage=facts["wage_reported"]), this).total
    part = kj.Participation(
        pu(facts, stated, wage=facts["wage_true"]),
        joined=this.first_day,
        payments=[kj.Payment(this, following.first_day, amount=got)],
    )
    bill = kj.contributions.net_bill([part], following, on=following.last_day)
    return {
        "paid": got,
        "due": part.allocation().amounts[this],
        "excess": bill.credit,
        "next_bill_before": bill.contribution,
        "next_bill_after": bill.payable,
        "refund": bill.left,
    }


def of_a_refund(facts: Facts, stated: Facts) -> Facts:
    first = kj.Month.of(facts["joined"])
    paid = kj.Payment(first, facts["paid_on"], facts["months"], facts.get("amount"))
    trader = bpu(facts, {"programs": {kj.JKK, kj.JKM}, **stated})
    part = kj.Participation(trader, joined=facts["joined"], ended=facts["died"], payments=[paid])
    found = kj.contributions.refund(part)
    return {"refund": found.total, "months_back": len(found.lines)}


def of_a_part_paid_debt(facts: Facts, stated: Facts) -> Facts:
    paid = kj.Payment(month(facts["month"]), facts["paid_on"], amount=facts["amount"])
    part = kj.Participation(pu(facts, stated), joined=facts["joined"], payments=[paid])
    found = kj.contributions.arrears([part], facts["on"])
    return {"open": found.contribution, "fine": found.fine}


def of_a_new_start(facts: Facts, stated: Facts) -> Facts:
    """The return within one participation, and as a second one; both give the same."""
    trader = bpu(facts, {"programs": {kj.JKK, kj.JKM}, **stated})
    since, back = month(facts["since"]), facts["registers_again"]
    first = [kj.Payment(since, since.first_day, facts["paid_months"])]
    again = [kj.Payment(month(facts["pays_for"]), back)]
    one = [kj.Participation(trader, joined=since.first_day, payments=[*first, *again])]
    two = [
        kj.Participation(trader, joined=since.first_day, payments=first, ended=back),
        kj.Participation(trader, joined=back, payments=again),
    ]
    for each in (kj.JKK, kj.JKM):
        for on in facts["days"]:
            (alone,) = (part.cover(on, each).rights for part in one)
            apart = [cover.rights for cover in kj.coverage.covers(two, on, each)]
            assert alone in apart
            assert set(apart) <= {alone, "none"}
    assert kj.contributions.arrears(two, back).contribution == 0
    return {
        "rights": [one[0].cover(on, kj.JKK).rights for on in facts["days"]],
        "old_debt": kj.contributions.arrears(one, back).contribution,
        "price": kj.contributions.net_bill(two[1:], month(facts["pays_for"]), on=back).contribution,
    }


def of_an_apprentice(facts: Facts, stated: Facts) -> Facts:
    wage = kj.contributions.trainee_wage(
        [facts["lowest_wage_same_work"]], month=month(facts["month"])
    )
    found = kj.assess(
        kj.PUEnrolment(
            wage=wage.amount,
            wage_basis=wage.basis,
            risk_class=facts["risk_class"],
            programs=facts["programs"],
            trainee="apprentice",
        ),
        month(facts["month"]),
    )
    return {**figures(found), "due_date": found.due_date()}


INDUSTRIES = {"footwear industry": "footwear", "retail": "other"}


def of_labour_intensive_firms(facts: Facts, stated: Facts) -> Facts:
    met = [
        kj.coverage.labour_conditions(
            month(facts["month"]),
            industry=INDUSTRIES[firm["sector"]],
            active_workers=firm["active_workers"],
            settled_up_to=month(firm["jkk_settled_up_to"]),
        ).met
        for firm in facts["firms"]
    ]
    owed = [
        figures(kj.assess(pu(facts, {"programs": {kj.JKK}}, labour_intensive=each), when))
        for each in met
        for when in months(facts)
    ]
    return {
        "jkk_employer": [each["jkk_employer"] for each in owed],
        "relief": [each["relief"] for each in owed],
    }


def of_birth_dates(facts: Facts, stated: Facts) -> Facts:
    found = [kj.benefits.pension_date(day(each)) for each in facts["birth_dates"]]
    return {
        "pension_age": [each.age for each in found],
        "reached_on": [each.day for each in found],
        "right_from": [each.first_month.first_day for each in found],
    }


def of_the_ladder(facts: Facts, stated: Facts) -> Facts:
    return {
        "pension_age": [kj.LAW.value_on("jp.pension_age", day(x)).value for x in facts["dates"]]
    }


def of_a_debt(facts: Facts, stated: Facts) -> Facts:
    joined = facts["joined"]
    number = facts.get("paid_months")
    paid = [kj.Payment(kj.Month.of(joined), joined, number)] if number else []
    part = kj.Participation(pu(facts, stated), joined=joined, payments=paid)
    found = kj.contributions.arrears([part], facts["on"])
    owed = {str(line.late.month): line.late.contribution for line in found.lines}
    return {
        "jkk": [owed[text] for text in facts["months"]],
        "assumed": "relief-settled" in found.assumptions,
    }


def of_a_term(facts: Facts, stated: Facts) -> Facts:
    program, complete_on = facts["program"], facts["complete_on"]
    return {
        "last_day": kj.benefits.payment_deadline(program, complete_on).day,
        "compensation": kj.benefits.late_compensation(
            program, facts["amount"], complete_on=complete_on, paid_on=facts["paid_on"]
        ),
    }


def of_a_dismissal(facts: Facts, stated: Facts) -> Facts:
    worker = kj.PUEnrolment(wage=5_000_000, risk_class=1, programs=set(kj.Program))
    part = kj.Participation.paid_through(
        worker, since=month(facts["since"]), months=facts["paid_months"], ended=facts["dismissed"]
    )
    event = kj.Dismissal(facts["dismissed"])
    found: Facts = {}
    for name, law in (
        ("", kj.LAW),
        ("_if_left_out", kj.LAW.with_reading("jkp-month-of-dismissal-out")),
    ):
        answer = kj.benefits.jkp_eligibility(event, [part], law=law)
        found |= {f"months{name}": answer.months, f"eligible{name}": answer.eligible}
    return found


def of_a_total(facts: Facts, stated: Facts) -> Facts:
    asked = [
        kj.benefits.reconcile(total, on=facts["on"], deaths=facts["deaths"])
        for total in facts["totals"]
    ]
    return {"ways": [len(each.ways) for each in asked]}


ASKED: dict[str, Callable[[Facts, Facts], Facts]] = {
    "wages": of_wages,
    "due days": of_due_days,
    "entry into JKP": of_an_entry_into_jkp,
    "two firms": of_two_firms,
    "halved firms": of_halved_firms,
    "owner": of_an_owner,
    "project": of_a_project,
    "stage": of_a_stage,
    "income": of_income,
    "prepaid year": of_a_prepaid_year,
    "arrears": of_arrears,
    "late BPU": of_a_late_bpu,
    "registration": of_a_registration,
    "lateness": of_lateness,
    "first payment": of_a_first_payment,
    "months behind": of_months_behind,
    "return": of_a_return,
    "periods ahead": of_periods_ahead,
    "net bill": of_a_net_bill,
    "refund": of_a_refund,
    "part-paid debt": of_a_part_paid_debt,
    "new start": of_a_new_start,
    "apprentice": of_an_apprentice,
    "labour-intensive firms": of_labour_intensive_firms,
    "birth dates": of_birth_dates,
    "ladder": of_the_ladder,
    "debt": of_a_debt,
    "term": of_a_term,
    "dismissal": of_a_dismissal,
    "total": of_a_total,
}


def in_words(key: str) -> bool:
    return key.endswith(("reason", "reasons"))


def asked_of(case: Facts) -> Facts:
    """The figures of a case that the library is asked for: the articles' where the case errs."""
    expected = {**case["expected"], **case.get("settled", {}).get("expected", {})}
    return {
        key: value
        for key, value in expected.items()
        if not in_words(key) and key not in case.get("not_asked", {})
    }


@pytest.mark.parametrize(
    "case", [each for each in cases() if "ask" in each], ids=lambda case: case["id"]
)
def test_the_library_gives_what_was_derived_from_the_articles(case: Facts) -> None:
    found = ASKED[case["ask"]](case["facts"], dict(case.get("stated", {})))
    got = {key: plain(found[key]) for key in asked_of(case)}
    wanted = {
        key: [value] * len(got[key])
        if isinstance(got[key], list) and type(value) is not list
        else value
        for key, value in asked_of(case).items()
    }

    assert got == wanted


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_what_is_not_asked_has_its_reason(case: Facts) -> None:
    assert case["articles"]
    assert case["arithmetic"]
    assert isinstance(case["doubt"], str)
    assert case.get("not_asked", {}).keys() <= case["expected"].keys()
    assert all(case.get("not_asked", {}).values())
    if "ask" in case:
        assert asked_of(case), "ask for something, or give a reason for each figure"
    else:
        words = {key for key in case["expected"] if not in_words(key)}
        assert case["not_asked"].keys() == words
    if "settled" in case:
        assert case["settled"]["why"]
        assert case["settled"].get("expected", {}).keys() <= case["expected"].keys()
