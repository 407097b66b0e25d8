"""The commands give what the library gives, in each form and language."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.shell.lines import DEATH, KDMP, LIST, NAME, NIK, PAID, TRADER, run

import kopdes_jamsos as kj
from kopdes_jamsos.shell.commands import COMMANDS
from kopdes_jamsos.wording.language import languages, words

BILL = kj.bill(KDMP, "2026-11")
CALL = "kopdes-jamsos assess --segment BPU --income 1000000 --programs JKK,JKM "
FACTS = "--group independent --sector other --funding self "
EXAMPLES = [(name, each) for name, command in COMMANDS.items() for each in command.examples]


# --- help -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name, example", EXAMPLES, ids=[example for _, example in EXAMPLES])
@pytest.mark.parametrize("language", languages())
def test_an_example_of_the_help_runs(name: str, example: str, language: str, folder: Path) -> None:
    told = run(f"kopdes-jamsos {name} --help --language {language}").out
    done = run(example)

    assert f"\n  {example}\n" in f"{told}\n"
    assert words(language).tables["shell"][name].split()[0] in told
    assert words(language).tables["shell"]["usage"] in told
    assert (done.status, done.err) == (name in ("rosters check", "reconcile"), "")
    assert done.out


@pytest.mark.parametrize("language", languages())
def test_the_help_lists_all_commands_and_exit_codes(language: str) -> None:
    shown = run(f"kopdes-jamsos --help --language={language}")
    bare = run(f"kopdes-jamsos --language {language}")

    assert shown.status == 0
    assert (bare.status, bare.out) == (2, shown.out)
    assert [name for name in COMMANDS if f"\n  {name} " not in shown.out] == []
    assert [code for code in (0, 1, 2, 3, 4, 130, 141) if f"\n  {code:<3}  " not in shown.out] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_has_words_in_each_language(name: str) -> None:
    told = [run(f"kopdes-jamsos {name} --help --language {each}").out for each in languages()]

    assert len(set(told)) == len(languages())
    for option in COMMANDS[name].options():
        assert all(option.flag in page for page in told)


def test_the_facts_of_the_help_are_those_of_the_library() -> None:
    told = run("kopdes-jamsos assess --help").out
    facts = {fact.name for each in kj.Segment for fact in kj.enrolment.facts_of(each)}

    assert [name for name in sorted(facts) if f"--{name.replace('_', '-')} " not in told] == []
    assert all(choice in told for choice in kj.Funding)


def test_the_version_is_that_of_engine_and_law() -> None:
    done = run("kopdes-jamsos --version --language en")

    assert done.out == f"kopdes-jamsos {kj.__version__}, law data {kj.LAW.version}\n"


# --- assess, bill, entitle ------------------------------------------------------------------------


@pytest.mark.parametrize("facts", [CALL + FACTS, "kopdes-jamsos assess peserta.json "])
def test_an_assessment_is_the_one_of_the_library(facts: str, folder: Path) -> None:
    expected = kj.assess(TRADER, "2026-11")
    line = f"{facts} --month 2026-11 --output "

    assert run(f"{line} json").out == f"{kj.to_json(expected)}\n"
    assert run(f"{line} text").out == f"{expected.explain('id')}\n"
    assert run(f"{line} text --language en").out == f"{expected.explain('en')}\n"
    assert run(f"{line} html").out == f"{expected.explain('id', 'html')}\n"
    assert run(f"{line} markdown").out == f"{expected.explain('id', 'markdown')}\n"


def test_a_terminal_is_shown_text_and_a_pipe_gets_the_document() -> None:
    line = f"{CALL}{FACTS}--month 2026-11"
    expected = kj.assess(TRADER, "2026-11")

    assert run(line, screen=True).out == f"{expected.explain('id')}\n"
    assert kj.from_json(run(line).out, "assessment") == expected
    indented = run(f"{line} --output json", screen=True).out
    assert indented == f"{kj.to_json(expected, indent=2)}\n"
    assert json.loads(run("kopdes-jamsos replay --output json", stdin=indented, screen=True).out)


def test_csv_is_what_the_library_writes(folder: Path) -> None:
    done = run("kopdes-jamsos bill koperasi.json --month 2026-11 --output csv --language en")
    BILL.write_csv(folder / "bill.csv", language="en")

    assert list(csv.reader(io.StringIO(done.out))) == list(
        csv.reader(io.StringIO((folder / "bill.csv").read_text("utf-8-sig")))
    )


def test_a_table_has_its_columns_under_one_another() -> None:
    done = run(f"{CALL}{FACTS}--month 2026-11 --output table --language en")
    head, *rows = done.out.splitlines()
    place = head.index("rupiah") + len("rupiah")

    assert [row[:place].split()[-1] for row in rows] == ["5,000", "3,400"]
    assert "PP 50/2025" in rows[1]


def test_a_long_sentence_in_a_table_goes_on_below_itself() -> None:
    line = "kopdes-jamsos sensitivity --segment BPU --income 1000000 --programs JKK,JKM "
    head, *rows = run(f"{line}--month 2026-11 --output table --language en").out.splitlines()
    begin, end = head.index("subject"), head.index("choice")
    place = next(place for place, row in enumerate(rows) if "groups a and c" in row)
    whole = words("en").tables["conventions"]["relief-as-practised"]

    assert max(len(row) for row in rows) < 160
    assert f"{rows[place][begin:end].strip()} {rows[place + 1].strip()}" == whole
    assert [row.split()[-1] for row in rows if row.startswith("not given")][:3] == ["8,400"] * 3


def test_a_cell_of_a_table_that_a_spreadsheet_would_run_is_escaped() -> None:
    member = kj.Member(ref="=1+1", enrolments=[TRADER])
    kdmp = kj.Cooperative(name="X", kind="KDMP", village="36.04.05.2003", members=[member])
    line = "kopdes-jamsos bill --month 2026-11 --output csv"

    assert ",'=1+1," in run(line, stdin=kj.to_json(kdmp)).out


@pytest.mark.parametrize("options, law", [
    ("--known-on 2025-08-20", kj.LAW.as_known("2025-08-20")),
    ("--readings relief-as-practised", kj.LAW.with_reading("relief-as-practised")),
    (
        "--readings relief-as-practised --readings village-funding-public --holidays weekends",
        kj.LAW.with_reading("relief-as-practised")
        .with_reading("village-funding-public")
        .with_holidays("weekends"),
    ),
    ("--carried-until 2028-01", kj.LAW.carried_forward("2028-01")),
])  # fmt: skip
def test_another_book_of_law_can_be_asked(options: str, law: kj.LawBook) -> None:
    done = run(f"{CALL}{FACTS}--month 2025-08 {options}")

    assert done.out == f"{kj.to_json(kj.assess(TRADER, '2025-08', law=law))}\n"


def test_the_words_of_choices_and_of_yes_and_no_are_read() -> None:
    worker = kj.PUEnrolment(
        wage=5_000_000,
        programs={kj.JKK, kj.JHT, kj.JP},
        risk_class="rendah",
        birth_date="1990-08-17",
        labour_intensive=True,
        pension_deferred=False,
    )
    line = (
        "kopdes-jamsos assess --segment pu --wage 5000000 --programs jkk,JHT,JP --risk-class rendah"
        " --birth-date 1990-08-17 --labour-intensive YA --pension-deferred no --month 2026-11"
    )

    assert run(line).out == f"{kj.to_json(kj.assess(worker, '2026-11'))}\n"


def test_a_project_needs_no_programmes() -> None:
    project = kj.ConstructionEnrolment(contract_value=180_000_000)
    line = "kopdes-jamsos assess --segment construction --contract-value 180000000 --month 2025-08"

    assert run(line).out == f"{kj.to_json(kj.assess(project, '2025-08'))}\n"


def test_a_missing_fact_tells_what_each_choice_would_give() -> None:
    line = f"{CALL}--sector other --month 2026-11 --language en"
    done = run(line)

    # PP 50/2025 Pasal 3 and 4: half for independent workers who pay themselves.
    assert done.status == 3
    assert "[missing-fact]" in done.err
    assert "  --group independent: Rp8,400 to Rp16,800\n" in done.err
    assert "  --group employer: Rp16,800\n" in done.err
    assert "  --funding self: Rp8,400 to Rp16,800\n" in done.err
    assert "--sector" not in done.err


def test_a_missing_fact_of_an_event_is_told_by_its_name(folder: Path) -> None:
    line = (
        "kopdes-jamsos entitle kepesertaan.json --event work-accident --on 2025-06-03 "
        """--set 'injuries=[{"part": "arm-from-shoulder"}]' --language en"""
    )
    done = run(line)

    # PP 44/2015 Lampiran III: 40 % and 35 % of 80 months of the lowest base.
    assert "  side=right: Rp32,000,000\n  side=left: Rp28,000,000\n" in done.err


def test_a_missing_yes_or_no_is_told_as_it_is_typed() -> None:
    line = (
        "kopdes-jamsos entitle --event leaving-indonesia --on 2025-06-03 --jht-balance 9000000 "
        "--segment PU --wage 5000000 --programs JHT --since 2024-01 --months 17 --ended 2025-06-01"
    )
    done = run(line)

    # PP 46/2015 Pasal 26 and Permenaker 4/2022: JHT for leaving Indonesia is for foreigners.
    assert "  citizen=tidak: Rp9.000.000\n" in done.err
    assert "  citizen=ya: Rp0\n" in done.err


def test_a_bill_is_the_one_of_the_library(folder: Path) -> None:
    from_file = run("kopdes-jamsos bill koperasi.json --month 2026-11")
    from_pipe = run("kopdes-jamsos bill - --month 2026-11 < koperasi.json")

    assert from_file.out == from_pipe.out == f"{kj.to_json(BILL)}\n"


ENTITLED: dict[str, dict[str, Any]] = {
    "": {},
    "--child SD6 --child stage=TK1,married=tidak": {
        "children": [kj.Child(stage="SD6"), kj.Child(stage="TK1", married=False)]
    },
    "--family spouses=1,children=2 --claimed-on 2025-07-01": {
        "family": kj.benefits.Family(spouses=1, children=2),
        "claimed_on": "2025-07-01",
    },
    "--jht-balance 3000000 --has-tax-number yes --jht-rates 5.59 --pension-in-payment 400000": {
        "jht_balance": 3_000_000,
        "has_tax_number": True,
        "jht_rates": kj.percent("5.59"),
        "pension_in_payment": 400_000,
    },
}


@pytest.mark.parametrize("options", ENTITLED)
def test_an_entitlement_is_the_one_of_the_library(options: str, folder: Path) -> None:
    done = run(f"kopdes-jamsos entitle kepesertaan.json peristiwa.json {options}")

    assert done.out == f"{kj.to_json(kj.entitle(DEATH, [PAID], **ENTITLED[options]))}\n"


def test_an_event_and_a_participation_can_be_typed() -> None:
    paid = kj.Participation.paid_through(TRADER, since="2024-01", months=18, ended="2025-07-01")
    accident = kj.WorkAccident(
        "2025-06-03", injuries=[kj.Injury("arm-from-shoulder", side="right")], left_handed=False
    )
    line = (
        "kopdes-jamsos entitle --event work-accident --on 2025-06-03 --set left-handed=tidak "
        """--set 'injuries=[{"part": "arm-from-shoulder", "side": "right"}]' """
        "--segment BPU --income 1000000 --programs JKK,JKM --group independent --sector other "
        "--funding self --since 2024-01 --months 18 --ended 2025-07-01"
    )

    assert run(line).out == f"{kj.to_json(kj.entitle(accident, [paid]))}\n"


# --- solve, sensitivity, reconcile, calendar ------------------------------------------------------


def test_a_contribution_is_solved_for_its_wage(folder: Path) -> None:
    line = "kopdes-jamsos solve 110863 --payer worker --segment PU --programs JP --month 2026-11"
    asked = kj.questions.Contribution(
        enrolment=kj.PUEnrolment(wage=0, programs={kj.JP}), month="2026-11", payer="worker"
    )
    expected = kj.questions.solve(110_863, asked)
    none = run(line.replace("110863", "110864"))
    typed = run("kopdes-jamsos solve 8400 peserta.json --month 2026-11 --output json")

    # PP 45/2015 Pasal 28: 1 % of the wage, at most of the ceiling of Rp11,086,300.
    assert json.loads(run(line).out) == [{"first": 11_086_250, "last": None, "amount": 110_863}]
    assert run(f"{line} --output text").out == f"{expected.explain('id')}\n"
    assert none.status == 1
    assert json.loads(typed.out)[0]["first"] == 0


def test_a_project_is_solved_for_its_contract_value() -> None:
    line = "kopdes-jamsos solve 392000 --segment construction --month 2025-08"

    assert json.loads(run(line).out)[0]["amount"] == 392_000


def test_what_would_change_a_contribution_is_told(folder: Path) -> None:
    asked = kj.questions.Contribution(enrolment=TRADER, month="2026-11", program="JKK")
    found = kj.questions.sensitivity(asked)
    done = run("kopdes-jamsos sensitivity peserta.json --month 2026-11 --program JKK --output text")

    assert (done.status, done.out) == (0, f"{found.explain('id')}\n")


def test_a_printed_contribution_is_reconciled() -> None:
    line = (
        "--segment PU --wage 5939375 --programs JKK --risk-class 1 --month 2026-11 --output text "
        "--language en"
    )
    wrong, right = (run(f"kopdes-jamsos reconcile {each} {line}") for each in (14_254, 14_255))

    # 0.24 % of Rp5,939,375 is Rp14,254.5: rounded half up.
    assert (wrong.status, right.status) == (1, 0)
    assert "rounded down to whole rupiah" in wrong.out


def test_dates_are_a_list_or_a_file_for_calendars(folder: Path) -> None:
    found = kj.calendars.dates([BILL, kj.entitle(DEATH, [PAID])])
    (folder / "manfaat.json").write_text(kj.to_json(kj.entitle(DEATH, [PAID])), encoding="utf-8")
    line = "kopdes-jamsos calendar tagihan.json manfaat.json"
    options = "--name 'KDMP Contoh' --amounts --alarm-days 3 --language en"
    told = kj.calendars.to_icalendar(
        found, language="en", name="KDMP Contoh", amounts=True, alarm_days=3
    )
    piped = run("kopdes-jamsos calendar", stdin=kj.to_json(BILL))

    assert run(line).out.encode() == kj.calendars.to_icalendar(found, language="id")
    assert run(f"{line} {options}").out.encode() == told
    assert run(line, screen=True).out == f"{found.explain('id')}\n"
    assert json.loads(run(f"{line} --output json").out) == found.to_records()
    assert piped.out.encode() == kj.calendars.to_icalendar(BILL, language="id")


# --- explain, replay, schema ----------------------------------------------------------------------


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("thing", [
    BILL,
    kj.entitle(DEATH, [PAID]),
    kj.lateness(BILL, paid_on="2027-02-01"),
    kj.contributions.arrears([PAID], "2026-01-05"),
])  # fmt: skip
def test_a_document_of_any_result_is_worded(thing: Any, language: str) -> None:
    done = run(f"kopdes-jamsos explain --language {language}", stdin=kj.to_json(thing))

    assert (done.status, done.out) == (0, f"{thing.explain(language)}\n")


def test_facts_and_findings_are_worded_too() -> None:
    person = run("kopdes-jamsos explain --language en", stdin=kj.to_json(TRADER))
    found = kj.coverage.governance_findings(KDMP, on="2026-11-03")
    several = run("kopdes-jamsos explain --language en", stdin=kj.to_json(found))
    single = run("kopdes-jamsos explain --language en", stdin=kj.to_json(found[0]))

    assert "independent worker" in person.out
    assert several.out.splitlines() == [str(each) for each in found]
    assert single.out == f"{found[0]}\n"


def test_a_result_is_drawn(folder: Path) -> None:
    found = kj.graphs.graph(BILL)
    line = "kopdes-jamsos graph tagihan.json --language en"

    assert run(line, screen=True).out.rstrip() == found.to_mermaid("en").rstrip()
    assert run(f"{line} --output dot").out.rstrip() == found.to_graphviz("en").rstrip()
    assert json.loads(run(f"{line} --output json").out) == found.to_dict("en")
    assert len(list(csv.reader(io.StringIO(run(f"{line} --output csv").out)))) > len(found.nodes)


def test_a_picture_needs_graphviz(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    done = run("kopdes-jamsos graph tagihan.json --output svg")

    assert (done.status, "[missing-package]" in done.err) == (3, True)


def test_what_has_neither_words_nor_a_table_says_so() -> None:
    event = run("kopdes-jamsos explain --language en", stdin=kj.to_json(DEATH))
    table = run("kopdes-jamsos explain --output table --language en", stdin=kj.to_json(TRADER))

    assert (event.status, event.out) == (2, "")
    assert "no words of its own" in event.err
    assert (table.status, table.out) == (2, "")
    assert "is no table" in table.err


def test_a_replay_says_whether_a_result_agrees() -> None:
    document = kj.to_json(kj.assess(TRADER, "2025-07"))
    changed = document.replace("6800", "6900").replace("16900", "16900")
    same, other = (run("kopdes-jamsos replay", stdin=each) for each in (document, changed))
    data = json.loads(run("kopdes-jamsos replay --output json", stdin=changed).out)

    assert (same.status, same.out) == (0, f"{kj.replay(document).explain('id')}\n")
    assert (other.status, other.out) == (1, f"{kj.replay(changed).explain('id')}\n")
    assert data["agrees"] is False
    assert data["differences"] == list(kj.replay(changed).differences)
    assert [(each["path"], each["then"], each["now"]) for each in data["changed"]] == [
        ("jkm.amount_bpu", 6900, 6800)
    ]
    assert data["changed"][0]["when"] == "2025-07"


def test_a_whole_series_of_the_law_that_changed_has_no_month() -> None:
    death = kj.to_json(kj.entitle(DEATH, [PAID]))
    found = json.loads(death)
    found["law_values"] = [
        {**each, "value": 1} if "month" not in each and "day" not in each else each
        for each in found["law_values"]
    ]
    data = json.loads(run("kopdes-jamsos replay --output json", stdin=json.dumps(found)).out)

    assert {each["when"] for each in data["changed"]} <= {None}


def test_schemas_are_those_of_the_library() -> None:
    kinds = run("kopdes-jamsos schema").out.split()

    assert kinds == [kind.value for kind in kj.documents.DocumentKind]
    for kind in kinds:
        shown = json.loads(run(f"kopdes-jamsos schema {kind}").out)
        assert shown == kj.documents.json_schema(kind)


# --- law ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("area", sorted({path.partition(".")[0] for path in kj.LAW.paths()}))
def test_every_value_of_the_law_is_shown(area: str) -> None:
    for path in (each for each in kj.LAW.paths() if each.startswith(f"{area}.")):
        series = kj.LAW.series(path)
        text = run(f"kopdes-jamsos law {path} --language en").out
        data = json.loads(run(f"kopdes-jamsos law {path} --output json").out)

        assert text.startswith(f"{path}: {series.title('en')} (")
        assert (data["path"], data["unit"]) == (path, series.unit)
        for value, shown in zip(series.values, data["values"], strict=True):
            assert shown["since"] == str(value.since)
            assert shown["citations"] == [str(each) for each in value.citations]
            assert str(value.citation) in text
            assert words("en").tables["evidence"][value.evidence] in text


def test_a_value_of_a_month_has_value_unit_months_article_and_grade() -> None:
    # B/1226/022026: the ceiling of JP from March 2026 is Rp11,086,300.
    done = run("kopdes-jamsos law jp.wage_ceiling --month 2026-11 --language en")
    row = run("kopdes-jamsos law jp.wage_ceiling --month 2026-11 --output csv --language en").out

    assert "(rupiah)" in done.out
    assert done.out.splitlines()[2].split()[:3] == ["2026-03", "2027-02", "11,086,300"]
    assert "PP 45/2015 Pasal 29" in done.out
    assert "reported" in done.out
    assert list(csv.reader(io.StringIO(row)))[1][:5] == (
        ["2026-03", "2027-02", "", "11086300", "rupiah"]
    )


def test_rates_by_class_stand_in_a_row_each() -> None:
    # PP 44/2015 Pasal 16: 0.24, 0.54, 0.89, 1.27 and 1.74 percent.
    lines = run("kopdes-jamsos law jkk.rate_pu --language en").out.splitlines()[2:]

    rates = ["0.24 %", "0.54 %", "0.89 %", "1.27 %", "1.74 %"]
    assert [rate for rate, line in zip(rates, lines, strict=True) if rate in line] == rates


@pytest.mark.parametrize(
    "path, entries",
    [
        # PP 44/2015 Lampiran II, Pasal 54 ayat (2); PP 82/2019 Lampiran III.
        ("bands.income_bands", ["income of Rp0 to Rp1,099,000  1,000,000", "Rp20,200,000 or more"]),
        (
            "jkk.construction_slices",
            ["part above Rp0  0.21 %", "part above Rp5,000,000,000  0.09 %"],
        ),
        ("jkk.incapacity", ["for 12 months  100 %", "after that  50 %"]),
    ],
)
def test_bands_slices_and_stretches_stand_in_a_row_each(path: str, entries: list[str]) -> None:
    told = run(f"kopdes-jamsos law {path} --month 2026-11 --language en").out.splitlines()[2:]
    rows = [re.sub("  +", "  ", line) for line in told]

    assert entries[0] in rows[0]
    assert entries[1] in next(row for row in reversed(rows) if row.startswith("20"))


@pytest.mark.parametrize(
    "line, told",
    [
        # PP 44/2015 Pasal 21 and 24; PP 45/2015 Pasal 30; PP 49/2020 Pasal 4.
        ("jkk.due --month 2026-11", "day 15, 1 month after the contribution month"),
        ("jkk.due --month 2026-11", "day 15 of the contribution month; on a holiday the next"),
        ("jp.due --month 2026-11", "not moved by a holiday"),
        ("jht.due --month 2020-09", "day 30, 1 month after"),
        ("jht.due --month 2020-09", "on a holiday the working day"),
    ],
)
def test_a_rule_for_a_day_is_told_in_words(line: str, told: str) -> None:
    assert told in run(f"kopdes-jamsos law {line} --language en").out


def test_a_value_that_is_carried_forward_says_so() -> None:
    line = "kopdes-jamsos law jp.wage_ceiling --month 2030-01 --language en"
    refused, carried = run(line), run(f"{line} --carried-until 2030-01")

    assert (refused.status, refused.out) == (3, "")
    assert "[not-announced]" in refused.err
    assert "--carried-until" in refused.err
    assert "carried-forward" in carried.out.splitlines()[-1]


def test_paths_are_listed_by_their_beginning() -> None:
    all_of_them, some = run("kopdes-jamsos law"), run("kopdes-jamsos law jp.")
    table = run("kopdes-jamsos law jkm.rate_p --output csv --language en")
    data = json.loads(run("kopdes-jamsos law jkm.rate_p --output json").out)

    assert [line.split()[0] for line in all_of_them.out.splitlines()] == list(kj.LAW.paths())
    assert {line.partition(".")[0] for line in some.out.splitlines()} == {"jp"}
    title = kj.LAW.series("jkm.rate_pu").title("en")
    assert table.out.splitlines() == ["name,title,unit", f"jkm.rate_pu,{title},rate"]
    assert data == [{"path": "jkm.rate_pu", "unit": "ppm"}]


def test_a_wrong_path_proposes_near_ones() -> None:
    near = run("kopdes-jamsos law jp.wage_cieling --language en")
    far = run("kopdes-jamsos law nonsense --language en")

    assert near.status == far.status == 3
    assert near.err.splitlines()[0].startswith("Did you mean: jp.wage_ceiling")
    assert "[law-path]" in near.err
    assert "Did you mean" not in far.err


# --- rosters check --------------------------------------------------------------------------------


def test_findings_of_a_list_are_told_with_counts(folder: Path) -> None:
    roster = kj.rosters.read("anggota.csv", on="2026-11-22")
    done = run("kopdes-jamsos rosters check anggota.csv --on 2026-11-22 --language en")
    *lines, rows, counts = done.out.splitlines()

    assert lines == [finding.explain("en") for finding in roster.findings]
    assert rows == "Rows: 3; headings 1, blank 0, taken 1, refused 1, sums 0."
    assert counts.startswith("Findings: errors 1, warnings 0, info ")
    assert "22 November 2026" in counts
    assert done.status == 1


def test_a_list_without_errors_ends_well(folder: Path) -> None:
    (folder / "anggota.csv").write_text(LIST.rpartition(",,")[0].rpartition("\n")[0] + "\n")
    done = run("kopdes-jamsos rosters check anggota.csv")

    assert done.status == 0
    assert "kesalahan 0" in done.out


def test_findings_are_a_document_without_what_stood_in_the_cells(folder: Path) -> None:
    (folder / "anggota.csv").write_text(LIST.replace(NIK, "3.60E+15"))
    done = run("kopdes-jamsos rosters check anggota.csv --on 2026-11-22 --output json")
    found = kj.from_json(done.out, "findings")
    worded = run("kopdes-jamsos explain --language en", stdin=done.out).out.splitlines()
    codes = [each.code for each in kj.rosters.read("anggota.csv", on="2026-11-22").findings]

    assert [each.code for each in found] == codes
    assert "nik-scientific" in codes
    assert worded == [each.explain("en") for each in found if hasattr(each, "explain")]
    assert "3.60E+15" not in done.out
    assert NAME not in done.out


def test_findings_are_a_table(folder: Path) -> None:
    line = "kopdes-jamsos rosters check anggota.csv --on 2026-11-22 --language en --output "
    rows = list(csv.DictReader(io.StringIO(run(f"{line}csv").out)))
    table = run(f"{line}table").out

    assert [(row["row"], row["severity"]) for row in rows if row["severity"] == "error"] == [
        ("3", "error")
    ]
    assert "Rows: 3" in table


def test_a_list_without_the_right_headings_says_which(folder: Path) -> None:
    (folder / "daftar.csv").write_text("No;Nama Lengkap;NIK\n1;Fani Reka;3604990101859992\n")
    done = run("kopdes-jamsos rosters check daftar.csv --on 2026-11-22 --language en")
    told = run("kopdes-jamsos rosters check daftar.csv --on 2026-11-22 --organ anggota")

    assert done.status == 1
    assert done.out.startswith("daftar.csv, row 1, kedudukan: This column has to be there")
    assert told.status == 0


def test_long_reading_shows_how_far_it_is_on_a_terminal_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.shell.lines import Terminal

    from kopdes_jamsos.shell.running import main

    monkeypatch.setattr("kopdes_jamsos.rosters.scanning._STEP", 2)
    line = ["rosters", "check", "anggota.csv", "--on", "2026-11-22", "--language", "en"]
    screen, quiet, out = Terminal(), io.StringIO(), io.StringIO()
    main(line, io.StringIO(), out, screen)
    main(line, io.StringIO(), out, quiet)

    assert "\r2 rows, " in screen.getvalue()
    assert " %" in screen.getvalue()
    assert screen.getvalue().endswith("\r")
    assert quiet.getvalue() == ""
