"""Public pages of projects and their results."""
