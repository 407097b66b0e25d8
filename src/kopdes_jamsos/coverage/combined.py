"""The participations of one person taken together: cover from each, report, what looks odd.

Implements no article of its own; the rules are those of `coverage.cover`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from kopdes_jamsos._checks import as_tuple
from kopdes_jamsos.choices import choose
from kopdes_jamsos.coverage.cover import Cover, read_cover
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.coverage.report import CoverReport, odd_periods, overlaps, read_report
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.identity import Finding
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import DateLike, as_date
from kopdes_jamsos.programs import Program


def check_participations(value: object) -> tuple[Participation, ...]:
    """The participation of one person, or several of them in a list or tuple, as a tuple.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    found = (value,) if isinstance(value, Participation) else as_tuple(cast("Sequence[Any]", value))
    if type(found) is not tuple or not all(isinstance(part, Participation) for part in found):
        raise InvalidFactError(
            "participations must be a Participation, or a list or tuple of them.",
            remedy="Give the participations of one person; who has none has an empty list.",
            reason="kind",
            field="participations",
        )
    return found


def covers(
    participations: Iterable[Participation],
    on: DateLike,
    program: Program | str,
    *,
    law: LawBook = LAW,
) -> tuple[Cover, ...]:
    """Cover in one programme on one day from each participation of a person that has it.

    A worker of several employers is enrolled by each of them (PP 44/2015 Pasal 15 ayat (3)).

    Args:
        participations: All participations of the person.
        on: The day.
        program: Programme; participations without it are left out.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no participations.
        MissingPackageError: code `missing-package`.
        UnknownProgramError: code `unknown-program`.
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`.

    Examples:
        >>> both = [paid, kj.Participation.paid_through(worker, since=kj.Month(2025, 1), months=12)]
        >>> [cover.covered for cover in kj.coverage.covers(both, dt.date(2025, 6, 20), kj.JKM)]
        [True, True]
        >>> len(kj.coverage.covers(both, dt.date(2025, 6, 20), kj.JKK))
        1
    """
    wanted = choose(Program, program)
    on = as_date(on, "on")
    check_book(law)
    return tuple(
        read_cover(part, on, wanted, law)
        for part in check_participations(participations)
        if wanted in part.enrolment.programs
    )


def cover_report(
    participations: Iterable[Participation], on: DateLike, *, law: LawBook = LAW
) -> CoverReport:
    """Report the cover of one person on one day.

    Only payments made up to that day count.

    Args:
        participations: All participations of the person; an empty list gives a report without
            cover.
        on: The day.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no participations.
        MissingPackageError: code `missing-package`.
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`: before July 2015.

    Examples:
        >>> kj.coverage.cover_report([paid], dt.date(2025, 6, 20)).covered(kj.JKK)
        True
    """
    return read_report(check_participations(participations), on, law)


def participation_findings(
    participations: Iterable[Participation], *, law: LawBook = LAW
) -> tuple[Finding, ...]:
    """What looks odd about the participations of one person taken together.

    Two at the same time in the same segment through the same payer are one membership entered
    twice; a BPU without a payer pays alone, and lists a second occupation in the same
    registration (PP 44/2015 Pasal 11 ayat (2)). Wage earners without a payer are not compared.
    A BPU who pays ahead chooses among the periods of Permenaker 5/2021 Pasal 41 ayat (4).

    Args:
        participations: All participations of the person.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no participations or no book of law.

    Examples:
        >>> again = kj.Participation.paid_through(trader, since=kj.Month(2024, 2), months=3)
        >>> [finding.code for finding in kj.coverage.participation_findings([paid, again])]
        ['overlapping-participations']
    """
    parts = check_participations(participations)
    return (*overlaps(parts), *odd_periods(parts, check_book(law)))
