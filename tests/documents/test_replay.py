"""A result computed again: it agrees, or the value of the law that changed is named."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from tests.documents.made import KINDS
from tests.people import VILLAGE

import kopdes_jamsos as kj
from kopdes_jamsos.documents import books
from kopdes_jamsos.law import catalogue

pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")

JULY = kj.Month(2025, 7)
TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
WORKER = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JP}, risk_class=2)
MEMBER = kj.Participation.paid_through(TRADER, since=kj.Month(2024, 1), months=18)
DEATH = kj.Death(dt.date(2025, 6, 3), work_related=False)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(KINDS["assessment"] | KINDS["bill"] | KINDS["entitlement"])
def test_what_was_just_written_agrees(made: Any) -> None:
    found = kj.replay(kj.to_json(made))

    assert found.agrees
    assert found.differences == ()
    assert found.changed == ()
    assert found.refusal is None
    assert found.result == attrs.evolve(made, **later(made, found.result))
    assert (found.engine_then, found.law_then) == (kj.__version__, kj.LAW.version)


def later(made: Any, result: Any) -> dict[str, Any]:
    """What holds the book of law, which is a watched one in a result of a replay."""
    if isinstance(made, kj.Entitlement):
        return {"case": attrs.evolve(made.case, law=result.case.law)}
    if isinstance(made, kj.Bill):
        return {"law": result.law, "entries": result.entries}
    return {"law": result.law}


def spoiled(text: str, change: Callable[[Any], object]) -> str:
    document = json.loads(text)
    change(document)
    return json.dumps(document)


def law_value(document: Any, path: str) -> Any:
    return next(value for value in document["law_values"] if value["path"] == path)


def test_an_amount_that_differs_is_named_by_its_path() -> None:
    text = kj.to_json(kj.assess(TRADER, JULY)).replace("6800", "6900")
    found = kj.replay(text)

    assert not found.agrees
    assert (
        found.differences
        == (
            "$.outcome.lines[1].amount",
            "$.outcome.lines[1].full",
            "$.outcome.total",
        )
        or "$.outcome.total" in found.differences
    )
    assert found.result is not None


def test_the_law_value_that_changed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The law itself changes: the row of a file, as in a later release."""
    text = kj.to_json(kj.assess(WORKER, JULY))
    real = catalogue.read_all_series  # private: the one place where the files are read

    def with_another_ceiling(name: str) -> Any:
        found = dict(real(name))
        for path, series in found.items():
            if path == "jp.wage_ceiling":
                values = tuple(attrs.evolve(each, value=4_000_000) for each in series.values)
                found[path] = attrs.evolve(series, values=values)
        return found

    monkeypatch.setattr(catalogue, "read_all_series", with_another_ceiling)
    monkeypatch.setattr(books, "_known", lambda book: book)  # none that was read before
    found = kj.replay(text)

    assert not found.agrees
    assert [(each.path, each.when, each.then, each.now) for each in found.changed] == [
        ("jp.wage_ceiling", JULY, 10_547_400, 4_000_000)
    ]


def test_what_carries_the_law_on_is_named_once_it_is_announced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A month beyond the horizon; then the next ceiling of JP is announced, which moves it."""
    trader = attrs.evolve(TRADER, group="employer", sector="other", funding="self")
    later = kj.Month(2027, 12)
    text = kj.to_json(kj.assess(trader, later))
    real = catalogue.read_all_series
    noted = law_value(json.loads(text), "jp.wage_ceiling")

    def with_the_next_ceiling(name: str) -> Any:
        found = dict(real(name))
        if name == "jp":
            series = found["jp.wage_ceiling"]
            (since, until), last = (kj.Month(2027, 3), kj.Month(2028, 2)), series.values[-1]
            new = attrs.evolve(last, since=since, until=until, value=11_600_000)
            found[series.path] = attrs.evolve(series, values=(*series.values, new))
        return found

    assert noted == {"path": "jp.wage_ceiling", "month": "2027-12"}
    assert "jp.wage_ceiling" not in kj.to_json(kj.assess(trader, kj.Month(2027, 2)))
    assert kj.replay(text).changed == ()
    monkeypatch.setattr(catalogue, "read_all_series", with_the_next_ceiling)
    monkeypatch.setattr(books, "_known", lambda book: book)
    found = kj.replay(text)

    assert found.result is not None
    assert not found.agrees
    assert "carried-forward" in text
    assert "carried-forward" not in found.result.assumptions
    assert [(each.path, each.when, each.then, each.now) for each in found.changed] == [
        ("jp.wage_ceiling", later, None, 11_600_000)
    ]


def test_the_entry_of_a_mapping_that_changed_is_named() -> None:
    def change(document: Any) -> None:
        law_value(document, "jkk.rate_pu")["value"]["medium"] = 9000

    (found,) = kj.replay(spoiled(kj.to_json(kj.assess(WORKER, JULY)), change)).changed

    assert (found.path, found.then, found.now) == ("jkk.rate_pu.medium", 9000, 8900)


def test_a_replay_explains_itself_in_both_languages() -> None:
    def change(document: Any) -> None:
        law_value(document, "jkm.amount_bpu")["value"] = 6900
        law_value(document, "jkk.rate_bpu")["value"] = 10_100
        document["law_values"].append({"path": "jkm.gone", "day": "2025-07-01", "value": -5})
        document["law_version"] = "2025.1"
        document["outcome"]["lines"][1].update(amount=6900, full=6900)
        document["outcome"]["total"] = 16_900

    found = kj.replay(spoiled(kj.to_json(kj.assess(TRADER, JULY)), change))
    said = found.explain("id")

    assert said.startswith(
        f"Penghitungan ulang: versi program {kj.__version__}; versi data peraturan 2025.1 dan "
        f"{kj.LAW.version}"
    )
    assert "jkm.amount_bpu 2025-07  6.900 menjadi 6.800\n" in said
    assert "jkk.rate_bpu 2025-07    10.100 menjadi 10.000 (per sejuta)\n" in said
    assert "jkm.gone 2025-07-01     -5 menjadi tidak ada" in said
    assert "$.outcome.lines[1].amount" in said
    assert "16900" not in said  # never what stands there
    assert "<table" in found._repr_html_()
    refused = attrs.evolve(found, result=None, refusal="not-announced", differences=("$.outcome",))
    assert "It can no longer be computed (a value is not announced)." in refused.explain("en")
    assert "evidence" not in refused.explain("en")


def test_a_citation_that_was_corrected_is_named() -> None:
    def change(document: Any) -> None:
        law_value(document, "jkm.amount_bpu")["source"] = "PP 44/2015 Pasal 99"

    (found,) = kj.replay(spoiled(kj.to_json(kj.assess(TRADER, JULY)), change)).changed

    assert found.source_then == "PP 44/2015 Pasal 99"
    assert found.source_now != found.source_then
    assert found.then == found.now == 6800


def test_a_value_of_which_the_document_knows_nothing_is_named() -> None:
    def change(document: Any) -> None:
        document["law_values"] = [
            value for value in document["law_values"] if value["path"] != "jkm.amount_bpu"
        ]

    (found,) = kj.replay(spoiled(kj.to_json(kj.assess(TRADER, JULY)), change)).changed

    assert (found.path, found.then, found.now) == ("jkm.amount_bpu", None, 6800)


def test_a_value_that_is_gone_is_named() -> None:
    def change(document: Any) -> None:
        document["law_values"].append({"path": "jkm.gone", "day": "2025-07-01", "value": 5})

    (found,) = kj.replay(spoiled(kj.to_json(kj.assess(TRADER, JULY)), change)).changed

    assert (found.path, found.when, found.then, found.now) == (
        "jkm.gone",
        dt.date(2025, 7, 1),
        5,
        None,
    )


@pytest.mark.parametrize(
    "law",
    [
        kj.LAW.as_known(dt.date(2025, 8, 20)),
        kj.LAW.carried_forward(kj.Month(2028, 12)),
        kj.LAW.with_change("jkm.amount_bpu", 10_000, since=kj.Month(2025, 1)),
        kj.LAW.with_change(
            "jkk.rate_pu.low", kj.percent("0.9"), since=kj.Month(2025, 1), until=kj.Month(2025, 12)
        ),
    ],
    ids=["as known", "carried", "changed", "entry changed"],
)
def test_the_book_of_law_travels(law: kj.LawBook) -> None:
    month = kj.Month(2028, 6) if law.carried_until else kj.Month(2025, 8)
    made = kj.assess(WORKER, month, law=law)
    text = kj.to_json(made)

    assert kj.from_json(text, "assessment").law == law
    assert kj.replay(text).agrees


def test_a_change_that_no_longer_fits_the_law_is_a_refusal() -> None:
    law = kj.LAW.with_change("jkm.amount_bpu", 10_000, since=kj.Month(2025, 1))
    text = kj.to_json(kj.assess(TRADER, JULY, law=law))

    def change(document: Any) -> None:
        (written,) = document["inputs"]["law"]["changes"]
        written["number"] = 6800  # what the law says itself
        written["until"] = "2025-12"

    found = kj.replay(spoiled(text, change))

    assert not found.agrees
    assert found.refusal == "law-change"
    assert found.result is None
    assert "jkm.amount_bpu" in {each.path for each in found.changed}


def test_readings_that_were_asked_for_travel() -> None:
    trader = attrs.evolve(TRADER, group=kj.BPUGroup.UNWAGED, sector="other", funding="self")
    law = kj.LAW.with_reading("relief-as-practised").with_holidays("weekends")
    made = kj.assess(trader, kj.Month(2026, 11), law=law)
    text = kj.to_json(made)
    again = kj.from_json(text, "assessment")
    found = kj.replay(text)

    assert again == made
    assert again.law == law
    assert found.agrees
    assert isinstance(found.result, kj.Assessment)
    assert found.result.law.chosen() == law.chosen()
    assert "relief-as-practised" in again.assumptions


def test_a_result_that_no_longer_agrees_is_written_as_what_it_was_read_from() -> None:
    text = kj.to_json(kj.assess(TRADER, JULY)).replace("6800", "6900").replace("16800", "16900")
    total = sum(line["amount"] for line in json.loads(text)["outcome"]["lines"])

    def change(document: Any) -> None:
        document["outcome"]["total"] = total
        document.update(engine_version="0.0.1", law_version="2025.1")

    text = spoiled(text, change)
    old = kj.from_json(text, "assessment")

    assert old.of(kj.JKM) == 6900
    assert json.loads(kj.to_json(old)) == json.loads(text)
    assert not kj.replay(kj.to_json(old)).agrees


def test_a_bill_that_was_read_is_written_as_it_was_and_so_are_its_assessments() -> None:
    village = kj.VillageCode("36.04.05.2003")
    people = [kj.Member(ref="M-1", enrolments=[TRADER]), kj.Member(ref="M-2")]
    kdmp = kj.Cooperative(name="P", kind="KDMP", village=village, members=people)
    text = kj.to_json(kj.bill(kdmp, JULY)).replace(kj.LAW.version, "2025.1")
    old = kj.from_json(text, "bill")

    assert kj.to_json(old) == text
    one = json.loads(kj.to_json(old.assessments[0]))
    assert (one["law_version"], one["law_values"]) == ("2025.1", json.loads(text)["law_values"])


@pytest.mark.parametrize("name", ["total", "at_once"])
def test_a_total_that_is_no_sum_is_refused(name: str) -> None:
    def change(document: Any) -> None:
        document["outcome"][name] += 1

    text = spoiled(kj.to_json(kj.entitle(DEATH, MEMBER)), change)
    for read in (lambda: kj.from_json(text, "entitlement"), lambda: kj.replay(text)):
        with pytest.raises(kj.errors.InvalidDocumentError) as raised:
            read()
        assert [fault.path for fault in raised.value.errors] == [f"$.outcome.{name}"]


def test_a_bill_for_nobody_is_refused() -> None:
    people = [kj.Member(ref="M-1", enrolments=[TRADER]), kj.Member(ref="M-2")]
    kdmp = kj.Cooperative(name="Pejaten", kind="KDMP", village=VILLAGE, members=people)

    def change(document: Any) -> None:
        document["outcome"]["entries"][0]["person"] = 2
        document["outcome"]["uncovered"][0]["person"] = 7

    text = spoiled(kj.to_json(kj.bill(kdmp, JULY)), change)
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.from_json(text, "bill")
    assert [fault.path for fault in raised.value.errors] == [
        "$.outcome.entries[0].person",
        "$.outcome.uncovered[0].person",
    ]


def test_a_bill_of_somebody_else_is_not_written() -> None:
    kdmp = kj.Cooperative(name="P", kind="KDMP", village=VILLAGE, members=[kj.Member(ref="M-1")])
    other = attrs.evolve(kdmp, members=[kj.Member(ref="M-2")])
    with pytest.raises(kj.errors.InvalidFactError):
        kj.to_json(attrs.evolve(kj.bill(kdmp, JULY), cooperative=other))


def test_words_that_were_improved_are_no_difference() -> None:
    kdmp = kj.Cooperative(name="P", kind="KDMP", village=VILLAGE, members=[kj.Member(ref="M-1")])

    def change(document: Any) -> None:
        document["outcome"]["uncovered"][0]["reason"] = "Said in other words."

    assert kj.replay(spoiled(kj.to_json(kj.bill(kdmp, JULY)), change)).agrees


def test_only_a_result_can_be_replayed() -> None:
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.replay(kj.to_json(TRADER))
    assert raised.value.errors[0].code == "wrong-kind"


def test_a_list_that_grew_is_one_difference() -> None:
    def change(document: Any) -> None:
        document["outcome"]["common"]["assumptions"] = ["jp-age-not-given"]

    found = kj.replay(spoiled(kj.to_json(kj.assess(TRADER, JULY)), change))
    assert found.differences == ("$.outcome.common.assumptions",)


def test_who_was_refused_is_read_as_refused() -> None:
    village = kj.VillageCode("36.04.05.2003")
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK})
    people = [kj.Employee(ref="K-1", enrolments=[worker]), kj.Employee(ref="K-2")]
    kdmp = kj.Cooperative(name="P", kind="KDMP", village=village, employees=people)
    made = kj.bill(kdmp, JULY)

    assert [each.code for each in made.uncovered] == ["missing-fact", "no-enrolment"]
    assert kj.from_json(kj.to_json(made), "bill") == made
