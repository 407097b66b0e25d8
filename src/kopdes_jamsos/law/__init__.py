"""The law as data: dated, cited, graded values in TOML files, and the book that reads them."""

from kopdes_jamsos.law.book import LAW, LawBook
from kopdes_jamsos.law.citation import Citation, Evidence
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
    "DueRule",
    "Evidence",
    "LawBook",
    "Levy",
    "Relief",
    "Series",
    "Slice",
    "Stretch",
    "warn_unverified",
]
