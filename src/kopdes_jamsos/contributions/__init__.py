"""Contributions: the tariff read for one enrolment, bills, due dates and the view of funds."""

from kopdes_jamsos._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
