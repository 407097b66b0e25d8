"""The language in which results show themselves: in notebooks, in print, in words and in charts.

Indonesian, unless something else is chosen. It changes words only: no amount, and nothing that is
written to a file; those functions take a language of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from kopdes_jamsos.wording.language import Language, words

__all__ = ["current_language", "language", "set_language"]

# The first is what a thread or task chose for some lines of code, the second holds for all others.
_CHOSEN: ContextVar[Language | None] = ContextVar("kopdes_jamsos.display", default=None)
_USUAL: list[Language] = ["id"]


@contextmanager
def language(name: Language) -> Iterator[None]:
    """Show results in a language within a `with` block, in this thread or task only.

    Args:
        name: "id" or "en".

    Raises:
        UnknownChoiceError: code `unknown-choice`: no such language.

    Examples:
        >>> with kj.display.language("en"):
        ...     print(kj.assess(trader, kj.Month(2025, 7)))
        Contribution for July 2025, non-wage earner (BPU)
    """
    token = _CHOSEN.set(words(name).language)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def set_language(name: Language) -> None:
    """Show results in a language from now on, wherever no `with` block says otherwise.

    Meant for the first cell of a notebook: it holds for the whole process, all threads and tasks.

    Args:
        name: "id" or "en".

    Raises:
        UnknownChoiceError: code `unknown-choice`: no such language.

    Examples:
        >>> kj.display.set_language("en")
        >>> kj.display.current_language()
        'en'
        >>> kj.display.set_language("id")
    """
    _USUAL[0] = words(name).language


def current_language(given: Language | None = None) -> Language:
    """The language in which results show themselves here and now.

    Args:
        given: A language that somebody asked for, which comes first; None: nobody did.

    Examples:
        >>> kj.display.current_language(), kj.display.current_language("en")
        ('id', 'en')
    """
    return (_CHOSEN.get() or _USUAL[0]) if given is None else given
