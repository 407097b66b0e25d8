"""The law as it was known on one day, for tests that speak of the law of today.

The law grows: a value that nobody had announced on that day is announced some months later. A test
that needs "not announced yet", "the last value" or "every value" takes `LAW` from here, so that it
says the same thing whatever is added to the law files. `python -m scripts.next_law` checks that.
"""

import datetime as dt

import kopdes_jamsos as kj

DAY = dt.date(2026, 11, 28)
LAW = kj.LAW.as_known(DAY)
WEEKENDS = kj.LAW.with_holidays("weekends")


def unannounced(path: str, *, law: kj.LawBook = kj.LAW) -> kj.Month:
    """The first month for which nobody has announced a value that is set every year."""
    until = law.series(path).latest().until
    assert until is not None, f"{path} has no end"
    return until + 1


def read_by(*, practised: bool = False, public: bool = False) -> kj.LawBook:
    """The law with the relief of PP 50/2025 as practised, and with the village budget as public."""
    law = kj.LAW.with_reading("relief-as-practised") if practised else kj.LAW
    return law.with_reading("village-funding-public") if public else law


def credited(how: str) -> kj.LawBook:
    """The law with the return of JHT credited "monthly" or "yearly"."""
    return kj.LAW.with_reading("jht-yearly-crediting") if how == "yearly" else kj.LAW
