"""A file that is written: as a whole, or not at all.

What is written goes to a new file beside the one that is meant, which it replaces once it is on the
disk. A full disk, a limit of size and an interrupt leave what stood there as it was.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kopdes_jamsos.errors import OutputError, show

_HELD = 1 << 16
_ELSEWHERE = "Close it where it is open, write to another folder, or change who may write there."
_FULL = "Make room, or write elsewhere; what stood there is as it was."
# What is wrong by what the system says; the file is named in front.
_FAULTS = {
    errno.ENOENT: ("The folder of {} is not there.", "Make the folder, or check the path."),
    errno.ENOTDIR: ("The folder of {} is not there.", "Make the folder, or check the path."),
    errno.EISDIR: ("{} is a folder.", "Give the path of a file."),
    errno.ENAMETOOLONG: ("The name {} is too long.", "Give a shorter one."),
    errno.EINVAL: ("{} cannot be a name of a file.", "Leave such characters out."),
    errno.ELOOP: ("{} is a link that leads nowhere.", "Delete the link, or give its file."),
    errno.ENODEV: ("{} is no regular file.", "Give the path of a file."),
    errno.EACCES: ("{} may not be written.", _ELSEWHERE),
    errno.EPERM: ("{} may not be written.", _ELSEWHERE),
    errno.EROFS: ("{} may not be written.", _ELSEWHERE),
    errno.ENOSPC: ("{} was not written: the disk is full.", _FULL),
    errno.EDQUOT: ("{} was not written: the disk is full.", _FULL),
    errno.EFBIG: ("{} was not written: it would be larger than a file may be.", _FULL),
}
_UNKNOWN = ("{} cannot be written.", "Check where it is kept, and that no other program has it.")


class OutputFile:
    """A file that is being written, as far as a writer of tables or archives needs one.

    What comes after its end is passed over: an archive that was broken off writes its directory
    when it is thrown away.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._open = True
        self._held = bytearray()
        self._place = 0

    def write(self, data: bytes) -> int:
        """Take bytes."""
        self._place += len(data)
        if self._open:
            self._held += data
            if len(self._held) >= _HELD:
                self.flush()
        return len(data)

    def flush(self) -> None:
        """Hand over what is held."""
        if self._open:
            while self._held:
                del self._held[: os.write(self._number, self._held)]

    def tell(self) -> int:
        """The place where the next bytes go."""
        return self._place

    def seek(self, place: int) -> int:
        """Go to a place."""
        self.flush()
        if self._open:
            os.lseek(self._number, place, os.SEEK_SET)
        self._place = place
        return place

    def finish(self) -> None:
        """Put all of it on the disk."""
        self.flush()
        os.fsync(self._number)
        self.close()

    def close(self) -> None:
        """Close the file; what is held goes nowhere."""
        if self._open:
            self._open = False
            os.close(self._number)


def write_whole(path: Path, fill: Callable[[OutputFile], None]) -> None:
    """Write a file, or leave what stands there as it is.

    Its mode is kept, and a link stays one.

    Args:
        path: The file.
        fill: Writes what it shall hold.

    Raises:
        OutputError: code `output`: it cannot be written.

    Examples:
        >>> write_whole(folder / "a.txt", lambda file: file.write(b"Ani"))
        >>> (folder / "a.txt").read_bytes()
        b'Ani'
    """
    number = None
    try:
        _write(path, fill)
        return
    except OSError as error:
        number = error.errno
    except UnicodeEncodeError:
        number = errno.EINVAL
    # Outside the handler: the other error would show the whole path.
    told, remedy = _FAULTS.get(number or 0, _UNKNOWN)
    raise OutputError(told.format(show(path.name)), remedy=remedy)


def _write(path: Path, fill: Callable[[OutputFile], None]) -> None:
    before = _before(path)
    target = Path(os.path.realpath(path))
    # Short, so that the longest name that there may be can be written.
    draft = target.with_name(f".{secrets.token_hex(8)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # Until it is there, no more people may read it than the old one.
    file = OutputFile(os.open(draft, flags, 0o666 if before is None else 0o600))
    try:
        fill(file)
        file.finish()
        if before is not None:
            _keep(draft, before)
        os.replace(draft, target)
    # Also where the user interrupts.
    except BaseException:
        file.close()
        with suppress(OSError):
            draft.unlink()
        raise
    _remember(target.parent)


def _before(path: Path) -> os.stat_result | None:
    """What stands there, if anything does; refused where it is no file that can be replaced."""
    if "\0" in str(path):
        raise OSError(errno.EINVAL, "NUL")
    try:
        found = os.stat(path)
    except FileNotFoundError:
        if os.path.lexists(path):
            raise OSError(errno.ELOOP, "a link that leads nowhere") from None
        return None
    if stat.S_ISDIR(found.st_mode):
        raise OSError(errno.EISDIR, "a folder")
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.ENODEV, "a device or a pipe")
    if not os.access(path, os.W_OK):
        raise OSError(errno.EACCES, "not to be written")
    return found


def _keep(draft: Path, before: os.stat_result) -> None:
    """Give the new file the owner and the mode of the old one."""
    with suppress(PermissionError, AttributeError):  # Windows has none
        os.chown(draft, before.st_uid, before.st_gid)
    os.chmod(draft, stat.S_IMODE(before.st_mode))


def _remember(folder: Path) -> None:
    """Put the name of the new file on the disk too, where a folder can be opened."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
