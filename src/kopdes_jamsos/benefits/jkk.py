"""JKK: what follows from an accident at work or an occupational disease.

Implements PP 44/2015 Pasal 25 with Lampiran III (as enacted, and as replaced by PP 82/2019 from
2 December 2019), Pasal 26 (time limit), Pasal 30 and 51 (who advances what), Pasal 32 ayat (1) (the
wage at the time of the accident), Pasal 38 and 39 (arrears), Pasal 43 and 44 (reports) and Pasal 48
(disease after the work has ended). The day of the accident or of the diagnosis decides.
"""

from __future__ import annotations

import datetime as dt

import attrs
from dateutil.relativedelta import relativedelta

from kopdes_jamsos.basis import Note
from kopdes_jamsos.benefits.disability import degree_of
from kopdes_jamsos.benefits.entitlement import (
    BenefitLine,
    BenefitRefusal,
    Case,
    Deadline,
    Part,
    Payable,
    Proof,
    Recipient,
)
from kopdes_jamsos.benefits.events import (
    Death,
    OccupationalDisease,
    TotalDisability,
    WorkAccident,
)
from kopdes_jamsos.benefits.scholarship import scholarship
from kopdes_jamsos.benefits.standing import (
    Base,
    Standing,
    base_of,
    is_bpu,
    not_enrolled,
    paid_within,
    standing,
)
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.errors import BeforeDataError, InvalidFactError, MissingFactError
from kopdes_jamsos.law import Citation, DatedValue, Evidence
from kopdes_jamsos.law.disability import disability_source
from kopdes_jamsos.money import PARTS, Rate, Rupiah, half_up
from kopdes_jamsos.programs import Payer, Program

_CARE = Citation("PP 44/2015", "Pasal 25 ayat (2) huruf a")
_SCHOLARSHIP = Citation("PP 44/2015", "Pasal 25 ayat (2) huruf b angka 8")
_ADVANCED = Citation("PP 44/2015", "Pasal 30 ayat (2) dan ayat (3)")


def benefits(case: Case) -> Part:
    """What JKK gives for an accident, a disease, a total disability or a death by work."""
    event = case.event
    if isinstance(event, Death | TotalDisability):
        if not event.work_related:
            if isinstance(event, Death):
                return Part()  # JKM answers
            return Part(refusals=(_refusal("not-by-work", event.on),))
        cause = event.accident
    else:
        cause = event if isinstance(event, WorkAccident | OccupationalDisease) else None
    enrolled = [each for each in case.participations if Program.JKK in each.enrolment.programs]
    if not enrolled:
        return Part(refusals=(not_enrolled(case, Program.JKK),))
    on = event.on if cause is None else cause.on
    chosen = _participations(case, cause, enrolled, on)
    if chosen[0] not in enrolled:
        own = attrs.evolve(case, participations=tuple(chosen))
        return Part(refusals=(not_enrolled(own, Program.JKK),))
    days = [_last_day_of_work(case, each, cause, on) for each in chosen]
    standings = [
        standing(case, each, Program.JKK, day) for each, day in zip(chosen, days, strict=True)
    ]
    refusals = tuple(each.refusal for each in standings if each.refusal is not None)
    if refusals:
        return Part(refusals=refusals)
    each, decided_on = standings[0], days[0]
    limit = case.value("jkk.claim_limit", on)
    last = on + relativedelta(years=limit.value)
    if (case.claimed_on or event.on) > last:
        return Part(refusals=(_claim_lapsed(case, last, limit),))
    return _Reading(case, each, cause, on, decided_on).part()


def _refusal(code: str, day: dt.date, *citations: Citation) -> BenefitRefusal:
    return BenefitRefusal(
        program=Program.JKK,
        code=code,
        why=Note.of(f"refused-{code}", program=Program.JKK, day=day),
        citations=citations,
    )


def _claim_lapsed(case: Case, last: dt.date, limit: DatedValue) -> BenefitRefusal:
    """The right has lapsed; under an older limit only if the law of the accident governs it."""
    refusal = _refusal("claim-lapsed", last, limit.citation)
    if case.law.series(limit.path).on(last).begins == limit.begins:
        return refusal
    return attrs.evolve(refusal, evidence=Evidence.CONVENTION, assumptions=("jkk-day",))


def _participations(
    case: Case,
    cause: WorkAccident | OccupationalDisease | None,
    enrolled: list[Participation],
    on: dt.date,
) -> list[Participation]:
    """The participation that the work belongs to; several only where none of them gives a right."""
    if cause is not None and cause.membership is not None:
        if cause.membership >= len(case.participations):
            raise InvalidFactError(
                f"There is no participation {cause.membership}.",
                value=cause.membership,
                remedy="Give its place among the participations, from 0.",
            )
        return [case.participations[cause.membership]]
    covered = [each for each in enrolled if each.cover(on, Program.JKK, case.law).covered] or [
        each
        for each in enrolled
        if each.cover(_last_day_of_work(case, each, cause, on), Program.JKK, case.law).covered
    ]
    if len(covered) > 1:
        raise MissingFactError(
            "Several participations hold JKK; which work the event belongs to was not given.",
            value="membership",
            remedy="Give membership, its place from 0, to the accident or disease: "
            "accident=kj.WorkAccident(day, membership=0).",
        )
    return covered or enrolled


def _last_day_of_work(
    case: Case,
    participation: Participation,
    cause: WorkAccident | OccupationalDisease | None,
    on: dt.date,
) -> dt.date:
    """The day whose cover and wage decide: for a disease after the work, its last day."""
    ended = participation.ended
    if ended is None or on <= ended or is_bpu(participation):
        return on
    if not isinstance(cause, OccupationalDisease):
        return on
    limit = case.value("jkk.disease_after_work", on)
    return ended if on <= ended + relativedelta(years=limit.value) else on


FIXED = ("periodic", "funeral")


def months_of_wage(base: Rupiah, share: DatedValue, months: DatedValue) -> Rupiah:
    """A share of the months of wage: the sum for a death or a total disability by work."""
    rate: Rate = share.value
    return half_up(rate.ppm * months.value * base, PARTS)


class _Reading:
    """One look at one case; each method gives the lines of one benefit."""

    def __init__(
        self,
        case: Case,
        each: Standing,
        cause: WorkAccident | OccupationalDisease | None,
        on: dt.date,
        decided_on: dt.date,
    ) -> None:
        self.case = case
        self.each = each
        self.cause = cause
        self.on = on
        self.base: Base = base_of(case, each.participation, decided_on)
        self.bpu = is_bpu(each.participation)
        self.later = decided_on != on
        self.refusals: list[BenefitRefusal] = []

    def part(self) -> Part:
        event = self.case.event
        lines = [] if self.cause is None else self._costs(self.cause)
        part = Part()
        if isinstance(event, Death):
            lines += self._death()
        elif isinstance(event, TotalDisability):
            lines += self._total_disability()
        if isinstance(event, Death | TotalDisability):
            part = scholarship(self.case, Program.JKK, self.each, self.on)
        elif self.case.children:
            self.refusals.append(_refusal("no-scholarship", self.on, _SCHOLARSHIP))
        return (
            Part(
                lines=tuple(lines),
                refusals=tuple(self.refusals),
                proofs=self._proofs(),
                deadlines=self._deadlines(),
                remarks=self._remarks(),
            )
            + part
        )

    # --- costs -----------------------------------------------------------------------------------

    def _costs(self, cause: WorkAccident | OccupationalDisease) -> list[BenefitLine]:
        lines = self._care(cause) + self._transport(cause) + self._incapacity(cause)
        if cause.injuries:
            lines += self._injuries(cause)
        return lines + self._aids(cause)

    def _care(self, cause: WorkAccident | OccupationalDisease) -> list[BenefitLine]:
        lines = []
        if cause.medical_cost is not None:
            line = self._line("jkk-care", cause.medical_cost, cites=(_CARE,), care=True)
            lines.append(line)
        if cause.home_care is not None:
            longest = self._value("home_care_months", "home-care")
            cap = self._value("home_care", "home-care")
            if longest is None or cap is None:
                return lines
            if cause.home_care_months is None:
                raise MissingFactError(
                    "How long the home care lasted decides and was not given.",
                    value="home_care_months",
                    remedy="Give home_care_months to the accident.",
                )
            if cause.home_care_months > longest.value:
                raise InvalidFactError(
                    f"Home care is paid for {longest.value} months at most.",
                    value=cause.home_care_months,
                    remedy="Give the bill of those months only.",
                )
            lines.append(self._capped("jkk-home-care", cause.home_care, cap, care=True))
        return lines

    def _transport(self, cause: WorkAccident | OccupationalDisease) -> list[BenefitLine]:
        if not cause.transport:
            return []
        caps = self.case.value("jkk.transport", self.on)
        return [
            self._capped(f"jkk-transport-{mode}", bill, caps.entry(mode), advanced=True)
            for mode, bill in cause.transport
        ]

    def _incapacity(self, cause: WorkAccident | OccupationalDisease) -> list[BenefitLine]:
        """Full months at the rates of their stretches, days as parts of the month after them."""
        months, days = cause.incapacity_months, cause.incapacity_days
        if not months and not days:
            return []
        stretches = self.case.value("jkk.incapacity", self.on)
        length = self.case.value("jkk.incapacity_month", self.on)
        if days >= length.value:
            raise InvalidFactError(
                f"incapacity_days are those of a part month: fewer than {length.value}.",
                value=days,
                remedy="Count full months as incapacity_months.",
            )
        lines = []
        for stretch in stretches.value:
            taken = months if stretch.months is None else min(months, stretch.months)
            months -= taken
            last = stretch.months is None or taken < stretch.months
            rest, days = (days, 0) if last else (0, days)
            if taken or rest:
                parts = (taken * length.value + rest) * self.base.amount * stretch.rate.ppm
                lines.append(
                    self._line(
                        "jkk-incapacity",
                        half_up(parts, length.value * PARTS),
                        values=(stretches, length) if rest else (stretches,),
                        taken=("incapacity-day",) if rest else (),
                        figures={"months": taken, "days": rest},
                        rate=stretch.rate,
                        advanced=True,
                        on_base=True,
                    )
                )
        return lines

    def _injuries(self, cause: WorkAccident | OccupationalDisease) -> list[BenefitLine]:
        if isinstance(self.case.event, Death | TotalDisability):
            refusal = _refusal("one-outcome", self.on)
            self.refusals.append(
                attrs.evolve(refusal, evidence=Evidence.CONVENTION, assumptions=("one-outcome",))
            )
            return []
        degrees = [degree_of(injury, cause.left_handed) for injury in cause.injuries]
        cap = self.case.value("jkk.injuries_share", self.on)
        months = self.case.value("jkk.benefit_months", self.on)
        share = sum(degree.share for degree in degrees)
        taken = ["right-handed"] if any(degree.by_hand for degree in degrees) else []
        notes = [degree.note for degree in degrees]
        if len(degrees) > 1:
            taken.append("several-disabilities")
        values = [months]
        if share > cap.value.ppm * PARTS:
            share = cap.value.ppm * PARTS
            notes.append(Note.of("injuries-capped", share=cap.value))
            values.append(cap)
        exact = share * months.value * self.base.amount
        table, grade = disability_source()
        line = self._line(
            "jkk-injuries",
            half_up(exact, PARTS * PARTS),
            values=tuple(values),
            cites=(table,),
            taken=tuple(taken),
            multiple=months.value,
            notes=tuple(notes),
            on_base=True,
        )
        return [attrs.evolve(line, evidence=Evidence.weakest((line.evidence, grade)))]

    def _aids(self, cause: WorkAccident | OccupationalDisease) -> list[BenefitLine]:
        lines = []
        if cause.prosthesis is not None:
            if cause.prosthesis_reference is None:
                raise MissingFactError(
                    "The reference price of the prosthesis decides and was not given.",
                    value="prosthesis_reference",
                    remedy="Give the price that the public rehabilitation hospital set.",
                )
            surcharge = self.case.value("jkk.prosthesis_surcharge", self.on)
            most = half_up(cause.prosthesis_reference * (PARTS + surcharge.value.ppm), PARTS)
            lines.append(
                self._line(
                    "jkk-prosthesis",
                    min(cause.prosthesis, most),
                    values=(surcharge,),
                    rate=surcharge.value,
                    notes=self._cap_notes(cause.prosthesis, most),
                )
            )
        for name in ("denture", "hearing_aid", "spectacles"):
            bill: Rupiah | None = getattr(cause, name)
            if bill is None:
                continue
            code = name.replace("_", "-")
            cap = self._value(name, code)
            if cap is not None:
                lines.append(self._capped(f"jkk-{code}", bill, cap))
        return lines

    def _value(self, name: str, code: str) -> DatedValue | None:
        """The value of the day; None, with a refusal, where the benefit did not exist yet."""
        try:
            return self.case.value(f"jkk.{name}", self.on)
        except BeforeDataError:
            found = _refusal(f"no-{code}", self.on)
            if found not in self.refusals:
                self.refusals.append(found)
            return None

    # --- outcomes --------------------------------------------------------------------------------

    def _death(self) -> list[BenefitLine]:
        share = self.case.value("jkk.death_share", self.on)
        lines = [self._share_of_months("jkk-death", share)]
        floor = self.case.value("jkm.death_sum", self.on)
        if floor.value > lines[0].amount:
            lines[0] = self._line(
                "jkk-death-floor", floor.value, values=(share, floor), heirs=True, on_base=True
            )
        return [*lines, *(self._fixed(name, heirs=True) for name in FIXED)]

    def _total_disability(self) -> list[BenefitLine]:
        share = self.case.value("jkk.total_disability_share", self.on)
        line = self._share_of_months("jkk-total-disability", share)
        return [line, self._fixed("periodic", heirs=False)]

    def _share_of_months(self, code: str, share: DatedValue) -> BenefitLine:
        months = self.case.value("jkk.benefit_months", self.on)
        return self._line(
            code,
            months_of_wage(self.base.amount, share, months),
            values=(share, months),
            rate=share.value,
            multiple=months.value,
            heirs=code == "jkk-death",
            on_base=True,
        )

    def _fixed(self, name: str, *, heirs: bool) -> BenefitLine:
        value = self.case.value(f"jkk.{name}", self.on)
        return self._line(f"jkk-{name}", value.value, values=(value,), heirs=heirs)

    # --- lines -----------------------------------------------------------------------------------

    def _capped(
        self,
        code: str,
        bill: Rupiah,
        cap: DatedValue,
        *,
        care: bool = False,
        advanced: bool = False,
    ) -> BenefitLine:
        return self._line(
            code,
            min(bill, cap.value),
            values=(cap,),
            notes=self._cap_notes(bill, cap.value),
            care=care,
            advanced=advanced,
        )

    def _cap_notes(self, bill: Rupiah, cap: Rupiah) -> tuple[Note, ...]:
        return (Note.of("bill-capped", bill=bill, cap=cap),) if bill > cap else ()

    def _line(
        self,
        code: str,
        amount: Rupiah,
        *,
        values: tuple[DatedValue, ...] = (),
        cites: tuple[Citation, ...] = (),
        taken: tuple[str, ...] = (),
        notes: tuple[Note, ...] = (),
        figures: dict[str, object] | None = None,
        rate: Rate | None = None,
        multiple: int | None = None,
        on_base: bool = False,
        heirs: bool = False,
        care: bool = False,
        advanced: bool = False,
    ) -> BenefitLine:
        each = self.each
        base = self.base if on_base else Base(amount=0)
        facts = each.facts
        shown: dict[str, object] = {**(figures or {})}
        if on_base:
            shown["base"] = base.amount
        if rate is not None:
            shown["rate"] = rate
        if multiple is not None:
            shown["multiple"] = multiple
        pays_first = each.pays_first
        if advanced and pays_first is None:
            pays_first = Payer.PARTICIPANT if self.bpu else Payer.EMPLOYER
            cites = (*cites, _ADVANCED)
        recipient = Recipient.HEIRS if heirs else Recipient.PARTICIPANT
        if care:
            recipient = Recipient.FACILITY
        elif advanced and not self.bpu:
            recipient = Recipient.EMPLOYER
        return BenefitLine.from_values(
            (*values, *base.values),
            citations=(*cites, *facts.get("citations", ())),
            assumptions=(
                *taken,
                *base.assumptions,
                *self._days(values),
                *facts.get("assumptions", ()),
            ),
            program=Program.JKK,
            label=Note.of(code, **shown),
            amount=amount,
            base=base.amount if on_base else None,
            rate=rate,
            multiple=multiple,
            notes=(*notes, *base.notes),
            recipient=recipient,
            payable=Payable.AFTER_ARREARS if each.waits and not care else Payable.AT_ONCE,
            pays_first=pays_first,
        )

    def _days(self, values: tuple[DatedValue, ...]) -> tuple[str, ...]:
        """Assumptions about the day: of the accident where it was not given, and of the tariff."""
        event = self.case.event
        names = []
        if self.cause is None:
            names.append("accident-same-day")
        later = [
            self.case.law.series(value.path).on(event.on).begins != value.begins
            for value in values
            if value.path.startswith("jk")
        ]
        if any(later):
            names.append("jkk-day")
        return tuple(names)

    # --- what is to be done ----------------------------------------------------------------------

    def _proofs(self) -> tuple[Proof, ...]:
        article = "Pasal 44 ayat (5)" if self.bpu else "Pasal 43 ayat (5)"
        asks = (Citation("PP 44/2015", article),)
        names = ["card", "identity", "doctor"]
        cause = self.cause
        if cause is not None and cause.transport:
            names.append("transport")
        if cause is not None and cause.medical_cost is not None:
            names.append("treatment")
        proofs = [
            Proof(program=Program.JKK, what=Note.of(f"proof-{name}"), citations=asks)
            for name in names
        ]
        if isinstance(self.case.event, Death):
            heirs = (Citation("PP 44/2015", "Pasal 37 ayat (2)"),)
            proofs.append(Proof(program=Program.JKK, what=Note.of("proof-heirs"), citations=heirs))
        return tuple(proofs)

    def _deadlines(self) -> tuple[Deadline, ...]:
        report = self.case.value("jkk.report_days", self.on)
        claim = self.case.value("jkk.claim_limit", self.on)
        until = self.on + dt.timedelta(days=report.value)
        event = self.case.event
        found = isinstance(event, Death | TotalDisability)
        last = self.on + relativedelta(years=claim.value)
        return (
            Deadline(
                program=Program.JKK,
                what=Note.of("jkk-report", hours=24 * report.value, day=until),
                day=until,
                citations=(report.citation,),
                evidence=report.evidence,
            ),
            Deadline(
                program=Program.JKK,
                what=Note.of("jkk-report-outcome", hours=24 * report.value),
                day=event.on + dt.timedelta(days=report.value) if found else None,
                citations=(report.citation,),
                evidence=report.evidence,
            ),
            Deadline(
                program=Program.JKK,
                what=Note.of("jkk-claim", day=last),
                day=last,
                citations=(claim.citation,),
                evidence=claim.evidence,
            ),
        )

    def _remarks(self) -> tuple[Note, ...]:
        paid = paid_within(self.case, Program.JKK, self.on)
        if isinstance(self.case.event, Death):
            return (paid,)
        return (paid, Note.of("jkk-care-open"), Note.of("jkk-return-to-work"))
