"""Who has a right to JKP after losing a job: every condition, met or not.

PP 37/2021, as changed by PP 6/2025 on 7 February 2025: Pasal 4 (members), Pasal 19 (months paid),
Pasal 20 (causes that do not count, contracts for a term), Pasal 35 (three times, five years
apart), Pasal 39 and 39A (arrears, bankrupt or closed employers) and Pasal 40 (lapse).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table
from kopdes_jamsos.benefits.events import Event
from kopdes_jamsos.benefits.jkp_loss import Loss, read_loss
from kopdes_jamsos.benefits.leaving import Dismissal
from kopdes_jamsos.benefits.membership import birth_date_of
from kopdes_jamsos.benefits.pension_age import pension_date
from kopdes_jamsos.coverage.conditions import Condition, conditions_table
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.enrolment import PUEnrolment
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.ages import jkp_age, jkp_programs_missing
from kopdes_jamsos.months import DateLike, Month, months_after, months_in_a_row
from kopdes_jamsos.programs import Payer, Program


@frozen(kw_only=True)
class JkpEligibility(Grounded, Explained):
    """Whether somebody has a right to JKP, with every reason.

    Attributes:
        event: How the work ended.
        claimed_on: Day of the claim, given or taken.
        deadline: Last day of the claim.
        months: Months paid within the window.
        conditions: All conditions, met or not.
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

    def table(self) -> Table:
        """A row for each condition."""
        return conditions_table(self.conditions)

    def statement(self) -> Statement:
        """The conditions, ready to be worded; the row counts the paid months."""
        return Statement(
            title=Note.of("jkp-eligible" if self.eligible else "jkp-not-eligible"),
            rows=(Row(head=Program.JKP, label=Note.of("jkp-months-counted", months=self.months)),),
            remarks=tuple(condition.why for condition in self.reasons),
            basis=self.basis,
        )


def jkp_eligibility(
    event: Event,
    participations: Sequence[Participation],
    *,
    claimed_on: DateLike | None = None,
    law: LawBook = LAW,
) -> JkpEligibility:
    """Whether the end of work gives a right to JKP; every condition is answered.

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
    loss = read_loss(event, participations, claimed_on, law)
    deadline, limits = claim_deadline(event.on, law)
    conditions = [*_cause(loss), *_membership(loss)]
    if loss.last is not None:
        conditions += [
            *_still_member(loss),
            *_paid(loss),
            _in_time(loss, deadline, limits),
            *_claims(loss),
        ]
    return JkpEligibility(
        event=event,
        claimed_on=loss.claim,
        deadline=deadline,
        months=len(loss.within),
        conditions=tuple(conditions),
        pays_first=_pays_first(loss),
        participation=loss.last,
        law=law,
    )


def _cause(loss: Loss) -> list[Condition]:
    event, excluded = loss.event, loss.value("excluded_causes")
    if not isinstance(event, Dismissal):
        return [Condition.of("jkp-cause", False, [excluded])]
    if event.fixed_term_until is None or loss.last is None:
        return []
    early = event.on < event.fixed_term_until
    return [Condition.of("jkp-term-ended", early, [excluded], day=event.fixed_term_until)]


def _membership(loss: Loss) -> list[Condition]:
    """Pasal 4: programmes, age at registration, and the facts that the caller may state."""
    event, last, law = loss.event, loss.last, loss.law
    programs = law.value_on("jkp.programs_needed", event.on)
    if last is None or not isinstance(last.enrolment, PUEnrolment):
        return [Condition.of("jkp-not-enrolled", False, [programs])]
    scale = last.enrolment.scale
    missing = jkp_programs_missing(programs, scale, last.enrolment.programs)
    return [
        Condition.of(
            "jkp-programs-missing",
            False if missing else True if scale else None,
            [programs],
            assumption="" if missing or scale else "jkp-entitled",
            programs=missing or [Program.JKP],
        ),
        *_ages(loss),
        *(_stated(loss, *asked) for asked in _STATED),
    ]


def _ages(loss: Loss) -> list[Condition]:
    """Younger than the limit when registered, and not yet of pension age."""
    event, law = loss.event, loss.law
    born = birth_date_of(loss.members)
    first = min(each.enrolment.registered_on or each.joined for each in loss.members)
    entry = jkp_age(law, first, born)
    named = entry.assumptions if born else ("jkp-entitled",)
    found = [
        Condition.of(
            "jkp-registered-late",
            entry.met,
            [entry.limit],
            assumption=next(iter(named), ""),
            age=entry.limit.value,
        )
    ]
    if born:
        working = event.on < pension_date(born, law=law).day
        found.append(Condition.of("jkp-past-working-age", working, [loss.value("working_age")]))
    return found


# What the caller may state of a dismissal: the fact, its condition and the rule that asks for it.
_STATED = (
    ("citizen", "jkp-citizen", "jkp.citizens_only"),
    ("in_jkn", "jkp-in-jkn", "obligations.jkp_jkn"),
    ("willing", "jkp-willing", "jkp.willing_to_work"),
    ("proven", "jkp-proven", "jkp.dismissal_proof"),
)


def _stated(loss: Loss, fact: str, code: str, path: str) -> Condition:
    met = getattr(loss.event, fact, None)
    rule = loss.law.value_on(path, loss.claim)
    return Condition.of(code, met, [rule], assumption="jkp-entitled" if met is None else "")


def _still_member(loss: Loss) -> list[Condition]:
    """Pasal 19 ayat (1): a participant loses his work; whoever had left before was none."""
    if loss.held:
        return []
    rule = loss.value("members_only")
    return [Condition.of("jkp-membership-ended", False, [rule], day=loss.event.on)]


def _paid(loss: Loss) -> list[Condition]:
    """Months paid within the window, and for a time so many in a row."""
    needed, window, row = (
        loss.value(name) for name in ("months_needed", "window", "months_in_a_row")
    )
    found = [
        Condition.of(
            "jkp-too-few-months",
            len(loss.within) >= needed.value,
            [needed, window],
            assumption=loss.reading,
            months=len(loss.within),
            needed=needed.value,
            window=window.value,
        )
    ]
    if row.value:
        count = months_in_a_row(frozenset(loss.paid), loss.before)
        found.append(
            Condition.of(
                "jkp-not-in-a-row",
                count >= row.value,
                [row],
                assumption="jkp-row-before",
                months=count,
                needed=row.value,
            )
        )
    return found


def _in_time(loss: Loss, deadline: dt.date, limits: Sequence[DatedValue]) -> Condition:
    assumption = "" if loss.claim_given else "jkp-claimed-at-once"
    return Condition.of(
        "jkp-claimed-late",
        loss.claim <= deadline,
        limits,
        day=deadline,
        assumption="jkp-lapsed-stays" if len(limits) > 1 else assumption,
    )


def claim_deadline(left: dt.date, law: LawBook) -> tuple[dt.date, list[DatedValue]]:
    """Last day of the claim: a longer limit helps only those who had not lost the right yet."""
    limit = law.value_on("jkp.claim_months", left)
    used = [limit]
    deadline = months_after(left, limit.value)
    for value in law.series("jkp.claim_months").values:
        if left < value.begins <= deadline:
            used.append(value)
            deadline = months_after(left, value.value)
    return deadline, used


def _claims(loss: Loss) -> list[Condition]:
    """Pasal 35 and 40: earlier claims, and a new job before the claim."""
    found = []
    earlier = sorted(getattr(loss.event, "earlier_claims", ()))
    if earlier:
        most, years = loss.value("claims_most"), loss.value("years_between")
        since = [month for month in loss.paid if month > Month.of(earlier[-1])]
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
    new_job_on = getattr(loss.event, "new_job_on", None)
    if new_job_on is not None:
        rule, later = loss.value("ended_by_new_job"), new_job_on > loss.claim
        found.append(Condition.of("jkp-new-job", later, [rule], day=new_job_on))
    return found


def _pays_first(loss: Loss) -> Payer | None:
    """Pasal 39 and 39A: the employer pays first where he is too far behind."""
    event, last = loss.event, loss.last
    if last is None or not isinstance(event, Dismissal):
        return None
    behind = event.months_behind
    if behind is None:
        behind = last.cover(event.on, Program.JKP, law=loss.law).months_behind
    allowed = loss.value("arrears_paid").value
    if event.employer_closed:
        # Before Pasal 39A a closed employer was like any other.
        values = loss.law.series("jkp.arrears_closed").values
        allowed = max([allowed, *(value.value for value in values if value.begins <= loss.claim)])
    return Payer.EMPLOYER if behind > allowed else None
