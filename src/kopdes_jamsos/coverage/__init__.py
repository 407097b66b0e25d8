"""Coverage: which segment a person of a cooperative belongs to."""

from kopdes_jamsos._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
