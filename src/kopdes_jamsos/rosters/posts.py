"""The organs of a cooperative and the posts in them, by the words that rosters have for them.

Officers and supervisors have posts of the same names, so the organ alone tells them apart. Who may
not be an officer stands in the ministry's guideline (Juklak Menkop 1/2025): nobody of the village
government; the village head presides over the supervisors by virtue of the office.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TypeVar

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.choices import find_choice
from kopdes_jamsos.cooperative import OfficerRole, SupervisorRole
from kopdes_jamsos.errors import UnknownChoiceError, told
from kopdes_jamsos.rosters.cells import Row

RoleT = TypeVar("RoleT", OfficerRole, SupervisorRole)
_ORGANS = {
    **dict.fromkeys(("pengurus", "officer", "board"), "officer"),
    **dict.fromkeys(("pengawas", "supervisor", "badan pengawas"), "supervisor"),
    **dict.fromkeys(("karyawan", "pengelola", "manajer", "pegawai", "employee"), "employee"),
    **dict.fromkeys(("anggota", "member"), "member"),
}
_VILLAGE_GOVERNMENT = re.compile(
    r"\b(?:kepala desa|kades|lurah|perangkat desa|sekretaris desa|sekdes|kepala dusun|kadus"
    r"|bpd|village head)\b"
)


def words_in(text: str) -> str:
    """The words of a text, without what stands between them.

    Examples:
        >>> words_in("Laki - Laki")
        'laki laki'
    """
    return " ".join(re.findall(r"[a-z]+", text.lower()))


def names_village_government(text: str | None) -> bool:
    """Whether a post or an occupation names somebody of the village government.

    Examples:
        >>> names_village_government("KEPALA DESA")
        True
    """
    return text is not None and _VILLAGE_GOVERNMENT.search(text.lower()) is not None


def organ_named(word: str) -> str:
    """The organ of a word, in any language that a roster may be written in.

    Raises:
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> organ_named("Anggota")
        'member'
    """
    found = _ORGANS.get(words_in(as_text(word) or ""))
    if found is None:
        shown, kept = told(word, "organ", names=_ORGANS)
        raise UnknownChoiceError(
            f"{shown} is no organ.", value=kept, remedy=f"Choose one of: {', '.join(_ORGANS)}."
        )
    return found


def organ_of(row: Row, organs: Collection[str]) -> str | None:
    """The organ that a row names, if it is one of those of the table."""
    written = row.text("organ")
    organ = None if written is None else _ORGANS.get(words_in(written))
    if organ in organs:
        return organ
    row.find("organ-unknown", "organ", original=written)
    return None


def supervisor_role(row: Row, post: str | None) -> SupervisorRole:
    """The post of a supervisor."""
    return _role(row, post, SupervisorRole.MEMBER)


def officer_role(row: Row, post: str | None, occupation: str | None) -> OfficerRole:
    """The post of an officer, who must not be of the village government."""
    if names_village_government(post) or names_village_government(occupation):
        row.find("village-head-perhaps", "post")
    return _role(row, post, OfficerRole.OTHER)


def _role(row: Row, post: str | None, other: RoleT) -> RoleT:
    if post is None:
        row.find("post-missing", "post")
        return other
    found = find_choice(type(other), words_in(post))
    if found is None:
        row.find("post-other", "post", original=post)
        return other
    return found
