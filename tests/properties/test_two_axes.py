"""The two axes of time: the months of a rule, and the day from which it was known.

`LAW.as_known(day)` must give what a library gives whose law files hold only what was known on that
day. Such libraries are made here from the files as plain TOML, one for each day on which something
became known; a result of theirs that was saved is read, replayed and computed again by the library
of today.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.properties.helpers import in_its_month
from tests.properties.test_metamorphic import answer

import kopdes_jamsos as kj
from kopdes_jamsos.law import catalogue
from kopdes_jamsos.law.series_files import read_series
from kopdes_jamsos.law.values import Series
from kopdes_jamsos.testing import enrolments

pytestmark = [
    pytest.mark.broad,
    pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning"),
]

FOLDER = Path(kj.__file__).parent / "law"
FILES: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")
}
PATHS = kj.LAW.paths()
Row = dict[str, Any]
Keep = Callable[[str, list[Row]], list[Row]]


def rows_of(path: str) -> list[Row]:
    """The values of a parameter as its file has them."""
    name, _, key = path.partition(".")
    rows: list[Row] = FILES[name][key]["values"]
    return rows


DAYS = sorted({row["known_since"] for path in PATHS for row in rows_of(path)})
DAY = dt.timedelta(1)
FEW = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def library_with(keep: Keep) -> Iterator[kj.LawBook]:
    """The library as it would be with other rows in its law files; gives its book of all law."""

    @cache
    def read(name: str) -> Mapping[str, Series]:
        tables = {
            f"{name}.{key}": table for key, table in FILES[name].items() if isinstance(table, dict)
        }
        return {
            path: read_series(path, {**table, "values": keep(path, table["values"])})
            for path, table in tables.items()
        }

    with pytest.MonkeyPatch.context() as patch:
        # Private: the one place where the files are read. A new book has read nothing yet.
        patch.setattr(catalogue, "read_all_series", read)
        yield kj.LawBook()


def known_by(day: dt.date) -> Keep:
    """Only the rows, and of each only the texts that confirm it, that were known on a day."""

    def keep(_: str, rows: list[Row]) -> list[Row]:
        return [
            {**row, "confirmed_by": [e for e in row.get("confirmed_by", ()) if is_known(e)]}
            for row in rows
            if is_known(row)
        ]

    def is_known(table: Row) -> bool:
        return bool(table["known_since"] <= day)

    return keep


def written(book: kj.LawBook) -> dict[str, tuple[Any, ...]]:
    """Every value of a book, with all that it says."""
    return {path: tuple(map(whole, book.series(path).values)) for path in PATHS}


def whole(value: kj.law.DatedValue) -> tuple[Any, ...]:
    """A value by its fields: two books that were read apart share no object."""
    return tuple(getattr(value, each.name) for each in attrs.fields(kj.law.DatedValue))


def test_the_days_of_change_are_those_of_the_files() -> None:
    """Guards the tests below: they would pass on files of which all was always known."""
    assert len(DAYS) > 40
    later = [path for path in PATHS if len({row["known_since"] for row in rows_of(path)}) > 1]
    assert len(later) > 20


@pytest.mark.parametrize("day", [each for day in DAYS for each in (day - DAY, day)], ids=str)
def test_the_book_of_a_day_is_one_made_of_what_was_known_by_then(day: dt.date) -> None:
    with library_with(known_by(day)) as then:
        expected = written(then)

    assert written(kj.LAW.as_known(day)) == expected


def struck(_: Row, __: list[Row]) -> Row | None:
    """A value that was never announced."""
    return None


def told_otherwise(row: Row, rows: list[Row]) -> Row | None:
    """A value that came out as the first one was; a rule without a number came out as it is."""
    return {**row, **{key: item for key, item in rows[0].items() if key == "value"}}


def told_later(row: Row, _: list[Row]) -> Row | None:
    """A value that was announced later still."""
    return {**row, "known_since": row["known_since"] + 1_000 * DAY}


FATES = (struck, told_otherwise, told_later)


@FEW
@given(
    st.sampled_from(DAYS), st.sampled_from(DAYS), st.randoms(use_true_random=False), st.booleans()
)
def test_what_became_known_later_changes_no_earlier_view(
    day: dt.date, other: dt.date, chance: Any, announced: bool
) -> None:
    """Rows that became known later have other fates; a new one is announced for each parameter."""

    def keep(_: str, rows: list[Row]) -> list[Row]:
        found = [
            row if row["known_since"] <= day else chance.choice(FATES)(row, rows) for row in rows
        ]
        new = {**rows[-1], "from": "2098-01", "known_since": dt.date(2097, 12, 1)}
        new.pop("until", None)
        return [row for row in found if row is not None] + ([new] if announced else [])

    expected = written(kj.LAW.as_known(day))
    with library_with(keep) as law:
        assert written(law) != written(kj.LAW) or day == DAYS[-1]
        assert written(law.as_known(day)) == expected
        # A view within a view, either way round.
        assert written(law.as_known(other).as_known(day)) == expected
        assert written(law.as_known(day)) == expected


# --- results ------------------------------------------------------------------------------------

FIRST = kj.Month(2015, 7)
WORKER = kj.PUEnrolment(
    wage=9_876_543,
    programs={kj.JKK, kj.JKM, kj.JHT, kj.JP},
    risk_class=3,
    labour_intensive=True,
    settled=True,
    birth_date=dt.date(1990, 5, 20),
)
TRADER = kj.BPUEnrolment(
    income=2_700_000,
    programs={kj.JKK, kj.JKM, kj.JHT},
    group="independent",
    sector="transport",
    funding="self",
    settled=True,
)


def asked(law: kj.LawBook, day: dt.date, *, only: tuple[str, ...] = ()) -> dict[str, Any]:
    """What a book says about a day: contributions of its months, fines, deaths, a dismissal."""
    now = kj.Month.of(day)
    owed = {
        f"{name} {step:+}": partial(kj.assess, enrolment, now + step, law=law)
        for name, enrolment in (("worker", WORKER), ("trader", TRADER))
        for step in (-2, 0, 1)
    }
    member = kj.Participation.paid_through(WORKER, since=max(now - 13, FIRST), months=14)
    facts: dict[str, Any] = {"children": [kj.Child(stage="SD1")], "family": kj.Family(spouses=1)}
    events = {
        "death by work": kj.Death(day, work_related=True),
        "other death": kj.Death(day, work_related=False),
        "dismissal": kj.Dismissal(day),
    }
    benefits = {
        name: partial(kj.entitle, event, member, **facts, law=law) for name, event in events.items()
    }
    questions: dict[str, Callable[[], Any]] = {**owed, **benefits}
    found = {name: answer(ask) for name, ask in questions.items() if not only or name in only}
    late = {
        f"{name} late": answer(
            partial(
                kj.lateness,
                attrs.evolve(each, law=each.law.with_holidays("weekends")),
                paid_on=day + 99 * DAY,
            )
        )
        for name, each in found.items()
        if isinstance(each, kj.Assessment) and not only
    }
    return found | late


def said(result: Any) -> Any:
    """A result without the book that it rests on; two that say the same have it alike."""
    if isinstance(result, str):
        return result
    names = [each.name for each in attrs.fields(type(result)) if each.name not in ("law", "case")]
    return {name: getattr(result, name) for name in names}


def documents(results: Mapping[str, Any]) -> dict[str, str]:
    """The results as documents; an error is none."""
    return {key: kj.to_json(each) for key, each in results.items() if not isinstance(each, str)}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_results_as_known_on_a_day_are_those_of_the_library_of_that_day(day: dt.date) -> None:
    now = asked(kj.LAW.as_known(day), day)
    with library_with(known_by(day)) as law:
        then = asked(law, day)

        assert {key: said(each) for key, each in now.items()} == {
            key: said(each) for key, each in then.items()
        }


@pytest.mark.parametrize("day", [day - DAY for day in DAYS], ids=str)  # the last before each
def test_a_saved_result_is_replayed_by_the_library_of_its_day_and_by_that_of_today(
    day: dt.date,
) -> None:
    only = ("worker +0", "trader +0", "death by work")
    now = asked(kj.LAW.as_known(day), day, only=only)
    saved_now = documents(now)
    with library_with(known_by(day)) as law:
        saved_then = documents(asked(law, day, only=only))
        replayed = {key: kj.replay(text) for key, text in saved_now.items()}

    assert saved_now.keys() == saved_then.keys()
    assert {key for key, each in replayed.items() if not each.agrees or each.changed} == set()
    for key, text in saved_then.items():
        kind = "assessment" if isinstance(now[key], kj.Assessment) else "entitlement"
        assert said(kj.from_json(text, kind)) == said(now[key])
        again = kj.replay(text)
        # By the law of today it may come out differently, but then a value that became known later
        # is named. Those that were not read then, since a value was missing, are new.
        later = {each.path for each in again.changed if announced_after(each.path, day)}
        assert again.agrees or later
        assert {each.path for each in again.changed if each.then is not None} <= later
        assert kj.replay(saved_now[key]).agrees


def announced_after(path: str, day: dt.date) -> bool:
    """Whether a row of a parameter, or a text that confirms one, became known after a day."""
    rows = rows_of(".".join(path.split(".")[:2]))
    texts = [text for row in rows for text in row.get("confirmed_by", ())]
    return any(each["known_since"] > day for each in (*rows, *texts))


@FEW
@given(in_its_month(enrolments), st.sampled_from(DAYS))
def test_any_enrolment_owes_what_it_owed_by_what_was_known(
    case: tuple[kj.Enrolment, kj.Month], day: dt.date
) -> None:
    enrolment, month = case
    now = answer(lambda: kj.assess(enrolment, month, law=kj.LAW.as_known(day)))
    with library_with(known_by(day)) as law:
        then = answer(lambda: kj.assess(enrolment, month, law=law))

    assert said(now) == said(then)
