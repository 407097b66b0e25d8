"""Identity: the numbers of persons (NIK) and of villages, and what is odd about them."""

from kopdes_jamsos.identity.findings import Finding, Severity
from kopdes_jamsos.identity.nik import Nik, NikLike, Sex, as_nik
from kopdes_jamsos.identity.village import VillageCode, VillageKind, VillageLike, as_village

__all__ = [
    "Finding",
    "Nik",
    "NikLike",
    "Severity",
    "Sex",
    "VillageCode",
    "VillageKind",
    "VillageLike",
    "as_nik",
    "as_village",
]
