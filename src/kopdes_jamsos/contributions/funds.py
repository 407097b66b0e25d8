"""How a wage earner's contribution is split among the funds: the JKP view.

PP 37/2021 Pasal 11 and, from February 2025, PP 6/2025 Pasal I: JKP is paid by the state and out of
shares carved out of JKK (and of JKM until January 2025), on the wage up to a ceiling; PP 7/2025
Pasal 9 lowers the share where JKK is halved. A view for funds: it never changes a bill.
"""

from __future__ import annotations

from kopdes_jamsos.basis import Basis
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.enrolment import PUEnrolment
from kopdes_jamsos.errors import InvalidFactError, ProgramNotOpenError, a_kind
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.law.levies import Line
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.programs import Payer, Program


def fund_view(assessment: Assessment) -> tuple[Line, ...]:
    """Parts of the JKP fund's money for one worker and month.

    Each line names the programme it is carved out of; JKP itself is the share of the state.

    Args:
        assessment: Assessment of a PU enrolment with JKP.

    Raises:
        ProgramNotOpenError: code `program-not-open`: no wage earner with JKP.
        InvalidFactError: code `invalid-fact`: no assessment.

    Examples:
        >>> worker = kj.PUEnrolment(
        ...     wage=6_000_000, risk_class=1, programs={kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}
        ... )
        >>> assessment = kj.assess(worker, kj.Month(2025, 3))
        >>> [(line.program.value, line.amount) for line in kj.contributions.fund_view(assessment)]
        [('JKP', 11000), ('JKK', 7000)]
    """
    if not isinstance(assessment, Assessment):
        raise InvalidFactError(
            f"The JKP view needs an Assessment; got {a_kind(assessment)}.",
            remedy="Give what kj.assess returns.",
        )
    enrolment, month, law = assessment.enrolment, assessment.month, assessment.law
    if not isinstance(enrolment, PUEnrolment) or Program.JKP not in enrolment.programs:
        raise ProgramNotOpenError(
            "The JKP view is for wage earners (PU) with JKP.",
            value=enrolment.segment,
            remedy="Give the assessment of a PU enrolment with JKP.",
        )
    ceiling = law.value("jkp.wage_ceiling", month)
    state, jkk, jkm = (
        law.value(f"jkp.{name}", month) for name in ("state_share", "jkk_share", "jkm_share")
    )
    shares: list[tuple[Program, Payer, Rate, DatedValue]] = [
        (Program.JKP, Payer.STATE, state.value, state),
        (Program.JKK, Payer.EMPLOYER, jkk.value, jkk),
        (Program.JKM, Payer.EMPLOYER, jkm.value, jkm),
    ]
    halved = law.series("jkp.jkk_share_halved").in_force(month)
    if halved and enrolment.labour_intensive and enrolment.risk_class:
        own = halved.entry(enrolment.risk_class)
        shares[1] = (Program.JKK, Payer.EMPLOYER, own.value, own)
    base = min(enrolment.wage, ceiling.value)
    capped = law.series("jkp.capped_share").in_force(month)
    return tuple(
        _line(program, payer, base, rate, (value, ceiling), capped)
        for program, payer, rate, value in shares
        if rate.ppm
    )


def _line(
    program: Program,
    payer: Payer,
    base: Rupiah,
    rate: Rate,
    values: tuple[DatedValue, ...],
    capped: DatedValue | None,
) -> Line:
    amount = rate.of(base)
    # The law caps the base of JKP; that what is carved out is capped too came two months later.
    taken = ""
    if program is not Program.JKP:
        values = (*values, capped) if capped else values
        taken = "" if capped else "jkp-capped-share"
    return Line(
        program=program,
        payer=payer,
        base=base,
        rate=rate,
        full=amount,
        relief=None,
        amount=amount,
        basis=Basis.of(*values).assuming(taken),
        relief_citation=None,
        notes=(),
    )
