"""Each error tells what was wrong and what to do, in the language of whoever reads it."""

from __future__ import annotations

import ast
import string
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kopdes_jamsos as kj
from kopdes_jamsos import errors
from kopdes_jamsos.wording import languages
from kopdes_jamsos.wording.language import words

SOURCE = Path(kj.__file__).parent
KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, kj.KopdesJamsosError)
]
OF_ALL = {"field", "detail", "facts"}  # figures that `explain` has of every error


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
    for kind, given, reason in raised():
        asked = {
            name
            for part in ("message", "remedy")
            for _, name, _, _ in string.Formatter().parse(texts[f"{codes[kind]}.{reason}.{part}"])
            if name
        }
        assert asked - OF_ALL <= given, f"{kind} {reason}"


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
        "Yang menentukan belum diberikan: kelompok BPU dan sumber dana iuran. Lengkapi isian itu.",
        "What decides was not given: BPU group and whose money pays. Fill it in.",
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
        "Dokumen ini tidak menurut skemanya: 1 kesalahan, yang pertama di $.",
        "This document is not as its schema says: 1 faults, the first at $.",
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
