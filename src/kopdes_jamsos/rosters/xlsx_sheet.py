"""The elements of a sheet and of the shared texts, as their parser meets them."""

from __future__ import annotations

from kopdes_jamsos.rosters.cellkinds import FormulaText
from kopdes_jamsos.rosters.xlsx_cells import CellReader, marked
from kopdes_jamsos.rosters.xlsx_parts import DEEPEST, LONGEST_TOKEN, Handlers, damaged, names_in

# What the elements of large parts mean here.
_UNIT, _VALUE, _TEXT, _ROW, _DATA, _FORMULA, _LEFT, _RUN = range(1, 9)
# Where the parser of a sheet is; beside the data and in what is left aside, texts mean nothing.
_BESIDE, _ASIDE, _IN_DATA, _IN_ROW, _IN_CELL, _IN_TEXT = range(6)
# In a cell or a shared text: what a text consists of, how it looks, and what is left aside.
_IN_TEXTS = {
    **dict.fromkeys(("is", "r", "rPr", "phoneticPr"), _RUN),
    **dict.fromkeys(("b", "i", "u", "strike", "outline", "shadow", "condense", "extend"), _RUN),
    **dict.fromkeys(("sz", "color", "rFont", "family", "charset", "scheme", "vertAlign"), _RUN),
    "rPh": _LEFT,
    "extLst": _LEFT,
}
_IN_SHARED = {"si": _UNIT, "t": _TEXT, **_IN_TEXTS}
_IN_SHEET = {
    **{"c": _UNIT, "v": _VALUE, "t": _TEXT, "row": _ROW, "sheetData": _DATA, "f": _FORMULA},
    **_IN_TEXTS,
}


def shared_handlers(texts: list[str]) -> Handlers:
    """Shared texts, marked as texts: runs are joined, phonetic hints left out."""
    kinds: dict[str, int] = {}
    pieces: list[str] = []
    taking = in_unit = False
    aside = depth = held = 0

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal kinds, taking, in_unit, aside, depth, held
        depth += 1
        if taking or depth > DEEPEST:
            raise damaged()
        kind = kinds.get(name)
        if kind == _TEXT:
            taking = in_unit and not aside
            if not (taking or aside):
                raise damaged()
        elif kind == _UNIT:
            if in_unit:
                raise damaged()
            in_unit = True
            held = 0
        elif kind == _LEFT:
            aside += 1
        elif not kinds:
            kinds = names_in(name, "sst", _IN_SHARED)
        elif kind is None and not aside:
            raise damaged()

    def end(name: str) -> None:
        nonlocal taking, in_unit, aside, depth
        depth -= 1
        kind = kinds.get(name)
        if kind == _TEXT:
            taking = False
        elif kind == _UNIT:
            in_unit = False
            texts.append(marked("".join(pieces)))
            pieces.clear()
        elif kind == _LEFT:
            aside -= 1

    def text(more: str) -> None:
        nonlocal held
        if taking:
            pieces.append(more)
            held += len(more)
            if held > LONGEST_TOKEN:
                raise damaged()
        elif not (aside or more.isspace()):
            raise damaged()

    return Handlers(start, end, text)


class SheetCells:
    """Cells and rows of a sheet, while its parser meets them.

    Args:
        reader: What reads the cells.
        ready: Where rows are put that have come to their end, with their numbers.

    Attributes:
        handlers: What the parser calls.
        data: How many times data began.
        between: Whether the last that began or ended was a row that ended; whoever asks resets it.
    """

    def __init__(self, reader: CellReader, ready: list[tuple[int, list[str]]]) -> None:
        self.handlers = Handlers(self._start, self._end, self._text)
        self.data = 0
        self.between = False
        self._reader, self._ready = reader, ready
        self._letters, self._width = reader.letters, len(reader.letters)
        self._kinds: dict[str, int] = {}
        self._unit = self._value = self._piece = ""  # the names that there are most of
        self._row: list[str] = []
        self._cell: dict[str, str] = {}
        self._at = ""  # number of the row, as its cells repeat it
        self._came = self._found = ""  # the element that gave the cell its text, and the text
        self._more_found: list[str] = []
        # Where the parser is, and where it was before what is left aside.
        self._place = self._left = _BESIDE
        self._formula = False
        self._aside = self._depth = self._held = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._unit:
            if self._place != _IN_ROW:
                raise damaged()
            self._place = _IN_CELL
            self._cell = attributes
            self._came = self._found = ""
            self._formula = False
        elif name == self._value:
            if self._place != _IN_CELL or self._came:
                raise damaged()
            self._place = _IN_TEXT
            self._came = name
        elif name == self._piece and self._place != _ASIDE:
            if self._place != _IN_CELL or self._came == self._value:
                raise damaged()
            self._place = _IN_TEXT
            self._came = name
        else:
            self._start_other(name, attributes)

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        self.between = False
        kind = self._kinds.get(name)
        if kind == _ROW:
            if self._place != _IN_DATA:
                raise damaged()
            self._place = _IN_ROW
            self._row = []
            self._held = 0
            self._at = self._reader.begin(attributes.get("r"))
            return
        self._depth += 1
        if self._place == _IN_TEXT or self._depth > DEEPEST:
            raise damaged()
        if self._aside or kind in (_LEFT, _FORMULA):
            if not self._aside:
                self._place, self._left = _ASIDE, self._place
            self._formula = self._formula or kind == _FORMULA
            self._aside += 1
        elif kind == _DATA:
            if self._place != _BESIDE:
                raise damaged()
            self._place = _IN_DATA
            self.data += 1
        elif not self._kinds:
            self._kinds = names_in(name, "worksheet", _IN_SHEET)
            self._unit, self._value, self._piece, *_ = self._kinds
        elif kind is None and self._place != _BESIDE:
            raise damaged()

    def _end(self, name: str) -> None:
        if name == self._unit:
            self._place = _IN_ROW
            row, cell = self._row, self._cell
            # Nearly every cell says that it is the next one; the others are checked.
            at = len(row)
            if at >= self._width or cell.get("r") != self._letters[at] + self._at:
                self._reader.move(row, cell.get("r"))
            found = self._found
            if self._more_found:
                found += "".join(self._more_found)
                self._more_found.clear()
            if self._formula:
                row.append(FormulaText("="))
            else:
                row.append(found and self._reader.read(cell.get("t", "n"), cell.get("s"), found))
        elif self._place == _IN_TEXT:
            self._place = _IN_CELL
        else:
            self._end_other(name)

    def _end_other(self, name: str) -> None:
        kind = self._kinds.get(name)
        if kind == _ROW:
            self._ready.append((self._reader.number, self._row))
            self._place = _IN_DATA
            self.between = True
            return
        self._depth -= 1
        if self._aside:
            self._aside -= 1
            if not self._aside:
                self._place = self._left
        elif kind == _DATA:
            self._place = _BESIDE
            self.between = False

    def _text(self, more: str) -> None:
        if self._place == _IN_TEXT:
            if self._found:
                self._more_found.append(more)
            else:
                self._found = more
            self._held += len(more)
            if self._held > LONGEST_TOKEN:
                raise damaged()
        elif self._place >= _IN_DATA and not more.isspace():
            raise damaged()
