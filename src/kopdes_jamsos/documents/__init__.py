"""Documents: objects and results as JSON and back, with schemas, replay and redaction."""

from kopdes_jamsos._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
