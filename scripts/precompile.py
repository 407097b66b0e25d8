"""Run by precompile.mjs in Pyodide: compiles what the page imports of the standard library.

Without it a browser spends most of the start on compiling. The last expression is a zip file.
"""

import importlib._bootstrap_external as external
import io
import json
import sys
import zipfile

from coba import answers

import kopdes_jamsos as kj

STDLIB = next(path for path in sys.path if path.endswith(".zip"))


def visit() -> None:
    """Ask about what the page asks, so that it is imported."""
    trader = kj.BPUEnrolment(
        income=1_000_000,
        programs={kj.JKK, kj.JKM},
        group=kj.BPUGroup.INDEPENDENT,
        sector=kj.Sector.OTHER,
        funding=kj.Funding.SELF,
    )
    assessment = kj.assess(trader, kj.Month(2026, 11))
    for language in ("id", "en"):
        answers.forms(json.dumps({"language": language}))
        assessment.explain(language, "html")
    kj.to_json(assessment)


def compiled() -> bytes:
    """The modules that are imported by now, without the texts of their docstrings."""
    target = io.BytesIO()
    places = {str(getattr(module, "__file__", "")) for module in [*sys.modules.values()]}
    with zipfile.ZipFile(target, "w") as made, zipfile.ZipFile(STDLIB) as stdlib:
        for place in sorted(places):
            name = place.removeprefix(f"{STDLIB}/")
            if name != place and name.endswith(".py"):
                code = compile(stdlib.read(name), name, "exec", dont_inherit=True, optimize=2)
                data = external._code_to_hash_pyc(code, bytes(8), False)
                made.writestr(zipfile.ZipInfo(f"{name}c"), bytes(data))
    return target.getvalue()


visit()
compiled()
