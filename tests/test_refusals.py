"""Each error tells what was wrong and what to do, in the language of whoever reads it."""

from __future__ import annotations

import ast
import pkgutil
import re
import string
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import attrs
import pytest

import kopdes_jamsos as kj
from kopdes_jamsos import errors
from kopdes_jamsos._personal import fact_of
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.documents.shapes import EVENTS
from kopdes_jamsos.enrolment import ENROLMENTS
from kopdes_jamsos.law.instruments import read_readings
from kopdes_jamsos.programs import Choice
from kopdes_jamsos.wording import languages
from kopdes_jamsos.wording.language import words
from kopdes_jamsos.wording.sentences import fact_named, option_named

SOURCE = Path(kj.__file__).parent
KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, kj.KopdesJamsosError)
]
FAULTY = ("DocumentFault", "MisfitError", "_refused")
OF_ALL = {"field", "detail", "facts", "faults"}  # figures that `explain` has of every error


def raised() -> Iterator[tuple[str, set[str], str]]:
    """Class, names of arguments and reason of the errors in the source that give a reason."""
    for path in SOURCE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            given = {each.arg: each.value for each in call.keywords if each.arg}
            reason = given.get("reason")
            if "remedy" in given and isinstance(reason, ast.Constant):
                yield ast.unparse(call.func), set(given), str(reason.value)


@pytest.mark.parametrize("language", languages())
def test_each_code_and_each_reason_has_its_words(language: str) -> None:
    texts = words(language).tables["refusal"]
    reasons = {reason for _, _, reason in raised()}
    named = {name.rpartition(".")[0] for name in texts}

    assert {kind.code for kind in KINDS} <= named
    assert {name.partition(".")[0] for name in named} == {kind.code for kind in KINDS}
    assert {name.partition(".")[2] for name in named} - {""} == reasons
    assert all(f"{name}.{part}" in texts for name in named for part in ("message", "remedy"))


def test_an_error_gives_the_figures_of_its_words() -> None:
    texts = words("id").tables["refusal"]
    codes = {kind.__name__: kind.code for kind in KINDS} | {"error": "unknown-choice"}
    codes["cls"] = errors.InvalidDocumentError.code
    for kind, given, reason in raised():
        asked = {
            name
            for part in ("message", "remedy")
            for _, name, _, _ in string.Formatter().parse(texts[f"{codes[kind]}.{reason}.{part}"])
            if name
        }
        assert asked - OF_ALL <= given, f"{kind} {reason}"


def test_each_fault_of_a_document_has_its_words() -> None:
    codes = set()
    for path in (SOURCE / "documents").glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in FAULTY:
                told = [str(each.value) for each in call.args if isinstance(each, ast.Constant)]
                codes |= {each for each in told if re.fullmatch("[a-z-]+", each)}
    for language in languages():
        texts = words(language).tables["fault"]
        assert {name.rpartition(".")[0] for name in texts} == codes
        assert set(texts) == {f"{code}.{part}" for code in codes for part in ("message", "remedy")}


def test_a_fault_is_told_with_its_place() -> None:
    document = '{"kind": "person", "schema_version": 3, "data": {"type": "officer", "nama": ""}}'
    with pytest.raises(errors.InvalidDocumentError) as caught:
        kj.from_json(document, "person")
    first, second = caught.value.errors

    assert first.explain("id").startswith("$.data.role: Isian ini tidak ada.")
    assert second.explain("en").startswith("$.data: There is a key that is not known.")
    said = caught.value.explain("id")
    assert "2 kesalahan" in said
    assert first.explain("id") in said
    assert second.explain("id") in said
    strange = errors.DocumentFault("$.x", "of-no-such-kind", "It is odd.", "Mend it.")
    assert strange.explain("en") == "$.x: This cannot be done. In detail: It is odd. Mend it."


READINGS = read_readings()
TOLD: dict[str, tuple[Callable[[], object], str, str]] = {
    "a choice": (
        lambda: kj.BPUEnrolment(income=1, programs={"JKK"}, sector="pasar"),
        "Pilihan ini tidak dikenal (sektor). Pilih salah satu: transportasi, selain transportasi.",
        "This choice is not known (sector). Choose one of: transport, other than transport.",
    ),
    "an amount": (
        lambda: kj.PUEnrolment(wage=-1, programs={"JKK"}),
        "Ini bukan jumlah rupiah bulat, 0 atau lebih (upah). Tulis angka saja, misalnya 2500000.",
        "This is no whole amount of rupiah, 0 or more (wage). Write digits only, such as 2500000.",
    ),
    "missing facts": (
        lambda: kj.assess(kj.BPUEnrolment(income=1_000_000, programs={"JKK"}), "2026-11"),
        "Masih diperlukan: kelompok BPU dan sumber dana iuran. Lengkapi isian itu.",
        "Still needed: BPU group and whose money pays. Fill in what is missing.",
    ),
    "a value of the law": (
        lambda: kj.LAW.series("jp.ceiling"),
        "Nama ini bukan nama nilai dalam data peraturan. "
        "Tulis bidang dan namanya, misalnya jp.wage_ceiling.",
        "This names no value of the law data. Write area and name, such as jp.wage_ceiling.",
    ),
    "a reading": (
        lambda: kj.LAW.with_reading("no-such"),
        f"Ini bukan nama penafsiran hukum. Pilih di antara {', '.join(READINGS[:-1])}, dan "
        f"{READINGS[-1]}.",
        f"This names no reading of the law. Choose among {', '.join(READINGS[:-1])}, and "
        f"{READINGS[-1]}.",
    ),
    "a NIK": (
        lambda: kj.Nik("1"),
        "Ini bukan NIK: 16 angka dengan kode wilayah, tanggal lahir, dan nomor urut. "
        "Salin NIK dari KTP: 16 angka tanpa spasi atau tanda lain.",
        "This is no NIK: 16 digits with region, date of birth and serial number. "
        "Copy the NIK from the identity card: 16 digits, nothing between.",
    ),
    "a document": (
        lambda: kj.from_json("{", "bill"),
        "Dokumen ini tidak menurut skemanya: 1 kesalahan. $: Ini bukan dokumen JSON. "
        "Berikan dokumen seperti yang ditulis pustaka ini, utuh dan tidak diubah.",
        "This document is not as its schema says: 1 fault. $: This is no JSON. "
        "Give the document as this library wrote it, whole and unchanged.",
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_an_error_explains_itself_in_both_languages(name: str) -> None:
    call, indonesian, english = TOLD[name]
    with pytest.raises(kj.KopdesJamsosError) as caught:
        call()

    assert caught.value.explain().startswith(indonesian)
    assert caught.value.explain("en").startswith(english)
    with kj.display.language("en"):
        assert caught.value.explain() == caught.value.explain("en")
    with pytest.raises(errors.UnknownChoiceError):
        caught.value.explain("fr")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", languages())
def test_an_error_with_nothing_but_its_message_explains_itself(
    kind: type[kj.KopdesJamsosError], language: str
) -> None:
    for value in (None, 3, ("wage", "nobody-knows")):
        error = kind("It is wrong.", value=value, remedy="Mend it.", reason="of-no-such-kind")
        said = error.explain(language)
        assert said.endswith(".")
        assert "{" not in said


def test_an_error_of_somebody_else_is_told_as_it_is() -> None:
    class TooSlowError(kj.KopdesJamsosError):
        """A kind that a caller made."""

    said = TooSlowError("It was slow.", remedy="Hurry.").explain("id")

    assert said.endswith("bahasa Inggris: It was slow. Hurry.")


def test_a_figure_that_may_be_of_somebody_is_not_kept() -> None:
    nik = "3604991708909991"
    error = errors.InvalidFactError("It is wrong.", remedy="Mend it.", field=nik, nik=nik)

    assert error.figures == {}
    assert nik not in error.explain("id")


# --- names of fields and choices ----------------------------------------------------------------


def chosen() -> dict[str, type[Choice]]:
    """The vocabularies from which somebody chooses, by the names that the source calls them."""
    for module in pkgutil.walk_packages(kj.__path__, "kopdes_jamsos."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    text = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    names = set(re.findall(r"\b(?:choose|choose_each|choose_or_none|find_choice)\((\w+),", text))
    return {
        kind.__name__: kind for kind in every_kind(Choice) if kind.__name__ in names - SPOKEN_AS_IS
    }


def every_kind(kind: type[Choice]) -> Iterator[type[Choice]]:
    for each in kind.__subclasses__():
        yield each
        yield from every_kind(each)


# Names of documents in the code: nobody but a programmer gives them.
SPOKEN_AS_IS = {"DocumentKind"}
# Words of both languages alike, and abbreviations.
ALIKE = {"program", "cooperative-kind"}


@pytest.mark.parametrize("name", sorted(chosen()))
def test_a_vocabulary_and_its_choices_have_words_in_both_languages(name: str) -> None:
    kind = chosen()[name]
    fact = fact_of(kind)
    said = {
        language: [option_named(each, words(language)) for each in kind] for language in languages()
    }

    assert fact_named(fact, words("id")) != fact or fact == "program"
    assert all(len(set(each)) == len(kind) for each in said.values())
    if fact.replace("_", "-") not in ALIKE:
        assert said["id"] != said["en"]


def test_the_facts_that_people_give_have_names() -> None:
    kinds = {
        *ENROLMENTS.values(),
        *(kj.Officer, kj.Supervisor, kj.Employee, kj.Member, kj.Cooperative),
        *(kj.Participation, kj.Payment, kj.Child, kj.Family, kj.Injury, Case),
        *EVENTS,
    }
    asked = {field.name for kind in kinds for field in attrs.fields(kind) if field.init}
    tables = words("id").tables
    named = {name for table in ("facts", "parts", "policy") for name in tables[table]}

    assert asked - named == set()
