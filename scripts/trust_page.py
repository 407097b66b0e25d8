"""The trust page of the documentation: what was compared, counted and tried, and what was not.

Every figure comes from a file: the law files, the cases and vectors, what the scripts in
`benchmarks/` have counted (`*.toml` beside them), and the changelog. Nothing is measured here.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from json import loads
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scripts.evidence_table import evidence_table

import kopdes_jamsos as kj

ROOT = Path(__file__).resolve().parents[1]

INTRODUCTION = """\
<!-- Written by scripts/trust_page.py: change that or the files it reads, not this. -->

# Why to trust an amount, and where not to

Every figure on this page is read from a file of the project; the command that counted it stands
beside it, and anybody can run it again. [How we verify](explanation/verification.md) says what each
kind of check can show. Law data {law}, library {version}.
"""

GAPS = """\
## Known gaps

What a result does not cover, as the changelog has it. What is left out on purpose stands in
[what is not modelled](explanation/not-modelled.md).
"""

CONVENTIONS = """\
## Where the law is silent

{count} entries say what was chosen where a regulation leaves a question open, or what was taken
where a fact was not given. A result lists those that decided it in `assumptions`.
"""

ERRORS = """\
## If a figure is wrong

Say so in an issue of the project: the path of the value (`kj.LAW.paths()` has them all) or the
amount that a case should come to, the month or day, and the article or public address that shows
it. No names, no NIKs: an invented person shows the same fault. Then:

1. The legal text is read. If it says what the report says, a case goes under `tests/cases` that
   fails with the old value, and the value is changed, with article, months, day of knowledge and
   evidence. `LAW.version` grows, and the vectors with it.
2. The changelog names the correction under *Rule changes*: programme, months affected, the amount
   before and after, and the source. It is released at once and never in silence.
3. If the text can be read in two ways, both readings are kept and the choice becomes a convention.

Whoever kept documents of results finds out who is touched by computing them again. Here the law
file had a wrong amount when the result was written:

```pycon
>>> import kopdes_jamsos as kj
>>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
>>> stored = kj.to_json(kj.assess(trader, kj.Month(2025, 7)))
>>> wrong = stored.replace("6800", "6900")  # as if JKM had been typed in wrongly that day
>>> [kj.replay(each).agrees for each in (stored, wrong)]
[True, False]
>>> for each in kj.replay(wrong).changed:
...     print(each.path, each.when, each.then, each.now)
jkm.amount_bpu 2025-07 6900 6800
```
"""


SURVIVORS = """\
<!-- Written by scripts/trust_page.py from benchmarks/mutation.toml: change that, not this. -->

# Changes that no test noticed

The survivors of [mutation](trust.md#mutation): what was changed in the code, and why no result of
the library is wrong after it. The run was of the code of {on}. What has been moved since stands
under the name that it has now, in the package of that day; *rewritten* means that the line itself
is another today.
"""


def trust_page() -> str:
    """The whole page."""
    parts = [
        INTRODUCTION.format(law=kj.LAW.version, version=kj.__version__),
        *_values(),
        *_cases(),
        *_oracle(),
        *_vectors(),
        *_mutation(),
        *_fuzzing(),
        *_matrix(),
        GAPS,
        _not_covered(),
        CONVENTIONS.format(count=len(_conventions())),
        ", ".join(f"[{name}](explanation/conventions.md#{name})" for name in _conventions())
        + ".\n",
        ERRORS,
    ]
    return "\n".join(parts)


@cache
def _record(name: str) -> dict[str, Any]:
    """What a script has counted; the file stands beside it."""
    return tomllib.loads((ROOT / "benchmarks" / f"{name}.toml").read_text(encoding="utf-8"))


def _values() -> Iterator[str]:
    yield "## The values, by evidence\n"
    yield (
        "Values of the law files by grade. `text` was read in the regulation; what the others mean "
        "stands on [the law as data](law/index.md). A result carries the weakest grade it used. "
        "[Values without a source](law/open-values.md) are listed with what would settle them.\n"
    )
    yield evidence_table(kj.LAW.coverage()) + "\n"


# --- cases, oracle, vectors --------------------------------------------------------------------


def _cases() -> Iterator[str]:
    files = {path: tomllib.loads(path.read_text(encoding="utf-8")) for path in _case_files()}
    cited = {path: case for path, case in files.items() if "id" in case}
    stories = sum(len(case.get("story", ())) for case in files.values())
    published = sum(case["source"].startswith("http") for case in cited.values())
    yield "## Published cases\n"
    yield (
        f"{len(cited)} cases with {sum(map(_checks, cited.values()))} checks, {published} of them "
        "from a public page with amounts that others have printed, the rest from where the table "
        f"says. Each run of the tests compares all of them, and {stories} life stories of cover, "
        "day by day, beside them: all agree.\n"
    )
    yield "| case | about | checks | source |"
    yield "|---|---|--:|---|"
    for path, case in cited.items():
        yield f"| {case['id']} | {path.parent.name} | {_checks(case)} | {_source(case['source'])} |"
    yield ""


def _case_files() -> list[Path]:
    return sorted((ROOT / "tests" / "cases").glob("*/*.toml"))


def _checks(case: Mapping[str, Any]) -> int:
    if "check" in case:
        return len(case["check"])
    if "splits" in case:
        return len(case["remaining"]) + len(case["splits"])
    return len(case["expected"])


def _source(source: str) -> str:
    address, _, rest = source.partition(" ")
    if not address.startswith("http"):
        return source
    return f"[{urlsplit(address).netloc.removeprefix('www.')}]({address}) {rest}".rstrip()


def _oracle() -> Iterator[str]:
    record = _record("proof")
    wages, cases = record["every_wage"], record["oracle_millions"]
    yield "## A second implementation\n"
    yield (
        "`tests/oracle` was written from the articles, in whole numbers; it neither imports the "
        "library nor reads its law files. Thousands of random cases go through both in each run "
        "of the tests; the scripts below did millions.\n"
    )
    yield "| compared | count | differ | law data | on | command |"
    yield "|---|--:|--:|---|---|---|"
    every = f"every whole-rupiah wage up to {wages['wages']:,}: amounts"
    rows = [(every, wages["amounts"], wages)]
    kinds = ((_words(kind), count, cases) for kind, count in cases["kinds"].items())
    for what, count, run in (*rows, *kinds):
        command = f"`{_command(run)}`"
        yield f"| {what} | {count:,} | {run['differ']} | {run['law']} | {run['on']} | {command} |"
    yield ""


def _words(key: str) -> str:
    return key.replace("_", " ")


def _command(run: Mapping[str, Any]) -> str:
    return str(run["command"]).removeprefix("nice -n 19 ")


def _vectors() -> Iterator[str]:
    yield "## Conformance vectors\n"
    yield (
        "Cases as plain JSON, with which any payroll can [test itself](conformance.md). The "
        "library passes all of them. A first [report of a peer](peer-tax-bpjs.md) is there.\n"
    )
    origins = ("published", "worked", "oracle")
    yield f"| topic | {' | '.join(origins)} |"
    yield f"|---|{'--:|' * len(origins)}"
    total: Counter[str] = Counter()
    for path in sorted((ROOT / "conformance" / "vectors").glob("*.json")):
        vectors = loads(path.read_text(encoding="utf-8"))["vectors"]
        counts = Counter(each["origin"] for each in vectors)
        total += counts
        yield f"| {path.stem} | {' | '.join(str(counts[origin]) for origin in origins)} |"
    yield f"| all | {' | '.join(str(total[origin]) for origin in origins)} |\n"


# --- what was tried to break it -----------------------------------------------------------------


def _mutation() -> Iterator[str]:
    record = _record("mutation")
    first, fresh = record["first_pass"], record["fresh"]
    yield "## Mutation\n"
    yield (
        "Would the tests notice if the code were wrong? One thing at a time is changed in the "
        "packages that compute, a comparison, a number, an argument, and the tests that reach it "
        "are run. Of each package a sample was tried, drawn by hash; the words of errors are left "
        "out. Tests were then written for what had survived, so that the share of the sample "
        f"flatters; of {fresh['mutants']} more in each package, drawn after these tests, so many "
        "were killed as the last column says. What no test noticed in the sample is [listed with "
        f"the reason](survivors.md). `{_command(record)}`, of the code of {record['on']}, law data "
        f"{record['law']}.\n"
    )
    yield "| package | mutants | tried | killed | ran in circles | survived | at first | fresh |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for name, done in record["packages"].items():
        counts = [done[key] for key in ("in_all", "mutants", "killed", "timeout", "survived")]
        draws = [f"{draw[name]} of {draw['mutants']}" for draw in (first, fresh)]
        yield f"| `{name}` | {' | '.join([*(f'{count:,}' for count in counts), *draws])} |"
    yield ""


def survivors_page() -> str:
    """Every change of code that no test noticed, and why it does not matter."""
    packages: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for each in _record("mutation")["survivors"]:
        packages[each["package"]].append(each)
    parts = [SURVIVORS.format(on=_record("mutation")["on"])]
    for package, listed in packages.items():
        parts += [f"## {package}\n", "| where | changed | why it does not matter |"]
        parts.append("|---|---|---|")
        parts += (
            f"| {_place(each)} | {_code(each['change'])} | {each['reason']} |" for each in listed
        )
        parts.append("")
    return "\n".join(parts)


def _place(survivor: Mapping[str, Any]) -> str:
    """Where the line that was changed is now."""
    return f"{survivor['where']}{' (*rewritten*)' if survivor.get('rewritten') else ''}"


def _code(text: str) -> str:
    """A piece of code in a cell of a table."""
    return f"`` {text.replace('|', chr(92) + '|')} ``"


def _fuzzing() -> Iterator[str]:
    record = _record("fuzzing")
    yield "## Fuzzing\n"
    yield (
        "Every entry point was fed by a coverage-guided fuzzer, by hand; the tests repeat seconds "
        "of it. Only errors of this library may come out, without what stood in the input.\n"
    )
    yield "| entry point | minutes | inputs | on | fuzzer | command |"
    yield "|---|--:|--:|---|---|---|"
    for name, run in record["targets"].items():
        done = f"{run['minutes']} | {run['executions']:,} | {run['on']} | {run['fuzzer']}"
        yield f"| {name} | {done} | `{_command(run)}` |"
    attack = record["attack"]
    parts, left = attack["entries"].items(), "; ".join(attack["open"])
    yield (
        f"\nA second attack on {attack['on']} had generators written anew, without a look at those "
        f"above: {sum(each['inputs'] for _, each in parts):,} inputs in "
        f"{sum(each['minutes'] for _, each in parts)} minutes ("
        + ", ".join(f"{name} {each['inputs']:,}" for name, each in parts)
        + "). "
        + (f"What it found and is not mended: {left}." if left else "What it found is mended.")
    )
    yield "\nWhat they found, or what was found by hand, each mended and kept as a test:\n"
    yield "\n".join(
        f"- {each['target']}: {each['what']} `{each['test']}`" for each in record["found"]
    )
    yield ""


def _matrix() -> Iterator[str]:
    record = _record("matrix")
    yield "## Versions\n"
    yield (
        "All tests but those that start tools, with the oldest allowed and the newest versions of "
        "what the library needs. Continuous integration runs both ends: the newest on its own "
        "Python, the oldest on the newest Python that it finds.\n"
    )
    yield "| Python | versions | passed | skipped | on |"
    yield "|---|---|--:|--:|---|"
    for run in record["run"]:
        yield (
            f"| {run['python']} | {run['end']} | {run['passed']:,} | {run['skipped']} "
            f"| {run['on']} |"
        )
    yield (
        "\n`python -m scripts.matrix --audit` asks pip-audit about the pinned and the oldest "
        "versions. No advisory service could be reached where these runs were made: of this "
        "version no audit is known.\n"
    )


# --- gaps, conventions --------------------------------------------------------------------------


def _not_covered() -> str:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    section = changelog.partition("### Not yet covered\n")[2]
    return re.split(r"^##", section, maxsplit=1, flags=re.M)[0].strip() + "\n"


def _conventions() -> list[str]:
    text = (ROOT / "src" / "kopdes_jamsos" / "law" / "conventions.toml").read_text(encoding="utf-8")
    names: list[str] = tomllib.loads(text)["names"]
    return names
