"""What may come out of a fuzz target: nothing but our errors, which tell of nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

import kopdes_jamsos as kj

LONGEST = 2_000


@contextmanager
def keeps_quiet(personal: Collection[str] = ()) -> Iterator[None]:
    """Let an error of ours end the run, if nothing in it and behind it is personal.

    Args:
        personal: What no error may hold.
    """
    try:
        yield
    except kj.KopdesJamsosError as refused:
        told = [str(refused), repr(refused), *map(str, getattr(refused, "errors", ()))]
        assert all(len(each) < LONGEST for each in told)
        # By their places: the assertion must not tell either.
        everything = list(held_by(refused))
        assert [n for n, word in enumerate(personal) for each in everything if word in each] == []


def held_by(error: BaseException) -> Iterator[str]:
    """All that an error holds as texts, and what led to it, hidden from a traceback or not."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        yield from _as_texts(thing)
        if isinstance(thing, BaseException):
            waiting += [thing.__cause__, thing.__context__, thing.args, *vars(thing).values()]
            waiting += [*getattr(thing, "exceptions", ()), *getattr(thing, "__notes__", ())]
            if isinstance(thing, kj.KopdesJamsosError) and _is_whole(thing):
                waiting += [thing.explain("id"), thing.explain("en")]
        elif isinstance(thing, Mapping):
            waiting += [*thing.keys(), *thing.values()]
        elif isinstance(thing, list | tuple | set | frozenset):
            waiting += thing


def _is_whole(error: kj.KopdesJamsosError) -> bool:
    """Whether nobody has put anything into an error since it was made."""
    faults = getattr(error, "errors", ())
    return all(isinstance(each, kj.errors.DocumentFault) for each in faults)


def _as_texts(thing: object) -> Iterator[str]:
    for write in (str, repr):
        try:
            yield write(thing)
        except Exception as failed:  # the junk of the fuzzers cannot be printed
            yield type(failed).__name__
