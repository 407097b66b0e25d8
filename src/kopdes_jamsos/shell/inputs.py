"""What a command works on: documents out of files or a pipe, and the enrolment of options."""

from __future__ import annotations

from typing import Any

from kopdes_jamsos._lazy import late
from kopdes_jamsos.enrolment import Enrolment
from kopdes_jamsos.shell.asking import Asked
from kopdes_jamsos.shell.console import UseError
from kopdes_jamsos.shell.facts import enrolment_from, enrolment_options, segment_of

# Documents load all that has one; what is typed as options needs none of it.
read_as_kind = late("kopdes_jamsos.documents.reading", "from_json")
_opened = late("kopdes_jamsos.documents.reading", "opened")
_loaded = late("kopdes_jamsos.documents.reading", "loaded")


def check_operands(asked: Asked, most: int) -> None:
    """Refuse more files and names than a command takes.

    Raises:
        UseError: There are more.
    """
    if len(asked.operands) > most:
        raise UseError("too-many-operands", most=most)


def document(asked: Asked) -> bytes | str:
    """The one document that is given: a file, or standard input where no file is named.

    Raises:
        UseError: There is none, or several.
        FileError: It cannot be read.
    """
    check_operands(asked, 1)
    if asked.operand is None and not asked.console.can_be_asked:
        raise UseError("no-document")
    return asked.console.read(asked.operand or "-")


def loaded_from(text: bytes | str) -> Any:
    """What a document of any kind holds.

    Raises:
        InvalidDocumentError: code `invalid-document`.
    """
    return _loaded(_opened(text, None))


def documents(asked: Asked) -> list[Any]:
    """What the documents hold that are given as files.

    Raises:
        FileError: One cannot be read.
        InvalidDocumentError: code `invalid-document`.
    """
    return [loaded_from(asked.console.read(path)) for path in asked.operands]


def enrolment_of(asked: Asked, *, base_is_asked: bool = False) -> Enrolment:
    """The enrolment that options state, else that of a document.

    Args:
        asked: The command line.
        base_is_asked: The wage, income or contract value is what is asked for, and can be left out.

    Raises:
        UseError: Options without a segment, or options and a document.
        FileError: The document cannot be read.
        KopdesJamsosError: Whatever an enrolment or a document raises.
    """
    segment = segment_of(asked)
    if segment is not None:
        check_operands(asked, 0)
        return enrolment_from(asked, segment, base_is_asked=base_is_asked)
    if any(option.key in asked.values for option in enrolment_options()):
        raise UseError("missing-options", options=["--segment"])
    found: Enrolment = read_as_kind(document(asked), "enrolment")
    return found
