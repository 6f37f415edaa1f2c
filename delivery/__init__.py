"""That something public changed, the instants, things due, and what follows from a write."""
