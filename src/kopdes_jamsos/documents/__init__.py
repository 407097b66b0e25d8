"""JSON in, JSON out: what a cooperative has goes to other services and comes back whole."""

from kopdes_jamsos._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
