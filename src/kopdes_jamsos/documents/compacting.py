"""The compact form of a result: its amounts, its lines, and where they stand. It holds no person.

What it was computed from and the values of the law are not in it, so it can neither be read back
nor be computed again; `to_json` and `to_dict` write the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from kopdes_jamsos.basis import Basis, Grounded
from kopdes_jamsos.benefits.entitlement import Entitlement
from kopdes_jamsos.benefits.lines import BenefitLine, MonthlyBenefit
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.contributions.billing import Bill
from kopdes_jamsos.documents.results import Result, origin_of
from kopdes_jamsos.documents.shapes import COMPACT, SCHEMA_VERSION
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law.levies import Line
from kopdes_jamsos.money import Rupiah

Fields = dict[str, Any]


def compact(result: Result) -> Fields:
    """The compact form of a result, as plain data: amounts, lines, and citations by key.

    It says `"compact": true`, and is refused by `from_json`, `from_dict` and `replay`: keep a
    document if anybody may ask later how an amount came about. That of an assessment has less than
    1,000 bytes of JSON. It names nobody; the amounts still tell what somebody earns.

    Args:
        result: An assessment, a bill or an entitlement.

    Raises:
        InvalidFactError: code `invalid-fact`: none of these.

    Examples:
        >>> short = kj.documents.compact(kj.assess(trader, kj.Month(2025, 7)))
        >>> short["total"], short["lines"]
        (16800, {'JKK': {'participant': 10000}, 'JKM': {'participant': 6800}})
        >>> short["cited"]["JKM"], short["citations"]["2"]
        (['2'], 'PP 44/2015 Pasal 20 ayat (3)')
    """
    keys = _Keys()
    if isinstance(result, Assessment):
        body = _of_assessment(result, keys)
    elif isinstance(result, Bill):
        body = _of_bill(result, keys)
    elif isinstance(result, Entitlement):
        body = _of_entitlement(result, keys)
    else:
        raise InvalidFactError(
            f"A {type(result).__name__} has no compact form.",
            remedy="Give what kj.assess, kj.bill or kj.entitle gave.",
        )
    origin = origin_of(result)
    return {
        "kind": type(result).__name__.lower(),
        "schema_version": SCHEMA_VERSION,
        COMPACT: True,
        "engine_version": origin.engine_version,
        "law_version": origin.law_version,
        **body,
        "citations": {key: text for text, key in keys.items()},
        "evidence": result.evidence.value,
        "assumptions": list(result.assumptions),
    }


class _Keys(dict[str, str]):
    """The key of each place that is cited, in the order in which they come."""

    def of(self, basis: Basis | Grounded) -> list[str]:
        return [self.setdefault(str(each), str(len(self) + 1)) for each in basis.citations]


def _of_assessment(result: Assessment, keys: _Keys) -> Fields:
    return {"month": str(result.month), "total": result.total, **_lines(result.lines, keys)}


def _of_bill(result: Bill, keys: _Keys) -> Fields:
    return {
        "month": str(result.month),
        "total": result.total,
        "people": len({id(entry.person) for entry in result.entries}),
        "uncovered": dict(sorted(Counter(missed.code for missed in result.uncovered).items())),
        **_lines([line for each in result.assessments for line in each.lines], keys),
    }


def _lines(lines: Iterable[Line], keys: _Keys) -> Fields:
    """Sums by programme and payer, and what is cited for each programme; no line of Rp0."""
    sums: dict[str, dict[str, Rupiah]] = {}
    owed: dict[str, list[Line]] = {}
    for line in lines:
        if line.amount:
            program, payer = line.program.value, line.payer.value
            own = sums.setdefault(program, {})
            own[payer] = own.get(payer, 0) + line.amount
            owed.setdefault(program, []).append(line)
    cited = {program: keys.of(Basis.sum(own)) for program, own in owed.items()}
    return {"lines": sums, "cited": cited}


def _of_entitlement(result: Entitlement, keys: _Keys) -> Fields:
    refused = [
        {"program": each.program.value, "code": each.code, "cited": keys.of(each)}
        for each in result.refusals
    ]
    return {
        "event": result.case.event.kind,
        "day": result.case.event.on.isoformat(),
        "total": result.total,
        "at_once": result.at_once,
        "lines": list(_benefits(result.lines, keys)),
        "monthly": list(_benefits(result.monthly, keys)),
        "refusals": refused,
    }


def _benefits(lines: Iterable[BenefitLine | MonthlyBenefit], keys: _Keys) -> Iterator[Fields]:
    for line in lines:
        found: Fields = {
            "program": line.program.value,
            "kind": line.kind.value,
            "recipient": line.recipient and line.recipient.value,
        }
        if isinstance(line, MonthlyBenefit):
            found["first_month"] = str(line.first_month)
        yield {**found, "amount": line.amount, "cited": keys.of(line)}
