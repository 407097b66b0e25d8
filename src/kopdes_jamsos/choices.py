"""The words of choices: how a text names a member of an enumeration.

A member is named by its value ("self"), by its own name ("SELF"), and by the Indonesian words that
results and rosters write for it ("peserta sendiri", "sendiri"). Upper and lower case, spaces,
hyphens and underscores do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from kopdes_jamsos._personal import fact_of
from kopdes_jamsos._plain import as_int, as_text, items_of
from kopdes_jamsos.errors import InvalidFactError, a_kind
from kopdes_jamsos.programs import unknown_choice
from kopdes_jamsos.wording.language import words
from kopdes_jamsos.wording.sentences import word_of

__all__ = ["choose"]

ChoiceT = TypeVar("ChoiceT", bound=Enum)

# Words that people write and results do not, by the fact and its values. The letters are those of
# PP 44/2015 Pasal 5 ayat (3); the words of posts are those of rosters in both languages.
_ALSO: Mapping[str, Mapping[str, str | int]] = {
    "bpu_group": {"a": "employer", "b": "independent", "c": "unwaged"},
    "sector": {"lainnya": "other"},
    "funding": {"sendiri": "self", "lainnya": "other"},
    "risk_class": {
        "sangat rendah": 1,
        "rendah": 2,
        "sedang": 3,
        "tinggi": 4,
        "sangat tinggi": 5,
    },
    "elsewhere": {"desa": "village", "asn": "civil service"},
    "officer_role": {
        **dict.fromkeys(("ketua pengurus", "ketua koperasi", "chair"), "ketua"),
        **dict.fromkeys(
            ("wakil ketua usaha", "deputy chair for business"), "wakil ketua bidang usaha"
        ),
        **dict.fromkeys(
            (
                "wakil ketua bidang keanggotaan",
                "wakil ketua keanggotaan",
                "deputy chair for membership",
            ),
            "wakil ketua bidang anggota",
        ),
        "secretary": "sekretaris",
        "treasurer": "bendahara",
        "other": "lainnya",
    },
    "supervisor_role": {
        **dict.fromkeys(("ketua pengawas", "chair"), "ketua"),
        **dict.fromkeys(("anggota pengawas", "member"), "anggota"),
    },
}
# "desa (APBDes)" says the same twice.
_TWICE = re.compile(r"(.+) \((.+)\)")
_BETWEEN = re.compile(r"[\s_-]+")
# More kinds than there are; a caller may ask for kinds of its own.
_MOST_KINDS = 128
# Longer than any word of ours.
_LONGEST = 100


def choose(kind: type[ChoiceT], value: object) -> ChoiceT:
    """The member of an enumeration that a value is or names: a value, a name or a word of it.

    Every argument of this library that is a choice is read by it.

    Args:
        kind: The enumeration.
        value: A member, its value, its name, or the Indonesian word for it.

    Raises:
        UnknownProgramError: code `unknown-program`.
        InvalidRiskClassError: code `invalid-risk-class`; True is no class 1.
        UnknownChoiceError: code `unknown-choice`.
        InvalidFactError: code `invalid-fact`: no enumeration.

    Examples:
        >>> choose(kj.Funding, "Desa"), choose(kj.BPUGroup, "pekerja mandiri")
        (<Funding.VILLAGE: 'village'>, <BPUGroup.INDEPENDENT: 'independent'>)
        >>> choose(kj.cooperative.OfficerRole, "Wakil Ketua Bidang Usaha")
        <OfficerRole.DEPUTY_BUSINESS: 'wakil ketua bidang usaha'>
    """
    if value.__class__ is kind:
        return value
    if not isinstance(kind, type) or not issubclass(kind, Enum):
        raise InvalidFactError(
            f"kind must be an enumeration; got {a_kind(kind)}.",
            value="kind",
            remedy="Give a class such as kj.Funding.",
        )
    member = find_choice(kind, value)
    if member is None:
        raise unknown_choice(kind, value)
    return member


def choose_or_none(kind: type[ChoiceT], value: object) -> ChoiceT | None:
    """The member that `choose` gives; None, where nothing was given.

    Raises:
        KopdesJamsosError: as `choose`.

    Examples:
        >>> choose_or_none(kj.Sector, "transportasi"), choose_or_none(kj.Sector, None)
        (<Sector.TRANSPORT: 'transport'>, None)
    """
    return None if value is None else choose(kind, value)


def find_choice(kind: type[ChoiceT], value: object) -> ChoiceT | None:
    """The member that `choose` gives, or None where there is none."""
    if isinstance(value, kind):
        return value
    # The plain text or int: a class of the caller's own may hash and compare as it likes.
    text = as_text(value)
    name = as_int(value) if text is None else text
    member: Any = None if name is None else kind._value2member_map_.get(name)
    if member is None and text is not None and len(text) <= _LONGEST:
        member = _members(kind).get(_plain(text))
    return member  # type: ignore[no-any-return]  # the maps hold members


# More than any enumeration has.
_MOST_CHOICES = 1_000


def choose_each(kind: type[ChoiceT], value: object, what: str) -> frozenset[ChoiceT]:
    """The members of an enumeration that a set names.

    Raises:
        InvalidFactError: code `invalid-fact`: no set, nor a list or the like.
        KopdesJamsosError: as `choose`.
    """
    items = items_of(value, _MOST_CHOICES)
    if items is None:
        some = ", ".join(f"kj.{kind.__name__}.{member.name}" for member in list(kind)[:2])
        raise InvalidFactError(
            f"{what} must be a set; got {a_kind(value)}.",
            value=what,
            remedy=f"Give a set such as {{{some}}}.",
            reason="kind",
            field=what,
        )
    return frozenset(choose(kind, item) for item in items)


def words_for(kind: type[ChoiceT]) -> Mapping[str, ChoiceT]:
    """All texts that `choose` reads for an enumeration, in small letters, by what they name.

    Examples:
        >>> sorted(words_for(kj.Sector))
        ['lainnya', 'other', 'selain transportasi', 'transport', 'transportasi']
    """
    found = {word.casefold(): member for member in kind for word in _of(member)}
    known: Mapping[Any, Any] = kind._value2member_map_  # a kind of the caller's has other values
    also = {
        word: known[value] for word, value in _ALSO.get(fact_of(kind), {}).items() if value in known
    }
    return MappingProxyType({**found, **also})


@lru_cache(maxsize=_MOST_KINDS)
def _members(kind: Any) -> Mapping[str, Any]:
    return {_plain(word): member for word, member in words_for(kind).items()}


def _of(member: Enum) -> Iterator[str]:
    yield str(member.value)
    yield member.name.replace("_", " ")
    word = word_of(member, words("id"))
    yield word
    twice = _TWICE.fullmatch(word)
    if twice:
        yield from twice.groups()


def _plain(text: str) -> str:
    return _BETWEEN.sub("", text.casefold())
