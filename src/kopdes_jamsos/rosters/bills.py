"""Bills and payment lists for the treasurer, as CSV or XLSX.

Amounts are number cells, identity numbers text cells. The files hold names and NIKs: that is what
a treasurer needs them for, and why they are to be kept like the roster itself. Nobody is lost:
whoever could not be billed stands in the bill with the reason and without an amount; the payment
list holds who pays.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from kopdes_jamsos._checks import all_of
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.contributions.billing import Bill
from kopdes_jamsos.cooperative import Person
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.programs import Payer, Program
from kopdes_jamsos.rosters.writing import Cell, Page, write
from kopdes_jamsos.wording import Language
from kopdes_jamsos.wording.formats import locale_of
from kopdes_jamsos.wording.texts import CODES, NAMES

_WORDS = {
    "ref": ("rujukan", "ref"),
    "name": ("nama", "name"),
    "nik": ("nik", "nik"),
    "month": ("bulan", "month"),
    "segment": ("segmen", "segment"),
    "total": ("jumlah", "total"),
    "remark": ("keterangan", "remark"),
    "bill": ("tagihan", "bill"),
    "summary": ("ringkasan", "summary"),
    "group": ("kelompok", "group"),
    "what": ("uraian", "item"),
    "payer": ("pembayar", "payer"),
    "cooperative": ("koperasi", "cooperative"),
    "due": ("paling lambat", "due"),
    "payments": ("pembayaran", "payments"),
    "days": ("jatuh tempo", "due dates"),
    "program": ("program", "programme"),
}


def write_bill(bill: Bill, path: str | os.PathLike[str], *, language: Language = "id") -> None:
    """Write a bill: a row for each person, a column for each programme and payer.

    XLSX has a second sheet with the cooperative, the month, and the sums by programme and by payer.
    The last row of the first holds the totals.

    Args:
        bill: The bill.
        path: The file; its ending decides.
        language: "id" or "en".

    Raises:
        InvalidFactError: code `invalid-fact`: no bill, or another ending.
        UnknownChoiceError: code `unknown-choice`.
        RosterError: code `roster`: openpyxl is not installed.

    Examples:
        >>> import pathlib, tempfile
        >>> kdmp = kj.Cooperative(
        ...     name="Pejaten",
        ...     kind="KDMP",
        ...     village=kj.VillageCode("36.04.05.2003"),
        ...     members=[kj.Member(ref="M-1", name="Ani Contoh", enrolments=[trader])],
        ... )
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "tagihan.csv"
        >>> kj.rosters.write_bill(kj.bill(kdmp, kj.Month(2025, 7)), path)
        >>> for line in path.read_text("utf-8-sig").splitlines():
        ...     print(line)
        rujukan,nama,nik,segmen,JKK peserta,JKM peserta,jumlah,keterangan
        M-1,Ani Contoh,,BPU,10000,6800,16800,
        jumlah,,,,10000,6800,16800,
    """
    english = _english(language)
    if not isinstance(bill, Bill):
        raise InvalidFactError("Only a bill can be written so.", remedy="Give what kj.bill gave.")
    write(
        path,
        [
            Page(
                name=_WORDS["bill"][english],
                headings=_headings(bill, english),
                rows=_bill_rows(bill, english),
            ),
            Page(
                name=_WORDS["summary"][english],
                headings=[_WORDS[name][english] for name in ("group", "what", "total")],
                rows=_summary(bill, english),
            ),
        ],
    )


def write_payments(
    bills: Iterable[Bill], path: str | os.PathLike[str], *, language: Language = "id"
) -> None:
    """Write who pays how much in which month: a row for each person and month.

    Given is the first day by which something of the row is due; the last row holds the totals. A
    column names the cooperative where there are several. XLSX has a second sheet with the sums by
    day and programme.

    Args:
        bills: Bills of one or several months or cooperatives.
        path: The file; its ending decides.
        language: "id" or "en".

    Raises:
        InvalidFactError: code `invalid-fact`: no bills, or another ending.
        UnknownChoiceError: code `unknown-choice`.
        RosterError: code `roster`: openpyxl is not installed.

    Examples:
        >>> import pathlib, tempfile
        >>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JHT})
        >>> kdmp = kj.Cooperative(
        ...     name="Pejaten",
        ...     kind="KDMP",
        ...     village=kj.VillageCode("36.04.05.2003"),
        ...     members=[kj.Member(ref="M-1", name="Ani Contoh", enrolments=[trader])],
        ... )
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "pembayaran.csv"
        >>> kj.rosters.write_payments([kj.bill(kdmp, kj.Month(2025, 7))], path)
        >>> print(path.read_text("utf-8-sig").splitlines()[1])
        2025-07,M-1,Ani Contoh,,BPU,30000,30000,15-07-2025
    """
    english = _english(language)
    given = all_of(Bill, bills, "Only bills can be written so.", "Give what kj.bill gave.")
    payers = [payer for payer in Payer if any(payer in bill.by_payer for bill in given)]
    several = len({(bill.cooperative.name, bill.cooperative.village) for bill in given}) > 1
    names = ["month", *["cooperative"] * several, "ref", "name", "nik", "segment"]
    write(
        path,
        [
            Page(
                name=_WORDS["payments"][english],
                headings=[
                    *(_WORDS[name][english] for name in names),
                    *(NAMES[payer][english] for payer in payers),
                    _WORDS["total"][english],
                    _WORDS["due"][english],
                ],
                rows=_payment_rows(given, payers, several=several, english=english),
            ),
            Page(
                name=_WORDS["days"][english],
                headings=[_WORDS[name][english] for name in ("due", "month", "program", "total")],
                rows=_days(given, english),
            ),
        ],
    )


def _english(language: Language) -> bool:
    locale_of(language)
    return language == "en"


def _columns(bill: Bill) -> Sequence[tuple[Program, Payer]]:
    found = {
        (line.program, line.payer) for assessment in bill.assessments for line in assessment.lines
    }
    return [(program, payer) for program in Program for payer in Payer if (program, payer) in found]


def _headings(bill: Bill, english: bool) -> list[str]:
    return [
        *(_WORDS[name][english] for name in ("ref", "name", "nik", "segment")),
        *(f"{program} {NAMES[payer][english]}" for program, payer in _columns(bill)),
        *(_WORDS[name][english] for name in ("total", "remark")),
    ]


def _who(person: Person) -> list[Cell]:
    return [person.ref, person.name, person.nik.digits if person.nik else None]


def _amounts(assessment: Assessment, columns: Sequence[tuple[Program, Payer]]) -> list[int]:
    sums = dict.fromkeys(columns, 0)
    for line in assessment.lines:
        sums[line.program, line.payer] += line.amount
    return list(sums.values())


def _bill_rows(bill: Bill, english: bool) -> Iterator[list[Cell]]:
    columns = _columns(bill)
    totals = [0] * len(columns)
    for entry in bill.entries:
        amounts = _amounts(entry.assessment, columns)
        totals = [total + amount for total, amount in zip(totals, amounts, strict=True)]
        segment = entry.assessment.enrolment.segment.value
        yield [*_who(entry.person), segment, *amounts, entry.assessment.total, None]
    for missed in bill.uncovered:
        reason = CODES.get(missed.code, (missed.code, missed.code))[english]
        yield [*_who(missed.person), None, *[None] * len(columns), None, reason]
    yield [_WORDS["total"][english], None, None, None, *totals, bill.total, None]


def _summary(bill: Bill, english: bool) -> Iterator[list[Cell]]:
    yield [_WORDS["cooperative"][english], bill.cooperative.name, None]
    yield [_WORDS["month"][english], str(bill.month), None]
    for program, amount in bill.by_program.items():
        yield [_WORDS["program"][english], program.value, amount]
    for payer, amount in bill.by_payer.items():
        yield [_WORDS["payer"][english], NAMES[payer][english], amount]
    yield [_WORDS["total"][english], None, bill.total]


def _payment_rows(
    bills: Sequence[Bill], payers: Sequence[Payer], *, several: bool, english: bool
) -> Iterator[list[Cell]]:
    sums = [0] * (len(payers) + 1)
    for bill in sorted(bills, key=lambda each: each.month):
        for entry in bill.entries:
            assessment = entry.assessment
            first = min((due.day for due in assessment.due_dates()), default=None)
            amounts = [*(assessment.paid_by(payer) for payer in payers), assessment.total]
            sums = [total + amount for total, amount in zip(sums, amounts, strict=True)]
            yield [
                str(bill.month),
                *([bill.cooperative.name] if several else []),
                *_who(entry.person),
                assessment.enrolment.segment.value,
                *amounts,
                None if first is None else f"{first:%d-%m-%Y}",
            ]
    yield [_WORDS["total"][english], *[None] * (4 + several), *sums, None]


def _days(bills: Sequence[Bill], english: bool) -> Iterator[list[Cell]]:
    sums: dict[tuple[str, str, str], int] = {}
    for bill in bills:
        for assessment in bill.assessments:
            for due in assessment.due_dates():
                key = (due.day.isoformat(), str(bill.month), due.program.value)
                sums[key] = sums.get(key, 0) + assessment.of(due.program)
    for (day, month, program), amount in sorted(sums.items()):
        yield ["-".join(reversed(day.split("-"))), month, program, amount]
    yield [_WORDS["total"][english], None, None, sum(sums.values())]
