"""A published total against the tariff: which combinations of its parts give it.

Implements no article of its own: the parts are the sums of JKK and JKM for a death (PP 44/2015
Pasal 25 and 34) and the scholarship. That a combination gives the total shows that it is possible,
not that it is what happened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations_with_replacement

from attrs import field, frozen

from kopdes_jamsos._checks import as_tuple, check_flag
from kopdes_jamsos._plain import as_int
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table
from kopdes_jamsos.benefits.cases import rules_on
from kopdes_jamsos.benefits.events import check_event_day
from kopdes_jamsos.benefits.jkk_lines import months_of_wage
from kopdes_jamsos.benefits.kinds import FIXED_SUMS, BenefitKind, path_of
from kopdes_jamsos.benefits.school import school_years
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import PARTS, Rupiah, check_rupiah
from kopdes_jamsos.months import DateLike, Month
from kopdes_jamsos.programs import Program

# More people than this have so many combinations that none of them tells anything: then only those
# in which all are alike are tried.
_MOST_MIXED, _MOST = 4, 1000


@frozen(kw_only=True)
class TariffPart:
    """One part of a combination.

    Attributes:
        code: "jkm", "jkm-early", "jkk", "scholarship" or "scholarship-once".
        amount: Rupiah.
        base: Wage or band base behind a death by work, in rupiah; None for the others.
        stage: School year behind a scholarship; empty for the others.

    Examples:
        >>> found = kj.benefits.reconcile(42_000_000, on=dt.date(2025, 7, 3))
        >>> found.ways[0].parts[0].code
        'jkm'
    """

    code: str
    amount: Rupiah
    base: Rupiah | None = None
    stage: str = ""

    @property
    def label(self) -> Note:
        """What it is, to be worded."""
        return Note.of(f"way-{self.code}", base=self.base, stage=self.stage)


@frozen(kw_only=True)
class Way:
    """One combination of parts that gives a total.

    Attributes:
        parts: The parts.
        rest: What they leave unexplained, in rupiah.

    Examples:
        >>> found = kj.benefits.reconcile(42_400_000, on=dt.date(2025, 7, 3), rest_up_to=400_000)
        >>> found.ways[0].rest
        400000
    """

    parts: tuple[TariffPart, ...]
    rest: Rupiah = 0


@frozen(kw_only=True)
class Reconciliation(Grounded, Explained):
    """The combinations of tariff parts that give a published total.

    Attributes:
        total: The published total, in rupiah.
        known: Known amounts in it, in rupiah.
        on: Day of the deaths.
        ways: The combinations, those that leave the least unexplained first.
        basis: What the parts rest on.
        law: The book of law.

    Examples:
        >>> kj.benefits.reconcile(42_000_001, on=dt.date(2025, 7, 3)).possible
        False
    """

    total: Rupiah
    known: Rupiah
    on: dt.date
    ways: tuple[Way, ...] = field(repr=False)
    basis: Basis = field(repr=False)
    law: LawBook = field(repr=False)

    @property
    def possible(self) -> bool:
        """Whether the tariff can give the total at all."""
        return bool(self.ways)

    def table(self) -> Table:
        """A row for each part of each combination; what is left unexplained is a part too."""
        rows: list[tuple[int, Note, Rupiah]] = []
        for number, way in enumerate(self.ways, 1):
            rows += [(number, part.label, part.amount) for part in way.parts]
            more = (("way-known", self.known), ("way-rest", way.rest))
            rows += [(number, Note.of(code), amount) for code, amount in more if amount]
        return Table(name="ways", columns={"way": int, "part": Note, "amount": int}, rows=rows)

    def statement(self) -> Statement:
        """The result as data, ready to be worded."""
        rows = []
        for number, way in enumerate(self.ways, 1):
            rows += [
                Row(head=str(number), label=part.label, amount=part.amount) for part in way.parts
            ]
            if self.known:
                rows.append(Row(label=Note.of("way-known"), amount=self.known))
            if way.rest:
                rows.append(Row(label=Note.of("way-rest"), amount=way.rest))
        code = "ways" if self.ways else "no-way"
        return Statement(
            title=Note.of("reconciliation", total=self.total, day=self.on),
            rows=tuple(rows),
            totals=(Row(label=Note.of("total"), amount=self.total),),
            remarks=(Note.of(code, count=len(self.ways)),),
            basis=self.basis,
        )


def reconcile(
    total: Rupiah,
    *,
    on: DateLike,
    deaths: int = 1,
    wages: Sequence[Rupiah] | None = None,
    open_wage: bool = False,
    memberships: int = 1,
    children: int = 0,
    balance: Rupiah = 0,
    rest_up_to: Rupiah = 0,
    law: LawBook = LAW,
) -> Reconciliation:
    """The combinations of tariff parts that give a published total, or none.

    Each death counts either as one of JKM (also within the first months of a BPU) or as one of JKK
    on a wage or band base; each child counts with the largest sum from some school year on. With
    more than four deaths or children only equal sums are tried (convention `several-alike`).

    Args:
        total: The published total, in rupiah.
        on: Day of the deaths; its law decides.
        deaths: Number of deaths, up to a thousand.
        wages: Wages that are known, in rupiah; None: the bases of all bands of BPU.
        open_wage: One death of JKK may rest on any wage; the part names the wage it would need.
        memberships: Memberships of each of the dead in JKM.
        children: Number of children with a scholarship, up to a thousand.
        balance: Amounts in the total that are known, such as JHT balances, in rupiah.
        rest_up_to: What a combination may leave unexplained, in rupiah.
        law: Book of law.

    Raises:
        InvalidAmountError: code `invalid-amount`.
        InvalidFactError: code `invalid-fact`: too many people, or nobody.
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`.

    Examples:
        >>> found = kj.benefits.reconcile(112_000_000, on=dt.date(2025, 7, 3), deaths=2)
        >>> [[part.code for part in way.parts] for way in found.ways]
        [['jkm', 'jkk']]
        >>> kj.benefits.reconcile(820_000_000, on=dt.date(2025, 7, 3), deaths=20).possible
        False
    """
    on = check_event_day(on, "on")
    check_book(law)
    numbers = []
    for given, what, least, most in (
        (deaths, "deaths", 0, _MOST),
        (children, "children", 0, _MOST),
        (memberships, "memberships", 1, _MOST_MIXED),
    ):
        number = as_int(given)
        if number is None or not least <= number <= most:
            raise InvalidFactError(
                f"{what} must be a number of {least} to {most}.",
                remedy="Split the total into smaller ones where they are known.",
            )
        numbers.append(number)
    deaths, children, memberships = numbers
    if not deaths and not children:
        raise InvalidFactError(
            "A total without deaths and children has no parts.",
            remedy="Give the number of deaths or of children.",
            reason="no-parts",
        )
    rest_up_to = check_rupiah(rest_up_to, "rest_up_to")
    check_flag(open_wage, "open_wage")
    parts = _Parts(law, on, memberships)
    total, balance = check_rupiah(total, "total"), check_rupiah(balance, "balance")
    left = total - balance
    by_sum: dict[Rupiah, list[tuple[TariffPart, ...]]] = {}
    for some in _together(parts.scholarships() if children else (), children):
        by_sum.setdefault(sum(part.amount for part in some), []).append(some)
    ways = []
    for dead in parts.deaths(deaths, _bases(wages, law, on), left if open_wage else None, by_sum):
        spent = sum(part.amount for part in dead)
        for amount, somes in by_sum.items():
            rest = left - spent - amount
            if 0 <= rest <= rest_up_to:
                ways += [Way(parts=(*dead, *some), rest=rest) for some in somes]
    unique = dict.fromkeys(ways)
    return Reconciliation(
        total=total,
        known=balance,
        on=on,
        ways=tuple(sorted(unique, key=lambda way: way.rest)),
        basis=Basis.of(
            *parts.used.values(),
            assuming=["several-alike" if max(deaths, children) > _MOST_MIXED else ""],
        ),
        law=law,
    )


def _together(kinds: Sequence[TariffPart], number: int) -> Iterable[tuple[TariffPart, ...]]:
    """Parts of some kinds for a number of people, whoever has which; of many, all alike."""
    if number > _MOST_MIXED:
        return ((kind,) * number for kind in kinds)
    return combinations_with_replacement(kinds, number)


def _bases(wages: Sequence[Rupiah] | None, law: LawBook, on: dt.date) -> list[Rupiah]:
    if wages is None:
        return [band.base for band in law.value("bands.income_bands", Month.of(on)).value]
    given = as_tuple(wages)
    if type(given) is not tuple:
        raise InvalidFactError(
            "wages must be a sequence of amounts.", remedy="Give a list such as [2_500_000]."
        )
    return sorted({check_rupiah(wage, "wage") for wage in wages})


class _Parts:
    """The parts of the tariff of a day."""

    def __init__(self, law: LawBook, on: dt.date, memberships: int) -> None:
        self.law = law
        self.on = on
        self.memberships = memberships
        self.used: dict[str, DatedValue] = {}

    def value(self, path: str) -> DatedValue:
        if path not in self.used:
            self.used[path] = self.law.value_on(path, self.on)
        return self.used[path]

    def scholarships(self) -> tuple[TariffPart, ...]:
        lump = self.value("scholarship.lump_sum").value
        if lump:
            return (TariffPart(code="scholarship-once", amount=lump),)
        years = school_years(self.value("scholarship.amount"), self.value("scholarship.years"))
        amounts = [year.amount for year in years]
        return tuple(
            TariffPart(code="scholarship", amount=sum(amounts[place:]), stage=year.stage)
            for place, year in enumerate(years)
        )

    def deaths(
        self,
        number: int,
        bases: list[Rupiah],
        left: Rupiah | None,
        children: dict[Rupiah, list[tuple[TariffPart, ...]]],
    ) -> Iterator[tuple[TariffPart, ...]]:
        """Deaths of some kinds; with `left` one of them may rest on any wage that fills it up."""
        if not number:
            yield ()
            return
        kinds = (*self.jkm(), *(self.jkk(base) for base in bases))
        yield from _together(kinds, number)
        if left is None:
            return
        for some in _together(kinds, number - 1):
            spent = sum(part.amount for part in some)
            for amount in children:
                found = self.open_jkk(left - spent - amount)
                if found is not None:
                    yield (*some, found)

    def jkm(self) -> Iterator[TariffPart]:
        once = self.value("jkm.paid_once").value
        amount = sum(
            amount * (1 if kind in once else self.memberships)
            for kind, amount in self.fixed(Program.JKM)
        )
        yield TariffPart(code="jkm", amount=amount)
        if self.value("jkm.waiting_months").value:
            yield TariffPart(code="jkm-early", amount=self.value("jkm.early_sum").value)

    def jkk(self, base: Rupiah) -> TariffPart:
        share, months = self.value("jkk.death_share"), self.value("jkk.benefit_months")
        by_wage = months_of_wage(base, share, months)
        death = max(by_wage, self.value("jkm.death_sum").value)
        return TariffPart(code="jkk", amount=death + self._fixed(), base=base)

    def fixed(self, program: Program) -> Iterator[tuple[BenefitKind, Rupiah]]:
        """The sums that the law names in rupiah, as far as they exist on the day."""
        for kind in FIXED_SUMS[program]:
            path = path_of(program, kind)
            for value in rules_on(self.law, path, self.on):
                self.used[path] = value
                yield kind, value.value

    def _fixed(self) -> Rupiah:
        return sum(amount for _, amount in self.fixed(Program.JKK))

    def open_jkk(self, amount: Rupiah) -> TariffPart | None:
        """A death by work of this amount, if a whole wage gives it."""
        share, months = self.value("jkk.death_share"), self.value("jkk.benefit_months")
        death = amount - self._fixed()
        base, rest = divmod(death * PARTS, share.value.ppm * months.value)
        if rest or death < self.value("jkm.death_sum").value:
            return None
        return TariffPart(code="jkk", amount=amount, base=base)
