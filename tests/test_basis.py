"""The basis of a figure: it adds up, says each thing once, and warns of what has no source."""

import datetime as dt
import pickle
import warnings
from pathlib import Path
from typing import Any

import attrs
import pytest

import kopdes_jamsos as kj
from kopdes_jamsos.basis import NO_BASIS, Basis, LookUp
from kopdes_jamsos.law.keeping import once

NOVEMBER = kj.Month(2026, 11)
RATE = kj.LAW.value("jht.rate_worker", NOVEMBER)
CEILING = kj.LAW.value("jp.wage_ceiling", NOVEMBER)
TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})


def doubtful(path: str = "toy.amount") -> kj.law.DatedValue:
    return attrs.evolve(RATE, path=path, own_evidence=kj.Evidence.UNVERIFIED)


def test_it_says_where_the_values_stand_each_place_once_and_then_what_else() -> None:
    table = kj.law.Citation("PP 60/2015", "Pasal 1")
    basis = Basis.of(RATE, CEILING, RATE, citations=[table, CEILING.citation])

    assert basis.citations == (RATE.citation, CEILING.citation, table)


def test_its_grade_is_the_weakest() -> None:
    assert RATE.evidence is kj.Evidence.TEXT
    assert Basis.of(RATE).evidence is kj.Evidence.TEXT
    assert Basis.of(RATE, CEILING).evidence is CEILING.evidence is kj.Evidence.REPORTED
    assert NO_BASIS.evidence is kj.Evidence.TEXT


@pytest.mark.parametrize("names", [[], [""], ("", "")])
def test_an_empty_name_is_no_assumption(names: list[str]) -> None:
    assert Basis.of(RATE, assuming=names) == Basis.of(RATE)
    assert Basis.of(RATE).assuming(*names) == Basis.of(RATE)


def test_whatever_is_assumed_makes_it_a_convention() -> None:
    carried = attrs.evolve(RATE, assumption="carried-forward")

    for basis in (
        Basis.of(RATE, assuming=["band-gap"]),
        Basis.of(carried),
        Basis.of(RATE).assuming("band-gap"),
        Basis.sum([Basis.of(RATE)], assuming=["band-gap"]),
        Basis.sum([Basis.of(RATE), Basis.of(carried)]),
    ):
        assert basis.evidence is kj.Evidence.CONVENTION
    assert Basis.of(carried, assuming=["band-gap"]).assumptions == ("band-gap", "carried-forward")
    assert Basis.of(carried).assuming("band-gap").assumptions == ("carried-forward", "band-gap")


def test_a_convention_without_an_article_is_named_and_not_cited() -> None:
    silent = attrs.evolve(
        RATE, citation=kj.law.Citation("PP 44/2015"), own_evidence=kj.Evidence.CONVENTION
    )
    what_if = kj.LAW.with_change("jkm.amount_bpu", 10_000, since=NOVEMBER)

    assert Basis.of(silent).citations == ()
    changed = Basis.of(what_if.value("jkm.amount_bpu", NOVEMBER))
    assert [place.source for place in changed.citations] == ["what-if"]


def test_a_sum_has_all_of_its_parts_once_and_in_order() -> None:
    one = Basis.of(RATE, assuming=["a"], lookups=frozenset([LookUp("x")]))
    other = Basis.of(CEILING, RATE, assuming=["b", "a"], lookups=frozenset([LookUp("y")]))
    whole = Basis.sum([one, other], assuming=["c"])

    assert whole.citations == (RATE.citation, CEILING.citation)
    assert whole.assumptions == ("c", "a", "b")
    assert whole.lookups == {LookUp("x"), LookUp("y")}
    assert Basis.sum([]) == NO_BASIS


def test_a_sum_is_of_whatever_has_a_basis() -> None:
    found = kj.assess(TRADER, kj.Month(2025, 7))

    assert Basis.sum(found.lines) == Basis.sum(line.basis for line in found.lines) == found.basis


def test_what_stands_beside_a_figure_leaves_its_grade() -> None:
    due = Basis.of(CEILING, assuming=["due-next-working-day"])
    basis = Basis.of(RATE).beside(due)

    assert basis.evidence is kj.Evidence.TEXT
    assert basis.assumptions == ("due-next-working-day",)
    assert basis.citations == (RATE.citation, CEILING.citation)


def test_a_revision_cites_other_places_and_is_no_better_evidenced() -> None:
    basis = Basis.of(CEILING).revised(
        citations=[RATE.citation], evidence=kj.Evidence.OFFICIAL, assuming=[]
    )

    assert (basis.citations, basis.evidence) == ((RATE.citation,), kj.Evidence.REPORTED)
    assert Basis.of(RATE).revised(evidence=CEILING.evidence).evidence is CEILING.evidence


def test_look_ups_and_the_document_tell_no_basis_from_another() -> None:
    origin = kj.basis.Origin(engine_version="0", law_version="0", law_values=())

    assert Basis(lookups=frozenset([LookUp("x")]), origin=origin) == NO_BASIS
    assert hash(Basis(origin=origin)) == hash(NO_BASIS)
    assert repr(Basis(lookups=frozenset([LookUp("x")]), origin=origin)) == repr(NO_BASIS)


# ---- warnings ------------------------------------------------------------------------------------


def test_a_value_without_a_source_warns_where_it_decides() -> None:
    with pytest.warns(kj.errors.UnverifiedRuleWarning, match="toy.amount is unverified") as caught:
        basis = Basis.of(doubtful())
    assert Path(caught[0].filename) == Path(__file__)  # the line of the caller, not one of ours
    assert basis.unverified == ("toy.amount",)


def test_it_warns_once_for_each_value_and_not_again_in_a_sum() -> None:
    with pytest.warns(kj.errors.UnverifiedRuleWarning) as caught:
        basis = Basis.of(doubtful(), doubtful(), doubtful("toy.rate"))
    assert len(caught) == 2
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Basis.sum([basis, basis]).unverified == ("toy.amount", "toy.rate")


def test_what_decides_no_figure_yet_warns_later() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        basis = Basis.of(doubtful(), decides=False)
    with pytest.warns(kj.errors.UnverifiedRuleWarning):
        basis.warn()


def test_the_warning_of_an_assessment_names_the_line_that_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    levies = kj.LawBook.levies

    def doubted(self: kj.LawBook, *arguments: Any) -> tuple[kj.law.Levy, ...]:
        return tuple(
            attrs.evolve(each, basis=attrs.evolve(each.basis, unverified=(each.id,)))
            for each in levies(self, *arguments)
        )

    monkeypatch.setattr(kj.LawBook, "levies", doubted)
    with pytest.warns(kj.errors.UnverifiedRuleWarning) as caught:
        kj.assess(TRADER, kj.Month(2025, 7))
    assert {Path(each.filename) for each in caught} == {Path(__file__)}


# ---- what was read of the law --------------------------------------------------------------------


def places(lookups: frozenset[LookUp]) -> set[str]:
    return {place.path for place in lookups}


def test_a_watched_book_notes_what_is_read_and_is_the_same_book() -> None:
    book = kj.LAW.watched()
    book.value("jkm.amount_bpu", NOVEMBER)
    book.value_on("jkm.funeral", dt.date(2025, 6, 3))
    book.series("jp.wage_ceiling").latest()
    assert len(book.series("jkk.care").values) > 0

    assert book == kj.LAW
    assert book.lookups == {
        LookUp("jkm.amount_bpu", month=NOVEMBER),
        LookUp("jkm.funeral", day=dt.date(2025, 6, 3)),
        LookUp("jp.wage_ceiling"),
        LookUp("jkk.care"),
    }
    assert kj.LAW.lookups == frozenset()
    assert pickle.loads(pickle.dumps(book)).lookups == frozenset()


def test_a_book_that_is_watched_twice_notes_for_both() -> None:
    outer = kj.LAW.watched()
    outer.value("jkm.funeral", NOVEMBER)
    inner = outer.watched()
    inner.value("jkm.amount_bpu", NOVEMBER)
    inner.levies(kj.JHT, kj.Segment.BPU, NOVEMBER)

    assert places(inner.lookups) == {"jkm.amount_bpu", "jht.rate_bpu", "bands.income_bands"}
    assert places(outer.lookups) == places(inner.lookups) | {"jkm.funeral"}


def test_what_a_book_built_once_is_noted_by_each_of_its_readers() -> None:
    built: list[kj.LawBook] = []

    def amount(book: kj.LawBook) -> object:
        built.append(book)
        return book.value("jkm.amount_bpu", NOVEMBER).value

    book, key = kj.LawBook(), ("amount", NOVEMBER)
    outer = book.watched()
    readers = [book.watched(), outer, outer.watched()]

    assert [once(reader, key, amount) for reader in readers] == [6800] * 3
    assert [places(reader.lookups) for reader in readers] == [{"jkm.amount_bpu"}] * 3
    assert once(book, key, amount) == 6800
    assert len(built) == 1


def test_a_changed_book_takes_nothing_that_another_book_built() -> None:
    def amount(book: kj.LawBook) -> object:
        return book.value("jkm.amount_bpu", NOVEMBER).value

    book = kj.LawBook()
    assert once(book, ("amount",), amount) == 6800
    dearer = book.with_change("jkm.amount_bpu", 9000, since=NOVEMBER)
    capped = dearer.with_change("jp.wage_ceiling", 9_000_000, since=NOVEMBER)
    assert [once(each, ("amount",), amount) for each in (dearer, capped, book)] == [
        9000,
        9000,
        6800,
    ]


def test_rows_of_the_tariff_know_what_they_were_built_from() -> None:
    worker, employer = (
        next(each for each in kj.LAW.levies(kj.JP, kj.Segment.PU, NOVEMBER) if each.payer is payer)
        for payer in (kj.Payer.WORKER, kj.Payer.EMPLOYER)
    )
    assert {"jp.rate_worker", "jp.wage_ceiling"} <= places(worker.basis.lookups)
    assert "jp.rate_worker" not in places(employer.basis.lookups)


def test_results_keep_what_was_read_for_them() -> None:
    july = kj.Month(2025, 7)
    worker = kj.PUEnrolment(
        wage=5_000_000, risk_class=1, programs=set(kj.Program), birth_date=dt.date(1990, 1, 1)
    )
    village = kj.VillageCode("36.04.05.2003")
    old = kj.BPUEnrolment(
        income=0, programs={kj.JKK}, birth_date=dt.date(1940, 1, 1),
        registered_on=dt.date(2025, 7, 1),
    )  # fmt: skip
    kdmp = kj.Cooperative(
        name="P", kind="KDMP", village=village, members=[kj.Member(enrolments=[old])]
    )
    member = kj.Participation.paid_through(TRADER, since=kj.Month(2024, 1), months=18)
    death = kj.Death(dt.date(2025, 6, 3), work_related=False)

    assert {"jkm.rate_pu", "jkp.programs_needed"} <= places(kj.assess(worker, july).basis.lookups)
    refused = kj.bill(kdmp, july)
    assert [each.code for each in refused.uncovered] == ["age-limit"]
    assert "obligations.bpu_registration_age" in places(refused.basis.lookups)
    assert "jkm.funeral" in places(kj.entitle(death, member).basis.lookups)
