"""Rows that describe no person: sums and column numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = (
    r"(?:total|jumlah|jml|seluruh(?:nya)?|keseluruhan(?:nya)?|semua(?:nya)?|akhir|gaji|upah"
    r"|penghasilan|iuran|anggota|pengurus|pengawas|karyawan|pegawai|pekerja|peserta|orang"
    r"|tenaga kerja|of|members?|officers?|employees?|people|wages?)"
)
_AMOUNT = r"(?:rp\.? ?)?[0-9][0-9., ]*(?:,-)?(?: ?orang| people)?"
_SUM = re.compile(
    rf"(?:(?:sub|grand)[ -]?)?(?:jumlah|total|jml)\.?(?: {_WORD})* ?[:=]?(?: ?{_AMOUNT})?"
)
_FIGURE = re.compile(rf"{_AMOUNT}|[-=#].*")  # an amount, a formula or an error
_COLUMN = re.compile(r"\(?([0-9]{1,3})\)?\.?")
_NIK = re.compile(r"(?:[0-9][ .\-]?){15}[0-9](?:[.,]0+)?")
_BEGINNINGS = ("rp", "jumlah", "jml", "total", "grand", "subt", "sub t", "sub-", "subj", "sub j")
_FEWEST = 3


def may_be_nobody(name: str) -> bool:
    """Whether a row needs a closer look by what stands where the name is to stand.

    Examples:
        >>> may_be_nobody("JUMLAH"), may_be_nobody("(2)"), may_be_nobody("Jumali")
        (True, True, False)
    """
    return not name[0].isalpha() or name.lower().startswith(_BEGINNINGS)


def is_sum(cells: Sequence[str]) -> bool:
    """Whether one cell of a row says that it is a sum, and the others hold figures only.

    Somebody of that name has a NIK, or another text, in a further cell.

    Examples:
        >>> is_sum(["", "JUMLAH", "", "Rp4.500.000"]), is_sum(["Total", "3604995708909991"])
        (True, False)
    """
    texts = [" ".join(cell.casefold().split()) for cell in cells if cell.strip()]
    others = [text for text in texts if not _is_figure(text)]
    return len(others) == 1 and _SUM.fullmatch(others[0]) is not None


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None and _NIK.fullmatch(text) is None


def numbers_columns(cells: Sequence[str]) -> bool:
    """Whether a row counts the columns from one on, as tables of offices do below the headings.

    Examples:
        >>> numbers_columns(["(1)", "(2)", "(3)"]), numbers_columns(["1", "Ani", "3"])
        (True, False)
    """
    found = [_COLUMN.fullmatch(cell.strip()) for cell in cells if cell.strip()]
    numbers = [int(match[1]) for match in found if match is not None]
    return len(found) >= _FEWEST and numbers == list(range(1, len(found) + 1))
