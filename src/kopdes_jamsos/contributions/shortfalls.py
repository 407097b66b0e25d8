"""Contributions for work that was not declared, declared too late or on too low a wage.

PP 44/2015 Pasal 8 ayat (2) and Pasal 10 ayat (4), PP 46/2015 Pasal 9 ayat (2) and Pasal 11 ayat
(4), PP 45/2015 Pasal 5 ayat (5) and Pasal 11 ayat (2): the employer owes the contributions of his
workers, from the beginning of the work where somebody comes from another employer (convention
`contributions-from-work`). The fine is that of late contributions, on what is missing (convention
`fine-on-shortfall`).
"""

from __future__ import annotations

import datetime as dt

from attrs import evolve

from kopdes_jamsos._checks import check_kind
from kopdes_jamsos.basis import Basis
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.contributions.debts import Arrears, ArrearsLine, arrears, assess_part
from kopdes_jamsos.contributions.fines import LateLine, late_lines
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.coverage.pricing import first_known
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import DateLike, Month, as_date, check_span
from kopdes_jamsos.programs import Program, Segment


def undeclared(
    work: Participation,
    declared: Participation | None = None,
    *,
    on: DateLike,
    law: LawBook = LAW,
) -> Arrears:
    """What an employer owes on a day for a worker: what he did not declare or did not pay.

    Args:
        work: The work as it was: programmes that were owed, true wages, first and last day. Its
            payments do not matter.
        declared: What was declared of it, with its payments; None: the worker was never enrolled.
        on: The day; the fines are those of a payment on it.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no participations of a wage earner.
        InvalidDateError: code `invalid-date`.
        MissingFactError: code `missing-fact`: a fact that decides a month was not given.
        BeforeDataError: code `before-data`: the day lies before July 2015.
        NotAnnouncedError: code `not-announced`.
        MissingPackageError: code `missing-package`.

    Examples:
        >>> work = kj.Participation(worker, joined=dt.date(2025, 6, 1))
        >>> kj.contributions.undeclared(work, on=dt.date(2025, 8, 20)).contribution
        900000
        >>> low = kj.PUEnrolment(wage=4_000_000, programs=worker.programs, risk_class=2)
        >>> paid = kj.Participation.paid_through(low, since=kj.Month(2025, 6), months=3)
        >>> kj.contributions.undeclared(work, paid, on=dt.date(2025, 8, 20)).contribution
        180000
    """
    check_wage_earner(work, "work")
    if declared is not None:
        check_wage_earner(declared, "declared")
    on = as_date(on, "on")
    check_book(law)
    known = None if declared is None else arrears([declared], on, law=law)
    lines = [] if known is None else list(known.lines)
    month = max(Month.of(work.joined), first_known(Program.JKK, law))
    last = Month.of(min(on, work.ended or on))
    check_span(month, last)
    while month <= last:
        lines += [
            ArrearsLine(payer=work.payer, paid_on=None, late=late)
            for late in _missing(work, declared, month, on, law)
            if late.months_late
        ]
        month += 1
    lines.sort(key=lambda line: line.late.month)
    return Arrears(on=on, lines=tuple(lines), law=law)


def check_wage_earner(value: object, name: str) -> Participation:
    """The value, if it is a participation of a wage earner.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    part = check_kind(value, Participation, name)
    if part.enrolment.segment is not Segment.PU:
        raise InvalidFactError(
            "Only the employer of a wage earner owes what he did not declare.",
            value=part.enrolment.segment,
            remedy="Give participations of a PUEnrolment.",
        )
    return part


def _missing(
    work: Participation, declared: Participation | None, month: Month, on: dt.date, law: LawBook
) -> list[LateLine]:
    """What is missing for a month beside what was declared for it, programme by programme."""
    owed = assess_part(work, month, work.enrolment.programs, law, on)
    if owed is None:
        return []
    known = _declared(declared, month, on, law)
    said = {(line.program, line.payer): line for line in known.lines} if known else {}
    lines = []
    for line in owed.lines:
        other = said.get((line.program, line.payer))
        if other is None:
            lines.append(line)
        elif other.amount < line.amount:
            lines.append(
                evolve(
                    line,
                    base=max(line.base - other.base, 0),
                    full=line.full - other.full,
                    amount=line.amount - other.amount,
                    basis=Basis.sum((line, other)),
                )
            )
    late = late_lines([evolve(owed, lines=tuple(lines))], month, law, paid_on=on)
    programs = {program for program, _ in said}
    return [evolve(each, basis=_basis(each, each.program in programs, law)) for each in late]


def _declared(
    part: Participation | None, month: Month, on: dt.date, law: LawBook
) -> Assessment | None:
    """What was declared for a month; None outside the membership."""
    if part is None or month < Month.of(part.joined):
        return None
    if part.ended is not None and month > Month.of(part.ended):
        return None
    return assess_part(part, month, part.enrolment.programs, law, on)


def _basis(late: LateLine, declared: bool, law: LawBook) -> Basis:
    if declared:
        return late.basis.assuming("fine-on-shortfall")
    rule = law.value(f"{late.program.lower()}.owed_from_work", late.month)
    return Basis.sum((late, Basis.of(rule, assuming=["contributions-from-work"])))
