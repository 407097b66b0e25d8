"""What is due when something happens: an event and a participation in, an entitlement out."""

from kopdes_jamsos._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
