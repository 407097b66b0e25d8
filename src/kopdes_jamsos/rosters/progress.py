"""How far a reading has come, for a callback or for a bar in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from attrs import frozen


@frozen(kw_only=True)
class Progress:
    """How far a reading has come.

    Attributes:
        file: Name of the file.
        rows: Rows read so far.
        done: Bytes read so far; 0 where that cannot be told.
        size: Bytes in all; 0 where that says nothing about the rows.

    Examples:
        >>> kj.rosters.Progress(file="anggota.csv", rows=10_000, done=700_000, size=7_000_000).rows
        10000
    """

    file: str
    rows: int
    done: int = 0
    size: int = 0


Callback: TypeAlias = Callable[[Progress], object]


class Reporter:
    """Tells a callback, or shows a bar if rich is there.

    Args:
        wanted: A callback; True for a bar of the package rich, which is not shown where rich is
            not installed; False for nothing.
    """

    def __init__(self, wanted: Callback | bool) -> None:
        self._callback = wanted if callable(wanted) else None
        self._bar: Any = None
        if wanted is True:
            self._bar = _bar()
            self._task: Any = None

    def tell(self, progress: Progress) -> None:
        """Pass on how far the reading has come."""
        if self._callback is not None:
            self._callback(progress)
        elif self._bar is not None:
            if self._task is None:
                self._bar.start()
                self._task = self._bar.add_task(progress.file, total=progress.size or None)
            self._bar.update(self._task, completed=progress.done)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


def _bar() -> Any:
    try:
        from rich.console import Console
        from rich.progress import Progress as Bar
    except ModuleNotFoundError:
        return None
    return Bar(console=Console(stderr=True), transient=True)
