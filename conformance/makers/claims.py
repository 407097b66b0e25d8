"""Vectors of claims: broken incapacity, sudden death, late scholarships, heirs, widow's death."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections.abc import Iterator
from typing import Any

from conformance.makers import benefits
from conformance.makers.common import CASES, Vector, rounding, text, vector
from tests.oracle import benefits as oracle
from tests.oracle import savings

Facts = dict[str, Any]
SPELLS = "PP 44/2015 Lampiran III angka I huruf b angka 2"
WAGES_PAID = "PP 44/2015 Pasal 51 ayat (2), ayat (3) dan ayat (4)"
SUDDEN = "Permenaker 5/2021 Pasal 85 ayat (3)"
BACK_YEARS = "Permenaker 1/2025 Pasal I angka 45 (Pasal 106 ayat (4), ayat (5))"
AT_A_CLAIM = "Permenaker 5/2021 Pasal 106 ayat (2), Pasal 107"
PARALLEL = "Permenaker 5/2021 Pasal 102 ayat (3), ayat (4), ayat (5)"
HEIRS = "PP 46/2015 Pasal 23 ayat (2), ayat (3) dan ayat (4)"
AFTER_SPOUSE = "PP 45/2015 Pasal 22 ayat (1) huruf b, ayat (2) huruf c, ayat (4)"
PARENTS = "PP 45/2015 Pasal 23 ayat (1), ayat (2) huruf a"
LIMITS = "PP 45/2015 Pasal 18"


def derived(name: str) -> tuple[Facts, str]:
    """A case derived by hand from the articles, with its source."""
    for file in sorted((CASES / "derived" / "benefits").glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            if case["id"] == name:
                return case, f"derived from {case['articles'][0]}"
    raise KeyError(name)


# --- incapacity ---------------------------------------------------------------------------------


def incapacity_vectors() -> list[Vector]:
    """Incapacity in spells, and wages that the employer paid in the meantime."""
    case, source = derived("R-B-08")
    facts, paid = case["facts"], case["expected"]["incapacity"]
    found = [
        in_spells(dt.date.fromisoformat(facts["date"]), facts["wage"], spells, total, source)
        for spells, total in zip(facts["spells"], paid, strict=True)
    ]
    chance = random.Random(51)
    for number in range(12):
        on = dt.date(2017 + number % 2 * 5, 1, 1 + number)
        wage = chance.randrange(10, 90) * 30_000
        spells, begins = [], on
        for _ in range(3):
            ends = begins + dt.timedelta(chance.randrange(5, 170))
            spells.append([begins.isoformat(), ends.isoformat()])
            begins = min(ends + dt.timedelta(chance.randrange(2, 60)), dt.date.max).replace(day=3)
            begins = begins if begins > ends + dt.timedelta(1) else savings.months_later(begins, 1)
        found.append(in_spells(on, wage, spells))
    case, source = derived("R-B-07")
    facts, expected = case["facts"], case["expected"]
    for place, wages in enumerate(facts["wages_paid"]):
        amounts = {
            name: expected[key][place]
            for name, key in (("to_employer", "to_employer"), ("to_worker", "to_worker"),
                              ("kept", "kept_by_employer"))
        }  # fmt: skip
        on = dt.date.fromisoformat(facts["date"])
        found.append(went_on(on, facts["wage"], facts["months"], wages, amounts, source))
    for day in (dt.date(2018, 2, 1), dt.date(2022, 8, 15)):
        for months in (3, 9, 15):
            wage = chance.randrange(20, 90) * 100_000
            total = sum(oracle.incapacity(day, wage, months, 0))
            wages = chance.randrange(total + total // 4)
            found.append(
                went_on(day, wage, months, wages, oracle.shared_with_employer(total, wages))
            )
    return found


def in_spells(
    on: dt.date,
    wage: int,
    spells: list[list[str]],
    total: int | None = None,
    source: str | None = None,
) -> Vector:
    """The benefit of an incapacity in broken spells, over the time of incapacity."""
    days = [(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in spells]
    joined = [days[0]]
    for first, last in days[1:]:
        if joined[-1][1] + dt.timedelta(1) == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    months, rest = oracle.time_of(joined)
    amounts = oracle.incapacity(on, wage, months, rest)
    event = {"kind": "work-accident", "incapacity_spells": spells}
    inputs = benefits.facts(on, event, wage, 6)
    first = savings.months_later(on, 6 if on < oracle.NEW_TARIFF else 12)
    broken = len(joined) > 1 or joined[0][0] > on
    decides = broken and joined[-1][1] >= first
    conventions = [
        *(["incapacity-spells"] if decides else []),
        *(["incapacity-day"] if rest else []),
    ]
    conventions += rounding(oracle, lambda: oracle.incapacity(on, wage, months, rest))
    articles, grades, _ = benefits.basis_of_disability(inputs)
    expected = {"total": sum(amounts) if total is None else total}
    name = f"spells-{on}-{wage}-{len(spells)}-{spells[0][1]}-{spells[-1][1]}"
    return vector(name, inputs, expected, ([*articles, SPELLS], grades, conventions), source=source)


def went_on(
    on: dt.date,
    wage: int,
    months: int,
    wages: int,
    amounts: dict[str, int],
    source: str | None = None,
) -> Vector:
    """Who receives which rupiah where the employer went on paying wages."""
    event = {"kind": "work-accident", "incapacity_months": months, "wages_paid": wages}
    inputs = benefits.facts(on, event, wage, 6)
    articles, grades, _ = benefits.basis_of_disability(inputs)
    long = on >= oracle.NEW_TARIFF and months > 6
    conventions = ["incapacity-compared-at-once"] if long else []
    basis = ([*articles, WAGES_PAID], grades, conventions)
    name = f"wages-paid-{on}-{wage}-{months}-{wages}"
    return vector(name, inputs, dict(amounts), basis, source=source)


# --- deaths -------------------------------------------------------------------------------------


def death_vectors() -> list[Vector]:
    """Sudden deaths of traders; memberships side by side for the scholarship of JKM."""
    found = []
    case, source = derived("H-B-21")
    on, expected = dt.date.fromisoformat(case["facts"]["date"]), case["expected"]["cash_total"]
    for months, total in zip(case["facts"]["months_paid"], expected, strict=True):
        found.append(died_suddenly(on, months, case["facts"]["income"], 1_000_000, total, source))
    for on in (
        dt.date(2022, 8, 15),
        dt.date(2025, 2, 23),
        dt.date(2025, 2, 24),
        dt.date(2026, 6, 30),
    ):
        for months in (2, 11, 12, 30):
            for income, base in ((1_000_000, 1_000_000), (3_000_000, 2_950_000)):
                total = oracle.sudden(on, base, months)
                found.append(died_suddenly(on, months, income, base, total))
    for name in ("R-B-01", "R-B-02", "R-B-03"):
        found.append(side_by_side(name))
    return [*found, *from_work_to_trade()]


def from_work_to_trade() -> Iterator[Vector]:
    """A new BPU who had been a wage earner: 97A and months in a row."""
    case, source = derived("R-B-10")
    expected = case["expected"]
    for place, each in enumerate(case["facts"]["cases"]):
        both: Facts = {"programs": ["JKK", "JKM"]}
        months = each["months"]
        memberships = [{"segment": "BPU", "income": 1_000_000, **both, "since": "2025-06"}]
        memberships[0]["months"] = months
        if ended := each.get("worker_until"):
            count = (int(ended[:4]) - 2024) * 12 + int(ended[5:7])
            worker = {"segment": "PU", "wage": 4_000_000, **both, "since": "2024-01"}
            memberships.append({**worker, "months": count, "ended": ended})
        inputs = {"on": each["date"], "work_related": False, "memberships": memberships}
        conventions = ["jkm-new-as-bpu"] if expected["decides"][place] else []
        basis = (case["articles"], ["text"], conventions)
        total = {"total": expected["total"][place]}
        yield vector(f"R-B-10-{place + 1}", inputs, total, basis, source=source)


def died_suddenly(
    on: dt.date, months: int, income: int, base: int, total: int, source: str | None = None
) -> Vector:
    """A BPU who died suddenly at work."""
    event = {"work_related": True, "sudden": True}
    inputs = benefits.facts(on, event, income, months, bpu=True)
    by_work = months >= 12
    articles = [SUDDEN, benefits.ANNEX if by_work else benefits.JKM]
    conventions = ["accident-same-day"] if by_work else ["sudden-death-months"]
    conventions += ["jkm-three-months"] if months < 3 and on >= oracle.NEW_RULES else []
    basis = (articles, ["reported"], conventions)
    name = f"sudden-{on}-{base}-{months}-months{'-worked' if source else ''}"
    return vector(name, inputs, {"total": total}, basis, source=source)


def side_by_side(name: str) -> Vector:
    """The scholarship of JKM where memberships run beside or after one another."""
    case, source = derived(name)
    memberships = [
        {"segment": "PU", "wage": 4_000_000, "programs": ["JKK", "JKM"], **each}
        for each in case["facts"]["memberships"]
    ]
    inputs = {"on": case["facts"]["date"], "work_related": False, "memberships": memberships}
    inputs["children"] = ["PT5"]
    expected = {"JKM_scholarship": case["expected"]["scholarship"]}
    conventions = ["scholarship-contributions", *case["expected"]["decided_by"]]
    conventions += ["child-entitled", "scholarship-year"] if expected["JKM_scholarship"] else []
    basis = ([benefits.JKM, PARALLEL], ["text"], conventions)
    return vector(f"{name}-side-by-side", inputs, expected, basis, source=source)


# --- scholarships -------------------------------------------------------------------------------


def scholarship_vectors() -> list[Vector]:
    """What a claim is paid at once, with three school years back."""
    found = []
    for name in ("R-B-04", "R-B-05"):
        case, source = derived(name)
        rows = zip(case["facts"]["cases"], case["expected"]["payable_at_the_claim"], strict=True)
        for place, (each, amount) in enumerate(rows, 1):
            if "reading" not in each and each["born"] > "2005":
                inputs = {"on": case["facts"]["death"], "stage": each["stage"]}
                inputs |= {"claimed_on": each["claim"]}
                inputs |= {"paid_to": each["paid_to"]} if "paid_to" in each else {}
                found.append(claimed(f"claim-{name}-{place}", inputs, amount, source))
    chance = random.Random(106)
    for number in range(30):
        died = dt.date(2020, 1, 5) + dt.timedelta(chance.randrange(1_200))
        claim = min(died + dt.timedelta(chance.randrange(30, 2_400)), dt.date(2026, 11, 20))
        first = chance.randrange(2, 13)
        paid = chance.choice(["", *oracle.STAGES[first : first + 4]])
        stage = oracle.STAGES[first]
        if not lies_before(paid, stage, died, claim):
            paid = ""
        inputs = {"on": died, "stage": stage, "claimed_on": claim}
        inputs |= {"paid_to": paid} if paid else {}
        amount = oracle.claimed(stage, died, claim, paid, limited=False)
        found.append(claimed(f"claim-{number}-{stage}-{claim}", inputs, amount))
    return found


def lies_before(paid: str, stage: str, died: dt.date, claim: dt.date) -> bool:
    """Whether the school year that was paid last is over before the claim."""
    years = [day.year - (day.month < 7) for day in (died, claim)]
    passed = oracle.STAGES.index(paid) - oracle.STAGES.index(stage) if paid else 0
    return years[0] + passed < years[1]


def claimed(name: str, inputs: Facts, amount: int, source: str | None = None) -> Vector:
    """A claim for one child of a worker who died by work."""
    died, claim = (dt.date.fromisoformat(str(inputs[name])) for name in ("on", "claimed_on"))
    passed = oracle.STAGES.index(str(inputs.get("paid_to", inputs["stage"])))
    passed -= oracle.STAGES.index(inputs["stage"])
    years = [day.year - (day.month < 7) for day in (died, claim)]
    far = years[1] - years[0] - passed > 3
    new = str(inputs["claimed_on"]) >= oracle.NEW_RULES.isoformat()
    back = "scholarship-back-years" if inputs.get("paid_to") else "scholarship-first-claim"
    conventions = ["accident-same-day", "child-entitled", "scholarship-year"]
    conventions += [back] if new and (far or "paid_to" not in inputs) else []
    articles = [AT_A_CLAIM, *([BACK_YEARS] if new else [])]
    basis = (articles, ["text"], conventions)
    return vector(name, inputs, {"at_once": amount}, basis, source=source)


# --- heirs of JHT, and what follows a widow -----------------------------------------------------


def jht_vectors() -> Iterator[Vector]:
    """Who inherits JHT."""
    case, source = derived("R-B-06")
    rows = zip(case["facts"]["families"], case["expected"]["rank"], strict=True)
    for place, (family, rank) in enumerate(rows, 1):
        inputs = {"ask": "heirs", "family": family}
        basis = ([HEIRS], ["text"], list[str]())
        yield vector(f"heirs-worked-{place}", inputs, {"rank": rank}, basis, source=source)
    members = [name for _, names in savings.RANKS for name in names]
    chance = random.Random(23)
    for number in range(20):
        family = {name: chance.randrange(1, 4) for name in members if chance.random() < 0.3}
        basis = ([HEIRS], ["text"], list[str]())
        inputs = {"ask": "heirs", "family": family}
        yield vector(f"heirs-{number}", inputs, {"rank": savings.jht_heirs(family)}, basis)

    yield from jht_claims()


def job(since: str, count: int, ended: str = "") -> Facts:
    """A wage earner in JHT."""
    made: Facts = {"segment": "PU", "wage": 5_000_000, "programs": ["JHT"]}
    return made | {"since": since, "months": count} | ({"ended": ended} if ended else {})


def trade(since: str, count: int, ended: str = "") -> Facts:
    """A trader in JKK, JKM and JHT."""
    made: Facts = {"segment": "BPU", "income": 1_000_000, "programs": ["JKK", "JKM", "JHT"]}
    return made | {"since": since, "months": count} | ({"ended": ended} if ended else {})


LEFT = "2025-06-30"
CLAIMS = {
    "R-B-11": [
        [job("2024-07", 12, LEFT), trade("2025-03", 4)],
        [job("2024-07", 12, LEFT), trade("2025-01", 5, "2025-05-31")],
        [job("2024-07", 12, LEFT), job("2025-01", 6)],
        [trade("2025-03", 4), job("2024-07", 12)],
    ],
    "R-B-12": [
        [job("2024-07", 12, LEFT), job("2025-01", 6)],
        [job("2024-07", 12, LEFT)],
        [job("2024-07", 12), job("2025-01", 6)],
    ],
}
DECIDING = {"R-B-11": "jht-bpu-goes-on", "R-B-12": "jht-all-accounts"}


def jht_claims() -> Iterator[Vector]:
    """Claims beside another membership, which the articles do not settle."""
    for name, rows in CLAIMS.items():
        case, source = derived(name)
        expected = case["expected"]
        for place, memberships in enumerate(rows):
            inputs: Facts = {"ask": "claim", "on": LEFT, "memberships": memberships}
            if name == "R-B-11":
                inputs["event"] = "resignation"
            else:
                inputs |= {"event": "pension-age", "agreed": True}
            conventions = [DECIDING[name]] if expected["decides"][place] else []
            basis = (case["articles"], ["text"], conventions)
            paid = {"paid": expected["paid"][place]}
            yield vector(f"claim-{name}-{place + 1}", inputs, paid, basis, source=source)


def jp_vectors() -> Iterator[Vector]:
    """The child's pension after the widow who drew one has died or married again."""
    yield from jp_survivors()
    case, source = derived("H-B-48")
    facts, expected = case["facts"], case["expected"]
    on = dt.date.fromisoformat(facts["date"])
    yield after_the_widow(on, facts["widow_pension"], expected["child_monthly"], source)
    for on in (
        dt.date(2021, 2, 3),
        dt.date(2024, 2, 10),
        dt.date(2025, 2, 28),
        dt.date(2026, 6, 10),
    ):
        for pension in (500_000, 900_001, 1_234_567, 2_000_000):
            first = savings.following((on.year, on.month))
            yield after_the_widow(on, pension, savings.after_spouse(pension, first))


def jp_survivors() -> Iterator[Vector]:
    """Who left work long ago, and a parent beside a child that is grown up."""
    case, source = derived("R-B-09")
    facts, expected = case["facts"], case["expected"]
    for place, each in enumerate(facts["cases"]):
        wages = [{"since": each["joined"], "months": each["months"], "wage": facts["wage"]}]
        inputs: Facts = {"ask": "survivors", "on": facts["date"], "wages": wages}
        year, month = savings.months_later(
            dt.date.fromisoformat(f"{each['joined']}-01"), each["months"]
        ).timetuple()[:2]
        left = dt.date(year, month, 1) - dt.timedelta(1)
        inputs |= {"left_on": left, "spouses": 1, "children_born": [], "parents": 0}
        conventions = ["jp-membership-while-working"] if expected["decides"][place] else []
        basis = (case["articles"], ["reported"], conventions)
        monthly = {"monthly": expected["pension"][place]}
        yield vector(f"survivors-R-B-09-{place + 1}", inputs, monthly, basis, source=source)
    wages = [{"since": "2016-04", "months": 100, "wage": 3_000_000}]
    # 1 % x 15 x 6,000,000 at most, 20 % of it: the lowest pension of 2024 both ways.
    low, _ = savings.limits_in((2024, 9))
    for name, born in (("grown-up", ["2000-01-01"]), ("none", [])):
        inputs = {"ask": "survivors", "on": "2024-08-08", "wages": wages}
        inputs |= {"spouses": 0, "children_born": born, "parents": 1}
        conventions = ["jp-parent-beside-grown-child"] if born else []
        basis = ([PARENTS, LIMITS], ["reported"], conventions)
        yield vector(f"survivors-parent-{name}-child", inputs, {"monthly": low}, basis)


def after_the_widow(on: dt.date, pension: int, amount: int, source: str | None = None) -> Vector:
    """Half of her pension from the next month on, never less than the lowest one."""
    first = savings.following((on.year, on.month))
    inputs = {"ask": "after-spouse", "on": on, "pension": pension}
    low, _ = savings.limits_in(first)
    conventions = ["jp-floor-after-share"] if pension < 2 * low else []
    conventions += rounding(savings, lambda: [savings.after_spouse(pension, first)])
    expected = {"monthly": amount, "first_month": text(first)}
    basis = ([AFTER_SPOUSE, LIMITS], ["reported"], conventions)
    name = f"after-spouse-{on}-{pension}{'-worked' if source else ''}"
    return vector(name, inputs, expected, basis, source=source)
