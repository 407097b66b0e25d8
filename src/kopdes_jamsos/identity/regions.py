"""Regencies and provinces, with the codes of the Ministry of Home Affairs (Kemendagri).

The table `regencies.csv` holds the 514 regencies and cities of 38 provinces. It is made from the
data set idn-area-data 3.1.2 (https://github.com/fityannugroho/idn-area-data), which follows the
decrees of the ministry and is made available under the Open Database License (ODbL) 1.0
(https://opendatacommons.org/licenses/odbl/1-0/). The table stays under that licence; NOTICE says
how it was made. It is read once, when first needed.

Regencies are split, moved to new provinces and renumbered: Merauke was 91.01 until Papua Selatan
was made in 2022, and is 93.01 since. A code that is missing here is therefore never an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from attrs import frozen

from kopdes_jamsos.identity.findings import Finding, Severity


@frozen
class Regency:
    """A regency (kabupaten) or city (kota).

    Attributes:
        code: Kemendagri code, such as 36.04.
        name: Name in capitals, as in the decree.
        province_code: First two digits of the code.
        province: Name of the province in capitals.

    Examples:
        >>> regencies()["36.04"].province
        'BANTEN'
    """

    code: str
    name: str
    province_code: str
    province: str


@cache
def regencies() -> Mapping[str, Regency]:
    """Regencies and cities by code, as idn-area-data 3.1.2 of March 2026 has them.

    Examples:
        >>> regencies()["36.04"].name
        'KABUPATEN SERANG'
        >>> len(regencies())
        514
    """
    import csv
    from importlib.resources import files

    table = files("kopdes_jamsos.identity").joinpath("regencies.csv")
    lines = table.read_text(encoding="utf-8").splitlines()
    return MappingProxyType({row["code"]: Regency(**row) for row in csv.DictReader(lines)})


def region_findings(code: str, *, unknown_regency: Severity) -> tuple[Finding, ...]:
    """What is odd about a regency code.

    Args:
        code: Kemendagri code of a regency, with its dot.
        unknown_regency: How much it means that a known province has no such regency.

    Examples:
        >>> [finding.code for finding in region_findings("36.99", unknown_regency="info")]
        ['unknown-regency']
    """
    known = regencies()
    if code in known:
        return ()
    if any(regency.province_code == code[:2] for regency in known.values()):
        return (Finding(code="unknown-regency", severity=unknown_regency),)
    return (Finding(code="unknown-province", severity="warning"),)
