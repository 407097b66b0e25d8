"""What a row of a table of questions is about, as cells: the fact or reading, and its choice.

Implements no article of its own.
"""

from __future__ import annotations

from typing import Any

from kopdes_jamsos.basis import Note, Worded


def subject_cell(name: str, *, is_reading: bool) -> Worded | None:
    """The fact or the reading by its name; None where a row is about neither.

    Examples:
        >>> subject_cell("group", is_reading=False).note.code
        'subject-fact'
    """
    if not name:
        return None
    return Worded(name, Note.of(f"subject-{'reading' if is_reading else 'fact'}", name=name))


def choice_cell(choice: Any) -> Worded | None:
    """A choice as text: days and months as ISO 8601 writes them, flags as JSON does.

    Examples:
        >>> choice_cell(kj.Month(2026, 11)).code, choice_cell(True).code
        ('2026-11', 'true')
    """
    if choice is None:
        return None
    text = str(choice).lower() if isinstance(choice, bool) else str(choice)
    return Worded(text, Note.of("value", value=choice))
