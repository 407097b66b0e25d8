"""Measure the tariff over columns against hand-written expressions and other engines.

    python benchmarks/frames.py            # everything; Spark needs Java and the group engines
    python benchmarks/frames.py --quick    # the first table only

Each figure is the median of five fresh processes, started in turn so that a busy moment of the
machine hits all of them. `first` is the first call after the imports, `warm` the median of the
calls after it, in million rows a second; `MB` is the peak of the whole process. `wrong` counts the
rows whose sums by payer differ from exact whole numbers. openfisca-core runs in an environment of
its own, which this script makes in a temporary folder. Nothing here is asserted by a test.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROWS = 1_000_000
FILE_ROWS = 10_000_000
PROCESSES = 5
CALLS = 7
MONTH = (2026, 11)
EVERYONE = {"segment": "PU", "jkk": True, "jkm": True, "jht": True, "jp": True}
OPENFISCA = "openfisca-core==46.0.1"
HERE = Path(__file__).resolve()


# ---- the data ------------------------------------------------------------------------------------


def make(folder: Path) -> None:
    """Write the populations as Parquet; the figures of the oracle stand beside the wage earners."""
    import numpy as np
    import polars as pl

    draw = np.random.default_rng(3)

    def pick(values: tuple[str, ...], size: int) -> Any:
        return pl.Series(values)[draw.integers(0, len(values), size)]

    def waged(size: int) -> Any:
        wage = draw.integers(1_000_000, 25_000_000, size)
        return pl.DataFrame({"wage": wage, "risk_class": draw.integers(1, 6, size)})

    waged(ROWS).write_parquet(folder / "pu.parquet")
    waged(FILE_ROWS).write_parquet(folder / "file.parquet", row_group_size=1_000_000)
    pl.DataFrame({"income": draw.integers(0, 25_000_000, ROWS)}).write_parquet(
        folder / "bpu.parquet"
    )
    segment = pick(("PU", "BPU"), ROWS)
    in_pu = segment == "PU"
    amounts = pl.Series(draw.integers(0, 25_000_000, ROWS))
    months = pl.lit(pl.Series(draw.integers(0, 138, ROWS))) + 6
    days = pl.Series(draw.integers(-7_000, 12_000, ROWS)).cast(pl.Int32)
    pl.DataFrame(
        {
            "segment": segment,
            "wage": amounts,
            "income": amounts,
            "risk_class": draw.integers(1, 6, ROWS),
            "jkk": True,
            "jkm": True,
            "jht": draw.integers(0, 2, ROWS) == 1,
            "jp": in_pu,
            "group": pick(("employer", "independent", "unwaged"), ROWS),
            "sector": pick(("transport", "other"), ROWS),
            "funding": pick(("self", "cooperative", "village", "region", "state"), ROWS),
            "labour_intensive": draw.integers(0, 4, ROWS) == 0,
            "birth_date": days.cast(pl.Date),
            "month": pl.select(pl.date(2015 + months // 12, 1 + months % 12, 1)).to_series(),
        }
    ).write_parquet(folder / "mixed.parquet")


# ---- the contestants: each loads its data, and gives a call and the columns of its result --------


Contest = tuple[Callable[[], Any], Callable[[Any], tuple[Any, Any]]]


def ours(kind: str, folder: Path) -> Contest:
    """Our expressions over one kind of frame, eager or brought into Arrow."""
    import polars as pl

    import kopdes_jamsos as kj

    month = kj.Month(*MONTH)
    data = pl.read_parquet(folder / "pu.parquet")
    frame: Any = data
    if kind == "pandas":
        frame = data.to_pandas()
    elif kind == "pyarrow":
        frame = data.to_arrow()
    elif kind == "duckdb":
        import duckdb

        frame = duckdb.from_arrow(data.to_arrow())
    kj.frames  # noqa: B018 - imported before the clock starts

    def call() -> Any:
        found = kj.frames.assess(frame, month=month, constants=EVERYONE)
        return found.to_arrow_table() if kind == "duckdb" else found

    def read(result: Any) -> tuple[Any, Any]:
        return result["total_employer"].to_numpy(), result["total_worker"].to_numpy()

    return call, read


def hand_polars(folder: Path, *, checked: bool = False) -> Contest:
    """The same rules by hand: amounts and totals only, or with refused rows and reasons too."""
    import polars as pl

    frame = pl.read_parquet(folder / "pu.parquet")
    wage, risk = pl.col("wage"), pl.col("risk_class")
    checks = []
    if checked:
        bits = {1 << 18: wage < 0, 1 << 19: wage > 5 * 10**11, 1 << 20: ~risk.is_between(1, 5)}
        none, past = pl.lit(0, pl.Int32), wage > 11_086_300
        refused = sum((pl.when(bad).then(pl.lit(bit, pl.Int32)).otherwise(none)
                       for bit, bad in bits.items()), start=none)  # fmt: skip
        age_unknown = pl.when(past).then(pl.lit(2304, pl.Int32)).otherwise(pl.lit(2048, pl.Int32))
        flags = pl.when(pl.col("refused") == 0).then(age_unknown).otherwise(pl.col("refused"))
        wage = pl.when(pl.col("refused") == 0).then(pl.col("wage"))
        checks = [refused.alias("refused")]
    ppm = (
        pl.when(risk == 1).then(pl.lit(2_400, pl.Int64)).when(risk == 2).then(5_400)
        .when(risk == 3).then(8_900).when(risk == 4).then(12_700).otherwise(17_400)
    )  # fmt: skip
    capped = pl.when(wage > 11_086_300).then(pl.lit(11_086_300, pl.Int64)).otherwise(wage)

    def owed(base: pl.Expr, rate: Any) -> Any:
        return (base * rate + 500_000) // 1_000_000

    def call() -> Any:
        return (
            frame.lazy()
            .with_columns(*checks)
            .with_columns(
                *([flags.alias("flags")] if checked else []),
                jkk_employer=owed(wage, ppm),
                jkm_employer=owed(wage, 3_000),
                jht_employer=owed(wage, 37_000),
                jht_worker=owed(wage, 20_000),
                jp_employer=owed(capped, 20_000),
                jp_worker=owed(capped, 10_000),
            )
            .with_columns(
                total_employer=pl.col("jkk_employer")
                + pl.col("jkm_employer")
                + pl.col("jht_employer")
                + pl.col("jp_employer"),
                total_worker=pl.col("jht_worker") + pl.col("jp_worker"),
            )
            .with_columns(total=pl.col("total_employer") + pl.col("total_worker"))
            .collect()
        )

    return call, lambda result: (
        result["total_employer"].to_numpy(),
        result["total_worker"].to_numpy(),
    )


def hand_numpy(folder: Path) -> Contest:
    """The same in numpy."""
    import numpy as np
    import polars as pl

    data = pl.read_parquet(folder / "pu.parquet")
    wage, risk = data["wage"].to_numpy(), data["risk_class"].to_numpy()
    ppm = np.array([0, 2_400, 5_400, 8_900, 12_700, 17_400], dtype=np.int64)

    def owed(base: Any, rate: Any) -> Any:
        return (base * rate + 500_000) // 1_000_000

    def call() -> Any:
        capped = np.minimum(wage, 11_086_300)
        jkk, jkm, jht = owed(wage, ppm[risk]), owed(wage, 3_000), owed(wage, 37_000)
        jht_worker = owed(wage, 20_000)
        jp, jp_worker = owed(capped, 20_000), owed(capped, 10_000)
        employer, worker = jkk + jkm + jht + jp, jht_worker + jp_worker
        return employer, worker, employer + worker, (jkk, jkm, jht, jp, jht_worker, jp_worker)

    return call, lambda result: result[:2]


def openfisca(folder: Path) -> Contest:
    """The same as formulas of openfisca-core, in its own environment."""
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

    person = build_entity("person", "persons", "A worker", is_person=True)
    month = "2026-11"

    def variable(title: str, formula: Any = None) -> type:
        body = {
            "value_type": float if title != "risk_class" else int,
            "entity": person,
            "definition_period": periods.DateUnit.MONTH,
            "label": title,
        }
        if formula:
            body["formula"] = formula
        return type(title, (Variable,), body)

    def share(base: str, rate: float) -> Any:
        def formula(people: Any, period: Any) -> Any:
            return np.floor(people(base, period) * rate + 0.5)

        return formula

    def jkk(people: Any, period: Any) -> Any:
        rates = np.array([0, 0.0024, 0.0054, 0.0089, 0.0127, 0.0174])
        return np.floor(people("wage", period) * rates[people("risk_class", period)] + 0.5)

    def capped(people: Any, period: Any) -> Any:
        return np.minimum(people("wage", period), 11_086_300)

    def total(*names: str) -> Any:
        def formula(people: Any, period: Any) -> Any:
            return sum(people(name, period) for name in names)

        return formula

    formulas = {
        "wage": None,
        "risk_class": None,
        "capped": capped,
        "jkk": jkk,
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
        system.add_variable(variable(title, formula))
    wage, risk = np.load(folder / "wage.npy"), np.load(folder / "risk_class.npy")

    def call() -> Any:
        people = system.instantiate_entities()
        people["person"].count = len(wage)
        people["person"].ids = np.arange(len(wage))
        simulation = simulations.Simulation(system, people)
        simulation.set_input("wage", month, wage)
        simulation.set_input("risk_class", month, risk)
        simulation.calculate("total", month)
        return tuple(simulation.calculate(name, month) for name in ("employer", "worker"))

    return call, lambda result: result


def ours_polars(name: str, folder: Path) -> Contest:
    """Our expressions over polars, for the other populations."""
    import polars as pl

    import kopdes_jamsos as kj

    frame = pl.read_parquet(folder / f"{name}.parquet")
    kj.frames  # noqa: B018 - imported before the clock starts
    constants: dict[str, Any] = {}
    month: Any = "month"
    if name == "bpu":
        month = kj.Month(*MONTH)
        constants = {"segment": "BPU", "jkk": True, "jkm": True, "jht": True}
        constants |= {"group": "independent", "sector": "other", "funding": "self"}

    def call() -> Any:
        return kj.frames.assess(frame, month=month, constants=constants)

    return call, lambda result: (None, None)


CONTESTS: dict[str, Callable[[Path], Contest]] = {
    "ours over polars": lambda folder: ours("polars", folder),
    "ours over pandas": lambda folder: ours("pandas", folder),
    "ours over pyarrow": lambda folder: ours("pyarrow", folder),
    "ours over DuckDB": lambda folder: ours("duckdb", folder),
    "polars by hand": hand_polars,
    "polars by hand, with reasons": lambda folder: hand_polars(folder, checked=True),
    "numpy by hand": hand_numpy,
    "openfisca-core": openfisca,
    "BPU, 33 bands, over polars": lambda folder: ours_polars("bpu", folder),
    "mixed, months in a column": lambda folder: ours_polars("mixed", folder),
}


def peak_of_memory() -> float:
    """Megabytes; not from getrusage, which counts what the parent had when it forked."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


# ---- one process ---------------------------------------------------------------------------------


def contest(name: str, folder: Path) -> dict[str, float]:
    """Measure one contestant in this process."""
    call, read = CONTESTS[name](folder)
    times = []
    result = None
    for _ in range(CALLS):
        start = time.perf_counter()
        result = call()
        times.append(time.perf_counter() - start)
    found = {
        "first": ROWS / times[0] / 1e6,
        "warm": ROWS / statistics.median(times[1:]) / 1e6,
        "MB": peak_of_memory(),
    }
    employer, worker = read(result)
    if employer is not None:
        import numpy as np

        exact = np.load(folder / "exact.npy")
        wrong = (employer.astype(np.int64) != exact[0]) | (worker.astype(np.int64) != exact[1])
        found["wrong"] = int(wrong.sum())
    return found


def whole_numbers(folder: Path) -> None:
    """The exact sums by payer, in plain Python ints; and the inputs for those without Parquet."""
    import numpy as np
    import polars as pl

    data = pl.read_parquet(folder / "pu.parquet")
    np.save(folder / "wage.npy", data["wage"].to_numpy())
    np.save(folder / "risk_class.npy", data["risk_class"].to_numpy())
    ppm = (0, 2_400, 5_400, 8_900, 12_700, 17_400)
    sums = []
    for wage, risk in data.rows():
        capped = min(wage, 11_086_300)
        employer = [(wage, ppm[risk]), (wage, 3_000), (wage, 37_000), (capped, 20_000)]
        worker = [(wage, 20_000), (capped, 10_000)]
        sums.append(
            [sum((b * r + 500_000) // 1_000_000 for b, r in each) for each in (employer, worker)]
        )
    np.save(folder / "exact.npy", np.array(sums, dtype=np.int64).T)


# ---- files ---------------------------------------------------------------------------------------

SPARK_SQL = """
select *, jkk_employer + jkm_employer + jht_employer + jp_employer as total_employer,
       jht_worker + jp_worker as total_worker,
       jkk_employer + jkm_employer + jht_employer + jp_employer + jht_worker + jp_worker as total
from (select *,
    (wage * (case risk_class when 1 then 2400 when 2 then 5400 when 3 then 8900 when 4 then 12700
             else 17400 end) + 500000) div 1000000 as jkk_employer,
    (wage * 3000 + 500000) div 1000000 as jkm_employer,
    (wage * 37000 + 500000) div 1000000 as jht_employer,
    (wage * 20000 + 500000) div 1000000 as jht_worker,
    (least(wage, 11086300) * 20000 + 500000) div 1000000 as jp_employer,
    (least(wage, 11086300) * 10000 + 500000) div 1000000 as jp_worker
from workers)
"""


def files(name: str, folder: Path) -> dict[str, float]:
    """Parquet to Parquet in this process."""
    import kopdes_jamsos as kj

    source, target = str(folder / "file.parquet"), str(folder / f"out-{os.getpid()}")
    arguments: Any = {"month": kj.Month(*MONTH), "constants": EVERYONE}
    kj.frames  # noqa: B018 - imported before the clock starts
    if name == "DuckDB":
        import duckdb

        start = time.perf_counter()
        kj.frames.assess(duckdb.read_parquet(source), **arguments).write_parquet(target)
        return {"first": FILE_ROWS / (time.perf_counter() - start) / 1e6}
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.memory", "4g").config("spark.driver.host", "127.0.0.1")
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    frame = spark.read.parquet(source)
    frame.limit(10).toArrow()  # the Java machine is warm for all three alike
    frame.createOrReplaceTempView("workers")
    start = time.perf_counter()
    if name == "Spark":
        found = kj.frames.assess(frame, **arguments)
    elif name == "Spark SQL by hand":
        found = spark.sql(SPARK_SQL)
    else:
        from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

        kernel = kj.frames.kernel(**arguments)
        schema = from_arrow_schema(kernel.schema(to_arrow_schema(frame.schema)))
        found = frame.mapInArrow(kernel.batches, schema)
    found.write.parquet(target)
    seconds = time.perf_counter() - start
    spark.stop()
    return {"first": FILE_ROWS / seconds / 1e6}


FILES = ("DuckDB", "Spark", "Spark SQL by hand", "Spark, the Arrow kernel")


# ---- all of it -----------------------------------------------------------------------------------


def start(what: str, name: str, folder: Path, python: str) -> dict[str, float]:
    """Measure in a fresh process."""
    done = subprocess.run(
        [python, str(HERE), what, name, str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{name}: {done.stderr[-2_000:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def medians(what: str, names: list[str], folder: Path, pythons: dict[str, str]) -> None:
    """Run the contestants in turn and print their medians."""
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for _ in range(PROCESSES):
        for name in names:
            runs[name].append(start(what, name, folder, pythons.get(name, sys.executable)))
    for name, found in runs.items():
        cells = [f"{key} {statistics.median(run[key] for run in found):10,.1f}" for key in found[0]]
        print(f"{name:<30}{'  '.join(cells)}", flush=True)


def main(quick: bool) -> None:
    """Make the data and the environment, and print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder)
        whole_numbers(folder)
        venv.create(folder / "openfisca", with_pip=True)
        python = str(folder / "openfisca" / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", OPENFISCA], check=True)
        first, rest = list(CONTESTS)[:-2], list(CONTESTS)[-2:]
        print(f"{ROWS:,} rows, PU with four programmes, {MONTH}; million rows a second")
        medians("contest", first, folder, {"openfisca-core": python})
        print("\nOther populations over polars; targets 30 and 10")
        medians("contest", rest, folder, {})
        if not quick:
            print(f"\n{FILE_ROWS:,} rows, Parquet to Parquet, two cores")
            medians("files", list(FILES), folder, {})


if __name__ == "__main__":
    if len(sys.argv) == 4:
        measure = {"contest": contest, "files": files}[sys.argv[1]]
        print(json.dumps(measure(sys.argv[2], Path(sys.argv[3]))))
    else:
        main(quick="--quick" in sys.argv)
