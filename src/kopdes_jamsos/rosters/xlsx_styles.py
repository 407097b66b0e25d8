"""Which cell formats of a spreadsheet show dates (ECMA-376 part 1, 18.8)."""

from __future__ import annotations

import re

from kopdes_jamsos.rosters.xlsx_parts import Handlers, count_in, damaged, described_by

# Spreadsheet programs hold 255 characters of a number format and 65,490 cell formats.
LONGEST_FORMAT = 1_024
MOST_FORMATS = 1 << 16

# Formats that 18.8.30 numbers as dates and times, those of East Asia included.
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
# Quoted words, [colours and conditions] and escaped, filling or spacing letters: a "d" in them
# shows no day. One that is left open goes on to the end, so that no character is looked at twice.
_NO_DATE_PART = re.compile(r'"[^"]*"?|\[[^\]]*\]?|[\\_*].?', re.DOTALL)
_DATE_PART = re.compile(r"[dmyhs]", re.IGNORECASE)


class DateFormats:
    """The cell formats that show dates, while the styles are read.

    Attributes:
        handlers: What the parser of the styles calls.
    """

    def __init__(self) -> None:
        self._custom: dict[int, bool] = {}
        self._shown: list[bool] = []
        self._inside = False
        starts = {"numFmt": self._format, "cellXfs": self._enter, "xf": self._cell, "": self._other}
        self.handlers: Handlers = described_by("styleSheet", starts, {"cellXfs": self._leave})

    def _format(self, _: str, attributes: dict[str, str]) -> None:
        code = attributes["formatCode"]
        if len(code) > LONGEST_FORMAT or len(self._custom) == MOST_FORMATS:
            raise damaged()
        shows = _DATE_PART.search(_NO_DATE_PART.sub("", code)) is not None
        self._custom[count_in(attributes["numFmtId"])] = shows

    def _enter(self, _: str, __: dict[str, str]) -> None:
        self._inside = True

    def _leave(self) -> None:
        self._inside = False

    def _cell(self, _: str, attributes: dict[str, str]) -> None:
        if not self._inside:
            return
        if len(self._shown) == MOST_FORMATS:
            raise damaged()
        number = count_in(attributes.get("numFmtId", "0"))
        self._shown.append(self._custom.get(number, number in _BUILT_IN_DATES))

    def _other(self, name: str, _: dict[str, str]) -> None:
        # Cell formats are counted: one that is not understood would shift those after it.
        if self._inside and name.rpartition(" ")[2] == "xf":
            raise damaged()

    @property
    def found(self) -> frozenset[str]:
        """Their numbers, as the cells name them."""
        return frozenset(str(number) for number, shows in enumerate(self._shown) if shows)
