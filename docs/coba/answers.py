"""The Python of the page "Coba" ("Try"): forms, questions and answers as JSON, by the library.

It runs in the worker of the page, and in CPython in the tests. It holds no rule and no rate: it
maps the fields of `forms.toml` to facts, asks the library, and words what the library answers. What
has to be asked further is what the library's errors name.

Each call takes one JSON text and gives one. It never raises: what cannot be read or computed is
told as `{"kind": "refused"}` with its code and a remedy in the language of the reader.
"""

from __future__ import annotations

import base64
import binascii
import json
import tempfile
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

import kopdes_jamsos as kj
from kopdes_jamsos.basis import Basis, Statement
from kopdes_jamsos.wording.language import Words, languages, words
from kopdes_jamsos.wording.refusals import message_and_remedy
from kopdes_jamsos.wording.sentences import say, sentence

from .asking import Facts, Found, Result, line_of, rupiah, span
from .claim import claim
from .contribution import contribution
from .cooperative import cooperative
from .fields import (
    LAYOUT,
    Field,
    MissingFactsError,
    Plain,
    UnreadableError,
    field_named,
    text_of,
    told,
    written,
)

FORMS: Mapping[str, Callable[[Facts, kj.LawBook, Words], Found]] = {
    "contribution": contribution,
    "cooperative": cooperative,
    "claim": claim,
}


# ---- the four calls ----------------------------------------------------------------------------


def forms(text: str, law: kj.LawBook = kj.LAW) -> str:
    """The forms, in the language that is asked for."""
    return _reply(text, law, lambda asked, law, known: _layout(law, known))


def ask(text: str, law: kj.LawBook = kj.LAW) -> str:
    """The answer to the facts of a form, or what has to be asked further, or why there is none."""
    return _reply(text, law, lambda asked, law, known: _answer(asked, law, known))


def open_case(text: str, law: kj.LawBook = kj.LAW) -> str:
    """The form and the facts of a case, and whether the answer still agrees."""
    return _reply(text, law, lambda asked, law, known: _opened(asked, law, known))


def file(text: str, law: kj.LawBook = kj.LAW) -> str:
    """A file of an answer, in base64."""
    return _reply(text, law, lambda asked, law, known: _file(asked, law, known))


def warm(text: str, law: kj.LawBook = kj.LAW) -> str:
    """Nothing: what the first answer has to import is there afterwards.

    The page calls it while its reader fills in a form.
    """

    def call(asked: Plain, law: kj.LawBook, known: Words) -> Plain:
        _answer(LAYOUT["example"]["question"], law, known)
        return {"kind": "warm"}

    return _reply(text, law, call)


# As the page calls it.
open = open_case


def _layout(law: kj.LawBook, known: Words) -> Plain:
    return {
        "language": known.language,
        "version": kj.__version__,
        "law": law.version,
        "forms": [_form(name, known) for name in LAYOUT["forms"]],
    }


def _form(name: str, known: Words) -> Plain:
    own = LAYOUT["forms"][name]
    fields = []
    for each in own["fields"]:
        found = _field(each["name"]).plain(known, {})
        found["required"] = each.get("required", False)
        if "when" in each:
            found["when"] = dict(each["when"])
        fields.append(found)
    form: Plain = {
        "name": name,
        "title": text_of(own["title"], known),
        "intro": text_of(own["intro"], known),
        "fields": fields,
    }
    if fields[0]["name"] == "variant":
        form["variants"] = fields[0]["choices"]
    return form


def _field(name: str) -> Field:
    found = field_named(name)
    if found is None:
        raise UnreadableError("", "no-field")
    return found


def _answer(asked: Plain, law: kj.LawBook, known: Words) -> Plain:
    name, facts = _read(asked)
    return _worded(name, facts, _found(name, facts, law, known), law, known)


def _found(name: str, facts: Facts, law: kj.LawBook, known: Words) -> Found:
    with warnings.catch_warnings():
        # The answer tells the evidence itself.
        warnings.simplefilter("ignore", kj.KopdesJamsosWarning)
        return FORMS[name](facts, law, known)


def _read(asked: Plain) -> tuple[str, dict[str, Any]]:
    """The form, and the facts that were given for it and that it shows."""
    name, given = asked.get("form"), asked.get("facts")
    if not isinstance(name, str) or name not in FORMS or not isinstance(given, dict):
        raise UnreadableError("", "no-form")
    shown: dict[str, Any] = {}
    for each in LAYOUT["forms"][name]["fields"]:
        own, when = each["name"], each.get("when")
        if when is not None and written(shown.get(when["field"], "")) not in when["in"]:
            continue
        value = _field(own).read(given[own]) if own in given else None
        if value is None and each.get("required"):
            raise UnreadableError(own, "blank")
        shown[own] = value
    facts = {own: value for own, value in shown.items() if value is not None}
    layout = {each["name"] for each in LAYOUT["forms"][name]["fields"]}
    for own in sorted(given.keys() - shown.keys()):
        try:
            value = _field(own).read(given[own])
        except UnreadableError:
            if own not in layout:
                raise
            value = None  # left in a field that is no longer shown
        if value is not None:
            facts[own] = value
    return name, facts


def _worded(name: str, facts: Facts, found: Found, law: kj.LawBook, known: Words) -> Plain:
    result = found.result
    statement = result.statement()
    language = known.language
    total = statement.totals[-1]
    evidence, assumptions = _grounds(statement, found)
    return {
        "kind": "answer",
        "title": sentence(statement.title, language),
        "total": {"label": sentence(total.label, language), "amount": rupiah(result.total, known)},
        "lines": [line_of(row, known) for row in statement.rows],
        "sums": [
            {each: line_of(row, known)[each] for each in ("label", "amount")}
            for row in statement.totals[:-1]
        ],
        "evidence": known.tables["evidence"][evidence],
        "assumptions": [known.tables["conventions"][each] for each in assumptions],
        "remarks": [
            # What to bring is told apart.
            *(sentence(note, language) for note in statement.remarks if note.code != "to-prove"),
            *found.remarks,
        ],
        "changes": list(found.changes),
        "dates": list(_dates(result, known)),
        "statement": result.explain(language, "html"),
        "document": kj.to_json(result),
        "files": _files(found, known),
        "case": _case(name, facts, result, law),
        **_of_family(result, known),
    }


def _grounds(statement: Statement, found: Found) -> tuple[kj.Evidence, tuple[str, ...]]:
    """The weakest evidence and the assumptions: those of the statement, and what stands beside."""
    if not found.beside and statement.evidence is not None:
        return statement.evidence, statement.assumptions
    basis = Basis.sum((found.result.basis, *found.beside))
    return basis.evidence, tuple(dict.fromkeys((*statement.assumptions, *basis.assumptions)))


def _dates(result: Result, known: Words) -> Iterator[Plain]:
    """Days on which something is due, in words."""
    for entry in kj.calendars.dates(result).entries:
        label = sentence(entry.what, known.language).removesuffix(".")
        yield {
            "label": label if entry.amount is None else f"{label}: {rupiah(entry.amount, known)}",
            "date": entry.day.isoformat(),
            "text": kj.wording.format_date(entry.day, known.language),
        }


def _of_family(result: Result, known: Words) -> Plain:
    """What only the right of a family has: what to bring, and a page to hand on."""
    if not isinstance(result, kj.Entitlement):
        return {}
    bring = dict.fromkeys(sentence(proof.what, known.language) for proof in result.proofs)
    letter = kj.benefits.family_statement(result, known.language, wrapped=False)
    return {"bring": list(bring), "letter": letter}


# ---- files -------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Format:
    """A kind of file: its name's ending, its media type, and how it is made."""

    ending: str
    type: str
    make: Callable[[Result, Path, Words], None]


def _write_json(result: Result, path: Path, known: Words) -> None:
    path.write_text(kj.to_json(result), encoding="utf-8")


def _write_calendar(result: Result, path: Path, known: Words) -> None:
    kj.calendars.write_icalendar(result, path, language=known.language)


def _write_xlsx(result: Result, path: Path, known: Words) -> None:
    result.write_xlsx(path, language=known.language)


def _write_letter(result: Result, path: Path, known: Words) -> None:
    if isinstance(result, kj.Entitlement):
        page = kj.benefits.family_statement(result, known.language)
        path.write_text(f"{page}\n", encoding="utf-8")


_FORMATS = (
    Format(ending="json", type="application/json", make=_write_json),
    Format(
        ending="xlsx",
        type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        make=_write_xlsx,
    ),
    Format(ending="ics", type="text/calendar", make=_write_calendar),
    Format(ending="txt", type="text/plain", make=_write_letter),
)


def _formats(found: Found) -> Mapping[str, Format]:
    """The files of an answer by their names; only a family has a letter."""
    is_claim = isinstance(found.result, kj.Entitlement)
    return {
        f"{found.name}.{each.ending}": each
        for each in _FORMATS
        if is_claim or each.make is not _write_letter
    }


def _files(found: Found, known: Words) -> list[Plain]:
    return [
        {"name": name, "type": each.type, "label": told(f"file-{each.ending}", known)}
        for name, each in _formats(found).items()
    ]


def _file(asked: Plain, law: kj.LawBook, known: Words) -> Plain:
    form, facts = _read(asked)
    found = _found(form, facts, law, known)
    formats, name = _formats(found), asked.get("name")
    if not isinstance(name, str) or name not in formats:
        raise UnreadableError("", "no-file")
    chosen = formats[name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        chosen.make(found.result, path, known)
        data = path.read_bytes()
    return {"name": name, "type": chosen.type, "base64": base64.b64encode(data).decode("ascii")}


# ---- the case of a link ------------------------------------------------------------------------


_LONGEST_CASE = 8_000
_LARGEST_CASE = 64_000


def _case(name: str, facts: Facts, result: Result, law: kj.LawBook) -> str:
    """The facts, the versions and a mark of the answer as text for the fragment of an address."""
    case = {
        "form": name,
        "facts": {each: written(value) for each, value in sorted(facts.items())},
        "version": kj.__version__,
        "law": law.version,
        "total": result.total,
        "mark": _mark(result),
    }
    packed = zlib.compress(json.dumps(case, separators=(",", ":")).encode(), 9)
    return base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")


def _mark(result: Result) -> int:
    """A sum over amounts, lines, articles, evidence and assumptions, without the versions."""
    short = {
        name: value
        for name, value in kj.documents.compact(result).items()
        if name not in ("engine_version", "law_version", "schema_version")
    }
    return zlib.crc32(json.dumps(short, sort_keys=True).encode())


def _unpacked(case: object) -> Plain:
    """What a case holds; nothing of it is trusted before its facts have been read."""
    found: Any = None
    if isinstance(case, str) and len(case) <= _LONGEST_CASE and case.isascii():
        try:
            packed = base64.urlsafe_b64decode(case + "=" * (-len(case) % 4))
            found = json.loads(zlib.decompressobj().decompress(packed, _LARGEST_CASE))
        except (ValueError, RecursionError, zlib.error, binascii.Error):
            found = None
    kinds = {"form": str, "facts": dict, "version": str, "law": str, "total": int, "mark": int}
    if not isinstance(found, dict) or not all(
        type(found.get(name)) is kind for name, kind in kinds.items()
    ):
        raise UnreadableError("case", "no-case")
    return found


def _opened(asked: Plain, law: kj.LawBook, known: Words) -> Plain:
    case = _unpacked(asked.get("case"))
    form, facts = _read(case)
    return {
        "form": form,
        "facts": {name: written(value) for name, value in facts.items()},
        "replay": _replayed(case, form, facts, law, known),
    }


def _replayed(case: Plain, form: str, facts: Facts, law: kj.LawBook, known: Words) -> Plain:
    """Whether the answer of a case is still the same."""
    versions = {"then": case["law"], "now": law.version}
    then = rupiah(case["total"], known)
    try:
        result = _found(form, facts, law, known).result
    except (MissingFactsError, kj.KopdesJamsosError):
        return {"agrees": False, "sentence": told("replay-open", known, **versions), "then": then}
    if _mark(result) == case["mark"] and result.total == case["total"]:
        return {"agrees": True, "sentence": told("replay-agrees", known, **versions)}
    now = rupiah(result.total, known)
    code = "replay-same-total" if now == then else "replay-differs"
    said = told(code, known, **versions, before=then, after=now)
    return {"agrees": False, "sentence": said, "then": then, "now": now}


# ---- what a call gives -------------------------------------------------------------------------


def _reply(text: str, law: kj.LawBook, call: Callable[[Plain, kj.LawBook, Words], Plain]) -> str:
    """What a call gives, as JSON; whatever goes wrong is told in the language of the reader."""
    known, asked = words("id"), {}
    try:
        asked = _arguments(text)
        known = _words(asked.get("language", "id"))
        found = call(asked, law, known)
    except MissingFactsError as missing:
        questions = [_question(name, missing, known) for name in missing.names]
        found = {
            "kind": "questions",
            "questions": questions,
            "sentence": told("questions", known),
        }
    except UnreadableError as error:
        found = _refused(error.code, error.name, known)
    except kj.KopdesJamsosError as error:
        found = _explained(error, asked, known)
    return json.dumps(found, ensure_ascii=False)


def _question(name: str, missing: MissingFactsError, known: Words) -> Plain:
    amounts = {place: span(*each, known) for place, each in missing.amounts.items()}
    return {**_field(name).plain(known, amounts), "required": True}


def _arguments(text: str) -> Plain:
    asked: Any = None
    if isinstance(text, str):
        try:
            asked = json.loads(text)
        except (ValueError, RecursionError):
            asked = None
    if not isinstance(asked, dict):
        raise UnreadableError("", "no-call")
    return asked


# The fields at which to look where an error names none of them, by its code or its reason.
_CAUSES = {
    "before-data": ("month", "on"),
    "not-announced": ("month", "on"),
    "program-not-open": ("programs_pu", "programs_waged"),
    "age-limit": ("birth_date",),
    "ended-before-joined": ("since",),
    "more-children": ("children",),
}


def _explained(error: kj.KopdesJamsosError, asked: Plain, known: Words) -> Plain:
    """An error of the library in the language of the reader, and the field that is at fault."""
    message, remedy = message_and_remedy(error, known.language)
    found = {"kind": "refused", "code": error.code, "message": message, "remedy": remedy}
    given = asked.get("facts")
    causes = (
        error.field,
        error.value,
        *_CAUSES.get(error.code, ()),
        *_CAUSES.get(error.reason, ()),
    )
    fields = [cause for cause in causes if isinstance(cause, str) and cause in (given or ())]
    return {**found, **({"field": fields[0]} if fields else {})}


def _refused(code: str, name: str, known: Words) -> Plain:
    """What is wrong with a text, in the words of rosters where they have them."""
    own = LAYOUT["refusals"].get(code)
    parts = ("message", "remedy")
    said = {
        each: text_of(own[each], known) if own else say(f"roster.{code}.{each}", {}, known.language)
        for each in parts
    }
    return {"kind": "refused", **({"field": name} if name else {}), "code": code, **said}


def _words(language: object) -> Words:
    if language not in languages():
        raise UnreadableError("", "no-language")
    return words(str(language))
