"""A file that is read: a regular one, once opened, to the size that it had then.

The file stays open while it is read, so that all of it comes from one version: where another file
is put in its place, the one that was opened is read on; where it is written to, that is an error.
"""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from kopdes_jamsos.errors import RosterError, refusing
from kopdes_jamsos.rosters.limits import Limits, too_much

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER = 1 << 16
# The directory of an archive is read in one piece: so many bytes for each part that it may have.
_DIRECTORY = 1 << 10
_AT_ONCE = 1 << 20


def _no_file() -> RosterError:
    return RosterError("There is no such file.", remedy="Check the path.", reason="no-file")


def _unreadable() -> RosterError:
    return RosterError(
        "The file cannot be read.",
        remedy="Check that it may be read and where it is kept; copy it elsewhere if need be.",
        reason="unreadable",
    )


class _Bounded(io.RawIOBase):
    """The bytes of a file up to the size that it had when it was opened."""

    def __init__(self, file: io.FileIO, size: int) -> None:
        self._file = file
        self._size = size
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, place: int, whence: int = os.SEEK_SET, /) -> int:
        self._place = max(0, (0, self._place, self._size)[whence] + place)
        return self._place

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        with refusing(_unreadable, OSError):
            self._file.seek(self._place)
            read = self._file.readinto(memoryview(buffer)[: max(0, self._size - self._place)])
        self._place += read
        return read

    def close(self) -> None:
        self._file.close()
        super().close()


class _Stream(io.BufferedReader):
    """The bytes of a file, of which only so many are read at once."""

    def __init__(self, raw: io.RawIOBase, limits: Limits) -> None:
        super().__init__(raw, _BUFFER)
        self._limits = limits
        self._most = max(_AT_ONCE, limits.parts * _DIRECTORY)

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > self._most:
            raise too_much("number of its parts", "parts", self._limits)
        return super().read(size)


class InputFile:
    """A regular file that is open for reading.

    Attributes:
        size: Its bytes, when it was opened.
        stream: Its bytes.

    Raises:
        RosterError: code `roster`: no file, no regular file, or too large.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        with refusing(_no_file, OSError, ValueError):
            found = os.stat(path)
        # Before it is opened: a pipe would be waited for, and a device may do something.
        if not stat.S_ISREG(found.st_mode):
            raise RosterError(
                "This is no file.",
                remedy="Give the path of a CSV or XLSX file.",
                reason="not-a-file",
            )
        with refusing(_unreadable, OSError):
            file = io.FileIO(path)
        self._number = file.fileno()
        self._before = os.fstat(self._number)
        self.size = self._before.st_size
        self.stream = _Stream(_Bounded(file, self.size), limits)
        if self.size > limits.file_bytes:
            self.stream.close()
            raise too_much("file", "file_bytes", limits)

    def fault(self) -> RosterError | None:
        """Why the file must not be read on: it was closed, or written to since it was opened."""
        if self.stream.closed:
            return RosterError(
                "The table was closed before its last row.",
                remedy="Scan the file again.",
                reason="closed",
            )
        now = os.fstat(self._number)
        if (now.st_size, now.st_mtime_ns) != (self.size, self._before.st_mtime_ns):
            return RosterError(
                "The file was changed while it was read.",
                remedy="Read it again when nobody writes to it.",
                reason="changed",
            )
        return None
