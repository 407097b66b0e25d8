"""Sessions of a page: its console blocks run one after the other, in a folder with its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.shell.lines import run

_BLOCK = re.compile(r"^```(?P<language>console|json|csv)\n(?P<text>.*?)^```$", re.M | re.S)
_FILE = re.compile(r"`([\w.]+)`:\n\n\Z")


def blocks(page: str) -> Iterator[re.Match[str]]:
    """The blocks of a page that a session needs."""
    return _BLOCK.finditer(page)


def commands_of(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a block, each with what the page says that it prints."""
    for part in re.split(r"^\$ ", re.sub(r"\\\n *", "", block), flags=re.M)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


class Session:
    """A terminal in a folder; the exit code of the last command is remembered."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._status = folder, 0

    def keep(self, before: str, text: str) -> None:
        """Write the file that a block shows: its name stands in the line before the block."""
        name = _FILE.search(before)
        if name:
            (self._folder / name[1]).write_text(text, encoding="utf-8")

    def run(self, command: str) -> str:
        """What a command prints on the terminal, errors included."""
        if command == "echo $?":
            return f"{self._status}\n"
        done = run(command, screen=True)
        self._status = done.status
        return done.err + ("" if " > " in command else done.out)
