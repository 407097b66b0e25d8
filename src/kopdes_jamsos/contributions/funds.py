"""How a wage earner's contribution is split among the funds: the JKP view.

PP 37/2021 Pasal 11 and, from February 2025, PP 6/2025 Pasal I: JKP is paid by the state and out of
shares carved out of JKK (and of JKM until January 2025), on the wage up to a ceiling; PP 7/2025
Pasal 9 lowers the share where JKK is halved. A view for funds: it never changes a bill.
"""

from __future__ import annotations

from attrs import frozen

from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.enrolment import PUEnrolment
from kopdes_jamsos.errors import ProgramNotOpenError
from kopdes_jamsos.law import Citation, DatedValue
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.programs import Payer, Program


@frozen(kw_only=True)
class FundShare:
    """One part of the money of the JKP fund.

    Attributes:
        origin: JKP where the state pays, else the programme it is carved out of.
        payer: Who pays it in the end.
        base: Wage up to the ceiling, in rupiah.
        rate: Share.
        amount: Rupiah.
        citation: Where it stands.
    """

    origin: Program
    payer: Payer
    base: Rupiah
    rate: Rate
    amount: Rupiah
    citation: Citation


def fund_view(assessment: Assessment) -> tuple[FundShare, ...]:
    """Parts of the JKP fund's money for one worker and month.

    Args:
        assessment: Assessment of a PU enrolment with JKP.

    Raises:
        ProgramNotOpenError: code `program-not-open`: no wage earner with JKP.

    Examples:
        >>> import kopdes_jamsos as kj
        >>> worker = kj.PUEnrolment(
        ...     wage=6_000_000, risk_class=1, programs={kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}
        ... )
        >>> assessment = kj.assess(worker, kj.Month(2025, 3))
        >>> [(share.origin.value, share.amount) for share in kj.fund_view(assessment)]
        [('JKP', 11000), ('JKK', 7000)]
    """
    enrolment, month, law = assessment.enrolment, assessment.month, assessment.law
    if not isinstance(enrolment, PUEnrolment) or Program.JKP not in enrolment.programs:
        raise ProgramNotOpenError(
            "The JKP view is for wage earners (PU) with JKP.",
            value=enrolment.segment,
            remedy="Give the assessment of a PU enrolment with JKP.",
        )
    base = min(enrolment.wage, law.value("jkp.wage_ceiling", month).value)
    parts: list[tuple[Program, Payer, Rate, DatedValue]] = []
    state = law.value("jkp.state_share", month)
    parts.append((Program.JKP, Payer.STATE, state.value, state))
    halved = law.series("jkp.jkk_share_halved").in_force(month)
    if halved is not None and enrolment.labour_intensive and enrolment.risk_class is not None:
        parts.append((Program.JKK, Payer.EMPLOYER, halved.value[enrolment.risk_class], halved))
    else:
        jkk = law.value("jkp.jkk_share", month)
        parts.append((Program.JKK, Payer.EMPLOYER, jkk.value, jkk))
    jkm = law.value("jkp.jkm_share", month)
    parts.append((Program.JKM, Payer.EMPLOYER, jkm.value, jkm))
    return tuple(
        FundShare(
            origin=origin,
            payer=payer,
            base=base,
            rate=rate,
            amount=rate.of(base),
            citation=value.citation,
        )
        for origin, payer, rate, value in parts
        if rate.ppm
    )
