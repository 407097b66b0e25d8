"""Results show themselves in the language that is chosen, and in Indonesian where none is."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest
from tests.people import cooperative

import kopdes_jamsos as kj

JULY = kj.Month(2025, 7)
HEADINGS = {
    "id": "Iuran Juli 2025, bukan penerima upah (BPU)",
    "en": "Contribution for July 2025, non-wage earner (BPU)",
}
RESULT = kj.assess(kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM}), JULY)


@pytest.fixture(autouse=True)
def _indonesian_afterwards() -> Iterator[None]:
    yield
    kj.display.set_language("id")


def shown() -> str:
    """The language in which a result shows itself, in each of its forms."""
    for language, heading in HEADINGS.items():
        if str(RESULT) == heading:
            assert RESULT.explain().startswith(heading)
            assert heading in RESULT._repr_html_()
            assert kj.display.current_language() == language
            return language
    raise AssertionError(str(RESULT))


def test_a_block_has_its_language_and_blocks_can_be_nested() -> None:
    found = [shown()]
    with kj.display.language("en"):
        found.append(shown())
        with kj.display.language("id"):
            found.append(shown())
        found.append(shown())
    found.append(shown())

    assert found == ["id", "en", "id", "en", "id"]


def test_a_block_that_fails_leaves_nothing_behind() -> None:
    with pytest.raises(KeyError), kj.display.language("en"):
        raise KeyError

    assert shown() == "id"


def test_the_usual_language_holds_for_all_threads_and_a_block_for_its_own() -> None:
    def of_a_thread() -> str:
        found: list[str] = []
        thread = threading.Thread(target=lambda: found.append(shown()))
        thread.start()
        thread.join()
        return found[0]

    with kj.display.language("en"):
        assert (shown(), of_a_thread()) == ("en", "id")
    kj.display.set_language("en")
    assert (shown(), of_a_thread()) == ("en", "en")
    with kj.display.language("id"):
        assert (shown(), of_a_thread()) == ("id", "en")


def test_tasks_at_the_same_time_have_each_their_own() -> None:
    async def of_a_task(language: str) -> list[str]:
        with kj.display.language(language):
            found = [shown()]
            await asyncio.sleep(0)
            return [*found, shown()]

    async def both() -> list[list[str]]:
        return list(await asyncio.gather(of_a_task("en"), of_a_task("id")))

    assert asyncio.run(both()) == [["en", "en"], ["id", "id"]]


def test_what_asks_for_a_language_gets_it() -> None:
    with kj.display.language("en"):
        assert RESULT.explain("id").startswith(HEADINGS["id"])


def test_neither_amounts_nor_documents_change() -> None:
    def told() -> tuple[object, ...]:
        return kj.to_json(RESULT), repr(RESULT), RESULT.total, kj.format_rupiah(16_800)

    before = told()
    with kj.display.language("en"):
        assert told() == before


@pytest.mark.parametrize("name", ["fr", "", None, 5])
def test_another_language_is_refused_and_nothing_is_changed(name: str) -> None:
    with pytest.raises(kj.errors.UnknownChoiceError), kj.display.language(name):
        pass
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.display.set_language(name)

    assert shown() == "id"
    with pytest.raises(kj.errors.UnknownChoiceError):
        RESULT.explain("")


def test_a_result_of_many_is_printed_with_its_sum_and_one_of_one_person_without() -> None:
    wage = kj.PUEnrolment(wage=5_000_000, programs={kj.JHT})
    kdmp = cooperative(employees=[kj.Employee(ref="K-1", name="Ani Contoh", enrolments=[wage])])
    with kj.display.language("en"):
        bill, slip = str(kj.bill(kdmp, JULY)), str(kj.assess(wage, JULY))

    assert bill.splitlines()[0] == "Contribution bill for July 2025, KDMP Pejaten"
    assert bill.splitlines()[1].startswith("  Total: Rp")
    assert slip == "Contribution for July 2025, wage earner (PU)"
