"""Invented people whom many tests use: a village, its cooperative, members who have paid."""

from __future__ import annotations

import datetime as dt
from typing import Any

import kopdes_jamsos as kj

VILLAGE = kj.VillageCode("36.04.05.2003")
BOTH = frozenset({kj.JKK, kj.JKM})


def cooperative(**facts: Any) -> kj.Cooperative:
    """The cooperative of the village, with nobody in it unless they are given."""
    return kj.Cooperative(**{"name": "KDMP Pejaten", "kind": "KDMP", "village": VILLAGE, **facts})


def paid(
    enrolment: kj.PUEnrolment | kj.BPUEnrolment,
    since: str,
    months: int,
    ended: dt.date | None = None,
) -> kj.Participation:
    """A membership with so many months paid, from a month on."""
    first = kj.Month.parse(since)
    return kj.Participation.paid_through(enrolment, since=first, months=months, ended=ended)


def worker(
    since: str = "2024-01", months: int = 19, *, ended: dt.date | None = None, **facts: Any
) -> kj.Participation:
    """A wage earner who has paid: JKK and JKM on Rp5,000,000, unless told otherwise."""
    enrolment = kj.PUEnrolment(**{"wage": 5_000_000, "programs": BOTH, **facts})
    return paid(enrolment, since, months, ended)


def trader(
    since: str = "2024-01", months: int = 19, *, ended: dt.date | None = None, **facts: Any
) -> kj.Participation:
    """A trader who has paid: JKK and JKM on Rp1,000,000, unless told otherwise."""
    enrolment = kj.BPUEnrolment(**{"income": 1_000_000, "programs": BOTH, **facts})
    return paid(enrolment, since, months, ended)
