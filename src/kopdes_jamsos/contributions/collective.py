"""The cooperative as the group (wadah) that enrols and pays for its BPU: one list for all.

PP 44/2015 Pasal 11 ayat (3): BPU may register through a group that participants form (explanation
of Pasal 12 ayat (2): it helps them to register, pay and claim); Pasal 12 ayat (2): their cards may
come through it; Pasal 24 ayat (2) and PP 46/2015 Pasal 21 ayat (2): they may pay through it.
Permenaker 5/2021 Pasal 39 says what a group must be, and Pasal 40 what it does:
`coverage.group_conditions`. What is owed stays each participant's own. Too much is counted for the
next month: PP 44/2015 Pasal 23 ayat (4) says so of employers only, PP 50/2025 Pasal 6 of the months
that it halves; for other BPU it is convention `credit-next-month`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, TypeVar

from attrs import evolve, field, frozen

from kopdes_jamsos._plain import as_text, pairs_of
from kopdes_jamsos.basis import Basis, Code, Explained, Grounded, Note, Row, Statement, Table
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.contributions.billing import Uncovered, bill, missed_note, missed_remarks
from kopdes_jamsos.contributions.due import DueDate, due_date, due_remarks
from kopdes_jamsos.cooperative import Cooperative, Person, check_cooperative
from kopdes_jamsos.enrolment import BPUEnrolment
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.money import Rupiah, check_rupiah
from kopdes_jamsos.months import Month, MonthLike
from kopdes_jamsos.programs import Program, Segment

PersonT = TypeVar("PersonT", bound=Person)

# What lets BPU register and pay through a group, and what the group must be and do.
_RULES = tuple(
    f"participants.{name}" for name in ("group", "group_jht", "group_conditions", "group_tasks")
)


@frozen(kw_only=True)
class CollectiveEntry:
    """One participant on the list of a group.

    Attributes:
        person: The person.
        ref: Reference under which the payment is booked.
        assessment: What is owed.
        paid: What the participant has handed in for the month, in rupiah.

    Examples:
        >>> found = kj.contributions.collective_bill(kdmp, kj.Month(2025, 7), paid={"M-1": 10_000})
        >>> [entry.open for entry in found.entries]
        [6800]
    """

    person: Person
    ref: str
    assessment: Assessment = field(repr=False)
    paid: Rupiah = field(repr=False)

    @property
    def open(self) -> Rupiah:
        """What is still to be handed in, in rupiah."""
        return max(0, self.assessment.total - self.paid)

    @property
    def credit(self) -> Rupiah:
        """What was handed in beyond the contribution, in rupiah; it counts for the next month."""
        return max(0, self.paid - self.assessment.total)


@frozen(kw_only=True)
class CollectiveBill(Grounded, Explained):
    """What the BPU of a cooperative owe for a month, and who has handed it in.

    Attributes:
        cooperative: The cooperative.
        month: The month to which the contributions belong.
        entries: One for each BPU who was assessed.
        uncovered: BPU who could not be assessed, with the reason.
        unallocated: References and rupiah of money that belongs to nobody on the list.
        dues: Due dates of the programmes owed.
        law: The book of law that was used.

    Examples:
        >>> found = kj.contributions.collective_bill(kdmp, kj.Month(2025, 7))
        >>> found.total, found.paid, [entry.ref for entry in found.unpaid]
        (16800, 0, ['M-1'])
    """

    _sum_is_told: ClassVar[bool] = True

    cooperative: Cooperative
    month: Month
    entries: tuple[CollectiveEntry, ...] = field(repr=False)
    uncovered: tuple[Uncovered, ...] = field(repr=False)
    unallocated: tuple[tuple[str, Rupiah], ...] = field(default=(), repr=False)
    dues: tuple[DueDate, ...] = field(default=(), repr=False)
    law: LawBook = field(repr=False)

    @property
    def total(self) -> Rupiah:
        """What all owe together, in rupiah."""
        return sum(entry.assessment.total for entry in self.entries)

    @property
    def paid(self) -> Rupiah:
        """What was handed in by those on the list, in rupiah."""
        return sum(entry.paid for entry in self.entries)

    @property
    def unpaid(self) -> tuple[CollectiveEntry, ...]:
        """Those who have not handed in all that they owe."""
        return tuple(entry for entry in self.entries if entry.open)

    @property
    def basis(self) -> Basis:
        """What the assessments rest on, and the due dates beside them."""
        credit = any(entry.credit for entry in self.entries)
        owed = Basis.sum(entry.assessment for entry in self.entries)
        return owed.assuming("credit-next-month" if credit else "").beside(*self.dues)

    def table(self) -> Table:
        """A row for each participant, then for whoever could not be assessed."""
        rows = [
            (self.month, each.ref, each.assessment.total, each.paid, each.open, each.credit, None)
            for each in self.entries
        ]
        missed = [
            (self.month, each.person.ref, None, None, None, None, Code(each.code))
            for each in self.uncovered
        ]
        amounts = dict.fromkeys(("total", "paid", "open", "credit"), int | None)
        return Table(
            name="group-list",
            columns={"month": Month, "ref": str, **amounts, "code": Code | None},
            rows=[*rows, *missed],
        )

    def statement(self) -> Statement:
        """The list as data, ready to be worded; people show by their reference only."""
        rows = [
            Row(
                head=entry.ref,
                label=_label(entry),
                amount=entry.assessment.total,
                details=(Note.of("credit", amount=entry.credit),) if entry.credit else (),
            )
            for entry in self.entries
        ]
        strays = (
            Note.of("money-of-nobody", ref=ref, amount=amount) for ref, amount in self.unallocated
        )
        rules = (self.law.series(path).in_force(self.month) for path in _RULES)
        through = tuple(each for rule in rules if rule for each in rule.citations)
        return Statement(
            title=Note.of("collective-bill", month=self.month, cooperative=self.cooperative.name),
            rows=tuple(rows),
            totals=(
                Row(label=Note.of("total"), amount=self.total, citations=through),
                Row(label=Note.of("handed-in"), amount=self.paid),
                Row(
                    label=Note.of("still-open", people=len(self.unpaid)),
                    amount=sum(entry.open for entry in self.entries),
                ),
            ),
            remarks=(*due_remarks(self.dues), *strays, *missed_remarks(self.uncovered)),
            basis=self.basis,
        )

    def _left_out(self) -> Note | None:
        return missed_note(self.uncovered)


def _label(entry: CollectiveEntry) -> Note:
    if not entry.paid:
        return Note.of("nothing-handed-in")
    if entry.open:
        return Note.of("part-handed-in", paid=entry.paid, amount=entry.open)
    return Note.of("all-handed-in")


def collective_bill(
    cooperative: Cooperative,
    month: MonthLike,
    *,
    paid: Mapping[str, Rupiah] | None = None,
    law: LawBook = LAW,
) -> CollectiveBill:
    """Bill the BPU of a cooperative as the group through which they pay.

    Args:
        cooperative: The cooperative; its BPU of all kinds are on the list, wage earners are not.
        month: The month to which the contributions belong.
        paid: Rupiah that each participant has handed in for the month, by reference.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no cooperative, a BPU without a reference of their
            own, or payments that are no mapping of references.
        InvalidAmountError: code `invalid-amount`: a payment that is no whole amount.
        InvalidMonthError: code `invalid-month`.
        MissingPackageError: code `missing-package`.

    Examples:
        >>> found = kj.contributions.collective_bill(
        ...     kdmp, kj.Month(2025, 7), paid={"M-1": 16_800, "Z": 5_000}
        ... )
        >>> found.unpaid, found.unallocated
        ((), (('Z', 5000),))
    """
    people = [person for person in check_cooperative(cooperative).people() if _of_bpu(person)]
    by_ref = {person.ref: person for person in people if person.ref}
    if len(by_ref) < len(people):
        raise InvalidFactError(
            "Each BPU of the group needs a reference of their own.",
            remedy="Give each person another ref.",
            reason="own-reference",
        )
    whole = bill(
        _group(cooperative),
        month,
        law=law,
    )
    month = whole.month
    money = _payments(paid)
    entries = tuple(
        CollectiveEntry(
            person=by_ref[ref], ref=ref, assessment=entry.assessment, paid=money.get(ref, 0)
        )
        for entry in whole.entries
        if (ref := entry.person.ref)
    )
    listed = {entry.ref for entry in entries}
    programs = {line.program for entry in entries for line in entry.assessment.lines if line.amount}
    return CollectiveBill(
        cooperative=cooperative,
        month=month,
        entries=entries,
        uncovered=tuple(
            evolve(each, person=by_ref[ref]) for each in whole.uncovered if (ref := each.person.ref)
        ),
        unallocated=tuple((ref, sum_) for ref, sum_ in money.items() if ref not in listed),
        dues=tuple(
            due_date(program, Segment.BPU, month, law) for program in Program if program in programs
        ),
        law=law,
    )


def _of_bpu(person: Person) -> tuple[BPUEnrolment, ...]:
    return tuple(each for each in person.enrolments if isinstance(each, BPUEnrolment))


def _group(cooperative: Cooperative) -> Cooperative:
    """The cooperative with its BPU only, each with what they have as BPU."""

    def only(people: Iterable[PersonT]) -> list[PersonT]:
        return [evolve(person, enrolments=_of_bpu(person)) for person in people if _of_bpu(person)]

    return evolve(
        cooperative,
        officers=only(cooperative.officers),
        supervisors=only(cooperative.supervisors),
        employees=only(cooperative.employees),
        members=only(cooperative.members),
    )


def _payments(paid: Mapping[str, Rupiah] | None) -> dict[str, Rupiah]:
    if paid is None:
        return {}
    pairs = pairs_of(paid)
    named = {as_text(ref) or "": amount for ref, amount in (pairs or {}).items()}
    if pairs is None or "" in named:
        raise InvalidFactError(
            "paid must map references to rupiah.", remedy='Give such as {"M-1": 16_800}.'
        )
    return {ref: check_rupiah(amount, "paid") for ref, amount in named.items()}
