"""Coverage: which segment a person of a cooperative belongs to."""
