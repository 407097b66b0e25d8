"""What an amount is made of, as a graph: its data, its texts and its picture."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people import cooperative

import kopdes_jamsos as kj
from kopdes_jamsos.basis import Basis, Note
from kopdes_jamsos.basis.files import page_for
from kopdes_jamsos.graphs import Edge, Graph, Node, NodeKind, Operation, graph
from kopdes_jamsos.money import half_up
from kopdes_jamsos.testing import enrolments
from kopdes_jamsos.wording.language import words

pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")

NOVEMBER = kj.Month(2026, 11)
TRADER = kj.BPUEnrolment(
    income=1_000_000,
    programs={kj.JKK, kj.JKM},
    group="independent",
    sector="other",
    funding="self",
)
CLERK = kj.PUEnrolment(
    wage=12_345_678, programs={kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}, risk_class=2
)
PROJECT = kj.ConstructionEnrolment(contract_value=180_000_000)
PAID = kj.Participation.paid_through(TRADER, since=kj.Month(2020, 1), months=72)


# ---- the graph read again, by its own operations ------------------------------------------------


def worked_out(found: Graph, name: str) -> Any:
    """The value of a node, from the facts and the values of the law alone."""
    node = found.node(name)
    if node.operation is None:
        return Fraction(node.value.ppm, 10**6) if node.unit == "ppm" else node.value
    inputs = [worked_out(found, each.id) for each in found.inputs(name)]
    match node.operation:
        case Operation.PRODUCT:
            result = Fraction(1)
            for each in inputs:
                result *= each
            return result
        case Operation.SUM:
            return sum(inputs)
        case Operation.LEAST:
            return min(inputs)
        case Operation.REMAINDER:
            return 1 - inputs[0]
        case Operation.NOTHING:
            return 0
        case Operation.PART:
            above, upper = node.what.figures["above"], node.what.figures["upper"]
            return (inputs[0] if upper is None else min(inputs[0], upper)) - above
        case Operation.ROUNDED:
            return half_up(*Fraction(inputs[0]).as_integer_ratio())


def articles_into(found: Graph, name: str) -> list[str]:
    """The articles on all arrows on the way to a node."""
    own = [edge for edge in found.edges if edge.target == name]
    return [
        *(str(each) for edge in own for each in edge.citations),
        *(each for edge in own for each in articles_into(found, edge.source)),
    ]


@given(enrolment=enrolments(), months=st.integers(0, 139))
def test_the_nodes_multiplied_give_each_amount_to_the_rupiah(enrolment: Any, months: int) -> None:
    try:
        result = kj.assess(enrolment, kj.Month(2015, 7) + months)
    except kj.KopdesJamsosError:
        return
    found = graph(result)

    for line in result.lines:
        assert worked_out(found, f"{line.program} {line.payer}") == line.amount
    assert worked_out(found, "total") == result.total == found.node("total").value


@given(enrolment=enrolments(), months=st.integers(0, 139))
def test_each_node_follows_those_that_lead_to_it(enrolment: Any, months: int) -> None:
    try:
        result = kj.assess(enrolment, kj.Month(2015, 7) + months)
    except kj.KopdesJamsosError:
        return
    found = graph(result)
    places = {node.id: place for place, node in enumerate(found.nodes)}

    assert len(places) == len(found.nodes)
    assert all(places[edge.source] < places[edge.target] for edge in found.edges)
    assert {node.id for node in found.nodes if node.id != "total"} == {
        edge.source for edge in found.edges
    }
    priced = {str(line.citations[0]) for line in result.lines}
    assert priced <= set(articles_into(found, "total")) | {""}


# ---- published cases -----------------------------------------------------------------------------


def test_a_trader_under_the_half_price_has_one_per_cent_of_the_band_halved() -> None:
    found = graph(kj.assess(TRADER, NOVEMBER))

    factors = found.inputs("JKK participant product")
    assert [(node.path, node.value) for node in factors] == [
        ("bands.income_bands", 1_000_000),
        ("jkk.rate_bpu", kj.percent("1")),
        ("", kj.percent("50")),
    ]
    assert articles_into(found, "JKK participant") == [
        "PP 44/2015 Pasal 20 ayat (2), Lampiran II",
        "PP 44/2015 Pasal 20 ayat (1) dan ayat (2), Lampiran II",
        "PP 50/2025 Pasal 3 ayat (4) dan ayat (5), Pasal 4, Pasal 7 huruf b",
    ]
    assert {node.id for node in found.inputs("relief.bpu_other")} == {"sector", "group", "funding"}
    relief = found.node("relief.bpu_other")
    assert (str(relief.until), relief.evidence) == ("2026-12", kj.Evidence.TEXT)
    assert found.node("total").value == 8_400


def test_a_wage_above_the_ceiling_is_cut_before_the_rate() -> None:
    # The letter of the agency for 2026: Rp11.086.300; 1 % of it is 110.863.
    found = graph(kj.assess(CLERK, NOVEMBER))

    [base, rate] = found.inputs("JP worker product")
    assert (base.operation, base.value, rate.value) == (
        Operation.LEAST,
        11_086_300,
        kj.percent("1"),
    )
    assert {node.id for node in found.inputs(base.id)} == {"wage", "jp.wage_ceiling"}
    assert found.node("JP worker").value == 110_863


def test_rounding_is_an_arrow_with_its_convention() -> None:
    # 0.54 % of 12,345,678 is 66,666.6612.
    found = graph(kj.assess(CLERK, NOVEMBER))

    [edge] = [each for each in found.edges if each.target == "JKK employer"]
    assert found.node(edge.source).value == Fraction(666_666_612, 10_000)
    assert edge.assumption == "round-line"
    assert found.to_dict()["nodes"][3]["value"] == "66666.6612"
    [exact] = [each for each in found.edges if each.target == "JP worker"]
    assert exact.assumption == ""


def test_the_risk_class_chooses_the_rate() -> None:
    found = graph(kj.assess(CLERK, NOVEMBER))

    assert [node.id for node in found.inputs("jkk.rate_pu low")] == ["risk_class"]
    assert found.node("jkk.rate_pu low").value == kj.percent("0.54")


def test_a_contract_value_is_taken_slice_by_slice() -> None:
    # PP 44/2015 Pasal 54: 0.21 % of the first hundred million, 0.17 % of the next part.
    found = graph(kj.assess(PROJECT, kj.Month(2026, 7)))

    parts = [node.value for node in found.nodes if node.operation is Operation.PART]
    assert parts == [100_000_000, 80_000_000] * 2
    assert found.node("JKK employer").value == 210_000 + 136_000


@pytest.mark.parametrize("deferred", [False, True])
def test_past_pension_age_nothing_is_owed_for_the_pension(deferred: bool) -> None:
    born = "1950-01-01"
    old = kj.PUEnrolment(
        wage=5_000_000, programs={kj.JP}, birth_date=born, pension_deferred=deferred
    )
    found = graph(kj.assess(old, NOVEMBER))

    [base, _] = found.inputs("JP worker product")
    assert (base.operation, base.value) == (Operation.NOTHING, 0)
    facts = {"birth_date", "pension_deferred"} if deferred else {"birth_date"}
    assert {node.id for node in found.inputs(base.id) if node.kind is NodeKind.FACT} == facts
    assert found.node("total").value == 0


def test_a_what_if_stands_on_its_arrow() -> None:
    law = kj.LAW.with_change("jkk.rate_pu.low", kj.percent("1"), since=NOVEMBER)
    found = graph(kj.assess(CLERK, NOVEMBER, law=law))

    [edge] = [each for each in found.edges if each.source == "jkk.rate_pu low"]
    assert [each.source for each in edge.citations] == ["what-if"]
    assert "what-if" in found.to_mermaid("en")


# ---- bills, entitlements, others ----------------------------------------------------------------


def test_people_who_are_alike_stand_once_on_a_bill_with_their_number() -> None:
    older = attrs.evolve(TRADER, birth_date="1990-01-01")
    kdmp = cooperative(
        employees=[kj.Employee(ref="E-1", enrolments=[CLERK])],
        members=[
            kj.Member(ref="M-1", name="Ani Contoh", enrolments=[TRADER]),
            kj.Member(ref="M-2", name="Budi Contoh", enrolments=[older]),
            kj.Member(ref="M-3", name="Cici Contoh"),
        ],
    )
    bill = kj.bill(kdmp, NOVEMBER)
    found = graph(bill)

    assert [node.value for node in found.nodes if node.counts] == [2]
    assert worked_out(found, "total") == bill.total
    for program, amount in bill.by_program.items():
        assert worked_out(found, program) == amount
    text = found.to_mermaid() + json.dumps(found.to_dict())
    assert not any(secret in text for secret in ("Contoh", "M-1", "E-1", "1990"))


def test_a_bill_of_nobody_is_nothing() -> None:
    found = graph(kj.bill(cooperative(members=[kj.Member(ref="M-3")]), NOVEMBER))

    assert [(node.id, node.value) for node in found.nodes] == [("total", 0)]


def test_the_sum_for_a_death_by_work_has_its_share_months_and_base() -> None:
    # PP 82/2019 Pasal 25 ayat (5): 60 % of 80 months of wage.
    result = kj.entitle(kj.Death("2025-06-03", work_related=True), PAID)
    found = graph(result)

    name = "1: JKK death_sum"
    factors = {node.path: node.value for node in found.inputs(f"{name} product")}
    assert factors == {
        "": 1_000_000,
        "jkk.death_share": kj.percent("60"),
        "jkk.benefit_months": 80,
    }
    assert worked_out(found, name) == 48_000_000
    assert worked_out(found, "total") == result.total
    for number, line in enumerate(result.lines, 1):
        told = articles_into(found, f"{number}: {line.program} {line.kind}")
        assert {str(each) for each in line.citations} <= set(told)


def test_what_a_line_does_not_record_is_not_invented() -> None:
    # The floor of the death sum: base recorded, no share that gives the amount.
    low = kj.Participation.paid_through(
        kj.PUEnrolment(wage=400_000, programs={kj.JKK}, risk_class=1),
        since=kj.Month(2024, 1),
        months=18,
    )
    result = kj.entitle(kj.Death("2025-06-03", work_related=True), low)
    found = graph(result)
    name = "1: JKK death_sum"

    assert found.node(name).value == result.lines[0].amount
    assert found.node(name).operation is None
    assert {node.id for node in found.inputs(name)} == {"event", f"{name} base"}


def test_a_factor_whose_value_of_the_law_is_not_read_is_a_figure() -> None:
    result = kj.entitle(kj.Death("2025-06-03", work_related=True), PAID)
    unread = attrs.evolve(result, common=Basis())
    found = graph(unread)

    factors = found.inputs("1: JKK death_sum product")
    assert [(node.kind, node.unit) for node in factors] == [
        (NodeKind.FACT, "rupiah"),
        (NodeKind.FACT, "ppm"),
        (NodeKind.FACT, "count"),
    ]
    assert [node.id for node in found.inputs("2: JKK periodic")] == ["event"]


def test_pensions_and_refusals_have_their_articles() -> None:
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JP, kj.JHT}, birth_date="1969-01-01")
    paid = kj.Participation.paid_through(worker, since=kj.Month(2015, 7), months=120)
    result = kj.entitle(
        kj.Death("2025-06-03", work_related=False), paid, family=kj.Family(spouses=1)
    )
    found = graph(result)

    results = {node.id: node.value for node in found.nodes if node.kind is NodeKind.RESULT}
    for number, each in enumerate(result.monthly, 1):
        assert results[f"monthly {number}: {each.program} {each.kind}"] == each.amount
        assert articles_into(found, f"monthly {number}: {each.program} {each.kind}")
    assert result.monthly
    assert result.refusals
    assert sum(name.startswith("refusal") for name in results) == len(result.refusals)


def test_any_other_result_has_an_arrow_for_each_row() -> None:
    plan = kj.contributions.payment_plan([kj.assess(CLERK, NOVEMBER)])
    found = graph(plan)

    assert worked_out(found, "result") == plan.total
    assert set(articles_into(found, "result")) == {
        str(each) for entry in plan.entries for each in entry.due.citations
    }


def test_rows_without_a_total_lead_to_the_title() -> None:
    found = graph(kj.obligations(scale="micro"))

    assert found.node("result").value is None
    assert found.node("result").operation is None
    assert articles_into(found, "result")


@pytest.mark.parametrize("wrong", [None, 5, "bill", TRADER, kj.LAW])
def test_what_is_no_result_has_no_graph(wrong: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError, match="Only a result has a graph"):
        graph(wrong)


def test_a_result_of_other_law_is_refused() -> None:
    result = kj.assess(TRADER, NOVEMBER)
    changed = kj.LAW.with_change("jkm.amount_bpu", 10_000, since=NOVEMBER)

    for other in (attrs.evolve(result, law=changed), attrs.evolve(result, lines=result.lines[:1])):
        with pytest.raises(kj.errors.InvalidFactError, match="other law"):
            graph(other)


def test_a_result_that_was_read_from_a_document_has_the_same_graph() -> None:
    result = kj.assess(CLERK, NOVEMBER)

    again: Any = kj.from_json(kj.to_json(result), "assessment")
    assert graph(again).to_dict() == graph(result).to_dict()


# ---- data ----------------------------------------------------------------------------------------


def test_a_node_that_is_not_there_is_no_node() -> None:
    with pytest.raises(kj.errors.InvalidFactError, match="no node"):
        graph(kj.assess(TRADER, NOVEMBER)).node("Ani Contoh")


def test_the_data_is_json_and_its_arrows_name_its_nodes() -> None:
    old = kj.PUEnrolment(wage=5_000_000, programs={kj.JP}, birth_date="1950-01-01")
    for result in (
        kj.assess(CLERK, NOVEMBER),
        kj.assess(TRADER, NOVEMBER),
        kj.assess(old, NOVEMBER),
    ):
        data = graph(result).to_dict("en")
        assert json.loads(json.dumps(data)) == data
        names = {each["id"] for each in data["nodes"]}
        assert {each[end] for each in data["edges"] for end in ("source", "target")} <= names
    [born] = [each for each in data["nodes"] if each["unit"] == "date"]
    assert born["value"] == "1950-01-01"


def test_a_repr_tells_no_amount() -> None:
    found = graph(kj.assess(CLERK, NOVEMBER))

    assert "12345678" not in repr(found)
    assert "66667" not in repr(found)


def test_its_table_has_a_row_for_each_node() -> None:
    found = graph(kj.assess(TRADER, NOVEMBER))
    records = found.to_records()

    assert [each["node"] for each in records] == [node.id for node in found.nodes]
    last = records[-1]
    assert (last["amount"], last["made_of"]) == (8_400, "JKK participant; JKM participant")


@pytest.mark.parametrize(
    "language, headings, group, rate",
    [
        (
            "en",
            ["node", "kind_of_node", "item", "choice"],
            ["group", "declared", "BPU group", "group b (independent worker)"],
            "read in the text of the regulation",
        ),
        (
            "id",
            ["simpul", "jenis_simpul", "uraian", "pilihan"],
            ["group", "data", "kelompok BPU", "kelompok b (pekerja mandiri)"],
            "dibaca dalam naskah peraturan",
        ),
    ],
)
def test_people_read_its_table_in_their_language(
    language: str, headings: list[str], group: list[str], rate: str
) -> None:
    page = page_for(graph(kj.assess(TRADER, NOVEMBER)).table(), words(language))
    rows = {str(row[0]): row for row in page.rows}

    assert page.headings[:4] == headings
    assert list(rows["group"][:4]) == group
    assert rows["jkk.rate_bpu"][-1] == rate
    assert rows["total"][3] is None


# ---- drawings ------------------------------------------------------------------------------------

HOSTILE = [
    'a"] --> n99["b',
    "x\\",
    "\\N \\G \\l",
    "<script>alert(1)</script>",
    "#quot; &quot; `code` **b** ; end",
    "a\nsubgraph b\n%% c",
    'click n1 href "javascript:alert(1)"',
    "\x00\x1b[31m\u202e\u2028",
]


def hostile(text: str) -> Graph:
    note = Note.of("fact", value=text)
    source = kj.law.Citation(text, text)
    return Graph(
        title=note,
        nodes=(
            Node(id=text, kind=NodeKind.FACT, what=note, head=text, value=text),
            Node(id="result", kind=NodeKind.RESULT, what=note, head=note, value=1),
        ),
        edges=(Edge(source=text, target="result", citations=(source,)),),
        basis=Basis(),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_in_its_label_in_mermaid(text: str) -> None:
    lines = hostile(text).to_mermaid("en").splitlines()

    label = r'[^"<>`;&]*(?:#\d+;[^"<>`;&]*)*'
    labels = rf"{label}(?:<br>{label})*"
    assert len(lines) == 4
    assert lines[0] == "flowchart LR"
    assert re.fullmatch(rf'  n1\(\["{labels}"\]\)', lines[1])
    assert re.fullmatch(rf'  n2\["{labels}"\]', lines[2])
    assert re.fullmatch(rf'  n1 -->\|"{labels}"\| n2', lines[3])


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_in_its_label_in_dot(text: str) -> None:
    lines = hostile(text).to_graphviz("en").splitlines()

    label = r'"(?:[^"\\]|\\["\\n])*"'
    assert len(lines) == 8
    assert re.fullmatch(rf"  n1 \[shape=ellipse, label={label}\]", lines[4])
    assert re.fullmatch(rf"  n2 \[shape=box, label={label}\]", lines[5])
    assert re.fullmatch(rf"  n1 -> n2 \[label={label}\]", lines[6])
    assert lines[7] == "}"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("enrolment", [TRADER, CLERK, PROJECT])
def test_each_node_and_arrow_is_drawn(enrolment: Any, language: Any) -> None:
    found = graph(kj.assess(enrolment, NOVEMBER))

    for text, arrow in (
        (found.to_mermaid(language), " -->"),
        (found.to_graphviz(language), " -> "),
    ):
        lines = text.splitlines()
        assert sum(arrow in line for line in lines) == len(found.edges)
        assert sum(bool(re.match(r"  n\d+ ?[\[(]", line)) for line in lines) == len(found.nodes)


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_has_no_value_is_a_label_alone(language: Any) -> None:
    result = kj.obligations(scale="micro")
    lines = graph(result).to_mermaid(language).splitlines()

    assert [line for line in lines if "n1(" in line and "<br>" not in line]
    assert "<br>" not in "".join(line for line in lines if "-->" not in line)


def test_values_are_written_as_people_write_them() -> None:
    trader = graph(kj.assess(TRADER, NOVEMBER))
    clerk = graph(kj.assess(CLERK, NOVEMBER))

    assert "Rp66.666,6612" in clerk.to_mermaid("id")
    assert "Rp66,666.6612" in clerk.to_mermaid("en")
    assert "0,54%" in clerk.to_mermaid("id")
    assert "PP 50/2025 Pasal 3" in trader.to_mermaid("id")
    assert "April 2026 sampai Desember 2026" in trader.to_mermaid("id")
    assert 'risk class\\nlow"' in clerk.to_graphviz("en")


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed: no dot")
@pytest.mark.parametrize("text", HOSTILE)
def test_dot_draws_it(text: str) -> None:
    for found in (graph(kj.assess(CLERK, NOVEMBER)), hostile(text)):
        picture = found.to_svg("en")

        assert "<svg" in picture
        assert "<script" not in picture


@pytest.fixture
def drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a program on the path that stands for dot."""
    if os.name == "nt":
        pytest.skip("a script is no program on Windows")

    def put(code: str) -> None:
        program = tmp_path / "dot"
        program.write_text(f"#!{sys.executable}\nimport sys\n{code}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))

    return put


def test_a_picture_is_what_dot_makes_of_the_text(drawing: Any, tmp_path: Path) -> None:
    found = graph(kj.assess(TRADER, NOVEMBER))
    drawing("assert sys.argv[1:] == ['-Tsvg']; print('<svg>' + sys.stdin.read() + '</svg>')")

    found.write_svg(tmp_path / "iuran.svg", "en")
    assert found.to_svg("en") == f"<svg>{found.to_graphviz('en')}</svg>\n"
    assert (tmp_path / "iuran.svg").read_text(encoding="utf-8") == found.to_svg("en")
    with pytest.raises(kj.errors.InvalidFactError, match=r"ends in \.svg"):
        found.write_svg(tmp_path / "iuran.png")


@pytest.mark.parametrize("code", ["sys.exit('Ani Contoh')", "pass"])
def test_a_dot_that_draws_nothing_is_told(drawing: Any, code: str) -> None:
    drawing(code)

    with pytest.raises(kj.errors.OutputError, match="has not drawn") as caught:
        graph(kj.assess(TRADER, NOVEMBER)).to_svg()
    assert caught.value.__context__ is None


def test_a_dot_that_cannot_start_is_told(drawing: Any, tmp_path: Path) -> None:
    drawing("pass")
    (tmp_path / "dot").write_bytes(b"\x7fELF no program")

    with pytest.raises(kj.errors.OutputError, match="has not drawn") as caught:
        graph(kj.assess(TRADER, NOVEMBER)).to_svg()
    assert caught.value.__context__ is None


def test_without_dot_the_error_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(kj.errors.MissingPackageError, match="to_mermaid") as caught:
        graph(kj.assess(TRADER, NOVEMBER)).to_svg()
    assert caught.value.code == "missing-package"
