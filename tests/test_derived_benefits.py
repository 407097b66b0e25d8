"""Benefits derived by hand from the law texts, by somebody who had not seen the code.

A case of `tests/cases/derived/benefits/` has facts, expected figures, articles, arithmetic and what
its author doubted. What stands beside them was added here: `not_asked` names the figures that the
library cannot be asked for, with the reason, and `settled` how a difference was settled, with the
figures that the articles give where the case errs. Reasons in words are for the reader.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests import people

import kopdes_jamsos as kj

pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")

Facts = dict[str, Any]
FILES = sorted((Path(__file__).parent / "cases" / "derived" / "benefits").glob("*.toml"))
CASES: list[Facts] = [
    case for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]
ASKED: dict[str, Callable[[Facts], Facts]] = {}
BOTH = frozenset({kj.JKK, kj.JKM})
Kind = kj.benefits.BenefitKind


def asks(*names: str) -> Callable[[Callable[[Facts], Facts]], Callable[[Facts], Facts]]:
    def keep(function: Callable[[Facts], Facts]) -> Callable[[Facts], Facts]:
        ASKED.update(dict.fromkeys(names, function))
        return function

    return keep


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def pu(until: dt.date, wage: int = 4_000_000, months: int = 30, **facts: Any) -> kj.Participation:
    ended = facts.pop("ended", None)
    enrolment = kj.PUEnrolment(**{"wage": wage, "programs": BOTH, **facts})
    return paid(enrolment, until, months, ended)


def bpu(until: dt.date, months: int = 30, **facts: Any) -> kj.Participation:
    given = {"income": 900_000, "programs": BOTH, "group": "independent", **facts}
    return paid(kj.BPUEnrolment(**given), until, months)


def paid(
    enrolment: Any, until: dt.date, months: int, ended: dt.date | None = None
) -> kj.Participation:
    """So many months paid, the last of them that of a day."""
    since = kj.Month.of(until) - (months - 1)
    return kj.Participation.paid_through(enrolment, since=since, months=months, ended=ended)


def of(found: kj.Entitlement, kind: kj.benefits.BenefitKind) -> int:
    return sum(line.amount for line in found.lines if line.kind is kind)


def first_year(found: kj.Entitlement) -> int:
    now = kj.benefits.Payable.AT_ONCE
    return sum(each.amount for each in found.schedule if each.payable is now)


def figures(found: kj.Entitlement) -> Facts:
    cash = found.total - of(found, Kind.SCHOLARSHIP)
    return {
        "total": found.total,
        "cash_total": cash,
        "agency_total": cash,
        "death": of(found, Kind.DEATH_SUM),
        "agency_death": of(found, Kind.DEATH_SUM),
        "funeral": of(found, Kind.FUNERAL),
        "agency_funeral": of(found, Kind.FUNERAL),
        "periodic": of(found, Kind.PERIODIC),
        "agency_periodic": of(found, Kind.PERIODIC),
        "scholarship": of(found, Kind.SCHOLARSHIP),
        "scholarship_first_year": first_year(found),
        "incapacity": of(found, Kind.INCAPACITY),
        "transport": of(found, Kind.TRANSPORT),
        "jkm": found.of(kj.JKM),
        "lump_sum": of(found, Kind.DEATH_SUM),
    }


STAGES = {"SD": "SD1", "SMP": "SMP1", "SMA": "SMA1", "SD class 4": "SD4", "SMA class 1": "SMA1"}


def children(facts: Facts) -> list[kj.Child]:
    return [
        kj.Child(stage=STAGES[each["stage"]])
        for each in facts.get("children", ())
        if each.get("registered", True)
    ]


@asks("H-B-01", "H-B-02", "H-B-03", "H-B-04", "H-B-19")
def by_work(facts: Facts) -> Facts:
    on = day(facts["date"])
    member = pu(on, facts["wage"] if "wage" in facts else facts["wage_reported"])
    death = kj.Death(on, work_related=True)
    found = kj.entitle(death, member, children=children(facts))
    heirs = kj.benefits.heirs_of(kj.Family(spouses=1), kj.JKK)
    return {**figures(found), "heir": "widow" if heirs.rank == "spouse-or-child" else heirs.rank}


@asks("H-B-05", "H-B-06")
def disabled(facts: Facts) -> Facts:
    on = day(facts["date"])
    event = kj.TotalDisability(on, work_related=True)
    found = kj.entitle(event, pu(on, facts["wage"]), children=children(facts))
    return {**figures(found), "disability": of(found, Kind.TOTAL_DISABILITY)}


INJURIES = {
    "H-B-07": [kj.Injury("index-finger-first-joint", side="right")],
    "H-B-08": [kj.Injury("arm-from-shoulder", side="left")],
    "H-B-09": [kj.Injury("hand-from-wrist", side="left", function_loss=kj.percent(50))],
    "H-B-10": [kj.Injury("both-legs-from-hip"), kj.Injury("thumb", side="right")],
    "H-B-11": [kj.Injury("impotence")],
    "H-B-12": [kj.Injury("leg-shortened-5-to-7.5-cm")],
    "H-B-13": [kj.Injury("hearing-loss-both-ears", steps=3)],
    "H-B-14": [kj.Injury("physical-capacity-26-to-50")],
}


@asks(*INJURIES)
def injured(facts: Facts) -> Facts:
    on = day(facts["date"])

    def ask(injuries: list[kj.Injury]) -> kj.Entitlement:
        event = kj.WorkAccident(on, injuries=injuries, left_handed=facts.get("left_handed", False))
        return kj.entitle(event, pu(on, facts["wage"]))

    def percent(injuries: list[kj.Injury]) -> float:
        amount = of(ask(injuries), Kind.INJURIES)
        return float(amount * 100 / (80 * facts["wage"]))

    injuries = INJURIES[facts["id"]]
    found = ask(injuries)
    return {
        **figures(found),
        "percent": percent(injuries),
        "disability": of(found, Kind.INJURIES),
        "percent_at_4_9_cm": percent([kj.Injury("leg-shortened-under-5-cm")]),
        "percent_at_7_5_cm": percent([kj.Injury("leg-shortened-7.5-cm-or-more")]),
    }


def to_whom(found: kj.Entitlement, recipient: kj.benefits.Recipient) -> int:
    lines = (line for line in found.lines if line.kind is Kind.INCAPACITY)
    return sum(line.amount for line in lines if line.recipient is recipient)


@asks("H-B-15", "H-B-16")
def incapable(facts: Facts) -> Facts:
    asked, rows = facts.get("cases", [facts]), []
    for each in asked:
        on = day(each["date"])
        accident = kj.WorkAccident(
            on,
            incapacity_months=each["months"],
            wages_paid=each.get("wages_paid_by_employer"),
        )
        found = kj.entitle(accident, pu(on, each["wage"]))
        notes = {note.code for line in found.lines for note in line.notes}
        rows.append(
            {
                "incapacity": of(found, Kind.INCAPACITY),
                "refunded_to_employer": to_whom(found, kj.benefits.Recipient.EMPLOYER),
                "paid_direct_to_worker": to_whom(found, kj.benefits.Recipient.PARTICIPANT),
                # The result says that what he paid more stays with him.
                "employer_may_reclaim_from_worker": 0 if "incapacity-kept" in notes else None,
            }
        )
    return in_lists(rows) if "cases" in facts else rows[0]


@asks("R-B-07")
def wages_went_on(facts: Facts) -> Facts:
    on, rows = day(facts["date"]), []
    for wages in facts["wages_paid"]:
        accident = kj.WorkAccident(on, incapacity_months=facts["months"], wages_paid=wages)
        found = kj.entitle(accident, pu(on, facts["wage"]))
        notes = [note for line in found.lines for note in line.notes]
        kept: list[Any] = [note.figures["more"] for note in notes if note.code == "incapacity-kept"]
        rows.append(
            {
                "incapacity": of(found, Kind.INCAPACITY),
                "to_employer": to_whom(found, kj.benefits.Recipient.EMPLOYER),
                "to_worker": to_whom(found, kj.benefits.Recipient.PARTICIPANT),
                "kept_by_employer": sum(kept),
                "lines": len(found.lines),
            }
        )
        for line in found.lines:
            assert "PP 44/2015 Pasal 51 ayat (2), ayat (3) dan ayat (4)" in map(str, line.citations)
            mine = line.recipient is kj.benefits.Recipient.PARTICIPANT
            assert (line.pays_first is None) is mine
    return in_lists(rows)


@asks("R-B-08")
def in_spells(facts: Facts) -> Facts:
    on, rows = day(facts["date"]), []
    other = kj.LAW.with_reading("incapacity-from-accident")
    for spells in facts["spells"]:
        days = [(day(first), day(last)) for first, last in spells]
        accident = kj.WorkAccident(on, incapacity_spells=days)
        usual, calendar = (
            kj.entitle(accident, pu(on, facts["wage"]), law=law) for law in (kj.LAW, other)
        )
        decides = "incapacity-spells" in usual.assumptions
        assert decides is ("incapacity-from-accident" in calendar.assumptions)
        rows.append(
            {
                "incapacity": usual.total,
                "from_the_accident": calendar.total,
                "decides": decides,
            }
        )
    return in_lists(rows)


@asks("H-B-17")
def carried(facts: Facts) -> Facts:
    found = []
    for each in facts["cases"]:
        on = day(each["date"])
        bills = {mode: each[mode] for mode in ("land", "sea", "air") if mode in each}
        found.append(of(kj.entitle(kj.WorkAccident(on, transport=bills), pu(on)), Kind.TRANSPORT))
    return {"transport": found}


@asks("H-B-18")
def trader_by_work(facts: Facts) -> Facts:
    rows = []
    for each in facts["cases"]:
        on = day(each["date"])
        found = kj.entitle(kj.Death(on, work_related=True), bpu(on, income=each["income"]))
        (sum_of_death,) = [line for line in found.lines if line.kind is Kind.DEATH_SUM]
        rows.append({**figures(found), "base": sum_of_death.base})
    return in_lists(rows)


def in_lists(rows: list[Facts]) -> Facts:
    return {key: [row[key] for row in rows] for key in rows[0]}


@asks("H-B-20")
def two_firms(facts: Facts) -> Facts:
    on = day(facts["date"])
    firms = [pu(on, each["wage"]) for each in facts["employers"]]
    accident = kj.WorkAccident(on, membership=1)
    return figures(kj.entitle(kj.Death(on, work_related=True, accident=accident), firms))


@asks("H-B-21")
def sudden(facts: Facts) -> Facts:
    on = day(facts["date"])
    event = kj.Death(on, work_related=True, sudden=True)
    found = [kj.entitle(event, bpu(on, months)) for months in facts["months_paid"]]
    return {
        "programme": ["JKK" if each.of(kj.JKK) else "JKM" for each in found],
        "cash_total": [each.total for each in found],
    }


@asks("H-B-22")
def attacked(facts: Facts) -> Facts:
    """Whether it was within the hours is the caller's: he says it with `sudden`."""
    rows = []
    for number, text in enumerate(facts["deaths"]):
        on = day(text[:10])
        at_work = number == 0
        event = kj.Death(on, work_related=at_work, sudden=at_work)
        found = kj.entitle(event, pu(on, facts["wage"], facts["months_paid"]))
        rows.append((found.of(kj.JKK), found.total))
    return {
        "programme": ["JKK" if jkk else "JKM" for jkk, _ in rows],
        "cash_total": [total for _, total in rows],
    }


@asks("H-B-23", "H-B-24")
def barred(facts: Facts) -> Facts:
    asked = facts.get("cases") or [
        {"date": facts["date"], "claim": claim} for claim in facts["claims"]
    ]
    admitted = []
    for each in asked:
        on = day(each["date"])
        event = kj.WorkAccident(on, incapacity_months=1)
        found = kj.entitle(event, pu(on), claimed_on=day(each["claim"]))
        admitted.append("claim-lapsed" not in [refusal.code for refusal in found.refusals])
    return {"admitted": admitted}


@asks("H-B-25")
def diseased(facts: Facts) -> Facts:
    ended, rows = day(facts["employment_ended"]), []
    member = pu(ended, facts["last_wage"], ended=ended)
    for text in facts["diagnosed"]:
        disease = kj.OccupationalDisease(day(text))
        event = kj.TotalDisability(disease.on, work_related=True, accident=disease)
        found = kj.entitle(event, member)
        row = {**figures(found), "disability": of(found, Kind.TOTAL_DISABILITY)}
        rows.append({**row, "right": found.total > 0})
    return in_lists(rows)


@asks("H-B-26")
def two_of_three(facts: Facts) -> Facts:
    on, asked = day(facts["date"]), children(facts)
    event = kj.Death(on, work_related=True)
    found = kj.entitle(event, pu(on, facts["wage"], facts["months_paid"]), children=asked)
    return {
        **figures(found),
        "children_paid": len({each.child for each in found.schedule}),
        "scholarship_most_by_level": of(found, Kind.SCHOLARSHIP),
    }


def claimed(child: kj.Child, death: dt.date, wage: int = 4_000_000) -> kj.Entitlement:
    event = kj.Death(death, work_related=True)
    return kj.entitle(event, pu(death, wage), children=child)


@asks("H-B-27")
def left_out(facts: Facts) -> Facts:
    died, on = day(facts["death"]), dt.date(2026, 7, 15)
    # In the school year of the death, 2019/20, the child is two years before SD2.
    found = claimed(kj.Child(stage="TK2", paid_to="SD2", claimed_on=on), died)
    now = [each for each in found.schedule if each.payable is kj.benefits.Payable.AT_ONCE]
    back = {each.stage: each.amount for each in now if each.stage != "SMP1"}
    student = kj.Child(
        stage="SMP2",
        birth_date=dt.date(2006, 5, 1),
        work="PU",
        studying=True,
        paid_to="PT2",
        claimed_on=on,
    )
    months = facts["second_child"]["worked_as_PU_months_in_a_row"]
    second = [claimed(attrs.evolve(student, pu_months=each), died) for each in months]
    (lost,) = (each for each in found.refusals if each.code == "school-years-lost")
    years = {text[-4:].replace(" ", ""): text[:7] for text in facts["stages_unclaimed"]}
    return {
        "back_years_paid": len(back),
        "back_pay": sum(back.values()),
        "current_year": first_year(found) - sum(back.values()),
        "total": first_year(found),
        "lost_year": years[lost.why.figures["stage"]],
        "second_child_paid": [first_year(each) for each in second],
    }


@asks("R-B-01", "R-B-02", "R-B-03")
def side_by_side(facts: Facts) -> Facts:
    on = day(facts["date"])
    rows: list[Any] = []
    memberships = [
        people.worker(
            each["since"], each["months"], ended=day(each["ended"]) if "ended" in each else None
        )
        for each in facts["memberships"]
    ]
    child = kj.Child(stage="PT5", birth_date=dt.date(2006, 1, 1), married=False, work="none")
    for reading in (None, "scholarship-months-once"):
        law = kj.LAW if reading is None else kj.LAW.with_reading(reading)
        event = kj.Death(on, work_related=False)
        found = kj.entitle(event, memberships, children=child, law=law)
        rows.append(of(found, Kind.SCHOLARSHIP))
        named = {"scholarship-parallel", "scholarship-months-once"} & set(found.assumptions)
        rows.append(sorted(named))
    return {
        "scholarship": rows[0],
        "decided_by": rows[1],
        "scholarship_other_reading": rows[2],
        "decided_by_other_reading": rows[3],
    }


@asks("R-B-04", "R-B-05")
def claimed_for_the_first_time(facts: Facts) -> Facts:
    rows = []
    for each in facts["cases"]:
        child = kj.Child(
            stage=each["stage"],
            claimed_on=day(each["claim"]),
            paid_to=each.get("paid_to"),
            birth_date=day(each["born"]),
            married=False,
            work="none",
        )
        law = kj.LAW.with_reading(each["reading"]) if "reading" in each else kj.LAW
        died = day(facts["death"])
        event = kj.Death(died, work_related=True)
        found = kj.entitle(event, pu(died), children=child, law=law)
        named = [name for name in found.assumptions if name.startswith("scholarship-")]
        rows.append(
            {
                "payable_at_the_claim": first_year(found),
                "refused": [
                    refusal.code for refusal in found.refusals if refusal.program is kj.JKK
                ],
                "decided_by": sorted({*named} - {"scholarship-year"}),
            }
        )
    return in_lists(rows)


@asks("H-B-28")
def owed_by_the_employer(facts: Facts) -> Facts:
    _, behind = facts["cases"]
    on, thumb = day(behind["date"]), kj.Injury("thumb", side="left")
    trader = bpu(dt.date(2026, 1, 15), sector="other")
    accident = kj.WorkAccident(on, injuries=[thumb], left_handed=False)
    found = kj.entitle(accident, trader)
    at_once = kj.contributions.arrears([trader], on)
    assert found.total == 9_600_000
    return {"arrears_deducted": [0, at_once.contribution]}


@asks("H-B-29")
def natural(facts: Facts) -> Facts:
    rows = []
    for text in facts["dates"]:
        on = day(text)
        member = pu(on, months=facts["months_paid"])
        death = kj.Death(on, work_related=False)
        rows.append(figures(kj.entitle(death, member, children=children(facts))))
    return in_lists(rows)


@asks("H-B-30")
def scholars(facts: Facts) -> Facts:
    rows = []
    for each in facts["cases"]:
        on = day(each["date"])
        member = pu(on, months=each["months_paid"])
        death = kj.Death(on, work_related=False)
        found = kj.entitle(death, member, children=children(facts))
        paid_now = first_year(found) or of(found, Kind.SCHOLARSHIP)
        rows.append({**figures(found), "scholarship_first_payment": paid_now})
    return in_lists(rows)


@asks("H-B-31")
def two_employers(facts: Facts) -> Facts:
    rows = []
    for text in facts["dates"]:
        on = day(text)
        firms = [pu(on, months=facts["months_paid"]) for _ in range(facts["employers"])]
        found = kj.entitle(kj.Death(on, work_related=False), firms)
        times = sum(line.kind is Kind.FUNERAL for line in found.lines)
        rows.append({**figures(found), "funeral_times": times})
    return in_lists(rows)


@asks("H-B-32")
def new_trader(facts: Facts) -> Facts:
    payments = [kj.Payment(kj.Month.parse(each), day(on)) for each, on in facts["payments"]]
    rows = []
    for text in facts["dates"]:
        on = day(text)
        member = kj.Participation(
            kj.BPUEnrolment(income=1_000_000, programs=BOTH, group="independent"),
            joined=day(facts["joined"]),
            payments=[each for each in payments if each.paid_on <= on],
        )
        rows.append(figures(kj.entitle(kj.Death(on, work_related=False), member)))
    return in_lists(rows)


@asks("H-B-33")
def no_waiting(facts: Facts) -> Facts:
    rows = []
    for each in facts["cases"]:
        on, joined = day(each["date"]), day(each["joined"])
        enrolment: Any = kj.PUEnrolment(wage=4_000_000, programs=BOTH)
        if each["segment"] == "BPU":
            enrolment = kj.BPUEnrolment(income=1_000_000, programs=BOTH, group=each["group"])
        payment = kj.Payment(kj.Month.of(joined), joined)
        member = kj.Participation(enrolment, joined=joined, payments=[payment])
        rows.append(figures(kj.entitle(kj.Death(on, work_related=False), member)))
    return in_lists(rows)


def family(facts: Facts) -> kj.Family:
    names = ("spouses", "children", "parents", "siblings", "parents_in_law")
    found = {"grandparents": 0, "grandchildren": 0, **{name: facts.get(name) for name in names}}
    if facts.get("will") is False:
        found["in_will"] = 0
    return kj.Family(**found)


@asks("H-B-34")
def heirs(facts: Facts) -> Facts:
    on, rows = day(facts["date"]), []
    who = kj.benefits.Recipient
    for each in facts["families"]:
        found = kj.entitle(kj.Death(on, work_related=False), pu(on), family=family(each))
        by = {
            wanted: sum(line.amount for line in found.lines if line.recipient is wanted)
            for wanted in who
        }
        row = {"to_heirs": by[who.HEIRS], "to_fund": by[who.FUND]}
        rows.append({**row, "funeral_to_burier": by[who.FUNERAL]})
    return in_lists(rows)


@asks("H-B-35")
def late(facts: Facts) -> Facts:
    complete = day(facts["claim_complete"])
    damages = kj.benefits.late_compensation(
        kj.JKM, facts["cash_total"], complete_on=complete, paid_on=day(facts["paid_on"])
    )
    last = kj.benefits.payment_deadline(kj.JKM, complete).day
    return {
        "last_day_in_time": last.isoformat(),
        "days_late": (day(facts["paid_on"]) - last).days,
        "damages": damages,
        "rate_per_day_percent": kj.LAW.value_on("jkm.late_payment", complete).value.ppm // 10_000,
    }


@asks("H-B-36")
def behind(facts: Facts) -> Facts:
    at_once, rest, net = [], [], []
    for each in facts["cases"]:
        on = day(each["date"])
        trader = bpu(dt.date(2026, 1, 15), 25, sector="other")
        found = kj.entitle(kj.Death(on, work_related=False), trader)
        at_once.append(found.at_once)
        rest.append(found.total - found.at_once)
        owed = kj.contributions.arrears([trader], on).contribution
        net.append(rest[-1] - owed if rest[-1] else 0)
    return {"funeral_at_once": at_once, "rest_before_arrears": rest, "rest_net": net}


@asks("H-B-37")
def employer_behind(facts: Facts) -> Facts:
    on = day(facts["date"])
    owing = pu(dt.date(2025, 1, 15), months=20)
    left = pu(dt.date(2025, 4, 20), months=20, ended=dt.date(2025, 4, 20))
    found = [kj.entitle(kj.Death(on, work_related=False), each) for each in (owing, left)]
    first = [next((line.pays_first for line in each.lines), None) for each in found]
    return {
        "payer_first": [payer.value if payer else "nobody" for payer in first],
        "cash_total": [each.total for each in found],
    }


@asks("H-B-38", "H-B-39")
def taxed(facts: Facts) -> Facts:
    def ask(payments: list[Any], number: bool | None) -> list[kj.benefits.JhtTax]:
        earlier: list[kj.benefits.Withdrawal] = []
        found = []
        for text, amount in payments:
            tax = kj.benefits.jht_tax(amount, day(text), earlier=earlier, has_tax_number=number)
            earlier.append(kj.benefits.Withdrawal(on=day(text), amount=amount))
            found.append(tax)
        return found

    if "cases" in facts:
        taxes = [ask(each["payments"], None) for each in facts["cases"]]
        return {
            "tax": [[tax.tax for tax in each] for each in taxes],
            "final": all(tax.final for each in taxes for tax in each),
        }
    taxes = [ask(facts["payments"], number) for number in facts["tax_number"]]
    return {
        "tax_first": [each[0].tax for each in taxes],
        "tax_rest": [each[1].tax for each in taxes],
        "tax_rest_final": taxes[0][1].final,
    }


@asks("H-B-40")
def third_year(facts: Facts) -> Facts:
    def ask(year: int) -> list[int]:
        first = kj.benefits.Withdrawal(on=dt.date(year - 2, 5, 1), amount=50_000_000)
        return [
            kj.benefits.jht_tax(
                amount, dt.date(year, 5, 1), earlier=[first], has_tax_number=True
            ).tax
            for amount in facts["amounts"]
        ]

    return {"tax_2021": ask(2021), "tax_2025": ask(2025)}


@asks("H-B-41")
def in_part(facts: Facts) -> Facts:
    found = []
    for each in facts["applications"]:
        since = day(each["member_since"])
        first = max(kj.Month.of(since), kj.Month(2015, 7))
        member = kj.Participation(
            kj.PUEnrolment(wage=4_000_000, programs={kj.JHT}),
            joined=since,
            payments=[kj.Payment(first, first.first_day)],
        )
        taken = [kj.benefits.Withdrawal(on=dt.date(2023, 5, 1), amount=1_000_000)]
        event = kj.PartialWithdrawal(dt.date(2025, 7, 1), purpose=each["purpose"])
        got = kj.entitle(
            event,
            member,
            jht_balance=facts["balance"],
            withdrawals=taken if "taken_before" in each else (),
        )
        found.append(got.total)
    return {"at_most": found}


@asks("H-B-42")
def waits(facts: Facts) -> Facts:
    on = day(facts["event_date"])
    events: dict[str, kj.Event] = {
        "resignation statement": kj.Resignation(on),
        "dismissal": kj.Dismissal(on),
        "fixed term ended": kj.ContractEnd(on),
        "BPU stopped working": kj.Resignation(on),
        "leaves Indonesia for good, citizen": kj.LeavingIndonesia(on, citizen=True),
    }
    payable = []
    for each in facts["cases"]:
        asked = day(each["asked"])
        if each["event"].endswith("foreigner"):
            event: kj.Event = kj.LeavingIndonesia(asked, citizen=False)
        else:
            event = events[each["event"]]
        enrolment: Any = kj.PUEnrolment(
            wage=4_000_000, programs={kj.JHT}, birth_date=dt.date(1987, 1, 1)
        )
        if each["event"].startswith("BPU"):
            enrolment = kj.BPUEnrolment(
                income=1_000_000, programs={kj.JHT}, birth_date=dt.date(1987, 1, 1)
            )
        member = paid(enrolment, dt.date(2022, 4, 20), 30)
        found = kj.entitle(event, member, jht_balance=1_000_000, claimed_on=max(asked, event.on))
        days: list[Any] = [line.label.figures["day"] for line in found.lines]
        payable.append(bool(days) and days[0] <= max(asked, event.on))
    return {"payable": payable}


@asks("H-B-43")
def left_in_2015(facts: Facts) -> Facts:
    payable = []
    for text in facts["dates"]:
        enrolment = kj.PUEnrolment(
            wage=4_000_000, programs={kj.JHT}, birth_date=dt.date(1975, 1, 1)
        )
        left = day(facts["left"])
        member = paid(enrolment, left, 1, left)
        event = kj.Resignation(left)
        found = kj.entitle(event, member, jht_balance=1_000_000, claimed_on=day(text))
        payable.append(bool(found.lines))
    age = kj.LAW.value_on("jht.payout_age", day(facts["dates"][0])).value
    return {"payable_under_pp_text": payable, "age_for_pp46_text": age}


@asks("H-B-44")
def heirs_of_savings(facts: Facts) -> Facts:
    on = day(facts["date"])
    enrolment = kj.PUEnrolment(wage=4_000_000, programs={kj.JHT})
    found = [
        kj.entitle(
            kj.Death(on, work_related=False),
            paid(enrolment, on, 30),
            jht_balance=facts["balance"],
            family=family(each),
        )
        for each in facts["families"]
    ]
    lines = [each.lines[0] for each in found]
    heirs = [kj.benefits.heirs_of(family(each), kj.JHT) for each in facts["families"]]
    names = {"spouse-or-child": "widow", "siblings": "sibling", "nobody": "none"}

    def to(recipient: kj.benefits.Recipient) -> list[int]:
        return [line.amount if line.recipient is recipient else 0 for line in lines]

    return {
        "heir": [names[each.rank] for each in heirs],
        "paid": to(kj.benefits.Recipient.HEIRS),
        "to_public_trustee": to(kj.benefits.Recipient.PUBLIC_TRUSTEE),
        "tax": [line.notes[0].figures["tax"] for line in lines],
    }


@asks("R-B-06")
def rank_by_rank(facts: Facts) -> Facts:
    on, rows = day(facts["date"]), []
    member = paid(kj.PUEnrolment(wage=4_000_000, programs={kj.JKM, kj.JHT}), on, 30)
    for each in facts["families"]:
        nobody = {field.name: 0 for field in attrs.fields(kj.Family)}
        left = kj.Family(**{**nobody, **each})
        death = kj.Death(on, work_related=False)
        found = kj.entitle(death, member, jht_balance=facts["balance"], family=left)
        (savings,) = (line for line in found.lines if line.program is kj.JHT)
        (of_jkm, *_) = found.lines
        rows.append(
            {
                "rank": kj.benefits.heirs_of(left, kj.JHT).rank,
                "article": str(kj.benefits.heirs_of(left, kj.JHT).citations[0]),
                "savings_to": str(savings.recipient),
                "death_sum_to": str(of_jkm.recipient),
                "division_left_open": "heirs-undivided" in [note.code for note in found.remarks],
                "will_to_prove": "proof-will"
                in [proof.what.code for proof in found.proofs if proof.program is kj.JHT],
            }
        )
    return in_lists(rows)


def read_in_two_ways(
    usual: str, other: str, ask: Callable[[kj.LawBook], kj.Entitlement]
) -> tuple[kj.Entitlement, kj.Entitlement, bool]:
    """Both results, and whether each names the reading that decided it."""
    one, two = ask(kj.LAW), ask(kj.LAW.with_reading(other))
    decides = usual in one.assumptions
    assert decides is (other in two.assumptions)
    assert other not in one.assumptions
    assert usual not in two.assumptions
    return one, two, decides


@asks("R-B-09")
def left_long_ago(facts: Facts) -> Facts:
    on, rows = day(facts["date"]), []
    for each in facts["cases"]:
        since = kj.Month.parse(each["joined"])
        member = kj.Participation.paid_through(
            kj.PUEnrolment(wage=facts["wage"], programs={kj.JP}),
            since=since,
            months=each["months"],
            ended=(since + (each["months"] - 1)).last_day,
        )

        def ask(law: kj.LawBook, member: kj.Participation = member) -> kj.Entitlement:
            death, rate = kj.Death(on, work_related=False), kj.percent(0)
            widow = kj.Family(spouses=1)
            return kj.entitle(death, member, family=widow, jp_rates=rate, law=law)

        one, two, decides = read_in_two_ways(
            "jp-membership-while-working", "jp-membership-goes-on", ask
        )
        pensions = [sum(each.amount for each in found.monthly) for found in (one, two)]
        codes = [
            [refusal.code for refusal in found.refusals if refusal.program is kj.JP]
            for found in (one, two)
        ]
        rows.append(
            {
                "pension": pensions[0],
                "pension_other_reading": pensions[1],
                "decides": decides,
                "refused": codes[0],
                "refused_other_reading": codes[1],
            }
        )
    return in_lists(rows)


@asks("R-B-10")
def from_work_to_trade(facts: Facts) -> Facts:
    rows = []
    for each in facts["cases"]:
        on = day(each["date"])
        parts = [people.trader("2025-06", each["months"])]
        if "worker_until" in each:
            ended = day(each["worker_until"])
            months = kj.Month.of(ended) - kj.Month(2024, 1) + 1
            parts.append(people.worker("2024-01", months, ended=ended))

        def ask(law: kj.LawBook, on: dt.date = on, parts: Any = tuple(parts)) -> kj.Entitlement:
            return kj.entitle(kj.Death(on, work_related=False), parts, law=law)

        one, two, decides = read_in_two_ways("jkm-new-as-bpu", "jkm-months-as-worker", ask)
        rows.append({"total": one.total, "total_other_reading": two.total, "decides": decides})
    return in_lists(rows)


def saver(ended: dt.date | None = None, since: str = "2024-07", months: int = 12) -> Any:
    return people.worker(since, months, ended=ended, programs={kj.JHT})


def paid_of(usual: str, other: str, event: kj.Event, parts: Any) -> Facts:
    def ask(law: kj.LawBook) -> kj.Entitlement:
        return kj.entitle(event, parts, jht_rates=kj.percent(0), law=law)

    one, two, decides = read_in_two_ways(usual, other, ask)
    return {
        "paid": one.of(kj.JHT),
        "paid_other_reading": two.of(kj.JHT),
        "decides": decides,
    }


@asks("R-B-11")
def goes_on_as_bpu(facts: Facts) -> Facts:
    on = day(facts["date"])
    trade: Facts = {"programs": {kj.JKK, kj.JKM, kj.JHT}}
    parts = {
        "bpu goes on": [saver(on), people.trader("2025-03", 4, **trade)],
        "bpu ended": [
            saver(on),
            people.trader("2025-01", 5, ended=dt.date(2025, 5, 31), **trade),
        ],
        "another employer": [saver(on), saver(since="2025-01", months=6)],
        "both open": [people.trader("2025-03", 4, **trade), saver()],
    }
    names = "jht-bpu-goes-on", "jht-paid-beside-bpu"
    return in_lists([paid_of(*names, kj.Resignation(on), parts[each]) for each in facts["cases"]])


@asks("R-B-12")
def old_with_two_jobs(facts: Facts) -> Facts:
    on = day(facts["date"])
    second = saver(since="2025-01", months=6)
    parts = {
        "second goes on": [saver(on), second],
        "no second": [saver(on)],
        "both go on": [saver(), second],
    }
    names, event = ("jht-all-accounts", "jht-own-account-at-age"), kj.PensionAge(on, agreed=True)
    return in_lists([paid_of(*names, event, parts[each]) for each in facts["cases"]])


def pensioner(registered: str, months: int, *, wage: int = 6_000_000) -> kj.Participation:
    enrolment = kj.PUEnrolment(wage=wage, programs={kj.JP})
    since = kj.Month.of(day(registered))
    return kj.Participation.paid_through(enrolment, since=since, months=months)


@asks("H-B-45")
def disability_pension(facts: Facts) -> Facts:
    cause = kj.WorkAccident(day(facts["event_date"]))
    found = kj.benefits.pension(
        [pensioner(facts["registered"], 60)],
        day(facts["established"]),
        "disability",
        caused_on=cause.on,
    ).pension
    assert found is not None
    return {
        "counted_months": found.months[1],
        "right_from": found.first_month.first_day.isoformat(),
        "minimum_binds": found.amount == found.minimum,
    }


@asks("H-B-46")
def fifteen_years(facts: Facts) -> Facts:
    counted = []
    for each in facts["cases"]:
        member = pensioner(each["registered"], each["months_paid"])
        found = kj.benefits.pension([member], day(each["event_date"]), "disability")
        counted.append(found.pension is not None)
    return {"fifteen_years_counted": counted}


@asks("H-B-47")
def widow(facts: Facts) -> Facts:
    on = day(facts["date"])
    found = kj.entitle(
        kj.Death(on, work_related=False),
        pensioner(facts["registered"], 86),
        family=kj.Family(spouses=1, children=1),
    )
    (hers,) = found.monthly
    answer = kj.benefits.pension([pensioner(facts["registered"], 86)], on, "spouse").pension
    assert answer is not None
    return {
        "child_at_the_same_time": 0 if hers.recipient is kj.benefits.Recipient.HEIRS else 1,
        "right_from": hers.first_month.first_day.isoformat(),
        "minimum": answer.minimum,
        "minimum_binds": answer.amount == answer.minimum,
    }


@asks("H-B-48")
def after_the_widow(facts: Facts) -> Facts:
    (born,) = [day(each["birth_date"]) for each in facts["children"]]
    found = kj.entitle(
        kj.SpousePensionEnd(day(facts["date"])),
        pensioner("2016-01-01", 86),
        children=kj.Child(birth_date=born, married=False, work="none"),
        pension_in_payment=facts["widow_pension"],
    )
    (child,) = found.monthly
    assert child.last_month is not None
    return {
        "child_monthly": child.amount,
        "right_from": child.first_month.first_day.isoformat(),
        "ends_on": child.last_month.first_day.isoformat(),
        "ends_at_age": child.last_month.year - born.year,
    }


@asks("H-B-49")
def parents(facts: Facts) -> Facts:
    rows = []
    law = kj.LAW.with_reading("jp-any-child-bars-parent")
    for each in facts["families"]:
        given = [kj.Child(birth_date=day(child["birth_date"])) for child in each["children"]]
        found = kj.entitle(
            kj.Death(day(facts["date"]), work_related=False),
            pensioner(facts["registered"], 100, wage=3_000_000),
            family=kj.Family(spouses=0, children=len(given), parents=each["parents"]),
            children=given,
            law=law,
        )
        begins = [str(month.first_month.first_day) for month in found.monthly]
        rows.append(
            {
                "parent_monthly": sum(month.amount for month in found.monthly),
                "child_monthly": 0,
                "right_from": begins[0] if begins else "",
                "parents_paid": len(found.monthly),
            }
        )
    return in_lists(rows)


@asks("H-B-50")
def too_few_months(facts: Facts) -> Facts:
    enrolment = kj.PUEnrolment(
        wage=5_000_000, programs={kj.JP}, birth_date=day(facts["birth_date"])
    )
    member = paid(enrolment, dt.date(2026, 1, 15), facts["months_paid"])
    found = kj.entitle(kj.PensionAge(dt.date(2026, 1, 15)), member, jp_rates=kj.percent(0))
    (line,) = [line for line in found.lines if line.program is kj.JP]
    payable_on: Any = line.label.figures["day"]
    return {
        "monthly_pension": sum(each.amount for each in found.monthly),
        "pension_age": kj.benefits.pension_date(day(facts["birth_date"])).age,
        "payable_on": payable_on.isoformat(),
    }


@asks("H-B-51")
def indexed(facts: Facts) -> Facts:
    member = pensioner("2019-06-01", 60)
    drawn = kj.benefits.pension([member], dt.date(2024, 5, 20), "disability").pension
    assert drawn is not None
    given = attrs.evolve(drawn, amount=facts["first_year_monthly"])
    assert given.first_month == kj.Month.parse(facts["since"][:7])
    return {
        "second_year": given.in_month(kj.Month(2025, 6)),
        "third_year": given.in_month(kj.Month(2026, 6)),
    }


@asks("H-B-59")
def employer_behind_with_jkp(facts: Facts) -> Facts:
    on, rows = day("2025-08-15"), []
    for each in facts["cases"]:
        found = dismissed(
            on,
            before(on, 24),
            facts["wage"],
            months_behind=each["months_in_arrears"],
            employer_closed=each["bankrupt"],
        )
        said = {remark.code for remark in found.remarks}
        first = "employer" if "jkp-employer-first" in said else "agency"
        rows.append((jkp(found), first))
    totals = {total for total, _ in rows}
    assert len(totals) == 1
    total = totals.pop()
    return {"total": total, "monthly": total // 6, "payer_first": [first for _, first in rows]}


@asks("H-B-53", "H-B-54")
def cash(facts: Facts) -> Facts:
    rows = []
    for each in facts["cases"]:
        begins = each.get("paid_months", [each.get("date", facts.get("date"))])[0]
        found = kj.benefits.jkp_cash(each["wage"], day(begins))
        amounts = [month.amount for month in found.months]
        still = len(each["still_open"]) if "still_open" in each else len(amounts)
        rows.append(
            {
                "total": found.total,
                "month_1_to_3": amounts[0],
                "month_4_to_6": amounts[3],
                "monthly": amounts[-1],
                "months": still,
            }
        )
    return in_lists(rows)


def dismissed(on: dt.date, months: list[kj.Month], wage: int, **facts: Any) -> kj.Entitlement:
    member = kj.Participation(
        kj.PUEnrolment(wage=wage, risk_class=1, programs=set(kj.Program)),
        joined=months[0].first_day,
        payments=[kj.Payment(month, month.first_day) for month in months],
        ended=on,
    )
    event = kj.Dismissal(on, citizen=True, in_jkn=True, willing=True, proven=True, **facts)
    return kj.entitle(event, member, jht_balance=1)


def jkp(found: kj.Entitlement) -> int:
    """The cash of all months."""
    return found.of(kj.JKP) + sum(
        each.amount * (each.last_month - each.first_month + 1)
        for each in found.monthly
        if each.program is kj.JKP and each.last_month is not None
    )


def before(on: dt.date, number: int) -> list[kj.Month]:
    """So many months before that of a day."""
    return [kj.Month.of(on) - back for back in range(number, 0, -1)]


@asks("H-B-55", "H-B-56")
def in_a_row(facts: Facts) -> Facts:
    rows = []
    for each in facts.get("cases", [facts]):
        on, months = day(each["date"]), [kj.Month.parse(text) for text in each["paid"]]
        found = dismissed(on, months, facts["wage"])
        total = jkp(found)
        rows.append({"entitled": total > 0, "total": total, "monthly": total // 6})
        event = kj.Dismissal(on)
        (member,) = found.case.participations
        rows[-1]["months_counted"] = kj.benefits.jkp_eligibility(event, [member]).months
    return in_lists(rows) if "cases" in facts else rows[0]


@asks("H-B-57")
def no_cash(facts: Facts) -> Facts:
    on, amounts = day(facts["date"]), []
    for each in facts["cases"]:
        months = before(on, each["months_paid_in_24"])
        if each["event"] in ("dismissal", "fixed term ended early by the employer"):
            later = on + dt.timedelta(days=90) if "early" in each["event"] else None
            found = dismissed(on, months, facts["wage"], fixed_term_until=later)
        else:
            kinds: dict[str, Callable[[dt.date], kj.Event]] = {
                "resignation": kj.Resignation,
                "fixed term ended on its day": kj.ContractEnd,
                "pension": lambda on: kj.PensionAge(on, agreed=True),
            }
            enrolment = kj.PUEnrolment(
                wage=4_000_000,
                risk_class=1,
                programs=set(kj.Program),
                birth_date=dt.date(1966, 1, 1),
            )
            member = paid(enrolment, on, 24, on)
            event = kinds[each["event"]](on)
            rate = kj.percent(5)
            found = kj.entitle(event, member, jht_balance=1, jp_rates=rate, inflation=rate)
        amounts.append(jkp(found) // 6)
    return {"entitled": [amount > 0 for amount in amounts], "monthly": amounts}


@asks("H-B-58")
def claimed_late(facts: Facts) -> Facts:
    right = []
    for each in facts["cases"]:
        on = day(each["date"])
        new = day(each["new_job"]) if "new_job" in each else None
        member = dismissed(on, before(on, 24), 4_000_000).case.participations
        event = kj.Dismissal(on, new_job_on=new)
        found = kj.benefits.jkp_eligibility(event, member, claimed_on=day(each["claim"]))
        right.append(found.eligible)
    return {"right": right}


@asks("H-B-52")
def pension_paid_late(facts: Facts) -> Facts:
    due, paid_on = day(facts["due"]), day(facts["paid_on"])
    month = kj.Month.of(due)
    assert kj.benefits.payment_deadline(kj.JP, month=month).day == due
    assert kj.benefits.pension_confirmation(day(facts["last_confirmation"]), due).status == "paid"
    second = facts["second_case"]
    found = kj.benefits.pension_confirmation(day(second["last_confirmation"]), day(second["date"]))
    assert found.why.code == "jp-pension-suspended"
    return {
        "fine": kj.benefits.late_compensation(
            kj.JP, facts["monthly"], month=month, paid_on=paid_on
        ),
        "second_case_paid": found.status is kj.benefits.ConfirmationStatus.PAID,
    }


@asks("H-B-60")
def once_more_or_never_enrolled(facts: Facts) -> Facts:
    rows = []
    for each in facts["cases"]:
        on, payer = day(each["date"]), "none"
        if "months_paid_since" in each:
            months = before(on, each["months_paid_since"])
            earlier = kj.Month.parse(facts["first_benefit"]).first_day
            found = dismissed(on, months, facts["wage"], earlier_claims=[earlier])
            total = jkp(found)
            payer = "agency (BPJS Ketenagakerjaan)" if total else payer
        else:
            work = kj.PUEnrolment(
                wage=facts["wage"], risk_class=1, programs=set(kj.Program), scale=each["scale"]
            )
            since = kj.Participation(work, joined=dt.date(2023, 8, 1), ended=on)
            event = kj.Dismissal(on, citizen=True, in_jkn=True, willing=True, proven=True)
            as_owed = kj.entitle(event, since.paid_in_time(on), jht_balance=1)
            owed = kj.benefits.employer_liability(as_owed)
            total = sum(line.employer for line in owed.lines if line.program is kj.JKP)
            training = "liability-training" in [note.code for note in owed.statement().remarks]
            payer = "employer, in one sum, with training" if training else payer
        rows.append({"entitled": total > 0, "total": total, "payer": payer})
    return in_lists(rows)


def asked_of(case: Facts) -> Facts:
    """The figures of a case that the library is asked for: the articles' where the case errs."""
    expected = {**case["expected"], **case.get("settled", {}).get("expected", {})}
    left_out = case.get("not_asked", {})
    return {key: value for key, value in expected.items() if key not in left_out}


def in_words(key: str) -> bool:
    return key.endswith(("reason", "reasons"))


@pytest.mark.parametrize(
    "case", [each for each in CASES if each["id"] in ASKED], ids=lambda case: case["id"]
)
def test_the_library_gives_what_was_derived_from_the_articles(case: Facts) -> None:
    found = ASKED[case["id"]]({**case["facts"], "id": case["id"]})
    wanted = {key: value for key, value in asked_of(case).items() if not in_words(key)}

    assert {key: found.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_is_not_asked_has_its_reason(case: Facts) -> None:
    assert case["articles"]
    assert case["arithmetic"]
    left_out = case.get("not_asked", {})
    assert left_out.keys() <= case["expected"].keys()
    assert all(left_out.values())
    asked = {key for key in asked_of(case) if not in_words(key)}
    assert bool(asked) == (case["id"] in ASKED)
    if "settled" in case:
        assert case["settled"]["why"]
        assert case["settled"].get("expected", {}).keys() <= case["expected"].keys()
