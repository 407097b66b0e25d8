"""Bills and payment lists for the treasurer, as CSV or XLSX.

Amounts are number cells, due dates are dates, identity numbers text cells. The files hold names
and NIKs: that is what a treasurer needs them for, and why they are to be kept like the roster
itself. Nobody is lost: whoever could not be billed stands in the bill with the reason and without
an amount; the payment list holds who pays.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence

from kopdes_jamsos._checks import all_of
from kopdes_jamsos._files.sheets import Cell, page_of, write
from kopdes_jamsos.contributions.assessment import Assessment, bearer_of
from kopdes_jamsos.contributions.billing import Bill
from kopdes_jamsos.cooperative import Person
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.programs import Payer, Program
from kopdes_jamsos.wording.language import Language, Words, words


def write_bill(bill: Bill, path: str | os.PathLike[str], *, language: Language = "id") -> None:
    """Write a bill: a row for each person, a column for each programme and payer.

    A column names who bears in fact what a participant owes by law, where that was given.

    XLSX has a second sheet with the cooperative, the month, and the sums by programme and by payer.
    The last row of the first holds the totals.

    Args:
        bill: The bill.
        path: The file; its ending decides.
        language: "id" or "en".

    Raises:
        InvalidFactError: code `invalid-fact`: no bill, or another ending.
        UnknownChoiceError: code `unknown-choice`.
        OutputError: code `output`: the file cannot be written, or openpyxl is not installed.

    Examples:
        >>> path = folder / "tagihan.csv"
        >>> kj.rosters.write_bill(kj.bill(kdmp, kj.Month(2025, 7)), path)
        >>> for line in path.read_text("utf-8-sig").splitlines():
        ...     print(line)
        rujukan,nama,nik,segmen,JKK peserta,JKM peserta,jumlah,keterangan
        M-1,Ani Contoh,,BPU,10000,6800,16800,
        jumlah,,,,10000,6800,16800,
    """
    known = words(language)
    if not isinstance(bill, Bill):
        raise InvalidFactError(
            "This writes a bill and nothing else.", remedy="Give what kj.bill gave."
        )
    columns = _columns(bill)
    names = [f"{program} {known.tables['names'][payer]}" for program, payer in columns]
    first = page_of(
        known,
        "bill",
        (*_WHO, *names, "total", *_borne_heading([bill]), "remark"),
        _bill_rows(bill, columns, known),
    )
    summary = page_of(known, "summary", ("group", "what", "total"), _summary(bill, known))
    write(path, [first, summary])


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
        OutputError: code `output`: the file cannot be written, or openpyxl is not installed.

    Examples:
        >>> path = folder / "pembayaran.csv"
        >>> kj.rosters.write_payments([kj.bill(kdmp, kj.Month(2025, 7))], path)
        >>> print(path.read_text("utf-8-sig").splitlines()[1])
        2025-07,M-1,Ani Contoh,,BPU,16800,16800,2025-07-15
    """
    known = words(language)
    total = known.tables["sheets"]["total"]
    remedy = "Give a list of what kj.bill gave."
    given = all_of(Bill, bills, "This writes bills and nothing else.", remedy)
    payers = [payer for payer in Payer if any(payer in bill.by_payer for bill in given)]
    several = len({(bill.cooperative.name, bill.cooperative.village) for bill in given}) > 1
    names = [known.tables["names"][payer] for payer in payers]
    borne = _borne_heading(given)
    headings = ("month", *["cooperative"] * several, *_WHO, *names, "total", *borne, "due")
    rows = _payment_rows(given, payers, several=several, known=known)
    payments = page_of(known, "payments", headings, rows)
    days = page_of(known, "days", ("due", "month", "program", "total"), _days(given, total))
    write(path, [payments, days])


_WHO = ("ref", "name", "nik", "segment")


def _columns(bill: Bill) -> Sequence[tuple[Program, Payer]]:
    found = {
        (line.program, line.payer) for assessment in bill.assessments for line in assessment.lines
    }
    return [(program, payer) for program in Program for payer in Payer if (program, payer) in found]


def _borne_heading(bills: Iterable[Bill]) -> tuple[str, ...]:
    """Heading of who bears in fact what a participant owes, where that is known of somebody."""
    known = any(bearer_of(each.enrolment) for bill in bills for each in bill.assessments)
    return ("borne",) if known else ()


def _borne(assessment: Assessment, known: Words) -> str | None:
    bearer = bearer_of(assessment.enrolment)
    return None if bearer is None else known.tables["names"][f"fund-{bearer}"]


def _who(person: Person) -> list[Cell]:
    return [person.ref, person.name, person.nik.digits if person.nik else None]


def _amounts(assessment: Assessment, columns: Sequence[tuple[Program, Payer]]) -> list[int]:
    sums = dict.fromkeys(columns, 0)
    for line in assessment.lines:
        sums[line.program, line.payer] += line.amount
    return list(sums.values())


def _bill_rows(
    bill: Bill, columns: Sequence[tuple[Program, Payer]], known: Words
) -> Iterator[list[Cell]]:
    totals = [0] * len(columns)
    borne = len(_borne_heading([bill]))
    for entry in bill.entries:
        amounts = _amounts(entry.assessment, columns)
        totals = [total + amount for total, amount in zip(totals, amounts, strict=True)]
        segment = entry.assessment.enrolment.segment.value
        who_bears = [_borne(entry.assessment, known)] * borne
        yield [*_who(entry.person), segment, *amounts, entry.assessment.total, *who_bears, None]
    for missed in bill.uncovered:
        reason = known.get("codes", missed.code)
        yield [*_who(missed.person), None, *[None] * (len(columns) + 1 + borne), reason]
    total = known.tables["sheets"]["total"]
    yield [total, None, None, None, *totals, bill.total, *[None] * borne, None]


def _summary(bill: Bill, known: Words) -> Iterator[list[Cell]]:
    sheets = known.tables["sheets"]
    yield [sheets["cooperative"], bill.cooperative.name, None]
    yield [sheets["month"], str(bill.month), None]
    for program, amount in bill.by_program.items():
        yield [sheets["program"], program.value, amount]
    names = known.tables["names"]
    for payer, amount in bill.by_payer.items():
        yield [sheets["payer"], names[payer], amount]
    for (_, bearer), amount in bill.by_bearer.items():
        if bearer is not None:
            yield [sheets["borne"], names[f"fund-{bearer}"], amount]
    yield [sheets["total"], None, bill.total]


def _payment_rows(
    bills: Sequence[Bill], payers: Sequence[Payer], *, several: bool, known: Words
) -> Iterator[list[Cell]]:
    borne = len(_borne_heading(bills))
    sums = [0] * (len(payers) + 1)
    for bill in sorted(bills, key=lambda each: each.month):
        for entry in bill.entries:
            assessment = entry.assessment
            first = min((due.day for due in assessment.due_dates()), default=None)
            amounts = [*(assessment.paid_by(payer) for payer in payers), assessment.total]
            sums = [sum_ + amount for sum_, amount in zip(sums, amounts, strict=True)]
            yield [
                str(bill.month),
                *([bill.cooperative.name] if several else []),
                *_who(entry.person),
                assessment.enrolment.segment.value,
                *amounts,
                *[_borne(assessment, known)] * borne,
                first,
            ]
    total = known.tables["sheets"]["total"]
    yield [total, *[None] * (4 + several), *sums, *[None] * borne, None]


def _days(bills: Sequence[Bill], total: str) -> Iterator[list[Cell]]:
    sums: dict[tuple[dt.date, str, str], int] = {}
    for bill in bills:
        for assessment in bill.assessments:
            for due in assessment.due_dates():
                key = (due.day, str(bill.month), due.program.value)
                sums[key] = sums.get(key, 0) + assessment.of(due.program)
    for (day, month, program), amount in sorted(sums.items()):
        yield [day, month, program, amount]
    yield [total, None, None, sum(sums.values())]
