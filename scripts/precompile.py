"""Run by precompile.mjs in Pyodide: compiles what a visit of the page imports.

Without it a browser spends most of the start on compiling. The last expression is a zip file with a
folder `stdlib` and a folder `packages`.
"""

import importlib
import io
import json
import marshal
import site
import sys
import zipfile
from importlib.util import MAGIC_NUMBER
from pathlib import Path

answers = importlib.import_module("coba.answers")  # as the page's archive names it
# A file that stands for itself: it is not compared with a source.
HEAD = MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
STDLIB = next(path for path in sys.path if path.endswith(".zip"))
PACKAGES = site.getsitepackages()[0]


def visit() -> None:
    """Ask as the page does, so that what it imports is imported."""
    for language in ("id", "en"):
        asked = json.dumps({"language": language})
        answers.forms(asked)
        if json.loads(answers.warm(asked)) != {"kind": "warm"}:
            raise ValueError("answers.py has no answer to its own example.")


def compiled() -> bytes:
    """The modules that are imported by now, without docstrings and assertions."""
    target = io.BytesIO()
    places = {str(getattr(module, "__file__", "")) for module in [*sys.modules.values()]}
    with zipfile.ZipFile(target, "w") as made, zipfile.ZipFile(STDLIB) as stdlib:
        for place in sorted(each for each in places if each.endswith(".py")):
            if place.startswith(f"{STDLIB}/"):
                name = place.removeprefix(f"{STDLIB}/")
                add(made, f"stdlib/{name}", stdlib.read(name))
            # A package that finds its stub by its own name keeps its source.
            elif place.startswith(f"{PACKAGES}/") and not Path(f"{place}i").exists():
                name = place.removeprefix(f"{PACKAGES}/")
                add(made, f"packages/{name}", Path(place).read_bytes())
    return target.getvalue()


def add(made: zipfile.ZipFile, name: str, source: bytes) -> None:
    """Add a module to the archive."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=2)
    made.writestr(zipfile.ZipInfo(f"{name}c"), HEAD + marshal.dumps(code))


visit()
compiled()
