"""Race the columns against the same tariff written by hand on each engine.

    python benchmarks/frames.py                   # Spark needs Java and the group engines
    python benchmarks/frames.py --quick           # fewer calls, without memory
    python benchmarks/frames.py --only polars,pandas
    python benchmarks/frames.py --record          # into speed.toml, for the page on performance

Ours and its twin of `by_hand.py` are called in turn in one process, so that a busy moment of the
machine hits both; the smallest time of each counts. Before that their columns are compared, refused
rows included: they must be equal. Memory is what the peak of a fresh process grows by during one
call. openfisca-core, 32-bit floats and without reasons or refused rows, runs in an environment of
its own, which this script makes in a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import runpy
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1]))

MONTH = (2026, 11)
EVERYONE = {"segment": "PU", "jkk": True, "jkm": True, "jht": True, "jp": True}
AGELESS = {"birth_date": None}
LARGE, SMALL, MONTHS = 1_000_000, 10_000, 300_000
REFUSED = 1_000  # one row of so many is refused
ENGINES = ("polars", "pandas", "pyarrow", "duckdb", "spark")
OPENFISCA = "openfisca-core==46.0.1"
Call = Callable[[], Any]
Row = dict[str, Any]

# ---- the data ------------------------------------------------------------------------------------


def drawn(size: int, *, months: bool = False) -> Any:
    """Wages and risk classes as a frame of Polars, and months of ten years if asked for."""
    import numpy as np
    import polars as pl

    draw = np.random.default_rng(3)
    wage = draw.integers(1_000_000, 25_000_000, size)
    wage[::REFUSED] = -1
    columns = {"wage": wage, "risk_class": draw.integers(1, 6, size)}
    if months:
        past = draw.integers(0, 120, size) + 12 * 2016
        days = (past // 12 - 1970).astype("datetime64[Y]").astype("datetime64[M]") + past % 12
        columns["month"] = days.astype("datetime64[D]")
    return pl.DataFrame(columns)


def frame_of(engine: str, data: Any) -> Any:
    """The data as a frame of an engine."""
    if engine == "pandas":
        return data.to_pandas()
    if engine == "pyarrow":
        return data.to_arrow()
    if engine == "duckdb":
        import duckdb

        return duckdb.from_arrow(data.to_arrow())
    return session().createDataFrame(data.to_arrow()).cache() if engine == "spark" else data


def session() -> Any:
    """Spark on this machine."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.memory", "4g").config("spark.driver.host", "127.0.0.1")
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    return spark


# ---- the contestants -----------------------------------------------------------------------------


def contestants(engine: str, data: Any) -> tuple[Call, Call]:
    """Ours, and the same by hand, over one frame."""
    from benchmarks import by_hand

    import kopdes_jamsos as kj
    from kopdes_jamsos.frames.rows import output_columns

    frame, outputs = frame_of(engine, data), list(output_columns())
    column = "month" if "month" in data.columns else None
    month: Any = column or kj.Month(*MONTH)

    def ours() -> Any:
        return finished(
            engine, kj.frames.assess(frame, month=month, constants=EVERYONE, columns=AGELESS)
        )

    if engine != "spark":
        return ours, getattr(by_hand, f"in_{engine}")(frame, outputs, column)
    frame.count()
    frame.createOrReplaceTempView("workers")
    text = by_hand.as_sql(outputs, "workers", "div", column)
    return ours, lambda: finished(engine, session().sql(text))


def finished(engine: str, found: Any) -> Any:
    """A result that is computed: in Arrow, or by Spark to the end and thrown away."""
    if engine == "spark":
        found.write.format("noop").mode("overwrite").save()
    return found.to_arrow_table() if engine == "duckdb" else found


def check(engine: str, ours: Call, twin: Call) -> None:
    """Both give the same columns."""
    import polars as pl

    from kopdes_jamsos.frames.rows import output_columns

    if engine == "spark":
        return  # tests/frames/test_engines.py compares it; here its rows are thrown away
    tables = []
    for call in (ours, twin):
        found = call()
        table = pl.from_pandas(found) if engine == "pandas" else pl.DataFrame(found)
        tables.append(table.select(output_columns()))
    if not tables[0].equals(tables[1].cast(dict(tables[0].schema))):  # type: ignore[arg-type]  # names and types
        different = [name for name in tables[0].columns if any(tables[0][name] != tables[1][name])]
        sys.exit(f"{engine}: {', '.join(different)} differ from those by hand")


# ---- one race ------------------------------------------------------------------------------------


def race(engine: str, size: int, calls: int, *, months: bool = False) -> Row:
    """The smallest times of both, called in turn."""
    ours, twin = contestants(engine, drawn(size, months=months))
    check(engine, ours, twin)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(calls):
        for call, taken in zip((ours, twin), times, strict=True):
            start = time.perf_counter()
            found = call()
            taken.append(time.perf_counter() - start)
            del found
    mine, theirs = (min(taken) * 1_000 for taken in times)
    return {
        "ratio": theirs / mine,
        "engine": f"{engine}, 120 months" if months else engine,
        "rows": size,
        "ours, ms": mine,
        "by hand, ms": theirs,
    }


def peak() -> float:
    """Megabytes; not from getrusage, which counts what the parent had when it forked."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def growth(engine: str, whose: str) -> float:
    """Megabytes by which the peak grows during a call, after one over few rows."""
    which = ("ours", "by hand").index(whose)
    contestants(engine, drawn(SMALL))[which]()
    call = contestants(engine, drawn(LARGE))[which]
    before = peak()
    found = call()
    grown = peak() - before
    del found
    return grown


def in_a_process(python: str, *arguments: str) -> Any:
    """What this script prints for some arguments, in a fresh process."""
    done = subprocess.run(
        [python, str(HERE), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}: {done.stderr[-2_000:]}")
    return json.loads(done.stdout.splitlines()[-1])


# ---- openfisca-core, and a nation ----------------------------------------------------------------


def openfisca(folder: Path, calls: int) -> list[float]:
    """Milliseconds of the fastest call, and wrong rows, as formulas of openfisca-core."""
    import numpy as np
    from openfisca_core import (  # type: ignore[import-not-found]  # in its own environment only
        periods,
        simulations,
    )
    from openfisca_core.entities import build_entity  # type: ignore[import-not-found]  # likewise
    from openfisca_core.taxbenefitsystems import (  # type: ignore[import-not-found]  # likewise
        TaxBenefitSystem,
    )
    from openfisca_core.variables import Variable  # type: ignore[import-not-found]  # likewise

    person, month = build_entity("person", "persons", "A worker", is_person=True), "2026-11"
    rates = np.array([0, 0.0024, 0.0054, 0.0089, 0.0127, 0.0174])

    def share(base: str, rate: float) -> Any:
        return lambda people, period: np.floor(people(base, period) * rate + 0.5)

    def total(*names: str) -> Any:
        return lambda people, period: sum(people(name, period) for name in names)

    formulas: dict[str, Any] = {
        "wage": None,
        "risk_class": None,
        "capped": lambda people, period: np.minimum(people("wage", period), 11_086_300),
        "jkk": lambda people, period: np.floor(
            people("wage", period) * rates[people("risk_class", period)] + 0.5
        ),
        "jkm": share("wage", 0.003),
        "jht": share("wage", 0.037),
        "jht_worker": share("wage", 0.02),
        "jp": share("capped", 0.02),
        "jp_worker": share("capped", 0.01),
        "employer": total("jkk", "jkm", "jht", "jp"),
        "worker": total("jht_worker", "jp_worker"),
        "total": total("employer", "worker"),
    }
    system = TaxBenefitSystem([person])
    for title, formula in formulas.items():
        body = {
            "value_type": int if title == "risk_class" else float,
            "entity": person,
            "definition_period": periods.DateUnit.MONTH,
            "label": title,
        }
        written = {} if formula is None else {"formula": _named(formula)}
        system.add_variable(type(title, (Variable,), body | written))
    wage, risk, exact = (np.load(folder / f"{name}.npy") for name in ("wage", "risk", "exact"))
    times = []
    for _ in range(calls):
        start = time.perf_counter()
        people = system.instantiate_entities()
        people["person"].count = len(wage)
        people["person"].ids = np.arange(len(wage))
        simulation = simulations.Simulation(system, people)
        simulation.set_input("wage", month, wage)
        simulation.set_input("risk_class", month, risk)
        found = simulation.calculate("total", month)
        times.append(time.perf_counter() - start)
    return [min(times) * 1_000, int((found.astype(np.int64) != exact)[wage >= 0].sum())]


def _named(formula: Any) -> Any:
    """A function: openfisca-core looks at what it is called."""

    def formula_of(people: Any, period: Any) -> Any:
        return formula(people, period)

    formula_of.__name__ = "formula"
    return formula_of


def peer(calls: int, engines: Iterable[str]) -> list[Row]:
    """openfisca-core beside ours, in turn; its wrong rows are those that differ from ours."""
    import numpy as np

    import kopdes_jamsos as kj

    data = drawn(LARGE)
    facts: Row = {"month": kj.Month(*MONTH), "constants": EVERYONE, "columns": AGELESS}
    owed = kj.frames.assess(data, **facts)["total"].fill_null(0)
    ours: dict[str, Callable[[], float]] = {
        engine: partial(whole, engine, calls) for engine in engines
    }
    # It computes one column; whoever wants just that asks a lazy frame for it.
    ours["polars, total alone"] = partial(total_alone, data, calls)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, column in {
            "wage": data["wage"],
            "risk": data["risk_class"],
            "exact": owed,
        }.items():
            np.save(folder / f"{file}.npy", column.to_numpy())
        venv.create(folder / "environment", with_pip=True)
        python = str(folder / "environment" / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", OPENFISCA], check=True)
        rows = []
        for engine, measure in ours.items():
            mine = measure()
            theirs, wrong = in_a_process(python, "openfisca", str(folder), str(calls))
            rows.append(
                {
                    "ratio": theirs / mine,
                    "engine": engine,
                    "rows": LARGE,
                    "ours, ms": mine,
                    "openfisca-core, ms": theirs,
                    "its wrong rows": wrong,
                }
            )
    return rows


def whole(engine: str, calls: int) -> float:
    """Milliseconds of the fastest call over a large frame of an engine."""
    return float(race(engine, LARGE, calls)["ours, ms"])


def total_alone(data: Any, calls: int) -> float:
    """Milliseconds of the fastest call that is asked for the total and nothing else."""
    import kopdes_jamsos as kj

    facts: Row = {"month": kj.Month(*MONTH), "constants": EVERYONE, "columns": AGELESS}
    times = []
    for _ in range(calls):
        start = time.perf_counter()
        found = kj.frames.assess(data.lazy(), **facts)
        total = found.select("total").collect()
        times.append(time.perf_counter() - start)
        del total
    return min(times) * 1_000


def nation() -> Row:
    """The year of `examples/02_national.py`: officers of all cooperatives, three readings."""
    example = runpy.run_path(str(HERE.parents[1] / "examples" / "02_national.py"))
    people = runpy.run_path(str(example["MAKE"]))["people"]()
    times = []
    for _ in range(3):
        start = time.perf_counter()
        example["totals"](people)
        times.append(time.perf_counter() - start)
    count = len(people) * len(example["MONTHS"]) * len(example["READINGS"])
    return {
        "contributions": count,
        "seconds": min(times),
        "million a second": count / min(times) / 1e6,
    }


# ---- all of it -----------------------------------------------------------------------------------


def shown(title: str, rows: list[Row]) -> None:
    """Print a table."""
    print(f"\n{title}")
    print("  ".join(f"{key:>20}" for key in rows[0]))
    for row in rows:
        cells = (
            f"{value:.2f}" if isinstance(value, float) else str(value) for value in row.values()
        )
        print("  ".join(f"{cell:>20}" for cell in cells), flush=True)


def main() -> None:
    """Race, print, and record if asked to."""
    from importlib.util import find_spec

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--no-peer", action="store_true", help="leave openfisca-core out")
    parser.add_argument("--only", default=",".join(ENGINES), help="engines, with commas")
    asked = parser.parse_args()
    engines = [each for each in asked.only.split(",") if each != "spark" or find_spec("pyspark")]
    calls = 7 if asked.quick else 15
    rows = []
    for engine in engines:
        found = [race(engine, LARGE, calls), race(engine, SMALL, calls * 4)]
        found.append(race(engine, MONTHS, calls, months=True))
        for row in found:
            with_memory = row["rows"] == LARGE and engine != "spark" and not asked.quick
            for whose in ("ours", "by hand"):
                grown = (
                    in_a_process(sys.executable, "memory", engine, whose) if with_memory else "–"
                )
                row[f"{whose}, MB"] = grown
        shown(engine, found)
        rows += found
    command = "python benchmarks/frames.py --record"
    tables = {
        "frames": (
            rows,
            "The same tariff by hand on each engine",
            "The smallest times of calls in turn in one process, one row of a thousand refused; "
            "a ratio above 1 is in our favour. Memory is what the peak grows by.",
        )
    }
    tables["frames_nation"] = (
        [nation()],
        "A year of all officers and supervisors of 82,426 village cooperatives",
        "The example `02_national.py`: totals by province and month under three readings of the "
        "law; the smallest of three times.",
    )
    shown("nation", tables["frames_nation"][0])
    if not asked.no_peer:
        beside = [each for each in engines if each in ("polars", "pandas", "pyarrow")]
        tables["frames_peer"] = (
            peer(calls, beside),
            "Beside openfisca-core",
            "The smallest times of both, each in its own process and environment, in turn; it "
            "gives the total alone, in 32-bit floats, without reasons or refused rows, and ours "
            "all 15 columns where not said otherwise.",
        )
        shown("openfisca-core", tables["frames_peer"][0])
    if asked.record:
        from benchmarks.recorded import record

        for name, (found, title, how) in tables.items():
            record(name, found, title=title, how=how, command=command)


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        print(json.dumps(growth(sys.argv[2], sys.argv[3])))
    elif sys.argv[1:2] == ["openfisca"]:
        print(json.dumps(openfisca(Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        main()
