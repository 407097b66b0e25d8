"""Contributions: assessments, bills, due dates, fines, arrears, and the split among the funds."""

from kopdes_jamsos._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
