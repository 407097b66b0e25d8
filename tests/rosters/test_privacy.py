"""Nothing personal is printed by any operation on rosters: no name, NIK, wage or birth date."""

from __future__ import annotations

import datetime as dt
import logging
import traceback
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.people import VILLAGE

import kopdes_jamsos as kj
from kopdes_jamsos.rosters import Limits
from kopdes_jamsos.testing import niks

ON = dt.date(2026, 11, 22)
LINES = (
    "ref,nama,kedudukan,jabatan,nik,tanggal_lahir,hp,upah,segmen,program,nama_ibu_kandung",
    "{nik},{name},pengurus,ketua,{nik},{birth},{phone},{wage},PU,JKK,{name}",
    "P-2,{name},karyawan,{nik},x{nik},{birth}x,{phone}x,{wage}x,PU,{name},{name}",
    "P-3,{name},{name},{nik},{nik},{birth},{phone},{wage},{name},JKK,{name}",
    "P-4,{name},karyawan,kasir,{nik},{birth},={phone},{wage},PU,JKK JKM,{name},{name}",
    "P-5,={name},pengawas,ketua,{nik},{birth},{phone},{wage},BPU,JP,{name}",
    "P-6,{name},karyawan,kasir,{nik}.0,{birth},{phone},{wage},PU,JKK JKM,{name}",
)


def printed(path: Path, **arguments: Any) -> list[str]:
    """All that a reading and what follows from it print."""
    try:
        roster = kj.rosters.read(path, on=ON, **arguments)
    except kj.KopdesJamsosError as error:
        return [*traceback.format_exception_only(error), repr(error), error.remedy]
    kdmp = kj.Cooperative(name="KDMP", kind="KDMP", village=VILLAGE)
    gathered = kj.rosters.gather([roster], cooperatives={"K-1": kdmp})
    upload = kj.rosters.prepare_upload(roster.entries, revision="new-30")
    things: list[object] = [roster, gathered, upload, *roster.entries, *upload.gaps]
    things += [entry.particulars for entry in roster.entries]
    things += [*roster.findings, *gathered.findings]
    texts = [f"{thing!r} {thing}" for thing in things]
    texts += [gap.message("id") for gap in upload.gaps]
    texts += [f"{each.message('id')} {each.remedy('id')}" for each in roster.findings]
    try:
        upload.write(path.with_suffix(".xlsx"))
    except kj.errors.RosterError as error:
        texts += [*traceback.format_exception_only(error), repr(error.value)]
    bill = kj.bill(gathered.cooperatives["K-1"], kj.Month(2026, 11))
    kj.rosters.write_bill(bill, path.with_suffix(".csv"))
    return [*texts, repr(bill), *map(repr, bill.entries), *map(repr, bill.uncovered)]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    niks(),
    st.text("bcdfghjk", min_size=8, max_size=12),
    st.integers(2_000_000, 30_000_000),
    st.dates(dt.date(1950, 1, 1), dt.date(2005, 12, 31)),
)
def test_no_repr_finding_error_or_log_shows_a_personal_fact(
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    nik: kj.Nik,
    name: str,
    wage: int,
    born: dt.date,
) -> None:
    facts = {
        "nik": nik.digits,
        "name": name.title(),
        "wage": str(wage),
        "birth": f"{born:%d-%m-%Y}",
        "phone": "081298765432",
    }
    lines = [line.format(**facts) for line in LINES]
    path = tmp_path / "roster.csv"
    traces = {*facts.values(), born.isoformat(), repr(born), nik.digits[2:-2], f"{wage:,}"}
    traces |= {f"{wage:,}".replace(",", "."), facts["phone"][1:]}
    with caplog.at_level(logging.DEBUG):
        path.write_text("\n".join(lines))
        texts = printed(path)
        path.write_text("\n".join(lines[1:]))  # without headings: the first row stands for them
        texts += printed(path)
        path.write_text("\n".join([f"{lines[0]},{facts['nik']},{facts['name']}", *lines[1:]]))
        texts += printed(path)
        texts += printed(path, limits=Limits(rows=2))
        path.write_text("\n".join([lines[0], '"' + "\n".join(lines[1:]) + "x" * 200_000]))
        texts += printed(path)

    assert len(texts) > 40
    assert [trace for trace in traces for text in [*texts, caplog.text] if trace in text] == []


def test_the_original_is_kept_for_whoever_asks(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("nama,kedudukan,nik\nAni Contoh,anggota,36049917O8909991\n")
    (finding,) = kj.rosters.read(path, on=ON).findings

    assert finding.original == "36049917O8909991"
    assert "36049917O8909991" not in f"{finding!r} {finding}"
