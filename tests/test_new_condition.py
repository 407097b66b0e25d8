"""A relief with a condition that no relief has had: what must be written for it, and who reads it.

A copy of the package gets an invented relief for people of an invented region: a row of law, a
field, the values that the field can have, and a title in each language. Nothing else is touched,
and yet the condition is read for one person and over columns, in scenarios, documents, rosters and
test strategies. Generated files (schemas, snapshots, pages) follow from the tests that write them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kopdes_jamsos as kj

SOURCE = Path(kj.__file__).parent

# File, a line of it, and what is added after that line.
WRITTEN = (
    (
        "law/relief.toml",
        "",
        """
[far_region]
unit = "ppm"
programs = ["JKK", "JKM"]
segments = ["BPU"]
when = { region = ["far"] }
unless = { funding = ["state"] }

[[far_region.values]]
from = "2027-05"
until = "2027-10"
value = 250_000
source = "PP 50/2025"
article = "Pasal 99"
known_since = 2027-04-01
evidence = "text"
""",
    ),
    (
        "enrolment.py",
        "    segment: ClassVar[Segment] = Segment.BPU\n",
        """
    region: Region | None = field(
        default=None, converter=lambda value: None if value is None else choose(Region, value)
    )
""",
    ),
    ("enrolment.py", "    Program,\n", "    Region,\n"),
    (
        "programs.py",
        "JKP = Program.JKP\n",
        """

class Region(Choice):
    NEAR = "near"
    FAR = "far"

""",
    ),
    ("wording/en.toml", "[titles.relief]\n", 'far_region = "Relief for the far region"\n'),
    ("wording/id.toml", "[titles.relief]\n", 'far_region = "Keringanan wilayah jauh"\n'),
)

READS_IT = """
import pathlib
import polars as pl
from hypothesis import find
import kopdes_jamsos as kj
from kopdes_jamsos.testing import bpu_enrolments

may = kj.Month(2027, 5)
facts = {"income": 1_000_000, "programs": {kj.JKK, kj.JKM}, "group": "independent"}
facts |= {"sector": "other", "funding": "self"}
people = {region: kj.BPUEnrolment(**facts, region=region) for region in ("near", "far")}
whole, cut = (kj.assess(people[region], may).total for region in ("near", "far"))
assert (whole, cut) == (16_800, 7_500 + 5_100), (whole, cut)
assert kj.LAW.series("relief.far_region").title("en") == "Relief for the far region"

# Asked for only where it decides.
try:
    kj.assess(kj.BPUEnrolment(**facts), may)
except kj.errors.MissingFactError as error:
    assert error.value == ("region",)
else:
    raise AssertionError("a missing region")
paid_by_state = kj.BPUEnrolment(**{**facts, "funding": "state"})
assert kj.assess(paid_by_state, may).total == whole
assert kj.assess(kj.BPUEnrolment(**facts), may + 6).total == whole

frame = pl.DataFrame({
    "income": [1_000_000] * 4,
    "region": ["near", "far", None, "moon"],
    "sector": ["other"] * 4,
    "funding": ["self"] * 4,
})
everyone = {"segment": "BPU", "jkk": True, "jkm": True, "group": "independent"}
owed = kj.frames.assess(frame, month=may, constants=everyone)
assert owed["total"].to_list() == [whole, cut, None, None], owed
reasons = [kj.frames.Reason(flags) for flags in owed["flags"]]
assert kj.frames.Reason.RELIEF_APPLIED in reasons[1]
assert reasons[2] == kj.frames.Reason.REFUSED_FACT_MISSING
assert kj.frames.Reason.REFUSED_CHOICE in reasons[3]
row = kj.frames.explain(frame, 1, month=may, constants=everyone)
assert (row.enrolment.region.value, row.total) == ("far", cut)

policy = kj.Policy(start=may, months=1, programs={kj.JKK, kj.JKM})
of_people = kj.Scenario(population=list(people.values()), policy=policy)
of_frame = kj.Scenario(population=frame.head(2), policy=policy, constants=everyone)
budgets = [of_people.run("scalar"), of_people.run("columns"), of_frame.run()]
assert [budget.total for budget in budgets] == [whole + cut] * 3

assert kj.from_json(kj.to_json(people["far"]), "enrolment") == people["far"]

text = (
    "nama,kedudukan,segmen,program,penghasilan,kelompok,sektor,pembayar,region\\n"
    "Ani Contoh,anggota,BPU,JKK JKM,1000000,b,lainnya,sendiri,far\\n"
)
path = pathlib.Path("roster.csv")
path.write_text(text)
[member] = kj.rosters.read(path, on=may.first_day).people
assert member.enrolments[0].region.value == "far"

assert find(bpu_enrolments(month=may), lambda drawn: drawn.region is not None)
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package with the relief written into it."""
    package = tmp_path / "kopdes_jamsos"
    shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("__pycache__"))
    for name, line, added in WRITTEN:
        path = package / name
        text = path.read_text(encoding="utf-8")
        assert line in text
        place = text.index(line) + len(line) if line else len(text)
        path.write_text(text[:place] + added + text[place:], encoding="utf-8")
    return tmp_path


def test_a_relief_with_a_new_condition_needs_a_row_a_field_and_three_more_files() -> None:
    files = {name for name, _, _ in WRITTEN}

    assert len(files - {"law/relief.toml", "enrolment.py"}) == 3


def test_every_reader_reads_the_new_condition(copy: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READS_IT],
        env={"PYTHONPATH": str(copy), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
