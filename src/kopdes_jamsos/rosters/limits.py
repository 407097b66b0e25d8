"""How much a file may hold, and what a spreadsheet archive is checked for before it is opened.

A spreadsheet is a ZIP archive of XML. Before any of it is parsed, the directory of the archive is
added up (so a bomb is refused by what it declares; the standard library never unpacks more than
that), and each XML part is read up to its first element: a document type, which entities
need, is refused. Macros, links to other files, drawings and pictures are never unpacked.
"""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path
from xml.parsers import expat

from attrs import field, frozen

from kopdes_jamsos._checks import by
from kopdes_jamsos._integers import as_int
from kopdes_jamsos.errors import InvalidFactError, RosterError, refusing
from kopdes_jamsos.money import LARGEST

# What a sheet of this format can hold.
LAST_ROW = 1_048_576
LONGEST_TEXT = 32_767

_MEBIBYTE = 1 << 20
# Held in memory as a whole by openpyxl: styles, the list of sheets, relations.
_SMALL_PART = 16 * _MEBIBYTE
_PACKED = 100  # rows of people are packed some tenfold, a bomb a thousandfold
_SHARED = "sharedStrings.xml"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


def _check_limit(value: object, name: str) -> int:
    limit = as_int(value)
    if limit is None or not 1 <= limit <= LARGEST:
        raise InvalidFactError(
            f"The limit {name} must be a whole number from 1 on.",
            remedy="Give an int, or leave the limit out.",
        )
    return limit


_is_positive = by(_check_limit)


@frozen(kw_only=True)
class Limits:
    """How much of a file is read before it is refused.

    Attributes:
        rows: Rows of a sheet, blank ones included.
        columns: Cells of a row.
        characters: Characters of a cell; a longer one is a finding and not read.
        file_bytes: Bytes of the file.
        unpacked_bytes: Bytes of all parts of a spreadsheet together, unpacked.
        shared_bytes: Bytes of the shared texts of a spreadsheet, which are held in memory.
        parts: Parts of a spreadsheet.

    Raises:
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> kj.rosters.Limits(rows=1_000).rows
        1000
    """

    rows: int = field(default=2_000_000, validator=_is_positive)
    columns: int = field(default=200, validator=_is_positive)
    characters: int = field(default=2_000, validator=_is_positive)
    file_bytes: int = field(default=1_024 * _MEBIBYTE, validator=_is_positive)
    unpacked_bytes: int = field(default=4_096 * _MEBIBYTE, validator=_is_positive)
    shared_bytes: int = field(default=96 * _MEBIBYTE, validator=_is_positive)
    parts: int = field(default=1_000, validator=_is_positive)


def check_reading(path: str | os.PathLike[str], limits: Limits | None) -> tuple[Path, Limits]:
    """What is read, and how much of it; no limits are those of `Limits()`.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    bounds = Limits() if limits is None else limits
    if not isinstance(path, str | os.PathLike) or not isinstance(bounds, Limits):
        raise InvalidFactError("A reading needs a path and Limits.", remedy="Give these.")
    return Path(path), bounds


def _no_file() -> RosterError:
    return RosterError("There is no such file.", remedy="Check the path.")


def check_file(path: Path, limits: Limits) -> int:
    """Size of a file that may be read.

    Raises:
        RosterError: code `roster`: no file, no regular file, or too large.
    """
    with refusing(_no_file, OSError, ValueError):
        found = os.stat(path)
    if not stat.S_ISREG(found.st_mode):
        raise RosterError("This is no file.", remedy="Give the path of a CSV or XLSX file.")
    if found.st_size > limits.file_bytes:
        raise _too_much("file", "file_bytes", limits)
    return found.st_size


def _too_much(what: str, limit: str, limits: Limits) -> RosterError:
    return RosterError(
        f"The {what} is larger than the limit {limit} of {getattr(limits, limit):,}.",
        remedy=f"Check the file; if it is right, raise it with Limits({limit}=…).",
    )


def check_archive(archive: zipfile.ZipFile, limits: Limits, size: int) -> None:
    """Refuse an archive of some bytes that would unpack to too much, or whose XML defines entities.

    Raises:
        RosterError: code `roster`.
    """
    parts = archive.infolist()
    if len(parts) > limits.parts:
        raise _too_much("number of its parts", "parts", limits)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked_bytes:
        raise _too_much("unpacked spreadsheet", "unpacked_bytes", limits)
    if unpacked > max(_SMALL_PART, _PACKED * size):
        raise RosterError(
            f"The spreadsheet unpacks to more than {_PACKED} times its size.",
            remedy="Save it again in a spreadsheet program, or as CSV.",
        )
    for part in parts:
        if part.flag_bits & _ENCRYPTED or part.compress_type not in _METHODS:
            raise RosterError(
                "The spreadsheet is encrypted, or packed in a way that spreadsheets are not.",
                remedy="Save it again without a password.",
            )
        name = part.filename
        if not name.endswith((".xml", ".rels")):
            continue
        if name.endswith(_SHARED):
            if part.file_size > limits.shared_bytes:
                raise _too_much("list of shared texts", "shared_bytes", limits)
        elif "worksheets/" not in name:
            check_small(part)
        _refuse_entities(archive, part)


def damaged() -> RosterError:
    """The error for whatever is wrong with an archive or its XML."""
    return RosterError(
        "The spreadsheet is damaged, or none.",
        remedy="Open it in a spreadsheet program and save it again as XLSX, or as CSV.",
    )


def refuse_doctype(*_: object) -> None:
    """What a parser calls where it meets a document type.

    Raises:
        RosterError: code `roster`.
    """
    raise RosterError(
        "A part of the spreadsheet has a document type, which spreadsheets do not have.",
        remedy="Do not open the file; ask for a new one, or for CSV.",
    )


def check_small(part: zipfile.ZipInfo) -> None:
    """Refuse a part that describes the spreadsheet and is too large for that.

    Raises:
        RosterError: code `roster`.
    """
    if part.file_size > _SMALL_PART:
        raise RosterError(
            "A part of the spreadsheet that describes it is larger than its data should be.",
            remedy="Save the sheet as CSV.",
        )


class _FirstElementError(Exception):
    """The document has come to its first element."""


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    def first_element(*_: object) -> None:
        raise _FirstElementError

    parser = expat.ParserCreate()
    parser.StartElementHandler = first_element
    parser.StartDoctypeDeclHandler = refuse_doctype
    with archive.open(part) as stream:
        try:
            while chunk := stream.read(1 << 14):
                parser.Parse(chunk, False)
        except _FirstElementError:
            return
