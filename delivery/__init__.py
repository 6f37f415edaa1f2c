"""The site version, instants, scheduled tasks, and what follows from a write."""
