"""How large a business is: micro, small, medium or large.

PP 7/2021 Pasal 35 ayat (3): business capital without land and buildings of the place of business;
ayat (5): yearly sales. Capital is the test for founding a business (ayat (2), quoted); that one
founded since then goes by capital and an older one by sales is reported of Pasal 36. Neither test
is written for social security: convention `scale-test`. Capital is own and borrowed money together
(reported), so that a loan (PMK 49/2025) can lift a village cooperative out of the micro class;
buildings that the loan pays for are not counted.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement
from kopdes_jamsos.errors import InvalidFactError, MissingFactError
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import Rupiah, check_rupiah
from kopdes_jamsos.months import DateLike, as_date
from kopdes_jamsos.programs import BusinessScale

ScaleTest: TypeAlias = Literal["capital", "sales"]


@frozen(kw_only=True)
class ScaleAnswer(Grounded, Explained):
    """The scale of a business, and which test decided it.

    Attributes:
        scale: The scale.
        test: "capital" or "sales".
        other: The scale after the other test, where its figure was given; it does not decide.
        without_loans: The scale without borrowed capital, where that would differ.
        notes: What else is to be known, to be worded.
        basis: What it rests on.
        law: The book of law that was used.

    Examples:
        >>> founded = dt.date(2025, 6, 1)
        >>> kj.coverage.business_scale(capital=900_000_000, since=founded).test
        'capital'
    """

    scale: BusinessScale
    test: ScaleTest
    other: BusinessScale | None = None
    without_loans: BusinessScale | None = None
    notes: tuple[Note, ...] = ()
    basis: Basis
    law: LawBook = field(repr=False)

    def statement(self) -> Statement:
        """The answer as data, ready to be worded."""
        label = Note.of(f"scale-by-{self.test}", scale=self.scale)
        return Statement(
            title=Note.of("business-scale", scale=self.scale),
            rows=(Row(label=label, citations=self.citations),),
            remarks=self.notes,
            basis=self.basis,
        )


def business_scale(
    *,
    capital: Rupiah | None = None,
    sales: Rupiah | None = None,
    since: DateLike | None = None,
    borrowed: Rupiah | None = None,
    law: LawBook = LAW,
) -> ScaleAnswer:
    """Find the scale of a business, and say which test decided.

    The founding date decides the test; the limits are the last ones that the book knows. A figure
    that equals a limit is still within it.

    Args:
        capital: Business capital in rupiah, own and borrowed together, without land and buildings
            of the place of business.
        sales: Sales of a year in rupiah.
        since: Day on which the business was founded.
        borrowed: How much of the capital is borrowed, where known: the answer says whether that
            decided.
        law: Book of law.

    Raises:
        MissingFactError: code `missing-fact`: since, or the figure that its test needs.
        InvalidAmountError: code `invalid-amount`.
        InvalidDateError: code `invalid-date`.
        InvalidFactError: code `invalid-fact`: more borrowed than there is capital, or no book.
        BeforeDataError: code `before-data`: a book that does not know PP 7/2021.

    Examples:
        >>> older, newer = dt.date(2019, 1, 1), dt.date(2025, 6, 1)
        >>> kj.coverage.business_scale(sales=2_000_000_000, since=older).scale
        <BusinessScale.MICRO: 'micro'>
        >>> lent = kj.coverage.business_scale(
        ...     capital=3_200_000_000, borrowed=3_000_000_000, since=newer
        ... )
        >>> lent.scale, lent.without_loans
        (<BusinessScale.SMALL: 'small'>, <BusinessScale.MICRO: 'micro'>)
    """
    check_book(law)
    capital, sales, borrowed = (
        None if amount is None else check_rupiah(amount, name)
        for name, amount in (("capital", capital), ("sales", sales), ("borrowed", borrowed))
    )
    if borrowed is not None and (capital is None or borrowed > capital):
        raise InvalidFactError(
            "More capital is borrowed than there is.",
            remedy="Give capital as own and borrowed money together.",
            reason="borrowed",
        )
    if since is None:
        raise _missing("since", "The day of founding decides which test holds")
    boundary = law.series("obligations.capital_test_since").latest()
    test: ScaleTest = "capital" if as_date(since, "since") >= boundary.value else "sales"
    by_test: dict[ScaleTest, Rupiah | None] = {"capital": capital, "sales": sales}
    figure, other = by_test.pop(test), next(iter(by_test.values()))
    if figure is None:
        raise _missing(test, f"For a business of this age {test} decides")
    other_test: ScaleTest = "sales" if test == "capital" else "capital"
    limits = law.series(f"obligations.{test}_limit").latest()
    scale = _scale_of(figure, limits)
    other_limits = law.series(f"obligations.{other_test}_limit").latest()
    other_scale = None if other is None else _scale_of(other, other_limits)
    changed = limits.changed or (other_scale and other_limits.changed)
    own = None
    notes = [Note.of("scale-buildings")] if test == "capital" else []
    if test == "capital" and borrowed:
        notes.append(Note.of("scale-loans"))
        without = _scale_of(figure - borrowed, limits)
        if without is not scale:
            own = without
            notes.append(Note.of("scale-without-loans", scale=without))
    if other_scale is not None and other_scale is not scale:
        notes.append(Note.of(f"scale-other-{other_test}", scale=other_scale))
    return ScaleAnswer(
        scale=scale,
        test=test,
        other=other_scale,
        without_loans=own,
        notes=tuple(notes),
        basis=Basis.of(limits, boundary, assuming=["scale-test", "what-if" if changed else ""]),
        law=law,
    )


def _scale_of(figure: Rupiah, limits: DatedValue) -> BusinessScale:
    """The first scale whose limit is not exceeded; without a limit it is large."""
    within = (
        scale for scale in BusinessScale if scale in limits.value and figure <= limits.value[scale]
    )
    return next(within, BusinessScale.LARGE)


def _missing(name: str, why: str) -> MissingFactError:
    return MissingFactError(f"{why}; {name} was not given.", value=name, remedy=f"Give {name}.")
