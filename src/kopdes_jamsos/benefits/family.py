"""The people around a participant: children for the scholarship, and who is left of the family.

They hold facts, no law: a child as PP 44/2015 Pasal 25 ayat (3) and Pasal 34 ayat (3), and
Permenaker 1/2025, ask about it; the family as Pasal 37 ayat (5) and Pasal 40 ayat (2) do.
"""

from __future__ import annotations

import datetime as dt

from attrs import field, frozen

from kopdes_jamsos._checks import is_a, is_whole_or_none, to_date_or_none
from kopdes_jamsos.choices import choose_or_none
from kopdes_jamsos.programs import Choice


class ChildWork(Choice):
    """How a child works; the scholarship tells them apart (Permenaker 1/2025, Pasal 103 (3a)).

    Examples:
        >>> ChildWork("apprentice")
        <ChildWork.APPRENTICE: 'apprentice'>
    """

    NONE = "none"
    PU = "PU"
    BPU = "BPU"
    APPRENTICE = "apprentice"
    UNREGISTERED = "unregistered"


def _work(value: ChildWork | str | None) -> ChildWork | None:
    return choose_or_none(ChildWork, value)


@frozen(kw_only=True)
class Child:
    """A legitimate child of a participant, as the scholarship asks about it.

    What was not said is taken in the child's favour (younger than the age limit, unmarried, not
    working), and the result says so.

    Attributes:
        stage: School year about to be paid on the day of the event: "TK1", "TK2", "SD1" to "SD6",
            "SMP1" to "SMP3", "SMA1" to "SMA3", "PT1" to "PT5".
        birth_date: Decides when the scholarship ends; without a stage also the school year.
        married: Married or not.
        work: How the child works.
        studying: Still studies beside that work.
        pu_months: Months in a row of work as PU.
        chosen: The heirs chose this child, or left it out; needed of nobody while there are no
            more children than scholarships. A place that nobody was chosen for goes to the rest.
        claimed_on: Day of this claim, where it comes later than the event: school years up to its
            own are payable at once, as far back as the law goes; what else is said of the child is
            as of that day.
        paid_to: Last school year that was paid before this claim, such as "SD2".

    Raises:
        UnknownChoiceError: code `unknown-choice`: no such kind of work.
        InvalidFactError: code `invalid-fact`.
        InvalidDateError: code `invalid-date`.

    Examples:
        >>> kj.Child(stage="SD6")
        Child()
    """

    stage: str | None = field(default=None, repr=False, validator=is_a(str, optional=True))
    birth_date: dt.date | None = field(default=None, repr=False, converter=to_date_or_none)
    married: bool | None = field(default=None, repr=False, validator=is_a(bool, optional=True))
    work: ChildWork | None = field(default=None, repr=False, converter=_work)
    studying: bool | None = field(default=None, repr=False, validator=is_a(bool, optional=True))
    pu_months: int | None = field(default=None, repr=False, validator=is_whole_or_none)
    chosen: bool | None = field(default=None, repr=False, validator=is_a(bool, optional=True))
    claimed_on: dt.date | None = field(default=None, repr=False, converter=to_date_or_none)
    paid_to: str | None = field(default=None, repr=False, validator=is_a(str, optional=True))


@frozen(kw_only=True)
class Family:
    """Who is left of the family, by numbers of people; None where it is not known.

    Attributes:
        spouses: Widow or widower.
        children: Children of any age.
        parents: Father and mother.
        grandparents: Grandparents.
        grandchildren: Grandchildren.
        siblings: Brothers and sisters.
        parents_in_law: Parents of the spouse.
        in_will: People named in a will.

    Raises:
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> kj.Family(spouses=1, children=2)
        Family()
    """

    spouses: int | None = field(default=None, repr=False, validator=is_whole_or_none)
    children: int | None = field(default=None, repr=False, validator=is_whole_or_none)
    parents: int | None = field(default=None, repr=False, validator=is_whole_or_none)
    grandparents: int | None = field(default=None, repr=False, validator=is_whole_or_none)
    grandchildren: int | None = field(default=None, repr=False, validator=is_whole_or_none)
    siblings: int | None = field(default=None, repr=False, validator=is_whole_or_none)
    parents_in_law: int | None = field(default=None, repr=False, validator=is_whole_or_none)
    in_will: int | None = field(default=None, repr=False, validator=is_whole_or_none)
