"""Heirs: who comes first, who receives which part, and by when the agency has to pay.

Implements PP 44/2015 Pasal 37 ayat (5) (JKK) and Pasal 40 ayat (2) (JKM), the same order: widow,
widower or child; else, one rank after the other, blood relatives to the second degree, siblings,
parents-in-law, whoever is named in the will; else the funeral money goes to who arranges the
funeral and the rest to the fund. How the heirs of one rank divide is not said there. Payment
within seven working days (JKK, Pasal 37 ayat (2)) or three (JKM, Pasal 40 ayat (3)), else 1 % a
day (Pasal 37 ayat (3), Pasal 40 ayat (4)).
"""

from __future__ import annotations

import datetime as dt

import attrs
from attrs import frozen

from kopdes_jamsos.basis import Basis, Grounded, Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.events import check_event_day
from kopdes_jamsos.benefits.family import Family
from kopdes_jamsos.benefits.kinds import BenefitKind, Recipient
from kopdes_jamsos.benefits.lines import BenefitLine, Part, Proof
from kopdes_jamsos.errors import InvalidFactError, MissingFactError, NoRuleError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.law.heirs import heir_ranks
from kopdes_jamsos.money import PARTS, Rupiah, check_rupiah, half_up
from kopdes_jamsos.months import check_date
from kopdes_jamsos.programs import Program, choose
from kopdes_jamsos.workdays import working_days_after

_WITH_HEIRS = (Program.JKK, Program.JKM)


@frozen(kw_only=True)
class Heirs(Grounded):
    """The heirs of a participant in one programme.

    Attributes:
        rank: The rank that inherits: "spouse-or-child", "blood-relatives", "siblings",
            "parents-in-law", "will" or "nobody".
        who: The relatives of that rank who are left, as fields of `Family`.
        sums: Who receives the sums.
        funeral: Who receives the funeral money.
        basis: Where it stands.

    Examples:
        >>> heirs = kj.benefits.heirs_of(kj.Family(spouses=0, children=0, parents=1), kj.JKM)
        >>> heirs.rank, str(heirs.citations[0])
        ('blood-relatives', 'PP 44/2015 Pasal 40 ayat (2) huruf b angka 1')
    """

    rank: str
    who: tuple[str, ...]
    sums: Recipient
    funeral: Recipient
    basis: Basis


def heirs_of(family: Family, program: Program) -> Heirs:
    """The heirs of a participant in JKK or JKM.

    Args:
        family: Who is left; numbers that are not known are asked for only where they decide.
        program: JKK or JKM; JHT and JP have their own heirs.

    Raises:
        MissingFactError: code `missing-fact`: a relative decides, and it is not known.
        NoRuleError: code `no-rule`: another programme.
        InvalidFactError: code `invalid-fact`: no family.
        UnknownProgramError: code `unknown-program`.

    Examples:
        >>> kj.benefits.heirs_of(kj.Family(spouses=1), kj.JKM).who
        ('spouses',)
    """
    wanted = choose(Program, program)
    if wanted not in _WITH_HEIRS:
        raise NoRuleError(
            f"The ranks of heirs are those of JKK and JKM, not of {wanted}.",
            value=wanted,
            remedy="Ask for JKK or JKM.",
        )
    if not isinstance(family, Family):
        raise InvalidFactError(
            f"family must be a Family; got a {type(family).__name__}.", remedy="Give a Family."
        )
    for rank in heir_ranks():
        left = tuple(name for name in rank.who if getattr(family, name))
        unknown = [name for name in rank.who if getattr(family, name) is None]
        if unknown and not left:
            raise MissingFactError(
                f"Who inherits depends on {', '.join(unknown)}, not given.",
                value=tuple(unknown),
                remedy=f"Give {', '.join(unknown)} to the family; 0 for none.",
            )
        if left:
            break
    return Heirs(
        rank=rank.id,
        who=left,
        sums=Recipient.HEIRS if left else Recipient.FUND,
        funeral=Recipient.HEIRS if left else Recipient.FUNERAL,
        basis=Basis.of(citations=[rank.citation(wanted)]),
    )


def assign(case: Case, part: Part) -> Part:
    """The part with the heirs' amounts given to whom they go, as far as the family is known."""
    family = case.family
    if family is None:
        return part
    if case.children:
        number = len(case.children) if family.children is None else family.children
        if number < len(case.children):
            raise InvalidFactError(
                "More children were given than the family has.",
                remedy="Correct the number of children in the family.",
            )
        family = attrs.evolve(family, children=number)
    of_heirs = [line for line in part.lines if line.recipient is Recipient.HEIRS]
    found = {
        program: heirs_of(family, program)
        for program in _WITH_HEIRS
        if any(line.program is program for line in of_heirs)
    }
    return attrs.evolve(
        part,
        lines=tuple(
            _given(case, line, found[line.program])
            if line in of_heirs and line.program in found
            else line
            for line in part.lines
        ),
        remarks=(
            *part.remarks,
            *(Note.of(f"heirs-{heirs.rank}", program=name) for name, heirs in found.items()),
        ),
        proofs=(
            *part.proofs,
            *(
                Proof(program=name, what=Note.of("proof-will"), basis=heirs.basis)
                for name, heirs in found.items()
                if heirs.rank == "will"
            ),
        ),
    )


def _given(case: Case, line: BenefitLine, heirs: Heirs) -> BenefitLine:
    """The line to whom it goes; the article names what falls to the fund."""
    recipient = heirs.funeral if line.kind is BenefitKind.FUNERAL else heirs.sums
    to_fund = recipient is Recipient.FUND
    named = case.value(f"{line.program.lower()}.to_fund").value if to_fund else ()
    basis = Basis.sum((line, heirs))
    if to_fund and line.kind not in named:
        basis = basis.assuming("periodic-to-fund")
    return attrs.evolve(line, recipient=recipient, basis=basis)


@frozen(kw_only=True)
class PaymentDeadline(Grounded):
    """The day by which the agency has to pay.

    Attributes:
        day: Last day.
        basis: Where it stands, and the conventions that decided it.

    Examples:
        >>> kj.benefits.payment_deadline(kj.JKM, dt.date(2025, 7, 3)).day
        datetime.date(2025, 7, 8)
    """

    day: dt.date
    basis: Basis


def payment_deadline(
    program: Program, complete_on: dt.date, *, law: LawBook = LAW
) -> PaymentDeadline:
    """The day by which the agency has to pay JKK or JKM.

    Args:
        program: JKK or JKM.
        complete_on: Day on which the request was complete; its law decides.
        law: Book of law.

    Raises:
        NoRuleError: code `no-rule`: another programme.
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`.
        UnknownProgramError: code `unknown-program`.

    Examples:
        >>> kj.benefits.payment_deadline(kj.JKK, dt.date(2025, 7, 3)).day
        datetime.date(2025, 7, 14)
    """
    path = f"{_paid_late(program).lower()}.payment_days"
    value = check_book(law).value_on(path, check_event_day(complete_on, "complete_on"))
    day = working_days_after(complete_on, value.value)
    return PaymentDeadline(day=day, basis=Basis.of(value, assuming=["working-days"]))


def late_compensation(
    program: Program, amount: Rupiah, *, complete_on: dt.date, paid_on: dt.date, law: LawBook = LAW
) -> Rupiah:
    """What the agency owes on top for paying JKK or JKM late, in rupiah.

    Args:
        program: JKK or JKM.
        amount: The sum that was to be paid.
        complete_on: Day on which the request was complete; its law decides.
        paid_on: Day of payment; each day after the deadline counts.
        law: Book of law.

    Raises:
        NoRuleError: code `no-rule`: another programme.
        InvalidAmountError: code `invalid-amount`.
        InvalidDateError: code `invalid-date`.
        InvalidFactError: code `invalid-fact`: paid before the request was complete.

    Examples:
        >>> days = {"complete_on": dt.date(2025, 7, 3), "paid_on": dt.date(2025, 7, 10)}
        >>> kj.benefits.late_compensation(kj.JKM, 42_000_000, **days)
        840000
    """
    deadline = payment_deadline(program, complete_on, law=law)
    if check_date(paid_on, "paid_on") < complete_on:
        raise InvalidFactError(
            "The payment lies before the complete request.",
            value=paid_on,
            remedy="Correct one of the two days.",
        )
    rate = law.value_on(f"{program.lower()}.late_payment", complete_on).value
    late = max(0, (paid_on - deadline.day).days)
    return half_up(check_rupiah(amount, "The amount") * rate.ppm * late, PARTS)


def _paid_late(program: Program) -> Program:
    wanted = choose(Program, program)
    if wanted not in _WITH_HEIRS:
        raise NoRuleError(
            f"The terms of payment are those of JKK and JKM, not of {wanted}.",
            value=wanted,
            remedy="Ask for JKK or JKM.",
        )
    return wanted
