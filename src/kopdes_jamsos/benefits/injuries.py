"""Injuries of one accident, as a share of the months of wage.

Implements the use of the table of Lampiran III (PP 44/2015 Pasal 25 ayat (5)): the percentage of
the row; for a lost function the share of it that is lost; right and left swapped for left-handed
people; several injuries added up to a cap. The table itself is in `law/disability.toml`, the cap in
`law/jkk.toml`.
"""

from __future__ import annotations

from attrs import frozen

from kopdes_jamsos.basis import Note
from kopdes_jamsos.benefits.events import Injury, Side
from kopdes_jamsos.errors import InvalidFactError, InvalidRateError, MissingFactError
from kopdes_jamsos.law.disability import DisabilityRow, binocular_weights, disability_table
from kopdes_jamsos.money import PARTS, Rate
from kopdes_jamsos.wording.sentences import name_of

_OTHER = {Side.RIGHT: Side.LEFT, Side.LEFT: Side.RIGHT}


@frozen(kw_only=True)
class Degree:
    """What one injury counts for.

    Attributes:
        share: Parts of a million of a million: the percentage times the share of function lost.
        note: The injury, to be worded.
        by_hand: It was taken for granted that the person is right-handed.
    """

    share: int
    note: Note
    by_hand: bool


def degree_of(injury: Injury, left_handed: bool | None) -> Degree:
    """What an injury counts for.

    Raises:
        InvalidFactError: code `invalid-fact`: not in the table, or facts that do not fit the row.
        MissingFactError: code `missing-fact`: side, degree or steps decide and were not given.
    """
    row = _row(injury, left_handed)
    percentage = _percentage(injury, row)
    loss = PARTS if injury.function_loss is None else injury.function_loss.ppm
    if not loss:
        raise InvalidFactError(
            "Where there is no loss of function, there is no injury.",
            remedy="Give the share of the function that is lost, or leave the injury out.",
            reason="no-loss",
        )
    code = "injury" if injury.function_loss is None else "injury-function"
    return Degree(
        share=percentage * loss,
        note=Note.of(
            code,
            injury=row.name,
            share=Rate(percentage),
            loss=injury.function_loss,
        ),
        by_hand=bool(row.side) and left_handed is None,
    )


def _row(injury: Injury, left_handed: bool | None) -> DisabilityRow:
    rows = [row for row in disability_table() if row.part == injury.part]
    if not rows:
        raise InvalidFactError(
            "The part is not in the table of percentages.",
            value="part",
            remedy="See kj.law.disability_table() for the names of its rows.",
            reason="no-such-injury",
        )
    if not rows[0].side:
        return rows[0]
    if injury.side is None:
        raise MissingFactError(
            "The side decides for this part of the body and was not given.",
            value="side",
            remedy='Give side="right" or side="left" to the injury.',
        )
    side = _OTHER[injury.side] if left_handed else injury.side
    return next(row for row in rows if row.side == side)


def _percentage(injury: Injury, row: DisabilityRow) -> int:
    if (injury.steps is not None and not row.step) or (
        injury.degree is not None and row.share_to is None
    ):
        raise InvalidFactError(
            "This part of the body has one percentage; neither degree nor steps belong to it.",
            remedy="Leave degree and steps out; for a lost function give function_loss.",
            reason="one-percentage",
        )
    if row.step:
        step = name_of(row.step, "en")
        if not injury.steps:
            raise MissingFactError(
                f"The number of steps ({step} each) decides for this injury.",
                value="steps",
                remedy="Give the number of full steps as steps.",
            )
        most = row.steps_most or PARTS // row.share.ppm
        if injury.steps > most:
            raise InvalidFactError(
                f"This injury has {most} steps of {step} at most.",
                value="steps",
                remedy="Give the number of full steps that were lost.",
                reason="steps",
                most=most,
            )
        return row.share.ppm * injury.steps
    if row.share_to is None:
        return row.share.ppm
    if injury.degree is None:
        raise MissingFactError(
            f"The degree decides for this injury: {row.share} to {row.share_to}.",
            value="degree",
            remedy='Give the percentage that the doctor set: degree=kj.percent("20").',
        )
    if not row.share <= injury.degree <= row.share_to:
        raise InvalidFactError(
            f"This injury counts for {row.share} to {row.share_to}.",
            value="degree",
            remedy="Give a degree within the range.",
            reason="degree",
            least=row.share,
            most=row.share_to,
        )
    return injury.degree.ppm


def binocular_loss(better: Rate, worse: Rate) -> Rate:
    """Loss of efficiency of both eyes together, where they see differently well.

    The efficiency of both is three parts of the better eye and one of the worse. The injury
    "sight" then counts each full 10 % of the loss as a step.

    Args:
        better: Efficiency of the better eye.
        worse: Efficiency of the worse eye.

    Raises:
        InvalidRateError: code `invalid-rate`: no rates, or the better eye is the worse one.

    Examples:
        >>> str(kj.benefits.binocular_loss(kj.percent("80"), kj.percent("40")))
        '30 %'
    """
    if not isinstance(better, Rate) or not isinstance(worse, Rate) or better < worse:
        raise InvalidRateError(
            "The efficiencies must be rates, that of the better eye first.",
            remedy='Write them with kj.percent("80").',
        )
    weights = binocular_weights()
    together = weights.better * better.ppm + weights.worse * worse.ppm
    return Rate(PARTS - together // (weights.better + weights.worse))
