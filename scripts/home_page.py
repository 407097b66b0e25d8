"""What the two home pages show: a bill as the library words it, and a chart as it draws it.

The bill is made by the first block of Python on the page; the bars have the values that
`kj.plots.monthly_cost` gives to Altair, drawn in the colours of the site.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import kopdes_jamsos as kj
from kopdes_jamsos.wording import Language

PAGES: dict[str, Language] = {"index.md": "en", "beranda.md": "id"}
PEOPLE = 250
NAMES = {
    "en": f"{PEOPLE} independent traders of a cooperative",
    "id": f"{PEOPLE} pedagang mandiri di satu koperasi",
}
ASSUMED = {"en": "What was assumed, and the evidence", "id": "Asumsi dan tingkat bukti"}
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 424, 170, 4, 20, 22

_CODE = re.compile(r"^```python\n(.*?)^```", re.M | re.S)
_SHOWN = {
    name: re.compile(rf"(?<=<!-- {name}:begin -->\n).*(?=<!-- {name}:end -->)", re.S)
    for name in ("bill", "chart")
}


def filled(page: str, language: Language) -> str:
    """A home page with its bill and its chart as they are now."""
    code = _CODE.search(page)
    assert code is not None
    made: dict[str, Any] = {}
    exec(code[1], made)
    for name, shown in (("bill", rendered(made["bill"], language)), ("chart", bars(language))):
        before, after = _SHOWN[name].split(page, maxsplit=1)
        page = f"{before}{shown}\n{after}"
    return page


def rendered(bill: kj.Bill, language: Language) -> str:
    """A bill in static HTML; what was assumed is folded."""
    table, _, remarks = bill.explain(language, "html").partition("<ul")
    folded = f"<details><summary>{ASSUMED[language]}</summary><ul{remarks}</details>"
    return f'<div class="bill" lang="{language}">{table}{folded}</div>'


def bars(language: Language) -> str:
    """What the traders pay each month, as SVG without scripts."""
    policy = kj.Policy(
        start=kj.Month(2026, 2),
        months=12,
        programs={kj.JKK, kj.JKM},
        segment=kj.BPUGroup.INDEPENDENT,
        sector=kj.Sector.OTHER,
        shares=kj.Funding.SELF,
    )
    traders = kj.Headcount(role="member", count=PEOPLE, income=0)
    plan = kj.Scenario(population=traders, policy=policy, name=NAMES[language])
    drawn: dict[str, Any] = kj.plots.monthly_cost(plan, language).to_dict()
    (pieces,) = drawn["datasets"].values()
    title = f"{drawn['title']['text']}, {drawn['spec']['layer'][0]['encoding']['y']['title']}"
    label = f"{title}; {drawn['title']['subtitle']}"
    return (
        f'<figure class="home-chart"><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{html.escape(label)}">{"".join(_pieces(pieces))}</svg>'
        f"<figcaption>{html.escape(label)}</figcaption></figure>"
    )


def _pieces(pieces: list[dict[str, Any]]) -> Iterator[str]:
    months = list(dict.fromkeys(piece["month"] for piece in pieces))
    highest = max(piece["end"] for piece in pieces)
    step = (WIDTH - LEFT) // len(months)

    def up(number: float) -> int:
        return HEIGHT - BOTTOM - int((HEIGHT - TOP - BOTTOM) * number / highest + 0.5)

    for piece in pieces:
        x, top, low = (
            LEFT + months.index(piece["month"]) * step,
            up(piece["end"]),
            up(piece["begin"]),
        )
        middle, program = x + (step - 6) // 2, piece["program"]
        yield (
            f'<rect class="{program.lower()}" x="{x}" y="{top}" width="{step - 6}" '
            f'height="{low - top}"><title>{piece["month"]}, {program}: {piece["rupiah"]}</title>'
            "</rect>"
        )
        yield f'<text class="in" x="{middle}" y="{(top + low) // 2 + 4}">{program}</text>'
        if piece["top"]:
            yield f'<text x="{middle}" y="{top - 5}">{piece["top"]}</text>'
    for place, month in enumerate(months):
        if place % 3 == 0:
            x = LEFT + place * step
            yield f'<text class="month" x="{x}" y="{HEIGHT - 6}">{month}</text>'
