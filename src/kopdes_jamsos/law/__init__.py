"""The law as data: dated, cited, graded values in TOML files, and the book that reads them."""

from kopdes_jamsos._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
