"""The rows of a sheet, with a fast path for rows in the form that programs write.

A parser calls Python some six times for each cell. Rows that consist of nothing but cells of the
usual form are therefore found by one search, and the parser is not given them. It is given all
else, so that it refuses what is wrong; and as no more is left out than whole elements that are
right, between two rows, nothing else changes its meaning.

A row takes the fast path only where the parser stands between two rows for certain: the last that
it was given was the end of a row, which it has met, and it holds nothing back. That names without
a prefix are those of spreadsheets there, and that what else the tag of a row says is right, it has
to have told before, at a row of the same form that it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import add, itemgetter, lt
from typing import IO

from attrs import frozen

from kopdes_jamsos.errors import RosterError
from kopdes_jamsos.rosters.xlsx_cells import SIGNS, CellReader, marked
from kopdes_jamsos.rosters.xlsx_parts import CHUNK, Feeder
from kopdes_jamsos.rosters.xlsx_sheet import SheetCells

_END = b"</row>"
_BEGIN = b"<row"
_CELL_BEGINS = "<c "
_SPACE = " \t\r\n"  # which may stand between rows
# Between the tags of a row these lead to what is no tag of it.
_ASIDE = (b"<!", b"<?")
_TAG = re.compile(r'<row r="([1-9][0-9]{0,6})"((?: [A-Za-z][A-Za-z0-9:]*="[^"<>&]*")*)>')
# Printable ASCII but for the signs of XML: a text in which nothing has to be replaced.
_TEXT = "([ -%'-;=?-~]*)"
_CONTENT = rf'(?:/>|><v>{_TEXT}</v></c>|><is><t(?: xml:space="preserve")?>{_TEXT}</t></is></c>)'
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"((?: s="[0-9]{1,9}")?(?: t="[A-Za-z]{1,9}")?)'
    rf"{_CONTENT}(?=<c |\Z)"
)
_KIND = re.compile(r'(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?')
# Different tails of the tags of rows, and different forms of rows, that are remembered.
_MOST_TAILS = 1_000
_MOST_FORMS = 1_000
# Rows that are matched whole: how many numbers of cells, and how many cells; making a pattern of
# them takes some milliseconds.
_MOST_KNOWN = 8
_MOST_CELLS = 64

Numbered = tuple[int, list[str]]


class _Rows:
    """A sheet while it is read.

    Args:
        reader: What reads the cells.

    Attributes:
        ready: Rows that have come to their end.
    """

    def __init__(self, reader: CellReader) -> None:
        self.ready: list[Numbered] = []
        self._reader = reader
        self._sheet = SheetCells(reader, self.ready)
        self._feeder = Feeder(self._sheet.handlers)
        self._forms = _Forms(reader)
        # By the number of cells: what finds the texts of rows like the first one that had as many.
        self._known: dict[int, tuple[re.Pattern[str], _Form]] = {}
        self._tails: set[str] = set()
        self._data = 0  # the data that what was learned holds for
        self._certain = False  # the parser stands between two rows
        self._own = False  # names without a prefix are those of spreadsheets there

    def take(self, data: bytes) -> bytes:
        """Take the rows that end in some bytes; gives back what is left of these."""
        begin = 0
        while (end := data.find(_END, begin)) >= 0:
            end += len(_END)
            self._take(data[begin:end])
            begin = end
            if self._feeder.waiting:
                # The parser would look at what it holds back from its beginning at every piece.
                break
        if self._certain and len(data) - begin <= CHUNK:
            return data[begin:]
        self.feed(data[begin:])
        return b""

    def feed(self, piece: bytes) -> None:
        """Give the parser what does not end with a row."""
        self._certain = False
        self._feeder.feed(piece)

    def end(self) -> None:
        """Say that the sheet has come to its end."""
        self._feeder.end()

    def _take(self, piece: bytes) -> None:
        """Take what ends with a row."""
        if self._certain and self._own and self._by_search(piece):
            return
        self._sheet.between = False
        self._feeder.feed(piece)
        # No mark of a comment or the like begins here, and none is left open: what looks like a
        # tag is one.
        self._certain = (
            self._sheet.between
            and not self._feeder.waiting
            and not any(mark in piece for mark in _ASIDE)
        )
        if self._sheet.data != self._data:
            self._data = self._sheet.data
            self._own = False
            self._tails.clear()
            self._known.clear()
        if self._certain:
            self._learn(piece[piece.rfind(_BEGIN) :])

    def _learn(self, piece: bytes) -> None:
        """Learn from a row that the parser has met."""
        found = _cells(piece.decode("ascii")) if piece.isascii() else None
        if found is not None:
            self._own = self._own or "xmlns" not in found.tail
            if len(self._tails) >= _MOST_TAILS:
                self._tails.clear()
            self._tails.add(found.tail)

    def _by_search(self, piece: bytes) -> bool:
        """Whether a row is of the usual form; it is read then."""
        if not piece.isascii():
            return False
        written = piece.decode("ascii").lstrip(_SPACE)
        many = written.count(_CELL_BEGINS)
        known = self._known.get(many)
        found = None if known is None else known[0].fullmatch(written)
        form: _Form | None
        if known is not None and found is not None:
            number, *texts = found.groups("")
            form = known[1]
            values = list(map(add, texts[::2], texts[1::2]))
        else:
            cells = _cells(written)
            if cells is None or cells.tail not in self._tails:
                return False
            number, values = cells.number, cells.values
            form = self._forms[cells.letters, cells.kinds]
            if form is None:
                return False
            if known is None and len(self._known) < _MOST_KNOWN and many <= _MOST_CELLS:
                self._known[many] = cells.pattern(), form
        try:
            row = form.read(values, self._reader)
        except (RosterError, LookupError, ValueError):
            # By the parser: it may be refused for something that stands before.
            return False
        self._reader.begin(number)
        self.ready.append((int(number), row))
        return True


class _Forms(dict[tuple[tuple[str, ...], ...], "_Form | None"]):
    """The forms of rows so far, by the letters of their cells and what else the tags of these say.

    None: the cells are not in order, or too many.
    """

    def __init__(self, reader: CellReader) -> None:
        self._places = {letters: place for place, letters in enumerate(reader.letters)}

    def __missing__(self, key: tuple[tuple[str, ...], ...]) -> _Form | None:
        letters, kinds = key
        places = [self._places.get(each, -1) for each in letters]
        in_order = all(map(lt, [-1, *places], places))
        found = _Form(places, kinds) if in_order else None
        if len(self) >= _MOST_FORMS:
            self.clear()
        self[key] = found
        return found


class _Form:
    """How the cells of a row are read whose tags are those of another row before.

    Args:
        places: Places of the cells, in order.
        tags: What else their tags say.
    """

    def __init__(self, places: list[int], tags: tuple[str, ...]) -> None:
        found = [_KIND.fullmatch(tag) for tag in tags]
        kinds = [(each[2] or "n", each[1]) for each in found if each is not None]
        self._shared = [at for at, (kind, _) in enumerate(kinds) if kind == "s"]
        self._written = [at for at, (kind, _) in enumerate(kinds) if kind == "inlineStr"]
        others = [(at, *kind) for at, kind in enumerate(kinds) if kind[0] not in ("s", "inlineStr")]
        self._others = others
        # Which cell stands at each place; the last one, which is blank, at those without any.
        cells = dict(zip(places, range(len(places)), strict=True))
        order = [cells.get(place, -1) for place in range(max(places, default=-1) + 1)]
        self._in_order = itemgetter(*order) if len(order) > len(places) else None

    def read(self, row: list[str], reader: CellReader) -> list[str]:
        """The texts of a row whose cells hold some texts."""
        joined = "".join(row)
        if any(sign in joined for sign in SIGNS):
            for at in self._written:
                row[at] = marked(row[at])
        for at in self._shared:
            found = row[at]
            if found.isdigit() and len(found) < 10:
                row[at] = reader.shared[int(found)]
            elif found:
                row[at] = reader.read("s", None, found)
        for at, kind, style in self._others:
            row[at] = row[at] and reader.read(kind, style, row[at])
        if self._in_order is not None:
            row.append("")
            row = list(self._in_order(row))
        return row


@frozen
class _Cells:
    """The cells of a row of the usual form.

    Attributes:
        number: Number of the row, as the cells repeat it.
        tail: What else the tag of the row says.
        letters: Letters of the cells.
        kinds: What else the tags of the cells say.
        values: What the cells hold.
    """

    number: str
    tail: str
    letters: tuple[str, ...]
    kinds: tuple[str, ...]
    values: list[str]

    def pattern(self) -> re.Pattern[str]:
        """What finds the texts of rows whose tags are those of this one."""
        cells = zip(self.letters, self.kinds, strict=True)
        return re.compile(
            rf'<row r="([1-9][0-9]{{0,6}})"{re.escape(self.tail)}>'
            + "".join(rf'<c r="{letters}\1"{kind}{_CONTENT}' for letters, kind in cells)
            + _END.decode()
        )


def _cells(written: str) -> _Cells | None:
    """The cells of a row, if it is of the usual form."""
    tag = _TAG.match(written)
    if tag is None:
        return None
    number, tail = tag.groups()
    body = written[tag.end() : -len(_END)]
    cells = _CELL.findall(body)
    # Each cell ends where another one or the row does; so they are all, if they are as many as
    # begin, and the first begins at once.
    begins = body.startswith(_CELL_BEGINS) or not body
    if len(cells) != body.count(_CELL_BEGINS) or not begins:
        return None
    letters, numbers, kinds, values, texts = zip(*cells, strict=True) if cells else ((),) * 5
    if numbers.count(number) != len(numbers):
        return None
    return _Cells(number, tail, letters, kinds, list(map(add, values, texts)))


def sheet_rows(stream: IO[bytes], reader: CellReader) -> Iterator[Numbered]:
    """The rows of a sheet with their numbers.

    Args:
        stream: The part that holds the sheet.
        reader: What reads its cells.

    Raises:
        RosterError: code `roster`.
    """
    rows = _Rows(reader)
    chunk = stream.read(CHUNK)
    # In UTF-16 the bytes of a tag may be something else.
    ascii_based = not chunk.startswith((b"\xfe\xff", b"\xff\xfe")) and b"\0" not in chunk[:4]
    rest = b""
    while chunk:
        if ascii_based:
            rest = rows.take(rest + chunk)
        else:
            rows.feed(chunk)
        yield from rows.ready
        rows.ready.clear()
        chunk = stream.read(CHUNK)
    rows.feed(rest)
    rows.end()
    yield from rows.ready
