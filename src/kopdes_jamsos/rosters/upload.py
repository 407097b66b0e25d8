"""The upload "Data TK Baru": people as the agency's portal for employers (SIPP) takes them.

What is missing is listed for each person before anything is written, and stays blank until somebody
fills it in: nothing is made up. The sex may come from the NIK, which tells it; a birth date comes
from the NIK only if the caller says as seen on which day. The list of what is missing is a table
like that of findings: fill its last column and give it back with `read_corrections`.

The template is for wage earners. No template for BPU who register through a group was found.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias, cast

from attrs import evolve, field, fields_dict, frozen

from kopdes_jamsos._checks import all_of
from kopdes_jamsos._files.sheets import Cell, Page, is_csv, page_of, write
from kopdes_jamsos._plain import as_text, pairs_of
from kopdes_jamsos.basis import Note
from kopdes_jamsos.cooperative import Person
from kopdes_jamsos.coverage.admission import eligibility
from kopdes_jamsos.enrolment import BPUEnrolment, PUEnrolment
from kopdes_jamsos.errors import InvalidFactError, RosterError, UnknownChoiceError, told
from kopdes_jamsos.months import DateLike, as_date
from kopdes_jamsos.programs import Program, Segment
from kopdes_jamsos.rosters.cellkinds import NumberText
from kopdes_jamsos.rosters.edits import BLANK, DROP, Edits, Place, check_edits, unused
from kopdes_jamsos.rosters.findings import RosterFinding
from kopdes_jamsos.rosters.headings import normal
from kopdes_jamsos.rosters.subjects import Entry, Particulars, row_ref
from kopdes_jamsos.rosters.templates import Revision, UploadColumn, revision_named
from kopdes_jamsos.wording.language import Language, words
from kopdes_jamsos.wording.sentences import sentence

Reason: TypeAlias = Literal["missing", "not-allowed", "too-old"]
Incomplete: TypeAlias = Literal["refuse", "leave out", "blank"]

_WAYS = ("refuse", "leave out", "blank")
_DATE = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})")


@frozen(kw_only=True)
class UploadGap:
    """What the upload needs of a person and the roster does not have.

    Attributes:
        file: Name of the file that the person came from.
        row: Row in it.
        ref: Reference of the person.
        column: Column of the template.
        must: Whether the portal's instructions call it compulsory.
        reason: "missing"; "not-allowed" where what was given is not taken; "too-old" where the
            person has reached the age at which no BPU is registered any more.

    Examples:
        >>> gap = kj.rosters.UploadGap(file="a.csv", row=2, ref="P-1", column="UPAH", must=False)
        >>> gap.message("id")
        'Kolom ini ditanyakan dan belum ada.'
    """

    file: str
    row: int
    ref: str | None = field(repr=False)
    column: str
    must: bool
    reason: Reason = "missing"

    def message(self, language: Language = "en") -> str:
        """What is missing, in words.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> kj.rosters.UploadGap(
            ...     file="a.csv", row=2, ref="P-1", column="UPAH", must=True
            ... ).message()
            'The column is compulsory and missing.'
        """
        code = self.reason if self.reason != "missing" else "must" if self.must else "asked"
        return sentence(Note(f"upload-gap-{code}"), language)


@frozen(kw_only=True)
class Upload:
    """People ready for the template, and what is missing of them.

    Attributes:
        revision: The revision.
        rows: Cells by person; never shown.
        gaps: What is missing, person by person, in the order of the columns.
        people: File and row that each person came from.
        findings: Corrections that fit nothing, and people whom one leaves out.

    Examples:
        >>> clerk = kj.Employee(ref="P-1", name="Ani Contoh")
        >>> entry = kj.rosters.Entry(file="a.csv", row=2, subject=clerk)
        >>> upload = kj.rosters.prepare_upload([entry], revision="new-30")
        >>> [gap.column for gap in upload.gaps if gap.must]
        ['TANGGAL_LAHIR', 'JENIS_IDENTITAS', 'NOMOR_IDENTITAS', 'MASA_LAKU_IDENTITAS']
    """

    revision: Revision
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    gaps: tuple[UploadGap, ...] = field(repr=False)
    people: tuple[tuple[str, int], ...] = field(repr=False)
    findings: tuple[RosterFinding, ...] = field(default=(), repr=False)

    def write_gaps(self, path: str | os.PathLike[str], *, language: Language = "id") -> None:
        """Write what is missing as CSV or XLSX, with an empty column to be filled.

        Raises:
            InvalidFactError: code `invalid-fact`: another ending.
            UnknownChoiceError: code `unknown-choice`.
            OutputError: code `output`: the file cannot be written, or openpyxl is not installed.

        Examples:
            >>> entry = kj.rosters.Entry(file="a.csv", row=2, subject=kj.Employee(ref="P-1"))
            >>> upload = kj.rosters.prepare_upload([entry], revision="new-30")
            >>> upload.write_gaps(folder / "isian.csv")
            >>> (folder / "isian.csv").read_text("utf-8-sig").splitlines()[1]
            'a.csv,2,P-1,NAMA_LENGKAP,Kolom ini wajib dan belum ada.,'
        """
        headings = ("file", "row", "ref", "column", "message", "correction")
        rows = (
            (gap.file, gap.row, gap.ref, gap.column, gap.message(language), None)
            for gap in self.gaps
        )
        write(path, [page_of(words(language), "gaps", headings, rows)])

    def write(self, path: str | os.PathLike[str], *, incomplete: Incomplete = "refuse") -> int:
        """Write the template as XLSX, with the sheet of instructions in front.

        Args:
            path: The file, ending in .xlsx.
            incomplete: What to do with people who lack something compulsory: "refuse" to write,
                "leave out" these people, or leave the cells "blank".

        Returns:
            The number of people written.

        Raises:
            RosterError: code `roster`: somebody lacks something compulsory.
            OutputError: code `output`: the file cannot be written, or openpyxl is not installed.
            InvalidFactError: code `invalid-fact`: no XLSX.
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> entry = kj.rosters.Entry(file="a.csv", row=2, subject=kj.Employee(ref="P-1"))
            >>> upload = kj.rosters.prepare_upload([entry], revision="new-30")
            >>> upload.write(folder / "data_tk_baru.xlsx", incomplete="leave out")
            0
        """
        if is_csv(path):
            raise InvalidFactError("The template is XLSX.", remedy="End the name in .xlsx.")
        way = as_text(incomplete)
        if way not in _WAYS:
            shown, kept = told(incomplete, "incomplete", names=_WAYS)
            raise UnknownChoiceError(
                f"{shown} is no way to treat incomplete people.",
                value=kept,
                remedy="Choose refuse, leave out or blank.",
            )
        lacking = {(gap.file, gap.row) for gap in self.gaps if gap.must}
        if lacking and way == "refuse":
            raise RosterError(
                f"{len(lacking)} of {len(self.rows)} people lack something compulsory.",
                remedy="Fill what write_gaps lists; or leave these people out, or the cells blank.",
                reason="gaps",
                count=len(lacking),
                people=len(self.rows),
            )
        kept = [
            row
            for person, row in zip(self.people, self.rows, strict=True)
            if way != "leave out" or person not in lacking
        ]
        columns = self.revision.columns
        instructions = Page(
            name="Petunjuk Pengisian",
            headings=("KOLOM", "KETERANGAN"),
            rows=[(column.name, column.text) for column in columns],
        )
        headings = [column.name for column in columns]
        people = Page(name=self.revision.sheet, headings=headings, rows=kept, printed=False)
        write(path, [instructions, people])
        return len(kept)


def prepare_upload(
    entries: Iterable[Entry],
    *,
    revision: str,
    constants: Mapping[str, str] | None = None,
    corrections: Edits | None = None,
    birth_dates_as_seen_on: DateLike | None = None,
    registered_on: DateLike | None = None,
) -> Upload:
    """Prepare people for the template, and list what is missing.

    Args:
        entries: Entries of people; those of rows that were kept out are passed over.
        revision: Name of the revision, as in `revisions`.
        constants: Columns with what is the same for everybody, such as {"KODE_NEGARA": "ID"};
            they do not replace what a person has.
        corrections: What `read_corrections` gave for the list of gaps, filled; "(hapus)" leaves
            the person out.
        birth_dates_as_seen_on: Take a missing birth date from the NIK, as seen on this day; None:
            leave it missing.
        registered_on: Day of registration: who is enrolled as BPU and too old for it on that day
            is listed among the gaps (`eligibility`); None: ages are not checked.

    Raises:
        InvalidFactError: code `invalid-fact`: no entries.
        UnknownChoiceError: code `unknown-choice`: no such revision, or a constant of no column.
        InvalidDateError: code `invalid-date`.

    Examples:
        >>> clerk = kj.Employee(ref="P-1", name="Ani Contoh", nik=kj.Nik("3604995708909999"))
        >>> entry = kj.rosters.Entry(file="a.csv", row=2, subject=clerk)
        >>> upload = kj.rosters.prepare_upload(
        ...     [entry], revision="new-30", constants={"KODE_NEGARA": "ID"}
        ... )
        >>> [gap.column for gap in upload.gaps if gap.must]
        ['TANGGAL_LAHIR', 'MASA_LAKU_IDENTITAS']
    """
    chosen = revision_named(revision)
    names = [column.name for column in chosen.columns]
    everybody = _constants(constants, names)
    if birth_dates_as_seen_on is not None:
        birth_dates_as_seen_on = as_date(birth_dates_as_seen_on, "birth_dates_as_seen_on")
    if registered_on is not None:
        registered_on = as_date(registered_on, "registered_on")
    given = all_of(Entry, entries, "An upload needs entries.", "Give those of a Roster.")
    check_edits(corrections)
    rows: list[tuple[Cell, ...]] = []
    gaps: list[UploadGap] = []
    people: list[tuple[str, int]] = []
    corrected = {} if corrections is None else corrections.cells
    headings = set(map(normal, names))
    left: dict[Place, Collection[str | None]] = dict(corrected)
    findings: list[RosterFinding] = []
    for entry in given:
        if entry.person is None:
            continue
        place = (entry.file, entry.row)
        edits = corrected.get(place, {})
        left[place] = edits.keys() - headings
        if edits.get(None) == DROP:
            del left[place]
            findings.append(RosterFinding(file=entry.file, row=entry.row, code="row-dropped"))
            continue
        known = _known(entry, entry.person, birth_dates_as_seen_on)
        row, missing = _cells(entry, chosen.columns, known, everybody, edits)
        rows.append(row)
        gaps += missing
        if registered_on is not None:
            gaps += _too_old(entry, chosen.columns, row, registered_on)
        people.append(place)
    return Upload(
        revision=chosen,
        rows=tuple(rows),
        gaps=tuple(gaps),
        people=tuple(people),
        findings=(*findings, *unused(left.items(), headings)),
    )


def _constants(given: Mapping[str, str] | None, names: Sequence[str]) -> Mapping[str, str]:
    pairs = {} if given is None else pairs_of(given)
    named = None if pairs is None else {as_text(name): text for name, text in pairs.items()}
    if named is None or None in named:
        raise InvalidFactError(
            "Constants are texts by column.", remedy='Give them as {"KODE_NEGARA": "ID"}.'
        )
    constants = cast("dict[str, str]", named)
    odd = set(constants).difference(names)
    if odd:
        raise UnknownChoiceError(
            "A constant is for no column of this revision.",
            value="constants",
            remedy=f"Choose among: {', '.join(names)}.",
        )
    return constants


def _known(entry: Entry, person: Person, seen_on: dt.date | None) -> Mapping[str, object]:
    """What the roster has of a person, by the origins that the columns name."""
    own = entry.particulars
    nik = person.nik
    born = person.birth_date
    if born is None and seen_on is not None:
        born = entry.born(seen_on)
    wages = [each.wage for each in person.enrolments if isinstance(each, PUEnrolment)]
    sex = own.sex or (nik.sex if nik else None)
    return {
        "ref": person.ref if person.ref != row_ref(entry.row) else None,
        "name": person.name,
        "nik": nik.digits if nik else None,
        "identity_kind": "KTP" if nik else None,
        "birth_date": born,
        "sex": sex.value if sex else None,
        "wage": wages[0] if len(wages) == 1 else own.wage,
        **{name: getattr(own, name) for name in fields_dict(Particulars).keys() - {"sex", "wage"}},
    }


def _cells(
    entry: Entry,
    columns: Sequence[UploadColumn],
    known: Mapping[str, object],
    constants: Mapping[str, str],
    edits: Mapping[str | None, str],
) -> tuple[tuple[Cell, ...], list[UploadGap]]:
    cells: list[Cell] = []
    gaps: list[UploadGap] = []
    for column in columns:
        value = known.get(column.origin) if column.origin else None
        given = edits.get(normal(column.name), value)
        if given == BLANK:
            given = None
        elif given is None:
            given = constants.get(column.name)
        cell = None if column.need == "system" or given is None else _cell(column, given)
        cells.append(cell)
        wrong = given is not None and cell is None and column.need != "system"
        if wrong or (cell is None and column.need in ("must", "asked")):
            gaps.append(_gap(entry, column, "not-allowed" if wrong else "missing"))
    return tuple(cells), gaps


def _gap(entry: Entry, column: UploadColumn, reason: Reason) -> UploadGap:
    return UploadGap(
        file=entry.file,
        row=entry.row,
        ref=entry.person.ref if entry.person is not None else None,
        column=column.name,
        must=column.need == "must",
        reason=reason,
    )


def _too_old(
    entry: Entry, columns: Sequence[UploadColumn], cells: Sequence[Cell], on: dt.date
) -> Iterator[UploadGap]:
    """The gap of somebody whom the agency does not register as BPU any more."""
    person = entry.person
    if person is None or not any(isinstance(each, BPUEnrolment) for each in person.enrolments):
        return
    for column, cell in zip(columns, cells, strict=True):
        if column.origin == "birth_date" and isinstance(cell, str):
            answer = eligibility(
                Program.JKK,
                on,
                segment=Segment.BPU,
                citizen=True,  # not known, and not what is asked
                birth_date=_date(cell),
            )
            if not answer.eligible:
                yield evolve(_gap(entry, column, "too-old"), must=True)


def _cell(column: UploadColumn, value: object) -> Cell:
    """A value as the template takes it, or None where it does not."""
    if isinstance(value, dt.date):
        return f"{value:%d-%m-}{value.year:04d}"
    if column.kind == "amount":
        if isinstance(value, int):
            return value
        return int(value) if isinstance(value, str) and re.fullmatch("[0-9]{1,15}", value) else None
    text = str(value).strip()
    if column.kind == "date":
        return text if _date(text) else None
    if column.values:
        return text.upper() if text.upper() in column.values else None
    if column.origin == "nik":
        if isinstance(value, NumberText):
            return None  # its last digit may have been rounded away
        return text if re.fullmatch("[0-9A-Za-z]{5,20}", text) else None
    return text or None


def _date(text: str) -> dt.date | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    try:
        return dt.date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
