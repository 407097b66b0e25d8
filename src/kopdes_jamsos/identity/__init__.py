"""Identity: the numbers of persons (NIK) and of villages, and what is odd about them."""

from kopdes_jamsos.identity.findings import Finding, Severity
from kopdes_jamsos.identity.nik import Nik, Sex
from kopdes_jamsos.identity.village import VillageCode, VillageKind

__all__ = ["Finding", "Nik", "Severity", "Sex", "VillageCode", "VillageKind"]
