"""Inverse questions: what gives an amount, what moves it, why a printed one differs.

What gives it is a wage, an income, a contract value, a number of people or months, or a share.

Implements no article of its own; every answer is computed by `assess`, `entitle` and scenarios.
"""

from kopdes_jamsos._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
