"""Heirs: who comes first, and who receives which part.

Implements PP 44/2015 Pasal 37 ayat (5) (JKK) and Pasal 40 ayat (2) (JKM), and PP 46/2015 Pasal 23
(JHT), the same order: widow, widower or child; else, one rank after the other, blood relatives to
the second degree, siblings, parents-in-law, whoever is named in the will. Where nobody is left, the
funeral money of JKK and JKM goes to who arranges the funeral and the rest to the fund, and JHT to
the public trustee (Balai Harta Peninggalan). How the heirs of one rank divide is not said there.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Grounded, Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.family import Family
from kopdes_jamsos.benefits.kinds import BenefitKind, Recipient
from kopdes_jamsos.benefits.lines import BenefitLine, Part, Proof
from kopdes_jamsos.choices import choose
from kopdes_jamsos.errors import InvalidFactError, MissingFactError, NoRuleError, a_kind
from kopdes_jamsos.law.heirs import heir_programs, heir_ranks
from kopdes_jamsos.programs import Program


@frozen(kw_only=True)
class Heirs(Grounded):
    """The heirs of a participant in one programme.

    Attributes:
        rank: The rank that inherits: "spouse-or-child", "blood-relatives", "siblings",
            "parents-in-law", "will" or "nobody".
        who: The relatives of that rank who are left, as fields of `Family`.
        count: How many people they are; no article says how they divide.
        sums: Who receives the sums.
        funeral: Who receives the funeral money, where there is any.
        basis: Where it stands.

    Examples:
        >>> heirs = kj.benefits.heirs_of(kj.Family(spouses=0, children=0, parents=1), kj.JKM)
        >>> heirs.rank, str(heirs.citations[0])
        ('blood-relatives', 'PP 44/2015 Pasal 40 ayat (2) huruf b angka 1')
    """

    rank: str
    who: tuple[str, ...]
    count: int = field(repr=False)
    sums: Recipient
    funeral: Recipient
    basis: Basis


def heirs_of(family: Family, program: Program | str) -> Heirs:
    """The heirs of a participant in JKK, JKM or JHT.

    Args:
        family: Who is left; numbers that are not known are asked for only where they decide.
        program: JKK, JKM or JHT; the pensions of JP are for the family, not for heirs.

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
    known = heir_programs()
    if wanted not in known:
        raise NoRuleError(
            f"The ranks of heirs are not those of {wanted}.",
            value=wanted,
            remedy=f"Ask for one of: {', '.join(known)}.",
        )
    if not isinstance(family, Family):
        raise InvalidFactError(
            f"family must be a Family; got {a_kind(family)}.",
            remedy="Give a Family.",
            reason="kind",
            field="family",
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
        count=sum(getattr(family, name) for name in left),
        sums=Recipient.HEIRS if left else Recipient(rank.receiver(wanted)),
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
                reason="more-children",
            )
        family = attrs.evolve(family, children=number)
    of_heirs = [line for line in part.lines if line.recipient is Recipient.HEIRS]
    found = {
        program: heirs_of(family, program)
        for program in heir_programs()
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
            *_undivided(found),
            *(Note.of(_sentence(heirs), program=name) for name, heirs in found.items()),
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


def _undivided(found: Mapping[Program, Heirs]) -> tuple[Note, ...]:
    """A remark that the articles leave the division to others, where there is one to make."""
    several = [name for name, heirs in found.items() if heirs.count > 1]
    return (Note.of("heirs-undivided"),) if several else ()


def _sentence(heirs: Heirs) -> str:
    """The remark on the heirs; where nobody is left it tells who receives the sums."""
    trustee = heirs.sums is Recipient.PUBLIC_TRUSTEE
    return "heirs-public-trustee" if trustee else f"heirs-{heirs.rank}"


def _given(case: Case, line: BenefitLine, heirs: Heirs) -> BenefitLine:
    """The line to whom it goes; the article names what falls to the fund."""
    recipient = heirs.funeral if line.kind is BenefitKind.FUNERAL else heirs.sums
    to_fund = recipient is Recipient.FUND
    named = case.value(f"{line.program.lower()}.to_fund").value if to_fund else ()
    basis = Basis.sum((line, heirs))
    if to_fund and line.kind not in named:
        basis = basis.assuming("periodic-to-fund")
    return attrs.evolve(line, recipient=recipient, basis=basis)
