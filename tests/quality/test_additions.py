"""What must be written for a relief with a new condition, a new programme, and a new benefit.

Each is written into a copy of the package, invented, and nothing else there is touched; yet all
parts of the library read it. Generated files (schemas, snapshots, pages) follow from the tests that
write them.

- A relief for people of a region: a row of law, a field, the values that the field can have, and a
  title in each language.
- A programme JX of wage earners: how it is built, rows of law, what it gives, a reason of frames,
  and titles in each language.
- A sum of JKM of a new kind: a row of law, its kind, and a title and a sentence in each language.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kopdes_jamsos as kj

pytestmark = pytest.mark.quality  # the copy is read by processes that are not measured

SOURCE = Path(kj.__file__).parent

# File, a line of it, and what is added after that line.
Added = tuple[tuple[str, str, str], ...]

CONDITION: Added = (
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
        default=None, converter=lambda value: choose_or_none(Region, value)
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

READS_THE_CONDITION = """
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


PROGRAM: Added = (
    ("programs.py", '    JKP = "JKP"\n', '    JX = "JX"\n'),
    (
        "programs.py",
        "_STRUCTURES = {\n",
        "    Program.JX: _Structure(frozenset({Segment.PU})),\n",
    ),
    (
        "law/jx.toml",
        "",
        """
program = "JX"

[[levy]]
id = "jx-pu"
segment = "PU"
payer = "employer"
base = "wage"
rate = "jx.rate"

[rate]
unit = "ppm"

[[rate.values]]
from = "2027-05"
value = 10_000
source = "PP 50/2025"
article = "Pasal 99"
known_since = 2027-04-01
evidence = "text"

[due]
unit = "due"
by = "segment"

[[due.values]]
from = "2027-05"
value = { PU = { day = 15, months_later = 1, holiday = "next" } }
source = "PP 50/2025"
article = "Pasal 99"
known_since = 2027-04-01
evidence = "text"

[late_fine]
unit = "ppm"

[[late_fine.values]]
from = "2027-05"
value = 20_000
source = "PP 50/2025"
article = "Pasal 99"
known_since = 2027-04-01
evidence = "text"

[late_fine_shares]
unit = "names"

[[late_fine_shares.values]]
from = "2027-05"
value = ["employer"]
source = "PP 50/2025"
article = "Pasal 99"
known_since = 2027-04-01
evidence = "text"

[late_fine_paid_with]
unit = "names"

[[late_fine_paid_with.values]]
from = "2027-05"
value = ["arrears"]
source = "PP 50/2025"
article = "Pasal 99"
known_since = 2027-04-01
evidence = "text"
""",
    ),
    (
        "law/participants.toml",
        "",
        """
[jx]
unit = "rule"

[[jx.values]]
from = "2027-05"
source = "PP 50/2025"
article = "Pasal 99"
known_since = 2027-04-01
evidence = "text"
""",
    ),
    (
        "law/participation.toml",
        "",
        """
[number_jx]
unit = "days"

[[number_jx.values]]
from = "2027-05"
value = 1
source = "PP 50/2025"
article = "Pasal 99"
known_since = 2027-04-01
evidence = "text"
""",
    ),
    (
        "law/obligations.toml",
        'huruf b takes micro firms with JHT for granted."\n',
        """
[[programs_open_pu.values]]
from = "2027-05"
value = ["JHT", "JP", "JX"]
source = "PP 50/2025"
article = "Pasal 99"
known_since = 2027-04-01
evidence = "text"
""",
    ),
    ("frames/reasons.py", "    NOT_IN_JKP = 1 << 4\n", "    NOT_IN_JX = 1 << 5\n"),
    (
        "benefits/jx.py",
        "",
        """
from kopdes_jamsos.basis import Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.lines import BenefitRefusal, Part
from kopdes_jamsos.programs import Program


def benefits(case: Case) -> Part:
    why = Note.of("refused-not-enrolled", program=Program.JX)
    return Part(refusals=(BenefitRefusal(program=Program.JX, code="jx", why=why),))
""",
    ),
    ("benefits/claims.py", "from kopdes_jamsos.benefits import ", "jx, "),
    ("benefits/claims.py", "    Resignation: (", "jx.benefits, "),
    *(
        (f"wording/{language}.toml", f"[titles.{table}]\n", f'{name} = "{name} of JX"\n')
        for language in ("en", "id")
        for table, name in (("participants", "jx"), ("participation", "number_jx"))
    ),
    *(
        (
            f"wording/{language}.toml",
            "",
            '\n[titles.jx]\nrate = "JX"\ndue = "JX due"\nlate_fine = "JX fine"\n',
        )
        for language in ("en", "id")
    ),
)

READS_THE_PROGRAM = """
import datetime as dt
import pathlib
import polars as pl
from hypothesis import find
import kopdes_jamsos as kj
from kopdes_jamsos.plots import style
from kopdes_jamsos.testing import pu_enrolments

may, jx = kj.Month(2027, 5), kj.Program("JX")
worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKM, jx})
owed = kj.assess(worker, may)
assert (owed.total, owed.of(jx)) == (15_000 + 50_000, 50_000)
assert owed.due_date(jx) == dt.date(2027, 6, 15)
late = kj.lateness(owed, paid_on=dt.date(2027, 6, 20))
assert [line.fine for line in late.lines if line.program is jx] == [1_000]
assert "JX: the fine is paid together with all arrears" in late.explain("en"), late.explain("en")
try:
    kj.BPUEnrolment(income=1_000_000, programs={jx})
except kj.errors.ProgramNotOpenError:
    pass
else:
    raise AssertionError("open to BPU")

part = kj.Participation(
    enrolment=worker,
    joined=dt.date(2027, 5, 3),
    payments=[kj.Payment(month=may, paid_on=dt.date(2027, 6, 10))],
)
assert part.cover(dt.date(2027, 6, 20), jx).covered
open_ = kj.coverage.obligations(scale="micro", month=may)
assert jx in {line.program for line in open_.lines}
found = kj.entitle(kj.Resignation(dt.date(2027, 6, 1)), part)
assert jx in {refusal.program for refusal in found.refusals}

frame = pl.DataFrame({"wage": [5_000_000] * 2, "jx": [True, False]})
everyone = {"segment": "PU", "jkm": True}
columns = kj.frames.assess(frame, month=may, constants=everyone)
assert columns["jx_employer"].to_list() == [50_000, 0]
assert columns["total"].to_list() == [65_000, 15_000]
reasons = [kj.frames.Reason(flags) for flags in columns["flags"]]
assert [kj.frames.Reason.NOT_IN_JX in reason for reason in reasons] == [False, True]

policy = kj.Policy(start=may, months=1)
of_people = kj.Scenario(population=[worker], policy=policy)
of_frame = kj.Scenario(population=frame.head(1), policy=policy, constants=everyone)
budgets = [of_people.run("scalar"), of_people.run("columns"), of_frame.run()]
assert [budget.total for budget in budgets] == [65_000] * 3
assert jx in style.COLOURS

assert kj.from_json(kj.to_json(worker), "enrolment") == worker
path = pathlib.Path("roster.csv")
path.write_text("nama,kedudukan,segmen,program,upah\\nAni Contoh,karyawan,PU,JKM JX,5000000\\n")
[employee] = kj.rosters.read(path, on=may.first_day).people
assert employee.enrolments[0].programs == worker.programs
assert find(pu_enrolments(month=may), lambda drawn: jx in drawn.programs)
"""


SUM: Added = (
    (
        "law/jkm.toml",
        "",
        """
[orphans]
unit = "rupiah"

[[orphans.values]]
from = "2027-05"
value = 5_000_000
source = "PP 50/2025"
article = "Pasal 99"
known_since = 2027-04-01
evidence = "text"
""",
    ),
    ("benefits/kinds.py", '    FUNERAL = "funeral"\n', '    ORPHANS = "orphans"\n'),
    ("benefits/kinds.py", "    Program.JKM: (", "BenefitKind.ORPHANS, "),
    *(
        (f"wording/{language}.toml", line, added)
        for language in ("en", "id")
        for line, added in (
            ("[titles.jkm]\n", 'orphans = "Sum for orphans"\n'),
            ("[sentences]\n", 'jkm-orphans = "sum for orphans"\n'),
        )
    ),
)

READS_THE_SUM = """
import datetime as dt
import kopdes_jamsos as kj

trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKM})
member = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=41)
nobody = {name: 0 for name in ("spouses", "children", "parents", "grandparents")}
nobody |= {name: 0 for name in ("grandchildren", "siblings", "parents_in_law", "in_will")}

def dies(day, *members, **facts):
    return kj.entitle(kj.Death(day, work_related=False), members, **facts)

before, after = dies(dt.date(2027, 4, 30), member), dies(dt.date(2027, 5, 20), member)
assert (before.total, after.total, after.at_once) == (42_000_000, 47_000_000, 47_000_000)
assert "sum for orphans" in after.explain("id")
assert "sum for orphans" in kj.benefits.family_statement(after)
twice = dies(dt.date(2027, 5, 20), member, member)
assert twice.total == 2 * 47_000_000 - 10_000_000
late = dies(dt.date(2027, 8, 20), member)
assert (late.total, late.at_once) == (47_000_000, 10_000_000), late
left = dies(dt.date(2027, 5, 20), member, family=kj.Family(**nobody))
found = {line.kind.value: line.recipient.value for line in left.lines}
assert found["orphans"] == "fund", found
assert kj.from_json(kj.to_json(after), "entitlement").total == after.total
assert kj.benefits.reconcile(47_000_000, on=dt.date(2027, 5, 20)).possible
assert not kj.benefits.reconcile(47_000_000, on=dt.date(2027, 4, 20)).possible
"""


def written(source: Path, place: Path, added: Added) -> None:
    """A copy of the package with something written into it."""
    package = place / "kopdes_jamsos"
    shutil.copytree(source, package, ignore=shutil.ignore_patterns("__pycache__"))
    for name, line, text in added:
        path = package / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        assert line in before
        at = before.index(line) + len(line) if line else len(before)
        path.write_text(before[:at] + text + before[at:], encoding="utf-8")


@pytest.mark.parametrize(
    "added, files, reads_it",
    [
        (CONDITION, 5, READS_THE_CONDITION),
        (PROGRAM, 10, READS_THE_PROGRAM),
        (SUM, 4, READS_THE_SUM),
    ],
    ids=["a condition", "a programme", "a sum"],
)
def test_an_addition_of_a_few_files_is_read_everywhere(
    tmp_path: Path, added: Added, files: int, reads_it: str
) -> None:
    written(SOURCE, tmp_path, added)

    done = subprocess.run(
        [sys.executable, "-c", reads_it],
        env={"PYTHONPATH": str(tmp_path), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert len({name for name, _, _ in added}) == files
