"""Whole rupiah and exact rates.

Amounts are `int` rupiah; rates are integers in parts per million. No float gets in, and rounding
happens in one function, `half_up`, after all factors have been multiplied exactly. That whole
lines are rounded, and which way, is the convention `round-line` in `law/conventions.toml`: no
regulation says it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from kopdes_jamsos._plain import as_int
from kopdes_jamsos.errors import InvalidAmountError, InvalidRateError, a_kind, told

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

__all__ = ["Rate", "Rupiah", "percent"]

Rupiah: TypeAlias = int

PARTS = 1_000_000
# Less than Decimal would read: it also takes "1_000", " 5 ", "1e2" and digits of other scripts.
_PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")
# What may be meant for a rate, and is no wage: "3,7", "0.24 %", "120".
_SHARE = r"-?(0[.,][0-9]{1,9}|[0-9]{1,3}([.,]([0-9]{1,2}|[0-9]{4}))?)( ?%)?"
# What a 64-bit column can hold; `assess` takes no more, so that `frames` agrees with it.
LARGEST = 2**63 - 1


def half_up(numerator: int, denominator: int) -> int:
    """Quotient of two integers, rounded half up.

    Args:
        numerator: Not negative.
        denominator: Positive.

    Examples:
        >>> half_up(5, 2)
        3
        >>> half_up(4, 3)
        1
    """
    # Without doubling: an odd denominator has no half, so what // leaves out decides nothing.
    return (numerator + denominator // 2) // denominator


def whole_rupiah(amount: Fraction) -> Rupiah:
    """A fraction of rupiah as whole rupiah, half up.

    Examples:
        >>> from fractions import Fraction
        >>> whole_rupiah(Fraction(5, 2))
        3
    """
    return half_up(amount.numerator, amount.denominator)


def check_rupiah(value: object, what: str) -> Rupiah:
    """The value, if it is a whole number of rupiah of at least 0, within 64 bits.

    Args:
        value: What the caller gave.
        what: Name of the fact, for the message.

    Raises:
        InvalidAmountError: code `invalid-amount`; the message does not repeat the amount.
    """
    amount = as_int(value)
    if amount is not None and 0 <= amount <= LARGEST:
        return amount
    kind = a_kind(value)
    if amount is not None:
        kind = "a negative amount" if amount < 0 else "an amount beyond 64 bits"
    raise InvalidAmountError(
        f"{what} must be a whole number of rupiah, 0 or more; got {kind}.",
        value=what,
        remedy="Give an int, such as 2_500_000.",
        field=what,
    )


def _ppm(value: int) -> int:
    ppm = as_int(value)
    if ppm is None or not 0 <= ppm <= PARTS:
        shown, kept = told(value, "ppm", like=_SHARE)
        raise InvalidRateError(
            f"A rate holds an int of 0 to {PARTS} parts per million; got {shown}.",
            value=kept,
            remedy='Write rates with percent("0.24").',
        )
    return ppm


@frozen(order=True)
class Rate:
    """A share between 0 and 100 %, exact to a part per million.

    Attributes:
        ppm: Parts per million: 0.24 % is 2,400.

    Raises:
        InvalidRateError: code `invalid-rate`.

    Examples:
        >>> percent("0.24").ppm
        2400
        >>> str(percent("0.24"))
        '0.24 %'
    """

    ppm: int = field(converter=_ppm)

    def of(self, amount: Rupiah) -> Rupiah:
        """This share of a whole amount, rounded half up.

        Examples:
            >>> percent("0.24").of(5_939_375)
            14255
        """
        return share_of(check_rupiah(amount, "amount"), self)[0]

    def __str__(self) -> str:
        whole, rest = divmod(self.ppm, PARTS // 100)
        decimals = f"{rest:04d}".rstrip("0")
        return f"{whole}.{decimals} %" if decimals else f"{whole} %"


def share_of(amount: Rupiah, rate: Rate, times: int = 1) -> tuple[Rupiah, bool]:
    """A share of an amount, taken a number of times and rounded half up once; was it rounded?

    Args:
        amount: Rupiah.
        rate: The share.
        times: How many times, such as the months of a fine.

    Examples:
        >>> share_of(54_000, percent("2"), 3), share_of(25, percent("2"))
        ((3240, False), (1, True))
    """
    # The division comes last and once: nothing is rounded before it.
    parts = amount * rate.ppm * times
    return half_up(parts, PARTS), parts % PARTS != 0


def percent(value: str | int | Decimal) -> Rate:
    """A rate written as a percentage: the only way to write one.

    Args:
        value: Percentage as text with a decimal point, as an int or as a Decimal; never a float.

    Raises:
        InvalidRateError: code `invalid-rate`: no number, outside 0 to 100, or finer than 0.0001 %.

    Examples:
        >>> percent("5.59").ppm
        55900
    """
    from decimal import Decimal

    plain = isinstance(value, str) and _PLAIN.fullmatch(value) is not None
    number = value if isinstance(value, Decimal) else as_int(value)
    exact = Decimal(value) if plain else None if number is None else Decimal(number)
    if exact is None or not exact.is_finite():
        raise _refused(
            value,
            "is no percentage.",
            'Write it with a decimal point, as text: percent("3.7").',
        )
    if not 0 <= exact <= 100:
        remedy = "Give the share as a percentage between 0 and 100."
        raise _refused(value, "lies outside 0 to 100 %.", remedy)
    # 0.0001 % is a part per million; the size is checked first, since 1e-999999 as a fraction
    # would have a million digits.
    too_small = bool(exact) and exact.adjusted() < -4
    numerator, denominator = (0, 1) if too_small else exact.as_integer_ratio()
    ppm, rest = divmod(numerator * (PARTS // 100), denominator)
    if too_small or rest:
        remedy = "Give at most four decimals of a percent."
        raise _refused(value, "is finer than a part per million.", remedy)
    return Rate(ppm)


def _refused(value: object, why: str, remedy: str) -> InvalidRateError:
    shown, kept = told(value, "value", like=_SHARE)
    return InvalidRateError(f"{shown} {why}", value=kept, remedy=remedy)
