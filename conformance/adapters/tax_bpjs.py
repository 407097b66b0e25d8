"""Adapter of the Python package tax-bpjs 1.0.5, which is handed every rate by its caller.

Two callers: a careful one, who looks up the law of each month (rates, ceiling, reliefs, pension
age) and hands it over, so that only the package's own arithmetic can err; and a yearly one, who
sets the rates and the ceiling once a year, as the package's form suggests. The law comes from
`tests/oracle`. Runs in an environment that holds nothing but that package.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from tax_bpjs.bpjs import Bpjs
from tests.oracle import contributions as law

Line = dict[str, Any]


def careful(topic: str, inputs: dict[str, Any]) -> Line | None:
    """What it returns to a caller who knows the law of the month."""
    if topic != "contributions" or inputs["segment"] != "PU":
        return None
    month, registered = month_of(inputs), inputs.get("registered_on")
    on = None if registered is None else dt.date.fromisoformat(registered)
    settled = law.open_to(month, on, inputs.get("settled", True))
    left = 0.01 if law.within(month, law.COVID) and settled else 1
    halved = inputs.get("labour_intensive") and law.within(month, law.LABOUR_INTENSIVE)
    past = False
    if "birth_date" in inputs:
        born = dt.date.fromisoformat(inputs["birth_date"])
        past = month > law.last_jp_month(born, month, inputs.get("pension_deferred", False))
    return lines(inputs, ceiling(month), 0.5 if halved else left, left, past)


def careful_rounding(topic: str, inputs: dict[str, Any]) -> Line | None:
    """The same, if the caller also rounds each number to the nearest rupiah, halves up."""
    found = careful(topic, inputs)
    return found and {name: math.floor(amount + 0.5) for name, amount in found.items()}


def yearly(topic: str, inputs: dict[str, Any]) -> Line | None:
    """The same rounding, if rates and the ceiling of March are set once a year, without reliefs."""
    if topic != "contributions" or inputs["segment"] != "PU":
        return None
    found = lines(inputs, ceiling((month_of(inputs)[0], 12)), 1, 1, False)
    return {name: math.floor(amount + 0.5) for name, amount in found.items()}


answer = careful
CALLERS = {"careful": careful, "careful_rounding": careful_rounding, "yearly": yearly}


def month_of(inputs: dict[str, Any]) -> law.Month:
    """Year and number of the month."""
    return int(inputs["month"][:4]), int(inputs["month"][5:])


def ceiling(month: law.Month) -> int:
    """JP wage ceiling of a month."""
    return max((start, value) for start, value in law.JP_CEILINGS.items() if start <= month)[1]


def lines(
    inputs: dict[str, Any], highest: int, jkk_left: float, jkm_left: float, past: bool
) -> Line:
    """What `monthly_fee` returns, under the names of the vectors."""
    programs = inputs["programs"]
    percent = law.JKK_BY_CLASS[inputs.get("risk_class", 1)] / 10_000
    fees = bpjs(
        inputs["wage"],
        highest,
        statuses={
            "accident": "JKK" in programs, "death": "JKM" in programs,
            "old_age": "JHT" in programs, "pension": "JP" in programs and not past,
        },
        risk_percent=percent * jkk_left,
        death_rate=0.003 * jkm_left,
    ).monthly_fee()  # fmt: skip
    every = {
        "JKK_employer": fees["accident_insurance"],
        "JKM_employer": fees["death_insurance"],
        "JHT_employer": fees["old_age_insurance"]["company"],
        "JHT_worker": fees["old_age_insurance"]["individual"],
        "JP_employer": fees["pension_insurance"]["company"],
        "JP_worker": fees["pension_insurance"]["individual"],
    }
    return {name: amount for name, amount in every.items() if name.split("_")[0] in programs}


def bpjs(
    wage: int,
    highest: int,
    *,
    statuses: dict[str, bool] | None = None,
    before_march: int = 0,
    risk_percent: float = 0.24,
    death_rate: float = 0.003,
) -> Any:
    """Its object, with the units it asks for: percent for JKK, fractions for the others."""
    wanted = statuses or dict.fromkeys(("accident", "death", "old_age", "pension"), True)
    employee = {
        "base_salary": wage,
        "fixed_allowances": 0,
        "non_fixed_allowances": 0,
        "is_salary_allowances": False,
        "health_insurance_status": False,
        "industry_risk_rate": risk_percent,
        **{f"{name}_insurance_status": is_on for name, is_on in wanted.items()},
    }
    configuration = {
        "pension_max_fee": highest,
        "old_pension_max_fee": before_march,
        "health_max_fee": 0,
        "individual_health_insurance_rate": 0,
        "company_health_insurance_rate": 0,
        "death_insurance_rate": death_rate,
        "individual_old_age_insurance_rate": 0.02,
        "company_old_age_insurance_rate": 0.037,
        "individual_pension_insurance_rate": 0.01,
        "company_pension_insurance_rate": 0.02,
    }
    return Bpjs(employee, configuration)
