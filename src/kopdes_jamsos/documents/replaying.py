"""`replay`: compute a result of a document again, and say what of the law has changed since."""

from __future__ import annotations

import datetime as dt
import marshal
from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from typing import Any

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Explained, LookUp, Note, Row, Statement
from kopdes_jamsos.documents.converter import converter
from kopdes_jamsos.documents.lookups import look_up, look_up_all
from kopdes_jamsos.documents.reading import Opened, opened, structured
from kopdes_jamsos.documents.results import (
    Outcome,
    Result,
    computed,
    engine_version,
    inputs_of,
    outcome_of,
    result_of,
    written,
)
from kopdes_jamsos.documents.shapes import INPUTS, LawValue, ResultDocument
from kopdes_jamsos.errors import DocumentFault, InvalidDocumentError, KopdesJamsosError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.months import Month


@frozen(kw_only=True)
class LawDifference:
    """A value of the law that is not what a document says it was.

    Attributes:
        path: Name of the series, with the entry of a mapping as a last part: "jkk.rate_pu.low".
        when: Month or day for which it was looked up; None: the whole series was.
        then: What it was, as plain data (rates in parts per million); None: nothing.
        now: What it is.
        source_then: Where it stood.
        source_now: Where it stands.

    Examples:
        >>> text = kj.to_json(kj.assess(trader, kj.Month(2025, 7)))
        >>> old = text.replace('"value": 6800', '"value": 6900')
        >>> [(found.path, found.then, found.now) for found in kj.replay(old).changed]
        [('jkm.amount_bpu', 6900, 6800)]
    """

    path: str
    when: Month | dt.date | None
    then: object
    now: object
    source_then: str | None
    source_now: str | None


@frozen(kw_only=True)
class Replay(Explained):
    """What came of computing the result of a document again.

    Attributes:
        agrees: The result is still the same: amounts, articles, evidence, assumptions, refusals.
        differences: Paths in the document of what differs; never what stands there.
        changed: Values of the law that the result rests on and that differ now. Empty where a
            result does not agree: the engine, or data that are no values of the law, changed.
        refusal: Code of the error where it can no longer be computed, else None.
        engine_then: Version of the engine that wrote the document.
        engine_now: Version of this one.
        law_then: Version of the law data that the document was computed with.
        law_now: Version of these.
        result: The result of now; None where it was refused.

    Examples:
        >>> found = kj.replay(kj.to_json(kj.assess(trader, kj.Month(2025, 7))))
        >>> found.agrees, found.changed, found.result.total
        (True, (), 16800)
    """

    agrees: bool
    differences: tuple[str, ...] = ()
    changed: tuple[LawDifference, ...] = ()
    refusal: str | None = None
    engine_then: str
    engine_now: str
    law_then: str
    law_now: str
    result: Result | None = field(default=None, repr=False)

    def statement(self) -> Statement:
        """The replay as data, ready to be worded: a row for each value of the law that changed."""
        said = Note.of("replay-agrees")
        if self.refusal is not None:
            said = Note.of("replay-refused", code=self.refusal)
        elif not self.agrees:
            said = Note.of("replay-differs", paths=self.differences)
        return Statement(
            title=Note.of(
                "replay",
                engines=dict.fromkeys((self.engine_then, self.engine_now)),
                laws=dict.fromkeys((self.law_then, self.law_now)),
            ),
            rows=tuple(
                Row(
                    head=" ".join(map(str, filter(None, (each.path, each.when)))),
                    label=Note.of(_label(each.path), before=each.then, after=each.now),
                )
                for each in self.changed
            ),
            remarks=(said,),
            basis=None if self.result is None else Basis(evidence=self.result.evidence),
        )


def _label(path: str) -> str:
    series = ".".join(path.split(".")[:2])  # an entry of a mapping is a third part
    rate = series in LAW.paths() and LAW.series(series).unit == "ppm"
    return "law-changed-ppm" if rate else "law-changed"


def replay(document: str | bytes) -> Replay:
    """Compute the result of a document again, with its own inputs and today's engine and law.

    The book of law of the document is taken up: as it was known on a day, changed or carried
    forward. What the document says of the law is compared value by value.

    Args:
        document: The document of an assessment, a bill or an entitlement.

    Raises:
        InvalidDocumentError: code `invalid-document`: it cannot be read, or holds no result.

    Examples:
        >>> text = kj.to_json(kj.assess(trader, kj.Month(2025, 7)))
        >>> kj.replay(text.replace("6800", "6900")).differences
        ('$.outcome.lines[1].amount', '$.outcome.lines[1].full', '$.outcome.total')
    """
    found = opened(document, None)
    result = _computed_at_once(found)
    if result is not None and _says_the_same(found.body, result):
        return _replay(found.body["engine_version"], found.body["law_version"], result)
    shape = structured(found)
    if not isinstance(shape, ResultDocument):
        raise InvalidDocumentError.of(
            [
                DocumentFault(
                    "$.kind",
                    "wrong-kind",
                    "Only a result can be computed again.",
                    "Give the document of an assessment, a bill or an entitlement.",
                )
            ]
        )
    _, faults = result_of(shape)
    if faults:
        raise InvalidDocumentError.of(faults)
    refusal = None
    try:
        result = computed(shape.inputs) if result is None else result
    except KopdesJamsosError as error:
        refusal = error.code
    differences: tuple[str, ...] = ("$.outcome",)
    if result is not None:
        differences = _between(shape.outcome, outcome_of(result))
    changed = tuple(_changed(shape.law_values, shape.inputs.law, result))
    then = shape.engine_version, shape.law_version
    return _replay(*then, result, differences=differences, changed=changed, refusal=refusal)


def _replay(
    engine: str,
    law: str,
    result: Result | None,
    *,
    differences: tuple[str, ...] = (),
    changed: tuple[LawDifference, ...] = (),
    refusal: str | None = None,
) -> Replay:
    return Replay(
        agrees=not differences,
        differences=differences,
        changed=changed,
        refusal=refusal,
        engine_then=engine,
        engine_now=engine_version(),
        law_then=law,
        law_now=LAW.version,
        result=result,
    )


def _computed_at_once(document: Opened) -> Result | None:
    """The result of a document's inputs today, where nothing stands in the way of it."""
    kind = INPUTS.get(document.kind)
    if kind is None or document.faults:
        return None
    with suppress(Exception):  # a fault is told by the other path
        return computed(converter(detailed=False).structure(document.body["inputs"], kind))
    return None


def _says_the_same(body: Mapping[str, Any], result: Result) -> bool:
    """Whether a document is what would be written now: then nothing else in it is to be read."""
    if body.keys() != _KEYS or not all(type(body[name]) is str for name in _VERSIONS):
        return False
    write = converter().unstructure
    now, then = write(outcome_of(result)), body["outcome"]
    # The bytes, since to Python true and 1 are equal; of version 2, which knows no references.
    if now != then or marshal.dumps(now, 2) != marshal.dumps(then, 2):
        return False
    values = look_up_all(inputs_of(result).law, result.basis.lookups)
    equal: bool = body["law_values"] == write(values)
    return equal


_VERSIONS = ("engine_version", "law_version")
_KEYS = {*_VERSIONS, "law_values", "inputs", "outcome"}


def _between(then: Outcome, now: Outcome) -> tuple[str, ...]:
    if then == now:  # the usual case, and far cheaper than to write both
        return ()
    return tuple(sorted(_differences(written(then), written(now), "$.outcome")))


def _differences(then: Any, now: Any, path: str) -> Iterator[str]:
    if isinstance(then, dict) and isinstance(now, dict) and then.keys() == now.keys():
        for key in then:
            yield from _differences(then[key], now[key], f"{path}.{key}")
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for place, (one, other) in enumerate(zip(then, now, strict=True)):
            yield from _differences(one, other, f"{path}[{place}]")
    elif then != now:
        yield path


def _changed(
    noted: tuple[LawValue, ...], book: LawBook, result: Result | None
) -> Iterator[LawDifference]:
    places = {LookUp(value.path, value.month, value.day) for value in noted}
    looked = result.basis.lookups if result is not None else frozenset[LookUp]()
    new = [
        LawValue(value.path, value.month, value.day)
        for value in look_up_all(book, looked - places)
        if value.value is not None
    ]
    for then in (*noted, *new):
        now = _now(book, then)
        if (then.value, then.source, then.evidence) == (now.value, now.source, now.evidence):
            continue
        for entry, one, other in _entries(then, now):
            yield LawDifference(
                path=then.path + entry,
                when=then.month or then.day,
                then=one,
                now=deepcopy(other),  # what was looked up is kept for the next one
                source_then=then.source,
                source_now=now.source,
            )


def _now(book: LawBook, then: LawValue) -> LawValue:
    try:
        return look_up(book, then)
    except KopdesJamsosError:  # a what-if change of the document that no longer fits the law
        return LawValue(then.path, then.month, then.day)


def _entries(then: LawValue, now: LawValue) -> Iterator[tuple[str, Any, Any]]:
    """The entries of a mapping that differ, or the value itself."""
    one, other = then.value, now.value
    if not isinstance(one, dict) or not isinstance(other, dict) or one == other:
        yield "", one, other
        return
    for key in dict.fromkeys((*one, *other)):
        if one.get(key) != other.get(key):
            yield f".{key}", one.get(key), other.get(key)
