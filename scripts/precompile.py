"""Run by precompile.mjs in Pyodide: compiles what the page imports of the standard library.

Without it a browser spends most of the start on compiling. The last expression is a zip file.
"""

import importlib
import io
import json
import marshal
import sys
import zipfile
from importlib.util import MAGIC_NUMBER

import kopdes_jamsos as kj

answers = importlib.import_module("coba.answers")  # as the page's archive names it
# A file that stands for itself: it is not compared with a source.
HEAD = MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
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
                made.writestr(zipfile.ZipInfo(f"{name}c"), HEAD + marshal.dumps(code))
    return target.getvalue()


visit()
compiled()
