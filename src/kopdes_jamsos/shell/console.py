"""Standard input, output and errors, and the files that are read.

What an encoding cannot hold is written as `?` in texts and escaped in JSON, so that no code page
of a terminal ends a command. What is told on standard error holds nothing of what was given.
"""

from __future__ import annotations

import codecs
import errno
import json
import re
from contextlib import suppress
from enum import IntEnum
from typing import IO, TYPE_CHECKING, Any

from kopdes_jamsos.basis import Note
from kopdes_jamsos.documents.text import MOST_CHARACTERS
from kopdes_jamsos.wording.language import Language
from kopdes_jamsos.wording.sentences import sentence

if TYPE_CHECKING:
    from kopdes_jamsos.rosters.progress import Progress

NAME = "kopdes-jamsos"

# More bytes than a document may have characters, in the widest encoding; the library refuses it.
_MOST_BYTES = 4 * MOST_CHARACTERS + 1
_NOT_ASCII = re.compile("[^\x00-\x7f]")
# What a shell of Windows writes of itself; the library reads UTF-8, with its mark or without.
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class Exit(IntEnum):
    """How a command ends, for scripts; the numbers stay."""

    DONE = 0
    FOUND = 1
    WRONG_USE = 2
    REFUSED = 3
    NO_FILE = 4
    INTERRUPTED = 130
    CLOSED = 141


class UseError(Exception):
    """A command line that is not as it has to be; what is wrong with it stands in `note`."""

    status = Exit.WRONG_USE

    def __init__(self, code: str, **figures: object) -> None:
        super().__init__(code)
        self.note = Note.of(f"shell.{code}", **figures)


class FileError(UseError):
    """A file that cannot be read, or an output that cannot be written."""

    status = Exit.NO_FILE


class ClosedError(Exception):
    """Whoever read the output has gone."""


class Console:
    """The three streams of a command.

    Args:
        stdin: Where documents come from that are in no file.
        stdout: Where results go.
        stderr: Where errors, warnings and progress go.
    """

    def __init__(
        self, stdin: IO[str] | None, stdout: IO[str] | None, stderr: IO[str] | None
    ) -> None:
        self._stdin, self._stdout, self._stderr = stdin, stdout, stderr
        self._shown = 0

    @property
    def is_terminal(self) -> bool:
        """Whether a person reads the output."""
        return _is_terminal(self._stdout)

    @property
    def can_be_asked(self) -> bool:
        """Whether standard input is a file or a pipe, and no terminal on which nobody types."""
        return self._stdin is not None and not _is_terminal(self._stdin)

    def read(self, path: str) -> bytes | str:
        """What a file holds, or standard input for "-"; no more than a document may have.

        Raises:
            FileError: It cannot be read.
        """
        found: bytes | str | None = None
        with suppress(
            OSError, ValueError
        ):  # ValueError: a path with NUL, or bytes that are no text
            if path == "-":
                found = self._read_input()
            else:
                with open(path, "rb") as file:
                    found = file.read(_MOST_BYTES)
        if found is None:
            raise FileError("unreadable")
        mark = found[:2] if isinstance(found, bytes) else b""
        if mark in _MARKS and isinstance(found, bytes):
            return found.decode(_MARKS[mark], errors="replace")
        return found

    def _read_input(self) -> bytes | str | None:
        if self._stdin is None:
            return None
        # As bytes where it has them: the terminal's encoding is not that of documents.
        found: bytes | str = getattr(self._stdin, "buffer", self._stdin).read(_MOST_BYTES)
        return found

    def check(self, path: str) -> None:
        """Whether a file can be read.

        Raises:
            FileError: It cannot.
        """
        with suppress(OSError, ValueError), open(path, "rb"):
            return
        raise FileError("unreadable")

    def write(self, text: str) -> None:
        """Write text to standard output, and an end of line.

        Raises:
            ClosedError: Nobody reads it any more.
            FileError: It cannot be written.
        """
        self._forget()
        self._put(f"{text}\n", self._stdout)

    def write_json(self, text: str) -> None:
        """Write JSON: what the encoding of the output cannot hold is escaped."""
        if _encoded(text, self._stdout) is None:
            text = _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)
        self.write(text)

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are, where standard output takes any; else the text that they are."""
        buffer = getattr(self._stdout, "buffer", None)
        self._put(*((data.decode(), self._stdout) if buffer is None else (data, buffer)))

    def _put(self, text: str | bytes, stream: IO[Any] | None) -> None:
        if stream is None:  # as `print` does where there is no such stream
            return
        if isinstance(text, str) and _encoded(text, stream) is None:
            text = _replaced(text, stream)
        number = None
        try:
            stream.write(text)
            stream.flush()
            return
        except OSError as error:
            number = errno.EPIPE if isinstance(error, BrokenPipeError) else error.errno
        except ValueError:  # it was closed
            number = errno.EPIPE
        # Windows tells a closed pipe as an invalid argument.
        raise ClosedError if number in (errno.EPIPE, errno.EINVAL) else FileError("unwritable")

    def tell(self, text: str) -> None:
        """Write text to standard error; where that is closed, nothing is told."""
        self._forget()
        with suppress(ClosedError, FileError):
            self._put(f"{text}\n", self._stderr)

    def show(self, progress: Progress, language: Language) -> None:
        """Show on a terminal how far long work has come; elsewhere nothing is shown."""
        if not _is_terminal(self._stderr):
            return
        share = 100 * progress.done // progress.size if progress.size else None
        code = "progress" if share is None else "progress-share"
        text = sentence(Note.of(f"shell.{code}", rows=progress.rows, share=share), language)
        with suppress(ClosedError, FileError):
            self._put(f"\r{text:<{self._shown}}", self._stderr)
        self._shown = len(text)

    def _forget(self) -> None:
        """Take the progress away before something else is told."""
        if self._shown:
            with suppress(ClosedError, FileError):
                self._put(f"\r{' ' * self._shown}\r", self._stderr)
        self._shown = 0


def _is_terminal(stream: IO[Any] | None) -> bool:
    with suppress(ValueError):  # it was closed
        return stream is not None and stream.isatty()
    return False


def _encoded(text: str, stream: IO[str] | None) -> bytes | None:
    """A text as a stream encodes it, or None where its encoding lacks a character."""
    with suppress(UnicodeEncodeError):
        return text.encode(_encoding_of(stream))
    return None


# Signs of our own texts that a small encoding lacks, and what else tells the same.
_ALIKE = str.maketrans({"×": "x", "–": "-", "…": "..."})


def _replaced(text: str, stream: IO[str]) -> str:
    encoding = _encoding_of(stream)
    return text.translate(_ALIKE).encode(encoding, errors="replace").decode(encoding)


def _encoding_of(stream: IO[str] | None) -> str:
    return getattr(stream, "encoding", None) or "utf-8"
