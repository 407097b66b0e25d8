"""The end of a widow's or widower's pension: an event of survivors.

It holds facts, no law: PP 45/2015 Pasal 21 ayat (5) and Pasal 22 ayat (1) huruf b.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from attrs import field, frozen

from kopdes_jamsos._checks import is_a, to_date_or_none
from kopdes_jamsos.benefits.events import Event
from kopdes_jamsos.errors import InvalidFactError


def _is_before(event: Any, _: Any, __: Any) -> None:
    died = event.participant_died  # as it is kept
    if died is not None and died > event.on:
        raise InvalidFactError(
            "The participant died after the pension of the widow or widower had ended.",
            value="participant_died",
            remedy="Correct one of the two days.",
            reason="died-after",
        )


@frozen
class SpousePensionEnd(Event):
    """The widow or widower of a participant, who drew a pension of JP, died or married again.

    Attributes:
        on: Day of death or of the marriage.
        remarried: She or he married again; else died.
        participant_died: Day on which the participant died. Needed where the pension of the widow
            or widower is not given to `entitle` (`pension_in_payment`): it is worked out by the
            conditions of that day.

    Raises:
        InvalidDateError: code `invalid-date`.
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> kj.SpousePensionEnd(dt.date(2026, 6, 10)).kind
        'spouse-pension-end'
    """

    kind: ClassVar[str] = "spouse-pension-end"

    remarried: bool = field(default=False, validator=is_a(bool), kw_only=True)
    participant_died: dt.date | None = field(
        default=None, converter=to_date_or_none, validator=_is_before, kw_only=True
    )
