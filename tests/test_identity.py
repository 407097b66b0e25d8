"""NIK, village codes and the table of regencies.

Every NIK here is made up: district 99 exists nowhere.
"""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import re
import subprocess
import sys
import traceback
from collections.abc import Callable

import attrs
import pytest
import stdnum.id.nik
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kopdes_jamsos.errors import (
    InvalidDateError,
    InvalidNikError,
    InvalidVillageCodeError,
    KopdesJamsosError,
    UnknownChoiceError,
)
from kopdes_jamsos.identity import (
    Finding,
    Nik,
    Sex,
    VillageCode,
    VillageKind,
)
from kopdes_jamsos.identity.regions import Regency, regencies

NOW = dt.date(2026, 11, 22)

# Provinces of today that python-stdnum refuses: it holds the codes of the statistics office.
REFUSED_BY_STDNUM = {"65", "92", "93", "95", "96"}


def nik_text(
    born: dt.date, *, woman: bool = False, region: str = "3604", serial: str = "9999"
) -> str:
    """Digits of a NIK that nobody has."""
    return f"{region}99{born.day + 40 * woman:02d}{born:%m%y}{serial}"


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def digits(least: int, most: int, width: int) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(lambda number: f"{number:0{width}d}")


def attempt(make: Callable[..., object], value: object) -> object:
    """What a constructor makes of a value: an object, or the error of ours that it raised."""
    try:
        return make(value)
    except KopdesJamsosError as error:
        return error


MAKERS: tuple[Callable[..., object], ...] = (Nik, VillageCode, VillageCode.parse)

births = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
regions = st.sampled_from(sorted(regencies()))
serials = digits(1, 9999, 4)
nik_texts = st.builds(
    nik_text,
    births,
    woman=st.booleans(),
    region=st.one_of(digits(0, 9999, 4), regions.map(lambda code: code.replace(".", ""))),
    serial=serials,
)
village_texts = st.builds("{}.{}.{}".format, regions, digits(1, 99, 2), digits(0, 9999, 4))
junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.binary(),
    st.dates(),
    st.text(),
    st.text(alphabet="0123456789. -\n\u0663\uff13", min_size=9, max_size=18),
    digits(0, 10**16 - 1, 16),
    st.lists(st.text()),
    st.dictionaries(st.text(), st.integers()),
)


class TestNik:
    def test_reads_a_man(self) -> None:
        nik = Nik("3604991708459999")
        assert nik.sex is Sex.MALE
        assert nik.birth_date(NOW) == dt.date(1945, 8, 17)
        assert nik.region == "36.04"
        assert nik.district == "36.04.99"
        assert nik.digits == "3604991708459999"

    def test_reads_a_woman(self) -> None:
        nik = Nik("3604995708459999")
        assert nik.sex is Sex.FEMALE
        assert nik.birth_date(NOW) == dt.date(1945, 8, 17)

    @given(births, st.booleans(), regions, serials)
    def test_gives_back_what_went_in(
        self, born: dt.date, woman: bool, region: str, serial: str
    ) -> None:
        text = nik_text(born, woman=woman, region=region.replace(".", ""), serial=serial)
        nik = Nik(text)
        assert nik.digits == text
        assert nik.sex is (Sex.FEMALE if woman else Sex.MALE)
        assert nik.region == region
        assert nik.birth_date(born) == born
        assert nik.findings(birth_date=born, sex=nik.sex) == ()

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "360499170845999",
            "36049917084599990",
            " 3604991708459999",
            "3604991708459999\n",
            "36.04.99.170845.9999",
            "36049917084599９9",
            "٣604991708459999",
            "360499170845999O",
        ],
    )
    def test_refuses_text_that_is_not_16_ascii_digits(self, text: str) -> None:
        with pytest.raises(InvalidNikError, match="exactly 16 digits"):
            Nik(text)

    @pytest.mark.parametrize("value", [3604991708459999, b"3604", None, 3.6e15, True])
    def test_refuses_what_is_not_text(self, value: object) -> None:
        with pytest.raises(InvalidNikError, match=rf"got an? {type(value).__name__}\.") as caught:
            Nik(value)  # type: ignore[arg-type]
        assert caught.value.value is None

    @pytest.mark.parametrize("day_and_month", ["0001", "4001", "3201", "7201", "9901", "4000"])
    @pytest.mark.parametrize("year", ["00", "24", "25"])
    def test_refuses_days_that_are_no_days(self, day_and_month: str, year: str) -> None:
        with pytest.raises(InvalidNikError, match="on no calendar"):
            Nik(f"360499{day_and_month}{year}9999")

    @pytest.mark.parametrize("day_and_month", ["1713", "1700", "3102", "3002", "7102", "3104"])
    def test_refuses_dates_that_no_year_has(self, day_and_month: str) -> None:
        with pytest.raises(InvalidNikError, match="on no calendar"):
            Nik(f"360499{day_and_month}249999")

    @given(st.integers(0, 99), st.sampled_from(["29", "69"]))
    def test_takes_29_february_where_either_century_has_one(self, year: int, day: str) -> None:
        text = f"360499{day}02{year:02d}9999"
        exists = False
        for century in (1900, 2000):
            try:
                dt.date(century + year, 2, 29)
            except ValueError:
                continue
            exists = True
        if exists:
            assert Nik(text).digits == text
        else:
            with pytest.raises(InvalidNikError):
                Nik(text)

    def test_refuses_serial_0000(self) -> None:
        with pytest.raises(InvalidNikError, match="serial number"):
            Nik("3604991708450000")

    def test_keeps_plain_text_of_a_text_subclass(self) -> None:
        class Cell(str):
            pass

        assert type(Nik(Cell("3604991708459999")).digits) is str

    def test_equals_and_hashes_by_digits(self) -> None:
        one, same, other = (Nik(f"360499170845999{last}") for last in "998")
        assert one == same
        assert hash(one) == hash(same)
        assert one != other
        assert one != one.digits  # type: ignore[comparison-overlap]

    def test_has_no_order(self) -> None:
        with pytest.raises(TypeError):
            sorted([Nik("3604991708459999"), Nik("3604991708459998")])  # type: ignore[type-var]

    def test_is_frozen(self) -> None:
        nik = Nik("3604991708459999")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            nik.digits = "3604991708459998"  # type: ignore[misc]

    def test_survives_pickle_and_copy(self) -> None:
        nik = Nik("3604991708459999")
        assert pickle.loads(pickle.dumps(nik)) == nik
        assert copy.deepcopy(nik) == nik


class TestBirthDate:
    @pytest.mark.parametrize(
        "year, on, expected",
        [
            ("05", NOW, dt.date(2005, 8, 17)),
            ("26", dt.date(2026, 8, 17), dt.date(2026, 8, 17)),
            ("26", dt.date(2026, 8, 16), dt.date(1926, 8, 17)),
            ("05", dt.date(2105, 8, 17), dt.date(2105, 8, 17)),
        ],
    )
    def test_takes_the_latest_century_not_after_the_day(
        self, year: str, on: dt.date, expected: dt.date
    ) -> None:
        assert Nik(f"3604991708{year}9999").birth_date(on) == expected

    def test_makes_centenarians_too_young(self) -> None:
        nik = Nik(nik_text(dt.date(1925, 1, 1)))
        assert nik.birth_date(NOW) == dt.date(2025, 1, 1)

    @pytest.mark.parametrize("on", [NOW, dt.date(2000, 2, 29), dt.date(2105, 1, 1)])
    def test_puts_29_february_00_into_2000(self, on: dt.date) -> None:
        assert Nik("3604992902009999").birth_date(on) == dt.date(2000, 2, 29)

    @pytest.mark.parametrize(
        "day_month_year, on",
        [
            ("170845", dt.date(1945, 8, 16)),
            ("290200", dt.date(1999, 12, 31)),
            ("170845", dt.date.min),
        ],
    )
    def test_refuses_a_day_before_every_birth_date(self, day_month_year: str, on: dt.date) -> None:
        with pytest.raises(InvalidDateError, match="every century from 1900 on"):
            Nik(f"360499{day_month_year}9999").birth_date(on)

    @given(nik_texts, st.dates(dt.date(2000, 1, 1)))
    def test_is_never_after_the_day_and_within_a_century_or_two(
        self, text: str, on: dt.date
    ) -> None:
        nik = Nik(text)
        assume(not text[6:12].endswith("0200") or on >= dt.date(2000, 2, 29))
        born = nik.birth_date(on)
        assert born <= on
        assert nik.findings(birth_date=born) == nik.findings()
        if (born.month, born.day) != (2, 29):
            assert on.year - born.year <= 100

    @pytest.mark.parametrize("on", ["22-11-2026", None, dt.datetime(2026, 11, 22, tzinfo=dt.UTC)])
    def test_refuses_what_is_no_date(self, on: object) -> None:
        with pytest.raises(InvalidDateError):
            Nik("3604991708459999").birth_date(on)  # type: ignore[arg-type]


class TestNikFindings:
    def test_are_none_for_an_ordinary_nik(self) -> None:
        assert Nik("3604991708459999").findings() == ()

    def test_name_an_unknown_province(self) -> None:
        (finding,) = Nik("9904991708459999").findings()
        assert (finding.code, finding.severity) == ("unknown-province", "warning")

    def test_only_inform_about_a_renumbered_regency(self) -> None:
        # Merauke, before Papua Selatan was made.
        (finding,) = Nik("9101991708459999").findings()
        assert (finding.code, finding.severity) == ("unknown-regency", "info")

    @pytest.mark.parametrize(
        "stated, expected",
        [
            (dt.date(1945, 8, 17), []),
            (dt.date(2045, 8, 17), []),
            (dt.date(1945, 8, 18), ["birth-date-differs"]),
            (dt.date(1945, 7, 17), ["birth-date-differs"]),
            (dt.date(1946, 8, 17), ["birth-date-differs"]),
        ],
    )
    def test_compare_the_birth_date(self, stated: dt.date, expected: list[str]) -> None:
        assert codes(Nik("3604995708459999").findings(stated)) == expected

    @pytest.mark.parametrize(
        "sex, expected",
        [
            (Sex.FEMALE, []),
            ("P", []),
            (Sex.MALE, ["sex-differs"]),
            ("L", ["sex-differs"]),
        ],
    )
    def test_compare_the_sex(self, sex: Sex | str, expected: list[str]) -> None:
        assert codes(Nik("3604995708459999").findings(sex=sex)) == expected

    def test_come_all_together(self) -> None:
        findings = Nik("9904995708459999").findings(dt.date(1990, 1, 1), "L")
        assert codes(findings) == ["unknown-province", "birth-date-differs", "sex-differs"]

    @given(junk)
    def test_refuse_a_sex_that_is_none(self, sex: object) -> None:
        assume(sex is not None and sex not in ("L", "P"))
        with pytest.raises(UnknownChoiceError):
            Nik("3604995708459999").findings(sex=sex)  # type: ignore[arg-type]

    def test_refuse_a_birth_date_that_is_none(self) -> None:
        with pytest.raises(InvalidDateError):
            Nik("3604995708459999").findings("17-8-1945")

    def test_print_like_errors(self) -> None:
        (finding,) = Nik("3604995708459999").findings(sex="L")
        assert str(finding) == (
            "The stated sex differs from the NIK. [sex-differs] "
            "Compare the sex with the identity card; a NIK is not corrected afterwards."
        )


class TestNoDigitsLeak:
    @given(nik_texts)
    def test_through_text_of_a_nik(self, text: str) -> None:
        nik = Nik(text)
        for shown in (str(nik), repr(nik), f"{nik}", repr([nik]), nik.masked):
            assert re.sub(r"\D", "", shown) == text[:2] + text[-2:]
        assert len(nik.masked) == 16

    @given(nik_texts, births, st.sampled_from(Sex))
    def test_through_findings(self, text: str, born: dt.date, sex: Sex) -> None:
        for finding in Nik(text).findings(born, sex):
            assert not re.search(r"\d", repr(finding))

    @given(st.one_of(junk, nik_texts.map(int), nik_texts.map(lambda text: text + "0")))
    @example("3604993102459999")
    @example("3604991708450000")
    @example("３604991708459999")
    def test_through_errors(self, value: object) -> None:
        for make in (*MAKERS, Sex):
            outcome = attempt(make, value)
            if isinstance(outcome, KopdesJamsosError):
                lines = traceback.format_exception_only(outcome)
                assert not re.search(r"\d{11}", f"{outcome} {outcome!r} {lines}")
                assert outcome.__context__ is None
                assert outcome.__cause__ is None
                assert not re.search(r"\d{16}", repr(outcome.value))
                assert make is not Nik or outcome.value is None


class TestAgainstStdnum:
    """The independent check; where python-stdnum is wrong, a test says so."""

    @given(
        regions.filter(lambda code: code[:2] not in REFUSED_BY_STDNUM),
        digits(0, 80, 2),
        digits(0, 13, 2),
        digits(0, 99, 2),
        serials,
    )
    @example("36.04", "29", "02", "00", "9999")
    @example("36.04", "69", "02", "01", "9999")
    def test_accepts_the_same_and_dates_1900_to_1999_alike(
        self, region: str, day: str, month: str, year: str, serial: str
    ) -> None:
        text = f"{region.replace('.', '')}99{day}{month}{year}{serial}"
        if not stdnum.id.nik.is_valid(text):
            with pytest.raises(InvalidNikError):
                Nik(text)
            return
        expected = stdnum.id.nik.get_birth_date(text)
        assert Nik(text).birth_date(max(dt.date(1999, 12, 31), expected)) == expected

    def test_stdnum_dates_the_born_since_2000_a_century_early(self) -> None:
        text = nik_text(dt.date(2005, 8, 17))
        assert stdnum.id.nik.get_birth_date(text) == dt.date(1905, 8, 17)
        assert Nik(text).birth_date(NOW) == dt.date(2005, 8, 17)

    def test_stdnum_refuses_the_provinces_made_since_2012(self) -> None:
        refused = set()
        for code in regencies():
            text = nik_text(dt.date(1945, 8, 17), region=code.replace(".", ""))
            assert Nik(text).findings() == ()
            if not stdnum.id.nik.is_valid(text):
                refused.add(code[:2])
        assert refused == REFUSED_BY_STDNUM

    @pytest.mark.parametrize("day", ["81", "99"])
    def test_stdnum_takes_days_twice_raised_by_40(self, day: str) -> None:
        text = f"360499{day}01459999"
        assert stdnum.id.nik.is_valid(text)
        with pytest.raises(InvalidNikError):
            Nik(text)

    def test_stdnum_takes_serial_0000(self) -> None:
        text = nik_text(dt.date(1945, 8, 17), serial="0000")
        assert stdnum.id.nik.is_valid(text)
        with pytest.raises(InvalidNikError):
            Nik(text)


class TestVillageCode:
    def test_reads_its_parts(self) -> None:
        code = VillageCode("36.04.05.2001")
        assert code.code == "36.04.05.2001"
        assert code.province == "36"
        assert code.regency == "36.04"
        assert code.district == "36.04.05"
        assert code.regency_name == "KABUPATEN SERANG"
        assert code.findings() == ()

    @pytest.mark.parametrize(
        "code, kind",
        [
            ("36.73.01.1001", VillageKind.KELURAHAN),
            ("36.04.05.2001", VillageKind.DESA),
            ("91.03.01.3007", VillageKind.DESA_ADAT),
            ("36.04.05.0001", None),
            ("36.04.05.4001", None),
        ],
    )
    def test_tells_the_kind(self, code: str, kind: VillageKind | None) -> None:
        village = VillageCode(code)
        assert village.kind is kind
        assert codes(village.findings()) == ([] if kind else ["unknown-village-kind"])

    def test_warns_of_an_unknown_regency(self) -> None:
        village = VillageCode("36.99.05.2001")
        (finding,) = village.findings()
        assert (finding.code, finding.severity) == ("unknown-regency", "warning")
        assert village.regency_name is None

    def test_tells_all_findings(self) -> None:
        findings = VillageCode("99.99.05.9001").findings()
        assert codes(findings) == ["unknown-province", "unknown-village-kind"]

    @given(village_texts)
    def test_reads_dots_and_plain_digits_alike(self, text: str) -> None:
        village = VillageCode(text)
        assert VillageCode.parse(text) == village
        assert VillageCode.parse(text.replace(".", "")) == village
        assert str(village) == text
        assert eval(repr(village)) == village
        assert pickle.loads(pickle.dumps(village)) == village

    @given(village_texts, village_texts)
    def test_is_ordered_by_code(self, one: str, other: str) -> None:
        assert (VillageCode(one) < VillageCode(other)) is (one < other)

    @pytest.mark.parametrize(
        "text", ["36. 04. 05. 2001", "36 .04 .05 .2001", "36\xa0. 04.05  .  2001"]
    )
    def test_reads_blanks_around_the_points_as_spreadsheets_have_them(self, text: str) -> None:
        assert VillageCode.parse(text) == VillageCode("36.04.05.2001")

    @pytest.mark.parametrize(
        "text", ["", "36.04.05", "3604.05.2001", "36.04.05.2001\n", "36.04.05.200１"]
    )
    def test_refuses_other_forms_and_keeps_them(self, text: str) -> None:
        for make in (VillageCode, VillageCode.parse):
            with pytest.raises(InvalidVillageCodeError) as caught:
                make(text)
            assert caught.value.value == text

    def test_takes_plain_digits_in_parse_only(self) -> None:
        with pytest.raises(InvalidVillageCodeError, match=r"VillageCode\.parse"):
            VillageCode("3604052001")

    @pytest.mark.parametrize("value", [3604052001, None, b"36.04.05.2001"])
    def test_refuses_what_is_not_text(self, value: object) -> None:
        for make in (VillageCode, VillageCode.parse):
            with pytest.raises(InvalidVillageCodeError, match="is text"):
                make(value)  # type: ignore[arg-type]

    def test_does_not_keep_a_nik_put_into_the_wrong_column(self) -> None:
        with pytest.raises(InvalidVillageCodeError) as caught:
            VillageCode.parse("3604991708459999")
        assert caught.value.value is None


class TestJunk:
    @given(junk)
    def test_makes_a_valid_object_or_our_error(self, value: object) -> None:
        for make in MAKERS:
            outcome = attempt(make, value)
            if isinstance(outcome, Nik):
                assert Nik(outcome.digits) == outcome
            elif isinstance(outcome, VillageCode):
                assert VillageCode(outcome.code) == outcome
            else:
                assert isinstance(outcome, KopdesJamsosError)


class TestRegencies:
    def test_are_514_in_38_provinces(self) -> None:
        table = regencies()
        assert len(table) == 514
        assert len({regency.province_code for regency in table.values()}) == 38
        assert table["36.04"] == Regency("36.04", "KABUPATEN SERANG", "36", "BANTEN")
        assert list(table) == sorted(table)

    def test_are_well_formed(self) -> None:
        for code, regency in regencies().items():
            assert re.fullmatch(r"\d{2}\.\d{2}", code)
            assert regency.code == code
            assert regency.province_code == code[:2]
            # Permendagri 137/2017 Pasal 4: regencies 01 to 69, cities 71 to 99; the regencies and
            # cities of Jakarta bear "administrasi" in their names.
            is_city = int(code[3:]) > 70
            assert regency.name.startswith("KOTA " if is_city else "KABUPATEN ")

    def test_cannot_be_changed(self) -> None:
        with pytest.raises(TypeError):
            regencies()["99.99"] = Regency("99.99", "X", "99", "X")  # type: ignore[index]

    def test_are_not_read_on_import(self) -> None:
        program = (
            "import sys, kopdes_jamsos.identity as identity\n"
            "identity.Nik('3604991708459999'), identity.VillageCode('36.04.05.2001').kind\n"
            "assert 'kopdes_jamsos.identity.regions' not in sys.modules\n"
            "assert not {'dateutil', 'babel', 'cattrs', 'narwhals'} & set(sys.modules)\n"
        )
        subprocess.run([sys.executable, "-c", program], check=True)
