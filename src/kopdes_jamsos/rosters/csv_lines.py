"""The lines of a CSV file, and blocks of rows that another process can take apart.

A line without a quotation mark, or with whole quoted cells only, is a row if a row begins with it.
Every other row is taken apart here: only then is it known with which line it ends.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterator
from itertools import chain, islice

from attrs import Factory, define

from kopdes_jamsos.errors import RosterError, refusing

# A record of CSV with its line breaks: what a quotation mark that is left open would swallow.
_RECORD = 1 << 20
# A longer line is taken apart here: what a cell of CSV may hold is a setting of this process.
_LONGEST = 1 << 16
_NO_ROW = "\n"  # in the place of a row that was taken apart


def left_open() -> RosterError:
    """The error for a row that does not end."""
    return RosterError(
        "A row of the file does not come to its end.",
        remedy="Look for a quotation mark that is left open.",
        reason="open-quotation",
    )


def undecoded() -> RosterError:
    """The error for bytes that are no text."""
    return RosterError(
        "The file is not in the encoding it was read with.",
        remedy="Save it as CSV UTF-8, or give its encoding.",
        reason="encoding",
    )


class Lines:
    """The lines of a CSV file; behind the last one comes an empty one.

    Args:
        readline: Reads a line of so many characters at most.

    Attributes:
        held: Characters of the record that is being read; whoever has taken one resets it.
        ended: Whether the empty line was given. Where a quotation mark was left open this is the
            end of what it has swallowed.
    """

    def __init__(self, readline: Callable[[int], str]) -> None:
        self._readline = readline
        self.held = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        while line := self._readline(_RECORD):
            self.held += len(line)
            if self.held >= _RECORD:
                raise left_open()
            yield line
        self.ended = True
        yield ""


@define
class Block:
    """Rows that follow one another.

    Attributes:
        first: Number of the first row.
        lines: Lines that are a row each; a blank one in the place of a row that is none.
        apart: The cells of these rows, by their place in the block.
        fault: Why nothing follows, where that is an error.
    """

    first: int
    lines: list[str] = Factory(list)
    apart: dict[int, list[str]] = Factory(dict)
    fault: RosterError | None = None


def is_whole(delimiter: str) -> Callable[[str], object]:
    r"""What tells whether a line with quotation marks is a row if one begins with it.

    Examples:
        >>> tells = is_whole(",")
        >>> [tells(line) is not None for line in ('"a,""b",c\n', 'a,"b\n', 'a"b,"c\n')]
        [True, False, False]
    """
    cell = rf'(?:"(?:[^"]++|"")*+"|[^"\r\n{re.escape(delimiter)}]*+)'
    return re.compile(rf"{cell}(?:{re.escape(delimiter)}{cell})*+(?:\r\n|\n|\r)?").fullmatch


def cut(
    lines: Lines, delimiter: str, *, after: int, apart: Collection[int], size: int
) -> Iterator[Block]:
    """Cut the rows behind the headings into blocks; the last one says whether there is a fault.

    Args:
        lines: The lines, from the top.
        delimiter: The delimiter.
        after: Number of the row of the headings.
        apart: Numbers of rows that are taken apart here whatever they hold.
        size: Characters after which a block ends.
    """
    each = iter(lines)
    longest = min(_LONGEST, csv.field_size_limit())
    whole = is_whole(delimiter)
    block, held = Block(after + 1), 0
    try:
        with refusing(left_open, csv.Error), refusing(undecoded, UnicodeError):
            for _ in islice(csv.reader(each, delimiter=delimiter), after):
                lines.held = 0
            for number, line in enumerate(each, after + 1):
                if lines.ended:
                    break
                row = line
                if number in apart or len(line) > longest or ('"' in line and not whole(line)):
                    record = csv.reader(chain((line,), each), delimiter=delimiter)
                    cells = next(record)
                    if lines.ended:
                        raise left_open()
                    block.apart[len(block.lines)] = cells
                    row = _NO_ROW
                block.lines.append(row)
                held += lines.held
                lines.held = 0
                if held >= size:
                    yield block
                    block, held = Block(number + 1), 0
    except RosterError as error:
        block.fault = error
    yield block
