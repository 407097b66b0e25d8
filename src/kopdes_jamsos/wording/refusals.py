"""Errors in words: what was wrong and what to do, in the language of whoever reads it."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from typing import Any

from kopdes_jamsos.errors import DocumentFault, InvalidDocumentError, KopdesJamsosError
from kopdes_jamsos.wording.language import Language, words
from kopdes_jamsos.wording.sentences import say

_MOST_FAULTS = 3  # of a document in one text


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
    return _said(_keys(error), _figures(error, language), language)


def _keys(error: KopdesJamsosError) -> list[str]:
    """Names of sentences, the most precise first; the last one fits every error."""
    kinds = [kind for kind in type(error).__mro__ if issubclass(kind, KopdesJamsosError)]
    precise = [f"refusal.{error.code}.{error.reason}"] if error.reason else []
    return precise + [f"refusal.{kind.code}" for kind in kinds]


def fault_explained(fault: DocumentFault, language: Language) -> str:
    """What is wrong with a document in one place, and what to do about it.

    Args:
        fault: The fault, of any code.
        language: "id" or "en".

    Raises:
        UnknownChoiceError: code `unknown-choice`: no such language.

    Examples:
        >>> fault = DocumentFault("$.month", "invalid-month", "It is no month.", "Give one.")
        >>> fault_explained(fault, "en")
        '$.month: This is no month. Write year and month as YYYY-MM, such as 2026-11.'
    """
    keys = (f"fault.{fault.code}", f"refusal.{fault.code}", f"refusal.{KopdesJamsosError.code}")
    said = _said(keys, {"field": "", "detail": _detail(fault)}, language)
    return f"{fault.path}: {' '.join(said)}"


def _figures(error: KopdesJamsosError, language: Language) -> dict[str, Any]:
    figures = {**error.figures, "field": error.field, "detail": _detail(error)}
    if isinstance(error.value, tuple):
        figures["facts"] = error.value
    if isinstance(error, InvalidDocumentError):
        told = error.errors[:_MOST_FAULTS]
        figures["faults"] = " ".join(fault_explained(each, language) for each in told)
    return figures


def _detail(told: KopdesJamsosError | DocumentFault) -> str:
    return f"{told.message} {told.remedy}"


def _said(keys: Iterable[str], figures: Mapping[str, Any], language: Language) -> tuple[str, str]:
    """Message and remedy of the first of some keys that has both and asks for no other figures."""
    tables = words(language).tables

    def fits(part: str) -> bool:
        table, _, name = part.partition(".")
        return name in tables[table] and _asked_of(tables[table][name]) <= figures.keys()

    parts = ((f"{key}.message", f"{key}.remedy") for key in keys)
    message, remedy = next(each for each in parts if all(map(fits, each)))
    return say(message, figures, language), say(remedy, figures, language)


def _asked_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
