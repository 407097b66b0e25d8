from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from babel import Locale, dates, numbers

import kopdes_jamsos as kj
from kopdes_jamsos.basis import Note
from kopdes_jamsos.wording import language as files
from kopdes_jamsos.wording.formats import format_list, grouped, plural_form
from kopdes_jamsos.wording.sentences import sentence


@pytest.mark.parametrize(
    "amount,language,text",
    [
        (16_800, "id", "Rp16.800"),
        (252_400_000, "en", "Rp252,400,000"),
        (0, "id", "Rp0"),
        (-16_800, "id", "-Rp16.800"),
        (2**63 - 1, "id", "Rp9.223.372.036.854.775.807"),
    ],
)
def test_rupiah(amount: int, language: str, text: str) -> None:
    assert kj.format_rupiah(amount, language) == text


@pytest.mark.parametrize("amount", [1.0, True, "1", None, 2**63])
def test_rupiah_refuses_what_is_not_whole(amount: object) -> None:
    with pytest.raises(kj.errors.InvalidAmountError):
        kj.format_rupiah(amount)  # type: ignore[arg-type]  # that is the point


@pytest.mark.parametrize(
    "percentage,text",
    [("0.24", "0,24%"), ("0.0024", "0,0024%"), ("3.7", "3,7%"), ("50", "50%"), ("0", "0%")],
)
def test_a_small_rate_does_not_print_as_nil(percentage: str, text: str) -> None:
    assert kj.wording.format_rate(kj.percent(percentage)) == text


def test_dates_months_and_lists() -> None:
    assert kj.wording.format_date(dt.date(2026, 11, 17)) == "Selasa, 17 November 2026"
    assert kj.wording.format_date(dt.date(2026, 11, 17), "en") == "Tuesday, 17 November 2026"
    assert kj.wording.format_month(kj.Month(2026, 8)) == "Agustus 2026"
    assert format_list(["JKK", "JKM"], "en") == "JKK and JKM"


# Locales with other signs, other plurals, other digits, and other names in a date than alone.
@pytest.mark.parametrize(
    "locale", ["id_ID", "en_US", "de_CH", "fr_FR", "pl_PL", "ru_RU", "ar_EG", "hi_IN", "cs", "jv"]
)
def test_figures_are_written_as_babel_writes_them(
    monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    known = files.Words("xx", {"formats": {"locale": locale, "percent": " %"}})
    monkeypatch.setattr("kopdes_jamsos.wording.formats.words", lambda _: known)

    for amount in (0, 7, 999, 1_000, 16_800, 2**63 - 1):
        written = numbers.format_decimal(amount, format="#,##0", locale=locale)
        assert grouped(amount, "xx") == written
        assert kj.format_rupiah(amount, "xx") == f"Rp{written}"
        assert plural_form(amount, "xx") == Locale.parse(locale).plural_form(amount)
    for ppm in (0, 1, 24, 2_400, 37_000, 500_000, 1_000_000):
        share = numbers.format_decimal(Decimal(ppm) / 10_000, format="0.####", locale=locale)
        assert kj.wording.format_rate(kj.Rate(ppm), "xx") == f"{share} %"
    for number in range(12):
        month = kj.Month(2026, 1) + number
        day = month.first_day + dt.timedelta(days=2 * number)
        named = dates.format_date(month.first_day, "MMMM y", locale=locale)
        assert kj.wording.format_month(month, "xx") == named
        written = dates.format_date(day, "EEEE, d MMMM y", locale=locale)
        assert kj.wording.format_date(day, "xx") == written
    for day in (dt.date.min, dt.date.max):
        written = dates.format_date(day, "EEEE, d MMMM y", locale=locale)
        assert kj.wording.format_date(day, "xx") == written


@pytest.mark.parametrize("language", ["fr", None, [], "ID"])
def test_an_unknown_language_is_refused(language: object) -> None:
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.format_rupiah(1, language)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(kj.errors.UnknownChoiceError):
        sentence(Note.of("total"), language)  # type: ignore[arg-type]  # that is the point


def test_an_explanation_in_markdown_and_html_is_escaped() -> None:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
    assessment = kj.assess(trader, kj.Month(2025, 7))
    assert "| JKK | 1% × Rp1.000.000, peserta" in assessment.explain("id", "markdown")
    page = assessment._repr_html_()
    assert page.startswith("<table")
    assert "Rp16.800" in page
    assert "<script" not in page


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    plan = kj.scenarios.all_officers(start=kj.Month(2025, 1), months=1, cooperatives=1)
    swept = kj.scenarios.sweep(plan, {"months": [1, 2]})
    nobody = kj.Participation.paid_through(
        kj.BPUEnrolment(income=0, programs={kj.JKK}), since=kj.Month(2025, 1), months=1
    ).report(dt.date(2025, 1, 20))

    assert swept.explain("id", "markdown").splitlines()[2:4] == [
        "| Perhitungan | Rupiah |",
        "|---|---:|",
    ]
    unstyled = re.sub(' style="[^"]*"', "", swept.explain("en", "html"))
    assert "<tr><th>Calculation</th><th>Rupiah</th></tr>" in unstyled
    assert "| Program | Keadaan | Dasar hukum |" in nobody.explain("id", "markdown")


@pytest.mark.parametrize(
    "stage,language,text",
    [
        ("SD1", "id", "kelas 1 SD"),
        ("PT2", "id", "tahun ke-2 perguruan tinggi"),
        ("TK1", "id", "tahun ke-1 TK"),
        ("SMA3", "en", "year 3 of senior secondary school (SMA)"),
    ],
)
def test_school_years_are_called_as_families_call_them(
    stage: str, language: str, text: str
) -> None:
    note = Note.of("scholarship-year", number=1, stage=stage)
    assert sentence(note, language).endswith(text)


def test_choices_and_entries_of_the_law_have_words() -> None:
    def said(value: object) -> str:
        return sentence(Note.of("cause-policy", name="sector", before=value, after=None), "id")

    assert "sektor, transportasi menjadi tidak ada." in said(kj.Sector.TRANSPORT)
    assert "kelompok tingkat risiko sangat tinggi" in said(kj.RiskClass.VERY_HIGH)
    assert "anggota: kelompok b (pekerja mandiri)" in said({"member": kj.BPUGroup.INDEPENDENT})
    assert "pekerja, peserta" in said(["participant", "worker"])
    assert "Blitar" in said("Blitar")
    assert "sektor, ya menjadi tidak ada." in said(True)
    changed = Note.of("effect-relief-ended", names=["jkk.rate_pu.low", "a.b"], amount=1)
    assert "tingkat risiko, rendah, a.b): Rp1." in sentence(changed, "id")


def test_the_payers_are_summed_where_there_are_two() -> None:
    worker = kj.PUEnrolment(wage=6_000_000, programs={kj.JHT})
    text = kj.assess(worker, kj.Month(2022, 8)).explain("id")
    assert "Dibayar pemberi kerja  " in text
    assert "Rp222.000" in text
    assert "Rp120.000" in text
