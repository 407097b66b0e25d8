"""Coverage: who must and who may be enrolled, in which segment, and who is covered on a day."""

from kopdes_jamsos._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
