"""What an employer owes himself for a worker he did not enrol, or not as the law asks.

PP 44/2015 Pasal 8, 10, 27, 32 and 35 (JKK and JKM), PP 46/2015 Pasal 9, 12, 24 and 28 (JHT),
PP 45/2015 Pasal 6 (JP) and PP 37/2021 Pasal 23 and 37 (JKP): the benefit, or what is missing of it,
beside what the agency pays. An employer too far in arrears pays first and has it back from the
agency (PP 44/2015 Pasal 38 and 41, PP 37/2021 Pasal 39). The benefits are those of `entitle`, once
for the work as it was and once for what was declared; the contributions are those of
`contributions.undeclared`. Of a JP pension that is too low because of the wage no article speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from attrs import evolve, field, frozen

from kopdes_jamsos._checks import check_kind
from kopdes_jamsos.basis import (
    NO_BASIS,
    Basis,
    Explained,
    Grounded,
    Note,
    Origin,
    Row,
    Statement,
    Table,
    Worded,
)
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.benefits.cases import Case, rules_on
from kopdes_jamsos.benefits.entitlement import Entitlement
from kopdes_jamsos.benefits.kinds import BenefitKind, Recipient
from kopdes_jamsos.benefits.lines import BenefitLine, BenefitRefusal, MonthlyBenefit
from kopdes_jamsos.contributions.debts import Arrears
from kopdes_jamsos.contributions.shortfalls import check_wage_earner, undeclared
from kopdes_jamsos.coverage.duties import obligations
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.errors import InvalidFactError, MissingFactError
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import DateLike, Month
from kopdes_jamsos.programs import BusinessScale, Choice, Program


class Breach(Choice):
    """What an employer did not do for a worker in a programme.

    NOT_ENROLLED: not enrolled when it happened. NOT_PAID: enrolled, and no contribution was paid.
    TOO_LOW: a wage below the true one. TOO_LATE: enrolled after the work began. IN_ARREARS: more
    months behind than are covered.

    Examples:
        >>> kj.benefits.Breach("too-low")
        <Breach.TOO_LOW: 'too-low'>
    """

    NOT_ENROLLED = "not-enrolled"
    NOT_PAID = "not-paid"
    TOO_LOW = "too-low"
    TOO_LATE = "too-late"
    IN_ARREARS = "in-arrears"


# The rule of each breach, in the file of the programme, and the convention beside it.
_RULES = {
    Breach.NOT_ENROLLED: ("owed_by_employer", ""),
    Breach.NOT_PAID: ("owed_until_paid", ""),
    Breach.TOO_LOW: ("shortfall_by_employer", ""),
    Breach.TOO_LATE: ("owed_by_employer", "late-enrolment"),
}


@frozen(kw_only=True)
class LiabilityLine(Grounded):
    """One amount of a benefit, and who owes which part of it.

    Attributes:
        program: Programme.
        kind: What it is.
        label: What it is, to be worded.
        due: What is due to the worker or the heirs, in rupiah.
        agency: What the agency pays of it.
        advanced: What the employer pays first and has back after settling his arrears.
        employer: What the employer owes himself.
        breaches: Why the employer owes it.
        recipient: Who receives it.
        basis: What it rests on.

    Examples:
        >>> work = kj.Participation(worker, joined=dt.date(2024, 1, 1))
        >>> owed = kj.entitle(death, work.paid_in_time(death.on))
        >>> line = kj.benefits.employer_liability(owed).lines[0]
        >>> line.due, line.agency, line.employer, str(line.citations[-1])
        (20000000, 0, 20000000, 'PP 44/2015 Pasal 35 ayat (1)')
    """

    program: Program
    kind: BenefitKind
    label: Note = field(repr=False)
    due: Rupiah = field(repr=False)
    agency: Rupiah = field(repr=False)
    advanced: Rupiah = field(default=0, repr=False)
    employer: Rupiah = field(default=0, repr=False)
    breaches: tuple[Breach, ...] = ()
    recipient: Recipient | None = None
    basis: Basis = NO_BASIS


@frozen(kw_only=True)
class EmployerLiability(Grounded, Explained):
    """Who owes which rupiah after an event, where an employer did not declare all there was.

    Attributes:
        as_owed: What the event gives for the work as it was.
        as_declared: What it gives for what was declared; None where nothing was.
        lines: Sums, each with the part of the agency and of the employer.
        monthly: Pensions, in rupiah a month, in the same way.
        refusals: What the employer does not owe, or what no article speaks of.
        contributions: What he owes the agency for the work, with fines.
        origin: The document that it was read from, or None where it was computed.

    Examples:
        >>> work = kj.Participation(worker, joined=dt.date(2024, 1, 1))
        >>> found = kj.benefits.employer_liability(kj.entitle(death, work.paid_in_time(death.on)))
        >>> found.to_worker, found.agency, found.advanced
        (42000000, 0, 0)
    """

    as_owed: Entitlement = field(repr=False)
    as_declared: Entitlement | None = field(default=None, repr=False)
    lines: tuple[LiabilityLine, ...] = field(repr=False)
    monthly: tuple[LiabilityLine, ...] = field(default=(), repr=False)
    refusals: tuple[BenefitRefusal, ...] = field(default=(), repr=False)
    contributions: Arrears = field(repr=False)
    origin: Origin | None = field(default=None, eq=False, repr=False)

    @property
    def to_worker(self) -> Rupiah:
        """Sums that the employer owes the worker or the heirs himself, in rupiah."""
        return sum(line.employer for line in self.lines)

    @property
    def advanced(self) -> Rupiah:
        """Sums that the employer pays first and has back from the agency, in rupiah."""
        return sum(line.advanced for line in self.lines)

    @property
    def agency(self) -> Rupiah:
        """Sums that the agency pays, in rupiah."""
        return sum(line.agency for line in self.lines)

    @property
    def to_agency(self) -> Rupiah:
        """Contributions and fines that the employer owes the agency, in rupiah."""
        return self.contributions.total

    @property
    def basis(self) -> Basis:
        """What the parts of the employer and his contributions rest on."""
        return Basis.sum((*self.lines, *self.monthly, *self.refusals, self.contributions))

    def table(self) -> Table:
        """A row for each sum, then for each pension, which is in no total."""
        return Table.of(
            "liability",
            {
                "program": Program,
                "kind": Worded,
                "each_month": bool,
                "due_amount": int,
                "agency": int,
                "advanced": int,
                "employer": int,
                "recipient": Recipient | None,
                "article": Citation,
            },
            (*self.lines, *self.monthly),
            kind=lambda line: Worded(line.kind, line.label),
            each_month=lambda line: any(line is each for each in self.monthly),
            due_amount="due",
            article="citations",
        )

    def statement(self) -> Statement:
        """The result as data, ready to be worded."""
        event = self.as_owed.case.event
        rows = [_row(line) for line in self.lines]
        rows += [_row(line, Note.of("monthly")) for line in self.monthly]
        totals = [("liability-to-worker", self.to_worker)]
        totals += [("liability-first", self.advanced)] if self.advanced else []
        totals += [
            ("liability-agency", self.agency),
            ("contributions", self.contributions.contribution),
            ("fines", self.contributions.fine),
        ]
        remarks = [refusal.why for refusal in self.refusals]
        own = {line.program for line in (*self.lines, *self.monthly) if line.employer}
        if Program.JHT in own:
            remarks.append(Note.of("liability-savings"))
        if Program.JKP in own:
            remarks.append(Note.of("liability-training"))
        return Statement(
            title=Note.of("liability", day=event.on, until=self.contributions.on),
            rows=tuple(rows),
            totals=tuple(Row(label=Note.of(code), amount=amount) for code, amount in totals),
            remarks=tuple(remarks),
            basis=self.basis,
        )


def _row(line: LiabilityLine, *more: Note) -> Row:
    details = [Note.of("liability-parts", due=line.due, agency=line.agency)]
    if line.advanced:
        details.append(Note.of("liability-first-part", first=line.advanced))
    return Row(
        head=line.program,
        label=line.label,
        amount=line.employer,
        citations=line.citations,
        details=(*more, *details, *[Note.of(f"breach-{breach}") for breach in line.breaches]),
    )


def employer_liability(
    as_owed: Entitlement, as_declared: Entitlement | None = None, *, on: DateLike | None = None
) -> EmployerLiability:
    """Who owes which rupiah after an event, where an employer did not declare all there was.

    Give what `entitle` says for the work as it was, with all programmes that were owed and the true
    wage (`Participation.paid_in_time`), and what it says for what was declared, if anything was.

    Args:
        as_owed: What the event gives for the work as it was.
        as_declared: What it gives for what was declared; None: the worker was never enrolled.
        on: Day up to which contributions and fines are counted; None for the day of the event.

    Raises:
        InvalidFactError: code `invalid-fact`: no entitlements of one event and one employer, or no
            wage earner.
        InvalidDateError: code `invalid-date`.
        MissingFactError: code `missing-fact`: the scale decides whether a JKP cash is owed.
        NotAnnouncedError: code `not-announced`: contributions of a month.

    Examples:
        >>> true = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JKM}, risk_class=2)
        >>> low = kj.PUEnrolment(wage=4_000_000, programs={kj.JKK, kj.JKM}, risk_class=2)
        >>> work = kj.Participation(true, joined=dt.date(2024, 1, 1))
        >>> declared = kj.Participation.paid_through(low, since=kj.Month(2024, 1), months=18)
        >>> at_work = kj.Death(dt.date(2025, 6, 3), work_related=True)
        >>> found = kj.benefits.employer_liability(
        ...     kj.entitle(at_work, work.paid_in_time(at_work.on)), kj.entitle(at_work, declared)
        ... )
        >>> found.agency, found.to_worker  # 48 months of 4,000,000 and of the rest of the wage
        (214000000, 48000000)
    """
    work, known = _parties(as_owed, as_declared)
    reader = _Reader(work, known, as_owed.case, as_declared)
    sums = [reader.read(*pair) for pair in _pairs(_sums(as_owed), _sums(as_declared))]
    pensions = [reader.read(*pair) for pair in _pairs(_pensions(as_owed), _pensions(as_declared))]
    refused = [each for each in (*sums, *pensions) if isinstance(each, BenefitRefusal)]
    return EmployerLiability(
        as_owed=as_owed,
        as_declared=as_declared,
        lines=tuple(each for each in sums if isinstance(each, LiabilityLine)),
        monthly=tuple(each for each in pensions if isinstance(each, LiabilityLine)),
        refusals=tuple({each.why: each for each in refused}.values()),
        contributions=undeclared(
            work, known, on=as_owed.case.event.on if on is None else on, law=as_owed.case.law
        ),
    )


def _parties(
    as_owed: Entitlement, as_declared: Entitlement | None
) -> tuple[Participation, Participation | None]:
    """The work as it was, and what was declared of it: one participation each."""
    check_kind(as_owed, Entitlement, "as_owed", "Give what kj.entitle gave.")
    given = [as_owed]
    if as_declared is not None:
        given.append(check_kind(as_declared, Entitlement, "as_declared"))
    if any(len(each.case.participations) != 1 for each in given):
        raise InvalidFactError(
            "What one employer owes is asked of one participation.",
            remedy="Leave the participations with other employers out.",
        )
    facts = {(each.case.event, each.case.law) for each in given}
    if len(facts) > 1:
        raise InvalidFactError(
            "The two entitlements are of different events or books of law.",
            remedy="Give the same event and law to both.",
        )
    parts = [check_wage_earner(each.case.participations[0], "participation") for each in given]
    return parts[0], parts[1] if len(parts) > 1 else None


@frozen(kw_only=True)
class _Amount:
    """An amount of an entitlement, a sum or one of a month."""

    program: Program
    kind: BenefitKind
    label: Note
    amount: Rupiah
    recipient: Recipient | None
    first: bool
    basis: Basis


def _amount(found: BenefitLine | MonthlyBenefit) -> _Amount:
    return _Amount(
        program=found.program,
        kind=found.kind,
        label=found.label,
        amount=found.amount,
        recipient=found.recipient,
        first=found.pays_first is not None,
        basis=found.basis,
    )


def _sums(entitlement: Entitlement | None) -> list[_Amount]:
    """The sums of an entitlement; the months of JKP as one, since an employer owes them at once."""
    if entitlement is None:
        return []
    found = [_amount(line) for line in entitlement.lines]
    runs = [each for each in entitlement.monthly if each.program is Program.JKP]
    if runs:
        months = [(run.last_month or run.first_month) - run.first_month + 1 for run in runs]
        found.append(
            evolve(
                _amount(runs[0]),
                label=Note.of("liability-jkp-cash", count=sum(months)),
                amount=sum(run.amount * count for run, count in zip(runs, months, strict=True)),
                basis=Basis.sum(runs),
            )
        )
    return found


def _pensions(entitlement: Entitlement | None) -> list[_Amount]:
    monthly = entitlement.monthly if entitlement else ()
    return [_amount(each) for each in monthly if each.program is not Program.JKP]


def _pairs(
    due: Iterable[_Amount], agency: Iterable[_Amount]
) -> Iterator[tuple[_Amount | None, _Amount | None]]:
    """Amounts of one programme and kind side by side, in the order of what is due."""
    owed, paid = list(due), list(agency)
    for key in dict.fromkeys((each.program, each.kind) for each in (*owed, *paid)):
        yield from zip_longest(
            *[[each for each in side if (each.program, each.kind) == key] for side in (owed, paid)]
        )


class _Reader:
    """Reads who owes what of an amount."""

    def __init__(
        self,
        work: Participation,
        known: Participation | None,
        case: Case,
        declared: Entitlement | None,
    ) -> None:
        self.work = work
        self.known = known
        self.case = case
        self.declared = declared
        self.scale: BusinessScale | None = getattr(work.enrolment, "scale", None)

    def read(self, due: _Amount | None, agency: _Amount | None) -> LiabilityLine | BenefitRefusal:
        """The line of an amount, or why the employer does not owe what is missing of it."""
        found = due or agency
        assert found is not None  # a pair has one at least
        paid = agency.amount if agency else 0
        waits = agency is not None and agency.first
        line = LiabilityLine(
            program=found.program,
            kind=found.kind,
            label=found.label,
            due=found.amount,
            agency=0 if waits else min(paid, found.amount),
            advanced=min(paid, found.amount) if waits else 0,
            breaches=(Breach.IN_ARREARS,) if waits else (),
            recipient=found.recipient,
            basis=Basis.sum(each.basis for each in (due, agency) if each is not None),
        )
        missing = found.amount - paid
        return self._missing(line, missing) if missing > 0 else line

    def _missing(self, line: LiabilityLine, missing: Rupiah) -> LiabilityLine | BenefitRefusal:
        """The line with the part that the employer owes himself."""
        program = line.program
        refusal = self._not_owed(program)
        if refusal is not None:
            return refusal
        grounds = {each: self._rule(program, each) for each in self.breaches(program)}
        bases = [basis for basis in grounds.values() if basis is not None]
        if not bases:
            return self._open(program, missing)
        own = line.recipient is Recipient.EMPLOYER
        whole = program is Program.JHT and Breach.TOO_LOW not in grounds
        back = self.declared.lines if self.declared and line.kind is BenefitKind.PENSION else ()
        lump = any(each.kind is BenefitKind.LUMP_SUM for each in back)
        names = (
            "" if self.scale else "programs-owed-given",
            "liability-advanced" if own else "",
            "liability-savings-once" if program is Program.JHT else "",
            "liability-jht-whole" if whole else "",
            "liability-lump-sum" if lump else "",
        )
        return evolve(
            line,
            employer=missing,
            breaches=(*line.breaches, *[each for each, basis in grounds.items() if basis]),
            recipient=Recipient.PARTICIPANT if own else line.recipient,
            basis=Basis.sum((line, *bases)).assuming(*names),
        )

    def breaches(self, program: Program) -> tuple[Breach, ...]:
        """What the employer did not do for the worker in a programme."""
        known, event = self.known, self.case.event
        # The accident decides for JKK, and not the death that follows from it.
        accident = getattr(event, "accident", None) if program is Program.JKK else None
        on = (accident or event).on
        if known is None or program not in known.enrolment.programs or known.joined > on:
            return (Breach.NOT_ENROLLED,)
        month, last = Month.of(known.joined), Month.of(event.on)
        if not known.paid_months(program, last, paid_by=event.on, law=self.case.law):
            return (Breach.NOT_PAID,)
        found = []
        months = [month + number for number in range(last - month + 1)]
        if any(known.base(each) < self.work.base(each) for each in months):
            found.append(Breach.TOO_LOW)
        if known.joined > self.work.joined:
            found.append(Breach.TOO_LATE)
        return tuple(found)

    def _rule(self, program: Program, breach: Breach) -> Basis | None:
        """Where it stands that the employer owes the benefit for a breach; None where nowhere."""
        name, convention = _RULES[breach]
        path = f"{program.lower()}.{name}"
        if breach is Breach.NOT_PAID and path not in self.case.law.paths():
            path = f"{program.lower()}.owed_by_employer"
        if path not in self.case.law.paths():
            return None
        return Basis.of(*rules_on(self.case.law, path, self.case.event.on), assuming=[convention])

    def _open(self, program: Program, missing: Rupiah) -> BenefitRefusal:
        """What is missing and no breach explains: arrears that the agency collects, or nothing."""
        path = f"{program.lower()}.paid_after_arrears"
        if path in self.case.law.paths():
            rules = rules_on(self.case.law, path, self.case.event.on)
            return _refusal("liability-after-arrears", program, Basis.of(*rules), missing=missing)
        return _refusal("liability-no-article", program, missing=missing)

    def _not_owed(self, program: Program) -> BenefitRefusal | None:
        """Why the employer did not have to enrol the worker, or is exempt; None where he had to."""
        scale, on = self.scale, self.case.event.on
        path = f"{program.lower()}.owed_exempt"
        exempt = self.case.rules(path) if path in self.case.law.paths() else ()
        if scale is None and exempt:
            raise MissingFactError(
                f"The scale decides whether the employer owes {program}, and was not given.",
                value="scale",
                remedy="Give scale to the enrolment of the work as it was.",
            )
        if scale is None:
            return None
        if any(scale in rule.value for rule in exempt):
            return _refusal("liability-micro", program, Basis.of(*exempt))
        duties = obligations(scale=scale, month=Month.of(on), law=self.case.law)
        if program in duties.owed:
            return None
        return _refusal("liability-not-owed", program, scale=scale)


def _refusal(
    code: str, program: Program, basis: Basis = NO_BASIS, **figures: object
) -> BenefitRefusal:
    return BenefitRefusal(
        program=program, code=code, why=Note.of(code, program=program, **figures), basis=basis
    )
