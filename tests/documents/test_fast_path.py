"""A document without faults is read on a fast path; the other path gives the same."""

import itertools
import json
from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.made import KINDS
from tests.documents.test_fuzz import places, spoiled
from tests.documents.test_replay import DEATH, JULY, MEMBER, TRADER, law_value
from tests.documents.test_replay import spoiled as changed
from tests.fuzz import documents as fuzz

import kopdes_jamsos as kj
from kopdes_jamsos.documents import replaying, results, text
from kopdes_jamsos.documents.converter import converter
from kopdes_jamsos.documents.reading import opened
from kopdes_jamsos.documents.shapes import SHAPES

pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")


def read(document: str | bytes, *, detailed: bool) -> Any:
    """The shape of a document; None where it is refused."""
    try:
        found = opened(document, None)
        return converter(detailed=detailed).structure(found.body, SHAPES[found.kind])
    except Exception:  # whatever cattrs or a class of ours raises
        return None


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(KINDS)).flatmap(KINDS.__getitem__))
def test_both_converters_read_the_same(made: Any) -> None:
    written = kj.to_json(made)

    assert read(written, detailed=False) == read(written, detailed=True) is not None


@pytest.mark.parametrize(
    "kind,step", [("assessment", 3), ("cooperative", 4), ("entitlement", 40), ("participation", 2)]
)
def test_what_one_converter_refuses_the_other_refuses(kind: str, step: int) -> None:
    data = json.loads((fuzz.FOLDER / "version_3" / f"{kind}.json").read_text("utf-8"))
    turn = itertools.cycle(fuzz.VALUES)
    for path in itertools.islice(places(data), 0, None, step):
        document = spoiled(data, path, next(turn))
        quick, detailed = (read(document, detailed=each) for each in (False, True))
        assert quick == detailed, path


# ---- text ----------------------------------------------------------------------------------------

ODD = [
    "null", "{}", "[1, 2]", '{"a": 1, "a": 2}', '{"a": {"b": 1, "b": 1}}', '{"a": 1.5}', "[1e3]",
    '["1.5", "NaN", ":"]', "[NaN]", "[-Infinity]", f"[{10**19}]", f"[{10**20}]", f"[-{10**20}]",
    '["\\ud800"]', '["\\ud83d\\ude00"]', '["\ud800"]', '["é", "\\"", "[", "{,:"]', '{"a:b": ":"}',
    '"open', '["open]', "{", "", "[1,]", '{"a" 1}', '\ufeff{"a": 1}', '["a\nb"]',
]  # fmt: skip


def outcome(read: Any, document: str) -> Any:
    try:
        data, odd = read(document)
    except kj.errors.InvalidDocumentError as error:
        return error.errors
    faults = [(each.path, each.code) for each in text.oddities(data)] if odd else []
    return odd, faults, None if odd else data


@pytest.mark.parametrize("document", ODD)
def test_a_text_is_read_as_if_each_part_were_looked_at(document: str) -> None:
    assert outcome(text.read_text, document) == outcome(text._read_each, document)


@given(st.sampled_from(ODD), st.sampled_from(ODD))
def test_texts_within_texts_too(one: str, other: str) -> None:
    document = f'{{"a": {one}, "b": [{other}]}}'

    assert outcome(text.read_text, document) == outcome(text._read_each, document)


@given(st.text('"[]{},:1\\ a') | st.sampled_from(ODD))
def test_what_is_quoted_is_left_out_in_either_way(document: str) -> None:
    bare = text._QUOTED.sub("", document).encode(errors="replace")

    assert text._without_quoted(document) == bare


def test_many_quotation_marks_are_not_taken_apart_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_FEW_QUOTED", 3)

    assert text._without_quoted('{"a": "b", 1: [}') == b"{: , 1: [}"


# ---- nothing is done twice -----------------------------------------------------------------------


def test_to_write_a_result_computes_nothing_and_to_replay_it_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    computed: list[str] = []

    def counted(name: str) -> Any:
        real = getattr(results, name)

        def call(*args: Any, **facts: Any) -> Any:
            computed.append(name)
            return real(*args, **facts)

        return call

    made = (kj.assess(TRADER, JULY), kj.entitle(DEATH, MEMBER))
    for name in ("assess", "asked_again", "bill"):
        monkeypatch.setattr(results, name, counted(name))
    written = [kj.to_json(made[0]), kj.to_json(made[1])]
    assert [kj.from_json(each, kind) for each, kind in zip(written, KINDS_MADE, strict=True)]
    assert computed == []
    assert all(kj.replay(each).agrees for each in written)
    assert computed == ["assess", "asked_again"]


KINDS_MADE = ("assessment", "entitlement")


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(KINDS["assessment"] | KINDS["bill"] | KINDS["entitlement"])
def test_a_replay_that_agrees_at_once_is_that_of_the_other_path(made: Any) -> None:
    written = kj.to_json(made)
    found = kj.replay(written)
    with mock.patch.object(replaying, "_says_the_same", return_value=False):
        assert kj.replay(written) == found


def spoil(name: str, value: object) -> Callable[[Any], object]:
    return lambda document: document.update({name: value})


@pytest.mark.parametrize(
    "change,path",
    [
        (lambda found: found["outcome"]["lines"][1].update(base=False), "$.outcome.lines[1].base"),
        (lambda found: found["outcome"].update(total=True), "$.outcome.total"),
        (spoil("law_version", 2026), "$.law_version"),
        (spoil("engine_version", None), "$.engine_version"),
        (spoil("remark", "x"), "$"),
        (lambda found: found["law_values"][0].update(month="2025"), "$.law_values[0].month"),
        (lambda found: found["inputs"].update(month="2025"), "$.inputs.month"),
    ],
)
def test_what_is_computed_at_once_is_refused_where_the_document_is(
    change: Callable[[Any], object], path: str
) -> None:
    document = changed(kj.to_json(kj.assess(TRADER, JULY)), change)
    with pytest.raises(kj.errors.InvalidDocumentError) as refused:
        kj.replay(document)

    assert [fault.path for fault in refused.value.errors] == [path]


def test_who_changes_a_difference_changes_no_other() -> None:
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK}, risk_class=2)
    document = changed(
        kj.to_json(kj.assess(worker, JULY)),
        lambda found: law_value(found, "jkk.rate_pu").update(value=None),
    )
    (first,) = kj.replay(document).changed
    assert isinstance(first.now, dict)
    first.now["low"] = 1

    assert kj.replay(document).changed[0].now != first.now
    assert '"low": 5400' in kj.to_json(kj.assess(worker, JULY))
