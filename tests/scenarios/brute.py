"""What a budget must come to, summed enrolment by enrolment and month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import kopdes_jamsos as kj

Key = tuple[str, str, str]


def sums(
    enrolments: Iterable[kj.Enrolment], months: Sequence[kj.Month], law: kj.LawBook = kj.LAW
) -> Counter[Key]:
    """Rupiah by month, programme and payer, through `kj.assess`."""
    found: Counter[Key] = Counter()
    for enrolment in enrolments:
        for month in months:
            for line in kj.assess(enrolment, month, law=law).lines:
                if line.amount:
                    found[str(month), line.program.value, line.payer.value] += line.amount
    return found


def of_budget(budget: kj.scenarios.Budget) -> Counter[Key]:
    """The same of a budget."""
    found: Counter[Key] = Counter()
    for record in budget.records:
        found[str(record.month), record.program.value, record.payer.value] += record.amount
    return found


def priced(enrolment: kj.Enrolment, months: Iterable[kj.Month]) -> bool:
    """Whether an enrolment can be assessed in all of some months."""
    try:
        for month in months:
            kj.assess(enrolment, month)
    except kj.KopdesJamsosError:
        return False
    return True
