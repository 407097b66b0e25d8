"""Whole numbers in Indonesian words, as they stand beside amounts in letters and receipts.

A thousand is "seribu", also after a million (1,001,000 is "satu juta seribu").
"""

from __future__ import annotations

from kopdes_jamsos.money import Rupiah, check_rupiah

_ONES = (
    "",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_GROUPS = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun", "kuintiliun")


def terbilang(amount: Rupiah) -> str:
    """An amount in Indonesian words, with the word rupiah.

    Raises:
        InvalidAmountError: code `invalid-amount`.

    Examples:
        >>> terbilang(70_001_500)
        'tujuh puluh juta seribu lima ratus rupiah'
        >>> terbilang(0)
        'nol rupiah'
    """
    left = check_rupiah(amount, "amount")
    words: list[str] = []
    for group in _GROUPS:
        left, three = divmod(left, 1_000)
        if three == 1 and group == "ribu":
            words.insert(0, "seribu")
        elif three:
            words.insert(0, f"{_below_thousand(three)} {group}".strip())
    return f"{' '.join(words) or 'nol'} rupiah"


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [] if not hundreds else ["seratus" if hundreds == 1 else f"{_ONES[hundreds]} ratus"]
    if rest:
        words.append(_below_hundred(rest))
    return " ".join(words)


def _below_hundred(number: int) -> str:
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    if tens == 1:
        return f"{_ONES[ones]} belas"
    return f"{_ONES[tens]} puluh {_ONES[ones]}".rstrip()
