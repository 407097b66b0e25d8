"""What an amount is made of, as a graph: facts, values of the law, steps, and articles on arrows.

Implements no article of its own; a graph holds what a result and its book of law have recorded.
"""

from kopdes_jamsos._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__)
