"""Tax on JHT that is paid out.

PP 68/2009: what is paid of one sum within two calendar years is taxed as one, finally, 0 % up to a
limit and 5 % above (Pasal 2 ayat (2) with explanation, Pasal 5); a part of it that is paid in the
third year or later is taxed by the scale of the income tax law on the gross sum of each year, not
finally (Pasal 6 ayat (1) and (2)), and one fifth more without a tax number (Pasal 6 ayat (3) with
explanation). The JHT of each account is a sum of its own: a whole payout before opens no window
for the account of a later job (convention `jht-accounts`).
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from kopdes_jamsos._checks import check_flag
from kopdes_jamsos.basis import Basis, Grounded
from kopdes_jamsos.benefits.deposits import Withdrawal, check_withdrawals
from kopdes_jamsos.errors import MissingFactError
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.law.brackets import over_slices
from kopdes_jamsos.money import PARTS, Rupiah, check_rupiah, half_up
from kopdes_jamsos.months import DateLike, as_date


@frozen(kw_only=True)
class JhtTax(Grounded):
    """Tax on one payment of JHT.

    Attributes:
        gross: The payment in rupiah.
        tax: Tax withheld from it.
        final: Whether the tax is final; else it counts towards the income tax of the year.
        surcharge: Whether one fifth more was taken for want of a tax number.
        basis: Scale, window and surcharge.

    Examples:
        >>> tax = kj.benefits.jht_tax(60_000_000, dt.date(2024, 12, 26))
        >>> tax.tax, tax.net
        (500000, 59500000)
    """

    gross: Rupiah = field(repr=False)
    tax: Rupiah = field(repr=False)
    final: bool
    surcharge: bool
    basis: Basis

    @property
    def net(self) -> Rupiah:
        """What is left after the tax, in rupiah."""
        return self.gross - self.tax


def jht_tax(
    amount: Rupiah,
    on: DateLike,
    *,
    earlier: Sequence[Withdrawal] = (),
    has_tax_number: bool | None = None,
    law: LawBook = LAW,
) -> JhtTax:
    """Tax on a payment of JHT, given what was paid before.

    The law of the day of payment decides. The window is the calendar year of the first payment
    from the account and the ones that the law adds; within it they count as one sum. What was paid
    up to the last whole payout is of another account and decides nothing.

    Args:
        amount: Gross payment in rupiah.
        on: Day of payment.
        earlier: JHT that was paid before.
        has_tax_number: Decides from the third calendar year on only.
        law: Book of law.

    Raises:
        InvalidAmountError: code `invalid-amount`.
        InvalidDateError: code `invalid-date`.
        InvalidFactError: code `invalid-fact`: earlier payments that are none, or lie later.
        MissingFactError: code `missing-fact`: `has_tax_number` decides and was not given.
        BeforeDataError: code `before-data`.

    Examples:
        >>> first = kj.benefits.Withdrawal(on=dt.date(2009, 12, 1), amount=50_000_000)
        >>> kj.benefits.jht_tax(100_000_000, dt.date(2010, 2, 1), earlier=[first]).tax
        5000000
        >>> late = dt.date(2011, 2, 1)
        >>> kj.benefits.jht_tax(50_000_000, late, earlier=[first], has_tax_number=False).tax
        3000000
    """
    amount = check_rupiah(amount, "amount")
    on = as_date(on, "on")
    check_book(law)
    if has_tax_number is not None:
        check_flag(has_tax_number, "has_tax_number")
    before = check_withdrawals(earlier, "earlier", until=on)
    ended = max((each.on for each in before if each.whole), default=None)
    own = [each for each in before if ended is None or (each.on > ended and not each.whole)]
    accounts = "" if ended is None else "jht-accounts"
    window = law.value_on("tax.jht_window", on)
    first = min((item.on.year for item in own), default=on.year)
    if on.year < first + window.value:
        scale = law.value_on("tax.jht_scale", on)
        basis = Basis.of(scale, window, assuming=(accounts,))
        return _taxed(amount, sum(item.amount for item in own), scale, basis, final=True)
    if has_tax_number is None:
        raise MissingFactError(
            "has_tax_number decides the tax from the third calendar year on and was not given.",
            value="has_tax_number",
            remedy="Give has_tax_number=True or has_tax_number=False.",
        )
    scale = law.value_on("tax.income_scale", on)
    same_year = sum(item.amount for item in own if item.on.year == on.year)
    more = None if has_tax_number else law.value_on("tax.without_tax_number", on)
    used = (scale, window, more) if more else (scale, window)
    basis = Basis.of(*used, assuming=(accounts,))
    return _taxed(amount, same_year, scale, basis, final=False, more=more)


def _taxed(
    amount: Rupiah,
    before: Rupiah,
    scale: DatedValue,
    basis: Basis,
    *,
    final: bool,
    more: DatedValue | None = None,
) -> JhtTax:
    """The tax of all payments so far, less the tax of those before."""
    parts = PARTS + (more.value.ppm if more else 0)
    so_far, then = (
        half_up(over_slices(scale.value, total) * parts, PARTS * PARTS)
        for total in (before + amount, before)
    )
    return JhtTax(
        gross=amount,
        tax=so_far - then,
        final=final,
        surcharge=more is not None,
        basis=basis,
    )
