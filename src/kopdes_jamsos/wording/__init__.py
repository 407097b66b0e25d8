"""Results in words, Indonesian and English; Babel formats, `texts` holds the sentences."""

from kopdes_jamsos.wording.explained import Explained
from kopdes_jamsos.wording.formats import (
    Form,
    Language,
    format_date,
    format_month,
    format_rate,
    format_rupiah,
)
from kopdes_jamsos.wording.numerals import terbilang

__all__ = [
    "Explained",
    "Form",
    "Language",
    "format_date",
    "format_month",
    "format_rate",
    "format_rupiah",
    "terbilang",
]
