"""The fuzzers would find what they look for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.fuzz import constructors, csv_files, documents, law_files, xlsx_files
from tests.fuzz.tables import PERSONAL, read_all
from tests.fuzz.watch import keeps_quiet

import kopdes_jamsos as kj
from kopdes_jamsos import rosters
from kopdes_jamsos.errors import refusing


def refuse(message: str) -> None:
    raise kj.errors.InvalidFactError(message, remedy="Give another.")


def test_an_error_of_ours_ends_the_run_and_another_one_passes() -> None:
    with keeps_quiet(["Ani Contoh"]):
        refuse("A name is missing.")
    with pytest.raises(KeyError), keeps_quiet():
        raise KeyError("name")


def test_a_message_that_tells_is_found() -> None:
    with pytest.raises(AssertionError), keeps_quiet(["Ani Contoh"]):
        refuse("Ani Contoh is no officer.")
    with pytest.raises(AssertionError), keeps_quiet():
        refuse("x" * 3_000)


def test_a_message_that_another_error_tells_is_found() -> None:
    refused = kj.errors.InvalidFactError("A name is missing.", remedy="Give one.")

    def refuse_later(*, chained: bool) -> None:
        try:
            raise KeyError("Ani Contoh")
        except KeyError as error:
            raise refused from (error if chained else None)

    # Also where a traceback would not show it.
    for chained in (True, False):
        with pytest.raises(AssertionError), keeps_quiet(["Ani Contoh"]):
            refuse_later(chained=chained)
    with keeps_quiet(["Ani Contoh"]), refusing(lambda: refused, KeyError):
        raise KeyError("Ani Contoh")


@pytest.mark.parametrize("place", ["value", "errors", "__notes__", "anything"])
def test_what_an_error_keeps_is_found_wherever_it_is(place: str) -> None:
    refused = kj.errors.InvalidDocumentError("It is wrong.", remedy="Mend it.")
    setattr(refused, place, ["a", {"b": ("Ani Contoh",)}])

    with pytest.raises(AssertionError), keeps_quiet(["Ani Contoh"]):
        raise refused


@pytest.mark.parametrize("target", [csv_files, xlsx_files])
def test_the_seeds_of_the_rosters_are_read(monkeypatch: pytest.MonkeyPatch, target: Any) -> None:
    """Most of them become people; else the fuzzer would stay before the file is open."""
    taken: list[int] = []
    gather = rosters.gather

    def watched(given: list[rosters.Roster], **arguments: Any) -> rosters.Gathered:
        taken.extend(roster.tally.taken for roster in given)
        return gather(given, **arguments)

    monkeypatch.setattr(rosters, "gather", watched)
    for data in target.SEEDS:
        target.feed(data)

    assert sum(number > 0 for number in taken) >= len(target.SEEDS) // 2


def test_the_seeds_of_the_documents_are_read() -> None:
    for data in documents.SEEDS:
        kj.from_json(data, documents.kind_of(data))
        assert json.loads(kj.documents.redact(data))["redacted"]
    assert any(word.encode() in data for word in documents.PERSONAL for data in documents.SEEDS)


@pytest.mark.parametrize(
    "place, name, target, data",
    [
        (kj, "from_json", documents, documents.SEEDS[0]),
        (kj, "replay", documents, documents.SEEDS[0]),
        (kj.law, "risk_class_for", law_files, law_files.SEEDS[0]),
    ],
)
def test_an_error_that_is_none_of_ours_comes_out(
    monkeypatch: pytest.MonkeyPatch, place: Any, name: str, target: Any, data: bytes
) -> None:
    def broken(*_: object) -> None:
        raise IndexError("tuple index out of range")

    monkeypatch.setattr(place, name, broken)
    with pytest.raises(IndexError):
        target.feed(data)


def test_a_reader_that_breaks_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(rosters, "scan", broken)
    with pytest.raises(IndexError):
        read_all(csv_files.SEEDS[0], "csv")


def test_a_finding_that_tells_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rosters.RosterFinding, "__str__", lambda _: PERSONAL[0])
    with pytest.raises(AssertionError):
        read_all(csv_files.SEEDS[0], "csv")


def test_the_data_choose_every_callable_and_reach_its_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called: set[str] = set()
    for name, (call, good, kind) in constructors.CALLS.items():

        def watched(_name: str = name, _call: Any = call, /, **arguments: object) -> object:
            called.add(_name)
            return _call(**arguments)

        monkeypatch.setitem(constructors.CALLS, name, (watched, good, kind))
    for data in constructors.SEEDS:
        constructors.feed(data)

    assert called == set(constructors.NAMES)
