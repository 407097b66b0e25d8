"""Findings of a roster: what was odd or wrong, where, and what to do about it.

A finding never shows what stood in the cell: names and numbers are personal (UU 27/2022). The
text itself is kept in `original` for whoever corrects it, and what was read instead in `repaired`.
"""

from __future__ import annotations

import re
from typing import Any, Literal, TypeAlias

from attrs import Factory, define, field, frozen

from kopdes_jamsos._checks import is_whole
from kopdes_jamsos._plain import as_text
from kopdes_jamsos.errors import InvalidFactError, RosterError, UnknownChoiceError, a_kind, told
from kopdes_jamsos.identity.findings import Severity, Worded
from kopdes_jamsos.wording.language import Language, words
from kopdes_jamsos.wording.sentences import one_line

RosterSeverity: TypeAlias = Literal["error"] | Severity

# The codes by how much they mean: those that keep the row from being taken, and the others.
_REFUSED: dict[RosterSeverity, str] = {
    "error": """
        cooperative-unknown heading-missing heading-twice headings-incomplete headings-missing
        kbli-unreadable nik-duplicate nobody organ-unknown profile-duplicate profile-incomplete
        row-long sheets-several two-offices village-head-officer village-unknown
    """,
    "info": """
        cooperative-given membership-requested row-dropped row-of-numbers row-of-sums
    """,
}
_TAKEN: dict[RosterSeverity, str] = {
    "warning": """
        amount-unreadable birth-date-differs birth-date-impossible cell-error cell-kind cell-long
        choice-unknown cooperative-missing correction-unused date-unreadable
        email-unreadable enrolment-refused formula kbli-year-missing membership-unknown
        name-missing nik-characters nik-invalid nik-length nik-missing nik-rounded
        nik-scientific person-given phone-unreadable postal-code-unreadable ref-is-number
        row-short sex-differs sex-unreadable two-chairs unknown-province village-differs
        village-head-perhaps village-unreadable
    """,
    "info": """
        column-unknown control-characters date-order date-serial date-zero encoding-repaired
        formula-text kbli-zero-lost masked nik-decimal nik-masked nik-not-compared
        nik-number nik-separators phone-zero-lost post-missing post-other unknown-regency
        village-from-members waged-missing
    """,
}
SEVERITIES: dict[str, RosterSeverity] = {
    code: severity
    for each in (_REFUSED, _TAKEN)
    for severity, codes in each.items()
    for code in codes.split()
}


def _check_file(_: Any, __: Any, value: Any) -> None:
    if as_text(value) is None:
        raise InvalidFactError(
            f"file must be a str; got {a_kind(value)}.",
            value="file",
            remedy="Give the name of the file.",
        )


def _check_figures(_: Any, __: Any, value: Any) -> None:
    if type(value) is tuple and all(map(_is_figure, value)):
        return
    raise InvalidFactError(
        "Figures are pairs of a name, and a number, a code or a row of a file.",
        value="figures",
        remedy="Leave a finding as it was given.",
    )


def _is_figure(pair: Any) -> bool:
    if type(pair) is not tuple or len(pair) != 2 or as_text(pair[0]) not in _FIGURES:
        return False
    text = as_text(pair[1])
    return type(pair[1]) is int or (text is not None and _TOLD.fullmatch(text) is not None)


def _check_code(_: Any, __: Any, value: Any) -> None:
    if as_text(value) in SEVERITIES:
        return
    shown, kept = told(value, "code", names=SEVERITIES)
    raise UnknownChoiceError(
        f"{shown} is no code of a finding.",
        value=kept,
        remedy="Take the codes of the findings that were read.",
    )


# What their sentences name.
_FIGURES = ("first", "digits", "people", "reason", "field")
_TOLD = re.compile(r"[a-z]+(-[a-z]+)*|[0-9]+ \(.*\)", re.DOTALL)
_KEEPS_OUT = frozenset(" ".join(_REFUSED.values()).split())


@frozen(kw_only=True)
class RosterFinding(Worded):
    """One finding about a cell, a row or a file.

    Attributes:
        file: Name of the file, without its folder.
        row: Row as a spreadsheet counts it: the headings stand in row 1 where nothing is above.
        column: Heading of the column, or None where the row as a whole is meant.
        code: Stable name of the kind of finding.
        figures: Figures of its sentence, such as another row; never personal.
        original: What stood in the cell; never shown.
        repaired: What was read instead, as text; never shown. None: nothing was.

    Raises:
        UnknownChoiceError: code `unknown-choice`: no such code.
        InvalidFactError: code `invalid-fact`: a file that is no text, or a row that is no number.

    Examples:
        >>> finding = kj.rosters.RosterFinding(
        ...     file="anggota.csv", row=7, column="nik", code="nik-scientific", original="3.60E+15"
        ... )
        >>> finding
        RosterFinding(file='anggota.csv', row=7, column='nik', code='nik-scientific', figures=())
        >>> print(finding)
        anggota.csv, row 7, nik: The NIK was turned into a rounded number by a spreadsheet. \
[nik-scientific] Copy it from the identity card into a text cell.
    """

    _TABLE = "roster"

    file: str = field(validator=_check_file)
    row: int = field(validator=is_whole)
    column: str | None = None
    code: str = field(validator=_check_code)
    figures: tuple[tuple[str, object], ...] = field(default=(), validator=_check_figures)
    original: str | None = field(default=None, repr=False)
    repaired: str | None = field(default=None, repr=False)

    @property
    def severity(self) -> RosterSeverity:
        """How much it means: "error", "warning" or "info"."""
        return SEVERITIES[self.code]

    @property
    def refuses(self) -> bool:
        """Whether it keeps the row from being taken."""
        return self.code in _KEEPS_OUT

    def explain(self, language: Language) -> str:
        """The finding on one line: its place, what was found, its code and what to do.

        Args:
            language: "id" or "en".

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> finding = kj.rosters.RosterFinding(file="anggota.csv", row=7, code="nobody")
            >>> print(finding.explain("id"))
            anggota.csv, baris 7: Baris ini tidak memuat nama dan tidak memuat NIK. [nobody] Isi \
namanya, atau hapus baris ini.
        """
        row = words(language).tables["sheets"]["row"]
        place = f"{self.file}, {row} {self.row}" + (f", {self.column}" if self.column else "")
        told = f"{self.message(language)} [{self.code}] {self.remedy(language)}"
        return one_line(f"{place}: {told}")

    def __str__(self) -> str:
        return self.explain("en")


class HeadingsError(RosterError):
    r"""A file without the headings of a table, or with some that are not clear.

    Attributes:
        findings: What is missing or not clear, heading by heading, in the language of the reader.

    Examples:
        >>> path = folder / "daftar.csv"
        >>> _ = path.write_text("Nama Lengkap,NIK\nAni Contoh,3604995708909991\n")
        >>> try:
        ...     kj.rosters.read(path, on=dt.date(2026, 11, 22))
        ... except kj.rosters.HeadingsError as error:
        ...     print(*[(finding.column, finding.message("id")) for finding in error.findings])
        ('kedudukan', 'Kolom ini wajib ada, tetapi judulnya tidak ditemukan.')
    """

    findings: tuple[RosterFinding, ...] = ()

    @classmethod
    def of(cls, message: str, *findings: RosterFinding, remedy: str) -> HeadingsError:
        """The error that tells of some findings."""
        error = cls(message, remedy=remedy)
        error.findings = findings
        return error


@define(kw_only=True)
class Tally:
    """Where the rows of a file went; it grows while the file is read.

    `rows` is always the sum of `headings`, `blank`, `taken`, `refused` and `sums`.

    Attributes:
        rows: Rows of the sheet that were read.
        headings: Rows down to the headings, titles among them, and these; and numbers of columns.
        blank: Rows without any text.
        taken: Rows that became a person, a profile, a place or a business.
        refused: Rows that a finding keeps out.
        sums: Rows of sums, which are nobody.
        codes: Number of findings by code.

    Examples:
        >>> kj.rosters.Tally(rows=3, headings=1, taken=2).adds_up
        True
    """

    rows: int = 0
    headings: int = 0
    blank: int = 0
    taken: int = 0
    refused: int = 0
    sums: int = 0
    codes: dict[str, int] = Factory(dict)

    @property
    def adds_up(self) -> bool:
        """Whether every row went somewhere."""
        return self.rows == (self.headings + self.blank + self.taken + self.refused + self.sums)
