"""Which segment to propose for a person of a cooperative, and why.

PP 44/2015 Pasal 5 ayat (2) and (3), as replaced by PP 49/2023, and Permenaker 5/2021, as amended by
Permenaker 1/2025: officers and supervisors who receive a wage are wage earners (Pasal 2 ayat (3)
huruf c); the employers of group a are owners of capital, and private persons who employ and receive
no wage (Pasal 31 ayat (2)), so that an unpaid officer is left to group c. The explanation of
PP 46/2015 Pasal 6 reads otherwise: of a legal entity that employs workers, the board is meant.
Until April 2021 that was the only text, and the proposal followed it.

The law leaves this open, so a proposal is never applied silently: convention `segment-default`. It
names the other readings and practices that were found; `contributions.practices` says what they
cost. Whoever knows better overrides one proposal with `Proposal.override`, or several with the
`choices` of `propose_segments`; what is billed are the enrolments that the people then get, and
nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from kopdes_jamsos._plain import as_text, pairs_of
from kopdes_jamsos.basis import Basis, Displayed, Grounded, Note, Row, Statement
from kopdes_jamsos.choices import choose, choose_or_none
from kopdes_jamsos.cooperative import (
    Cooperative,
    Employee,
    Member,
    Officer,
    Person,
    Supervisor,
    check_cooperative,
)
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LAW, DatedValue, Evidence, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.programs import BPUGroup, Segment
from kopdes_jamsos.wording import Language


@frozen(kw_only=True)
class Practice:
    """A way of enrolling a person: the proposal itself, another reading, or a practice found.

    Attributes:
        segment: PU or BPU.
        group: BPU group, or None for PU.
        why: What it rests on, to be worded.
        evidence: How well it is evidenced that this is done or meant.

    Examples:
        >>> kdmp = kj.Cooperative(name="Pejaten", kind="KDMP", village=village, employs=True)
        >>> proposal = kj.coverage.propose_segment(kj.Officer(role="ketua"), kdmp)
        >>> [(other.segment.value, other.group) for other in proposal.others][0]
        ('BPU', <BPUGroup.EMPLOYER: 'employer'>)
    """

    segment: Segment
    group: BPUGroup | None
    why: Note
    evidence: Evidence


@frozen(kw_only=True)
class Proposal(Grounded, Displayed):
    """A segment proposed for a person, with its reason.

    Attributes:
        segment: PU or BPU, or None where nothing is proposed.
        group: BPU group, or None: not BPU, or a fact is missing.
        why: The reason, to be worded.
        basis: What it rests on; a proposal is a choice of ours.
        others: Other readings of the law, and practices that were found.
        overridden: What was proposed before the caller chose otherwise, or None.
        law: The book of law that was used.

    Examples:
        >>> str(kj.coverage.propose_segment(kj.Employee(), kdmp).citations[0])
        'PP 49/2023 Pasal I angka 2 (Pasal 5 ayat (2) huruf a)'
    """

    segment: Segment | None
    group: BPUGroup | None
    why: Note
    basis: Basis
    others: tuple[Practice, ...] = ()
    overridden: Proposal | None = field(default=None, repr=False)
    law: LawBook = field(repr=False)

    def _display(self) -> Statement:
        chosen = {"segment": self.segment, "group": self.group}
        others = (Row(label=other.why) for other in self.others)
        return Statement(
            title=Note.of("proposal", **chosen) if self.segment else Note.of("proposal-none"),
            rows=(Row(label=self.why, citations=self.basis.citations), *others),
            basis=self.basis,
        )

    def reason(self, language: Language) -> str:
        """The reason in words.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> kj.coverage.propose_segment(member, kdmp).reason("en")
            'A member works independently: non-wage earner (BPU), group b.'
        """
        from kopdes_jamsos.wording.sentences import sentence

        return sentence(self.why, language)

    def override(self, segment: Segment | str, group: BPUGroup | str | None = None) -> Proposal:
        """The caller's own choice in the place of this proposal, which it keeps.

        Args:
            segment: PU or BPU.
            group: BPU group; none for PU.

        Raises:
            UnknownChoiceError: code `unknown-choice`.
            InvalidFactError: code `invalid-fact`: construction, a group for PU, none for BPU.

        Examples:
            >>> kdmp = kj.Cooperative(name="Pejaten", kind="KDMP", village=village, employs=True)
            >>> proposal = kj.coverage.propose_segment(kj.Officer(role="ketua"), kdmp)
            >>> chosen = proposal.override("BPU", "independent")
            >>> chosen.group, chosen.overridden.group
            (<BPUGroup.INDEPENDENT: 'independent'>, <BPUGroup.UNWAGED: 'unwaged'>)
        """
        chosen = choose(Segment, segment)
        kind = choose_or_none(BPUGroup, group)
        if chosen is Segment.CONSTRUCTION or (chosen is Segment.BPU) is (kind is None):
            raise InvalidFactError(
                "A person is PU, or BPU in one of its groups.",
                remedy='Give "PU", or "BPU" and a group.',
                reason="segment-or-group",
            )
        rule = _newest(self.law, _GROUPS[kind] if kind else "wage_earner")
        return evolve(
            self,
            segment=chosen,
            group=kind,
            why=Note.of("proposal-chosen", segment=chosen, group=kind),
            basis=evolve(Basis.of(*rule), evidence=Evidence.CONVENTION),
            overridden=self.overridden or self,
        )


def propose_segment(person: Person, cooperative: Cooperative, *, law: LawBook = LAW) -> Proposal:
    """Propose the segment of a person of a cooperative.

    Args:
        person: Officer, supervisor, employee or member. An officer or supervisor who is not said
            to receive a wage is taken to work without one.
        cooperative: The cooperative; where it has employees, its officers may also be read as
            their employer.
        law: Book of law; its newest articles are cited.

    Raises:
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> kdmp = kj.Cooperative(name="Pejaten", kind="KDMP", village=village, employs=False)
        >>> proposal = kj.coverage.propose_segment(kj.Officer(ref="A-1", role="ketua"), kdmp)
        >>> proposal.segment, proposal.group
        (<Segment.BPU: 'BPU'>, <BPUGroup.UNWAGED: 'unwaged'>)
    """
    known = isinstance(person, Officer | Supervisor | Employee | Member)
    if not known or not isinstance(cooperative, Cooperative):
        raise InvalidFactError(
            "A proposal needs an officer, supervisor, employee or member, and a cooperative.",
            remedy="Give both, in this order.",
        )
    check_book(law)
    if person.elsewhere is not None:
        place = person.elsewhere.name.lower()
        return _proposal(law, None, None, place.replace("_", "-"), f"elsewhere_{place}")
    if isinstance(person, Employee):
        named = "wage_earner", "cooperative_employees"
        return _proposal(law, Segment.PU, None, "employee", *named)
    if isinstance(person, Officer | Supervisor):
        return _of_organ(person, cooperative, law)
    return _proposal(law, Segment.BPU, BPUGroup.INDEPENDENT, "member", "independent")


def _of_organ(person: Officer | Supervisor, cooperative: Cooperative, law: LawBook) -> Proposal:
    """Officers and supervisors: by wage since 2021; before, the board of an employer as one."""
    if person.waged:
        named = _newest(law, "officers_waged")
        found = _proposal(law, Segment.PU, None, "organ-waged", "officers_waged", "wage_earner")
        # Without the article it is our reading that whoever receives a wage is a worker.
        basis = Basis.of(*named, *_newest(law, "wage_earner")) if named else found.basis
        return evolve(found, basis=basis, others=(_INDEPENDENT,))
    board = isinstance(person, Officer) and cooperative.has_employees is not False
    others = (_INDEPENDENT, _WAGED if person.waged is None else _AS_WAGED)
    if not _newest(law, "employers_meant"):
        return evolve(_before_2021(person, cooperative, law), others=(_INDEPENDENT, _AS_WAGED))
    code, rules = "supervisor", ["unwaged", "employers_meant"]
    if isinstance(person, Officer):
        code = "officer"
        rules.append("board")
    found = _proposal(law, Segment.BPU, BPUGroup.UNWAGED, f"{code}-unwaged", *rules)
    return evolve(found, others=(_BOARD, *others) if board else others)


def _before_2021(person: Officer | Supervisor, cooperative: Cooperative, law: LawBook) -> Proposal:
    """After the explanation of PP 46/2015 Pasal 6, the only text that named the board."""
    if not isinstance(person, Officer):
        return _proposal(law, Segment.BPU, BPUGroup.UNWAGED, "supervisor-before", "unwaged")
    if cooperative.has_employees is None:
        rules = ("employer", "unwaged", "board")
        return _proposal(law, Segment.BPU, None, "officer-unknown", *rules)
    if cooperative.has_employees:
        group = BPUGroup.EMPLOYER
        return _proposal(law, Segment.BPU, group, "officer-employer", "employer", "board")
    group = BPUGroup.UNWAGED
    return _proposal(law, Segment.BPU, group, "officer-before", "unwaged", "board")


def propose_segments(
    cooperative: Cooperative,
    *,
    choices: Mapping[str, tuple[Segment | str, BPUGroup | str | None]] | None = None,
    law: LawBook = LAW,
) -> tuple[tuple[Person, Proposal], ...]:
    """Propose the segments of all people of a cooperative, with the caller's own choices.

    Args:
        cooperative: The cooperative and its people.
        choices: By a person's reference, the segment and group that the caller chose.
        law: As for `propose_segment`.

    Raises:
        InvalidFactError: code `invalid-fact`: no cooperative, a choice of no such form, or for a
            reference that nobody has, or two people.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> officers = [kj.Officer(ref=ref, role="lainnya") for ref in ("A-1", "A-2")]
        >>> kdmp = kj.Cooperative(
        ...     name="Pejaten", kind="KDMP", village=village, officers=officers, employs=False
        ... )
        >>> found = kj.coverage.propose_segments(kdmp, choices={"A-2": ("BPU", "independent")})
        >>> [(person.ref, proposal.group.value) for person, proposal in found]
        [('A-1', 'unwaged'), ('A-2', 'independent')]
    """
    people = tuple(check_cooperative(cooperative).people())
    pairs = {} if choices is None else pairs_of(choices)
    chosen = {as_text(ref): choice for ref, choice in (pairs or {}).items()}
    if pairs is None or not all(
        type(choice) is tuple and len(choice) == 2 for choice in chosen.values()
    ):
        raise InvalidFactError(
            "choices must map references to pairs of segment and group.",
            remedy='Give such as {"A-1": ("BPU", "independent")}.',
        )
    refs = [person.ref for person in people]
    odd = [ref for ref in chosen if refs.count(ref) != 1]
    if odd:
        raise InvalidFactError(
            "A choice names nobody of this cooperative, or more than one person.",
            value=odd,
            remedy="Give the refs of people that have one of their own.",
        )
    found = []
    for person in people:
        proposal = propose_segment(person, cooperative, law=law)
        if person.ref is not None and person.ref in chosen:
            proposal = proposal.override(*chosen[person.ref])
        found.append((person, proposal))
    return tuple(found)


def _proposal(
    law: LawBook, segment: Segment | None, group: BPUGroup | None, code: str, *rules: str
) -> Proposal:
    values = [value for name in rules for value in _newest(law, name)]
    taken = ["segment-default"]
    if group is BPUGroup.UNWAGED and (otherwise := _newest(law, "unwaged_by_employer")):
        values.extend(otherwise)
        taken.append("unwaged-own-registration")
    return Proposal(
        segment=segment,
        group=group,
        why=Note.of(f"proposal-{code}"),
        basis=Basis.of(*values, assuming=taken),
        law=law,
    )


def _newest(law: LawBook, name: str) -> tuple[DatedValue, ...]:
    """The newest article of a rule; none in a book that does not know it yet."""
    return law.series(f"participants.{name}").values[-1:]


_GROUPS = {
    BPUGroup.EMPLOYER: "employer",
    BPUGroup.INDEPENDENT: "independent",
    BPUGroup.UNWAGED: "unwaged",
}

# The other reading of the law, for the board of a body that employs workers.
_BOARD = Practice(
    segment=Segment.BPU,
    group=BPUGroup.EMPLOYER,
    why=Note.of("practice-board"),
    evidence=Evidence.TEXT,
)
# The rule for whoever receives a wage, where nothing is said of one.
_WAGED = Practice(
    segment=Segment.PU, group=None, why=Note.of("practice-if-waged"), evidence=Evidence.TEXT
)
# What branches were reported to do with the people of both organs.
_INDEPENDENT = Practice(
    segment=Segment.BPU,
    group=BPUGroup.INDEPENDENT,
    why=Note.of("practice-independent"),
    evidence=Evidence.REPORTED,
)
_AS_WAGED = Practice(
    segment=Segment.PU, group=None, why=Note.of("practice-waged"), evidence=Evidence.REPORTED
)
