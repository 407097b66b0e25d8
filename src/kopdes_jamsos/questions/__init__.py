"""Questions asked backwards: what gives an amount, exactly, and why nothing does.

Implements no article of its own; every answer is computed by `assess`, `entitle` and scenarios.
"""

from kopdes_jamsos._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
