"""Write docs/peer-tax-bpjs.md: what tax-bpjs 1.0.5 makes of the vectors, and why.

    python conformance/peer_report.py 2026-11-22

Makes an environment of its own for that package in a temporary folder, installs the one release
with pip, and runs the vectors there through `adapters/tax_bpjs.py`. The day is printed on the page.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import tempfile
import textwrap
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "peer-tax-bpjs.md"
RELEASE = "tax-bpjs==1.0.5"
WAGES = 1_000_000
# Runs inside the environment of the package.
INSIDE = f"""
import json, sys
sys.path.insert(0, {str(ROOT)!r})
from conformance import run
from conformance.adapters import tax_bpjs as peer
result = {{name: run.run(answer)["contributions"] for name, answer in peer.CALLERS.items()}}
everyone = dict.fromkeys(("accident", "old_age", "pension"), False) | {{"death": True}}
low = 0
for wage in range(1, {WAGES} + 1):
    exact, rest = divmod(wage * 3_000, 1_000_000)
    fee = peer.bpjs(wage, 0, statuses=everyone).monthly_fee()["death_insurance"]
    low += fee < exact + (2 * rest >= 1_000_000)
one = peer.bpjs(5_939_375, 11_086_300).monthly_fee()
negative = peer.bpjs(-5_000_000, 11_086_300).monthly_fee()
january = {{
    year: peer.bpjs(25_000_000, new, before_march=old).annual_fee(1, year)
    for year, new, old in ((2018, 8_094_000, 7_703_500), (2026, 11_086_300, 10_547_400))
}}
pension = {{year: fee["pension_insurance"]["individual"] for year, fee in january.items()}}
print(json.dumps({{
    "callers": result, "low": low, "one": one, "negative": negative, "january": pension,
}}))
"""


def measure() -> dict[str, Any]:
    """What the package does, from inside an environment of its own."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", RELEASE], check=True)
        done = subprocess.run(
            [python, "-I", "-c", INSIDE], capture_output=True, encoding="utf-8", check=True
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def row(name: str, part: dict[str, Any]) -> str:
    """One line of the table of callers."""
    wrong, lines = len(part["wrong"]), [line for each in part["wrong"].values() for line in each]
    programs = ("JKK", "JKM", "JHT", "JP")
    counts = [sum(line.startswith(program) for line in lines) for program in programs]
    answered = part["passed"] + wrong
    return f"| {name} | {answered} | {wrong} | {' | '.join(map(str, counts))} |"


def page(found: dict[str, Any], day: dt.date) -> str:
    """The page."""
    file = ROOT / "conformance" / "vectors" / "contributions.json"
    vectors = json.loads(file.read_text(encoding="utf-8"))
    on_rounding = {
        vector["id"]
        for vector in vectors["vectors"]
        if "round-line" in vector.get("conventions", ())
    }
    callers, one = found["callers"], found["one"]
    january = found["january"]
    careful, negative = callers["careful"], found["negative"]
    rounding = callers["careful_rounding"]
    by_choice = sum(name in on_rounding for name in rounding["wrong"])
    jht = one["old_age_insurance"]["individual"]
    jp = one["pension_insurance"]["individual"]
    return filled(f"""# A peer: tax-bpjs 1.0.5

<!-- Written by conformance/peer_report.py; do not edit. -->

Measured on {day:%-d %B %Y} with the [conformance vectors](conformance.md) {vectors["version"]}, in
an environment that holds nothing but release 1.0.5 of `tax-bpjs` (Python, 2019), the latest of its
registry on that day, and what it depends on. It computes contributions of wage earners (PU) and
income tax; all else is counted as not answered. Its caller hands it every rate and ceiling: what
the law of a month is, is not its task, and no fault of it here.

| caller | answered | differ | JKK | JKM | JHT | JP |
|---|---|---|---|---|---|---|
{row("careful: hands over rates, ceiling, reliefs and pension age of each month", careful)}
{row("careful, and rounds each number to whole rupiah, halves up", rounding)}
{row("yearly: one ceiling a year, no reliefs, no pension age; rounds", callers["yearly"])}

The numbers under the programmes are lines that differ. A case in which only a published sum differs
counts in the column "differ" alone. {careful["not_answered"]} vectors of contributions
(BPU and construction) and all other topics are not answered.

## What differs, and why

- **JKM is cut off** (`int(total_salary * rate)`) where the other contributions are not. For
  {found["low"]:,} of the wages from 1 to {WAGES:,} it is one rupiah less than if half a rupiah is
  rounded up. The law is silent on rounding: {by_choice} of the {len(rounding["wrong"])} vectors
  that differ for the second caller rest on the convention `round-line`. But no caller can undo
  what was cut off.
- **No whole rupiah.** JKK is rounded to tenths of a rupiah; JHT and JP stay as the binary fractions
  that the product of floats is. A wage of 5,939,375 gives JKK {one["accident_insurance"]} in
  class I, JHT {jht} and JP {jp}.
- **Rounding twice.** A caller who rounds such a JKK to whole rupiah goes up already from 0.45 on: a
  wage of 208 gives 0.5 for 0.4992, and then 1. These are the lines under JKK of the second caller.
- **The ceiling of JP in January and February.** `annual_fee` knows the ceiling of before March for
  2018 only. A wage of 25,000,000 gives the worker {january["2018"]:,.0f} in January 2018, as owed,
  and {january["2026"]:,.0f} in January 2026, where 105,474 is owed. `monthly_fee` takes one
  ceiling.
- **Two units.** `industry_risk_rate` is a percentage (0.24), every other rate a fraction (0.003).
  Nothing checks which one was meant.
- **Nothing is refused.** A wage of -5,000,000 gives JKM {negative["death_insurance"]:,} and JP of
  the worker {negative["pension_insurance"]["individual"]:,.0f}.

Reliefs, pension age and the month of a ceiling are the caller's to work into the rates. The third
caller does not, and is wrong where they decide.

To repeat it: `python conformance/peer_report.py {day}`. Corrections are welcome.
""")


def filled(text: str) -> str:
    """The page with its paragraphs filled anew, for the figures are of any length."""
    blocks = []
    for block in text.strip().split("\n\n"):
        if block.startswith(("#", "|", "<")):
            blocks.append(block)
        else:
            parts = re.split(r"\n(?=- )", block)
            indents = ["  " if part.startswith("- ") else "" for part in parts]
            blocks.append(
                "\n".join(
                    textwrap.fill(" ".join(part.split()), 100, subsequent_indent=indent)
                    for part, indent in zip(parts, indents, strict=True)
                )
            )
    return "\n\n".join(blocks) + "\n"


def main() -> None:
    """Measure and write."""
    day = dt.date.fromisoformat(sys.argv[1])
    PAGE.write_text(page(measure(), day), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
