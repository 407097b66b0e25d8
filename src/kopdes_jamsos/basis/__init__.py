"""What a figure rests on: sources, grades of evidence, assumptions, and how a result states it."""

from kopdes_jamsos._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
