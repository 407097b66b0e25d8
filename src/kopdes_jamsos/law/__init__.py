"""The law as data: dated, cited, graded values in TOML files, and the book that reads them."""

from kopdes_jamsos.law.book import LAW, LawBook
from kopdes_jamsos.law.citation import Citation, Evidence
from kopdes_jamsos.law.disability import (
    DisabilityRow,
    binocular_weights,
    disability_source,
    disability_table,
)
from kopdes_jamsos.law.heirs import HeirRank, heir_ranks
from kopdes_jamsos.law.tariff import Base, Levy, Relief
from kopdes_jamsos.law.values import (
    Band,
    DatedValue,
    DueRule,
    Series,
    Slice,
    Stretch,
    warn_unverified,
)

__all__ = [
    "LAW",
    "Band",
    "Base",
    "Citation",
    "DatedValue",
    "DisabilityRow",
    "DueRule",
    "Evidence",
    "HeirRank",
    "LawBook",
    "Levy",
    "Relief",
    "Series",
    "Slice",
    "Stretch",
    "binocular_weights",
    "disability_source",
    "disability_table",
    "heir_ranks",
    "warn_unverified",
]
