"""Junk as the arguments of the rosters: a valid object comes out, or one of our errors."""

from __future__ import annotations

import datetime as dt
import encodings.aliases
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.properties.test_junk import BILL, OFFICER, PEJATEN, gone_wrong, says_what_to_do

import kopdes_jamsos as kj
from kopdes_jamsos import rosters

ON = dt.date(2026, 11, 22)
FOLDER = Path(tempfile.mkdtemp(prefix="arguments-"))
TABLE = FOLDER / "roster.csv"
TABLE.write_text("ref,nama,kedudukan,jabatan\nP-1,Ani Contoh,pengurus,Ketua\n")
FIXED = FOLDER / "fixed.csv"
FIXED.write_text("file,row,column,correction\nroster.csv,2,nama,Ani Contoh\n")
CORRECTIONS = rosters.read_corrections(FIXED)
ROSTER = rosters.read(TABLE, on=ON)
ENTRY = rosters.Entry(file="roster.csv", row=2, subject=OFFICER)
FINDING = rosters.RosterFinding(file="roster.csv", row=2, code="nobody")
UPLOAD = rosters.prepare_upload([ENTRY], revision="new-30")
READING: dict[str, object] = {
    "path": TABLE,
    "on": ON,
    "table": None,
    "organ": None,
    "sheet": None,
    "encoding": None,
    "delimiter": None,
    "corrections": CORRECTIONS,
    "limits": rosters.Limits(),
    "workers": 1,
}  # and progress: what a callback raises is its own


def scanned(**arguments: Any) -> rosters.Scan:
    """A file scanned to its end."""
    with rosters.scan(**arguments) as rows:
        assert list(rows)
    return rows


def scanned_by_class(**arguments: Any) -> rosters.Scan:
    """The same with the class itself."""
    with rosters.Scan(**arguments, progress=False) as rows:
        assert list(rows)
    return rows


# Name: what to call, arguments that it takes, and the kind of what comes out.
CALLS: dict[str, tuple[Callable[..., object], dict[str, object], type]] = {
    "scan": (scanned, READING, rosters.Scan),
    "read": (rosters.read, READING, rosters.Roster),
    "read_frame": (
        rosters.read_frame,
        {
            "frame": pl.DataFrame({"nama": ["Ani"], "kedudukan": ["anggota"]}),
            "name": "roster.csv",
            **{name: READING[name] for name in ("on", "table", "organ", "corrections", "limits")},
        },
        rosters.Roster,
    ),
    "CooperativeRoster": (
        kj.Cooperative.from_frame,
        {
            "frame": pl.DataFrame({"nama": ["Ani"], "kedudukan": ["anggota"]}),
            **{"name": "KDMP", "kind": "KDMP", "village": "36.04.05.2003", "ref": "K-1"},
            **{"scale": "micro", "risk_class": 1, "employs": None},
            **{name: READING[name] for name in ("on", "table", "organ", "corrections", "limits")},
        },
        rosters.CooperativeRoster,
    ),
    "read_corrections": (
        rosters.read_corrections,
        {"path": FIXED, "limits": rosters.Limits()},
        rosters.Corrections,
    ),
    "gather": (
        rosters.gather,
        {"rosters": [ROSTER], "cooperatives": {"K-1": PEJATEN}},
        rosters.Gathered,
    ),
    "prepare_upload": (
        rosters.prepare_upload,
        {
            "entries": [ENTRY],
            "revision": "new-30",
            "constants": {"KODE_NEGARA": "ID"},
            "corrections": CORRECTIONS,
            "birth_dates_as_seen_on": ON,
        },
        rosters.Upload,
    ),
    "Upload.write": (
        UPLOAD.write,
        {"path": FOLDER / "upload.xlsx", "incomplete": "blank"},
        int,
    ),
    "Upload.write_gaps": (
        UPLOAD.write_gaps,
        {"path": FOLDER / "gaps.csv", "language": "id"},
        type(None),
    ),
    "write_bill": (
        rosters.write_bill,
        {"bill": BILL, "path": FOLDER / "bill.csv", "language": "id"},
        type(None),
    ),
    "write_payments": (
        rosters.write_payments,
        {"bills": [BILL], "path": FOLDER / "payments.csv", "language": "id"},
        type(None),
    ),
    "write_findings": (
        rosters.write_findings,
        {"findings": [FINDING], "path": FOLDER / "findings.csv", "language": "id"},
        type(None),
    ),
    "Limits": (rosters.Limits, {"rows": 1, "parts": 1}, rosters.Limits),
    "Corrections": (
        rosters.Corrections,
        {"cells": {("roster.csv", 2): {"nama": "Ani"}}},
        rosters.Corrections,
    ),
    "Scan": (scanned_by_class, READING, rosters.Scan),
    "Entry.born": (ENTRY.born, {"on": ON}, type(None)),
    "RosterFinding.message": (FINDING.message, {"language": "id"}, str),
    "RosterFinding.remedy": (FINDING.remedy, {"language": "id"}, str),
    "RosterFinding.explain": (FINDING.explain, {"language": "id"}, str),
}
# What the readers hand out, made by their own code from checked cells.
OUTPUTS = {
    "Business", "Entry", "UploadGap", "Gathered", "HeadingsError", "Particulars", "Profile",
    "KnownTable", "Progress", "Revision", "Roster", "RosterFinding", "Tally", "Upload",
    "UploadColumn",
}  # fmt: skip
# They take no arguments.
CONSTANTS = {"revisions", "tables"}


def what_goes_wrong(call: Callable[..., object], arguments: dict[str, object], kind: type) -> str:
    """The error that comes out and is none of ours, or nothing."""
    try:
        result = call(**arguments)
        assert isinstance(result, kind)
        assert repr(result)
    except kj.KopdesJamsosError as refused:
        says_what_to_do(refused)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


@pytest.mark.parametrize("name", CALLS)
def test_each_takes_what_it_is_made_for(name: str) -> None:
    call, good, kind = CALLS[name]

    assert isinstance(call(**good), kind)


@pytest.mark.parametrize("name", CALLS)
def test_each_sample_of_junk_at_each_argument(name: str) -> None:
    call, good, kind = CALLS[name]
    assert gone_wrong(lambda arguments: what_goes_wrong(call, arguments, kind), good) == []


def test_every_public_name_is_called_here_or_said_to_need_none() -> None:
    called = {name.partition(".")[0] for name in CALLS}

    assert set(rosters.__all__) == called | OUTPUTS | CONSTANTS


@pytest.mark.parametrize("encoding", sorted({*encodings.aliases.aliases.values(), "idna"}))
def test_every_encoding_that_python_knows_is_taken_or_refused(encoding: str) -> None:
    assert what_goes_wrong(rosters.read, {**READING, "encoding": encoding}, rosters.Roster) == ""


@pytest.mark.parametrize("encoding", ["undefined", "punycode", "a\0b", "\ud800", "x" * 5000])
def test_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    with pytest.raises(kj.errors.RosterError):
        rosters.read(TABLE, on=ON, encoding=encoding)


@pytest.mark.parametrize("delimiter", ["\n", "\r", '"', "ab", "\0", "\ud800", "é"])
def test_any_delimiter_is_taken_or_refused(delimiter: str) -> None:
    with pytest.raises(kj.errors.RosterError):
        rosters.read(TABLE, on=ON, delimiter=delimiter)
