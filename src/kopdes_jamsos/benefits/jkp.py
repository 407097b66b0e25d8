"""JKP: who has a right to it after losing a job, and what has to be shown.

PP 37/2021, as changed by PP 6/2025 on 7 February 2025: Pasal 4 (members), Pasal 19 (months paid),
Pasal 20 (causes that do not count, contracts for a term), Pasal 35 (three times, five years
apart), Pasal 37 (workers who were not enrolled), Pasal 39 and 39A (arrears, bankrupt or closed
employers) and Pasal 40 (lapse). The cash is `benefits.jkp_cash`, the share of the fund
`contributions.funds`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import attrs
from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement
from kopdes_jamsos.benefits.account import check_participations
from kopdes_jamsos.benefits.conditions import birth_date_of, refused
from kopdes_jamsos.benefits.entitlement import (
    BenefitRefusal,
    Case,
    Deadline,
    MonthlyBenefit,
    Part,
    Proof,
    Recipient,
)
from kopdes_jamsos.benefits.events import Event
from kopdes_jamsos.benefits.jkp_months import JkpCash, JkpMonth, jkp_cash
from kopdes_jamsos.benefits.leaving import Dismissal
from kopdes_jamsos.benefits.pension_age import pension_date
from kopdes_jamsos.benefits.standing import not_enrolled
from kopdes_jamsos.coverage.conditions import Condition
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.enrolment import PUEnrolment
from kopdes_jamsos.errors import InvalidFactError, MissingFactError
from kopdes_jamsos.law import LAW, Citation, DatedValue, Evidence, LawBook
from kopdes_jamsos.law.ages import jkp_entry
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import Month, age_on, check_date, months_after
from kopdes_jamsos.programs import BusinessScale, Payer, Program

_EXCLUDED = ("PP 37/2021", "Pasal 20 ayat (1) dan ayat (2)")


@frozen(kw_only=True)
class JkpEligibility(Explained, Grounded):
    """Whether somebody has a right to JKP, with every reason.

    Attributes:
        event: How the work ended.
        claimed_on: Day of the claim, given or taken.
        deadline: Last day of the claim.
        months: Months paid within the window.
        conditions: All conditions that were looked at.
        pays_first: The employer where he has to pay before the agency; else None.
        participation: The membership that ended; None where there was none in JKP.
        law: The book of law that was used.

    Examples:
        >>> worker = kj.PUEnrolment(
        ...     wage=5_000_000, risk_class=1, programs={kj.JKK, kj.JKM, kj.JHT, kj.JKP}
        ... )
        >>> paid = kj.Participation.paid_through(worker, since=kj.Month(2024, 3), months=18)
        >>> found = kj.benefits.jkp_eligibility(kj.Dismissal(dt.date(2025, 9, 3)), [paid])
        >>> found.eligible, found.months
        (True, 18)
    """

    event: Event
    claimed_on: dt.date
    deadline: dt.date
    months: int
    conditions: tuple[Condition, ...]
    pays_first: Payer | None
    participation: Participation | None = field(repr=False)
    law: LawBook = field(repr=False)

    @property
    def eligible(self) -> bool:
        """Whether no condition failed."""
        return not self.reasons

    @property
    def reasons(self) -> tuple[Condition, ...]:
        """The conditions that are not met: every one of them."""
        return tuple(condition for condition in self.conditions if condition.met is False)

    @property
    def basis(self) -> Basis:
        """What its conditions rest on."""
        return Basis.sum(self.conditions)

    def statement(self) -> Statement:
        """The conditions, ready to be worded; the row counts the paid months.

        Examples:
            >>> found = kj.benefits.jkp_eligibility(kj.Resignation(dt.date(2025, 9, 3)), [])
            >>> found.statement().title.code
            'jkp-not-eligible'
        """
        return Statement(
            title=Note.of("jkp-eligible" if self.eligible else "jkp-not-eligible"),
            rows=(
                Row(
                    head=Program.JKP,
                    label=Note.of("jkp-months-counted", months=self.months),
                    amount=None,
                ),
            ),
            totals=(),
            remarks=tuple(condition.why for condition in self.reasons),
            basis=self.basis,
        )


def jkp_eligibility(
    event: Event,
    participations: Sequence[Participation],
    *,
    claimed_on: dt.date | None = None,
    law: LawBook = LAW,
) -> JkpEligibility:
    """Whether the end of work gives a right to JKP; every condition is looked at.

    The law of the day of the claim decides, but a right that had lapsed stays lapsed.

    Args:
        event: How the work ended; only a Dismissal can give the right.
        participations: Memberships of the person; months add up across employers.
        claimed_on: Day of the claim; None: on the day of the dismissal, and the result says so.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no event, or a claim before the dismissal.
        MissingFactError: code `missing-fact`: which of several works was lost.
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`: before JKP began.

    Examples:
        >>> worker = kj.PUEnrolment(
        ...     wage=5_000_000, risk_class=1, programs={kj.JKK, kj.JKM, kj.JHT, kj.JKP}
        ... )
        >>> paid = kj.Participation.paid_through(worker, since=kj.Month(2024, 3), months=18)
        >>> left = kj.Dismissal(dt.date(2025, 9, 3))
        >>> late = kj.benefits.jkp_eligibility(left, [paid], claimed_on=dt.date(2026, 4, 1))
        >>> [condition.code for condition in late.reasons]
        ['jkp-claimed-late']
    """
    if not isinstance(event, Event):
        raise InvalidFactError(
            f"JKP follows an event; got a {type(event).__name__}.",
            remedy="Give a kj.Dismissal(…), or another event.",
        )
    own = check_participations(participations)
    check_book(law)
    claim = event.on if claimed_on is None else check_date(claimed_on, "The day of the claim")
    if claim < event.on:
        raise InvalidFactError(
            "The claim lies before the end of work.",
            value=claim,
            remedy="Correct one of the two days.",
        )
    members = [
        each for each in own if Program.JKP in each.enrolment.programs and each.joined <= event.on
    ]
    held = [each for each in members if each.ended is None or each.ended >= event.on]
    last = _lost(event, held) if held else max(members, key=lambda each: each.joined, default=None)
    before = Month.of(event.on) - 1
    law.value_on("jkp.months_needed", event.on)
    begun = law.series("jkp.months_needed").values[0].since
    paid = sorted(
        {
            month
            for each in members
            for month in each.paid_months(Program.JKP, before, begun, law=law)
        }
    )
    needed, window, row = (
        law.value_on(f"jkp.{name}", claim)
        for name in ("months_needed", "window", "months_in_a_row")
    )
    within = [month for month in paid if month > before - window.value]
    deadline, limit = _deadline(event.on, law)
    conditions = [
        *_cause(event),
        *_membership(event, last, members, law),
        *_still_member(event, held),
        Condition.of(
            "jkp-too-few-months",
            len(within) >= needed.value,
            [needed, window],
            months=len(within),
            needed=needed.value,
            window=window.value,
        ),
        *_in_a_row(paid, before, row),
        Condition.of(
            "jkp-claimed-late",
            claim <= deadline,
            limit,
            day=deadline,
            assumption="jkp-lapsed-stays"
            if len(limit) > 1
            else "jkp-claimed-at-once"
            if claimed_on is None
            else "",
        ),
        *_claims(event, claim, paid, own, law),
    ]
    if last is None:
        conditions = [each for each in conditions if each.code in ("jkp-cause", "jkp-not-enrolled")]
    return JkpEligibility(
        event=event,
        claimed_on=claim,
        deadline=deadline,
        months=len(within),
        conditions=tuple(conditions),
        pays_first=_pays_first(event, last, claim, law),
        participation=last,
        law=law,
    )


def _lost(event: Event, held: Sequence[Participation]) -> Participation:
    """The membership of the work that was lost, among those that go on to its last day."""
    ended = [each for each in held if each.ended == event.on]
    found = ended if len(ended) == 1 else held
    if len(found) > 1 and isinstance(event, Dismissal):
        raise MissingFactError(
            "Several participations hold JKP; which work was lost was not given.",
            value="ended",
            remedy="Give its last day as ended to the participation of the work that was lost.",
        )
    return found[0]


def _cause(event: Event) -> list[Condition]:
    cited = Basis(citations=(Citation(*_EXCLUDED),))
    if not isinstance(event, Dismissal):
        return [Condition(code="jkp-cause", met=False, why=Note.of("jkp-cause"), basis=cited)]
    if event.fixed_term_until is None:
        return []
    early = event.on < event.fixed_term_until
    why = Note.of("jkp-term-ended", day=event.fixed_term_until)
    return [Condition(code="jkp-term-ended", met=early, why=why, basis=cited)]


def _membership(
    event: Event, last: Participation | None, members: Sequence[Participation], law: LawBook
) -> list[Condition]:
    """Pasal 4: programmes, age at registration, and the facts that the caller may state."""
    programs = law.value_on("jkp.programs_needed", event.on)
    if last is None or not isinstance(last.enrolment, PUEnrolment):
        return [Condition.of("jkp-not-enrolled", False, [programs])]
    scale = last.enrolment.scale
    sets = [programs.value[scale]] if scale else list(programs.value.values())
    missing = sorted(frozenset.intersection(*sets) - last.enrolment.programs)
    found = [
        Condition.of(
            "jkp-programs-missing",
            False if missing else True if scale else None,
            [programs],
            assumption="" if missing or scale else "jkp-entitled",
            programs=missing or [Program.JKP],
        )
    ]
    born = birth_date_of(members)
    first = min(each.enrolment.registered_on or each.joined for each in members)
    entry, age = jkp_entry(law.series("jkp.registration_age"), first)
    young = age_on(born, entry) < age.value if born else None
    by_entry = born is not None and not young and age_on(born, first) < age.value
    found.append(
        Condition.of(
            "jkp-registered-late",
            young,
            [age],
            assumption="jkp-entry-age" if by_entry else "" if born else "jkp-entitled",
            age=age.value,
        )
    )
    if born:
        day = pension_date(born, law=law).day
        why = Note.of("jkp-past-working-age")
        cited = Basis(citations=(Citation("PP 37/2021", "Pasal 35 dan penjelasan"),))
        found.append(
            Condition(code="jkp-past-working-age", met=event.on < day, why=why, basis=cited)
        )
    for name, article in (
        ("citizen", "Pasal 4 ayat (2) huruf a"),
        ("in_jkn", "Pasal 4 ayat (3)"),
        ("willing", "Pasal 19 ayat (2)"),
        ("proven", "Pasal 20 ayat (3)"),
    ):
        stated = getattr(event, name, None)
        code = f"jkp-{name.replace('_', '-')}"
        found.append(
            Condition(
                code=code,
                met=stated,
                why=Note.of(code),
                basis=Basis.of(
                    citations=[Citation("PP 37/2021", article)],
                    assuming=["jkp-entitled"] if stated is None else [],
                ),
            )
        )
    return found


def _still_member(event: Event, held: Sequence[Participation]) -> list[Condition]:
    """Pasal 19 ayat (1): a participant loses his work; whoever had left before was none."""
    if held:
        return []
    why = Note.of("jkp-membership-ended", day=event.on)
    cited = Basis(citations=(Citation("PP 37/2021", "Pasal 19 ayat (1)"),))
    return [Condition(code="jkp-membership-ended", met=False, why=why, basis=cited)]


def _in_a_row(paid: Sequence[Month], before: Month, row: DatedValue) -> list[Condition]:
    if not row.value:
        return []
    months, count = set(paid), 0
    while before - count in months:
        count += 1
    return [
        Condition.of(
            "jkp-not-in-a-row",
            count >= row.value,
            [row],
            assumption="jkp-row-before",
            months=count,
            needed=row.value,
        )
    ]


def _deadline(left: dt.date, law: LawBook) -> tuple[dt.date, list[DatedValue]]:
    """Last day of the claim: a longer limit helps only those who had not lost the right yet."""
    limit = law.value_on("jkp.claim_months", left)
    used = [limit]
    deadline = months_after(left, limit.value)
    for value in law.series("jkp.claim_months").values:
        if left < value.begins <= deadline:
            used.append(value)
            deadline = months_after(left, value.value)
    return deadline, used


def _claims(
    event: Event,
    claim: dt.date,
    paid: Sequence[Month],
    own: Sequence[Participation],
    law: LawBook,
) -> list[Condition]:
    """Pasal 35 and 40: earlier claims, and a new job before the claim."""
    found = []
    earlier = sorted(getattr(event, "earlier_claims", ()))
    if earlier:
        most = law.value_on("jkp.claims_most", claim)
        years = law.value_on("jkp.years_between", claim)
        since = [month for month in paid if month > Month.of(earlier[-1])]
        found.append(
            Condition.of("jkp-claims-used", len(earlier) < most.value, [most], most=most.value)
        )
        found.append(
            Condition.of(
                "jkp-too-soon-again",
                len(since) >= 12 * years.value,
                [years],
                assumption="jkp-five-years",
                months=len(since),
                needed=12 * years.value,
            )
        )
    new_job_on = getattr(event, "new_job_on", None)
    if new_job_on is not None:
        cited = Basis(citations=(Citation("PP 37/2021", "Pasal 40 huruf b"),))
        why = Note.of("jkp-new-job", day=new_job_on)
        found.append(Condition(code="jkp-new-job", met=new_job_on > claim, why=why, basis=cited))
    return found


def _pays_first(
    event: Event, last: Participation | None, claim: dt.date, law: LawBook
) -> Payer | None:
    """Pasal 39 and 39A: the employer pays first where he is too far behind."""
    if last is None or not isinstance(event, Dismissal):
        return None
    behind = event.months_behind
    if behind is None:
        behind = last.cover(event.on, Program.JKP, law).months_behind
    allowed = law.value_on("jkp.arrears_paid", claim).value
    if event.employer_closed:
        # Before Pasal 39A a closed employer was like any other.
        values = law.series("jkp.arrears_closed").values
        allowed = max([allowed, *(value.value for value in values if value.begins <= claim)])
    return Payer.EMPLOYER if behind > allowed else None


def _not_enrolled(case: Case) -> BenefitRefusal:
    """Pasal 37: the employer owes the cash, unless a micro business; else JKP is not missed."""
    micro = all(
        getattr(each.enrolment, "scale", None) is BusinessScale.MICRO
        for each in case.participations
    )
    refusal = not_enrolled(case, Program.JKP)
    if isinstance(case.event, Dismissal) and not micro:
        return refusal
    why = Note.of("refused-not-enrolled", program=Program.JKP)
    return attrs.evolve(refusal, why=why, citations=())


def benefits(case: Case) -> Part:
    """What JKP gives for the end of work: cash every month, or every reason against it."""
    enrolled = any(Program.JKP in each.enrolment.programs for each in case.participations)
    if not enrolled:
        return Part(refusals=(_not_enrolled(case),))
    found = jkp_eligibility(
        case.event, case.participations, claimed_on=case.claimed_on, law=case.law
    )
    if not found.eligible or found.participation is None:
        return Part(refusals=tuple(refused(reason, Program.JKP) for reason in found.reasons))
    wage = found.participation.base(Month.of(case.event.on))
    new_job_on = getattr(case.event, "new_job_on", None)
    cash = jkp_cash(wage, found.claimed_on, new_job_on=new_job_on, law=case.law)
    remarks = [Note.of("jkp-not-cash")]
    if found.pays_first is not None:
        remarks.insert(0, Note.of("jkp-employer-first"))
    return Part(
        monthly=tuple(_monthly(found, cash)),
        proofs=_proofs(case, found.claimed_on),
        deadlines=(
            Deadline(
                program=Program.JKP,
                what=Note.of("jkp-claim-by", day=found.deadline),
                day=found.deadline,
                citations=(Citation("PP 37/2021", "Pasal 40 huruf a"),),
            ),
        ),
        remarks=tuple(remarks),
    )


def _monthly(found: JkpEligibility, cash: JkpCash) -> list[MonthlyBenefit]:
    """One entry for each run of months with the same amount."""
    runs: list[list[JkpMonth]] = []
    for month in cash.months:
        if runs and runs[-1][0].rate == month.rate and runs[-1][0].base == month.base:
            runs[-1].append(month)
        else:
            runs.append([month])
    assumptions = tuple(dict.fromkeys((*found.assumptions, *cash.assumptions)))
    employer_first = found.pays_first is not None
    return [
        MonthlyBenefit(
            program=Program.JKP,
            label=Note.of("jkp-cash-run", rate=run[0].rate, base=run[0].base, count=len(run)),
            amount=run[0].amount,
            first_month=Month.of(run[0].day),
            last_month=Month.of(run[-1].day),
            citations=tuple(
                dict.fromkeys(value.citation for month in run for value in month.values)
            ),
            evidence=Evidence.CONVENTION,
            notes=(Note.of("jkp-employer-first"),) if employer_first else (),
            assumptions=assumptions,
            recipient=Recipient.PARTICIPANT,
        )
        for run in runs
    ]


def _proofs(case: Case, claim: dt.date) -> tuple[Proof, ...]:
    """What has to be shown: the dismissal, and from the second month the search and training."""
    applications = case.law.value_on("jkp.applications", claim)
    attendance = case.law.value_on("jkp.attendance", claim)
    report = case.law.value_on("jkp.report_days", claim)
    asked = [
        (Note.of("jkp-proof-dismissal"), (Citation("PP 37/2021", "Pasal 20 ayat (3)"),)),
        (Note.of("jkp-proof-willing"), (Citation("PP 37/2021", "Pasal 19 ayat (2)"),)),
        (
            Note.of("jkp-proof-applications", count=applications.value),
            (applications.citation,),
        ),
        (Note.of("jkp-proof-attendance", share=attendance.value), (attendance.citation,)),
        (Note.of("jkp-proof-report", days=report.value), (report.citation,)),
    ]
    return tuple(
        Proof(program=Program.JKP, what=what, citations=citations) for what, citations in asked
    )
