"""Threads, a fork, time zones, locales and hash seeds: none of them changes a result."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.people import VILLAGE

import kopdes_jamsos as kj

ROOT = Path(__file__).resolve().parents[1]
THREADS = 8
MONTHS = [kj.Month(2015, 7) + number for number in range(0, 137, 17)]
ALL = frozenset({kj.JKK, kj.JKM, kj.JHT, kj.JP})


def results(law: kj.LawBook = kj.LAW) -> Iterator[str]:
    """What the library says about a small world: contributions, bills, fines, cover, benefits."""
    worker = kj.PUEnrolment(
        wage=5_939_375, risk_class=3, programs=ALL, birth_date=dt.date(1990, 5, 20), settled=True
    )
    trader = kj.BPUEnrolment(
        income=2_700_000,
        programs={kj.JKK, kj.JKM, kj.JHT},
        group="independent",
        sector="transport",
        funding="self",
        settled=True,
    )
    cooperative = kj.Cooperative(
        name="KDMP Contoh",
        kind="KDMP",
        village=VILLAGE,
        risk_class=3,
        employees=[kj.Employee(ref="E-1", enrolments=[worker])],
        members=[kj.Member(ref="M-1", enrolments=[trader])],
    )
    for month in MONTHS:
        assessment = kj.assess(worker, month, law=law)
        yield kj.to_json(assessment)
        yield kj.assess(trader, month, law=law).explain("id")
        bill = kj.bill(cooperative, month, law=law)
        yield f"{bill.total} {bill.by_program} {bill.by_payer} {bill.explain('en')}"
        paid_on = month.first_day + dt.timedelta(80)
        late = kj.assess(worker, month, law=law.with_holidays("weekends"))
        yield kj.lateness(late, paid_on=paid_on).explain("id")
    paid = kj.Participation.paid_through(worker, since=kj.Month(2022, 1), months=50)
    for program in sorted(ALL):
        cover = paid.cover(dt.date(2026, 6, 3), program, law=law)
        yield f"{cover.status} {cover.covered} {cover.since}"
    died = kj.entitle(
        kj.Death(dt.date(2026, 2, 10), work_related=True),
        paid,
        children=[kj.Child(stage="SD1"), kj.Child(stage="PT2")],
        family=kj.Family(spouses=1),
        jht_balance=10_000_000,
        law=law,
    )
    yield died.explain("id")
    yield kj.benefits.family_statement(died)
    yield kj.to_json(died)
    yield kj.obligations(segment="PU", scale="micro", month=MONTHS[-1], law=law).explain("id")


def digest(law: kj.LawBook = kj.LAW) -> str:
    """One value for all results."""
    return hashlib.sha256("\n".join(results(law)).encode()).hexdigest()


@pytest.fixture(scope="module")
def usual() -> str:
    return digest()


def test_eight_threads_give_what_one_gives() -> None:
    # A book that nothing was read from yet, so that all of them fill its tables at once.
    fresh = kj.LAW.carried_forward(kj.Month(2027, 2))
    expected = digest(kj.LAW.carried_forward(kj.Month(2027, 2)))
    barrier, found = threading.Barrier(THREADS), list[str]()

    def work() -> None:
        barrier.wait()
        found.append(digest(fresh))

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        threads = [threading.Thread(target=work) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)

    assert found == [expected] * THREADS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_fork_gives_what_its_parent_gives(usual: str) -> None:
    code = (
        "import os, sys\n"
        "from tests import test_surroundings as here\n"
        "expected = here.digest()\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    os._exit(0 if here.digest() == expected else 1)\n"
        "ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])\n"
        "sys.stdout.write(f'{ended} {expected}')\n"
    )
    assert run(code) == f"0 {usual}"


def run(code: str, **environment: str) -> str:
    """What a fresh interpreter prints in other surroundings."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


# Where a system has not got a locale, its name still stands in the environment that Babel reads.
CODE = (
    "import contextlib, locale\n"
    "with contextlib.suppress(locale.Error):\n"
    "    locale.setlocale(locale.LC_ALL, '')\n"
    "from tests import test_surroundings as here\n"
    "print(here.digest(), end='')\n"
)


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "id_ID.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "Etc/GMT+12", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4294967295"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "0"},
    ],
    ids=lambda environment: "-".join(environment.values()).replace("/", "_"),
)
def test_surroundings_do_not_change_a_result(environment: dict[str, str], usual: str) -> None:
    assert run(CODE, **environment) == usual
