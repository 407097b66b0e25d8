"""What the archive of a spreadsheet is checked for before any of it is used.

A spreadsheet is a ZIP archive of XML. Its directory is added up first (so a bomb is refused by what
it declares; the standard library never unpacks more than that), and each XML part is read up to its
first element: a document type, which entities need, is refused. Macros, links to other files,
drawings and pictures are never unpacked.
"""

from __future__ import annotations

import zipfile
from contextlib import suppress

from kopdes_jamsos.errors import RosterError
from kopdes_jamsos.rosters.limits import Limits, too_much
from kopdes_jamsos.rosters.xlsx_parts import Handlers, damaged, feed

_SMALL_PART = 16 << 20
_PACKED = 100  # rows of people are packed some tenfold, a bomb a thousandfold
_SHARED = "sharedStrings.xml"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


def check_archive(archive: zipfile.ZipFile, limits: Limits, size: int) -> None:
    """Refuse an archive of some bytes that would unpack to too much, or whose XML defines entities.

    Raises:
        RosterError: code `roster`.
    """
    parts = archive.infolist()
    if len(parts) > limits.parts:
        raise too_much("number of its parts", "parts", limits)
    # Of two parts with one name, one program reads the first and another the last.
    if len({part.filename for part in parts}) < len(parts):
        raise damaged()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked_bytes:
        raise too_much("unpacked spreadsheet", "unpacked_bytes", limits)
    if unpacked > max(_SMALL_PART, _PACKED * size):
        raise RosterError(
            f"The spreadsheet unpacks to more than {_PACKED} times its size.",
            remedy="Save it again in a spreadsheet program, or as CSV.",
            reason="packed",
        )
    for part in parts:
        if part.flag_bits & _ENCRYPTED or part.compress_type not in _METHODS:
            raise RosterError(
                "The spreadsheet is encrypted, or packed in a way that spreadsheets are not.",
                remedy="Save it again without a password.",
                reason="encrypted",
            )
        name = part.filename
        if not name.endswith((".xml", ".rels")):
            continue
        if "worksheets/" not in name and not name.endswith(_SHARED):
            check_small(part)
        _check_beginning(archive, part)


def check_small(part: zipfile.ZipInfo) -> None:
    """Refuse a part that describes the spreadsheet and is too large for that.

    Raises:
        RosterError: code `roster`.
    """
    if part.file_size > _SMALL_PART:
        raise RosterError(
            "A part of the spreadsheet that describes it is larger than its data should be.",
            remedy="Save the sheet as CSV.",
            reason="packed",
        )


class _FirstElementError(Exception):
    """The part has come to its first element."""


def _first_element(*_: object) -> None:
    raise _FirstElementError


def _check_beginning(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as stream, suppress(_FirstElementError):
        for _ in feed(stream, Handlers(_first_element, _first_element)):
            pass
