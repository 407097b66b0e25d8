"""What cover a participation gives on a day, programme by programme.

Participation is in force from the day of the number, which comes with the first contribution paid
(PP 44/2015 Pasal 6 and 11, PP 45/2015 Pasal 3, PP 46/2015 Pasal 7 and 14, PP 37/2021 Pasal 6): one
working day later at most, of a wage earner (PU) since April 2021 on the day itself (Permenaker
5/2021 Pasal 3 ayat (4)).
Until an employer has paid it, he owes the benefits himself (PP 44/2015 Pasal 8 ayat (3), 10
ayat (7), 27, 35).

Arrears: of an employer (PU), they are his debt and the worker's cover goes on; beyond three
consecutive months he pays the benefit first (PP 44/2015 Pasal 38 and 41; JKP: PP 37/2021
Pasal 39). Of a non-wage earner (BPU), up to three consecutive months suspend a part of the rights:
of JKK the cash benefits until recovery and payment of the arrears (Pasal 39 ayat (1)), of JKM all
but the funeral money until the heirs pay the arrears (Pasal 42 ayat (1)); beyond that there is no
right (ayat (2) of both), and whoever registers again need not pay the old arrears (Permenaker
5/2021 Pasal 44 ayat (2) and (3)). JHT and JP have no such article: what was paid stands.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Literal, TypeAlias

from attrs import frozen

from kopdes_jamsos.basis import Basis, Grounded, Note
from kopdes_jamsos.choices import choose
from kopdes_jamsos.coverage.due_days import DueDays, first_unpaid
from kopdes_jamsos.coverage.ledger import Ledger, arrears_limit, ledger, number_path
from kopdes_jamsos.coverage.pricing import first_known
from kopdes_jamsos.coverage.records import Membership
from kopdes_jamsos.enrolment import defers_pension, is_trainee
from kopdes_jamsos.law import DatedValue, LawBook
from kopdes_jamsos.law.ages import bpu_age, past_pension_age, past_pension_age_names
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import DateLike, Month, as_date, ordinal_of
from kopdes_jamsos.programs import Choice, Program, Segment
from kopdes_jamsos.workdays import conventions_of, working_days_after

Rights: TypeAlias = Literal["full", "suspended", "none"]
PaysFirst: TypeAlias = Literal["agency", "employer"]


class CoverStatus(Choice):
    """Where a participation stands in one programme on one day.

    NOT_ENROLLED: the programme was not chosen. NOT_YET: before the number, which comes with the
    first payment. COVERED: in force. GRACE: a BPU up to three consecutive months behind. LAPSED: a
    BPU further behind. ENDED: after the last day. REACTIVATED: a BPU covered again after a lapse.

    Examples:
        >>> CoverStatus("grace")
        <CoverStatus.GRACE: 'grace'>
    """

    NOT_ENROLLED = "not-enrolled"
    NOT_YET = "not-yet"
    COVERED = "covered"
    GRACE = "grace"
    LAPSED = "lapsed"
    ENDED = "ended"
    REACTIVATED = "reactivated"


@frozen(kw_only=True)
class Cover(Grounded):
    """The cover of one participation in one programme on one day.

    Attributes:
        program: Programme.
        on: The day.
        status: Where the participation stands.
        rights: "full"; "suspended": a part has to wait for the arrears (PP 44/2015 Pasal 39
            ayat (1), Pasal 42 ayat (1)); "none".
        months_behind: Most consecutive months that are due and unpaid on that day; months that
            are not billed any more, after a return, do not count.
        since: First day of the present spell of cover; None without cover.
        pays_first: Who pays a benefit first: the agency; the employer, who has not paid the first
            contribution or is too far behind; None where nobody owes one.
        why: Why the status is what it is.
        basis: What it rests on.

    Examples:
        >>> cover = paid.cover(dt.date(2025, 7, 20), kj.JKK)  # paid through June
        >>> cover.status, cover.rights, cover.months_behind
        (<CoverStatus.GRACE: 'grace'>, 'suspended', 1)
    """

    program: Program
    on: dt.date
    status: CoverStatus
    rights: Rights
    months_behind: int = 0
    since: dt.date | None = None
    pays_first: PaysFirst | None = None
    why: Note
    basis: Basis

    @property
    def covered(self) -> bool:
        """Whether participation is in force and gives rights, at least in part."""
        return self.rights != "none"


def read_cover(
    membership: Membership,
    on: DateLike,
    program: Program | str,
    law: LawBook,
    found: Ledger | None = None,
) -> Cover:
    """Cover of a participation in a programme on a day; see `Participation.cover`.

    Args:
        membership: The membership.
        on: The day.
        program: Programme.
        law: Book of law.
        found: What stood on the day, where that is known already.
    """
    on = as_date(on, "on")
    wanted = choose(Program, program)
    check_book(law)
    return _CoverOfDay(membership, on, wanted, law, found or ledger(membership, law, on)).cover()


class _CoverOfDay:
    """The cover of one membership in one programme on one day."""

    def __init__(
        self,
        membership: Membership,
        on: dt.date,
        program: Program,
        law: LawBook,
        found: Ledger,
    ) -> None:
        self.membership = membership
        self.holidays = law.known_holidays
        self.on = on
        self.program = program
        self.law = law
        self.segment = membership.enrolment.segment
        self.ledger = found
        self.start_rule = self._number_rule()
        self.limit = arrears_limit(program, self.segment, Month.of(on), law)

    def cover(self) -> Cover:
        membership, on = self.membership, self.on
        if self.program not in membership.enrolment.programs:
            return self._none(CoverStatus.NOT_ENROLLED, Note.of("not-enrolled"))
        if membership.ended is not None and on > membership.ended:
            note = Note.of("ended", ended=membership.ended)
            return self._none(CoverStatus.ENDED, note, months_behind=self._behind())
        if on < membership.joined:
            return self._none(CoverStatus.NOT_YET, Note.of("not-joined", joined=membership.joined))
        spells = self.ledger.spells
        if not spells or spells[0].since > on:
            return self._not_paid()
        if self._retired_in(Month.of(on)):
            note = Note.of("jp-past-pension-age")
            return self._none(CoverStatus.ENDED, note, self.start_rule)
        return self._pu() if self.segment is Segment.PU else self._bpu()

    def _number_rule(self) -> DatedValue:
        """When the number comes: the rule of the day on which participation began, if it has."""
        rules = self.law.series(number_path(self.program, self.segment))
        today = rules.at(Month.of(self.on))
        spells = self.ledger.spells
        began = rules.in_force(Month.of(spells[0].since)) if spells else None
        return began or today

    def _not_paid(self) -> Cover:
        """Registered, and no number yet."""
        if self.segment is Segment.BPU:
            return self._none(CoverStatus.NOT_YET, Note.of("not-paid"), self.start_rule)
        return self._none(
            CoverStatus.NOT_YET,
            Note.of("employer-not-paid"),
            self.start_rule,
            months_behind=self._behind(),
            pays_first="employer",
        )

    def _pu(self) -> Cover:
        behind = self._behind()
        since = self.ledger.spells[0].since
        if not behind:
            return self._full(CoverStatus.COVERED, Note.of("in-force", since=since), since)
        if self.limit is None:
            note = Note.of("employer-owes", behind=behind)
            return self._full(CoverStatus.COVERED, note, since, behind=behind)
        beyond = behind > self.limit.value
        code = "employer-first" if beyond else "employer-behind"
        note = Note.of(code, behind=behind, limit=self.limit.value)
        return self._full(
            CoverStatus.COVERED,
            note,
            since,
            self.limit,
            behind=behind,
            pays_first="employer" if beyond else "agency",
        )

    def _bpu(self) -> Cover:
        spells = self.ledger.spells
        behind = self._behind()
        if self.limit is None:
            since = spells[0].since
            code = "savings-stand" if behind else "in-force"
            note = Note.of(code, since=since, behind=behind)
            return self._full(CoverStatus.COVERED, note, since, behind=behind)
        if self.ledger.lapsed_on is not None or behind > self.limit.value:
            note = Note.of("lapsed", behind=behind, limit=self.limit.value)
            again = self._new_start(self.on)
            return self._none(CoverStatus.LAPSED, note, self.limit, *again, months_behind=behind)
        since = spells[-1].since
        if behind:
            note = Note.of(f"behind-{self.program.lower()}", behind=behind, limit=self.limit.value)
            return self._full(
                CoverStatus.GRACE, note, since, self.limit, behind=behind, rights="suspended"
            )
        if len(spells) > 1:
            note = Note.of("again", since=since)
            again = self._new_start(since)
            return self._full(CoverStatus.REACTIVATED, note, since, self.limit, *again)
        return self._full(CoverStatus.COVERED, Note.of("in-force", since=since), since)

    def _new_start(self, day: dt.date) -> tuple[DatedValue, ...]:
        """What says that a BPU may begin anew without the old arrears, once it says so."""
        rule = self.law.series("participation.new_start").in_force(Month.of(day))
        return () if rule is None else (rule,)

    @cached_property
    def due_days(self) -> DueDays:
        trainee = is_trainee(self.membership.enrolment)
        return DueDays(self.program, self.segment, self.law, trainee=trainee)

    def _behind(self) -> int:
        """Most consecutive months due and unpaid."""
        longest = run = 0
        first = first_unpaid(self._first_owed(), self.paid)
        for month, _ in self.due_days.before(self._last_day(), first):
            if self._retired_in(Month.from_ordinal(month)):
                break
            run = 0 if month in self.paid else run + 1
            longest = max(longest, run)
        return longest

    def _retired_in(self, month: Month) -> bool:
        """Whether JP is not owed any more: convention `jp-after-pension-age`."""
        enrolment = self.membership.enrolment
        if self.program is not Program.JP or enrolment.birth_date is None:
            return False
        deferred = defers_pension(enrolment)
        return past_pension_age(self.law, enrolment.birth_date, month, deferred=deferred)

    def _last_day(self) -> dt.date:
        ended = self.membership.ended
        return self.on if ended is None else min(self.on, ended)

    @cached_property
    def paid(self) -> frozenset[int]:
        """The months that are paid, by their ordinals."""
        return frozenset([month.ordinal for month in self.ledger.paid])

    def _first_owed(self) -> int:
        if self.segment is Segment.PU:
            return ordinal_of(self.membership.joined)
        spells = self.ledger.spells
        return spells[-1].first.ordinal if spells else ordinal_of(self.on) + 1

    def _assumptions(self) -> list[str]:
        assumptions: list[str] = []
        spells = self.ledger.spells
        if self._retired_in(Month.of(self.on)):
            assumptions.extend(past_pension_age_names(self.law, Month.of(self.on)))
        # JP is in force from the payment itself (PP 45/2015 Pasal 3 ayat (1)).
        if spells and self.membership.number_issued is None and self.program is not Program.JP:
            days = self.start_rule.value
            latest = working_days_after(spells[0].since, days, self.holidays)
            if days and self.on <= latest:
                assumptions.append("number-on-payment")
        if len(spells) > 1:
            assumptions.append("return-on-payment")
            age = bpu_age(self.law, spells[-1].since, self.membership.enrolment.birth_date)
            if age is not None and age.met is False:
                assumptions.append("return-past-age")
        assumptions.extend(self.ledger.names)
        first = first_unpaid(self._first_owed(), self.paid)
        known = first_known(self.program, self.law).ordinal
        if first < known:
            assumptions.append("settled-before-data")
            first = first_unpaid(known, self.paid)
        if self.limit is not None and first <= ordinal_of(self._last_day()):
            assumptions.append("arrears-from-due-date")
            for printed, due in self.due_days.until(self._last_day(), first):
                assumptions.extend(conventions_of(printed, due, self.holidays))
        return assumptions

    def _none(
        self,
        status: CoverStatus,
        why: Note,
        *rules: DatedValue,
        months_behind: int = 0,
        pays_first: PaysFirst | None = None,
    ) -> Cover:
        return self._cover(status, "none", why, rules, None, months_behind, pays_first)

    def _full(
        self,
        status: CoverStatus,
        why: Note,
        since: dt.date,
        *rules: DatedValue,
        behind: int = 0,
        rights: Rights = "full",
        pays_first: PaysFirst = "agency",
    ) -> Cover:
        return self._cover(
            status, rights, why, (self.start_rule, *rules), since, behind, pays_first
        )

    def _cover(
        self,
        status: CoverStatus,
        rights: Rights,
        why: Note,
        rules: tuple[DatedValue, ...],
        since: dt.date | None,
        behind: int,
        pays_first: PaysFirst | None,
    ) -> Cover:
        return Cover(
            program=self.program,
            on=self.on,
            status=status,
            rights=rights,
            months_behind=behind,
            since=since,
            pays_first=pays_first,
            why=why,
            basis=Basis.of(*rules, assuming=self._assumptions() if rules else ()),
        )
