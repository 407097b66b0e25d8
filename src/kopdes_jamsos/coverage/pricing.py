"""What a month of a membership costs, with what its own dates and payments tell.

PP 49/2020 Pasal 13 opens its reliefs to whoever has paid up to July 2020, and to whoever
registered later after two months in full. Whether that is so shows in the day of registration and
in the payments; a result assumes it only where neither does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Sequence
from typing import TypeAlias

from attrs import evolve

from kopdes_jamsos.coverage.records import Membership, Spell
from kopdes_jamsos.enrolment import BPUEnrolment, PUEnrolment
from kopdes_jamsos.errors import BeforeDataError
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.levies import last_day_of_relief, lines_of
from kopdes_jamsos.law.relief_choice import settlement_of
from kopdes_jamsos.law.reliefs import Settlement
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import OPEN_TO, Program, Segment


def first_known(program: Program, law: LawBook) -> Month:
    """First month for which the law book knows when a contribution is due."""
    values = law.series(f"{program.paid_out_of or program}.due".lower()).values
    return values[0].since if values else Month(dt.MAXYEAR, 12)


def begun(
    programs: frozenset[Program], segment: Segment, month: Month, law: LawBook
) -> frozenset[Program]:
    """Those of some programmes that there were in a month."""
    return frozenset(each for each in programs if _has_begun(each, segment, month, law))


def _has_begun(program: Program, segment: Segment, month: Month, law: LawBook) -> bool:
    try:
        return bool(law.levies(program, segment, month))
    except BeforeDataError:
        return False


# The months that are paid, by their ordinals, and the times in force so far.
Reckoned: TypeAlias = tuple[Container[int], Sequence[Spell]]


class Told:
    """The enrolments of a membership, with the facts that dates and payments decide.

    Args:
        membership: The membership.
        law: Book of law.
        programs: Programmes of the enrolments; None for those of the membership.

    Examples:
        >>> told = Told(kj.Participation(trader, joined=dt.date(2020, 9, 10)), kj.LAW)
        >>> told.enrolment(kj.Month(2020, 9), lambda: ((), ())).settled
        False
    """

    def __init__(
        self, membership: Membership, law: LawBook, programs: frozenset[Program] | None = None
    ) -> None:
        self._membership = membership
        self._programs = programs
        self._law = law
        self._settlements: dict[int, Settlement | None] = {}
        self._made: dict[tuple[Rupiah, bool | None], PUEnrolment | BPUEnrolment] = {}
        self._lines: dict[tuple[int, bool | None], tuple[_Priced, ...]] = {}

    def enrolment(
        self, month: Month, reckoned: Callable[[], Reckoned]
    ) -> PUEnrolment | BPUEnrolment:
        """The enrolment of a month.

        Args:
            month: The month to which the contribution belongs.
            reckoned: What is paid and in force so far; asked only where that decides a fact.
        """
        return self._enrolment(month, self._settled(month, reckoned))

    def price(self, month: Month, paid_on: dt.date, reckoned: Callable[[], Reckoned]) -> Rupiah:
        """The contribution of a month in all programmes, paid on a day, in rupiah; without fines.

        A relief that has lapsed for who pays late (PP 7/2025 Pasal 11) lowers nothing.

        Args:
            month: The month to which the contribution belongs.
            paid_on: Day of payment.
            reckoned: As for `enrolment`.

        Raises:
            MissingFactError: code `missing-fact`: a fact that decides an amount was not given.
            BeforeDataError: code `before-data`: before July 2015.
            NotAnnouncedError: code `not-announced`.

        Examples:
            >>> told = Told(kj.Participation(trader, joined=dt.date(2025, 7, 3)), kj.LAW)
            >>> told.price(kj.Month(2025, 7), dt.date(2025, 7, 3), lambda: ((), ()))
            16800
        """
        settled = self._settled(month, reckoned)
        lines = self._lines.get((month.ordinal, settled))
        if lines is None:
            lines = self._lines[month.ordinal, settled] = self._priced(month, settled)
        return sum(
            full if last is not None and paid_on > last else amount for full, amount, last in lines
        )

    def may_change(self, month: int) -> bool:
        """Whether a month that was priced may cost something else on another day.

        Args:
            month: Its ordinal.
        """
        if self._settlements.get(month) is not None:
            return True
        return any(last is not None for *_, last in self._lines[month, None])

    def _priced(self, month: Month, settled: bool | None) -> tuple[_Priced, ...]:
        """The lines of a month: in full, with their relief, and up to which day that holds."""
        law, enrolment = self._law, self._enrolment(month, settled)
        programs = begun(enrolment.programs, enrolment.segment, month, law)
        # Before any of them there was, the law says that nothing is known.
        if programs and programs != enrolment.programs:
            enrolment = evolve(enrolment, programs=programs)
        found = []
        for line in lines_of(enrolment, month, law):
            last = last_day_of_relief(line, month, law)
            found.append((line.full, line.amount, None if last is None else last.value))
        return tuple(found)

    def _enrolment(self, month: Month, settled: bool | None) -> PUEnrolment | BPUEnrolment:
        base = self._membership.base(month)
        found = self._made.get((base, settled))
        if found is None:
            found = self._membership.enrolment_of(month)
            if isinstance(found, BPUEnrolment) and found.registered_on is None:
                found = evolve(found, registered_on=self._membership.joined)
            if settled is not None:
                found = evolve(found, settled=settled)
            if self._programs is not None:
                found = evolve(found, programs=self._programs)
            self._made[base, settled] = found
        return found

    def _settled(self, month: Month, reckoned: Callable[[], Reckoned]) -> bool | None:
        """Whether the reliefs of a month are open by dates and payments; None: nothing tells."""
        if self._membership.enrolment.settled is not None:
            return None
        if month.ordinal not in self._settlements:
            self._settlements[month.ordinal] = self._settlement(month)
        settlement = self._settlements[month.ordinal]
        if settlement is None:
            return None
        membership, (paid, spells) = self._membership, reckoned()
        # A BPU who lost all rights by arrears began anew, and the gap before that is no debt.
        registered = membership.enrolment.registered_on or membership.joined
        first = Month.of(membership.joined)
        if len(spells) > 1:
            registered, first = spells[-1].since, spells[-1].first
        decided = settlement.decided(registered, month)
        if decided is not None:
            return decided
        first = max(first, first_known(Program.JKK, self._law))
        months = range(first.ordinal, settlement.up_to.ordinal + 1)
        return all(ordinal in paid for ordinal in months)

    def _settlement(self, month: Month) -> Settlement | None:
        segment = self._membership.enrolment.segment
        programs = self._membership.enrolment.programs & OPEN_TO[segment]
        return settlement_of(
            each
            for program in sorted(programs)
            for each in self._law.reliefs(program, segment, month)
        )


# A line in full, with its relief, and the last day on which that holds, if it lapses.
_Priced: TypeAlias = tuple[Rupiah, Rupiah, dt.date | None]
