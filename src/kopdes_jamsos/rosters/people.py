"""How a row becomes a person of the cooperative, its profile, its village or a line of business.

The words for organs and posts are in `posts`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from attrs import evolve, fields_dict

from kopdes_jamsos.choices import find_choice
from kopdes_jamsos.cooperative import (
    Elsewhere,
    Employee,
    Member,
    Officer,
    Person,
    Supervisor,
)
from kopdes_jamsos.enrolment import ENROLMENTS, BPUEnrolment, PUEnrolment, facts_of
from kopdes_jamsos.errors import KopdesJamsosError, MissingFactError
from kopdes_jamsos.identity import VillageCode
from kopdes_jamsos.programs import Program, Segment
from kopdes_jamsos.rosters.cells import (
    Row,
    find_no_choice,
    read_amount,
    read_choice,
    read_email,
    read_nik,
    read_phone,
    read_postal_code,
    read_ref,
    read_sex,
    read_village,
    read_word,
)
from kopdes_jamsos.rosters.dates import read_birth, read_birth_date, read_date
from kopdes_jamsos.rosters.posts import officer_role, organ_of, supervisor_role, words_in
from kopdes_jamsos.rosters.subjects import Business, Made, Particulars, Profile, row_ref

Maker: TypeAlias = Callable[[Row, dt.date], Made]

_APPROVED = {"approved": True, "disetujui": True, "requested": False, "diminta": False}
_WAGED = {
    **dict.fromkeys(("y", "ya", "yes", "benar", "true", "1", "menerima", "digaji"), "Y"),
    **dict.fromkeys(("t", "tidak", "no", "bukan", "false", "0", "tidak menerima"), "T"),
}


def _profile(row: Row, _: dt.date) -> Made:
    """A profile."""
    ref = read_ref(row, "cooperative", row.text("cooperative"))
    name = row.text("cooperative_name")
    if ref is None or name is None:
        return _kept_out(row, ref, "profile-incomplete")
    return Made(
        cooperative=ref,
        subject=Profile(
            name=name, cooperative_number=row.text("cooperative_number"), village=_village(row)
        ),
    )


def _place(row: Row, _: dt.date) -> Made:
    """The village of a cooperative."""
    ref = read_ref(row, "cooperative", row.text("cooperative"))
    village = _village(row)
    if ref is None or village is None:
        return _kept_out(row, ref, "village-unknown")
    return Made(cooperative=ref, subject=village)


def _business(row: Row, _: dt.date) -> Made:
    """A line of business."""
    ref = cooperative_of(row)
    code = row.text("kbli")
    if code is None or not (code.isascii() and code.isdigit() and 4 <= len(code) <= 5):
        return _kept_out(row, ref, "kbli-unreadable", "kbli", code)
    if len(code) == 4:
        row.find("kbli-zero-lost", "kbli", original=code, repaired=f"0{code}")
        code = f"0{code}"
    year = row.text("kbli_year")
    if year is None or not re.fullmatch(r"(?:19|20)[0-9]{2}", year):
        row.find("kbli-year-missing", "kbli_year", original=year)
        year = None
    name = row.text("kbli_name")
    return Made(cooperative=ref, subject=Business(kbli=code, year=year, name=name))


def _kept_out(
    row: Row, cooperative: str | None, code: str, name: str | None = None, text: str | None = None
) -> Made:
    row.find(code, name, original=text)
    return Made(cooperative=cooperative, subject=None)


def _village(row: Row) -> VillageCode | None:
    text = row.text("village")
    return None if text is None else read_village(row, "village", text)


def cooperative_of(row: Row) -> str | None:
    """The reference of the cooperative, where the table has one."""
    text = row.text("cooperative")
    if text is None and row.has("cooperative") and row.is_blank("cooperative"):
        row.find("cooperative-missing", "cooperative")
        return None
    return read_ref(row, "cooperative", text)


def _person(row: Row, on: dt.date, organs: tuple[str, ...]) -> Made:
    cooperative = cooperative_of(row)
    name = row.text("name")
    identity = row.text("nik")
    if name is None and identity is None:
        return _kept_out(row, cooperative, "nobody")
    organ = organs[0] if len(organs) == 1 else organ_of(row, organs)
    if organ is None or (organ == "member" and not is_member(row)):
        return Made(cooperative=cooperative, subject=None)
    if name is None and row.is_blank("name"):
        row.find("name-missing", "name")
    nik = read_nik(row, identity)
    birth_date = read_birth_date(row, row.text("birth_date"), on)
    particulars = _particulars(row)
    if row.has("birth"):
        born_in, birth_date = read_birth(row, on)
        particulars = evolve(particulars, birth_place=particulars.birth_place or born_in)
    if nik is not None:
        for finding in nik.findings(birth_date, particulars.sex):
            born = "birth" if row.has("birth") else "birth_date"
            place = {"sex-differs": "sex", "birth-date-differs": born}
            row.find(finding.code, place.get(finding.code, "nik"))
    facts: dict[str, Any] = {
        "ref": read_ref(row, "ref", row.text("ref")) or row_ref(row.number),
        "name": name,
        "nik": nik,
        "birth_date": birth_date,
    }
    if row.has("elsewhere"):
        facts["elsewhere"] = elsewhere_of(row)
    if row.has("segment"):
        facts["enrolments"] = _enrolments(row, birth_date, particulars)
    return Made(
        cooperative=cooperative,
        subject=_of_organ(row, organ, facts, particulars),
        particulars=particulars,
    )


def _of_organ(
    row: Row, organ: str | None, facts: Mapping[str, Any], particulars: Particulars
) -> Person:
    post = particulars.post
    if organ == "member":
        return Member(**facts)
    if organ == "employee":
        # Shown as it is, unlike the posts: a number in the wrong column must not come through.
        return Employee(position=read_ref(row, "post", post), **facts)
    decides = not facts.get("enrolments") and facts.get("elsewhere") is None
    waged = waged_of(row, decides=decides)
    if organ == "supervisor":
        return Supervisor(role=supervisor_role(row, post), waged=waged, **facts)
    role = officer_role(row, post, particulars.occupation)
    return Officer(role=role, waged=waged, **facts)


def elsewhere_of(row: Row) -> Elsewhere | None:
    """Where the work of a person is covered already."""
    return read_choice(row, "elsewhere", row.text("elsewhere"), Elsewhere)


def waged_of(row: Row, *, decides: bool) -> bool | None:
    """Whether an officer or a supervisor receives a wage for it, which may decide the segment."""
    written = row.text("waged")
    if written is not None:
        word = read_word(row, "waged", written, _WAGED)
        return None if word is None else word == "Y"
    if decides and row.has("waged") and row.is_blank("waged"):
        # The wage decides the segment that is proposed: Permenaker 5/2021 Pasal 2 ayat (3) huruf c.
        row.find("waged-missing", "waged")
    return None


def is_member(row: Row) -> bool:
    """Whether a row says nothing against a membership."""
    status = row.text("membership")
    if status is None:
        return True
    approved = _APPROVED.get(status.lower())
    if approved is None:
        row.find("membership-unknown", "membership", original=status)
    elif not approved:
        row.find("membership-requested", "membership")
    return approved is not False


_MARRIED = {
    **dict.fromkeys(("y", "ya", "kawin", "menikah", "yes", "married"), "Y"),
    **dict.fromkeys(("t", "tidak", "belum kawin", "belum menikah", "no", "single"), "T"),
}
_BLOOD_TYPES = {name.lower(): name for name in ("A", "B", "AB", "O")}


def as_written(_: Row, __: str, text: str) -> str:
    """A text that stays as it is."""
    return text


READERS: dict[str, Callable[[Row, str, str], Any]] = {
    **dict.fromkeys(fields_dict(Particulars), as_written),
    **dict.fromkeys(
        ("work_began", "contract_ends", "term_from", "term_until", "registered"), read_date
    ),
    "sex": read_sex,
    "phone": read_phone,
    "email": read_email,
    "postal_code": read_postal_code,
    "village": read_village,
    "married": partial(read_word, words=_MARRIED),
    "blood_type": partial(read_word, words=_BLOOD_TYPES),
    "wage": read_amount,
}


def _particulars(row: Row) -> Particulars:
    found = {}
    for name in row.fields:
        reader = READERS.get(name)
        if reader is not None:
            text = row.text(name)
            if text is not None:
                found[name] = reader(row, name, text)
    return Particulars(**found)


def _enrolments(
    row: Row, birth_date: dt.date | None, particulars: Particulars
) -> tuple[PUEnrolment | BPUEnrolment, ...]:
    """The enrolment that the plain roster declares, if it declares one."""
    segment = read_choice(row, "segment", row.text("segment"), Segment)
    if segment is None:
        return ()
    programs = _programs(row)
    if programs is None:
        return ()
    stated: dict[str, Any] = {"programs": programs, "birth_date": birth_date}
    try:
        for fact in facts_of(segment):
            if fact.is_text and fact.only_for is None:
                stated[fact.name] = read_choice(row, fact.name, row.text(fact.name), fact.kind)
            elif fact.base:
                base = stated[fact.name] = _base(row, fact.name, particulars)
                if base is None:
                    return ()
        return (ENROLMENTS[segment](**stated),)  # type: ignore[return-value]  # of people only
    except KopdesJamsosError as error:
        _refuse(row, _AT_FAULT.get(error.code, "segment"), error.code)
        return ()


# The column that the caller has to correct; of all else it is the segment.
_AT_FAULT = {"program-not-open": "programs"}


def _refuse(row: Row, name: str, reason: str) -> None:
    """Find that an enrolment cannot be made, in the column at fault where the table has it."""
    row.find("enrolment-refused", name if row.has(name) else "segment", reason=reason)


def _programs(row: Row) -> list[Program] | None:
    """The programmes; None where a word is none of theirs."""
    text = row.text("programs") or ""
    found = [find_choice(Program, word) for word in words_in(text).split()]
    known = [program for program in found if program is not None]
    if len(known) == len(found):
        return known
    find_no_choice(row, "programs", text)
    return None


def _base(row: Row, name: str, particulars: Particulars) -> int | None:
    """Wage or income; a wage is read with the particulars, so that it is not reported twice.

    None: it is missing, or cannot be read, and one finding says so.
    """
    text, amount = row.text(name), particulars.wage
    if name not in READERS:
        amount = None if text is None else read_amount(row, name, text)
    if text is None and (row.is_blank(name) or not row.has(name)):
        _refuse(row, name, MissingFactError.code)
    return amount


# The organs whose people a table holds, by what it holds.
PEOPLE = {
    "board": ("officer", "supervisor"),
    "employee": ("employee",),
    "member": ("member",),
    "person": ("officer", "supervisor", "employee", "member"),
}
_MAKERS: dict[str, Maker] = {"profile": _profile, "place": _place, "business": _business}


def maker_of(holds: str, organs: tuple[str, ...]) -> Maker:
    """What makes the rows of a table.

    Args:
        holds: What the table holds.
        organs: The organs that rows of people may be of.
    """
    return _MAKERS.get(holds) or partial(_person, organs=organs)
