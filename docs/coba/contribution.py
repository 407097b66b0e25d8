"""The form of one person's contribution for a month: employee, trader, officer or supervisor."""

from __future__ import annotations

from collections.abc import Iterator

import kopdes_jamsos as kj
from kopdes_jamsos.basis import Basis
from kopdes_jamsos.enrolment import enrolled
from kopdes_jamsos.wording.language import Words
from kopdes_jamsos.wording.sentences import sentence

from .asking import Facts, Found, assessed, change_of, example_cooperative, rows_of_changes
from .fields import told


def contribution(facts: Facts, law: kj.LawBook, known: Words) -> Found:
    """The contribution of one person for a month."""
    variant, proposal, own = facts["variant"], None, dict(facts)
    segment = kj.Segment.PU if variant == "employee" else kj.Segment.BPU
    programs = facts.get("programs_pu" if variant == "employee" else "programs_bpu", ())
    if variant == "officer":
        proposal = _proposal(facts, law)
        segment = proposal.segment or segment
        waged = facts["waged"]
        programs = facts["programs_waged" if waged else "programs_unwaged"]
        own.update(group=proposal.group, wage=facts.get("pay"), income=facts.get("earnings"))
    month = facts["month"]
    enrolment = enrolled(segment, programs, own)
    result = assessed(enrolment, month, law)
    rows = rows_of_changes(enrolment, month, law, result.total)
    changes = tuple(change_of(row, known) for row in rows)
    remarks: tuple[str, ...] = ()
    beside: tuple[Basis, ...] = ()
    if proposal is not None:
        remarks, beside = (proposal.reason(known.language),), (proposal.basis,)
        own.update(programs=programs)
        changes += tuple(_practices(proposal, own, month, law, known))
    return Found(
        result=result, name=f"iuran-{month}", remarks=remarks, changes=changes, beside=beside
    )


def _proposal(facts: Facts, law: kj.LawBook) -> kj.coverage.Proposal:
    person: kj.Officer | kj.Supervisor
    if facts["organ"] == "officer":
        person = kj.Officer(role="lainnya", waged=facts["waged"])
    else:
        person = kj.Supervisor(role="anggota", waged=facts["waged"])
    return kj.coverage.propose_segment(person, example_cooperative(), law=law)


def _practices(
    proposal: kj.coverage.Proposal, facts: Facts, month: kj.Month, law: kj.LawBook, known: Words
) -> Iterator[str]:
    """What other readings and practices for an officer come to."""
    names = ("income", "wage", "scale", "risk_class", "sector", "funding", "programs")
    prices = kj.contributions.segment_prices(
        proposal, month, law=law, **{name: facts.get(name) for name in names}
    )
    rows = zip(prices.lines, prices.statement().rows, strict=True)
    for line, row in list(rows)[1:]:
        if line.code == kj.errors.MissingFactError.code:  # for this way other facts would be asked
            way = f"{row.head}: {sentence(row.label, known.language)}"
            yield told("not-priced", known, what=way)
        else:
            yield change_of(row, known)
