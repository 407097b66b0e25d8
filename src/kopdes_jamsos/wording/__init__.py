"""Results in words: Babel formats, and `id.toml`, `en.toml` hold the words of each language."""

from kopdes_jamsos.wording.formats import (
    Form,
    format_date,
    format_month,
    format_rate,
    format_rupiah,
)
from kopdes_jamsos.wording.language import Language, languages
from kopdes_jamsos.wording.numerals import terbilang

__all__ = [
    "Form",
    "Language",
    "format_date",
    "format_month",
    "format_rate",
    "format_rupiah",
    "languages",
    "terbilang",
]
