"""The dates of results: when something has to be paid or claimed, as a list and as a calendar file.

Implements no article of its own; every day is one that a bill, a plan or an entitlement holds.
"""

from kopdes_jamsos._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
