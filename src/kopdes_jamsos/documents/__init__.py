"""JSON in, JSON out: what a cooperative has goes to other services and comes back whole."""
