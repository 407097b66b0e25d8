"""What may come out of a fuzz target: nothing but our errors, which tell of nobody."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import kopdes_jamsos as kj

LONGEST = 2_000


@contextmanager
def keeps_quiet(personal: Collection[str] = ()) -> Iterator[None]:
    """Let an error of ours end the run, if its words repeat nothing personal.

    Args:
        personal: What no message may hold.
    """
    try:
        yield
    except kj.KopdesJamsosError as refused:
        told = [str(refused), repr(refused), *map(str, getattr(refused, "errors", ()))]
        assert all(len(each) < LONGEST for each in told)
        told += shown_before(refused)
        # By their places: the assertion must not tell either.
        assert [n for n, word in enumerate(personal) for each in told if word in each] == []


def shown_before(error: BaseException) -> Iterator[str]:
    """What a traceback shows of the errors that led to this one."""
    while (earlier := error.__cause__ or error.__context__) and (
        error.__cause__ or not error.__suppress_context__
    ):
        yield "".join(traceback.format_exception_only(earlier))
        error = earlier
