"""Cells read as NIK, sex, amount or choice; a repair or a refusal is a finding.

Nothing is guessed. A NIK that a spreadsheet has rounded (3.60404E+15) is gone and is not made up;
separators, text formulas and lost leading zeros of telephone numbers and KBLI codes are repaired,
and the finding keeps what stood there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import TypeVar

from kopdes_jamsos.choices import find_choice
from kopdes_jamsos.errors import InvalidNikError, InvalidVillageCodeError
from kopdes_jamsos.free_text import amount_in, stored_amount
from kopdes_jamsos.identity import Nik, Sex, VillageCode
from kopdes_jamsos.rosters.cellkinds import ErrorText, FormulaText, KindText, NumberText
from kopdes_jamsos.rosters.findings import RosterFinding
from kopdes_jamsos.rosters.headings import Headings

ChoiceT = TypeVar("ChoiceT", bound=Enum)

_BLANK = frozenset({"", "-", "--", "#n/a", "n/a", "null", "none", "nan", "\\n", "nil", "(null)"})
_SIGNS = ("=", "'", "#")
# An apostrophe in front keeps a spreadsheet from reading what follows as a formula or a number.
_ESCAPED = re.compile(r"'\s*['=+\-@0-9]")
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_DIGITS = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"([0-9]{16})[.,]0+")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+")
_MASKED = re.compile(r"[0-9]*[*xX•]{2}[0-9*xX•]*")
_NIK_SEPARATORS = re.compile(r"[\s.\-_/']+")
_SEXES = {
    "l": Sex.MALE, "lk": Sex.MALE, "laki laki": Sex.MALE, "laki": Sex.MALE, "pria": Sex.MALE,
    "male": Sex.MALE, "m": Sex.MALE,
    "p": Sex.FEMALE, "pr": Sex.FEMALE, "perempuan": Sex.FEMALE, "wanita": Sex.FEMALE,
    "female": Sex.FEMALE, "f": Sex.FEMALE,
}  # fmt: skip
_PHONE = re.compile(r"[+(]?[0-9][0-9 ().\-]{5,20}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
# From here on a spreadsheet's binary number holds even whole numbers only: NIKs of Papua.
_EVEN_ONLY = 2**53
_KEPT = 4_096
_UNREAD = {FormulaText: "formula", ErrorText: "cell-error", KindText: "cell-kind"}


class Row:
    """A row while it is read: its cells by field, and the findings that gather."""

    __slots__ = ("_cells", "_headings", "_limit", "_unread", "file", "findings", "number")

    def __init__(
        self, file: str, number: int, cells: Sequence[str], headings: Headings, limit: int
    ) -> None:
        self.file = file
        self.number = number
        self._cells = cells
        self._headings = headings
        self._limit = limit
        self._unread: set[str] = set()
        self.findings: list[RosterFinding] = []

    def find(
        self,
        code: str,
        name: str | None = None,
        *,
        original: str | None = None,
        repaired: str | None = None,
        **figures: object,
    ) -> None:
        """Note a finding about the row, or about one field of it."""
        place = None if name is None else self._headings.places.get(name)
        self.findings.append(
            RosterFinding(
                file=self.file,
                row=self.number,
                column=None if place is None else self._headings.names[place],
                code=code,
                figures=tuple(figures.items()),
                original=original,
                repaired=repaired,
            )
        )

    @property
    def fields(self) -> Iterable[str]:
        """The fields that the table of the row has."""
        return self._headings.places

    def has(self, name: str) -> bool:
        """Whether the table of the row has a field."""
        return name in self._headings.places

    def raw(self, name: str) -> str:
        """The cell of a field as it stands."""
        place = self._headings.places.get(name)
        return self._cells[place] if place is not None and place < len(self._cells) else ""

    def text(self, name: str) -> str | None:
        """The cell of a field as a text, or None where it is blank."""
        place = self._headings.places.get(name)
        if place is None or place >= len(self._cells):
            return None
        cell = self._cells[place]
        text = usual_text(cell, self._limit)
        return self._odd(name, cell) if text is None else text or None

    def _odd(self, name: str, cell: str) -> str | None:
        """A cell that is more than printable ASCII."""
        code = _UNREAD.get(type(cell))
        if code is not None:
            return self._leave(code, name, cell)
        if len(cell) > self._limit:
            return self._leave("cell-long", name, cell)
        text = cell
        if any("\udc80" <= letter <= "\udcff" for letter in cell):
            text = cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
            self.find("encoding-repaired", name, original=text, repaired=text)
        if not text.isprintable():
            kept = "".join(
                letter if letter.isprintable() else " " if letter.isspace() else ""
                for letter in text
            )
            if any(not letter.isprintable() and not letter.isspace() for letter in text):
                self.find("control-characters", name, original=kept, repaired=kept)
            text = kept
        text = text.strip()
        if _ESCAPED.match(text):
            return text[1:].strip()
        if text.startswith("="):
            wrapped = _TEXT_FORMULA.fullmatch(text)
            if wrapped is None:
                return self._leave("formula", name, text)
            self.find("formula-text", name, original=text, repaired=wrapped[1])
            text = wrapped[1].strip()
        return None if text.lower() in _BLANK else text

    def _leave(self, code: str, name: str, text: str) -> str | None:
        self.find(code, name, original=text)
        self._unread.add(name)
        return None

    def is_blank(self, name: str) -> bool:
        """Whether a field that has no text holds none, rather than something that is not read."""
        return name not in self._unread

    def is_number(self, name: str) -> bool:
        """Whether a spreadsheet stored the field as a number."""
        return isinstance(self.raw(name), NumberText)


def usual_text(cell: str, limit: int) -> str | None:
    """The text of a cell of printable ASCII that needs no closer look; "" where it is blank.

    None: the cell is too long, or of another kind.

    Examples:
        >>> usual_text(" Ani ", 2_000), usual_text("-", 2_000), usual_text("=1+1", 2_000)
        ('Ani', '', None)
    """
    if cell.isascii() and cell.isprintable() and cell[:1] not in _SIGNS and len(cell) <= limit:
        text = cell.strip()
        return "" if len(text) < 7 and text.lower() in _BLANK else text
    return None


def read_nik(row: Row, text: str | None) -> Nik | None:
    """The NIK of a row, if it is whole."""
    if text is None:
        if row.has("nik") and row.is_blank("nik"):
            row.find("nik-missing", "nik")
        return None
    digits = text
    if not (len(text) == 16 and text.isascii() and text.isdigit()):
        found = _whole_nik(row, text)
        if found is None:
            return None
        digits = found
    if row.is_number("nik"):
        if _may_be_rounded(digits):
            row.find("nik-rounded", "nik", original=text)
            return None
        row.find("nik-number", "nik", original=text, repaired=digits)
    try:
        return Nik(digits)
    except InvalidNikError:
        row.find("nik-invalid", "nik", original=text)
        return None


def _may_be_rounded(digits: str) -> bool:
    """Whether a number of sixteen digits may be another one that a spreadsheet has rounded."""
    return digits.endswith("0") or (int(digits) >= _EVEN_ONLY and int(digits) % 2 == 0)


def _whole_nik(row: Row, text: str) -> str | None:
    """Sixteen digits out of a text that is not just these, or None and a finding."""
    if _SCIENTIFIC.fullmatch(text):
        row.find("nik-scientific", "nik", original=text)
        return None
    if _MASKED.fullmatch(text):
        row.find("nik-masked", "nik", original=text)
        return None
    decimal = _DECIMAL.fullmatch(text)
    if decimal is not None:
        if _may_be_rounded(decimal[1]):
            row.find("nik-rounded", "nik", original=text)
            return None
        row.find("nik-decimal", "nik", original=text, repaired=decimal[1])
        return decimal[1]
    digits = _NIK_SEPARATORS.sub("", text)
    if not _DIGITS.fullmatch(digits):
        row.find("nik-characters", "nik", original=text)
        return None
    if len(digits) != 16:
        row.find("nik-length", "nik", original=text, digits=len(digits))
        return None
    row.find("nik-separators", "nik", original=text, repaired=digits)
    return digits


def read_sex(row: Row, name: str, text: str) -> Sex | None:
    """The sex."""
    word = text.lower()
    found = _SEXES.get(word) or _SEXES.get(" ".join(re.findall(r"[a-z]+", word)))
    if found is None:
        row.find("sex-unreadable", name, original=text)
    return found


def read_phone(row: Row, name: str, text: str) -> str | None:
    """A telephone number: its digits, with +62 as 0."""
    if _MASKED.fullmatch(text):
        row.find("masked", name, original=text)
        return None
    if not _PHONE.fullmatch(text):
        row.find("phone-unreadable", name, original=text)
        return None
    digits = "".join(_DIGITS.findall(text))
    if digits.startswith("62"):
        return f"0{digits[2:].removeprefix('0')}"
    if not digits.startswith("0"):
        row.find("phone-zero-lost", name, original=text, repaired=f"0{digits}")
        return f"0{digits}"
    return digits


def read_email(row: Row, name: str, text: str) -> str | None:
    """An e-mail address."""
    if _EMAIL.fullmatch(text) and "*" not in text:
        return text
    row.find("masked" if "*" in text else "email-unreadable", name, original=text)
    return None


def read_postal_code(row: Row, name: str, text: str) -> str | None:
    """A postal code of five digits, or None."""
    if len(text) == 5 and text.isascii() and text.isdigit():
        return text
    row.find("postal-code-unreadable", name, original=text)
    return None


def read_village(row: Row, name: str, text: str) -> VillageCode | None:
    """A village code, with or without its dots."""
    try:
        return _read_village(text)
    except InvalidVillageCodeError:
        row.find("village-unreadable", name, original=text)
        return None


# Tables repeat villages. Days are not kept beyond a table: they may be those of somebody's birth.
@lru_cache(_KEPT)
def _read_village(text: str) -> VillageCode:
    return VillageCode.parse(text)


def read_amount(row: Row, name: str, text: str) -> int | None:
    """Whole rupiah, with or without Rp, thousands separators and two zeros of decimals."""
    # In a number cell a point is no thousands separator.
    amount = stored_amount(text) if row.is_number(name) else amount_in(text)
    if amount is None:
        row.find("amount-unreadable", name, original=text)
    return amount


def read_choice(row: Row, name: str, text: str | None, kind: type[ChoiceT]) -> ChoiceT | None:
    """A choice by one of the words for it."""
    if text is None:
        return None
    found = find_choice(kind, text)
    if found is None:
        find_no_choice(row, name, text)
    return found


def read_word(row: Row, name: str, text: str, words: Mapping[str, str]) -> str | None:
    """One of a few letters by the words for them."""
    found = words.get(text.lower())
    if found is None:
        find_no_choice(row, name, text)
    return found


def find_no_choice(row: Row, name: str, text: str) -> None:
    """Find a text that is none of the words of a column; the remedy lists these."""
    row.find("choice-unknown", name, original=text, field=name.replace("_", "-"))


def read_ref(row: Row, name: str, text: str | None) -> str | None:
    """A reference that may be shown: not one that is a NIK in the wrong column."""
    if text is not None and is_long_number(text):
        row.find("ref-is-number", name, original=text)
        return None
    return text


def is_long_number(text: str) -> bool:
    """Whether a text is a number of the length of a NIK or a card.

    Examples:
        >>> is_long_number("3604.9957.0890.9999"), is_long_number("AGT-0000001")
        (True, False)
    """
    if len(text) < 11 or text[0].isalpha():
        return False
    digits = _NIK_SEPARATORS.sub("", text)
    return len(digits) > 10 and digits.isdigit()
