"""Heirs: who comes first, and who receives which part.

Implements PP 44/2015 Pasal 37 ayat (5) (JKK) and Pasal 40 ayat (2) (JKM), the same order: widow,
widower or child; else, one rank after the other, blood relatives to the second degree, siblings,
parents-in-law, whoever is named in the will; else the funeral money goes to who arranges the
funeral and the rest to the fund. How the heirs of one rank divide is not said there.
"""

from __future__ import annotations

import attrs
from attrs import frozen

from kopdes_jamsos.basis import Basis, Grounded, Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.family import Family
from kopdes_jamsos.benefits.kinds import BenefitKind, Recipient
from kopdes_jamsos.benefits.lines import BenefitLine, Part, Proof
from kopdes_jamsos.errors import InvalidFactError, MissingFactError, NoRuleError
from kopdes_jamsos.law.heirs import heir_ranks
from kopdes_jamsos.programs import Program, choose

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
