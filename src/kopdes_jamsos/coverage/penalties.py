"""Administrative sanctions: written warnings, a fine, and public services withheld.

PP 86/2013: an employer who does not register (Pasal 3 ayat (1) huruf a) or give true data (huruf b)
is warned twice, then fined, then has public services withheld (Pasal 6, 7, 9 and 10); a person who
is no employer is warned twice for missing data (Pasal 12), and not at all for not registering
(Pasal 11). PP 44/2015 Pasal 59, PP 45/2015 Pasal 34 and PP 46/2015 Pasal 33 name further duties of
employers with the same sanctions (convention `sanction-procedure`); PP 37/2021 Pasal 46 has neither
fine nor terms. Whether a term is one of working days, what the fine is taken of, for how many
months, and when a step follows are conventions as well.
"""

from __future__ import annotations

import datetime as dt

from attrs import field, frozen

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
from kopdes_jamsos.choices import choose, choose_or_none
from kopdes_jamsos.errors import InvalidDateError, InvalidFactError, MissingFactError, NoRuleError
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import Rupiah, check_rupiah, share_of
from kopdes_jamsos.months import DateLike, as_date, started_months
from kopdes_jamsos.programs import Choice, Program
from kopdes_jamsos.workdays import counting_conventions, working_days_after

_DAY = dt.timedelta(days=1)


class Duty(Choice):
    """A duty whose breach is sanctioned.

    REGISTRATION: an employer registers himself and his workers. DATA: he gives true and complete
    data, wages among them, and reports changes. CONTRIBUTIONS: he pays. BENEFITS: he pays what he
    owes himself (`kj.benefits.employer_liability`). REPORTS: he reports accidents at work.
    OWN_REGISTRATION and OWN_DATA: a person who is no employer registers, and gives true data.

    Examples:
        >>> kj.coverage.Duty("own-data")
        <Duty.OWN_DATA: 'own-data'>
    """

    REGISTRATION = "registration"
    DATA = "data"
    CONTRIBUTIONS = "contributions"
    BENEFITS = "benefits"
    REPORTS = "reports"
    OWN_REGISTRATION = "own-registration"
    OWN_DATA = "own-data"


class SanctionKind(Choice):
    """What a sanction is.

    Examples:
        >>> kj.coverage.SanctionKind("fine")
        <SanctionKind.FINE: 'fine'>
    """

    WARNING = "warning"
    FINE = "fine"
    SERVICES = "services"


_OWN = (Duty.OWN_REGISTRATION, Duty.OWN_DATA)
_OF_DATA = (Duty.DATA, Duty.OWN_DATA)


@frozen(kw_only=True)
class Sanction(Grounded):
    """One step.

    Attributes:
        kind: Warning, fine or public services withheld.
        number: Which warning it is; None for the others.
        begins: First day; None where the law sets no day.
        ends: Last day; None where there is none, as for services withheld.
        amount: The fine in rupiah; None for the others, or where the contribution is not known.
        services: Names of the services that are withheld.
        basis: Where it stands, and the conventions that decided it.

    Examples:
        >>> found = kj.coverage.sanctions("registration", warned_on=dt.date(2026, 11, 2))
        >>> [(step.kind.value, str(step.begins), str(step.ends)) for step in found.steps][:2]
        [('warning', '2026-11-02', '2026-11-16'), ('warning', '2026-11-17', '2026-12-01')]
    """

    kind: SanctionKind
    number: int | None = None
    begins: dt.date | None = None
    ends: dt.date | None = None
    amount: Rupiah | None = None
    services: tuple[str, ...] = ()
    basis: Basis


@frozen(kw_only=True)
class Sanctions(Grounded, Explained):
    """What follows from the breach of a duty, step by step.

    Attributes:
        duty: The duty.
        program: Programme whose article was asked for, or None.
        steps: The steps in their order, up to the day on which the duty was met.
        lifted: Where it stands when services are given again; None where it stands nowhere.
        change_days: Days within which changes of data are reported; None for other duties.
        common: Where the duty stands.
        law: The book of law that was used.
        origin: The document that it was read from, or None where it was computed.

    Examples:
        >>> found = kj.coverage.sanctions("own-registration")
        >>> [step.kind.value for step in found.steps], found.steps[0].services[-1]
        (['services'], 'vehicle')
    """

    duty: Duty
    program: Program | None
    steps: tuple[Sanction, ...]
    lifted: Basis | None
    change_days: int | None
    common: Basis = field(repr=False)
    law: LawBook = field(repr=False)
    origin: Origin | None = field(default=None, eq=False, repr=False)

    @property
    def fine(self) -> Rupiah:
        """The fine in rupiah; 0 where there is none or the contribution is not known."""
        return sum(step.amount or 0 for step in self.steps)

    @property
    def basis(self) -> Basis:
        """Where the duty, the steps and their end stand."""
        return Basis.sum((self.common, *self.steps, self.lifted or NO_BASIS))

    def table(self) -> Table:
        """A row for each step."""
        return Table.of(
            "sanctions",
            {
                "sanction": Worded,
                "begins": dt.date | None,
                "ends": dt.date | None,
                "amount": int | None,
                "services": Note,
                "article": Citation,
            },
            self.steps,
            sanction=lambda step: Worded(step.kind, _label(step)),
            services=lambda step: _services(step),
            article="citations",
        )

    def statement(self) -> Statement:
        """The result as data, ready to be worded."""
        remarks = [Note.of(f"sanction-lifted-{self.duty}")] if self.lifted else []
        if any(step.kind is SanctionKind.FINE for step in self.steps):
            remarks.append(Note.of("sanction-fine-payment"))
        if self.change_days is not None:
            remarks.append(Note.of("sanction-change-days", days=self.change_days))
        if self.duty not in _OWN:
            remarks.append(Note.of("sanction-inspection"))
        return Statement(
            title=Note.of(f"sanctions-{self.duty}"),
            rows=tuple(_row(step, self.program or "") for step in self.steps),
            remarks=tuple(remarks),
            basis=self.basis,
        )


def _services(step: Sanction) -> tuple[Note, ...]:
    return tuple(Note.of(f"service-{name.replace('_', '-')}") for name in step.services)


def _label(step: Sanction) -> Note:
    number = {} if step.number is None else {"number": step.number}
    return Note.of(f"sanction-{step.kind}", **number)


def _row(step: Sanction, head: str) -> Row:
    names = _services(step)
    details = [Note.of("sanction-services-names", what=names)] if names else []
    if step.ends is not None:
        details.append(Note.of("sanction-term", begins=step.begins, ends=step.ends))
    elif step.begins is not None:
        details.append(Note.of("sanction-since", begins=step.begins))
    return Row(
        head=head,
        label=_label(step),
        amount=step.amount,
        citations=step.citations,
        details=tuple(details),
    )


def sanctions(
    duty: Duty | str,
    *,
    program: Program | str | None = None,
    warned_on: DateLike | None = None,
    warned_again_on: DateLike | None = None,
    complied_on: DateLike | None = None,
    contribution: Rupiah | None = None,
    law: LawBook = LAW,
) -> Sanctions:
    """What follows from the breach of a duty, step by step, with days.

    The law of the day of the first warning decides.

    Args:
        duty: The duty that was not met.
        program: Programme whose own article is asked for; None: PP 86/2013 alone.
        warned_on: Day of the first written warning; not for those who have not registered
            themselves, nor for JKP, which has no terms.
        warned_again_on: Day of the second warning; None: the day after the first has ended.
        complied_on: Day on which the duty was met; None: not yet, and every step follows.
        contribution: Contribution of a month that should have been paid, in rupiah, of which the
            fine is a share.
        law: Book of law; it says what counts as a holiday, and has two readings:
            "sanction-calendar-days" and "sanction-fine-every-month".

    Raises:
        NoRuleError: code `no-rule`: no article sanctions the duty in the programme.
        MissingFactError: code `missing-fact`: the day of the first warning.
        InvalidFactError: code `invalid-fact`: days out of order.
        InvalidDateError: code `invalid-date`.
        InvalidAmountError: code `invalid-amount`.
        UnknownChoiceError: code `unknown-choice`.
        UnknownProgramError: code `unknown-program`.
        BeforeDataError: code `before-data`: before July 2015.
        MissingPackageError: code `missing-package`.

    Examples:
        >>> found = kj.coverage.sanctions(
        ...     "registration", warned_on=dt.date(2026, 11, 2), contribution=12_000_000
        ... )
        >>> [step.kind.value for step in found.steps], found.fine
        (['warning', 'warning', 'fine', 'services'], 12000)
        >>> str(found.steps[-1].begins)
        '2027-01-01'
    """
    wanted = choose(Duty, duty)
    asked = choose_or_none(Program, program)
    check_book(law)
    warned_on = _day(warned_on, "warned_on")
    warned_again_on = _day(warned_again_on, "warned_again_on")
    complied_on = _day(complied_on, "complied_on")
    if contribution is not None:
        contribution = check_rupiah(contribution, "contribution")
    given = [day for day in (warned_on, warned_again_on) if day is not None]
    if given != sorted(set(given)) or (complied_on and given and complied_on < given[0]):
        raise InvalidFactError(
            "The days of the warnings and of compliance are not in order.",
            remedy="Give them in their order; the first warning comes before compliance.",
        )
    book = law.watched()
    reader = _Reader(wanted, asked, book, warned_on or complied_on)
    common = reader.duty_basis()
    if reader.without_terms:
        steps = reader.of_no_terms()
    elif wanted is Duty.OWN_REGISTRATION:
        steps = [reader.services("sanctions.services_at_once")]
    else:
        if warned_on is None:
            raise MissingFactError(
                "The day of the first warning decides the terms, and was not given.",
                value="warned_on",
                remedy="Give warned_on, the day of the first written warning.",
            )
        steps = reader.of_warnings(warned_on, warned_again_on, complied_on, contribution)
    return Sanctions(
        duty=wanted,
        program=asked,
        steps=tuple(steps),
        lifted=reader.lifted(),
        change_days=reader.value("change_days").value if wanted in _OF_DATA else None,
        common=Basis.sum((common, Basis(lookups=book.lookups))),
        law=law,
    )


def _day(given: DateLike | None, name: str) -> dt.date | None:
    """A day that may be left out, with others after it in the calendar."""
    day = None if given is None else as_date(given, name)
    if day is not None and day.year == dt.MAXYEAR:
        raise InvalidDateError(
            f"{name} lies too late for the calendar.", value=name, remedy="Correct the date."
        )
    return day


class _Reader:
    """Reads the steps of one breach."""

    def __init__(
        self, duty: Duty, program: Program | None, law: LawBook, on: dt.date | None
    ) -> None:
        self.duty = duty
        self.program = program
        self.law = law
        self.on = on
        self.own = duty in _OWN
        # A programme whose own text has warning and services, but neither fine nor terms.
        self.own_path = f"sanctions.{program.lower()}_without_terms" if program else ""
        self.without_terms = self.own_path in law.paths()

    def value(self, name: str) -> DatedValue:
        """The value of the day of the first warning; the last one where no day decides."""
        series = self.law.series(name if "." in name else f"sanctions.{name}")
        return series.latest() if self.on is None else series.on(self.on)

    def duty_basis(self) -> Basis:
        """Where it stands that the breach of the duty is sanctioned."""
        general = f"sanctions.{self.duty.replace('-', '_')}"
        rules = [self.value(general)] if general in self.law.paths() else []
        names = []
        if self.program is not None:
            named = self.value(f"{self.program.lower()}_duties")
            if self.own or self.duty not in named.value:
                raise self._unknown()
            rules = [named] if self.without_terms else [*rules, named]
        if not rules:
            raise self._unknown()
        if self.duty in _OF_DATA:
            rules.append(self.value("change_days"))
        if not self.own:
            rules.append(self.value("inspection"))
        if not self.own and general not in self.law.paths() and not self.without_terms:
            names.append("sanction-procedure")
        return Basis.of(*rules, assuming=names)

    def _unknown(self) -> NoRuleError:
        return NoRuleError(
            f"No article was found that sanctions the duty {self.duty}"
            f"{f' in {self.program}' if self.program else ''}.",
            value=self.duty,
            remedy="Give a programme whose article names the duty, or none for registration, "
            "data, own-registration and own-data.",
        )

    def of_warnings(
        self,
        first: dt.date,
        second: dt.date | None,
        complied: dt.date | None,
        contribution: Rupiah | None,
    ) -> list[Sanction]:
        """Two warnings, the fine of an employer, and services withheld, up to compliance."""
        given = {1: first, 2: second}
        steps: list[Sanction] = []
        begins = first
        for number in range(1, self.value("warnings").value + 1):
            ends, basis = self.term(given.get(number), begins)
            follows = given.get(number + 1) or ends + _DAY
            steps.append(
                Sanction(
                    kind=SanctionKind.WARNING,
                    number=number,
                    begins=begins,
                    ends=min(ends, follows - _DAY),
                    basis=basis,
                )
            )
            begins = follows
        if not self.own:
            days = self.value("fine_days").value
            steps.append(self.fine(begins, begins + (days - 1) * _DAY, complied, contribution))
            begins += days * _DAY
        path = "services_after_warning" if self.own else "services_after_fine"
        steps.append(self.services(path, begins))
        return [
            each for each in steps if complied is None or (each.begins and each.begins <= complied)
        ]

    def term(self, said: dt.date | None, day: dt.date) -> tuple[dt.date, Basis]:
        """The last day of a written warning, and what it rests on."""
        names = [] if said else ["sanction-next-step"]
        if "sanction-calendar-days" in self.law.readings:
            term = self.value("warning_days_plain")
            ends = day + term.value * _DAY
            names.append("sanction-calendar-days")
        else:
            term = self.value("warning_days")
            holidays = self.law.known_holidays
            ends = working_days_after(day, term.value, holidays)
            names += ["sanction-working-days", *counting_conventions(day, ends, holidays)]
        return ends, Basis.of(term, self.value("warnings"), assuming=names)

    def fine(
        self,
        day: dt.date,
        ends: dt.date,
        complied: dt.date | None,
        contribution: Rupiah | None,
    ) -> Sanction:
        """The fine from the day after the second warning."""
        rate = self.value("fine_rate")
        every = "sanction-fine-every-month" in self.law.readings
        amount, names = None, ["sanction-next-step"]
        if contribution is not None:
            months = max(started_months(day - _DAY, complied or ends), 1) if every else 1
            amount, rounded = share_of(contribution, rate.value, months)
            names += [
                "sanction-fine-base",
                "sanction-fine-every-month" if every else "sanction-fine-month",
                "round-line" if rounded else "",
            ]
        return Sanction(
            kind=SanctionKind.FINE,
            begins=day,
            ends=ends,
            amount=amount,
            basis=Basis.of(rate, self.value("fine_days"), assuming=names),
        )

    def services(self, path: str, day: dt.date | None = None) -> Sanction:
        """Public services withheld, from a day on."""
        listed = self.value("services_person" if self.own else "services_employer")
        return Sanction(
            kind=SanctionKind.SERVICES,
            begins=day,
            services=listed.value,
            basis=Basis.of(
                self.value(path), listed, assuming=["" if day is None else "sanction-next-step"]
            ),
        )

    def of_no_terms(self) -> list[Sanction]:
        """Warning and services, without fine and terms."""
        basis = Basis.of(self.value(self.own_path))
        return [
            Sanction(kind=SanctionKind.WARNING, number=1, basis=basis),
            Sanction(kind=SanctionKind.SERVICES, basis=basis),
        ]

    def lifted(self) -> Basis | None:
        """Where it stands when services are given again."""
        path = f"sanctions.lifted_{self.duty.replace('-', '_')}"
        if path not in self.law.paths() or self.without_terms:
            return None
        return Basis.of(self.value(path))
