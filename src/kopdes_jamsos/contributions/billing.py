"""What a cooperative owes for one month, person by person, and whom it cannot bill.

Nobody is lost: every person is either assessed or listed as uncovered with the reason. Implements
no article of its own; each amount comes from `assess`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import ClassVar, TypeVar

from attrs import field, frozen

from kopdes_jamsos.basis import (
    NO_BASIS,
    Basis,
    Code,
    Explained,
    Grounded,
    Note,
    Row,
    Statement,
    Table,
)
from kopdes_jamsos.contributions.assessment import Assessment, assess_reading, bearer_of
from kopdes_jamsos.contributions.due import DueDate, due_date
from kopdes_jamsos.cooperative import Cooperative, Person, check_cooperative
from kopdes_jamsos.enrolment import (
    BPUEnrolment,
    Enrolment,
    PUEnrolment,
    completed,
    is_trainee,
)
from kopdes_jamsos.errors import InvalidFactError, KopdesJamsosError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.law.catalogue import tariff_rows
from kopdes_jamsos.law.levies import AlikeLines, Line
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month, MonthLike, as_month
from kopdes_jamsos.programs import Funding, Payer, Program, Segment
from kopdes_jamsos.wording.language import Language, words
from kopdes_jamsos.wording.sentences import say

KeyT = TypeVar("KeyT", Program, Payer)
_ORDER = list(Program)

# The codes of those who are not billed without an error.
NO_ENROLMENT, ELSEWHERE = "no-enrolment", "covered-elsewhere"


def places_of(cooperative: Cooperative) -> Callable[[Person], int]:
    """What tells where a person stands among those of a cooperative, from 0.

    A copy, as pickle makes them, stands where the first person stands whom it equals.

    Raises:
        InvalidFactError: code `invalid-fact`: nobody of this cooperative; when a place is asked.

    Examples:
        >>> places_of(kdmp)(member)
        0
    """
    people = list(cooperative.people())
    places = {id(person): place for place, person in enumerate(people)}

    def place_of(person: Person) -> int:
        found = places.get(id(person))
        if found is None and isinstance(person, Person) and person in people:
            found = people.index(person)
        if found is None:
            raise InvalidFactError(
                "The person is nobody of this cooperative.",
                remedy="Give a person from bill.cooperative.people(); make bills with kj.bill.",
            )
        return found

    return place_of


@frozen(kw_only=True)
class BillEntry:
    """One enrolment of one person on a bill.

    Attributes:
        person: The person.
        assessment: What is owed.

    Examples:
        >>> [entry] = kj.bill(kdmp, kj.Month(2025, 7)).entries
        >>> entry.person.ref, entry.assessment.total
        ('M-1', 16800)
    """

    person: Person
    assessment: Assessment


@frozen(kw_only=True)
class Uncovered:
    """A person, or one enrolment of a person, that could not be billed.

    Attributes:
        person: The person.
        code: Stable code: "no-enrolment", "covered-elsewhere", or the code of the error.
        detail: What the error said, in English; empty where there was none.
        advice: What the error advised, in English; empty where there was none.

    Examples:
        >>> kdmp = kj.Cooperative(
        ...     name="Pejaten", kind="KDMP", village=village, members=[kj.Member()]
        ... )
        >>> kj.bill(kdmp, kj.Month(2025, 7)).uncovered[0].code
        'no-enrolment'
    """

    person: Person
    code: str
    detail: str = ""
    advice: str = ""

    def reason(self, language: Language = "en") -> str:
        """Why nothing is billed.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> kj.contributions.Uncovered(person=kj.Member(), code="no-enrolment").reason("en")
            'No enrolment was given.'
        """
        return self._say("message", language)

    def remedy(self, language: Language = "en") -> str:
        """What to do.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> kj.contributions.Uncovered(person=kj.Member(), code="no-rule").remedy("id")
            'Pilih bulan yang ketentuannya berlaku.'
        """
        return self._say("remedy", language)

    def _say(self, part: str, language: Language) -> str:
        worded = f"{self.code}.{part}" in words(language).tables["uncovered"]
        place = self.person.elsewhere and f"elsewhere-{self.person.elsewhere.replace(' ', '-')}"
        return say(
            f"uncovered.{self.code if worded else 'other'}.{part}",
            {"code": self.code, "place": place},
            language,
        )


@frozen(kw_only=True)
class Bill(Grounded, Explained):
    """The contributions of a cooperative for one month.

    Attributes:
        cooperative: The cooperative.
        month: The month to which the contributions belong.
        entries: One for each enrolment that was assessed.
        uncovered: Whoever could not be billed, with the reason.
        law: The book of law that was used.
        common: What was read of the law, for those who could not be billed as well.

    Examples:
        >>> bill = kj.bill(kdmp, kj.Month(2025, 7))
        >>> bill.total, len(bill.entries), len(bill.uncovered)
        (16800, 1, 0)
    """

    _sum_is_told: ClassVar[bool] = True

    cooperative: Cooperative
    month: Month
    entries: tuple[BillEntry, ...] = field(repr=False)
    uncovered: tuple[Uncovered, ...] = field(repr=False)
    law: LawBook = field(repr=False)
    common: Basis = field(default=NO_BASIS, repr=False)

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The assessments, in the order of the entries."""
        return tuple(entry.assessment for entry in self.entries)

    @property
    def total(self) -> Rupiah:
        """Sum of all assessments, in rupiah."""
        return sum(entry.assessment.total for entry in self.entries)

    @property
    def by_program(self) -> Mapping[Program, Rupiah]:
        """Sums in rupiah by programme."""
        return self._by(Program, lambda line: line.program)

    @property
    def by_payer(self) -> Mapping[Payer, Rupiah]:
        """Sums in rupiah by payer."""
        return self._by(Payer, lambda line: line.payer)

    @property
    def by_bearer(self) -> Mapping[tuple[Payer, Funding | None], Rupiah]:
        """Sums in rupiah by payer, and by who bears them in fact; None: the payer, or not known."""
        sums: Counter[tuple[Payer, Funding | None]] = Counter()
        for assessment in self.assessments:
            bearer = bearer_of(assessment.enrolment)
            for line in assessment.lines:
                sums[line.payer, bearer] += line.amount
        keys = [(payer, bearer) for payer in Payer for bearer in (None, *Funding)]
        return MappingProxyType({key: sums[key] for key in keys if key in sums})

    def _by(self, kind: type[KeyT], key: Callable[[Line], KeyT]) -> Mapping[KeyT, Rupiah]:
        sums: Counter[KeyT] = Counter()
        for line in (line for assessment in self.assessments for line in assessment.lines):
            sums[key(line)] += line.amount
        return MappingProxyType({each: sums[each] for each in kind if each in sums})

    def of(self, person: Person) -> Rupiah:
        """Sum in rupiah of one person's enrolments on this bill.

        Raises:
            InvalidFactError: code `invalid-fact`: nobody of this cooperative.

        Examples:
            >>> kj.bill(kdmp, kj.Month(2025, 7)).of(member)
            16800
        """
        place_of = places_of(self.cooperative)
        place = place_of(person)
        return sum(
            entry.assessment.total for entry in self.entries if place_of(entry.person) == place
        )

    def due_dates(self) -> tuple[DueDate, ...]:
        """Due dates of all that is owed, each day of a programme once, in their order.

        One programme has several where wage earners and others are on the bill;
        `kj.contributions.payment_plan` has the amounts of each day.

        Raises:
            NoRuleError: code `no-rule`: a month at the end of the calendar.
            MissingPackageError: code `missing-package`.

        Examples:
            >>> bill = kj.bill(kdmp, kj.Month(2025, 6))
            >>> [(str(due.program), due.day.day) for due in bill.due_dates()]
            [('JKK', 16), ('JKM', 16)]
        """
        owed = dict.fromkeys(
            (line.program, each.enrolment.segment, is_trainee(each.enrolment))
            for each in self.assessments
            for line in each.lines
            if line.amount
        )
        dues: dict[tuple[dt.date, int], DueDate] = {}
        for program, segment, trainee in owed:
            due = due_date(program, segment, self.month, self.law, trainee=trainee)
            dues.setdefault((due.day, _ORDER.index(program)), due)
        return tuple(dues[key] for key in sorted(dues))

    @property
    def basis(self) -> Basis:
        """What all assessments rest on."""
        return Basis.sum((self.common, *self.assessments))

    def table(self) -> Table:
        """A row for each enrolment, then for whoever could not be billed, by reference only.

        The amounts have the names that `frames.assess` gives them.
        """
        names = [f"{program.lower()}_{payer}" for program, payer in bill_columns()]
        payers = list(dict.fromkeys(payer for _, payer in bill_columns()))
        totals = [*(f"total_{payer}" for payer in payers), "total"]
        return Table(
            name="bill",
            columns={
                "month": Month,
                "person": int,
                "ref": str | None,
                "segment": Segment | None,
                **dict.fromkeys((*names, *totals), int | None),
                "borne_by": Funding | None,
                "code": Code | None,
            },
            rows=list(self._table_rows(payers)),
        )

    def _table_rows(self, payers: Sequence[Payer]) -> Iterator[tuple[object, ...]]:
        place_of = places_of(self.cooperative)
        for entry in self.entries:
            person, assessment = entry.person, entry.assessment
            sums = dict.fromkeys(bill_columns(), 0)
            for line in assessment.lines:
                sums[line.program, line.payer] += line.amount
            yield (
                self.month,
                place_of(person) + 1,
                person.ref,
                assessment.enrolment.segment,
                *sums.values(),
                *(assessment.paid_by(payer) for payer in payers),
                assessment.total,
                bearer_of(assessment.enrolment),
                None,
            )
        blank = [None] * (len(bill_columns()) + len(payers) + 1)
        for missed in self.uncovered:
            person = missed.person
            number = place_of(person) + 1
            yield self.month, number, person.ref, None, *blank, None, Code(missed.code)

    def statement(self) -> Statement:
        """The bill as data, ready to be worded; people show by their reference only."""
        totals = [
            Row(label=_borne(payer, bearer), amount=amount)
            for (payer, bearer), amount in self.by_bearer.items()
        ]
        totals.append(Row(label=Note.of("total"), amount=self.total))
        return Statement(
            title=Note.of("bill", month=self.month, cooperative=self.cooperative.name),
            rows=tuple(self._row(program, amount) for program, amount in self.by_program.items()),
            totals=tuple(totals),
            remarks=missed_remarks(self.uncovered),
            basis=self.basis,
        )

    def _left_out(self) -> Note | None:
        return missed_note(self.uncovered)

    def _row(self, program: Program, amount: Rupiah) -> Row:
        entries = [
            (entry.person, line)
            for entry in self.entries
            for line in entry.assessment.lines
            if line.program is program
        ]
        return Row(
            head=program,
            label=Note.of("program-sum", people=len({id(person) for person, _ in entries})),
            amount=amount,
            citations=Basis.sum(line for _, line in entries).citations,
        )


def bill(cooperative: Cooperative, month: MonthLike, *, law: LawBook = LAW) -> Bill:
    """Bill all enrolled people of a cooperative for one month.

    Birth date, risk class and business scale are taken from the person and the cooperative where
    the enrolment does not state them. An enrolment that cannot be assessed does not stop the bill:
    it is listed as uncovered with the error's code and remedy.

    Args:
        cooperative: The cooperative and its people.
        month: The month to which the contributions belong.
        law: Book of law.

    Raises:
        InvalidMonthError: code `invalid-month`.
        InvalidFactError: code `invalid-fact`: no cooperative or no book of law.

    Examples:
        >>> kdmp = kj.Cooperative(
        ...     name="Pejaten",
        ...     kind="KDMP",
        ...     village=village,
        ...     officers=[kj.Officer(ref="A-1", role="ketua")],
        ...     members=[member],
        ... )
        >>> bill = kj.bill(kdmp, kj.Month(2025, 7))
        >>> bill.total, [(missed.person.ref, missed.code) for missed in bill.uncovered]
        (16800, [('A-1', 'no-enrolment')])
    """
    month = as_month(month, "month")
    check_cooperative(cooperative)
    check_book(law)
    book = law.watched()
    alike = AlikeLines(month, book)
    entries: list[BillEntry] = []
    uncovered: list[Uncovered] = []
    for person in cooperative.people():
        if not person.enrolments:
            uncovered.append(without_enrolment(person))
        for enrolment in person.enrolments:
            try:
                whole = complete(enrolment, person, cooperative)
                assessment = assess_reading(book, whole, month, law, alike)
            except KopdesJamsosError as error:
                uncovered.append(
                    Uncovered(
                        person=person, code=error.code, detail=error.message, advice=error.remedy
                    )
                )
            else:
                entries.append(BillEntry(person=person, assessment=assessment))
    return Bill(
        cooperative=cooperative,
        month=month,
        entries=tuple(entries),
        uncovered=tuple(uncovered),
        law=law,
        common=Basis(lookups=book.lookups),
    )


def _borne(payer: Payer, bearer: Funding | None) -> Note:
    if bearer is None:
        return Note.of("paid-by", payer=payer)
    return Note.of("owed-borne", payer=payer, bearer=f"fund-{bearer}")


@cache
def bill_columns() -> tuple[tuple[Program, Payer], ...]:
    """Who can owe a part of which programme on a bill, in the order of the segments."""
    return tuple(
        dict.fromkeys(
            (program, Payer(row["payer"]))
            for segment in (Segment.PU, Segment.BPU)
            for program in Program
            for one, row in tariff_rows(program)
            if one is segment
        )
    )


def missed_remarks(uncovered: Iterable[Uncovered]) -> tuple[Note, ...]:
    """Who could not be billed, by the reason; a person counts once."""
    missed: dict[str, dict[int, str | None]] = {}
    for each in uncovered:
        missed.setdefault(each.code, {})[id(each.person)] = each.person.ref
    return tuple(
        Note.of("uncovered", count=len(refs), code=code, refs=list(filter(None, refs.values())))
        for code, refs in missed.items()
    )


def missed_note(uncovered: Iterable[Uncovered]) -> Note | None:
    """How many people could not be billed; None where all could."""
    count = len({id(each.person) for each in uncovered})
    return Note.of("not-billed", count=count) if count else None


def complete(
    enrolment: PUEnrolment | BPUEnrolment, person: Person, cooperative: Cooperative
) -> Enrolment:
    """The enrolment with what the person and the cooperative are known to be.

    Raises:
        InvalidFactError: code `invalid-fact`: facts contradict one another.
    """
    as_bpu = [each for each in person.enrolments if isinstance(each, BPUEnrolment)]
    if isinstance(enrolment, BPUEnrolment) and len(as_bpu) > 1:
        raise InvalidFactError(
            "A person has one enrolment as BPU.",
            remedy="Join them: a BPU lists at most two occupations in one registration "
            "(PP 44/2015 Pasal 11 ayat (2)).",
            reason="two-bpu",
        )
    stated = enrolment.birth_date
    if None not in (stated, person.birth_date) and stated != person.birth_date:
        raise InvalidFactError(
            "The birth dates of the enrolment and of the person differ.",
            remedy="Correct one of them.",
            reason="birth-dates",
        )
    return completed(
        enrolment,
        {
            "birth_date": person.birth_date,
            "risk_class": cooperative.risk_class,
            "scale": cooperative.scale,
        },
    )


def without_enrolment(person: Person) -> Uncovered:
    """Why a person without an enrolment cannot be billed."""
    code = NO_ENROLMENT if person.elsewhere is None else ELSEWHERE
    return Uncovered(person=person, code=code)
