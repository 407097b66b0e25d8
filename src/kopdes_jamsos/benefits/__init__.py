"""What is due when something happens: an event and a participation in, an entitlement out."""
