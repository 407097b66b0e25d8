"""Coverage: which segment a person of a cooperative belongs to."""

from kopdes_jamsos.coverage.segment import Proposal, propose_segment

__all__ = ["Proposal", "propose_segment"]
