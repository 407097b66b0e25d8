"""Whether the organs of a village cooperative are made up as the guideline says: findings only.

Guideline (Juklak Menkop 1/2025, chapter III, reported): officers odd and at least five with all
posts, supervisors odd and at least three, no tie of the first degree, nobody of the village
leadership among the officers, regard for women. SE Menkop 1/2025 (reported): the village head
chairs the supervisors. UU 25/1992 Pasal 29 ayat (4): a term of at most five years. A finding stops
no bill.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypeVar

from attrs import frozen

from kopdes_jamsos.basis import Basis, Grounded
from kopdes_jamsos.cooperative import (
    Cooperative,
    Elsewhere,
    Officer,
    OfficerRole,
    Person,
    Supervisor,
    SupervisorRole,
    VillagePost,
    check_cooperative,
)
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.identity import Finding, Sex
from kopdes_jamsos.identity.findings import Severity
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import DateLike, Month, age_on, as_date

PostT = TypeVar("PostT", OfficerRole, VillagePost)

_DAY = dt.timedelta(days=1)


@frozen(kw_only=True)
class GovernanceFinding(Grounded, Finding):
    """A finding on the organs of a cooperative, with the rule that it is measured by.

    Attributes:
        basis: What the rule rests on.
        refs: References of the people concerned, as far as they have one.

    Examples:
        >>> found = kj.coverage.governance_findings(kdmp, on=dt.date(2025, 7, 3))
        >>> found[0].code, str(found[0].citations[0])
        ('too-few-officers', 'Juklak Menkop 1/2025 Bab III')
    """

    basis: Basis
    refs: tuple[str, ...] = ()


@frozen
class _Book:
    """The rules of a day."""

    law: LawBook
    month: Month

    def number(self, name: str) -> int:
        found: int = self.law.value(f"governance.{name}", self.month).value
        return found

    def posts(self, series: str, kind: type[PostT]) -> list[PostT]:
        return [
            kind[name.upper()] for name in self.law.value(f"governance.{series}", self.month).value
        ]

    def found(
        self,
        name: str,
        code: str,
        *,
        refs: tuple[str, ...] = (),
        severity: Severity = "warning",
        assuming: tuple[str, ...] = (),
        **figures: object,
    ) -> GovernanceFinding:
        value = self.law.value(f"governance.{name}", self.month)
        return GovernanceFinding(
            code=code,
            severity=severity,
            figures=tuple(figures.items()),
            basis=Basis.of(value, assuming=assuming),
            refs=refs,
        )


def governance_findings(
    cooperative: Cooperative, *, on: DateLike, law: LawBook = LAW
) -> tuple[GovernanceFinding, ...]:
    """What is odd about the organs of a cooperative on a day.

    Codes: `too-few-officers`, `officers-even`, `post-vacant`, `post-twice`, `too-few-supervisors`,
    `supervisors-even`, `no-supervisor-chair`, `several-supervisor-chairs`,
    `chair-not-village-head`, `chair-unknown`, `in-both-organs`, `family-tie`, `ties-unknown`,
    `village-official`, `term-too-long`, `term-over`, `women` (information), `women-unknown`.

    Args:
        cooperative: The cooperative with its officers and supervisors.
        on: The day; its month decides which rules hold.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no cooperative or no book of law, or a family tie
            with somebody who is in neither organ.
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`: before the guideline.

    Examples:
        >>> roles = ("ketua", "wakil ketua bidang usaha", "wakil ketua bidang anggota")
        >>> posts = (*roles, "sekretaris", "bendahara")
        >>> kdmp = kj.Cooperative(
        ...     name="KDMP Pejaten",
        ...     kind="KDMP",
        ...     village=village,
        ...     officers=[kj.Officer(ref=f"A-{n}", role=role) for n, role in enumerate(posts)],
        ...     supervisors=[
        ...         kj.Supervisor(ref="B-1", role="ketua", village_post="head"),
        ...         kj.Supervisor(ref="B-2", role="anggota"),
        ...     ],
        ...     family_ties=[("A-0", "B-2")],
        ... )
        >>> found = kj.coverage.governance_findings(kdmp, on=dt.date(2025, 7, 3))
        >>> [finding.code for finding in found if finding.severity == "warning"]
        ['too-few-supervisors', 'supervisors-even', 'family-tie']
    """
    check_cooperative(cooperative)
    check_book(law)
    on = as_date(on, "on")
    book = _Book(law, Month.of(on))
    return (
        *_officers(cooperative, book),
        *_supervisors(cooperative, book),
        *_both_organs(cooperative, book),
        *_ties(cooperative, book),
        *_terms(cooperative, book, on),
        *_women(cooperative, book),
    )


def _refs(people: Iterable[Person]) -> tuple[str, ...]:
    return tuple(person.ref for person in people if person.ref)


def _officers(cooperative: Cooperative, book: _Book) -> Iterator[GovernanceFinding]:
    officers, least = cooperative.officers, book.number("officers_minimum")
    if len(officers) < least:
        yield book.found("officers_minimum", "too-few-officers", count=len(officers), least=least)
    if officers and len(officers) % 2 == 0:
        yield book.found("officers_minimum", "officers-even", count=len(officers))
    for post in book.posts("officer_posts", OfficerRole) if officers else []:
        holders = [officer for officer in officers if officer.role is post]
        if not holders:
            yield book.found("officer_posts", "post-vacant", post=str(post))
        elif len(holders) > 1:
            yield book.found(
                "officer_posts",
                "post-twice",
                refs=_refs(holders),
                count=len(holders),
                post=str(post),
            )
    barred = book.posts("barred_posts", VillagePost)
    officials = [officer for officer in officers if officer.village_post in barred]
    if officials:
        yield book.found("barred_posts", "village-official", refs=_refs(officials))


def _supervisors(cooperative: Cooperative, book: _Book) -> Iterator[GovernanceFinding]:
    supervisors, least = cooperative.supervisors, book.number("supervisors_minimum")
    if len(supervisors) < least:
        yield book.found(
            "supervisors_minimum", "too-few-supervisors", count=len(supervisors), least=least
        )
    if supervisors and len(supervisors) % 2 == 0:
        yield book.found("supervisors_minimum", "supervisors-even", count=len(supervisors))
    chairs = [person for person in supervisors if person.role is SupervisorRole.CHAIR]
    if not chairs and supervisors:
        yield book.found("supervisor_chair", "no-supervisor-chair")
    if len(chairs) > 1:
        yield book.found(
            "supervisor_chair", "several-supervisor-chairs", refs=_refs(chairs), count=len(chairs)
        )
    wanted = book.posts("supervisor_chair", VillagePost)
    strangers = [person for person in chairs if person.village_post not in (None, *wanted)]
    unknown = [person for person in chairs if person.village_post is None]
    if strangers:
        yield book.found("supervisor_chair", "chair-not-village-head", refs=_refs(strangers))
    if unknown:
        covered = any(person.elsewhere is Elsewhere.VILLAGE for person in unknown)
        hint = "through-village" if covered else ""
        yield book.found(
            "supervisor_chair", "chair-unknown", refs=_refs(unknown), severity="info", hint=hint
        )


def _both_organs(cooperative: Cooperative, book: _Book) -> Iterator[GovernanceFinding]:
    double = [
        officer
        for officer in cooperative.officers
        for supervisor in cooperative.supervisors
        if _same(officer, supervisor)
    ]
    if double:
        refs = tuple(dict.fromkeys(_refs(double)))
        yield book.found("organs", "in-both-organs", refs=refs, assuming=("organs-apart",))


def _same(officer: Officer, supervisor: Supervisor) -> bool:
    same_nik = officer.nik is not None and officer.nik == supervisor.nik
    return same_nik or (officer.ref is not None and officer.ref == supervisor.ref)


def _ties(cooperative: Cooperative, book: _Book) -> Iterator[GovernanceFinding]:
    if cooperative.family_ties is None:
        yield book.found("barred_degree", "ties-unknown", severity="info")
        return
    people = {person.ref for person in (*cooperative.officers, *cooperative.supervisors)}
    for pair in cooperative.family_ties:
        if not people.issuperset(pair):
            raise InvalidFactError(
                "A family tie names somebody who is neither officer nor supervisor.",
                value="family_ties",
                remedy="Give the refs of two people of these organs.",
            )
        yield book.found("barred_degree", "family-tie", refs=pair)


def _terms(cooperative: Cooperative, book: _Book, on: dt.date) -> Iterator[GovernanceFinding]:
    longest = book.number("longest_term")

    def outlasts(officer: Officer, day: dt.date) -> bool:
        """Whether a day lies after the last anniversary that the longest term can have."""
        begins = officer.term_begins
        return begins is not None and begins < day and age_on(begins, day - _DAY) >= longest

    too_long = [
        officer
        for officer in cooperative.officers
        if officer.term_ends and outlasts(officer, officer.term_ends)
    ]
    if too_long:
        yield book.found("longest_term", "term-too-long", refs=_refs(too_long), years=longest)
    over = [
        officer
        for officer in cooperative.officers
        if (officer.term_ends and officer.term_ends < on) or outlasts(officer, on)
    ]
    if over:
        yield book.found("longest_term", "term-over", refs=_refs(over))


def _women(cooperative: Cooperative, book: _Book) -> Iterator[GovernanceFinding]:
    """Information: the guideline asks for regard, and names no quota."""
    people = (*cooperative.officers, *cooperative.supervisors)
    known = [sex for person in people if (sex := _sex(person))]
    if len(known) < len(people):
        yield book.found(
            "officers_minimum", "women-unknown", severity="info", count=len(people) - len(known)
        )
    if known:
        women = sum(sex is Sex.FEMALE for sex in known)
        yield book.found(
            "officers_minimum", "women", severity="info", count=women, known=len(known)
        )


def _sex(person: Person) -> Sex | None:
    return person.sex or (person.nik.sex if person.nik else None)
