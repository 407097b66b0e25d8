"""Vectors of the NIK: the oracle's. Every number is made up: district 99 exists nowhere."""

from __future__ import annotations

import datetime as dt

from conformance.makers.common import Vector, vector
from tests.oracle import nik as oracle

DESCRIPTION = "Dukcapil Kabupaten Klaten, arti 16 digit Nomor Induk Kependudukan (NIK)"
NUMBERS = {
    "man": "3604991708459999", "woman": "3604995708459999", "born-2005": "3604991708059999",
    "woman-31": "3604997112909999", "first-of-january": "3604990101010001",
    "leap-day-2000": "3604992902009999", "leap-day-woman": "3604996902249999",
    "no-leap-day": "3604992902019999", "no-leap-day-woman": "3604996902999999",
    "31-february": "3604993102909999", "31-april-woman": "3604997104909999",
    "day-0": "3604990001909999", "day-40": "3604994001909999", "day-32": "3604993201909999",
    "day-72": "3604997201909999", "month-0": "3604991700909999", "month-13": "3604991713909999",
    "serial-0000": "3604991708450000", "serial-0001": "3604991708450001",
    "15-digits": "360499170845999", "17-digits": "36049917084599990", "letter": "360499170845999O",
    "space": " 3604991708459999", "dots": "36.04.99.170845.9999", "empty": "",
    "full-width-digit": "36049917084599\uff199", "centenarian": "3604991708269999",
}  # fmt: skip


def vectors() -> list[Vector]:
    """Each number as seen on two days, on either side of a birthday in 2026."""
    return [
        vector(
            f"{name}-{day}",
            {"nik": number, "on": day},
            oracle.read(number, day),
            ([DESCRIPTION], ["official"], []),
        )
        for name, number in NUMBERS.items()
        for day in (dt.date(2026, 8, 16), dt.date(2026, 8, 17))
    ]
