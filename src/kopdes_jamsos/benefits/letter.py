"""A page for the family, in Indonesian: what it may receive, what not, and what to bring by when.

Implements no article; it words an entitlement, with amounts in figures and in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kopdes_jamsos.basis import Note
from kopdes_jamsos.benefits.entitlement import (
    BenefitLine,
    Entitlement,
    Payable,
    ScheduledPayment,
)
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.months import Month


def family_statement(entitlement: Entitlement) -> str:
    """An entitlement as a page for the family, in Indonesian, with amounts in words.

    Args:
        entitlement: The result to be told.

    Raises:
        InvalidFactError: code `invalid-fact`: no entitlement.

    Examples:
        >>> member = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=18)
        >>> event = kj.Death(dt.date(2025, 6, 3), work_related=False)
        >>> page = kj.benefits.family_statement(kj.entitle(event, member))
        >>> "Rp42.000.000 (empat puluh dua juta rupiah)" in page
        True
    """
    if not isinstance(entitlement, Entitlement):
        raise InvalidFactError(
            f"Only an entitlement can be told to the family; got a {type(entitlement).__name__}.",
            remedy="Give the result of kj.entitle(…).",
        )
    return "\n".join(_lines(entitlement))


def _say(code: str, **figures: object) -> str:
    # Babel is needed only once somebody reads the page.
    from kopdes_jamsos.wording.sentences import sentence

    return sentence(Note.of(code, **figures), "id")


def _worded(note: Note) -> str:
    from kopdes_jamsos.wording.sentences import sentence

    return sentence(note, "id")


def _amount(amount: int) -> dict[str, object]:
    from kopdes_jamsos.wording.numerals import terbilang

    return {"amount": amount, "words": terbilang(amount)}


def _lines(entitlement: Entitlement) -> Iterator[str]:
    statement = entitlement.statement()
    yield _worded(statement.title).upper()
    yield ""
    if entitlement.lines:
        yield _say("letter-sums")
        for number, line in enumerate(entitlement.lines, 1):
            yield f"  {number}. {_worded(line.label)} ({line.program})"
            yield f"     {_say('letter-amount', **_amount(line.amount))}{_to(line)}"
            # The schedule tells the same of what is paid by the year.
            notes = () if line.payable is Payable.YEARLY else line.notes
            yield from (f"     {_worded(note)}" for note in notes)
        total = "letter-total-at-most" if entitlement.schedule else "letter-total"
        yield f"  {_say(total, **_amount(entitlement.total))}"
        if entitlement.at_once != entitlement.total:
            yield f"  {_say('letter-at-once', **_amount(entitlement.at_once))}"
    if entitlement.monthly:
        yield _say("letter-monthly")
        for benefit in entitlement.monthly:
            said = _say("letter-amount", **_amount(benefit.amount))
            yield f"  - {_worded(benefit.label)} ({benefit.program}): {said}"
            yield from (f"    {_worded(note)}" for note in benefit.notes)
    if entitlement.schedule:
        end_age = entitlement.case.value("scholarship.end_age")
        yield _say("letter-schedule", age=end_age.value)
        yield from (f"  - {_spell(spell)}" for spell in _spells(entitlement.schedule))
    if entitlement.refusals:
        yield _say("letter-refusals")
        yield from (f"  - {_worded(refusal.why)}" for refusal in entitlement.refusals)
    if entitlement.proofs:
        yield _say("letter-proofs")
        proofs = dict.fromkeys(_worded(proof.what) for proof in entitlement.proofs)
        yield from (f"  - {proof}" for proof in proofs)
    if entitlement.deadlines:
        yield _say("letter-deadlines")
        yield from (f"  - {_worded(deadline.what)}" for deadline in entitlement.deadlines)
    if entitlement.remarks:
        yield _say("letter-remarks")
        yield from (f"  - {_worded(remark)}" for remark in entitlement.remarks)
    yield ""
    yield _say("letter-end")


def _spells(schedule: Iterable[ScheduledPayment]) -> list[list[ScheduledPayment]]:
    """Payments in a row to one child of the same amount, so that the page stays one page."""
    keys = groupby(schedule, key=lambda each: (each.label.figures.get("number"), each.amount))
    return [list(spell) for _, spell in keys]


def _spell(spell: list[ScheduledPayment]) -> str:
    first, last = spell[0], spell[-1]
    code = "letter-payment" if first is last else "letter-payments"
    return _say(
        code,
        number=first.label.figures.get("number"),
        stage=first.label.figures.get("stage"),
        until=last.label.figures.get("stage"),
        month=_month(first),
        last=_month(last),
        amount=first.amount,
    )


def _month(payment: ScheduledPayment) -> Month:
    return payment.due if isinstance(payment.due, Month) else Month.of(payment.due)


def _to(line: BenefitLine) -> str:
    parts = []
    if line.recipient is not None:
        parts.append(_say(f"letter-to-{line.recipient}"))
    if line.payable is not Payable.AT_ONCE:
        parts.append(_say(f"letter-{line.payable}"))
    if line.pays_first is not None:
        parts.append(_say("pays-first", payer=line.pays_first))
    return f", {'; '.join(parts)}" if parts else ""
