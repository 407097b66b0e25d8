"""Puts Python and the library into a built site, for the page in the browser.

    python -m scripts.browser_page          into site/, which `python -m scripts site` has built
    python -m scripts.browser_page FOLDER   into another one

Pyodide comes from npm, with the digest that stands here; the library's wheel is built, and those
of what it needs come from pip, in the versions of requirements/constraints.txt. What a page never
reads is left out. The same input gives the same bytes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.parser import BytesHeaderParser
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "kopdes_jamsos"
PAGE = ROOT / "docs" / "coba"
CONSTRAINTS = ROOT / "requirements" / "constraints.txt"

PYODIDE = "pyodide@314.0.7"
INTEGRITY = (
    "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
)
COMPRESSED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
# What the library needs, unpacked at once; and what a spreadsheet or a calendar needs.
NEEDED = ("attrs", "babel", "cattrs", "python-dateutil", "six", "typing-extensions")
FURTHER = ("et-xmlfile", "icalendar", "openpyxl", "tzdata")
PAGES = ("coba/", "try/")

UNREAD = re.compile(
    r"""
    .*/tests/.* | icalendar/fuzzing/.* | babel/messages/.* | .*\.(po|pot)
    | (?!kopdes_jamsos/).*\.pyi                         # ours are read: names are looked up in them
    | .*\.dist-info/(?!METADATA$).*                     # licences stand in NOTICE.txt
    | dateutil/zoneinfo/.*\.tar\.gz
    | tzdata/zoneinfo/(?!__init__\.py$|UTC$|Asia/(__init__\.py|Jakarta|Makassar|Jayapura)$).*
    """,
    re.VERBOSE,
)
UNUSED = re.compile(
    r"""
    (_pyrepl|multiprocessing|pydoc_data|unittest|wsgiref|xmlrpc)/.*
    | (doctest|pdb|pickletools|pydoc)\.py
    | encodings/(big5|cp|euc|gb|hp|hz|iso2022|iso8859|johab|koi8|kz|mac|ptcp|shift|tis).*
    """,
    re.VERBOSE,
)
NOTICE = """\
What the page in the browser loads besides kopdes_jamsos itself, and the licences.

Pyodide {version}: Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/
  Source: https://github.com/pyodide/pyodide
CPython {python}, which Pyodide contains: Python Software Foundation License Version 2, whose text
  stands under typing-extensions below. Source: https://github.com/python/cpython
"""


class UnavailableError(RuntimeError):
    """What is needed to build is not here, such as npm or the network."""


def build(site: Path, more: Mapping[str, bytes] | None = None) -> Path:
    """Write `coba/runtime/` in a site; `more` are files that are added to the library's archive."""
    runtime = site / "coba" / "runtime"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = wheels(folder)
        pyodide = unpacked(folder)
        python = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
        files = {
            f"{name}.gzip": gzip.compress((pyodide / name).read_bytes(), 9, mtime=0)
            for name in COMPRESSED
        }
        library = contents(found[name] for name in ("kopdes-jamsos", *NEEDED))
        library |= {**page_sources(), **(more or {})}
        stdlib, packages = compiled(pyodide, archive(library))
        files["python_stdlib.zip"] = archive(stdlib_with(stdlib, pyodide))
        files["library.zip"] = archive(in_place(packages, library))
        files["more.zip"] = archive(contents(found[name] for name in FURTHER if name in found))
    notice = NOTICE.format(version=PYODIDE.partition("@")[2], python=python["python"])
    shutil.rmtree(runtime, ignore_errors=True)
    runtime.mkdir(parents=True)
    for name, data in files.items():
        (runtime / name).write_bytes(data)
    (runtime / "NOTICE.txt").write_text(
        notice + "".join(licences(found)), encoding="utf-8", newline="\n"
    )
    (runtime / "manifest.json").write_text(
        json.dumps(manifest(files, python, page_files(site)), indent=1) + "\n", encoding="utf-8"
    )
    return runtime


def manifest(
    files: Mapping[str, bytes], python: Mapping[str, str], page: Sequence[str]
) -> dict[str, Any]:
    """What the page has to load, and of which version it is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    law = tomllib.loads((SOURCE / "law" / "version.toml").read_text(encoding="utf-8"))
    return {
        "version": project["version"],
        "law": law["law"],
        "bytes": sum(map(len, files.values())),
        "files": [
            {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in files.items()
        ],
        "page": page,  # for the time without a network
        "python": python,
    }


# --- where it comes from ----------------------------------------------------------------------


def unpacked(folder: Path) -> Path:
    """The folder with Pyodide's npm package."""
    run("npm", "pack", PYODIDE, "--silent", "--pack-destination", folder, cwd=folder)
    (tarball,) = folder.glob("pyodide-*.tgz")
    data = tarball.read_bytes()
    if base64.b64encode(hashlib.sha512(data).digest()).decode() != INTEGRITY:
        raise SystemExit(f"{tarball.name} is not the package whose digest stands in {__file__}.")
    with tarfile.open(fileobj=io.BytesIO(data)) as package:
        package.extractall(folder, filter="data")
    return folder / "package"


def wheels(folder: Path) -> dict[str, zipfile.ZipFile]:
    """The library's own wheel and those of what the page needs, by name."""
    pins = pinned()
    wanted = [f"{name}=={pins[name]}" for name in (*NEEDED, *FURTHER) if name in pins]
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder)
    run(*pip, ROOT, *wanted, cwd=folder)
    return {
        path.name.partition("-")[0].lower().replace("_", "-"): zipfile.ZipFile(
            io.BytesIO(path.read_bytes())
        )
        for path in folder.glob("*.whl")
    }


def pinned() -> dict[str, str]:
    """The versions of requirements/constraints.txt."""
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(";")[0].split("==") for line in lines if "==" in line)
    return {name.strip(): version.strip() for name, version in pairs}


def run(*command: str | Path, cwd: Path) -> None:
    """Run a command; what it said is the reason if it fails."""
    program = shutil.which(command[0])
    if program is None:
        raise UnavailableError(f"{command[0]} is not installed")
    done = subprocess.run(
        [program, *command[1:]],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise UnavailableError(f"{Path(program).name} failed: {done.stdout.strip()[-2000:]}")


# --- what goes in -----------------------------------------------------------------------------


def contents(wheels: Iterable[zipfile.ZipFile]) -> dict[str, bytes]:
    """Files of some wheels that a page can read."""
    return {
        name: shortened(name, wheel.read(name))
        for wheel in wheels
        for name in wheel.namelist()
        if not UNREAD.fullmatch(name) and is_our_language(name)
    }


def is_our_language(name: str) -> bool:
    """Is a file no data of a language, or those of one that the library words results in?"""
    folder, _, file = name.rpartition("/")
    return folder != "babel/locale-data" or file.removesuffix(".dat") in locales()


@cache
def locales() -> set[str]:
    """The locales of the wordings and those that they inherit from."""
    found = {"root"}
    for path in (SOURCE / "wording").glob("*.toml"):
        parts = tomllib.loads(path.read_text(encoding="utf-8"))["formats"]["locale"].split("_")
        found |= {"_".join(parts[: end + 1]) for end in range(len(parts))}
    return found


def shortened(name: str, data: bytes) -> bytes:
    """A file; of METADATA only the head, without the README."""
    if not name.endswith(".dist-info/METADATA"):
        return data
    return data.partition(b"\n\n")[0] + b"\n"


def page_sources() -> dict[str, bytes]:
    """The Python of the page, and the data beside it, as a package."""
    return {
        f"coba/{path.name}": path.read_bytes()
        for path in sorted(PAGE.iterdir())
        if path.suffix in {".py", ".toml"}
    }


def compiled(pyodide: Path, library: bytes) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What a visit of the page imports, compiled: of the standard library, and of the packages."""
    folder, here = pyodide.parent, Path(__file__).parent
    (folder / "library.zip").write_bytes(library)
    task = (here / "precompile.mjs", pyodide, folder / "library.zip", here / "precompile.py")
    run("node", *task, folder / "compiled.zip", cwd=folder)
    found: dict[str, dict[str, bytes]] = {"stdlib": {}, "packages": {}}
    with zipfile.ZipFile(folder / "compiled.zip") as made:
        for path in made.namelist():
            place, _, name = path.partition("/")
            found[place][name] = made.read(path)
    return found["stdlib"], found["packages"]


def stdlib_with(modules: Mapping[str, bytes], pyodide: Path) -> dict[str, bytes]:
    """The standard library with compiled modules, and without what the page never imports."""
    with zipfile.ZipFile(pyodide / "python_stdlib.zip") as source:
        names = [name for name in source.namelist() if not UNUSED.fullmatch(name)]
        return in_place(modules, {name: source.read(name) for name in names})


def in_place(modules: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files with compiled modules in the place of their sources."""
    sources = {name: data for name, data in files.items() if f"{name}c" not in modules}
    return {**sources, **modules}


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip file that does not tell when and where it was made."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # as on Unix, wherever it is made
            entry.external_attr = 0o644 << 16
            made.writestr(entry, files[name])
    return target.getvalue()


def licences(found: Mapping[str, zipfile.ZipFile]) -> Iterator[str]:
    """Name, version and licence of each package, with the text."""
    for name, wheel in sorted(found.items()):
        (metadata,) = (each for each in wheel.namelist() if each.endswith("/METADATA"))
        head = BytesHeaderParser().parsebytes(wheel.read(metadata))
        kind = head["License-Expression"] or head["License"]
        yield f"\n{'=' * 80}\n{name} {head['Version']}: {kind}\n"
        for each in sorted(wheel.namelist()):
            if re.search(r"\.dist-info/.*(licen[cs]e|notice|copying|authors)", each, re.I):
                yield f"\n{wheel.read(each).decode('utf-8').strip()}\n"


# --- the page itself --------------------------------------------------------------------------


class Loaded(HTMLParser):
    """What a page of the site loads."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the address of a script, stylesheet, icon or picture."""
        known = dict(attrs)
        if tag in {"script", "img"}:
            self.addresses.append(known.get("src") or "")
        elif tag == "link" and known.get("rel") in {"stylesheet", "icon", "modulepreload"}:
            self.addresses.append(known.get("href") or "")


def page_files(site: Path) -> list[str]:
    """Paths of the pages and of all that they load, as seen from the root of the site."""
    found = {
        path.relative_to(site).as_posix()
        for path in (site / "coba").glob("*")
        if path.suffix in {".js", ".css"} and path.name != "offline.js"
    }
    for page in PAGES:
        if (site / page / "index.html").exists():
            loaded = Loaded()
            loaded.feed((site / page / "index.html").read_text(encoding="utf-8"))
            addresses = (urlsplit(urljoin(f"/{page}", each)) for each in loaded.addresses if each)
            found |= {page} | {each.path[1:] for each in addresses if not each.netloc}
    return sorted(path for path in found if (site / path).exists())


def main() -> int:
    """Build, and say how large it is."""
    site = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "site"
    if not (site / "coba" / "worker.js").exists():
        print(f"{site} is no built site: python -m scripts site", file=sys.stderr)
        return 2
    try:
        runtime = build(site)
    except UnavailableError as error:
        print(error, file=sys.stderr)
        return 1
    made = json.loads((runtime / "manifest.json").read_text(encoding="utf-8"))
    for each in made["files"]:
        print(f"{each['bytes']:>10,}  {each['name']}")
    print(f"{made['bytes']:>10,}  {runtime}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
