"""Village codes of the Ministry of Home Affairs (Kemendagri): PP.KK.CC.DDDD.

Province, regency, district, village (Permendagri 137/2017 Pasal 4). The first digit of the last
block tells the kind: 1 kelurahan, 2 desa, 3 desa adat. The data set idn-area-data 3.1.2 bears
this out: 8,498 villages with 1, 75,251 with 2 and 14 with 3, each of those named "Desa Adat".
"""

from __future__ import annotations

import re
from typing import TypeAlias

from attrs import field, frozen

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.errors import InvalidFactError, InvalidVillageCodeError, a_kind
from kopdes_jamsos.identity.findings import Finding
from kopdes_jamsos.programs import Choice

_DOTTED = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
_LIKE_A_CODE = re.compile(r"(\d\d(\d\d)?(\.\d\d(\d\d)?){0,3}\n?)?")
# Spreadsheets write the parts with blanks around the dots: "36. 03. 05. 2001".
_POINT = r"[ \xa0]*\.[ \xa0]*"
_PARTS = re.compile(_POINT.join(("([0-9]{2})",) * 3 + ("([0-9]{4})",)))
_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{4})")


class VillageKind(Choice):
    """Kind of a village.

    Examples:
        >>> VillageCode("36.04.05.2001").kind
        <VillageKind.DESA: 'desa'>
    """

    KELURAHAN = "kelurahan"
    DESA = "desa"
    DESA_ADAT = "desa adat"


_KINDS = {"1": VillageKind.KELURAHAN, "2": VillageKind.DESA, "3": VillageKind.DESA_ADAT}


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise InvalidVillageCodeError(
        f"A village code is text; got {a_kind(value)}.",
        remedy='Write it as text: "36.04.05.2001".',
    )


def _checked(value: str) -> str:
    found = _DOTTED.fullmatch(_text(value))
    if found is None:
        raise InvalidVillageCodeError(
            "This text has not the form PP.KK.CC.DDDD.",
            # Other text may be a name, a wage or a NIK from the next column.
            value=value if _LIKE_A_CODE.fullmatch(value) else None,
            remedy='Write "36.04.05.2001", or give ten digits to VillageCode.parse.',
        )
    return found[0]


@frozen(order=True)
class VillageCode:
    """Code of a village (desa or kelurahan).

    Only the form is checked: villages come and go. See `findings` for the rest.

    Attributes:
        code: The code with its dots.

    Raises:
        InvalidVillageCodeError: code `invalid-village-code`. Text that is not even
            digits in twos and fours is not kept in `value`: it may be a name or a NIK.

    Examples:
        >>> VillageCode("36.04.05.2001")
        VillageCode('36.04.05.2001')
        >>> VillageCode("36.04.05")
        Traceback (most recent call last):
        ...
        kopdes_jamsos.errors.InvalidVillageCodeError: This text has not the form PP.KK.CC.DDDD. \
[invalid-village-code] Write "36.04.05.2001", or give ten digits to VillageCode.parse.
    """

    code: str = field(converter=_checked)

    @classmethod
    def parse(cls, text: str) -> VillageCode:
        """Village code written with dots, blanks around them or not, or as ten digits.

        Raises:
            InvalidVillageCodeError: code `invalid-village-code`.

        Examples:
            >>> VillageCode.parse("3604052001")
            VillageCode('36.04.05.2001')
            >>> VillageCode.parse("36. 04. 05. 2001")
            VillageCode('36.04.05.2001')
        """
        found = _PARTS.fullmatch(_text(text)) or _DIGITS.fullmatch(text)
        return cls(".".join(found.groups()) if found else text)

    @property
    def province(self) -> str:
        """Code of the province."""
        return self.code[:2]

    @property
    def regency(self) -> str:
        """Code of the regency or city."""
        return self.code[:5]

    @property
    def district(self) -> str:
        """Code of the district (kecamatan)."""
        return self.code[:8]

    @property
    def kind(self) -> VillageKind | None:
        """Kind of the village, or None where the digit is not in use."""
        return _KINDS.get(self.code[9])

    @property
    def regency_name(self) -> str | None:
        """Name of the regency or city, or None where today's list has no such code."""
        from kopdes_jamsos.identity.regions import regencies

        known = regencies().get(self.regency)
        return known.name if known else None

    def findings(self) -> tuple[Finding, ...]:
        """What is odd about the code.

        Codes: `unknown-province`, `unknown-regency`, `unknown-village-kind`.

        Examples:
            >>> [finding.code for finding in VillageCode("36.04.05.9001").findings()]
            ['unknown-village-kind']
        """
        from kopdes_jamsos.identity.regions import region_findings

        found = region_findings(self.regency, unknown_regency="warning")
        if self.kind is not None:
            return found
        return (*found, Finding(code="unknown-village-kind", severity="warning"))

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        return f"VillageCode({self.code!r})"


# What is read as the code of a village: `as_village`.
VillageLike: TypeAlias = VillageCode | str


def as_village(value: VillageLike, what: str = "value") -> VillageCode:
    """The code of a village that a value is, or that a text is which `VillageCode.parse` reads.

    Every argument of this library that is the code of a village is read by it.

    Args:
        value: A VillageCode, or its text.
        what: Name of the argument, for the error.

    Raises:
        InvalidFactError: code `invalid-fact`: neither.
        InvalidVillageCodeError: code `invalid-village-code`.

    Examples:
        >>> as_village("36.04.05.2001")
        VillageCode('36.04.05.2001')
    """
    if isinstance(value, VillageCode):
        return value
    text = as_text(value)
    if text is None:
        raise InvalidFactError(
            f"{what} must be a VillageCode; got {a_kind(value)}.",
            value=what,
            remedy='Give a VillageCode, or its text "36.04.05.2001".',
            reason="kind",
            field=what,
        )
    return VillageCode.parse(text)
