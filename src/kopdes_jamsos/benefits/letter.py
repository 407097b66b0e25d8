"""A page for the family: what it may receive, what not, and what to bring by when.

Implements no article; it words an entitlement, in Indonesian with amounts in figures and in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from attrs import frozen

from kopdes_jamsos._checks import check_flag, check_kind
from kopdes_jamsos._plain import as_text
from kopdes_jamsos.basis import Note
from kopdes_jamsos.benefits.entitlement import Entitlement
from kopdes_jamsos.benefits.events import Death
from kopdes_jamsos.benefits.kinds import Payable
from kopdes_jamsos.benefits.lines import BenefitLine, BenefitRefusal, ScheduledPayment
from kopdes_jamsos.benefits.survivors import SpousePensionEnd
from kopdes_jamsos.errors import InvalidFactError, a_kind
from kopdes_jamsos.months import Month
from kopdes_jamsos.wording.language import Language
from kopdes_jamsos.wording.sentences import sentence

_WIDTH = 96


def family_statement(
    entitlement: Entitlement,
    language: Language = "id",
    *,
    name: str | None = None,
    wrapped: bool = True,
) -> str:
    """An entitlement as a page for the family; in Indonesian with amounts in words.

    Args:
        entitlement: The result to be told.
        language: "id" or "en".
        name: Name of the participant, for the head of the page; None: without one.
        wrapped: Whether a long line goes on below, as on paper; a screen does that itself.

    Raises:
        InvalidFactError: code `invalid-fact`: no entitlement, or a name that is no text,
            or `wrapped` neither True nor False.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> page = kj.benefits.family_statement(kj.entitle(death, paid))
        >>> "Rp42.000.000 (empat puluh dua juta rupiah)" in page
        True
    """
    check_kind(entitlement, Entitlement, "entitlement", "Give the result of kj.entitle(…).")
    if name is not None and as_text(name) is None:
        raise InvalidFactError(
            f"The name must be a text; got {a_kind(name)}.",
            remedy="Give the name as text, or None.",
            reason="kind",
            field="name",
        )
    lines = _Page(language).lines(entitlement, as_text(name))
    if not check_flag(wrapped, "wrapped"):
        return "\n".join(lines)
    return "\n".join(row for line in lines for row in _rows(line))


def _rows(line: str) -> list[str]:
    """A line of the page, continued below where it is too long for a sheet of paper."""
    text = line.lstrip()
    indent = " " * (len(line) - len(text) + 2 * text.startswith("- "))
    return wrap(line, _WIDTH, subsequent_indent=indent, break_on_hyphens=False) or [""]


@frozen
class _Page:
    language: Language

    def say(self, code: str, **figures: object) -> str:
        return self.worded(Note.of(code, **figures))

    def worded(self, note: Note) -> str:
        return sentence(note, self.language)

    def lines(self, entitlement: Entitlement, name: str | None) -> Iterator[str]:
        statement = entitlement.statement()
        yield self.worded(statement.title).upper()
        if name:
            survivors = isinstance(entitlement.case.event, Death | SpousePensionEnd)
            yield self.say("letter-for" if survivors else "letter-for-participant", name=name)
        yield ""
        if entitlement.lines:
            yield self.say("letter-sums")
            held = _held(entitlement)
            for number, line in enumerate(entitlement.lines, 1):
                yield f"  {number}. {self.worded(line.label)} ({line.program})"
                said = self.say("letter-amount", amount=line.amount)
                yield f"     {said}{self.to(line, held=line in held)}"
                # The schedule tells the same of what is paid by the year.
                notes = () if line.payable is Payable.YEARLY else line.notes
                yield from (f"     {self.worded(note)}" for note in notes)
            total = "letter-total-at-most" if entitlement.schedule else "letter-total"
            yield f"  {self.say(total, amount=entitlement.total)}"
            if not entitlement.at_once and held:
                yield f"  {self.say('letter-held')}"
            elif entitlement.at_once != entitlement.total:
                yield f"  {self.say('letter-at-once', amount=entitlement.at_once)}"
        if entitlement.monthly:
            yield self.say("letter-monthly")
            for benefit in entitlement.monthly:
                said = self.say("letter-amount", amount=benefit.amount)
                yield f"  - {self.worded(benefit.label)} ({benefit.program}): {said}"
                yield from (f"    {self.worded(note)}" for note in benefit.notes)
        if entitlement.schedule:
            end_age = entitlement.case.value("scholarship.end_age")
            yield self.say("letter-schedule", age=end_age.value)
            yield from (f"  - {self.spell(spell)}" for spell in _spells(entitlement.schedule))
        for heading, refusals in _told(entitlement.refusals):
            yield self.say(heading)
            yield from (f"  - {self.worded(refusal.why)}" for refusal in refusals)
        if entitlement.proofs:
            yield self.say("letter-proofs")
            proofs = dict.fromkeys(self.worded(proof.what) for proof in entitlement.proofs)
            yield from (f"  - {proof}" for proof in proofs)
        if entitlement.deadlines:
            yield self.say("letter-deadlines")
            yield from (f"  - {self.worded(deadline.what)}" for deadline in entitlement.deadlines)
        if entitlement.remarks:
            yield self.say("letter-remarks")
            yield from (f"  - {self.worded(remark)}" for remark in entitlement.remarks)
        yield ""
        yield self.say("letter-end")

    def spell(self, spell: list[ScheduledPayment]) -> str:
        first, last = spell[0], spell[-1]
        code = "letter-payment" if first is last else "letter-payments"
        return self.say(
            code,
            number=first.child,
            stage=first.stage,
            until=last.stage,
            month=_month(first),
            last=_month(last),
            amount=first.amount,
        )

    def to(self, line: BenefitLine, *, held: bool) -> str:
        parts = []
        if line.recipient is not None:
            parts.append(self.say(f"letter-to-{line.recipient}"))
        if held:
            parts.append(self.say("letter-after-arrears"))
        if line.payable is Payable.YEARLY:
            parts.append(self.say("letter-yearly"))
        if line.pays_first is not None:
            parts.append(self.say("pays-first", payer=line.pays_first))
        return f", {'; '.join(parts)}" if parts else ""


def _held(entitlement: Entitlement) -> list[BenefitLine]:
    """Sums that arrears hold back; what is paid by the year says so in its schedule."""
    waiting = {
        each.program for each in entitlement.schedule if each.payable is Payable.AFTER_ARREARS
    }
    return [
        line
        for line in entitlement.lines
        if line.payable is Payable.AFTER_ARREARS
        or (line.payable is Payable.YEARLY and line.program in waiting)
    ]


# What is due, but of an amount that only the agency knows; and what may be due, which a fact that
# was not given decides. All else is refused.
_HEADINGS = {
    **dict.fromkeys(("jht-rate-missing", "jp-rate-missing", "jp-value-missing"), "letter-asked"),
    **dict.fromkeys(("missing-fact", "jp-no-child-parent-unknown"), "letter-open"),
}
_REFUSED = "letter-refusals"


def _told(refusals: Sequence[BenefitRefusal]) -> Iterator[tuple[str, list[BenefitRefusal]]]:
    """What has to be asked for, what is open, and what is not given, each with its heading."""
    headings = [_heading(each) for each in refusals]
    for heading in (*dict.fromkeys(_HEADINGS.values()), _REFUSED):
        found = [each for each, told in zip(refusals, headings, strict=True) if told == heading]
        if found:
            yield heading, found


def _heading(refusal: BenefitRefusal) -> str:
    """The heading of a refusal, by its sentence or its code."""
    return _HEADINGS.get(refusal.why.code) or _HEADINGS.get(refusal.code, _REFUSED)


def _spells(schedule: Iterable[ScheduledPayment]) -> list[list[ScheduledPayment]]:
    """Payments in a row to one child of the same amount, so that the page stays one page."""
    keys = groupby(schedule, key=lambda each: (each.child, each.amount))
    return [list(spell) for _, spell in keys]


def _month(payment: ScheduledPayment) -> Month:
    return payment.due if isinstance(payment.due, Month) else Month.of(payment.due)
