"""The XML of a spreadsheet's parts, fed to functions in bounded time and memory.

Every part passes `feed`, the large ones (a sheet, the shared texts) and those that describe the
spreadsheet. Names are compared with their namespace, whatever its prefix is, and a part whose first
element is not the one that belongs there is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import IO, TypeVar
from xml.parsers import expat

from attrs import frozen

from kopdes_jamsos.errors import RosterError

# A tag, a comment or a text that does not end within so much, elements within elements so deep, so
# many names in one part and namespaces so long are none that a spreadsheet program writes.
LONGEST_TOKEN = 1 << 20
DEEPEST = 40
MOST_NAMES = 4_096
LONGEST_NAMESPACE = 256

CHUNK = 1 << 16
_COUNT = re.compile(r"[0-9]{1,9}")
# Those that the parser itself knows: other ones it asks Python for, by a name out of the file.
_ENCODINGS = frozenset({"utf-8", "utf-16", "us-ascii", "iso-8859-1"})
_MAIN = (
    "",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_OWN = tuple(f"{namespace} " for namespace in _MAIN if namespace)
_NAMESPACES = {
    "Relationships": ("", "http://schemas.openxmlformats.org/package/2006/relationships"),
}

Start = Callable[[str, dict[str, str]], None]
Kind = TypeVar("Kind")


@frozen
class Handlers:
    """What the parser calls at the start and the end of an element, and for its text."""

    start: Start
    end: Callable[[str], None]
    text: Callable[[str], None] | None = None


def damaged() -> RosterError:
    """The error for whatever is wrong with an archive or its XML."""
    return RosterError(
        "The spreadsheet is damaged, or none.",
        remedy="Open it in a spreadsheet program and save it again as XLSX, or as CSV.",
        reason="damaged",
    )


def count_in(text: str) -> int:
    """A count, place or number of a format, as a file writes it.

    Raises:
        RosterError: code `roster`: it is none, or has more than nine digits.

    Examples:
        >>> count_in("16384")
        16384
    """
    if not _COUNT.fullmatch(text):
        raise damaged()
    return int(text)


def _refuse_doctype(*_: object) -> None:
    raise RosterError(
        "A part of the spreadsheet has a document type, which spreadsheets do not have.",
        remedy="Do not open the file; ask for a new one, or for CSV.",
        reason="document-type",
    )


def _check_declaration(_: str, encoding: str | None, __: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise damaged()


def _checked(start: Start) -> Start:
    """A start that refuses attributes with a namespace of spreadsheets: theirs have none."""

    def checked(name: str, attributes: dict[str, str]) -> None:
        if any(key.startswith(_OWN) for key in attributes):
            raise damaged()
        start(name, attributes)

    return checked


class Feeder:
    """A parser that is fed a part piece by piece, within the bounds above.

    Args:
        handlers: What the elements are handed to, by names of namespace, blank and name.
    """

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers
        self._fed = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = _check_declaration
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartNamespaceDeclHandler = self._declared
        parser.StartElementHandler = handlers.start
        parser.EndElementHandler = handlers.end
        parser.CharacterDataHandler = handlers.text

    def _declared(self, prefix: str | None, namespace: str | None) -> None:
        # The parser puts it in front of each name.
        if namespace is not None and len(namespace) > LONGEST_NAMESPACE:
            raise damaged()
        # Only a prefix gives an attribute a namespace; most parts have none for these.
        if prefix and namespace in _MAIN:
            self._parser.StartElementHandler = _checked(self._handlers.start)

    def feed(self, piece: bytes) -> None:
        """Feed the next piece.

        Raises:
            RosterError: code `roster`: a document type, or something beyond the bounds.
        """
        parser = self._parser
        parser.Parse(piece, False)
        self._fed += len(piece)
        # expat keeps a token until it ends, and each name to the end of the part.
        if self.waiting > LONGEST_TOKEN or len(parser.intern) > MOST_NAMES:
            raise damaged()

    @property
    def waiting(self) -> int:
        """Bytes of a token that has not come to its end."""
        return self._fed - self._parser.CurrentByteIndex

    def end(self) -> None:
        """Say that the part has come to its end."""
        self._parser.Parse(b"", True)


def feed(stream: IO[bytes], handlers: Handlers) -> Iterator[None]:
    """Feed a part to its handlers, chunk by chunk.

    Raises:
        RosterError: code `roster`: a document type, or something beyond the bounds above.
    """
    feeder = Feeder(handlers)
    while chunk := stream.read(CHUNK):
        feeder.feed(chunk)
        yield
    feeder.end()
    yield


def names_in(root: str, wanted: str, kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """Names with the namespace of the first element of a part, with what they mean there.

    Args:
        root: The first element.
        wanted: What it has to be called.
        kinds: Names without their namespace.

    Raises:
        RosterError: code `roster`: another element, or another namespace.
    """
    namespace, _, name = root.rpartition(" ")
    if name != wanted or namespace not in _NAMESPACES.get(wanted, _MAIN):
        raise damaged()
    return {f"{namespace} {name}" if namespace else name: kind for name, kind in kinds.items()}


def described_by(
    wanted: str, starts: Mapping[str, Start], ends: Mapping[str, Callable[[], None]] | None = None
) -> Handlers:
    """Handlers for a part that describes the spreadsheet.

    Args:
        wanted: What its first element has to be called.
        starts: What the elements of its namespace are handed to, by their names; elements of other
            names go to "" where it is there.
        ends: What is called at the end of an element.
    """
    depth = 0
    known: dict[str, Start] = {}
    last: dict[str, Callable[[], None]] = {}
    others = starts.get("")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise damaged()
        if depth == 1:
            known.update(names_in(name, wanted, starts))
            last.update(names_in(name, wanted, ends or {}))
            return
        handed = known.get(name, others)
        if handed is not None:
            handed(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if name in last:
            last[name]()

    return Handlers(start, end)
