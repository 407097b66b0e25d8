"""The strategies of `kopdes_jamsos.testing`, and their registration with Hypothesis. Provisional.

Edges are drawn more often than by chance: months of legal change, wages about a ceiling, amounts
that round by half a rupiah, birth dates about pension age, the last day on which a BPU may
register. Unless asked otherwise, an enrolment holds every fact that could decide, and can be
assessed without error or warning: in the month that was given, else in every month that `months`
draws.

Every figure comes from the law book that is given; nothing is read before a strategy is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kopdes_jamsos.benefits.events import Event, Injury
from kopdes_jamsos.benefits.family import Child, Family
from kopdes_jamsos.cooperative import (
    Cooperative,
    CooperativeKind,
    Elsewhere,
    Employee,
    Member,
    Officer,
    OfficerRole,
    Person,
    Supervisor,
    SupervisorRole,
)
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.coverage.records import Payment
from kopdes_jamsos.enrolment import BPUEnrolment, ConstructionEnrolment, PUEnrolment
from kopdes_jamsos.identity import Nik, VillageCode, VillageKind
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import BusinessScale, RiskClass
from kopdes_jamsos.testing import leaving, over_time
from kopdes_jamsos.testing.benefits import children, families, injuries
from kopdes_jamsos.testing.enrolments import (
    FLAGS,
    bpu_enrolments,
    construction_enrolments,
    fact,
    pu_enrolments,
)
from kopdes_jamsos.testing.values import adult_births, months, niks, rates, village_codes

_ORGANS: tuple[type[Person], ...] = (Officer, Supervisor, Employee, Member)
_GIVEN = ("Ani", "Budi", "Citra", "Dewi", "Eko", "Fitri", "Galih", "Hana")
_FAMILY = ("Contoh", "Karangan", "Rekaan", "Percobaan", "Misal & Anak", "d'Umpama")


# --- people and cooperatives --------------------------------------------------------------------


def persons(
    *,
    kinds: Sequence[type[Person]] = _ORGANS,
    month: Month | None = None,
    max_enrolments: int = 2,
    complete: bool = True,
    law: LawBook = LAW,
) -> SearchStrategy[Person]:
    """Invented people of a cooperative; birth date, NIK and enrolments agree with one another.

    Employees are enrolled as PU, all others as BPU or, after the branches' other practice, as PU.
    Some are not enrolled, and some of these covered elsewhere.

    Args:
        kinds: Officer, Supervisor, Employee, Member or Person itself.
        month: Month in which the enrolments can be assessed; None: in every month of `months`.
        max_enrolments: Largest number of enrolments of one person.
        complete: Whether the enrolments hold every fact that could decide.
        law: Book of law.

    Examples:
        >>> @given(persons(kinds=[kj.Officer]))
        ... def test(officer: kj.Officer) -> None:
        ...     assert officer.role in kj.cooperative.OfficerRole
        >>> test()
    """
    waged = pu_enrolments(month=month, birth_date=st.none(), complete=complete, law=law)
    unwaged = bpu_enrolments(month=month, birth_date=st.none(), complete=complete, law=law)
    return _persons(
        st.sampled_from(kinds),
        st.lists(waged, max_size=max_enrolments),
        st.lists(unwaged | waged, max_size=max_enrolments),
        adult_births(month),
    )


def cooperatives(
    *, month: Month | None = None, max_people: int = 3, complete: bool = True, law: LawBook = LAW
) -> SearchStrategy[Cooperative]:
    """Cooperatives of a desa or a kelurahan with their people.

    Args:
        month: Month in which all enrolments can be assessed; None: in every month of `months`.
        max_people: Largest number of people in each organ, and of employees and members.
        complete: Whether the enrolments hold every fact that could decide.
        law: Book of law.

    Examples:
        >>> july = kj.Month(2025, 7)
        >>> @given(cooperatives(month=july, max_people=1))
        ... def test(cooperative: kj.Cooperative) -> None:
        ...     bill = kj.bill(cooperative, july)
        ...     assert bill.total == sum(bill.by_payer.values())
        >>> test()
    """
    return _cooperatives(
        *(
            st.lists(
                persons(kinds=(kind,), month=month, complete=complete, law=law), max_size=max_people
            )
            for kind in _ORGANS
        )
    )


# --- registration -------------------------------------------------------------------------------


def register() -> None:
    """Tell Hypothesis which strategy draws which of our types, for `st.from_type`.

    Hypothesis calls this by itself through the entry point of the package.

    Examples:
        >>> register()
        >>> @given(st.from_type(kj.Month))
        ... def test(month: kj.Month) -> None:
        ...     assert month >= kj.Month(2015, 7)
        >>> test()
    """
    # Functions, called when a type is first asked for: this runs while Hypothesis is imported.
    _register(Month, months)
    _register(Rate, rates)
    _register(Nik, niks)
    _register(VillageCode, village_codes)
    _register(PUEnrolment, pu_enrolments)
    _register(BPUEnrolment, bpu_enrolments)
    _register(ConstructionEnrolment, construction_enrolments)
    _register(Person, lambda: persons(kinds=(*_ORGANS, Person)))
    for kind in _ORGANS:
        _register(kind, partial(persons, kinds=(kind,)))
    _register(Cooperative, cooperatives)
    _register(Child, children)
    _register(Family, families)
    _register(Injury, injuries)
    _register(Event, leaving.events)
    for event in leaving.KINDS:
        _register(event, partial(leaving.of_kind, event))
    _register(Payment, over_time.payments)
    _register(Participation, over_time.participations)


def _register(kind: type[object], strategy: Callable[[], SearchStrategy[object]]) -> None:
    st.register_type_strategy(kind, lambda _: strategy())


# --- how they are made --------------------------------------------------------------------------


@st.composite
def _persons(
    draw: DrawFn,
    kinds: SearchStrategy[type[Person]],
    waged: SearchStrategy[list[PUEnrolment]],
    others: SearchStrategy[list[PUEnrolment | BPUEnrolment]],
    birth_dates: SearchStrategy[dt.date],
) -> Person:
    kind, born = draw(kinds), draw(birth_dates)
    births = st.sampled_from((born, None))
    undated: Sequence[PUEnrolment | BPUEnrolment] = draw(waged if kind is Employee else others)
    as_bpu = [enrolment for enrolment in undated if isinstance(enrolment, BPUEnrolment)]
    enrolments = [
        attrs.evolve(enrolment, birth_date=draw(births))
        for enrolment in undated
        if all(enrolment is not other for other in as_bpu[1:])  # one as BPU, as the law has it
    ]
    facts: dict[str, Any] = {
        "ref": f"A-{draw(st.integers(1, 999))}",
        "name": f"{draw(st.sampled_from(_GIVEN))} {draw(st.sampled_from(_FAMILY))}",
        "nik": draw(st.none() | niks(birth_date=st.just(born))),
        "birth_date": draw(births),
        "enrolments": enrolments,
    }
    if not enrolments:
        facts["elsewhere"] = draw(st.none() | st.sampled_from(Elsewhere))
    if issubclass(kind, Officer):
        facts["role"] = draw(st.sampled_from(OfficerRole))
    if issubclass(kind, Supervisor):
        facts["role"] = draw(st.sampled_from(SupervisorRole))
    return kind(**facts)


@st.composite
def _cooperatives(
    draw: DrawFn,
    officers: SearchStrategy[list[Any]],
    supervisors: SearchStrategy[list[Any]],
    employees: SearchStrategy[list[Any]],
    members: SearchStrategy[list[Any]],
) -> Cooperative:
    kind = draw(st.sampled_from(CooperativeKind))
    place = VillageKind.DESA if kind is CooperativeKind.KDMP else VillageKind.KELURAHAN
    village = draw(village_codes(kind=place))
    staff = draw(employees)
    return Cooperative(
        name=f"Koperasi Merah Putih {village}",
        kind=kind,
        village=village,
        scale=draw(fact(BusinessScale, complete=False)),
        risk_class=draw(fact(RiskClass, complete=False)),
        officers=draw(officers),
        supervisors=draw(supervisors),
        employees=staff,
        members=draw(members),
        employs=draw(st.sampled_from((None, True) if staff else FLAGS)),
    )
