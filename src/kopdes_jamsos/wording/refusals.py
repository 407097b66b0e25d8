"""Errors in words: what was wrong and what to do, in the language of whoever reads it."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Any

from kopdes_jamsos.errors import KopdesJamsosError
from kopdes_jamsos.wording.language import Language, words
from kopdes_jamsos.wording.sentences import say


def explained(error: KopdesJamsosError, language: Language) -> str:
    """What was wrong and what to do about it.

    The most precise sentences are taken that the language has and whose figures the error holds.

    Args:
        error: Any error of ours.
        language: "id" or "en".

    Raises:
        UnknownChoiceError: code `unknown-choice`: no such language.

    Examples:
        >>> from kopdes_jamsos.errors import InvalidAmountError
        >>> error = InvalidAmountError("wage is none.", field="wage", remedy="Give an int.")
        >>> explained(error, "en")
        'This is no whole amount of rupiah, 0 or more (wage). Write digits only, such as 2500000.'
    """
    return " ".join(message_and_remedy(error, language))


def message_and_remedy(error: KopdesJamsosError, language: Language) -> tuple[str, str]:
    """What was wrong, and what to do about it, each for itself: see `explained`.

    Examples:
        >>> from kopdes_jamsos.errors import InvalidAmountError
        >>> error = InvalidAmountError("wage is none.", field="wage", remedy="Give an int.")
        >>> message_and_remedy(error, "en")[1]
        'Write digits only, such as 2500000.'
    """
    figures = _figures(error)
    texts = words(language).tables["refusal"]
    for key in _keys(error):
        parts = [f"{key}.{part}" for part in ("message", "remedy")]
        if all(part in texts and _asked_of(texts[part]) <= figures.keys() for part in parts):
            break
    message, remedy = (say(f"refusal.{part}", figures, language) for part in parts)
    return message, remedy


def _keys(error: KopdesJamsosError) -> Iterator[str]:
    """Names of sentences, the most precise first; the last one fits every error."""
    if error.reason:
        yield f"{error.code}.{error.reason}"
    for kind in type(error).__mro__:
        if issubclass(kind, KopdesJamsosError):  # a caller may have made a kind of its own
            yield kind.code


def _figures(error: KopdesJamsosError) -> dict[str, Any]:
    facts = {"facts": error.value} if isinstance(error.value, tuple) else {}
    detail = f"{error.message} {error.remedy}"
    return {**error.figures, **facts, "field": error.field, "detail": detail}


def _asked_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
