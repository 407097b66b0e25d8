"""Which segment to propose for a person of a cooperative, and why.

PP 44/2015 Pasal 5 ayat (2) and (3), as replaced by PP 49/2023, and the explanation of PP 46/2015
Pasal 6 (of a legal entity that employs workers, the board is meant). The law leaves room, so a
proposal is never applied silently: convention `segment-default`.
"""

from __future__ import annotations

from attrs import frozen

from kopdes_jamsos.cooperative import Cooperative, Employee, Member, Officer, Person, Supervisor
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.explanation import Note
from kopdes_jamsos.law import Citation
from kopdes_jamsos.programs import BPUGroup, Segment
from kopdes_jamsos.wording import Language

_PERSONS = "Pasal 5 ayat (3) huruf"


@frozen(kw_only=True)
class Proposal:
    """A segment proposed for a person, with its reason.

    Attributes:
        segment: PU or BPU, or None where nothing is proposed.
        group: BPU group, or None: not BPU, or a fact is missing.
        why: The reason, to be worded.
        citations: Where the reason stands.

    Examples:
        >>> import kopdes_jamsos as kj
        >>> village = kj.VillageCode("36.04.05.2003")
        >>> kdmp = kj.Cooperative(name="Pejaten", kind="KDMP", village=village)
        >>> str(kj.propose_segment(kj.Employee(), kdmp).citations[0])
        'PP 44/2015 Pasal 5 ayat (2) huruf a'
    """

    segment: Segment | None
    group: BPUGroup | None
    why: Note
    citations: tuple[Citation, ...]

    def reason(self, language: Language) -> str:
        """The reason in words.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> import kopdes_jamsos as kj
            >>> cooperative = kj.Cooperative(
            ...     name="KDMP Pejaten", kind="KDMP", village=kj.VillageCode("36.04.05.2003")
            ... )
            >>> kj.propose_segment(kj.Member(ref="M-1"), cooperative).reason("en")
            'A member works independently: no wage earner (BPU), group b.'
        """
        from kopdes_jamsos.wording.render import sentence

        return sentence(self.why, language)


def propose_segment(person: Person, cooperative: Cooperative) -> Proposal:
    """Propose the segment of a person of a cooperative.

    Args:
        person: Officer, supervisor, employee or member.
        cooperative: The cooperative; whether it has employees decides the group of its officers.

    Raises:
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> import kopdes_jamsos as kj
        >>> cooperative = kj.Cooperative(
        ...     name="KDMP Pejaten",
        ...     kind="KDMP",
        ...     village=kj.VillageCode("36.04.05.2003"),
        ...     employs=False,
        ... )
        >>> proposal = kj.propose_segment(kj.Officer(ref="A-1", role="ketua"), cooperative)
        >>> proposal.segment, proposal.group
        (<Segment.BPU: 'BPU'>, <BPUGroup.UNWAGED: 'unwaged'>)
    """
    known = isinstance(person, Officer | Supervisor | Employee | Member)
    if not known or not isinstance(cooperative, Cooperative):
        raise InvalidFactError(
            "A proposal needs an officer, supervisor, employee or member, and a cooperative.",
            remedy="Give both, in this order.",
        )
    if person.elsewhere is not None:
        return Proposal(segment=None, group=None, why=Note.of("proposal-elsewhere"), citations=())
    if isinstance(person, Employee):
        return Proposal(
            segment=Segment.PU,
            group=None,
            why=Note.of("proposal-employee"),
            citations=(
                Citation("PP 44/2015", "Pasal 5 ayat (2) huruf a"),
                Citation("UU 25/1992", "Pasal 32 dan Pasal 33"),
            ),
        )
    if isinstance(person, Member):
        return _bpu(BPUGroup.INDEPENDENT, "member")
    if not isinstance(person, Officer):
        return _bpu(BPUGroup.UNWAGED, "supervisor")
    if cooperative.has_employees is None:
        return _bpu(None, "officer-unknown")
    if cooperative.has_employees:
        return _bpu(BPUGroup.EMPLOYER, "officer-employer")
    return _bpu(BPUGroup.UNWAGED, "officer-unwaged")


def _bpu(group: BPUGroup | None, code: str) -> Proposal:
    letter = _LETTERS[group]
    citations = [Citation("PP 44/2015", f"{_PERSONS} {letter}")]
    if code.startswith("officer"):
        citations.append(Citation("PP 46/2015", "Pasal 6 (penjelasan)"))
    return Proposal(
        segment=Segment.BPU,
        group=group,
        why=Note.of(f"proposal-{code}"),
        citations=tuple(citations),
    )


_LETTERS = {
    BPUGroup.EMPLOYER: "a",
    BPUGroup.INDEPENDENT: "b",
    BPUGroup.UNWAGED: "c",
    None: "a, huruf c",
}
