"""Plain texts in the place of months, dates, choices and codes: one function reads each."""

from __future__ import annotations

import datetime as dt
import enum
import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.properties.test_junk import CALLS

import kopdes_jamsos as kj
from kopdes_jamsos.choices import choose, words_for
from kopdes_jamsos.identity import as_nik, as_village
from kopdes_jamsos.months import as_date, as_month
from kopdes_jamsos.programs import Choice

KINDS: list[Any] = [*Choice.__subclasses__(), kj.RiskClass]
MEMBERS = [member for kind in KINDS for member in kind]


# --- round trips --------------------------------------------------------------------------------


@given(st.integers(1, 9999), st.integers(1, 12))
def test_the_text_of_a_month_is_the_month(year: int, month: int) -> None:
    value = kj.Month(year, month)

    assert as_month(str(value)) == value == as_month(value)
    assert kj.Month.parse(str(value)) == value


@given(st.dates())
def test_the_text_of_a_date_is_the_date(day: dt.date) -> None:
    assert as_date(day.isoformat()) == day == as_date(day)


@given(st.from_regex(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}", fullmatch=True))
def test_the_text_of_a_village_is_the_village(text: str) -> None:
    assert str(as_village(text)) == text
    assert as_village(text.replace(".", "")) == as_village(text) == kj.VillageCode(text)


@given(st.from_type(kj.Nik))
def test_the_digits_of_a_nik_are_the_nik(nik: kj.Nik) -> None:
    assert as_nik(nik.digits) == nik == as_nik(nik)


@given(st.sampled_from(MEMBERS), st.sampled_from(["", " ", "_", "-", "  "]), st.booleans())
def test_the_words_of_a_choice_are_the_choice(member: Any, between: str, capital: bool) -> None:
    kind = type(member)
    words = [word for word, found in words_for(kind).items() if found is member]
    assert {str(member.value).casefold(), member.name.casefold().replace("_", " ")} <= {*words}
    for word in words:
        written = between.join(word.split())
        assert choose(kind, f" {written.upper() if capital else written.title()} ") is member
    assert choose(kind, member) is member


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_word_names_two_choices(kind: Any) -> None:
    found: dict[str, Any] = {}
    for word, member in words_for(kind).items():
        plain = word.replace(" ", "").replace("-", "").replace("_", "")
        assert found.setdefault(plain, member) is member
    assert {*found.values()} == {*kind}


@pytest.mark.parametrize(
    "kind, word, member",
    [
        (kj.cooperative.OfficerRole, "Ketua", kj.cooperative.OfficerRole.CHAIR),
        (kj.Funding, "Desa", kj.Funding.VILLAGE),
        (kj.Funding, "APBDes", kj.Funding.VILLAGE),
        (kj.Funding, "desa (APBDes)", kj.Funding.VILLAGE),
        (kj.Funding, "peserta sendiri", kj.Funding.SELF),
        (kj.Sector, "Selain transportasi", kj.Sector.OTHER),
        (kj.BusinessScale, "Mikro", kj.BusinessScale.MICRO),
        (kj.BPUGroup, "Pekerja mandiri", kj.BPUGroup.INDEPENDENT),
        (kj.BPUGroup, "kelompok b", kj.BPUGroup.INDEPENDENT),
        (kj.Segment, "Bukan Penerima Upah", kj.Segment.BPU),
        (kj.RiskClass, "sangat rendah", kj.RiskClass.VERY_LOW),
        (kj.RiskClass, "2", kj.RiskClass.LOW),
        (kj.Program, "jht", kj.JHT),
        (kj.Payer, "Pemberi kerja", kj.Payer.EMPLOYER),
    ],
)
def test_the_words_that_results_print_are_read(kind: Any, word: str, member: object) -> None:
    assert choose(kind, word) is member


# --- near misses --------------------------------------------------------------------------------

NO_MONTH = ["2026-1", "11/2026", "2026-13", "0000-01", "2026-11-01", "2026 11", "202611", "٢٠٢٦-١١"]
NO_DATE = ["1-2-2026", "01/02/2026", "2026-2-1", "2026-02-30", "20260201", "2026-02-01T00:00", ""]
NO_CODE = ["36.04.05", "36,04,05,2003", "360405200", "36.04.05.20031"]
NO_CHOICE: list[tuple[Any, object]] = [
    (kj.Funding, "selff"),
    (kj.Funding, "self, village"),
    (kj.Funding, ""),
    (kj.Funding, "self" + " " * 200),
    (kj.Funding, b"self"),
    (kj.RiskClass, "6"),
    (kj.RiskClass, True),
    (kj.Program, "JAMINAN"),
    (kj.Sector, kj.Funding.OTHER),
]


@pytest.mark.parametrize("text", [*NO_MONTH, " 2026-11", "2026-11\n"])
def test_what_is_nearly_a_month_is_refused_with_the_one_form(text: str) -> None:
    with pytest.raises(kj.errors.InvalidMonthError, match="month must be a Month") as caught:
        as_month(text, "month")
    assert caught.value.remedy == 'Write it as YYYY-MM: "2026-11".'


@pytest.mark.parametrize("text", [*NO_DATE, " 2026-02-01", "2026-02-01\n"])
def test_what_is_nearly_a_date_is_refused_and_not_told(text: str) -> None:
    with pytest.raises(kj.errors.InvalidDateError) as caught:
        as_date(text, "birth_date")
    assert caught.value.remedy == 'Write it as YYYY-MM-DD: "2026-11-29".'
    assert caught.value.message == "birth_date must be a date; this text is none."
    assert (caught.value.value, caught.value.__context__) == ("birth_date", None)


@pytest.mark.parametrize("text", NO_CODE)
def test_what_is_nearly_a_village_is_refused(text: str) -> None:
    with pytest.raises(kj.errors.InvalidVillageCodeError):
        as_village(text)


@pytest.mark.parametrize("kind, value", NO_CHOICE)
def test_what_is_nearly_a_choice_is_refused(kind: Any, value: object) -> None:
    with pytest.raises(kj.KopdesJamsosError) as caught:
        choose(kind, value)
    assert caught.value.code in ("unknown-choice", "unknown-program", "invalid-risk-class")


@pytest.mark.parametrize("kind", [int, "Funding", None], ids=str)
def test_only_an_enumeration_has_choices(kind: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError, match="kind must be an enumeration"):
        choose(kind, "self")


@pytest.mark.parametrize(
    "make",
    [
        lambda: kj.wage_base(piece={kj.Month(2026, 10): 1, "2026-10": 2}, month="2026-11"),  # type: ignore[arg-type]
        lambda: kj.WorkAccident("2026-11-20", transport={"land": 1, "darat": 2}),
        lambda: kj.Policy(
            start="2025-01",
            months=1,
            shares={"self": kj.percent(50), "sendiri": kj.percent(100)},
            remainder="self",
        ),
    ],
    ids=["months", "transport", "shares"],
)
def test_two_words_for_the_same_hide_nothing(make: Callable[[], object]) -> None:
    with pytest.raises(kj.errors.InvalidFactError, match="name the same"):
        make()


def test_a_document_has_one_form_of_each() -> None:
    person = kj.to_dict(kj.Officer(ref="A-1", role="Ketua", birth_date="1990-08-17"))
    assert (person["data"]["role"], person["data"]["birth_date"]) == ("ketua", "1990-08-17")
    for key, value in (("role", "Ketua"), ("birth_date", "17-08-1990"), ("sex", "MALE")):
        with pytest.raises(kj.errors.InvalidDocumentError):
            kj.from_dict({**person, "data": {**person["data"], key: value}}, "person")


# --- every argument -----------------------------------------------------------------------------

# What an argument is read as that can be one of these.
READ: dict[type, Callable[[Any], str]] = {
    kj.Month: str,
    dt.date: dt.date.isoformat,
    kj.Nik: lambda nik: str(nik.digits),
    kj.VillageCode: str,
}


KIND_OF: dict[str, Any] = {
    **{kind.__name__: kind for kind in KINDS},
    **dict.fromkeys(("Month", "MonthLike"), kj.Month),
    **dict.fromkeys(("date", "DateLike"), dt.date),
    **dict.fromkeys(("Nik", "NikLike"), kj.Nik),
    **dict.fromkeys(("VillageCode", "VillageLike"), kj.VillageCode),
}
TAKES_TEXT = {"str", "MonthLike", "DateLike", "NikLike", "VillageLike"}


def _taken(call: Callable[..., object]) -> Iterator[tuple[str, set[Any], bool]]:
    """The arguments of a call that are read, their kinds, and whether a text may be given."""
    for key, each in inspect.signature(call).parameters.items():
        words = set(re.findall(r"\w+", str(each.annotation)))
        kinds = {kind for name, kind in KIND_OF.items() if name in words}
        if kinds:
            yield key, kinds, bool(words & TAKES_TEXT)


def _typed(value: Any, kinds: set[Any]) -> Any:
    """A good value in its own type, where the table names it by a text."""
    if isinstance(value, dict):
        return {_typed(key, kinds): _typed(item, kinds) for key, item in value.items()}
    if isinstance(value, list | set | tuple | frozenset):
        return type(value)(_typed(each, kinds) for each in value)
    if isinstance(value, bool | enum.Enum) or not isinstance(value, str | int):
        return value
    members = [member for kind in kinds & {*KINDS} for member in kind]
    return next((member for member in members if member.value == value), value)


def _as_text(value: Any) -> Any:
    """The same in texts; of a choice its name, in capitals and with hyphens."""
    if isinstance(value, dict):
        return {_as_text(key): _as_text(item) for key, item in value.items()}
    if isinstance(value, list | set | tuple | frozenset):
        return type(value)(map(_as_text, value))
    if type(value) in KINDS:
        return f" {value.name.replace('_', '-')} "
    return READ[type(value)](value) if type(value) in READ else value


def _places() -> Iterator[tuple[str, str]]:
    for name, (call, good, _) in CALLS.items():
        for key, kinds, _ in _taken(call):
            if key in good and _as_text(typed := _typed(good[key], kinds)) != typed:
                yield name, key


@pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")
@pytest.mark.parametrize("name, key", sorted(_places()))
def test_a_text_gives_what_the_typed_value_gives(name: str, key: str) -> None:
    call, good, _ = CALLS[name]
    (value,) = (_typed(good[key], kinds) for own, kinds, _ in _taken(call) if own == key)
    wanted = call(**{**good, key: value})
    found = call(**{**good, key: _as_text(value)})

    assert found == wanted
    # What is kept is the value, whatever was given; sets are printed in any order.
    assert sorted(repr(found)) == sorted(repr(wanted))
    kept = [getattr(each, key, None) for each in (found, wanted)]
    assert type(kept[0]) is type(kept[1])


def test_each_signature_says_that_it_takes_texts() -> None:
    bare = {
        f"{name} {key}"
        for name, (call, _, _) in CALLS.items()
        for key, _, text in _taken(call)
        if not text
    }

    assert bare == set()


# --- what type checkers say: mypy reads this file, and misses each ignore that is not needed ----


def test_people_are_typed_or_written() -> None:
    written = kj.Officer(
        role="Ketua", nik="3604991708909999", birth_date="1990-08-17", term_begins="2025-01-01"
    )
    typed = kj.Officer(
        role=kj.cooperative.OfficerRole.CHAIR,
        nik=kj.Nik("3604991708909999"),
        birth_date=dt.date(1990, 8, 17),
        term_begins=dt.date(2025, 1, 1),
    )
    born: dt.date | None = written.birth_date
    village: kj.VillageCode = kj.Cooperative(
        name="K", kind="kdmp", village="36.04.05.2003", scale="Mikro", risk_class="rendah"
    ).village

    assert (written, born, str(village)) == (typed, dt.date(1990, 8, 17), "36.04.05.2003")
    with pytest.raises(kj.errors.InvalidDateError):
        kj.Officer(role="ketua", birth_date=1990)  # type: ignore[arg-type]


def test_questions_are_typed_or_written() -> None:
    written = kj.PUEnrolment(wage=5_000_000, programs={"jkk", "JKM"}, risk_class=1)
    typed = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JKM}, risk_class=1)
    found, same = kj.assess(written, "2026-11"), kj.assess(typed, kj.Month(2026, 11))
    month: kj.Month = kj.Payment("2025-07", "2025-07-03").month

    assert (written, found, month) == (typed, same, kj.Month(2025, 7))
    assert found.of("jkk") == same.of(kj.JKK)
    assert found.paid_by("Pemberi kerja") == same.paid_by(kj.Payer.EMPLOYER)
    with pytest.raises(kj.errors.InvalidMonthError):
        kj.assess(written, 202611)  # type: ignore[arg-type]


def test_a_vocabulary_of_the_caller_has_no_words_of_ours() -> None:
    class Sector(enum.Enum):
        """A kind that is called like one of ours."""

        MARKET = "market"

    assert choose(Sector, "MARKET") is Sector.MARKET
    with pytest.raises(kj.errors.UnknownChoiceError):
        choose(Sector, "lainnya")
