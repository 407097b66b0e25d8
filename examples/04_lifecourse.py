"""A working life in the cooperative, 2016 to 2047, on three wage paths.

An employee, born in June 1982, starts in January 2016 at Rp3,000,000 and works until pension age
in June 2047. What the law data know is used as it is; what they do not know is carried forward or
assumed, and the table says which year rests on what: "known", "carried" (last wage ceiling,
inflation and pension limits) or "assumed" (a JHT development rate of the caller). All people are
invented.
"""

from __future__ import annotations

import datetime as dt

import kopdes_jamsos as kj

BORN = dt.date(1982, 6, 15)
FIRST, LAST = kj.Month(2016, 1), kj.Month(2047, 6)
END = kj.Month(2047, 12)
START = 3_000_000
PATHS = {
    "steady: 3 % a year": kj.percent("3"),
    "rising: 6 % a year": kj.percent("6"),
    "strong: 10 % a year": kj.percent("10"),
}
# No development rate was found from 2021 on. A choice of this example, no forecast.
JHT_RATE = kj.percent("5")
SHOWN = (2016, 2020, 2021, 2025, 2026, 2027, 2030, 2035, 2040, 2047)
HEADS = (
    "year", "wage a month", "employer a year", "worker a year", "JHT balance", "JP months",
    "JP a month",
)  # fmt: skip


def employee(growth: kj.Rate) -> kj.Participation:
    """The employee on a wage path, each month paid on its first day."""
    wages, wage = [], START
    for year in range(FIRST.year, LAST.year + 1):
        wages.append((kj.Month(year, 1), wage))
        wage += growth.of(wage)
    months = LAST - FIRST + 1
    return kj.Participation(
        kj.PUEnrolment(
            wage=START,
            risk_class=kj.RiskClass.LOW,
            programs={kj.JKK, kj.JKM, kj.JHT, kj.JP},
            birth_date=BORN,
        ),
        joined=FIRST.first_day,
        ended=LAST.last_day,
        bases=tuple(wages),
        payments=tuple(
            kj.Payment(month, month.first_day)
            for month in (FIRST + number for number in range(months))
        ),
    )


def main() -> None:
    """Print a table for each wage path."""
    book = kj.LAW.carried_forward(END)
    date = kj.benefits.pension_date(BORN)
    print(
        f"Pension age of JP: {date.age}, in {kj.wording.format_month(kj.Month.of(date.day), 'en')}."
    )
    print('"JP a month" is what the formula gives on the months paid so far: no pension yet due.')
    for name, growth in PATHS.items():
        member = employee(growth)
        course = kj.benefits.lifecourse([member], until=END, jht_rates=JHT_RATE, law=book)
        print(f"\nWage path {name}")
        heads = "{:>6}{:>15}{:>17}{:>15}{:>15}{:>11}{:>13}".format(*HEADS)
        print(f"{heads}  rests on: contributions, JHT, JP")
        for year in course.years:
            if year.year in SHOWN:
                print(
                    f"{year.year:>6}{member.base(kj.Month(year.year, 1)):>15,}"
                    f"{year.paid[kj.Payer.EMPLOYER]:>17,}{year.paid[kj.Payer.WORKER]:>15,}"
                    f"{year.jht_balance:>15,}{year.pension_months:>11}{year.pension_formula:>13,}"
                    f"  {year.known_paid}, {year.known_jht}, {year.known_pension}"
                )
        found = course.pension
        if found is not None:
            print(
                f"  Pension from {kj.wording.format_month(found.first_month, 'en')}: "
                f"{kj.format_rupiah(found.amount, 'en')} a month by the last known limits "
                f"({kj.format_rupiah(found.minimum, 'en')} to "
                f"{kj.format_rupiah(found.maximum, 'en')})."
            )
        print(f"  Assumed: {', '.join(course.assumptions)}.")


if __name__ == "__main__":
    main()
