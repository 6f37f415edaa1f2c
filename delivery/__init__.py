"""The site version, instants, scheduled tasks, what follows from a write, the page store."""
