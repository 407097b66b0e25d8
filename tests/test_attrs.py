"""Results as plain data by the tools of attrs and cattrs: small, without the law unrolled."""

import copy
import datetime as dt
import pickle
from typing import Any

import attrs
import cattrs
import pytest
from tests.people import VILLAGE

import kopdes_jamsos as kj
from kopdes_jamsos.basis import LookUp

JULY = kj.Month(2025, 7)
TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
WORKER = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JKM, kj.JHT}, risk_class=1)
PAID = kj.Participation.paid_through(TRADER, since=kj.Month(2024, 1), months=18)
KDMP = kj.Cooperative(
    name="Pejaten",
    kind="KDMP",
    village=VILLAGE,
    officers=[kj.Officer(role="ketua", enrolments=[TRADER])],
    members=[kj.Member(ref="M-1", enrolments=[TRADER])],
)
ASSESSED = kj.assess(WORKER, JULY)
RESULTS: dict[str, tuple[Any, int]] = {
    "assessment": (ASSESSED, 6_000),
    "bill": (kj.bill(KDMP, JULY), 10_000),
    "entitlement": (
        kj.entitle(kj.Death(dt.date(2025, 6, 3), work_related=False), PAID, children=[]),
        20_000,
    ),
    "lateness": (kj.lateness(ASSESSED, paid_on=dt.date(2025, 9, 1)), 8_000),
    "payment plan": (kj.contributions.payment_plan([ASSESSED]), 8_000),
    "arrears": (kj.contributions.arrears([PAID], dt.date(2025, 8, 20)), 6_000),
    "sanctions": (kj.coverage.sanctions("registration", warned_on=dt.date(2026, 11, 2)), 6_000),
    "governance": (kj.coverage.governance_findings(KDMP, on=dt.date(2025, 9, 1))[0], 1_000),
    "read": (kj.from_json(kj.to_json(ASSESSED), "assessment"), 8_000),
}


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_as_plain_data_stays_small(name: str) -> None:
    result, most = RESULTS[name]
    for plain in (attrs.asdict(result), cattrs.unstructure(result)):
        assert len(repr(plain)) < most


def test_a_book_of_law_as_plain_data_is_what_was_chosen() -> None:
    book = kj.LAW.with_change("jkm.amount_bpu", 7_000, since=JULY).with_holidays("weekends")
    kj.assess(TRADER, JULY, law=book)

    assert [*attrs.asdict(book)] == [
        "known_on", "carried_until", "changes", "readings", "holidays"
    ]  # fmt: skip
    assert cattrs.unstructure(book)["changes"][0]["value"] == 7_000


def test_a_converter_of_documents_writes_and_reads_classes_of_others() -> None:
    @attrs.frozen
    class Payslip:
        month: kj.Month
        enrolment: kj.BPUEnrolment

    made = kj.documents.make_converter()
    slip = Payslip(JULY, TRADER)
    written = made.unstructure(slip)

    assert written == {"month": "2025-07", "enrolment": kj.to_dict(TRADER)["data"]}
    assert made.structure(written, Payslip) == slip


def test_a_converter_that_is_changed_changes_no_other() -> None:
    kj.documents.make_converter().register_unstructure_hook(kj.Month, lambda _: "never")

    assert kj.documents.make_converter().unstructure(JULY) == "2025-07"
    assert '"month": "2025-07"' in kj.to_json(ASSESSED)


def test_a_place_of_the_law_is_a_value() -> None:
    place = LookUp("jkm.funeral", JULY)

    assert place == LookUp(path="jkm.funeral", month=JULY, day=None) != LookUp("jkm.funeral")
    assert place != "jkm.funeral"
    assert len({place, LookUp("jkm.funeral", JULY), LookUp("jkm.funeral")}) == 2
    assert repr(place) == "LookUp(path='jkm.funeral', month=Month(2025, 7), day=None)"
    assert copy.deepcopy(place) == pickle.loads(pickle.dumps(place)) == place
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        place.path = "jkm.burial"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del place.path


def test_a_value_of_the_law_that_a_document_told_goes_through_pickle() -> None:
    origin = kj.from_json(kj.to_json(ASSESSED), "assessment").common.origin
    assert origin is not None

    assert pickle.loads(pickle.dumps(origin.law_values)) == origin.law_values
